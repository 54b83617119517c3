#include "write/xlsx_layout.h"

#include <string.h>

#include "base/decimal.h"
#include "write/xlsx_text.h"

static gboolean has_text(const char *text)
{
    return text != NULL && *text != '\0';
}

/* First column after those that stand under the same label. */
static guint label_end(const struct book_table *table, guint column)
{
    const struct book_column *first = book_column(table, column);
    guint end = column + 1;
    while (end < table->columns->len) {
        const struct book_column *next = book_column(table, end);
        if (g_strcmp0(first->code, next->code) != 0 || g_strcmp0(first->label, next->label) != 0 ||
            g_strcmp0(first->group, next->group) != 0)
            break;
        end++;
    }
    return end;
}

static guint group_end(const struct book_table *table, guint column)
{
    const char *group = book_column(table, column)->group;
    guint end = column + 1;
    while (end < table->columns->len && g_strcmp0(group, book_column(table, end)->group) == 0)
        end++;
    return end;
}

static const char *measure_heading(const struct book_column *column)
{
    return has_text(column->heading) ? column->heading : measure_info(column->measure)->heading;
}

/* A column alone under its label needs no second heading that says the same. */
static gboolean needs_heading(const struct book_table *table, guint first, guint end)
{
    if (end - first > 1)
        return TRUE;
    const struct book_column *column = book_column(table, first);
    if (!has_text(column->heading) || g_strcmp0(column->heading, column->label) == 0)
        return FALSE;
    const struct measure_info *measure = measure_info(column->measure);
    return !measure->form->is_count || g_strcmp0(column->heading, measure->heading) != 0;
}

static gboolean has_groups(const struct book_table *table)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (has_text(book_column(table, c)->group))
            return TRUE;
    return FALSE;
}

static gboolean has_headings(const struct book_table *table)
{
    for (guint c = 0, end; c < table->columns->len; c = end) {
        end = label_end(table, c);
        if (needs_heading(table, c, end))
            return TRUE;
    }
    return FALSE;
}

static guint header_levels(const struct book_table *table)
{
    return 1 + (has_groups(table) ? 1 : 0) + (has_headings(table) ? 1 : 0);
}

static void add_groups(const struct book_table *table, GArray *cells)
{
    for (guint c = 0, end; c < table->columns->len; c = end) {
        end = group_end(table, c);
        const char *group = book_column(table, c)->group;
        struct xlsx_header cell = {0, 0, c, end - 1, FALSE, group};
        if (has_text(group))
            g_array_append_val(cells, cell);
    }
}

GArray *xlsx_header_cells(const struct book_table *table)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct xlsx_header));
    guint last_row = header_levels(table) - 1;
    gboolean grouped = has_groups(table);
    if (grouped)
        add_groups(table, cells);

    for (guint c = 0, end; c < table->columns->len; c = end) {
        end = label_end(table, c);
        const struct book_column *column = book_column(table, c);
        gboolean headed = needs_heading(table, c, end);
        guint first_row = grouped && has_text(column->group) ? 1 : 0;
        struct xlsx_header label = {
            first_row, headed ? last_row - 1 : last_row, c, end - 1, TRUE, column->label};
        g_array_append_val(cells, label);
        for (guint i = c; headed && i < end; i++) {
            struct xlsx_header heading = {
                last_row, last_row, i, i, FALSE, measure_heading(book_column(table, i))};
            g_array_append_val(cells, heading);
        }
    }
    return cells;
}

/* Rows that a text takes: a long one takes several. */
static guint piece_count(const char *text)
{
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text);
    return pieces->len;
}

char *xlsx_layout_note(guint index, const char *text)
{
    return g_strdup_printf("%u. %s", index + 1, text);
}

static guint paragraph_rows(const GPtrArray *paragraphs)
{
    guint count = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        count += piece_count(g_ptr_array_index(paragraphs, i));
    return count;
}

static guint note_rows(const GPtrArray *notes)
{
    guint count = 0;
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *note = xlsx_layout_note(i, g_ptr_array_index(notes, i));
        count += piece_count(note);
    }
    return count;
}

static void lay_table(const struct book_table *table, struct xlsx_layout *layout, guint row)
{
    layout->code_column = table->show_codes ? 1 : G_MAXUINT;
    layout->label_column = table->show_codes ? 2 : 1;
    layout->figure_column = layout->label_column + 1;
    layout->width = layout->figure_column + table->columns->len;
    layout->header_row = row;
    layout->header_levels = header_levels(table);
    layout->index_row = row + layout->header_levels;
    layout->body_row = layout->index_row + 1;
    layout->body_rows = table->rows->len;
}

static void lay_list(const struct book_list *list, struct xlsx_layout *layout, guint row)
{
    layout->width = MAX(list->headings->len, 1);
    layout->header_row = row;
    layout->header_levels = 1;
    layout->body_row = row + 1;
    layout->body_rows = MAX(list->lines->len, 1);
}

