#include "write/xlsx_table.h"

#include <string.h>

#include "write/xlsx_fit.h"
#include "write/xlsx_formula.h"
#include "write/xlsx_layout.h"
#include "write/xlsx_style.h"
#include "write/xlsx_text.h"

/*
 * A header of one column that would be higher than this, or whose longest word is wider than the
 * column, is turned, if it then fits.
 */
#define TURN_HEIGHT 100.0
#define TURNED_LIMIT 130.0
/* The headings over the columns that are not figures. */
#define NUMBER_HEADING "TT"
#define CODE_HEADING "Mã"
/* Sums of widths are not exact. */
#define ROUNDING 0.01
/* A table of more rows is worth a filter. */
#define FILTER_ROWS 20

/* Doubles hold whole numbers up to 2^53. */
#define EXACT_LIMIT (G_GINT64_CONSTANT(1) << 53)

static double span(const struct xlsx_sheet *sheet, guint first, guint last)
{
    return xlsx_page_span(sheet->page, first, last);
}

/* A header under way: what its rows need. */
struct head {
    const struct xlsx_sheet *sheet;
    double heights[3];
};

/* What a cell of several rows needs beyond them is shared among them. */
static void need_height(struct head *head, struct xlsx_block block, double height)
{
    guint first = block.first_row - head->sheet->layout.header_row;
    guint last = block.last_row - head->sheet->layout.header_row;
    double have = 0;
    for (guint r = first; r <= last; r++)
        have += head->heights[r];
    for (guint r = first; r <= last && height > have; r++)
        head->heights[r] += (height - have) / (last - first + 1);
}

static void write_head(struct head *head, struct xlsx_block block, const char *text)
{
    const struct xlsx_sheet *sheet = head->sheet;
    struct xlsx_style style = xlsx_fit_header_style;
    double width = span(sheet, block.first_column, block.last_column);
    if (width <= 0) { /* of columns that are not printed */
        xlsx_output_merged(sheet->output, block, text, style);
        return;
    }
    double height = xlsx_measure_height(sheet->output->pen, text, style, width);
    double turned = xlsx_measure_width(sheet->output->pen, text, style) + 4;
    gboolean narrow = height > TURN_HEIGHT ||
                      xlsx_measure_word(sheet->output->pen, text, style) > width + ROUNDING;
    if (narrow && turned < TURNED_LIMIT && block.first_column == block.last_column) {
        style.rotated = TRUE;
        height = turned;
    }
    need_height(head, block, height);
    xlsx_output_merged(sheet->output, block, text, style);
}

/* A heading over columns of two pages stands on both. */
static void write_head_cut(struct head *head, struct xlsx_block block, const char *text)
{
    const GArray *breaks = head->sheet->page->breaks;
    for (guint i = 0; i < breaks->len; i++) {
        guint at = g_array_index(breaks, guint, i);
        if (at <= block.first_column || at > block.last_column)
            continue;
        struct xlsx_block left = block;
        left.last_column = at - 1;
        write_head(head, left, text);
        block.first_column = at;
    }
    write_head(head, block, text);
}

/* Cells of one row first: they say how high the rows are that the others span. */
static void write_figure_heads(struct head *head, gboolean one_row)
{
    const struct xlsx_layout *layout = &head->sheet->layout;
    g_autoptr(GArray) headers = xlsx_header_cells(head->sheet->source->table);
    for (guint i = 0; i < headers->len; i++) {
        const struct xlsx_header *header = &g_array_index(headers, struct xlsx_header, i);
        struct xlsx_block block = {
            layout->header_row + header->first_row, layout->figure_column + header->first_column,
            layout->header_row + header->last_row, layout->figure_column + header->last_column};
        if ((block.first_row == block.last_row) == one_row)
            write_head_cut(head, block, header->text);
    }
}

static void write_header(const struct xlsx_sheet *sheet)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const struct book_table *table = sheet->source->table;
    struct head head = {.sheet = sheet,
                        .heights = {XLSX_TABLE_ROW, XLSX_TABLE_ROW, XLSX_TABLE_ROW}};
    struct xlsx_block block = {layout->header_row, 0, layout->index_row - 1, 0};

    write_figure_heads(&head, TRUE);
    write_figure_heads(&head, FALSE);
    write_head(&head, block, NUMBER_HEADING);
    if (table->show_codes) {
        block.first_column = block.last_column = layout->code_column;
        write_head(&head, block, CODE_HEADING);
    }
    block.first_column = block.last_column = layout->label_column;
    write_head(&head, block, table->row_heading);
    for (guint level = 0; level < layout->header_levels; level++)
        xlsx_output_row(sheet->output, layout->header_row + level, head.heights[level], 0);
}

