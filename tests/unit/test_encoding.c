#include <CUnit/CUnit.h>
#include <string.h>

#include "read/encoding.h"

/* What the bytes are in the encoding, with "!" and the place of a byte that has no meaning. */
static char *decode(enum encoding encoding, const char *bytes, gsize size)
{
    g_autoptr(decoder_t) decoder = decoder_new(encoding);
    GString *text = g_string_new(NULL);
    gsize used = 0;
    if (!decoder_append(decoder, bytes, size, text, &used))
        g_string_append_printf(text, "!%" G_GSIZE_FORMAT, used);
    else if (used < size)
        g_string_append_printf(text, "+%" G_GSIZE_FORMAT, size - used);
    return g_string_free(text, FALSE);
}

static void check(enum encoding encoding, const char *bytes, const char *expected)
{
    g_autofree char *text = decode(encoding, bytes, strlen(bytes));
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void each_encoding_spells_the_same_words(void)
{
    check(ENCODING_TCVN3, "\xa7\xb6ng b\xe9", "Đảng bộ");
    check(ENCODING_VISCII, "\xd0\xe4ng b\xb5", "Đảng bộ");
    check(ENCODING_CP1258, "\xd0\x61\xd2ng b\xf4\xf2", "Đảng bộ");
    check(ENCODING_VNI,
          "\xd1"
          "a\xfbng bo\xe4",
          "Đảng bộ");
}

static void tcvn3_of_capital_fonts_is_lower_case(void)
{
    check(ENCODING_TCVN3, "T\xd8NH \xf1y", "TỉNH ủy");
}

static void vni_takes_marks_of_either_case(void)
{
    check(ENCODING_VNI, "\xd1\x41\xdbNG BO\xe4 \xd6\xf9", "ĐẢNG BỘ Ứ");
    check(ENCODING_VNI, "K\x79\xfb, th\xf2, \xee, \xc6", "Kỷ, thị, ỵ, Ỉ");
}

static void a_vni_mark_behind_a_wrong_letter_has_no_meaning(void)
{
    check(ENCODING_VNI, "tb\xf8", "tb!2");
    check(ENCODING_VNI, "\xa4", "!0");
}

static void a_nul_has_no_meaning(void)
{
    g_autofree char *legacy = decode(ENCODING_VISCII, "a\0b", 3);
    g_autofree char *wide = decode(ENCODING_UTF16LE, "a\0\0\0b\0", 6);
    CU_ASSERT_STRING_EQUAL(legacy, "a!1");
    CU_ASSERT_STRING_EQUAL(wide, "a!2");
}

static void half_a_character_of_utf16_waits(void)
{
    g_autofree char *half = decode(ENCODING_UTF16BE, "\0a\x1e", 3);
    g_autofree char *surrogate = decode(ENCODING_UTF16LE, "a\0\x3d\xd8", 4);
    CU_ASSERT_STRING_EQUAL(half, "a+1");
    CU_ASSERT_STRING_EQUAL(surrogate, "a+2");
}

static void marks_tell_unicode(void)
{
    enum encoding encoding;
    CU_ASSERT_EQUAL(encoding_mark("\xef\xbb\xbfx", 4, &encoding), 3);
    CU_ASSERT_EQUAL(encoding, ENCODING_UTF8);
    CU_ASSERT_EQUAL(encoding_mark("\xfe\xff", 2, &encoding), 2);
    CU_ASSERT_EQUAL(encoding, ENCODING_UTF16BE);
    CU_ASSERT_EQUAL(encoding_mark("\xef\xbb", 2, &encoding), 0);
    CU_ASSERT_EQUAL(encoding, ENCODINGS);
}

static CU_TestInfo tests[] = {
    {"each encoding spells the same words", each_encoding_spells_the_same_words},
    {"TCVN3 of capital fonts is lower case", tcvn3_of_capital_fonts_is_lower_case},
    {"VNI takes marks of either case", vni_takes_marks_of_either_case},
    {"a VNI mark behind a wrong letter has no meaning",
     a_vni_mark_behind_a_wrong_letter_has_no_meaning},
    {"a NUL has no meaning", a_nul_has_no_meaning},
    {"half a character of UTF-16 waits", half_a_character_of_utf16_waits},
    {"marks tell Unicode", marks_tell_unicode},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo encoding_suite = {"encoding", NULL, NULL, NULL, NULL, tests};
