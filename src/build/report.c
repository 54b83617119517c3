#include "build/report.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/watchdog.h"
#include "build/charts.h"
#include "build/data_sheet.h"
#include "build/laws.h"
#include "build/letterhead.h"
#include "build/public_set.h"
#include "build/sheet.h"
#include "build/wording.h"
#include "calc/cap.h"
#include "check/completeness.h"

/* What every part of the book is made from. */
struct maker {
    const struct report *report;
    guint scope;
    struct book *book;
    char *period;  /* in words */
    GArray *rates; /* struct sheet_rate: over tables that may not be filled yet */
};

const char *report_unit_name(const struct report *report, guint scope)
{
    gint32 root = g_array_index(report->scopes->roots, gint32, scope);
    return root == UNIT_NONE ? "Toàn bộ đơn vị" : unit_at(report->scopes->tree, root)->name;
}

/* Whether a table of the source compares with last year. */
static gboolean compares(const struct report_source *source)
{
    for (guint i = 0; i < source->plan.queries->len; i++) {
        const struct query *query = g_ptr_array_index(source->plan.queries, i);
        if (query->wanted[SPAN_LAST_YEAR] || query->wanted[SPAN_YEAR_TO_DATE_LAST_YEAR])
            return TRUE;
    }
    return FALSE;
}

/* What is returned by quarters, where a table stands by them. */
static void settle_quarters(const struct report_source *source)
{
    for (guint i = 0; i < source->plan.queries->len; i++) {
        const struct query *query = g_ptr_array_index(source->plan.queries, i);
        if (!query->by_quarter)
            continue;
        completeness_settle(source->dataset, source->plan.scopes->tree,
                            tally_returned_for(source->tally, query));
        return;
    }
}

gboolean report_source_settle(struct report_source *source)
{
    struct returned *returned = tally_returned(source->tally);
    if (returned == NULL)
        return FALSE;
    completeness_settle(source->dataset, source->plan.scopes->tree, returned);
    settle_quarters(source);
    if (source->dataset->kind != DATASET_RETURNS || !compares(source))
        return FALSE;
    source->like = like_for_like_new(source->dataset, source->plan.scopes, returned);
    source->liked_plan = source->plan;
    source->liked_plan.marks = like_for_like_marks(source->like);
    return like_for_like_is_needed(source->like);
}

static char *fill_text(const struct maker *maker, const char *text)
{
    struct wording wording = {maker->report, maker->scope, maker->book, NULL};
    return wording_fill(text, &wording, NULL);
}

/* Of how many rows would help to compute what a public book hides. */
#define UNTOLD "có; số dòng không nêu trong bản công khai"

/* What stands outside every reported unit is missing in all figures: the cover says so. */
static void add_outside_fact(const struct maker *maker)
{
    const struct findings *findings = maker->report->findings;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (finding->rule != RULE_ROWS_OUTSIDE)
            continue;
        g_autofree char *one = finding_text(finding, LANGUAGE_VIETNAMESE);
        g_string_append_printf(text, "%s%s: %s", text->len > 0 ? "; " : "",
                               data_sheet_file(maker->report->file_names, finding->file), one);
    }
    if (text->len > 0)
        book_add_fact(maker->book, "Đứng ngoài báo cáo",
                      maker->report->public ? UNTOLD : text->str);
}

/* Rows that may be one too many. */
static void add_doubtful_fact(const struct maker *maker)
{
    guint64 doubtful = 0;
    const GArray *accounts = maker->report->accounts;
    for (guint i = 0; i < accounts->len; i++)
        doubtful += g_array_index(accounts, struct account_told, i).doubtful;
    if (doubtful == 0)
        return;
    g_autofree char *rows = decimal_vietnamese((gint64)doubtful, 0);
    g_autofree char *text = g_strdup_printf(
        "%s dòng có thể là gửi lại: cùng quyết định, cùng đối tượng, khác ngày hoặc đơn vị", rows);
    book_add_fact(maker->book, "Có thể tính hai lần", maker->report->public ? UNTOLD : text);
}

