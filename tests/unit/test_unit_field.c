#include <CUnit/CUnit.h>

#include "calc/query.h"

static struct dictionary_value levels[] = {
    {.code = "tinh", .label = "Đảng bộ tỉnh"},
    {.code = "huyen", .label = "Đảng bộ cấp huyện"},
    {.code = "co_so", .label = "Tổ chức cơ sở đảng"},
    {.code = "chi_bo", .label = "Chi bộ"},
};
static const struct column level = {
    .name = "cap", .type = COLUMN_CODE, .values = levels, .values_count = 4};

static struct dictionary_value kinds[] = {{.code = "xa", .label = "Xã"},
                                          {.code = "phuong", .label = "Phường"}};
static const struct column kind = {
    .name = "loai_hinh", .type = COLUMN_LABEL, .values = kinds, .values_count = 2};

static void add(struct unit_tree *tree, const char *code, enum level of, const char *kind_label)
{
    g_autofree char *folded = g_str_equal(kind_label, "Đặc khu")        ? g_strdup("dac_khu")
                              : g_str_equal(kind_label, "Bến cảng")     ? g_strdup("ben_cang")
                              : g_str_equal(kind_label, "Chi bộ cơ sở") ? g_strdup("chi_bo_co_so")
                              : *kind_label != '\0'                     ? g_strdup("xa")
                                                                        : g_strdup("");
    struct unit unit = {.code = code,
                        .name = code,
                        .kind = folded,
                        .kind_label = kind_label,
                        .level = of,
                        .is_cell = of == LEVEL_CHI_BO || g_str_equal(folded, "chi_bo_co_so"),
                        .from = DATE_NONE,
                        .to = DATE_NONE};
    CU_ASSERT_NOT_EQUAL(unit_tree_add(tree, &unit, ""), UNIT_NONE);
}

static struct unit_tree *some_units(gboolean with_both)
{
    struct unit_tree *tree = unit_tree_new();
    add(tree, "1", LEVEL_HUYEN, "");
    add(tree, "2", LEVEL_CO_SO, "Đặc khu");
    add(tree, "3", LEVEL_CO_SO, "Bến cảng");
    add(tree, "4", LEVEL_CHI_BO, "Xã");
    if (with_both)
        add(tree, "5", LEVEL_CO_SO, "Chi bộ cơ sở");
    unit_tree_link(tree, NULL, NULL);
    return tree;
}

static void units_have_the_number_of_their_level(void)
{
    g_autoptr(unit_tree_t) tree = some_units(FALSE);
    struct unit_field *field = unit_field_new(&level, tree);
    CU_ASSERT_EQUAL(field->number[0], 2);
    CU_ASSERT_EQUAL(field->number[1], 3);
    CU_ASSERT_EQUAL(field->number[3], 4);
    CU_ASSERT_EQUAL(field->second[3], -1);
    CU_ASSERT_FALSE(field->overlaps);
    CU_ASSERT_EQUAL(field->codes->len, 4);
    unit_field_free(field);
}

static void who_is_a_cell_at_once_has_two_numbers(void)
{
    g_autoptr(unit_tree_t) tree = some_units(TRUE);
    struct unit_field *field = unit_field_new(&level, tree);
    CU_ASSERT_EQUAL(field->number[4], 3);
    CU_ASSERT_EQUAL(field->second[4], 4);
    CU_ASSERT_TRUE(field->overlaps);
    unit_field_free(field);
    field = unit_field_new(&kind, tree);
    CU_ASSERT_EQUAL(field->second[4], -1);
    CU_ASSERT_FALSE(field->overlaps);
    unit_field_free(field);
}

static void new_kinds_follow_in_vietnamese_order_and_none_is_zero(void)
{
    g_autoptr(unit_tree_t) tree = some_units(FALSE);
    struct unit_field *field = unit_field_new(&kind, tree);
    CU_ASSERT_EQUAL(field->number[0], 0);
    CU_ASSERT_EQUAL(field->number[3], 1);
    CU_ASSERT_EQUAL(field->number[2], 3);
    CU_ASSERT_EQUAL(field->number[1], 4);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(field->codes, 3), "dac_khu");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(field->labels, 3), "Đặc khu");
    unit_field_free(field);
}

static CU_TestInfo tests[] = {
    {"units have the number of their level", units_have_the_number_of_their_level},
    {"who is a cell at once has two numbers", who_is_a_cell_at_once_has_two_numbers},
    {"new kinds follow in Vietnamese order and none is zero",
     new_kinds_follow_in_vietnamese_order_and_none_is_zero},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo unit_field_suite = {"unit field", NULL, NULL, NULL, NULL, tests};
