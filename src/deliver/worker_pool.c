#define _GNU_SOURCE
#include "deliver/worker_pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/error.h"
#include "base/watchdog.h"
#include "deliver/interrupt.h"

/* The tasks done with their lines; of the one that failed number, code and text. */
#define REPORT_TYPE "(a(uas)uiss)"

/* So often it is looked how many tasks are done, if anybody wants to know or not. Milliseconds. */
#define LOOK_EVERY 100
#define LOOK_SELDOM 1000

struct pool_worker {
    pid_t process;
    int input; /* -1: it has said all */
    GByteArray *said;
};

struct pool_run {
    const struct worker_pool *pool;
    struct pool_worker *worker;
    guint count;
    struct counters {
        gint next, done; /* the next task, and how many are done */
    } * counters;        /* shared by all processes */
    struct interrupt interrupt;
    guint patience;    /* seconds, with a worker that makes no progress */
    GPtrArray **lines; /* by the first of the tasks that were taken at once */
    guint failed;      /* the first of the tasks that failed */
    GError *failure;
};

/* Half of what is left, shared among the workers: none is late at the end. */
static struct worker_tasks take_tasks(const struct pool_run *run)
{
    struct worker_tasks tasks;
    gint all = (gint)run->pool->tasks, next;
    do {
        next = g_atomic_int_get(&run->counters->next);
        guint left = (guint)MAX(all - next, 0);
        tasks = (struct worker_tasks){(guint)next, left / (2 * run->count)};
        tasks.count = MIN(CLAMP(tasks.count, 1, MAX(run->pool->together, 1)), left);
    } while (
        !g_atomic_int_compare_and_exchange(&run->counters->next, next, next + (gint)tasks.count));
    return tasks;
}

static void stop_tasks(const struct pool_run *run)
{
    g_atomic_int_set(&run->counters->next, (gint)run->pool->tasks);
}

static void send_all(int output, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t put = write(output, bytes, length);
        if (put < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        bytes += MAX(put, 0);
        length -= (gsize)MAX(put, 0);
    }
}

static GVariant *make_report(GVariantBuilder *done, guint task, const GError *error)
{
    const char *english = error != NULL ? tongket_error_text(error, LANGUAGE_ENGLISH) : "";
    const char *vietnamese = error != NULL ? tongket_error_text(error, LANGUAGE_VIETNAMESE) : "";
    g_autofree char *valid_english = g_utf8_make_valid(english, -1);
    g_autofree char *valid_vietnamese = g_utf8_make_valid(vietnamese, -1);
    return g_variant_ref_sink(g_variant_new("(@a(uas)uiss)", g_variant_builder_end(done), task,
                                            error != NULL ? error->code : 0, valid_english,
                                            valid_vietnamese));
}

static G_GNUC_NORETURN void work_in_child(const struct pool_run *run, pid_t parent, int output)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    crash_leave_to_parent();
    watchdog_start_in_child(run->patience);
    GVariantBuilder done;
    GError *error = NULL;
    struct worker_tasks tasks;
    g_variant_builder_init(&done, G_VARIANT_TYPE("a(uas)"));
    while (error == NULL && (tasks = take_tasks(run)).count > 0) {
        g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
        if (run->pool->work(run->pool->data, tasks, lines, &error))
            g_atomic_int_add(&run->counters->done, (gint)tasks.count);
        else
            stop_tasks(run);
        watchdog_feed();
        g_ptr_array_add(lines, NULL);
        g_variant_builder_add(&done, "(u^as)", tasks.first, lines->pdata);
    }
    GVariant *report = make_report(&done, tasks.first, error);
    send_all(output, g_variant_get_data(report), g_variant_get_size(report));
    _exit(EXIT_SUCCESS);
}

static gboolean start_worker(struct pool_run *run, struct pool_worker *worker, GError **error)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, run->pool->subject,
                           g_strerror(errno), NULL);
    worker->process = fork();
    if (worker->process == 0) {
        close(ends[0]);
        work_in_child(run, parent, ends[1]);
    }
    int cause = errno;
    close(ends[1]);
    worker->input = ends[0];
    if (worker->process > 0)
        return TRUE;
    close(ends[0]);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, run->pool->subject,
                       g_strerror(cause), NULL);
}

static void keep_failure(struct pool_run *run, guint task, GError *error)
{
    if (run->failure != NULL && run->failed <= task) {
        g_error_free(error);
        return;
    }
    g_clear_error(&run->failure);
    run->failure = error;
    run->failed = task;
}

static void close_worker(struct pool_worker *worker)
{
    close(worker->input);
    worker->input = -1;
}

/* Takes what a worker says until it closes its pipe. */
static void hear_worker(struct pool_worker *worker)
{
    guint8 chunk[16384];
    ssize_t got = read(worker->input, chunk, sizeof chunk);
    if (got > 0)
        g_byte_array_append(worker->said, chunk, (guint)got);
    if (got > 0 || (got < 0 && errno == EINTR))
        return;
    close_worker(worker);
}

/* Hands a signal on to the workers, which finish or undo what they are at. */
static void pass_signal_on(struct pool_run *run)
{
    GError *error = NULL;
    if (interrupt_check(&run->interrupt, &error))
        return;
    stop_tasks(run);
    for (guint i = 0; i < run->count; i++)
        kill(run->worker[i].process, SIGTERM);
    keep_failure(run, 0, error);
}

static void report_progress(const struct worker_pool *pool, guint done)
{
    struct progress_step step = {.stage = PROGRESS_WRITING, .done = done, .total = pool->tasks};
    progress_tell(pool->progress, &step);
}

