/*
 * Two times: "từ 293 lên 519, tăng 77,1%", "519 chi bộ, tăng 77,1% so với năm 2023 (293 chi bộ)".
 */
#include <string.h>

#include "claims/claim_sentence.h"

/* Tokens between the two figures, and between the second and its change. */
#define PAIR_REACH 18
#define CHANGE_REACH 12

static const char *const stage_names[] = {"đăng ký", "công nhận"};

static gboolean is_word(const struct claim_sentence *sentence, guint at, const char *word)
{
    return claim_sentence_is(sentence, at, TOKEN_WORD) &&
           strcmp(claim_sentence_token(sentence, at)->word, word) == 0;
}

static enum claim_direction direction_at(const struct claim_sentence *sentence, guint at)
{
    if (claim_sentence_phrase(sentence, at, PHRASE_RISE, NULL) != NULL)
        return CLAIM_RISE;
    if (claim_sentence_phrase(sentence, at, PHRASE_FALL, NULL) != NULL)
        return CLAIM_FALL;
    return CLAIM_UNSAID;
}

/* The only stage that the tokens name; NULL: none, or both. */
static const char *stage_in(const struct claim_sentence *sentence, guint begin, guint end)
{
    const struct claim_word *found = NULL;
    for (guint i = begin; i < end; i++) {
        const struct claim_word *word = claim_sentence_phrase(sentence, i, PHRASE_STAGE, NULL);
        if (word != NULL && found != NULL && word->value != found->value)
            return NULL;
        if (word != NULL)
            found = word;
    }
    return found != NULL ? stage_names[found->value] : NULL;
}

/* How a token can be a change. */
static enum claim_change change_kind(const struct claim_sentence *sentence, guint at)
{
    if (claim_sentence_is_free(sentence, at, TOKEN_PERCENT))
        return CLAIM_CHANGE_PERCENT;
    if (claim_sentence_is_free(sentence, at, TOKEN_POINTS))
        return CLAIM_CHANGE_POINTS;
    if (claim_sentence_is_free(sentence, at, TOKEN_TIMES))
        return CLAIM_CHANGE_TIMES;
    if (claim_sentence_is_free(sentence, at, TOKEN_NUMBER))
        return CLAIM_CHANGE_COUNT;
    return CLAIM_CHANGE_NONE;
}

/* A claim that is being made: added to the text when all its figures are found. */
struct pending {
    struct claim claim;
    struct claim_places places;
};

static struct pending no_claim(void)
{
    struct pending pending = {0};
    memset(&pending.places, 0xff, sizeof pending.places);
    return pending;
}

static void add_pending(struct claim_sentence *sentence, guint first, guint last,
                        const struct pending *pending)
{
    struct claim_found *found = claim_sentence_add(sentence, first, last);
    found->claim = pending->claim;
    found->places = pending->places;
}

static void set_change(struct claim_sentence *sentence, struct pending *pending, guint at,
                       enum claim_change kind)
{
    struct claim *claim = &pending->claim;
    pending->places.change = at;
    claim->pair.change_kind = kind;
    claim->pair.change = claim_sentence_figure(sentence, at);
    claim->bound = claim_sentence_bound(sentence, at);
    sentence->use[at] = USE_DONE;
}

/* The change that a word of direction at `at` speaks of; NOWHERE if none. */
static guint change_behind(const struct claim_sentence *sentence, guint at,
                           enum claim_direction *direction)
{
    *direction = direction_at(sentence, at);
    gboolean times = is_word(sentence, at, "gấp");
    gboolean index = is_word(sentence, at, "bằng");
    if (*direction == CLAIM_UNSAID && !times && !index)
        return NOWHERE;
    guint figure = claim_sentence_skip_links(sentence, at + 1);
    enum claim_change kind = change_kind(sentence, figure);
    if (kind == CLAIM_CHANGE_NONE || (times && kind != CLAIM_CHANGE_TIMES) ||
        (index && (kind != CLAIM_CHANGE_PERCENT || !claim_sentence_is_index(sentence, figure))))
        return NOWHERE;
    return figure;
}

static enum claim_change kind_behind(const struct claim_sentence *sentence, guint at, guint figure)
{
    return is_word(sentence, at, "bằng") ? CLAIM_CHANGE_INDEX : change_kind(sentence, figure);
}

