#include "claims/claims_bind.h"

#include <string.h>

#include "claims/claims_slots.h"

/* Up to so many figures of a claim say what is counted. */
#define FIGURES 4

static char *day_text(date day)
{
    return day == DATE_NONE ? g_strdup("") : date_vietnamese(day);
}

/* The days that are compared with, when the others are `time`. */
static gboolean compared_days(const struct claims_time *time, const struct claims_time *compared,
                              struct claims_time *days)
{
    *days = *compared;
    if (compared->kind != TIME_SHIFT && compared->kind != TIME_SAME)
        return compared->kind == TIME_DAYS;
    if (time->kind != TIME_DAYS)
        return FALSE;
    struct period period = {.first = time->first, .last = time->last, .kind = PERIOD_RANGE};
    int year, then, month, day;
    date_to_civil(time->first, &year, &month, &day);
    date_to_civil(compared->first, &then, &month, &day);
    int months = compared->kind == TIME_SAME ? (year - then) * 12 : compared->months;
    period = period_shift(period, -months);
    *days = (struct claims_time){.kind = TIME_DAYS, .first = period.first, .last = period.last};
    return months > 0;
}

/* What is asked: filled for a claim, and made a question for each condition. */
struct asked {
    struct claims_asker *asker;
    const struct claim_found *found;
    struct claims_subject counted;
    gint32 unit;
    struct claims_time time;
    gboolean has_time;
};

/* Whether a file of a stock says of when it is. */
static gboolean tells_time(const struct workspace *workspace, const struct dataset *dataset)
{
    int time = dataset_time_column(dataset);
    for (guint i = 0; time >= 0 && i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        if (input->dataset == dataset && input->column[time] >= 0)
            return TRUE;
    }
    return FALSE;
}

static struct claims_question *ask(const struct claims_slots *slots, const struct asked *asked,
                                   const struct claims_time *time, const char *condition)
{
    struct claims_asker *asker = asked->asker;
    const struct dataset *dataset = asked->counted.dataset;
    gboolean stock = dataset->kind == DATASET_STOCK;
    date first = DATE_NONE, last = DATE_NONE;
    if (asked->has_time && time->kind != TIME_UNKNOWN)
        last = time->last;
    if (asked->has_time && time->kind == TIME_DAYS && !stock)
        first = time->first;
    g_autofree char *from = day_text(first), *to = day_text(last);
    const char *unit =
        asked->unit == UNIT_NONE ? "" : unit_at(asker->workspace->tree, asked->unit)->code;
    struct claims_question *question =
        claims_question_new(unit, from, to, dataset->name, condition);
    question->subject = asked->counted.subject;
    question->data.carried = slots->carried;
    question->data.undated = stock && asked->has_time && !tells_time(asker->workspace, dataset);
    g_ptr_array_add(asker->questions, question);
    return question;
}

static struct claims_question *hindered(struct claims_asker *asker, struct claims_slots *slots)
{
    struct claims_question *question = claims_question_new("", "", "", "", "");
    claims_question_hinder(question, slots->obstacle.why, slots->obstacle.about);
    g_ptr_array_add(asker->questions, question);
    return question;
}

/* The figure whose words say what the claim counts. */
static guint main_figure(const struct claim_found *found)
{
    const struct claim_places *places = &found->places;
    const guint order[] = {places->count, places->after, places->share, places->parts[0],
                           places->change};
    for (guint i = 0; i < G_N_ELEMENTS(order); i++)
        if (order[i] != CLAIM_NOWHERE)
            return order[i];
    return CLAIM_NOWHERE;
}

/* "35 đảng viên bị kỷ luật, tăng 5": the change is one of the figure before it that is named. */
static guint named_before(const struct claims_slots *slots, guint figure)
{
    for (guint at = figure + 1; at-- > slots->marks->begin;)
        if (slots->marks->figure[at - slots->marks->begin] && subject_is_named(slots, at))
            return at;
    return figure;
}

/* "tăng 5, thành 35": the figure after the change has no words of its own. */
static gboolean follows_change(const struct claims_slots *slots, guint figure)
{
    static const char *const words[] = {"thành", "lên", "còn", "xuống", "đạt"};
    if (figure == slots->marks->begin || subject_is_named(slots, figure))
        return FALSE;
    const struct claim_token *token =
        &g_array_index(slots->words->tokens, struct claim_token, figure - 1);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (token->kind == TOKEN_WORD && strcmp(token->word, words[i]) == 0)
            return TRUE;
    return FALSE;
}

/* Words of these figures hold for the base as for the part. */
static void others_of(const struct claim_found *found, guint figure, guint others[FIGURES + 1])
{
    const struct claim_places *places = &found->places;
    const guint all[] = {places->share, places->base, places->before, places->parts[0]};
    guint count = 0;
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i] != CLAIM_NOWHERE && all[i] != figure)
            others[count++] = all[i];
    others[count] = CLAIM_NOWHERE;
}

