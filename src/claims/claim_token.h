/*
 * claim_token - Vietnamese prose as words, figures and signs, each with its place.
 *
 * Here it is decided what a run of digits is: a figure, or a date, a year, a document's number,
 * a telephone number, a name ("Chi bộ 5"), which are passed over, or a number that cannot be
 * read as a count or a percentage, which is told.
 */
#ifndef CLAIMS_CLAIM_TOKEN_H
#define CLAIMS_CLAIM_TOKEN_H

#include <glib.h>

#include "base/error.h"
#include "claims/claim_figure.h"

enum claim_token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER,   /* a count */
    TOKEN_PERCENT,  /* 62,62% */
    TOKEN_POINTS,   /* 2,9 điểm phần trăm */
    TOKEN_TIMES,    /* gấp 1,8 lần */
    TOKEN_FRACTION, /* 25/36 */
    TOKEN_PASSED,   /* no figure */
    TOKEN_UNREAD,   /* `why` says why */
    TOKEN_SIGN,
    TOKEN_STOP, /* end of a sentence */
};

struct claim_token {
    enum claim_token_kind kind;
    gsize start, end; /* bytes of the text */
    guint line, column;
    char *word;                        /* WORD: lower case */
    gunichar sign;                     /* SIGN */
    struct claim_figure figure, whole; /* `whole`: of a FRACTION */
    enum message why;                  /* UNREAD */
};

/* The text must be in normal form C. New array of struct claim_token that owns its words. */
GArray *claim_tokens(const char *text);

#endif
