#include <CUnit/CUnit.h>

#include "base/error.h"
#include "read/source.h"
#include "read_fixture.h"

/* The blocks of a file with "|" between them; lines_before gets those before the last block. */
static char *blocks_of(const char *bytes, gsize block_size, guint64 *lines, guint64 *last_byte)
{
    char *folder = fixture_folder();
    const char *path = fixture_write(folder, "a.csv", bytes);
    GString *blocks = g_string_new(NULL);
    struct block block = {0};
    {
        g_autoptr(source_t) source = source_open(path, ENCODING_UTF8, block_size, NULL);
        while (source_next(source, &block, NULL) && block.size > 0) {
            g_string_append_len(blocks, block.data, (gssize)block.size);
            g_string_append_c(blocks, '|');
            *last_byte = block.byte;
            CU_ASSERT_EQUAL(block.line + block.lines, source_lines(source));
        }
        *lines = source_lines(source);
    }
    block_clear(&block);
    fixture_remove(folder);
    return g_string_free(blocks, FALSE);
}

static void check(const char *bytes, gsize block_size, const char *expected, guint64 lines)
{
    guint64 got, byte;
    g_autofree char *blocks = blocks_of(bytes, block_size, &got, &byte);
    CU_ASSERT_STRING_EQUAL(blocks, expected);
    CU_ASSERT_EQUAL(got, lines);
}

static void a_block_ends_at_a_line_end_outside_quotes(void)
{
    check("a,b\n\"x\ny\",2\nc\n", 1, "a,b\n|\"x\ny\",2\n|c\n|", 4);
    check("a,b\n\"x\ny\",2\nc\n", 100, "a,b\n\"x\ny\",2\nc\n|", 4);
}

static void doubled_quotes_do_not_turn_the_parity(void)
{
    check("\"a\"\"\n\",1\nb\n", 1, "\"a\"\"\n\",1\n|b\n|", 3);
}

static void cr_and_lf_are_not_parted(void)
{
    check("a\r\nb\r\n\r\nc", 1, "a\r\n|b\r\n|\r\n|c|", 4);
    check("a\rb\r\rc\r", 1, "a\r|b\r|\r|c\r|", 4);
    check("a\r\nb\r\nc\r\n", 4, "a\r\n|b\r\n|c\r\n|", 3);
}

static void a_last_line_without_an_end_is_a_line(void)
{
    check("a\nb", 64, "a\nb|", 2);
    check("", 64, "", 0);
}

static void the_byte_order_mark_is_left_out_but_counts_as_bytes(void)
{
    guint64 lines, byte;
    g_autofree char *blocks = blocks_of("\xef\xbb\xbfnam\n1\n", 1, &lines, &byte);
    CU_ASSERT_STRING_EQUAL(blocks, "nam\n|1\n|");
    CU_ASSERT_EQUAL(byte, 7);
}

static void only_a_regular_file_is_opened(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = fixture_folder();
    CU_ASSERT_PTR_NULL(source_open(folder, ENCODING_UTF8, 0, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    fixture_remove(folder);
}

static CU_TestInfo tests[] = {
    {"a block ends at a line end outside quotes", a_block_ends_at_a_line_end_outside_quotes},
    {"doubled quotes do not turn the parity", doubled_quotes_do_not_turn_the_parity},
    {"CR and LF are not parted", cr_and_lf_are_not_parted},
    {"a last line without an end is a line", a_last_line_without_an_end_is_a_line},
    {"the byte order mark is left out but counts as bytes",
     the_byte_order_mark_is_left_out_but_counts_as_bytes},
    {"only a regular file is opened", only_a_regular_file_is_opened},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo source_suite = {"source", NULL, NULL, NULL, NULL, tests};
