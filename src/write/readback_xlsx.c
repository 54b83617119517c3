#include "write/readback_xlsx.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "workbook/workbook_rows.h"
#include "write/xlsx_text.h"

/* Doubles hold whole numbers up to 2^53; beyond it the figure is text. */
#define EXACT_LIMIT (G_GINT64_CONSTANT(1) << 53)

#define WORKBOOK "xl/workbook.xml"
#define WORKSHEETS "xl/worksheets"

/* Where the header of a sheet's table or list has not been met yet. */
#define ABOVE G_MAXUINT

/* The reading under way: the workbook, and its sheet at hand. */
struct readback_xlsx {
    const char *name;    /* for messages */
    struct cell_sum sum; /* of the cells found */
    GError *failure;     /* the first */

    const char *tab;
    const struct book_sheet *sheet; /* NULL: the cover, or charts */
    GArray *above;                  /* struct workbook_cell: texts above the numbers of columns */
    GStringChunk *kept;             /* of these */
    GArray *columns;                /* guint a column of the table: that of the worksheet */
    guint next;                     /* the row or line that comes next, or ABOVE */
    guint64 found;                  /* figures, or fields */
};

/* The cells of a row of the worksheet. */
struct readback_row {
    const struct workbook_cell *cells;
    guint count;
};

static void fail_cell(struct readback_xlsx *reading, struct workbook_place place, const char *found,
                      const char *wanted)
{
    if (reading->failure != NULL)
        return;
    g_autofree char *row = g_strdup_printf("%u", place.row + 1);
    g_autofree char *column = g_strdup_printf("%u", place.column + 1);
    error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_CELL, reading->name,
                reading->tab, row, column, found, wanted, NULL);
}

static void check_count(struct readback_xlsx *reading, const char *what, guint64 found,
                        guint64 wanted)
{
    if (found == wanted || reading->failure != NULL)
        return;
    g_autofree char *found_text = g_strdup_printf("%" G_GUINT64_FORMAT, found);
    g_autofree char *wanted_text = g_strdup_printf("%" G_GUINT64_FORMAT, wanted);
    error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_COUNT, reading->name,
                what, found_text, wanted_text, NULL);
}

/* What stands in a column of the row; an empty cell where nothing does. */
static struct workbook_cell cell_at(struct readback_row row, guint column)
{
    for (guint i = 0; i < row.count; i++)
        if (row.cells[i].place.column == column)
            return row.cells[i];
    return (struct workbook_cell){.place = {row.cells[0].place.row, column}, .value = ""};
}

/* A cell of a workbook holds no other text than this for a text of the book. */
static gboolean is_text(const struct workbook_cell *cell, const char *text)
{
    g_autofree char *clean = xlsx_text_clean(text != NULL ? text : "");
    return strcmp(cell->value, clean) == 0 && (cell->is_text || *clean == '\0');
}

static const struct book_table *table_of(const struct readback_xlsx *reading)
{
    return reading->sheet->table;
}

/* "3", or with what the column is the sum of: "3=4+5". */
static gboolean is_number_of(guint column, const struct workbook_cell *cell)
{
    char *end;
    return workbook_cell_is_number(cell, column + 1, 0) ||
           (cell->is_text && g_ascii_strtoull(cell->value, &end, 10) == column + 1 && *end == '=');
}

/* "A, B, 1, 2, …" or, with codes, "A, B, C, 1, 2, …": the row that numbers the columns. */
static gboolean is_index(const struct book_table *table, struct readback_row row)
{
    guint names = table->show_codes ? 3 : 2;
    if (row.count != names + table->columns->len)
        return FALSE;
    for (guint i = 0; i < row.count; i++) {
        const char letter[] = {(char)('A' + i), '\0'};
        if (i < names ? !is_text(&row.cells[i], letter) : !is_number_of(i - names, &row.cells[i]))
            return FALSE;
    }
    return TRUE;
}

static void keep_above(struct readback_xlsx *reading, struct readback_row row)
{
    for (guint i = 0; i < row.count; i++) {
        struct workbook_cell cell = row.cells[i];
        cell.value = g_string_chunk_insert(reading->kept, cell.value);
        g_array_append_val(reading->above, cell);
    }
}

/* Whether a text stands above a column, in its own cell or in one merged over it from the left. */
static gboolean stands_above(const struct readback_xlsx *reading, guint column, const char *text)
{
    for (guint i = 0; i < reading->above->len; i++) {
        const struct workbook_cell *cell = &g_array_index(reading->above, struct workbook_cell, i);
        gboolean nearest = i + 1 == reading->above->len || cell[1].place.row != cell->place.row ||
                           cell[1].place.column > column;
        if (cell->place.column <= column && nearest && is_text(cell, text))
            return TRUE;
    }
    return FALSE;
}

static void check_heading(struct readback_xlsx *reading, struct workbook_place place,
                          const char *text)
{
    if (text != NULL && *text != '\0' && !stands_above(reading, place.column, text))
        fail_cell(reading, place, "", text);
}

