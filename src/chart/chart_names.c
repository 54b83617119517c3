#include "chart/chart_names.h"

#include <math.h>

#include "chart/chart_data.h"

#define MOST_LINES 3 /* of a name */

static void draw_swatch(struct canvas *canvas, enum legend_mark mark, struct point at, guint column)
{
    double side = canvas->text * 0.8;
    if (mark == LEGEND_DOT) {
        canvas_series_mark(canvas, (struct point){at.x + side / 2, at.y + side / 2}, side, column)
            ->column = column;
        return;
    }
    struct display_item *item = canvas_rectangle(canvas, (struct box){at.x, at.y, side * 1.4, side},
                                                 canvas_fill(canvas, column));
    item->hatch = canvas_hatch(canvas, column);
    item->column = column;
    canvas_edge(canvas, item);
}

static void move_top(struct canvas *canvas, double top)
{
    canvas->plot.height -= top - canvas->plot.y;
    canvas->plot.y = top;
}

void legend_draw(struct canvas *canvas, enum legend_mark mark)
{
    double swatch = canvas->text * (mark == LEGEND_AREA ? 1.45 : 1.1), gap = canvas->text * 1.1;
    double line = canvas->text * 1.4, left = canvas->plot.x, x = left, y = canvas->plot.y;
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *whole = chart_column_label(canvas, column);
        g_autofree char *name = chart_text_fit(type, whole, canvas->plot.width - swatch);
        double width = swatch + chart_text_width(type, name);
        if (x > left && x + width > left + canvas->plot.width) {
            x = left;
            y += line;
        }
        draw_swatch(canvas, mark, (struct point){x, y + canvas->text * 0.25}, column);
        canvas_text(canvas, (struct label){.text = name,
                                           .x = x + swatch,
                                           .y = y + TEXT_ASCENT * canvas->text,
                                           .size = canvas->text});
        x += width + gap;
    }
    move_top(canvas, y + line + canvas->text * 0.35);
}

double legend_width(const struct canvas *canvas, double limit)
{
    double widest = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *name = chart_column_label(canvas, column);
        widest = MAX(widest, canvas_width(canvas, name, canvas->text));
    }
    return MIN(widest + canvas->text * 2.3, limit);
}

void legend_draw_beside(struct canvas *canvas, struct box room)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    double x = room.x + canvas->text * 0.8, y = room.y, swatch = canvas->text * 1.45;
    for (guint i = canvas->columns; i > 0; i--) {
        g_autofree char *whole = chart_column_label(canvas, i - 1);
        g_autoptr(GPtrArray) lines =
            chart_text_wrap(type, whole, room.x + room.width - x - swatch, MOST_LINES);
        draw_swatch(canvas, LEGEND_AREA, (struct point){x, y + canvas->text * 0.25}, i - 1);
        y = canvas_lines(canvas, lines, (struct label){.x = x + swatch, .size = canvas->text}, y) +
            canvas->text * 0.25;
    }
}

void legend_draw_single(struct canvas *canvas)
{
    if (chart_is_lone_total(canvas))
        return;
    g_autofree char *whole = chart_column_label(canvas, 0);
    struct type type = canvas_type(canvas, canvas->text, TEXT_BOLD);
    g_autofree char *name = chart_text_fit(type, whole, canvas->plot.width);
    canvas_text(canvas, (struct label){.text = name,
                                       .x = canvas->plot.x,
                                       .y = canvas->plot.y + TEXT_ASCENT * canvas->text,
                                       .size = canvas->text,
                                       .weight = TEXT_BOLD,
                                       .color = chart_palette_text(canvas_fill(canvas, 0))});
    move_top(canvas, canvas->plot.y + canvas->text * 1.7);
}

void end_clear(struct line_end *end)
{
    g_free(end->name);
    g_free(end->value);
    if (end->lines != NULL)
        g_ptr_array_unref(end->lines);
}

GArray *ends_new(void)
{
    GArray *ends = g_array_new(FALSE, TRUE, sizeof(struct line_end));
    g_array_set_clear_func(ends, (GDestroyNotify)end_clear);
    return ends;
}

/* The name with its value at the line's side of it. New string. */
static char *whole_text(const struct line_end *end, const char *name, enum text_anchor anchor)
{
    if (*end->value == '\0')
        return g_strdup(name);
    return anchor == TEXT_END ? g_strdup_printf("%s %s", name, end->value)
                              : g_strdup_printf("%s %s", end->value, name);
}

double ends_width(const struct canvas *canvas, const GArray *ends, double limit)
{
    double widest = 0;
    for (guint i = 0; i < ends->len; i++) {
        const struct line_end *end = &g_array_index(ends, struct line_end, i);
        g_autofree char *text = whole_text(end, end->name, TEXT_END);
        widest = MAX(widest, canvas_width(canvas, text, canvas->text));
    }
    return ends->len == 0 ? 0 : MIN(widest + 1, limit) + canvas->text * 0.8;
}

