#include "write/svg.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"

struct svg {
    GString *text;
    const char *id;
};

/* A length with two decimals and a point, whatever the locale. */
static void add_number(struct svg *svg, const char *name, double value)
{
    g_autofree char *number = decimal_plain((gint64)llround(value * 100), 2);
    char *end = number + strlen(number);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
    g_string_append_printf(svg->text, " %s=\"%s\"", name, number);
}

static void add_color(struct svg *svg, const char *name, struct color color)
{
    g_string_append_printf(svg->text, " %s=\"#%02x%02x%02x\"", name, (guint)lround(color.red * 255),
                           (guint)lround(color.green * 255), (guint)lround(color.blue * 255));
}

static void add_escaped(struct svg *svg, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text == NULL ? "" : text, -1);
    g_string_append(svg->text, escaped);
}

static void add_paint(struct svg *svg, const struct display_item *item)
{
    if (item->filled)
        add_color(svg, "fill", item->fill);
    else
        g_string_append(svg->text, " fill=\"none\"");
    if (item->stroke_width > 0) {
        add_color(svg, "stroke", item->stroke);
        add_number(svg, "stroke-width", item->stroke_width);
    }
    g_string_append(svg->text, "/>\n");
}

/* A hatch is a pattern of its own for each pair of hatch and fill. */
static char *pattern_id(const struct svg *svg, const struct display_item *item)
{
    return g_strdup_printf(
        "%s-%u-%02x%02x%02x", svg->id, (guint)item->hatch, (guint)lround(item->fill.red * 255),
        (guint)lround(item->fill.green * 255), (guint)lround(item->fill.blue * 255));
}

static const char *const hatch_paths[] = {
    [HATCH_NONE] = "",
    [HATCH_RISING] = "M-3 3L3 -3M0 12L12 0M9 15L15 9",
    [HATCH_FALLING] = "M9 -3L15 3M0 0L12 12M-3 9L3 15",
    [HATCH_CROSS] = "M-3 3L3 -3M0 12L12 0M9 15L15 9M9 -3L15 3M0 0L12 12M-3 9L3 15",
    [HATCH_DOTS] = "M3 5h4M9 11h4M9 -1h4M-3 11h4",
    [HATCH_LEVEL] = "M0 6H12",
};

static void add_pattern(struct svg *svg, const struct display_item *item, const char *id)
{
    g_string_append_printf(svg->text,
                           "<pattern id=\"%s\" width=\"12\" height=\"12\" "
                           "patternUnits=\"userSpaceOnUse\"><path d=\"%s\" fill=\"none\"",
                           id, hatch_paths[item->hatch]);
    add_color(svg, "stroke", color_hatch(item->fill));
    add_number(svg, "stroke-width", item->hatch == HATCH_DOTS ? 3 : 1.6);
    g_string_append(svg->text, "/></pattern>\n");
}

static void add_patterns(struct svg *svg, const struct display_list *list)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_string_append(svg->text, "<defs>\n");
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        if (item->kind != ITEM_RECTANGLE || item->hatch == HATCH_NONE)
            continue;
        char *id = pattern_id(svg, item);
        if (!g_hash_table_contains(seen, id))
            add_pattern(svg, item, id);
        g_hash_table_add(seen, id);
    }
    g_string_append(svg->text, "</defs>\n");
}

static void add_box(struct svg *svg, const struct display_item *item)
{
    add_number(svg, "x", MIN(item->x, item->x + item->width));
    add_number(svg, "y", MIN(item->y, item->y + item->height));
    add_number(svg, "width", fabs(item->width));
    add_number(svg, "height", fabs(item->height));
}

static void add_rectangle(struct svg *svg, const struct display_item *item)
{
    struct display_item rim = *item;
    if (item->hatch != HATCH_NONE) { /* the fill alone; hatch and rim come over it */
        rim.stroke_width = 0;
        g_string_append(svg->text, "<rect");
        add_box(svg, item);
        add_paint(svg, &rim);
    }
    g_string_append(svg->text, "<rect");
    add_box(svg, item);
    if (item->hatch == HATCH_NONE) {
        add_paint(svg, item);
        return;
    }
    g_autofree char *id = pattern_id(svg, item);
    g_string_append_printf(svg->text, " fill=\"url(#%s)\"", id);
    if (item->stroke_width > 0) {
        add_color(svg, "stroke", item->stroke);
        add_number(svg, "stroke-width", item->stroke_width);
    }
    g_string_append(svg->text, "/>\n");
}

