#include "base/decimal.h"
#include "build/sheet.h"
#include "check/completeness.h"

/* Units that a page holds. */
#define PAGE_OF_UNITS 30

static const struct {
    const char *code, *label;
} columns[] = {
    {"phai_nop", "Phải báo cáo"},
    {"da_nop", "Đã báo cáo"},
    {"con_thieu", "Còn thiếu"},
};

static void fill_row(struct book_table *table, guint row, const struct missing *missing)
{
    book_cell(table, row, 0)->numerator = missing->expected;
    book_cell(table, row, 1)->numerator = missing->made;
    book_cell(table, row, 2)->numerator = missing->expected - missing->made;
}

/*
 * "Còn thiếu theo đơn vị: Đảng bộ huyện A 12; …": where a list goes over pages, whom to ask first,
 * in the order of the rows of the other tables.
 */
static void add_addressees(const struct sheet_task *task, const GArray *list,
                           struct book_sheet *sheet)
{
    const struct scopes *scopes = task->report->scopes;
    const GArray *units = g_ptr_array_index(scopes->rows.units, task->scope);
    g_autofree guint *owed = g_new0(guint, units->len + 1);
    for (guint i = 0; i < list->len; i++) {
        const struct missing *missing = &g_array_index(list, struct missing, i);
        gint32 number = scopes->rows.number[missing->unit];
        if (number >= 0)
            owed[number] += missing->expected - missing->made;
    }
    const char *before = "Còn thiếu theo đơn vị: ";
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < units->len; i++) {
        if (owed[i] == 0)
            continue;
        g_autofree char *count = decimal_vietnamese(owed[i], 0);
        g_string_append_printf(text, "%s%s %s", before,
                               unit_at(scopes->tree, g_array_index(units, gint32, i))->name, count);
        before = "; ";
    }
    if (text->len > 0)
        g_ptr_array_add(sheet->paragraphs, g_strconcat(text->str, ".", NULL));
}

void sheet_fill_missing(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct scopes *scopes = task->report->scopes;
    struct missing all;
    g_autoptr(GArray) list = completeness_missing(task->source->dataset, scopes, task->scope,
                                                  tally_returned(task->source->tally), &all);
    struct book_table *table = book_sheet_add_table(sheet, task->table->id, "Đơn vị");
    table->show_codes = TRUE;
    for (guint i = 0; i < list->len; i++) {
        gint32 unit = g_array_index(list, struct missing, i).unit;
        g_autofree char *name = unit_full_name(scopes->tree, unit);
        book_table_add_row(table, unit_at(scopes->tree, unit)->code, name, -1, 0);
    }
    guint total = book_table_add_row(table, BOOK_TOTAL_CODE, "Tất cả đơn vị phải báo cáo", -1, 0);
    for (guint c = 0; c < G_N_ELEMENTS(columns); c++)
        book_table_add_column(table, columns[c].code, columns[c].label, MEASURE_COUNT);
    book_table_close(table);
    for (guint i = 0; i < list->len; i++)
        fill_row(table, i, &g_array_index(list, struct missing, i));
    fill_row(table, total, &all);

    g_autofree char *made = decimal_vietnamese(all.made, 0);
    g_autofree char *expected = decimal_vietnamese(all.expected, 0);
    g_ptr_array_add(
        sheet->paragraphs,
        g_strdup_printf("Đã nhận %s trên %s báo cáo phải có trong kỳ.", made, expected));
    if (list->len > PAGE_OF_UNITS)
        add_addressees(task, list, sheet);
    if (list->len > 0)
        g_ptr_array_add(sheet->notes,
                        g_strdup("Bảng chỉ nêu đơn vị còn thiếu; dòng cuối tính trên tất cả đơn vị "
                                 "phải báo cáo."));
}
