#include "write/xlsx_cover.h"

#include <string.h>

#include "write/xlsx_page.h"
#include "write/xlsx_setup.h"
#include "write/xlsx_style.h"
#include "write/xlsx_text.h"

/* Number, name, text: points. The first two make the left block of the page. */
static const struct xlsx_want columns[] = {
    {34, 34, TRUE, FALSE, FALSE}, {176, 176, TRUE, FALSE, FALSE}, {256, 256, TRUE, FALSE, FALSE}};

enum { NUMBER, NAME, TEXT, COLUMNS };

#define TITLE_SIZE 18
#define SUBJECT_SIZE 14
#define HEAD_SIZE 13
#define AIR 12.0
/* Room for a hand-written name and a seal. */
#define SIGNATURE_ROOM 60.0
/* The least height of a line in the size of the head. */
#define HEAD_ROW 17.0

static const struct xlsx_style head = {.size = HEAD_SIZE, .align = XLSX_CENTER, .wrap = TRUE};
static const struct xlsx_style head_bold = {
    .size = HEAD_SIZE, .bold = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
static const struct xlsx_style head_party = {
    .size = HEAD_SIZE, .bold = TRUE, .underline = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
static const struct xlsx_style head_place = {
    .size = HEAD_SIZE, .italic = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
static const struct xlsx_style section = {
    .size = XLSX_SIZE_TEXT, .bold = TRUE, .align = XLSX_LEFT, .wrap = TRUE};
static const struct xlsx_style plain = {
    .size = XLSX_SIZE_TEXT, .align = XLSX_JUSTIFY, .top = TRUE, .wrap = TRUE};
static const struct xlsx_style boxed = {.size = XLSX_SIZE_TEXT,
                                        .align = XLSX_LEFT,
                                        .wrap = TRUE,
                                        .indent = 1,
                                        .border = XLSX_BORDER_THIN};

/* A cover under way: rows are written from the top. */
struct cover {
    struct xlsx_output *output;
    struct xlsx_page *page;
    guint row;
    double height; /* of the current row, the most any of its cells needs */
};

static gboolean has_text(const char *text)
{
    return text != NULL && *text != '\0';
}

/* The current row must hold the text in columns first..last. */
static void make_room(struct cover *cover, guint first, guint last, const char *text,
                      struct xlsx_style style)
{
    double width = xlsx_page_span(cover->page, first, last);
    double height = xlsx_measure_height(cover->output->pen, text, style, width);
    cover->height = MAX(cover->height, height);
}

/* Columns first..last of the current row. */
static void put(struct cover *cover, guint first, guint last, const char *text,
                struct xlsx_style style)
{
    const char *shown = text != NULL ? text : "";
    make_room(cover, first, last, shown, style);
    xlsx_output_merged(cover->output, (struct xlsx_block){cover->row, first, cover->row, last},
                       shown, style);
}

static void end_row(struct cover *cover, double least)
{
    xlsx_output_row(cover->output, cover->row++, MAX(cover->height, least), 0);
    cover->height = 0;
}

static void put_line(struct cover *cover, const char *text, struct xlsx_style style)
{
    put(cover, NUMBER, TEXT, text, style);
    end_row(cover, 0);
}

static void put_two(struct cover *cover, const char *left, const char *right,
                    const struct xlsx_style styles[2])
{
    put(cover, NUMBER, NAME, left, styles[0]);
    put(cover, TEXT, TEXT, right, styles[1]);
    end_row(cover, 0);
}

static char *place_and_date(const struct book_office *office)
{
    if (has_text(office->place) && has_text(office->date_line))
        return g_strconcat(office->place, ", ", office->date_line, NULL);
    return g_strdup(has_text(office->place) ? office->place : office->date_line);
}

static void write_office(struct cover *cover, const struct book_office *office)
{
    if (!has_text(office->superior) && !has_text(office->issuer))
        return;
    g_autofree char *place = place_and_date(office);
    put_two(cover, office->superior, "ĐẢNG CỘNG SẢN VIỆT NAM",
            (struct xlsx_style[2]){head, head_party});
    put_two(cover, office->issuer, NULL, (struct xlsx_style[2]){head_bold, head});
    put_two(cover, "*", place, (struct xlsx_style[2]){head, head_place});
    if (has_text(office->number))
        put_two(cover, office->number, NULL, (struct xlsx_style[2]){head, head});
    end_row(cover, AIR);
}

static void write_title(struct cover *cover, const struct book *book)
{
    struct xlsx_style style = head_bold;
    if (book->draft) {
        style.align = XLSX_RIGHT;
        put_line(cover, "DỰ THẢO", style);
    }
    style = head_bold;
    style.size = TITLE_SIZE;
    end_row(cover, AIR);
    put_line(cover, book->title, style);
    style.size = SUBJECT_SIZE;
    if (has_text(book->subject))
        put_line(cover, book->subject, style);
    end_row(cover, AIR);
}

static void write_facts(struct cover *cover, const GArray *facts)
{
    struct xlsx_style label = boxed;
    label.bold = TRUE;
    for (guint i = 0; i < facts->len; i++) {
        const struct book_fact *fact = &g_array_index(facts, struct book_fact, i);
        put(cover, NUMBER, NAME, fact->label, label);
        put(cover, TEXT, TEXT, fact->value, boxed);
        end_row(cover, 0);
    }
    if (facts->len > 0)
        end_row(cover, AIR);
}

static void write_text(struct cover *cover, const char *text)
{
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text);
    for (guint i = 0; i < pieces->len; i++)
        put_line(cover, g_ptr_array_index(pieces, i), plain);
}

static void write_paragraphs(struct cover *cover, const GPtrArray *paragraphs)
{
    for (guint i = 0; i < paragraphs->len; i++)
        write_text(cover, g_ptr_array_index(paragraphs, i));
    if (paragraphs->len > 0)
        end_row(cover, AIR);
}

static void write_laws(struct cover *cover, const GPtrArray *laws)
{
    if (laws->len == 0)
        return;
    put_line(cover, "Số liệu đã được đối chiếu, khớp đúng:", section);
    for (guint i = 0; i < laws->len; i++) {
        g_autofree char *line = g_strconcat("– ", g_ptr_array_index(laws, i), NULL);
        write_text(cover, line);
    }
    end_row(cover, AIR);
}

/* The title where the tab's name is not all of it, and each chart in a line. New string. */
static char *what_it_holds(const struct book_sheet *sheet, const char *name)
{
    const char *title = sheet->title != NULL ? sheet->title : "";
    const char *kind = sheet->table != NULL  ? "Bảng số liệu"
                       : sheet->list != NULL ? "Danh sách"
                                             : "Thuyết minh";
    GString *text = g_string_new(strcmp(title, name) != 0 ? title : kind);
    for (guint i = 0; i < sheet->charts->len; i++) {
        const struct book_chart *chart = g_ptr_array_index(sheet->charts, i);
        g_string_append_printf(text, "\nBiểu đồ: %s", chart->title != NULL ? chart->title : "");
    }
    return g_string_free(text, FALSE);
}

static void write_contents(struct cover *cover)
{
    struct xlsx_output *output = cover->output;
    const GPtrArray *sheets = output->job->book->sheets;
    struct xlsx_style heading = boxed, number = boxed, link = boxed;
    heading.bold = heading.shaded = TRUE;
    heading.align = number.align = XLSX_CENTER;
    heading.indent = number.indent = 0;
    link.underline = link.link = TRUE;

    put_line(cover, "Mục lục", section);
    put(cover, NUMBER, NUMBER, "TT", heading);
    put(cover, NAME, NAME, "Trang tính", heading);
    put(cover, TEXT, TEXT, "Nội dung", heading);
    end_row(cover, 0);
    for (guint i = 0; i < sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(sheets, i);
        const char *name = g_ptr_array_index(output->names, i + 1);
        xlsx_output_number(output, (struct workbook_place){cover->row, NUMBER}, i + 1, number);
        g_autofree char *holds = what_it_holds(sheet, name);
        put(cover, TEXT, TEXT, holds, boxed);
        make_room(cover, NAME, NAME, name, boxed);
        xlsx_output_link(output, (struct workbook_place){cover->row, NAME}, i + 1, name, link);
        end_row(cover, 0);
    }
}

static char *recipient_lines(const struct book_office *office)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; office->recipients != NULL && i < office->recipients->len; i++)
        g_string_append_printf(list, "%s- %s", i > 0 ? "\n" : "",
                               (const char *)g_ptr_array_index(office->recipients, i));
    return g_string_free(list, FALSE);
}

