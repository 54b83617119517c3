#include "run/summary_asking.h"

#include "calc/grouping.h"
#include "calc/returned.h"
#include "check/rule_sums.h"

GPtrArray *summary_asking_plans(const GPtrArray *plans, const struct dataset *dataset)
{
    GPtrArray *asked = g_ptr_array_new();
    for (guint i = 0; i < plans->len; i++) {
        const struct report_plan *plan = g_ptr_array_index(plans, i);
        for (guint k = 0; k < plan->report.sources->len; k++) {
            struct report_source *source =
                &g_array_index(plan->report.sources, struct report_source, k);
            if (source->dataset == dataset && !source->absent)
                g_ptr_array_add(asked, &source->plan);
        }
    }
    return asked;
}

/* Beside the tables: who returned, nil returns, stages, and rules across files. */
static void ask_beside(const struct workspace *workspace, const struct dataset *dataset,
                       guint8 asked[FACT_MAX_COLUMNS])
{
    int answer = returned_answer(dataset), stage = dataset_stage_column(dataset);
    g_autoptr(rule_sums_t) gathered =
        rule_sums_new(dataset, workspace->dictionary, workspace->tree);
    if (gathered != NULL)
        rule_sums_ask(gathered, asked);
    if (answer >= 0 && dataset->kind != DATASET_STOCK)
        asked[answer] |= ASKING_BLANK;
    if (stage >= 0)
        asked[stage] |= ASKING_VALUE;
    for (guint i = 0; dataset->kind == DATASET_RETURNS && i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (column->type == COLUMN_COUNT)
            asked[i] |= ASKING_VALUE;
        if (column->person)
            asked[i] |= ASKING_BLANK;
    }
}

/* The class of each unit, by its uppermost unit; a unit whose code has versions is its own. */
static gint32 *find_classes(const struct unit_tree *tree, const guint8 *inside,
                            const GPtrArray *plans)
{
    guint units = unit_tree_count(tree);
    g_autoptr(grouping_t) grouping = grouping_new(plans, NULL, FALSE);
    g_autofree gint32 *uppermost = g_new(gint32, grouping->classes->len + 1);
    gint32 *stands_for = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < grouping->classes->len; i++)
        uppermost[i] = UNIT_NONE;
    for (gint32 i = 0; i < (gint32)units; i++) {
        gint32 *best = &uppermost[grouping->class_of[i]];
        if (inside[i] && !unit_has_versions(tree, i) &&
            (*best == UNIT_NONE || unit_at(tree, i)->level < unit_at(tree, *best)->level))
            *best = i;
    }
    for (gint32 i = 0; i < (gint32)units; i++) {
        gint32 best = uppermost[grouping->class_of[i]];
        stands_for[i] = best != UNIT_NONE && !unit_has_versions(tree, i) ? best : i;
    }
    return stands_for;
}

/* What is told of a column of which something is asked; numbers are kept apart, not added up. */
static enum summary_telling telling_of(guint8 asked)
{
    return (asked & (ASKING_VALUE | ASKING_SUM | ASKING_ONE)) != 0 ? SUMMARY_VALUE
           : asked != 0                                            ? SUMMARY_BLANK
                                                                   : SUMMARY_SILENT;
}

void summary_asking_init(struct summary_asking *asking, const GPtrArray *all,
                         const struct dataset *dataset, const guint8 *inside)
{
    const struct report_plan *first = g_ptr_array_index(all, 0);
    const struct workspace *workspace = first->workspace;
    g_autoptr(GPtrArray) plans = summary_asking_plans(all, dataset);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    *asking = (struct summary_asking){
        .told = {.dataset = dataset, .columns = g_array_new(FALSE, FALSE, sizeof(guint))},
        .inside = inside,
        .first = first->report.period.first,
        .last = first->report.period.last,
        .files = workspace->inputs->count,
        .labels = dataset_column_of_type(dataset, COLUMN_LABELS)};
    for (guint i = 0; i < plans->len; i++)
        tally_plan_asks(g_ptr_array_index(plans, i), units, asking->asked);
    ask_beside(workspace, dataset, asking->asked);
    for (guint i = 0; i < dataset->columns_count; i++) {
        asking->told.telling[i] = telling_of(asking->asked[i]);
        if (asking->told.telling[i] != SUMMARY_SILENT)
            g_array_append_val(asking->told.columns, i);
    }
    if (asking->labels >= 0 && asking->told.telling[asking->labels] == SUMMARY_SILENT)
        asking->labels = -1;
    if (dataset->kind == DATASET_STOCK &&
        asking->told.telling[dataset_unit_column(dataset)] == SUMMARY_SILENT) {
        asking->told.grain = SUMMARY_CLASSES;
        asking->stands_for = find_classes(workspace->tree, inside, plans);
    }
}

void summary_asking_clear(struct summary_asking *asking)
{
    g_array_unref(asking->told.columns);
    g_free(asking->stands_for);
}
