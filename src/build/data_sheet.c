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
    line[LINE] = finding->line > 0 ? decimal_plain((gint64)finding->line, 0) : g_strdup("");
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

void data_sheet_add(const struct report *report, struct book *book)
{
    struct book_sheet *sheet = book_add_sheet(book, "Kiểm tra dữ liệu", "Kiểm tra dữ liệu");
    for (guint i = 0; i < report->accounts->len; i++) {
        const struct account_told *account =
            &g_array_index(report->accounts, struct account_told, i);
        const struct dataset *dataset = dictionary_dataset(report->dictionary, account->dataset);
        const char *label = dataset != NULL ? dataset->label : account->dataset;
        g_autofree char *text = account_words(account);
        g_ptr_array_add(sheet->paragraphs,
                        g_strdup_printf("%s (%s): %s", account->file, label, text));
    }

    guint count = findings_count(report->findings);
    if (count == 0) {
        g_ptr_array_add(sheet->paragraphs, g_strdup("Không phát hiện lỗi hay điểm cần lưu ý nào."));
        return;
    }
    if (report->public)
        return;
    struct book_list *list = NULL;
    if (elsewhere_count(report, book) < count) {
        list = book_sheet_add_list(sheet, "");
        list->mark_column = SEVERITY;
        book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    }
    count -= add_findings(report, book, sheet, list);
    if (list == NULL)
        return;
    guint shown = list->lines->len;
    if (shown < count) {
        g_autofree char *all = number(count);
        g_autofree char *part = number(shown);
        g_ptr_array_add(sheet->notes,
                        g_strdup_printf("Bảng nêu %s phát hiện đầu trong %s; danh sách "
                                        "đầy đủ ở tệp %s.",
                                        part, all, book_findings_file(book)));
    }
}
