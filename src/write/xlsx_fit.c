#include "write/xlsx_fit.h"

#include <math.h>
#include <string.h>

#include "write/xlsx_layout.h"
#include "write/xlsx_list.h"
#include "write/xlsx_style.h"

#define LEAST_NUMBER 30.0
#define LEAST_LABEL 145.0
#define NATURAL_LABEL 400.0
#define LEAST_FIGURE 36.0
/* A turned heading of one line stands in it. */
#define LEAST_TURNED 26.0
/* A header of so many lines is still easy to read. */
#define HEADER_LINES 3.0

/* Of the rows of a sheet, before they are measured, and of headings beyond that. */
#define ROW_HEIGHT 18.0
#define HEADING_HEIGHT 90.0

/* A column of names is made no narrower than this. */
#define NARROW_LABEL 100.0
/* A name that is wider than its column by less than this may print on one line all the same:
 * columns and margins of cells differ from program to program. */
#define DOUBT 1.11
#define DOUBT_AIR 12.0
/* How much wider than a page of the smallest text the columns may then be. */
#define STRETCH 1.026
/* How far a sheet is shrunk for a chart on the page of its table: 11 points print as 9. */
#define CHART_SCALE 0.82
/* Sums of widths are not exact. */
#define SAME 0.01

/* Bold is the wider, and totals are bold. */
static const struct xlsx_style bold_style = {.size = XLSX_SIZE_BODY, .bold = TRUE};

const struct xlsx_style xlsx_fit_header_style = {.size = XLSX_SIZE_BODY,
                                                 .bold = TRUE,
                                                 .align = XLSX_CENTER,
                                                 .wrap = TRUE,
                                                 .shaded = TRUE,
                                                 .border = XLSX_BORDER_THIN};

guint8 xlsx_fit_label_indent(const struct xlsx_rows *rows, guint row)
{
    return (guint8)(1 + rows->levels[row]);
}

static void want_at_least(struct xlsx_want *want, double width)
{
    want->least = MAX(want->least, width);
    want->natural = MAX(want->natural, want->least);
}

static void fit_numbers(struct pen *pen, const struct xlsx_rows *rows, struct xlsx_want *want)
{
    *want = (struct xlsx_want){LEAST_NUMBER, LEAST_NUMBER, TRUE, FALSE, FALSE};
    for (guint r = 0; r < rows->numbers->len; r++)
        if (rows->levels[r] == 0)
            want_at_least(want,
                          xlsx_measure_width(pen, g_ptr_array_index(rows->numbers, r), bold_style));
}

static void fit_codes(struct pen *pen, const struct book_table *table, struct xlsx_want *want)
{
    *want = (struct xlsx_want){LEAST_NUMBER, LEAST_NUMBER, TRUE, FALSE, FALSE};
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && !book_row(table, r)->unprinted)
            want_at_least(want, xlsx_measure_width(pen, book_row(table, r)->code, bold_style));
}

static double label_width(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows, guint row)
{
    const struct book_table *table = sheet->source->table;
    struct xlsx_style style = bold_style;
    style.bold = rows->groups[row];
    style.indent = xlsx_fit_label_indent(rows, row);
    return xlsx_measure_width(sheet->output->pen, book_row(table, row)->label, style);
}

static void fit_labels(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                       struct xlsx_want *want)
{
    const struct book_table *table = sheet->source->table;
    struct pen *pen = sheet->output->pen;
    double natural = xlsx_measure_word(pen, table->row_heading, bold_style);
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && !book_row(table, r)->unprinted)
            natural = MAX(natural, label_width(sheet, rows, r));
    *want = (struct xlsx_want){MIN(natural, LEAST_LABEL), MIN(natural, NATURAL_LABEL), FALSE, FALSE,
                               FALSE};
}

/* As printed; what the number format adds stands before it, air as wide as a bracket behind it. */
static char *figure_text(const struct book_table *table, struct cell_place at)
{
    const struct book_cell *cell = book_cell(table, at.row, at.column);
    enum measure measure = book_column(table, at.column)->measure;
    const char *words = book_table_words(table, at);
    if (words != NULL && cell->state == CELL_OK)
        return g_strconcat(words, ")", NULL);
    g_autofree char *text = cell_text(cell, measure);
    gboolean below = measure_info(measure)->form->warns_below_zero && cell->numerator < 0;
    return g_strconcat(below ? XLSX_BELOW_ZERO : book_level_sign(cell->level), text, ")", NULL);
}