static gboolean need_time(struct claims_slots *slots, struct asked *asked)
{
    const struct dataset *dataset = asked->counted.dataset;
    gboolean known = asked->has_time && asked->time.kind != TIME_UNKNOWN;
    if (dataset->kind == DATASET_STOCK)
        return TRUE;
    int time = dataset_time_column(dataset);
    /* "Tính đến 31/12/2024": what is returned for a year is that of the year. */
    if (known && asked->time.kind == TIME_UP_TO && dataset->kind == DATASET_RETURNS && time >= 0 &&
        dataset->columns[time].type == COLUMN_YEAR) {
        int year, month, day;
        date_to_civil(asked->time.last, &year, &month, &day);
        asked->time = (struct claims_time){.kind = TIME_DAYS,
                                           .first = date_from_civil(year, 1, 1),
                                           .last = date_from_civil(year, 12, 31)};
    }
    /* What is returned for years is not of the six months that another sentence spoke of. */
    gboolean years = time >= 0 && dataset->columns[time].type == COLUMN_YEAR;
    if (known && years && slots->carried &&
        asked->time.last - asked->time.first < CLAIMS_DAYS_OF_YEAR) {
        known = slots->before->has_year;
        asked->time = slots->before->year;
    }
    if (!known || asked->time.kind != TIME_DAYS)
        return slots_hinder(slots, MESSAGE_CLAIM_NO_TIME, "");
    return TRUE;
}

static char *with_base(const char *base, const char *own)
{
    return g_strconcat(base, *base != '\0' && *own != '\0' ? "; " : "", own, NULL);
}

/* Conditions of the base, "" if it is all; of the part in *own, those of the base among them. */
static char *conditions_of(struct claims_slots *slots, const struct claim_found *found,
                           guint figure, struct asked *asked, char **own)
{
    if (found->claim.parts_are_shares) { /* each part has its own condition */
        *own = g_strdup("");
        return g_strdup("");
    }
    const struct claim_places *places = &found->places;
    gboolean beside = places->base != CLAIM_NOWHERE && places->base != figure;
    guint figures[] = {figure, beside ? CLAIM_NOWHERE : places->share, CLAIM_NOWHERE};
    if (places->before != CLAIM_NOWHERE)
        figures[1] = places->before; /* "cảnh cáo giảm từ 39 còn 23": the words stand before both */
    else if (figures[1] == figure ||
             (figures[1] != CLAIM_NOWHERE && subject_is_named(slots, figure)))
        figures[1] = CLAIM_NOWHERE;
    guint bases[] = {places->base, CLAIM_NOWHERE};
    enum message ranked, base_ranked = MESSAGE_COUNT;
    /* "439 trên tổng số 709 đảng viên hoàn thành tốt": the words behind the base are the part's. */
    gboolean swapped = beside && places->base > figure && !subject_is_named(slots, figure);
    g_autofree char *base = NULL;
    *own = subject_conditions(slots, swapped ? bases : figures, &asked->counted, &ranked);
    if (*own == NULL)
        return NULL;
    if (beside && !swapped) {
        base = subject_conditions(slots, bases, &asked->counted, &base_ranked);
        if (base == NULL)
            return NULL;
    }
    if (ranked == MESSAGE_BASE_RANKED && **own == '\0') {
        g_free(*own);
        *own = subject_ranked(&asked->counted);
    }
    if (base != NULL && strcmp(base, *own) != 0) {
        char *both = with_base(base, *own);
        g_free(*own);
        *own = both;
    }
    if (base == NULL)
        base = g_strdup("");
    return g_steal_pointer(&base);
}

/* The parts of a whole: each with its own words and those of the whole. */
static void ask_parts(struct claims_slots *slots, const struct asked *asked, const char *condition,
                      struct claims_bound *bound)
{
    const struct claim_found *found = asked->found;
    for (guint i = 0; i < found->claim.parts_count; i++) {
        guint figures[] = {found->places.parts[i], CLAIM_NOWHERE};
        struct claims_slots part = *slots;
        enum message base;
        part.obstacle.about = NULL;
        if (figures[0] == CLAIM_NOWHERE || !subject_is_named(&part, figures[0]))
            continue;
        g_autofree char *own = subject_conditions(&part, figures, &asked->counted, &base);
        g_free(part.obstacle.about);
        if (own == NULL || *own == '\0' || strcmp(own, condition) == 0)
            continue;
        g_autofree char *both = with_base(condition, own);
        bound->parts[i] = ask(slots, asked, &asked->time, both);
        if (found->claim.parts_are_shares)
            bound->parts[i]->base_condition = g_strdup(condition);
    }
}

