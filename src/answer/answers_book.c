#include "answer/answers_book.h"

#include "answer/check_deliver.h"
#include "base/decimal.h"
#include "deliver/stem.h"

#define NO_PERIOD "du-lieu"

/* What is read of each state, in the order in which a reader goes on with it. */
static const struct {
    enum answer_state state;
    const char *label;
    enum book_mark mark;
} states[ANSWER_STATES] = {
    {ANSWER_OPEN, "Chưa trả lời", BOOK_MARK_BAD},
    {ANSWER_KEPT, "Giữ nguyên", BOOK_MARK_DOUBT},
    {ANSWER_UNMATCHED, "Không đối chiếu được", BOOK_MARK_NONE},
    {ANSWER_CORRECTED, "Đã sửa", BOOK_MARK_GOOD},
};

static const struct book_heading unit_headings[] = {
    {"Đơn vị", BOOK_FIELD_TEXT},           {"Đã sửa", BOOK_FIELD_COUNT},
    {"Giữ nguyên", BOOK_FIELD_COUNT},      {"Chưa trả lời", BOOK_FIELD_COUNT},
    {"Không đối chiếu", BOOK_FIELD_COUNT}, {"Cộng", BOOK_FIELD_COUNT},
};

/* Not the headings of the workbooks that units fill in: it is none of them. */
static const struct book_heading row_headings[] = {
    {"Kết quả", BOOK_FIELD_TEXT},      {"Đơn vị", BOOK_FIELD_TEXT},
    {"Tệp, báo cáo", BOOK_FIELD_TEXT}, {"Dòng", BOOK_FIELD_TEXT},
    {"Cột", BOOK_FIELD_TEXT},          {"Sai gì, thiếu gì", BOOK_FIELD_TEXT},
    {"Trả lời", BOOK_FIELD_TEXT},      {"Sổ gửi lại", BOOK_FIELD_TEXT},
};

GArray *answers_count(const struct check_outcome *outcome, const struct answers *answers)
{
    guint units = unit_tree_count(outcome->workspace->tree);
    GArray *counts = g_array_new(FALSE, TRUE, sizeof(struct answers_count));
    g_array_set_size(counts, units + 2);
    for (guint i = 0; i < answers->rows->len; i++) {
        const struct answer *answer = &g_array_index(answers->rows, struct answer, i);
        guint places[] = {(guint)(answer->unit + 1), units + 1};
        for (guint p = 0; p < G_N_ELEMENTS(places); p++) {
            struct answers_count *count = &g_array_index(counts, struct answers_count, places[p]);
            count->of[answer->state]++;
            count->all++;
        }
    }
    return counts;
}

static char *unit_name(const struct check_outcome *outcome, gint32 unit)
{
    if (unit == UNIT_NONE)
        return g_strdup("Dữ liệu chung");
    const struct unit *named = unit_at(outcome->workspace->tree, unit);
    return g_strdup_printf("%s (%s)", named->name, named->code);
}

static void add_count(struct book_list *list, char *name, const struct answers_count *count)
{
    const guint numbers[] = {count->of[ANSWER_CORRECTED], count->of[ANSWER_KEPT],
                             count->of[ANSWER_OPEN], count->of[ANSWER_UNMATCHED], count->all};
    char **line = g_new0(char *, G_N_ELEMENTS(unit_headings) + 1);
    line[0] = name;
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        line[i + 1] = decimal_plain(numbers[i], 0);
    g_ptr_array_add(list->lines, line);
}

static void add_units(const struct check_outcome *outcome, const GArray *counts, struct book *book)
{
    struct book_sheet *sheet = book_add_sheet(book, "Theo đơn vị", "Kết quả trả lời theo đơn vị");
    struct book_list *list = book_sheet_add_list(sheet, "theo-don-vi");
    book_list_add_columns(list, unit_headings, G_N_ELEMENTS(unit_headings));
    for (guint i = 0; i < counts->len; i++) {
        const struct answers_count *count = &g_array_index(counts, struct answers_count, i);
        gboolean is_sum = i + 1 == counts->len;
        if (count->all > 0)
            add_count(list, is_sum ? g_strdup("Tất cả") : unit_name(outcome, (gint32)i - 1), count);
    }
    g_ptr_array_add(sheet->notes,
                    g_strdup("Đã sửa: số liệu hiện nay không còn điều ấy. Giữ nguyên: điều ấy vẫn "
                             "còn và đơn vị nêu lý do. Không đối chiếu: dòng đơn vị ghi thêm, tệp "
                             "không có trong số liệu, hoặc báo cáo khi không hỏi kỳ nào."));
}

static void add_rows(const struct check_outcome *outcome, const struct answers *answers, guint s,
                     struct book_list *list)
{
    for (guint i = 0; i < answers->rows->len; i++) {
        const struct answer *answer = &g_array_index(answers->rows, struct answer, i);
        if (answer->state != states[s].state)
            continue;
        char *cells[] = {
            g_strdup(states[s].label), unit_name(outcome, answer->unit), g_strdup(answer->file),
            g_strdup(answer->lines),   g_strdup(answer->column),         g_strdup(answer->text),
            g_strdup(answer->reply),   g_strdup(answer->book),           NULL};
        g_ptr_array_add(list->lines, g_memdup2(cells, sizeof cells));
        g_array_append_val(list->marks, states[s].mark);
    }
}

static void add_facts(const struct check_outcome *outcome, const struct answers_count *all,
                      struct book *book)
{
    g_autofree char *period = period_words(outcome->period);
    if (*outcome->period.name != '\0')
        book_add_fact(book, "Kỳ báo cáo", period);
    for (guint s = 0; s < ANSWER_STATES; s++) {
        g_autofree char *count = decimal_vietnamese(all->of[states[s].state], 0);
        g_autofree char *text = g_strdup_printf("%s dòng", count);
        book_add_fact(book, states[s].label, text);
    }
}

static struct book *book_of(const struct check_outcome *outcome, const struct answers *answers)
{
    g_autoptr(GArray) counts = answers_count(outcome, answers);
    gboolean dated = *outcome->period.name != '\0';
    struct book *book = book_new();
    book->stem = stem_of_report("tra-loi", dated ? outcome->period.name : NO_PERIOD, NULL);
    book->title = g_strdup("Kết quả trả lời của các đơn vị");
    book->subject = g_strdup("Đối chiếu sổ kiểm tra gửi lại với số liệu hiện nay");
    book->created = dated ? date_iso(outcome->period.last) : g_strdup("2000-01-01");
    add_facts(outcome, &g_array_index(counts, struct answers_count, counts->len - 1), book);
    add_units(outcome, counts, book);
    struct book_sheet *sheet = book_add_sheet(book, "Từng dòng", "Từng dòng trong các sổ gửi lại");
    struct book_list *list = book_sheet_add_list(sheet, "tung-dong");
    book_list_add_columns(list, row_headings, G_N_ELEMENTS(row_headings));
    for (guint s = 0; s < ANSWER_STATES; s++)
        add_rows(outcome, answers, s, list);
    return book;
}

gboolean answers_book_deliver(const struct check_outcome *outcome, const struct answers *answers,
                              const char *folder, GPtrArray *paths, GError **error)
{
    g_autoptr(book_t) book = book_of(outcome, answers);
    struct check_delivered delivered = {book, "tra-loi", UNIT_NONE, NULL, folder};
    return check_deliver(outcome, &delivered, paths, error);
}
