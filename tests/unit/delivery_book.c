#include "delivery_book.h"

#include <string.h>

static void fill_row(struct book_table *table, guint row, gint64 count)
{
    book_cell(table, row, 0)->numerator = count;
    *book_cell(table, row, 1) = (struct book_cell){.numerator = count, .denominator = 12};
}

static void add_table(struct book_sheet *sheet)
{
    struct book_table *table = book_sheet_add_table(sheet, "bang", "Đơn vị");
    table->show_codes = TRUE;
    book_table_add_row(table, "", "Khối xã", -1, 0);
    book_table_add_row(table, "01", "Xã, Một", -1, 0);
    book_table_add_row(table, "02", "=1+1", -1, 0);
    book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0);
    book_row(table, 0)->heading = TRUE;
    book_table_add_column(table, "so", "Số", MEASURE_COUNT);
    book_table_add_column(table, "so", "Số", MEASURE_SHARE_COL);
    book_table_close(table);
    fill_row(table, 1, 5);
    fill_row(table, 2, 7);
    fill_row(table, 3, 12);
    book_cell(table, 1, 1)->state = CELL_SUPPRESSED;
}

static void add_chart(struct book_sheet *sheet)
{
    struct book_chart *chart = book_sheet_add_chart(sheet, "hinh", CHART_GROUPED_BAR);
    chart->title = g_strdup("Hình");
    chart->subtitle = g_strdup("Số");
    chart->source = g_strdup("Nguồn: thu.csv");
    for (guint row = 1; row <= 2; row++)
        g_array_append_val(chart->rows, row);
    guint column = 0;
    g_array_append_val(chart->columns, column);
}

static void add_line(struct book_list *list, const char *file, const char *line)
{
    const char *const fields[] = {file, line, NULL};
    g_ptr_array_add(list->lines, g_strdupv((char **)fields));
}

static void add_list(struct book_sheet *sheet)
{
    struct book_list *list = book_sheet_add_list(sheet, "kiem-tra");
    static const struct book_heading headings[] = {{"Tệp", BOOK_FIELD_TEXT},
                                                   {"Dòng", BOOK_FIELD_PLACE}};
    book_list_add_columns(list, headings, 2);
    add_line(list, "thu.csv", "7");
    add_line(list, "thu.csv", "");
}

struct book *delivery_book(void)
{
    struct book *book = book_new();
    book->stem = g_strdup("thu");
    book->title = g_strdup("Báo cáo thử");
    book->subject = g_strdup("năm 2024");
    book->created = g_strdup("2024-12-31");
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng");
    add_table(sheet);
    add_chart(sheet);
    add_list(book_add_sheet(book, "Kiểm tra dữ liệu", "Kiểm tra"));
    return book;
}

struct book_cell *delivery_book_cell(struct book *book)
{
    struct book_sheet *sheet = g_ptr_array_index(book->sheets, 0);
    return book_cell(sheet->table, 2, 0);
}

struct request delivery_request(const char *template)
{
    return (struct request){
        .template = {g_strdup("thu.yaml"), g_bytes_new_static(template, strlen(template))},
        .dictionary = {g_strdup("tu-dien.yaml"), g_bytes_new_static("a: b\n", 5)},
        .period = g_strdup("2024"),
        .unit = g_strdup(""),
        .map = g_strdup("2024-12-31"),
    };
}
