#include "build/suppression.h"

#include <string.h>

#include "build/bridges.h"

struct hiding {
    struct book_table *table;
    guint rows, columns;
    guint8 *hidden; /* rows x columns */
};

static guint8 *hidden_at(const struct hiding *hiding, guint row, guint column)
{
    return &hiding->hidden[row * hiding->columns + column];
}

static gboolean is_count(const struct book_table *table, guint column)
{
    return measure_info(book_column(table, column)->measure)->form->is_count;
}

static gint64 count_at(const struct hiding *hiding, guint row, guint column)
{
    return book_cell(hiding->table, row, column)->numerator;
}

static void hide_small(const struct hiding *hiding)
{
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++) {
            const struct cell *cell = book_cell(hiding->table, r, c);
            gint64 size = ABS(cell->numerator);
            gboolean small = is_count(hiding->table, c) && size > 0 && size < SUPPRESSION_LEAST;
            if (cell->state == CELL_OK && (small || cell->sensitive))
                *hidden_at(hiding, r, c) = 1;
        }
}

/* A column of counts that is no part of a sum is made of others and would give them back. */
static gboolean overlaps(const struct hiding *hiding, guint column)
{
    const struct book_table *table = hiding->table;
    if (!is_count(table, column) || book_column(table, column)->parent >= 0)
        return FALSE;
    for (guint c = 0; c < hiding->columns; c++)
        if (book_column(table, c)->parent == (int)column)
            return FALSE;
    return TRUE;
}

/* In a row with a hidden count, whatever overlaps it is hidden too. TRUE if anything changed. */
static gboolean hide_overlaps(const struct hiding *hiding)
{
    gboolean changed = FALSE;
    for (guint r = 0; r < hiding->rows; r++) {
        gboolean any = FALSE;
        for (guint c = 0; c < hiding->columns; c++)
            any = any || (is_count(hiding->table, c) && *hidden_at(hiding, r, c));
        for (guint c = 0; any && c < hiding->columns; c++)
            if (overlaps(hiding, c) && !*hidden_at(hiding, r, c)) {
                *hidden_at(hiding, r, c) = 1;
                changed = TRUE;
            }
    }
    return changed;
}

/* A sum: the cells of one line that add to its total, by (row, column). */
struct line {
    gboolean along_row; /* the columns of a row; else the rows of a column */
    guint index;        /* of the row (column) */
    guint total;        /* column (row) of the total */
};

static guint line_length(const struct hiding *hiding, const struct line *line)
{
    return line->along_row ? hiding->columns : hiding->rows;
}

static guint8 *line_hidden(const struct hiding *hiding, const struct line *line, guint i)
{
    return line->along_row ? hidden_at(hiding, line->index, i) : hidden_at(hiding, i, line->index);
}

static gint64 line_count(const struct hiding *hiding, const struct line *line, guint i)
{
    return line->along_row ? count_at(hiding, line->index, i) : count_at(hiding, i, line->index);
}

static gboolean is_part(const struct hiding *hiding, const struct line *line, guint i)
{
    int parent = line->along_row ? book_column(hiding->table, i)->parent
                                 : book_row(hiding->table, i)->parent;
    return parent == (int)line->total;
}

/*
 * The part of the line to hide next: the least count still shown, a zero only when nothing else is
 * left; the line's length if there is none.
 */
static guint next_to_hide(const struct hiding *hiding, const struct line *line)
{
    guint length = line_length(hiding, line), next = length;
    for (guint i = 0; i < length; i++) {
        if (!is_part(hiding, line, i) || *line_hidden(hiding, line, i))
            continue;
        gint64 count = line_count(hiding, line, i);
        gint64 best = next < length ? line_count(hiding, line, next) : 0;
        if (next == length || (count > 0 && (best == 0 || count < best)))
            next = i;
    }
    return next;
}

/* Hides parts of a line until its total gives none of them back. TRUE if anything changed. */
static gboolean protect_line(const struct hiding *hiding, const struct line *line)
{
    gboolean changed = FALSE;
    for (;;) {
        guint count = 0;
        gint64 sum = 0;
        for (guint i = 0; i < line_length(hiding, line); i++)
            if (is_part(hiding, line, i) && *line_hidden(hiding, line, i)) {
                count++;
                sum += line_count(hiding, line, i);
            }
        gboolean total_hidden = *line_hidden(hiding, line, line->total);
        gboolean safe = total_hidden ? count >= 1 : count >= 2 && sum >= SUPPRESSION_LEAST;
        if (safe || (count == 0 && !total_hidden))
            return changed;
        guint next = next_to_hide(hiding, line);
        if (next == line_length(hiding, line))
            return changed;
        *line_hidden(hiding, line, next) = 1;
        changed = TRUE;
    }
}

