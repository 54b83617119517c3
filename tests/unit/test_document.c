#include <CUnit/CUnit.h>
#include <string.h>

#include "spec/dictionary.h"
#include "spec/document.h"
#include "spec_case.h"

#define SHIPPED "templates/tu-dien.yaml"

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(dictionary_t) dictionary = NULL;
    return dictionary_load(text, name, &dictionary, error);
}

static struct dictionary *shipped(void)
{
    struct dictionary *dictionary = NULL;
    g_autoptr(GBytes) text = yaml_read(SHIPPED, NULL);
    CU_ASSERT_TRUE_FATAL(dictionary_load(text, SHIPPED, &dictionary, NULL));
    return dictionary;
}

static void the_form_follows_the_day_on_the_document(void)
{
    g_autoptr(dictionary_t) dictionary = shipped();
    CU_ASSERT_STRING_EQUAL(dictionary_document(dictionary, date_from_civil(2026, 5, 26))->name,
                           "hd_36");
    CU_ASSERT_STRING_EQUAL(dictionary_document(dictionary, date_from_civil(2026, 5, 27))->name,
                           "hd_05");
    CU_ASSERT_STRING_EQUAL(dictionary_document(dictionary, date_from_civil(1999, 1, 1))->name,
                           "hd_36");
}

static void days_below_ten_and_the_first_two_months_take_a_zero(void)
{
    g_autoptr(dictionary_t) dictionary = shipped();
    date day = date_from_civil(2026, 6, 5);
    const struct document_form *form = dictionary_document(dictionary, day);
    g_autofree char *june = document_day(form, day, FALSE);
    CU_ASSERT_STRING_EQUAL(june, "ngày 05 tháng 6 năm 2026");
    g_autofree char *february = document_day(form, date_from_civil(2026, 2, 27), FALSE);
    CU_ASSERT_STRING_EQUAL(february, "ngày 27 tháng 02 năm 2026");
    g_autofree char *blank = document_day(form, day, TRUE);
    CU_ASSERT_STRING_EQUAL(blank, "ngày       tháng       năm 2026");
}

static void the_longest_first_words_of_an_issuer_decide(void)
{
    g_autoptr(dictionary_t) dictionary = shipped();
    const struct document_form *form = dictionary_document(dictionary, date_from_civil(2026, 6, 5));
    CU_ASSERT_STRING_EQUAL(document_signer(form, "BAN TUYÊN GIÁO")->never, "T/M");
    CU_ASSERT_STRING_EQUAL(document_signer(form, "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH")->needs, "T/M");
    CU_ASSERT_STRING_EQUAL(document_signer(form, "Đảng uỷ xã Quỳnh Hoàng")->needs, "T/M");
    CU_ASSERT_PTR_NULL(document_signer(form, "BANG"));
    CU_ASSERT_PTR_NULL(document_signer(form, ""));
}

static const struct spec_case wrong[] = {
    {"page_number_top: \"10\"",
     "page_number_top: \"1 cm\"",
     {"t.yaml:21:22: \"1 cm\" is not a whole number in 1–60",
      "t.yaml:21:22: \"1 cm\" không phải số nguyên trong khoảng 1–60"}},
    {"to: 26/05/2026",
     "to: 27/05/2026",
     {"t.yaml:33:5: two rules documents hold on the same day",
      "t.yaml:33:5: hai quy định documents cùng có hiệu lực trong một ngày"}},
    {"to: 26/05/2026",
     "to: 26/13/2026",
     {"t.yaml:9:9: \"26/13/2026\" is not a date dd/mm/yyyy",
      "t.yaml:9:9: \"26/13/2026\" không phải ngày dạng dd/mm/yyyy"}},
    {"deputy: K/T",
     "deputie: K/T",
     {"t.yaml:32:9: unknown key \"deputie\" (deputy?)",
      "t.yaml:32:9: khóa lạ \"deputie\" (deputy?)"}},
};

static void a_mistake_in_a_form_is_said_with_its_place(void)
{
    spec_cases_run("tests/unit/data/document/tu-dien.yaml", load, wrong, G_N_ELEMENTS(wrong));
}

static CU_TestInfo tests[] = {
    {"the form follows the day on the document", the_form_follows_the_day_on_the_document},
    {"days below ten and the first two months take a zero",
     days_below_ten_and_the_first_two_months_take_a_zero},
    {"the longest first words of an issuer decide", the_longest_first_words_of_an_issuer_decide},
    {"a mistake in a form is said with its place", a_mistake_in_a_form_is_said_with_its_place},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo document_suite = {"document", NULL, NULL, NULL, NULL, tests};
