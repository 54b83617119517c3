#include <CUnit/CUnit.h>

#include "read/encoding_detect.h"
#include "read/source.h"
#include "read_fixture.h"

#define DATA "tests/unit/data/encoding/"

static struct detected detect(const char *path, enum encoding wanted)
{
    struct detected detected;
    g_autoptr(bytes_t) bytes = bytes_open(path, NULL);
    CU_ASSERT_TRUE_FATAL(encoding_detect(bytes, wanted, &detected, NULL));
    return detected;
}

static enum encoding detect_bytes(const char *text, gsize size, enum encoding wanted)
{
    char *folder = fixture_folder();
    g_autofree char *path = g_build_filename(folder, "a.csv", NULL);
    g_file_set_contents(path, text, (gssize)size, NULL);
    enum encoding encoding = detect(path, wanted).encoding;
    fixture_remove(folder);
    return encoding;
}

static enum encoding detect_text(const char *text)
{
    return detect_bytes(text, strlen(text), ENCODINGS);
}

/* All of the file as text. */
static char *read_all(const char *path, enum encoding encoding, gsize block_size)
{
    GString *text = g_string_new(NULL);
    struct block block = {0};
    g_autoptr(source_t) source = source_open(path, encoding, block_size, NULL);
    while (source_next(source, &block, NULL) && block.size > 0) {
        g_string_append_len(text, block.data, (gssize)block.size);
        CU_ASSERT_FALSE(block.is_cut);
    }
    block_clear(&block);
    return g_string_free(text, FALSE);
}

static void files_typed_with_abc_fonts_are_tcvn3(void)
{
    struct detected capitals = detect(DATA "chu_hoa_tcvn3.csv", ENCODINGS);
    struct detected mixed = detect(DATA "phong_lan_lon_tcvn3.csv", ENCODINGS);
    CU_ASSERT_EQUAL(capitals.encoding, ENCODING_TCVN3);
    CU_ASSERT_EQUAL(capitals.words.good, capitals.words.words);
    CU_ASSERT_EQUAL(mixed.encoding, ENCODING_TCVN3);
}

static void the_size_of_blocks_does_not_change_the_text(void)
{
    g_autofree char *whole = read_all(DATA "chu_hoa_tcvn3.csv", ENCODING_TCVN3, 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(whole, "\r\n11-QĐ,5/1/24,01.1.01.1,đảng viên,"));
    for (gsize size = 1; size < 40; size += 3) {
        g_autofree char *text = read_all(DATA "chu_hoa_tcvn3.csv", ENCODING_TCVN3, size);
        CU_ASSERT_STRING_EQUAL(text, whole);
    }
}

static void utf8_and_ascii_are_utf8(void)
{
    CU_ASSERT_EQUAL(detect_text(""), ENCODING_UTF8);
    CU_ASSERT_EQUAL(detect_text("a,b\n"), ENCODING_UTF8);
    CU_ASSERT_EQUAL(detect_text("Đảng bộ\n"), ENCODING_UTF8);
    CU_ASSERT_EQUAL(detect_text("Đảng bộ\n\xa7\xb6ng b\xe9\n"), ENCODING_UTF8);
}

static void zero_bytes_tell_utf16(void)
{
    CU_ASSERT_EQUAL(detect_bytes("a\0,\0\x30\x01", 6, ENCODINGS), ENCODING_UTF16LE);
    CU_ASSERT_EQUAL(detect_bytes("\0a\0,", 4, ENCODINGS), ENCODING_UTF16BE);
}

static void a_letter_far_behind_is_found(void)
{
    g_autofree char *ascii = g_strnfill(200000, 'x');
    g_autofree char *text = g_strconcat(ascii, "\n\xa7\xb6ng b\xe9, kh\xabng\n", NULL);
    CU_ASSERT_EQUAL(detect_text(text), ENCODING_TCVN3);
}

static void what_can_be_read_in_two_ways_is_not_guessed(void)
{
    CU_ASSERT_EQUAL(detect_text("caf\xe9, r\xe9sum\xe9\n"), ENCODINGS);
    CU_ASSERT_EQUAL(detect_bytes("caf\xe9\n", 5, ENCODING_CP1258), ENCODING_CP1258);
}

static CU_TestInfo tests[] = {
    {"files typed with ABC fonts are TCVN3", files_typed_with_abc_fonts_are_tcvn3},
    {"the size of blocks does not change the text", the_size_of_blocks_does_not_change_the_text},
    {"UTF-8 and ASCII are UTF-8", utf8_and_ascii_are_utf8},
    {"zero bytes tell UTF-16", zero_bytes_tell_utf16},
    {"a letter far behind is found", a_letter_far_behind_is_found},
    {"what can be read in two ways is not guessed", what_can_be_read_in_two_ways_is_not_guessed},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo encoding_detect_suite = {"encoding_detect", NULL, NULL, NULL, NULL, tests};
