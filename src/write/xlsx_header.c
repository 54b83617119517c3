#include "write/xlsx_header.h"

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

guint xlsx_header_levels(const struct book_table *table)
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
    guint last_row = xlsx_header_levels(table) - 1;
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
