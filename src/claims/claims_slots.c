#include "claims/claims_slots.h"

#include <string.h>

#include "base/text.h"
#include "claims/claim_prose.h"

gboolean slots_hinder(struct claims_slots *slots, enum message why, const char *about)
{
    if (slots->obstacle.about == NULL)
        slots->obstacle = (struct claims_obstacle){why, g_strdup(about)};
    return FALSE;
}

gboolean slots_hinder_words(struct claims_slots *slots, enum message why, guint first, guint next)
{
    const GArray *tokens = slots->words->tokens;
    gsize start = g_array_index(tokens, struct claim_token, first).start;
    gsize end = g_array_index(tokens, struct claim_token, next - 1).end;
    g_autofree char *about = text_squeeze(slots->words->text + start, (gssize)(end - start));
    return slots_hinder(slots, why, about);
}

/* Where words that speak of a figure are looked for, the nearest first. */
enum place { PLACE_OWN, PLACE_GAP, PLACE_HEAD, PLACE_SENTENCE, PLACES };

static guint previous_figure(const struct claims_marks *marks, guint figure)
{
    for (guint at = figure; at-- > marks->begin;)
        if (marks->figure[at - marks->begin])
            return at;
    return CLAIM_NOWHERE;
}

static guint first_figure(const struct claims_marks *marks)
{
    guint at = marks->begin;
    while (at < marks->end && !marks->figure[at - marks->begin])
        at++;
    return at;
}

static gboolean is_in_place(const struct claims_slots *slots, guint figure, enum place place,
                            guint token)
{
    const struct claims_marks *marks = slots->marks;
    guint previous = previous_figure(marks, figure);
    switch (place) {
    case PLACE_OWN:
        return marks_owns(marks, figure, token);
    case PLACE_GAP:
        /* Words that stand right behind the figure before are its own. */
        return token < figure && previous != CLAIM_NOWHERE &&
               token >= marks->to[previous - marks->begin];
    case PLACE_HEAD:
        return token < first_figure(marks);
    default:
        for (guint i = 0; slots->others != NULL && slots->others[i] != CLAIM_NOWHERE; i++)
            if (marks_owns(marks, slots->others[i], token))
                return TRUE;
        return marks_owns(marks, figure, token) || !marks_owns(marks, CLAIM_NOWHERE, token) ||
               token < figure;
    }
}

/* Whether nothing but a sign and words like "thuộc", "và" stand between two marks. */
static gboolean are_neighbours(const struct claims_slots *slots, const struct claims_mark *a,
                               const struct claims_mark *b)
{
    const struct claims_mark *first = a->first < b->first ? a : b, *last = first == a ? b : a;
    for (guint at = first->next; at < last->first; at++) {
        const struct claims_mark *between = marks_at(slots->marks, at);
        if (slots->marks->figure[at - slots->marks->begin] ||
            (between != NULL &&
             (between->kind != MARK_WORDS || (!lexicon_means(between->meanings, LEXEME_NEUTRAL) &&
                                              !lexicon_means(between->meanings, LEXEME_BREAK)))) ||
            (between == NULL &&
             g_array_index(slots->words->tokens, struct claim_token, at).kind != TOKEN_SIGN))
            return FALSE;
    }
    return last->first <= first->next + 2;
}

/* "xã Thái Hưng, huyện Hưng Hà": both, wherever the comma parts them. */
static void add_neighbours(const struct claims_slots *slots, GPtrArray *found)
{
    const GArray *marks = slots->marks->marks;
    for (guint i = 0; i < found->len; i++) {
        for (guint j = 0; j < marks->len; j++) {
            const struct claims_mark *mark = &g_array_index(marks, struct claims_mark, j);
            if (mark->kind == MARK_UNIT && !g_ptr_array_find(found, mark, NULL) &&
                are_neighbours(slots, g_ptr_array_index(found, i), mark))
                g_ptr_array_add(found, (gpointer)mark);
        }
    }
}

/* The marks of a kind that speak of a figure, nearest place first. New array of const struct
 * claims_mark
 * *. */
static GPtrArray *marks_of(const struct claims_slots *slots, guint figure, enum mark_kind kind,
                           gboolean compared)
{
    const struct claims_marks *marks = slots->marks;
    GPtrArray *found = g_ptr_array_new();
    for (enum place place = PLACE_OWN; place < PLACES && found->len == 0; place++) {
        for (guint i = 0; i < marks->marks->len; i++) {
            const struct claims_mark *mark = &g_array_index(marks->marks, struct claims_mark, i);
            if (mark->kind == kind && (kind != MARK_TIME || mark->compared == compared) &&
                is_in_place(slots, figure, place, mark->first))
                g_ptr_array_add(found, (gpointer)mark);
        }
    }
    if (kind == MARK_UNIT)
        add_neighbours(slots, found);
    return found;
}

