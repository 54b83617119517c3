/*
 * scan - what every byte of every file passes: is it UTF-8, where are the marks of a table, how
 * many lines are there.
 *
 * Each question is answered many bytes at once, in one of several ways that give the same: by AVX2
 * or SSE2, or in plain C on other processors. Whoever reads chooses once; tests ask all.
 */
#ifndef READ_SCAN_H
#define READ_SCAN_H

#include <glib.h>

/* So many bytes behind a text are read by scan_marks(); what they are does not matter. */
#define SCAN_PADDING 64

/* A mark is its place in the text with its kind in the two upper bits. */
#define SCAN_PLACE 0x3fffffffu
enum scan_kind { SCAN_DELIMITER, SCAN_LINE_FEED, SCAN_QUOTE, SCAN_LONE_CR };

static inline enum scan_kind scan_kind(guint32 mark)
{
    return (enum scan_kind)(mark >> 30);
}

/* So many marks behind the last one are written over. */
#define SCAN_SPARE_MARKS 8

struct scan {
    const char *name;
    guint (*find_marks)(const char *text, gsize size, char delimiter, guint32 *marks);
    guint64 (*count_lines)(const char *text, gsize size, gboolean *odd_quotes);
    gsize (*skip_usual)(const char *bytes, gsize size);
};

/*
 * The best way on this processor. Behind it stand the other ways that run here, then one without a
 * name.
 */
const struct scan *scan_best(void);

/*
 * The places of delimiters, line feeds, quotation marks and carriage returns without a line feed
 * behind, in order. `marks` has room for one a byte, and SCAN_SPARE_MARKS. How many there are.
 */
guint scan_marks(const struct scan *scan, const char *text, gsize size, char delimiter,
                 guint32 *marks);

/*
 * Physical lines: ended by LF, CRLF or a lone CR; a CR as the last byte is one. *odd_quotes, which
 * may be NULL: whether the number of quotation marks is odd.
 */
guint64 scan_lines(const struct scan *scan, const char *text, gsize size, gboolean *odd_quotes);

/*
 * The number of bytes before the first one that is not UTF-8, or `size`. What counts as UTF-8 is
 * what GLib says, which knows no NUL in a text.
 */
gsize scan_utf8(const struct scan *scan, const char *bytes, gsize size);

#endif
