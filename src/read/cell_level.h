/*
 * cell_level - numbers of decisions and codes of persons, as they are compared.
 *
 * "12-QĐ/HU", "12 – qđ/hu" and "12-QÐ/HU" with a sign in it that nobody sees are one number: any
 * dash is a hyphen, blanks and invisible signs are dropped, case does not matter. The text itself
 * is never changed; it is not printed either.
 */
#ifndef READ_CELL_LEVEL_H
#define READ_CELL_LEVEL_H

#include <glib.h>

/* The text as it is compared. New string. */
char *cell_level(const char *text, gsize length);

/* The fingerprint of that. */
guint64 cell_level_print(const char *text, gsize length);

/*
 * The same of a text that cannot be broken: letters of ASCII, Đ, '-', '.' and '/', with a digit
 * among them. FALSE says nothing.
 */
gboolean cell_level_quick_print(const char *text, gsize length, guint64 *print);

#endif
