#include "chart/chart.h"

#include <math.h>

#include "chart/chart_data.h"
#include "chart/chart_series.h"

/* Lines that a title, a subtitle or a source takes at most. */
#define HEAD_LINES 3

/* Lines of notes at most. */
#define NOTE_LINES 16

static void (*const drawers[CHART_KINDS])(struct canvas *canvas) = {
#define CHART_KIND(id, code, draw, ...) draw,
#include "base/chart_kind.def"
#undef CHART_KIND
};

/* Cells without a figure, in the order in which a note tells their signs. */
static const enum cell_state states[] = {CELL_MISSING, CELL_SUPPRESSED, CELL_EMPTY,
                                         CELL_NOT_APPLICABLE, CELL_NOT_COMPARABLE};

static void open_canvas(struct canvas *canvas, struct chart_size size)
{
    double unit = MIN(size.width / 1600, size.height / 900);
    canvas->text = MAX(CHART_TEXT * unit, CHART_TEXT_LEAST);
    canvas->small = MAX(canvas->text * 0.88, CHART_TEXT_LEAST * 0.95);
    canvas->margin = canvas->text * 1.1;
    canvas->hair = MAX(1.5 * unit, 0.75);
    canvas->list = display_list_new(size.width, size.height);
    canvas->list->title = chart_text_clean(canvas->chart->title);
    canvas->boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    canvas->notes = g_ptr_array_new_with_free_func(g_free);
    canvas->dense = size.dense;
    canvas->rows = canvas->chart->rows->len;
}

static double draw_head(struct canvas *canvas, const char *text, guint most, struct label style,
                        double top)
{
    struct type type = canvas_type(canvas, style.size, style.weight);
    double width = canvas->list->width - 2 * canvas->margin;
    g_autofree char *clean = chart_text_clean(text);
    GPtrArray *lines = chart_text_balance(type, clean, width, most);
    style.x = canvas->margin;
    double bottom = canvas_lines(canvas, lines, style, top);
    g_ptr_array_unref(lines);
    return bottom;
}

/* Height of the source line with what stands round it; notes make the picture taller. */
static double foot_height(const struct canvas *canvas)
{
    struct type type = canvas_type(canvas, canvas->small, TEXT_REGULAR);
    g_autofree char *clean = chart_text_clean(canvas->chart->source);
    GPtrArray *lines =
        chart_text_wrap(type, clean, canvas->list->width - 2 * canvas->margin, HEAD_LINES);
    double line = (TEXT_ASCENT + TEXT_DESCENT) * canvas->small * 1.02;
    double height = canvas->small * 0.5 + line * lines->len + canvas->margin * 0.6;
    g_ptr_array_unref(lines);
    return height;
}

/* Title and subtitle; what is left is the plot. */
static void draw_title(struct canvas *canvas)
{
    double y = canvas->margin * 0.7;
    y = draw_head(canvas, canvas->chart->title, HEAD_LINES,
                  (struct label){.size = canvas->text * 1.35, .weight = TEXT_BOLD}, y);
    y = draw_head(canvas, canvas->chart->subtitle, HEAD_LINES,
                  (struct label){.size = canvas->text, .color = chart_muted},
                  y + canvas->text * 0.1);
    y += canvas->text * 0.6;
    canvas->footer = foot_height(canvas);
    canvas->plot = (struct box){canvas->margin, y, canvas->list->width - 2 * canvas->margin,
                                MAX(canvas->list->height - y - canvas->footer, canvas->text * 4)};
}

static gboolean has_state(const struct canvas *canvas, guint row, enum cell_state state)
{
    for (guint column = 0; column < canvas->columns; column++)
        if (chart_cell(canvas, row, column)->state == state)
            return TRUE;
    return FALSE;
}

/* ", không vẽ: A; B": whose state has no place in the picture. */
static void add_unplaced(const struct canvas *canvas, enum cell_state state, GString *note)
{
    guint count = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        if (!has_state(canvas, row, state) || count++ >= CANVAS_MOST_NAMED)
            continue;
        g_autofree char *name = chart_row_label(canvas, row);
        g_string_append_printf(note, "%s%s", count > 1 ? "; " : ", không vẽ: ", name);
    }
    if (count > CANVAS_MOST_NAMED)
        g_string_append_printf(note, "; và %u đơn vị nữa", count - CANVAS_MOST_NAMED);
}

static void note_states(struct canvas *canvas)
{
    GString *note = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        gboolean seen = FALSE;
        for (guint row = 0; row < canvas->rows; row++)
            seen = seen || has_state(canvas, row, states[i]);
        if (!seen)
            continue;
        g_string_append_printf(note, "%s%s %s", note->len > 0 ? "; " : "",
                               cell_state_sign(states[i]), chart_state_meaning(states[i]));
        if (canvas->unplaced)
            add_unplaced(canvas, states[i], note);
    }
    if (note->len > 0) {
        g_string_append_c(note, '.');
        canvas_note(canvas, note->str);
    }
    g_string_free(note, TRUE);
}

/* Notes and source below the plot; the picture ends there. */
static void draw_foot(struct canvas *canvas)
{
    double top = canvas->plot.y + canvas->plot.height + canvas->small * 0.5;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < canvas->notes->len; i++)
        g_string_append_printf(text, "%s ", (const char *)g_ptr_array_index(canvas->notes, i));
    struct label style = {.size = canvas->small, .color = chart_muted};
    if (text->len > 0)
        top = draw_head(canvas, text->str, NOTE_LINES, style, top);
    top = draw_head(canvas, canvas->chart->source, HEAD_LINES, style, top);
    canvas->list->height = ceil(top + canvas->margin * 0.6);
    g_string_free(text, TRUE);
}

static void draw_nothing(struct canvas *canvas)
{
    canvas_take(canvas, canvas->text * 4);
    canvas_text(canvas, (struct label){.text = "Không có số liệu.",
                                       .x = canvas->margin,
                                       .y = canvas->plot.y + canvas->text * 2,
                                       .size = canvas->text,
                                       .color = chart_muted});
}

struct display_list *chart_layout(const struct book_table *table, const struct book_chart *chart,
                                  struct chart_size size, const struct ruler *ruler)
{
    struct canvas canvas = {.table = table, .chart = chart, .ruler = ruler};
    open_canvas(&canvas, size);
    series_open(&canvas);
    draw_title(&canvas);
    if (chart->note != NULL)
        canvas_note(&canvas, chart->note);
    if (canvas.rows > 0 && canvas.columns > 0)
        drawers[chart->kind](&canvas);
    else
        draw_nothing(&canvas);
    canvas.list->description = chart_words(&canvas);
    note_states(&canvas);
    draw_foot(&canvas);
    series_close(&canvas);
    g_array_unref(canvas.boxes);
    g_ptr_array_unref(canvas.notes);
    return canvas.list;
}
