#include "write/xlsx.h"

#include <glib/gstdio.h>

#include "base/date.h"
#include "base/error.h"
#include "workbook/workbook.h"
#include "write/writer.h"
#include "write/xlsx_cover.h"
#include "write/xlsx_fit.h"
#include "write/xlsx_list.h"
#include "write/xlsx_output.h"
#include "write/xlsx_picture.h"
#include "write/xlsx_setup.h"
#include "write/xlsx_sign.h"
#include "write/xlsx_style.h"
#include "write/xlsx_table.h"
#include "write/xlsx_text.h"

/* Properties hold strings of up to 255 characters. */
#define PROPERTY_LIMIT 255

#define DAY_SECONDS 86400
/* The time of the entries in the zip: what a book without a date gets instead of the clock. */
#define EPOCH "1980-01-01"

static time_t creation_time(const struct book *book)
{
    date day = DATE_NONE;
    if (book->created == NULL || !date_parse(book->created, -1, &day))
        date_parse(EPOCH, -1, &day);
    return (time_t)day * DAY_SECONDS;
}

static void set_properties(struct xlsx_output *output, const struct book *book)
{
    if (output->failure != NULL)
        return;
    const struct book_office *office = &book->office;
    g_autofree char *title = xlsx_text_line(book->title != NULL ? book->title : "", PROPERTY_LIMIT);
    g_autofree char *subject =
        xlsx_text_line(book->subject != NULL ? book->subject : "", PROPERTY_LIMIT);
    g_autofree char *author =
        xlsx_text_line(office->issuer != NULL ? office->issuer : "", PROPERTY_LIMIT);
    lxw_doc_properties properties = {
        .title = title, .subject = subject, .author = author, .created = creation_time(book)};
    struct workbook_place top = {0, 0};
    xlsx_output_check(output, workbook_set_properties(output->workbook, &properties), top);
    if (book->identity != NULL)
        xlsx_output_check(output,
                          workbook_set_custom_property_string(
                              output->workbook, WORKBOOK_IDENTITY_PROPERTY, book->identity),
                          top);
}

/* One column that makes a page across. */
#define WIDE_COLUMN 600.0
/* Title and subject above a chart on a sheet of its own. */
#define CHART_TITLE 60.0

#define SUBJECT_AIR 6.0

static const struct xlsx_style title_style = {
    .size = XLSX_SIZE_TITLE, .bold = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
static const struct xlsx_style subject_style = {
    .size = XLSX_SIZE_TEXT, .italic = TRUE, .align = XLSX_CENTER, .top = TRUE, .wrap = TRUE};
static const struct xlsx_style paragraph_style = {
    .size = XLSX_SIZE_TEXT, .align = XLSX_JUSTIFY, .top = TRUE, .wrap = TRUE};
static const struct xlsx_style unit_style = {
    .size = XLSX_SIZE_BODY, .italic = TRUE, .align = XLSX_RIGHT};
static const struct xlsx_style note_heading_style = {
    .size = XLSX_SIZE_BODY, .bold = TRUE, .italic = TRUE, .align = XLSX_LEFT};
static const struct xlsx_style note_style = {
    .size = XLSX_SIZE_BODY, .align = XLSX_LEFT, .top = TRUE, .wrap = TRUE};

/*
 * Merges row over the columns of the first page (those of figures, if further pages stand beside
 * it) and gives it the height its text takes.
 */
static void write_line(const struct xlsx_sheet *sheet, guint row, const char *text,
                       struct xlsx_style style)
{
    /* Every page beside the first repeats the columns of labels, and would repeat half a text. */
    guint first = sheet->page->breaks->len > 0 ? sheet->layout.figure_column : 0;
    guint last = sheet->page->text_columns - 1;
    struct xlsx_block block = {row, first, row, last};
    double height = xlsx_measure_height(sheet->output->pen, text, style,
                                        xlsx_page_span(sheet->page, first, last));
    xlsx_output_merged(sheet->output, block, text, style);
    xlsx_output_row(sheet->output, row, height, 0);
}

/* A text in as many rows as the layout counted; the next free row. */
static guint write_pieces(const struct xlsx_sheet *sheet, guint row, const char *text,
                          struct xlsx_style style)
{
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text);
    for (guint i = 0; i < pieces->len; i++)
        write_line(sheet, row++, g_ptr_array_index(pieces, i), style);
    return row;
}

