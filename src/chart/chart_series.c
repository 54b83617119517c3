#include "chart/chart_series.h"

#include "chart/chart_data.h"

static const struct book_column *column_at(const struct canvas *canvas, guint index)
{
    return book_column(canvas->table, g_array_index(canvas->chart->columns, guint, index));
}

static gboolean is_of_field(const struct book_column *column)
{
    return column->series.field != NULL;
}

/* The sum of what is known of a column. */
static double size_of(const struct canvas *canvas, guint index)
{
    double size = 0;
    for (guint row = 0; row < canvas->chart->rows->len; row++) {
        const struct book_cell *cell =
            book_cell(canvas->table, g_array_index(canvas->chart->rows, guint, row),
                      g_array_index(canvas->chart->columns, guint, index));
        size += cell->state == CELL_OK ? (double)cell->numerator : 0;
    }
    return size;
}

/* How many columns are larger, or as large and before it. */
static guint rank_of(const double *sizes, guint count, guint index)
{
    guint rank = 0;
    for (guint i = 0; i < count; i++)
        rank += sizes[i] > sizes[index] || (sizes[i] == sizes[index] && i < index);
    return rank;
}

/* Columns of no field: the largest are told apart, in the order in which they stand. */
static GArray *paint_apart(const struct canvas *canvas)
{
    GArray *series = g_array_new(FALSE, TRUE, sizeof(struct canvas_series));
    guint count = canvas->chart->columns->len, beside = 0;
    guint colors = count <= CHART_MOST_COLORS ? count : CHART_MOST_COLORS - 1;
    g_autofree double *sizes = g_new0(double, MAX(count, 1));
    for (guint i = 0; i < count && colors < count; i++)
        sizes[i] = size_of(canvas, i);
    for (guint i = 0, place = 0; i < count; i++) {
        struct canvas_series one = {.column = g_array_index(canvas->chart->columns, guint, i)};
        one.is_lesser = colors < count && rank_of(sizes, count, i) >= colors;
        one.paint = one.is_lesser ? (struct paint){PAINT_BESIDE, beside++, 0}
                                  : (struct paint){PAINT_APART, place++, colors};
        g_array_append_val(series, one);
    }
    return series;
}

static GArray *paint_values(const struct canvas *canvas)
{
    GArray *series = g_array_new(FALSE, TRUE, sizeof(struct canvas_series));
    guint beside = 0;
    for (guint i = 0; i < canvas->chart->columns->len; i++) {
        const struct book_series *value = &column_at(canvas, i)->series;
        struct canvas_series one = {.column = g_array_index(canvas->chart->columns, guint, i)};
        one.is_lesser = !value->ordered && value->count > 0 && value->place >= CHART_MOST_COLORS;
        one.paint = one.is_lesser || value->count == 0 ? (struct paint){PAINT_BESIDE, beside++, 0}
                    : value->ordered ? (struct paint){PAINT_STEP, value->place, value->count}
                                     : (struct paint){PAINT_APART, value->place, value->count};
        g_array_append_val(series, one);
    }
    return series;
}

static gboolean is_lesser(const struct canvas *canvas, guint index)
{
    return g_array_index(canvas->series, struct canvas_series, index).is_lesser;
}

/* The sum of the lesser columns in a row: not known where one is not, FALSE where there is none. */
static gboolean gather_row(const struct canvas *canvas, guint row, struct book_cell *sum)
{
    *sum = (struct book_cell){.state = CELL_OK};
    for (guint i = 0; i < canvas->series->len; i++) {
        const struct book_cell *cell =
            book_cell(canvas->table, g_array_index(canvas->chart->rows, guint, row),
                      g_array_index(canvas->chart->columns, guint, i));
        const struct book_column *column = column_at(canvas, i);
        if (!is_lesser(canvas, i))
            continue;
        if (!column->series.adds || measure_info(column->measure)->form->compares ||
            column->measure != column_at(canvas, 0)->measure ||
            (sum->denominator != 0 && cell->state == CELL_OK &&
             cell->denominator != sum->denominator))
            return FALSE;
        if (cell->state != CELL_OK && sum->state == CELL_OK)
            sum->state = cell->state;
        sum->numerator += cell->numerator;
        sum->denominator = cell->state == CELL_OK ? cell->denominator : sum->denominator;
        sum->estimate |= cell->estimate;
    }
    return TRUE;
}

static gboolean gather_rows(struct canvas *canvas)
{
    gboolean adds = TRUE;
    canvas->gathered = g_new0(struct book_cell, MAX(canvas->chart->rows->len, 1));
    for (guint row = 0; row < canvas->chart->rows->len && adds; row++)
        adds = gather_row(canvas, row, &canvas->gathered[row]);
    return adds;
}

static void note_lesser(struct canvas *canvas, gboolean gathered, guint count)
{
    GString *note = g_string_new(NULL);
    if (gathered)
        g_string_printf(note, "Khác (%u mục): ", count);
    else
        g_string_printf(note, "Không vẽ %u cột, xem ở bảng: ", count);
    for (guint i = 0, named = 0; i < canvas->series->len; i++)
        if (is_lesser(canvas, i)) {
            g_autofree char *name = chart_text_clean(column_at(canvas, i)->label);
            g_string_append_printf(note, "%s%s", named++ > 0 ? "; " : "", name);
        }
    g_string_append_c(note, '.');
    canvas_note(canvas, note->str);
    g_string_free(note, TRUE);
}

/* Lesser columns become one at the end, or go. */
static void gather_lesser(struct canvas *canvas, guint count)
{
    gboolean gathered = gather_rows(canvas);
    struct canvas_series rest = {
        .gathered = count, .paint = {.scale = PAINT_BESIDE}, .is_lesser = TRUE};
    note_lesser(canvas, gathered, count);
    GArray *kept = g_array_new(FALSE, TRUE, sizeof(struct canvas_series));
    for (guint i = canvas->series->len; i > 0; i--) {
        const struct canvas_series *one =
            &g_array_index(canvas->series, struct canvas_series, i - 1);
        if (one->is_lesser)
            rest.column = one->column;
        else
            g_array_prepend_val(kept, *one);
    }
    if (gathered)
        g_array_append_val(kept, rest);
    g_array_unref(canvas->series);
    canvas->series = kept;
}

void series_open(struct canvas *canvas)
{
    gboolean of_field = FALSE;
    guint lesser = 0;
    for (guint i = 0; i < canvas->chart->columns->len; i++)
        of_field = of_field || is_of_field(column_at(canvas, i));
    canvas->series = of_field ? paint_values(canvas) : paint_apart(canvas);
    for (guint i = 0; i < canvas->series->len; i++)
        lesser += is_lesser(canvas, i);
    if (lesser > 1 && chart_kind_info(canvas->chart->kind)->by_color)
        gather_lesser(canvas, lesser);
    canvas->columns = canvas->series->len;
}

void series_close(struct canvas *canvas)
{
    g_array_unref(canvas->series);
    g_free(canvas->gathered);
}

guint series_column(const struct canvas *canvas, guint column)
{
    return g_array_index(canvas->series, struct canvas_series, column).column;
}

gboolean series_is_gathered(const struct canvas *canvas, guint column)
{
    return g_array_index(canvas->series, struct canvas_series, column).gathered > 0;
}

char *series_gathered_label(const struct canvas *canvas)
{
    guint last = canvas->series->len - 1;
    return g_strdup_printf("Khác (%u mục)",
                           g_array_index(canvas->series, struct canvas_series, last).gathered);
}
