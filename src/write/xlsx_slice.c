#include "write/xlsx_slice.h"

#include <math.h>

#include "write/display_list.h"

/* A page is used at least so far; where no cut between rows is found, one is made at its end. */
#define LEAST_USED 0.6

/* Pieces are of about one height, so that no page has two rows only; a cut may lie this much lower.
 */
#define EVEN_SLACK 1.1

/* A rectangle longer than this part of a page is no bar but a ground or a frame. */
#define BAR_SHARE 0.2

/* Top and bottom of what must not be cut; FALSE for lines and grounds. */
static gboolean solid_span(const struct item *item, const struct ruler *ruler, double room,
                           double *top, double *bottom)
{
    struct box box = {item->x, item->y, item->width, item->height};
    if (item->kind == ITEM_TEXT)
        box = item_text_box(item, ruler);
    else if (item->kind == ITEM_MARK)
        box.y -= box.height / 2;
    else if (item->kind != ITEM_RECTANGLE || item->height > room * BAR_SHARE)
        return FALSE;
    *top = box.y;
    *bottom = box.y + box.height;
    return TRUE;
}

static gboolean cuts_something(const struct display_list *list, const struct ruler *ruler,
                               double room, double at)
{
    for (guint i = 0; i < list->items->len; i++) {
        double top = 0, bottom = 0;
        if (solid_span(display_list_item(list, i), ruler, room, &top, &bottom) && top < at &&
            at < bottom)
            return TRUE;
    }
    return FALSE;
}

static double find_cut(const struct display_list *list, const struct ruler *ruler, double top,
                       double room)
{
    for (double at = top + room; at > top + room * LEAST_USED; at--)
        if (!cuts_something(list, ruler, room, at))
            return at;
    return top + room;
}

/* What stands between two heights; lines are cut by the picture's edge. */
static struct display_list *piece(const struct display_list *list, double top, double bottom)
{
    struct display_list *out = display_list_new(list->width, bottom - top);
    out->title = g_strdup(list->title);
    out->description = g_strdup(list->description);
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *from = display_list_item(list, i);
        struct item *to = display_list_add(out, from->kind);
        GArray *points = to->points;
        *to = *from;
        to->y -= top;
        to->text = g_strdup(from->text);
        to->points = points;
        for (guint k = 0; points != NULL && k < from->points->len; k++) {
            struct point at = g_array_index(from->points, struct point, k);
            at.y -= top;
            g_array_append_val(points, at);
        }
    }
    return out;
}

GPtrArray *xlsx_slice(const struct display_list *list, const struct ruler *ruler, double first,
                      double room)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)display_list_free);
    double top = 0, here = first;
    guint left = 1 + (guint)ceil(MAX(list->height - first, 0) / room);
    while (list->height - top > here) {
        double even = (list->height - top) / left * EVEN_SLACK;
        double cut = find_cut(list, ruler, top, MIN(here, even));
        g_ptr_array_add(pieces, piece(list, top, cut));
        top = cut;
        here = room;
        left = MAX(left, 2) - 1;
    }
    g_ptr_array_add(pieces, piece(list, top, list->height));
    return pieces;
}
