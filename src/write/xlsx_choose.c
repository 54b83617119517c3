#include "write/xlsx_choose.h"

#include "write/xlsx_fit.h"
#include "write/xlsx_lines.h"
#include "write/xlsx_setup.h"
#include "write/xlsx_sign.h"
#include "write/xlsx_table.h"

/* What a page costs, in parts of a sheet of paper. */
#define ACROSS 0.4       /* the reader turns the page */
#define WRAPPED 0.6      /* all names in two lines: rows of uneven height */
#define SHRUNK 2.0       /* times the part by which text is smaller */
#define SMALL_SHRUNK 6.0 /* times the part by which it is smaller than that */
#define SMALL 0.82       /* 9 points */

/* Charts of a sheet of their own stand two on a page. */
#define CHARTS_A_PAGE 2

static gboolean is_wrapped(const struct xlsx_sheet *sheet, guint row)
{
    return g_array_index(sheet->output->heights, double, sheet->layout.body_row + row) >
           XLSX_TABLE_ROW;
}

/* The part of the rows that take more than a line. */
static double wrapped_part(const struct xlsx_sheet *sheet)
{
    const struct book_table *table = sheet->source->table;
    guint count = table->rows->len - book_table_unprinted(table), wrapped = 0;
    for (guint r = 0; r < table->rows->len; r++)
        wrapped += is_wrapped(sheet, r);
    return count > 0 ? (double)wrapped / count : 0;
}

/* Sheets of paper for rows of the heights measured, and for charts that have no room there. */
static guint count_sheets(const struct xlsx_sheet *sheet, double foot)
{
    const struct xlsx_layout *layout = &sheet->layout;
    const GArray *heights = sheet->output->heights;
    guint charts = sheet->source->charts->len;
    struct xlsx_page page = *sheet->page;
    double header = 0;
    for (guint r = layout->header_row; r < layout->body_row; r++)
        header += g_array_index(heights, double, r);
    page.scale *= XLSX_HEIGHT_SAFETY;
    guint sheets = xlsx_page_flow(&page, heights, header).pages * (page.breaks->len + 1);
    if (charts == 0)
        return sheets;
    if (xlsx_setup_is_one_page(sheet, foot))
        return sheets + charts - 1;
    return sheets + (charts + CHARTS_A_PAGE - 1) / CHARTS_A_PAGE;
}

static double cost_of(struct xlsx_sheet *sheet, const struct xlsx_rows *rows, gboolean signs)
{
    struct xlsx_output *output = sheet->output;
    const struct xlsx_page *page = sheet->page;
    output->measuring = TRUE;
    g_array_set_size(output->heights, 0);
    xlsx_lines_top(sheet);
    xlsx_table_write(sheet, rows);
    xlsx_lines_notes(sheet);
    double foot = signs ? xlsx_sign_height(output, page) : 0;
    double cost = count_sheets(sheet, foot);
    cost += page->landscape ? ACROSS : 0;
    cost += wrapped_part(sheet) * WRAPPED;
    cost += (1 - page->scale) * SHRUNK + MAX(SMALL - page->scale, 0) * SMALL_SHRUNK;
    g_array_set_size(output->heights, 0);
    output->measuring = FALSE;
    return cost;
}

struct xlsx_page *xlsx_choose_page(struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                                   gboolean signs)
{
    g_autoptr(GPtrArray) pages = xlsx_fit_pages(sheet, rows);
    guint best = 0;
    double least = G_MAXDOUBLE;
    for (guint i = 0; i < pages->len && pages->len > 1; i++) {
        sheet->page = g_ptr_array_index(pages, i);
        double cost = cost_of(sheet, rows, signs);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return g_ptr_array_steal_index(pages, best);
}