/* ", trong đó 12 về đơn vị chưa báo cáo"; "" if none is. New string. */
static char *missing_text(const struct findings *findings)
{
    guint count = 0;
    for (guint i = 0; i < findings_count(findings); i++)
        count += completeness_is_rule(findings_at(findings, i)->rule);
    if (count == 0)
        return g_strdup("");
    g_autofree char *text = decimal_vietnamese(count, 0);
    return g_strdup_printf(", trong đó %s về đơn vị chưa báo cáo", text);
}

/* A public edition says nothing of exceptions: what they accept counts like the rest. */
static guint told_count(const struct report *report, enum severity severity)
{
    return findings_count_severity(report->findings, severity) +
           (report->public ? findings_count_accepted(report->findings, severity) : 0);
}

static void add_accepted_fact(const struct maker *maker)
{
    g_autofree char *text =
        maker->report->public ? NULL : data_sheet_accepted(maker->report->findings);
    if (text != NULL)
        book_add_fact(maker->book, "Ngoại lệ đã chấp nhận", text);
}

/* How many rows there are, and how many are doubtful, a public book does not tell. */
static void add_tally_facts(const struct maker *maker)
{
    const struct report *report = maker->report;
    guint errors = told_count(report, SEVERITY_ERROR);
    guint warnings = told_count(report, SEVERITY_WARNING);
    guint64 used = 0, rejected = 0;
    for (guint i = 0; i < report->accounts->len; i++) {
        used += g_array_index(report->accounts, struct account_told, i).used;
        rejected += g_array_index(report->accounts, struct account_told, i).rejected;
    }
    g_autofree char *rows_used = decimal_vietnamese((gint64)used, 0);
    g_autofree char *rows_rejected = decimal_vietnamese((gint64)rejected, 0);
    g_autofree char *rows = report->public ? g_strdup_printf("%s dòng bị loại", rows_rejected)
                                           : g_strdup_printf("%s dòng dùng được, %s dòng bị loại",
                                                             rows_used, rows_rejected);
    g_autofree char *errors_text = decimal_vietnamese(errors, 0);
    g_autofree char *warnings_text = decimal_vietnamese(warnings, 0);
    g_autofree char *missing = missing_text(report->findings);
    g_autofree char *found = report->public ? g_strdup_printf("%s lỗi", errors_text)
                                            : g_strdup_printf("%s lỗi, %s cảnh báo%s", errors_text,
                                                              warnings_text, missing);
    book_add_fact(maker->book, "Dữ liệu", rows);
    book_add_fact(maker->book, "Kiểm tra dữ liệu", found);
    add_accepted_fact(maker);
    if (report->uncompared)
        book_add_fact(maker->book, "Đối chiếu giữa các tệp", "chưa đối chiếu với kỷ luật");
    add_outside_fact(maker);
    add_doubtful_fact(maker);
}

/* A final book over open errors says how many have been accepted. New string. */
static char *status_text(const struct report *report)
{
    guint errors = told_count(report, SEVERITY_ERROR);
    if (!report->final || errors == 0)
        return g_strdup(report->final ? "Chính thức" : "Dự thảo");
    g_autofree char *text = decimal_vietnamese(errors, 0);
    return g_strdup_printf("Chính thức, chấp nhận %s lỗi dữ liệu chưa sửa", text);
}

/* What the report does not hold, by the titles that it has in others. */
static void add_left_out_fact(const struct maker *maker, gboolean internal, const char *label)
{
    const struct template *template = maker->report->template;
    g_autoptr(GString) titles = g_string_new(NULL);
    for (guint i = 0; i < template->tables_left_out; i++) {
        const struct template_table *table = &template->tables[template->tables_count + i];
        if ((maker->report->public && table->internal) != internal)
            continue;
        g_autofree char *title = fill_text(maker, table->title);
        g_string_append_printf(titles, "%s“%s”", titles->len > 0 ? ", " : "", title);
    }
    if (titles->len > 0)
        book_add_fact(maker->book, label, titles->str);
}

