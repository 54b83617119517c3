#include "write/xlsx_list.h"

#include <string.h>

#include "base/decimal.h"
#include "write/xlsx_style.h"

/* Points given at a time. */
#define STEP 6.0

/* Lines of a cell, as a fraction: what is left of the last line counts too. */
static double lines_of(const struct xlsx_list_column *column, guint length)
{
    return length * column->letter / (column->width - column->margins);
}

/* Characters of all cells, line by line; a line may be shorter than the header. */
static guint *lengths_of(const struct book_list *list)
{
    guint count = list->headings->len;
    guint *lengths = g_new0(guint, (gsize)list->lines->len * count + 1);
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        for (guint c = 0; c < count && line[c] != NULL; c++)
            lengths[(gsize)i * count + c] = (guint)g_utf8_strlen(line[c], -1);
    }
    return lengths;
}

/* Adds to the gain of the column that makes a row as high as it is, if it is one that grows. */
static void add_gain(const struct xlsx_list_column *columns, guint count, const guint *lengths,
                     double *gains)
{
    guint highest = 0;
    double lines = 0;
    for (guint c = 0; c < count; c++) {
        double here = columns[c].grows ? lines_of(&columns[c], lengths[c]) : 1;
        if (here > lines) {
            lines = here;
            highest = c;
        }
    }
    if (lines > 1 && columns[highest].grows)
        gains[highest] += lines / (columns[highest].width - columns[highest].margins);
}

/* The column whose widening makes all rows together lower by the most; `count`: none does. */
static guint best_of(const struct xlsx_list_column *columns, guint count, const guint *lengths,
                     guint rows)
{
    guint best = count;
    g_autofree double *gains = g_new0(double, count);
    for (guint i = 0; i < rows; i++)
        add_gain(columns, count, lengths + (gsize)i * count, gains);
    for (guint c = 0; c < count; c++)
        if (gains[c] > 0 && (best == count || gains[c] > gains[best]))
            best = c;
    return best;
}

void xlsx_list_fit(const struct book_list *list, struct xlsx_list_column *columns, double room)
{
    guint count = list->headings->len;
    g_autofree guint *lengths = lengths_of(list);
    for (; room >= STEP; room -= STEP) {
        guint best = best_of(columns, count, lengths, list->lines->len);
        if (best == count)
            return;
        columns[best].width += STEP;
    }
}

/*
 * Texts up to this stay on one line: names of files and units, codes, verdicts. Where the page is
 * too narrow for that, only shorter ones do.
 */
#define SHORT_TEXT 160.0
#define SHORTER 20.0
#define SHORTEST 60.0
/* Columns of longer ones share the page; they begin with so much. */
#define LEAST_TEXT 80.0
/* No word is torn, but for those that are longer than any word is. */
#define LONGEST_WORD 200.0
/* How far a page may be shrunk for the sake of fewer lines: 11 points print as 9.9. */
#define SCALE 0.9
/* A last column without any text is there for answers: room for a pen. */
#define TO_BE_FILLED 130.0
/* The arrow of a filter covers a corner of the heading. */
#define FILTER_ARROW 14.0

/* Doubles hold whole numbers up to 2^53. */
#define EXACT_LIMIT (G_GINT64_CONSTANT(1) << 53)

#define EMPTY_LIST "Không có dòng nào."

static const struct xlsx_style heading_style = {.size = XLSX_SIZE_BODY,
                                                .bold = TRUE,
                                                .align = XLSX_CENTER,
                                                .wrap = TRUE,
                                                .shaded = TRUE,
                                                .border = XLSX_BORDER_THIN};
static const struct xlsx_style text_style = {.size = XLSX_SIZE_BODY,
                                             .align = XLSX_LEFT,
                                             .top = TRUE,
                                             .wrap = TRUE,
                                             .indent = 1,
                                             .border = XLSX_BORDER_THIN,
                                             .content = XLSX_TEXT};
