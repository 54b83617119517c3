#include "build/data_sheet.h"

#include <string.h>

#include "base/decimal.h"
#include "check/completeness.h"
#include "data/place.h"

/* No code of a rule: the words say what is wrong, and the CSV file has the codes for programs. */
enum { FILE_NAME, LINE, FIELD, SEVERITY, TEXT, ADVICE };

static const struct book_heading headings[] = {
    {"Tệp", BOOK_FIELD_TEXT},    {"Dòng", BOOK_FIELD_PLACE},    {"Cột", BOOK_FIELD_PLACE},
    {"Mức độ", BOOK_FIELD_TEXT}, {"Nội dung", BOOK_FIELD_TEXT}, {"Cách sửa", BOOK_FIELD_TEXT},
};

static char *number(guint64 value)
{
    return decimal_vietnamese((gint64)value, 0);
}

const char *data_sheet_file(const char *const *file_names, guint file)
{
    return file_names[file + 1] != NULL ? file_names[file] : "(chưa có)";
}

static void add_finding(const struct report *report, const struct finding *finding,
                        struct book_list *list)
{
    gboolean bad = rule_info(finding->rule)->severity == SEVERITY_ERROR;
    enum book_mark mark = bad ? BOOK_MARK_BAD : BOOK_MARK_DOUBT;
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    line[FILE_NAME] = g_strdup(data_sheet_file(report->file_names, finding->file));
    line[LINE] = finding->line > 0 ? finding_row(finding) : g_strdup("");
    line[FIELD] = finding->field > 0 ? place_field(line[FILE_NAME], finding->line, finding->field)
                                     : g_strdup("");
    line[SEVERITY] = g_strdup(bad ? "lỗi" : "cảnh báo");
    line[TEXT] = finding_text(finding, LANGUAGE_VIETNAMESE);
    line[ADVICE] = finding_advice(finding, LANGUAGE_VIETNAMESE);
    g_ptr_array_add(list->lines, line);
    g_array_append_val(list->marks, mark);
}

/* The sheet that lists the unit of a finding as one that has not reported; NULL: none does. */
static const struct book_sheet *sheet_of_missing(const struct report *report,
                                                 const struct book *book,
                                                 const struct finding *finding)
{
    if (!completeness_is_rule(finding->rule) || finding->hint == NULL)
        return NULL;
    for (guint i = 0; i < report->template->tables_count; i++) {
        const struct template_table *table = &report->template->tables[i];
        gsize length = strlen(table->from);
        if (table->kind == TABLE_MISSING && strncmp(finding->hint, table->from, length) == 0 &&
            finding->hint[length] == ' ')
            return g_ptr_array_index(book->sheets, i);
    }
    return NULL;
}

static guint elsewhere_count(const struct report *report, const struct book *book)
{
    guint elsewhere = 0;
    for (guint i = 0; i < findings_count(report->findings); i++)
        elsewhere += sheet_of_missing(report, book, findings_at(report->findings, i)) != NULL;
    return elsewhere;
}

/* ---- what exceptions accept ---- */

/* Findings that are told as one: the first, and the lines of all. */
struct told_once {
    const struct finding *first;
    GString *lines;
    guint count;
};

static void accepted_free(gpointer data)
{
    struct told_once *accepted = data;
    g_string_free(accepted->lines, TRUE);
    g_free(accepted);
}

char *data_sheet_accepted(const struct findings *findings)
{
    guint errors = findings_count_accepted(findings, SEVERITY_ERROR);
    guint warnings = findings_count_accepted(findings, SEVERITY_WARNING);
    if (errors + warnings == 0)
        return NULL;
    g_autofree char *all = number(errors + warnings);
    g_autofree char *bad = number(errors);
    g_autofree char *doubtful = number(warnings);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s phát hiện: ", all);
    if (errors > 0)
        g_string_append_printf(text, "%s lỗi (dòng vẫn không được tính)", bad);
    if (warnings > 0)
        g_string_append_printf(text, "%s%s cảnh báo (đã xác nhận là đúng)", errors > 0 ? ", " : "",
                               doubtful);
    return g_string_free(text, FALSE);
}

static void take_accepted(GPtrArray *all, GHashTable *known, const struct finding *finding)
{
    g_autofree char *text = finding_text(finding, LANGUAGE_VIETNAMESE);
    char *key =
        g_strdup_printf("%u %u %s\n%s", finding->file, finding->field, text, finding->accepted);
    struct told_once *accepted = g_hash_table_lookup(known, key);
    if (accepted == NULL) {
        accepted = g_new0(struct told_once, 1);
        accepted->first = finding;
        accepted->lines = g_string_new(NULL);
        g_ptr_array_add(all, accepted);
        g_hash_table_insert(known, key, accepted);
    } else {
        g_free(key);
    }
    g_string_append_printf(accepted->lines, "%s%" G_GUINT64_FORMAT, accepted->count > 0 ? ", " : "",
                           finding->line);
    accepted->count++;
}

