#include "deliver/revisions.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/request.h"

/* Of the run part of a manifest. */
#define MEMBER "earlier"

#define SHEET_NAME "Số liệu đã sửa"

/* What stands for a figure that a table had not, or has no more. */
#define NO_FIGURE "(không có)"

static const struct manifest_member rows_members[] = {
    MANIFEST_MEMBER(revised_rows, dataset, TEXT),
    MANIFEST_MEMBER(revised_rows, then, COUNT),
    MANIFEST_MEMBER(revised_rows, now, COUNT),
    {NULL, 0, 0},
};

static const struct manifest_member choice_members[] = {
    MANIFEST_MEMBER(revised_choice, what, TEXT),
    MANIFEST_MEMBER(revised_choice, then, TEXT_OR_NULL),
    MANIFEST_MEMBER(revised_choice, now, TEXT_OR_NULL),
    {NULL, 0, 0},
};

static const struct manifest_member figure_members[] = {
    MANIFEST_MEMBER(revised_figure, table, TEXT),
    MANIFEST_MEMBER(revised_figure, title, TEXT),
    MANIFEST_MEMBER(revised_figure, row, TEXT),
    MANIFEST_MEMBER(revised_figure, row_label, TEXT),
    MANIFEST_MEMBER(revised_figure, column, TEXT),
    MANIFEST_MEMBER(revised_figure, column_label, TEXT),
    MANIFEST_MEMBER(revised_figure, measure, TEXT),
    MANIFEST_MEMBER(revised_figure, heading, TEXT),
    MANIFEST_MEMBER(revised_figure, then, TEXT_OR_NULL),
    MANIFEST_MEMBER(revised_figure, now, TEXT_OR_NULL),
    {NULL, 0, 0},
};

struct revisions *revisions_new(void)
{
    struct revisions *revisions = g_new0(struct revisions, 1);
    revisions->rows = g_array_new(FALSE, TRUE, sizeof(struct revised_rows));
    revisions->choices = g_array_new(FALSE, TRUE, sizeof(struct revised_choice));
    revisions->figures = g_array_new(FALSE, TRUE, sizeof(struct revised_figure));
    return revisions;
}

void revisions_free(struct revisions *revisions)
{
    if (revisions == NULL)
        return;
    g_free(revisions->identity);
    manifest_json_free_list(rows_members, revisions->rows);
    manifest_json_free_list(choice_members, revisions->choices);
    manifest_json_free_list(figure_members, revisions->figures);
    g_free(revisions);
}

void revisions_write(JsonBuilder *json, const struct revisions *revisions)
{
    json_builder_set_member_name(json, MEMBER);
    if (revisions == NULL) {
        json_builder_add_null_value(json);
        return;
    }
    json_builder_begin_object(json);
    manifest_json_add_count(json, "number", revisions->number);
    manifest_json_add_text(json, "identity", revisions->identity);
    json_builder_set_member_name(json, "compared");
    json_builder_add_boolean_value(json, revisions->compared);
    manifest_json_add_list(json, "rows", rows_members, revisions->rows);
    manifest_json_add_list(json, "choices", choice_members, revisions->choices);
    manifest_json_add_list(json, "figures", figure_members, revisions->figures);
    json_builder_end_object(json);
}

struct revisions *revisions_read(struct manifest_scan *scan, JsonObject *run)
{
    if (run == NULL || !json_object_has_member(run, MEMBER) ||
        json_object_get_null_member(run, MEMBER))
        return NULL;
    JsonObject *object = manifest_scan_object(scan, run, MEMBER);
    g_autoptr(revisions_t) revisions = revisions_new();
    manifest_scan_enter(scan, MEMBER);
    revisions->number = (guint)MIN(manifest_scan_count(scan, object, "number"), G_MAXUINT);
    revisions->identity = manifest_scan_text(scan, object, "identity");
    revisions->compared = manifest_scan_truth(scan, object, "compared");
    manifest_scan_list(scan, object, "rows", rows_members, revisions->rows);
    manifest_scan_list(scan, object, "choices", choice_members, revisions->choices);
    manifest_scan_list(scan, object, "figures", figure_members, revisions->figures);
    manifest_scan_leave(scan);
    return scan->fault == NULL ? g_steal_pointer(&revisions) : NULL;
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

/* The row of what can move figures; NULL: it is no choice of the user. */
static const struct request_field *row_of(const char *what)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++)
        if (row->revised != NULL && strcmp(row->key, what) == 0)
            return row;
    return NULL;
}

/* As a reader calls it. */
static const char *choice_words(const char *what)
{
    const struct request_field *row = row_of(what);
    if (row != NULL)
        return row->revised;
    return strcmp(what, "program") == 0 ? "Phiên bản chương trình" : what;
}

/* A choice or a day as it is printed; any other text stays. New string. */
static char *value_words(const char *what, const char *text)
{
    const struct request_field *row = row_of(what);
    date day;
    if (text == NULL)
        return g_strdup(NO_FIGURE);
    for (guint i = 0; row != NULL && i < REQUEST_MAX_CHOICES; i++)
        if (row->said[i] != NULL && strcmp(row->choices[i], text) == 0)
            return g_strdup(row->said[i]);
    return date_parse(text, -1, &day) ? date_vietnamese(day) : g_strdup(text);
}

/* "as_of: 31/08/2024, then 30/09/2024" in a sentence; the whole text of a template is not told. */
static char *choice_sentence(const struct revised_choice *choice)
{
    const char *words = choice_words(choice->what);
    if (choice->then == NULL && choice->now == NULL)
        return g_strdup_printf("%s của bản này không phải của bản trước.", words);
    g_autofree char *then = value_words(choice->what, choice->then);
    g_autofree char *now = value_words(choice->what, choice->now);
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
