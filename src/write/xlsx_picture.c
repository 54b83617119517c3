#include "write/xlsx_picture.h"

#include <math.h>
#include <string.h>

#include "chart/chart.h"
#include "write/xlsx_slice.h"
#include "write/xlsx_text.h"

/* Pixels a point of paper: 166 an inch, as fine as the file of a chart on a page across. */
#define PAGE_PIXELS 2.3
#define CHART_ASPECT (9.0 / 16.0)

/* A wider picture looks coarse beside the text; points of paper. */
#define WIDEST 720.0
#define PICTURE_ROW 15.0
/* Rows left free around a picture that takes a whole page. */
#define PAGE_AIR 3.0
/* A title above a picture takes less of the page; the picture then stays below it. */
#define TITLE_SHARE 0.15
#define TITLE_HEIGHT 60.0
/* A chart is laid out lower than its width asks for, down to this, to stay with its table. */
#define LOWEST 150.0
/* The file of a chart goes onto a page on which its text is a hair smaller than it might be. */
#define NEARLY 0.98
/* The text of a chart, 11 points or a little less, still prints at 8. */
#define SMALLEST 0.78

/* The library counts a picture without a resolution of its own as 96 pixels an inch. */
#define SCREEN_SCALE (96.0 / 72.0)

/* A chart, or a page's part of it, and its size. */
struct picture {
    const struct book_chart *chart;
    const struct display_list *list;
    double scale;  /* points of the sheet a point of the list */
    gboolean file; /* the list is that of the chart's file */
};

static GBytes *picture_png(const struct xlsx_sheet *sheet, const struct picture *picture,
                           GError **error)
{
    struct xlsx_output *output = sheet->output;
    if (!picture->file)
        return draw_png(output->pen, picture->list, PAGE_PIXELS, error);
    GBytes *png = pictures_png(output->job->pictures, sheet->source->table, picture->chart, error);
    return png != NULL ? g_bytes_ref(png) : NULL;
}

/* Bytes of an attribute that the library writes; it cuts the rest off within a letter. */
#define ATTRIBUTE_MOST 2000

/* As much of what is read aloud as an attribute holds, escaped. New string. */
static char *fit_attribute(const char *text)
{
    gsize bytes = 0;
    const char *end = text;
    while (*end != '\0') {
        const char *next = g_utf8_next_char(end);
        bytes += strchr("&<>\"", *end) != NULL ? strlen("&quot;") : (gsize)(next - end);
        if (bytes > ATTRIBUTE_MOST)
            break;
        end = next;
    }
    return g_strndup(text, (gsize)(end - text));
}

/* Columns that every page beside the first repeats would repeat a part of the picture. */
static guint first_column(const struct xlsx_sheet *sheet)
{
    return sheet->page->breaks->len > 0 ? sheet->page->repeated : 0;
}

static void insert(const struct xlsx_sheet *sheet, const struct picture *picture, guint row)
{
    struct xlsx_output *output = sheet->output;
    GError *error = NULL;
    double pixels = picture->file ? 1 : PAGE_PIXELS;
    g_autoptr(GBytes) png = picture_png(sheet, picture, &error);
    guint column = first_column(sheet);
    if (png == NULL) {
        xlsx_output_fail(output, error);
        return;
    }
    const struct book_chart *chart = picture->chart;
    g_autofree char *words = g_strdup_printf(
        "%s. %s", chart->title != NULL ? chart->title : chart->id, picture->list->description);
    g_autofree char *clean = xlsx_text_clean(words);
    g_autofree char *read_aloud = fit_attribute(clean);
    double scale = SCREEN_SCALE / pixels * picture->scale;
    lxw_image_options options = {.x_scale = scale,
                                 .y_scale = scale,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = read_aloud};
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(png, &length);
    xlsx_output_check(output,
                      worksheet_insert_image_buffer_opt(output->sheet, row, (lxw_col_t)column,
                                                        bytes, length, &options),
                      (struct workbook_place){row, column});
}

