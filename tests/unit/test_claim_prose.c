#include <CUnit/CUnit.h>
#include <string.h>

#include "base/text.h"
#include "claims/claim_prose.h"

/* One claim of the article, in its order: a word of what is printed, and the verdict. */
struct planted {
    const char *printed;
    enum claim_verdict verdict;
};

static const struct planted article[] = {
    {"khai trừ 23", CLAIM_ADDS_UP},
    {"khai trừ 12", CLAIM_ADDS_UP},
    {"20,9%", CLAIM_ADDS_UP},
    {"khiển trách 25", CLAIM_UNPROVEN},
    {"khiếu nại 35", CLAIM_IMPOSSIBLE},
    {"50 cuộc, tăng 25%", CLAIM_ADDS_UP},
    {"giảm 25%", CLAIM_IMPOSSIBLE},
    {"120%", CLAIM_UNPROVEN},
    {"75 đảng viên", CLAIM_ADDS_UP},
    {"14 đồng chí", CLAIM_UNPROVEN},
    {"85 đảng viên", CLAIM_ADDS_UP},
    {"16 đồng chí", CLAIM_UNPROVEN},
    {"62,62%", CLAIM_IMPOSSIBLE},
    {"67,32%", CLAIM_IMPOSSIBLE},
    {"80,42%", CLAIM_ADDS_UP},
    {"tăng 2,9%", CLAIM_IMPOSSIBLE},
    {"2,5 điểm phần trăm", CLAIM_ADDS_UP},
    {"trên 90%", CLAIM_UNPROVEN},
    {"sinh viên 7", CLAIM_IMPOSSIBLE},
    {"10 cán bộ", CLAIM_UNPROVEN},
    {"100%", CLAIM_UNPROVEN},
    {"96%", CLAIM_IMPOSSIBLE},
    {"25/36", CLAIM_UNPROVEN},
    {"79,2%", CLAIM_ADDS_UP},
    {"48,02%", CLAIM_ADDS_UP},
    {"19,8%", CLAIM_IMPOSSIBLE},
    {"70%", CLAIM_ADDS_UP},
    {"28,4%", CLAIM_IMPOSSIBLE},
    {"293 chi bộ", CLAIM_IMPOSSIBLE},
    {"1,5", CLAIM_ADDS_UP},
};

static const struct claim_found *found_at(const struct claim_prose *prose, guint i)
{
    return &g_array_index(prose->found, struct claim_found, i);
}

static enum claim_verdict verdict_of(const struct claim_found *found)
{
    g_autoptr(claim_result_t) result = claim_check(&found->claim);
    return result->verdict;
}

static void all_thirty_figures_of_the_article_are_found_and_judged(void)
{
    g_autofree char *bytes = NULL;
    CU_ASSERT_TRUE_FATAL(g_file_get_contents("samples/bai-phat-bieu.txt", &bytes, NULL, NULL));
    g_autofree char *text = text_nfc(bytes, -1);
    g_autoptr(claim_prose_t) prose = claim_prose_read(text);
    CU_ASSERT_EQUAL(G_N_ELEMENTS(article), 30);
    CU_ASSERT_EQUAL_FATAL(prose->found->len, G_N_ELEMENTS(article));
    for (guint i = 0; i < prose->found->len; i++) {
        const struct claim_found *found = found_at(prose, i);
        if (strstr(found->printed, article[i].printed) == NULL ||
            verdict_of(found) != article[i].verdict) {
            g_printerr("%u:%u %s\n", found->line, found->column, found->printed);
            CU_FAIL("another claim or verdict");
        }
    }
    CU_ASSERT_EQUAL(prose->skipped->len, 3);
}

/* The claims of a text, as "count/base share" with "-" for what is not given. */
static gboolean claims(const char *text, const char *wanted)
{
    g_autoptr(claim_prose_t) prose = claim_prose_read(text);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < prose->found->len; i++) {
        const struct claim *claim = &found_at(prose, i)->claim;
        g_autofree char *count = claim_figure_text(claim->count);
        g_autofree char *base = claim_figure_text(claim->base);
        g_autofree char *share = claim_figure_text(claim->share);
        g_string_append_printf(all, "%s%s/%s %s", i > 0 ? "; " : "",
                               claim->count.given ? count : "-", claim->base.given ? base : "-",
                               claim->share.given ? share : "-");
    }
    if (strcmp(all->str, wanted) != 0)
        g_printerr("%s: %s\n", text, all->str);
    return strcmp(all->str, wanted) == 0;
}

static void nothing_is_invented(void)
{
    static const char *const texts[] = {
        "Thực hiện Quy định số 366-QĐ/TW ngày 30/8/2025 và Hướng dẫn 43-HD/BTCTW.",
        "Chi bộ 5 họp ngày 3/2, năm 2024, lúc 7h30; điện thoại 0227.3831.123.",
        "Nhiệm kỳ 2020 - 2025, khóa XIII, lần thứ 12, trong 3 năm, từ 30 đến 39 tuổi.",
        "Từ tháng 8 đến tháng 12 năm 2024.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(claim_prose_t) prose = claim_prose_read(texts[i]);
        CU_ASSERT_EQUAL(prose->found->len, 0);
        CU_ASSERT_EQUAL(prose->skipped->len, 0);
    }
}