static void hear_all(struct pool_run *run)
{
    g_autofree struct pollfd *watched = g_new(struct pollfd, run->count + 1);
    for (;;) {
        guint open = 0;
        for (guint i = 0; i < run->count; i++) {
            watched[i] = (struct pollfd){.fd = run->worker[i].input, .events = POLLIN};
            open += run->worker[i].input >= 0;
        }
        watched[run->count] = (struct pollfd){.fd = run->interrupt.descriptor, .events = POLLIN};
        if (open == 0)
            return;
        int ready =
            poll(watched, run->count + 1, run->pool->progress != NULL ? LOOK_EVERY : LOOK_SELDOM);
        if (ready < 0)
            continue;
        for (guint i = 0; i < run->count && ready == 0; i++)
            if (run->worker[i].input >= 0 && interrupt_child_ended(run->worker[i].process))
                close_worker(&run->worker[i]);
        watchdog_feed(); /* each worker has its own */
        report_progress(run->pool, (guint)g_atomic_int_get(&run->counters->done));
        if (watched[run->count].revents != 0)
            pass_signal_on(run);
        for (guint i = 0; i < run->count; i++)
            if (watched[i].revents != 0)
                hear_worker(&run->worker[i]);
    }
}

static void take_lines(struct pool_run *run, guint task, char **lines)
{
    if (task >= run->pool->tasks || run->lines[task] != NULL)
        return;
    run->lines[task] = g_ptr_array_new_with_free_func(g_free);
    for (; *lines != NULL; lines++)
        g_ptr_array_add(run->lines[task], g_strdup(*lines));
}

static void end_worker(struct pool_run *run, struct pool_worker *worker)
{
    int status = 0;
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        continue;
    g_autoptr(GVariant) report = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(REPORT_TYPE), worker->said->data, worker->said->len, FALSE, NULL, NULL));
    GError *error = NULL;
    if (worker->said->len == 0 || !g_variant_is_normal_form(report)) {
        gboolean late = WIFEXITED(status) && WEXITSTATUS(status) == TONGKET_ERROR_INTERNAL;
        g_autofree char *seconds = g_strdup_printf("%u s", run->patience);
        const char *cause =
            WIFSIGNALED(status) ? g_strsignal(WTERMSIG(status)) : run->pool->subject;
        error_raise(&error, TONGKET_ERROR_INTERNAL, late ? MESSAGE_CREW_LATE : MESSAGE_CREW_DIED,
                    late ? seconds : cause, NULL);
        keep_failure(run, run->pool->tasks, error);
        return;
    }
    g_autoptr(GVariantIter) done = NULL;
    guint32 failed, task;
    gint32 code;
    const char *english, *vietnamese;
    char **lines;
    g_variant_get(report, "(a(uas)ui&s&s)", &done, &failed, &code, &english, &vietnamese);
    while (g_variant_iter_loop(done, "(u^as)", &task, &lines))
        take_lines(run, task, lines);
    if (code == 0)
        return;
    error_raise(&error, (TongketError)code, MESSAGE_WRITER_SAYS, english, vietnamese, NULL);
    keep_failure(run, failed, error);
}

static gboolean conclude(struct pool_run *run, GPtrArray *lines, GError **error)
{
    for (guint i = 0; i < run->pool->tasks; i++) {
        for (guint k = 0; run->lines[i] != NULL && k < run->lines[i]->len; k++)
            g_ptr_array_add(lines, g_strdup(g_ptr_array_index(run->lines[i], k)));
        g_clear_pointer(&run->lines[i], g_ptr_array_unref);
    }
    if (run->failure == NULL)
        return TRUE;
    g_propagate_error(error, run->failure);
    return FALSE;
}

static gboolean run_workers(struct pool_run *run, GPtrArray *lines, GError **error)
{
    GError *failure = NULL;
    guint started = 0;
    while (started < run->count && start_worker(run, &run->worker[started], &failure))
        started++;
    run->count = started;
    if (failure != NULL) {
        stop_tasks(run);
        keep_failure(run, 0, failure);
    }
    hear_all(run);
    for (guint i = 0; i < run->count; i++)
        end_worker(run, &run->worker[i]);
    return conclude(run, lines, error);
}

static gboolean run_alone(const struct worker_pool *pool, GPtrArray *lines, GError **error)
{
    guint together = MAX(pool->together, 1);
    for (guint first = 0; first < pool->tasks; first += together) {
        struct worker_tasks tasks = {first, MIN(together, pool->tasks - first)};
        if (!pool->work(pool->data, tasks, lines, error))
            return FALSE;
        report_progress(pool, first + tasks.count);
    }
    return TRUE;
}

gboolean worker_pool_run(const struct worker_pool *pool, GPtrArray *lines, GError **error)
{
    guint wanted = pool->workers != 0 ? pool->workers : g_get_num_processors();
    struct pool_run run = {.pool = pool, .count = MIN(wanted, pool->tasks)};
    run.patience = watchdog_seconds() != 0 ? watchdog_seconds() : WATCHDOG_SECONDS;
    if (run.count <= 1)
        return run_alone(pool, lines, error);
    run.counters =
        mmap(NULL, sizeof *run.counters, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run.counters == MAP_FAILED)
        return run_alone(pool, lines, error);
    gboolean done = interrupt_begin(&run.interrupt, pool->subject, error);
    if (done) {
        guint count = run.count;
        run.worker = g_new0(struct pool_worker, count);
        run.lines = g_new0(GPtrArray *, pool->tasks);
        for (guint i = 0; i < count; i++)
            run.worker[i].said = g_byte_array_new();
        done = run_workers(&run, lines, error);
        for (guint i = 0; i < count; i++)
            g_byte_array_unref(run.worker[i].said);
        g_free(run.worker);
        g_free(run.lines);
        interrupt_end(&run.interrupt);
    }
    munmap(run.counters, sizeof *run.counters);
    return done;
}
