#include "claims/claims.h"

#include <string.h>

#include "base/decimal.h"
#include "book/book.h"
#include "deliver/delivery.h"
#include "deliver/manifest.h"
#include "deliver/stem.h"
#include "deliver/version.h"
#include "write/csv_line.h"

/* Stretches of lines that are shown of the rows behind a figure. */
#define STRETCHES 6
/* Wrong figures that the cover tells. */
#define COVER_WRONG 8

enum field { PLACE, SUBJECT, PRINTED, COMPUTED, VERDICT, REASON, COLUMNS };

/* Each verdict has a sign, so that it is told without its colour; all are in the fonts. */
static const struct {
    const char *sign;
    enum book_mark mark;
} verdicts[] = {
    [CLAIM_POSSIBLE] = {"?", BOOK_MARK_DOUBT}, [CLAIM_ADDS_UP] = {"=", BOOK_MARK_NONE},
    [CLAIM_TRUE] = {"√", BOOK_MARK_GOOD},      [CLAIM_UNPROVEN] = {"?", BOOK_MARK_DOUBT},
    [CLAIM_DIFFERS] = {"≠", BOOK_MARK_BAD},    [CLAIM_IMPOSSIBLE] = {"×", BOOK_MARK_BAD},
};

static const struct claims_line *line_at(const struct claims_outcome *outcome, guint i)
{
    return &g_array_index(outcome->lines, struct claims_line, i);
}

/* The rows that a way of counting counts: persons stand only in rows that name one. */
static GArray *rows_of(const struct claims_question *question, gboolean persons)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct claims_row));
    for (guint i = 0; i < question->rows->len; i++) {
        struct claims_row row = g_array_index(question->rows, struct claims_row, i);
        if (row.person || !persons)
            g_array_append_val(rows, row);
    }
    return rows;
}

static const struct claims_row *row_at(const GArray *rows, guint i)
{
    return &g_array_index(rows, struct claims_row, i);
}

/* How many rows from `i` on stand in neighbouring lines of one file. */
static guint stretch(const GArray *rows, guint i)
{
    guint length = 1;
    while (i + length < rows->len && row_at(rows, i + length)->file == row_at(rows, i)->file &&
           row_at(rows, i + length)->line == row_at(rows, i)->line + length)
        length++;
    return length;
}

/* "ky_luat.csv 12–15, 20, …". New string. */
static char *places_text(const struct claims_outcome *outcome, const GArray *rows)
{
    GString *text = g_string_new(rows->len > 0 ? NULL : "–");
    guint shown = 0, file = G_MAXUINT;
    for (guint i = 0; i < rows->len; shown++) {
        const struct claims_row *row = row_at(rows, i);
        guint length = stretch(rows, i);
        if (shown == STRETCHES) {
            g_string_append(text, ", …");
            break;
        }
        g_string_append(text, shown > 0 ? ", " : "");
        if (row->file != file)
            g_string_append_printf(text, "%s ", outcome->workspace->file_names[row->file]);
        g_string_append_printf(text, "%" G_GUINT64_FORMAT, row->line);
        if (length > 1)
            g_string_append_printf(text, "–%" G_GUINT64_FORMAT, row->line + length - 1);
        file = row->file;
        i += length;
    }
    return g_string_free(text, FALSE);
}

/* "147 dòng: ky_luat.csv 12–15, 20, …". New string. */
static char *rows_text(const struct claims_outcome *outcome, const struct claims_line *line,
                       enum language language)
{
    gboolean persons = claim_data_reading(&line->claim)->counted == MESSAGE_COUNTED_PERSONS;
    g_autoptr(GArray) rows = rows_of(line->question, persons);
    g_autofree char *count = decimal_vietnamese((gint64)line->question->rows_counted[persons], 0);
    g_autofree char *places = places_text(outcome, rows);
    return message_text(language, MESSAGE_CLAIM_ROWS, count, places, NULL);
}

static const char *or_dash(const char *text)
{
    return *text != '\0' ? text : "–";
}

