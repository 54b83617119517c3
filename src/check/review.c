#include "check/review.h"

#include <string.h>

#include "base/decimal.h"
#include "check/completeness.h"
#include "check/leaders.h"
#include "check/review_actions.h"
#include "check/review_below.h"
#include "check/review_quarters.h"

#define RANKINGS "xep_loai"
#define MEMBERS "xep_loai_dang_vien"
#define ACTIONS "ky_luat"
#define CLASS "xep_loai"
#define EXCELLENT "xuat_sac"

/* The dictionary's names of the rules. */
static const char *const law_names[REVIEW_RULES] = {
    [REVIEW_DISCIPLINE] = LEADERS_LAW,
    [REVIEW_PREREQUISITES] = "dieu_kien_xuat_sac",
    [REVIEW_POINTS] = "diem_khac_xep_loai",
    [REVIEW_QUARTERS] = RULE_SUMS_QUARTERS_LAW,
};

struct review {
    struct review_data data;
    date last_day;
    const struct law *laws[REVIEW_RULES];
    const struct law *running;                  /* on quarters running; NULL: none */
    const struct rule_sums *rankings, *members; /* NULL: not read */
    const struct dataset *dataset;              /* of rankings; NULL: none */
    const struct column *classes;
    int excellent;
    GHashTable *actions; /* unit + 1 to struct review_actions */
    GHashTable *below;   /* unit + 1 to struct review_below, of excellent units */
};

const struct law *review_law_on(const struct dictionary *dictionary, enum review_rule rule,
                                date day)
{
    return dictionary_law(dictionary, law_names[rule], day);
}

static const struct rule_sums *gathered_of(const struct review_data *data, const char *dataset)
{
    for (guint i = 0; i < data->gathered->len; i++) {
        const struct rule_sums *gathered = g_ptr_array_index(data->gathered, i);
        if (strcmp(rule_sums_dataset(gathered)->name, dataset) == 0)
            return gathered;
    }
    return NULL;
}

/* The version above a unit at the end of the year; UNIT_NONE for a root. */
static gint32 parent_of(const struct review *review, gint32 unit)
{
    gint32 parent = unit_at(review->data.tree, unit)->parent;
    return parent != UNIT_NONE ? unit_version(review->data.tree, parent, review->last_day)
                               : UNIT_NONE;
}

/* The class of a unit; -1: not known. */
static int class_of(const struct review *review, gint32 unit)
{
    const struct rule_sum *sums = rule_sums_find(review->rankings, unit, review->data.year);
    gint64 class = sums != NULL ? rule_sums_figure(review->rankings, sums, RULE_SUMS_CLASS) : 0;
    if (class > 0)
        return (int)class - 1;
    /* Who has returned and left no trace of a class has the one that most have; points are of one.
     */
    gboolean whole = review->data.returned != NULL &&
                     returned_state(review->data.returned, unit, 0) == RETURN_WHOLE;
    whole |= sums != NULL && rule_sums_figure(review->rankings, sums, RULE_SUMS_POINTS) > 0;
    return whole ? column_value(review->classes, RULE_SUMS_USUAL_CLASS) : -1;
}

static gboolean is_excellent(const struct review *review, gint32 unit)
{
    return review->excellent >= 0 && class_of(review, unit) == review->excellent;
}

static gboolean is_expected(const struct review *review, gint32 unit)
{
    return completeness_is_expected(review->dataset, review->data.tree, unit, review->last_day);
}

static void count_below(struct review *review)
{
    for (gint32 i = 0; i < (gint32)unit_tree_count(review->data.tree); i++) {
        gint32 parent = is_expected(review, i) ? parent_of(review, i) : UNIT_NONE;
        if (parent == UNIT_NONE || !is_excellent(review, parent))
            continue;
        struct review_below *below =
            review_actions_at(review->below, parent, sizeof(struct review_below));
        int class = class_of(review, i);
        below->count++;
        if (class >= 0 && class < RULE_SUMS_CLASSES_MAX)
            below->ranked[class]++;
        else
            below->unknown++;
    }
}

