#include "calc/filter.h"

#include <string.h>

#include "data/vocabulary.h"

/* One condition on a column. */
struct test {
    guint column;
    gboolean mentions;
    const struct condition *condition;
    guint8 *passes; /* by known value */
    guint known;
};

struct filter {
    guint8 *unit_passes; /* by unit; NULL: any */
    GArray *tests;       /* struct test */
};

/* What the condition says of a value that is only compared by name. */
static gboolean code_passes(const struct condition *condition, const char *code)
{
    if (condition->is.count > 0)
        return names_hold(&condition->is, code);
    if (condition->is_not.count > 0)
        return !names_hold(&condition->is_not, code);
    return FALSE;
}

static gboolean level_passes(const struct condition *condition, const struct unit *unit)
{
    gboolean cell = unit->is_cell && unit->level != LEVEL_CHI_BO;
    const char *cell_code = level_code(LEVEL_CHI_BO);
    if (condition->is.count > 0)
        return code_passes(condition, level_code(unit->level)) ||
               (cell && names_hold(&condition->is, cell_code));
    return code_passes(condition, level_code(unit->level)) &&
           !(cell && names_hold(&condition->is_not, cell_code));
}

static void add_unit_condition(struct filter *filter, const struct condition *condition,
                               const struct unit_tree *tree)
{
    guint units = unit_tree_count(tree);
    if (filter->unit_passes == NULL) {
        filter->unit_passes = g_malloc(MAX(units, 1));
        memset(filter->unit_passes, 1, units);
    }
    gboolean by_level = strcmp(condition->field, "cap") == 0;
    for (guint i = 0; i < units; i++) {
        const struct unit *unit = unit_at(tree, (gint32)i);
        if (!(by_level ? level_passes(condition, unit) : code_passes(condition, unit->kind)))
            filter->unit_passes[i] = 0;
    }
}

static void add_column_condition(struct filter *filter, const struct condition *condition,
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
    int least = condition->at_least ? column_value(column, condition->at_least) : -1;
    for (guint i = 0; i < column->values_count; i++)
        test.passes[i] = least < 0 ? code_passes(condition, column->values[i].code)
                                   : column_reaches(column, (int)i, least);
    g_array_append_val(filter->tests, test);
}

static void clear_test(gpointer test)
{
    g_free(((struct test *)test)->passes);
}

struct filter *filter_new(const struct condition *conditions, guint count,
                          const struct dataset *dataset, const struct unit_tree *tree)
{
    struct filter *filter = g_new0(struct filter, 1);
    filter->tests = g_array_new(FALSE, FALSE, sizeof(struct test));
    g_array_set_clear_func(filter->tests, clear_test);
    for (guint i = 0; i < count; i++) {
        if (dataset_column(dataset, conditions[i].field) < 0)
            add_unit_condition(filter, &conditions[i], tree);
        else
            add_column_condition(filter, &conditions[i], dataset);
    }
    return filter;
}

void filter_free(struct filter *filter)
{
    if (filter == NULL)
        return;
    g_free(filter->unit_passes);
    g_array_unref(filter->tests);
    g_free(filter);
}

static gboolean value_passes(const struct test *test, const struct fact *fact, gint64 value)
{
    if (value == FACT_BLANK)
        return test->condition->is_not.count > 0;
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
    struct unit_answers answers = {filter->unit_passes, sizeof *filter->unit_passes};
    if (answers.at != NULL)
        g_array_append_val(units, answers);
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

gboolean filter_passes_unit(const struct filter *filter, gint32 unit)
{
    return filter->unit_passes == NULL || filter->unit_passes[unit];
}

gboolean filter_passes(const struct filter *filter, const struct fact *fact)
{
    if (!filter_passes_unit(filter, fact->unit))
        return FALSE;
    for (guint i = 0; i < filter->tests->len; i++) {
        const struct test *test = &g_array_index(filter->tests, struct test, i);
        if (!(test->mentions ? mentions_pass(test, fact)
                             : value_passes(test, fact, fact->value[test->column])))
            return FALSE;
    }
    return TRUE;
}