/* The longest text of a column decides, by characters: all digits are of one width. */
static void fit_figures(const struct xlsx_sheet *sheet, guint column, double least,
                        struct xlsx_want *want)
{
    const struct book_table *table = sheet->source->table;
    char *longest = g_strdup("");
    for (guint r = 0; r < table->rows->len; r++) {
        char *text = figure_text(table, (struct cell_place){r, column});
        gboolean longer = g_utf8_strlen(text, -1) > g_utf8_strlen(longest, -1);
        g_free(longer ? longest : text);
        longest = longer ? text : longest;
    }
    *want = (struct xlsx_want){least, least, FALSE, FALSE, FALSE};
    want_at_least(want, xlsx_measure_width(sheet->output->pen, longest, bold_style));
    g_autofree char *number = xlsx_column_number(table, column);
    want_at_least(want, xlsx_measure_width(sheet->output->pen, number, bold_style));
    if (book_column(table, column)->unprinted)
        *want = (struct xlsx_want){0, 0, TRUE, FALSE, FALSE};
    g_free(longest);
}

/* Columns under one header cell share what its text needs. */
static void fit_header(struct pen *pen, const struct xlsx_header *header, struct xlsx_want *wants)
{
    guint count = 0;
    double word = xlsx_measure_word(pen, header->text, xlsx_fit_header_style);
    double text = xlsx_measure_width(pen, header->text, xlsx_fit_header_style);
    double least = 0, natural = 0;
    for (guint c = header->first_column; c <= header->last_column; c++) {
        least += wants[c].least;
        natural += wants[c].natural;
        count += wants[c].natural > 0;
    }
    if (count == 0)
        return;
    for (guint c = header->first_column + 1; c <= header->last_column; c++)
        wants[c].joined |= header->label;
    double more_least = MAX(word - least, 0) / count;
    double more_natural = MAX(MAX(word, text / HEADER_LINES + word / 2) - natural, 0) / count;
    for (guint c = header->first_column; c <= header->last_column; c++) {
        if (wants[c].natural <= 0)
            continue;
        wants[c].least += more_least;
        wants[c].natural = MAX(wants[c].natural + more_natural, wants[c].least);
    }
}

/* What the columns want; `turned`: headings over one column are meant to stand upright. */
static void want_columns(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                         gboolean turned, struct xlsx_want *wants)
{
    const struct book_table *table = sheet->source->table;
    const struct xlsx_layout *layout = &sheet->layout;
    struct pen *pen = sheet->output->pen;
    fit_numbers(pen, rows, &wants[0]);
    if (table->show_codes)
        fit_codes(pen, table, &wants[layout->code_column]);
    fit_labels(sheet, rows, &wants[layout->label_column]);
    for (guint c = 0; c < table->columns->len; c++)
        fit_figures(sheet, c, turned ? LEAST_TURNED : LEAST_FIGURE,
                    &wants[layout->figure_column + c]);

    for (guint c = 0; c < table->columns->len; c++) {
        const struct book_column *column = book_column(table, c);
        struct xlsx_want *want = &wants[layout->figure_column + c];
        want->opens = column->opens;
        want->joined = c > 0 && strcmp(column->code, BOOK_TOTAL_CODE) == 0;
    }

    g_autoptr(GArray) headers = xlsx_header_cells(table);
    for (guint i = 0; i < headers->len; i++) {
        const struct xlsx_header *header = &g_array_index(headers, struct xlsx_header, i);
        if (!turned || header->first_column < header->last_column)
            fit_header(pen, header, wants + layout->figure_column);
    }
}

static guint rows_printed(const struct xlsx_sheet *sheet)
{
    return sheet->layout.end_row - book_table_unprinted(sheet->source->table);
}

static struct xlsx_wish wish_of(const struct xlsx_sheet *sheet, const struct xlsx_want *wants)
{
    const struct xlsx_layout *layout = &sheet->layout;
    return (struct xlsx_wish){&sheet->output->paper, wants, layout->width, layout->figure_column};
}

static int by_size(gconstpointer a, gconstpointer b)
{
    double difference = *(const double *)a - *(const double *)b;
    return difference < 0 ? -1 : difference > 0;
}

/* The widths (double) that names need on one line, the least first. New array. */
static GArray *names_of(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    const struct book_table *table = sheet->source->table;
    GArray *names = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        if (row->heading || row->unprinted || xlsx_rows_is_total(row))
            continue;
        double need = label_width(sheet, rows, r);
        g_array_append_val(names, need);
    }
    g_array_sort(names, by_size);
    return names;
}

/*
 * Rows of one line are of one height: a name that would need a little more than its column gets it,
 * or its row would be higher for a second line that no printer may need. The next name may then
 * need no more than a little of the wider column.
 */
