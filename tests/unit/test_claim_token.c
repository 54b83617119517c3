#include <CUnit/CUnit.h>
#include <string.h>

#include "claims/claim_token.h"

/* The kinds of all figures of a text: n number, % percent, p points, x times, / fraction, - passed,
 * ? unread. */
static gboolean reads(const char *text, const char *kinds)
{
    static const char letters[] = {
        [TOKEN_NUMBER] = 'n',   [TOKEN_PERCENT] = '%', [TOKEN_POINTS] = 'p', [TOKEN_TIMES] = 'x',
        [TOKEN_FRACTION] = '/', [TOKEN_PASSED] = '-',  [TOKEN_UNREAD] = '?',
    };
    g_autoptr(GArray) tokens = claim_tokens(text);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < tokens->len; i++) {
        enum claim_token_kind kind = g_array_index(tokens, struct claim_token, i).kind;
        if (kind != TOKEN_WORD && kind != TOKEN_SIGN && kind != TOKEN_STOP)
            g_string_append_c(found, letters[kind]);
    }
    if (strcmp(found->str, kinds) != 0)
        g_printerr("%s: %s\n", text, found->str);
    return strcmp(found->str, kinds) == 0;
}

static void counts_and_percentages_are_figures(void)
{
    CU_ASSERT_TRUE(reads("147 đảng viên, 1.067 người, 05 đồng chí", "nnn"));
    CU_ASSERT_TRUE(reads("62,62%, 96 %, 90 phần trăm", "%%%"));
    CU_ASSERT_TRUE(reads("2,9 điểm phần trăm, 3 điểm %", "pp"));
    CU_ASSERT_TRUE(reads("25/36 xã, 1.999/2.192 chi bộ", "//"));
    CU_ASSERT_TRUE(reads("gấp 1,8 lần", "x"));
    CU_ASSERT_TRUE(reads("147 (107/11/6/23)", "nnnnn"));
}

static void dates_years_and_times_are_no_figures(void)
{
    CU_ASSERT_TRUE(reads("05/07/2022, ngày 1/9, tháng 8, 8/2024, dịp 3/2", "-----"));
    CU_ASSERT_TRUE(reads("năm 2024, giai đoạn 2021-2025, 2020 - 2025, 2021–2025", "-----"));
    CU_ASSERT_TRUE(reads("7h30, 14:30, 3 năm, 45 tuổi, từ 30 đến 39 tuổi, 2 lần", "-------"));
    CU_ASSERT_TRUE(reads("01/9/2021-31/8/2024", "-"));
}

static void documents_names_and_telephones_are_no_figures(void)
{
    CU_ASSERT_TRUE(reads("số 366-QĐ/TW, 21-HD/BTCTW, Nghị quyết 18, khóa 13", "----"));
    CU_ASSERT_TRUE(reads("Chi bộ 5, thôn 3, tổ 4, quốc lộ 10", "----"));
    CU_ASSERT_TRUE(reads("0227.3831.123, 0912 345 678", "--"));
    CU_ASSERT_TRUE(reads("1. Về kỷ luật\n2) Về xếp loại", "--"));
}

static void a_year_before_a_noun_is_a_year_only_behind_nam(void)
{
    CU_ASSERT_TRUE(reads("năm 2024 chi bộ có 2024 đảng viên", "-n"));
    CU_ASSERT_TRUE(reads("tổng số 147 đảng viên, trong số 25", "nn"));
}

static void what_cannot_be_read_is_said(void)
{
    CU_ASSERT_TRUE(reads("2,052 đảng viên", "?"));
    CU_ASSERT_TRUE(reads("2,5 tỷ đồng, 10 km", "??"));
    CU_ASSERT_TRUE(reads("10-15 đảng viên", "?"));
    CU_ASSERT_TRUE(reads("2.052%", "?"));
}

static void places_are_lines_and_characters(void)
{
    g_autoptr(GArray) tokens = claim_tokens("Đảng bộ\ncó 147");
    const struct claim_token *token = &g_array_index(tokens, struct claim_token, 3);
    CU_ASSERT_EQUAL_FATAL(tokens->len, 4);
    CU_ASSERT_EQUAL(token->line, 2);
    CU_ASSERT_EQUAL(token->column, 4);
    CU_ASSERT_EQUAL(token->figure.scaled, 147);
}

static CU_TestInfo tests[] = {
    {"counts and percentages are figures", counts_and_percentages_are_figures},
    {"dates, years and times are no figures", dates_years_and_times_are_no_figures},
    {"documents, names and telephones are no figures",
     documents_names_and_telephones_are_no_figures},
    {"a year before a noun is a year only behind năm",
     a_year_before_a_noun_is_a_year_only_behind_nam},
    {"what cannot be read is said", what_cannot_be_read_is_said},
    {"places are lines and characters", places_are_lines_and_characters},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_token_suite = {"claim_token", NULL, NULL, NULL, NULL, tests};
