#include "answer/table_match_sheet.h"

#include <string.h>

/* The first column of the row that numbers the columns of a table. */
#define INDEX_MARK "A"

/* A sheet that may hold a table, and what of it has been given to rows of the table. */
struct search_sheet {
    const struct workbook *workbook;
    guint sheet;
    GHashTable *texts;   /* text: GArray of guint, the worksheet rows in whose labels it stands */
    GHashTable *claimed; /* worksheet rows (number + 1) */
    guint index_row;     /* that numbers the columns, or TABLE_MATCH_NOWHERE */
};

static guint number_at(const GArray *array, guint index)
{
    return g_array_index(array, guint, index);
}

GArray *table_match_sheet_numbers(guint count)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(guint));
    guint nowhere = TABLE_MATCH_NOWHERE;
    for (guint i = 0; i < count; i++)
        g_array_append_val(array, nowhere);
    return array;
}

static const char *text_at(const struct search_sheet *in, guint row, guint column)
{
    const struct workbook_cell *cell =
        workbook_at(in->workbook, in->sheet, (struct workbook_place){row, column});
    return cell != NULL ? cell->value : "";
}

/* The number of a column that a cell of the row of numbers bears; 0: none. */
static guint column_number(const struct workbook_cell *cell, guint count)
{
    guint64 number = 0;
    g_autofree char *text = g_strndup(cell->value, strcspn(cell->value, "="));
    if (!g_ascii_string_to_unsigned(text, 10, 1, MAX(count, 1), &number, NULL))
        return 0;
    return (guint)number;
}

/* The columns as one row numbers them, and how many it does. */
static guint read_numbers(const GArray *cells, guint from, GArray *columns)
{
    guint found = 0, row = g_array_index(cells, struct workbook_cell, from).place.row;
    for (guint i = from; i < cells->len; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        guint number = cell->place.row == row ? column_number(cell, columns->len) : 0;
        if (cell->place.row != row)
            break;
        if (number == 0 || number_at(columns, number - 1) != TABLE_MATCH_NOWHERE)
            continue;
        g_array_index(columns, guint, number - 1) = cell->place.column;
        found++;
    }
    return found;
}

/* Finds the row "A, B, 1, 2, …": it moves with its columns, whatever is inserted. */
static void find_columns(struct search_sheet *in, struct table_match *match)
{
    const GArray *cells = workbook_cells(in->workbook, in->sheet);
    guint count = match->columns->len;
    in->index_row = TABLE_MATCH_NOWHERE;
    for (guint i = 0; i < cells->len && in->index_row == TABLE_MATCH_NOWHERE; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        if (!cell->is_text || strcmp(cell->value, INDEX_MARK) != 0)
            continue;
        g_autoptr(GArray) columns = table_match_sheet_numbers(count);
        if (2 * read_numbers(cells, i, columns) < count)
            continue;
        in->index_row = cell->place.row;
        memcpy(match->columns->data, columns->data, count * sizeof(guint));
    }
    for (guint c = 0; in->index_row == TABLE_MATCH_NOWHERE && c < count; c++)
        g_array_index(match->columns, guint, c) = match->first.column + c;
}

static guint least_column(const struct table_match *match)
{
    guint least = TABLE_MATCH_NOWHERE;
    for (guint c = 0; c < match->columns->len; c++)
        least = MIN(least, number_at(match->columns, c));
    return least != TABLE_MATCH_NOWHERE ? least : match->first.column;
}

static void free_rows(gpointer rows)
{
    g_array_unref(rows);
}

/* The texts left of the figures and below the header. */
static void index_labels(struct search_sheet *in, const struct table_match *match)
{
    const GArray *cells = workbook_cells(in->workbook, in->sheet);
    guint end = least_column(match);
    in->texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_rows);
    in->claimed = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < cells->len; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        if (cell->place.column >= end || *cell->value == '\0' ||
            (in->index_row != TABLE_MATCH_NOWHERE && cell->place.row <= in->index_row))
            continue;
        GArray *rows = g_hash_table_lookup(in->texts, cell->value);
        if (rows == NULL) {
            rows = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(in->texts, (gpointer)cell->value, rows);
        }
        g_array_append_val(rows, cell->place.row);
    }
}

