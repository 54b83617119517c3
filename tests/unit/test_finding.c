#include <CUnit/CUnit.h>
#include <string.h>

#include "data/finding.h"

static void add(struct findings *findings, guint64 line, const char *value)
{
    struct finding finding = {
        .rule = RULE_UNIT_CYCLE, .line = line, .field = 1, .value = (char *)value};
    findings_add(findings, &finding);
}

static void every_rule_has_a_code_of_its_own_and_all_its_texts(void)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; i < RULES; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        CU_ASSERT_TRUE(g_hash_table_add(codes, (gpointer)info->code));
        CU_ASSERT_EQUAL(strspn(info->code, "abcdefghijklmnopqrstuvwxyz0123456789_"),
                        strlen(info->code));
        for (int k = LANGUAGE_ENGLISH; k <= LANGUAGE_VIETNAMESE; k++) {
            CU_ASSERT_NOT_EQUAL(info->text[k][0], '\0');
            CU_ASSERT_NOT_EQUAL(info->advice[k][0], '\0');
        }
    }
}

static void a_line_tells_place_rule_text_and_advice(void)
{
    struct finding finding = {.rule = RULE_UNIT_DATES,
                              .line = 12,
                              .field = 7,
                              .value = "01/02/2024",
                              .hint = "03/02/2024"};
    g_autofree char *english = finding_line(&finding, "don_vi.csv", LANGUAGE_ENGLISH);
    g_autofree char *vietnamese = finding_line(&finding, "don_vi.csv", LANGUAGE_VIETNAMESE);
    CU_ASSERT_STRING_EQUAL(english, "don_vi.csv:12:7: error: don_vi_ngay_nguoc: den_ngay "
                                    "01/02/2024 is before tu_ngay 03/02/2024 — mend the days on "
                                    "which the unit began and ended");
    CU_ASSERT_STRING_EQUAL(vietnamese, "don_vi.csv:12:7: error: don_vi_ngay_nguoc: den_ngay "
                                       "01/02/2024 trước tu_ngay 03/02/2024 — sửa ngày thành lập "
                                       "và ngày kết thúc của đơn vị");
}

static void a_finding_without_a_value_still_prints(void)
{
    struct finding finding = {.rule = RULE_UNIT_CYCLE};
    g_autofree char *text = finding_text(&finding, LANGUAGE_ENGLISH);
    CU_ASSERT_STRING_EQUAL(text, "units stand below one another: ");
}

static void values_are_copied_and_stay_on_one_line_of_the_terminal(void)
{
    g_autoptr(findings_t) findings = findings_new();
    char value[] = "Thụy\n\033[31m\xe2\x80\xae\xff";
    add(findings, 1, value);
    value[0] = '?';
    CU_ASSERT_STRING_EQUAL(findings_at(findings, 0)->value, "Thụy??[31m?\xef\xbf\xbd");
}

static void a_long_value_is_cut_at_a_character(void)
{
    g_autoptr(findings_t) findings = findings_new();
    g_autofree char *fits = g_strnfill(FINDING_TEXT_MAX, 'x');
    GString *marks = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append(marks, "ệ");
    g_autofree char *value = g_string_free(marks, FALSE);
    add(findings, 1, value);
    add(findings, 2, fits);
    const char *cut = findings_at(findings, 0)->value;
    CU_ASSERT_EQUAL(g_utf8_strlen(cut, -1), FINDING_TEXT_MAX + 1);
    CU_ASSERT_TRUE(g_str_has_suffix(cut, "ệ…"));
    CU_ASSERT_STRING_EQUAL(findings_at(findings, 1)->value, fits);
}

static void a_list_in_a_hint_or_on_a_whole_file_is_kept_longer(void)
{
    g_autoptr(findings_t) findings = findings_new();
    g_autofree char *text = g_strnfill(FINDING_HINT_MAX, 'x');
    findings_add(findings, &(struct finding){.rule = RULE_MISSING_COLUMN, .value = text});
    findings_add(findings, &(struct finding){.rule = RULE_UNKNOWN_VALUE, .field = 1, .hint = text});
    CU_ASSERT_STRING_EQUAL(findings_at(findings, 0)->value, text);
    CU_ASSERT_STRING_EQUAL(findings_at(findings, 1)->hint, text);
}