/* All lines of the table: struct line. */
static GArray *lines_of(const struct hiding *hiding)
{
    const struct book_table *table = hiding->table;
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));
    for (guint c = 0; c < hiding->columns; c++) {
        gboolean is_total = FALSE;
        for (guint i = 0; i < hiding->columns; i++)
            is_total = is_total || (book_column(table, i)->parent == (int)c && is_count(table, i));
        for (guint r = 0; is_total && r < hiding->rows; r++)
            g_array_append_val(lines, ((struct line){TRUE, r, c}));
    }
    for (guint r = 0; r < hiding->rows; r++) {
        gboolean is_total = FALSE;
        for (guint i = 0; i < hiding->rows; i++)
            is_total = is_total || book_row(table, i)->parent == (int)r;
        for (guint c = 0; is_total && c < hiding->columns; c++)
            if (is_count(table, c))
                g_array_append_val(lines, ((struct line){FALSE, c, r}));
    }
    return lines;
}

static gboolean protect_lines(const struct hiding *hiding, const GArray *lines)
{
    gboolean changed = FALSE;
    for (guint i = 0; i < lines->len; i++)
        if (protect_line(hiding, &g_array_index(lines, struct line, i)))
            changed = TRUE;
    return changed;
}

/* A hidden cell that is a bridge between rows and columns follows from them: hide one more. */
static gboolean break_bridges(const struct hiding *hiding, const GArray *lines)
{
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(struct bridge_edge));
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++)
            if (is_count(hiding->table, c) && *hidden_at(hiding, r, c))
                g_array_append_val(edges, ((struct bridge_edge){r, hiding->rows + c, FALSE}));
    bridges_find(edges, hiding->rows + hiding->columns);
    for (guint e = 0; e < edges->len; e++) {
        const struct bridge_edge *edge = &g_array_index(edges, struct bridge_edge, e);
        for (guint i = 0; edge->is_bridge && i < lines->len; i++) {
            const struct line *line = &g_array_index(lines, struct line, i);
            if (line->index != (line->along_row ? edge->a : edge->b - hiding->rows))
                continue;
            guint next = next_to_hide(hiding, line);
            if (next < line_length(hiding, line)) {
                *line_hidden(hiding, line, next) = 1;
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Below the first level of groups nothing is shown where anything must be hidden. */
static void hide_groups(const struct hiding *hiding)
{
    for (guint r = 0; r < hiding->rows; r++) {
        if (book_row(hiding->table, r)->depth == 0)
            continue;
        int group = book_row(hiding->table, r)->parent;
        gboolean any = FALSE;
        for (guint i = 0; i < hiding->rows; i++)
            for (guint c = 0; c < hiding->columns && book_row(hiding->table, i)->parent == group;
                 c++)
                any = any || *hidden_at(hiding, i, c);
        for (guint c = 0; any && c < hiding->columns; c++)
            *hidden_at(hiding, r, c) = 1;
    }
}

static gboolean has_groups(const struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->depth > 0)
            return TRUE;
    return FALSE;
}

/* Shares of hidden counts are hidden; formulas that would read hidden cells become values. */
static void cover(const struct hiding *hiding)
{
    struct book_table *table = hiding->table;
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++) {
            struct cell *cell = book_cell(table, r, c);
            if (cell->state != CELL_OK)
                continue;
            for (guint i = 0; i < hiding->columns && !is_count(table, c); i++)
                if (is_count(table, i) && *hidden_at(hiding, r, i) &&
                    g_str_equal(book_column(table, i)->code, book_column(table, c)->code))
                    *hidden_at(hiding, r, c) = 1;
            if (cell->relation == RELATION_RATIO &&
                (*hidden_at(hiding, cell->part.row, cell->part.column) ||
                 *hidden_at(hiding, cell->whole.row, cell->whole.column)))
                *hidden_at(hiding, r, c) = 1;
        }
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++) {
            struct cell *cell = book_cell(table, r, c);
            if (*hidden_at(hiding, r, c) && cell->state == CELL_OK)
                *cell = (struct cell){.state = CELL_SUPPRESSED};
            else if (cell->relation == RELATION_SUM_ROWS || cell->relation == RELATION_SUM_COLUMNS)
                cell->relation = RELATION_NONE;
        }
}

void suppression_apply(struct book_table *table)
{
    guint rows = table->rows->len, columns = table->columns->len;
    g_autofree guint8 *hidden = g_malloc0(MAX(rows * columns, 1));
    struct hiding hiding = {table, rows, columns, hidden};
    hide_small(&hiding);
    if (has_groups(table))
        hide_groups(&hiding);
    g_autoptr(GArray) lines = lines_of(&hiding);
    gboolean changed = TRUE;
    while (changed) {
        changed = hide_overlaps(&hiding);
        changed = protect_lines(&hiding, lines) || changed;
        changed = changed || break_bridges(&hiding, lines);
    }
    if (memchr(hidden, 1, (gsize)rows * columns) != NULL)
        cover(&hiding);
}
