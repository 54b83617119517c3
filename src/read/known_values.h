/*
 * known_values - the values that a column of the dictionary knows, by the keys of their names, and
 * what a text that is none of them may have meant.
 */
#ifndef READ_KNOWN_VALUES_H
#define READ_KNOWN_VALUES_H

#include <glib.h>

#include "data/fact.h"
#include "spec/dictionary.h"

struct known_values {
    const struct column *column;
    GHashTable *number_by_key; /* number + 1 */
    GPtrArray *names;          /* every label, alias and code; ends with NULL */
    GArray *numbers;           /* guint: whose name that is */
    GPtrArray *keys;           /* of the names, their words parted by '_' */
};

/* Keeps the column. */
void known_values_init(struct known_values *known, const struct column *column);
void known_values_clear(struct known_values *known);

/* The number of the value with that code, label or alias, or -1. */
int known_values_find(const struct known_values *known, const char *text);

/*
 * The name nearest to a text that is no known value, with the line for an overlay
 * (spec/dictionary_overlay.c) that makes the text its alias, unless the column names persons; all
 * values when none is near. New string.
 */
char *known_values_hint(const struct known_values *known, const char *text);

/*
 * The same for a value that an open list does not know, but only for a slip of the pen: as many
 * words, no digit changed, not more than one letter changed in a word and in two words at most, or
 * a blank. NULL: it is a value of its own. New string.
 */
char *known_values_slip(const struct known_values *known, const char *text);

/* Whether the one "?" of a text stands for a vowel or đ of a known value: "Chi u?" of "Chi uỷ". */
gboolean known_values_fit_hole(const struct known_values *known, const char *text);

/*
 * How many known values a text is made of, with commas, slashes, line ends, "+", "&" or "và"
 * between them; 0: it is not made of known values only. A comma may belong to a value.
 */
guint known_values_split(const struct known_values *known, const char *text,
                         gint32 numbers[FACT_MAX_MENTIONS]);

/* The known values among the parts of such a text, "A; B"; NULL: none. New string. */
char *known_values_within(const struct known_values *known, const char *text);

#endif
