#include "answer/verify_figures.h"

#include <math.h>
#include <string.h>

#include "answer/noted_cell.h"
#include "answer/verify_shape.h"
#include "base/decimal.h"
#include "workbook/workbook_cell.h"
#include "write/xlsx_formula.h"

/* A table as the manifest and the workbook have it, and as it is now. */
struct pair {
    struct verify_outcome *outcome;
    const struct manifest_table *noted;
    const struct located *located;
    const struct book_table *table; /* recomputed; NULL: there is none */
    struct xlsx_layout layout;
};

/* What should stand in a cell. */
struct wanted {
    char *text;    /* as told */
    char *formula; /* without "="; NULL: none */
    gboolean is_number;
    gint64 scaled;
    guint decimals;
};

static void wanted_clear(struct wanted *wanted)
{
    g_free(wanted->text);
    g_free(wanted->formula);
}

static void add_cell(struct verify_outcome *outcome, const char *sheet, struct workbook_place place,
                     const char *expected, const char *found)
{
    struct verify_cell cell = {sheet, workbook_cell_name(place), g_strdup(expected),
                               g_strdup(found)};
    g_array_append_val(outcome->cells, cell);
}

static struct wanted wanted_at(const struct pair *pair, struct cell_place at)
{
    const struct cell *cell = book_cell(pair->table, at.row, at.column);
    enum measure measure = book_column(pair->table, at.column)->measure;
    struct wanted wanted = {.decimals = measure_cell_decimals(measure)};
    wanted.is_number = cell_value(cell, measure, &wanted.scaled);
    wanted.text = wanted.is_number ? decimal_plain(wanted.scaled, wanted.decimals)
                                   : g_strdup(cell_state_sign(cell->state));
    if (!pair->outcome->recompute.options.values_only) {
        g_autofree char *formula = xlsx_formula(pair->table, &pair->layout, at);
        wanted.formula = formula != NULL ? g_strdup(formula + 1) : NULL;
    }
    return wanted;
}

static gboolean is_value(const struct workbook_cell *cell, const struct wanted *wanted)
{
    if (!wanted->is_number || cell->is_text)
        return wanted->is_number == !cell->is_text && strcmp(cell->value, wanted->text) == 0;
    return workbook_cell_is_number(cell, wanted->scaled, wanted->decimals);
}

/* A formula that a program has not computed yet has no value of its own. */
static gboolean is_our_formula(const struct workbook_cell *cell, const struct wanted *wanted)
{
    return cell->formula != NULL && g_strcmp0(cell->formula, wanted->formula) == 0;
}

/* What stands in a cell, as it is told: a formula, a text for a number, or the value. New string.
 */
static char *found_text(const struct workbook_cell *cell, const struct wanted *wanted,
                        gboolean equal)
{
    if (cell->formula != NULL && (equal || *cell->value == '\0'))
        return g_strdup_printf("=%s", cell->formula);
    return g_strconcat(cell->is_text && wanted->is_number && *cell->value != '\0' ? "'" : "",
                       cell->value, NULL);
}

static void compare(const struct pair *pair, struct workbook_place place,
                    const struct wanted *wanted)
{
    const struct workbook_cell *cell =
        workbook_at(pair->outcome->recompute.workbook, pair->located->sheet, place);
    const char *sheet =
        workbook_sheet_name(pair->outcome->recompute.workbook, pair->located->sheet);
    if (cell == NULL) {
        add_cell(pair->outcome, sheet, place, wanted->text, "");
        return;
    }
    gboolean ours = is_our_formula(cell, wanted);
    gboolean equal = is_value(cell, wanted) || (ours && *cell->value == '\0');
    gboolean data_changed = pair->outcome->recompute.changes->len > 0;
    if (equal && (cell->formula == NULL || ours || data_changed || pair->located->shifted))
        return; /* other data may prove another law, and other places other references */
    if (!equal && ours) {
        pair->outcome->follow++;
        return;
    }
    g_autofree char *found = found_text(cell, wanted, equal);
    add_cell(pair->outcome, sheet, place, wanted->text, found);
}