void xlsx_layout_sheet(const struct book *book, const struct book_sheet *sheet,
                       struct xlsx_layout *layout)
{
    guint row = 1;
    *layout = (struct xlsx_layout){.width = 1,
                                   .subject_row = G_MAXUINT,
                                   .unit_row = G_MAXUINT,
                                   .header_row = G_MAXUINT,
                                   .index_row = G_MAXUINT,
                                   .body_row = G_MAXUINT,
                                   .note_row = G_MAXUINT,
                                   .code_column = G_MAXUINT};
    if (has_text(book->subject))
        layout->subject_row = row++;
    layout->paragraph_row = row;
    row += paragraph_rows(sheet->paragraphs);
    if (has_text(sheet->unit_note) || has_text(sheet->map_note))
        layout->unit_row = row;
    row++; /* the unit note, or air */

    if (sheet->table != NULL)
        lay_table(sheet->table, layout, row);
    else if (sheet->list != NULL)
        lay_list(sheet->list, layout, row);
    if (layout->header_row != G_MAXUINT)
        row = layout->body_row + layout->body_rows;

    guint notes = note_rows(sheet->notes);
    if (notes > 0) {
        layout->note_row = row + 1;
        row = layout->note_row + 1 + notes;
    }
    layout->end_row = row;
}

struct workbook_place xlsx_layout_cell(const struct xlsx_layout *layout, guint row, guint column)
{
    return (struct workbook_place){layout->body_row + row, layout->figure_column + column};
}

struct xlsx_block xlsx_layout_block(const struct xlsx_layout *layout)
{
    return (struct xlsx_block){layout->header_row, 0, layout->body_row + layout->body_rows - 1,
                               layout->width - 1};
}

/* So many columns that follow each other are all named in a sum: "37=1+2+…+36" has more of them. */
#define NAMED_PARTS 8

/* How many parts from one on stand side by side. */
static guint side_by_side(const GArray *parts, guint from)
{
    guint end = from + 1;
    while (end < parts->len &&
           g_array_index(parts, guint, end) == g_array_index(parts, guint, end - 1) + 1)
        end++;
    return end - from;
}

char *xlsx_column_number(const struct book_table *table, guint column)
{
    const GArray *parts = book_column(table, column)->parts;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%u", column + 1);
    const char *before = "=";
    for (guint i = 0; parts != NULL && i < parts->len; i++) {
        g_string_append_printf(text, "%s%u", before, g_array_index(parts, guint, i) + 1);
        before = "+";
        guint run = side_by_side(parts, i);
        if (run > NAMED_PARTS) {
            g_string_append_printf(text, "+%u+…", g_array_index(parts, guint, i + 1) + 1);
            i += run - 2;
        }
    }
    return g_string_free(text, FALSE);
}

#define LEVELS 8
#define ROMAN_LIMIT 3999

gboolean xlsx_rows_is_total(const struct book_row *row)
{
    return strcmp(row->code, BOOK_TOTAL_CODE) == 0;
}

static void find_levels(const struct book_table *table, struct xlsx_rows *rows)
{
    guint least = G_MAXUINT;
    for (guint r = 0; r < table->rows->len; r++)
        if (!xlsx_rows_is_total(book_row(table, r)))
            least = MIN(least, book_row(table, r)->depth);
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        gboolean total = xlsx_rows_is_total(row);
        rows->levels[r] = total ? 0 : row->depth - least;
        if (!total && row->parent >= 0 && !xlsx_rows_is_total(book_row(table, row->parent)))
            rows->groups[row->parent] = TRUE;
        if (row->heading)
            rows->groups[r] = TRUE;
    }
}

static gboolean has_levels(const struct xlsx_rows *rows, guint count)
{
    for (guint r = 0; r < count; r++)
        if (rows->levels[r] > 0)
            return TRUE;
    return FALSE;
}

static char *number_text(guint number, guint level, gboolean levels)
{
    if (levels && level == 0 && number <= ROMAN_LIMIT)
        return decimal_roman(number);
    if (levels && level == 2 && number <= 26)
        return g_strdup_printf("%c", 'a' + (char)(number - 1));
    if (levels && level > 2)
        return g_strdup("-");
    return g_strdup_printf("%u", number);
}

struct xlsx_rows *xlsx_rows_new(const struct book_table *table)
{
    guint count = table->rows->len;
    struct xlsx_rows *rows = g_new0(struct xlsx_rows, 1);
    rows->numbers = g_ptr_array_new_with_free_func(g_free);
    rows->groups = g_new0(gboolean, count + 1);
    rows->levels = g_new0(guint, count + 1);
    find_levels(table, rows);

    gboolean levels = has_levels(rows, count);
    guint counters[LEVELS] = {0};
    for (guint r = 0; r < count; r++) {
        guint level = MIN(rows->levels[r], LEVELS - 1);
        const struct book_row *row = book_row(table, r);
        if (xlsx_rows_is_total(row) || book_row_is_rest(row) || row->unprinted) {
            g_ptr_array_add(rows->numbers, g_strdup(""));
            continue;
        }
        counters[level]++;
        memset(counters + level + 1, 0, (LEVELS - level - 1) * sizeof *counters);
        g_ptr_array_add(rows->numbers, number_text(counters[level], level, levels));
    }
    return rows;
}

void xlsx_rows_free(struct xlsx_rows *rows)
{
    g_ptr_array_unref(rows->numbers);
    g_free(rows->groups);
    g_free(rows->levels);
    g_free(rows);
}