static const struct xlsx_style count_style = {.size = XLSX_SIZE_BODY,
                                              .align = XLSX_RIGHT,
                                              .top = TRUE,
                                              .indent = 1,
                                              .border = XLSX_BORDER_THIN,
                                              .content = XLSX_MEASURE,
                                              .measure = MEASURE_COUNT};

static const char *heading(const struct book_list *list, guint column)
{
    return g_ptr_array_index(list->headings, column);
}

static gboolean is_numeric(const struct book_list *list, guint column)
{
    return g_array_index(list->fields, enum book_field, column) != BOOK_FIELD_TEXT;
}

static struct xlsx_style style_of(const struct book_list *list, guint column)
{
    struct xlsx_style style = is_numeric(list, column) ? count_style : text_style;
    if (g_array_index(list->fields, enum book_field, column) == BOOK_FIELD_PLACE)
        style.content = XLSX_PLACE;
    return style;
}

/* The longest text of a column, by characters; a line may be shorter than the header. */
static const char *longest_of(const struct book_list *list, guint column)
{
    const char *longest = "";
    glong length = 0;
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        const char *text = column < g_strv_length(line) ? line[column] : "";
        glong here = g_utf8_strlen(text, -1);
        if (here > length) {
            length = here;
            longest = text;
        }
    }
    return longest;
}

/* The longest word, by characters, of all texts of a column. New string. */
static char *word_of(const struct book_list *list, guint column)
{
    const char *word = "";
    gsize bytes = 0;
    glong longest = 0;
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        const char *at = column < g_strv_length(line) ? line[column] : "";
        while (*at != '\0') {
            gsize length = strcspn(at, " \n");
            glong here = g_utf8_strlen(at, (gssize)length);
            if (here > longest) {
                longest = here;
                word = at;
                bytes = length;
            }
            at += length + (at[length] != '\0');
        }
    }
    return g_strndup(word, bytes);
}

static struct xlsx_list_column column_of(const struct xlsx_sheet *sheet, guint column,
                                         double one_line_text)
{
    const struct book_list *list = sheet->source->list;
    struct pen *pen = sheet->output->pen;
    const char *longest = longest_of(list, column);
    double head = xlsx_measure_word(pen, heading(list, column), heading_style) + FILTER_ARROW;
    double one_line = xlsx_measure_width(pen, heading(list, column), heading_style) + FILTER_ARROW;
    double text = xlsx_measure_width(pen, longest, style_of(list, column));
    double margins = xlsx_measure_width(pen, "", text_style);
    if (*longest == '\0' && column + 1 == list->headings->len)
        text = TO_BE_FILLED;
    if (is_numeric(list, column) || text <= one_line_text)
        return (struct xlsx_list_column){MAX(MAX(head, text), one_line / 2), 0, margins, FALSE};
    g_autofree char *word = word_of(list, column);
    double whole = MIN(xlsx_measure_width(pen, word, text_style), LONGEST_WORD);
    double letter = (text - margins) / (double)g_utf8_strlen(longest, -1);
    return (struct xlsx_list_column){MAX(MAX(head, LEAST_TEXT), whole), letter, margins, TRUE};
}

void xlsx_list_wants(const struct xlsx_sheet *sheet, struct xlsx_want *wants)
{
    const struct book_list *list = sheet->source->list;
    guint count = list->headings->len;
    g_autofree struct xlsx_list_column *columns = g_new0(struct xlsx_list_column, count + 1);
    double room = -1;
    for (double text = SHORT_TEXT; room < 0 && text >= SHORTEST; text -= SHORTER) {
        room = xlsx_page_width(&sheet->output->paper, TRUE) / SCALE;
        for (guint c = 0; c < count; c++) {
            columns[c] = column_of(sheet, c, text);
            room -= columns[c].width;
        }
    }
    xlsx_list_fit(list, columns, room);
    for (guint c = 0; c < count; c++)
        wants[c] =
            (struct xlsx_want){columns[c].width, columns[c].width, !columns[c].grows, FALSE, FALSE};
    if (count == 0)
        wants[0] = (struct xlsx_want){LEAST_TEXT, LEAST_TEXT, FALSE, FALSE, FALSE};
}

