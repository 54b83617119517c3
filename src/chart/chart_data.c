#include "chart/chart_data.h"

#include <string.h>

#include "base/decimal.h"
#include "chart/chart_series.h"

static const struct book_column *printed_column(const struct canvas *canvas, guint column)
{
    return book_column(canvas->table, series_column(canvas, column));
}

static const struct book_row *printed_row(const struct canvas *canvas, guint row)
{
    return book_row(canvas->table, g_array_index(canvas->chart->rows, guint, row));
}

const struct book_cell *chart_cell(const struct canvas *canvas, guint row, guint column)
{
    if (series_is_gathered(canvas, column))
        return &canvas->gathered[row];
    return book_cell(canvas->table, g_array_index(canvas->chart->rows, guint, row),
                     series_column(canvas, column));
}

enum measure chart_measure(const struct canvas *canvas, guint column)
{
    return printed_column(canvas, column)->measure;
}

gboolean chart_value(const struct canvas *canvas, guint row, guint column, double *value)
{
    const struct book_cell *cell = chart_cell(canvas, row, column);
    const struct measure_form *form = measure_info(chart_measure(canvas, column))->form;
    *value = 0;
    if (cell->state != CELL_OK || (!form->is_count && cell->denominator == 0))
        return FALSE;
    double factor = 1, whole = form->is_count ? 1 : (double)cell->denominator;
    for (guint i = 0; i < form->power; i++)
        factor *= 10;
    *value = factor * (double)cell->numerator / whole;
    return TRUE;
}

void chart_extent(const struct canvas *canvas, double *low, double *high)
{
    *low = *high = 0;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++) {
            double value = 0;
            chart_value(canvas, row, column, &value);
            *low = MIN(*low, value);
            *high = MAX(*high, value);
        }
}

void chart_extent_of_lines(struct canvas *canvas, double *low, double *high)
{
    double least = G_MAXDOUBLE, most = -G_MAXDOUBLE, value = 0;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++)
            if (chart_value(canvas, row, column, &value)) {
                least = MIN(least, value);
                most = MAX(most, value);
            }
    chart_extent(canvas, low, high);
    if (least <= 0 || most <= least || most - least >= most * 0.25)
        return;
    double room = (most - least) * 0.35;
    *low = MAX(least - room, 0);
    *high = most + room;
    if (measure_info(chart_measure(canvas, 0))->form->is_share)
        *high = MIN(*high, MAX(100, most));
    canvas_note(canvas, "Trục đứng không bắt đầu từ 0.");
}

enum book_level chart_level(const struct canvas *canvas, guint row, guint column)
{
    const struct book_chart *chart = canvas->chart;
    double value = 0, level = (double)chart->threshold;
    gint64 printed = 0;
    if (!chart->has_threshold || chart->by_row || !chart_value(canvas, row, column, &value))
        return BOOK_LEVEL_NONE;
    for (guint i = 0; i < measure_info(chart_measure(canvas, column))->decimals; i++)
        level /= 10;
    cell_value(chart_cell(canvas, row, column), chart_measure(canvas, column), &printed);
    gboolean reached = chart->rounded ? printed >= chart->threshold : value >= level;
    return reached ? BOOK_LEVEL_REACHED : BOOK_LEVEL_BELOW;
}

char *chart_value_text(const struct canvas *canvas, guint row, guint column)
{
    g_autofree char *text =
        cell_text(chart_cell(canvas, row, column), chart_measure(canvas, column));
    return g_strconcat(book_level_sign(chart_level(canvas, row, column)), text, NULL);
}

char *chart_row_label(const struct canvas *canvas, guint row)
{
    return chart_text_clean(printed_row(canvas, row)->label);
}

gboolean chart_is_lone_total(const struct canvas *canvas)
{
    return canvas->columns == 1 && g_str_equal(printed_column(canvas, 0)->code, BOOK_TOTAL_CODE);
}

char *chart_column_label(const struct canvas *canvas, guint column)
{
    if (series_is_gathered(canvas, column))
        return series_gathered_label(canvas);
    const struct book_column *own = printed_column(canvas, column);
    guint same = 0, all = canvas->columns;
    for (guint i = 0; i < all; i++)
        same += g_str_equal(printed_column(canvas, i)->code, own->code);
    /* A column within a time is told from those of other times. */
    g_autofree char *name =
        strchr(own->code, '/') != NULL ? book_column_name(own) : g_strdup(own->label);
    g_autofree char *label = chart_text_clean(name);
    g_autofree char *heading = chart_text_clean(own->heading);
    gboolean lone_total = chart_is_lone_total(canvas);
    if ((same == 1 && !lone_total) || *heading == '\0')
        return g_steal_pointer(&label);
    if (same == all)
        return g_steal_pointer(&heading);
    return g_strdup_printf("%s (%s)", label, heading);
}

char *chart_row_base(const struct canvas *canvas, guint row)
{
    gint64 base = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        const struct book_cell *cell = chart_cell(canvas, row, column);
        if (!measure_has_base(chart_measure(canvas, column)))
            return g_strdup("");
        if (cell->state != CELL_OK || cell->denominator == 0)
            continue;
        if (base != 0 && cell->denominator != base)
            return g_strdup("");
        base = cell->denominator;
    }
    if (base == 0)
        return g_strdup("");
    g_autofree char *number = decimal_vietnamese(base, 0);
    return g_strconcat("n = ", number, NULL);
}

char *chart_row_signs(const struct canvas *canvas, guint row)
{
    GString *signs = g_string_new(NULL);
    gboolean seen[CELL_STATES] = {FALSE};
    for (guint column = 0; column < canvas->columns; column++) {
        enum cell_state state = chart_cell(canvas, row, column)->state;
        if (state != CELL_OK && !seen[state])
            g_string_append_printf(signs, "%s%s", signs->len > 0 ? " " : "",
                                   cell_state_sign(state));
        seen[state] = TRUE;
    }
    return g_string_free(signs, FALSE);
}

enum book_time chart_time(const struct canvas *canvas)
{
    enum book_time time = canvas->rows > 0 ? printed_row(canvas, 0)->time : BOOK_TIME_NONE;
    for (guint row = 0; row < canvas->rows; row++)
        if (printed_row(canvas, row)->time != time ||
            (row > 0 && chart_row_time(canvas, row) <= chart_row_time(canvas, row - 1)))
            return BOOK_TIME_NONE;
    return time;
}

gint64 chart_row_time(const struct canvas *canvas, guint row)
{
    return printed_row(canvas, row)->moment;
}

gboolean chart_row_continues(const struct canvas *canvas, guint row)
{
    return row > 0 && printed_row(canvas, row)->series == printed_row(canvas, row - 1)->series;
}

struct sorted {
    double value;
    gboolean ok;
    guint row;
};

static int by_value(gconstpointer first, gconstpointer second)
{
    const struct sorted *a = first, *b = second;
    if (a->ok != b->ok)
        return a->ok ? -1 : 1;
    if (a->ok && a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

GArray *chart_sorted(const struct canvas *canvas, guint column)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(struct sorted));
    for (guint row = 0; row < canvas->rows; row++) {
        struct sorted one = {.row = row};
        one.ok = chart_value(canvas, row, column, &one.value);
        g_array_append_val(sorted, one);
    }
    g_array_sort(sorted, by_value);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < sorted->len; i++)
        g_array_append_val(rows, g_array_index(sorted, struct sorted, i).row);
    g_array_unref(sorted);
    return rows;
}