static void add_facts(const struct maker *maker)
{
    const struct report *report = maker->report;
    g_autofree char *map_day = date_vietnamese(report->scopes->map_day);
    g_autofree char *day = date_vietnamese(period_day(&report->period));
    book_add_fact(maker->book, "Đơn vị báo cáo", report_unit_name(report, maker->scope));
    book_add_fact(maker->book, "Kỳ báo cáo", maker->period);
    if (report->period.as_of != DATE_NONE)
        book_add_fact(maker->book, "Số liệu tính đến", day);
    book_add_fact(maker->book, "Hệ thống tổ chức theo ngày", map_day);
    book_add_fact(maker->book, "Phạm vi sử dụng", report->public ? "Công khai" : "Nội bộ");
    add_left_out_fact(maker, TRUE, "Bảng nội bộ, không công khai");
    add_left_out_fact(maker, FALSE, "Bảng không lập cho kỳ này");
    g_autofree char *status = status_text(report);
    book_add_fact(maker->book, "Trạng thái", status);
    add_tally_facts(maker);
}

GArray *report_asked_by(const struct report *report, guint table)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct report_asked));
    const char *from = report->template->tables[table].from;
    for (guint i = 0; i < report->sources->len; i++) {
        const struct report_source *source =
            &g_array_index(report->sources, struct report_source, i);
        struct report_asked asked = {source, 0};
        gboolean own = strcmp(source->dataset->name, from) == 0, asks = own;
        for (guint q = 0; q < source->tables->len; q++)
            if (g_array_index(source->tables, guint, q) == table) {
                asked.query = q;
                asks = TRUE;
            }
        if (asks)
            g_array_insert_val(all, own ? 0 : all->len, asked);
    }
    return all;
}

/* The rule of a cap table that gives a verdict on the period, or NULL. */
static const struct cap_rule *rule_of(const struct report *report,
                                      const struct template_table *table)
{
    const struct cap_rule *rule =
        table->kind == TABLE_CAP && cap_is_judged_in(report->period)
            ? dictionary_cap(report->dictionary, table->rule, report->period.last)
            : NULL;
    return rule != NULL && cap_rule_is_read(rule) && cap_rule_has_groups(rule) ? rule : NULL;
}

static void add_chart(const struct maker *maker, const struct template_chart *chart,
                      const struct sheet_task *task, struct book_sheet *sheet)
{
    g_autofree char *title =
        chart->title != NULL ? fill_text(maker, chart->title) : g_strdup(sheet->title);
    g_autofree char *files = sheet_files(task);
    charts_pick(chart, task->table, sheet,
                (struct chart_words){title, report_unit_name(maker->report, maker->scope),
                                     maker->period, files, rule_of(maker->report, task->table),
                                     maker->report->public});
}

/* On the cover, a line for each table that asks who returned. */
static void add_coverage_fact(const struct maker *maker, const struct sheet_task *task,
                              const char *title)
{
    g_autofree char *coverage = sheet_coverage(task);
    if (coverage == NULL)
        return;
    g_autofree char *lower = wording_lower(title);
    g_autofree char *label = g_strconcat("Báo cáo ", lower, NULL);
    book_add_fact(maker->book, label, coverage);
}

static void add_sheet(const struct maker *maker, guint index)
{
    const struct template_table *table = &maker->report->template->tables[index];
    g_autofree char *title = fill_text(maker, table->title);
    struct book_sheet *sheet = book_add_sheet(maker->book, title, title);
    sheet->unit_note = g_strdup(table->unit_note);
}

/* The task of a table; *asked is for the caller to free behind it. */
static struct sheet_task task_of(const struct maker *maker, guint index, GArray **asked)
{
    *asked = report_asked_by(maker->report, index);
    return (struct sheet_task){.report = maker->report,
                               .table = &maker->report->template->tables[index],
                               .asked = *asked,
                               .source = g_array_index(*asked, struct report_asked, 0).source,
                               .query = g_array_index(*asked, struct report_asked, 0).query,
                               .scope = maker->scope,
                               .book = maker->book,
                               .rates = maker->rates};
}

static void fill_sheet(const struct maker *maker, guint index)
{
    g_autoptr(GArray) asked = NULL;
    struct sheet_task task = task_of(maker, index, &asked);
    g_autofree char *title = fill_text(maker, task.table->title);
    sheet_fill(&task, g_ptr_array_index(maker->book->sheets, index));
    add_coverage_fact(maker, &task, title);
}