/* An end of a period that is not given. */
static const char *or_open(const char *day)
{
    return *day != '\0' ? day : "…";
}

/* "Xếp loại tổ chức đảng, Đảng bộ huyện Tiền Hải, số được xếp loại; Hình thức kỷ luật=…". New
 * string. */
static char *base_text(const struct claims_line *line, const char *unit, enum language language)
{
    const struct claims_question *question = line->question;
    const struct claim_reading *reading = claim_data_reading(&line->claim);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s, %s", question->dataset->label, unit);
    if (reading->base != MESSAGE_COUNT && (line->claim.share.given || line->claim.base.given)) {
        g_autofree char *name = message_text(language, reading->base, NULL);
        g_string_append_printf(text, ", %s", name);
    }
    if (question->base_condition != NULL && *question->base_condition != '\0')
        g_string_append_printf(text, "; %s", question->base_condition);
    if (question->data.made < question->data.expected) {
        g_autofree char *returns =
            g_strdup_printf("%u/%u", question->data.made, question->data.expected);
        g_autofree char *told = message_text(language, MESSAGE_CLAIM_RETURNS, returns, NULL);
        g_string_append_printf(text, "; %s", told);
    }
    return g_string_free(text, FALSE);
}

/* The figure from the data with period, condition, base and rows; "" if there is none. */
static char *computed_text(const struct claims_outcome *outcome, const struct claims_line *line,
                           enum language language)
{
    g_autofree char *figure = claim_data_text(&line->claim);
    const struct claims_question *question = line->question;
    if (figure == NULL)
        return g_strdup("");
    const char *unit =
        question->root == UNIT_NONE ? "–" : unit_at(outcome->workspace->tree, question->root)->name;
    g_autofree char *days =
        question->dated ? g_strdup_printf("%s–%s", or_open(question->from), or_open(question->to))
                        : g_strdup("–");
    g_autofree char *base = base_text(line, unit, language);
    g_autofree char *rows = rows_text(outcome, line, language);
    return message_text(language, MESSAGE_CLAIM_COMPUTED, figure, days,
                        or_dash(question->condition), base, rows, NULL);
}

/* All columns of a line; new vector. */
static char **fields_of(const struct claims_outcome *outcome, const struct claims_line *line,
                        enum language language)
{
    char **fields = g_new0(char *, COLUMNS + 1);
    fields[PLACE] = g_strdup(line->place);
    fields[SUBJECT] = g_strdup(line->subject);
    fields[PRINTED] = g_strdup(line->printed);
    fields[COMPUTED] = computed_text(outcome, line, language);
    if (line->result == NULL) {
        fields[VERDICT] = message_text(language, MESSAGE_CLAIM_SKIPPED, NULL);
        fields[REASON] = message_text(language, line->skipped, NULL);
    } else {
        fields[VERDICT] = claim_verdict_text(line->result->verdict, language);
        fields[REASON] = claim_result_reason(line->result, language);
    }
    return fields;
}

static void append_message(GString *text, enum language language, enum message message,
                           const char *argument)
{
    if (*argument == '\0')
        return;
    g_autofree char *line = message_text(language, message, argument, NULL);
    g_string_append_printf(text, "%s\n", line);
}

static void append_summary(GString *text, const struct claims_outcome *outcome,
                           enum language language)
{
    guint skipped = claims_count_skipped(outcome);
    guint counts[] = {outcome->lines->len - skipped,
                      claims_count_verdict(outcome, CLAIM_TRUE),
                      claims_count_verdict(outcome, CLAIM_IMPOSSIBLE),
                      claims_count_verdict(outcome, CLAIM_DIFFERS),
                      claims_count_verdict(outcome, CLAIM_UNPROVEN),
                      skipped,
                      claims_count_verdict(outcome, CLAIM_ADDS_UP)};
    char *n[G_N_ELEMENTS(counts)];
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        n[i] = decimal_vietnamese(counts[i], 0);
    g_autofree char *line = message_text(language, MESSAGE_CLAIM_SUMMARY, n[0], n[1], n[2], n[3],
                                         n[4], n[5], n[6], NULL);
    g_string_append_printf(text, "%s\n", line);
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        g_free(n[i]);
}

