#include "write/xlsx.h"

#include <glib/gstdio.h>

#include "base/date.h"
#include "base/error.h"
#include "workbook/workbook.h"
#include "write/writer.h"
#include "write/xlsx_choose.h"
#include "write/xlsx_cover.h"
#include "write/xlsx_fit.h"
#include "write/xlsx_lines.h"
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

/* Across, where one chart fills such a page; upright for several and for one of many rows. */
static struct xlsx_page *chart_page(struct xlsx_sheet *sheet)
{
    struct xlsx_want want = {WIDE_COLUMN, WIDE_COLUMN, FALSE, FALSE, FALSE};
    struct xlsx_wish wish = {&sheet->output->paper, &want, 1, 0};
    struct xlsx_page *page = xlsx_page_new(&wish, 0);
    sheet->page = page;
    if (sheet->source->charts->len > 1 || !xlsx_picture_fits(sheet, G_MAXUINT, CHART_TITLE)) {
        xlsx_page_free(page);
        want.least = want.natural = XLSX_TEXT_COLUMN;
        sheet->page = page = xlsx_page_new(&wish, 0);
    }
    return page;
}

/* Charts that no page of their table has room for. */
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
    xlsx_lines_write(&sheet, row++, sheet.source->title, xlsx_lines_title);
    if (sheet.layout.subject_row != G_MAXUINT)
        xlsx_lines_write(&sheet, row++, book->subject, xlsx_lines_subject);
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
 * What stands below notes: charts where the page of the table, or its last one, has room for them,
 * then, below the last table, who signs. Other charts have a sheet of their own.
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
    if (apart && foot <= 0)
        apart = !xlsx_setup_last_page_holds_chart(sheet, flow);
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

    gboolean signs = index == signed_sheet(book);
    g_autoptr(xlsx_rows_t) rows =
        sheet.source->table != NULL ? xlsx_rows_new(sheet.source->table) : NULL;
    g_autoptr(xlsx_page_t) page = xlsx_choose_page(&sheet, rows, signs);
    sheet.page = page;
    for (guint c = 0; c < page->widths->len; c++)
        xlsx_output_column(output, c, g_array_index(page->widths, double, c));
    xlsx_lines_top(&sheet);
    write_block(&sheet, rows);
    xlsx_lines_notes(&sheet);
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