/* The figure next to "từ", and the one of the same kind behind a connecting word. */
static gboolean find_pair(const struct claim_sentence *sentence, guint at, guint *before,
                          guint *after)
{
    guint first = claim_sentence_skip_links(sentence, at + 1);
    gboolean joined = FALSE;
    if (!claim_sentence_is_free(sentence, first, TOKEN_NUMBER) &&
        !claim_sentence_is_free(sentence, first, TOKEN_PERCENT))
        return FALSE;
    enum claim_token_kind kind = claim_sentence_token(sentence, first)->kind;
    for (guint i = first + 1; i <= first + PAIR_REACH && i < sentence->end; i++) {
        joined = joined || claim_sentence_phrase(sentence, i, PHRASE_TO, NULL) != NULL;
        if (joined && claim_sentence_is_free(sentence, i, kind)) {
            *before = first;
            *after = i;
            return TRUE;
        }
        if (claim_sentence_is(sentence, i, TOKEN_NUMBER) ||
            claim_sentence_is(sentence, i, TOKEN_PERCENT))
            return FALSE;
    }
    return FALSE;
}

/* The change behind the second figure: ", tăng 77,1%", " (tăng 226)", ", gấp 1,8 lần". */
static guint pair_change(struct claim_sentence *sentence, guint after, struct pending *pending)
{
    struct claim *claim = &pending->claim;
    for (guint i = after + 1; i <= after + CHANGE_REACH && i < sentence->end; i++) {
        enum claim_direction direction;
        guint figure = change_behind(sentence, i, &direction);
        if (figure != NOWHERE) {
            claim->pair.direction = direction != CLAIM_UNSAID ? direction : claim->pair.direction;
            set_change(sentence, pending, figure, kind_behind(sentence, i, figure));
            return figure;
        }
        if (claim_sentence_is_sign(sentence, i, '(') &&
            claim_sentence_is_free(sentence, i + 1, TOKEN_PERCENT) &&
            claim->pair.direction != CLAIM_UNSAID) {
            set_change(sentence, pending, i + 1, CLAIM_CHANGE_PERCENT);
            return i + 1;
        }
        if (claim_sentence_is_sign(sentence, i, ';'))
            break;
    }
    return after;
}

static guint stage_end(const struct claim_sentence *sentence, guint at)
{
    guint end = at + 1;
    while (claim_sentence_is(sentence, end, TOKEN_WORD) ||
           claim_sentence_is(sentence, end, TOKEN_PASSED))
        end++;
    return end;
}

static void set_figures(struct claim_sentence *sentence, struct pending *pending, guint before,
                        guint after)
{
    struct claim_pair *pair = &pending->claim.pair;
    if (before == NOWHERE || after == NOWHERE)
        return;
    pair->before = claim_sentence_figure(sentence, before);
    pair->after = claim_sentence_figure(sentence, after);
    pair->shares = claim_sentence_is(sentence, after, TOKEN_PERCENT);
    pair->stage_before = stage_in(sentence, before, stage_end(sentence, before));
    pair->stage_after = stage_in(sentence, after, stage_end(sentence, after));
    pending->places.before = before;
    pending->places.after = after;
    sentence->use[before] = sentence->use[after] = USE_DONE;
}

static gboolean says_time(const struct claim_sentence *sentence, guint before, guint after)
{
    for (guint i = before; i < after; i++)
        if (claim_sentence_is(sentence, i, TOKEN_PASSED))
            return TRUE;
    return FALSE;
}

/* The word of direction before "từ", and a change printed before it: "tăng 77,1%, từ 293 …". */
static guint change_before(struct claim_sentence *sentence, guint at, struct pending *pending)
{
    for (guint i = at; i-- > sentence->begin && i + 6 > at;) {
        enum claim_direction direction;
        guint figure = change_behind(sentence, i, &direction);
        if (direction_at(sentence, i) == CLAIM_UNSAID)
            continue;
        pending->claim.pair.direction = direction;
        if (figure == NOWHERE || figure >= at)
            return i;
        set_change(sentence, pending, figure, change_kind(sentence, figure));
        return i;
    }
    return at;
}

void claim_pattern_pair(struct claim_sentence *sentence, guint at)
{
    guint before, after;
    if (!is_word(sentence, at, "từ") || !find_pair(sentence, at, &before, &after))
        return;
    struct pending pending = no_claim();
    const struct claim_pair *pair = &pending.claim.pair;
    set_figures(sentence, &pending, before, after);
    pending.claim.pair.stage_before = stage_in(sentence, before, after);
    guint first = change_before(sentence, at, &pending);
    guint last = after;
    if (pair->change_kind == CLAIM_CHANGE_NONE)
        last = pair_change(sentence, after, &pending);
    gboolean is_range = pair->direction == CLAIM_UNSAID && pair->change_kind == CLAIM_CHANGE_NONE &&
                        !says_time(sentence, before, after) && pair->stage_after == NULL;
    if (is_range) {
        claim_sentence_skip(sentence, before, MESSAGE_SKIP_RANGE);
        return;
    }
    add_pending(sentence, first, last, &pending);
}