static gboolean same_time(const struct claims_time *a, const struct claims_time *b)
{
    return a->kind == b->kind && a->first == b->first && a->last == b->last &&
           a->months == b->months;
}

/* "năm 2024, tính đến 31/8/2024": both are one stretch. */
static gboolean join_times(struct claims_time *time, const struct claims_time *other)
{
    if (same_time(time, other))
        return TRUE;
    struct claims_time days = *time, end = *other;
    if (days.kind == TIME_UP_TO) {
        days = *other;
        end = *time;
    }
    if (days.kind != TIME_DAYS || end.kind != TIME_UP_TO || end.last < days.first ||
        end.last > days.last)
        return FALSE;
    *time = days;
    time->last = end.last;
    return TRUE;
}

/* "Quý I, II năm 2023": a quarter or month that no words of time took. */
static gboolean is_lone_part(const struct claims_slots *slots, guint at)
{
    const struct claim_token *token = &g_array_index(slots->words->tokens, struct claim_token, at);
    const struct claims_mark *mark = marks_at(slots->marks, at);
    if (token->kind != TOKEN_WORD || (mark != NULL && mark->kind != MARK_WORDS) ||
        at + 1 >= slots->marks->end)
        return FALSE;
    const struct claim_token *next = token + 1;
    return strcmp(token->word, "quý") == 0 ||
           (strcmp(token->word, "tháng") == 0 &&
            (next->kind == TOKEN_PASSED || next->kind == TOKEN_NUMBER));
}

