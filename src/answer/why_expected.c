#include "answer/why_expected.h"

#include "check/completeness.h"

static const struct scopes *scopes_of(const struct why_cell *cell)
{
    return cell->recompute.plan.report.scopes;
}

static void add_expected(const struct why_cell *cell, const struct why_term *term, gint32 unit,
                         gint64 amount)
{
    const struct workspace *workspace = cell->recompute.workspace;
    struct why_hit hit = {
        .unit = unit,
        .line = unit_at(workspace->tree, unit)->line,
        .amount = amount,
        .inside = TRUE,
        .in_row = TRUE,
        .in_column = TRUE,
        .key = (guint64)unit,
    };
    while (hit.file + 1 < workspace->inputs->count &&
           (workspace->inputs->item[hit.file].dataset == NULL ||
            workspace->inputs->item[hit.file].dataset->kind != DATASET_TREE))
        hit.file++;
    g_array_append_val(term->hits, hit);
}

/* Whether a unit stands at a place of an axis. */
static gboolean stands_at(const struct axis *axis, const GArray *places, gint32 unit)
{
    const struct place *place = &g_array_index(places, struct why_place, 0).place;
    if (place->part < 0)
        return TRUE;
    const struct part *part = &axis->part[place->part];
    if (!filter_passes_unit(part->filter, unit))
        return FALSE;
    return part->numbering != NULL ? part->numbering->number[unit] == place->number
                                   : part_has_unit(part, place->number, unit);
}

/* For how many periods between two days a unit should have returned. */
static gint64 periods_owed(const struct why_term *term, const struct unit_tree *tree, gint32 unit)
{
    const struct returned *returned = tally_returned(term->source->tally);
    struct returned_window window = returned_window(returned, term->first, term->last);
    gint64 owed = 0;
    for (gint p = window.first; p <= window.last; p++) {
        date first, last;
        returned_period(returned, p, &first, &last);
        owed += completeness_is_expected(term->source->dataset, tree, unit, last);
    }
    return owed;
}

/* Units that should have returned for the cell of a crosstab; its value is the number of returns.
 */
static void expect_in_cell(const struct why_cell *cell, struct why_term *term)
{
    const struct scopes *scopes = scopes_of(cell);
    const struct query *query = term->query;
    const GArray *units = scopes_units(scopes, 0);
    term->value = 0;
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (!filter_passes_unit(query->filter, unit) ||
            !stands_at(&query->rows, term->rows, unit) ||
            !stands_at(&query->columns, term->columns, unit))
            continue;
        gint64 owed = periods_owed(term, scopes->tree, unit);
        if (owed > 0)
            add_expected(cell, term, unit, owed);
        term->value += owed;
    }
}

/* Units and their periods in a table of those missing. */
static void expect_periods(const struct why_cell *cell, const struct why_term *term)
{
    const struct scopes *scopes = scopes_of(cell);
    const struct returned *returned = tally_returned(term->source->tally);
    const GArray *units = scopes_units(scopes, 0);
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        gint64 periods = 0;
        if (term->unit != UNIT_NONE && term->unit != unit)
            continue;
        for (gint p = 0; p < (gint)returned_periods(returned); p++) {
            date first, last;
            returned_period(returned, p, &first, &last);
            periods += completeness_is_expected(term->source->dataset, scopes->tree, unit, last);
        }
        if (periods > 0)
            add_expected(cell, term, unit, periods);
    }
}

void why_expected_fill(const struct why_cell *cell, struct why_term *term)
{
    if (term->query != NULL)
        expect_in_cell(cell, term);
    else
        expect_periods(cell, term);
}
