#include "check/review.h"

#include <string.h>

#include "base/decimal.h"
#include "check/completeness.h"
#include "check/leaders.h"
#include "check/review_below.h"

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

/* What was disciplined in a unit or below it. */
struct review_actions {
    gint64 organizations, leaders;
    gint64 postless; /* members whose post is not stated: they may be leaders */
};

struct review {
    struct review_data data;
    date last_day;
    const struct law *laws[REVIEW_RULES];
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

static gpointer of_unit(GHashTable *table, gint32 unit, gsize size)
{
    gpointer key = GINT_TO_POINTER(unit + 1), value = g_hash_table_lookup(table, key);
    if (value == NULL && size > 0) {
        value = g_malloc0(size);
        g_hash_table_insert(table, key, value);
    }
    return value;
}

static void count_actions(struct review *review, const struct rule_sums *gathered)
{
    g_autoptr(GPtrArray) list = rule_sums_list(gathered);
    for (guint i = 0; i < list->len; i++) {
        const struct rule_sum *sums = g_ptr_array_index(list, i);
        if (sums->year != review->data.year)
            continue;
        gint64 organizations = rule_sums_figure(gathered, sums, RULE_SUMS_ORGANIZATIONS);
        gint64 postless = rule_sums_figure(gathered, sums, RULE_SUMS_POSTLESS);
        struct review_actions *own =
            of_unit(review->actions, sums->unit, sizeof(struct review_actions));
        own->leaders += rule_sums_figure(gathered, sums, RULE_SUMS_LEADERS);
        gint32 unit = organizations + postless > 0 ? sums->unit : UNIT_NONE;
        for (; unit != UNIT_NONE; unit = parent_of(review, unit)) {
            struct review_actions *actions =
                of_unit(review->actions, unit, sizeof(struct review_actions));
            actions->organizations += organizations;
            actions->postless += postless;
        }
    }
}

/* The class of a unit; -1: not known. */
static int class_of(const struct review *review, gint32 unit)
{
    const struct rule_sum *sums = rule_sums_find(review->rankings, unit, review->data.year);
    gint64 class = sums != NULL ? rule_sums_figure(review->rankings, sums, RULE_SUMS_CLASS) : 0;
    if (class > 0)
        return (int)class - 1;
    /* Who has returned and left no trace has the class that most have. */
    gboolean whole = review->data.returned != NULL &&
                     returned_state(review->data.returned, unit, 0) == RETURN_WHOLE;
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
        struct review_below *below = of_unit(review->below, parent, sizeof(struct review_below));
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
    review->actions = g_hash_table_new_full(NULL, NULL, NULL, g_free);
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
        count_actions(review, actions);
    if (review->classes != NULL && review->laws[REVIEW_PREREQUISITES] != NULL &&
        data->returned != NULL)
        count_below(review);
    return review;
}

void review_free(struct review *review)
{
    if (review == NULL)
        return;
    g_hash_table_unref(review->actions);
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

static enum review_state by_discipline(const struct review *review, gint32 unit)
{
    const struct review_actions *actions = of_unit(review->actions, unit, 0);
    if (review->data.no_actions)
        return REVIEW_MISSING;
    if (!is_excellent(review, unit))
        return REVIEW_UNCONCERNED;
    if (actions != NULL && actions->organizations + actions->leaders > 0)
        return REVIEW_MARKED;
    return actions != NULL && actions->postless > 0 ? REVIEW_MISSING : REVIEW_CLEAR;
}

/* What is below a unit: its own units, or else its members; FALSE: neither is in the data. */
static gboolean find_below(const struct review *review, gint32 unit, struct review_below *below)
{
    const struct review_below *units = of_unit(review->below, unit, 0);
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

/* Of the first three quarters, how many end while the law is in force. */
static gint64 quarters_due(const struct review *review)
{
    gint64 due = 0;
    for (int quarter = 1; quarter <= 3; quarter++) {
        date last = date_month_end(date_from_civil(review->data.year, 3 * quarter, 1));
        due += review_law_on(review->data.dictionary, REVIEW_QUARTERS, last) != NULL;
    }
    return due;
}

/* A year is excellent only if none of its quarters bars it, so each must be known. */
static enum review_state by_quarters(const struct review *review, gint32 unit)
{
    const struct law *law = review->laws[REVIEW_QUARTERS];
    if (!is_excellent(review, unit) || law->steps_count == 0)
        return REVIEW_UNCONCERNED;
    if (ranking_figure(review, unit, RULE_SUMS_FAILED) >= review_step_number(&law->steps[0]))
        return REVIEW_MARKED;
    return ranking_figure(review, unit, RULE_SUMS_QUARTERS) >= quarters_due(review)
               ? REVIEW_CLEAR
               : REVIEW_MISSING;
}

enum review_state review_of(const struct review *review, enum review_rule rule, gint32 unit)
{
    static enum review_state (*const verdicts[REVIEW_RULES])(const struct review *, gint32) = {
        [REVIEW_DISCIPLINE] = by_discipline,
        [REVIEW_PREREQUISITES] = by_prerequisites,
        [REVIEW_POINTS] = by_points,
        [REVIEW_QUARTERS] = by_quarters,
    };
    if (review->laws[rule] == NULL || review->classes == NULL)
        return REVIEW_NOT_APPLICABLE;
    if (class_of(review, unit) < 0)
        return is_expected(review, unit) ? REVIEW_MISSING : REVIEW_NOT_APPLICABLE;
    return verdicts[rule](review, unit);
}

static char *words_of_discipline(const struct review *review, gint32 unit)
{
    const struct review_actions *actions = of_unit(review->actions, unit, 0);
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
    g_autofree char *quarters =
        decimal_vietnamese(ranking_figure(review, unit, RULE_SUMS_FAILED), 0);
    return g_strdup_printf("%s quý", quarters);
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

gboolean review_rests_on(const struct review *review, enum review_rule rule, gint32 unit,
                         const struct dataset *dataset, const struct fact *fact)
{
    int year, month, day;
    date_to_civil(fact->first, &year, &month, &day);
    gboolean quarters = dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0;
    if (year != review->data.year ||
        (quarters && rule != REVIEW_QUARTERS && !fact_is_of_quarter(fact, FACT_OF_YEAR)))
        return FALSE;
    if (strcmp(dataset->name, ACTIONS) == 0)
        return rule == REVIEW_DISCIPLINE && counts_against(review, unit, fact);
    if (fact->unit == unit)
        return strcmp(dataset->name, RANKINGS) == 0 ||
               (rule == REVIEW_PREREQUISITES && of_unit(review->below, unit, 0) == NULL);
    return rule == REVIEW_PREREQUISITES && strcmp(dataset->name, RANKINGS) == 0 &&
           parent_of(review, fact->unit) == unit;
}
