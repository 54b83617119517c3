#include "read/pass.h"

#include <string.h>

#include "read/file_end.h"
#include "read/keys.h"

/* More threads than blocks would only wait. */
static guint count_lanes(const struct read_job *job, guint lanes_max)
{
    gsize block_size = job->block_size != 0 ? job->block_size : SOURCE_BLOCK_SIZE;
    guint lanes = job->threads != 0 ? job->threads : g_get_num_processors();
    guint64 blocks = 1;
    for (guint i = 0; i < job->inputs->count; i++) {
        const struct input *input = &job->inputs->item[i];
        if (input->dataset == job->dataset)
            blocks = MAX(blocks, (guint64)input->size / block_size + 1);
    }
    if (lanes_max != 0)
        lanes = MIN(lanes, lanes_max);
    return (guint)MIN(lanes, blocks);
}

static guint64 count_bytes(const struct read_job *job)
{
    guint64 bytes = 0;
    for (guint i = 0; i < job->inputs->count; i++)
        if (job->inputs->item[i].dataset == job->dataset)
            bytes += (guint64)job->inputs->item[i].size;
    return bytes;
}

struct pass *pass_new(const struct read_job *job, csv_taker take, const void *data, guint lanes_max)
{
    struct pass *pass = g_new(struct pass, 1);
    pass->reached = (struct progress_step){
        .stage = PROGRESS_READING, .name = job->dataset->name, .total = count_bytes(job)};
    pass->job = job;
    pass->data = data;
    pass->take = take;
    pass->plan = cell_plan_new(job->dataset, job->tree);
    pass->count = count_lanes(job, lanes_max);
    pass->lanes = g_new0(struct lane, pass->count);
    for (guint i = 0; i < pass->count; i++) {
        struct lane *lane = &pass->lanes[i];
        lane->pass = pass;
        lane->coder = record_coder_new(pass->plan, job->dataset, job->tree, job->age_day);
        lane->findings = findings_new();
        lane->keys = keys_new();
        lane->suspects = keys_suspects_new();
        lane->texts =
            (struct record_texts){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    }
    return pass;
}

void pass_free(struct pass *pass)
{
    if (pass == NULL)
        return;
    for (guint i = 0; i < pass->count; i++) {
        record_coder_free(pass->lanes[i].coder);
        findings_free(pass->lanes[i].findings);
        keys_free(pass->lanes[i].keys);
        g_array_unref(pass->lanes[i].suspects);
        g_string_free(pass->lanes[i].texts.thing, TRUE);
        g_string_free(pass->lanes[i].texts.key, TRUE);
        g_string_free(pass->lanes[i].texts.row, TRUE);
    }
    g_free(pass->lanes);
    cell_plan_free(pass->plan);
    g_free(pass);
}

static void open_file(struct pass *pass, guint32 file)
{
    for (guint i = 0; i < pass->count; i++) {
        struct lane *lane = &pass->lanes[i];
        lane->file = file;
        lane->records = lane->used = 0;
        memset(lane->rejected, 0, sizeof lane->rejected);
        record_coder_set_input(lane->coder, &pass->job->inputs->item[file], file);
    }
}

static void add_up(const struct pass *pass, const struct block_tally *tally,
                   struct account *account)
{
    *account = (struct account){
        .lines = tally->lines,
        .header = tally->header,
        .blank = tally->blank,
    };
    for (guint i = 0; i < pass->count; i++) {
        account->records += pass->lanes[i].records;
        account->used += pass->lanes[i].used;
        for (guint rule = 0; rule < RULES; rule++)
            account->rejected[rule] += pass->lanes[i].rejected[rule];
    }
}

static gboolean read_file(struct pass *pass, guint32 file, struct block_tally *tally,
                          struct findings *findings, GError **error)
{
    struct input *input = &pass->job->inputs->item[file];
    g_autofree void **lanes = g_new(void *, pass->count);
    for (guint i = 0; i < pass->count; i++)
        lanes[i] = &pass->lanes[i];

    open_file(pass, file);
    struct block_reading reading = {
        .input = input,
        .block_size = pass->job->block_size,
        .lanes = lanes,
        .lanes_count = pass->count,
        .take = pass->take,
        .progress = pass->job->progress,
        .before = pass->reached,
    };
    struct refusal refusal;
    if (blocks_read(&reading, tally, &refusal, error) && file_end_settle(pass, file, &refusal))
        return TRUE;
    if (refusal.rule != RULES)
        refusal_raise(&refusal, input->path, file, findings, error);
    return FALSE;
}

gboolean pass_run(struct pass *pass, struct account *accounts, struct findings *findings,
                  GError **error)
{
    const struct inputs *inputs = pass->job->inputs;
    for (guint32 file = 0; file < inputs->count; file++) {
        struct block_tally tally;
        if (inputs->item[file].dataset != pass->job->dataset)
            continue;
        if (!read_file(pass, file, &tally, findings, error))
            return FALSE;
        pass->reached.done += (guint64)inputs->item[file].size;
        pass->reached.lines += tally.lines;
        if (accounts != NULL)
            add_up(pass, &tally, &accounts[file]);
    }
    return TRUE;
}

void pass_move_findings(struct pass *pass, struct findings *findings)
{
    struct findings *all = pass->lanes[0].findings;
    for (guint i = 1; i < pass->count; i++)
        findings_merge(all, pass->lanes[i].findings, 0);
    findings_sort(all);
    findings_merge(findings, all, 0);
}
