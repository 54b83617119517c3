/*
 * A total and its parts: "147 đảng viên (khiển trách 107, cảnh cáo 11, cách chức 6, khai trừ 23)".
 */
#include <string.h>

#include "claims/claim_sentence.h"

/* Words that may stand between a total and the opening of its list. */
#define OPENER_REACH 12

struct list_item {
    guint at, share; /* tokens; share: NOWHERE if none is printed */
};

struct list {
    guint total, begin, end; /* tokens; `end` is behind the last */
    gboolean closed;         /* in parentheses */
    gboolean some;           /* may leave parts out */
    guint count;
    struct list_item items[CLAIM_MAX_PARTS];
};

static guint closing(const struct claim_sentence *sentence, guint at)
{
    guint depth = 0;
    for (; at < sentence->end; at++) {
        if (claim_sentence_is_sign(sentence, at, '('))
            depth++;
        else if (claim_sentence_is_sign(sentence, at, ')') && depth-- == 0)
            return at;
    }
    return sentence->end;
}

/* "tăng", "giảm", "so với": what follows is no part any more. */
static gboolean ends_list(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_phrase(sentence, at, PHRASE_RISE, NULL) != NULL ||
           claim_sentence_phrase(sentence, at, PHRASE_FALL, NULL) != NULL ||
           claim_sentence_phrase(sentence, at, PHRASE_SINCE, NULL) != NULL;
}

/* The words that open a list; where its items begin. */
static gboolean opens(const struct claim_sentence *sentence, guint at, struct list *list)
{
    guint next = at;
    if (claim_sentence_phrase(sentence, at, PHRASE_OF_WHICH, &next) != NULL)
        list->some = TRUE;
    else if (claim_sentence_phrase(sentence, at, PHRASE_ALL, &next) == NULL &&
             !claim_sentence_is_sign(sentence, at, ':'))
        return FALSE;
    list->begin = next + claim_sentence_is_sign(sentence, next, ':');
    return TRUE;
}

static gboolean find_list(const struct claim_sentence *sentence, struct list *list)
{
    for (guint i = list->total + 1; i <= list->total + OPENER_REACH && i < sentence->end; i++) {
        if (claim_sentence_is_sign(sentence, i, '(')) {
            list->closed = TRUE;
            list->begin = i + 1;
            opens(sentence, i + 1, list);
            list->end = closing(sentence, i + 1);
            return !ends_list(sentence, list->begin);
        }
        list->end = sentence->end;
        if (opens(sentence, i, list))
            return TRUE;
        if (claim_sentence_is_sign(sentence, i, ',')) {
            if (opens(sentence, i + 1, list))
                return TRUE;
            continue;
        }
        if (!claim_sentence_is(sentence, i, TOKEN_WORD) &&
            !claim_sentence_is(sentence, i, TOKEN_PASSED))
            return FALSE;
        if (ends_list(sentence, i))
            return FALSE;
    }
    return FALSE;
}

static void add_item(const struct claim_sentence *sentence, struct list *list, guint at)
{
    const struct claim_word *noun = claim_sentence_noun(sentence, at);
    const struct claim_word *total = claim_sentence_noun(sentence, list->total);
    if (sentence->use[at] != USE_FREE || list->count == CLAIM_MAX_PARTS)
        return;
    if (noun != NULL && total != NULL && noun->value != total->value)
        return;
    list->items[list->count++] = (struct list_item){at, claim_sentence_share(sentence, at)};
}

/* Numbers at the list's own depth are its items. */
static void find_items(const struct claim_sentence *sentence, struct list *list)
{
    guint depth = 0;
    for (guint i = list->begin; i < list->end; i++) {
        if (claim_sentence_is_sign(sentence, i, '('))
            depth++;
        else if (claim_sentence_is_sign(sentence, i, ')') && depth > 0)
            depth--;
        else if (depth == 0 && !list->closed && ends_list(sentence, i))
            list->end = i;
        else if (depth == 0 && claim_sentence_is(sentence, i, TOKEN_NUMBER))
            add_item(sentence, list, i);
        else if (depth == 0 && claim_sentence_is(sentence, i, TOKEN_UNREAD))
            list->some = TRUE;
    }
}

static gboolean says(const struct claim_sentence *sentence, guint begin, guint end,
                     const char *word)
{
    for (guint i = begin; i < end; i++)
        if (claim_sentence_is(sentence, i, TOKEN_WORD) &&
            strcmp(claim_sentence_token(sentence, i)->word, word) == 0)
            return TRUE;
    return FALSE;
}

/* The last token of an item: its share, or the noun behind its number. */
static guint item_end(const struct claim_sentence *sentence, const struct list_item *item)
{
    guint behind = item->at + 1;
    if (item->share != NOWHERE)
        return item->share;
    claim_sentence_phrase(sentence, item->at + 1, PHRASE_NOUN, &behind);
    return behind - 1;
}

