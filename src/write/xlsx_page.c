#include "write/xlsx_page.h"

#include <math.h>

#define A4_SHORT 595.3
#define A4_LONG 841.9
/* LibreOffice makes columns a twentieth wider than Excel; this much of the page is left for it. */
#define FILL 0.94

/* A table is shrunk so far to be upright: 11 points print as 9. */
#define UPRIGHT_SCALE 0.82

/* Steps of the search for even pages: to a millionth of a page. */
#define HALVINGS 20

/* Sums of widths are not exact. */
#define ROUNDING 0.01

double xlsx_page_width(const struct xlsx_paper *paper, gboolean landscape)
{
    return ((landscape ? A4_LONG : A4_SHORT) - paper->left - paper->right) * FILL;
}

/* Between least and natural by what there is; beyond natural the columns that may share the rest.
 */
static void spread(struct xlsx_page *page, const struct xlsx_want *wants, double available)
{
    double least = 0, natural = 0, elastic = 0;
    for (guint i = 0; i < page->widths->len; i++) {
        least += wants[i].least;
        natural += wants[i].natural;
        elastic += wants[i].fixed ? 0 : wants[i].natural;
    }
    gboolean all = elastic <= 0;
    double part = natural > least ? CLAMP((available - least) / (natural - least), 0, 1) : 1;
    double rest = MAX(available - natural, 0);
    for (guint i = 0; i < page->widths->len; i++) {
        double width = wants[i].least + part * (wants[i].natural - wants[i].least);
        if (all || !wants[i].fixed)
            width += rest * wants[i].natural / (all ? natural : elastic);
        g_array_index(page->widths, double, i) = width;
    }
}

/* The first column after `start` that may begin a page once `i` no longer fits. */
static guint break_before(const struct xlsx_want *wants, guint start, guint i, gboolean opening)
{
    guint at = i;
    while (at > start && (opening ? !wants[at].opens : wants[at].joined))
        at--;
    if (at == start && opening)
        return break_before(wants, start, i, FALSE);
    return at > start ? at : i;
}

/* Columns from left to right onto pages with so much room beside the repeated columns. */
static void fill_pages(struct xlsx_page *page, const struct xlsx_want *wants, guint start,
                       double room, gboolean opening)
{
    g_array_set_size(page->breaks, 0);
    for (guint i = start; i < page->widths->len; i++) {
        if (i == start || xlsx_page_span(page, start, i) <= room + ROUNDING)
            continue;
        start = break_before(wants, start, i, opening);
        g_array_append_val(page->breaks, start);
    }
}

/* Pages that begin where columns open, if these are no more; FALSE when no column does. */
static gboolean fill_opening(struct xlsx_page *page, const struct xlsx_want *wants, guint repeated,
                             double room)
{
    guint fewest = page->breaks->len;
    gboolean opens = FALSE;
    for (guint i = repeated + 1; i < page->widths->len; i++)
        opens = opens || wants[i].opens;
    if (opens)
        fill_pages(page, wants, repeated, room, TRUE);
    return opens && page->breaks->len <= fewest;
}

/* The same number of pages with the least room: none is left with a column or two. */
static void fill_evenly(struct xlsx_page *page, const struct xlsx_want *wants, guint repeated,
                        double room)
{
    double low = 0;
    fill_pages(page, wants, repeated, room, FALSE);
    for (guint fewest = page->breaks->len, i = 0; i < HALVINGS; i++) {
        double middle = (low + room) / 2;
        fill_pages(page, wants, repeated, middle, FALSE);
        if (page->breaks->len > fewest)
            low = middle;
        else
            room = middle;
    }
    fill_pages(page, wants, repeated, room, FALSE);
}

static double widest_page(const struct xlsx_page *page, guint repeated)
{
    double widest = 0;
    guint start = repeated;
    for (guint i = 0; i <= page->breaks->len; i++) {
        guint end =
            i < page->breaks->len ? g_array_index(page->breaks, guint, i) : page->widths->len;
        widest = MAX(widest, xlsx_page_span(page, start, end - 1));
        start = end;
    }
    return widest;
}

/* Cuts columns that no page can hold into pages side by side. */
static void cut_pages(struct xlsx_page *page, const struct xlsx_want *wants, double available,
                      guint repeated)
{
    double label = repeated > 0 ? xlsx_page_span(page, 0, repeated - 1) : 0;
    fill_pages(page, wants, repeated, available - label, FALSE);
    if (!fill_opening(page, wants, repeated, available - label))
        fill_evenly(page, wants, repeated, available - label);
    if (page->breaks->len == 0)
        return;
    page->text_columns = g_array_index(page->breaks, guint, 0);
    double needed = label + widest_page(page, repeated);
    page->scale = CLAMP(xlsx_page_width(&page->paper, page->landscape) / needed, page->scale, 1);
}

