/*
 * Parts and percentages: "25/36 xã (69,4%)", "24 …, chiếm 19,2%", "100% …", and what is left.
 */
#include <string.h>

#include "check/claim_sentence.h"

static struct claim_figure figure_at(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_token(sentence, at)->figure;
}

static void set_share(struct claim_sentence *sentence, struct claim *claim, guint share)
{
    if (share == NOWHERE)
        return;
    claim->share = figure_at(sentence, share);
    claim->bound = claim_sentence_bound(sentence, share);
    sentence->use[share] = USE_DONE;
}

void claim_pattern_rough(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is(sentence, at, TOKEN_NUMBER) ||
        claim_sentence_bound(sentence, at) == CLAIM_EXACT)
        return;
    /* "25 xã trên 36 xã" says a base, not that there are more. */
    for (guint i = at - 1; i-- > sentence->begin && i + 5 > at;)
        if (claim_sentence_is(sentence, i, TOKEN_NUMBER))
            return;
    claim_sentence_skip(sentence, at, MESSAGE_SKIP_ROUGH);
}

/* "69,4% (25/36 xã)" */
static guint share_around(const struct claim_sentence *sentence, guint at)
{
    if (at >= sentence->begin + 2 && claim_sentence_is_sign(sentence, at - 1, '(') &&
        claim_sentence_is_free(sentence, at - 2, TOKEN_PERCENT))
        return at - 2;
    return NOWHERE;
}

void claim_pattern_fraction(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is_free(sentence, at, TOKEN_FRACTION))
        return;
    guint before = share_around(sentence, at);
    guint share = before != NOWHERE ? before : claim_sentence_share(sentence, at);
    guint first = MIN(at, share), last = share != NOWHERE ? MAX(at, share) : at;
    struct claim *claim = &claim_sentence_add(sentence, first, last)->claim;
    claim->count = figure_at(sentence, at);
    claim->base = claim_sentence_token(sentence, at)->whole;
    set_share(sentence, claim, share);
    sentence->use[at] = USE_DONE;
}

/* A count with its percentage, or with its base, or both. */
void claim_pattern_count(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is_free(sentence, at, TOKEN_NUMBER) ||
        claim_sentence_before(sentence, at, PHRASE_BASE) != NULL)
        return;
    guint share = claim_sentence_share(sentence, at);
    guint base = claim_sentence_base(sentence, at, share);
    if (share == NOWHERE && base != NOWHERE && base > at)
        share = claim_sentence_share(sentence, base);
    if (share == NOWHERE && base == NOWHERE)
        return;
    guint first = MIN(at, base), last = share != NOWHERE ? MAX(at, share) : at;
    if (base != NOWHERE)
        last = MAX(last, base);
    struct claim *claim = &claim_sentence_add(sentence, first, last)->claim;
    claim->count = figure_at(sentence, at);
    if (base != NOWHERE) {
        claim->base = figure_at(sentence, base);
        sentence->use[base] = USE_DONE;
    }
    set_share(sentence, claim, share);
    sentence->use[at] = USE_DONE;
}

void claim_pattern_index(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is_free(sentence, at, TOKEN_PERCENT) ||
        !claim_sentence_is_index(sentence, at))
        return;
    struct claim *claim = &claim_sentence_add(sentence, at, at)->claim;
    claim->pair.change = figure_at(sentence, at);
    claim->pair.change_kind = CLAIM_CHANGE_INDEX;
    sentence->use[at] = USE_DONE;
}

/*
 * The set that percentages of a sentence are of: "17 cán bộ, công chức, 100% …, 96% …". It is
 * the last count before, if it is the only one, stands before a comma and counts the same things.
 */
static guint leading_base(const struct claim_sentence *sentence, guint at)
{
    for (guint i = at; i-- > sentence->begin;) {
        enum claim_token_kind kind = claim_sentence_token(sentence, i)->kind;
        if (kind == TOKEN_WORD || kind == TOKEN_PERCENT || kind == TOKEN_PASSED ||
            claim_sentence_is_sign(sentence, i, ','))
            continue;
        gboolean usable =
            kind == TOKEN_NUMBER && sentence->use[i] != USE_ITEM &&
            claim_sentence_noun(sentence, i) != NULL &&
            claim_words_same(claim_sentence_noun(sentence, i), claim_sentence_noun(sentence, at));
        return usable ? i : NOWHERE;
    }
    return NOWHERE;
}

void claim_pattern_percent(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is_free(sentence, at, TOKEN_PERCENT))
        return;
    guint base = claim_sentence_base(sentence, at, at);
    if (base == NOWHERE)
        base = leading_base(sentence, at);
    guint first = claim_sentence_bound_start(sentence, at);
    struct claim *claim = &claim_sentence_add(sentence, first, at)->claim;
    if (base != NOWHERE) {
        claim->base = figure_at(sentence, base);
        sentence->use[base] = USE_DONE;
    }
    set_share(sentence, claim, at);
}

void claim_pattern_rest(struct claim_sentence *sentence, guint at)
{
    static const enum claim_token_kind figures[] = {TOKEN_UNREAD, TOKEN_POINTS, TOKEN_TIMES};
    if (claim_sentence_is_free(sentence, at, TOKEN_NUMBER)) {
        guint behind;
        if (claim_sentence_phrase(sentence, at + 1, PHRASE_NOUN, &behind) == NULL) {
            claim_sentence_skip(sentence, at, MESSAGE_SKIP_NOUN);
            return;
        }
        claim_sentence_add(sentence, at, behind - 1)->claim.count = figure_at(sentence, at);
        sentence->use[at] = USE_DONE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(figures); i++)
        if (claim_sentence_is_free(sentence, at, figures[i]))
            claim_sentence_skip(sentence, at,
                                figures[i] == TOKEN_UNREAD ? claim_sentence_token(sentence, at)->why
                                                           : MESSAGE_SKIP_NUMBER);
}
