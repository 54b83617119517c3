#include "answer/verify_compare.h"

#include <math.h>
#include <string.h>

#include "answer/table_match.h"
#include "base/decimal.h"
#include "workbook/workbook_cell.h"
#include "write/xlsx_formula.h"

static void add_note(struct verify_outcome *outcome, enum message message, const char *first,
                     const char *second)
{
    struct verify_note note = {message, g_strdup(first), g_strdup(second)};
    g_array_append_val(outcome->notes, note);
}

static void add_cell(struct verify_outcome *outcome, const char *sheet, struct workbook_place place,
                     const char *expected, const char *found)
{
    struct verify_cell cell = {sheet, workbook_cell_name(place), g_strdup(expected),
                               g_strdup(found)};
    g_array_append_val(outcome->cells, cell);
}

static const struct workbook *given(const struct verify_outcome *outcome)
{
    return outcome->recompute.workbook;
}

static const char *sheet_name(const struct verify_outcome *outcome, guint sheet)
{
    return workbook_sheet_name(given(outcome), sheet);
}

static void add_word(GString *words, const char *word)
{
    g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", word);
}

/* "9, 11" or "D, F". */
static void note_new(struct verify_outcome *outcome, enum message message, const char *sheet,
                     const GArray *places, gboolean columns)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < places->len; i++) {
        guint place = g_array_index(places, guint, i);
        g_autofree char *cell = workbook_cell_name((struct workbook_place){0, columns ? place : 0});
        g_autofree char *row = decimal_plain((gint64)place + 1, 0);
        cell[strcspn(cell, "0123456789")] = '\0';
        add_word(words, columns ? cell : row);
    }
    if (places->len > 0)
        add_note(outcome, message, sheet, words->str);
}

static void note_gone_rows(struct verify_outcome *outcome, const struct table_match *match,
                           const char *sheet)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint r = 0; r < match->rows->len; r++) {
        const char *code = g_ptr_array_index(match->noted->rows, r);
        const char *label =
            r < match->noted->labels->len ? g_ptr_array_index(match->noted->labels, r) : NULL;
        if (g_array_index(match->rows, guint, r) == TABLE_MATCH_NOWHERE)
            add_word(words, label != NULL && *label != '\0' ? label : code != NULL ? code : "…");
    }
    if (words->len > 0)
        add_note(outcome, MESSAGE_VERIFY_ROWS_GONE, sheet, words->str);
}

static void note_gone_columns(struct verify_outcome *outcome, const struct table_match *match,
                              const char *sheet)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint c = 0; c < match->columns->len; c++) {
        const struct manifest_column *column =
            &g_array_index(match->noted->columns, struct manifest_column, c);
        g_autofree char *name =
            g_strdup_printf("%s (%s)", column->label != NULL ? column->label : column->code,
                            column->heading != NULL ? column->heading : column->measure);
        if (g_array_index(match->columns, guint, c) == TABLE_MATCH_NOWHERE)
            add_word(words, name);
    }
    if (words->len > 0)
        add_note(outcome, MESSAGE_VERIFY_COLUMNS_GONE, sheet, words->str);
}

static void add_labels(struct verify_outcome *outcome, const struct table_match *match,
                       const char *sheet)
{
    for (guint i = 0; i < match->labels->len; i++) {
        const struct table_match_label *label =
            &g_array_index(match->labels, struct table_match_label, i);
        add_cell(outcome, sheet, label->place, label->was, label->is);
    }
}

static void note_table(struct verify_outcome *outcome, const struct table_match *match)
{
    if (match->sheet == TABLE_MATCH_NOWHERE) {
        add_note(outcome, MESSAGE_VERIFY_SHEET_GONE, match->noted->sheet, NULL);
        return;
    }
    const char *sheet = sheet_name(outcome, match->sheet);
    if (strcmp(sheet, match->noted->sheet) != 0)
        add_note(outcome, MESSAGE_VERIFY_SHEET_RENAMED, match->noted->sheet, sheet);
    note_new(outcome, MESSAGE_VERIFY_ROWS_NEW, sheet, match->new_rows, FALSE);
    note_gone_rows(outcome, match, sheet);
    if (match->rows_reordered)
        add_note(outcome, MESSAGE_VERIFY_ROWS_SORTED, sheet, NULL);
    note_new(outcome, MESSAGE_VERIFY_COLUMNS_NEW, sheet, match->new_columns, TRUE);
    note_gone_columns(outcome, match, sheet);
    if (match->columns_reordered)
        add_note(outcome, MESSAGE_VERIFY_COLUMNS_MOVED, sheet, NULL);
    add_labels(outcome, match, sheet);
}

static gboolean is_table(const struct verify_outcome *outcome, const char *name)
{
    for (guint i = 0; i < outcome->matches->len; i++)
        if (strcmp(((struct table_match *)g_ptr_array_index(outcome->matches, i))->noted->sheet,
                   name) == 0)
            return TRUE;
    return FALSE;
}

