#include "answer/why_rows.h"

#include <string.h>

#include "answer/why_review.h"
#include "base/hash.h"
#include "calc/returned.h"
#include "check/completeness.h"
#include "data/vocabulary.h"

/* What the threads of a pass share, read only. */
struct rows_plan {
    const struct why_cell *cell;
    const struct dataset *dataset;
    const struct returned *returned; /* for terms that count returns */
    gboolean beside;
};

/* One thread's hits, a list a term. */
struct rows_state {
    const struct rows_plan *plan;
    GArray **hits;
};

static const struct why_term *term_at(const struct why_cell *cell, guint i)
{
    return &g_array_index(cell->terms, struct why_term, i);
}

static const struct scopes *scopes_of(const struct why_cell *cell)
{
    return cell->recompute.plan.report.scopes;
}

static guint64 mix_text(guint64 hash, const char *text)
{
    return hash_mix(hash, hash_bytes(text, strlen(text)));
}

static guint64 mix_value(guint64 hash, const struct rows_plan *plan, const struct fact *fact,
                         guint index)
{
    const struct column *column = &plan->dataset->columns[index];
    gint64 value = fact->value[index];
    if (value == FACT_BLANK)
        return mix_text(hash, "");
    if (column->type == COLUMN_UNIT)
        return mix_text(hash, unit_at(scopes_of(plan->cell)->tree, (gint32)value)->code);
    if (column->type == COLUMN_LABEL)
        return mix_text(hash, vocabulary_code(fact->vocabulary, index, (gint32)value));
    if (column->type == COLUMN_CODE)
        return mix_text(hash, column->values[value].code);
    return hash_mix(hash, (guint64)value);
}

/* The columns of the key that holds for the fact's file; NULL: the dataset has none. */
static const struct names *key_names(const struct rows_plan *plan, const struct fact *fact)
{
    const gint *places = plan->cell->recompute.workspace->inputs->item[fact->file].column;
    for (guint k = 0; k < plan->dataset->keys_count; k++) {
        const struct names *key = &plan->dataset->keys[k].columns;
        gboolean whole = TRUE;
        for (guint i = 0; i < key->count && whole; i++)
            whole = dataset_column_is_there(plan->dataset, places,
                                            (guint)dataset_column(plan->dataset, key->item[i]));
        if (whole)
            return key;
    }
    return NULL;
}

static guint64 key_of(const struct rows_plan *plan, const struct fact *fact)
{
    guint64 hash = 0;
    const struct names *key = key_names(plan, fact);
    gboolean any = FALSE;
    for (guint i = 0; key != NULL && i < key->count; i++) {
        int index = dataset_column(plan->dataset, key->item[i]);
        if (index == dataset_time_column(plan->dataset))
            continue;
        hash = mix_value(hash, plan, fact, (guint)index);
        any = TRUE;
    }
    return any ? hash : mix_text(hash, unit_at(scopes_of(plan->cell)->tree, fact->unit)->code);
}

/* The code of a value beyond the dictionary's, or NULL. */
static const char *open_code(const struct query *query, const struct axis *axis,
                             const struct place *place, const struct fact *fact)
{
    if (place->part < 0)
        return NULL;
    const struct part *part = &axis->part[place->part];
    if ((part->kind != PART_VALUE && part->kind != PART_MENTION) || part->step != NULL)
        return NULL;
    gint32 known = (gint32)query->dataset->columns[part->column].values_count;
    return place->number > known && part->other == 0
               ? vocabulary_shown_code(fact->vocabulary, part->column, place->number - 1)
               : NULL;
}

/* The wanted place in which a fact's place stands, or NULL. */
static const struct why_place *match(const struct query *query, const struct axis *axis,
                                     const GArray *wanted, const struct place *place,
                                     const struct fact *fact)
{
    const char *code = open_code(query, axis, place, fact);
    for (guint i = 0; i < wanted->len; i++) {
        const struct why_place *one = &g_array_index(wanted, struct why_place, i);
        if (one->place.part != place->part)
            continue;
        if (code != NULL || one->code != NULL ? g_strcmp0(code, one->code) == 0
                                              : one->place.number == place->number)
            return one;
    }
    return NULL;
}

/* Whether a fact's unit is shared out into the term's row. */
static gboolean is_shared_into(const struct why_term *term, const struct scopes *scopes,
                               const struct fact *fact)
{
    for (guint i = 0; i < term->portions->len; i++)
        if (portion_counts(scopes_portion(scopes, g_array_index(term->portions, guint, i)), scopes,
                           fact->unit))
            return TRUE;
    return FALSE;
}

