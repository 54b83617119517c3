#include "write/xlsx_lines.h"

#include "write/xlsx_text.h"

#define SUBJECT_AIR 6.0

const struct xlsx_style xlsx_lines_title = {
    .size = XLSX_SIZE_TITLE, .bold = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
const struct xlsx_style xlsx_lines_subject = {
    .size = XLSX_SIZE_TEXT, .italic = TRUE, .align = XLSX_CENTER, .top = TRUE, .wrap = TRUE};
static const struct xlsx_style paragraph_style = {
    .size = XLSX_SIZE_TEXT, .align = XLSX_JUSTIFY, .top = TRUE, .wrap = TRUE};
static const struct xlsx_style unit_style = {
    .size = XLSX_SIZE_BODY, .italic = TRUE, .align = XLSX_RIGHT};
static const struct xlsx_style note_heading_style = {
    .size = XLSX_SIZE_BODY, .bold = TRUE, .italic = TRUE, .align = XLSX_LEFT};
static const struct xlsx_style note_style = {
    .size = XLSX_SIZE_BODY, .align = XLSX_LEFT, .top = TRUE, .wrap = TRUE};

void xlsx_lines_write(const struct xlsx_sheet *sheet, guint row, const char *text,
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
        xlsx_lines_write(sheet, row++, g_ptr_array_index(pieces, i), style);
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
    xlsx_lines_write(sheet, 0, title, xlsx_lines_title);
    write_beside(sheet, 0, again, xlsx_lines_title);
}

/* Air below: the text or the table follows. */
static void write_subject(const struct xlsx_sheet *sheet)
{
    guint row = sheet->layout.subject_row;
    if (row == G_MAXUINT)
        return;
    xlsx_lines_write(sheet, row, sheet->output->job->book->subject, xlsx_lines_subject);
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

void xlsx_lines_top(const struct xlsx_sheet *sheet)
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
    xlsx_lines_write(sheet, layout->unit_row, line, unit_style);
    write_beside(sheet, layout->unit_row, line, unit_style);
}

void xlsx_lines_notes(const struct xlsx_sheet *sheet)
{
    const GPtrArray *notes = sheet->source->notes;
    if (sheet->layout.note_row == G_MAXUINT)
        return;
    guint row = sheet->layout.note_row;
    xlsx_lines_write(sheet, row++, "Ghi chú:", note_heading_style);
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *text = xlsx_layout_note(i, g_ptr_array_index(notes, i));
        row = write_pieces(sheet, row, text, note_style);
    }
}