GString *claims_report_text(const struct claims_outcome *outcome, enum language language)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < outcome->lines->len; i++) {
        g_auto(GStrv) fields = fields_of(outcome, line_at(outcome, i), language);
        g_string_append_printf(text, "%s: %s: %s\n", fields[PLACE], fields[VERDICT],
                               fields[SUBJECT]);
        append_message(text, language, MESSAGE_CLAIM_LINE_PRINTED, fields[PRINTED]);
        append_message(text, language, MESSAGE_CLAIM_LINE_COMPUTED, fields[COMPUTED]);
        append_message(text, language, MESSAGE_CLAIM_LINE_REASON, fields[REASON]);
    }
    append_summary(text, outcome, language);
    return text;
}

GString *claims_report_csv(const struct claims_outcome *outcome)
{
    static const char *const headings[] = {"noi",      "noi_dung", "in_ra", "tinh_duoc",
                                           "ket_luan", "ly_do",    NULL};
    GString *csv = g_string_new(NULL);
    csv_line_append(csv, headings);
    for (guint i = 0; i < outcome->lines->len; i++) {
        g_auto(GStrv) fields = fields_of(outcome, line_at(outcome, i), LANGUAGE_VIETNAMESE);
        csv_line_append(csv, (const char *const *)fields);
    }
    return csv;
}

static void fill_list(struct book_list *list, const struct claims_outcome *outcome)
{
    static const struct book_heading headings[] = {
        {"Nơi", BOOK_FIELD_TEXT},       {"Nội dung", BOOK_FIELD_TEXT}, {"In ra", BOOK_FIELD_TEXT},
        {"Tính được", BOOK_FIELD_TEXT}, {"Kết luận", BOOK_FIELD_TEXT}, {"Lý do", BOOK_FIELD_TEXT},
    };
    list->mark_column = VERDICT;
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < outcome->lines->len; i++) {
        const struct claims_line *line = line_at(outcome, i);
        char **fields = fields_of(outcome, line, LANGUAGE_VIETNAMESE);
        enum book_mark mark = BOOK_MARK_NONE;
        if (line->result != NULL) {
            char *signed_verdict =
                g_strdup_printf("%s %s", verdicts[line->result->verdict].sign, fields[VERDICT]);
            g_free(fields[VERDICT]);
            fields[VERDICT] = signed_verdict;
            mark = verdicts[line->result->verdict].mark;
        }
        g_ptr_array_add(list->lines, fields);
        g_array_append_val(list->marks, mark);
    }
}

static gboolean is_wrong(const struct claims_line *line)
{
    return line->result != NULL &&
           (line->result->verdict == CLAIM_IMPOSSIBLE || line->result->verdict == CLAIM_DIFFERS);
}

static void add_counts(const struct claims_outcome *outcome, struct book *book)
{
    const struct {
        const char *label;
        guint count;
    } counts[] = {
        {"Số liệu đã xét", outcome->lines->len - claims_count_skipped(outcome)},
        {"√ đúng", claims_count_verdict(outcome, CLAIM_TRUE)},
        {"= cộng đúng", claims_count_verdict(outcome, CLAIM_ADDS_UP)},
        {"× không thể", claims_count_verdict(outcome, CLAIM_IMPOSSIBLE)},
        {"≠ lệch số liệu", claims_count_verdict(outcome, CLAIM_DIFFERS)},
        {"? không đủ căn cứ", claims_count_verdict(outcome, CLAIM_UNPROVEN)},
        {"bỏ qua", claims_count_skipped(outcome)},
    };
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *count = decimal_vietnamese(counts[i].count, 0);
        book_add_fact(book, counts[i].label, count);
    }
}

