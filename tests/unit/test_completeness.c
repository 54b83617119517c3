#include "check/completeness.h"

#include "fixture.h"

static const char missing_table[] = "  - {id: a, title: A, kind: missing, from: %s}\n";

/* The codes of the units that are missing, with "made/expected" of each and of all. */
static char *missing_of(struct fixture *f, const char *dataset)
{
    struct report_source *source = fixture_source(f, dataset);
    struct missing all;
    g_autoptr(GArray) list = completeness_missing(source->dataset, f->report.scopes, 0,
                                                  tally_returned(source->tally), &all);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const struct missing *missing = &g_array_index(list, struct missing, i);
        g_string_append_printf(text, "%s %u/%u, ", unit_at(f->tree, missing->unit)->code,
                               missing->made, missing->expected);
    }
    g_string_append_printf(text, "%u/%u", all.made, all.expected);
    return g_strdup(text->str);
}

static void open_missing(struct fixture *f, const char *dataset, const char *unit,
                         const char *period)
{
    g_autofree char *tables = g_strdup_printf(missing_table, dataset);
    fixture_open(f, tables, unit, period);
}

static void organizations_sections_and_cells_are_expected_and_districts_are_not(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "xep_loai", "34.2", "2024");
    fixture_take(&f, "xep_loai",
                 "nam=2024 ma_don_vi=34.2.1 xep_loai=tot\nnam=2024 ma_don_vi=34.2 xep_loai=tot");
    g_autofree char *missing = missing_of(&f, "xep_loai");
    CU_ASSERT_STRING_EQUAL(missing, "34.2.1.S 0/1, 34.2.1.S.1 0/1, 1/3");
}

static void a_unit_that_was_not_expected_never_makes_more_than_all(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "dang_vien", "34.1", "2024");
    fixture_take(&f, "dang_vien",
                 "nam=2024 ma_don_vi=34.1.1.1 xep_loai=tot so_luong=1\n"
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=1\n"
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=mien so_luong=1\n"
                 "nam=2024 ma_don_vi=34.1.2 xep_loai=tot so_luong=1\n");
    g_autofree char *missing = missing_of(&f, "dang_vien");
    CU_ASSERT_STRING_EQUAL(missing, "2/2");
}

static void a_cell_that_is_an_organization_at_once_is_expected_once(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "sinh_hoat", "34.1", "2024-07..2024-08");
    fixture_take(&f, "sinh_hoat", "thang=2024-07 ma_don_vi=34.1.2 co_mat=9");
    g_autofree char *missing = missing_of(&f, "sinh_hoat");
    CU_ASSERT_STRING_EQUAL(missing, "34.1.1.1 0/2, 34.1.1.2 0/2, 34.1.2 1/2, 1/6");
}

/* The gap of 34.1.2 as to a dataset. */
static char *gap_of(struct fixture *f, const char *dataset)
{
    struct report_source *source = fixture_source(f, dataset);
    return completeness_gap(source->dataset, f->tree, fixture_unit(f, "34.1.2"),
                            tally_returned(source->tally));
}

static void a_gap_names_months_in_stretches_that_end_with_the_year(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "sinh_hoat", "34.1", "2023-11..2024-12");
    fixture_take(&f, "sinh_hoat",
                 "thang=2024-07 ma_don_vi=34.1.2 co_mat=9\n"
                 "thang=2024-08 ma_don_vi=34.1.2 co_mat=9\n"
                 "thang=2024-10 ma_don_vi=34.1.2 co_mat=9\n");
    g_autofree char *gap = gap_of(&f, "sinh_hoat");
    CU_ASSERT_STRING_EQUAL(gap, "tháng 11–12/2023, 1–6/2024, 9/2024, 11–12/2024");
}

static void a_gap_names_years_and_nothing_where_nothing_is_missing(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "xep_loai", "34.1", "2020..2024");
    fixture_take(&f, "xep_loai", "nam=2023 ma_don_vi=34.1.2 xep_loai=tot");
    g_autofree char *gap = gap_of(&f, "xep_loai");
    CU_ASSERT_STRING_EQUAL(gap, "năm 2020–2022, 2024");
    g_auto(fixture_t) full = {0};
    open_missing(&full, "xep_loai", "34.1", "2023");
    fixture_take(&full, "xep_loai", "nam=2023 ma_don_vi=34.1.2 xep_loai=tot");
    g_autofree char *none = gap_of(&full, "xep_loai");
    CU_ASSERT_STRING_EQUAL(none, "");
}

