#include <CUnit/CUnit.h>

#include "data/vocabulary.h"

static char *aliases[] = {"GS", "giáo sư tiến sĩ"};
static struct dictionary_value values[] = {
    {.code = "thac_si", .label = "Thạc sĩ"},
    {.code = "tien_si", .label = "Tiến sĩ", .aliases = {aliases, G_N_ELEMENTS(aliases)}},
};
static struct column columns[] = {
    {.name = "chuc_vu", .type = COLUMN_LABEL},
    {.name = "chuyen_mon",
     .type = COLUMN_LABEL,
     .values = values,
     .values_count = G_N_ELEMENTS(values)},
};
static const struct dataset dataset = {.columns = columns, .columns_count = 2};

static void a_value_of_the_dictionary_keeps_its_index_however_it_is_spelled(void)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Tiến sĩ"), 1);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "TIẾN SỸ"), 1);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "tien_si"), 1);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Giáo sư, tiến sĩ"), 1);
    CU_ASSERT_EQUAL(vocabulary_count(vocabulary, 1), 2);
    CU_ASSERT_STRING_EQUAL(vocabulary_code(vocabulary, 1, 0), "thac_si");
    CU_ASSERT_STRING_EQUAL(vocabulary_label(vocabulary, 1, 0), "Thạc sĩ");
}

static void a_new_value_is_numbered_behind_those_of_the_dictionary(void)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Kỹ sư"), 2);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Cử nhân luật"), 3);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Kỹ sư"), 2);
    CU_ASSERT_EQUAL(vocabulary_count(vocabulary, 1), 4);
    CU_ASSERT_EQUAL(vocabulary_count(vocabulary, 0), 0);
    CU_ASSERT_STRING_EQUAL(vocabulary_code(vocabulary, 1, 3), "cu_nhan_luat");
    CU_ASSERT_STRING_EQUAL(vocabulary_label(vocabulary, 1, 3), "Cử nhân luật");
}

static void columns_number_apart(void)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 0, "Bí thư"), 0);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 0, "Tiến sĩ"), 1);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 1, "Bí thư"), 2);
}

static void spellings_with_one_code_are_one_value_with_the_same_label_in_any_order(void)
{
    const char *const labels[] = {"bí thư", "Bí thư", "Bí  Thư"};
    for (guint first = 0; first < G_N_ELEMENTS(labels); first++) {
        g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
        for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
            guint at = (first + i) % G_N_ELEMENTS(labels);
            CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 0, labels[at]), 0);
        }
        CU_ASSERT_EQUAL(vocabulary_count(vocabulary, 0), 1);
        CU_ASSERT_STRING_EQUAL(vocabulary_label(vocabulary, 0, 0), "Bí  Thư");
    }
}

static void a_label_of_signs_only_has_a_code_too(void)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
    CU_ASSERT_EQUAL(vocabulary_number(vocabulary, 0, "???"), 0);
    CU_ASSERT_STRING_EQUAL(vocabulary_code(vocabulary, 0, 0), "_");
}

static void a_hidden_value_is_still_told_from_others(void)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(&dataset);
    gint32 one = vocabulary_number(vocabulary, 1, "Trần Văn A");
    gint32 other = vocabulary_number(vocabulary, 1, "Trần Văn B");
    vocabulary_hide(vocabulary, 1, one);
    vocabulary_hide(vocabulary, 1, 0); /* the dictionary's stay */
    CU_ASSERT_NOT_EQUAL(one, other);
    CU_ASSERT_STRING_EQUAL(vocabulary_label(vocabulary, 1, one), "Trần Văn A");
    CU_ASSERT_STRING_EQUAL(vocabulary_shown_label(vocabulary, 1, one), VOCABULARY_HIDDEN);
    CU_ASSERT_STRING_EQUAL(vocabulary_shown_code(vocabulary, 1, one), VOCABULARY_HIDDEN_CODE);
    CU_ASSERT_STRING_EQUAL(vocabulary_shown_code(vocabulary, 1, other), "tran_van_b");
    CU_ASSERT_STRING_EQUAL(vocabulary_shown_label(vocabulary, 1, 0), "Thạc sĩ");
}

static CU_TestInfo tests[] = {
    {"a hidden value is still told from others", a_hidden_value_is_still_told_from_others},
    {"a value of the dictionary keeps its index however it is spelled",
     a_value_of_the_dictionary_keeps_its_index_however_it_is_spelled},
    {"a new value is numbered behind those of the dictionary",
     a_new_value_is_numbered_behind_those_of_the_dictionary},
    {"columns number apart", columns_number_apart},
    {"spellings with one code are one value with the same label in any order",
     spellings_with_one_code_are_one_value_with_the_same_label_in_any_order},
    {"a label of signs only has a code too", a_label_of_signs_only_has_a_code_too},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo vocabulary_suite = {"vocabulary", NULL, NULL, NULL, NULL, tests};
