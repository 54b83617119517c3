#include <CUnit/CUnit.h>
#include <string.h>

#include "base/text.h"

#define LONG_TEXT 100000

static void assert_made(char *made, const char *expected)
{
    CU_ASSERT_STRING_EQUAL(made, expected);
    g_free(made);
}

static void both_ways_to_write_a_letter_become_one(void)
{
    assert_made(text_nfc("Đảng bộ", -1), "Đảng bộ");
    assert_made(text_nfc("\u0110a\u0309ng bo\u0323\u0302", -1), "Đảng bộ");
    assert_made(text_nfc("DV13051937", -1), "DV13051937");
    assert_made(text_nfc("2022–2024 …", -1), "2022–2024 …");
    assert_made(text_nfc("Đảng bộ", strlen("Đảng")), "Đảng");
    assert_made(text_nfc("\u212B", -1), "\u00C5"); /* a ready-made sign that is not in form C */
}

/* The short way through text_nfc() must say what the library says, on any pair. */
static void the_short_way_to_normal_form_gives_the_same(void)
{
    int wrong = 0;

    for (gunichar c = 1; c < 0x3100; c++) {
        if (!g_unichar_validate(c))
            continue;
        for (int marked = 0; marked < 2; marked++) {
            char text[16] = {'a'};
            int length = 1 + g_unichar_to_utf8(c, text + 1);
            strcpy(text + length, marked ? "\u0323" : "b");
            g_autofree char *ours = text_nfc(text, -1);
            g_autofree char *theirs = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
            wrong += strcmp(ours, theirs) != 0;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* Pieces are cut somewhere inside; wherever it is, no letter is parted from its marks. */
static void long_decomposed_text_is_composed_throughout(void)
{
    static const char *const sources[] = {"Đảng bộ xã Nguyên Xá; ", "ộ", "한글", "ộ한"};

    for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
        GString *text = g_string_new(NULL);
        for (int j = 0; j < 1000; j++)
            g_string_append(text, sources[i]);
        for (int skipped = 0; skipped < 8; skipped++) {
            const char *start = g_utf8_offset_to_pointer(text->str, skipped);
            g_autofree char *apart = g_utf8_normalize(start, -1, G_NORMALIZE_NFD);
            g_autofree char *composed = text_nfc(apart, -1);
            CU_ASSERT_STRING_EQUAL(composed, start);
        }
        g_string_free(text, TRUE);
    }
}

static void a_code_is_plain_lower_case(void)
{
    assert_made(text_code("Phẩm chất đạo đức, lối sống", -1), "pham_chat_dao_duc_loi_song");
    assert_made(text_code("ĐẢNG BỘ", -1), "dang_bo");
    assert_made(text_code("Đa\u0309ng bo\u0323\u0302", -1), "dang_bo");
    assert_made(text_code("HTXSNV-2024", -1), "htxsnv_2024");
    assert_made(text_code("ắ ằ ẳ ẵ ặ ướ ỹ", -1), "a_a_a_a_a_uo_y");
}

static void signs_at_the_ends_leave_no_mark_in_a_code(void)
{
    assert_made(text_code("  (Khiển trách) *", -1), "khien_trach");
    assert_made(text_code("\u00A0“Tốt”…", -1), "tot");
    assert_made(text_code("60 – trở lên", -1), "60_tro_len");
    assert_made(text_code("--", -1), "");
    assert_made(text_code("", -1), "");
}

static void only_the_given_length_is_coded(void)
{
    assert_made(text_code("Tốt;Khá", strlen("Tốt")), "tot");
    assert_made(text_code("Tốt", 0), "");
}

static void spellings_of_one_word_have_one_key(void)
{
    assert_made(text_key("Kỷ luật", -1), "ki_luat");
    assert_made(text_key("Kỉ luật", -1), "ki_luat");
    assert_made(text_key("Thạc sỹ", -1), "thac_si");
    assert_made(text_key("Thuỵ Văn", -1), "thui_van");
    assert_made(text_key("Thụy Văn", -1), "thui_van");
}

static void blanks_of_all_kinds_become_single_spaces(void)
{
    assert_made(text_squeeze(" \u00A0 Chi\t\n bộ\u00A0\u20031 \r\n", -1), "Chi bộ 1");
    assert_made(text_squeeze("Chi bộ", -1), "Chi bộ");
    assert_made(text_squeeze(" \u3000", -1), "");
    assert_made(text_squeeze("a b c", 3), "a b");
}

/* Every name must stand before all that follow it. */
static void assert_order(const char *const *names, guint count)
{
    for (guint i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(text_compare(names[i], names[i]), 0);
        for (guint j = i + 1; j < count; j++) {
            if (text_compare(names[i], names[j]) >= 0 || text_compare(names[j], names[i]) <= 0) {
                g_printerr("order: %s, %s\n", names[i], names[j]);
                CU_FAIL("wrong order");
            }
        }
    }
}

static void the_alphabet_is_the_vietnamese_one(void)
{
    static const char *const letters[] = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g",
                                          "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p",
                                          "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"};
    static const char *const capitals[] = {"A", "Ă", "Â", "B", "D", "Đ", "E", "Ê",
                                           "O", "Ô", "Ơ", "P", "U", "Ư", "V"};

    assert_order(letters, G_N_ELEMENTS(letters));
    assert_order(capitals, G_N_ELEMENTS(capitals));
}

static void tones_decide_after_letters_and_case_after_tones(void)
{
    static const char *const tones[] = {"ma", "Ma", "mà", "mả", "mã", "má", "mạ", "mă", "mẳ", "mâ"};
    static const char *const names[] = {"Thái An",   "Thái Hà",   "Thài Hạc", "Thái Hạc",
                                        "Thái Hưng", "Thái Hừng", "Thái Thụy"};

    assert_order(tones, G_N_ELEMENTS(tones));
    assert_order(names, G_N_ELEMENTS(names));
}

static void the_earlier_syllable_decides_the_tone(void)
{
    static const char *const names[] = {"hòa bình", "hoà bính", "hỏa binh"};

    assert_order(names, G_N_ELEMENTS(names));
}

static void numbers_compare_as_numbers(void)
{
    static const char *const names[] = {"số",
                                        "số 2",
                                        "số 2a",
                                        "số 010",
                                        "số 11",
                                        "số 100000000000000000000",
                                        "số 100000000000000000001",
                                        "số a"};

    assert_order(names, G_N_ELEMENTS(names));
}

static void a_blank_comes_before_any_letter(void)
{
    static const char *const names[] = {"", "An", "An Bình", "An Hòa", "Anh", "Ánh", "Ω", "Ж"};

    assert_order(names, G_N_ELEMENTS(names));
}

static void both_ways_to_write_a_letter_have_one_place(void)
{
    CU_ASSERT_TRUE(text_compare("bo\u0323\u0302", "bộ a") < 0);
    CU_ASSERT_TRUE(text_compare("bo\u0302\u0323 b", "bộ a") > 0);
}

static void a_swap_is_one_step(void)
{
    CU_ASSERT_EQUAL(text_distance("", ""), 0);
    CU_ASSERT_EQUAL(text_distance("", "abc"), 3);
    CU_ASSERT_EQUAL(text_distance("abc", ""), 3);
    CU_ASSERT_EQUAL(text_distance("ma_don_vi", "ma_odn_vi"), 1);
    CU_ASSERT_EQUAL(text_distance("kitten", "sitting"), 3);
    CU_ASSERT_EQUAL(text_distance("bộ", "bô"), 1);
    CU_ASSERT_EQUAL(text_distance("ca", "abc"), 3); /* no change inside what was swapped */
}

static void the_nearest_candidate_is_suggested(void)
{
    static const char *const codes[] = {"xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh", NULL};

    CU_ASSERT_PTR_EQUAL(text_suggest("hoan_thnah", codes), codes[2]);
    CU_ASSERT_PTR_EQUAL(text_suggest("tto", codes), codes[1]);
    CU_ASSERT_PTR_EQUAL(text_suggest("tot", codes), codes[1]);
    CU_ASSERT_PTR_NULL(text_suggest("kha", codes));
    CU_ASSERT_PTR_NULL(text_suggest("to", codes));
    CU_ASSERT_PTR_NULL(text_suggest("", codes));
    CU_ASSERT_PTR_NULL(text_suggest("hoan", codes));
}

static void a_mask_leaves_a_third_and_at_most_three(void)
{
    assert_made(text_mask("DV13051937"), "DV1*******");
    assert_made(text_mask("Đặng A"), "Đặ****");
    assert_made(text_mask("ab"), "**");
    assert_made(text_mask(""), "");
}

static void only_known_places_are_filled(void)
{
    static const char *const arguments[] = {"một", "{0}", NULL};

    assert_made(text_fill("{1}: {0}, {0}", arguments), "{0}: một, một");
    assert_made(text_fill("{2} {} {x} {0 {99999999999999999999}", arguments),
                "{2} {} {x} {0 {99999999999999999999}");
}

static void long_text_is_no_danger(void)
{
    static const char *const pieces[] = {"a",      " ",          "7",      "ộ",
                                         "\u0323", "\U0001F600", "\u0958", "한"};
    static const char *const codes[] = {"xuat_sac", NULL};

    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < LONG_TEXT)
            g_string_append(text, pieces[i]);
        g_autofree char *composed = text_nfc(text->str, -1);
        g_autofree char *code = text_code(text->str, -1);
        g_autofree char *squeezed = text_squeeze(text->str, -1);
        CU_ASSERT_TRUE(g_utf8_validate(composed, -1, NULL));
        CU_ASSERT_TRUE(strlen(code) <= text->len && strlen(squeezed) <= text->len);
        CU_ASSERT_EQUAL(text_compare(text->str, text->str), 0);
        CU_ASSERT_PTR_NULL(text_suggest(text->str, codes));
        g_string_free(text, TRUE);
    }
}

