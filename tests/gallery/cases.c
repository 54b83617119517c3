#include "cases.h"

#include <string.h>

#define SPARE_COLUMNS 12

static const struct {
    const char *name;
    const char *label;
} names[CHART_CASES] = {
    [CASE_PLAIN] = {"thuong", "trường hợp thường gặp"},
    [CASE_ONE_ROW] = {"mot-dong", "một dòng"},
    [CASE_SIXTY_ROWS] = {"sau-muoi-dong", "sáu mươi dòng"},
    [CASE_ZEROS] = {"toan-khong", "toàn số không"},
    [CASE_MISSING] = {"thieu", "thiếu một dòng"},
    [CASE_HUGE_AND_TINY] = {"lon-nho", "rất lớn cạnh rất nhỏ"},
    [CASE_LONG_NAMES] = {"ten-dai", "tên dài sáu mươi chữ"},
    [CASE_SUPPRESSED] = {"khong-cong-bo", "tất cả không công bố"},
    [CASE_MANY_COLUMNS] = {"nhieu-cot", "nhiều cột"},
    [CASE_OTHER_TURN] = {"chieu-khac", "chiều khác"},
    [CASE_STEPS] = {"bac", "bảy bậc, một ngoài bậc"},
    [CASE_MONTHS] = {"thang", "mười hai tháng"},
    [CASE_SUBSET] = {"mot-phan", "một phần danh sách"},
    [CASE_EQUAL] = {"bang-nhau", "bằng nhau"},
};

static const char *const units[] = {
    "Huyện ủy Quỳnh Phụ", "Huyện ủy Hưng Hà",    "Huyện ủy Đông Hưng", "Huyện ủy Thái Thụy",
    "Huyện ủy Tiền Hải",  "Huyện ủy Kiến Xương", "Huyện ủy Vũ Thư",    "Thành ủy Thái Bình"};
static const char *const ages[] = {"Dưới 30", "30–39", "40–49", "50–59", "60 trở lên"};
static const char *const groups[] = {"Phẩm chất đạo đức, lối sống",
                                     "Nguyên tắc tập trung dân chủ",
                                     "Những điều đảng viên không được làm",
                                     "Dân số – kế hoạch hóa gia đình",
                                     "Đất đai, tài nguyên",
                                     "Tài chính, đầu tư, xây dựng cơ bản",
                                     "Thiếu trách nhiệm",
                                     "Khác"};
static const char *const classes[] = {"Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành",
                                      "Không hoàn thành"};
static const char *const degrees[] = {"Chưa qua",       "Sơ cấp",   "Trung cấp", "Cao đẳng",
                                      "Đại học",        "Thạc sĩ",  "Tiến sĩ",   "Chuyên khoa I",
                                      "Chuyên khoa II", "Ngắn hạn", "Bồi dưỡng", "Khác nữa"};
static const char *const stages[] = {"Đăng ký", "Công nhận"};
static const char *const sexes[] = {"Nam", "Nữ"};

static const char long_name[] =
    "Đảng bộ Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp";

/* Shape of the table of a kind: what its rows and columns are. */
struct shape {
    gboolean time, share;
    const char *const *rows;
    guint rows_count;
    const char *const *columns;
    guint columns_count;
    gboolean only_time; /* no other turn */
};

static struct shape shape_of(enum chart_kind kind)
{
    struct shape shape = {.rows = units, .rows_count = 8, .columns = classes, .columns_count = 4};
    gboolean one = kind == CHART_RANKED_BAR || kind == CHART_PARETO || kind == CHART_FUNNEL;
    shape.share = kind == CHART_STACKED_BAR_100 || kind == CHART_DOT_PLOT || kind == CHART_FUNNEL ||
                  kind == CHART_HEAT || kind == CHART_LINE;
    shape.time = kind == CHART_LINE || kind == CHART_SLOPE;
    shape.only_time = kind == CHART_SLOPE;
    if (one)
        shape.columns_count = 1;
    if (kind == CHART_PAIRED_BAR) {
        shape.columns = stages;
        shape.columns_count = 2;
    }
    if (kind == CHART_PYRAMID) {
        shape.rows = ages;
        shape.rows_count = 5;
        shape.columns = sexes;
        shape.columns_count = 2;
    }
    if (kind == CHART_PARETO)
        shape.rows = groups;
    return shape;
}