static void ask_before(struct claims_slots *slots, const struct asked *asked,
                       struct claims_bound *bound)
{
    const struct claim_found *found = asked->found;
    struct claims_question *after = bound->main;
    struct claims_time compared, days;
    const struct claim_pair *pair = &found->claim.pair;
    if (!pair->before.given && pair->change_kind == CLAIM_CHANGE_NONE)
        return;
    gboolean said_then = slots_time(
        slots, found->places.change != CLAIM_NOWHERE ? found->places.change : found->places.after,
        TRUE, &compared);
    if (!said_then && found->places.before != CLAIM_NOWHERE) {
        gboolean carried = slots->carried;
        slots->carried = FALSE;
        said_then = slots_time(slots, found->places.before, FALSE, &compared) && !slots->carried;
        slots->carried = carried;
    }
    /* A year's report compares with the year before, if it does not say otherwise. */
    if (!said_then && asked->has_time && found->places.before != CLAIM_NOWHERE) {
        compared = (struct claims_time){.kind = TIME_SHIFT, .months = 12};
        said_then = slots->carried = TRUE;
        after->data.carried = TRUE;
    }
    if (!said_then || !asked->has_time || !compared_days(&asked->time, &compared, &days) ||
        days.first >= asked->time.first)
        return;
    bound->before = ask(slots, asked, &days, after->condition);
    bound->before->base_condition = g_strdup(after->base_condition);
}

static gboolean find_slots(struct claims_slots *slots, guint figure, struct asked *asked)
{
    if (!subject_find(slots, figure, asked->found->claim.parts_are_shares, &asked->counted))
        return FALSE;
    asked->has_time = slots_time(slots, figure, FALSE, &asked->time);
    /* How things stand needs no time; that of another sentence is not its. */
    if (asked->counted.dataset->kind == DATASET_STOCK && slots->carried)
        asked->has_time = slots->carried = FALSE;
    if (slots->obstacle.about != NULL ||
        !slots_unit(slots, figure, asked->has_time ? &asked->time : NULL, &asked->unit))
        return FALSE;
    return need_time(slots, asked);
}

/* "240 đảng viên, giảm 55 đảng viên": the nearest figure before a change that says what is counted.
 */
static guint subject_of_change(const struct claims_slots *slots, guint change)
{
    for (guint at = change + 1; at-- > slots->marks->begin;) {
        struct claims_slots trial = *slots;
        struct claims_subject counted;
        trial.obstacle.about = NULL;
        gboolean found = slots->marks->figure[at - slots->marks->begin] &&
                         subject_is_named(slots, at) && subject_find(&trial, at, FALSE, &counted);
        g_free(trial.obstacle.about);
        if (found)
            return at;
    }
    return named_before(slots, change);
}

struct claims_bound claims_ask(struct claims_asker *asker, struct claims_slots *slots,
                               const struct claim_found *found)
{
    struct claims_bound bound = {0};
    struct asked asked = {.asker = asker, .found = found, .unit = UNIT_NONE};
    guint figure = main_figure(found);
    g_autofree char *own = NULL, *base = NULL;
    guint others[FIGURES + 1];
    others_of(found, figure, others);
    slots->others = others;
    if (found->claim.pair.change_kind == CLAIM_CHANGE_INDEX &&
        found->places.before == CLAIM_NOWHERE)
        slots_hinder(slots, MESSAGE_CLAIM_NO_NOUN, "");
    if (figure != CLAIM_NOWHERE && figure == found->places.change)
        figure = subject_of_change(slots, figure);
    else if (figure != CLAIM_NOWHERE && figure == found->places.count &&
             follows_change(slots, figure))
        figure = named_before(slots, figure);
    if (slots->obstacle.about == NULL && find_slots(slots, figure, &asked))
        base = conditions_of(slots, found, figure, &asked, &own);
    /* A percentage of which nothing is said; attendance is one by itself. */
    gboolean bare = !found->claim.count.given && found->claim.share.given && own != NULL &&
                    *own == '\0' && asked.counted.subject->over == NULL;
    if (bare)
        slots_hinder(slots, MESSAGE_CLAIM_NO_NOUN, "");
    /* All of a base that is said to be the same. */
    if (base != NULL && *base != '\0' && strcmp(base, own) == 0)
        slots_hinder(slots, MESSAGE_CLAIM_NO_NOUN, "");
    /* Values that are said of another figure may be meant here as well. */
    if (!found->claim.parts_are_shares && own != NULL && *own == '\0' &&
        !subject_is_named(slots, figure) &&
        subject_says_value(slots, found->places.parts, found->claim.parts_count, &asked.counted))
        slots_hinder(slots, MESSAGE_CLAIM_NO_NOUN, "");
    if (base == NULL || slots->obstacle.about != NULL) {
        bound.main = hindered(asker, slots);
        return bound;
    }
    bound.main = ask(slots, &asked, &asked.time, own);
    bound.main->base_condition = g_strdup(base);
    ask_parts(slots, &asked, own, &bound);
    ask_before(slots, &asked, &bound);
    gboolean paired =
        found->claim.pair.before.given || found->claim.pair.change_kind != CLAIM_CHANGE_NONE;
    if (paired && bound.before == NULL)
        claims_question_hinder(bound.main, MESSAGE_CLAIM_NO_TIME, "");
    return bound;
}
