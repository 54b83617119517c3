#include "write/xlsx_slice.h"

#include <math.h>

/* A page is used at least so far; where no cut between rows is found, one is made at its end. */
#define LEAST_USED 0.6

/* Pieces are of about one height, so that no page has two rows only; a cut may lie this much lower.
 */
#define EVEN_SLACK 1.1

/* A rectangle longer than this part of a page is no bar but a ground or a frame. */
#define BAR_SHARE 0.2

/* Letters with several marks reach over the box of their text. */
#define MARGIN 100

/* Neighbours that touch do so but for the last digits of their places. */
#define TOUCHING 0.01

/* Where an item stands; measured once, for a text costs more than all else here. */
struct span {
    gboolean known; /* FALSE: a line, which may be cut */
    gboolean ground;
    double top, bottom;
};

static struct span span_of(const struct display_item *item, const struct ruler *ruler)
{
    struct box box = {item->x, item->y, item->width, item->height};
    if (item->kind == ITEM_TEXT)
        box = item_text_box(item, ruler);
    else if (item->kind == ITEM_MARK)
        box.y -= box.height / 2;
    return (struct span){
        .known = item->kind == ITEM_TEXT || item->kind == ITEM_MARK || item->kind == ITEM_RECTANGLE,
        .ground = item->kind == ITEM_RECTANGLE,
        .top = box.y,
        .bottom = box.y + box.height,
    };
}

static GArray *spans_of(const struct display_list *list, const struct ruler *ruler)
{
    GArray *spans = g_array_sized_new(FALSE, FALSE, sizeof(struct span), list->items->len);
    for (guint i = 0; i < list->items->len; i++) {
        struct span span = span_of(display_list_item(list, i), ruler);
        g_array_append_val(spans, span);
    }
    return spans;
}

/* Neither a line nor a ground: it must not be cut. */
static gboolean is_solid(const struct span *span, double room)
{
    return span->known && !(span->ground && span->bottom - span->top > room * BAR_SHARE);
}

static gboolean cuts_something(const GArray *spans, double room, double at)
{
    for (guint i = 0; i < spans->len; i++) {
        const struct span *span = &g_array_index(spans, struct span, i);
        if (is_solid(span, room) && span->top + TOUCHING < at && at < span->bottom - TOUCHING)
            return TRUE;
    }
    return FALSE;
}

/* The end of the room, or the lowest end of something above it, wherever nothing is cut. */
static double find_cut(const GArray *spans, double top, double room)
{
    double found = top + room * LEAST_USED, end = top + room;
    if (!cuts_something(spans, room, end))
        return end;
    gboolean any = FALSE;
    for (guint i = 0; i < spans->len; i++) {
        const struct span *span = &g_array_index(spans, struct span, i);
        double at = span->bottom;
        if (!is_solid(span, room) || at <= found || at > end || cuts_something(spans, room, at))
            continue;
        found = at;
        any = TRUE;
    }
    return any ? found : end;
}

/* What stands between two heights; lines and grounds are cut by the picture's edge. */
static struct display_list *piece(const struct display_list *list, const GArray *spans, double top,
                                  double bottom)
{
    struct display_list *out = display_list_new(list->width, bottom - top);
    out->title = g_strdup(list->title);
    out->description = g_strdup(list->description);
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *from = display_list_item(list, i);
        const struct span *span = &g_array_index(spans, struct span, i);
        if (span->known && (span->bottom < top - MARGIN || span->top > bottom + MARGIN))
            continue;
        struct display_item *to = display_list_add(out, from->kind);
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

GPtrArray *xlsx_slice_list(const struct display_list *list, const struct ruler *ruler, double first,
                           double room)
{
    g_autoptr(GArray) spans = spans_of(list, ruler);
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)display_list_free);
    double top = 0, here = first;
    guint left = 1 + (guint)ceil(MAX(list->height - first, 0) / room);
    while (list->height - top > here) {
        double even = (list->height - top) / left * EVEN_SLACK;
        double cut = find_cut(spans, top, MIN(here, even));
        g_ptr_array_add(pieces, piece(list, spans, top, cut));
        top = cut;
        here = room;
        left = MAX(left, 2) - 1;
    }
    g_ptr_array_add(pieces, piece(list, spans, top, list->height));
    return pieces;
}
