#include "read/pass.h"

#include <malloc.h>
#include <string.h>

#include "read/blocks.h"
#include "read/file_end.h"
#include "read/keys.h"
#include "read/rows.h"

/* More threads than blocks would only wait. */
static guint count_lanes(const struct read_job *job, guint lanes_max)
{
    gsize block_size = job->block_size != 0 ? job->block_size : SOURCE_BLOCK_SIZE;
    guint lanes = job->threads != 0 ? job->threads : g_get_num_processors();
    guint64 blocks = 0;
    gboolean is_wide = FALSE;
    for (guint i = 0; i < job->inputs->count; i++) {
        const struct input *input = &job->inputs->item[i];
        if (input_has_rows(input, job->dataset))
            blocks += (guint64)input->size / block_size + 1;
        is_wide |= input->dataset == job->dataset && input->wide != NULL;
    }
    if (is_wide) /* totals are held against the rows before them */
        lanes = 1;
    if (lanes_max != 0)
        lanes = MIN(lanes, lanes_max);
    return (guint)MIN(lanes, MAX(blocks, 1));
}

struct pass *pass_new(const struct read_job *job, pass_taker take, const void *data,
                      guint lanes_max)
{
    struct pass *pass = g_new(struct pass, 1);
    pass->job = job;
    pass->data = data;
    pass->take = take;
    pass->plan = cell_plan_new(job->dataset, job->tree);
    pass->count = count_lanes(job, lanes_max);
    pass->lanes = g_new0(struct lane, pass->count);
    for (guint i = 0; i < pass->count; i++) {
        struct lane *lane = &pass->lanes[i];
        lane->pass = pass;
        lane->parts = g_new0(struct file_part *, job->inputs->count);
        lane->coder =
            record_coder_new(pass->plan, job->dataset, job->tree, job->age_day, job->asked);
        lane->findings = findings_new();
        lane->keys = keys_new();
        lane->suspects = keys_suspects_new();
        lane->to_open = g_array_new(FALSE, FALSE, sizeof(struct table_place));
        lane->texts =
            (struct record_texts){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    }
    return pass;
}

static const struct row_format *format_of(const struct lane *lane)
{
    return lane->pass->job->inputs->item[lane->file].format;
}

static void leave_file(struct lane *lane)
{
    if (lane->part == NULL)
        return;
    if (lane->wide != NULL)
        wide_rows_settle(lane->wide, lane);
    g_clear_pointer(&lane->wide, wide_rows_free);
    lane->part->strays = record_coder_take_strays(lane->coder);
    lane->part->dates = cells_take_dates(record_cells(lane->coder));
    if (format_of(lane)->take_notes != NULL)
        lane->part->notes = format_of(lane)->take_notes(lane->rows);
    lane->part = NULL;
    format_of(lane)->reader_free(lane->rows);
}

static void part_free(struct file_part *part)
{
    if (part == NULL)
        return;
    stray_rows_free(part->strays);
    g_free(part->dates);
    g_free(part->notes);
    g_free(part);
}

static void lane_clear(struct lane *lane)
{
    for (guint i = 0; i < lane->pass->job->inputs->count; i++)
        part_free(lane->parts[i]);
    g_free(lane->parts);
    record_coder_free(lane->coder);
    findings_free(lane->findings);
    keys_free(lane->keys);
    g_array_unref(lane->suspects);
    g_array_unref(lane->to_open);
    g_string_free(lane->texts.thing, TRUE);
    g_string_free(lane->texts.key, TRUE);
    g_string_free(lane->texts.row, TRUE);
}

void pass_free(struct pass *pass)
{
    if (pass == NULL)
        return;
    for (guint i = 0; i < pass->count; i++)
        lane_clear(&pass->lanes[i]);
    g_free(pass->lanes);
    cell_plan_free(pass->plan);
    g_free(pass);
    malloc_trim(0); /* what the lanes had lies scattered: the next pass would not find it again */
}

static void leave_files(struct pass *pass)
{
    for (guint i = 0; i < pass->count; i++)
        leave_file(&pass->lanes[i]);
}

static void enter_file(struct lane *lane, guint32 file)
{
    const struct input *input = &lane->pass->job->inputs->item[file];
    leave_file(lane);
    lane->file = file;
    lane->input = input;
    lane->part = lane->parts[file] = g_new0(struct file_part, 1);
    lane->rows = input->format->reader_new(input);
    record_coder_set_input(lane->coder, input, file);
    lane->wide = input->wide != NULL ? wide_rows_new(lane) : NULL;
    lane->of_table = (struct table_row){.has_key = TRUE, .times = 1};
    record_set_times(lane->coder, 1);
}

static void take_record(struct lane *lane, const struct row *record)
{
    guint64 header_line = lane->input->header_line;
    if (lane->input->table != NULL) {
        lane->of_table = table_row_of(lane->input, record);
        record_set_times(lane->coder, lane->of_table.times);
    }
    if (record->line <= header_line) {
        if (record->line == header_line)
            lane->part->header += record->line + record->lines - 1;
    } else if (record_is_blank(record)) {
        lane->part->blank += record->lines;
    } else if (lane->wide != NULL) {
        wide_rows_take(lane->wide, lane, record);
    } else {
        lane->pass->take(lane, record);
    }
}

static void take_rows(void *data, const struct row *rows, guint count)
{
    struct lane *lane = data;
    record_look_ahead(lane->coder, rows, count);
    for (guint i = 0; i < count; i++)
        take_record(lane, &rows[i]);
}

static gboolean parse(void *data, guint32 file, struct block *block, struct refusal *refusal)
{
    struct lane *lane = data;
    if (lane->part == NULL || lane->file != file)
        enter_file(lane, file);
    return format_of(lane)->read(lane->rows, block, take_rows, lane, refusal);
}

static void add_up(const struct pass *pass, guint32 file, guint64 lines, struct account *account)
{
    *account = (struct account){.lines = lines};
    for (guint i = 0; i < pass->count; i++) {
        const struct file_part *part = pass->lanes[i].parts[file];
        account->header += part->header;
        account->blank += part->blank;
        account->records += part->records;
        account->used += part->used;
        account->rows += part->rows;
        account->weight += part->weight;
        for (guint rule = 0; rule < RULES; rule++)
            account->rejected[rule] += part->rejected[rule];
    }
    if (pass->job->inputs->item[file].table != NULL) /* its lines are not anybody's */
        account->lines = account->records, account->header = 0;
}

/* Decides about the files that are whole, in their order; FALSE: one is refused after all. */
static gboolean settle_files(struct pass *pass, const guint64 *lines, struct account *accounts,
                             struct blocks_end *end)
{
    const struct inputs *inputs = pass->job->inputs;
    for (guint32 file = 0; file < end->file; file++) {
        struct refusal refusal;
        if (!input_has_rows(&inputs->item[file], pass->job->dataset))
            continue;
        for (guint i = 0; i < pass->count; i++)
            if (pass->lanes[i].parts[file] == NULL)
                enter_file(&pass->lanes[i], file);
        leave_files(pass);
        if (!file_end_settle(pass, file, &refusal)) {
            *end = (struct blocks_end){file, refusal};
            return FALSE;
        }
        if (accounts != NULL)
            add_up(pass, file, lines[file], &accounts[file]);
    }
    return TRUE;
}

gboolean pass_run(struct pass *pass, struct account *accounts, struct findings *findings,
                  GError **error)
{
    const struct inputs *inputs = pass->job->inputs;
    g_autofree void **lanes = g_new(void *, pass->count);
    g_autofree guint64 *lines = g_new0(guint64, MAX(inputs->count, 1));
    struct blocks_job job = {
        .inputs = inputs,
        .dataset = pass->job->dataset,
        .block_size = pass->job->block_size,
        .lanes = lanes,
        .lanes_count = pass->count,
        .parse = parse,
        .progress = pass->job->progress,
    };
    struct blocks_end end;
    g_autoptr(GError) cause = NULL;
    for (guint i = 0; i < pass->count; i++)
        lanes[i] = &pass->lanes[i];
    gboolean is_read = blocks_read(&job, lines, &end, &cause);
    leave_files(pass);
    if (settle_files(pass, lines, accounts, &end) && is_read)
        return TRUE;
    if (end.refusal.rule != RULES)
        return refusal_raise(&end.refusal, inputs->item[end.file].path, end.file, findings, error);
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

void pass_move_findings(struct pass *pass, struct findings *findings)
{
    struct findings *all = pass->lanes[0].findings;
    for (guint i = 1; i < pass->count; i++)
        findings_merge(all, pass->lanes[i].findings, 0);
    findings_sort(all);
    findings_merge(findings, all, 0);
}
