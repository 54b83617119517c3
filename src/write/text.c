#include "write/text.h"

#include <string.h>

#include "base/text_width.h"
#include "write/output.h"
#include "write/text_grid.h"
#include "write/xlsx_layout.h"

/* Fewer places than these are no page. */
#define LEAST_WIDTH 40
/* Lines of a list of findings, which stands in a file of its own. */
#define LIST_LINES 40
#define INDENT 2
#define HEADER_LEVELS 3 /* write/xlsx_layout.h */

#define CODE_HEADING "Mã"

/* A text under way. */
struct text_page {
    GString *out;
    guint width;
};

static void add_text(const struct text_page *page, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_autoptr(GPtrArray) lines = text_width_lines(text, page->width);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(page->out, "%s\n", (char *)g_ptr_array_index(lines, i));
}

static void add_gap(const struct text_page *page)
{
    g_string_append_c(page->out, '\n');
}

/* ---- tables ---- */

/* What stands over a column, part by part from above. New string. */
static char *head_of(const GArray *headers, guint column)
{
    GString *text = g_string_new(NULL);
    for (guint level = 0; level < HEADER_LEVELS; level++)
        for (guint i = 0; i < headers->len; i++) {
            const struct xlsx_header *header = &g_array_index(headers, struct xlsx_header, i);
            if (header->first_row == level && column >= header->first_column &&
                column <= header->last_column && *header->text != '\0')
                g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", header->text);
        }
    return g_string_free(text, FALSE);
}

static char *figure_of(const struct book_table *table, guint row, guint column)
{
    const struct book_cell *cell = book_cell(table, row, column);
    const char *words = book_table_words(table, (struct cell_place){row, column});
    g_autofree char *text = cell_text(cell, book_column(table, column)->measure);
    return g_strconcat(cell->state == CELL_OK ? book_level_sign(cell->level) : "",
                       words != NULL && cell->state == CELL_OK ? words : text, NULL);
}

/* The columns that are seen. New array of guint. */
static GArray *columns_seen(const struct book_table *table)
{
    GArray *seen = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint c = 0; c < table->columns->len; c++)
        if (!book_column(table, c)->unprinted)
            g_array_append_val(seen, c);
    return seen;
}

static struct text_grid *grid_of(const struct book_table *table, const GArray *seen)
{
    guint names = table->show_codes ? 2 : 1;
    struct text_grid *grid = text_grid_new(names + seen->len, names);
    g_autoptr(GArray) headers = xlsx_header_cells(table);
    if (table->show_codes)
        grid->head[0] = g_strdup(CODE_HEADING);
    grid->head[names - 1] = g_strdup(table->row_heading);
    for (guint i = 0; i < seen->len; i++) {
        grid->head[names + i] = head_of(headers, g_array_index(seen, guint, i));
        grid->is_right[names + i] = TRUE;
    }
    return grid;
}

static void add_row(struct text_grid *grid, const struct book_table *table, const GArray *seen,
                    guint row)
{
    const struct book_row *info = book_row(table, row);
    char **cells = g_new0(char *, grid->columns + 1);
    gboolean is_total = strcmp(info->code, BOOK_TOTAL_CODE) == 0;
    if (table->show_codes)
        cells[0] = g_strdup(is_total || info->heading || book_row_is_rest(info) ? "" : info->code);
    cells[grid->names - 1] = g_strdup_printf("%*s%s", (int)(info->depth * INDENT), "", info->label);
    for (guint i = 0; i < seen->len; i++)
        cells[grid->names + i] =
            info->heading ? g_strdup("") : figure_of(table, row, g_array_index(seen, guint, i));
    text_grid_add(grid, cells, is_total && grid->rows->len > 0);
}

static void add_table(const struct text_page *page, const struct book_table *table)
{
    g_autoptr(GArray) seen = columns_seen(table);
    g_autoptr(text_grid_t) grid = grid_of(table, seen);
    for (guint row = 0; row < table->rows->len; row++)
        if (!book_row(table, row)->unprinted)
            add_row(grid, table, seen, row);
    text_grid_print(grid, page->width, page->out);
}

/* ---- lists ---- */

static void add_list(const struct text_page *page, const struct book_list *list)
{
    guint columns = list->headings->len;
    guint shown = *list->id == '\0' ? MIN(list->lines->len, LIST_LINES) : list->lines->len;
    g_autoptr(text_grid_t) grid = text_grid_new(columns, MIN(columns, 1));
    for (guint c = 0; c < columns; c++) {
        grid->head[c] = g_strdup(g_ptr_array_index(list->headings, c));
        grid->is_right[c] = g_array_index(list->fields, enum book_field, c) == BOOK_FIELD_COUNT;
    }
    for (guint i = 0; i < shown; i++) {
        char *const *line = g_ptr_array_index(list->lines, i);
        char **cells = g_new0(char *, columns + 1);
        for (guint c = 0; c < columns; c++)
            cells[c] = g_strdup(c < g_strv_length((char **)line) ? line[c] : "");
        text_grid_add(grid, cells, FALSE);
    }
    text_grid_print(grid, page->width, page->out);
    if (shown == 0)
        add_text(page, "Không có dòng nào.");
    if (shown < list->lines->len)
        g_string_append_printf(page->out, "… và %u dòng nữa.\n", list->lines->len - shown);
}

/* ---- the book ---- */

static void add_sheet(const struct text_page *page, const struct book_sheet *sheet)
{
    add_gap(page);
    add_text(page, sheet->title);
    add_text(page, sheet->unit_note);
    add_text(page, sheet->map_note);
    for (guint i = 0; i < sheet->paragraphs->len; i++)
        add_text(page, g_ptr_array_index(sheet->paragraphs, i));
    add_gap(page);
    if (sheet->table != NULL)
        add_table(page, sheet->table);
    if (sheet->list != NULL)
        add_list(page, sheet->list);
    if (sheet->notes->len > 0 && (sheet->table != NULL || sheet->list != NULL))
        add_gap(page);
    for (guint i = 0; i < sheet->notes->len; i++) {
        g_autofree char *note = xlsx_layout_note(i, g_ptr_array_index(sheet->notes, i));
        add_text(page, note);
    }
}

GString *text_of_book(const struct book *book, guint width)
{
    struct text_page page = {g_string_new(NULL), width == 0 ? TEXT_WIDTH : MAX(width, LEAST_WIDTH)};
    add_text(&page, book->title);
    add_text(&page, book->subject);
    for (guint i = 0; i < book->facts->len; i++) {
        const struct book_fact *fact = &g_array_index(book->facts, struct book_fact, i);
        g_autofree char *line = g_strdup_printf("%s: %s", fact->label, fact->value);
        add_text(&page, line);
    }
    for (guint i = 0; i < book->paragraphs->len; i++)
        add_text(&page, g_ptr_array_index(book->paragraphs, i));
    for (guint i = 0; i < book->sheets->len; i++)
        add_sheet(&page, g_ptr_array_index(book->sheets, i));
    return page.out;
}

gboolean write_plain(const struct write_job *job, const char *ending, GError **error)
{
    g_autoptr(GString) text = text_of_book(job->book, 0);
    g_autofree char *name = g_strconcat(job->book->stem, ending, NULL);
    return output_write(job, name, text->str, text->len, error);
}
