#include "build/chart_pick.h"

#include <string.h>

static gboolean is_picked(const struct chart *chart, const struct book_column *column)
{
    if (column->measure != chart->measure)
        return FALSE;
    for (guint i = 0; i < chart->columns.count; i++)
        if (strcmp(template_code(chart->columns.item[i]), column->code) == 0)
            return TRUE;
    return chart->columns.count == 0 && strcmp(column->code, BOOK_TOTAL_CODE) != 0;
}

static void pick_columns(const struct chart *chart, const struct book_table *table,
                         struct book_chart *picked)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (is_picked(chart, book_column(table, c)))
            g_array_append_val(picked->columns, c);
}

/* Rows that hold others are left out: with them, what they hold would be drawn twice. */
static void pick_rows(const struct book_table *table, struct book_chart *picked)
{
    g_autofree guint8 *holds_others = g_malloc0(MAX(table->rows->len, 1));
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent >= 0)
            holds_others[book_row(table, r)->parent] = 1;
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        if (!row->heading && !holds_others[r] && strcmp(row->code, BOOK_TOTAL_CODE) != 0)
            g_array_append_val(picked->rows, r);
    }
}

/* What the bars are measured in: "số lượng", or the base of the percentages. */
static char *measured_in(const struct chart *chart, const struct book_sheet *sheet)
{
    const struct measure_info *info = measure_info(chart->measure);
    if (info->form == MEASURE_FORM_COUNT)
        return sheet->unit_note != NULL ? g_strdup(sheet->unit_note) : g_strdup("số lượng");
    return g_strdup(info->heading);
}

void chart_pick(const struct chart *chart, struct book_sheet *sheet, const char *subject,
                const char *source)
{
    struct book_chart *picked = book_sheet_add_chart(sheet, chart->id, chart->kind);
    g_autofree char *measured = measured_in(chart, sheet);
    picked->title = g_strdup(chart->title != NULL ? chart->title : sheet->title);
    picked->subtitle = g_strdup_printf("%s – %s", subject, measured);
    picked->source = g_strdup_printf("Nguồn: %s", source);
    pick_columns(chart, sheet->table, picked);
    pick_rows(sheet->table, picked);
}
