/*
 * cell_text - the text of a field as it is compared: without blanks around, single spaces, normal
 * form C. Most texts are so already, which is quickly told.
 */
#ifndef READ_CELL_TEXT_H
#define READ_CELL_TEXT_H

#include "base/hash.h"
#include "data/fact.h"

/*
 * Cleaning would change nothing: ASCII and the letters of Vietnamese in normal form C (U+00C0 to
 * U+01BF, U+1E80 to U+1EFF), single spaces between. FALSE says nothing.
 */
gboolean cell_is_clean(const char *text, gsize length);

/* Normal form C without blanks at the ends, without the mark of a cell (sheet_cell.h), and without
 * the apostrophe that keeps a spreadsheet from running a text ("'=SUM"; write/csv_line.h sets it);
 * new string. */
char *cell_clean(const char *text, gsize length);

/* A sign of ASCII, or the first byte of a Latin letter with marks: no blank. FALSE says nothing. */
static inline gboolean cell_begins_with_sign(const char *text)
{
    return (*text > ' ' && *text <= '~') || ((guint8)*text >= 0xc3 && (guint8)*text <= 0xc6);
}

/* Nothing but blanks, also non-breaking ones. */
gboolean cell_is_blank(const char *text, gsize length);

/*
 * Numbers of decisions and codes of persons, as they are compared: "12-QĐ/HU", "12 – qđ/hu" and
 * "12-QÐ/HU" with a sign in it that nobody sees are one number. Any dash is a hyphen, blanks and
 * invisible signs are dropped, case does not matter. The text itself is never changed; it is not
 * printed either. New string.
 */
char *cell_level(const char *text, gsize length);

/* The fingerprint of that. */
guint64 cell_level_print(const char *text, gsize length);

/* Of a levelled text of 8 to 16 bytes, by its first and its last eight. */
static inline guint64 cell_level_hash_ends(guint64 first, guint64 last, gsize length)
{
    return hash_mix(first + length, last);
}

/*
 * The same of a text that cannot be broken: letters of ASCII, Đ, '-', '.' and '/', with a digit
 * among them, and whose print is no blank. FALSE says nothing.
 */
gboolean cell_level_quick_print(const char *text, gsize length, gint64 *print);

#endif
