#include "build/grid.h"

/* The numbering of the part a row stands in; NULL: its rows are no units. */
static const struct numbering *numbering_of(const struct grid *grid, const struct place *row)
{
    return row->part < 0 ? NULL : grid->query->rows.part[row->part].numbering;
}

/* Shares of the units that the row's part counts under hidden numbers. */
static const GArray *shares_of(const struct grid *grid, const struct place *row)
{
    const struct numbering *numbering = numbering_of(grid, row);
    return numbering != NULL ? g_ptr_array_index(numbering->shares, grid->scope) : NULL;
}

/*
 * What the map gives to a number (-1: outside the scope) of all that is shared out. The shares of
 * one source are cut from its count one after the other, so that rounding loses nothing.
 */
static gint64 shared_out(const struct grid *grid, enum span span, gint32 part, gint32 target,
                         const struct place *column)
{
    const GArray *shares = shares_of(grid, &(struct place){part, 0, 0});
    gint64 sum = 0, given = 0;
    struct ratio reached = {0, 1};
    for (guint i = 0; shares != NULL && i < shares->len; i++) {
        const struct number_share *share = &g_array_index(shares, struct number_share, i);
        if (i == 0 || share->source != (share - 1)->source) {
            given = 0;
            reached = (struct ratio){0, 1};
        }
        struct ratio minus = {-share->weight.part, share->weight.whole};
        reached = ratio_difference(reached, minus);
        struct place source = {part, share->source, 0};
        gint64 count = cube_sum(grid->cube, span, &source, column);
        gint64 up_to = ratio_round((struct ratio){count * reached.part, reached.whole}, 0);
        if (share->target == target)
            sum += up_to - given;
        given = up_to;
    }
    return sum;
}

gint64 grid_count(const struct grid *grid, enum span span, const struct place *row,
                  const struct place *column)
{
    gint64 count = cube_sum(grid->cube, span, row, column);
    if (row->part >= 0)
        return count + shared_out(grid, span, row->part, row->number, column);
    for (guint i = 0; i < grid->query->rows.count; i++)
        if (grid->query->rows.part[i].kind == PART_UNIT)
            return count - shared_out(grid, span, (gint32)i, -1, column);
    return count;
}

gboolean grid_is_estimate(const struct grid *grid, const struct place *row)
{
    static const struct place total = {CUBE_TOTAL, 0, 0};
    const GArray *shares = shares_of(grid, row);
    for (guint i = 0; shares != NULL && i < shares->len; i++) {
        const struct number_share *share = &g_array_index(shares, struct number_share, i);
        struct place source = {row->part, share->source, 0};
        for (guint span = 0; span < SPANS && share->target == row->number; span++)
            if (cube_sum(grid->cube, span, &source, &total) != 0)
                return TRUE;
    }
    return FALSE;
}

gboolean grid_is_lost(const struct grid *grid, const struct place *row)
{
    const struct numbering *numbering = numbering_of(grid, row);
    if (numbering == NULL)
        return FALSE;
    const GArray *units = g_ptr_array_index(numbering->units, grid->scope);
    return unit_map_is_lost(grid->query->scopes->map, g_array_index(units, gint32, row->number));
}
