#include "build/suppression.h"

#include <string.h>

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
            const struct book_cell *cell = book_cell(hiding->table, r, c);
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
struct sum_line {
    gboolean along_row; /* the columns of a row; else the rows of a column */
    guint index;        /* of the row (column) */
    guint total;        /* column (row) of the total */
};

static guint line_length(const struct hiding *hiding, const struct sum_line *line)
{
    return line->along_row ? hiding->columns : hiding->rows;
}

static guint8 *line_hidden(const struct hiding *hiding, const struct sum_line *line, guint i)
{
    return line->along_row ? hidden_at(hiding, line->index, i) : hidden_at(hiding, i, line->index);
}

static gint64 line_count(const struct hiding *hiding, const struct sum_line *line, guint i)
{
    return line->along_row ? count_at(hiding, line->index, i) : count_at(hiding, i, line->index);
}

static gboolean is_part(const struct hiding *hiding, const struct sum_line *line, guint i)
{
    int parent = line->along_row ? book_column(hiding->table, i)->parent
                                 : book_row(hiding->table, i)->parent;
    return parent == (int)line->total;
}

/*
 * The part of the line to hide next: the least count still shown, a zero only when nothing else is
 * left; the line's length if there is none.
 */
static guint next_to_hide(const struct hiding *hiding, const struct sum_line *line)
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
static gboolean protect_line(const struct hiding *hiding, const struct sum_line *line)
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

/* All lines of the table: struct sum_line. */
static GArray *lines_of(const struct hiding *hiding)
{
    const struct book_table *table = hiding->table;
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct sum_line));
    for (guint c = 0; c < hiding->columns; c++) {
        gboolean is_total = FALSE;
        for (guint i = 0; i < hiding->columns; i++)
            is_total = is_total || (book_column(table, i)->parent == (int)c && is_count(table, i));
        for (guint r = 0; is_total && r < hiding->rows; r++)
            g_array_append_val(lines, ((struct sum_line){TRUE, r, c}));
    }
    for (guint r = 0; r < hiding->rows; r++) {
        gboolean is_total = FALSE;
        for (guint i = 0; i < hiding->rows; i++)
            is_total = is_total || book_row(table, i)->parent == (int)r;
        for (guint c = 0; is_total && c < hiding->columns; c++)
            if (is_count(table, c))
                g_array_append_val(lines, ((struct sum_line){FALSE, c, r}));
    }
    return lines;
}

static gboolean protect_lines(const struct hiding *hiding, const GArray *lines)
{
    gboolean changed = FALSE;
    for (guint i = 0; i < lines->len; i++)
        if (protect_line(hiding, &g_array_index(lines, struct sum_line, i)))
            changed = TRUE;
    return changed;
}

/* A hidden cell: it joins its row to its column. */
struct edge {
    guint a, b; /* nodes */
    gboolean is_bridge;
};

#define NO_EDGE G_MAXUINT

/* A walk in depth: when each node was met, and the earliest one that its subtree reaches. */
struct bridge_walk {
    GArray *edges;
    guint *first, *next; /* edges of a node as lists: edge end 2e is a's, 2e + 1 is b's */
    guint *met, *low;
    guint *cursor;  /* by node: the next edge end to look at */
    guint *arrived; /* by node: the edge it was met by; NO_EDGE for a start */
    guint time;
};

static struct edge *edge_at(const struct bridge_walk *walk, guint edge)
{
    return &g_array_index(walk->edges, struct edge, edge);
}

static guint other_end(const struct bridge_walk *walk, guint end)
{
    const struct edge *edge = edge_at(walk, end / 2);
    return end % 2 == 0 ? edge->b : edge->a;
}

static void enter(struct bridge_walk *walk, guint node, guint by, GArray *path)
{
    walk->met[node] = walk->low[node] = ++walk->time;
    walk->cursor[node] = walk->first[node];
    walk->arrived[node] = by;
    g_array_append_val(path, node);
}

