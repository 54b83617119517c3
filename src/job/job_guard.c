#include "job/job_guard.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_read.h"
#include "run/key_totals.h"
#include "workbook/workbook.h"
#include "workbook/workbook_cell.h"

static gboolean may_be_missing(const struct job_plan *plan, const char *dataset)
{
    return names_hold(&plan->file->job->may_be_missing, dataset);
}

/* Adds a text that is not there yet; takes it. */
static void add_once(GPtrArray *texts, char *text)
{
    if (g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
        g_free(text);
    else
        g_ptr_array_add(texts, text);
}

/*
 * The datasets of which `is_missing` says so, each once: "kiem_tra, ky_luat", or with the period
 * "sinh_hoat 2024-09". NULL: none. New string.
 */
static char *missing(const struct job_plan *plan,
                     gboolean (*is_missing)(const struct report_source *source), gboolean period)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < plan->plans->len; i++) {
        const struct report *report =
            &((const struct report_plan *)g_ptr_array_index(plan->plans, i))->report;
        for (guint k = 0; k < report->sources->len; k++) {
            const struct report_source *source =
                &g_array_index(report->sources, struct report_source, k);
            const char *name = source->dataset->name;
            if (!source->beside && is_missing(source) && !may_be_missing(plan, name))
                add_once(names, period ? g_strdup_printf("%s %s", name, report->period.name)
                                       : g_strdup(name));
        }
    }
    if (names->len == 0)
        return NULL;
    g_ptr_array_add(names, NULL);
    return g_strjoinv(", ", (char **)names->pdata);
}

static gboolean has_no_file(const struct report_source *source)
{
    return source->absent;
}

static gboolean has_no_return(const struct report_source *source)
{
    return !source->absent && source->dataset->kind == DATASET_RETURNS &&
           tally_facts(source->tally) == 0;
}

gboolean job_guard_files(const struct job_plan *plan, GError **error)
{
    g_autofree char *names = missing(plan, has_no_file, FALSE);
    const struct names *given = &plan->workspace->request->data;
    g_autoptr(GString) data = g_string_new(NULL);
    for (guint i = 0; i < given->count; i++) {
        g_autofree char *shown = request_shown_data(given->item[i]);
        g_string_append_printf(data, "%s%s", i > 0 ? ", " : "", shown);
    }
    return names == NULL || error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_MISSING,
                                        plan->file->path, names, data->str, NULL);
}

struct findings *job_guard_open_findings(const struct job_plan *plan)
{
    const struct findings *all = plan->workspace->findings;
    struct findings *open = findings_new();
    for (guint i = 0; i < findings_count(all); i++) {
        const struct finding *finding = findings_at(all, i);
        if (finding->rule != RULE_DATASET_ABSENT || !may_be_missing(plan, finding->value))
            findings_add(open, finding);
    }
    return open;
}

static gint64 rows_of(const struct job_plan *plan, const char *dataset)
{
    const struct inputs *inputs = plan->workspace->inputs;
    guint64 rows = 0;
    for (guint i = 0; i < inputs->count; i++)
        if (inputs->item[i].dataset != NULL && strcmp(inputs->item[i].dataset->name, dataset) == 0)
            rows += plan->workspace->accounts[i].used;
    return (gint64)rows;
}

static gboolean check_floor(const struct job_plan *plan, const struct job_floor *floor,
                            GError **error)
{
    gint64 rows = rows_of(plan, floor->dataset), least = job_number(floor->rows);
    gboolean absent = rows == 0 && may_be_missing(plan, floor->dataset);
    if (rows >= least || absent)
        return TRUE;
    g_autofree char *rows_text = decimal_plain(rows, 0);
    g_autofree char *least_text = decimal_plain(least, 0);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_FLOOR, plan->file->path,
                       floor->dataset, rows_text, least_text, NULL);
}

gboolean job_guard_rows(const struct job_plan *plan, GError **error)
{
    const struct job *job = plan->file->job;
    g_autofree char *names = missing(plan, has_no_return, TRUE);
    if (names != NULL)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_NO_RETURN, plan->file->path,
                           names, NULL);
    for (unsigned i = 0; i < job->floors_count; i++)
        if (!check_floor(plan, &job->floors[i], error))
            return FALSE;
    return TRUE;
}

/*
 * What the totals of a report were the last time. The workbook made last before this one, of the
 * same template, unit and audience and for a period of the same kind that does not end later, is
 * found by its manifest in the output folder. One that was changed since it was made is no history.
 */
struct history {
    struct manifest_record *record; /* NULL: there is none */
    struct workbook *workbook;
};

static void history_clear(struct history *history)
{
    g_clear_pointer(&history->record, manifest_record_free);
    g_clear_pointer(&history->workbook, workbook_free);
}

static gboolean is_of_report(const struct report_plan *plan, const struct manifest_record *record,
                             struct period *period)
{
    const struct request *request = plan->request;
    const struct request *noted = &record->request;
    return strcmp(noted->template.path, plan->name) == 0 &&
           strcmp(noted->unit, plan->unit != NULL ? plan->unit : "") == 0 &&
           noted->audience == request->audience && record->tables->len > 0 &&
           period_parse(noted->period, request->today, period) &&
           period->kind == plan->report.period.kind && period->last <= plan->report.period.last;
}

