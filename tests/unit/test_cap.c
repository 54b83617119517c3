#include "calc/cap.h"

#include "fixture.h"

static struct cap cap_by(const char *base, const char *rounding, gint64 excellent, gint64 good)
{
    const struct cap_rule rule = {
        .percent = (char *)"20", .base = (char *)base, .rounding = (char *)rounding};
    return cap_of(&rule, excellent, good, excellent + good + 4);
}

static void fourteen_of_seventy_one_is_within_the_cap_when_they_are_in_the_base(void)
{
    struct cap cap = cap_by("good_or_better", "nearest", 14, 57);
    CU_ASSERT_EQUAL(cap.base, 71);
    CU_ASSERT_EQUAL(cap.limit, 14); /* 14.2 */
    CU_ASSERT_EQUAL(cap.left, 0);
    CU_ASSERT_EQUAL(ratio_round(cap.inclusive, 4), 1972);
}

static void the_same_fourteen_are_over_it_when_they_are_not(void)
{
    struct cap cap = cap_by("good_only", "nearest", 14, 57);
    CU_ASSERT_EQUAL(cap.base, 57);
    CU_ASSERT_EQUAL(cap.limit, 11); /* 11.4 */
    CU_ASSERT_EQUAL(cap.left, -3);
    CU_ASSERT_EQUAL(ratio_round(cap.exclusive, 3), 246);
    CU_ASSERT_EQUAL(ratio_round(cap.inclusive, 4), 1972);
}

static void a_fifth_of_seventy_nine_is_sixteen_or_fifteen_by_the_rounding(void)
{
    CU_ASSERT_EQUAL(cap_by("good_or_better", "nearest", 16, 63).limit, 16);
    CU_ASSERT_EQUAL(cap_by("good_or_better", "floor", 16, 63).limit, 15);
    CU_ASSERT_EQUAL(cap_by("good_or_better", "floor", 16, 63).left, -1);
}

static void all_ranked_members_can_be_the_base(void)
{
    struct cap cap = cap_by("ranked", "nearest", 14, 57);
    CU_ASSERT_EQUAL(cap.base, 75);
    CU_ASSERT_EQUAL(cap.limit, 15);
}

static void nobody_good_leaves_no_ratio_and_no_limit(void)
{
    struct cap cap = cap_by("good_or_better", "nearest", 0, 0);
    CU_ASSERT_EQUAL(cap.limit, 0);
    CU_ASSERT_FALSE(ratio_has_value(cap.inclusive));
    CU_ASSERT_FALSE(ratio_has_value(cap.exclusive));
}

static const char table[] = "  - {id: tran, title: T, kind: cap, rule: tran, from: dang_vien, "
                            "sum: so_luong, rows: [{by: co_so, group: huyen}]}\n";

static void a_sheet_gives_base_limit_used_and_free_of_each_organization(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    fixture_take(&f, "dang_vien",
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=xuat_sac so_luong=16\n"
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=63\n"
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=mien so_luong=9\n"
                 "nam=2024 ma_don_vi=34.2.1.S.1 xep_loai=xuat_sac so_luong=2\n"
                 "nam=2024 ma_don_vi=34.2.1 xep_loai=tot so_luong=1\n"
                 "nam=2024 ma_don_vi=DK xep_loai=mien so_luong=4\n"
                 "nam=2023 ma_don_vi=34.1.1 xep_loai=tot so_luong=500\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.1/nen/count", "79"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.1/gioi_han/count", "16"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.1/con_lai/count", "0"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.1/ty_le_gom/share_base", "20,3%"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.1/ty_le_tach/share_base", "25,4%"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.2.1/con_lai/count", "-1"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.2.1/ty_le_tach/share_base", "200,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/DK/ty_le_gom/share_base", "–"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.2/nen/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/34.1.2/ty_le_gom/share_base", "…"));
}

static void the_total_limit_is_the_sum_of_the_limits(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    fixture_take(&f, "dang_vien",
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=2\n"
                 "nam=2024 ma_don_vi=34.1.2 xep_loai=tot so_luong=2\n"
                 "nam=2024 ma_don_vi=34.2.1 xep_loai=tot so_luong=2\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "tran/*/nen/count", "6"));
    CU_ASSERT_TRUE(fixture_says(book, "tran/*/gioi_han/count", "0")); /* 20 % of 6 is 1.2 */
    g_autofree char *rows = fixture_rows(book, "tran");
    CU_ASSERT_STRING_EQUAL(rows, "34.1 34.1.1 34.1.2 34.2 34.2.1 DK *");
    CU_ASSERT_TRUE(book_row(fixture_sheet(book, "tran")->table, 0)->heading);
}

static CU_TestInfo tests[] = {
    {"14 of 71 is within the cap when they are in the base",
     fourteen_of_seventy_one_is_within_the_cap_when_they_are_in_the_base},
    {"the same 14 are over it when they are not", the_same_fourteen_are_over_it_when_they_are_not},
    {"a fifth of 79 is 16 or 15 by the rounding",
     a_fifth_of_seventy_nine_is_sixteen_or_fifteen_by_the_rounding},
    {"all ranked members can be the base", all_ranked_members_can_be_the_base},
    {"nobody good leaves no ratio and no limit", nobody_good_leaves_no_ratio_and_no_limit},
    {"a sheet gives base, limit, used and free of each organization",
     a_sheet_gives_base_limit_used_and_free_of_each_organization},
    {"the total limit is the sum of the limits", the_total_limit_is_the_sum_of_the_limits},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo cap_suite = {"cap", NULL, NULL, NULL, NULL, tests};
