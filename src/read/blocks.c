#include "read/blocks.h"

#include <pthread.h>

#include "base/watchdog.h"

/* Blocks beyond two a lane: so many may wait while one lane is late. */
#define SPARE 2

/* A place of the ring: free, filled by the calling thread, or with a lane. */
struct slot {
    struct block block;
    guint32 file;
    gboolean is_free;
};

/* Blocks are numbered from 0; the one of number n stands at n modulo the places. */
struct ring {
    const struct blocks_job *job;
    struct slot *slot;
    guint slots;
    pthread_mutex_t lock;
    pthread_cond_t filled, freed;
    guint64 written, taken; /* numbers of blocks */
    gboolean is_over;       /* no block comes any more */
    guint64 refused;        /* number of the first block that was refused; G_MAXUINT64: none */
    guint32 refused_file;
    struct refusal refusal;
};

struct block_worker {
    struct ring *ring;
    void *lane;
    pthread_t thread;
};

static void ring_init(struct ring *ring, const struct blocks_job *job)
{
    *ring = (struct ring){.job = job, .refused = G_MAXUINT64};
    ring->slots = job->lanes_count > 1 ? 2 * job->lanes_count + SPARE : 1;
    ring->slot = g_new0(struct slot, ring->slots);
    for (guint i = 0; i < ring->slots; i++)
        ring->slot[i].is_free = TRUE;
    pthread_mutex_init(&ring->lock, NULL);
    pthread_cond_init(&ring->filled, NULL);
    pthread_cond_init(&ring->freed, NULL);
}

static void ring_clear(struct ring *ring)
{
    for (guint i = 0; i < ring->slots; i++)
        block_clear(&ring->slot[i].block);
    g_free(ring->slot);
    pthread_mutex_destroy(&ring->lock);
    pthread_cond_destroy(&ring->filled);
    pthread_cond_destroy(&ring->freed);
}

/* ---- the threads that parse ---- */

/* Under the lock. */
static void note_refusal(struct ring *ring, guint64 number, guint32 file,
                         const struct refusal *refusal)
{
    if (number > ring->refused)
        return;
    ring->refused = number;
    ring->refused_file = file;
    ring->refusal = *refusal;
}

/* Under the lock, which is open while the block is parsed. */
static void take_block(struct ring *ring, void *lane)
{
    guint64 number = ring->taken++;
    struct slot *slot = &ring->slot[number % ring->slots];
    struct refusal refusal;
    if (number < ring->refused) {
        pthread_mutex_unlock(&ring->lock);
        gboolean is_good = ring->job->parse(lane, slot->file, &slot->block, &refusal);
        pthread_mutex_lock(&ring->lock);
        if (!is_good)
            note_refusal(ring, number, slot->file, &refusal);
    }
    slot->is_free = TRUE;
    pthread_cond_signal(&ring->freed);
}

static void *work(void *data)
{
    struct block_worker *worker = data;
    struct ring *ring = worker->ring;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->taken == ring->written && !ring->is_over)
            pthread_cond_wait(&ring->filled, &ring->lock);
        if (ring->taken == ring->written)
            break;
        take_block(ring, worker->lane);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

