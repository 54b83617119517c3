/*
 * claim_prose - the claims that a Vietnamese text makes, each with its place.
 *
 * No statistics of language: a grammar of numbers, units, parts and bases, sentence by
 * sentence. A figure gets a base only where the words say so. What stands in the text as a
 * number and is neither a figure nor a date, document or name is listed as skipped.
 */
#ifndef CLAIMS_CLAIM_PROSE_H
#define CLAIMS_CLAIM_PROSE_H

#include <glib.h>

#include "claims/claim.h"
#include "claims/claim_token.h"

/* Tokens where the figures of a claim stand; CLAIM_NOWHERE: not printed. */
#define CLAIM_NOWHERE G_MAXUINT
struct claim_places {
    guint count, base, share, before, after, change;
    guint parts[CLAIM_MAX_PARTS];
};

struct claim_found {
    struct claim claim; /* without cap and data */
    struct claim_places places;
    guint begin, end;   /* tokens of its sentence */
    gboolean capped;    /* excellent members of those ranked good or better */
    guint line, column; /* from 1; columns are characters */
    char *printed;      /* the words of the claim */
    char *around;       /* the same with some words on either side */
};

struct claim_skipped {
    guint line, column;
    char *around;
    enum message why;
};

struct claim_prose {
    char *text;
    GArray *tokens;  /* struct claim_token */
    GArray *found;   /* struct claim_found, in the order of the text */
    GArray *skipped; /* struct claim_skipped */
};

/* The text must be in normal form C. */
struct claim_prose *claim_prose_read(const char *text);
void claim_prose_free(struct claim_prose *prose);
typedef struct claim_prose claim_prose_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(claim_prose_t, claim_prose_free)

#endif