/* Receivers at the left; at the right who signs, room to do so, and the name. */
static void write_signature(struct cover *cover, const struct book_office *office)
{
    if (!has_text(office->signer_role) && !has_text(office->signer_name))
        return;
    struct xlsx_style left = {
        .size = XLSX_SIZE_BODY, .align = XLSX_LEFT, .top = TRUE, .wrap = TRUE};
    struct xlsx_style left_head = left;
    left_head.bold = left_head.italic = TRUE;
    g_autofree char *recipients = recipient_lines(office);

    end_row(cover, AIR);
    put_two(cover, has_text(recipients) ? "Nơi nhận:" : NULL, office->signer_authority,
            (struct xlsx_style[2]){left_head, head_bold});
    guint first = cover->row;
    put(cover, TEXT, TEXT, office->signer_role, head_bold);
    end_row(cover, 0);
    double need = xlsx_measure_height(cover->output->pen, recipients, left,
                                      xlsx_page_span(cover->page, NUMBER, NAME));
    end_row(cover, MAX(SIGNATURE_ROOM, need - 2 * HEAD_ROW));
    put(cover, TEXT, TEXT, office->signer_name, head_bold);
    xlsx_output_merged(cover->output, (struct xlsx_block){first, NUMBER, cover->row, NAME},
                       recipients, left);
    end_row(cover, 0);
}

void xlsx_cover_write(struct xlsx_output *output)
{
    const struct book *book = output->job->book;
    g_autoptr(xlsx_page_t) page = xlsx_page_new(columns, COLUMNS, 0, 0);
    struct cover cover = {.output = output, .page = page};
    xlsx_output_sheet(output, 0);
    for (guint c = 0; c < COLUMNS; c++)
        xlsx_output_column(output, c, g_array_index(page->widths, double, c));

    write_office(&cover, &book->office);
    write_title(&cover, book);
    write_facts(&cover, book->facts);
    write_paragraphs(&cover, book->paragraphs);
    write_laws(&cover, book->laws);
    guint contents_row = cover.row;
    write_contents(&cover);
    write_signature(&cover, &book->office);
    xlsx_setup_paper(output, page);
    xlsx_setup_area(output, page, cover.row - 1);
    xlsx_setup_cover(output, page, contents_row);
}
