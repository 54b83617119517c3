#include "answer/why_rest.h"

#include <string.h>

#include "answer/why_terms.h"

static struct why_term *term_at(const GArray *terms, guint i)
{
    return &g_array_index(terms, struct why_term, i);
}

/* The term of that role; NULL: there is none yet. */
static struct why_term *term_of(const GArray *terms, const struct why_term *like)
{
    for (guint i = 0; i < terms->len; i++)
        if (term_at(terms, i)->role == like->role)
            return term_at(terms, i);
    return NULL;
}

/* Whether a term is one of its row, and not of a whole column. */
static gboolean is_of_row(const struct why_term *term)
{
    return term->rows->len > 0 && g_array_index(term->rows, struct why_place, 0).place.part >= 0;
}

static void widen(struct why_term *whole, const struct why_term *more)
{
    if (!is_of_row(whole))
        return;
    g_array_append_vals(whole->rows, more->rows->data, more->rows->len);
    if (whole->portions != NULL && more->portions != NULL)
        g_array_append_vals(whole->portions, more->portions->data, more->portions->len);
    whole->value += more->value;
    whole->estimate |= more->estimate;
}

/* What a term is called: "Huyện A × Cộng" is "Còn lại (12 đơn vị) × Cộng". */
static void rename_term(struct why_term *term, const char *label)
{
    const char *column = strstr(term->what, " × ");
    char *what = g_strconcat(label, column != NULL ? column : "", NULL);
    g_free(term->what);
    term->what = what;
}

/* Adds the terms of one row to those of all; whose returns are out makes no figure. */
static void take_terms(struct why_cell *cell, const char *label, gboolean missing, GArray *all)
{
    for (guint i = 0; i < cell->terms->len; i++) {
        struct why_term *one = term_at(cell->terms, i), *whole = term_of(all, one);
        if ((one->counting == WHY_EXPECTED) != missing)
            continue;
        if (whole != NULL) {
            widen(whole, one);
            continue;
        }
        if (is_of_row(one))
            rename_term(one, label);
        g_array_append_val(all, *one);
        *one = (struct why_term){.role = one->role};
    }
}

static void take_values(struct why_cell *cell, GArray **values)
{
    if (cell->values == NULL)
        return;
    if (*values == NULL)
        *values = g_array_new(FALSE, FALSE, sizeof(struct sample));
    g_array_append_vals(*values, cell->values->data, cell->values->len);
    g_clear_pointer(&cell->values, g_array_unref);
}

void why_rest_fill(struct why_cell *cell)
{
    const struct book_table *table = cell->sheet->table;
    const struct cell_place asked = cell->at;
    enum cell_state state = book_cell(table, asked.row, asked.column)->state;
    GArray *all = cell->terms, *values = NULL;
    if (state == CELL_NOT_APPLICABLE)
        return;
    cell->gathered = TRUE;
    for (guint r = 0; r < table->rows->len; r++) {
        if (book_row(table, r)->parent != (int)asked.row)
            continue;
        cell->at.row = r;
        cell->terms = g_array_new(FALSE, TRUE, sizeof(struct why_term));
        g_array_set_clear_func(cell->terms, why_term_clear);
        why_terms_fill(cell);
        take_terms(cell, book_row(table, asked.row)->label, state == CELL_MISSING, all);
        take_values(cell, &values);
        g_array_unref(cell->terms);
    }
    cell->at = asked;
    cell->terms = all;
    cell->values = values;
    if (values != NULL)
        samples_summary(values);
    cell->above = FALSE;
}