/* A list that may leave parts out, and gives each its share, claims no sum unless it is right. */
static gboolean claims_sum(const struct claim_sentence *sentence, const struct list *list)
{
    gint64 sum = 0;
    gboolean shares = FALSE;
    for (guint i = 0; i < list->count; i++) {
        sum += claim_sentence_figure(sentence, list->items[i].at).scaled;
        shares = shares || list->items[i].share != NOWHERE;
    }
    return list->count > 1 &&
           (!list->some || !shares || sum == claim_sentence_figure(sentence, list->total).scaled);
}

static void add_sum(struct claim_sentence *sentence, const struct list *list)
{
    guint last = list->closed && list->end < sentence->end
                     ? list->end
                     : item_end(sentence, &list->items[list->count - 1]);
    struct claim_found *found = claim_sentence_add(sentence, list->total, last);
    struct claim *claim = &found->claim;
    found->places.count = list->total;
    claim->count = claim_sentence_figure(sentence, list->total);
    claim->parts_are_some = list->some;
    claim->parts_count = list->count;
    for (guint i = 0; i < list->count; i++) {
        claim->parts[i] = claim_sentence_figure(sentence, list->items[i].at);
        found->places.parts[i] = list->items[i].at;
    }
}

/* What the percentages of the items before the last leave of 100, if each has one. */
static struct claim_figure rest_of(const struct claim_sentence *sentence, const struct list *list)
{
    struct claim_figure rest = {100, 0, TRUE};
    for (guint i = 0; i + 1 < list->count; i++) {
        if (list->items[i].share == NOWHERE)
            return (struct claim_figure){0};
        struct claim_figure share = claim_sentence_figure(sentence, list->items[i].share);
        for (; rest.decimals < share.decimals; rest.decimals++)
            rest.scaled *= 10;
        for (; share.decimals < rest.decimals; share.decimals++)
            share.scaled *= 10;
        rest.scaled -= share.scaled;
    }
    return rest;
}

static void add_part(struct claim_sentence *sentence, const struct list *list,
                     const struct list_item *item)
{
    gboolean single = list->count == 1;
    struct claim_found *found =
        claim_sentence_add(sentence, single ? list->total : item->at, item_end(sentence, item));
    found->claim.count = claim_sentence_figure(sentence, item->at);
    found->claim.base = claim_sentence_figure(sentence, list->total);
    found->places.count = item->at;
    found->places.base = list->total;
    found->places.share = item->share;
    if (item->share != NOWHERE) {
        found->claim.share = claim_sentence_figure(sentence, item->share);
        found->claim.bound = claim_sentence_bound(sentence, item->share);
        sentence->use[item->share] = USE_DONE;
    }
    if (!single && item == &list->items[list->count - 1] && claims_sum(sentence, list))
        found->claim.rest = rest_of(sentence, list);
    found->capped = single && says(sentence, list->begin, list->end, "sắc") &&
                    says(sentence, list->total, list->begin, "tốt");
}

void claim_pattern_list(struct claim_sentence *sentence, guint at)
{
    struct list list = {.total = at};
    if (!claim_sentence_is(sentence, at, TOKEN_NUMBER) || sentence->use[at] == USE_DONE ||
        !find_list(sentence, &list))
        return;
    const struct claim_word *base = claim_sentence_before(sentence, at, PHRASE_BASE);
    list.some = list.some || (base != NULL && strcmp(base->text, "tổng số") != 0);
    find_items(sentence, &list);
    if (list.count == 0)
        return;
    if (claims_sum(sentence, &list))
        add_sum(sentence, &list);
    for (guint i = 0; i < list.count; i++) {
        if (list.count == 1 || list.items[i].share != NOWHERE)
            add_part(sentence, &list, &list.items[i]);
        sentence->use[list.items[i].at] = USE_ITEM;
    }
    sentence->use[at] = USE_DONE;
}

/* Percentages with few words between them, behind a word that tells that they are one set. */
void claim_pattern_set(struct claim_sentence *sentence, guint at)
{
    struct claim claim = {.parts_are_shares = TRUE};
    guint places[CLAIM_MAX_PARTS];
    guint last = at;
    if (claim_sentence_phrase(sentence, at, PHRASE_SET, NULL) == NULL)
        return;
    for (guint i = at + 1; i < sentence->end && claim.parts_count < CLAIM_MAX_PARTS; i++) {
        if (claim_sentence_is_sign(sentence, i, ';') || ends_list(sentence, i))
            break;
        if (!claim_sentence_is_free(sentence, i, TOKEN_PERCENT))
            continue;
        places[claim.parts_count] = i;
        claim.parts[claim.parts_count++] = claim_sentence_figure(sentence, i);
        last = i;
    }
    if (claim.parts_count < 3)
        return;
    struct claim_found *found = claim_sentence_add(sentence, at, last);
    found->claim = claim;
    memcpy(found->places.parts, places, claim.parts_count * sizeof *places);
    for (guint i = at; i <= last; i++)
        if (claim_sentence_is_free(sentence, i, TOKEN_PERCENT))
            sentence->use[i] = USE_DONE;
}