static gboolean stands_in(const struct search_sheet *in, const char *text, guint row)
{
    const GArray *rows = g_hash_table_lookup(in->texts, text);
    for (guint i = 0; rows != NULL && i < rows->len; i++)
        if (number_at(rows, i) == row)
            return TRUE;
    return FALSE;
}

static void claim(struct search_sheet *in, struct table_match *match, guint row,
                  guint worksheet_row)
{
    g_array_index(match->rows, guint, row) = worksheet_row;
    g_hash_table_add(in->claimed, GUINT_TO_POINTER(worksheet_row + 1));
}

static gboolean is_claimed(const struct search_sheet *in, guint worksheet_row)
{
    return g_hash_table_contains(in->claimed, GUINT_TO_POINTER(worksheet_row + 1));
}

/* Gives the row the first worksheet row that bears the text, and the other one too unless NULL. */
static void claim_text(struct search_sheet *in, struct table_match *match, guint row,
                       const char *text, const char *other)
{
    const GArray *rows = text != NULL ? g_hash_table_lookup(in->texts, text) : NULL;
    if (number_at(match->rows, row) != TABLE_MATCH_NOWHERE)
        return;
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        guint at = number_at(rows, i);
        if (is_claimed(in, at) || (other != NULL && !stands_in(in, other, at)))
            continue;
        claim(in, match, row, at);
        return;
    }
}

static const char *code_of(const struct table_match *match, guint row)
{
    return g_ptr_array_index(match->noted->rows, row);
}

static const char *label_of(const struct table_match *match, guint row)
{
    return row < match->noted->labels->len ? g_ptr_array_index(match->noted->labels, row) : NULL;
}

/* The row bears neither code nor label: it stands right below the one before it. */
static void claim_next(struct search_sheet *in, struct table_match *match, guint row)
{
    guint before = row > 0                                ? number_at(match->rows, row - 1)
                   : in->index_row != TABLE_MATCH_NOWHERE ? in->index_row
                                                          : match->first.row - 1;
    guint after = row + 1 < match->rows->len ? number_at(match->rows, row + 1) : before + 2;
    if (number_at(match->rows, row) == TABLE_MATCH_NOWHERE && before != TABLE_MATCH_NOWHERE &&
        after == before + 2 && !is_claimed(in, before + 1))
        claim(in, match, row, before + 1);
}

/* Rows by code and label; then by code, by label, by their neighbours. */
static void find_rows(struct search_sheet *in, struct table_match *match)
{
    guint count = match->rows->len;
    for (guint r = 0; r < count; r++)
        if (code_of(match, r) != NULL && label_of(match, r) != NULL)
            claim_text(in, match, r, code_of(match, r), label_of(match, r));
    for (guint r = 0; r < count; r++)
        if (g_strcmp0(code_of(match, r), BOOK_TOTAL_CODE) != 0)
            claim_text(in, match, r, code_of(match, r), NULL);
    for (guint r = 0; r < count; r++)
        claim_text(in, match, r, label_of(match, r), NULL);
    for (guint r = 0; r < count; r++)
        claim_next(in, match, r);
}

static gboolean has_figures(const struct search_sheet *in, const struct table_match *match,
                            guint row)
{
    for (guint c = 0; c < match->columns->len; c++)
        if (number_at(match->columns, c) != TABLE_MATCH_NOWHERE &&
            *text_at(in, row, number_at(match->columns, c)) != '\0')
            return TRUE;
    return FALSE;
}

/* Worksheet rows between the header and the last row of the table that are none of its own. */
static void find_new_rows(const struct search_sheet *in, struct table_match *match)
{
    guint start = in->index_row, last = 0;
    for (guint r = 0; r < match->rows->len; r++) {
        guint row = number_at(match->rows, r);
        if (row == TABLE_MATCH_NOWHERE)
            continue;
        last = MAX(last, row);
        start = in->index_row == TABLE_MATCH_NOWHERE ? MIN(start, row) : start;
    }
    for (guint row = start + 1; start != TABLE_MATCH_NOWHERE && row <= last; row++)
        if (!is_claimed(in, row))
            g_array_append_val(match->new_rows, row);
    for (guint row = last + 1; last > 0 && has_figures(in, match, row); row++)
        g_array_append_val(match->new_rows, row);
}

