/* The columns of kinds of tables that have their own, and how tables are found. */
#include <string.h>

#include "spec/template.h"

const struct template_cap_column template_streak_columns[TEMPLATE_STREAK_COLUMNS] = {
    {"so_nam", "Số năm đạt", MEASURE_COUNT},
    {"lien_tiep", "Số năm liên tục", MEASURE_COUNT},
};

const struct template_cap_column template_cap_columns[TEMPLATE_CAP_COLUMNS] = {
    [CAP_SHOWS_BASE] = {"nen", "Cơ sở tính", MEASURE_COUNT},
    [CAP_SHOWS_LIMIT] = {"gioi_han", "Giới hạn", MEASURE_COUNT},
    [CAP_SHOWS_AWARDED] = {"xuat_sac", "Xuất sắc", MEASURE_COUNT},
    [CAP_SHOWS_LEFT] = {"con_lai", "Còn lại (+), vượt (-)", MEASURE_COUNT},
    [CAP_SHOWS_INCLUSIVE] = {"ty_le_gom", "Tỷ lệ trên tốt trở lên", MEASURE_SHARE_BASE},
    [CAP_SHOWS_EXCLUSIVE] = {"ty_le_tach", "Tỷ lệ trên riêng loại tốt", MEASURE_SHARE_BASE},
    [CAP_SHOWS_OVER] = {"vuot", "Vượt", MEASURE_COUNT},
};

#define MEMBERS_CAP "tran_20"
#define ORGANIZATIONS_CAP "tran_to_chuc"
#define MEMBERS "Đảng viên xuất sắc"
#define ORGANIZATIONS "Tổ chức xuất sắc"
#define OVER "Vượt giới hạn"
#define TOUCHING "Trên tỷ lệ, chưa vượt do làm tròn"
#define RANKED "Xếp loại của tổ chức"

const struct template_review_column template_review_columns[TEMPLATE_REVIEW_COLUMNS] = {
    {"vuot_tran_dang_vien", MEMBERS, OVER, MEMBERS_CAP, MEASURE_COUNT},
    {"cham_tran_dang_vien", MEMBERS, TOUCHING, MEMBERS_CAP, MEASURE_COUNT},
    {"vuot_tran_to_chuc", ORGANIZATIONS, OVER, ORGANIZATIONS_CAP, MEASURE_COUNT},
    {"cham_tran_to_chuc", ORGANIZATIONS, TOUCHING, ORGANIZATIONS_CAP, MEASURE_COUNT},
    {"ky_luat", RANKED, "Xuất sắc, có kỷ luật", NULL, MEASURE_COUNT},
    {"dieu_kien", RANKED, "Xuất sắc, thiếu điều kiện", NULL, MEASURE_COUNT},
    {"diem", RANKED, "Điểm của mức khác", NULL, MEASURE_COUNT},
    {"quy", RANKED, "Có quý không đạt", NULL, MEASURE_COUNT},
};

const struct template_table *template_cap_table(const struct template *template, const char *rule)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        if (template->tables[i].kind == TABLE_CAP && strcmp(template->tables[i].rule, rule) == 0)
            return &template->tables[i];
    return NULL;
}

const struct template_table *template_table(const struct template *template, const char *id)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        if (strcmp(template->tables[i].id, id) == 0)
            return &template->tables[i];
    return NULL;
}

gboolean entries_stand_together(const struct template_entry *a, const struct template_entry *b)
{
    return a->within != NULL && g_strcmp0(a->within, b->within) == 0 &&
           g_strcmp0(a->last, b->last) == 0;
}

gboolean table_is_nested(const struct template_table *table)
{
    for (unsigned i = 0; i < table->columns_count; i++)
        if (table->columns[i].within != NULL)
            return TRUE;
    return FALSE;
}

const char *template_inner_code(const char *code)
{
    const char *slash = strrchr(code, '/');
    return slash != NULL ? slash + 1 : code;
}