/* The columns of the table as they are numbered; each under its headings. */
static void begin_table(struct readback_xlsx *reading, struct readback_row row)
{
    const struct book_table *table = table_of(reading);
    guint names = row.count - table->columns->len;
    for (guint c = 0; c < table->columns->len; c++) {
        struct workbook_place place = row.cells[names + c].place;
        g_array_append_val(reading->columns, place.column);
        check_heading(reading, place, book_column(table, c)->label);
        check_heading(reading, place, book_column(table, c)->group);
    }
    reading->next = 0;
}

/* A text must stand left of the figures. */
static void check_name(struct readback_xlsx *reading, struct readback_row row, const char *text)
{
    guint end = reading->columns->len > 0 ? g_array_index(reading->columns, guint, 0) : G_MAXUINT;
    struct workbook_cell last = cell_at(row, 0);
    for (guint i = 0; i < row.count && row.cells[i].place.column < end; i++) {
        last = row.cells[i];
        if (is_text(&last, text))
            return;
    }
    if (text != NULL && *text != '\0')
        fail_cell(reading, last.place, last.value, text);
}

static void check_figure(struct readback_xlsx *reading, const struct workbook_cell *found,
                         const struct book_cell *cell, enum measure measure)
{
    gint64 scaled = 0;
    guint decimals = measure_cell_decimals(measure);
    gboolean has_value = cell_value(cell, measure, &scaled) && ABS(scaled) <= EXACT_LIMIT;
    g_autofree char *number = decimal_plain(scaled, decimals);
    if (!has_value && !found->is_text)
        fail_cell(reading, found->place, found->value, cell_state_sign(cell->state));
    else if (has_value && found->is_text)
        fail_cell(reading, found->place, "text", number);
    else if (has_value && !workbook_cell_is_number(found, scaled, decimals))
        fail_cell(reading, found->place, found->value, number);
}

static void check_row(struct readback_xlsx *reading, struct readback_row cells)
{
    const struct book_table *table = table_of(reading);
    const struct book_row *row = book_row(table, reading->next);
    gboolean total = strcmp(row->code, BOOK_TOTAL_CODE) == 0;
    check_name(reading, cells, row->label);
    if (table->show_codes && !total && !row->heading && !book_row_is_rest(row))
        check_name(reading, cells, row->code);
    for (guint c = 0; c < table->columns->len; c++) {
        struct workbook_cell found = cell_at(cells, g_array_index(reading->columns, guint, c));
        if (*found.value == '\0')
            continue;
        if (row->heading)
            fail_cell(reading, found.place, found.value, "");
        else
            check_figure(reading, &found, book_cell(table, reading->next, c),
                         book_column(table, c)->measure);
        reading->found++;
    }
    reading->next++;
}

static void take_table_row(struct readback_xlsx *reading, struct readback_row row)
{
    if (reading->next != ABOVE) {
        if (reading->next < table_of(reading)->rows->len)
            check_row(reading, row);
    } else if (is_index(table_of(reading), row)) {
        begin_table(reading, row);
    } else {
        keep_above(reading, row);
    }
}

/* A number, where the list has one, or the text. */
static gboolean is_field(const struct book_list *list, guint column, const char *text,
                         const struct workbook_cell *cell)
{
    gint64 number;
    if (g_array_index(list->fields, enum book_field, column) != BOOK_FIELD_TEXT && !cell->is_text &&
        decimal_parse_whole(text, -1, &number))
        return workbook_cell_is_number(cell, number, 0);
    return is_text(cell, text);
}

/* The column of the first field that is not the line's; the number of columns: all are. */
static guint differing_field(const struct book_list *list, char *const *line,
                             struct readback_row row)
{
    guint count = list->headings->len, fields = g_strv_length((char **)line), c = 0;
    while (c < count) {
        struct workbook_cell cell = cell_at(row, c);
        if (!is_field(list, c, c < fields ? line[c] : "", &cell))
            break;
        c++;
    }
    return c;
}

static gboolean is_heading(const struct book_list *list, struct readback_row row)
{
    gboolean same = TRUE;
    for (guint c = 0; c < list->headings->len && same; c++) {
        struct workbook_cell cell = cell_at(row, c);
        same = is_text(&cell, g_ptr_array_index(list->headings, c));
    }
    return same;
}

/* Nothing of such a line is in the file. */
static gboolean is_blank(char *const *line)
{
    while (*line != NULL && **line == '\0')
        line++;
    return *line == NULL;
}

static void take_list_row(struct readback_xlsx *reading, struct readback_row row)
{
    const struct book_list *list = reading->sheet->list;
    if (reading->next == ABOVE) {
        reading->next = is_heading(list, row) ? 0 : ABOVE;
        return;
    }
    while (reading->next < list->lines->len &&
           is_blank(g_ptr_array_index(list->lines, reading->next)))
        reading->next++;
    if (reading->next >= list->lines->len)
        return;
    char **line = g_ptr_array_index(list->lines, reading->next);
    guint c = differing_field(list, line, row), count = list->headings->len;
    if (c < count && count == 1 && reading->next == 0) { /* a title that says the same */
        reading->next = is_heading(list, row) ? 0 : ABOVE;
        return;
    }
    if (c < count)
        fail_cell(reading, cell_at(row, c).place, cell_at(row, c).value,
                  c < g_strv_length(line) ? line[c] : "");
    reading->found += count;
    reading->next++;
}