static void add_line(struct svg *svg, const struct display_item *item)
{
    g_string_append(svg->text, "<line");
    add_number(svg, "x1", item->x);
    add_number(svg, "y1", item->y);
    add_number(svg, "x2", item->x + item->width);
    add_number(svg, "y2", item->y + item->height);
    add_paint(svg, item);
}

static void add_mark(struct svg *svg, const struct display_item *item)
{
    g_string_append(svg->text, "<circle");
    add_number(svg, "cx", item->x);
    add_number(svg, "cy", item->y);
    add_number(svg, "r", item->width / 2);
    add_paint(svg, item);
}

static void add_polyline(struct svg *svg, const struct display_item *item)
{
    g_string_append(svg->text, "<polyline stroke-linejoin=\"round\" points=\"");
    for (guint i = 0; i < item->points->len; i++) {
        const struct point *point = &g_array_index(item->points, struct point, i);
        g_autofree char *x = decimal_plain((gint64)llround(point->x * 100), 2);
        g_autofree char *y = decimal_plain((gint64)llround(point->y * 100), 2);
        g_string_append_printf(svg->text, "%s%s,%s", i == 0 ? "" : " ", x, y);
    }
    g_string_append_c(svg->text, '"');
    add_paint(svg, item);
}

static void add_text(struct svg *svg, const struct display_item *item)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    g_string_append(svg->text, "<text");
    add_number(svg, "x", item->x);
    add_number(svg, "y", item->y);
    add_number(svg, "font-size", item->size);
    if (item->weight == TEXT_BOLD)
        g_string_append(svg->text, " font-weight=\"bold\"");
    if (item->anchor != TEXT_START)
        g_string_append_printf(svg->text, " text-anchor=\"%s\"", anchors[item->anchor]);
    if (item->angle != 0) {
        g_autofree char *x = decimal_plain((gint64)llround(item->x * 100), 2);
        g_autofree char *y = decimal_plain((gint64)llround(item->y * 100), 2);
        g_string_append_printf(svg->text, " transform=\"rotate(%ld %s %s)\"", lround(item->angle),
                               x, y);
    }
    add_color(svg, "fill", item->fill);
    g_string_append_c(svg->text, '>');
    add_escaped(svg, item->text);
    g_string_append(svg->text, "</text>\n");
}

static void (*const adders[])(struct svg *svg, const struct display_item *item) = {
    [ITEM_RECTANGLE] = add_rectangle, [ITEM_LINE] = add_line, [ITEM_POLYLINE] = add_polyline,
    [ITEM_TEXT] = add_text,           [ITEM_MARK] = add_mark,
};

static void add_head(struct svg *svg, const struct display_list *list)
{
    g_autofree char *width = decimal_plain((gint64)ceil(list->width), 0);
    g_autofree char *height = decimal_plain((gint64)ceil(list->height), 0);
    g_string_append_printf(svg->text,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" "
                           "role=\"img\" aria-labelledby=\"%s-title %s-desc\" "
                           "font-family=\"Liberation Sans, Arial, sans-serif\">\n"
                           "<title id=\"%s-title\">",
                           width, height, svg->id, svg->id, svg->id);
    add_escaped(svg, list->title);
    g_string_append_printf(svg->text, "</title>\n<desc id=\"%s-desc\">", svg->id);
    add_escaped(svg, list->description);
    g_string_append_printf(svg->text, "</desc>\n<rect width=\"%s\" height=\"%s\" fill=\"#fff\"/>\n",
                           width, height);
}

GBytes *svg_of_list(const struct display_list *list, const char *id, GError **error)
{
    if (!display_list_is_finite(list)) {
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "a number is not finite",
                    NULL);
        return NULL;
    }
    struct svg svg = {g_string_new(NULL), id};
    add_head(&svg, list);
    add_patterns(&svg, list);
    for (guint i = 0; i < list->items->len; i++)
        adders[display_list_item(list, i)->kind](&svg, display_list_item(list, i));
    g_string_append(svg.text, "</svg>\n");
    return g_string_free_to_bytes(svg.text);
}
