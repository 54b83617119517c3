#include <CUnit/CUnit.h>
#include <string.h>
#include <zlib.h>

#include "write/deflate.h"

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

/*
 * Bytes as frequent as Fibonacci's numbers have the deepest tree there is; the longest codes are
 * shortened, and zlib takes no code that is not whole.
 */
static void the_deepest_code_is_whole(void)
{
    gsize length = 0;
    g_autofree guint8 *bytes = g_malloc(1 << 18), *order = noise(1 << 18, 0);
    for (guint value = 0, one = 1, two = 1; length + one < 1 << 17; value++) {
        memset(bytes + length, (int)value * 7, one);
        length += one;
        guint sum = one + two;
        one = two;
        two = sum;
    }
    for (gsize i = length - 1; i > 0; i--) { /* shuffled */
        gsize other = (order[i] * 256u + order[i - 1]) * (i + 1) >> 16;
        guint8 kept = bytes[i];
        bytes[i] = bytes[other];
        bytes[other] = kept;
    }
    CU_ASSERT_TRUE(there_and_back(bytes, length, 999) < length / 2);
}

/* Noise, and behind it as many of its bytes again, so far back. */
static void check_repetition(guint length, guint distance)
{
    g_autofree guint8 *bytes = noise(distance + length, 0);
    memmove(bytes + distance, bytes, length);
    guint size = there_and_back(bytes, distance + length, G_MAXUINT16);
    CU_ASSERT_TRUE(size <
                   distance + distance / 50 + 150); /* the repetition takes next to nothing */
}

/* Each has its own symbol or bits behind it (RFC 1951, 3.2.5). */
static void repetitions_of_every_length_and_distance_come_back(void)
{
    static const guint distances[] = {300,  384,  385,  512,   513,   768,   769,   1024,
                                      1025, 1537, 4097, 16384, 16385, 24576, 24577, 32768};
    for (guint length = 4; length <= 258; length++)
        check_repetition(length, 1000);
    for (guint i = 0; i < G_N_ELEMENTS(distances); i++)
        check_repetition(258, distances[i]);
}

static CU_TestInfo tests[] = {
    {"short texts come back", short_texts_come_back},
    {"white paper takes next to nothing", white_paper_takes_next_to_nothing},
    {"noise takes hardly more than itself", noise_takes_hardly_more_than_itself},
    {"a row longer than the window is not looked back to",
     a_row_longer_than_the_window_is_not_looked_back_to},
    {"a repetition reaches back to the end of the window",
     a_repetition_reaches_back_to_the_end_of_the_window},
    {"the deepest code is whole", the_deepest_code_is_whole},
    {"repetitions of every length and distance come back",
     repetitions_of_every_length_and_distance_come_back},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo deflate_suite = {"deflate", NULL, NULL, NULL, NULL, tests};