/* Wraps a text; where the value comes last the name is cut first, so that the value stays. */
static GPtrArray *wrap_end(const struct line_end *end, struct type type, double width,
                           enum text_anchor anchor, guint lines)
{
    double room = width * (lines == 1 ? 1 : 0.85 * lines) - chart_text_width(type, end->value);
    g_autofree char *name =
        anchor == TEXT_END ? chart_text_fit(type, end->name, room - chart_text_width(type, " "))
                           : g_strdup(end->name);
    g_autofree char *text = whole_text(end, name, anchor);
    return chart_text_wrap(type, text, width, lines);
}

static int by_height(gconstpointer a, gconstpointer b)
{
    double difference = ((const struct line_end *)a)->at.y - ((const struct line_end *)b)->at.y;
    return difference < 0 ? -1 : difference > 0;
}

/* Down from the top each begins where it wants or below the one above; then back up from the
 * bottom, so that none leaves the room. */
static void push_apart(GArray *ends, struct box room)
{
    double free = room.y;
    for (guint i = 0; i < ends->len; i++) {
        struct line_end *end = &g_array_index(ends, struct line_end, i);
        end->top = MAX(end->at.y - end->height / 2, free);
        free = end->top + end->height;
    }
    double floor = room.y + room.height;
    for (guint i = ends->len; i > 0; i--) {
        struct line_end *end = &g_array_index(ends, struct line_end, i - 1);
        end->top = MIN(end->top, floor - end->height);
        floor = end->top;
    }
}

static void draw_end(struct canvas *canvas, const struct line_end *end, struct box room,
                     enum text_anchor anchor)
{
    double away = canvas->text * 0.7, side = anchor == TEXT_END ? -1 : 1;
    double x = room.x + side * away, size = canvas->text;
    gboolean fits = TRUE;
    for (guint i = 0; i < end->lines->len; i++) {
        struct label label = {.text = g_ptr_array_index(end->lines, i),
                              .x = x,
                              .y = end->top + size * (TEXT_ASCENT + 1.2 * i),
                              .size = size,
                              .anchor = anchor,
                              .color = chart_palette_text(end->color)};
        fits = fits && canvas_try_text(canvas, label);
    }
    double middle = end->top + end->height / 2;
    gboolean away_from_name = fabs(middle - end->at.y) > size * 0.3;
    gboolean ends_early = fabs(x - end->at.x) > away + size;
    if (fits && (away_from_name || ends_early))
        canvas_line(canvas, (struct point){end->at.x + side * size * 0.3, end->at.y},
                    (struct point){x - side * size * 0.1, middle}, chart_axis);
}

void ends_draw(struct canvas *canvas, GArray *ends, struct box room, enum text_anchor anchor)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    double width = room.width - canvas->text * 0.8;
    double lines_fit = room.height / (canvas->text * 1.25 * MAX(ends->len, 1));
    guint lines = (guint)CLAMP(lines_fit, 1, MOST_LINES);
    for (guint i = 0; i < ends->len; i++) {
        struct line_end *end = &g_array_index(ends, struct line_end, i);
        end->lines = wrap_end(end, type, width, anchor, lines);
        end->height = canvas->text * 1.2 * MAX(end->lines->len, 1);
    }
    g_array_sort(ends, by_height);
    push_apart(ends, room);
    for (guint i = 0; i < ends->len; i++)
        draw_end(canvas, &g_array_index(ends, struct line_end, i), room, anchor);
}

static gboolean name_at(struct canvas *canvas, struct label label, struct box room,
                        gboolean over_lines)
{
    struct box box = canvas_label_box(canvas, label);
    if (box.x <= room.x || box.x + box.width >= room.x + room.width ||
        box.y + box.height >= room.y + room.height ||
        (over_lines ? canvas_covers_mark(canvas, box) : canvas_crosses(canvas, box)))
        return FALSE;
    guint plate = canvas->list->items->len;
    if (over_lines)
        canvas_rectangle(canvas, box, chart_white);
    gboolean done = canvas_try_text(canvas, label);
    if (over_lines && !done)
        display_list_item(canvas->list, plate)->filled = FALSE;
    return done;
}

void point_name(struct canvas *canvas, struct point at, const char *whole, struct box room)
{
    struct type type = canvas_type(canvas, 0, TEXT_REGULAR);
    g_autofree char *name = chart_text_fit(type, whole, room.width * 0.4);
    double away = canvas->text * 0.6, aside = canvas->text * 0.3;
    const struct {
        double x, y;
        enum text_anchor anchor;
    } places[] = {{away, 0.36, TEXT_START},  {-away, 0.36, TEXT_END},    {0, -0.7, TEXT_MIDDLE},
                  {0, 1.4, TEXT_MIDDLE},     {aside, -0.45, TEXT_START}, {aside, 1.15, TEXT_START},
                  {-aside, -0.45, TEXT_END}, {-aside, 1.15, TEXT_END}};
    for (gsize i = 0; i < 4 * G_N_ELEMENTS(places); i++) {
        gsize place = i % G_N_ELEMENTS(places), tried = i / G_N_ELEMENTS(places);
        struct label label = {.text = tried < 2 ? whole : name,
                              .x = at.x + places[place].x,
                              .y = at.y + places[place].y * canvas->small,
                              .anchor = places[place].anchor};
        if (name_at(canvas, label, room, tried % 2 == 1))
            return;
    }
}