/* A node is done: what it reaches, the node before reaches too; if not even that, a bridge led
 * here. */
static void leave(struct bridge_walk *walk, guint node, GArray *path)
{
    g_array_set_size(path, path->len - 1);
    if (path->len == 0)
        return;
    guint before = g_array_index(path, guint, path->len - 1);
    walk->low[before] = MIN(walk->low[before], walk->low[node]);
    if (walk->low[node] > walk->met[before])
        edge_at(walk, walk->arrived[node])->is_bridge = TRUE;
}

static void walk_from(struct bridge_walk *walk, guint start)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    enter(walk, start, NO_EDGE, path);
    while (path->len > 0) {
        guint node = g_array_index(path, guint, path->len - 1);
        guint end = walk->cursor[node];
        if (end == NO_EDGE) {
            leave(walk, node, path);
            continue;
        }
        walk->cursor[node] = walk->next[end];
        guint target = other_end(walk, end);
        if (end / 2 == walk->arrived[node])
            continue;
        if (walk->met[target] == 0)
            enter(walk, target, end / 2, path);
        else
            walk->low[node] = MIN(walk->low[node], walk->met[target]);
    }
}

static void list_ends(struct bridge_walk *walk, guint nodes)
{
    for (guint i = 0; i < nodes; i++)
        walk->first[i] = NO_EDGE;
    for (guint e = 0; e < walk->edges->len; e++) {
        const guint ends[] = {edge_at(walk, e)->a, edge_at(walk, e)->b};
        for (guint i = 0; i < 2; i++) {
            walk->next[2 * e + i] = walk->first[ends[i]];
            walk->first[ends[i]] = 2 * e + i;
        }
    }
}

/*
 * Marks the edges (struct edge) that lie on no circle; nodes are below `nodes`.
 *
 * Source: R. E. Tarjan, A note on finding the bridges of a graph, Information Processing Letters
 * 2 (1974); here without recursion.
 */
static void find_bridges(GArray *edges, guint nodes)
{
    g_autofree guint *first = g_new(guint, MAX(nodes, 1));
    g_autofree guint *next = g_new(guint, MAX(2 * edges->len, 1));
    g_autofree guint *met = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *low = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *cursor = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *arrived = g_new0(guint, MAX(nodes, 1));
    struct bridge_walk walk = {edges, first, next, met, low, cursor, arrived, 0};
    list_ends(&walk, nodes);
    for (guint e = 0; e < edges->len; e++)
        edge_at(&walk, e)->is_bridge = FALSE;
    for (guint node = 0; node < nodes; node++)
        if (met[node] == 0)
            walk_from(&walk, node);
}

/* A hidden cell that is a bridge between rows and columns follows from them: hide one more. */
static gboolean break_bridges(const struct hiding *hiding, const GArray *lines)
{
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++)
            if (is_count(hiding->table, c) && *hidden_at(hiding, r, c))
                g_array_append_val(edges, ((struct edge){r, hiding->rows + c, FALSE}));
    find_bridges(edges, hiding->rows + hiding->columns);
    for (guint e = 0; e < edges->len; e++) {
        const struct edge *edge = &g_array_index(edges, struct edge, e);
        for (guint i = 0; edge->is_bridge && i < lines->len; i++) {
            const struct sum_line *line = &g_array_index(lines, struct sum_line, i);
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
static void suppress_cells(const struct hiding *hiding)
{
    struct book_table *table = hiding->table;
    for (guint r = 0; r < hiding->rows; r++)
        for (guint c = 0; c < hiding->columns; c++) {
            struct book_cell *cell = book_cell(table, r, c);
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
            struct book_cell *cell = book_cell(table, r, c);
            if (*hidden_at(hiding, r, c) && cell->state == CELL_OK)
                *cell = (struct book_cell){.state = CELL_SUPPRESSED};
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
        suppress_cells(&hiding);
}
