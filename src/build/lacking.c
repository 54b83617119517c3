#include "build/lacking.h"

/* The part of an axis in which a line stands; NULL: it is the total. */
static const struct part *part_of(const struct axis *axis, const struct grid_line *line)
{
    return line != NULL && line->place.part >= 0 ? &axis->part[line->place.part] : NULL;
}

/* A column that a line's own conditions ask and some file lacks: blanks there are no answers. */
static const struct column *asked_lacking(const struct grid *grid, const struct part *part)
{
    if (part == NULL)
        return NULL;
    guint8 asked[FACT_MAX_COLUMNS] = {0};
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    filter_asks(part->filter, units, asked);
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        if (asked[i] != 0 && grid->lacks->column[i])
            return &grid->query->dataset->columns[i];
    return NULL;
}

/* Values of a column up to the last that may be lacking; 0: none is. */
static guint values_lacking(const struct grid *grid, guint column)
{
    return grid->lacks->values[column] == 0
               ? 0
               : MIN(grid->query->dataset->columns[column].values_count, 64u);
}

/* Whether facts with a value may stand in a line. */
static gboolean lets_value(const struct part *part, const struct grid_line *line, guint column,
                           guint value)
{
    if (part == NULL)
        return TRUE;
    if (part->kind == PART_VALUE && part->column == column)
        return line->place.number == (gint32)value + 1;
    return filter_lets_value(part->filter, column, value);
}

/* The column of which the cell counts a value that some wide table has no column for. */
static const struct column *value_lacking(const struct grid *grid, const struct grid_line *row,
                                          const struct grid_line *column)
{
    const struct query *query = grid->query;
    const struct part *of_row = part_of(&query->rows, row);
    const struct part *of_column = part_of(&query->columns, column);
    for (guint c = 0; c < query->dataset->columns_count; c++)
        for (guint v = 0; v < values_lacking(grid, c); v++)
            if (grid->lacks->values[c] >> v & 1 && filter_lets_value(query->filter, c, v) &&
                lets_value(of_row, row, c, v) && lets_value(of_column, column, c, v))
                return &query->dataset->columns[c];
    return NULL;
}

const struct column *lacking_column(const struct grid *grid, const struct grid_line *row,
                                    const struct grid_line *column)
{
    if (grid->lacks == NULL)
        return NULL;
    const struct column *of_row = asked_lacking(grid, part_of(&grid->query->rows, row));
    const struct column *of_column = asked_lacking(grid, part_of(&grid->query->columns, column));
    if (of_row != NULL || of_column != NULL)
        return of_row != NULL ? of_row : of_column;
    return value_lacking(grid, row, column);
}

static void note_columns(const struct grid *grid, struct book_sheet *sheet)
{
    const struct query *query = grid->query;
    guint8 asked[FACT_MAX_COLUMNS] = {0};
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    for (guint i = 0; i < query->rows.count; i++)
        filter_asks(query->rows.part[i].filter, units, asked);
    for (guint i = 0; i < query->columns.count; i++)
        filter_asks(query->columns.part[i].filter, units, asked);
    for (guint c = 0; c < query->dataset->columns_count; c++)
        if (grid->lacks->column[c] && asked[c] != 0)
            g_ptr_array_add(sheet->notes,
                            g_strdup_printf("Có tệp “%s” (%s) không có cột “%s”: số cần cột ấy "
                                            "ghi là thiếu.",
                                            query->dataset->label, query->dataset->name,
                                            query->dataset->columns[c].label));
}

/* The values that the table counts somewhere and some wide table has no column for. */
static void note_values(const struct grid *grid, guint c, struct book_sheet *sheet)
{
    const struct column *column = &grid->query->dataset->columns[c];
    g_autoptr(GString) labels = g_string_new(NULL);
    for (guint v = 0; v < values_lacking(grid, c); v++)
        if (grid->lacks->values[c] >> v & 1 && filter_lets_value(grid->query->filter, c, v))
            g_string_append_printf(labels, "%s“%s”", labels->len > 0 ? ", " : "",
                                   column->values[v].label);
    if (labels->len > 0)
        g_ptr_array_add(sheet->notes,
                        g_strdup_printf("Có bảng ngang “%s” (%s) không có cột %s: số cần đến ghi "
                                        "là thiếu.",
                                        grid->query->dataset->label, grid->query->dataset->name,
                                        labels->str));
}

void lacking_add_notes(const struct grid *grid, struct book_sheet *sheet)
{
    if (grid->lacks == NULL)
        return;
    note_columns(grid, sheet);
    for (guint c = 0; c < grid->query->dataset->columns_count; c++)
        note_values(grid, c, sheet);
}
