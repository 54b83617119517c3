/*
 * chart_heat - a grid of rows and columns, shaded by value.
 */
#include "chart/chart.h"
#include "chart/chart_bands.h"
#include "chart/chart_data.h"

#define SHADES 5

struct heat_map {
    double low, high;            /* of the values */
    double left, width;          /* of the first column; of each */
    guint low_at[2], high_at[2]; /* row and column of the least and the greatest */
    gboolean any;
    gboolean values; /* every one fits into its cell: with some left out, the rest would mislead */
};

/* Of the figures in cells, of which each may stand in a narrow column. */
static double figure_size(const struct canvas *canvas)
{
    return MAX(canvas->small * 0.88, CHART_TEXT_LEAST * 0.92);
}

static gboolean values_fit(const struct canvas *canvas, double width)
{
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++) {
            g_autofree char *text = chart_value_text(canvas, row, column);
            if (canvas_width(canvas, text, figure_size(canvas)) * 1.01 +
                    figure_size(canvas) * CANVAS_AIR >
                width)
                return FALSE;
        }
    return TRUE;
}

static struct heat_map read_grid(struct canvas *canvas)
{
    struct heat_map grid = {.left = bands_left(canvas, NULL)};
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++) {
            double value = 0;
            if (!chart_value(canvas, row, column, &value))
                continue;
            if (!grid.any || value < grid.low) {
                grid.low = value;
                grid.low_at[0] = row;
                grid.low_at[1] = column;
            }
            if (!grid.any || value > grid.high) {
                grid.high = value;
                grid.high_at[0] = row;
                grid.high_at[1] = column;
            }
            grid.any = TRUE;
        }
    grid.width = (canvas->plot.x + canvas->plot.width - grid.left) / canvas->columns;
    grid.values = values_fit(canvas, grid.width);
    if (!grid.values)
        canvas_note(canvas, "Ô quá hẹp để ghi số; xem số ở bảng.");
    return grid;
}

static void move_top(struct canvas *canvas, double by)
{
    canvas->plot.y += by;
    canvas->plot.height -= by;
}

/* Shades of the strip: no more than there are numbers between the least count and the greatest. */
static guint count_shades(const struct canvas *canvas, const struct heat_map *grid)
{
    if (!measure_info(chart_measure(canvas, 0))->form->is_count)
        return SHADES;
    return (guint)MIN(SHADES, grid->high - grid->low + 1);
}

/* A strip of shades between the least and the greatest value. */
static void draw_shades(struct canvas *canvas, const struct heat_map *grid)
{
    if (!grid->any || grid->low == grid->high)
        return;
    double x = canvas->plot.x, y = canvas->plot.y, text = canvas->text;
    g_autofree char *low = chart_value_text(canvas, grid->low_at[0], grid->low_at[1]);
    g_autofree char *high = chart_value_text(canvas, grid->high_at[0], grid->high_at[1]);
    struct label label = {.text = low, .x = x, .y = y + text * TEXT_ASCENT};
    canvas_text(canvas, label);
    x += canvas_width(canvas, low, 0) + text * 0.5;
    guint shades = count_shades(canvas, grid);
    for (guint i = 0; i < shades; i++, x += text * 1.6)
        canvas_rectangle(canvas, (struct box){x, y + text * 0.2, text * 1.6, text * 0.85},
                         chart_palette_heat((double)i / (shades - 1)));
    label.text = high;
    label.x = x + text * 0.5;
    canvas_text(canvas, label);
    move_top(canvas, text * 1.8);
}

/* Lines that the longest head takes over its column; 0: one does not fit on two. */
static guint head_lines(const struct canvas *canvas, double width)
{
    struct type type = canvas_type(canvas, 0, TEXT_REGULAR);
    guint most = 1;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *head = chart_column_label(canvas, column);
        g_auto(GStrv) words = g_strsplit(head, " ", -1);
        for (guint i = 0; words[i] != NULL; i++)
            if (chart_text_width(type, words[i]) > width)
                return 0;
        GPtrArray *lines = chart_text_wrap(type, head, width, 3);
        most = MAX(most, lines->len);
        g_ptr_array_unref(lines);
    }
    return most <= 2 ? most : 0;
}

