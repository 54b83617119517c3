#include "calc/portion.h"

static void clear_portion(gpointer portion)
{
    g_free(((struct portion *)portion)->inside);
}

static void free_array(gpointer array)
{
    g_array_unref(array);
}

void portions_init(struct scopes *scopes)
{
    guint units = unit_tree_count(scopes->tree);
    scopes->split_of = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < units; i++)
        scopes->split_of[i] = -1;
    scopes->splits = g_ptr_array_new_with_free_func(free_array);
    scopes->portions = g_array_new(FALSE, FALSE, sizeof(struct portion));
    g_array_set_clear_func(scopes->portions, clear_portion);
}

void portions_clear(struct scopes *scopes)
{
    g_free(scopes->split_of);
    g_ptr_array_unref(scopes->splits);
    g_array_unref(scopes->portions);
}

static struct portion *portion_at(const struct scopes *scopes, guint portion)
{
    return &g_array_index(scopes->portions, struct portion, portion);
}

/* The split of units that are shared out like this; a split has a portion from its start on. */
static guint split_with(struct scopes *scopes, const GArray *shares)
{
    guint split = 0;
    for (; split < scopes->splits->len; split++) {
        const GArray *portions = g_ptr_array_index(scopes->splits, split);
        const GArray *known = portion_at(scopes, g_array_index(portions, guint, 0))->shares;
        if (known == shares || shares_are_equal(known, shares))
            return split;
    }
    g_ptr_array_add(scopes->splits, g_array_new(FALSE, FALSE, sizeof(guint)));
    return split;
}

/* The scope's portion of the split, added if it is not there yet. */
static struct portion *portion_for(struct scopes *scopes, struct portion wanted)
{
    GArray *portions = g_ptr_array_index(scopes->splits, wanted.split);
    for (guint i = 0; i < portions->len; i++) {
        struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion->scope == wanted.scope && portion->whole == wanted.whole)
            return portion;
    }
    guint number = scopes->portions->len;
    wanted.inside = g_new0(guint8, wanted.shares->len);
    g_array_append_val(scopes->portions, wanted);
    g_array_append_val(portions, number);
    return portion_at(scopes, number);
}

void portions_add(struct scopes *scopes, gint32 unit, const gint32 *scope_of_share)
{
    const GArray *shares = unit_map_shares(scopes->map, unit);
    gint32 home = scopes->scope_of[unit];
    gboolean reported = home >= 0;
    for (guint i = 0; i < shares->len; i++)
        reported |= scope_of_share[i] >= 0;
    if (!reported)
        return;
    guint split = split_with(scopes, shares);
    scopes->split_of[unit] = (gint32)split;
    for (guint i = 0; i < shares->len; i++) {
        gint32 scope = home >= 0 ? home : scope_of_share[i];
        if (scope >= 0)
            portion_for(scopes, (struct portion){(guint)scope, split, shares, NULL, home >= 0})
                ->inside[i] = TRUE;
    }
}

const GArray *scopes_portions(const struct scopes *scopes, gint32 unit)
{
    gint32 split = scopes->split_of[unit];
    return split >= 0 ? g_ptr_array_index(scopes->splits, split) : NULL;
}

const struct portion *scopes_portion(const struct scopes *scopes, guint portion)
{
    return portion_at(scopes, portion);
}

gboolean portion_counts(const struct portion *portion, const struct scopes *scopes, gint32 unit)
{
    gint32 home = scopes->scope_of[unit];
    return scopes->split_of[unit] == (gint32)portion->split &&
           (portion->whole ? home == (gint32)portion->scope : home < 0);
}

gint64 portion_inside(const struct portion *portion, gint64 count)
{
    gint64 sum = 0;
    for (guint i = 0; i < portion->shares->len; i++)
        sum += portion->inside[i] ? shares_cut(portion->shares, i, count) : 0;
    return sum;
}

gboolean scopes_holds(const struct scopes *scopes, guint scope, gint32 unit)
{
    if (scopes->scope_of[unit] >= 0 || scopes->split_of[unit] < 0)
        return scopes->scope_of[unit] == (gint32)scope;
    const GArray *portions = scopes_portions(scopes, unit);
    for (guint i = 0; i < portions->len; i++) {
        const struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion->scope == scope && portion_counts(portion, scopes, unit))
            return TRUE;
    }
    return FALSE;
}

gint32 scopes_home(const struct scopes *scopes, gint32 unit)
{
    const GArray *portions = scopes_portions(scopes, unit);
    gint32 home = scopes->scope_of[unit];
    for (guint i = 0; portions != NULL && home < 0 && i < portions->len; i++) {
        const struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion_counts(portion, scopes, unit))
            home = (gint32)portion->scope;
    }
    return home;
}
