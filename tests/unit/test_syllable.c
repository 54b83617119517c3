#include <CUnit/CUnit.h>
#include <string.h>

#include "read/syllable.h"

static gboolean is_one(const char *word)
{
    return syllable_is_vietnamese(word, strlen(word));
}

static void syllables_of_all_shapes_are_known(void)
{
    const char *words[] = {"Đảng",  "bộ",     "NGHIỆP", "quyết", "Quỳnh", "giếng", "gì",   "thuở",
                           "khuỷu", "nguyễn", "ưu",     "yếu",   "oằn",   "xoong", "tuyến"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        CU_ASSERT_TRUE(is_one(words[i]));
}

static void a_stopped_syllable_has_a_sharp_or_heavy_tone(void)
{
    CU_ASSERT_TRUE(is_one("chức"));
    CU_ASSERT_TRUE(is_one("đạt"));
    CU_ASSERT_FALSE(is_one("chưc"));
    CU_ASSERT_FALSE(is_one("đàt"));
}

static void letters_in_another_order_are_none(void)
{
    CU_ASSERT_FALSE(is_one("Ñaûng"));
    CU_ASSERT_FALSE(is_one("§¶ng"));
    CU_ASSERT_FALSE(is_one("résumé"));
    CU_ASSERT_FALSE(is_one("ấấ"));
}

static void normal_form_and_place_of_the_tone_do_not_matter(void)
{
    CU_ASSERT_TRUE(is_one("bo\xcc\xa3\xcc\x82"));
    CU_ASSERT_TRUE(is_one("hòa"));
    CU_ASSERT_TRUE(is_one("hoà"));
}

static void abbreviations_with_a_stroke_are_words(void)
{
    CU_ASSERT_TRUE(is_one("QĐ"));
    CU_ASSERT_TRUE(is_one("HĐND"));
    CU_ASSERT_FALSE(is_one("qđ"));
}

static void only_words_beyond_ascii_are_counted(void)
{
    struct syllables count = {0}, varied = {0};
    const char *text = "Thon “Đoài”, xã – 12 Có Có Có Có Có Có résumé";
    syllables_count(text, strlen(text), &count);
    CU_ASSERT_EQUAL(count.words, 9);
    CU_ASSERT_EQUAL(count.good, 8);
    syllables_count_varied(text, strlen(text), &varied);
    CU_ASSERT_EQUAL(varied.words, 7);
    CU_ASSERT_EQUAL(varied.good, 6);
    CU_ASSERT_EQUAL(varied.common, 5);
}

static CU_TestInfo tests[] = {
    {"syllables of all shapes are known", syllables_of_all_shapes_are_known},
    {"a stopped syllable has a sharp or heavy tone", a_stopped_syllable_has_a_sharp_or_heavy_tone},
    {"letters in another order are none", letters_in_another_order_are_none},
    {"normal form and place of the tone do not matter",
     normal_form_and_place_of_the_tone_do_not_matter},
    {"abbreviations with a stroke are words", abbreviations_with_a_stroke_are_words},
    {"only words beyond ASCII are counted", only_words_beyond_ascii_are_counted},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo syllable_suite = {"syllable", NULL, NULL, NULL, NULL, tests};
