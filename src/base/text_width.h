/*
 * text_width - how wide a text is on a terminal, and its lines where there is less room.
 *
 * A letter takes one place, a mark that combines with it none, and a wide one (Chinese, emoji) two;
 * composed or not, "Thái Bình" takes nine. All texts are valid UTF-8.
 */
#ifndef BASE_TEXT_WIDTH_H
#define BASE_TEXT_WIDTH_H

#include <glib.h>

guint text_width(const char *text);

/* The width of the longest of its words. */
guint text_width_of_words(const char *text);

/*
 * The text in lines no wider than that, broken at blanks and, in a word that is wider, between
 * letters: nothing is lost but the blanks at the breaks. Lines of a text that begins with blanks
 * all begin with them. At least one line. New array of new strings.
 */
GPtrArray *text_width_lines(const char *text, guint width);

#endif