/* Left of the figures the row of numbers has a letter in each column. */
static void find_new_columns(const struct search_sheet *in, struct table_match *match)
{
    guint last = 0;
    for (guint c = 0; in->index_row != TABLE_MATCH_NOWHERE && c < least_column(match); c++)
        if (*text_at(in, in->index_row, c) == '\0')
            g_array_append_val(match->new_columns, c);
    g_autoptr(GHashTable) known = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint c = 0; c < match->columns->len; c++) {
        guint column = number_at(match->columns, c);
        if (column == TABLE_MATCH_NOWHERE)
            continue;
        last = MAX(last, column);
        g_hash_table_add(known, GUINT_TO_POINTER(column + 1));
    }
    for (guint column = least_column(match); column < last; column++)
        if (!g_hash_table_contains(known, GUINT_TO_POINTER(column + 1)))
            g_array_append_val(match->new_columns, column);
}

/* Whether the places do not rise; *shifted where one is not at its distance from the first. */
static gboolean is_reordered(const GArray *places, guint first, gboolean *shifted)
{
    guint before = 0;
    gboolean reordered = FALSE;
    for (guint i = 0; i < places->len; i++) {
        guint place = number_at(places, i);
        *shifted |= place != first + i;
        if (place == TABLE_MATCH_NOWHERE)
            continue;
        reordered |= place < before;
        before = place;
    }
    return reordered;
}

/* Labels of rows that were found otherwise; the text that stands there instead. */
static void find_labels(const struct search_sheet *in, struct table_match *match)
{
    guint end = least_column(match);
    for (guint r = 0; r < match->rows->len; r++) {
        const char *label = label_of(match, r);
        guint row = number_at(match->rows, r);
        if (label == NULL || *label == '\0' || row == TABLE_MATCH_NOWHERE ||
            stands_in(in, label, row))
            continue;
        for (guint c = end; c-- > 0;) {
            const char *text = text_at(in, row, c);
            if (*text == '\0' && c > 0)
                continue;
            struct table_match_label changed = {{row, c}, label, text};
            g_array_append_val(match->labels, changed);
            break;
        }
    }
}

/* How much of the table the sheet holds. */
static guint look_into(struct search_sheet *in, struct table_match *match)
{
    guint found = 0;
    in->sheet = match->sheet;
    find_columns(in, match);
    index_labels(in, match);
    find_rows(in, match);
    for (guint r = 0; r < match->rows->len; r++)
        found += number_at(match->rows, r) != TABLE_MATCH_NOWHERE && label_of(match, r) != NULL &&
                 stands_in(in, label_of(match, r), number_at(match->rows, r));
    return found;
}

static void search_clear(struct search_sheet *in)
{
    g_clear_pointer(&in->texts, g_hash_table_unref);
    g_clear_pointer(&in->claimed, g_hash_table_unref);
}

/* Without labels (version 2) rows are where they were. */
static void take_places(struct table_match *match)
{
    for (guint r = 0; r < match->rows->len; r++)
        g_array_index(match->rows, guint, r) = match->first.row + r;
    for (guint c = 0; c < match->columns->len; c++)
        g_array_index(match->columns, guint, c) = match->first.column + c;
}

guint table_match_sheet_fill(struct table_match *match, const struct workbook *workbook)
{
    const struct manifest_table *noted = match->noted;
    struct search_sheet in = {.workbook = workbook};
    if (noted->labels->len != noted->rows->len || noted->rows->len == 0) {
        take_places(match);
        return 0;
    }
    guint found = look_into(&in, match);
    find_new_rows(&in, match);
    find_new_columns(&in, match);
    find_labels(&in, match);
    match->rows_reordered = is_reordered(match->rows, match->first.row, &match->shifted);
    match->columns_reordered = is_reordered(match->columns, match->first.column, &match->shifted);
    search_clear(&in);
    return found;
}
