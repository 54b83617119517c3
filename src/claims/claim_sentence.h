/*
 * claim_sentence - the tokens of one sentence, and how patterns look at them.
 *
 * Patterns are tried one after the other over the whole sentence; a token that a claim has
 * used is no longer free for those that come later. Places are token indices; NOWHERE is none.
 */
#ifndef CLAIMS_CLAIM_SENTENCE_H
#define CLAIMS_CLAIM_SENTENCE_H

#include "claims/claim_prose.h"
#include "claims/claim_token.h"
#include "claims/claim_words.h"

#define NOWHERE CLAIM_NOWHERE

/* A token belongs to nothing yet, to a list as one of its parts, or to a claim of its own. */
enum claim_use { USE_FREE, USE_ITEM, USE_DONE };

struct claim_sentence {
    const char *text;
    const GArray *tokens;
    guint begin, end;    /* tokens of the sentence */
    enum claim_use *use; /* by token */
    struct claim_prose *prose;
};

/* A pattern at a token; adds the claims it finds and marks their tokens. */
typedef void (*claim_pattern)(struct claim_sentence *sentence, guint at);

/* claim_list.c */
void claim_pattern_list(struct claim_sentence *sentence, guint at);
void claim_pattern_set(struct claim_sentence *sentence, guint at);
/* claim_change.c */
void claim_pattern_pair(struct claim_sentence *sentence, guint at);
void claim_pattern_change(struct claim_sentence *sentence, guint at);
/* claim_part.c */
void claim_pattern_rough(struct claim_sentence *sentence, guint at);
void claim_pattern_fraction(struct claim_sentence *sentence, guint at);
void claim_pattern_count(struct claim_sentence *sentence, guint at);
void claim_pattern_percent(struct claim_sentence *sentence, guint at);
void claim_pattern_index(struct claim_sentence *sentence, guint at);
void claim_pattern_rest(struct claim_sentence *sentence, guint at);

const struct claim_token *claim_sentence_token(const struct claim_sentence *sentence, guint at);
struct claim_figure claim_sentence_figure(const struct claim_sentence *sentence, guint at);
gboolean claim_sentence_is(const struct claim_sentence *sentence, guint at,
                           enum claim_token_kind kind);
gboolean claim_sentence_is_sign(const struct claim_sentence *sentence, guint at, gunichar sign);
/* Inside the sentence, of that kind, and used by nothing. */
gboolean claim_sentence_is_free(const struct claim_sentence *sentence, guint at,
                                enum claim_token_kind kind);

/* The phrase that begins at a token; *next (may be NULL): the token behind it. */
const struct claim_word *claim_sentence_phrase(const struct claim_sentence *sentence, guint at,
                                               enum claim_phrase phrase, guint *next);
/* The phrase that ends right before a token. */
const struct claim_word *claim_sentence_before(const struct claim_sentence *sentence, guint at,
                                               enum claim_phrase phrase);
/* Skips phrases of links, fillers and bounds. */
guint claim_sentence_skip_links(const struct claim_sentence *sentence, guint at);

/* What a number counts: the noun right behind it, or NULL. */
const struct claim_word *claim_sentence_noun(const struct claim_sentence *sentence, guint at);
/* The words before a percentage or change ("trên 90%"). */
enum claim_bound claim_sentence_bound(const struct claim_sentence *sentence, guint at);

/* The token where these words begin; `at` if there are none. */
guint claim_sentence_bound_start(const struct claim_sentence *sentence, guint at);

/* The percentage that says how large a part the figure at `at` is; NOWHERE if none does. */
guint claim_sentence_share(const struct claim_sentence *sentence, guint at);
/* Whether a percentage is of a plan or of another time. */
gboolean claim_sentence_is_index(const struct claim_sentence *sentence, guint at);
/* The base that is said beside a count or its percentage: "trên tổng số 36 xã". */
guint claim_sentence_base(const struct claim_sentence *sentence, guint at, guint share);

/* Adds a claim whose words are the tokens first to last; its figures have no places yet. */
struct claim_found *claim_sentence_add(struct claim_sentence *sentence, guint first, guint last);
void claim_sentence_skip(struct claim_sentence *sentence, guint at, enum message why);

#endif
