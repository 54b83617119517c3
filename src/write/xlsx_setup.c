#include "write/xlsx_setup.h"

#include <string.h>

#include "write/xlsx_picture.h"
#include "write/xlsx_text.h"

/* Excel's sign for A4. */
#define PAPER_A4 9
/* A page header holds 255 characters with its codes. */
#define FOOTER_TITLE_LIMIT 80
#define FOOTER_SIZE "11"

/* Frozen rows higher than this leave too little of a small screen to scroll. */
#define FROZEN_LIMIT 330.0

/* The library builds the title ranges in a buffer of this size. */
#define TITLE_RANGE_LIMIT 127

/* How far a sheet is shrunk to save a page. */
#define SQUEEZE 0.79
/* Longer tables are not shrunk for one page of many. */
#define SQUEEZE_PAGES 4

/* Rows of a table that its total keeps with it on the last page, and notes that go with it. */
#define LAST_ROWS 4
#define SHORT_NOTES 12

static const struct workbook_place top = {0, 0};

/* The page's number above, the title below; on no cover, where the contents stand too. */
static void set_header(struct xlsx_output *output)
{
    const struct book *book = output->job->book;
    if (output->sheet_name == g_ptr_array_index(output->names, 0))
        return;
    g_autofree char *line =
        xlsx_text_line(book->title != NULL ? book->title : "", FOOTER_TITLE_LIMIT);
    g_autofree char *title = xlsx_text_header(line);
    g_autofree char *footer =
        g_strdup_printf("&L&\"" XLSX_FONT ",Italic\"&" FOOTER_SIZE " %s", title);
    g_autofree char *header =
        g_strdup_printf("&C&\"" XLSX_FONT ",Regular\"&%u&P%s", book->form.page_number,
                        book->draft ? "&R&\"" XLSX_FONT ",Italic\"&" FOOTER_SIZE " Dự thảo" : "");
    lxw_header_footer_options options = {.margin = book->form.page_number_top * XLSX_MILLIMETRE /
                                                   XLSX_INCH};
    xlsx_output_check(output, worksheet_set_header_opt(output->sheet, header, &options), top);
    xlsx_output_check(output, worksheet_set_footer_opt(output->sheet, footer, &options), top);
}

/*
 * Side by side pages keep the scale and the breaks that were computed; a program that fits
 * pages by itself would ignore the breaks.
 */
static void set_width(struct xlsx_output *output, const struct xlsx_page *page)
{
    if (page->breaks->len == 0) {
        worksheet_fit_to_pages(output->sheet, 1, 0);
        return;
    }
    worksheet_set_print_scale(output->sheet, (guint16)(page->scale * 100));
    worksheet_print_across(output->sheet);
    g_autofree lxw_col_t *breaks = g_new0(lxw_col_t, page->breaks->len + 1);
    for (guint i = 0; i < page->breaks->len; i++)
        breaks[i] = (lxw_col_t)g_array_index(page->breaks, guint, i);
    xlsx_output_check(output, worksheet_set_v_pagebreaks(output->sheet, breaks), top);
}

void xlsx_setup_paper(struct xlsx_output *output, const struct xlsx_page *page)
{
    if (output->failure != NULL)
        return;
    worksheet_set_paper(output->sheet, PAPER_A4);
    if (page->landscape)
        worksheet_set_landscape(output->sheet);
    const struct xlsx_paper *paper = &page->paper;
    worksheet_set_margins(output->sheet, paper->left / XLSX_INCH, paper->right / XLSX_INCH,
                          paper->top / XLSX_INCH, paper->bottom / XLSX_INCH);
    worksheet_gridlines(output->sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_center_horizontally(output->sheet);
    set_header(output);
    set_width(output, page);
}

void xlsx_setup_area(struct xlsx_output *output, const struct xlsx_page *page, guint last_row)
{
    if (output->failure == NULL)
        xlsx_output_check(
            output,
            worksheet_print_area(output->sheet, 0, 0, last_row, (lxw_col_t)(page->widths->len - 1)),
            top);
}

static double height_of(const GArray *heights, guint first, guint end)
{
    double height = 0;
    for (guint i = first; i < end && i < heights->len; i++)
        height += g_array_index(heights, double, i);
    return height;
}

void xlsx_setup_cover(struct xlsx_output *output, const struct xlsx_page *page, guint contents_row)
{
    lxw_row_t breaks[] = {contents_row, 0};
    double contents = height_of(output->heights, contents_row, output->heights->len);
    g_autoptr(GArray) above = g_array_copy(output->heights);
    g_array_set_size(above, contents_row);
    double height = xlsx_page_flow(page, above, 0).used + contents;
    if (output->failure == NULL && height * XLSX_HEIGHT_SAFETY > xlsx_page_height(page))
        xlsx_output_check(output, worksheet_set_h_pagebreaks(output->sheet, breaks),
                          (struct workbook_place){0, 0});
}

static void freeze(const struct xlsx_sheet *sheet)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const GArray *heights = sheet->output->heights;
    gboolean low = height_of(heights, 0, layout->body_row) <= FROZEN_LIMIT;
    lxw_col_t columns = (lxw_col_t)(sheet->source->table != NULL ? layout->figure_column : 0);
    lxw_row_t rows = low ? layout->body_row : 0;
    if (rows > 0 || columns > 0)
        worksheet_freeze_panes(sheet->output->sheet, rows, columns);
}

