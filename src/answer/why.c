#include "answer/why.h"

#include <stdlib.h>
#include <string.h>

#include "answer/why_cell.h"
#include "answer/why_rows.h"
#include "answer/why_terms.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "data/person.h"
#include "data/place.h"
#include "read/summary.h"

/* Where different things are counted each counts once. */
static gboolean is_distinct(const struct why_term *term)
{
    if (term->counting == WHY_RETURNS)
        return TRUE;
    return term->counting == WHY_FACTS &&
           place_adding(term->query, &g_array_index(term->columns, struct why_place, 0).place)
                   ->aggregate == AGGREGATE_DISTINCT;
}

/* What the rows of a term add up to: a sum, or how many different things. */
static gint64 why_total(const struct why_term *term)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
    gboolean distinct = is_distinct(term);
    gint64 total = 0;
    for (guint i = 0; i < term->hits->len; i++) {
        struct why_hit *hit = &g_array_index(term->hits, struct why_hit, i);
        if (!hit->inside)
            continue;
        if (!distinct)
            total += hit->amount;
        else if (g_hash_table_add(seen, &hit->amount))
            total++;
    }
    return total;
}

guint why_count(const struct why_term *term)
{
    guint count = 0;
    for (guint i = 0; i < term->hits->len; i++)
        count += g_array_index(term->hits, struct why_hit, i).inside;
    return count;
}

/* "34.342.tongket:118 (ky_luat.csv, SHA-256 c3a4…)": a group's line, and the rows it was made of.
 */
static char *group_place(const struct input *input, guint64 line)
{
    const struct summary_source *source = input->summary;
    g_autofree char *summary =
        g_strndup(input->name, strlen(input->name) - strlen(source->name) - strlen(SUMMARY_MARK));
    g_autofree char *place = place_row(summary, line);
    return g_strdup_printf("%s (%s, SHA-256 %s)", place, source->name, source->sha256);
}

char *why_place(const struct why_cell *cell, const struct why_term *term, const struct why_hit *hit)
{
    const struct workspace *workspace = cell->recompute.workspace;
    const struct input *input = &workspace->inputs->item[hit->file];
    const char *name = workspace->file_names[hit->file];
    guint first = 0, last = 0;
    if (input->summary != NULL)
        return group_place(input, hit->line);
    if (hit->cell > 0)
        return place_text(name, hit->line, hit->cell);
    for (guint i = 0; input->dataset != NULL && i < input->dataset->columns_count; i++) {
        guint field = (guint)(input->column[i] + 1);
        first = field > 0 && (first == 0 || field < first) ? field : first;
        last = MAX(last, field);
    }
    if (term != NULL && term->counting == WHY_FACTS && input->dataset == term->source->dataset) {
        const struct adding *adding =
            place_adding(term->query, &g_array_index(term->columns, struct why_place, 0).place);
        if (adding->aggregate == AGGREGATE_SUM && input->column[adding->column] >= 0)
            first = last = (guint)input->column[adding->column] + 1;
    }
    return place_cells(name, hit->line, first, last);
}

struct why_texts_plan {
    const struct dataset *dataset;
    struct why_cell *cell;
};

/* Columns that name a person are masked, those of free text left out: both may hold names. */
static char **texts_of(const struct dataset *dataset, const struct text_record *record)
{
    char **texts = g_new0(char *, dataset->columns_count + 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        const char *text = record->text[i] != NULL ? record->text[i] : "";
        if (column->type == COLUMN_TEXT || column_is_derived(column))
            texts[i] = g_strdup("");
        else
            texts[i] = column->person                                ? text_mask(text)
                       : dataset_column_names_units(dataset, column) ? g_strdup(text)
                                                                     : person_mask(text);
    }
    return texts;
}

static gboolean take(void *data, const struct text_record *record, struct findings *findings)
{
    const struct why_texts_plan *plan = data;
    struct why_hit wanted = {.file = record->file, .cell = record->cell, .line = record->line};
    (void)findings;
    for (guint t = 0; t < plan->cell->terms->len; t++) {
        struct why_term *term = &g_array_index(plan->cell->terms, struct why_term, t);
        if (term->source->dataset != plan->dataset || term->counting == WHY_EXPECTED)
            continue;
        struct why_hit *hit = bsearch(&wanted, term->hits->data, term->hits->len,
                                      sizeof(struct why_hit), why_rows_compare);
        if (hit != NULL && hit->inside && hit->texts == NULL)
            hit->texts = texts_of(plan->dataset, record);
    }
    return TRUE;
}

static gboolean fill_texts(struct why_cell *cell, GError **error)
{
    struct workspace *workspace = cell->recompute.workspace;
    const GArray *sources = cell->recompute.plan.report.sources;
    for (guint s = 0; s < sources->len; s++) {
        const struct report_source *source = &g_array_index(sources, struct report_source, s);
        gboolean wanted = FALSE;
        for (guint t = 0; t < cell->terms->len; t++)
            wanted |= g_array_index(cell->terms, struct why_term, t).source == source;
        struct why_texts_plan plan = {source->dataset, cell};
        struct read_job job = {.inputs = workspace->inputs,
                               .dataset = source->dataset,
                               .tree = workspace->tree,
                               .age_day = cell->recompute.plan.report.period.last};
        if (wanted &&
            !reader_read_texts(&job, take, &plan, workspace->accounts, workspace->findings, error))
            return FALSE;
    }
    return TRUE;
}