/* The file that a field leads to, or NULL. */
static const char *link_of(const struct book_list *list, guint line, guint column)
{
    gboolean last = column + 1 == list->headings->len;
    return last && line < list->links->len ? g_ptr_array_index(list->links, line) : NULL;
}

static enum book_mark mark_of(const struct book_list *list, guint line)
{
    return line < list->marks->len ? g_array_index(list->marks, enum book_mark, line)
                                   : BOOK_MARK_NONE;
}

static void write_cell(const struct xlsx_sheet *sheet, struct workbook_place place,
                       const char *text)
{
    const struct book_list *list = sheet->source->list;
    guint line = place.row - sheet->layout.body_row;
    const char *file = link_of(list, line, place.column);
    gint64 number;
    gboolean figure = is_numeric(list, place.column) && decimal_parse_whole(text, -1, &number) &&
                      ABS(number) <= EXACT_LIMIT;
    struct xlsx_style style = figure ? style_of(list, place.column) : text_style;
    if (is_numeric(list, place.column)) /* also the sign of what is no figure */
        style.align = XLSX_RIGHT;
    if (place.column == list->mark_column)
        style.mark = (guint8)mark_of(list, line);
    style.underline = style.link = file != NULL;
    if (file != NULL)
        xlsx_output_link_file(sheet->output, place, file, text, style);
    else if (figure)
        xlsx_output_number(sheet->output, place, (double)number, style);
    else
        xlsx_output_text(sheet->output, place, text, style);
}

static void write_line(const struct xlsx_sheet *sheet, guint row, char **line)
{
    double height = 0;
    for (guint c = 0; c < sheet->source->list->headings->len; c++) {
        const char *text = c < g_strv_length(line) ? line[c] : "";
        double width = g_array_index(sheet->page->widths, double, c);
        height = MAX(height, xlsx_measure_height(sheet->output->pen, text, text_style, width));
        write_cell(sheet, (struct workbook_place){row, c}, text);
    }
    xlsx_output_row(sheet->output, row, height, 0);
}

static void write_heading(const struct xlsx_sheet *sheet)
{
    const struct book_list *list = sheet->source->list;
    guint row = sheet->layout.header_row;
    double height = 0;
    for (guint c = 0; c < list->headings->len; c++) {
        double width = g_array_index(sheet->page->widths, double, c) - FILTER_ARROW;
        height = MAX(height, xlsx_measure_height(sheet->output->pen, heading(list, c),
                                                 heading_style, width));
        xlsx_output_text(sheet->output, (struct workbook_place){row, c}, heading(list, c),
                         heading_style);
    }
    xlsx_output_row(sheet->output, row, height + 4, 0);
}

void xlsx_list_write(const struct xlsx_sheet *sheet)
{
    const struct book_list *list = sheet->source->list;
    struct xlsx_output *output = sheet->output;
    struct xlsx_block block = xlsx_layout_block(&sheet->layout);
    write_heading(sheet);
    for (guint i = 0; i < list->lines->len && output->failure == NULL; i++)
        write_line(sheet, sheet->layout.body_row + i, g_ptr_array_index(list->lines, i));
    if (list->lines->len == 0) {
        struct xlsx_style style = text_style;
        style.italic = TRUE;
        block.first_row = sheet->layout.body_row;
        xlsx_output_merged(output, block, EMPTY_LIST, style);
        xlsx_output_row(output, block.first_row, 20, 0);
        return;
    }
    xlsx_output_filter(output, block);
    xlsx_output_accept(output, block, FALSE);
}