static void settle_names(const struct xlsx_sheet *sheet, const GArray *names,
                         struct xlsx_page *page)
{
    double *width = &g_array_index(page->widths, double, sheet->layout.label_column);
    double available = xlsx_page_width(&page->paper, page->landscape);
    double widest = *width, most = available / XLSX_LEAST_SCALE * STRETCH;
    for (guint i = 0; i < names->len; i++) {
        double need = g_array_index(names, double, i);
        if (need > widest * DOUBT + DOUBT_AIR || page->text_width + need - *width > most)
            break;
        widest = MAX(widest, need);
    }
    page->text_width += widest - *width;
    *width = widest;
}

/* The page, unless the columns do not all stand on it, or one like it is there. */
static void offer(const struct xlsx_sheet *sheet, const GArray *names, GPtrArray *pages,
                  struct xlsx_page *page)
{
    gboolean serves = page->breaks->len == 0;
    if (serves)
        settle_names(sheet, names, page);
    for (guint i = 0; serves && i < pages->len; i++) {
        const struct xlsx_page *other = g_ptr_array_index(pages, i);
        serves = other->landscape != page->landscape || other->scale != page->scale ||
                 fabs(other->text_width - page->text_width) > SAME;
    }
    if (serves)
        g_ptr_array_add(pages, page);
    else
        xlsx_page_free(page);
}

/* What is left for the names when all other columns are as narrow as they may be. */
static double label_room(const struct xlsx_wish *wish, guint label, double available)
{
    double room = available;
    for (guint i = 0; i < wish->count; i++)
        room -= i == label ? 0 : wish->wants[i].least;
    return room;
}

/*
 * Pages of one orientation: with names on one line, and with as much room for names as a text of
 * full size, of 9 points and of the least size leaves; smaller also if a chart may then stand
 * below.
 */
static void offer_names(const struct xlsx_sheet *sheet, const GArray *names, GPtrArray *pages,
                        struct xlsx_want *wants, gboolean landscape)
{
    static const double scales[] = {1, CHART_SCALE, XLSX_LEAST_SCALE};
    struct xlsx_wish wish = wish_of(sheet, wants);
    guint column = sheet->layout.label_column;
    struct xlsx_want *label = &wants[column], asked = *label;
    double across = xlsx_page_width(&sheet->output->paper, landscape);
    label->least = asked.natural;
    offer(sheet, names, pages, xlsx_page_lay(&wish, landscape, 1));
    if (sheet->source->charts->len > 0)
        offer(sheet, names, pages, xlsx_page_lay(&wish, landscape, CHART_SCALE));
    for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
        double room = label_room(&wish, column, across / scales[i]);
        label->least = MIN(room, asked.natural);
        if (label->least >= MIN(NARROW_LABEL, asked.natural))
            offer(sheet, names, pages, xlsx_page_lay(&wish, landscape, 1));
    }
    *label = asked;
}

/* Columns that need several pages side by side, also narrow ones under turned headings; in both
 * names on one line or in two. */
static void offer_side_by_side(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                               GPtrArray *pages, struct xlsx_want *wants)
{
    double height = rows_printed(sheet) * ROW_HEIGHT + HEADING_HEIGHT;
    struct xlsx_wish wish = wish_of(sheet, wants);
    struct xlsx_want *label = &wants[sheet->layout.label_column];
    for (guint turned = 0; turned < 2; turned++) {
        want_columns(sheet, rows, turned == 1, wants);
        g_ptr_array_add(pages, xlsx_page_new(&wish, height));
        label->least = label->natural;
        g_ptr_array_add(pages, xlsx_page_new(&wish, height));
    }
}

static void fit_table(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                      struct xlsx_want *wants, GPtrArray *pages)
{
    want_columns(sheet, rows, FALSE, wants);
    g_autoptr(GArray) names = names_of(sheet, rows);
    offer_names(sheet, names, pages, wants, FALSE);
    offer_names(sheet, names, pages, wants, TRUE);
    if (pages->len == 0)
        offer_side_by_side(sheet, rows, pages, wants);
}

GPtrArray *xlsx_fit_pages(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    const struct xlsx_layout *layout = &sheet->layout;
    GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify)xlsx_page_free);
    g_autofree struct xlsx_want *wants = g_new0(struct xlsx_want, layout->width);
    if (rows != NULL) {
        fit_table(sheet, rows, wants, pages);
        return pages;
    }
    if (sheet->source->list != NULL)
        xlsx_list_wants(sheet, wants);
    else
        wants[0] = (struct xlsx_want){XLSX_TEXT_COLUMN, XLSX_TEXT_COLUMN, FALSE, FALSE, FALSE};
    struct xlsx_wish wish = {&sheet->output->paper, wants, layout->width, 0};
    g_ptr_array_add(pages, xlsx_page_new(&wish, 0));
    return pages;
}
