#include <CUnit/CUnit.h>
#include <string.h>

#include "read/scan.h"

#define LONGEST 300

/* GLib's word for it, and the text after other text, where more bytes are looked at at once. */
static gboolean agrees(const struct scan *scan, const char *bytes, gsize size)
{
    static const char before[] = "Đảng bộ xã, 1234567890, chi bộ, các tổ chức đảng";
    char text[256];
    for (gsize gap = 0; gap < sizeof before; gap += gap < 8 ? 1 : sizeof before - 9) {
        const char *end;
        memcpy(text, before + sizeof before - 1 - gap, gap);
        memcpy(text + gap, bytes, size);
        memset(text + gap + size, 'x', 80);
        g_utf8_validate_len(text, gap + size + 80, &end);
        if (scan_utf8(scan, text, gap + size + 80) != (gsize)(end - text))
            return FALSE;
        g_utf8_validate_len(text, gap + size, &end);
        if (scan_utf8(scan, text, gap + size) != (gsize)(end - text))
            return FALSE;
    }
    return TRUE;
}

/* All first bytes; of the others those at the ends of what a second byte may be. */
static gboolean judges_three_bytes(const struct scan *scan)
{
    static const char behind[] = "\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc2\xe1\xed\xf1\xff"
                                 "a";
    gboolean is_good = TRUE;
    for (guint first = 0; first < 256; first++) {
        for (gsize i = 0; i < sizeof behind; i++) {
            for (gsize k = 0; k < sizeof behind; k++) {
                char bytes[] = {(char)first, behind[i], behind[k]};
                is_good = is_good && agrees(scan, bytes, sizeof bytes);
            }
        }
    }
    return is_good;
}

static void any_three_bytes_are_judged_as_glib_judges_them(void)
{
    for (const struct scan *scan = scan_best(); scan->name != NULL; scan++)
        CU_ASSERT_TRUE(judges_three_bytes(scan));
}

static void characters_of_four_bytes_are_good(void)
{
    CU_ASSERT_TRUE(agrees(scan_best(), "\xf0\x9f\x98\x80", 4));
    CU_ASSERT_TRUE(agrees(scan_best(), "\xf0\x9f\x98", 3));
    CU_ASSERT_TRUE(agrees(scan_best(), "\xf4\x90\x80\x80", 4));
}

static void a_bad_byte_is_found_wherever_it_stands(void)
{
    char text[150];
    for (const struct scan *scan = scan_best(); scan->name != NULL; scan++) {
        for (gsize place = 0; place < sizeof text; place++) {
            memset(text, 'a', sizeof text);
            text[place] = place % 2 == 0 ? '\0' : '\xff';
            CU_ASSERT_EQUAL(scan_utf8(scan, text, sizeof text), place);
        }
    }
}

static void a_character_that_the_end_cuts_is_bad(void)
{
    char text[100];
    memset(text, 'a', sizeof text);
    text[40] = '\xc4';
    for (const struct scan *scan = scan_best(); scan->name != NULL; scan++)
        CU_ASSERT_EQUAL(scan_utf8(scan, text, 41), 40);
}

/* A text of marks and other bytes, with what lies behind it. */
static void make_text(GRand *random, char *text, gsize size)
{
    static const char bytes[] = ",,;\n\n\r\"\"abcd \xe1\xba\xa3";
    for (gsize i = 0; i < size; i++)
        text[i] = bytes[g_rand_int_range(random, 0, (gint32)sizeof bytes - 1)];
}

/* The marks byte by byte. */
static guint marks_of(const char *text, gsize size, guint32 *marks)
{
    static const char signs[] = {',', '\n', '"', '\r'}; /* in the order of the kinds */
    guint count = 0;
    for (guint32 i = 0; i < size; i++) {
        const char *sign = memchr(signs, text[i], sizeof signs);
        if (sign != NULL && (*sign != '\r' || text[i + 1] != '\n'))
            marks[count++] = i | (guint32)(sign - signs) << 30;
    }
    return count;
}

static guint64 lines_of(const char *text, gsize size)
{
    guint64 lines = 0;
    for (gsize i = 0; i < size; i++)
        lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'));
    return lines;
}

static void all_ways_find_the_marks_that_stand_there(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20240831);
    char text[LONGEST + SCAN_PADDING];
    guint32 expected[LONGEST], found[LONGEST + SCAN_SPARE_MARKS];
    gboolean is_same = TRUE;
    for (guint round = 0; round < 2000; round++) {
        gsize size = (gsize)g_rand_int_range(random, 0, LONGEST);
        make_text(random, text, sizeof text);
        guint count = marks_of(text, size, expected);
        for (const struct scan *scan = scan_best(); scan->name != NULL; scan++)
            is_same = is_same && scan_marks(scan, text, size, ',', found) == count &&
                      memcmp(found, expected, count * sizeof *found) == 0;
    }
    CU_ASSERT_TRUE(is_same);
}

static void all_ways_count_lines_and_quotation_marks(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20240831);
    static char text[20000];
    gboolean is_same = TRUE, odd;
    for (guint round = 0; round < 300; round++) {
        gsize size = (gsize)g_rand_int_range(random, 0, round % 3 == 0 ? sizeof text : 100);
        guint quotes = 0;
        make_text(random, text, sizeof text);
        for (gsize k = 0; k < size; k++)
            quotes += text[k] == '"';
        for (const struct scan *scan = scan_best(); scan->name != NULL; scan++)
            is_same = is_same && scan_lines(scan, text, size, &odd) == lines_of(text, size) &&
                      odd == (quotes % 2 != 0);
    }
    CU_ASSERT_TRUE(is_same);
}

static CU_TestInfo tests[] = {
    {"any three bytes are judged as GLib judges them",
     any_three_bytes_are_judged_as_glib_judges_them},
    {"characters of four bytes are good", characters_of_four_bytes_are_good},
    {"a bad byte is found wherever it stands", a_bad_byte_is_found_wherever_it_stands},
    {"a character that the end cuts is bad", a_character_that_the_end_cuts_is_bad},
    {"all ways find the marks that stand there", all_ways_find_the_marks_that_stand_there},
    {"all ways count lines and quotation marks", all_ways_count_lines_and_quotation_marks},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo scan_suite = {"scan", NULL, NULL, NULL, NULL, tests};
