#include "write/text_grid.h"

#include <string.h>

#include "base/text_width.h"

/* Between columns. */
#define GAP 2
/* Texts are not wrapped to less than this, and to this where there are several blocks anyhow;
 * headings of figures not before they are as wide. */
#define LEAST_TEXT 14
#define BLOCK_TEXT 32
#define LEAST_HEAD 12

#define RULE_SIGN "─"

static void clear_row(gpointer data)
{
    g_strfreev(((struct text_grid_row *)data)->cells);
}

struct text_grid *text_grid_new(guint columns, guint names)
{
    struct text_grid *grid = g_new0(struct text_grid, 1);
    grid->columns = columns;
    grid->names = names;
    grid->is_right = g_new0(gboolean, columns + 1);
    grid->head = g_new0(char *, columns + 1);
    grid->rows = g_array_new(FALSE, FALSE, sizeof(struct text_grid_row));
    g_array_set_clear_func(grid->rows, clear_row);
    return grid;
}

void text_grid_free(struct text_grid *grid)
{
    if (grid == NULL)
        return;
    g_free(grid->is_right);
    g_strfreev(grid->head);
    g_array_unref(grid->rows);
    g_free(grid);
}

void text_grid_add(struct text_grid *grid, char **cells, gboolean is_apart)
{
    struct text_grid_row row = {cells, is_apart};
    g_array_append_val(grid->rows, row);
}

static const struct text_grid_row *row_at(const struct text_grid *grid, guint row)
{
    return &g_array_index(grid->rows, struct text_grid_row, row);
}

/* What the cells of a column need on one line each. */
static guint width_of_cells(const struct text_grid *grid, guint column)
{
    guint width = 0;
    for (guint i = 0; i < grid->rows->len; i++)
        width = MAX(width, text_width(row_at(grid, i)->cells[column]));
    return width;
}

static guint widest_part(const char *head)
{
    guint width = 0;
    g_auto(GStrv) parts = g_strsplit(head, "\n", -1);
    for (char **part = parts; *part != NULL; part++)
        width = MAX(width, text_width(*part));
    return width;
}

static guint natural_width(const struct text_grid *grid, guint column)
{
    const char *head = grid->head[column];
    guint cells = width_of_cells(grid, column);
    guint least = MAX(text_width_of_words(head), MIN(widest_part(head), LEAST_HEAD));
    return MAX(MAX(cells, least), 1);
}

static guint least_width(const struct text_grid *grid, guint column, guint natural)
{
    guint least = MAX(text_width_of_words(grid->head[column]), LEAST_TEXT);
    return grid->is_right[column] ? natural : MIN(natural, least);
}

static guint sum_of(const guint *widths, guint first, guint end)
{
    guint sum = 0;
    for (guint c = first; c < end; c++)
        sum += widths[c] + GAP;
    return sum;
}

/* The widest text that can still give way; there must be one. */
static guint widest_of(const struct text_grid *grid, const guint *widths, const guint *least)
{
    guint widest = grid->columns;
    for (guint c = 0; c < grid->columns; c++)
        if (widths[c] > least[c] && (widest == grid->columns || widths[c] > widths[widest]))
            widest = c;
    return widest;
}

/* New array. */
static guint *widths_of(const struct text_grid *grid, guint width)
{
    guint *widths = g_new(guint, grid->columns + 1);
    g_autofree guint *least = g_new(guint, grid->columns + 1);
    for (guint c = 0; c < grid->columns; c++) {
        widths[c] = natural_width(grid, c);
        least[c] = least_width(grid, c, widths[c]);
    }
    gboolean several = sum_of(least, 0, grid->columns) > width + GAP;
    for (guint c = 0; several && c < grid->columns; c++)
        widths[c] = MIN(widths[c], MAX(least[c], BLOCK_TEXT));
    while (!several && sum_of(widths, 0, grid->columns) > width + GAP)
        widths[widest_of(grid, widths, least)]--;
    return widths;
}

/* A block: the columns that name the rows, and those from first to before end. */
struct grid_block {
    const struct text_grid *grid;
    const guint *widths;
    guint first, end;
    GString *out;
};

static gboolean is_in(const struct grid_block *block, guint column)
{
    return column < block->grid->names || (column >= block->first && column < block->end);
}

static void pad(GString *out, guint count)
{
    g_string_append_printf(out, "%*s", (int)count, "");
}

static void trim_line(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

static void append_cell(const struct grid_block *block, guint column, const char *text)
{
    guint width = text_width(text), room = block->widths[column];
    guint rest = room > width ? room - width : 0;
    if (block->grid->is_right[column])
        pad(block->out, rest);
    g_string_append(block->out, text);
    if (!block->grid->is_right[column])
        pad(block->out, rest);
    pad(block->out, GAP);
}

/* Cells side by side, on as many lines as the highest has; `low`: shorter ones stand at the foot.
 */
static void append_cells(const struct grid_block *block, char *const *cells, gboolean low)
{
    guint columns = block->grid->columns, height = 1;
    g_autofree GPtrArray **lines = g_new0(GPtrArray *, columns + 1);
    for (guint c = 0; c < columns; c++) {
        lines[c] = text_width_lines(cells[c], block->widths[c]);
        if (is_in(block, c))
            height = MAX(height, lines[c]->len);
    }
    for (guint i = 0; i < height; i++) {
        for (guint c = 0; c < columns; c++) {
            guint lead = low ? height - MIN(height, lines[c]->len) : 0;
            if (is_in(block, c))
                append_cell(block, c,
                            i >= lead && i - lead < lines[c]->len
                                ? g_ptr_array_index(lines[c], i - lead)
                                : "");
        }
        trim_line(block->out);
    }
    for (guint c = 0; c < columns; c++)
        g_ptr_array_unref(lines[c]);
}

static void append_rule(const struct grid_block *block)
{
    for (guint c = 0; c < block->grid->columns; c++) {
        for (guint i = 0; is_in(block, c) && i < block->widths[c]; i++)
            g_string_append(block->out, RULE_SIGN);
        if (is_in(block, c))
            pad(block->out, GAP);
    }
    trim_line(block->out);
}

static void append_block(const struct grid_block *block)
{
    append_cells(block, block->grid->head, TRUE);
    append_rule(block);
    for (guint i = 0; i < block->grid->rows->len; i++) {
        if (row_at(block->grid, i)->is_apart)
            append_rule(block);
        append_cells(block, row_at(block->grid, i)->cells, FALSE);
    }
}

/* Behind the last column that fits beside the names; one at least. */
static guint block_end(const struct text_grid *grid, const guint *widths, guint first, guint width)
{
    guint end = first + 1, sum = sum_of(widths, 0, grid->names) + sum_of(widths, first, first + 1);
    while (end < grid->columns && sum + widths[end] + GAP <= width + GAP)
        sum += widths[end++] + GAP;
    return end;
}

void text_grid_print(const struct text_grid *grid, guint width, GString *out)
{
    g_autofree guint *widths = widths_of(grid, width);
    guint first = grid->names;
    do {
        guint end = first < grid->columns ? block_end(grid, widths, first, width) : first;
        struct grid_block block = {grid, widths, first, end, out};
        if (first > grid->names)
            g_string_append_c(out, '\n');
        append_block(&block);
        first = end;
    } while (first < grid->columns);
}