struct review *review_new(const struct review_data *data)
{
    struct review *review = g_new0(struct review, 1);
    review->data = *data;
    review->last_day = date_from_civil(data->year, 12, 31);
    for (guint i = 0; i < REVIEW_RULES; i++)
        review->laws[i] = review_law_on(data->dictionary, (enum review_rule)i, review->last_day);
    review->running = dictionary_law(data->dictionary, RULE_SUMS_RUNNING_LAW, review->last_day);
    review->below = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    review->rankings = gathered_of(data, RANKINGS);
    review->members = gathered_of(data, MEMBERS);
    review->dataset = dictionary_dataset(data->dictionary, RANKINGS);
    int column = review->dataset != NULL ? dataset_column(review->dataset, CLASS) : -1;
    review->classes = column >= 0 ? &review->dataset->columns[column] : NULL;
    review->excellent = column >= 0 ? column_value(review->classes, EXCELLENT) : -1;
    const struct rule_sums *actions = gathered_of(data, ACTIONS);
    review->data.no_actions = data->no_actions || actions == NULL;
    if (actions != NULL && review->laws[REVIEW_DISCIPLINE] != NULL)
        review->actions = review_actions_of(actions, data->tree, data->year);
    if (review->classes != NULL && review->laws[REVIEW_PREREQUISITES] != NULL &&
        data->returned != NULL)
        count_below(review);
    return review;
}

void review_free(struct review *review)
{
    if (review == NULL)
        return;
    g_clear_pointer(&review->actions, g_hash_table_unref);
    g_hash_table_unref(review->below);
    g_free(review);
}

int review_year(const struct review *review)
{
    return review->data.year;
}

const struct law *review_law(const struct review *review, enum review_rule rule)
{
    return review->laws[rule];
}

const struct law *review_running_law(const struct review *review)
{
    return review->running;
}

static enum review_state by_discipline(const struct review *review, gint32 unit)
{
    if (review->data.no_actions)
        return REVIEW_MISSING;
    const struct review_actions *actions = review_actions_at(review->actions, unit, 0);
    if (!is_excellent(review, unit))
        return REVIEW_UNCONCERNED;
    if (actions != NULL && actions->organizations + actions->leaders > 0)
        return REVIEW_MARKED;
    return actions != NULL && actions->postless > 0 ? REVIEW_MISSING : REVIEW_CLEAR;
}

/* What is below a unit: its own units, or else its members; FALSE: neither is in the data. */
static gboolean find_below(const struct review *review, gint32 unit, struct review_below *below)
{
    const struct review_below *units = review_actions_at(review->below, unit, 0);
    *below = units != NULL ? *units : (struct review_below){{0}, 0, 0};
    if (units != NULL)
        return TRUE;
    const struct rule_sum *sums = rule_sums_find(review->members, unit, review->data.year);
    for (guint i = 0; sums != NULL && i < review->classes->values_count; i++) {
        below->ranked[i] = rule_sums_figure(review->members, sums, RULE_SUMS_CLASSES + i);
        below->count += below->ranked[i];
    }
    return below->count > 0;
}

static enum review_state by_prerequisites(const struct review *review, gint32 unit)
{
    struct review_below below;
    const struct law_step *missed;
    if (!is_excellent(review, unit))
        return REVIEW_UNCONCERNED;
    return find_below(review, unit, &below)
               ? review_below_judge(&below, review->classes, review->laws[REVIEW_PREREQUISITES],
                                    &missed)
               : REVIEW_MISSING;
}

/* A figure of the unit's rankings; 0: none. */
static gint64 ranking_figure(const struct review *review, gint32 unit, guint figure)
{
    const struct rule_sum *sums = rule_sums_find(review->rankings, unit, review->data.year);
    return sums != NULL ? rule_sums_figure(review->rankings, sums, figure) : 0;
}

/* The class of so many hundredths of points: the one that asks for most of what they reach. */
static int class_of_points(const struct review *review, gint64 points)
{
    const struct law *law = review->laws[REVIEW_POINTS];
    const struct law_step *found = NULL;
    for (unsigned i = 0; i < law->steps_count; i++)
        if (points >= 100 * review_step_number(&law->steps[i]) &&
            (found == NULL || review_step_number(&law->steps[i]) > review_step_number(found)))
            found = &law->steps[i];
    return found != NULL ? column_value(review->classes, found->class) : -1;
}

