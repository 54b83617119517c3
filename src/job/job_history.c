#include "job/job_history.h"

#include <string.h>

#include "base/decimal.h"
#include "base/file.h"
#include "workbook/workbook_cell.h"

void job_history_clear(struct job_history *history)
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
           strcmp(noted->unit, request->unit != NULL ? request->unit : "") == 0 &&
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
                       struct job_history *history)
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
    job_history_clear(history);
    history->record = g_steal_pointer(&record);
    history->workbook = workbook;
    *last = period.last;
}

gboolean job_history_find(const struct report_plan *plan, struct job_history *history,
                          GError **error)
{
    const char *folder = plan->request->out;
    *history = (struct job_history){NULL, NULL};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return TRUE;
    g_autofree char *prefix = g_strconcat(plan->name, "-", NULL);
    g_autoptr(GPtrArray) names = file_list(folder, prefix, MANIFEST_ENDING, error);
    date last = DATE_NONE;
    for (guint i = 0; names != NULL && i < names->len; i++)
        keep_later(plan, g_ptr_array_index(names, i), &last, history);
    return names != NULL;
}

static const struct manifest_table *find_table(const struct job_history *history, const char *id)
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

gboolean job_history_total(const struct job_history *history, const struct key_total *total,
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