static double least_width(const struct xlsx_wish *wish)
{
    double least = 0;
    for (guint i = 0; i < wish->count; i++)
        least += wish->wants[i].least;
    return least;
}

struct xlsx_page *xlsx_page_lay(const struct xlsx_wish *wish, gboolean landscape, double scale)
{
    guint count = wish->count;
    struct xlsx_page *page = g_new0(struct xlsx_page, 1);
    page->paper = *wish->paper;
    page->widths = g_array_sized_new(FALSE, TRUE, sizeof(double), count);
    g_array_set_size(page->widths, count);
    page->breaks = g_array_new(FALSE, FALSE, sizeof(guint));
    page->repeated = wish->repeated;
    page->text_columns = count;
    page->landscape = landscape;
    page->scale = scale;

    double least = least_width(wish), available = xlsx_page_width(wish->paper, landscape);
    if (least * scale > available)
        page->scale = MAX(available / least, XLSX_LEAST_SCALE);
    available /= page->scale;
    spread(page, wish->wants, available);
    if (least > available + ROUNDING)
        cut_pages(page, wish->wants, available, wish->repeated);
    page->text_width = xlsx_page_span(page, 0, page->text_columns - 1);
    return page;
}

/* Pages side by side are shrunk a little more where this saves as many pages below them. */
static void keep_rows_together(struct xlsx_page *page, double height)
{
    double fitting = xlsx_page_height(page) * page->scale / (height * XLSX_HEIGHT_SAFETY);
    if (fitting >= XLSX_LEAST_SCALE)
        page->scale = MIN(page->scale, fitting);
}

static struct xlsx_page *side_by_side(const struct xlsx_wish *wish, double height)
{
    struct xlsx_page *across = xlsx_page_lay(wish, TRUE, 1);
    struct xlsx_page *upright = xlsx_page_lay(wish, FALSE, 1);
    if (height > 0) {
        keep_rows_together(across, height);
        keep_rows_together(upright, height);
    }
    guint tall = xlsx_page_sheets(upright, height), wide = xlsx_page_sheets(across, height);
    /* As many sheets, but fewer of them below each other. */
    gboolean better = tall < wide || (tall == wide && upright->breaks->len > across->breaks->len);
    xlsx_page_free(better ? across : upright);
    return better ? upright : across;
}

struct xlsx_page *xlsx_page_new(const struct xlsx_wish *wish, double height)
{
    double upright = xlsx_page_width(wish->paper, FALSE);
    struct xlsx_page *page = xlsx_page_lay(wish, least_width(wish) * UPRIGHT_SCALE > upright, 1);
    if (page->breaks->len == 0)
        return page;
    xlsx_page_free(page);
    return side_by_side(wish, height);
}

guint xlsx_page_sheets(const struct xlsx_page *page, double height)
{
    double below = ceil(height * XLSX_HEIGHT_SAFETY / xlsx_page_height(page) - ROUNDING);
    return (page->breaks->len + 1) * (guint)MAX(below, 1);
}

void xlsx_page_free(struct xlsx_page *page)
{
    g_array_unref(page->widths);
    g_array_unref(page->breaks);
    g_free(page);
}

double xlsx_page_span(const struct xlsx_page *page, guint first, guint last)
{
    double width = 0;
    for (guint i = first; i <= last; i++)
        width += g_array_index(page->widths, double, i);
    return width;
}

double xlsx_page_height(const struct xlsx_page *page)
{
    double paper = (page->landscape ? A4_SHORT : A4_LONG) - page->paper.top - page->paper.bottom;
    return paper / page->scale;
}

struct xlsx_flow xlsx_page_flow(const struct xlsx_page *page, const GArray *heights, double header)
{
    double room = xlsx_page_height(page);
    struct xlsx_flow flow = {1, 0};
    for (guint i = 0; i < heights->len; i++) {
        double height = g_array_index(heights, double, i);
        if (flow.used + height > room) {
            flow.pages++;
            flow.used = header;
        }
        flow.used += height;
    }
    return flow;
}

GArray *xlsx_page_starts(const struct xlsx_page *page, const GArray *heights, const GArray *held,
                         struct xlsx_filling filling)
{
    double room = xlsx_page_height(page) * filling.part, used = 0;
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint));
    guint first = 0; /* of the page under way */
    for (guint i = 0; i < heights->len; i++) {
        used += g_array_index(heights, double, i);
        if (used <= room || i == first)
            continue;
        guint start = i;
        while (start > first && g_array_index(held, gboolean, start - 1))
            start--;
        first = start > first ? start : i;
        g_array_append_val(starts, first);
        used = filling.header;
        for (guint r = first; r <= i; r++)
            used += g_array_index(heights, double, r);
    }
    return starts;
}