/* Whether two sheets say mostly the same. */
static gboolean is_alike(const struct workbook *made, guint was, const struct workbook *workbook,
                         guint is)
{
    const GArray *cells = workbook_cells(made, was);
    guint texts = 0, same = 0;
    for (guint i = 0; i < cells->len; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        const struct workbook_cell *other = workbook_at(workbook, is, cell->place);
        texts += *cell->value != '\0';
        same += *cell->value != '\0' && other != NULL && strcmp(cell->value, other->value) == 0;
    }
    return texts > 0 && 2 * same > texts;
}

/* The sheet of the workbook made again that a sheet is, by name or as it was renamed; G_MAXUINT:
 * none. */
static guint twin_of(const struct verify_outcome *outcome, const struct workbook *made, guint sheet)
{
    guint named = workbook_find_sheet(made, sheet_name(outcome, sheet));
    const struct table_match *table = table_match_on(outcome->matches, sheet);
    if (named != G_MAXUINT || outcome->recompute.workbook == NULL)
        return named;
    if (table != NULL)
        return workbook_find_sheet(made, table->noted->sheet);
    for (guint i = 0; i < workbook_sheets_count(made); i++)
        if (!is_table(outcome, workbook_sheet_name(made, i)) &&
            workbook_find_sheet(given(outcome), workbook_sheet_name(made, i)) == G_MAXUINT &&
            is_alike(made, i, given(outcome), sheet))
            return i;
    return G_MAXUINT;
}

/* The sheets that hold no table: cover, findings, lists; and what was added. */
static void note_others(struct verify_outcome *outcome, const struct workbook *made)
{
    g_autoptr(GHashTable) found = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < workbook_sheets_count(given(outcome)); i++) {
        guint twin = twin_of(outcome, made, i);
        const char *name = sheet_name(outcome, i);
        if (twin == G_MAXUINT && !is_table(outcome, name))
            add_note(outcome, MESSAGE_VERIFY_SHEET_NEW, name, NULL);
        else if (twin != G_MAXUINT && !is_table(outcome, workbook_sheet_name(made, twin)) &&
                 strcmp(workbook_sheet_name(made, twin), name) != 0)
            add_note(outcome, MESSAGE_VERIFY_SHEET_RENAMED, workbook_sheet_name(made, twin), name);
        if (twin != G_MAXUINT)
            g_hash_table_add(found, GUINT_TO_POINTER(twin + 1));
    }
    for (guint i = 0; i < workbook_sheets_count(made); i++)
        if (!g_hash_table_contains(found, GUINT_TO_POINTER(i + 1)) &&
            !is_table(outcome, workbook_sheet_name(made, i)))
            add_note(outcome, MESSAGE_VERIFY_SHEET_GONE, workbook_sheet_name(made, i), NULL);
}

static void note_order(struct verify_outcome *outcome, const struct workbook *made)
{
    guint before = 0;
    for (guint i = 0; i < workbook_sheets_count(given(outcome)); i++) {
        guint twin = twin_of(outcome, made, i);
        if (twin == G_MAXUINT)
            continue;
        if (twin < before) {
            add_note(outcome, MESSAGE_VERIFY_SHEETS_MOVED, NULL, NULL);
            return;
        }
        before = twin;
    }
}

void verify_compare_shape(struct verify_outcome *outcome, const struct workbook *made)
{
    for (guint i = 0; i < outcome->matches->len; i++)
        note_table(outcome, g_ptr_array_index(outcome->matches, i));
    note_others(outcome, made);
    note_order(outcome, made);
}

/* A table as the manifest and the workbook have it, and as it is now. */
struct verify_table {
    struct verify_outcome *outcome;
    const struct manifest_table *noted;
    const struct table_match *match;
    const struct book_table *table; /* recomputed; NULL: there is none */
    struct xlsx_layout layout;
};

/* What should stand in a cell. */
struct verify_figure {
    char *text;    /* as told */
    char *formula; /* without "="; NULL: none */
    gboolean is_number;
    gint64 scaled;
    guint decimals;
};

static void figure_clear(struct verify_figure *wanted)
{
    g_free(wanted->text);
    g_free(wanted->formula);
}

static struct verify_figure figure_at(const struct verify_table *pair, struct cell_place at)
{
    const struct book_cell *cell = book_cell(pair->table, at.row, at.column);
    enum measure measure = book_column(pair->table, at.column)->measure;
    struct verify_figure wanted = {.decimals = measure_cell_decimals(measure)};
    wanted.is_number = cell_value(cell, measure, &wanted.scaled);
    wanted.text = wanted.is_number ? decimal_plain(wanted.scaled, wanted.decimals)
                                   : g_strdup(cell_state_sign(cell->state));
    g_autofree char *formula =
        xlsx_formula(&pair->outcome->recompute.request, pair->table, &pair->layout, at);
    wanted.formula = formula != NULL ? g_strdup(formula + 1) : NULL;
    return wanted;
}

static gboolean is_value(const struct workbook_cell *cell, const struct verify_figure *wanted)
{
    if (!wanted->is_number || cell->is_text)
        return wanted->is_number == !cell->is_text && strcmp(cell->value, wanted->text) == 0;
    return workbook_cell_is_number(cell, wanted->scaled, wanted->decimals);
}

