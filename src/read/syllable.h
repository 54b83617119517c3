/*
 * syllable - whether words are spelled as Vietnamese is.
 *
 * A wrong decoding gives letters in an order that no Vietnamese syllable has; the share of
 * words that are syllables is the evidence for an encoding. Only words with a letter beyond
 * ASCII are looked at: the others are the same in every encoding.
 */
#ifndef READ_SYLLABLE_H
#define READ_SYLLABLE_H

#include <glib.h>

struct syllables {
    guint64 words;  /* with a letter beyond ASCII */
    guint64 good;   /* of these: syllables, and abbreviations with Đ */
    guint64 common; /* of these: frequent ones; not by syllables_count() */
};

/* One word in UTF-8, in any case and either normal form. */
gboolean syllable_is_vietnamese(const char *word, gsize length);

/* Adds up the words of a valid text. */
void syllables_count(const char *text, gsize length, struct syllables *count);
/* Each word a few times only, and the frequent ones too. */
void syllables_count_varied(const char *text, gsize length, struct syllables *count);

#endif
