#include "chart/chart_canvas.h"

#include <math.h>

static struct display_item item_of_label(const struct canvas *canvas, struct label label)
{
    struct color none = {0, 0, 0};
    gboolean plain = label.color.red == none.red && label.color.green == none.green &&
                     label.color.blue == none.blue;
    return (struct display_item){.kind = ITEM_TEXT,
                                 .x = label.x,
                                 .y = label.y,
                                 .fill = plain ? chart_ink : label.color,
                                 .text = chart_text_clean(label.text),
                                 .size = label.size > 0 ? label.size : canvas->small,
                                 .weight = label.weight,
                                 .anchor = label.anchor,
                                 .angle = label.angle,
                                 .row = label.shows ? label.row : G_MAXUINT,
                                 .column = label.shows ? label.column : G_MAXUINT};
}

struct box canvas_label_box(const struct canvas *canvas, struct label label)
{
    struct display_item item = item_of_label(canvas, label);
    struct box box = item_text_box(&item, canvas->ruler);
    g_free(item.text);
    return box;
}

void canvas_text(struct canvas *canvas, struct label label)
{
    struct display_item item = item_of_label(canvas, label);
    if (*item.text == '\0') {
        g_free(item.text);
        return;
    }
    struct box box = item_text_box(&item, canvas->ruler);
    g_array_append_val(canvas->boxes, box);
    *display_list_add(canvas->list, ITEM_TEXT) = item;
}

/* The box with air before and behind: "n = 92n = 225" is no two texts. */
static struct box box_with_air(struct box box, double size, double angle)
{
    double air = size * CANVAS_AIR;
    return angle == 0 ? (struct box){box.x - air, box.y, box.width + 2 * air, box.height}
                      : (struct box){box.x, box.y - air, box.width, box.height + 2 * air};
}

gboolean canvas_try_text(struct canvas *canvas, struct label label)
{
    struct box box = canvas_label_box(canvas, label);
    struct box picture = {0, 0, canvas->list->width, canvas->list->height};
    if (!box_holds(picture, box))
        return FALSE;
    box = box_with_air(box, label.size > 0 ? label.size : canvas->small, label.angle);
    for (guint i = 0; i < canvas->boxes->len; i++)
        if (box_overlaps(g_array_index(canvas->boxes, struct box, i), box))
            return FALSE;
    canvas_text(canvas, label);
    return TRUE;
}

static gboolean line_crosses(const struct display_item *item, struct box box)
{
    for (guint k = 1; k < item->points->len; k++) {
        struct point a = g_array_index(item->points, struct point, k - 1);
        struct point b = g_array_index(item->points, struct point, k);
        double from = MAX(a.x, box.x), to = MIN(b.x, box.x + box.width);
        if (from > to || b.x <= a.x)
            continue;
        double y1 = a.y + (b.y - a.y) * (from - a.x) / (b.x - a.x);
        double y2 = a.y + (b.y - a.y) * (to - a.x) / (b.x - a.x);
        if (MAX(y1, y2) > box.y && MIN(y1, y2) < box.y + box.height)
            return TRUE;
    }
    return FALSE;
}

/* The rim of a mark may be touched: a value stands close to its own. */
static gboolean mark_crosses(const struct display_item *item, struct box box)
{
    double reach = item->width * 0.4;
    return box_overlaps((struct box){item->x - reach, item->y - reach, 2 * reach, 2 * reach}, box);
}

gboolean canvas_covers_mark(const struct canvas *canvas, struct box box)
{
    for (guint i = 0; i < canvas->list->items->len; i++) {
        const struct display_item *item = display_list_item(canvas->list, i);
        if (item->kind == ITEM_MARK && mark_crosses(item, box))
            return TRUE;
    }
    return FALSE;
}

gboolean canvas_covers_bar(const struct canvas *canvas, struct box box)
{
    for (guint i = 0; i < canvas->list->items->len; i++) {
        const struct display_item *item = display_list_item(canvas->list, i);
        if (item->kind == ITEM_RECTANGLE && item->row != G_MAXUINT &&
            box_overlaps((struct box){item->x, item->y, item->width, item->height}, box))
            return TRUE;
    }
    return FALSE;
}

gboolean canvas_crosses(const struct canvas *canvas, struct box box)
{
    for (guint i = 0; i < canvas->list->items->len; i++) {
        const struct display_item *item = display_list_item(canvas->list, i);
        if (item->kind == ITEM_POLYLINE && line_crosses(item, box))
            return TRUE;
    }
    return canvas_covers_mark(canvas, box);
}

double canvas_lines(struct canvas *canvas, GPtrArray *lines, struct label first, double top)
{
    double size = first.size > 0 ? first.size : canvas->small;
    for (guint i = 0; i < lines->len; i++) {
        first.text = g_ptr_array_index(lines, i);
        first.y = top + TEXT_ASCENT * size;
        canvas_text(canvas, first);
        top += (TEXT_ASCENT + TEXT_DESCENT) * size * 1.02;
    }
    return top;
}

