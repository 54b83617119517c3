/*
 * text - Vietnamese text: one form, codes, order, near misses, masking.
 *
 * All text inside the program is valid UTF-8 in normal form C. Functions that
 * return char * return new strings (g_free).
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <glib.h>

/* Normal form C; the input must be valid UTF-8. */
char *text_nfc(const char *text, gssize length);

/*
 * The code of a value: NFD, marks off, đ to d, lower case, every run of signs
 * other than a-z 0-9 one "_", trimmed: "Phẩm chất đạo đức, lối sống" is
 * "pham_chat_dao_duc_loi_song".
 */
char *text_code(const char *text, gssize length);

/*
 * The key under which headers and values of a closed list are compared: the
 * code with y and i taken for one letter (kỷ/kỉ, sĩ/sỹ). Two labels with the same key
 * are the same label.
 */
char *text_key(const char *text, gssize length);

/* Blanks (also non-breaking) trimmed at both ends, runs of them made one space. */
char *text_squeeze(const char *text, gssize length);

/*
 * Vietnamese order: a ă â b c d đ e ê … first, tones none < huyền < hỏi < ngã <
 * sắc < nặng second (by syllable: hòa and hoà are one), small before capital third.
 * Digits compare as numbers ("số 2" < "số 10"). 0 only for equal texts.
 */
int text_compare(const char *a, const char *b);

/* Number of characters (not bytes) to insert, delete, change or swap. */
guint text_distance(const char *a, const char *b);

/*
 * The candidate nearest to `word`, or NULL when none is near (a third of its
 * letters, three at most). `candidates` is NULL-terminated; the result is one of them.
 */
const char *text_suggest(const char *word, const char *const *candidates);

/* "DV13051937" becomes "DV1*******": at most three characters stay, and never more than a third. */
char *text_mask(const char *text);

/*
 * A text that nobody vouches for (a value, a file's name) as it may go to a terminal: valid, with
 * "?" for each sign that would not stay on the line; more than `most` characters end with "…".
 */
char *text_printable(const char *text, guint most);

/* Fills {0}, {1}, … with the arguments (NULL-terminated list of strings). */
char *text_fill(const char *pattern, const char *const *arguments);

#endif