/* A, B, C over the columns that name the row, 1, 2, 3=4+5 over the figures. */
static void write_index(const struct xlsx_sheet *sheet)
{
    const struct xlsx_layout *layout = &sheet->layout;
    struct xlsx_style style = {
        .size = XLSX_SIZE_BODY, .italic = TRUE, .align = XLSX_CENTER, .border = XLSX_BORDER_THIN};
    for (guint c = 0; c < layout->width; c++) {
        struct workbook_place place = {layout->index_row, c};
        if (c < layout->figure_column) {
            char letter[2] = {(char)('A' + c), '\0'};
            xlsx_output_text(sheet->output, place, letter, style);
            continue;
        }
        g_autofree char *number =
            xlsx_column_number(sheet->source->table, c - layout->figure_column);
        char *end;
        guint64 plain = g_ascii_strtoull(number, &end, 10);
        if (*number != '\0' && *end == '\0')
            xlsx_output_number(sheet->output, place, (double)plain, style);
        else
            xlsx_output_text(sheet->output, place, number, style);
    }
    xlsx_output_row(sheet->output, layout->index_row, XLSX_TABLE_ROW, 0);
}

static struct xlsx_style row_style(const struct xlsx_rows *rows, const struct book_table *table,
                                   guint row)
{
    gboolean total = xlsx_rows_is_total(book_row(table, row));
    return (struct xlsx_style){.size = XLSX_SIZE_BODY,
                               .bold = total || rows->groups[row],
                               .align = XLSX_LEFT,
                               .border = total ? XLSX_BORDER_TOTAL : XLSX_BORDER_THIN};
}

/* The printed value as the number that Excel holds: 72.8 per cent is 0.728. */
static double number_of(gint64 scaled, enum measure measure)
{
    double divisor = 1;
    for (guint i = 0; i < measure_cell_decimals(measure); i++)
        divisor *= 10;
    return (double)scaled / divisor;
}

static void write_figure(const struct xlsx_sheet *sheet, struct cell_place at,
                         struct xlsx_style style)
{
    const struct book_table *table = sheet->source->table;
    const struct book_cell *cell = book_cell(table, at.row, at.column);
    enum measure measure = book_column(table, at.column)->measure;
    struct workbook_place place = xlsx_layout_cell(&sheet->layout, at.row, at.column);
    gint64 scaled = 0;
    if (!cell_value(cell, measure, &scaled)) {
        style.align = XLSX_CENTER;
        xlsx_output_text(sheet->output, place, cell_state_sign(cell->state), style);
        return;
    }
    style.align = XLSX_RIGHT;
    if (ABS(scaled) > EXACT_LIMIT) {
        g_autofree char *text = cell_text(cell, measure);
        xlsx_output_text(sheet->output, place, text, style);
        return;
    }
    style.content = XLSX_MEASURE;
    style.measure = (guint8)measure;
    style.estimate = cell->estimate ? 1 : 0;
    style.level = (guint8)cell->level;
    double value = number_of(scaled, measure);
    g_autofree char *formula = xlsx_formula(sheet->output->job->request, table, &sheet->layout, at);
    if (formula != NULL)
        xlsx_output_formula(sheet->output, place, formula, value, style);
    else
        xlsx_output_words(sheet->output, place, value, book_table_words(table, at), style);
}

static void write_total_label(const struct xlsx_sheet *sheet, guint row, const char *label,
                              struct xlsx_style style)
{
    style.align = XLSX_CENTER;
    style.wrap = TRUE;
    xlsx_output_merged(sheet->output, (struct xlsx_block){row, 0, row, sheet->layout.label_column},
                       label, style);
}