static struct block_worker *workers_start(struct ring *ring)
{
    guint count = ring->job->lanes_count;
    struct block_worker *workers = g_new0(struct block_worker, count);
    for (guint i = 0; i < count; i++) {
        workers[i] = (struct block_worker){.ring = ring, .lane = ring->job->lanes[i]};
        if (count > 1 && pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            g_error("no thread can be made");
    }
    return workers;
}

static void workers_end(struct block_worker *workers, struct ring *ring)
{
    guint count = ring->job->lanes_count;
    pthread_mutex_lock(&ring->lock);
    ring->is_over = TRUE;
    pthread_cond_broadcast(&ring->filled);
    pthread_mutex_unlock(&ring->lock);
    for (guint i = 0; count > 1 && i < count; i++)
        pthread_join(workers[i].thread, NULL);
    g_free(workers);
}

/* ---- the calling thread ---- */

/* The place for the next block; NULL when one was refused. */
static struct slot *wait_for_slot(struct ring *ring)
{
    struct slot *slot = &ring->slot[ring->written % ring->slots];
    pthread_mutex_lock(&ring->lock);
    while (!slot->is_free)
        pthread_cond_wait(&ring->freed, &ring->lock);
    gboolean is_refused = ring->refused != G_MAXUINT64;
    pthread_mutex_unlock(&ring->lock);
    return is_refused ? NULL : slot;
}

/* Hands the block on; a single lane takes it here and now. */
static void hand_on(struct ring *ring, struct slot *slot, guint32 file)
{
    pthread_mutex_lock(&ring->lock);
    slot->file = file;
    slot->is_free = FALSE;
    ring->written++;
    pthread_cond_signal(&ring->filled);
    if (ring->job->lanes_count == 1)
        take_block(ring, ring->job->lanes[0]);
    pthread_mutex_unlock(&ring->lock);
}

static void report_progress(const struct blocks_job *job, const struct source *source,
                            struct progress_step step)
{
    watchdog_feed();
    step.done += source_place(source);
    step.lines += source_lines(source);
    progress_tell(job->progress, &step);
}

/* Puts the blocks of a file into the ring, until its end or until one is refused. */
static gboolean read_blocks(struct ring *ring, struct source *source, guint32 file,
                            const struct progress_step *before, GError **error)
{
    struct slot *slot;
    while ((slot = wait_for_slot(ring)) != NULL) {
        if (!source_next(source, &slot->block, error))
            return FALSE;
        if (slot->block.size == 0)
            break;
        hand_on(ring, slot, file);
        report_progress(ring->job, source, *before);
    }
    return TRUE;
}

static gboolean is_refused(struct ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    gboolean is_refused = ring->refused != G_MAXUINT64;
    pthread_mutex_unlock(&ring->lock);
    return is_refused;
}

/* *changed: the file is no more the one that was first seen. */
static gboolean read_file(struct ring *ring, guint32 file, struct progress_step *step,
                          gboolean *changed, GError **error)
{
    struct stat now;
    struct input *input = &ring->job->inputs->item[file];
    g_autoptr(source_t) source = input_source(input, ring->job->block_size, error);
    if (source == NULL || !source_stat(source, &now, error))
        return FALSE;
    *changed = !input_is_unchanged(input, &now);
    if (*changed)
        return TRUE;
    if (input->sha256 == NULL)
        source_take_digest(source);
    g_autofree char *digest = NULL;
    gboolean is_read = read_blocks(ring, source, file, step, error);
    if (is_read && input->sha256 == NULL && !is_refused(ring))
        is_read = source_digest(source, &digest, error);
    if (source_stat(source, &now, is_read ? error : NULL))
        *changed = !input_is_unchanged(input, &now);
    else
        is_read = FALSE;
    if (digest != NULL)
        input->sha256 = g_steal_pointer(&digest);
    step->done += (guint64)input->size;
    step->lines += source_lines(source);
    return is_read;
}

/* The first trouble counts. A file that changed may look broken: that it changed says more. */
static gboolean settle(const struct ring *ring, guint32 file, gboolean changed,
                       struct blocks_end *end, GError **error)
{
    gboolean is_refused = ring->refused != G_MAXUINT64;
    *end = (struct blocks_end){file, {.rule = RULES}};
    if (is_refused && (!changed || ring->refused_file != file)) {
        end->file = ring->refused_file;
        end->refusal = ring->refusal;
    } else if (changed && (is_refused || error == NULL || *error == NULL)) {
        end->refusal.rule = RULE_FILE_CHANGED;
    }
    if (end->refusal.rule != RULES)
        g_clear_error(error);
    return file == ring->job->inputs->count && end->refusal.rule == RULES;
}

gboolean blocks_read(const struct blocks_job *job, guint64 *lines, struct blocks_end *end,
                     GError **error)
{
    struct ring ring;
    struct progress_step step = {.stage = PROGRESS_READING, .name = job->dataset->name};
    gboolean changed = FALSE;
    guint32 file = 0;
    for (guint i = 0; i < job->inputs->count; i++)
        if (input_has_rows(&job->inputs->item[i], job->dataset))
            step.total += (guint64)job->inputs->item[i].size;
    ring_init(&ring, job);
    struct block_worker *workers = workers_start(&ring);
    for (; file < job->inputs->count; file++) {
        guint64 before = step.lines;
        if (!input_has_rows(&job->inputs->item[file], job->dataset))
            continue;
        if (!read_file(&ring, file, &step, &changed, error) || changed || is_refused(&ring))
            break;
        lines[file] = step.lines - before;
    }
    workers_end(workers, &ring);
    gboolean is_read = settle(&ring, file, changed, end, error);
    ring_clear(&ring);
    return is_read;
}
