/*
 * claims_lexicon - what words of a sentence can mean: names of the dictionary, and words of
 * reports.
 *
 * Words are compared in lower case, with the tone mark wherever it is put (hòa, hoà) and y taken
 * for i (kỷ, kỉ), but never without marks: "năm" is a year, "nam" a man. Signs between words
 * count for nothing. A phrase may have several meanings; which one holds, the sentence must say.
 */
#ifndef ANSWER_CLAIMS_LEXICON_H
#define ANSWER_CLAIMS_LEXICON_H

#include <glib.h>

#include "check/claim_token.h"
#include "spec/dictionary.h"

enum lexeme {
    LEXEME_BODY,
    LEXEME_CELL,
    LEXEME_PLACE,
    LEXEME_WHOLE,
    LEXEME_ABROAD,
    LEXEME_COMPARED,
    LEXEME_LEAST,
    LEXEME_RANKED,
    LEXEME_PRESENT,
    LEXEME_RESTRICTS,
    LEXEME_ASIDE,
    LEXEME_BREAK, /* ends what is said of a figure */
    LEXEME_LINK,  /* leads to a figure */
    LEXEME_NEUTRAL,
    LEXEME_NOUN,   /* of a subject of the dictionary */
    LEXEME_CUE,    /* of a subject */
    LEXEME_VALUE,  /* a condition of a dataset */
    LEXEME_COLUMN, /* names a column whose values follow */
    LEXEMES,
};

/* One meaning of a phrase; plain, borrowed from the lexicon. */
struct meaning {
    enum lexeme lexeme;
    const struct dataset *dataset; /* NOUN, CUE, VALUE, COLUMN */
    const struct subject *subject; /* NOUN, CUE */
    const struct column *column;   /* VALUE of a column, COLUMN */
    const struct value *value;     /* VALUE of a column */
    const char *where;             /* VALUE of a saying: its condition */
};

struct lexicon;

struct lexicon *lexicon_new(const struct dictionary *dictionary);
void lexicon_free(struct lexicon *lexicon);
typedef struct lexicon lexicon_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(lexicon_t, lexicon_free)

/*
 * A text as words with one blank between; word for word what lexicon_words() makes of the tokens
 * of the same text. New string.
 */
char *lexicon_fold(const char *text);

/* A stretch of a text: its tokens up to `end`. */
struct word_run {
    const char *text;
    const GArray *tokens;
    guint end;
};

/*
 * Up to `limit` words of a run from the token `at` on, signs left out, and behind which token each
 * ends (NULL: not asked). Stops and signs that part phrases end them. New array of new strings.
 */
GPtrArray *lexicon_words(const struct word_run *run, guint at, guint limit, guint *ends);

/* Words that the longest phrase has. */
#define LEXICON_WORDS 14

/*
 * The longest phrase of that lexeme at a token (LEXEMES: of any), and the token behind it. GArray
 * of struct meaning, the lexicon's; NULL: none.
 */
const GArray *lexicon_at(const struct lexicon *lexicon, const struct word_run *run, guint at,
                         enum lexeme lexeme, guint *next);

/* Whether one of the meanings is of that lexeme. */
gboolean lexicon_means(const GArray *meanings, enum lexeme lexeme);

#endif
