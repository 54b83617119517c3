#include "chart/display_list.h"

#include <math.h>

struct display_list *display_list_new(double width, double height)
{
    struct display_list *list = g_new0(struct display_list, 1);
    list->width = width;
    list->height = height;
    list->items = g_array_new(FALSE, TRUE, sizeof(struct display_item));
    return list;
}

void display_list_free(struct display_list *list)
{
    if (list == NULL)
        return;
    for (guint i = 0; i < list->items->len; i++) {
        struct display_item *item = display_list_item(list, i);
        g_free(item->text);
        if (item->points != NULL)
            g_array_unref(item->points);
    }
    g_array_unref(list->items);
    g_free(list->title);
    g_free(list->description);
    g_free(list);
}

struct display_item *display_list_add(struct display_list *list, enum item_kind kind)
{
    g_array_set_size(list->items, list->items->len + 1);
    struct display_item *item = display_list_item(list, list->items->len - 1);
    item->kind = kind;
    item->row = item->column = G_MAXUINT;
    if (kind == ITEM_POLYLINE)
        item->points = g_array_new(FALSE, FALSE, sizeof(struct point));
    return item;
}

struct display_item *display_list_item(const struct display_list *list, guint index)
{
    return &g_array_index(list->items, struct display_item, index);
}

static gboolean item_is_finite(const struct display_item *item)
{
    const double numbers[] = {item->x,    item->y,     item->width,       item->height,
                              item->size, item->angle, item->stroke_width};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (!isfinite(numbers[i]))
            return FALSE;
    for (guint i = 0; item->points != NULL && i < item->points->len; i++) {
        const struct point *point = &g_array_index(item->points, struct point, i);
        if (!isfinite(point->x) || !isfinite(point->y))
            return FALSE;
    }
    return TRUE;
}

gboolean display_list_is_finite(const struct display_list *list)
{
    if (!isfinite(list->width) || !isfinite(list->height) || list->width < 1 || list->height < 1)
        return FALSE;
    for (guint i = 0; i < list->items->len; i++)
        if (!item_is_finite(display_list_item(list, i)))
            return FALSE;
    return TRUE;
}

struct box item_text_box(const struct display_item *item, const struct ruler *ruler)
{
    double width = ruler->width(ruler->data, item->text, item->size, item->weight);
    double before = item->anchor == TEXT_START    ? 0
                    : item->anchor == TEXT_MIDDLE ? width / 2
                                                  : width;
    double ascent = TEXT_ASCENT * item->size, descent = TEXT_DESCENT * item->size;
    if (item->angle < 0) /* reads upwards */
        return (struct box){item->x - ascent, item->y - width + before, ascent + descent, width};
    if (item->angle > 0) /* reads downwards */
        return (struct box){item->x - descent, item->y - before, ascent + descent, width};
    return (struct box){item->x - before, item->y - ascent, width, ascent + descent};
}

gboolean box_overlaps(struct box a, struct box b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

gboolean box_holds(struct box outer, struct box inner)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}