static void draw_level_heads(struct canvas *canvas, const struct heat_map *grid, guint most)
{
    struct type type = canvas_type(canvas, 0, TEXT_REGULAR);
    double height = canvas->small * (0.2 + 1.2 * most);
    double bottom = canvas->plot.y + height;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *head = chart_column_label(canvas, column);
        GPtrArray *lines = chart_text_wrap(type, head, grid->width - canvas->small * 0.4, 2);
        struct label label = {.x = grid->left + grid->width * (column + 0.5),
                              .anchor = TEXT_MIDDLE};
        canvas_lines(canvas, lines, label, bottom - canvas->small * (0.1 + 1.2 * lines->len));
        g_ptr_array_unref(lines);
    }
    move_top(canvas, height);
}

/* Heads that read upwards, on two lines where the columns are wide enough, cut off at a fifth of
 * the picture's width. */
static GPtrArray *turned_heads(const struct canvas *canvas, const struct heat_map *grid,
                               double *longest)
{
    struct type type = canvas_type(canvas, 0, TEXT_REGULAR);
    double limit = MIN(canvas->list->width * 0.2, canvas->small * 14), widest = 0;
    guint lines = grid->width > canvas->small * 2.6 ? 2 : 1;
    GPtrArray *heads = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *head = chart_column_label(canvas, column);
        widest = MAX(widest, chart_text_width(type, head));
    }
    limit = lines == 1 ? limit : MIN(limit, widest * 0.7);
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *head = chart_column_label(canvas, column);
        GPtrArray *wrapped = chart_text_wrap(type, head, limit, lines);
        for (guint i = 0; i < wrapped->len; i++)
            *longest = MAX(*longest, chart_text_width(type, g_ptr_array_index(wrapped, i)));
        g_ptr_array_add(heads, wrapped);
    }
    return heads;
}

static void draw_turned_heads(struct canvas *canvas, const struct heat_map *grid)
{
    double longest = 0, line = canvas->small * 1.2;
    g_autoptr(GPtrArray) heads = turned_heads(canvas, grid, &longest);
    canvas_take(canvas, MAX(canvas->plot.height, longest + canvas->text * 6));
    double bottom = canvas->plot.y + longest + canvas->small * 0.2;
    for (guint column = 0; column < canvas->columns; column++) {
        const GPtrArray *lines = g_ptr_array_index(heads, column);
        double middle = grid->left + grid->width * (column + 0.5) + canvas->small * 0.36;
        for (guint i = 0; i < lines->len; i++)
            canvas_try_text(canvas,
                            (struct label){.text = g_ptr_array_index(lines, i),
                                           .x = middle + line * (i - (lines->len - 1) / 2.0),
                                           .y = bottom,
                                           .anchor = TEXT_START,
                                           .angle = -90});
    }
    move_top(canvas, longest + canvas->small * 0.6);
}

static void draw_cell(struct canvas *canvas, const struct heat_map *grid, struct box box,
                      const guint at[2])
{
    double value = 0;
    struct color fill = chart_white;
    if (chart_value(canvas, at[0], at[1], &value)) {
        double range = grid->high - grid->low;
        fill = chart_palette_heat(range > 0 ? (value - grid->low) / range : 0);
    }
    gboolean nothing = value == 0 && grid->low == 0; /* not to drown the others among zeros */
    struct display_item *item = canvas_rectangle(canvas, box, fill);
    item->stroke = chart_white;
    item->stroke_width = canvas->hair;
    item_shows(item, at[0], at[1]);
    if (!grid->values)
        return;
    g_autofree char *text = chart_value_text(canvas, at[0], at[1]);
    canvas_try_text(canvas, (struct label){.text = text,
                                           .x = box.x + box.width / 2,
                                           .y = box.y + box.height / 2 + canvas->small * 0.34,
                                           .size = figure_size(canvas),
                                           .anchor = TEXT_MIDDLE,
                                           .color = nothing ? chart_muted : color_ink(fill),
                                           .row = at[0],
                                           .column = at[1],
                                           .shows = TRUE});
}

void chart_heat(struct canvas *canvas)
{
    bands_limit_rows(canvas, 1);
    struct heat_map grid = read_grid(canvas);
    draw_shades(canvas, &grid);
    guint lines = head_lines(canvas, grid.width - canvas->small * 0.4);
    if (lines > 0)
        draw_level_heads(canvas, &grid, lines);
    else
        draw_turned_heads(canvas, &grid);
    struct chart_bands bands = bands_layout(canvas, (struct band_wish){.lanes = 1, .bare = TRUE},
                                            chart_measure(canvas, 0));
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++)
            draw_cell(canvas, &grid,
                      (struct box){grid.left + grid.width * column, bands.top + bands.pitch * row,
                                   grid.width, bands.pitch},
                      (const guint[2]){row, column});
}
