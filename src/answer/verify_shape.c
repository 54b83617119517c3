#include "answer/verify_shape.h"

#include <string.h>

#include "base/decimal.h"
#include "workbook/workbook_cell.h"

static void add_note(struct verify_outcome *outcome, enum message message, const char *first,
                     const char *second)
{
    struct verify_note note = {message, g_strdup(first), g_strdup(second)};
    g_array_append_val(outcome->notes, note);
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

static void note_gone_rows(struct verify_outcome *outcome, const struct located *located,
                           const char *sheet)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint r = 0; r < located->rows->len; r++) {
        const char *code = g_ptr_array_index(located->noted->rows, r);
        const char *label =
            r < located->noted->labels->len ? g_ptr_array_index(located->noted->labels, r) : NULL;
        if (g_array_index(located->rows, guint, r) == LOCATED_NOWHERE)
            add_word(words, label != NULL && *label != '\0' ? label : code != NULL ? code : "…");
    }
    if (words->len > 0)
        add_note(outcome, MESSAGE_VERIFY_ROWS_GONE, sheet, words->str);
}

static void note_gone_columns(struct verify_outcome *outcome, const struct located *located,
                              const char *sheet)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint c = 0; c < located->columns->len; c++) {
        const struct manifest_column *column =
            &g_array_index(located->noted->columns, struct manifest_column, c);
        g_autofree char *name =
            g_strdup_printf("%s (%s)", column->label != NULL ? column->label : column->code,
                            column->heading != NULL ? column->heading : column->measure);
        if (g_array_index(located->columns, guint, c) == LOCATED_NOWHERE)
            add_word(words, name);
    }
    if (words->len > 0)
        add_note(outcome, MESSAGE_VERIFY_COLUMNS_GONE, sheet, words->str);
}

static void add_labels(struct verify_outcome *outcome, const struct located *located,
                       const char *sheet)
{
    for (guint i = 0; i < located->labels->len; i++) {
        const struct located_label *label =
            &g_array_index(located->labels, struct located_label, i);
        struct verify_cell cell = {sheet, workbook_cell_name(label->place), g_strdup(label->was),
                                   g_strdup(label->is)};
        g_array_append_val(outcome->cells, cell);
    }
}

static void note_table(struct verify_outcome *outcome, const struct located *located)
{
    if (located->sheet == LOCATED_NOWHERE) {
        add_note(outcome, MESSAGE_VERIFY_SHEET_GONE, located->noted->sheet, NULL);
        return;
    }
    const char *sheet = sheet_name(outcome, located->sheet);
    if (strcmp(sheet, located->noted->sheet) != 0)
        add_note(outcome, MESSAGE_VERIFY_SHEET_RENAMED, located->noted->sheet, sheet);
    note_new(outcome, MESSAGE_VERIFY_ROWS_NEW, sheet, located->new_rows, FALSE);
    note_gone_rows(outcome, located, sheet);
    if (located->rows_reordered)
        add_note(outcome, MESSAGE_VERIFY_ROWS_SORTED, sheet, NULL);
    note_new(outcome, MESSAGE_VERIFY_COLUMNS_NEW, sheet, located->new_columns, TRUE);
    note_gone_columns(outcome, located, sheet);
    if (located->columns_reordered)
        add_note(outcome, MESSAGE_VERIFY_COLUMNS_MOVED, sheet, NULL);
    add_labels(outcome, located, sheet);
}

static gboolean is_table(const struct verify_outcome *outcome, const char *name)
{
    for (guint i = 0; i < outcome->located->len; i++)
        if (strcmp(((struct located *)g_ptr_array_index(outcome->located, i))->noted->sheet,
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

/* The table that a sheet of another name holds; NULL: none. */
static const struct located *renamed_table(const struct verify_outcome *outcome, guint sheet)
{
    for (guint i = 0; i < outcome->located->len; i++) {
        const struct located *located = g_ptr_array_index(outcome->located, i);
        if (located->sheet == sheet)
            return located;
    }
    return NULL;
}

guint verify_twin(const struct verify_outcome *outcome, const struct workbook *made, guint sheet)
{
    guint named = workbook_find_sheet(made, sheet_name(outcome, sheet));
    const struct located *table = renamed_table(outcome, sheet);
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
        guint twin = verify_twin(outcome, made, i);
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
        guint twin = verify_twin(outcome, made, i);
        if (twin == G_MAXUINT)
            continue;
        if (twin < before) {
            add_note(outcome, MESSAGE_VERIFY_SHEETS_MOVED, NULL, NULL);
            return;
        }
        before = twin;
    }
}

void verify_shape(struct verify_outcome *outcome, const struct workbook *made)
{
    for (guint i = 0; i < outcome->located->len; i++)
        note_table(outcome, g_ptr_array_index(outcome->located, i));
    note_others(outcome, made);
    note_order(outcome, made);
}

void verify_file(struct verify_outcome *outcome, const char *path)
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
