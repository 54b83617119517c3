#include "chart/chart_canvas.h"

#include <math.h>
#include <string.h>

/* Of a text that is cut, at most, for its last words: names of units often differ only there. */
#define TAIL_SHARE 0.34

double chart_text_width(struct type type, const char *text)
{
    return type.ruler->width(type.ruler->data, text, type.size, type.weight);
}

char *chart_text_clean(const char *text)
{
    GString *clean = g_string_new(NULL);
    g_autofree char *valid = g_utf8_make_valid(text == NULL ? "" : text, -1);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || g_unichar_isspace(c))
            c = ' ';
        if (c != ' ' || (clean->len > 0 && clean->str[clean->len - 1] != ' '))
            g_string_append_unichar(clean, c);
    }
    return g_strchomp(g_string_free(clean, FALSE));
}

/* Bytes of the longest head of at most `limit` characters that fits with `tail` behind it. */
static gsize head_that_fits(struct type type, const char *text, const char *tail, double width)
{
    glong low = 0, high = g_utf8_strlen(text, -1);
    while (low < high) {
        glong middle = (low + high + 1) / 2;
        const char *end = g_utf8_offset_to_pointer(text, middle);
        g_autofree char *head = g_strndup(text, (gsize)(end - text));
        g_autofree char *whole = g_strconcat(head, tail, NULL);
        if (chart_text_width(type, whole) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return (gsize)(g_utf8_offset_to_pointer(text, low) - text);
}

/* The last words that fit together; the end of the text when the last one does not. */
static const char *words_that_fit(struct type type, const char *text, double width)
{
    const char *words = text + strlen(text);
    for (const char *p = words; p > text; p--) {
        if (p[-1] != ' ')
            continue;
        if (chart_text_width(type, p) > width)
            break;
        words = p;
    }
    return words;
}

char *chart_text_fit(struct type type, const char *text, double width)
{
    if (chart_text_width(type, text) <= width)
        return g_strdup(text);
    const char *words = words_that_fit(type, text, width * TAIL_SHARE);
    g_autofree char *tail = g_strconcat(*words == '\0' ? "…" : "… ", words, NULL);
    gsize length = head_that_fits(type, text, tail, width);
    if (length == 0)
        return g_strdup("");
    g_autofree char *head = g_strchomp(g_strndup(text, length));
    return g_strconcat(head, tail, NULL);
}

/* Bytes of the first line: up to the last blank that fits, or within a word. */
static gsize line_length(struct type type, const char *text, double width)
{
    gsize fits = head_that_fits(type, text, "", width);
    if (text[fits] == '\0')
        return fits;
    for (gsize i = fits; i > 0; i--)
        if (text[i] == ' ')
            return i;
    return MAX(fits, (gsize)(g_utf8_next_char(text) - text));
}

GPtrArray *chart_text_wrap(struct type type, const char *text, double width, guint lines)
{
    GPtrArray *wrapped = g_ptr_array_new_with_free_func(g_free);
    while (*text != '\0' && wrapped->len < lines) {
        gsize length = line_length(type, text, width);
        if (text[length] != '\0' && wrapped->len + 1 == lines) {
            g_ptr_array_add(wrapped, chart_text_fit(type, text, width));
            break;
        }
        g_ptr_array_add(wrapped, g_strndup(text, length));
        text += length;
        text += strspn(text, " ");
    }
    return wrapped;
}

double chart_text_widest_word(struct type type, const char *text)
{
    double widest = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        widest = MAX(widest, chart_text_width(type, words[i]));
    return widest;
}

GPtrArray *chart_text_balance(struct type type, const char *text, double width, guint lines)
{
    GPtrArray *best = chart_text_wrap(type, text, width, lines);
    if (best->len < 2 || g_str_has_suffix(g_ptr_array_index(best, best->len - 1), "…"))
        return best;
    double least = chart_text_widest_word(type, text);
    for (double tried = width * 0.95; tried >= least && tried > 0; tried -= width * 0.05) {
        GPtrArray *wrapped = chart_text_wrap(type, text, tried, best->len + 1);
        if (wrapped->len > best->len) {
            g_ptr_array_unref(wrapped);
            break;
        }
        g_ptr_array_unref(best);
        best = wrapped;
    }
    return best;
}

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

gboolean canvas_try_text(struct canvas *canvas, struct label label)
{
    struct box box = canvas_label_box(canvas, label);
    struct box picture = {0, 0, canvas->list->width, canvas->list->height};
    if (!box_holds(picture, box))
        return FALSE;
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

struct color canvas_fill(const struct canvas *canvas, guint column)
{
    if (canvas->pale_first) /* the pale blue and the navy of a scale of five */
        return chart_palette_fill(column == 0 ? 2 : 0, 5);
    return chart_palette_fill(column, canvas->columns);
}

enum hatch canvas_hatch(const struct canvas *canvas, guint column)
{
    return canvas->pale_first ? HATCH_NONE : chart_palette_hatch(column, canvas->columns);
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
