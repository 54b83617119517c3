#include "build/sheet.h"

#include <string.h>

#include "base/decimal.h"
#include "check/completeness.h"

static const struct {
    enum table_kind kind;
    void (*fill)(const struct sheet_task *task, struct book_sheet *sheet);
} kinds[] = {
    {TABLE_CROSSTAB, sheet_fill_crosstab},
    {TABLE_CAP, sheet_fill_cap},
    {TABLE_MISSING, sheet_fill_missing},
};

/* Without a file nothing is known, so nothing is claimed, and the sheet says so. */
static void mark_missing(const struct dataset *dataset, struct book_sheet *sheet)
{
    struct book_table *table = sheet->table;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            *book_cell(table, r, c) = (struct cell){.state = CELL_MISSING};
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup_printf("Chưa nhận được số liệu: không có tệp “%s” (%s) trong dữ liệu.",
                                    dataset->label, dataset->name));
}

char *sheet_coverage(const struct sheet_task *task)
{
    if (!task->table->coverage)
        return NULL;
    const struct query *query = g_ptr_array_index(task->source->plan.queries, task->query);
    const struct returned *returned = tally_returned(task->source->tally);
    struct missing all = completeness_coverage(query, task->scope, returned);
    g_autofree char *made = decimal_vietnamese(all.made, 0);
    g_autofree char *expected = decimal_vietnamese(all.expected, 0);
    return g_strdup_printf("%s/%s %s", made, expected,
                           returned_periods(returned) == 1 ? "đơn vị" : "lượt");
}

void sheet_fill(const struct sheet_task *task, struct book_sheet *sheet)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == task->table->kind)
            kinds[i].fill(task, sheet);
    g_autofree char *coverage = sheet_coverage(task);
    if (coverage != NULL)
        g_ptr_array_add(sheet->paragraphs, g_strdup_printf("Báo cáo: %s.", coverage));
    if (task->source->absent)
        mark_missing(task->source->dataset, sheet);
    sheet_name_map(task, sheet);
    sheet_add_notes(task, sheet);
}

const char *sheet_row_heading(const struct sheet_task *task)
{
    const struct table *table = task->table;
    const char *by = table->rows_count > 0 ? table->rows[0].by : NULL;
    enum level level;
    if (by == NULL)
        return "Chỉ tiêu";
    if (strcmp(by, "unit") == 0 || level_from_code(by, &level))
        return "Đơn vị";
    if (strcmp(by, "year") == 0)
        return "Năm";
    if (strcmp(by, "month") == 0)
        return "Tháng";
    const struct column *column =
        dictionary_field(task->report->dictionary, task->source->dataset, by);
    return column != NULL ? column->label : "Chỉ tiêu";
}
