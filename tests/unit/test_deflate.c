#include <CUnit/CUnit.h>
#include <string.h>
#include <zlib.h>

#include "write/deflate.h"
#include "write/deflate_code.h"

/* What zlib makes of our stream is what went in. Returns the size of the stream. */
static guint there_and_back(const guint8 *bytes, gsize length, gsize row)
{
    g_autoptr(GByteArray) stream = deflate_rows(&(struct deflate_rows){bytes, length, row, 3});
    g_autofree guint8 *back = g_malloc(length + 1);
    uLongf size = length + 1;
    CU_ASSERT_EQUAL(uncompress(back, &size, stream->data, stream->len), Z_OK);
    CU_ASSERT_EQUAL(size, length);
    CU_ASSERT_EQUAL(memcmp(back, bytes, length), 0);
    return stream->len;
}

/* Bytes of a sequence that is always the same; the shift says how many values there are. */
static guint8 *noise(gsize length, guint shift)
{
    guint8 *bytes = g_malloc(length + 1);
    guint32 state = 1;
    for (gsize i = 0; i < length; i++) {
        state = state * 1664525 + 1013904223;
        bytes[i] = (guint8)(state >> 24 >> shift);
    }
    return bytes;
}

static void short_texts_come_back(void)
{
    for (gsize length = 0; length < 600; length++) {
        g_autofree guint8 *few = noise(length, 6);
        g_autofree guint8 *many = noise(length, 0);
        there_and_back(few, length, 30);
        there_and_back(many, length, 30);
    }
}

static void white_paper_takes_next_to_nothing(void)
{
    gsize row = 1 + 2792 * 3, length = row * 1572;
    g_autofree guint8 *bytes = g_malloc(length);
    memset(bytes, 0xff, length);
    for (gsize y = 0; y < length; y += row)
        bytes[y] = 0;
    CU_ASSERT_TRUE(there_and_back(bytes, length, row) < length / 500);
}

static void noise_takes_hardly_more_than_itself(void)
{
    gsize length = 400000; /* several blocks */
    g_autofree guint8 *bytes = noise(length, 0);
    CU_ASSERT_TRUE(there_and_back(bytes, length, 4801) < length + length / 100);
}

static void a_row_longer_than_the_window_is_not_looked_back_to(void)
{
    gsize row = 40000, length = row * 4;
    g_autofree guint8 *bytes = noise(length, 0);
    for (gsize i = row; i < length; i++)
        bytes[i] = bytes[i - row];
    there_and_back(bytes, length, row);
}

static void a_repetition_reaches_back_to_the_end_of_the_window(void)
{
    gsize row = 32768, length = row * 3;
    g_autofree guint8 *bytes = noise(length, 0);
    for (gsize i = row; i < length; i++)
        bytes[i] = bytes[i - row];
    CU_ASSERT_TRUE(there_and_back(bytes, length, row) < row + row / 10);
}

/* The sum of 2^-length over a code is 1, and no length is beyond the limit. */
static void check_whole(const struct deflate_code *code, guint most)
{
    guint32 sum = 0;
    for (guint i = 0; i < code->count; i++) {
        CU_ASSERT_TRUE(code->length[i] <= most);
        CU_ASSERT_TRUE(code->times[i] == 0 || code->length[i] > 0);
        sum += code->length[i] > 0 ? 1u << (most - code->length[i]) : 0;
    }
    CU_ASSERT_EQUAL(sum, 1u << most);
}

static void every_code_is_whole_and_within_its_limit(void)
{
    for (guint used = 0; used <= 40; used++) {
        struct deflate_code code = {.count = used > 20 ? DEFLATE_TEXTS : 19};
        guint32 one = 1, two = 1;
        for (guint i = 0; i < MIN(used, code.count);
             i++) { /* Fibonacci's numbers: the deepest tree */
            code.times[i * 3 % code.count] = one;
            guint32 sum = one + two;
            one = two;
            two = sum;
        }
        guint most = code.count == 19 ? 7 : DEFLATE_MOST_BITS;
        deflate_code_build(&code, most);
        check_whole(&code, most);
    }
}

static void frequent_symbols_have_short_codes(void)
{
    struct deflate_code code = {.count = 4, .times = {1, 2, 4, 8}};
    deflate_code_build(&code, DEFLATE_MOST_BITS);
    CU_ASSERT_EQUAL(code.length[3], 1);
    CU_ASSERT_EQUAL(code.length[2], 2);
    CU_ASSERT_EQUAL(code.length[1], 3);
    CU_ASSERT_EQUAL(code.length[0], 3);
    CU_ASSERT_EQUAL(code.bits[3], 0);
    CU_ASSERT_EQUAL(code.bits[2], 1); /* 10, the first bit lowest */
    CU_ASSERT_EQUAL(code.bits[1], 7); /* 111 */
}

/* RFC 1951, 3.2.5. */
static void lengths_and_distances_are_those_of_the_standard(void)
{
    static const guint lengths[][4] = {{3, 257, 0, 0},    {10, 264, 0, 0},   {11, 265, 0, 1},
                                       {12, 265, 1, 1},   {130, 280, 15, 4}, {131, 281, 0, 5},
                                       {257, 284, 30, 5}, {258, 285, 0, 0}};
    static const guint distances[][4] = {
        {1, 0, 0, 0},       {4, 3, 0, 0},          {5, 4, 0, 1},         {6, 4, 1, 1},
        {24577, 29, 0, 13}, {32768, 29, 8191, 13}, {24576, 28, 8191, 13}};
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        struct deflate_part part = deflate_length(lengths[i][0]);
        CU_ASSERT_EQUAL(part.symbol, lengths[i][1]);
        CU_ASSERT_EQUAL(part.extra, lengths[i][2]);
        CU_ASSERT_EQUAL(part.extra_bits, lengths[i][3]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(distances); i++) {
        struct deflate_part part = deflate_distance(distances[i][0]);
        CU_ASSERT_EQUAL(part.symbol, distances[i][1]);
        CU_ASSERT_EQUAL(part.extra, distances[i][2]);
        CU_ASSERT_EQUAL(part.extra_bits, distances[i][3]);
    }
}

static CU_TestInfo tests[] = {
    {"short texts come back", short_texts_come_back},
    {"white paper takes next to nothing", white_paper_takes_next_to_nothing},
    {"noise takes hardly more than itself", noise_takes_hardly_more_than_itself},
    {"a row longer than the window is not looked back to",
     a_row_longer_than_the_window_is_not_looked_back_to},
    {"a repetition reaches back to the end of the window",
     a_repetition_reaches_back_to_the_end_of_the_window},
    {"every code is whole and within its limit", every_code_is_whole_and_within_its_limit},
    {"frequent symbols have short codes", frequent_symbols_have_short_codes},
    {"lengths and distances are those of the standard",
     lengths_and_distances_are_those_of_the_standard},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo deflate_suite = {"deflate", NULL, NULL, NULL, NULL, tests};