/* The line again over the columns of each page beside the first. */
static void write_beside(const struct xlsx_sheet *sheet, guint row, const char *text,
                         struct xlsx_style style)
{
    const GArray *breaks = sheet->page->breaks;
    double height = g_array_index(sheet->output->heights, double, row);
    for (guint i = 0; i < breaks->len; i++) {
        guint first = g_array_index(breaks, guint, i);
        guint end = i + 1 < breaks->len ? g_array_index(breaks, guint, i + 1) : sheet->layout.width;
        double width = xlsx_page_span(sheet->page, first, end - 1);
        xlsx_output_merged(sheet->output, (struct xlsx_block){row, first, row, end - 1}, text,
                           style);
        height = MAX(height, xlsx_measure_height(sheet->output->pen, text, style, width));
    }
    if (breaks->len > 0)
        xlsx_output_row(sheet->output, row, height, 0);
}

static void write_title(const struct xlsx_sheet *sheet)
{
    const char *title = sheet->source->title != NULL ? sheet->source->title : "";
    g_autofree char *again = g_strconcat(title, " (tiếp theo)", NULL);
    write_line(sheet, 0, title, title_style);
    write_beside(sheet, 0, again, title_style);
}

/* Air below: the text or the table follows. */
static void write_subject(const struct xlsx_sheet *sheet)
{
    guint row = sheet->layout.subject_row;
    if (row == G_MAXUINT)
        return;
    write_line(sheet, row, sheet->output->job->book->subject, subject_style);
    double height = g_array_index(sheet->output->heights, double, row);
    xlsx_output_row(sheet->output, row, height + SUBJECT_AIR, 0);
}

/* "ĐVT: chi bộ; hệ thống tổ chức ngày 31/12/2024". New string. */
static char *unit_line(const struct book_sheet *source)
{
    if (source->unit_note == NULL || source->map_note == NULL)
        return g_strdup(source->unit_note != NULL ? source->unit_note : source->map_note);
    return g_strdup_printf("%s; %s", source->unit_note, source->map_note);
}

static void write_top(const struct xlsx_sheet *sheet)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const struct book_sheet *source = sheet->source;
    write_title(sheet);
    write_subject(sheet);
    guint row = layout->paragraph_row;
    for (guint i = 0; i < source->paragraphs->len; i++)
        row = write_pieces(sheet, row, g_ptr_array_index(source->paragraphs, i), paragraph_style);
    if (layout->unit_row == G_MAXUINT)
        return;
    g_autofree char *line = unit_line(source);
    write_line(sheet, layout->unit_row, line, unit_style);
    write_beside(sheet, layout->unit_row, line, unit_style);
}

static void write_notes(const struct xlsx_sheet *sheet)
{
    const GPtrArray *notes = sheet->source->notes;
    if (sheet->layout.note_row == G_MAXUINT)
        return;
    guint row = sheet->layout.note_row;
    write_line(sheet, row++, "Ghi chú:", note_heading_style);
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *text = xlsx_layout_note(i, g_ptr_array_index(notes, i));
        row = write_pieces(sheet, row, text, note_style);
    }
}

static gboolean check_size(struct xlsx_output *output, const struct xlsx_layout *layout)
{
    if (layout->end_row <= WORKBOOK_ROWS && layout->width <= WORKBOOK_COLUMNS)
        return TRUE;
    g_autofree char *rows = g_strdup_printf("%u", layout->end_row);
    g_autofree char *columns = g_strdup_printf("%u", layout->width);
    GError *error = NULL;
    error_raise(&error, TONGKET_ERROR_OUTPUT, MESSAGE_XLSX_TOO_LARGE, output->sheet_name, rows,
                columns, NULL);
    xlsx_output_fail(output, error);
    return FALSE;
}

static void write_block(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    const char *id = NULL;
    if (rows != NULL) {
        xlsx_table_write(sheet, rows);
        id = sheet->source->table->id;
    } else if (sheet->source->list != NULL) {
        xlsx_list_write(sheet);
        id = sheet->source->list->id;
    }
    if (id == NULL)
        return;
    g_autofree char *name = xlsx_name_define(id, sheet->output->defined);
    xlsx_output_define(sheet->output, name, xlsx_layout_block(&sheet->layout));
}

/* Across, where a chart fills such a page; upright for one of many rows. */
static struct xlsx_page *chart_page(struct xlsx_sheet *sheet)
{
    struct xlsx_want want = {WIDE_COLUMN, WIDE_COLUMN, FALSE, FALSE, FALSE};
    struct xlsx_wish wish = {&sheet->output->paper, &want, 1, 0};
    struct xlsx_page *page = xlsx_page_new(&wish, 0);
    sheet->page = page;
    if (!xlsx_picture_fits(sheet, G_MAXUINT, CHART_TITLE)) {
        xlsx_page_free(page);
        want.least = want.natural = XLSX_TEXT_COLUMN;
        sheet->page = page = xlsx_page_new(&wish, 0);
    }
    return page;
}