static void add_accepted_line(const struct report *report, const struct told_once *accepted,
                              struct book_list *list)
{
    const struct finding *finding = accepted->first;
    gboolean bad = rule_info(finding->rule)->severity == SEVERITY_ERROR;
    enum book_mark mark = BOOK_MARK_GOOD;
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    line[FILE_NAME] = g_strdup(data_sheet_file(report->file_names, finding->file));
    line[LINE] = g_strdup(accepted->lines->str);
    line[FIELD] = finding->field > 0 ? place_field(line[FILE_NAME], finding->line, finding->field)
                                     : g_strdup("");
    line[SEVERITY] = g_strdup(bad ? "ngoại lệ (lỗi)" : "ngoại lệ (cảnh báo)");
    line[TEXT] = finding_text(finding, LANGUAGE_VIETNAMESE);
    line[ADVICE] = g_strconcat("Lý do: ", finding->accepted, NULL);
    g_ptr_array_add(list->lines, line);
    g_array_append_val(list->marks, mark);
}

static void add_accepted_heading(struct book_list *list)
{
    enum book_mark mark = BOOK_MARK_NONE;
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
        line[i] = g_strdup(i == FILE_NAME ? "Ngoại lệ đã chấp nhận"
                           : i == TEXT ? "Không làm thay đổi số liệu: cảnh báo là điều đã xác "
                                         "nhận là đúng, dòng có lỗi vẫn không được tính."
                                       : "");
    g_ptr_array_add(list->lines, line);
    g_array_append_val(list->marks, mark);
}

/* Below the others; those of one file and column with the same words are one. */
static void add_accepted(const struct report *report, struct book_list *list)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(accepted_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings_count(report->findings); i++)
        if (findings_at(report->findings, i)->accepted != NULL)
            take_accepted(all, known, findings_at(report->findings, i));
    if (all->len > 0)
        add_accepted_heading(list);
    for (guint i = 0; i < all->len; i++)
        add_accepted_line(report, g_ptr_array_index(all, i), list);
}

/* ---- the sheet ---- */

/*
 * The findings that stand on no other sheet, up to the most (list NULL: there are none); returns
 * how many were left to one.
 */
static guint add_findings(const struct report *report, const struct book *book,
                          struct book_sheet *sheet, struct book_list *list)
{
    guint elsewhere = 0;
    const struct book_sheet *where = NULL;
    for (guint i = 0; i < findings_count(report->findings); i++) {
        const struct finding *finding = findings_at(report->findings, i);
        const struct book_sheet *other = sheet_of_missing(report, book, finding);
        if (other != NULL) {
            where = other;
            elsewhere++;
        } else if (finding->accepted != NULL) {
            continue;
        } else if (list != NULL && list->lines->len < DATA_SHEET_MAX_FINDINGS) {
            add_finding(report, finding, list);
        }
    }
    if (where == NULL)
        return 0;
    g_autofree char *count = number(elsewhere);
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup_printf("%s cảnh báo về đơn vị chưa báo cáo: xem trang “%s” và tệp %s.",
                                    count, where->title, book_findings_file(book)));
    return elsewhere;
}

static void add_accounts(const struct report *report, struct book_sheet *sheet)
{
    for (guint i = 0; i < report->accounts->len; i++) {
        const struct account_told *account =
            &g_array_index(report->accounts, struct account_told, i);
        const struct dataset *dataset = dictionary_dataset(report->dictionary, account->dataset);
        const char *label = dataset != NULL ? dataset->label : account->dataset;
        g_autofree char *text = account_words(account);
        g_ptr_array_add(sheet->paragraphs,
                        g_strdup_printf("%s (%s): %s", account->file, label, text));
    }
}

static void add_list(const struct report *report, struct book *book, struct book_sheet *sheet)
{
    struct book_list *list = NULL;
    guint all = findings_count(report->findings), count = findings_count_open(report->findings);
    if (elsewhere_count(report, book) < all) {
        list = book_sheet_add_list(sheet, "");
        list->mark_column = SEVERITY;
        book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    }
    count -= add_findings(report, book, sheet, list);
    if (list == NULL)
        return;
    guint shown = list->lines->len;
    add_accepted(report, list);
    if (shown < count) {
        g_autofree char *whole = number(count);
        g_autofree char *part = number(shown);
        g_ptr_array_add(sheet->notes,
                        g_strdup_printf("Bảng nêu %s phát hiện đầu trong %s; danh sách "
                                        "đầy đủ ở tệp %s.",
                                        part, whole, book_findings_file(book)));
    }
}

void data_sheet_add(const struct report *report, struct book *book)
{
    struct book_sheet *sheet = book_add_sheet(book, "Kiểm tra dữ liệu", "Kiểm tra dữ liệu");
    guint count = findings_count(report->findings);
    add_accounts(report, sheet);
    if (count == 0)
        g_ptr_array_add(sheet->paragraphs, g_strdup("Không phát hiện lỗi hay điểm cần lưu ý nào."));
    else if (!report->public && findings_count_open(report->findings) == 0)
        g_ptr_array_add(sheet->paragraphs, g_strdup("Ngoài các ngoại lệ đã chấp nhận, không còn "
                                                    "lỗi hay điểm cần lưu ý nào."));
    if (count > 0 && !report->public)
        add_list(report, book, sheet);
}