static guint row_count(const struct shape *shape, enum chart_case one)
{
    if (one == CASE_ONE_ROW)
        return 1;
    if (one == CASE_SIXTY_ROWS)
        return 60;
    return shape->time ? 5 : shape->rows_count;
}

static void add_rows(struct book_table *table, const struct shape *shape, enum chart_case one)
{
    gboolean time = shape->time != (one == CASE_OTHER_TURN && !shape->only_time);
    guint count = row_count(shape, one);
    for (guint i = 0; i < count; i++) {
        g_autofree char *code = time && count > 12
                                    ? g_strdup_printf("%u-%02u", 2020 + i / 12, i % 12 + 1)
                                : time ? g_strdup_printf("%u", 2020 + i)
                                       : g_strdup_printf("34.%u", 336 + i);
        g_autofree char *label =
            time                        ? g_strdup(code)
            : one == CASE_LONG_NAMES    ? g_strdup_printf("%s %u", long_name, i + 1)
            : count > shape->rows_count ? g_strdup_printf("Đảng bộ xã số %u", i + 1)
                                        : g_strdup(shape->rows[i]);
        struct book_row *row = book_row(table, book_table_add_row(table, code, label, -1, 0));
        row->time = !time ? BOOK_TIME_NONE : count > 12 ? BOOK_TIME_MONTHS : BOOK_TIME_YEARS;
        row->moment = count > 12 ? 2020 * 12 + (gint64)i : 2020 + (gint64)i;
    }
}

/* What the columns are values of, in the cases that are about it. */
static struct book_series series_of(enum chart_case one, guint index, guint count)
{
    gboolean beside = one != CASE_MONTHS && index + 1 == count;
    struct book_series series = {.adds = TRUE};
    if (one < CASE_STEPS || one == CASE_EQUAL)
        return series;
    series.field = g_strdup("truong");
    series.ordered = one != CASE_SUBSET && !beside;
    series.place = one == CASE_SUBSET ? 2 * index : index;
    series.count = beside ? 0 : one == CASE_SUBSET ? 8 : one == CASE_STEPS ? count - 1 : count;
    return series;
}

static guint column_count(const struct shape *shape, enum chart_case one)
{
    if (shape->columns_count <= 2)
        return shape->columns_count;
    return one == CASE_MANY_COLUMNS || one == CASE_MONTHS ? SPARE_COLUMNS
           : one == CASE_STEPS                            ? 8
           : one == CASE_SUBSET                           ? 5
                                                          : shape->columns_count;
}

static char *column_label(const struct shape *shape, enum chart_case one, guint index)
{
    if (one == CASE_LONG_NAMES)
        return g_strdup_printf("%s cột %u", long_name, index + 1);
    if (one == CASE_MONTHS && shape->columns_count > 2)
        return g_strdup_printf("Tháng %u", index + 1);
    gboolean levels = one == CASE_MANY_COLUMNS || one == CASE_STEPS || one == CASE_SUBSET;
    return g_strdup(levels && shape->columns_count > 2 ? degrees[index] : shape->columns[index]);
}

static void add_columns(struct book_table *table, const struct shape *shape, enum chart_case one)
{
    guint count = column_count(shape, one);
    enum measure measure = one == CASE_OTHER_TURN && shape->columns_count == 1 ? MEASURE_DIFF_PP
                           : shape->share                                      ? MEASURE_SHARE_ROW
                                                                               : MEASURE_COUNT;
    for (guint i = 0; i < count; i++) {
        g_autofree char *code = g_strdup_printf("c%u", i);
        g_autofree char *label = column_label(shape, one, i);
        guint column = book_table_add_column(table, code, label, measure);
        book_column(table, column)->series =
            count > 2 ? series_of(one, i, count) : (struct book_series){.adds = TRUE};
    }
}

/* Some number that is the same each time, between 0 and limit. */
static gint64 some(guint row, guint column, gint64 limit)
{
    guint32 mixed = (row * 31 + column * 17 + 7) * 2654435761u;
    return (gint64)(mixed >> 8) % (limit + 1);
}