/* The nearest figure of a kind before a token, with the same noun as `like` (NOWHERE: any). */
static guint figure_before(const struct claim_sentence *sentence, guint at,
                           enum claim_token_kind kind, guint like)
{
    for (guint i = at; i-- > sentence->begin;) {
        if (claim_sentence_is_sign(sentence, i, ';'))
            return NOWHERE;
        if (!claim_sentence_is(sentence, i, kind) || sentence->use[i] == USE_ITEM)
            continue;
        if (like == NOWHERE)
            return i;
        const struct claim_word *noun = claim_sentence_noun(sentence, i);
        return noun != NULL && noun == claim_sentence_noun(sentence, like) ? i : NOWHERE;
    }
    return NOWHERE;
}

/* "trong khi" between the figure before and this one */
static gboolean says_while(const struct claim_sentence *sentence, guint at)
{
    for (guint i = at; i-- > sentence->begin && !claim_sentence_is(sentence, i, TOKEN_NUMBER);)
        if (is_word(sentence, i, "trong") && is_word(sentence, i + 1, "khi"))
            return TRUE;
    return FALSE;
}

/* "so với năm 2023 (293 chi bộ)", "so với 293 chi bộ năm 2023" */
static guint figure_since(const struct claim_sentence *sentence, guint at,
                          enum claim_token_kind kind)
{
    gboolean since = FALSE;
    for (guint i = at + 1; i <= at + CHANGE_REACH && i < sentence->end; i++) {
        since = since || claim_sentence_phrase(sentence, i, PHRASE_SINCE, NULL) != NULL;
        if (since && claim_sentence_is_free(sentence, i, kind))
            return i;
        if (claim_sentence_is_sign(sentence, i, ';') || claim_sentence_is_sign(sentence, i, ','))
            return NOWHERE;
    }
    return NOWHERE;
}

/* "tăng 226 chi bộ (77,1%)": the second change of the same two figures. */
static void add_second(struct claim_sentence *sentence, guint change, struct pending pending)
{
    for (guint i = change + 1; i <= change + 5; i++) {
        if (claim_sentence_is(sentence, i, TOKEN_WORD))
            continue;
        if (!claim_sentence_is_sign(sentence, i, '(') ||
            !claim_sentence_is_free(sentence, i + 1, TOKEN_PERCENT))
            return;
        set_change(sentence, &pending, i + 1, CLAIM_CHANGE_PERCENT);
        add_pending(sentence, i + 1, i + 1, &pending);
        return;
    }
}

void claim_pattern_change(struct claim_sentence *sentence, guint at)
{
    struct pending pending = no_claim();
    guint figure = change_behind(sentence, at, &pending.claim.pair.direction);
    if (figure == NOWHERE)
        return;
    enum claim_change kind = kind_behind(sentence, at, figure);
    enum claim_token_kind of = TOKEN_NUMBER;
    guint share = figure_before(sentence, at, TOKEN_PERCENT, NOWHERE);
    guint count = figure_before(sentence, at, TOKEN_NUMBER, NOWHERE);
    if (kind == CLAIM_CHANGE_POINTS ||
        (kind == CLAIM_CHANGE_PERCENT && share != NOWHERE && (count == NOWHERE || share > count)))
        of = TOKEN_PERCENT;
    guint after = of == TOKEN_PERCENT ? share : count;
    set_change(sentence, &pending, figure, kind);
    /* "35 …, trong khi năm 2023 là 30 (tăng 5)" */
    guint then = after != NOWHERE && says_while(sentence, after) ? after : NOWHERE;
    if (then != NOWHERE)
        after = figure_before(sentence, then, of, NOWHERE);
    guint before = then != NOWHERE    ? then
                   : after != NOWHERE ? figure_since(sentence, figure, of)
                                      : NOWHERE;
    if (before == NOWHERE && after != NOWHERE && of == TOKEN_NUMBER)
        before = figure_before(sentence, after, of, after);
    set_figures(sentence, &pending, before, after);
    add_pending(sentence, at, figure, &pending);
    add_second(sentence, figure, pending);
}
