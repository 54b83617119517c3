#include "fixture.h"

/* Actions by unit with their rates over members; `measures` in YAML. */
#define TABLES(measures)                                                                           \
    "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: unit}]\n"                         \
    "    columns: [{by: hinh_thuc}]\n    measures: [" measures "]\n"                               \
    "  - id: b\n    title: B\n    from: dang_vien\n    sum: so_luong\n    rows: [{by: unit}]\n"    \
    "    columns: [{by: xep_loai}]\n    measures: [{show: count}]\n"

static const char members[] = "nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=1500\n"
                              "nam=2024 ma_don_vi=34.1.2 xep_loai=xuat_sac so_luong=500\n"
                              "nam=2024 ma_don_vi=DK xep_loai=tot so_luong=0\n";
static const char rest[] = "nam=2024 ma_don_vi=34.2.1 xep_loai=mien so_luong=0\n";
static const char actions[] = "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                              "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                              "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=khai_tru\n"
                              "ngay=2024-01-01 ma_don_vi=DK hinh_thuc=khai_tru\n"
                              "ngay=2024-01-01 ma_don_vi=34.2 hinh_thuc=khai_tru\n";

static struct book *book_of(struct fixture *f, const char *tables)
{
    fixture_open(f, tables, NULL, "2024");
    fixture_take(f, "dang_vien", members);
    fixture_take(f, "dang_vien", rest);
    fixture_take(f, "ky_luat", actions);
    struct book *book = fixture_book(f, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(book);
    return book;
}

static void a_rate_is_over_the_row_of_the_same_unit_in_the_other_table(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, TABLES("{show: count}, {show: rate_1000, over: b/total}"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/rate_1000", "1,00"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/rate_1000", "1,50"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/khai_tru/rate_1000", "1,50"));
    CU_ASSERT_EQUAL(fixture_cell(book, "a/34.1/*/rate_1000")->denominator, 2000);
    CU_ASSERT_EQUAL(fixture_cell(book, "a/34.1/*/rate_1000")->relation, RELATION_NONE);
}

static void without_members_there_is_no_rate(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, TABLES("{show: count}, {show: rate_1000, over: b/total}"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/*/rate_1000", "–")); /* no member */
}

static void a_base_that_was_not_wholly_returned_gives_no_rate(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLES("{show: count}, {show: rate_1000, over: b/total}"), NULL, "2024");
    fixture_take(&f, "dang_vien", members);
    fixture_take(&f, "ky_luat", actions);
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "b/34.2/*/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/*/rate_1000", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/khai_tru/rate_1000", "…")); /* of 34.2 as well */
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/rate_1000", "1,50"));
}

static void the_signs_explained_are_those_of_the_finished_table(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLES("{show: rate_1000, over: b/total}"), "34.2", "2024");
    fixture_take(&f, "dang_vien", "nam=2024 ma_don_vi=34.2.1 xep_loai=tot so_luong=10\n");
    fixture_take(&f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.2.1 hinh_thuc=canh_cao\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    const struct book_sheet *sheet = g_ptr_array_index(book->sheets, 0);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2.1/canh_cao/rate_1000", "100,00"));
    for (guint i = 0; i < sheet->notes->len; i++)
        CU_ASSERT_FALSE(g_str_has_prefix(g_ptr_array_index(sheet->notes, i), "Dấu –"));
}

static void each_rate_keeps_the_base_that_it_names(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book =
        book_of(&f, TABLES("{show: count}, {show: rate_1000, over: b/tot, only: [canh_cao]},\n"
                           "      {show: rate_1000, over: b/xuat_sac, only: [khai_tru]},\n"
                           "      {show: rate_1000, over: canh_cao, only: [total],\n"
                           "       may_pass_100: yes}"));
    CU_ASSERT_EQUAL(fixture_cell(book, "a/34.1/canh_cao/rate_1000")->denominator, 1500);
    CU_ASSERT_EQUAL(fixture_cell(book, "a/34.1/khai_tru/rate_1000")->denominator, 500);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/rate_1000", "1.500,00"));
}

static void a_rate_needs_no_printed_count(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, TABLES("{show: rate_1000, over: b/total}"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/rate_1000", "1,00"));
}

static CU_TestInfo tests[] = {
    {"a rate is over the row of the same unit in the other table",
     a_rate_is_over_the_row_of_the_same_unit_in_the_other_table},
    {"a base that was not wholly returned gives no rate",
     a_base_that_was_not_wholly_returned_gives_no_rate},
    {"the signs explained are those of the finished table",
     the_signs_explained_are_those_of_the_finished_table},
    {"without members there is no rate", without_members_there_is_no_rate},
    {"each rate keeps the base that it names", each_rate_keeps_the_base_that_it_names},
    {"a rate needs no printed count", a_rate_needs_no_printed_count},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo rates_suite = {"rates", NULL, NULL, NULL, NULL, tests};
