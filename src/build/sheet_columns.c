/*
 * What a crosstab's columns are to each other and to paper: which are the sum of which, for the row
 * of column numbers, and which hold nothing but zeros.
 */
#include <string.h>

#include "build/sheet.h"

/* Printed column of the count of a column of the grid; -1: it is not shown. */
static int count_of(const struct book_table *table, const GArray *printed, guint column)
{
    for (guint i = 0; i < printed->len; i++)
        if (g_array_index(printed, struct sheet_column, i).column == column &&
            measure_info(book_column(table, i)->measure)->form->is_count)
            return (int)i;
    return -1;
}

/* Whether a column counts what meets conditions on one field alone, in the reported period. */
static gboolean asks_only(const struct part *part, const char *field)
{
    for (guint i = 0; i < part->entry->where_count; i++)
        if (strcmp(part->entry->where[i].field, field) != 0)
            return FALSE;
    return part->kind == PART_FIXED && part->entry->where_count > 0;
}

static gboolean adds_alike(const struct part *a, const struct part *b)
{
    return a->entry->span == b->entry->span && a->adding.aggregate == b->adding.aggregate &&
           a->adding.column == b->adding.column;
}

/* Whether the line is a value that the column counts among others. */
static gboolean is_within(const struct query *query, const struct part *whole,
                          const struct grid_line *line)
{
    const struct part *part = line->place.part >= 0 ? &query->columns.part[line->place.part] : NULL;
    if (part == NULL || part->step != NULL || whole->step != NULL || line->query != query ||
        part->kind != PART_VALUE || part->entry->where_count > 0 || line->place.number < 1 ||
        !adds_alike(part, whole))
        return FALSE;
    const struct column *column = &query->dataset->columns[part->column];
    return asks_only(whole, column->name) && (guint)line->place.number <= column->values_count &&
           filter_lets_value(whole->filter, part->column, (guint)line->place.number - 1);
}

/* The counts of which a column of the grid is the sum by what it asks. New array of guint. */
static GArray *parts_by_meaning(const struct grid *grid, const GArray *printed,
                                const struct book_table *table, guint column)
{
    const struct grid_line *line = grid_column(grid, column);
    const struct query *query = line->query;
    const struct part *whole =
        line->place.part >= 0 ? &query->columns.part[line->place.part] : NULL;
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint c = 0; c < grid->columns->len; c++) {
        int at = count_of(table, printed, c);
        gboolean is_part = whole != NULL && !whole->heads
                               ? is_within(query, whole, grid_column(grid, c))
                               : grid_column(grid, c)->parent == (int)column;
        guint index = (guint)at;
        if (at >= 0 && is_part)
            g_array_append_val(parts, index);
    }
    return parts;
}

static gboolean add_up(const struct book_table *table, const GArray *parts, guint column)
{
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_cell *whole = book_cell(table, r, column);
        gint64 sum = 0;
        for (guint i = 0; i < parts->len; i++)
            sum += book_cell(table, r, g_array_index(parts, guint, i))->numerator;
        if (whole->state == CELL_OK && sum != whole->numerator)
            return FALSE;
    }
    return parts->len > 1;
}

static gboolean holds(const GArray *parts, guint column)
{
    for (guint i = 0; i < parts->len; i++)
        if (g_array_index(parts, guint, i) == column)
            return TRUE;
    return FALSE;
}

static gboolean holds_all(const GArray *parts, const GArray *others)
{
    for (guint i = 0; i < others->len; i++)
        if (!holds(parts, g_array_index(others, guint, i)))
            return FALSE;
    return others->len < parts->len;
}

/* "15=1+10+11" says as much as "15=2+4+6+8+10+11": what is a sum already stands for its parts. */
static void shorten(const struct book_table *table, GArray *parts)
{
    for (guint c = 0; c < table->columns->len; c++) {
        const GArray *others = book_column(table, c)->parts;
        if (others == NULL || others == parts || !holds_all(parts, others))
            continue;
        guint at = 0;
        for (guint i = 0; i < parts->len; i++)
            if (!holds(others, g_array_index(parts, guint, i)))
                g_array_index(parts, guint, at++) = g_array_index(parts, guint, i);
        g_array_set_size(parts, at);
        g_array_prepend_val(parts, c);
    }
}

void sheet_bind_columns(const struct grid *grid, const GArray *printed, struct book_table *table)
{
    for (guint c = 0; c < grid->columns->len; c++) {
        int column = count_of(table, printed, c);
        if (column < 0 || !book_column(table, (guint)column)->additive)
            continue;
        GArray *parts = parts_by_meaning(grid, printed, table, c);
        if (add_up(table, parts, (guint)column))
            book_column(table, (guint)column)->parts = parts;
        else
            g_array_unref(parts);
    }
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(book_column(table, c)->code, BOOK_TOTAL_CODE) == 0 &&
            book_column(table, c)->parts != NULL)
            shorten(table, book_column(table, c)->parts);
}

/* Nothing but zeros, each of them known; and shares of zeros. */
static gboolean is_zero(const struct book_table *table, guint column)
{
    gboolean is_count = measure_info(book_column(table, column)->measure)->form->is_count;
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_cell *cell = book_cell(table, r, column);
        if (!(cell->state == CELL_OK && cell->numerator == 0) &&
            (is_count || cell->state != CELL_EMPTY))
            return FALSE;
    }
    return TRUE;
}

/* Nothing but the sign x. */
static gboolean is_inapplicable(const struct book_table *table, guint column)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (book_cell(table, r, column)->state != CELL_NOT_APPLICABLE)
            return FALSE;
    return TRUE;
}

/* Columns of which all measures are so; not where only the total, or none at all, would be left. */
static void leave_out(struct book_table *table,
                      gboolean (*is_so)(const struct book_table *table, guint column),
                      const char *what, GPtrArray *notes)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint left = 0;
    for (guint c = 0, end; c < table->columns->len; c = end) {
        const char *code = book_column(table, c)->code;
        gboolean so = strcmp(code, BOOK_TOTAL_CODE) != 0;
        for (end = c; end < table->columns->len && strcmp(book_column(table, end)->code, code) == 0;
             end++)
            so = so && is_so(table, end);
        for (guint i = c; i < end; i++)
            book_column(table, i)->unprinted = so;
        left += so ? 0 : end - c;
        if (!so)
            continue;
        g_string_append_printf(names, "%s“%s” (%u", names->len > 0 ? ", " : "",
                               book_column(table, c)->label, c + 1);
        for (guint i = c + 1; i < end; i++)
            g_string_append_printf(names, ", %u", i + 1);
        g_string_append_c(names, ')');
    }
    for (guint c = 0; c < table->columns->len && left <= 1; c++)
        book_column(table, c)->unprinted = FALSE;
    if (left > 1 && names->len > 0)
        g_ptr_array_add(notes, g_strdup_printf("Không in các cột %s: %s.", what, names->str));
}

void sheet_leave_zeros_out(struct book_table *table, GPtrArray *notes)
{
    leave_out(table, is_zero, "mà mọi dòng đều bằng 0", notes);
}

void sheet_leave_inapplicable_out(struct book_table *table, GPtrArray *notes)
{
    leave_out(table, is_inapplicable, "chỉ có dấu x", notes);
}