static void break_pages(const struct xlsx_sheet *sheet, const GArray *breaks)
{
    if (breaks->len > 0 && sheet->output->failure == NULL)
        xlsx_output_check(
            sheet->output,
            worksheet_set_h_pagebreaks(sheet->output->sheet, (lxw_row_t *)(void *)breaks->data),
            (struct workbook_place){0, 0});
}

/* Rows of air and picture from `row` on; the next free row. */
static guint place(const struct xlsx_sheet *sheet, const struct picture *picture, guint row)
{
    guint rows = (guint)(picture->list->height * picture->scale / PICTURE_ROW) + 2;
    for (guint r = 0; r < rows; r++)
        xlsx_output_row(sheet->output, row + r, PICTURE_ROW, 0);
    insert(sheet, picture, row + 1);
    return row + rows;
}

/* The rows of a sheet as far as pictures have been placed. */
struct picture_flow {
    guint row;
    double used; /* of the current page */
    GArray *breaks;
};

/* A picture goes to the next page if it does not fit on this one. */
static void put(const struct xlsx_sheet *sheet, const struct picture *picture,
                struct picture_flow *progress)
{
    guint at = progress->row;
    progress->row = place(sheet, picture, at);
    double height = (progress->row - at) * PICTURE_ROW;
    progress->used += height;
    if (progress->used > xlsx_page_height(sheet->page)) {
        g_array_append_val(progress->breaks, at);
        progress->used = height;
    }
}

static double picture_width(const struct xlsx_sheet *sheet)
{
    const struct xlsx_page *page = sheet->page;
    double width = xlsx_page_span(page, first_column(sheet), page->text_columns - 1);
    return MIN(width * page->scale, WIDEST);
}

/*
 * The chart's file as a picture for the page. FALSE where it is higher than the room, or where its
 * text, shrunk to the width of the page, would be smaller than a chart laid out for that has.
 */
static gboolean take_file(const struct xlsx_sheet *sheet, const struct book_chart *chart,
                          double room, struct picture *picture)
{
    struct pictures *pictures = sheet->output->job->pictures;
    double scale = picture_width(sheet) / PICTURE_WIDTH;
    if (CHART_TEXT * scale < CHART_TEXT_LEAST * NEARLY)
        return FALSE;
    const struct display_list *list = pictures_layout(pictures, sheet->source->table, chart);
    *picture = (struct picture){chart, list, scale / sheet->page->scale, TRUE};
    return list->height * picture->scale <= room;
}

/* `height`: on paper, as the width is; both are laid out that much larger if `scale` shrinks them.
 */
static struct display_list *lay_out(const struct xlsx_sheet *sheet, const struct book_chart *chart,
                                    double scale, double height)
{
    struct chart_size size = {
        .width = picture_width(sheet) / scale, .height = height / scale, .dense = scale < 1};
    struct ruler ruler = pen_ruler(sheet->output->pen);
    return chart_layout(sheet->source->table, chart, size, &ruler);
}

/*
 * The same, no higher than `room` if that can be: notes below a chart make it higher than was
 * asked, and then so much less is asked.
 */
static struct display_list *lay_out_within(const struct xlsx_sheet *sheet,
                                           const struct book_chart *chart, double scale,
                                           double height, double room)
{
    struct display_list *list = lay_out(sheet, chart, scale, height);
    double excess = ceil(list->height * scale - room);
    if (excess <= 0 || height - excess < LOWEST)
        return list;
    display_list_free(list);
    return lay_out(sheet, chart, scale, height - excess);
}

/* What is left of the page for a picture; points of the sheet. */
static double room_below(const struct xlsx_sheet *sheet, double used)
{
    return xlsx_page_height(sheet->page) - used - PAGE_AIR * PICTURE_ROW;
}

