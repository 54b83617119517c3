/* What the signs in a table tell: which stand there, and rows of nothing but one. */
#include "base/decimal.h"
#include "build/sheet.h"

/* So many rows to which nothing applies are seen; more of them are told in a note. */
#define INAPPLICABLE_ROWS 12

static gboolean is_inapplicable(const struct book_table *table, guint row)
{
    const struct book_row *about = book_row(table, row);
    if (about->heading || about->parent < 0)
        return FALSE;
    for (guint c = 0; c < table->columns->len; c++)
        if (book_cell(table, row, c)->state != CELL_NOT_APPLICABLE)
            return FALSE;
    return TRUE;
}

void sheet_leave_rows_unprinted(struct book_sheet *sheet)
{
    const struct book_table *table = sheet->table;
    guint count = 0;
    for (guint r = 0; r < table->rows->len; r++)
        count += is_inapplicable(table, r);
    if (count <= INAPPLICABLE_ROWS)
        return;
    for (guint r = 0; r < table->rows->len; r++)
        book_row(table, r)->unprinted = is_inapplicable(table, r);
    g_autofree char *text = decimal_vietnamese(count, 0);
    g_ptr_array_add(sheet->notes, g_strdup_printf("Không in %s dòng chỉ có dấu x.", text));
}

void sheet_note_signs(struct book_sheet *sheet)
{
    static const char *const meaning[CELL_STATES] = {
        [CELL_EMPTY] = "không tính được vì mẫu số bằng 0",
        [CELL_MISSING] = "chưa có báo cáo",
        [CELL_NOT_APPLICABLE] = "không áp dụng",
        [CELL_SUPPRESSED] = "không công bố vì số quá nhỏ",
        [CELL_NOT_COMPARABLE] = "không so sánh được",
    };
    gboolean met[CELL_STATES] = {FALSE};
    const struct book_table *table = sheet->table;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len && !book_row(table, r)->heading; c++)
            met[book_cell(table, r, c)->state] = TRUE;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint state = CELL_OK + 1; state < CELL_STATES; state++)
        if (met[state])
            g_string_append_printf(text, "%s %s %s", text->len > 0 ? ";" : "Dấu",
                                   cell_state_sign(state), meaning[state]);
    if (text->len > 0) {
        g_string_append_c(text, '.');
        g_ptr_array_add(sheet->notes, g_strdup(text->str));
    }
}