/* What a fact that stands in the row adds in the columns. */
static void count_in_row(const struct why_term *term, const struct fact *fact,
                         const struct place *row, struct why_hit *hit)
{
    const struct query *query = term->query;
    struct place columns[PLACES_MOST];
    guint count = places_of(query, &query->columns, term->span, fact, columns);
    hit->in_row = TRUE;
    for (guint c = 0; c < count; c++) {
        gint64 amount;
        if (match(query, &query->columns, term->columns, &columns[c], fact) == NULL ||
            !place_sum(query, fact, row, &columns[c], &amount))
            continue;
        gboolean distinct = place_adding(query, &columns[c])->aggregate == AGGREGATE_DISTINCT;
        hit->amount = distinct ? amount : hit->amount + amount;
        hit->inside = TRUE;
    }
}

static void count_in(const struct why_term *term, const struct scopes *scopes,
                     const struct fact *fact, struct why_hit *hit)
{
    const struct query *query = term->query;
    struct place rows[PLACES_MOST], columns[PLACES_MOST];
    guint row_count = places_of(query, &query->rows, term->span, fact, rows);
    guint column_count = places_of(query, &query->columns, term->span, fact, columns);
    for (guint c = 0; c < column_count; c++)
        hit->in_column |= match(query, &query->columns, term->columns, &columns[c], fact) != NULL;
    hit->shared = scopes->scope_of[fact->unit] < 0;
    for (guint r = 0; r < row_count; r++)
        if (match(query, &query->rows, term->rows, &rows[r], fact) != NULL)
            count_in_row(term, fact, &rows[r], hit);
    if (is_shared_into(term, scopes, fact)) {
        hit->shared = TRUE;
        count_in_row(term, fact, &rows[0], hit); /* the total: such a unit has no row */
    }
}

static void take_counted(const struct rows_state *state, guint index, const struct fact *fact,
                         struct why_hit *hit)
{
    const struct why_term *term = term_at(state->plan->cell, index);
    if (!filter_passes(term->query->filter, fact) || !query_in_plane(term->query, term->span, fact))
        return;
    if (term->marks != NULL && !returned_marks(term->marks, fact->unit, fact->first,
                                               term->query->planes[term->span].shift))
        return;
    count_in(term, scopes_of(state->plan->cell), fact, hit);
    if ((!hit->inside && !state->plan->beside) || fact->times == 0)
        return;
    hit->key = key_of(state->plan, fact);
    g_array_append_val(state->hits[index], *hit);
}

static void take_return(const struct rows_state *state, guint index, const struct fact *fact,
                        struct why_hit *hit)
{
    const struct rows_plan *plan = state->plan;
    const struct why_term *term = term_at(plan->cell, index);
    gint32 period = returned_number(plan->returned, fact);
    if (period < 0 || (term->unit != UNIT_NONE && term->unit != fact->unit))
        return;
    date first, last;
    returned_period(plan->returned, period, &first, &last);
    if (!completeness_is_expected(plan->dataset, scopes_of(plan->cell)->tree, fact->unit, last))
        return;
    hit->amount = (gint64)fact->unit * returned_periods(plan->returned) + period;
    hit->inside = hit->in_row = hit->in_column = TRUE;
    hit->key = key_of(plan, fact);
    g_array_append_val(state->hits[index], *hit);
}

static void take_verdict(const struct rows_state *state, guint index, const struct fact *fact,
                         struct why_hit *hit)
{
    const struct rows_plan *plan = state->plan;
    if (!why_review_holds(plan->cell, term_at(plan->cell, index), plan->dataset, fact))
        return;
    hit->amount = hit->inside = hit->in_row = hit->in_column = TRUE;
    hit->key = key_of(plan, fact);
    g_array_append_val(state->hits[index], *hit);
}

static void take(void *data, const struct fact *fact)
{
    const struct rows_state *state = data;
    const struct why_cell *cell = state->plan->cell;
    if (!scopes_holds(scopes_of(cell), 0, fact->unit))
        return;
    for (guint i = 0; i < cell->terms->len; i++) {
        const struct why_term *term = term_at(cell, i);
        struct why_hit hit = {fact->file, fact->cell, fact->line, fact->unit, .inside = FALSE};
        if (term->source->dataset != state->plan->dataset)
            continue;
        if (term->counting == WHY_FACTS)
            take_counted(state, i, fact, &hit);
        else if (term->counting == WHY_RETURNS)
            take_return(state, i, fact, &hit);
        else if (term->counting == WHY_VERDICTS)
            take_verdict(state, i, fact, &hit);
    }
}

static void *state_new(void *data)
{
    struct rows_state *state = g_new0(struct rows_state, 1);
    state->plan = data;
    state->hits = g_new0(GArray *, state->plan->cell->terms->len + 1);
    for (guint i = 0; i < state->plan->cell->terms->len; i++)
        state->hits[i] = g_array_new(FALSE, FALSE, sizeof(struct why_hit));
    return state;
}