/* "Năm 2022, 2023 và 2024": a year that no words of time took. */
static gboolean has_lone_year(struct claims_slots *slots)
{
    const struct claims_marks *marks = slots->marks;
    for (guint at = marks->begin; at < marks->end; at++) {
        const struct claim_token *token =
            &g_array_index(slots->words->tokens, struct claim_token, at);
        const char *text = slots->words->text + token->start;
        gboolean year = token->kind == TOKEN_PASSED && token->end - token->start == 4 &&
                        marks_at(marks, at) == NULL &&
                        (g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20"));
        if (year || is_lone_part(slots, at)) {
            slots_hinder_words(slots, MESSAGE_CLAIM_TWO_TIMES, at, at + 1);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean slots_time(struct claims_slots *slots, guint figure, gboolean compared,
                    struct claims_time *time)
{
    g_autoptr(GPtrArray) found = marks_of(slots, figure, MARK_TIME, compared);
    if (has_lone_year(slots))
        return FALSE;
    for (guint i = 0; i < found->len; i++) {
        const struct claims_mark *mark = g_ptr_array_index(found, i);
        if (i == 0)
            *time = mark->time;
        else if (!join_times(time, &mark->time))
            return slots_hinder_words(slots, MESSAGE_CLAIM_TWO_TIMES, mark->first, mark->next);
    }
    if (found->len > 0 || compared)
        return found->len > 0;
    if (!slots->before->has_time)
        return FALSE;
    *time = slots->before->time;
    slots->carried = TRUE;
    return TRUE;
}

static gboolean was_there(const struct claims_slots *slots, gint32 unit,
                          const struct claims_time *time)
{
    const struct unit *at = unit_at(slots->tree, unit);
    if (time == NULL || time->kind == TIME_UNKNOWN)
        return TRUE;
    date first = time->kind == TIME_DAYS ? time->first : time->last;
    return (at->from == DATE_NONE || at->from <= time->last) &&
           (at->to == DATE_NONE || at->to >= first);
}

/* The only unit with that place word, of all or of those within another; UNIT_NONE: none or
 * several. */
static gint32 only_place(const struct claims_slots *slots, const char *place, gint32 within)
{
    gint32 found = UNIT_NONE;
    for (gint32 i = 0; i < (gint32)unit_tree_count(slots->tree); i++) {
        if (strcmp(unit_words_place(slots->words->units, i), place) != 0 ||
            (within != UNIT_NONE && !unit_is_within(slots->tree, i, within)))
            continue;
        if (found != UNIT_NONE &&
            strcmp(unit_at(slots->tree, found)->code, unit_at(slots->tree, i)->code) != 0)
            return UNIT_NONE;
        found = i;
    }
    return found;
}

/*
 * "Toàn huyện": the one that the text named last, or that the unit named last lies in; else the
 * only one that there is, in the data or in the unit named last.
 */
static gint32 whole_place(struct claims_slots *slots, const char *place)
{
    enum level level = unit_words_level(place);
    gint32 last = slots->before->unit, named = slots->before->named[level];
    gint32 only = only_place(slots, place, UNIT_NONE);
    if (only != UNIT_NONE)
        return only;
    slots->carried = TRUE;
    if (named != UNIT_NONE && strcmp(unit_words_place(slots->words->units, named), place) == 0)
        return named;
    if (last != UNIT_NONE) {
        gint32 above = unit_ancestor(slots->tree, last, level);
        if (above != UNIT_NONE && strcmp(unit_words_place(slots->words->units, above), place) == 0)
            return above;
    }
    gint32 around = slots->before->named[LEVEL_HUYEN];
    return around != UNIT_NONE ? only_place(slots, place, around) : UNIT_NONE;
}

static void keep(GArray *units,
                 gboolean (*fits)(const struct claims_slots *, gint32, gconstpointer),
                 const struct claims_slots *slots, gconstpointer data)
{
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (fits(slots, unit, data))
            g_array_append_val(kept, unit);
    }
    if (kept->len == 0)
        return;
    g_array_set_size(units, 0);
    g_array_append_vals(units, kept->data, kept->len);
}

static gboolean there(const struct claims_slots *slots, gint32 unit, gconstpointer data)
{
    return was_there(slots, unit, data);
}

/* Whether a unit lies within one of those that another mention may mean, and is none of them. */
static gboolean below(const struct claims_slots *slots, gint32 unit, gconstpointer data)
{
    const GArray *others = data;
    for (guint i = 0; i < others->len; i++) {
        gint32 other = g_array_index(others, gint32, i);
        if (unit != other && unit_is_within(slots->tree, unit, other))
            return TRUE;
    }
    return FALSE;
}

static gboolean within(const struct claims_slots *slots, gint32 unit, gconstpointer data)
{
    return unit_is_within(slots->tree, unit, *(const gint32 *)data);
}

/* Versions of one unit count once. */
static guint count_codes(const struct claims_slots *slots, const GArray *units)
{
    guint count = 0;
    for (guint i = 0; i < units->len; i++) {
        gboolean seen = FALSE;
        for (guint j = 0; j < i; j++)
            seen = seen || strcmp(unit_at(slots->tree, g_array_index(units, gint32, i))->code,
                                  unit_at(slots->tree, g_array_index(units, gint32, j))->code) == 0;
        count += !seen;
    }
    return count;
}

/* The units that each mention may mean, as far as the others tell. New array of GArray. */
static GPtrArray *candidates_of(struct claims_slots *slots, const GPtrArray *mentions,
                                const struct claims_time *time)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < mentions->len; i++) {
        const struct claims_mark *mark = g_ptr_array_index(mentions, i);
        GArray *units = g_array_new(FALSE, FALSE, sizeof(gint32));
        gint32 whole = mark->unit.whole_place ? whole_place(slots, mark->unit.place) : UNIT_NONE;
        g_array_append_vals(units, mark->unit.units->data, mark->unit.units->len);
        if (whole != UNIT_NONE)
            g_array_append_val(units, whole);
        keep(units, there, slots, time);
        g_ptr_array_add(all, units);
    }
    for (guint i = 0; i < all->len; i++)
        for (guint j = 0; j < all->len; j++)
            if (i != j)
                keep(g_ptr_array_index(all, i), below, slots, g_ptr_array_index(all, j));
    for (guint i = 0; i < all->len; i++) {
        GArray *units = g_ptr_array_index(all, i);
        if (count_codes(slots, units) > 1 && slots->before->unit != UNIT_NONE)
            keep(units, within, slots, &slots->before->unit);
    }
    return all;
}

/* No unit is named: the one of before, or all. */
static gboolean carried_unit(struct claims_slots *slots, gint32 *unit)
{
    *unit = slots->before->unit;
    slots->carried = slots->carried || *unit != UNIT_NONE;
    return TRUE;
}

gboolean slots_unit(struct claims_slots *slots, guint figure, const struct claims_time *time,
                    gint32 *unit)
{
    g_autoptr(GPtrArray) mentions = marks_of(slots, figure, MARK_UNIT, FALSE);
    g_autoptr(GPtrArray) all = candidates_of(slots, mentions, time);
    if (mentions->len == 0)
        return carried_unit(slots, unit);
    *unit = UNIT_NONE;
    for (guint i = 0; i < all->len; i++) {
        const struct claims_mark *mark = g_ptr_array_index(mentions, i);
        const GArray *units = g_ptr_array_index(all, i);
        if (units->len == 0)
            return slots_hinder_words(slots, MESSAGE_CLAIM_UNIT_UNKNOWN, mark->first, mark->next);
        gint32 next = g_array_index(units, gint32, 0);
        /* A superior only tells which unit is meant. */
        if (*unit != UNIT_NONE && unit_is_within(slots->tree, *unit, next))
            continue;
        if (count_codes(slots, units) > 1)
            return slots_hinder_words(slots, MESSAGE_CLAIM_TWO_UNITS, mark->first, mark->next);
        if (*unit != UNIT_NONE && !unit_is_within(slots->tree, next, *unit))
            return slots_hinder_words(slots, MESSAGE_CLAIM_TWO_UNITS, mark->first, mark->next);
        *unit = next;
    }
    return TRUE;
}
