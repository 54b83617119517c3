#include "fixture.h"

/* What is said of a template with the shipped dictionary; "" when it is taken. New string. */
static char *said_of(const char *table)
{
    g_autofree char *text = g_strconcat("template: t\ntitle: T\ntables:\n"
                                        "  - id: a\n    title: A\n",
                                        table, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    g_autoptr(template_t) template = NULL;
    g_autoptr(GError) error = NULL;
    gboolean taken = template_load(bytes, "t.yaml", dictionary, &template, &error);
    return g_strdup(taken ? "" : error->message);
}

static gboolean is_taken(const char *table)
{
    g_autofree char *said = said_of(table);
    return *said == '\0';
}

/* Whether the template is refused for a share of `part` over `whole`, in that line. */
static gboolean is_refused(const char *table, int line, const char *part, const char *whole)
{
    g_autofree char *said = said_of(table);
    g_autofree char *words = g_strdup_printf("\"%s\" is not surely a part of \"%s\"", part, whole);
    g_autofree char *place = g_strdup_printf("t.yaml:%d:", line);
    return g_str_has_prefix(said, place) && strstr(said, words) != NULL;
}

#define RANKED                                                                                     \
    "{code: r, label: R, where: [{field: xep_loai, is: [xuat_sac, tot, hoan_thanh, "               \
    "khong_hoan_thanh]}]}"
#define GOOD "{code: g, label: G, where: [{field: xep_loai, at_least: tot}]}"
#define CELLS(columns, measures)                                                                   \
    "    from: xep_loai\n    where: [{field: cap, is: [chi_bo]}]\n    rows: [{by: unit}]\n"        \
    "    columns: [" columns "]\n    measures: [" measures "]\n"
#define ACTS(columns, measures)                                                                    \
    "    from: ky_luat\n    rows: [{by: unit}]\n    columns: [" columns "]\n"                      \
    "    measures: [" measures "]\n"

static void a_base_holds_the_values_that_its_condition_names(void)
{
    CU_ASSERT_TRUE(is_taken(CELLS(
        RANKED ", {by: xep_loai}, " GOOD,
        "{show: share_base, over: r, only: [xuat_sac, tot, hoan_thanh, khong_hoan_thanh, g]}")));
    CU_ASSERT_TRUE(
        is_refused(CELLS(RANKED ", {by: xep_loai}", "{show: share_base, over: r, only: [mien]}"),
                   10, "mien", "r"));
    CU_ASSERT_TRUE(is_refused(CELLS(RANKED ", {by: xep_loai}", "{show: share_base, over: r}"), 10,
                              "mien", "r"));
    CU_ASSERT_TRUE(is_refused(CELLS(RANKED ", " GOOD, "{show: share_base, over: g, only: [r]}"), 10,
                              "r", "g"));
    CU_ASSERT_TRUE(is_taken(CELLS(RANKED ", " GOOD, "{show: share_base, over: r, only: [r, g]}")));
}

#define MEMBERS(part, whole)                                                                       \
    "    from: xep_loai_dang_vien\n    rows: [{by: unit}]\n    columns: [{code: p, label: P, "     \
    "where: [{field: so_luong, " part "}]}, {code: w, label: W, where: [{field: so_luong, " whole  \
    "}]}]\n    measures: [{show: share_base, over: w, only: [p]}]\n"

static void a_number_within_a_limit_is_within_a_wider_one(void)
{
    CU_ASSERT_TRUE(is_taken(MEMBERS("at_least: \"9\"", "at_least: \"8,5\"")));
    CU_ASSERT_TRUE(is_taken(MEMBERS("above: \"9\"", "at_least: \"9\"")));
    CU_ASSERT_TRUE(is_taken(MEMBERS("at_most: \"9\"", "below: \"9,01\"")));
    CU_ASSERT_TRUE(is_refused(MEMBERS("at_least: \"9\"", "above: \"9\""), 9, "p", "w"));
    CU_ASSERT_TRUE(is_refused(MEMBERS("at_least: \"8\"", "at_least: \"9\""), 9, "p", "w"));
    CU_ASSERT_TRUE(is_refused(MEMBERS("at_most: \"9\"", "at_least: \"1\""), 9, "p", "w"));
    CU_ASSERT_TRUE(is_refused(MEMBERS("blank: yes", "at_least: \"1\""), 9, "p", "w"));
}

static void what_says_nothing_is_in_no_base_of_values(void)
{
    /* The column "not stated" turns up with the data. */
    CU_ASSERT_TRUE(
        is_refused(CELLS("{code: a, label: A, where: [{field: xep_loai, is: [xuat_sac, tot, "
                         "hoan_thanh, khong_hoan_thanh, mien, chua_xep_loai]}]}, "
                         "{by: xep_loai}",
                         "{show: share_base, over: a}"),
                   10, "xep_loai", "a"));
    CU_ASSERT_TRUE(
        is_taken(CELLS("{code: a, label: A, where: [{field: xep_loai, is_not: [mien]}]}, "
                       "{by: xep_loai, except: [mien]}",
                       "{show: share_base, over: a, only: [a, tot]}")));
}

static void a_base_of_other_conditions_or_of_one_value_holds_little(void)
{
    CU_ASSERT_TRUE(
        is_refused(ACTS("{code: o, label: O, where: [{field: doi_tuong, is: [to_chuc]}]}, "
                        "{code: k, label: K, where: [{field: hinh_thuc, is: [khien_trach]}]}",
                        "{show: share_base, over: o, only: [k]}"),
                   9, "k", "o"));
    CU_ASSERT_TRUE(
        is_refused(ACTS("{by: hinh_thuc}", "{show: share_base, over: canh_cao, only: [khai_tru]}"),
                   9, "khai_tru", "canh_cao"));
    CU_ASSERT_TRUE(is_taken(ACTS("{by: hinh_thuc}, {code: k, label: K, where: [{field: hinh_thuc, "
                                 "is: [canh_cao]}, {field: doi_tuong, is: [to_chuc]}]}",
                                 "{show: share_base, over: canh_cao, only: [k]}")));
    /* A condition of the table holds for all its columns. */
    CU_ASSERT_TRUE(is_taken(CELLS("{code: c, label: C, where: [{field: cap, is: [chi_bo]}]}, " GOOD,
                                  "{show: share_base, over: c, only: [g, total]}")));
    CU_ASSERT_TRUE(
        is_refused(CELLS("{code: c, label: C, where: [{field: cap, is: [co_so]}]}, " GOOD,
                         "{show: share_base, over: c, only: [g]}"),
                   10, "g", "c"));
}

static void an_organization_that_is_a_cell_at_once_is_of_both_levels(void)
{
    CU_ASSERT_TRUE(
        is_refused(CELLS("{code: c, label: C, where: [{field: cap, is_not: [co_so]}]}, " GOOD,
                         "{show: share_base, over: c, only: [g]}"),
                   10, "g", "c"));
    CU_ASSERT_TRUE(
        is_taken(CELLS("{code: c, label: C, where: [{field: cap, is: [chi_bo, co_so]}]}, " GOOD,
                       "{show: share_base, over: c, only: [g]}")));
}

static void several_mentions_are_held_by_a_wider_list_of_them(void)
{
    CU_ASSERT_TRUE(is_taken(ACTS("{by: nhom_vi_pham}, {code: m, label: M, where: [{field: "
                                 "nhom_vi_pham, is: [tham_nhung, khac]}]}",
                                 "{show: share_base, over: m, only: [khac, m]}")));
    CU_ASSERT_TRUE(is_refused(ACTS("{by: nhom_vi_pham}, {code: m, label: M, where: [{field: "
                                   "nhom_vi_pham, is_not: [tham_nhung]}]}",
                                   "{show: share_base, over: m, only: [khac]}"),
                              9, "khac", "m"));
}

static void a_base_of_another_time_or_unit_holds_nothing(void)
{
    CU_ASSERT_TRUE(is_refused(ACTS("{code: n, label: N}, {code: t, label: T, span: last_year}",
                                   "{show: share_base, over: t, only: [n]}"),
                              9, "n", "t"));
    CU_ASSERT_TRUE(is_refused(ACTS("{code: n, label: N}, {code: d, label: D, span: year_to_date}",
                                   "{show: share_base, over: d, only: [n]}"),
                              9, "n", "d"));
    CU_ASSERT_TRUE(is_refused(
        CELLS("{by: year, last: \"2\"}, " GOOD, "{show: share_base, over: g}"), 10, "year", "g"));
    CU_ASSERT_TRUE(is_refused(
        ACTS("{by: year}, {code: n, label: N}", "{show: share_base, over: \"2024\", only: [n]}"), 9,
        "n", "2024"));
    CU_ASSERT_TRUE(is_taken(ACTS("{by: year}", "{show: count}, {show: share_row}")));
}

static void other_things_are_no_part_of_what_is_counted(void)
{
    CU_ASSERT_TRUE(
        is_refused(ACTS("{code: n, label: N}, {code: p, label: P, distinct: ma_dang_vien}",
                        "{show: share_base, over: p, only: [n]}"),
                   9, "n", "p"));
    CU_ASSERT_TRUE(is_refused(
        ACTS("{code: p, label: P, distinct: ma_dang_vien}", "{show: share_row}"), 9, "p", "total"));
    CU_ASSERT_TRUE(
        is_refused("    from: sinh_hoat\n    rows: [{by: unit}]\n"
                   "    columns: [{code: n, label: N}, {code: s, label: S, sum: so_du_hop}]\n"
                   "    measures: [{show: share_base, over: n, only: [s]}]\n",
                   9, "s", "n"));
    CU_ASSERT_TRUE(
        is_refused("    from: sinh_hoat\n    rows: [{by: unit}]\n"
                   "    columns: [{code: m, label: M, sum: so_dang_vien}, {code: s, label: S, "
                   "sum: so_du_hop}]\n"
                   "    measures: [{show: share_base, over: s, only: [m]}]\n",
                   9, "m", "s"));
    CU_ASSERT_TRUE(
        is_taken("    from: sinh_hoat\n    rows: [{by: unit}]\n"
                 "    columns: [{code: m, label: M, sum: so_dang_vien}, {code: s, label: S, "
                 "sum: so_du_hop}]\n"
                 "    measures: [{show: share_base, over: m, only: [s]}]\n"));
}

static void points_and_rates_of_the_own_table_have_bases_too(void)
{
    CU_ASSERT_TRUE(is_refused(CELLS(RANKED ", {by: xep_loai}",
                                    "{show: diff_pp, of: share_base, over: r, against: last_year, "
                                    "only: [mien]}"),
                              10, "mien", "r"));
    CU_ASSERT_TRUE(
        is_refused(CELLS(RANKED ", {by: xep_loai}", "{show: rate_1000, over: r, only: [mien]}"), 10,
                   "mien", "r"));
}

static void a_measure_may_say_that_it_passes_a_hundred(void)
{
    CU_ASSERT_TRUE(is_taken(CELLS(RANKED ", {by: xep_loai}",
                                  "{show: share_base, over: r, only: [mien], may_pass_100: yes}")));
    g_autofree char *said =
        said_of(CELLS("{by: xep_loai}", "{show: share_row, may_pass_100: yes}"));
    CU_ASSERT_STRING_EQUAL(said,
                           "t.yaml:10:48: show: share_row does not take the key \"may_pass_100\"");
}

#define STOCK(rows, more) "    from: trinh_do\n    rows: [" rows "]\n" more

static void a_stock_is_not_added_over_years(void)
{
    g_autofree char *both = said_of(
        STOCK("{by: year}", "    columns: [{by: chuyen_mon}]\n    measures: [{show: count}]\n"));
    CU_ASSERT_TRUE(g_str_has_prefix(both, "t.yaml:7:17: trinh_do has the same people"));
    g_autofree char *columns =
        said_of(STOCK("{by: unit}", "    columns: [{by: year}]\n    measures: [{show: count}]\n"));
    CU_ASSERT_TRUE(g_str_has_prefix(columns, "t.yaml:8:20: trinh_do has the same"));
    g_autofree char *share =
        said_of(STOCK("{by: year}", "    total: columns\n    columns: [{by: chuyen_mon}]\n"
                                    "    measures: [{show: count}, {show: share_col}]\n"));
    CU_ASSERT_TRUE(g_str_has_prefix(share, "t.yaml:7:17: trinh_do has the same"));
    CU_ASSERT_TRUE(
        is_taken(STOCK("{by: year}", "    total: columns\n    columns: [{by: chuyen_mon}]\n"
                                     "    measures: [{show: count}, {show: share_row}]\n")));
}

static CU_TestInfo tests[] = {
    {"a base holds the values that its condition names",
     a_base_holds_the_values_that_its_condition_names},
    {"what says nothing is in no base of values", what_says_nothing_is_in_no_base_of_values},
    {"a base of other conditions or of one value holds little",
     a_base_of_other_conditions_or_of_one_value_holds_little},
    {"an organization that is a cell at once is of both levels",
     an_organization_that_is_a_cell_at_once_is_of_both_levels},
    {"several mentions are held by a wider list of them",
     several_mentions_are_held_by_a_wider_list_of_them},
    {"a base of another time or unit holds nothing", a_base_of_another_time_or_unit_holds_nothing},
    {"other things are no part of what is counted", other_things_are_no_part_of_what_is_counted},
    {"points and rates of the own table have bases too",
     points_and_rates_of_the_own_table_have_bases_too},
    {"a measure may say that it passes a hundred", a_measure_may_say_that_it_passes_a_hundred},
    {"a number within a limit is within a wider one",
     a_number_within_a_limit_is_within_a_wider_one},
    {"a stock is not added over years", a_stock_is_not_added_over_years},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo template_base_suite = {"template_base", NULL, NULL, NULL, NULL, tests};