static enum review_state by_points(const struct review *review, gint32 unit)
{
    gint64 points = ranking_figure(review, unit, RULE_SUMS_POINTS);
    int class = class_of(review, unit);
    if (review->classes->values[class].outside)
        return REVIEW_UNCONCERNED;
    if (points == 0)
        return REVIEW_MISSING;
    return class_of_points(review, points - 1) == class ? REVIEW_CLEAR : REVIEW_MARKED;
}

static struct review_quarters quarters_of(const struct review *review, gint32 unit)
{
    return review_quarters_of(review->rankings, review->data.dictionary, unit, review->data.year,
                              class_of(review, unit));
}

/* Whether so many quarters run that the law flags them; `maybe`: they may. */
static gboolean quarters_run(const struct review *review, gint32 unit, gboolean maybe)
{
    guint first = 0;
    if (review->running == NULL || review->running->steps_count == 0 || review->rankings == NULL)
        return FALSE;
    struct review_quarters quarters = quarters_of(review, unit);
    return review_quarters_run(&quarters, maybe, &first) >=
           (guint)review_step_number(&review->running->steps[0]);
}

/* A year is excellent only if none of its quarters bars it, so each must be known. */
static enum review_state by_quarters(const struct review *review, gint32 unit)
{
    const struct law *law = review->laws[REVIEW_QUARTERS];
    enum review_state run = quarters_run(review, unit, TRUE) ? REVIEW_MISSING : REVIEW_UNCONCERNED;
    if (review->classes->values[class_of(review, unit)].outside)
        return REVIEW_UNCONCERNED;
    if (!is_excellent(review, unit) || law == NULL || law->steps_count == 0)
        return run;
    guint unknown = 0;
    struct review_quarters quarters = quarters_of(review, unit);
    if (review_quarters_failed(&quarters, &unknown) >= (guint)review_step_number(&law->steps[0]))
        return REVIEW_MARKED;
    return unknown == 0 && run != REVIEW_MISSING ? REVIEW_CLEAR : REVIEW_MISSING;
}

gboolean review_has_run(const struct review *review, gint32 unit)
{
    return review->classes != NULL && quarters_run(review, unit, FALSE);
}

enum review_state review_of(const struct review *review, enum review_rule rule, gint32 unit)
{
    static enum review_state (*const verdicts[REVIEW_RULES])(const struct review *, gint32) = {
        [REVIEW_DISCIPLINE] = by_discipline,
        [REVIEW_PREREQUISITES] = by_prerequisites,
        [REVIEW_POINTS] = by_points,
        [REVIEW_QUARTERS] = by_quarters,
    };
    gboolean running = rule == REVIEW_QUARTERS && review->running != NULL;
    if ((review->laws[rule] == NULL && !running) || review->classes == NULL)
        return REVIEW_NOT_APPLICABLE;
    if (running && review_has_run(review, unit)) /* whatever the class of the year, or none */
        return REVIEW_MARKED;
    if (class_of(review, unit) < 0)
        return is_expected(review, unit) ? REVIEW_MISSING : REVIEW_NOT_APPLICABLE;
    return verdicts[rule](review, unit);
}

gboolean review_is_ranked(const struct review *review, gint32 unit)
{
    return review->classes != NULL && class_of(review, unit) >= 0;
}

gboolean review_knows_actions(const struct review *review)
{
    return !review->data.no_actions;
}

static char *words_of_discipline(const struct review *review, gint32 unit)
{
    const struct review_actions *actions = review_actions_at(review->actions, unit, 0);
    g_autofree char *organizations = decimal_vietnamese(actions->organizations, 0);
    g_autofree char *leaders = decimal_vietnamese(actions->leaders, 0);
    if (actions->leaders == 0)
        return g_strdup_printf("%s tổ chức", organizations);
    if (actions->organizations == 0)
        return g_strdup_printf("%s lãnh đạo", leaders);
    return g_strdup_printf("%s tổ chức, %s lãnh đạo", organizations, leaders);
}

