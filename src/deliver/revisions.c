#include "deliver/revisions.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/request.h"

#define SHEET_NAME "Số liệu đã sửa"

/* What stands for a figure that a table had not, or has no more. */
#define NO_FIGURE "(không có)"

static void clear_rows(gpointer data)
{
    g_free(((struct revised_rows *)data)->dataset);
}

static void clear_choice(gpointer data)
{
    struct revised_choice *choice = data;
    g_free(choice->what);
    g_free(choice->then);
    g_free(choice->now);
}

static void clear_figure(gpointer data)
{
    struct revised_figure *figure = data;
    char *const texts[] = {
        figure->table,   figure->title,   figure->row,  figure->row_label,    figure->column,
        figure->measure, figure->heading, figure->then, figure->column_label, figure->now};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

static GArray *array_new(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

struct revisions *revisions_new(void)
{
    struct revisions *revisions = g_new0(struct revisions, 1);
    revisions->rows = array_new(sizeof(struct revised_rows), clear_rows);
    revisions->choices = array_new(sizeof(struct revised_choice), clear_choice);
    revisions->figures = array_new(sizeof(struct revised_figure), clear_figure);
    return revisions;
}

void revisions_free(struct revisions *revisions)
{
    if (revisions == NULL)
        return;
    g_free(revisions->identity);
    g_array_unref(revisions->rows);
    g_array_unref(revisions->choices);
    g_array_unref(revisions->figures);
    g_free(revisions);
}

static char *number(guint64 value)
{
    return decimal_vietnamese((gint64)value, 0);
}

/* "33,3%" of "33.3"; a text that is no number, and one of a measure not known, stays. New string.
 */
static char *figure_words(const char *text, const char *measure)
{
    if (text == NULL)
        return g_strdup(NO_FIGURE);
    gboolean estimate = *text == '~';
    g_auto(GStrv) parts = g_strsplit(text + estimate, ".", -1);
    g_autofree char *digits = g_strjoinv("", parts);
    guint decimals = parts[0] != NULL && parts[1] != NULL ? (guint)strlen(parts[1]) : 0;
    gint64 scaled;
    enum measure shown;
    if (!measure_from_code(measure, &shown) || measure_info(shown)->decimals != decimals ||
        !decimal_parse_whole(digits, -1, &scaled))
        return g_strdup(text);
    g_autofree char *printed = measure_text(shown, scaled);
    return g_strconcat(estimate ? "~" : "", printed, NULL);
}

static void add_count(const struct revisions *revisions, const struct book *book,
                      struct book_sheet *sheet)
{
    g_autofree char *count = number(revisions->figures->len);
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup_printf("Bản này thay bản đã lập trước; bản kê của bản trước được giữ "
                                    "ở tệp %s.manifest.%u.json. Có %s số khác bản trước.",
                                    book->stem, revisions->number, count));
}

static void add_rows(const struct revisions *revisions, struct book_sheet *sheet)
{
    for (guint i = 0; i < revisions->rows->len; i++) {
        const struct revised_rows *rows = &g_array_index(revisions->rows, struct revised_rows, i);
        g_autofree char *then = number(rows->then);
        g_autofree char *now = number(rows->now);
        g_ptr_array_add(sheet->paragraphs,
                        g_strdup_printf("Dữ liệu %s: bản trước dùng %s dòng, bản này dùng %s dòng.",
                                        rows->dataset, then, now));
    }
}

/* What can move figures, as a reader calls it. */
static const char *choice_words(const char *what)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++)
        if (row->revised != NULL && strcmp(row->key, what) == 0)
            return row->revised;
    return strcmp(what, "program") == 0 ? "Phiên bản chương trình" : what;
}

/* A day as it is printed; any other text stays. New string. */
static char *value_words(const char *text)
{
    date day;
    if (text == NULL)
        return g_strdup(NO_FIGURE);
    return date_parse(text, -1, &day) ? date_vietnamese(day) : g_strdup(text);
}

/* "as_of: 31/08/2024, then 30/09/2024" in a sentence; the whole text of a template is not told. */
static char *choice_sentence(const struct revised_choice *choice)
{
    const char *words = choice_words(choice->what);
    if (choice->then == NULL && choice->now == NULL)
        return g_strdup_printf("%s của bản này không phải của bản trước.", words);
    g_autofree char *then = value_words(choice->then);
    g_autofree char *now = value_words(choice->now);
    return g_strdup_printf("%s: bản trước %s, bản này %s.", words, then, now);
}

static void add_choices(const struct revisions *revisions, struct book_sheet *sheet)
{
    for (guint i = 0; i < revisions->choices->len; i++) {
        const struct revised_choice *choice =
            &g_array_index(revisions->choices, struct revised_choice, i);
        g_ptr_array_add(sheet->paragraphs, choice_sentence(choice));
    }
}

static void add_figures(const struct revisions *revisions, struct book_sheet *sheet)
{
    static const struct book_heading headings[] = {
        {"Bảng", BOOK_FIELD_TEXT},   {"Mã dòng", BOOK_FIELD_TEXT}, {"Dòng", BOOK_FIELD_TEXT},
        {"Cột", BOOK_FIELD_TEXT},    {"Chỉ số", BOOK_FIELD_TEXT},  {"Số cũ", BOOK_FIELD_TEXT},
        {"Số mới", BOOK_FIELD_TEXT},
    };
    struct book_list *list = book_sheet_add_list(sheet, "");
    guint shown = MIN(revisions->figures->len, REVISIONS_ON_SHEET);
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < shown; i++) {
        const struct revised_figure *figure =
            &g_array_index(revisions->figures, struct revised_figure, i);
        char *cells[] = {g_strdup(figure->title),
                         g_strdup(figure->row),
                         g_strdup(figure->row_label),
                         g_strdup(figure->column_label),
                         g_strdup(figure->heading),
                         figure_words(figure->then, figure->measure),
                         figure_words(figure->now, figure->measure),
                         NULL};
        g_ptr_array_add(list->lines, g_memdup2(cells, sizeof cells));
    }
    if (shown == revisions->figures->len)
        return;
    g_autofree char *all = number(revisions->figures->len);
    g_autofree char *part = number(shown);
    g_ptr_array_add(sheet->notes, g_strdup_printf("Bảng nêu %s số đầu trong %s; danh sách đầy đủ ở "
                                                  "bản kê (manifest) của bản này.",
                                                  part, all));
}

/* The account of the data stays the last sheet. */
static struct book_sheet *add_sheet(struct book *book)
{
    struct book_sheet *sheet = book_add_sheet(book, SHEET_NAME, SHEET_NAME);
    guint last = book->sheets->len - 1;
    if (last == 0)
        return sheet;
    book->sheets->pdata[last] = book->sheets->pdata[last - 1];
    book->sheets->pdata[last - 1] = sheet;
    return sheet;
}

void revisions_add(const struct revisions *revisions, struct book *book)
{
    if (revisions == NULL || revisions->figures->len == 0)
        return;
    struct book_sheet *sheet = add_sheet(book);
    add_count(revisions, book, sheet);
    add_rows(revisions, sheet);
    add_choices(revisions, sheet);
    add_figures(revisions, sheet);
    g_autofree char *count = number(revisions->figures->len);
    g_autofree char *words =
        g_strdup_printf("%s số khác bản trước, nêu ở trang %s", count, SHEET_NAME);
    book_add_fact(book, "Sửa đổi", words);
}
