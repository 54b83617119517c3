#include "build/chart_prune.h"

#include "build/wording.h"

/* Fewer units are drawn even where most are zero: the zeros can be read at a glance. */
#define MANY_UNITS 12

/* What a row of a chart holds, or the whole of it. */
struct content {
    guint figures; /* other than zero */
    guint zeros;
    guint hidden;
    guint bare; /* without a base */
    guint other;
};

static void add_cell(const struct book_table *table, guint row, guint column,
                     struct content *content)
{
    const struct cell *cell = book_cell(table, row, column);
    gint64 scaled = 0;
    if (cell_value(cell, book_column(table, column)->measure, &scaled))
        *(scaled != 0 ? &content->figures : &content->zeros) += 1;
    else if (cell->state == CELL_SUPPRESSED)
        content->hidden++;
    else if (cell->state == CELL_EMPTY)
        content->bare++;
    else
        content->other++;
}

static struct content content_of_row(const struct book_chart *chart, const struct book_table *table,
                                     guint row)
{
    struct content content = {0};
    for (guint i = 0; i < chart->columns->len; i++)
        add_cell(table, row, g_array_index(chart->columns, guint, i), &content);
    return content;
}

/* Only the ends of a slope are drawn. */
static gboolean is_drawn(const struct book_chart *chart, guint index)
{
    return !chart_kind_info(chart->kind)->ends_only || index == 0 || index + 1 == chart->rows->len;
}

static struct content content_of_chart(const struct book_chart *chart,
                                       const struct book_table *table)
{
    struct content all = {0};
    for (guint i = 0; i < chart->rows->len; i++) {
        if (!is_drawn(chart, i))
            continue;
        struct content row = content_of_row(chart, table, g_array_index(chart->rows, guint, i));
        all.figures += row.figures;
        all.zeros += row.zeros;
        all.hidden += row.hidden;
        all.bare += row.bare;
        all.other += row.other;
    }
    return all;
}

/* The most rows that have a figure in one and the same column. */
static guint rows_with_figures(const struct book_chart *chart, const struct book_table *table)
{
    guint most = 0;
    for (guint c = 0; c < chart->columns->len; c++) {
        struct content column = {0};
        for (guint i = 0; i < chart->rows->len; i++)
            if (is_drawn(chart, i))
                add_cell(table, g_array_index(chart->rows, guint, i),
                         g_array_index(chart->columns, guint, c), &column);
        most = MAX(most, column.figures + column.zeros);
    }
    return most;
}

/* Shares of one thing each are all or nothing, and a chart of them tells no more than a list. */
static gboolean shares_of_single_things(const struct book_chart *chart,
                                        const struct book_table *table)
{
    gint64 most = 0;
    for (guint i = 0; i < chart->rows->len; i++)
        for (guint c = 0; c < chart->columns->len; c++) {
            guint column = g_array_index(chart->columns, guint, c);
            const struct cell *cell =
                book_cell(table, g_array_index(chart->rows, guint, i), column);
            enum measure measure = book_column(table, column)->measure;
            if (!measure_info(measure)->form->is_share)
                return FALSE;
            if (cell->state == CELL_OK)
                most = MAX(most, cell->denominator);
        }
    return most == 1;
}

/* Why the chart is not drawn, or NULL. New string. */
static char *refusal(const struct book_chart *chart, const struct book_table *table)
{
    static const char *const numbers[CHART_KIND_MOST_LEAST_ROWS + 1] = {"một", "một", "hai", "ba"};
    struct content all = content_of_chart(chart, table);
    if (all.hidden > all.figures)
        return g_strdup("phần lớn số liệu không công bố");
    if (all.figures + all.zeros == 0 && all.bare == 0)
        return g_strdup("chưa nhận được số liệu");
    if (all.figures == 0)
        return g_strdup(all.other > 0 ? "số liệu đã nhận không có số nào khác 0"
                                      : "không có số liệu nào khác 0");
    if (shares_of_single_things(chart, table))
        return g_strdup("mỗi tỷ lệ chỉ tính trên một trường hợp");
    guint least = chart_kind_info(chart->kind)->least_rows;
    if (rows_with_figures(chart, table) >= least)
        return NULL;
    g_autofree char *noun = wording_lower(table->row_heading);
    return g_strdup_printf("cần số liệu của ít nhất %s %s", numbers[least], noun);
}

/* Rows of units without a base, and of many units those with nothing but zero. */
static GArray *telling_rows(const struct book_chart *chart, const struct book_table *table)
{
    gboolean many = chart->rows->len > MANY_UNITS;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < chart->rows->len; i++) {
        guint row = g_array_index(chart->rows, guint, i);
        struct content content = content_of_row(chart, table, row);
        if (content.figures + content.hidden + content.other > 0 || (content.zeros > 0 && !many))
            g_array_append_val(rows, row);
    }
    return rows;
}

/* A few units with nothing stay: that they have nothing is told as well. */
static void prune_rows(struct book_chart *chart, struct book_sheet *sheet)
{
    if (!sheet->table->show_codes)
        return;
    GArray *rows = telling_rows(chart, sheet->table);
    if (rows->len * 2 >= chart->rows->len) {
        g_array_unref(rows);
        return;
    }
    g_ptr_array_add(sheet->notes,
                    g_strdup_printf("Biểu đồ “%s” chỉ vẽ đơn vị có số liệu: %u trong %u.",
                                    chart->title, rows->len, chart->rows->len));
    g_array_unref(chart->rows);
    chart->rows = rows;
}

static void prune_sheet(struct book_sheet *sheet)
{
    for (guint i = 0; i < sheet->charts->len;) {
        struct book_chart *chart = g_ptr_array_index(sheet->charts, i);
        g_autofree char *why = refusal(chart, sheet->table);
        if (why == NULL) {
            prune_rows(chart, sheet);
            i++;
            continue;
        }
        g_ptr_array_add(sheet->notes,
                        g_strdup_printf("Không vẽ biểu đồ “%s”: %s.", chart->title, why));
        g_ptr_array_remove_index(sheet->charts, i);
    }
}

void chart_prune(struct book *book)
{
    for (guint s = 0; s < book->sheets->len; s++)
        prune_sheet(g_ptr_array_index(book->sheets, s));
}