/* On paper: half a page where two charts share it. */
static double height_wanted(const struct xlsx_sheet *sheet)
{
    double wide = picture_width(sheet) * CHART_ASPECT;
    double half = room_below(sheet, xlsx_page_height(sheet->page) / 2) * sheet->page->scale;
    return sheet->source->charts->len > 1 ? MAX(wide, half - TITLE_HEIGHT / 2) : wide;
}

/* The chart laid out lower for what is left of the page, if it can be read there; else NULL. */
static struct display_list *lay_out_below(const struct xlsx_sheet *sheet,
                                          const struct book_chart *chart, double used)
{
    double left = room_below(sheet, used) * sheet->page->scale;
    double height = floor(MIN(left, height_wanted(sheet)));
    if (height < LOWEST)
        return NULL;
    struct display_list *list = lay_out_within(sheet, chart, 1, height, left);
    if (list->height <= left)
        return list;
    display_list_free(list);
    return NULL;
}

/*
 * A chart of many rows is laid out wider, with more of each label in a line and its rows as close
 * as the page asks, and shrunk; one that is longer than a page even so is continued on the next.
 */
static void put_pieces(const struct xlsx_sheet *sheet, const struct book_chart *chart,
                       struct picture_flow *progress)
{
    double page = xlsx_page_height(sheet->page), room = room_below(sheet, 0);
    double first = room - (progress->used < page * TITLE_SHARE ? progress->used : 0);
    double scale = 1 / sheet->page->scale;
    struct picture file;
    if (take_file(sheet, chart, first, &file)) {
        put(sheet, &file, progress);
        return;
    }
    g_autoptr(display_list_t) list = lay_out(sheet, chart, 1, picture_width(sheet) * CHART_ASPECT);
    if (list->height * scale > first) {
        display_list_free(list);
        double left = first * sheet->page->scale;
        list = lay_out_within(sheet, chart, SMALLEST, left, left);
        scale *= SMALLEST;
    }
    struct ruler ruler = pen_ruler(sheet->output->pen);
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &ruler, first / scale, room / scale);
    for (guint i = 0; i < pieces->len; i++) {
        struct picture picture = {chart, g_ptr_array_index(pieces, i), scale, FALSE};
        put(sheet, &picture, progress);
    }
}

static void put_chart(const struct xlsx_sheet *sheet, const struct book_chart *chart,
                      struct picture_flow *progress)
{
    struct picture picture;
    if (take_file(sheet, chart, room_below(sheet, progress->used), &picture)) {
        put(sheet, &picture, progress);
        return;
    }
    g_autoptr(display_list_t) list = lay_out_below(sheet, chart, progress->used);
    picture = (struct picture){chart, list, 1 / sheet->page->scale, FALSE};
    if (list != NULL)
        put(sheet, &picture, progress);
    else
        put_pieces(sheet, chart, progress);
}

guint xlsx_picture_write(const struct xlsx_sheet *sheet, struct xlsx_flow flow, guint row)
{
    const GPtrArray *charts = sheet->source->charts;
    g_autoptr(GArray) breaks = g_array_new(TRUE, TRUE, sizeof(lxw_row_t));
    struct picture_flow progress = {row, flow.used, breaks};
    for (guint i = 0; i < charts->len && sheet->output->failure == NULL; i++)
        put_chart(sheet, g_ptr_array_index(charts, i), &progress);
    break_pages(sheet, breaks);
    return progress.row - 1;
}

gboolean xlsx_picture_fits(const struct xlsx_sheet *sheet, guint count, double used)
{
    const GPtrArray *charts = sheet->source->charts;
    for (guint i = 0; i < MIN(count, charts->len); i++) {
        const struct book_chart *chart = g_ptr_array_index(charts, i);
        struct picture file;
        if (take_file(sheet, chart, room_below(sheet, used), &file))
            continue;
        g_autoptr(display_list_t) list = lay_out_below(sheet, chart, used);
        if (list == NULL)
            return FALSE;
    }
    return TRUE;
}
