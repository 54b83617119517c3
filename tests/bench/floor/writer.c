/* writer OUT.xlsx: the sheet of two million cells by libxlsxwriter itself, row by row. */
#include <stdio.h>
#include <xlsxwriter.h>

#define ROWS 100000
#define COLUMNS 20

int main(int argc, char **argv)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    char text[64];
    if (argc != 2)
        return 2;
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Rong");
    lxw_format *format = workbook_add_format(book);
    format_set_num_format(format, "#,##0.00");
    for (long k = 0; k < COLUMNS; k++) {
        snprintf(text, sizeof text, "C%ld", k + 1);
        worksheet_write_string(sheet, 0, (lxw_col_t)k, text, NULL);
    }
    for (long r = 0; r < ROWS; r++) {
        for (long k = 0; k < COLUMNS; k += 2) {
            double number = (double)((r * 7919 + k * 104729) % 1000003) / 100;
            worksheet_write_number(sheet, (lxw_row_t)r + 1, (lxw_col_t)k, number, format);
            snprintf(text, sizeof text, "Đảng bộ xã số %ld", (r * 31 + (k + 1) * 17) % 5000);
            worksheet_write_string(sheet, (lxw_row_t)r + 1, (lxw_col_t)k + 1, text, NULL);
        }
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
