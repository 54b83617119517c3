#include "answer/why.h"

#include "answer/why_cell.h"
#include "answer/why_rows.h"
#include "answer/why_terms.h"
#include "answer/why_texts.h"
#include "base/decimal.h"
#include "base/error.h"

/* What is named must be what was counted, unless the map shares rows out. */
static gboolean check_terms(const struct why_cell *cell, GError **error)
{
    for (guint i = 0; i < cell->terms->len; i++) {
        const struct why_term *term = &g_array_index(cell->terms, struct why_term, i);
        gint64 total = why_rows_total(term);
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

static void clear_term(gpointer data)
{
    struct why_term *term = data;
    g_free(term->what);
    g_clear_pointer(&term->rows, g_array_unref);
    g_clear_pointer(&term->columns, g_array_unref);
    g_clear_pointer(&term->portions, g_array_unref);
    if (term->hits != NULL)
        g_array_set_clear_func(term->hits, clear_hit);
    g_clear_pointer(&term->hits, g_array_unref);
}

static gboolean answer(struct why_cell *cell, gboolean beside, GError **error)
{
    cell->terms = g_array_new(FALSE, TRUE, sizeof(struct why_term));
    g_array_set_clear_func(cell->terms, clear_term);
    why_terms_fill(cell);
    return why_rows_fill(cell, beside, error) && check_terms(cell, error);
}

gboolean why_run(const struct why_options *options, const struct search *search,
                 struct why_outcome *outcome, GError **error)
{
    static const char *const none[] = {NULL};
    struct why_cell *cell = &outcome->cell, *other = &outcome->other;
    if (!recompute_run(&cell->recompute, options->book, options->data, search, error) ||
        !why_cell_find(cell, options->cell, error) ||
        !answer(cell, options->against != NULL, error))
        return FALSE;
    if (options->rows && !why_texts_fill(cell, error))
        return FALSE;
    outcome->has_other = options->against != NULL;
    if (!outcome->has_other)
        return TRUE;
    return recompute_run(&other->recompute, options->against, none, search, error) &&
           why_cell_find_same(other, cell, error) && answer(other, TRUE, error);
}

static void clear_cell(struct why_cell *cell)
{
    g_clear_pointer(&cell->terms, g_array_unref);
    g_clear_pointer(&cell->located, g_ptr_array_unref);
    recompute_clear(&cell->recompute);
}

void why_outcome_clear(struct why_outcome *outcome)
{
    clear_cell(&outcome->cell);
    clear_cell(&outcome->other);
}
