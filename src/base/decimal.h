/*
 * decimal - whole numbers and fixed-point numbers as text.
 *
 * A fixed-point number is a gint64 in units of 10^-decimals (728 with one
 * decimal is 72.8), as ratio_round() returns it. No floating point and no
 * locale is involved. All functions return new strings (g_free).
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <glib.h>

/* For people, the Vietnamese way: 12345 with 1 decimal is "1.234,5"; "-" is the minus sign. */
char *decimal_vietnamese(gint64 scaled, guint decimals);

/* For machines: 12345 with 1 decimal is "1234.5"; "-" is the minus sign. */
char *decimal_plain(gint64 scaled, guint decimals);

/*
 * Reads digits with an optional sign into a whole number; FALSE for anything
 * else (blanks, separators, overflow). `length` -1: up to the NUL.
 */
gboolean decimal_parse_whole(const char *text, gssize length, gint64 *value);

/*
 * Reads a number with so many decimals at most, after a comma or a point ("72,5" is 725 with one):
 * an optional sign, digits, and digits behind the mark if there is one. FALSE for anything else.
 */
gboolean decimal_parse(const char *text, guint decimals, gint64 *scaled);

/* Roman numeral of 1..3999: 4 is "IV". */
char *decimal_roman(guint number);

#endif
