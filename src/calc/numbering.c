#include "calc/numbering.h"

enum standing { BY_RIGHT, ABOVE, HIDDEN };

/* A row of a scope, once for each member that stands in it. */
struct wanted {
    gint32 scope;
    enum standing standing;
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
        g_ptr_array_add(numbering->shares, g_array_new(FALSE, FALSE, sizeof(struct number_share)));
    }
}

void numbering_clear(struct numbering *numbering)
{
    g_free(numbering->number);
    g_ptr_array_unref(numbering->units);
    g_ptr_array_unref(numbering->shares);
}

static void want(GArray *wanted, const struct scopes *scopes, gint32 scope, gint32 unit)
{
    if (unit == UNIT_NONE)
        return;
    gboolean above =
        unit == g_array_index(scopes->roots, gint32, scope) ||
        unit_at(scopes->tree, unit)->level < g_array_index(scopes->row_levels, enum level, scope);
    struct wanted row = {scope, above ? ABOVE : BY_RIGHT, unit};
    g_array_append_val(wanted, row);
}

static gint compare_wanted(gconstpointer a, gconstpointer b)
{
    const struct wanted *first = a, *second = b;
    if (first->scope != second->scope)
        return first->scope < second->scope ? -1 : 1;
    if (first->standing != second->standing)
        return first->standing < second->standing ? -1 : 1;
    return (first->unit > second->unit) - (first->unit < second->unit);
}

static GArray *collect(const struct scopes *scopes, row_finder find, enum level level)
{
    GArray *wanted = g_array_new(FALSE, FALSE, sizeof(struct wanted));
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        gint32 scope = scopes->scope_of[i];
        if (scope < 0)
            continue;
        const GArray *shares = unit_map_shares(scopes->map, (gint32)i);
        if (shares == NULL) {
            want(wanted, scopes, scope,
                 find(scopes, scope, unit_map_place(scopes->map, (gint32)i), level));
            continue;
        }
        struct wanted hidden = {scope, HIDDEN, (gint32)i};
        g_array_append_val(wanted, hidden);
        for (guint k = 0; k < shares->len; k++)
            want(wanted, scopes, scope,
                 find(scopes, scope, g_array_index(shares, struct map_share, k).unit, level));
    }
    g_array_sort(wanted, compare_wanted);
    return wanted;
}

/* The number of a row in its scope; hidden rows are members themselves. */
static gint32 number_in(const GArray *rows, const struct wanted *row)
{
    guint found;
    if (row->unit == UNIT_NONE ||
        !g_array_binary_search((GArray *)rows, row, compare_wanted, &found))
        return -1;
    return (gint32)found;
}

static gint32 number_of_row(const GArray *rows, const struct scopes *scopes, gint32 scope,
                            gint32 unit)
{
    g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(struct wanted));
    want(one, scopes, scope, unit);
    return one->len == 0 ? -1 : number_in(rows, &g_array_index(one, struct wanted, 0));
}

/* Each row once, in order, and the place in the list where each scope begins. */
static GArray *unique_rows(const GArray *wanted, struct numbering *numbering, GArray *begins)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct wanted));
    for (guint i = 0; i < wanted->len; i++) {
        const struct wanted *row = &g_array_index(wanted, struct wanted, i);
        if (i > 0 && compare_wanted(row, row - 1) == 0)
            continue;
        GArray *units = g_ptr_array_index(numbering->units, row->scope);
        if (units->len == 0)
            g_array_index(begins, gint32, row->scope) = (gint32)rows->len;
        g_array_append_val(units, row->unit);
        g_array_append_val(rows, *row);
    }
    return rows;
}

static void add_shares(struct numbering *numbering, const struct scopes *scopes, gint32 unit,
                       const GArray *targets)
{
    gint32 scope = scopes->scope_of[unit];
    const GArray *shares = unit_map_shares(scopes->map, unit);
    GArray *list = g_ptr_array_index(numbering->shares, scope);
    for (guint k = 0; k < shares->len; k++) {
        struct number_share share = {
            numbering->number[unit],
            g_array_index(targets, gint32, k),
            g_array_index(shares, struct map_share, k).weight,
        };
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
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(gint32));

    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        gint32 scope = scopes->scope_of[i];
        if (scope < 0)
            continue;
        gint32 begin = g_array_index(begins, gint32, scope);
        const GArray *shares = unit_map_shares(scopes->map, (gint32)i);
        if (shares == NULL) {
            gint32 row = find(scopes, scope, unit_map_place(scopes->map, (gint32)i), level);
            gint32 number = number_of_row(rows, scopes, scope, row);
            numbering->number[i] = number < 0 ? -1 : number - begin;
            continue;
        }
        struct wanted hidden = {scope, HIDDEN, (gint32)i};
        numbering->number[i] = number_in(rows, &hidden) - begin;
        g_array_set_size(targets, 0);
        for (guint k = 0; k < shares->len; k++) {
            gint32 row =
                find(scopes, scope, g_array_index(shares, struct map_share, k).unit, level);
            gint32 number = number_of_row(rows, scopes, scope, row);
            number = number < 0 ? -1 : number - begin;
            g_array_append_val(targets, number);
        }
        add_shares(numbering, scopes, (gint32)i, targets);
    }
}

gboolean numbering_is_shared(const struct numbering *numbering, guint scope, gint32 number)
{
    const GArray *shares = g_ptr_array_index(numbering->shares, scope);
    for (guint i = 0; i < shares->len; i++)
        if (g_array_index(shares, struct number_share, i).source == number)
            return TRUE;
    return FALSE;
}
