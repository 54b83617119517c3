#include "write/xlsx_sign.h"

#include "write/xlsx_style.h"

/* Air above. */
#define AIR 12.0
/* Room for a hand-written name and a seal. */
#define ROOM 64.0
/* The left half of the columns takes about this part of the page. */
#define LEFT_PART 0.46

/* The receivers' heading, what stands above the role, the role, room, the name. */
enum { AUTHORITY, ROLE, SIGNATURE, NAME, LINES };

struct foot {
    const char *texts[LINES];
    struct xlsx_style styles[LINES];
    double heights[LINES];     /* 0: there is no such line */
    guint first, middle, last; /* columns: the right half begins at the middle */
    char *recipients;
    struct xlsx_style list;
};

static char *recipient_lines(const struct book_office *office)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; office->recipients != NULL && i < office->recipients->len; i++)
        g_string_append_printf(list, "%s- %s", i > 0 ? "\n" : "",
                               (const char *)g_ptr_array_index(office->recipients, i));
    return g_string_free(list, FALSE);
}

/* The column at which the left half is nearest to its part. */
static guint middle_of(const struct xlsx_page *page, guint first, guint last)
{
    double wanted = xlsx_page_span(page, first, last) * LEFT_PART;
    guint middle = first + 1;
    while (middle < last && wanted - xlsx_page_span(page, first, middle - 1) >
                                xlsx_page_span(page, first, middle) - wanted)
        middle++;
    return middle;
}

/* Columns that every page beside the first repeats would repeat half a text. */
static void find_columns(const struct xlsx_page *page, struct foot *foot)
{
    foot->first =
        page->breaks->len > 0 && page->text_columns > page->repeated + 1 ? page->repeated : 0;
    foot->last = page->text_columns - 1;
    foot->middle =
        foot->last > foot->first ? middle_of(page, foot->first, foot->last) : foot->first;
}

static struct xlsx_style right_style(guint size, gboolean bold)
{
    return (struct xlsx_style){
        .size = (guint8)size, .bold = bold != FALSE, .align = XLSX_CENTER, .wrap = TRUE};
}

/* The list needs as much room at the left as it is high. */
static void make_room(struct xlsx_output *output, const struct xlsx_page *page, struct foot *foot)
{
    double width = xlsx_page_span(page, foot->first, MAX(foot->middle, foot->first + 1) - 1);
    double need = xlsx_measure_height(output->pen, foot->recipients, foot->list, width);
    double have = 0;
    gboolean heading = TRUE;
    for (guint i = 0; i < LINES; i++) {
        have += heading ? 0 : foot->heights[i];
        heading = heading && foot->heights[i] <= 0;
    }
    foot->heights[SIGNATURE] += MAX(need - have, 0);
}

/* FALSE: nobody signs, and nothing was made. */
static gboolean plan(struct xlsx_output *output, const struct xlsx_page *page, struct foot *foot)
{
    const struct book *book = output->job->book;
    const struct book_office *office = &book->office;
    guint size = book->form.head_size;
    *foot = (struct foot){
        .texts = {office->signer_authority, office->signer_role, NULL, office->signer_name},
        .styles = {right_style(size, TRUE), right_style(size, FALSE), right_style(size, FALSE),
                   right_style(size, TRUE)},
        .list = {.size = (guint8)book->form.recipients_size,
                 .align = XLSX_LEFT,
                 .top = TRUE,
                 .wrap = TRUE},
    };
    if (office->signer_role == NULL && office->signer_name == NULL)
        return FALSE;
    find_columns(page, foot);
    double width = xlsx_page_span(page, foot->middle, foot->last);
    for (guint i = 0; i < LINES; i++)
        if (foot->texts[i] != NULL)
            foot->heights[i] =
                xlsx_measure_height(output->pen, foot->texts[i], foot->styles[i], width);
    foot->heights[SIGNATURE] = ROOM;
    foot->recipients = recipient_lines(office);
    make_room(output, page, foot);
    return TRUE;
}

double xlsx_sign_height(struct xlsx_output *output, const struct xlsx_page *page)
{
    struct foot foot;
    if (!plan(output, page, &foot))
        return 0;
    double height = AIR;
    for (guint i = 0; i < LINES; i++)
        height += foot.heights[i];
    g_free(foot.recipients);
    return height;
}

static void write_recipients(struct xlsx_output *output, const struct foot *foot, guint first,
                             guint last)
{
    struct xlsx_style heading = foot->styles[ROLE];
    heading.align = XLSX_LEFT;
    heading.underline = TRUE;
    const char *over = output->job->book->form.recipients;
    guint end = foot->middle - 1;
    xlsx_output_merged(output, (struct xlsx_block){first, foot->first, first, end},
                       over != NULL ? over : "", heading);
    xlsx_output_merged(output, (struct xlsx_block){first + 1, foot->first, last, end},
                       foot->recipients, foot->list);
}

guint xlsx_sign_write(struct xlsx_output *output, const struct xlsx_page *page, guint row)
{
    struct foot foot;
    if (!plan(output, page, &foot))
        return row;
    xlsx_output_row(output, row++, AIR, 0);
    guint first = row;
    for (guint i = 0; i < LINES; i++) {
        if (foot.heights[i] <= 0)
            continue;
        struct xlsx_block right = {row, foot.middle, row, foot.last};
        xlsx_output_merged(output, right, foot.texts[i] != NULL ? foot.texts[i] : "",
                           foot.styles[i]);
        xlsx_output_row(output, row++, foot.heights[i], 0);
    }
    if (*foot.recipients != '\0' && foot.middle > foot.first)
        write_recipients(output, &foot, first, row - 1);
    g_free(foot.recipients);
    return row;
}
