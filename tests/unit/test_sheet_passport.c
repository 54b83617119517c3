#include "fixture.h"

#include "build/sheet.h"
#include "data/crosswalk.h"

#define SINCE_EVER (-1)

/* Day `day` of January 2000; 0: none. */
static date january(int day)
{
    if (day == 0)
        return DATE_NONE;
    if (day == SINCE_EVER)
        return date_from_civil(1900, 1, 1);
    return date_from_civil(2000, 1, day);
}

/*
 * Districts 1 and 2 of a province. The commune 01 is called Đông and from the 5th on Tây, moves to
 * district 2 on the 9th, takes in 02 on the 12th and a part of 03 on the 15th, becomes the unknown
 * X9 on the 20th, and X9 is split on the 25th.
 */
static struct unit_tree *land(struct crosswalk *crosswalk)
{
    static const struct {
        const char *code, *name, *parent;
        enum level level;
        int from, to;
    } units[] = {
        {"0", "Tỉnh", "", LEVEL_TINH, 0, 0},
        {"1", "Huyện A", "0", LEVEL_HUYEN, 0, 0},
        {"2", "Huyện B", "0", LEVEL_HUYEN, 0, 0},
        {"01", "Đông", "1", LEVEL_CO_SO, 0, 4},
        {"01", "Tây", "1", LEVEL_CO_SO, 5, 8},
        {"01", "Tây", "2", LEVEL_CO_SO, 9, 19},
        {"02", "Nam", "2", LEVEL_CO_SO, 0, 11},
        {"03", "Bắc", "2", LEVEL_CO_SO, 0, 0},
        {"04", "Trung", "2", LEVEL_CO_SO, 25, 0},
        {"05", "Thượng", "2", LEVEL_CO_SO, SINCE_EVER, 30},
    };
    static const struct {
        const char *from, *into;
        int day;
        gint64 tenths;
    } changes[] = {{"X9", "04", 25, 7}, {"X9", "03", 25, 3}, {"01", "X9", 20, 10},
                   {"03", "01", 15, 4}, {"03", "03", 15, 6}, {"02", "01", 12, 10}};
    struct unit_tree *tree = unit_tree_new();
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct unit unit = {.code = units[i].code,
                            .name = units[i].name,
                            .level = units[i].level,
                            .from = january(units[i].from),
                            .to = january(units[i].to)};
        CU_ASSERT_NOT_EQUAL(unit_tree_add(tree, &unit, units[i].parent), UNIT_NONE);
    }
    unit_tree_link(tree, NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        struct crosswalk_event event = {.old_code = changes[i].from,
                                        .new_code = changes[i].into,
                                        .new_name = "Mới",
                                        .day = january(changes[i].day),
                                        .weight = {changes[i].tenths, 10}};
        crosswalk_add(crosswalk, &event);
    }
    crosswalk_add_successors(tree, crosswalk);
    return tree;
}

static void check_line(const GPtrArray *lines, guint number, const char *expected)
{
    if (number >= lines->len)
        return;
    g_autofree char *line = g_strjoinv("|", g_ptr_array_index(lines, number));
    if (g_strcmp0(line, expected) != 0)
        g_printerr("line %u: %s\n", number, line);
    CU_ASSERT_STRING_EQUAL(line, expected);
}

static void check(const char *code, const char *const *expected, guint count)
{
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    g_autoptr(unit_tree_t) tree = land(crosswalk);
    g_autoptr(book_t) book = book_new();
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    struct scopes scopes = {.tree = tree};
    struct report report = {.scopes = &scopes,
                            .crosswalk = crosswalk,
                            .dictionary = dictionary,
                            .period = {.last = fixture_day("2026-12-31")}};
    sheet_add_passport(&report, unit_tree_find(tree, code, -1), book);
    const struct book_sheet *sheet = g_ptr_array_index(book->sheets, 0);
    CU_ASSERT_EQUAL(sheet->list->lines->len, count);
    for (guint i = 0; i < count; i++)
        check_line(sheet->list->lines, i, expected[i]);
}

static void a_life_holds_names_parents_what_came_and_what_it_became(void)
{
    static const char *const expected[] = {
        "|Có từ trước, không rõ ngày|01|Đông|Tổ chức cơ sở đảng||1 – Huyện A",
        "05/01/2000|Đổi tên|01|Tây|Tổ chức cơ sở đảng||1 – Huyện A",
        "09/01/2000|Chuyển cấp trên|01|Tây|Tổ chức cơ sở đảng||2 – Huyện B",
        "12/01/2000|Nhận toàn bộ|02|Nam|Tổ chức cơ sở đảng||2 – Huyện B",
        "15/01/2000|Nhận một phần|03|Bắc|Tổ chức cơ sở đảng|4/10|2 – Huyện B",
        "19/01/2000|Đến hết ngày|01|Tây|Tổ chức cơ sở đảng||2 – Huyện B",
        "20/01/2000|Nhập vào, chuyển thành|X9|Mới|Tổ chức cơ sở đảng||2 – Huyện B",
        "25/01/2000|Chia một phần sang|03|Bắc|Tổ chức cơ sở đảng|3/10|2 – Huyện B",
        "25/01/2000|Chia một phần sang|04|Trung|Tổ chức cơ sở đảng|7/10|2 – Huyện B",
    };
    check("01", expected, G_N_ELEMENTS(expected));
}

static void a_new_unit_tells_through_all_changes_what_it_was_made_of(void)
{
    static const char *const expected[] = {
        "12/01/2000|Nhận toàn bộ|02|Nam|Tổ chức cơ sở đảng||2 – Huyện B",
        "15/01/2000|Nhận một phần|03|Bắc|Tổ chức cơ sở đảng|4/10|2 – Huyện B",
        "20/01/2000|Nhận toàn bộ|01|Tây|Tổ chức cơ sở đảng||2 – Huyện B",
        "25/01/2000|Có từ ngày|04|Trung|Tổ chức cơ sở đảng||2 – Huyện B",
        "25/01/2000|Nhận một phần|X9|Mới|Tổ chức cơ sở đảng|7/10|2 – Huyện B",
    };
    check("04", expected, G_N_ELEMENTS(expected));
}

static void the_first_day_of_spreadsheets_is_no_day(void)
{
    static const char *const expected[] = {
        "|Có từ trước, không rõ ngày|05|Thượng|Tổ chức cơ sở đảng||2 – Huyện B",
        "30/01/2000|Đến hết ngày|05|Thượng|Tổ chức cơ sở đảng||2 – Huyện B",
    };
    check("05", expected, G_N_ELEMENTS(expected));
}

static CU_TestInfo tests[] = {
    {"a life holds names, parents, what came and what it became",
     a_life_holds_names_parents_what_came_and_what_it_became},
    {"a new unit tells through all changes what it was made of",
     a_new_unit_tells_through_all_changes_what_it_was_made_of},
    {"the first day of spreadsheets is no day", the_first_day_of_spreadsheets_is_no_day},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo sheet_passport_suite = {"sheet_passport", NULL, NULL, NULL, NULL, tests};
