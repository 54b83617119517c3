#include <CUnit/CUnit.h>
#include <string.h>

#include "read/utf8.h"

/* GLib's word for it, and the text after other text, where more bytes are looked at at once. */
static gboolean agrees(const char *bytes, gsize size)
{
    static const char before[] = "Đảng bộ xã, 1234567890, chi bộ";
    char text[256];
    for (gsize gap = 0; gap < sizeof before; gap += gap < 8 ? 1 : sizeof before - 9) {
        const char *end;
        memcpy(text, before + sizeof before - 1 - gap, gap);
        memcpy(text + gap, bytes, size);
        memset(text + gap + size, 'x', 40);
        g_utf8_validate_len(text, gap + size + 40, &end);
        if (utf8_valid(text, gap + size + 40) != (gsize)(end - text))
            return FALSE;
        g_utf8_validate_len(text, gap + size, &end);
        if (utf8_valid(text, gap + size) != (gsize)(end - text))
            return FALSE;
    }
    return TRUE;
}

static void any_three_bytes_are_judged_as_glib_judges_them(void)
{
    /* All first bytes; of the others those at the ends of what a second byte may be. */
    static const char behind[] = "\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc2\xe1\xed\xf1\xff"
                                 "a";
    gboolean is_good = TRUE;
    for (guint first = 0; first < 256; first++) {
        for (gsize i = 0; i < sizeof behind; i++) {
            for (gsize k = 0; k < sizeof behind; k++) {
                char bytes[] = {(char)first, behind[i], behind[k]};
                is_good = is_good && agrees(bytes, sizeof bytes);
            }
        }
    }
    CU_ASSERT_TRUE(is_good);
}

static void characters_of_four_bytes_are_good(void)
{
    CU_ASSERT_TRUE(agrees("\xf0\x9f\x98\x80", 4));
    CU_ASSERT_TRUE(agrees("\xf0\x9f\x98", 3));
    CU_ASSERT_TRUE(agrees("\xf4\x90\x80\x80", 4));
}

static void a_bad_byte_is_found_wherever_it_stands(void)
{
    char text[100];
    for (gsize place = 0; place < sizeof text; place++) {
        memset(text, 'a', sizeof text);
        text[place] = place % 2 == 0 ? '\0' : '\xff';
        CU_ASSERT_EQUAL(utf8_valid(text, sizeof text), place);
    }
}

static void a_character_that_the_end_cuts_is_bad(void)
{
    char text[64];
    for (gsize size = 1; size < sizeof text; size++) {
        memset(text, 'a', sizeof text);
        text[size - 1] = '\xc4';
        CU_ASSERT_EQUAL(utf8_valid(text, size), size - 1);
    }
}

static CU_TestInfo tests[] = {
    {"any three bytes are judged as GLib judges them",
     any_three_bytes_are_judged_as_glib_judges_them},
    {"characters of four bytes are good", characters_of_four_bytes_are_good},
    {"a bad byte is found wherever it stands", a_bad_byte_is_found_wherever_it_stands},
    {"a character that the end cuts is bad", a_character_that_the_end_cuts_is_bad},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo utf8_suite = {"utf8", NULL, NULL, NULL, NULL, tests};
