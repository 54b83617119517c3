#include "build/lanes.h"

static gpointer number_key(gint32 part, gint32 number)
{
    return GSIZE_TO_POINTER(((gsize)part << 32) | (guint32)number);
}

static gboolean asks_unit(const struct lanes *lanes, const struct place *place)
{
    if (place->part < 0)
        return FALSE;
    const struct part *part = &lanes->axis->part[place->part];
    return part->numbering != NULL || part_asks_unit(part) || filter_asks_unit(part->filter);
}

/* Columns of another dataset are lines of another grid's axis. */
static gboolean is_own(const struct lanes *lanes, guint line)
{
    return lanes->axis == &lanes->query->rows ||
           g_array_index(lanes->lines, struct grid_line, line).query == lanes->query;
}

void lanes_init(struct lanes *lanes, const struct query *query, const struct axis *axis,
                const GArray *lines)
{
    *lanes = (struct lanes){.query = query,
                            .axis = axis,
                            .lines = lines,
                            .slot = g_new0(guint, lines->len + 1),
                            .part = g_new0(const struct part *, lines->len + 1),
                            .count = 1,
                            .slot_of_number = g_hash_table_new(NULL, NULL),
                            .asking = g_array_new(FALSE, FALSE, sizeof(guint)),
                            .found = g_array_new(FALSE, FALSE, sizeof(guint))};
    for (guint i = 0; i < lines->len; i++) {
        const struct place *place = &g_array_index(lines, struct grid_line, i).place;
        if (!is_own(lanes, i) || !asks_unit(lanes, place))
            continue;
        lanes->part[lanes->count] = &axis->part[place->part];
        lanes->slot[i] = lanes->count++;
        if (axis->part[place->part].numbering != NULL)
            g_hash_table_insert(lanes->slot_of_number, number_key(place->part, place->number),
                                GUINT_TO_POINTER(lanes->slot[i]));
        else
            g_array_append_val(lanes->asking, i);
    }
}

void lanes_clear(struct lanes *lanes)
{
    g_free(lanes->slot);
    g_free(lanes->part);
    g_hash_table_unref(lanes->slot_of_number);
    g_array_unref(lanes->asking);
    g_array_unref(lanes->found);
}

guint lanes_slot(const struct lanes *lanes, const struct grid_line *line)
{
    return line == NULL ? 0 : lanes->slot[line - &g_array_index(lanes->lines, struct grid_line, 0)];
}

gboolean lanes_pass(const struct lanes *lanes, guint slot, gint32 unit, date day)
{
    return slot == 0 || filter_passes_unit(lanes->part[slot]->filter, unit, day);
}

static void find_number(struct lanes *lanes, gint32 unit, guint part, gint32 number)
{
    gpointer key = number_key((gint32)part, number);
    if (lanes->last.slot == 0 || lanes->last.key != key) {
        lanes->last.key = key;
        lanes->last.slot = GPOINTER_TO_UINT(g_hash_table_lookup(lanes->slot_of_number, key));
    }
    guint slot = lanes->last.slot;
    for (guint i = 0; i < lanes->found->len; i++)
        if (g_array_index(lanes->found, guint, i) == slot)
            return;
    if (slot > 0 && lanes_pass(lanes, slot, unit, FILTER_ANY_DAY))
        g_array_append_val(lanes->found, slot);
}

/* A unit that is shared out is asked for in each row that has a share of it. */
static void find_shares(struct lanes *lanes, gint32 unit, guint part, guint scope)
{
    const struct scopes *scopes = lanes->query->scopes;
    if (scopes->split_of[unit] < 0)
        return;
    const GPtrArray *by_scope = lanes->axis->part[part].numbering->shares;
    const GArray *shares = g_ptr_array_index(by_scope, scope);
    for (guint i = 0; i < shares->len; i++) {
        const struct row_share *share = &g_array_index(shares, struct row_share, i);
        if (scopes_portion(scopes, share->portion)->split == (guint)scopes->split_of[unit])
            find_number(lanes, unit, part, share->target);
    }
}

void lanes_find(struct lanes *lanes, gint32 unit, guint scope)
{
    guint all = 0;
    g_array_set_size(lanes->found, 0);
    g_array_append_val(lanes->found, all);
    for (guint p = 0; p < lanes->axis->count; p++) {
        const struct part *part = &lanes->axis->part[p];
        if (part->numbering == NULL)
            continue;
        if (part->numbering->number[unit] >= 0)
            find_number(lanes, unit, p, part->numbering->number[unit]);
        else
            find_shares(lanes, unit, p, scope);
    }
    for (guint i = 0; i < lanes->asking->len; i++) {
        guint line = g_array_index(lanes->asking, guint, i);
        guint slot = lanes->slot[line];
        const struct place *place = &g_array_index(lanes->lines, struct grid_line, line).place;
        if (part_has_unit(lanes->part[slot], place->number, unit) &&
            lanes_pass(lanes, slot, unit, FILTER_ANY_DAY))
            g_array_append_val(lanes->found, slot);
    }
}