static CU_TestInfo tests[] = {
    {"both ways to write a letter become one", both_ways_to_write_a_letter_become_one},
    {"the short way to normal form gives the same", the_short_way_to_normal_form_gives_the_same},
    {"long decomposed text is composed throughout", long_decomposed_text_is_composed_throughout},
    {"a code is plain lower case", a_code_is_plain_lower_case},
    {"signs at the ends leave no mark in a code", signs_at_the_ends_leave_no_mark_in_a_code},
    {"only the given length is coded", only_the_given_length_is_coded},
    {"spellings of one word have one key", spellings_of_one_word_have_one_key},
    {"blanks of all kinds become single spaces", blanks_of_all_kinds_become_single_spaces},
    {"the alphabet is the Vietnamese one", the_alphabet_is_the_vietnamese_one},
    {"tones decide after letters and case after tones",
     tones_decide_after_letters_and_case_after_tones},
    {"the earlier syllable decides the tone", the_earlier_syllable_decides_the_tone},
    {"numbers compare as numbers", numbers_compare_as_numbers},
    {"a blank comes before any letter", a_blank_comes_before_any_letter},
    {"both ways to write a letter have one place", both_ways_to_write_a_letter_have_one_place},
    {"a swap is one step", a_swap_is_one_step},
    {"the nearest candidate is suggested", the_nearest_candidate_is_suggested},
    {"a mask leaves a third and at most three", a_mask_leaves_a_third_and_at_most_three},
    {"only known places are filled", only_known_places_are_filled},
    {"long text is no danger", long_text_is_no_danger},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo text_suite = {"text", NULL, NULL, NULL, NULL, tests};
