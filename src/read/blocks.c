#include "read/blocks.h"

#include "base/watchdog.h"
#include "read/record.h"

/* One thread's work. Of its two blocks one is parsed while the other is filled. */
struct worker {
    const struct block_reading *reading;
    void *lane;
    struct csv_reader *csv;
    struct block block[2];
    guint turn; /* the block to parse */
    struct block_tally tally;
    struct refusal refusal;
    gboolean is_refused;
    GThread *thread;
};

static void take_record(void *data, const struct csv_record *record)
{
    struct worker *worker = data;
    guint64 header_line = worker->reading->input->header_line;
    if (record->line < header_line)
        return;
    if (record->line == header_line)
        worker->tally.header += record->line + record->lines - 1;
    else if (record_is_blank(record))
        worker->tally.blank += record->lines;
    else
        worker->reading->take(worker->lane, record);
}

static gpointer work(gpointer data)
{
    struct worker *worker = data;
    worker->is_refused =
        !csv_read(worker->csv, &worker->block[worker->turn], take_record, worker, &worker->refusal);
    return NULL;
}

static struct worker *workers_new(const struct block_reading *reading)
{
    struct worker *workers = g_new0(struct worker, reading->lanes_count);
    for (guint i = 0; i < reading->lanes_count; i++) {
        workers[i].reading = reading;
        workers[i].lane = reading->lanes[i];
        workers[i].csv = csv_reader_new(reading->input->delimiter);
    }
    return workers;
}

static void workers_free(struct worker *workers, guint count)
{
    for (guint i = 0; i < count; i++) {
        csv_reader_free(workers[i].csv);
        block_clear(&workers[i].block[0]);
        block_clear(&workers[i].block[1]);
    }
    g_free(workers);
}

/* Fills the block of that turn of one worker after the other; *filled: of how many. */
static gboolean fill_wave(struct source *source, struct worker *workers, guint count, guint turn,
                          guint *filled, GError **error)
{
    for (*filled = 0; *filled < count; (*filled)++) {
        struct block *block = &workers[*filled].block[turn];
        if (!source_next(source, block, error))
            return FALSE;
        if (block->size == 0)
            break;
    }
    return TRUE;
}

static void start_wave(struct worker *workers, guint count, guint turn)
{
    for (guint i = 0; i < count; i++) {
        workers[i].turn = turn;
        workers[i].thread = g_thread_new("read", work, &workers[i]);
    }
}

/* Joins all; FALSE when a block was refused: the first one in the file counts. */
static gboolean end_wave(struct worker *workers, guint count, struct refusal *refusal)
{
    gboolean is_good = TRUE;
    for (guint i = 0; i < count; i++) {
        if (workers[i].thread != NULL)
            g_thread_join(workers[i].thread);
        workers[i].thread = NULL;
        if (is_good && workers[i].is_refused) {
            *refusal = workers[i].refusal;
            is_good = FALSE;
        }
    }
    return is_good;
}

static void tell(const struct block_reading *reading, const struct source *source)
{
    struct progress_step step = reading->before;
    watchdog_feed();
    if (reading->progress == NULL)
        return;
    step.done += source_place(source);
    step.lines += source_lines(source);
    progress_tell(reading->progress, &step);
}

/* A wave of threads parses while the next one's blocks are read. */
static gboolean read_waves(struct source *source, struct worker *workers, guint count,
                           struct refusal *refusal, GError **error)
{
    guint turn = 0, filled = 0, next = 0;
    gboolean is_read = fill_wave(source, workers, count, turn, &filled, error);
    while (is_read && filled > 0) {
        if (filled == 1) {
            workers[0].turn = turn;
            work(&workers[0]);
        } else {
            start_wave(workers, filled, turn);
        }
        is_read = fill_wave(source, workers, count, !turn, &next, error);
        if (!end_wave(workers, filled, refusal)) {
            g_clear_error(error);
            return FALSE;
        }
        tell(workers->reading, source);
        turn = !turn;
        filled = next;
    }
    return is_read;
}

static gboolean check_unchanged(const struct source *source, const struct input *input,
                                struct refusal *refusal, GError **error)
{
    struct stat now;
    if (!source_stat(source, &now, error))
        return FALSE;
    if (input_is_unchanged(input, &now))
        return TRUE;
    *refusal = (struct refusal){.rule = RULE_FILE_CHANGED};
    return FALSE;
}

gboolean blocks_read(const struct block_reading *reading, struct block_tally *tally,
                     struct refusal *refusal, GError **error)
{
    *refusal = (struct refusal){.rule = RULES};
    g_autoptr(source_t) source =
        source_open(reading->input->path, reading->input->encoding, reading->block_size, error);
    if (source == NULL || !check_unchanged(source, reading->input, refusal, error))
        return FALSE;

    if (reading->input->sha256 == NULL)
        source_take_digest(source);
    struct worker *workers = workers_new(reading);
    gboolean is_read = read_waves(source, workers, reading->lanes_count, refusal, error);
    *tally = (struct block_tally){.lines = source_lines(source)};
    for (guint i = 0; i < reading->lanes_count; i++) {
        tally->header += workers[i].tally.header;
        tally->blank += workers[i].tally.blank;
    }
    workers_free(workers, reading->lanes_count);

    if (is_read && reading->input->sha256 == NULL)
        is_read = source_digest(source, &reading->input->sha256, error);
    /* A file that changes while it is read may look broken: that it changed says more. */
    if (is_read || refusal->rule != RULES)
        is_read = check_unchanged(source, reading->input, refusal, error) && is_read;
    return is_read;
}