static void state_free(void *data)
{
    struct rows_state *state = data;
    for (guint i = 0; state->hits[i] != NULL; i++)
        g_array_unref(state->hits[i]);
    g_free(state->hits);
    g_free(state);
}

gint why_rows_compare(gconstpointer a, gconstpointer b)
{
    const struct why_hit *first = a, *second = b;
    if (first->file != second->file)
        return first->file < second->file ? -1 : 1;
    gint lines = (first->line > second->line) - (first->line < second->line);
    return lines != 0 ? lines : first->cell < second->cell ? -1 : first->cell > second->cell;
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

/* Whether a unit, as it is on a day, stands at a place of an axis. */
static gboolean stands_at(const struct axis *axis, const GArray *places, gint32 unit, date day)
{
    const struct place *place = &g_array_index(places, struct why_place, 0).place;
    if (place->part < 0)
        return TRUE;
    const struct part *part = &axis->part[place->part];
    if (!filter_passes_unit(part->filter, unit, day))
        return FALSE;
    return part->numbering != NULL ? part->numbering->number[unit] == place->number
                                   : part_has_unit(part, place->number, unit);
}

/* For how many periods of the cell a unit should have returned. */
static gint64 periods_owed(const struct why_term *term, const struct unit_tree *tree, gint32 unit)
{
    const struct query *query = term->query;
    const struct returned *returned = tally_returned_for(term->source->tally, query);
    struct returned_window window = returned_window(returned, term->first, term->last);
    gint64 owed = 0;
    for (gint p = window.first; p <= window.last; p++) {
        date first, last;
        returned_period(returned, p, &first, &last);
        owed += completeness_is_expected(term->source->dataset, tree, unit, last) &&
                filter_passes_unit(query->filter, unit, last) &&
                stands_at(&query->rows, term->rows, unit, last) &&
                stands_at(&query->columns, term->columns, unit, last);
    }
    return owed;
}

/* Units that should have returned for the cell of a crosstab; its value is the number of returns.
 */
static void expect_in_cell(const struct why_cell *cell, struct why_term *term)
{
    const struct scopes *scopes = scopes_of(cell);
    const GArray *units = scopes_units(scopes, 0);
    term->value = 0;
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
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

/* The units that should have returned: a hit each, with the returns that it owes. */
static void fill_expected(const struct why_cell *cell, struct why_term *term)
{
    if (term->query != NULL)
        expect_in_cell(cell, term);
    else
        expect_periods(cell, term);
}

/* One pass for all terms of a dataset. */
static gboolean search(struct why_cell *cell, const struct report_source *source, gboolean beside,
                       GError **error)
{
    const struct report *report = &cell->recompute.plan.report;
    struct rows_plan plan = {cell, source->dataset, tally_returned(source->tally), beside};
    struct read_job job = {.dataset = source->dataset, .age_day = report->period.last};
    struct consumer consumer = {
        .state_new = state_new, .take = take, .state_free = state_free, .data = &plan};
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(state_free);
    if (!workspace_read(cell->recompute.workspace, job, consumer, states, error))
        return FALSE;
    for (guint s = 0; s < states->len; s++) {
        const struct rows_state *state = g_ptr_array_index(states, s);
        for (guint i = 0; i < cell->terms->len; i++)
            g_array_append_vals(term_at(cell, i)->hits, state->hits[i]->data, state->hits[i]->len);
    }
    return TRUE;
}

gboolean why_rows_fill(struct why_cell *cell, gboolean beside, GError **error)
{
    const GArray *sources = cell->recompute.plan.report.sources;
    for (guint i = 0; i < cell->terms->len; i++)
        g_array_index(cell->terms, struct why_term, i).hits =
            g_array_new(FALSE, FALSE, sizeof(struct why_hit));
    for (guint s = 0; s < sources->len; s++) {
        const struct report_source *source = &g_array_index(sources, struct report_source, s);
        gboolean wanted = FALSE;
        for (guint i = 0; i < cell->terms->len; i++)
            wanted |=
                term_at(cell, i)->source == source && term_at(cell, i)->counting != WHY_EXPECTED;
        if (wanted && !source->absent && !search(cell, source, beside, error))
            return FALSE;
    }
    for (guint i = 0; i < cell->terms->len; i++) {
        struct why_term *term = &g_array_index(cell->terms, struct why_term, i);
        if (term->counting == WHY_EXPECTED)
            fill_expected(cell, term);
        g_array_sort(term->hits, why_rows_compare);
    }
    return TRUE;
}