/*
 * Charts of a table that is longer than a page: below it they would stand under the repeated
 * header, as if they were rows of the table.
 */
static void write_chart_sheet(const struct xlsx_sheet *table_sheet, guint index)
{
    struct xlsx_output *output = table_sheet->output;
    const struct book *book = output->job->book;
    struct xlsx_sheet sheet = {.output = output, .source = table_sheet->source};
    g_autoptr(xlsx_page_t) page = chart_page(&sheet);
    xlsx_output_sheet(output, 1 + book->sheets->len + index);
    xlsx_layout_sheet(book, sheet.source, &sheet.layout);
    xlsx_output_column(output, 0, g_array_index(page->widths, double, 0));

    guint row = 0;
    write_line(&sheet, row++, sheet.source->title, title_style);
    if (sheet.layout.subject_row != G_MAXUINT)
        write_line(&sheet, row++, book->subject, subject_style);
    xlsx_setup_paper(output, page);
    struct xlsx_flow flow = xlsx_page_flow(page, output->heights, 0);
    xlsx_setup_area(output, page, xlsx_picture_write(&sheet, flow, row));
}

/* The last sheet with a table, under which the document is signed; G_MAXUINT: none has one. */
static guint signed_sheet(const struct book *book)
{
    for (guint i = book->sheets->len; i > 0; i--) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i - 1);
        if (sheet->table != NULL)
            return i - 1;
    }
    return G_MAXUINT;
}

/*
 * What stands below notes: charts where a page holds them with all the rest, then, below the last
 * table, who signs. Charts that no page holds so have a sheet of their own.
 */
static void write_end(struct xlsx_sheet *sheet, const struct xlsx_rows *rows, guint index)
{
    struct xlsx_output *output = sheet->output;
    gboolean signs = index == signed_sheet(output->job->book);
    double foot = signs ? xlsx_sign_height(output, sheet->page) : 0;
    gboolean apart = sheet->source->charts->len > 0 && !xlsx_setup_is_one_page(sheet, foot);
    guint end = sheet->layout.end_row;
    sheet->foot_row = end;
    if (foot > 0 && (apart || sheet->source->charts->len == 0))
        end = xlsx_sign_write(output, sheet->page, end);
    struct xlsx_flow flow = xlsx_setup_repeat(sheet, rows);
    if (!apart && sheet->source->charts->len > 0) {
        flow.used += foot;
        end = xlsx_picture_write(sheet, flow, end) + 1;
        if (foot > 0)
            end = xlsx_sign_write(output, sheet->page, end);
    }
    xlsx_setup_area(output, sheet->page, end - 1);
    if (apart)
        write_chart_sheet(sheet, index);
}

/* Writes sheet `index` of the book; failures stay in the output. */
static void write_sheet(struct xlsx_output *output, guint index)
{
    const struct book *book = output->job->book;
    struct xlsx_sheet sheet = {.output = output, .source = g_ptr_array_index(book->sheets, index)};
    xlsx_output_sheet(output, index + 1);
    xlsx_layout_sheet(book, sheet.source, &sheet.layout);
    if (output->failure != NULL || !check_size(output, &sheet.layout))
        return;

    g_autoptr(xlsx_rows_t) rows =
        sheet.source->table != NULL ? xlsx_rows_new(sheet.source->table) : NULL;
    g_autoptr(xlsx_page_t) page = xlsx_fit_page(&sheet, rows);
    sheet.page = page;
    for (guint c = 0; c < page->widths->len; c++)
        xlsx_output_column(output, c, g_array_index(page->widths, double, c));
    write_top(&sheet);
    write_block(&sheet, rows);
    write_notes(&sheet);
    xlsx_setup_paper(output, page);
    write_end(&sheet, rows, index);
}

gboolean write_xlsx(const struct write_job *job, const char *ending, GError **error)
{
    g_autofree char *name = g_strconcat(job->book->stem, ending, NULL);
    g_autofree char *path = g_build_filename(job->folder, name, NULL);
    struct xlsx_output *output = xlsx_output_new(job, path, error);
    if (output == NULL)
        return FALSE;

    set_properties(output, job->book);
    xlsx_cover_write(output, signed_sheet(job->book) == G_MAXUINT);
    for (guint i = 0; i < job->book->sheets->len && output->failure == NULL; i++)
        write_sheet(output, i);
    if (!xlsx_output_close(output, error)) {
        g_unlink(path);
        return FALSE;
    }
    g_ptr_array_add(job->files, g_steal_pointer(&name));
    return TRUE;
}

const char *xlsx_version(void)
{
    return lxw_version();
}
