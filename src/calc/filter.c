#include "calc/filter.h"

#include <string.h>

#include "data/vocabulary.h"

/* One condition on a column. */
struct test {
    guint column;
    gboolean mentions;
    const struct template_condition *condition;
    guint8 *passes; /* by known value */
    guint known;
    const struct column *number; /* whose numbers are held against the limit; NULL: they are none */
    enum bound bound;
    gint64 limit;
};

struct filter {
    guint8 *unit_passes; /* by era and unit, behind several eras by unit on any day; NULL: any */
    guint units;
    GArray *days; /* date: the first day of each era but the first, in which some unit is another */
    date day;     /* of facts without a time */
    GArray *tests; /* struct test */
};

static gboolean post_fits(const struct names *posts, const char *code)
{
    for (unsigned i = 0; i < posts->count; i++)
        if (fact_code_fits(code, posts->item[i], strlen(posts->item[i])))
            return TRUE;
    return FALSE;
}

/* What the condition says of a value that is only compared by name. */
static gboolean code_passes(const struct template_condition *condition, const char *code)
{
    if (condition->leads.count > 0)
        return post_fits(&condition->is, code);
    if (condition->is.count > 0)
        return names_hold(&condition->is, code);
    if (condition->is_not.count > 0)
        return !names_hold(&condition->is_not, code);
    return FALSE;
}

static guint count_eras(const struct filter *filter)
{
    return filter->days->len + 1;
}

/* Where units are the same on all days there is one layer of answers. */
static guint count_layers(const struct filter *filter)
{
    return filter->days->len > 0 ? count_eras(filter) + 1 : 1;
}

/* The answers of an era; those of any day are the last layer. */
static guint8 *passes_in(const struct filter *filter, guint era)
{
    return filter->unit_passes + (gsize)era * filter->units;
}

static guint era_of(const struct filter *filter, date day)
{
    guint era = 0;
    while (era < filter->days->len && day >= g_array_index(filter->days, date, era))
        era++;
    return day == FILTER_ANY_DAY ? count_layers(filter) - 1 : era;
}

static gboolean level_passes(const struct template_condition *condition, const struct unit *unit)
{
    gboolean cell = unit->is_cell && unit->level != LEVEL_CHI_BO;
    const char *cell_code = level_code(LEVEL_CHI_BO);
    if (condition->is.count > 0)
        return code_passes(condition, level_code(unit->level)) ||
               (cell && names_hold(&condition->is, cell_code));
    return code_passes(condition, level_code(unit->level)) &&
           !(cell && names_hold(&condition->is_not, cell_code));
}

/* A unit that is lifted on a day is not of the level that don_vi gives it. */
static gboolean unit_passes(const struct template_condition *condition, const struct unit *unit,
                            gboolean lifted)
{
    if (strcmp(condition->field, "cap") != 0)
        return code_passes(condition, unit->kind);
    return lifted ? condition->is_not.count > 0 : level_passes(condition, unit);
}

/* In which levels units may be something else on some day. */
static void find_ruled(const struct dictionary *dictionary, gboolean ruled[LEVELS])
{
    for (guint level = 0; level < LEVELS; level++)
        for (guint i = 0; i < dictionary->levels_count; i++)
            ruled[level] = ruled[level] ||
                           strcmp(dictionary->levels[i].level, level_code((enum level)level)) == 0;
}

static gboolean is_lifted(const struct filter *filter, const struct filter_subject *subject,
                          const struct unit *unit, guint era)
{
    date day = era == 0 ? DATE_NONE : g_array_index(filter->days, date, era - 1);
    return dictionary_lifts(subject->dictionary, level_code(unit->level), unit->kind, day);
}

static void add_unit_condition(struct filter *filter, const struct template_condition *condition,
                               const struct filter_subject *subject)
{
    guint layers = count_layers(filter);
    gsize size = (gsize)layers * filter->units;
    gboolean ruled[LEVELS] = {FALSE};
    if (filter->unit_passes == NULL) {
        filter->unit_passes = g_malloc(MAX(size, 1));
        memset(filter->unit_passes, 1, size);
    }
    find_ruled(subject->dictionary, ruled);
    for (guint i = 0; i < filter->units; i++) {
        const struct unit *unit = unit_at(subject->tree, (gint32)i);
        gboolean passes = unit_passes(condition, unit, FALSE);
        for (guint layer = 0; layer < layers; layer++) {
            gboolean lifted = !condition->listed && layer + 1 < layers && ruled[unit->level] &&
                              is_lifted(filter, subject, unit, layer);
            if (!(lifted ? unit_passes(condition, unit, TRUE) : passes))
                passes_in(filter, layer)[i] = 0;
        }
    }
}

/* What no condition asks changes on no day. */
static void set_eras(struct filter *filter, const struct template_condition *conditions,
                     guint count, const struct filter_subject *subject)
{
    gboolean asks_level = FALSE;
    for (guint i = 0; i < count; i++)
        asks_level =
            asks_level || (dataset_column(subject->dataset, conditions[i].field) < 0 &&
                           strcmp(conditions[i].field, "cap") == 0 && !conditions[i].listed);
    filter->days = asks_level ? dictionary_level_days(subject->dictionary)
                              : g_array_new(FALSE, FALSE, sizeof(date));
}