static void findings_that_are_cut_off_go_to_another_list(void)
{
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(GArray) cut = g_array_new(FALSE, FALSE, sizeof(struct finding));
    add(findings, 1, "a");
    add(findings, 2, "b");
    findings_cut(findings, 1, cut);
    CU_ASSERT_EQUAL(findings_count(findings), 1);
    CU_ASSERT_EQUAL(cut->len, 1);
    CU_ASSERT_STRING_EQUAL(g_array_index(cut, struct finding, 0).value, "b");
}

static void merging_moves_all_and_raises_the_lines(void)
{
    g_autoptr(findings_t) all = findings_new();
    g_autoptr(findings_t) block = findings_new();
    add(all, 3, "a");
    add(block, 1, "b");
    add(block, 2, "c");
    findings_merge(all, block, 100);
    CU_ASSERT_EQUAL(findings_count(block), 0);
    add(block, 5, "d");
    findings_merge(all, block, 200);
    CU_ASSERT_EQUAL_FATAL(findings_count(all), 4);
    CU_ASSERT_EQUAL(findings_at(all, 0)->line, 3);
    CU_ASSERT_EQUAL(findings_at(all, 2)->line, 102);
    CU_ASSERT_STRING_EQUAL(findings_at(all, 2)->value, "c");
    CU_ASSERT_EQUAL(findings_at(all, 3)->line, 205);
    CU_ASSERT_STRING_EQUAL(findings_at(all, 3)->value, "d");
}

static void findings_sort_by_place_and_equal_places_keep_their_order(void)
{
    g_autoptr(findings_t) findings = findings_new();
    add(findings, 9, "last");
    add(findings, 2, "z");
    add(findings, 2, "a");
    struct finding other = {.rule = RULE_UNIT_PARENT_UNKNOWN, .line = 2, .value = "rule"};
    findings_add(findings, &other);
    struct finding elsewhere = {.rule = RULE_UNIT_CYCLE, .file = 1, .value = "file"};
    findings_add(findings, &elsewhere);
    findings_sort(findings);
    const char *const order[] = {"rule", "z", "a", "last", "file"};
    for (guint i = 0; i < G_N_ELEMENTS(order); i++)
        CU_ASSERT_STRING_EQUAL(findings_at(findings, i)->value, order[i]);
}

static void errors_are_counted_apart_from_warnings(void)
{
    g_autoptr(findings_t) findings = findings_new();
    guint count[] = {0, 0};
    for (int i = 0; i < RULES; i++) {
        struct finding finding = {.rule = (enum rule)i};
        findings_add(findings, &finding);
        count[rule_info(finding.rule)->severity]++;
    }
    CU_ASSERT_EQUAL(findings_count_severity(findings, SEVERITY_ERROR), count[SEVERITY_ERROR]);
    CU_ASSERT_EQUAL(findings_count_severity(findings, SEVERITY_WARNING), count[SEVERITY_WARNING]);
}

static CU_TestInfo tests[] = {
    {"a list in a hint, or on a whole file, is kept longer",
     a_list_in_a_hint_or_on_a_whole_file_is_kept_longer},
    {"findings that are cut off go to another list", findings_that_are_cut_off_go_to_another_list},
    {"every rule has a code of its own and all its texts",
     every_rule_has_a_code_of_its_own_and_all_its_texts},
    {"a line tells place, rule, text and advice", a_line_tells_place_rule_text_and_advice},
    {"a finding without a value still prints", a_finding_without_a_value_still_prints},
    {"values are copied and stay on one line of the terminal",
     values_are_copied_and_stay_on_one_line_of_the_terminal},
    {"a long value is cut at a character", a_long_value_is_cut_at_a_character},
    {"merging moves all and raises the lines", merging_moves_all_and_raises_the_lines},
    {"findings sort by place, and equal places keep their order",
     findings_sort_by_place_and_equal_places_keep_their_order},
    {"errors are counted apart from warnings", errors_are_counted_apart_from_warnings},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo finding_suite = {"finding", NULL, NULL, NULL, NULL, tests};