static void take_row(void *data, const struct workbook_row *taken)
{
    struct readback_xlsx *reading = data;
    for (guint i = 0; i < taken->count; i++) {
        const struct workbook_cell *cell = &taken->cells[i];
        if (cell->is_text)
            cell_sum_add_text(&reading->sum, reading->tab, cell->place, cell->value);
        else if (*cell->value != '\0')
            cell_sum_add_number(&reading->sum, reading->tab, cell->place,
                                g_ascii_strtod(cell->value, NULL));
    }
    struct readback_row row = {taken->cells, taken->count};
    if (reading->sheet != NULL && reading->sheet->table != NULL)
        take_table_row(reading, row);
    else if (reading->sheet != NULL && reading->sheet->list != NULL)
        take_list_row(reading, row);
}

/* The sheet of the book behind a tab; NULL for the cover and for tabs of charts. */
static const struct book_sheet *sheet_of(const struct book *book, const GPtrArray *tabs,
                                         const char *tab)
{
    for (guint i = 0; i < book->sheets->len; i++)
        if (strcmp(g_ptr_array_index(tabs, i + 1), tab) == 0)
            return g_ptr_array_index(book->sheets, i);
    return NULL;
}

static void begin_sheet(struct readback_xlsx *reading, const char *tab,
                        const struct book_sheet *sheet)
{
    reading->tab = tab;
    reading->sheet = sheet;
    reading->next = ABOVE;
    reading->found = 0;
    g_array_set_size(reading->columns, 0);
    g_array_set_size(reading->above, 0);
    g_string_chunk_clear(reading->kept);
}

static void end_sheet(struct readback_xlsx *reading)
{
    const struct book_sheet *sheet = reading->sheet;
    guint64 wanted = 0;
    if (sheet != NULL && sheet->table != NULL)
        for (guint i = 0; i < sheet->table->rows->len; i++)
            wanted += book_row(sheet->table, i)->heading ? 0 : sheet->table->columns->len;
    else if (sheet != NULL && sheet->list != NULL)
        for (guint i = 0; i < sheet->list->lines->len; i++)
            wanted +=
                is_blank(g_ptr_array_index(sheet->list->lines, i)) ? 0 : sheet->list->headings->len;
    check_count(reading, reading->tab, reading->found, wanted);
}

static gboolean read_sheets(struct readback_xlsx *reading, const struct book *book,
                            struct workbook_rows *rows, struct package_fault *fault)
{
    g_autoptr(GPtrArray) tabs = xlsx_name_sheets(book);
    guint matched = 0;
    gboolean good = TRUE;
    for (guint i = 0; i < workbook_rows_sheets(rows) && good; i++) {
        const char *tab = workbook_rows_sheet(rows, i);
        begin_sheet(reading, tab, sheet_of(book, tabs, tab));
        good = workbook_rows_read(rows, i, take_row, reading, fault);
        matched += reading->sheet != NULL;
        if (good)
            end_sheet(reading);
    }
    if (good)
        check_count(reading, WORKBOOK, matched, book->sheets->len);
    return good && workbook_rows_check_rest(rows, TRUE, fault);
}

static void check_sum(struct readback_xlsx *reading, const struct cell_sum *wanted)
{
    check_count(reading, WORKSHEETS, reading->sum.cells, wanted->cells);
    if (reading->failure == NULL && reading->sum.sum != wanted->sum)
        error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_SUM, reading->name,
                    NULL);
}

static gboolean refuse(const char *name, const struct package_fault *fault, GError **error)
{
    if (fault->part == NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_END, name, NULL);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_PART, name, fault->part,
                       fault->text, NULL);
}

gboolean readback_xlsx(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error)
{
    g_auto(package_fault_t) fault = {0};
    struct workbook_rows *rows = workbook_rows_open(path, NULL, &fault);
    if (rows == NULL)
        return refuse(name, &fault, error);
    struct readback_xlsx reading = {.name = name,
                                    .above =
                                        g_array_new(FALSE, FALSE, sizeof(struct workbook_cell)),
                                    .kept = g_string_chunk_new(1 << 10),
                                    .columns = g_array_new(FALSE, FALSE, sizeof(guint))};
    gboolean good = read_sheets(&reading, book, rows, &fault);
    if (good)
        check_sum(&reading, sum);
    workbook_rows_free(rows);
    g_array_unref(reading.above);
    g_string_chunk_free(reading.kept);
    g_array_unref(reading.columns);
    if (reading.failure != NULL) {
        g_propagate_error(error, reading.failure);
        return FALSE;
    }
    return good || refuse(name, &fault, error);
}
