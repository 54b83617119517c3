/*
 * csv - tables as tidy CSV, lists as plain CSV, for programs that read on.
 *
 * UTF-8 without BOM, LF, a point as decimal mark, quotes only where RFC 4180 needs them.
 */
#include <string.h>

#include "base/decimal.h"
#include "write/csv_line.h"
#include "write/output.h"

static const char tidy_header[] = "table,row_code,row_label,col_code,col_label,measure,numerator,"
                                  "denominator,value,state\n";

/* Which of the numbers a line has: a count has no base, a difference of shares not even a part. */
static void append_numbers(GString *csv, const struct book_cell *cell, enum measure measure)
{
    const struct measure_info *info = measure_info(measure);
    gint64 scaled;
    if (!cell_value(cell, measure, &scaled)) {
        g_string_append(csv, ",,,");
        return;
    }
    g_string_append_c(csv, ',');
    if (info->form->counts > 0)
        g_string_append_printf(csv, "%" G_GINT64_FORMAT, cell->numerator);
    g_string_append_c(csv, ',');
    if (info->form->counts > 1)
        g_string_append_printf(csv, "%" G_GINT64_FORMAT, cell->denominator);
    g_autofree char *value = decimal_plain(scaled, info->decimals);
    g_string_append_printf(csv, ",%s", value);
}

static void append_cell(GString *csv, const struct book_table *table, guint row, guint column)
{
    const struct book_row *row_info = book_row(table, row);
    const struct book_column *column_info = book_column(table, column);
    const struct book_cell *cell = book_cell(table, row, column);
    const char *texts[] = {table->id,          row_info->code,
                           row_info->label,    column_info->code,
                           column_info->label, measure_info(column_info->measure)->code};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (i > 0)
            g_string_append_c(csv, ',');
        csv_line_text(csv, texts[i]);
    }
    append_numbers(csv, cell, column_info->measure);
    gboolean estimate = cell->estimate && cell->state == CELL_OK;
    g_string_append_printf(csv, ",%s\n", estimate ? "estimate" : cell_state_code(cell->state));
}

static gboolean is_total(const char *code)
{
    return strcmp(code, BOOK_TOTAL_CODE) == 0;
}

static void append_row(GString *csv, const struct book_table *table, guint row)
{
    for (int totals = FALSE; totals <= TRUE; totals++) {
        for (guint column = 0; column < table->columns->len; column++) {
            if (is_total(book_column(table, column)->code) == totals)
                append_cell(csv, table, row, column);
        }
    }
}

/* A sheet may show its totals first; in tidy CSV they always come last. */
static GString *table_text(const struct book_table *table)
{
    GString *csv = g_string_new(tidy_header);
    for (int totals = FALSE; totals <= TRUE; totals++) {
        for (guint row = 0; row < table->rows->len; row++) {
            const struct book_row *info = book_row(table, row);
            if (!info->heading && !info->subtotal && is_total(info->code) == totals)
                append_row(csv, table, row);
        }
    }
    return csv;
}

static GString *list_text(const struct book_list *list)
{
    GString *csv = g_string_new(NULL);
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    for (guint i = 0; i < list->headings->len; i++)
        g_ptr_array_add(headings, g_ptr_array_index(list->headings, i));
    g_ptr_array_add(headings, NULL);
    csv_line_append(csv, (const char *const *)headings->pdata);
    for (guint i = 0; i < list->lines->len; i++)
        csv_line_append(csv, g_ptr_array_index(list->lines, i));
    return csv;
}

static gboolean write_file(const struct write_job *job, const char *id, const char *ending,
                           const GString *csv, GError **error)
{
    g_autofree char *name = g_strdup_printf("%s/%s%s", job->book->stem, id, ending);
    return output_write(job, name, csv->str, csv->len, error);
}

gboolean write_csv(const struct write_job *job, const char *ending, GError **error)
{
    for (guint i = 0; i < job->book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(job->book->sheets, i);
        g_autoptr(GString) table = sheet->table != NULL ? table_text(sheet->table) : NULL;
        if (table != NULL && !write_file(job, sheet->table->id, ending, table, error))
            return FALSE;
        gboolean listed = sheet->list != NULL && *sheet->list->id != '\0';
        g_autoptr(GString) list = listed ? list_text(sheet->list) : NULL;
        if (list != NULL && !write_file(job, sheet->list->id, ending, list, error))
            return FALSE;
    }
    return TRUE;
}