static gint64 plain_value(guint row, guint column, enum chart_case one)
{
    static const gint64 shares[] = {180, 640, 150, 12, 70, 40, 90, 25, 60};
    if (one == CASE_ZEROS)
        return 0;
    if (one == CASE_EQUAL)
        return row > 1 ? 100 : 90 + 20 * row;
    if (one == CASE_HUGE_AND_TINY)
        return row == 0 ? 98765 * (column + 1) : 1 + row * (column + 1);
    gint64 base = shares[column % G_N_ELEMENTS(shares)];
    return base / 2 + some(row, column, base);
}

/* Units that are about alike, but for the first, which stands out above, and the second, below. */
static gint64 alike_value(guint row, gint64 whole)
{
    return whole * (row == 0 ? 62 : row == 1 ? 8 : 30 + some(row, 0, 4)) / 100;
}

static void fill(struct book_table *table, enum chart_kind kind, enum chart_case one)
{
    gboolean alike = kind == CHART_FUNNEL && one != CASE_ZEROS && one != CASE_HUGE_AND_TINY;
    for (guint row = 0; row < table->rows->len; row++) {
        gint64 whole = 0;
        for (guint column = 0; column < table->columns->len; column++)
            whole += plain_value(row, column, one);
        if (table->columns->len == 1)
            whole = whole * 4 / 3 + (one == CASE_EQUAL ? 0 : row * 40);
        for (guint column = 0; column < table->columns->len; column++) {
            struct book_cell *cell = book_cell(table, row, column);
            enum measure measure = book_column(table, column)->measure;
            cell->numerator = plain_value(row, column, one);
            if (alike)
                cell->numerator = alike_value(row, whole);
            if (kind == CHART_PAIRED_BAR && column == 1) /* a part of the first */
                cell->numerator = book_cell(table, row, 0)->numerator * 2 / 3;
            if (one == CASE_OTHER_TURN && kind == CHART_STACKED_BAR_100 &&
                row + 1 == table->rows->len && column == 1) /* a part that the last stack has not */
                cell->numerator = 0;
            cell->denominator = measure == MEASURE_COUNT ? 0 : whole;
            if (measure == MEASURE_DIFF_PP)
                cell->numerator -= whole / 2;
            if (whole == 0 && measure != MEASURE_COUNT)
                cell->state = CELL_EMPTY;
            if (one == CASE_MISSING && row == table->rows->len / 2)
                cell->state = CELL_MISSING;
            if (one == CASE_SUPPRESSED || (one == CASE_MISSING && row == 1 && column == 0))
                cell->state = CELL_SUPPRESSED;
        }
    }
}

struct book *case_book(enum chart_kind kind, enum chart_case one)
{
    struct book *book = book_new();
    struct shape shape = shape_of(kind);
    struct book_sheet *sheet = book_add_sheet(book, "Biểu", "Biểu");
    struct book_table *table = book_sheet_add_table(sheet, "bieu", "Đơn vị");
    add_rows(table, &shape, one);
    add_columns(table, &shape, one);
    book_table_close(table);
    fill(table, kind, one);
    g_autofree char *id = g_strdup_printf("%s-%s", chart_kind_info(kind)->code, names[one].name);
    struct book_chart *chart = book_sheet_add_chart(sheet, id, kind);
    chart->title = g_strdup_printf("Kết quả xếp loại tổ chức đảng: %s (%s)", names[one].label,
                                   chart_kind_info(kind)->code);
    chart->subtitle = g_strdup("Tỉnh ủy Thái Bình, năm 2024; tính trên số tổ chức được xếp loại");
    chart->source = g_strdup(CASE_SOURCE);
    for (guint i = 0; i < table->rows->len; i++)
        g_array_append_val(chart->rows, i);
    for (guint i = 0; i < table->columns->len; i++)
        g_array_append_val(chart->columns, i);
    return book;
}

const char *case_name(enum chart_case one)
{
    return names[one].name;
}

const char *case_label(enum chart_case one)
{
    return names[one].label;
}

static const struct book_sheet *first_sheet(const struct book *book)
{
    return g_ptr_array_index(book->sheets, 0);
}

const struct book_table *case_table(const struct book *book)
{
    return first_sheet(book)->table;
}

const struct book_chart *case_chart(const struct book *book)
{
    return g_ptr_array_index(first_sheet(book)->charts, 0);
}
