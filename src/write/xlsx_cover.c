#include "write/xlsx_cover.h"

#include "write/xlsx_page.h"
#include "write/xlsx_setup.h"
#include "write/xlsx_sign.h"
#include "write/xlsx_style.h"
#include "write/xlsx_text.h"

/* Number, name, text, kind: points. The first two make the left block of the page. */
static const struct xlsx_want columns[] = {{30, 30, TRUE, FALSE, FALSE},
                                           {168, 168, TRUE, FALSE, FALSE},
                                           {142, 142, TRUE, FALSE, FALSE},
                                           {99, 99, TRUE, FALSE, FALSE}};

enum { NUMBER, NAME, TEXT, KIND, COLUMNS };

#define AIR 12.0
/* Two signs as wide as the text is high. */
#define FIRST_LINE "\u2003\u2003"

static const struct xlsx_style section = {
    .size = XLSX_SIZE_TEXT, .bold = TRUE, .align = XLSX_CENTER, .wrap = TRUE};
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
    put(cover, NUMBER, KIND, text, style);
    end_row(cover, 0);
}

static void put_two(struct cover *cover, const char *left, const char *right,
                    const struct xlsx_style styles[2])
{
    put(cover, NUMBER, NAME, left, styles[0]);
    put(cover, TEXT, KIND, right, styles[1]);
    end_row(cover, 0);
}

static struct xlsx_style centred(guint size)
{
    return (struct xlsx_style){.size = (guint8)size, .align = XLSX_CENTER, .wrap = TRUE};
}

static struct xlsx_style centred_bold(guint size)
{
    struct xlsx_style style = centred(size);
    style.bold = TRUE;
    return style;
}

static char *place_and_date(const struct book_office *office)
{
    if (has_text(office->place) && has_text(office->date_line))
        return g_strconcat(office->place, ", ", office->date_line, NULL);
    return g_strdup(has_text(office->place) ? office->place : office->date_line);
}

/* Who issues it at the left, the Party's name, place and day at the right; drafts say so. */
static void write_office(struct cover *cover, const struct book *book)
{
    const struct book_office *office = &book->office;
    const struct book_form *form = &book->form;
    struct xlsx_style head = centred(form->head_size), bold = centred_bold(form->head_size);
    struct xlsx_style party = centred_bold(form->party_size), day = head;
    if (has_text(office->superior) || has_text(office->issuer)) {
        g_autofree char *place = place_and_date(office);
        party.underline = day.italic = TRUE;
        put_two(cover, office->superior, form->party, (struct xlsx_style[2]){head, party});
        put_two(cover, office->issuer, NULL, (struct xlsx_style[2]){bold, head});
        put_two(cover, "*", place, (struct xlsx_style[2]){head, day});
        if (has_text(office->number))
            put_two(cover, office->number, NULL, (struct xlsx_style[2]){head, head});
    }
    if (has_text(form->draft))
        put_two(cover, form->draft, NULL, (struct xlsx_style[2]){bold, head});
    end_row(cover, AIR);
}

/* As the rest of a sentence begins; a word of capitals stays. New string. */
static char *first_letter_small(const char *text)
{
    const char *rest = *text != '\0' ? g_utf8_next_char(text) : text;
    if (!g_unichar_islower(g_utf8_get_char(rest)))
        return g_strdup(text);
    g_autofree char *first = g_utf8_strdown(text, rest - text);
    return g_strconcat(first, rest, NULL);
}

static void write_title(struct cover *cover, const struct book *book)
{
    const struct book_form *form = &book->form;
    struct xlsx_style subject = centred_bold(form->subject_size);
    const char *given = book->title != NULL ? book->title : "";
    g_autofree char *title = form->kind != NULL ? first_letter_small(given) : g_strdup(given);
    if (form->kind != NULL)
        put_line(cover, form->kind, centred_bold(form->kind_size));
    put_line(cover, title, form->kind != NULL ? subject : centred_bold(form->kind_size));
    if (has_text(book->subject))
        put_line(cover, book->subject, centred(form->head_size));
    if (form->rule != NULL)
        put_line(cover, form->rule, centred(form->head_size));
    end_row(cover, AIR);
}

static void write_facts(struct cover *cover, const GArray *facts)
{
    struct xlsx_style label = boxed;
    label.bold = TRUE;
    for (guint i = 0; i < facts->len; i++) {
        const struct book_fact *fact = &g_array_index(facts, struct book_fact, i);
        put(cover, NUMBER, NAME, fact->label, label);
        put(cover, TEXT, KIND, fact->value, boxed);
        end_row(cover, 0);
    }
    if (facts->len > 0)
        end_row(cover, AIR);
}

