/*
 * chart_paired - a part inside its whole in each row.
 *
 * The first column is the whole and the second the part; of a share the base is the whole. No
 * rate is made of two columns: registered and recognized are stages, not a part by law.
 */
#include "base/decimal.h"
#include "chart/chart_bars.h"
#include "chart/chart_kinds.h"
#include "chart/chart_legend.h"

struct pair {
    gboolean known[2]; /* whole, part */
    double value[2];
    char *text;
};

static gboolean is_share(const struct canvas *canvas)
{
    return measure_info(chart_measure(canvas, 0))->form->is_share;
}

static struct pair pair_of_share(const struct canvas *canvas, guint row)
{
    struct pair pair = {.text = chart_value_text(canvas, row, 0)};
    const struct cell *cell = chart_cell(canvas, row, 0);
    if (cell->state != CELL_OK)
        return pair;
    g_autofree char *part = decimal_vietnamese(cell->numerator, 0);
    g_autofree char *whole = decimal_vietnamese(cell->denominator, 0);
    g_free(pair.text);
    g_autofree char *share = chart_value_text(canvas, row, 0);
    pair.text = g_strdup_printf("%s / %s = %s", part, whole, share);
    pair.known[0] = pair.known[1] = TRUE;
    pair.value[0] = (double)cell->denominator;
    pair.value[1] = (double)cell->numerator;
    return pair;
}

static struct pair pair_of_columns(const struct canvas *canvas, guint row)
{
    struct pair pair = {.text = NULL};
    for (guint column = 0; column < MIN(canvas->columns, 2); column++)
        pair.known[column] = chart_value(canvas, row, column, &pair.value[column]);
    g_autofree char *whole = chart_value_text(canvas, row, 0);
    if (canvas->columns < 2) {
        pair.text = g_steal_pointer(&whole);
        return pair;
    }
    g_autofree char *part = chart_value_text(canvas, row, 1);
    pair.text = g_strdup_printf("%s / %s", part, whole);
    return pair;
}

static struct pair pair_of_row(const struct canvas *canvas, guint row)
{
    return is_share(canvas) ? pair_of_share(canvas, row) : pair_of_columns(canvas, row);
}

/* The greatest bar, and the room that the texts behind the bars take. */
static struct band_wish wish_of_pairs(const struct canvas *canvas)
{
    struct band_wish wish = {.lanes = 1};
    for (guint row = 0; row < canvas->rows; row++) {
        struct pair pair = pair_of_row(canvas, row);
        wish.high = MAX(wish.high, MAX(pair.value[0], pair.value[1]));
        wish.after = MAX(wish.after, canvas_width(canvas, pair.text, 0) + canvas->small * 0.5);
        g_free(pair.text);
    }
    return wish;
}

static void draw_pair(struct canvas *canvas, const struct bands *bands, guint row)
{
    struct pair pair = pair_of_row(canvas, row);
    double zero = scale_at(&bands->scale, 0), middle = bands_middle(bands, row), end = zero;
    for (guint i = 0; i < 2; i++) {
        double high = bands->bar * (i == 0 ? 1 : 0.5);
        double at = scale_at(&bands->scale, MAX(pair.value[i], 0));
        end = MAX(end, at);
        if (!pair.known[i])
            continue;
        struct item *item = canvas_rectangle(
            canvas, (struct box){zero, middle - high / 2, at - zero, high}, canvas_fill(canvas, i));
        if (!is_share(canvas))
            item_shows(item, row, i);
    }
    bar_text_behind(canvas, (struct point){end, middle}, pair.text, FALSE);
    g_free(pair.text);
}

void chart_paired_bar(struct canvas *canvas)
{
    canvas->columns = is_share(canvas) ? 1 : MIN(canvas->columns, 2);
    canvas->pale_first = TRUE;
    if (canvas->columns > 1)
        legend_draw(canvas, LEGEND_AREA);
    else
        legend_draw_single(canvas);
    bands_limit_rows(canvas, 1);
    struct bands bands = bands_layout(canvas, wish_of_pairs(canvas), MEASURE_COUNT);
    for (guint row = 0; row < canvas->rows; row++)
        draw_pair(canvas, &bands, row);
    bands_draw_axis(canvas, &bands);
}