/* "5 trên 9 đạt tốt": those who reach the class of the step that is missed. */
static char *words_of_prerequisites(const struct review *review, gint32 unit)
{
    struct review_below below;
    const struct law_step *missed = NULL;
    find_below(review, unit, &below);
    review_below_judge(&below, review->classes, review->laws[REVIEW_PREREQUISITES], &missed);
    int class = column_value(review->classes, missed->class);
    struct ratio known = review_below_reaching(&below, review->classes, class);
    g_autofree char *part = decimal_vietnamese(known.part, 0);
    g_autofree char *whole = decimal_vietnamese(known.whole, 0);
    return g_strdup_printf("%s trên %s", part, whole);
}

static char *words_of_points(const struct review *review, gint32 unit)
{
    g_autofree char *points =
        decimal_vietnamese(ranking_figure(review, unit, RULE_SUMS_POINTS) - 1, 2);
    return g_strdup_printf("%s điểm", points);
}

static char *words_of_quarters(const struct review *review, gint32 unit)
{
    guint unused = 0;
    gboolean running = review_has_run(review, unit);
    struct review_quarters quarters = quarters_of(review, unit);
    guint count = running ? review_quarters_run(&quarters, FALSE, &unused)
                          : review_quarters_failed(&quarters, &unused);
    g_autofree char *number = decimal_vietnamese(count, 0);
    return g_strdup_printf("%s quý%s", number, running ? " liền" : "");
}

char *review_words(const struct review *review, enum review_rule rule, gint32 unit)
{
    static char *(*const words[REVIEW_RULES])(const struct review *, gint32) = {
        [REVIEW_DISCIPLINE] = words_of_discipline,
        [REVIEW_PREREQUISITES] = words_of_prerequisites,
        [REVIEW_POINTS] = words_of_points,
        [REVIEW_QUARTERS] = words_of_quarters,
    };
    return review_of(review, rule, unit) == REVIEW_MARKED ? words[rule](review, unit)
                                                          : g_strdup("");
}

/* Whether a unit lies below another, or is it, at the end of the year. */
static gboolean lies_within(const struct review *review, gint32 unit, gint32 above)
{
    while (unit != UNIT_NONE && unit != above)
        unit = parent_of(review, unit);
    return unit == above;
}

static gboolean counts_against(const struct review *review, gint32 unit, const struct fact *fact)
{
    const struct rule_sums *actions = gathered_of(&review->data, ACTIONS);
    if (actions == NULL)
        return FALSE;
    if (rule_sums_has(actions, fact, RULE_SUMS_ORGANIZATIONS))
        return lies_within(review, fact->unit, unit);
    return rule_sums_has(actions, fact, RULE_SUMS_LEADERS) && rule_sums_led(actions, fact) == unit;
}

/* The quarters of the year, and those before it of a run that ends in it. */
static gboolean is_of_quarters(const struct review *review, gint32 unit, const struct fact *fact)
{
    guint first = 4;
    int number = review_quarters_number(review->data.year, fact);
    struct review_quarters quarters = quarters_of(review, unit);
    if (review_has_run(review, unit))
        review_quarters_run(&quarters, FALSE, &first);
    return fact->unit == unit && number >= (int)MIN(first, 4);
}

gboolean review_rests_on(const struct review *review, enum review_rule rule, gint32 unit,
                         const struct dataset *dataset, const struct fact *fact)
{
    int year, month, day;
    date_to_civil(fact->first, &year, &month, &day);
    gboolean quarters = dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0;
    if (rule == REVIEW_QUARTERS)
        return strcmp(dataset->name, RANKINGS) == 0 && quarters &&
               is_of_quarters(review, unit, fact);
    if (year != review->data.year || (quarters && !fact_is_of_quarter(fact, FACT_OF_YEAR)))
        return FALSE;
    if (strcmp(dataset->name, ACTIONS) == 0)
        return rule == REVIEW_DISCIPLINE && counts_against(review, unit, fact);
    if (fact->unit == unit)
        return strcmp(dataset->name, RANKINGS) == 0 ||
               (rule == REVIEW_PREREQUISITES && review_actions_at(review->below, unit, 0) == NULL);
    return rule == REVIEW_PREREQUISITES && strcmp(dataset->name, RANKINGS) == 0 &&
           parent_of(review, fact->unit) == unit;
}
