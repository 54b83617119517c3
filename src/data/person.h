/*
 * person - names and numbers of persons in columns that hold no persons.
 *
 * Cells slip: a name stands where a post belongs, the number of an identity card where a date does.
 * What a finding prints, and what becomes a row or column of a report, must not name anybody. A
 * name is two to five capitalized words of which the first is a common family name
 * (family_names.def), or three to five words without any capital where it is nothing but a name; a
 * number is nine digits or more, with blanks and dots between them or not.
 * A family name counts with its own marks, or without any in a text that has none.
 *
 * All texts are valid UTF-8; decomposed ones are taken as well.
 */
#ifndef DATA_PERSON_H
#define DATA_PERSON_H

#include <glib.h>

/*
 * Whether the text is a person's name, or holds such a number. A name whose letters were broken on
 * the way is one, too, as far as its words begin with capitals. Two words in capitals only, the
 * first of which is an ordinary word as well, are none ("HỒ SƠ").
 */
gboolean person_is_meant(const char *text);

/*
 * The text with all names and numbers in it masked as by text_mask(): here also a name with other
 * words around it ("Tổng cộng TRẦN VĂN A"). New string.
 */
char *person_mask(const char *text);

#endif