static void a_unit_that_ended_before_the_day_is_not_expected(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "xep_loai", NULL, "2024");
    const struct dataset *dataset = fixture_dataset(&f, "xep_loai");
    gint32 ended = fixture_unit(&f, "34.9.1");
    date last = fixture_day("2023-06-30");
    CU_ASSERT_TRUE(completeness_is_expected(dataset, f.tree, ended, last));
    CU_ASSERT_FALSE(completeness_is_expected(dataset, f.tree, ended, last + 1));
}

/* What a unit has returned for 2024, settled. */
static enum return_state settled(struct fixture *f, const char *facts, const char *unit)
{
    fixture_open(f, "  - {id: a, title: A, kind: missing, from: dang_vien}\n", NULL, "2024");
    fixture_take(f, "dang_vien", facts);
    g_autoptr(book_t) book = fixture_book(f, NULL); /* settles */
    CU_ASSERT_PTR_NOT_NULL(book);
    return returned_state(tally_returned(fixture_source(f, "dang_vien")->tally),
                          fixture_unit(f, unit), 0);
}

static void what_all_cells_returned_their_organization_returned(void)
{
    g_auto(fixture_t) f = {0};
    CU_ASSERT_EQUAL(settled(&f,
                            "nam=2024 ma_don_vi=34.1.1.1 so_luong=3\n"
                            "nam=2024 ma_don_vi=34.1.1.2 so_luong=4",
                            "34.1.1"),
                    RETURN_WHOLE);
}

static void what_some_cells_returned_is_a_part(void)
{
    g_auto(fixture_t) f = {0};
    CU_ASSERT_EQUAL(settled(&f, "nam=2024 ma_don_vi=34.1.1.1 so_luong=3", "34.1.1"), RETURN_PART);
    CU_ASSERT_EQUAL(returned_state(tally_returned(fixture_source(&f, "dang_vien")->tally),
                                   fixture_unit(&f, "34.2.1"), 0),
                    RETURN_NONE);
}

static void a_return_passes_through_sections(void)
{
    g_auto(fixture_t) f = {0};
    CU_ASSERT_EQUAL(settled(&f, "nam=2024 ma_don_vi=34.2.1.S.1 so_luong=3", "34.2.1"),
                    RETURN_WHOLE);
}

static void a_cell_that_owes_its_own_return_makes_none_for_its_organization(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, "  - {id: a, title: A, kind: missing, from: xep_loai}\n", NULL, "2024");
    fixture_take(&f, "xep_loai", "nam=2024 ma_don_vi=DK.1 xep_loai=tot");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_EQUAL(returned_state(tally_returned(fixture_source(&f, "xep_loai")->tally),
                                   fixture_unit(&f, "DK"), 0),
                    RETURN_NONE);
}

static void the_sheet_names_a_missing_cell_with_the_unit_above_it(void)
{
    g_auto(fixture_t) f = {0};
    open_missing(&f, "sinh_hoat", "DK", "2024-08");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    const struct book_sheet *sheet = fixture_sheet(book, "a");
    CU_ASSERT_STRING_EQUAL(book_row(sheet->table, 0)->label, "Đơn vị DK.1 – Đơn vị DK");
    CU_ASSERT_TRUE(fixture_says(book, "a/DK.1/con_thieu/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/phai_nop/count", "1"));
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(sheet->paragraphs, 0),
                           "Đã nhận 0 trên 1 báo cáo phải có trong kỳ.");
}

static CU_TestInfo tests[] = {
    {"organizations, sections and cells are expected and districts are not",
     organizations_sections_and_cells_are_expected_and_districts_are_not},
    {"a unit that was not expected never makes more than all",
     a_unit_that_was_not_expected_never_makes_more_than_all},
    {"a cell that is an organization at once is expected once",
     a_cell_that_is_an_organization_at_once_is_expected_once},
    {"a gap names months in stretches that end with the year",
     a_gap_names_months_in_stretches_that_end_with_the_year},
    {"a gap names years, and nothing where nothing is missing",
     a_gap_names_years_and_nothing_where_nothing_is_missing},
    {"a unit that ended before the day is not expected",
     a_unit_that_ended_before_the_day_is_not_expected},
    {"what all cells returned their organization returned",
     what_all_cells_returned_their_organization_returned},
    {"what some cells returned is a part", what_some_cells_returned_is_a_part},
    {"a return passes through sections", a_return_passes_through_sections},
    {"a cell that owes its own return makes none for its organization",
     a_cell_that_owes_its_own_return_makes_none_for_its_organization},
    {"the sheet names a missing cell with the unit above it",
     the_sheet_names_a_missing_cell_with_the_unit_above_it},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo completeness_suite = {"completeness", NULL, NULL, NULL, NULL, tests};