static void compare_row(const struct pair *pair, guint row)
{
    for (guint c = 0; c < pair->noted->columns->len; c++) {
        struct workbook_place place;
        struct cell_place now;
        struct wanted wanted = {.text = NULL};
        if (!located_place(pair->located, row, c, &place))
            continue;
        if (pair->table != NULL &&
            noted_cell_find(pair->noted, (struct cell_place){row, c}, pair->table, &now))
            wanted = wanted_at(pair, now);
        else
            wanted.text = g_strdup("");
        compare(pair, place, &wanted);
        wanted_clear(&wanted);
    }
}

static void compare_table(struct verify_outcome *outcome, const struct located *located)
{
    const struct recompute *recompute = &outcome->recompute;
    const struct manifest_table *noted = located->noted;
    const struct book_sheet *sheet = recompute_sheet(recompute, noted->id);
    struct pair pair = {
        .outcome = outcome,
        .noted = noted,
        .located = located,
        .table = sheet != NULL ? sheet->table : NULL,
    };
    if (sheet != NULL)
        xlsx_layout_sheet(recompute->book, sheet, &pair.layout);
    for (guint r = 0; located->sheet != LOCATED_NOWHERE && r < noted->rows->len; r++)
        if (g_ptr_array_index(noted->rows, r) != NULL)
            compare_row(&pair, r);
}

void verify_figures(struct verify_outcome *outcome)
{
    for (guint i = 0; i < outcome->located->len; i++)
        compare_table(outcome, g_ptr_array_index(outcome->located, i));
}

static gboolean same_cell(const struct workbook_cell *a, const struct workbook_cell *b)
{
    if (a->formula != NULL && g_strcmp0(a->formula, b->formula) == 0)
        return TRUE;
    if (a->is_text || b->is_text)
        return a->is_text == b->is_text && strcmp(a->value, b->value) == 0;
    return fabs(g_ascii_strtod(a->value, NULL) - g_ascii_strtod(b->value, NULL)) <= 1e-9;
}

/* Blank cells with a border are cells too. */
static const char *value_of(const struct workbook_cell *cell)
{
    return cell != NULL ? cell->value : "";
}

/* Whether rows or columns of the sheet's table stand elsewhere. */
static gboolean has_moved(const struct verify_outcome *outcome, guint sheet)
{
    for (guint i = 0; i < outcome->located->len; i++) {
        const struct located *located = g_ptr_array_index(outcome->located, i);
        if (located->sheet == sheet)
            return located->shifted || located->new_rows->len > 0 || located->new_columns->len > 0;
    }
    return FALSE;
}

static void compare_sheet(struct verify_outcome *outcome, const struct workbook *made, guint sheet)
{
    const struct workbook *workbook = outcome->recompute.workbook;
    const char *name = workbook_sheet_name(workbook, sheet);
    guint twin = verify_twin(outcome, made, sheet);
    if (twin == G_MAXUINT || has_moved(outcome, sheet))
        return; /* told in a sentence: each of its cells stands elsewhere */
    const GArray *cells = workbook_cells(workbook, sheet);
    for (guint i = 0; i < cells->len; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        const struct workbook_cell *other = workbook_at(made, twin, cell->place);
        if (other == NULL ? *cell->value != '\0' : !same_cell(cell, other))
            add_cell(outcome, name, cell->place, value_of(other), cell->value);
    }
    const GArray *expected = workbook_cells(made, twin);
    for (guint i = 0; i < expected->len; i++) {
        const struct workbook_cell *other = &g_array_index(expected, struct workbook_cell, i);
        if (*other->value != '\0' && workbook_at(workbook, sheet, other->place) == NULL)
            add_cell(outcome, name, other->place, other->value, "");
    }
}

void verify_all_cells(struct verify_outcome *outcome, const struct workbook *made)
{
    for (guint i = 0; i < workbook_sheets_count(outcome->recompute.workbook); i++)
        compare_sheet(outcome, made, i);
}