static void a_base_is_taken_only_where_the_words_say_so(void)
{
    CU_ASSERT_TRUE(
        claims("Kết nạp 35 đảng viên; 98,5% chi bộ hoàn thành tốt.", "35/- -; -/- 98,5"));
    CU_ASSERT_TRUE(
        claims("Kết nạp 35 đảng viên, 98,5% chi bộ hoàn thành tốt.", "35/- -; -/- 98,5"));
    CU_ASSERT_TRUE(claims("Có 17 cán bộ, 100% có trình độ đại học.", "-/17 100"));
    CU_ASSERT_TRUE(
        claims("Có 604 đảng viên trong tổng số 662 đảng viên, đạt 91,2%.", "604/662 91,2"));
    CU_ASSERT_TRUE(claims("Trong tổng số 36 xã, có 25 xã đạt chuẩn.", "25/36 -"));
    CU_ASSERT_TRUE(claims("Có 69,4% (25/36 xã) đạt chuẩn.", "25/36 69,4"));
    CU_ASSERT_TRUE(claims("Có 24 đồng chí là nữ (19,8%).", "24/- 19,8"));
}

static const struct claim_pair *pair_of(const struct claim_prose *prose)
{
    CU_ASSERT_EQUAL_FATAL(prose->found->len, 1);
    return &found_at(prose, 0)->claim.pair;
}

static void a_change_finds_its_two_figures(void)
{
    static const char *const texts[] = {
        "Số chi bộ tăng từ 293 lên 519, tăng 77,1%.",
        "Năm 2024 có 519 chi bộ, tăng 77,1% so với năm 2023 (293 chi bộ).",
        "Năm 2023 có 293 chi bộ, năm 2024 có 519 chi bộ, tăng 77,1%.",
        "Số chi bộ tăng 77,1%, từ 293 chi bộ năm 2023 lên 519 chi bộ năm 2024.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(claim_prose_t) prose = claim_prose_read(texts[i]);
        const struct claim_pair *pair = pair_of(prose);
        CU_ASSERT_EQUAL(pair->before.scaled, 293);
        CU_ASSERT_EQUAL(pair->after.scaled, 519);
        CU_ASSERT_EQUAL(pair->change.scaled, 771);
        CU_ASSERT_EQUAL(pair->direction, CLAIM_RISE);
    }
}

static void a_range_is_no_change(void)
{
    g_autoptr(claim_prose_t) prose = claim_prose_read("Mỗi chi bộ có từ 3 đến 5 đảng viên.");
    CU_ASSERT_EQUAL(prose->found->len, 0);
    CU_ASSERT_EQUAL_FATAL(prose->skipped->len, 1);
    CU_ASSERT_EQUAL(g_array_index(prose->skipped, struct claim_skipped, 0).why, MESSAGE_SKIP_RANGE);
}

static void excellent_members_are_marked_for_the_cap(void)
{
    g_autoptr(claim_prose_t) prose = claim_prose_read(
        "Có 71 đảng viên hoàn thành tốt nhiệm vụ trở lên (trong đó 14 đồng chí xuất sắc).");
    CU_ASSERT_EQUAL_FATAL(prose->found->len, 1);
    CU_ASSERT_TRUE(found_at(prose, 0)->capped);
    CU_ASSERT_EQUAL(found_at(prose, 0)->claim.count.scaled, 14);
    CU_ASSERT_EQUAL(found_at(prose, 0)->claim.base.scaled, 71);
}

static void a_claim_carries_the_words_around_it(void)
{
    g_autoptr(claim_prose_t) prose =
        claim_prose_read("Năm nay, toàn huyện có 25/36 xã\nđạt chuẩn nông thôn mới.");
    CU_ASSERT_EQUAL_FATAL(prose->found->len, 1);
    CU_ASSERT_STRING_EQUAL(found_at(prose, 0)->printed, "25/36");
    CU_ASSERT_STRING_EQUAL(found_at(prose, 0)->around, "toàn huyện có 25/36 xã đạt chuẩn nông");
    CU_ASSERT_EQUAL(found_at(prose, 0)->column, 24);
}

static CU_TestInfo tests[] = {
    {"all thirty figures of the article are found and judged",
     all_thirty_figures_of_the_article_are_found_and_judged},
    {"nothing is invented", nothing_is_invented},
    {"a base is taken only where the words say so", a_base_is_taken_only_where_the_words_say_so},
    {"a change finds its two figures", a_change_finds_its_two_figures},
    {"a range is no change", a_range_is_no_change},
    {"excellent members are marked for the cap", excellent_members_are_marked_for_the_cap},
    {"a claim carries the words around it", a_claim_carries_the_words_around_it},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_prose_suite = {"claim_prose", NULL, NULL, NULL, NULL, tests};
