/*
 * claim_words - the words that stand around figures in Vietnamese reports, by what they do.
 *
 * One table of phrases. They are lower case, in normal form C, with single spaces.
 */
#ifndef CLAIMS_CLAIM_WORDS_H
#define CLAIMS_CLAIM_WORDS_H

#include <glib.h>

enum claim_phrase {
    PHRASE_NOUN,      /* what is counted: "đảng viên", "xã" */
    PHRASE_TIME,      /* behind a number that is no figure: "tháng", "tuổi" */
    PHRASE_MEASURE,   /* behind an amount, which is not checked: "đồng", "ha" */
    PHRASE_ORDINAL,   /* before a number that is a name: "Quyết định số", "khóa" */
    PHRASE_OF_WHICH,  /* opens a list that may leave some out: "trong đó" */
    PHRASE_ALL,       /* opens a list of all parts: "gồm" */
    PHRASE_SET,       /* tells that percentages are shares of one set: "cơ cấu" */
    PHRASE_GOES_ON,   /* behind a comma: one phrase with what stands before it */
    PHRASE_LINK,      /* between a count and its percentage: "chiếm", "đạt" */
    PHRASE_INDEX,     /* behind a percentage of something else than a whole: "kế hoạch" */
    PHRASE_BASE,      /* before a base: "trên tổng số" */
    PHRASE_BASE_NAME, /* says what base a number is; value: place in a list of claim_prose.c */
    PHRASE_TARGET,    /* a base that may be passed: "chỉ tiêu" */
    PHRASE_RISE,
    PHRASE_FALL,
    PHRASE_TO,     /* between two figures: "lên", "còn" */
    PHRASE_SINCE,  /* before the figure of before: "so với" */
    PHRASE_STAGE,  /* value: see claim_words_stage() */
    PHRASE_BOUND,  /* value: enum claim_bound */
    PHRASE_FILLER, /* may stand between a word and its number */
};

/* Classes of nouns: persons do not add up with places. */
enum claim_noun_class {
    NOUN_PERSON,
    NOUN_BODY, /* Party organizations */
    NOUN_PLACE,
    NOUN_OTHER,
};

struct claim_word {
    enum claim_phrase phrase;
    const char *text;
    int value;        /* of a noun its class */
    gboolean generic; /* a noun that may stand for others of its class: "người" */
};

/* The longest phrase of a kind at the beginning of a text, ending at a word's end; or NULL. */
const struct claim_word *claim_words_at(enum claim_phrase phrase, const char *text);

/* Whether two nouns can count the same things; NULL fits all. */
gboolean claim_words_same(const struct claim_word *a, const struct claim_word *b);

#endif