/* When all figures stand: the order of the rows, and the charts, which keep to it. */
static void finish_sheet(const struct maker *maker, guint index)
{
    const struct template *template = maker->report->template;
    g_autoptr(GArray) asked = NULL;
    struct sheet_task task = task_of(maker, index, &asked);
    struct book_sheet *sheet = g_ptr_array_index(maker->book->sheets, index);
    sheet_order(&task, sheet);
    for (guint i = 0; i < template->charts_count; i++)
        if (strcmp(template->charts[i].table, task.table->id) == 0)
            add_chart(maker, &template->charts[i], &task, sheet);
    sheet_note_signs(sheet);
}

static const struct book_sheet *sheet_of(const struct maker *maker, const char *table)
{
    for (guint i = 0; i < maker->report->template->tables_count; i++)
        if (strcmp(maker->report->template->tables[i].id, table) == 0)
            return g_ptr_array_index(maker->book->sheets, i);
    return NULL;
}

/* Text may speak of any table, so it comes when all of them are filled. */
static gboolean add_texts(const struct maker *maker, GError **error)
{
    const struct template *template = maker->report->template;
    struct wording wording = {maker->report, maker->scope, maker->book, NULL};
    g_autofree char *refused = NULL;
    for (guint i = 0; i < template->text_count; i++) {
        const struct template_text *text = &template->text[i];
        const struct book_sheet *sheet = sheet_of(maker, text->at);
        wording.text = text;
        char *filled = wording_fill(text->body, &wording, &refused);
        if (filled == NULL)
            return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_TEXT_NAMES_NOTHING, text->place,
                               refused, NULL);
        g_ptr_array_add(sheet != NULL ? sheet->paragraphs : maker->book->paragraphs, filled);
    }
    return TRUE;
}

/* In the template's order; what is read from other tables is filled behind them. */
static void add_sheets(const struct maker *maker)
{
    const struct template *template = maker->report->template;
    for (guint i = 0; i < template->tables_count; i++)
        add_sheet(maker, i);
    for (guint later = 0; later <= 1; later++)
        for (guint i = 0; i < template->tables_count; i++) {
            if ((template->tables[i].kind == TABLE_REVIEW) != later)
                continue;
            fill_sheet(maker, i);
            watchdog_feed();
        }
}

struct book *report_build(const struct report *report, guint scope, const char *stem,
                          GError **error)
{
    g_autoptr(book_t) book = book_new();
    g_autofree char *period = period_words(report->period);
    g_autoptr(GArray) rates = g_array_new(FALSE, FALSE, sizeof(struct sheet_rate));
    struct maker maker = {report, scope, book, period, rates};

    book->stem = g_strdup(stem);
    book->title = fill_text(&maker, report->template->title);
    book->subject = g_strdup_printf("%s, %s", report_unit_name(report, scope), period);
    book->draft = !report->final;
    book->created = date_iso(period_day(&report->period));
    letterhead_set(report, report->period.as_of, book);
    add_facts(&maker);
    add_sheets(&maker);
    sheet_fill_rates(rates, report->template, book);
    for (guint i = 0; i < report->template->tables_count; i++)
        finish_sheet(&maker, i);
    gint32 root = g_array_index(report->scopes->roots, gint32, scope);
    if (report->crosswalk != NULL && root != UNIT_NONE)
        sheet_add_passport(report, root, book);
    if (!laws_check(book, error) || !laws_check_rows(report->accounts, book, error))
        return NULL;
    if (report->public)
        laws_untell(book);
    gboolean hides = report->public && public_set_is_decided(report->public_set);
    if (hides)
        public_set_apply(report->public_set, report, scope, book);
    charts_prune(book);
    charts_settle_series(book);
    if (!add_texts(&maker, error))
        return NULL;
    if (hides)
        public_set_reduce(report->public_set, report, scope, book);
    data_sheet_add(report, book);
    letterhead_spell(report, book);
    return g_steal_pointer(&book);
}
