#include "check/like_for_like.h"

#include "fixture.h"

#define TABLE(rows, columns, measures)                                                             \
    "  - id: a\n    title: A\n    from: xep_loai\n    where: [{field: cap, is: [chi_bo]}]\n"       \
    "    rows: [" rows "]\n    columns: [" columns "]\n    measures: [" measures "]\n"

#define POINTS "{show: count}, {show: diff_pp, of: share_row, against: last_year}"
#define CELL(year, unit, class) "nam=" year " ma_don_vi=" unit " xep_loai=" class "\n"

static struct book *open_book(struct fixture *f, const char *tables, const char *facts)
{
    fixture_open(f, tables, NULL, "2024");
    fixture_take(f, "xep_loai", facts);
    return fixture_book(f, NULL);
}

static gboolean has_note(const struct book *book, const char *text)
{
    const struct book_sheet *sheet = fixture_sheet(book, "a");
    for (guint i = 0; i < sheet->notes->len; i++)
        if (strstr(g_ptr_array_index(sheet->notes, i), text) != NULL)
            return TRUE;
    return FALSE;
}

static const char all_cells[] = CELL("2024", "34.1.1.1", "tot") CELL("2024", "34.1.1.2", "tot")
    CELL("2024", "34.1.2", "hoan_thanh") CELL("2024", "34.2.1.S.1", "tot")
        CELL("2024", "DK.1", "tot");

static void the_same_units_compare_as_they_stand(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *facts =
        g_strconcat(all_cells,
                    CELL("2023", "34.1.1.1", "tot") CELL("2023", "34.1.1.2", "hoan_thanh")
                        CELL("2023", "34.1.2", "hoan_thanh") CELL("2023", "34.2.1.S.1", "tot")
                            CELL("2023", "DK.1", "tot"),
                    NULL);
    g_autoptr(book_t) book = open_book(&f, TABLE("{by: unit}", "{by: xep_loai}", POINTS), facts);
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/diff_pp", "+20,0 điểm")); /* 4/5 - 3/5 */
    CU_ASSERT_PTR_NULL(fixture_source(&f, "xep_loai")->liked);
    CU_ASSERT_FALSE(has_note(book, "cả hai năm"));
}

static void a_unit_of_one_year_only_is_left_out_of_the_change(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *facts =
        g_strconcat(all_cells,
                    CELL("2023", "34.1.1.1", "tot") CELL("2023", "34.1.1.2", "hoan_thanh")
                        CELL("2023", "34.1.2", "tot") CELL("2023", "34.2.1.S.1", "tot"),
                    NULL);
    g_autoptr(book_t) book = open_book(&f, TABLE("{by: unit}", "{by: xep_loai}", POINTS), facts);
    /* Of the four in both years three are good in each; with DK.1 it would be 4/5 - 3/4. */
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/diff_pp", "0,0 điểm"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/count", "4"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/tot/diff_pp", "0,0 điểm"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/tot/diff_pp", "≠"));
    CU_ASSERT_TRUE(has_note(book, "so trên 4 đơn vị có cả hai năm (năm nay 5, năm trước 4)"));
}

static void fewer_than_half_of_the_units_do_not_compare(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *facts =
        g_strconcat(all_cells, CELL("2023", "34.1.1.1", "tot") CELL("2023", "DK.1", "tot"), NULL);
    g_autoptr(book_t) book = open_book(&f, TABLE("{by: unit}", "{by: xep_loai}", POINTS), facts);
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/diff_pp", "≠"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/tot/diff_pp", "0,0 điểm"));
    CU_ASSERT_TRUE(has_note(book, "chưa bằng một nửa"));
}

static void each_year_compares_with_the_one_before_it(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *facts =
        g_strconcat(all_cells,
                    CELL("2023", "34.1.1.1", "hoan_thanh") CELL("2023", "34.1.1.2", "tot")
                        CELL("2023", "34.1.2", "tot") CELL("2022", "34.1.1.1", "tot")
                            CELL("2022", "34.1.1.2", "tot") CELL("2022", "34.1.2", "tot"),
                    NULL);
    g_autoptr(book_t) book =
        open_book(&f, TABLE("{by: year, last: \"5\"}", "{by: xep_loai}", POINTS), facts);
    CU_ASSERT_TRUE(fixture_says(book, "a/2023/tot/diff_pp", "-33,3 điểm"));
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/tot/diff_pp", "0,0 điểm")); /* 2/3 - 2/3 */
    CU_ASSERT_TRUE(fixture_says(book, "a/2022/tot/diff_pp", "≠"));
    CU_ASSERT_TRUE(has_note(book, "“Năm 2024”: so trên 3 đơn vị"));
}

static void what_a_unit_returned_in_part_is_left_out_of_the_change(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(
        &f,
        "  - id: a\n    title: A\n    from: dang_vien\n    sum: so_luong\n"
        "    rows: [{by: unit}]\n    columns: [{by: xep_loai}]\n"
        "    measures: [{show: count}, {show: diff_pp, of: share_row, against: last_year}]\n",
        "34.1", "2024");
    fixture_take(&f, "dang_vien",
                 "nam=2023 ma_don_vi=34.1.2 xep_loai=tot so_luong=5\n"
                 "nam=2023 ma_don_vi=34.1.2 xep_loai=hoan_thanh so_luong=5\n"
                 "nam=2024 ma_don_vi=34.1.2 xep_loai=tot so_luong=6\n"
                 "nam=2024 ma_don_vi=34.1.2 xep_loai=hoan_thanh so_luong=4\n"
                 "nam=2024 ma_don_vi=34.1.1.1 xep_loai=tot so_luong=90\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/diff_pp", "+10,0 điểm"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1.1/tot/diff_pp", "≠"));
}

static void like_counts_are_those_of_the_units_on_the_map(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLE("{by: unit}", "{by: xep_loai}", POINTS), NULL, "2024");
    fixture_take(&f, "xep_loai", all_cells);
    fixture_take(&f, "xep_loai", CELL("2023", "34.1.1.1", "tot"));
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_PTR_NOT_NULL(book);
    const struct like_for_like *like = fixture_source(&f, "xep_loai")->like;
    struct like_for_like_count count = {0};
    like_for_like_add(like, fixture_unit(&f, "34.1.1.1"), 0, &count);
    like_for_like_add(like, fixture_unit(&f, "DK.1"), 0, &count);
    like_for_like_add(like, fixture_unit(&f, "34.1"), 0, &count); /* owes nothing */
    CU_ASSERT_EQUAL(count.now, 2);
    CU_ASSERT_EQUAL(count.before, 1);
    CU_ASSERT_EQUAL(count.both, 1);
    CU_ASSERT_EQUAL(count.expected_now, 2);
    CU_ASSERT_EQUAL(count.expected_before, 2);
    CU_ASSERT_FALSE(like_for_like_is_same(&count));
    CU_ASSERT_TRUE(like_for_like_is_enough(&count));
}

static CU_TestInfo tests[] = {
    {"the same units compare as they stand", the_same_units_compare_as_they_stand},
    {"a unit of one year only is left out of the change",
     a_unit_of_one_year_only_is_left_out_of_the_change},
    {"fewer than half of the units do not compare", fewer_than_half_of_the_units_do_not_compare},
    {"each year compares with the one before it", each_year_compares_with_the_one_before_it},
    {"what a unit returned in part is left out of the change",
     what_a_unit_returned_in_part_is_left_out_of_the_change},
    {"like counts are those of the units on the map",
     like_counts_are_those_of_the_units_on_the_map},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo like_for_like_suite = {"like_for_like", NULL, NULL, NULL, NULL, tests};