/* Number, code and label; a heading's label runs over the figures it has not. */
static void write_label(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows, guint r,
                        struct xlsx_style style)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const struct book_row *row = book_row(sheet->source->table, r);
    guint at = layout->body_row + r;
    struct xlsx_style number = style;
    number.align = XLSX_CENTER;
    number.content = XLSX_TEXT;
    xlsx_output_text(sheet->output, (struct workbook_place){at, 0},
                     g_ptr_array_index(rows->numbers, r), number);

    style.wrap = TRUE;
    style.content = XLSX_TEXT;
    style.indent = xlsx_fit_label_indent(rows, r);
    if (row->heading) {
        xlsx_output_merged(sheet->output, (struct xlsx_block){at, 1, at, layout->width - 1},
                           row->label, style);
        return;
    }
    if (sheet->source->table->show_codes)
        xlsx_output_text(sheet->output, (struct workbook_place){at, layout->code_column},
                         book_row_is_rest(row) ? "" : row->code, number);
    xlsx_output_text(sheet->output, (struct workbook_place){at, layout->label_column}, row->label,
                     style);
}

static void write_row(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows, guint r)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const struct book_table *table = sheet->source->table;
    const struct book_row *row = book_row(table, r);
    struct xlsx_style style = row_style(rows, table, r);
    gboolean total = xlsx_rows_is_total(row);
    gboolean shows = !row->heading && !sheet->output->measuring;
    guint first = total ? 0 : row->heading ? 1 : layout->label_column;
    guint last = row->heading ? layout->width - 1 : layout->label_column;

    struct xlsx_style label = style;
    label.indent = total ? 0 : xlsx_fit_label_indent(rows, r);
    double height =
        xlsx_measure_height(sheet->output->pen, row->label, label, span(sheet, first, last));
    if (row->unprinted)
        xlsx_output_row_unseen(sheet->output, layout->body_row + r);
    else
        xlsx_output_row(sheet->output, layout->body_row + r, MAX(height, XLSX_TABLE_ROW),
                        rows->levels[r]);
    if (total)
        write_total_label(sheet, layout->body_row + r, row->label, style);
    else
        write_label(sheet, rows, r, style);
    for (guint c = 0; shows && c < table->columns->len; c++)
        write_figure(sheet, (struct cell_place){r, c}, style);
}

static void define(const struct xlsx_sheet *sheet, const char *suffix, struct xlsx_block block)
{
    g_autofree char *id = g_strconcat(sheet->source->table->id, suffix, NULL);
    g_autofree char *name = xlsx_name_define(id, sheet->output->defined);
    xlsx_output_define(sheet->output, name, block);
}

/* Names by which other documents find the table's total row and the columns of its total. */
static void define_totals(const struct xlsx_sheet *sheet)
{
    const struct book_table *table = sheet->source->table;
    const struct xlsx_layout *layout = &sheet->layout;
    struct xlsx_block block = xlsx_layout_block(layout);
    for (guint r = 0; r < table->rows->len; r++) {
        guint row = layout->body_row + r;
        if (xlsx_rows_is_total(book_row(table, r)))
            define(sheet, "_tong", (struct xlsx_block){row, 0, row, block.last_column});
    }
    guint first = 0, end;
    while (first < table->columns->len &&
           strcmp(book_column(table, first)->code, BOOK_TOTAL_CODE) != 0)
        first++;
    for (end = first; end < table->columns->len; end++)
        if (strcmp(book_column(table, end)->code, BOOK_TOTAL_CODE) != 0)
            break;
    if (end > first)
        define(sheet, "_tong_cot",
               (struct xlsx_block){layout->body_row, layout->figure_column + first, block.last_row,
                                   layout->figure_column + end - 1});
}

/* On the row A, B, 1, 2, …, which no cells are merged in; a total is always shown. */
static void add_filter(const struct xlsx_sheet *sheet)
{
    const struct book_table *table = sheet->source->table;
    guint rows = table->rows->len;
    while (rows > 0 && xlsx_rows_is_total(book_row(table, rows - 1)))
        rows--;
    if (rows - book_table_unprinted(table) > FILTER_ROWS)
        xlsx_output_filter(sheet->output, (struct xlsx_block){sheet->layout.index_row, 0,
                                                              sheet->layout.body_row + rows - 1,
                                                              sheet->layout.width - 1});
}

void xlsx_table_write(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    write_header(sheet);
    write_index(sheet);
    for (guint r = 0; r < sheet->source->table->rows->len && sheet->output->failure == NULL; r++)
        write_row(sheet, rows, r);
    if (sheet->output->measuring)
        return;
    define_totals(sheet);
    add_filter(sheet);
    xlsx_output_accept(sheet->output, xlsx_layout_block(&sheet->layout), TRUE);
}