/* A formula that a program has not computed yet has no value of its own. */
static gboolean is_our_formula(const struct workbook_cell *cell, const struct verify_figure *wanted)
{
    return cell->formula != NULL && g_strcmp0(cell->formula, wanted->formula) == 0;
}

/* What stands in a cell, as it is told: a formula, a text for a number, or the value. New string.
 */
static char *found_text(const struct workbook_cell *cell, const struct verify_figure *wanted,
                        gboolean equal)
{
    if (cell->formula != NULL && (equal || *cell->value == '\0'))
        return g_strdup_printf("=%s", cell->formula);
    return g_strconcat(cell->is_text && wanted->is_number && *cell->value != '\0' ? "'" : "",
                       cell->value, NULL);
}

static void compare(const struct verify_table *pair, struct workbook_place place,
                    const struct verify_figure *wanted)
{
    const struct workbook_cell *cell =
        workbook_at(pair->outcome->recompute.workbook, pair->match->sheet, place);
    const char *sheet = workbook_sheet_name(pair->outcome->recompute.workbook, pair->match->sheet);
    if (cell == NULL) {
        add_cell(pair->outcome, sheet, place, wanted->text, "");
        return;
    }
    gboolean ours = is_our_formula(cell, wanted);
    gboolean equal = is_value(cell, wanted) || (ours && *cell->value == '\0');
    gboolean data_changed = pair->outcome->recompute.changes->len > 0;
    if (equal && (cell->formula == NULL || ours || data_changed || pair->match->shifted))
        return; /* other data may prove another law, and other places other references */
    if (!equal && ours) {
        pair->outcome->follow++;
        return;
    }
    g_autofree char *found = found_text(cell, wanted, equal);
    add_cell(pair->outcome, sheet, place, wanted->text, found);
}

static void compare_row(const struct verify_table *pair, guint row)
{
    for (guint c = 0; c < pair->noted->columns->len; c++) {
        struct workbook_place place;
        struct cell_place now;
        struct verify_figure wanted = {.text = NULL};
        if (!table_match_place(pair->match, row, c, &place))
            continue;
        if (pair->table != NULL &&
            table_match_cell(pair->noted, (struct cell_place){row, c}, pair->table, &now))
            wanted = figure_at(pair, now);
        else
            wanted.text = g_strdup("");
        compare(pair, place, &wanted);
        figure_clear(&wanted);
    }
}

static void compare_table(struct verify_outcome *outcome, const struct table_match *match)
{
    const struct recompute *recompute = &outcome->recompute;
    const struct manifest_table *noted = match->noted;
    const struct book_sheet *sheet = recompute_sheet(recompute, noted->id);
    struct verify_table pair = {
        .outcome = outcome,
        .noted = noted,
        .match = match,
        .table = sheet != NULL ? sheet->table : NULL,
    };
    if (sheet != NULL)
        xlsx_layout_sheet(recompute->book, sheet, &pair.layout);
    for (guint r = 0; match->sheet != TABLE_MATCH_NOWHERE && r < noted->rows->len; r++)
        if (g_ptr_array_index(noted->rows, r) != NULL)
            compare_row(&pair, r);
}

void verify_compare_figures(struct verify_outcome *outcome)
{
    for (guint i = 0; i < outcome->matches->len; i++)
        compare_table(outcome, g_ptr_array_index(outcome->matches, i));
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

static void compare_sheet(struct verify_outcome *outcome, const struct workbook *made, guint sheet)
{
    const struct workbook *workbook = outcome->recompute.workbook;
    const char *name = workbook_sheet_name(workbook, sheet);
    guint twin = twin_of(outcome, made, sheet);
    const struct table_match *match = table_match_on(outcome->matches, sheet);
    gboolean moved = match != NULL &&
                     (match->shifted || match->new_rows->len > 0 || match->new_columns->len > 0);
    if (twin == G_MAXUINT || moved)
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

void verify_compare_all(struct verify_outcome *outcome, const struct workbook *made)
{
    for (guint i = 0; i < workbook_sheets_count(outcome->recompute.workbook); i++)
        compare_sheet(outcome, made, i);
}

void verify_compare_file(struct verify_outcome *outcome, const char *path)
{
    const GArray *files = outcome->recompute.record->files;
    g_autofree char *name = g_path_get_basename(path);
    for (guint i = 0; i < files->len; i++) {
        const struct manifest_file *file = &g_array_index(files, struct manifest_file, i);
        if (g_str_has_suffix(file->name, ".xlsx") && strcmp(file->name, name) != 0)
            add_note(outcome, MESSAGE_VERIFY_FILE_RENAMED, file->name, NULL);
    }
    if (!g_str_has_suffix(outcome->recompute.manifest_path, MANIFEST_ENDING))
        add_note(outcome, MESSAGE_VERIFY_EARLIER_ISSUE, outcome->recompute.manifest_path, NULL);
    outcome->asides = outcome->notes->len;
}