/* The workbook, if it still is as it was made. */
static struct workbook *open_workbook(const char *folder, const struct manifest_record *record)
{
    for (guint i = 0; i < record->files->len; i++) {
        const struct manifest_file *file = &g_array_index(record->files, struct manifest_file, i);
        if (!g_str_has_suffix(file->name, ".xlsx"))
            continue;
        g_autofree char *path = g_build_filename(folder, file->name, NULL);
        g_autofree char *digest = NULL;
        guint64 size;
        struct workbook *workbook = NULL;
        if (file_digest(path, &digest, &size, NULL) && strcmp(digest, file->sha256) == 0 &&
            workbook_read(path, &workbook, NULL))
            return workbook;
    }
    return NULL;
}

static void keep_later(const struct report_plan *plan, const char *name, date *last,
                       struct history *history)
{
    const char *folder = plan->request->out;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(manifest_record_t) record = NULL;
    struct period period;
    if (!manifest_read(path, &record, NULL) || !is_of_report(plan, record, &period) ||
        (history->record != NULL && period.last <= *last))
        return;
    struct workbook *workbook = open_workbook(folder, record);
    if (workbook == NULL)
        return;
    history_clear(history);
    history->record = g_steal_pointer(&record);
    history->workbook = workbook;
    *last = period.last;
}

static gboolean find_history(const struct report_plan *plan, struct history *history,
                             GError **error)
{
    const char *folder = plan->request->out;
    *history = (struct history){NULL, NULL};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return TRUE;
    g_autofree char *prefix = g_strconcat(plan->name, "-", NULL);
    g_autoptr(GPtrArray) names = file_list(folder, prefix, MANIFEST_ENDING, error);
    date last = DATE_NONE;
    for (guint i = 0; names != NULL && i < names->len; i++)
        keep_later(plan, g_ptr_array_index(names, i), &last, history);
    return names != NULL;
}

static const struct manifest_table *find_table(const struct history *history, const char *id)
{
    const GArray *tables = history->record->tables;
    for (guint i = 0; i < tables->len; i++) {
        const struct manifest_table *table = &g_array_index(tables, struct manifest_table, i);
        if (strcmp(table->id, id) == 0)
            return table;
    }
    return NULL;
}

static gboolean find_place(const struct manifest_table *table, const struct key_total *total,
                           struct workbook_place *place)
{
    const struct book_table *now = total->sheet->table;
    const struct book_column *column = book_column(now, total->column);
    guint row = 0, at = 0;
    while (row < table->rows->len &&
           g_strcmp0(g_ptr_array_index(table->rows, row), BOOK_TOTAL_CODE) != 0)
        row++;
    for (; at < table->columns->len; at++) {
        const struct manifest_column *noted =
            &g_array_index(table->columns, struct manifest_column, at);
        if (strcmp(noted->code, column->code) == 0 &&
            strcmp(noted->measure, measure_info(column->measure)->code) == 0)
            break;
    }
    if (row == table->rows->len || at == table->columns->len ||
        !workbook_cell_parse(table->first, place))
        return FALSE;
    place->row += row;
    place->column += at;
    return TRUE;
}

static gboolean history_total(const struct history *history, const struct key_total *total,
                              gint64 *value)
{
    struct workbook_place place;
    const struct manifest_table *table =
        history->record != NULL ? find_table(history, total->sheet->table->id) : NULL;
    if (table == NULL || !find_place(table, total, &place))
        return FALSE;
    guint sheet = workbook_find_sheet(history->workbook, table->sheet);
    const struct workbook_cell *cell =
        sheet != G_MAXUINT ? workbook_at(history->workbook, sheet, place) : NULL;
    return cell != NULL && !cell->is_text && decimal_parse_whole(cell->value, -1, value);
}

/* 64 bits do not hold a count of 2^63 times 100. */
__extension__ typedef __int128 int128;

/* "+12,5%" New string. */
static char *change_text(gint64 before, gint64 now)
{
    if (before == 0)
        return g_strdup("∞");
    struct ratio change = {now - before, before};
    g_autofree char *text = decimal_vietnamese(ratio_round(change, 3), 1);
    return g_strdup_printf("%s%s%%", now > before ? "+" : "", text);
}

static gboolean check_total(const struct job_plan *plan, const struct report_plan *report,
                            const struct history *history, const struct key_total *total,
                            GError **error)
{
    gint64 before, now, most = job_number(plan->file->job->total_jump_at_most);
    if (!key_total_value(total, &now) || !history_total(history, total, &before))
        return TRUE;
    int128 jump = now > before ? (int128)now - before : (int128)before - now;
    if (jump * 100 <= (int128)most * before)
        return TRUE;
    g_autofree char *name = key_total_name(total);
    g_autofree char *before_text = decimal_vietnamese(before, 0);
    g_autofree char *now_text = decimal_vietnamese(now, 0);
    g_autofree char *change = change_text(before, now);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_JUMP, plan->file->path, name,
                       now_text, before_text, history->record->request.period, change,
                       plan->file->job->total_jump_at_most, report->name, NULL);
}

static gboolean check_book(const struct job_plan *plan, const struct report_plan *report,
                           const struct book *book, GError **error)
{
    struct history history;
    gboolean good = find_history(report, &history, error);
    g_autoptr(GArray) totals = key_totals(book);
    for (guint i = 0; good && i < totals->len; i++)
        good =
            check_total(plan, report, &history, &g_array_index(totals, struct key_total, i), error);
    history_clear(&history);
    return good;
}

gboolean job_guard_totals(const struct job_plan *plan, const struct publication *publication,
                          GError **error)
{
    if (plan->file->job->total_jump_at_most == NULL)
        return TRUE;
    for (guint i = 0; i < plan->plans->len; i++) {
        const struct book *book = publication_book(publication, i);
        if (book != NULL && !check_book(plan, g_ptr_array_index(plan->plans, i), book, error))
            return FALSE;
    }
    return TRUE;
}