static struct paint paint_of(const struct canvas *canvas, guint column)
{
    if (canvas->pale_first) /* a whole and its part */
        return (struct paint){PAINT_STEP, column == 0 ? 0 : 2, 3};
    return g_array_index(canvas->series, struct canvas_series, column).paint;
}

struct color canvas_fill(const struct canvas *canvas, guint column)
{
    return paint_fill(paint_of(canvas, column));
}

enum hatch canvas_hatch(const struct canvas *canvas, guint column)
{
    return paint_hatch(paint_of(canvas, column));
}

struct color canvas_stroke(const struct canvas *canvas, guint column)
{
    return paint_line(paint_of(canvas, column));
}

void canvas_edge(const struct canvas *canvas, struct display_item *area)
{
    if (!color_needs_edge(area->fill))
        return;
    area->stroke = chart_axis;
    area->stroke_width = canvas->hair * 0.7;
}

struct display_item *canvas_rectangle(struct canvas *canvas, struct box box, struct color fill)
{
    struct display_item *item = display_list_add(canvas->list, ITEM_RECTANGLE);
    item->x = box.x;
    item->y = box.y;
    item->width = box.width;
    item->height = box.height;
    item->fill = fill;
    item->filled = TRUE;
    return item;
}

void canvas_line(struct canvas *canvas, struct point from, struct point to, struct color color)
{
    struct display_item *item = display_list_add(canvas->list, ITEM_LINE);
    item->x = from.x;
    item->y = from.y;
    item->width = to.x - from.x;
    item->height = to.y - from.y;
    item->stroke = color;
    item->stroke_width = canvas->hair;
}

struct display_item *canvas_mark(struct canvas *canvas, struct point at, double diameter,
                                 struct color fill)
{
    struct display_item *item = display_list_add(canvas->list, ITEM_MARK);
    item->x = at.x;
    item->y = at.y;
    item->width = item->height = diameter;
    item->fill = fill;
    item->filled = TRUE;
    item->stroke = chart_white;
    item->stroke_width = canvas->hair;
    return item;
}

void item_make_ring(struct display_item *mark, double width)
{
    mark->stroke = mark->fill;
    mark->stroke_width = width;
    mark->fill = chart_white;
    mark->width = mark->height = mark->width - width;
}

struct display_item *canvas_series_mark(struct canvas *canvas, struct point at, double diameter,
                                        guint column)
{
    struct display_item *mark = canvas_mark(canvas, at, diameter, canvas_stroke(canvas, column));
    if (column % 2 == 1)
        item_make_ring(mark, diameter * 0.25);
    return mark;
}

/* How many of the marks behind a place in the list stand in the middle of that one. */
static guint marks_over(const struct canvas *canvas, const GArray *marks, guint index)
{
    const struct display_item *mark =
        display_list_item(canvas->list, g_array_index(marks, guint, index));
    double near = mark->width * 0.45;
    guint over = 0;
    for (guint i = index + 1; i < marks->len; i++) {
        const struct display_item *later =
            display_list_item(canvas->list, g_array_index(marks, guint, i));
        over +=
            fabs(later->x - mark->x) < near && hypot(later->x - mark->x, later->y - mark->y) < near;
    }
    return over;
}

void canvas_widen_covered_marks(struct canvas *canvas)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < canvas->list->items->len; i++)
        if (display_list_item(canvas->list, i)->kind == ITEM_MARK)
            g_array_append_val(marks, i);
    for (guint i = marks->len; i > 0; i--) {
        struct display_item *mark =
            display_list_item(canvas->list, g_array_index(marks, guint, i - 1));
        double rim = color_needs_edge(mark->fill) ? mark->stroke_width : 0; /* of a ring */
        mark->width += (mark->width + rim) * 0.55 * marks_over(canvas, marks, i - 1);
        mark->height = mark->width;
    }
}

struct display_item *canvas_polyline(struct canvas *canvas, struct color color, double width)
{
    struct display_item *item = display_list_add(canvas->list, ITEM_POLYLINE);
    item->stroke = color;
    item->stroke_width = width;
    return item;
}

void item_shows(struct display_item *item, guint row, guint column)
{
    item->row = row;
    item->column = column;
}

void item_add_point(struct display_item *item, double x, double y)
{
    struct point point = {x, y};
    g_array_append_val(item->points, point);
}

struct type canvas_type(const struct canvas *canvas, double size, enum text_weight weight)
{
    return (struct type){canvas->ruler, size > 0 ? size : canvas->small, weight};
}

double canvas_width(const struct canvas *canvas, const char *text, double size)
{
    return chart_text_width(canvas_type(canvas, size, TEXT_REGULAR), text);
}

void canvas_take(struct canvas *canvas, double height)
{
    canvas->plot.height = height;
    canvas->list->height = ceil(canvas->plot.y + height + canvas->footer);
}

void canvas_note(struct canvas *canvas, const char *note)
{
    for (guint i = 0; i < canvas->notes->len; i++)
        if (g_str_equal(g_ptr_array_index(canvas->notes, i), note))
            return;
    g_ptr_array_add(canvas->notes, g_strdup(note));
}
