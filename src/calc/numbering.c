#include "calc/numbering.h"

enum row_standing { BY_RIGHT, ABOVE };

/* A row of a scope, once for each member that stands in it. */
struct numbered_row {
    gint32 scope;
    enum row_standing standing;
    gint32 unit;
};

static void free_array(gpointer array)
{
    g_array_unref(array);
}

static void numbering_init(struct numbering *numbering, const struct scopes *scopes)
{
    guint units = unit_tree_count(scopes->tree);
    numbering->number = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < units; i++)
        numbering->number[i] = -1;
    numbering->units = g_ptr_array_new_with_free_func(free_array);
    numbering->shares = g_ptr_array_new_with_free_func(free_array);
    for (guint i = 0; i < scopes->roots->len; i++) {
        g_ptr_array_add(numbering->units, g_array_new(FALSE, FALSE, sizeof(gint32)));
        g_ptr_array_add(numbering->shares, g_array_new(FALSE, FALSE, sizeof(struct row_share)));
    }
}

void numbering_clear(struct numbering *numbering)
{
    g_free(numbering->number);
    g_ptr_array_unref(numbering->units);
    g_ptr_array_unref(numbering->shares);
}

static struct numbered_row row_of(const struct scopes *scopes, gint32 scope, gint32 unit)
{
    gboolean above =
        unit == g_array_index(scopes->roots, gint32, scope) ||
        unit_at(scopes->tree, unit)->level < g_array_index(scopes->row_levels, enum level, scope);
    return (struct numbered_row){scope, above ? ABOVE : BY_RIGHT, unit};
}

static gint compare_rows(gconstpointer a, gconstpointer b)
{
    const struct numbered_row *first = a, *second = b;
    if (first->scope != second->scope)
        return first->scope < second->scope ? -1 : 1;
    if (first->standing != second->standing)
        return first->standing < second->standing ? -1 : 1;
    return (first->unit > second->unit) - (first->unit < second->unit);
}

/* Members of one row mostly stand together. */
static void want(GArray *wanted, const struct scopes *scopes, gint32 scope, gint32 unit)
{
    if (unit == UNIT_NONE)
        return;
    struct numbered_row row = row_of(scopes, scope, unit);
    if (wanted->len == 0 ||
        compare_rows(&g_array_index(wanted, struct numbered_row, wanted->len - 1), &row) != 0)
        g_array_append_val(wanted, row);
}

static GArray *collect(const struct scopes *scopes, row_finder find, enum level level)
{
    GArray *wanted = g_array_new(FALSE, FALSE, sizeof(struct numbered_row));
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        gint32 scope = scopes->scope_of[i];
        if (scope >= 0 && unit_map_shares(scopes->map, (gint32)i) == NULL)
            want(wanted, scopes, scope,
                 find(scopes, scope, unit_map_place(scopes->map, (gint32)i), level));
    }
    for (guint p = 0; p < scopes->portions->len; p++) {
        const struct portion *portion = &g_array_index(scopes->portions, struct portion, p);
        gint32 scope = (gint32)portion->scope;
        for (guint k = 0; k < portion->shares->len; k++)
            if (portion->inside[k])
                want(wanted, scopes, scope,
                     find(scopes, scope, g_array_index(portion->shares, struct map_share, k).unit,
                          level));
    }
    g_array_sort(wanted, compare_rows);
    return wanted;
}

/* The numbers of rows that were found; begins: where each scope's rows begin in the list. */
struct finder {
    const struct scopes *scopes;
    const GArray *rows;   /* struct numbered_row, each once, sorted */
    const GArray *begins; /* gint32 by scope */
    row_finder find;
    enum level level;
    gint32 scope, row, number; /* the last answer */
};

/* The number in its scope of the row in which the facts placed in `unit` stand; -1: none. */
static gint32 number_of(struct finder *finder, gint32 scope, gint32 unit)
{
    gint32 row = finder->find(finder->scopes, scope, unit, finder->level);
    guint found;
    if (row == UNIT_NONE)
        return -1;
    if (row == finder->row && scope == finder->scope)
        return finder->number;
    struct numbered_row wanted = row_of(finder->scopes, scope, row);
    finder->row = row;
    finder->scope = scope;
    finder->number = g_array_binary_search((GArray *)finder->rows, &wanted, compare_rows, &found)
                         ? (gint32)found - g_array_index(finder->begins, gint32, scope)
                         : -1;
    return finder->number;
}

/* Each row once, in order, and the place in the list where each scope begins. */
static GArray *unique_rows(const GArray *wanted, struct numbering *numbering, GArray *begins)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct numbered_row));
    for (guint i = 0; i < wanted->len; i++) {
        const struct numbered_row *row = &g_array_index(wanted, struct numbered_row, i);
        if (i > 0 && compare_rows(row, row - 1) == 0)
            continue;
        GArray *units = g_ptr_array_index(numbering->units, row->scope);
        if (units->len == 0)
            g_array_index(begins, gint32, row->scope) = (gint32)rows->len;
        g_array_append_val(units, row->unit);
        g_array_append_val(rows, *row);
    }
    return rows;
}

static void add_shares(struct numbering *numbering, struct finder *finder, guint number)
{
    const struct portion *portion =
        &g_array_index(finder->scopes->portions, struct portion, number);
    GArray *list = g_ptr_array_index(numbering->shares, portion->scope);
    for (guint k = 0; k < portion->shares->len; k++) {
        gint32 unit = g_array_index(portion->shares, struct map_share, k).unit;
        struct row_share share = {number, k, -1};
        if (portion->inside[k])
            share.target = number_of(finder, (gint32)portion->scope, unit);
        if (share.target >= 0)
            g_array_append_val(list, share);
    }
}

void numbering_fill(struct numbering *numbering, const struct scopes *scopes, row_finder find,
                    enum level level)
{
    numbering_init(numbering, scopes);
    g_autoptr(GArray) wanted = collect(scopes, find, level);
    g_autoptr(GArray) begins = g_array_new(FALSE, TRUE, sizeof(gint32));
    g_array_set_size(begins, scopes->roots->len);
    g_autoptr(GArray) rows = unique_rows(wanted, numbering, begins);
    struct finder finder = {scopes, rows, begins, find, level, -1, UNIT_NONE, -1};
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++)
        if (scopes->scope_of[i] >= 0 && unit_map_shares(scopes->map, (gint32)i) == NULL)
            numbering->number[i] =
                number_of(&finder, scopes->scope_of[i], unit_map_place(scopes->map, (gint32)i));
    for (guint p = 0; p < scopes->portions->len; p++)
        add_shares(numbering, &finder, p);
}

const struct numbering *numbering_once(struct numbering **numbering, const struct scopes *scopes,
                                       row_finder find, enum level level)
{
    if (*numbering == NULL) {
        *numbering = g_new0(struct numbering, 1);
        numbering_fill(*numbering, scopes, find, level);
    }
    return *numbering;
}

void numbering_free(struct numbering *numbering)
{
    if (numbering != NULL)
        numbering_clear(numbering);
    g_free(numbering);
}

gboolean scopes_is_row(const struct scopes *scopes, guint scope, gint32 unit)
{
    return unit_map_is_valid(scopes->map, unit) &&
           unit != g_array_index(scopes->roots, gint32, scope) &&
           unit_at(scopes->tree, unit)->level >=
               g_array_index(scopes->row_levels, enum level, scope);
}