/* "× bai.txt:5:12: 96% của 17, không thể: 16/17 là 94,1%." New string. */
static char *wrong_text(const struct claims_outcome *outcome, const struct claims_line *line)
{
    g_auto(GStrv) fields = fields_of(outcome, line, LANGUAGE_VIETNAMESE);
    GString *text = g_string_new(verdicts[line->result->verdict].sign);
    g_string_append_printf(text, " %s: %s", fields[PLACE], fields[SUBJECT]);
    if (strstr(fields[SUBJECT], fields[PRINTED]) == NULL) /* it is no quotation */
        g_string_append_printf(text, " – in ra %s", fields[PRINTED]);
    g_string_append_printf(text, ", %s: %s.", fields[VERDICT], fields[REASON]);
    return g_string_free(text, FALSE);
}

/* What the cover tells: the figures that must be mended, or that there are none. */
static void add_wrong(const struct claims_outcome *outcome, struct book *book)
{
    guint wrong = 0;
    for (guint i = 0; i < outcome->lines->len; i++) {
        const struct claims_line *line = line_at(outcome, i);
        if (!is_wrong(line) || wrong++ >= COVER_WRONG)
            continue;
        g_ptr_array_add(book->paragraphs, wrong_text(outcome, line));
    }
    if (wrong == 0)
        g_ptr_array_add(book->paragraphs, g_strdup("Không có số liệu nào phải sửa."));
    if (wrong > COVER_WRONG)
        g_ptr_array_add(
            book->paragraphs,
            g_strdup_printf("… và %u số liệu khác: xem trang “Số liệu”.", wrong - COVER_WRONG));
}

static struct book *make_book(const struct claims_outcome *outcome, const char *name)
{
    g_autoptr(GString) summary = g_string_new(NULL);
    struct book *book = book_new();
    append_summary(summary, outcome, LANGUAGE_VIETNAMESE);
    book->stem = stem_of_report("claims", name, NULL);
    book->title = g_strdup("Kiểm tra số liệu đã công bố");
    book->subject = g_strdup(name);
    book->created = g_strdup("2000-01-01");
    g_strchomp(summary->str);
    book_add_fact(book, "Tệp số liệu", name);
    add_counts(outcome, book);
    add_wrong(outcome, book);
    struct book_sheet *sheet = book_add_sheet(book, "Số liệu", "Kiểm tra số liệu đã công bố");
    g_ptr_array_add(sheet->paragraphs, g_strdup(summary->str));
    fill_list(book_sheet_add_list(sheet, "so-lieu"), outcome);
    return book;
}

/* "/x/so_lieu_cong_bo.csv" and "so_lieu_cong_bo=/x/…" are so_lieu_cong_bo. New string. */
static char *name_of(const char *file)
{
    char *name = g_path_get_basename(file);
    char *ending = strrchr(name, '.');
    if (ending != NULL && ending != name)
        *ending = '\0';
    return name;
}

gboolean claims_report_deliver(const struct claims_outcome *outcome, const char *file,
                               const char *folder, GPtrArray *paths, GError **error)
{
    g_autofree char *name = name_of(file);
    g_autoptr(book_t) book = make_book(outcome, name);
    g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(struct manifest_input));
    g_auto(request_t) said = {
        .template = {g_strdup("claims"), g_bytes_new_static("", 0)},
        .dictionary = {g_strdup("tu-dien.yaml"), g_bytes_ref(outcome->dictionary_text)},
        .period = g_strdup(""),
        .unit = g_strdup(""),
        .map = g_strdup(""),
        .resent = RESENT_UNASKED,
    };
    g_auto(request_t) asked = {.out = g_strdup(folder)};
    request_set_formats(&asked, "xlsx");
    struct manifest manifest = {
        .program_version = TONGKET_VERSION, .request = &said, .inputs = inputs};
    book->identity = manifest_identity(&manifest, book);
    struct delivery delivery = {
        .book = book, .manifest = &manifest, .request = &asked, .font_folder = DELIVERY_FONTS};
    return delivery_run(&delivery, 1, paths, error);
}