/* What is named must be what was counted, unless the map shares rows out. */
static gboolean check_terms(const struct why_cell *cell, GError **error)
{
    for (guint i = 0; i < cell->terms->len; i++) {
        struct why_term *term = &g_array_index(cell->terms, struct why_term, i);
        gint64 total = why_total(term);
        if (term->counting == WHY_VERDICTS)
            term->value = total; /* such rows are named, and make no figure */
        if (total == term->value || term->estimate || cell->recompute.plan.report.scopes == NULL)
            continue;
        g_autofree char *value = decimal_plain(term->value, 0);
        g_autofree char *found = decimal_plain(total, 0);
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WHY_DISAGREES, term->what, value,
                           found, NULL);
    }
    return TRUE;
}

static void clear_hit(gpointer data)
{
    g_strfreev(((struct why_hit *)data)->texts);
}

void why_term_clear(gpointer data)
{
    struct why_term *term = data;
    g_free(term->what);
    g_clear_pointer(&term->rows, g_array_unref);
    g_clear_pointer(&term->columns, g_array_unref);
    g_clear_pointer(&term->portions, g_array_unref);
    g_clear_pointer(&term->units, g_array_unref);
    if (term->hits != NULL)
        g_array_set_clear_func(term->hits, clear_hit);
    g_clear_pointer(&term->hits, g_array_unref);
}

static gboolean answer(struct why_cell *cell, gboolean beside, GError **error)
{
    cell->terms = g_array_new(FALSE, TRUE, sizeof(struct why_term));
    g_array_set_clear_func(cell->terms, why_term_clear);
    why_terms_fill(cell);
    return why_rows_fill(cell, beside, error) && check_terms(cell, error);
}

gboolean why_run(const struct request *request, const struct search *search,
                 struct why_outcome *outcome, GError **error)
{
    static const struct names none;
    struct why_cell *cell = &outcome->cell, *other = &outcome->other;
    if (!recompute_run(&cell->recompute, request->file, &request->data, search, error) ||
        !why_cell_find(cell, request->cell, error) ||
        !answer(cell, request->against != NULL, error))
        return FALSE;
    if (request->rows && !fill_texts(cell, error))
        return FALSE;
    outcome->has_other = request->against != NULL;
    if (!outcome->has_other)
        return TRUE;
    return recompute_run(&other->recompute, request->against, &none, search, error) &&
           why_cell_find_same(other, cell, error) && answer(other, TRUE, error);
}

static void clear_cell(struct why_cell *cell)
{
    g_clear_pointer(&cell->terms, g_array_unref);
    g_clear_pointer(&cell->unjudged_about, g_free);
    g_clear_pointer(&cell->values, g_array_unref);
    g_clear_pointer(&cell->matches, g_ptr_array_unref);
    recompute_clear(&cell->recompute);
}

void why_outcome_clear(struct why_outcome *outcome)
{
    clear_cell(&outcome->cell);
    clear_cell(&outcome->other);
}

/* What a key adds on one side. */
struct change_side {
    gint64 amount;
    gboolean in_row;
    const struct why_hit *hit;
};

struct change_key {
    struct change_side then, now;
};

/* Where different things are counted the thing itself is the key, and counts once. */
static void add_hits(GHashTable *keys, GPtrArray *order, const struct why_term *term, gboolean now)
{
    gboolean distinct = is_distinct(term);
    for (guint i = 0; i < term->hits->len; i++) {
        struct why_hit *hit = &g_array_index(term->hits, struct why_hit, i);
        guint64 name = distinct && hit->inside ? (guint64)hit->amount : hit->key;
        struct change_key *key = g_hash_table_lookup(keys, &name);
        if (key == NULL) {
            key = g_new0(struct change_key, 1);
            g_hash_table_insert(keys, g_memdup2(&name, sizeof name), key);
            g_ptr_array_add(order, key);
        }
        struct change_side *side = now ? &key->now : &key->then;
        if (hit->inside)
            side->amount = distinct ? 1 : side->amount + hit->amount;
        side->in_row |= hit->in_row;
        if (side->hit == NULL || (hit->inside && !side->hit->inside))
            side->hit = hit;
    }
}

static const char *unit_code(const struct unit_tree *tree, const struct why_hit *hit)
{
    return unit_at(tree, hit->unit)->code;
}

static enum why_reason reason_of(const struct change_key *key, gboolean same_unit)
{
    if (key->then.hit == NULL)
        return WHY_ENTERED;
    if (key->now.hit == NULL)
        return WHY_LEFT;
    if (key->then.amount != 0 && key->now.amount != 0)
        return WHY_NUMBER;
    if (key->then.in_row && key->now.in_row)
        return WHY_RANKED;
    return same_unit ? WHY_MOVED : WHY_TRANSFERRED;
}

static gint compare_reasons(gconstpointer a, gconstpointer b)
{
    const struct why_change *first = a, *second = b;
    return (gint)first->reason - (gint)second->reason;
}

GArray *why_against(const struct why_term *then, const struct unit_tree *then_tree,
                    const struct why_term *now, const struct unit_tree *now_tree)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct why_change));
    add_hits(keys, order, then, FALSE);
    add_hits(keys, order, now, TRUE);
    for (guint i = 0; i < order->len; i++) {
        const struct change_key *key = g_ptr_array_index(order, i);
        struct why_change change = {.amount = key->now.amount - key->then.amount,
                                    .then = key->then.hit,
                                    .now = key->now.hit};
        if (change.amount == 0)
            continue;
        change.reason = reason_of(key, change.then != NULL && change.now != NULL &&
                                           strcmp(unit_code(then_tree, change.then),
                                                  unit_code(now_tree, change.now)) == 0);
        g_array_append_val(changes, change);
    }
    g_array_sort(changes, compare_reasons);
    return changes;
}
