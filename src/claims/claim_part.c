/*
 * Parts and percentages: "25/36 xã (69,4%)", "24 …, chiếm 19,2%", "100% …", and what is left.
 */
#include <string.h>

#include "claims/claim_sentence.h"

/* Words between "chỉ tiêu" and its number. */
#define TARGET_REACH 6

static void set_share(struct claim_sentence *sentence, struct claim_found *found, guint share)
{
    struct claim *claim = &found->claim;
    if (share == NOWHERE)
        return;
    found->places.share = share;
    claim->share = claim_sentence_figure(sentence, share);
    claim->bound = claim_sentence_bound(sentence, share);
    sentence->use[share] = USE_DONE;
}

static void set_base(struct claim_sentence *sentence, struct claim_found *found, guint base)
{
    if (base == NOWHERE)
        return;
    found->places.base = base;
    found->claim.base = claim_sentence_figure(sentence, base);
    sentence->use[base] = USE_DONE;
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
    struct claim_found *found = claim_sentence_add(sentence, first, last);
    found->claim.count = claim_sentence_figure(sentence, at);
    found->claim.base = claim_sentence_token(sentence, at)->whole;
    found->places.count = found->places.base = at;
    set_share(sentence, found, share);
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
    struct claim_found *found = claim_sentence_add(sentence, first, last);
    found->claim.count = claim_sentence_figure(sentence, at);
    found->places.count = at;
    set_base(sentence, found, base);
    set_share(sentence, found, share);
    sentence->use[at] = USE_DONE;
}

/* "288 đảng viên, đạt 35,34% chỉ tiêu (815)": the target, and what was done of it. */
static guint target_of(const struct claim_sentence *sentence, guint at, guint *count)
{
    guint target = at + 1;
    *count = NOWHERE;
    for (guint i = at; i-- > sentence->begin && *count == NOWHERE;)
        if (claim_sentence_is(sentence, i, TOKEN_NUMBER))
            *count = i;
    if (*count == NOWHERE || sentence->use[*count] != USE_FREE ||
        claim_sentence_phrase(sentence, at + 1, PHRASE_TARGET, &target) == NULL)
        return NOWHERE;
    for (guint i = target; i < target + TARGET_REACH; i++) {
        if (claim_sentence_is_free(sentence, i, TOKEN_NUMBER))
            return i;
        if (!claim_sentence_is(sentence, i, TOKEN_WORD) &&
            !claim_sentence_is(sentence, i, TOKEN_PASSED) &&
            !claim_sentence_is_sign(sentence, i, '('))
            return NOWHERE;
    }
    return NOWHERE;
}

void claim_pattern_index(struct claim_sentence *sentence, guint at)
{
    if (!claim_sentence_is_free(sentence, at, TOKEN_PERCENT) ||
        !claim_sentence_is_index(sentence, at))
        return;
    guint count, target = target_of(sentence, at, &count);
    if (target != NOWHERE) {
        struct claim_found *met = claim_sentence_add(sentence, MIN(count, at), MAX(target, at));
        met->claim.count = claim_sentence_figure(sentence, count);
        met->claim.base_is_target = TRUE;
        met->places.count = count;
        sentence->use[count] = USE_DONE;
        set_base(sentence, met, target);
        set_share(sentence, met, at);
        return;
    }
    struct claim_found *found = claim_sentence_add(sentence, at, at);
    found->claim.pair.change = claim_sentence_figure(sentence, at);
    found->claim.pair.change_kind = CLAIM_CHANGE_INDEX;
    found->places.change = at;
    sentence->use[at] = USE_DONE;
}

/*
 * The set that percentages of a sentence are of: "17 cán bộ, công chức, 100% …, 96% …". It is
 * the last count before, if it is the only one, stands before a comma and counts the same things.
 */
static guint leading_base(const struct claim_sentence *sentence, guint at)
{
    /* "83 chi bộ …, chiếm 79,8%": 83 is the part. */
    if (claim_sentence_before(sentence, claim_sentence_bound_start(sentence, at), PHRASE_LINK))
        return NOWHERE;
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
    struct claim_found *found = claim_sentence_add(sentence, first, at);
    set_base(sentence, found, base);
    set_share(sentence, found, at);
}

/* "Số đảng viên bị kỷ luật … là 147" */
static gboolean noun_before(const struct claim_sentence *sentence, guint at)
{
    for (guint i = sentence->begin; i < at; i++)
        if (claim_sentence_phrase(sentence, i, PHRASE_NOUN, NULL) != NULL)
            return TRUE;
    return FALSE;
}

void claim_pattern_rest(struct claim_sentence *sentence, guint at)
{
    static const enum claim_token_kind figures[] = {TOKEN_UNREAD, TOKEN_POINTS, TOKEN_TIMES};
    if (claim_sentence_is_free(sentence, at, TOKEN_NUMBER)) {
        guint behind = at + 1;
        if (claim_sentence_phrase(sentence, at + 1, PHRASE_NOUN, &behind) == NULL &&
            !noun_before(sentence, at)) {
            claim_sentence_skip(sentence, at, MESSAGE_SKIP_NOUN);
            return;
        }
        struct claim_found *found = claim_sentence_add(sentence, at, behind - 1);
        found->claim.count = claim_sentence_figure(sentence, at);
        found->places.count = at;
        sentence->use[at] = USE_DONE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(figures); i++)
        if (claim_sentence_is_free(sentence, at, figures[i]))
            claim_sentence_skip(sentence, at,
                                figures[i] == TOKEN_UNREAD ? claim_sentence_token(sentence, at)->why
                                                           : MESSAGE_SKIP_NUMBER);
}