static void write_text(struct cover *cover, const char *text, struct xlsx_style style)
{
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text);
    for (guint i = 0; i < pieces->len; i++)
        put_line(cover, g_ptr_array_index(pieces, i), style);
}

/* The body of a document: its first lines stand in by about 10 mm. */
static void write_paragraphs(struct cover *cover, const GPtrArray *paragraphs)
{
    const struct book_form *form = &cover->output->job->book->form;
    const char *first = form->kind != NULL ? FIRST_LINE : "";
    struct xlsx_style body = plain;
    if (form->kind != NULL)
        body.size = (guint8)form->body_size;
    for (guint i = 0; i < paragraphs->len; i++) {
        g_autofree char *text = g_strconcat(first, g_ptr_array_index(paragraphs, i), NULL);
        write_text(cover, text, body);
    }
    if (paragraphs->len > 0)
        end_row(cover, AIR);
}

/* In one paragraph: what held is of less interest than what is reported. */
static void write_laws(struct cover *cover, const GPtrArray *laws)
{
    g_autoptr(GString) text = g_string_new("Số liệu đã được đối chiếu, khớp đúng: ");
    for (guint i = 0; i < laws->len; i++) {
        const char *law = g_ptr_array_index(laws, i);
        g_autofree char *small = first_letter_small(law);
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", small);
    }
    if (laws->len == 0)
        return;
    g_string_append_c(text, '.');
    write_text(cover, text->str, plain);
    end_row(cover, AIR);
}

/* "Bảng, biểu đồ". New string. */
static char *kind_of(const struct book_sheet *sheet)
{
    const char *kind = sheet->table != NULL  ? "Bảng"
                       : sheet->list != NULL ? "Danh sách"
                                             : "Thuyết minh";
    if (sheet->charts->len > 1)
        return g_strdup_printf("%s, %u biểu đồ", kind, sheet->charts->len);
    return g_strconcat(kind, sheet->charts->len > 0 ? ", biểu đồ" : "", NULL);
}

static void write_entry(struct cover *cover, guint index)
{
    struct xlsx_output *output = cover->output;
    const struct book_sheet *sheet = g_ptr_array_index(output->job->book->sheets, index);
    const char *name = g_ptr_array_index(output->names, index + 1);
    const char *title = has_text(sheet->title) ? sheet->title : name;
    struct xlsx_style number = boxed, link = boxed;
    number.align = XLSX_CENTER;
    number.indent = 0;
    link.underline = link.link = TRUE;
    g_autofree char *kind = kind_of(sheet);
    struct workbook_place place = {cover->row, NUMBER};
    xlsx_output_number(output, place, index + 1, number);
    make_room(cover, NAME, TEXT, title, link);
    place.column = NAME;
    xlsx_output_merged(output, (struct xlsx_block){place.row, NAME, place.row, TEXT}, "", link);
    xlsx_output_link(output, place, index + 1, title, link);
    put(cover, KIND, KIND, kind, boxed);
    end_row(cover, 0);
}

static void write_contents(struct cover *cover)
{
    struct xlsx_style heading = boxed;
    heading.bold = heading.shaded = TRUE;
    heading.align = XLSX_CENTER;
    heading.indent = 0;

    put_line(cover, "MỤC LỤC", section);
    put(cover, NUMBER, NUMBER, "TT", heading);
    put(cover, NAME, TEXT, "Nội dung", heading);
    put(cover, KIND, KIND, "Gồm có", heading);
    end_row(cover, 0);
    for (guint i = 0; i < cover->output->job->book->sheets->len; i++)
        write_entry(cover, i);
}

void xlsx_cover_write(struct xlsx_output *output, gboolean signs)
{
    const struct book *book = output->job->book;
    struct xlsx_wish wish = {&output->paper, columns, COLUMNS, 0};
    g_autoptr(xlsx_page_t) page = xlsx_page_new(&wish, 0);
    struct cover cover = {.output = output, .page = page};
    xlsx_output_sheet(output, 0);
    for (guint c = 0; c < COLUMNS; c++)
        xlsx_output_column(output, c, g_array_index(page->widths, double, c));

    write_office(&cover, book);
    write_title(&cover, book);
    write_paragraphs(&cover, book->paragraphs);
    write_facts(&cover, book->facts);
    write_laws(&cover, book->laws);
    if (signs)
        cover.row = xlsx_sign_write(output, page, cover.row);
    guint contents_row = cover.row;
    write_contents(&cover);
    xlsx_setup_paper(output, page);
    xlsx_setup_area(output, page, cover.row - 1);
    xlsx_setup_cover(output, page, contents_row);
}