/* Pages that the rows take when the sheet is shrunk to this part of its scale. */
static guint pages_at(const struct xlsx_sheet *sheet, double scale)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const GArray *heights = sheet->output->heights;
    struct xlsx_page page = *sheet->page;
    page.scale *= scale * XLSX_HEIGHT_SAFETY;
    double header = height_of(heights, layout->header_row, layout->body_row);
    return xlsx_page_flow(&page, heights, header).pages;
}

/*
 * Rows that need a little of one page more, a total or a few notes, are shrunk onto the pages
 * before it, while their text prints well. FALSE when they are not.
 */
static gboolean squeeze(const struct xlsx_sheet *sheet)
{
    double least = MAX(SQUEEZE, XLSX_LEAST_SCALE / sheet->page->scale);
    guint pages = pages_at(sheet, 1);
    if (sheet->page->breaks->len > 0 || least >= 1 || pages > SQUEEZE_PAGES)
        return FALSE;
    guint fewer = pages_at(sheet, least);
    gboolean torn = fewer > 1 && sheet->foot_row < sheet->output->heights->len;
    if (fewer >= pages || torn)
        return FALSE;
    worksheet_fit_to_pages(sheet->output->sheet, 1, (guint16)fewer);
    return TRUE;
}

/*
 * Rows that stay with the next: headings of groups, the last rows with total and notes, and the
 * foot of the document, which is never alone on a page.
 */
static GArray *held_rows(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    const struct xlsx_layout *layout = &sheet->layout;
    guint end = layout->body_row + layout->body_rows;
    guint count = sheet->output->heights->len, foot = MIN(sheet->foot_row, count);
    GArray *held = g_array_sized_new(FALSE, TRUE, sizeof(gboolean), count);
    for (guint i = 0; i < count; i++) {
        gboolean group =
            rows != NULL && i >= layout->body_row && i < end && rows->groups[i - layout->body_row];
        gboolean above = i < layout->body_row;
        gboolean tail = i + LAST_ROWS >= end && (i + 1 < end || foot - end <= SHORT_NOTES);
        gboolean stays = group || above || tail || (foot < count && i + 1 >= foot);
        g_array_append_val(held, stays);
    }
    return held;
}

/* Pages of a table or list end where it can be cut; how the rows then fall on them. */
static struct xlsx_flow break_rows(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const GArray *heights = sheet->output->heights;
    double header = height_of(heights, layout->header_row, layout->body_row);
    g_autoptr(GArray) held = held_rows(sheet, rows);
    g_autoptr(GArray) starts = xlsx_page_starts(
        sheet->page, heights, held, (struct xlsx_filling){header, 1 / XLSX_HEIGHT_SAFETY});
    guint pages = starts->len + 1;
    guint last = starts->len > 0 ? g_array_index(starts, guint, starts->len - 1) : 0;
    guint end = 0; /* libxlsxwriter takes rows up to a zero */
    g_array_append_val(starts, end);
    if (starts->len <= LXW_BREAKS_MAX)
        xlsx_output_check(
            sheet->output,
            worksheet_set_h_pagebreaks(sheet->output->sheet, (lxw_row_t *)(void *)starts->data),
            top);
    double used = height_of(heights, last, heights->len) + (pages > 1 ? header : 0);
    return (struct xlsx_flow){pages, used};
}

gboolean xlsx_setup_last_page_holds_chart(const struct xlsx_sheet *sheet, struct xlsx_flow flow)
{
    return sheet->source->charts->len == 1 && flow.pages > 1 &&
           xlsx_picture_fits(sheet, 1, flow.used * XLSX_HEIGHT_SAFETY);
}

gboolean xlsx_setup_is_one_page(const struct xlsx_sheet *sheet, double foot)
{
    struct xlsx_flow flow = xlsx_page_flow(sheet->page, sheet->output->heights, 0);
    guint charts = sheet->source->charts->len;
    return flow.pages == 1 && (foot <= 0 || charts == 1) &&
           flow.used * XLSX_HEIGHT_SAFETY <= xlsx_page_height(sheet->page) &&
           xlsx_picture_fits(sheet, 1, flow.used * XLSX_HEIGHT_SAFETY + foot);
}

struct xlsx_flow xlsx_setup_repeat(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows)
{
    struct xlsx_output *output = sheet->output;
    const struct xlsx_layout *layout = &sheet->layout;
    struct xlsx_flow flow = xlsx_page_flow(sheet->page, output->heights, 0);
    if (output->failure != NULL || layout->header_row == G_MAXUINT)
        return flow;

    freeze(sheet);
    if (rows != NULL)
        worksheet_outline_settings(output->sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
    gboolean longer =
        flow.pages > 1 || flow.used * XLSX_HEIGHT_SAFETY > xlsx_page_height(sheet->page);
    if (longer) {
        /* Charts on a sheet that is shrunk would shrink too: its last page has no room. */
        flow = squeeze(sheet) ? (struct xlsx_flow){2, xlsx_page_height(sheet->page)}
                              : break_rows(sheet, rows);
        xlsx_output_check(
            output, worksheet_repeat_rows(output->sheet, layout->header_row, layout->body_row - 1),
            top);
    }
    g_autofree char *quoted = xlsx_name_quote(output->sheet_name);
    if (sheet->page->breaks->len > 0 && sheet->source->table != NULL &&
        2 * strlen(quoted) + strlen("!$A:$C,!$100:$103") <= TITLE_RANGE_LIMIT)
        xlsx_output_check(
            output, worksheet_repeat_columns(output->sheet, 0, (lxw_col_t)layout->label_column),
            top);
    return flow;
}