/* Where every unit is in all eras what its level says there is but one. */
static void join_eras(struct filter *filter)
{
    guint last = count_layers(filter) - 1;
    for (guint layer = 0; layer < last && filter->unit_passes != NULL; layer++)
        if (memcmp(passes_in(filter, layer), passes_in(filter, last), filter->units) != 0)
            return;
    g_array_set_size(filter->days, 0);
    if (filter->unit_passes != NULL)
        filter->unit_passes = g_realloc(filter->unit_passes, MAX(filter->units, 1));
}

static void add_column_condition(struct filter *filter, const struct template_condition *condition,
                                 const struct dataset *dataset)
{
    int index = dataset_column(dataset, condition->field);
    g_assert(index >= 0);
    const struct column *column = &dataset->columns[index];
    struct test test = {
        .column = (guint)index,
        .mentions = column->type == COLUMN_LABELS,
        .condition = condition,
        .passes = g_malloc0(MAX(column->values_count, 1)),
        .known = column->values_count,
    };
    guint decimals;
    const char *limit = condition_limit(condition, &test.bound);
    test.number = column_is_number(column, &decimals) ? column : NULL;
    if (limit != NULL)
        condition_limit_value(column, limit, &test.limit); /* template_load() has seen to it */
    for (guint i = 0; i < column->values_count; i++)
        test.passes[i] = limit == NULL ? code_passes(condition, column->values[i].code)
                                       : bound_holds(test.bound, column, i, test.limit);
    g_array_append_val(filter->tests, test);
}

static void clear_test(gpointer test)
{
    g_free(((struct test *)test)->passes);
}

struct filter *filter_new(const struct template_condition *conditions, guint count,
                          const struct filter_subject *subject)
{
    struct filter *filter = g_new0(struct filter, 1);
    filter->units = unit_tree_count(subject->tree);
    filter->day = subject->day;
    set_eras(filter, conditions, count, subject);
    filter->tests = g_array_new(FALSE, FALSE, sizeof(struct test));
    g_array_set_clear_func(filter->tests, clear_test);
    for (guint i = 0; i < count; i++) {
        if (dataset_column(subject->dataset, conditions[i].field) < 0)
            add_unit_condition(filter, &conditions[i], subject);
        else
            add_column_condition(filter, &conditions[i], subject->dataset);
    }
    join_eras(filter);
    return filter;
}

void filter_free(struct filter *filter)
{
    if (filter == NULL)
        return;
    g_free(filter->unit_passes);
    g_array_unref(filter->days);
    g_array_unref(filter->tests);
    g_free(filter);
}

static gboolean value_passes(const struct test *test, const struct fact *fact, gint64 value)
{
    if (value == FACT_BLANK)
        return test->condition->is_not.count > 0 || test->condition->blank;
    if (test->number != NULL)
        return test->bound < BOUNDS && bound_holds(test->bound, test->number, value, test->limit);
    if (value < (gint64)test->known)
        return test->passes[value];
    return code_passes(test->condition,
                       vocabulary_code(fact->vocabulary, test->column, (gint32)value));
}

/* Of several mentions one is enough; is_not wants that none is named. */
static gboolean mentions_pass(const struct test *test, const struct fact *fact)
{
    gboolean negative = test->condition->is_not.count > 0;
    for (guint i = 0; i < fact->mentions_count; i++)
        if (value_passes(test, fact, fact->mentions[i]) != negative)
            return !negative;
    return negative;
}

void filter_asks(const struct filter *filter, GArray *units, guint8 columns[FACT_MAX_COLUMNS])
{
    for (guint era = 0; era < count_eras(filter) && filter->unit_passes != NULL; era++) {
        struct unit_answers answers = {passes_in(filter, era), sizeof *filter->unit_passes};
        g_array_append_val(units, answers);
    }
    for (guint i = 0; i < filter->tests->len; i++)
        columns[g_array_index(filter->tests, struct test, i).column] |= ASKING_VALUE;
}

gboolean filter_asks_unit(const struct filter *filter)
{
    return filter->unit_passes != NULL;
}

gboolean filter_lets_value(const struct filter *filter, guint column, guint value)
{
    for (guint i = 0; i < filter->tests->len; i++) {
        const struct test *test = &g_array_index(filter->tests, struct test, i);
        if (test->column == column && !test->passes[value])
            return FALSE;
    }
    return TRUE;
}

gboolean filter_passes_unit(const struct filter *filter, gint32 unit, date day)
{
    return filter->unit_passes == NULL || passes_in(filter, era_of(filter, day))[unit];
}

gboolean filter_is_dated(const struct filter *filter)
{
    return filter->days->len > 0;
}

static date day_of(const struct filter *filter, const struct fact *fact)
{
    return fact->last != DATE_NONE ? fact->last : filter->day;
}

guint filter_era(const struct filter *filter, const struct fact *fact)
{
    return era_of(filter, day_of(filter, fact));
}

gboolean filter_passes(const struct filter *filter, const struct fact *fact)
{
    if (!filter_passes_unit(filter, fact->unit, day_of(filter, fact)))
        return FALSE;
    for (guint i = 0; i < filter->tests->len; i++) {
        const struct test *test = &g_array_index(filter->tests, struct test, i);
        if (!(test->mentions ? mentions_pass(test, fact)
                             : value_passes(test, fact, fact->value[test->column])))
            return FALSE;
    }
    return TRUE;
}
