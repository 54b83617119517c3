#define _GNU_SOURCE
#include "deliver/crew.h"

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

struct crew_worker {
    pid_t process;
    int input; /* -1: it has said all */
    GByteArray *said;
};

struct shift {
    const struct crew *crew;
    struct crew_worker *worker;
    guint count;
    struct counters {
        gint next, done; /* the next task, and how many are done */
    } * counters;        /* shared by all processes */
    struct interrupt interrupt;
    guint patience;    /* seconds, with a worker that makes no progress */
    GPtrArray **lines; /* by task */
    guint failed;      /* the first task that failed */
    GError *failure;
};

static guint take_task(const struct shift *shift)
{
    gint task = g_atomic_int_add(&shift->counters->next, 1);
    return (guint)MIN(task, (gint)shift->crew->tasks);
}

static void stop(const struct shift *shift)
{
    g_atomic_int_set(&shift->counters->next, (gint)shift->crew->tasks);
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

static G_GNUC_NORETURN void work_in_child(const struct shift *shift, pid_t parent, int output)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    crash_leave_to_parent();
    watchdog_start_in_child(shift->patience);
    GVariantBuilder done;
    GError *error = NULL;
    guint task;
    g_variant_builder_init(&done, G_VARIANT_TYPE("a(uas)"));
    while ((task = take_task(shift)) < shift->crew->tasks) {
        g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
        if (!shift->crew->work(shift->crew->data, task, lines, &error)) {
            stop(shift);
            break;
        }
        watchdog_feed();
        g_atomic_int_inc(&shift->counters->done);
        g_ptr_array_add(lines, NULL);
        g_variant_builder_add(&done, "(u^as)", task, lines->pdata);
    }
    GVariant *report = make_report(&done, task, error);
    send_all(output, g_variant_get_data(report), g_variant_get_size(report));
    _exit(EXIT_SUCCESS);
}

static gboolean hire(struct shift *shift, struct crew_worker *worker, GError **error)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, shift->crew->subject,
                           g_strerror(errno), NULL);
    worker->process = fork();
    if (worker->process == 0) {
        close(ends[0]);
        work_in_child(shift, parent, ends[1]);
    }
    int cause = errno;
    close(ends[1]);
    worker->input = ends[0];
    if (worker->process > 0)
        return TRUE;
    close(ends[0]);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, shift->crew->subject,
                       g_strerror(cause), NULL);
}

static void fail(struct shift *shift, guint task, GError *error)
{
    if (shift->failure != NULL && shift->failed <= task) {
        g_error_free(error);
        return;
    }
    g_clear_error(&shift->failure);
    shift->failure = error;
    shift->failed = task;
}

static void hang_up(struct crew_worker *worker)
{
    close(worker->input);
    worker->input = -1;
}

/* Takes what a worker says until it closes its pipe. */
static void hear(struct crew_worker *worker)
{
    guint8 chunk[16384];
    ssize_t got = read(worker->input, chunk, sizeof chunk);
    if (got > 0)
        g_byte_array_append(worker->said, chunk, (guint)got);
    if (got > 0 || (got < 0 && errno == EINTR))
        return;
    hang_up(worker);
}

/* Hands a signal on to the workers, which finish or undo what they are at. */
static void hand_on(struct shift *shift)
{
    GError *error = NULL;
    if (interrupt_check(&shift->interrupt, &error))
        return;
    stop(shift);
    for (guint i = 0; i < shift->count; i++)
        kill(shift->worker[i].process, SIGTERM);
    fail(shift, 0, error);
}

static void report_progress(const struct crew *crew, guint done)
{
    struct progress_step step = {.stage = PROGRESS_WRITING, .done = done, .total = crew->tasks};
    progress_tell(crew->progress, &step);
}

static void listen_to_all(struct shift *shift)
{
    g_autofree struct pollfd *watched = g_new(struct pollfd, shift->count + 1);
    for (;;) {
        guint open = 0;
        for (guint i = 0; i < shift->count; i++) {
            watched[i] = (struct pollfd){.fd = shift->worker[i].input, .events = POLLIN};
            open += shift->worker[i].input >= 0;
        }
        watched[shift->count] =
            (struct pollfd){.fd = shift->interrupt.descriptor, .events = POLLIN};
        if (open == 0)
            return;
        int ready = poll(watched, shift->count + 1,
                         shift->crew->progress != NULL ? LOOK_EVERY : LOOK_SELDOM);
        if (ready < 0)
            continue;
        for (guint i = 0; i < shift->count && ready == 0; i++)
            if (shift->worker[i].input >= 0 && interrupt_child_ended(shift->worker[i].process))
                hang_up(&shift->worker[i]);
        watchdog_feed(); /* each worker has its own */
        report_progress(shift->crew, (guint)g_atomic_int_get(&shift->counters->done));
        if (watched[shift->count].revents != 0)
            hand_on(shift);
        for (guint i = 0; i < shift->count; i++)
            if (watched[i].revents != 0)
                hear(&shift->worker[i]);
    }
}

static void take_lines(struct shift *shift, guint task, char **lines)
{
    if (task >= shift->crew->tasks || shift->lines[task] != NULL)
        return;
    shift->lines[task] = g_ptr_array_new_with_free_func(g_free);
    for (; *lines != NULL; lines++)
        g_ptr_array_add(shift->lines[task], g_strdup(*lines));
}

static void dismiss(struct shift *shift, struct crew_worker *worker)
{
    int status = 0;
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        continue;
    g_autoptr(GVariant) report = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(REPORT_TYPE), worker->said->data, worker->said->len, FALSE, NULL, NULL));
    GError *error = NULL;
    if (worker->said->len == 0 || !g_variant_is_normal_form(report)) {
        gboolean late = WIFEXITED(status) && WEXITSTATUS(status) == TONGKET_ERROR_INTERNAL;
        g_autofree char *seconds = g_strdup_printf("%u s", shift->patience);
        const char *cause =
            WIFSIGNALED(status) ? g_strsignal(WTERMSIG(status)) : shift->crew->subject;
        error_raise(&error, TONGKET_ERROR_INTERNAL, late ? MESSAGE_CREW_LATE : MESSAGE_CREW_DIED,
                    late ? seconds : cause, NULL);
        fail(shift, shift->crew->tasks, error);
        return;
    }
    g_autoptr(GVariantIter) done = NULL;
    guint32 failed, task;
    gint32 code;
    const char *english, *vietnamese;
    char **lines;
    g_variant_get(report, "(a(uas)ui&s&s)", &done, &failed, &code, &english, &vietnamese);
    while (g_variant_iter_loop(done, "(u^as)", &task, &lines))
        take_lines(shift, task, lines);
    if (code == 0)
        return;
    error_raise(&error, (TongketError)code, MESSAGE_WRITER_SAYS, english, vietnamese, NULL);
    fail(shift, failed, error);
}

static gboolean conclude(struct shift *shift, GPtrArray *lines, GError **error)
{
    for (guint i = 0; i < shift->crew->tasks; i++) {
        for (guint k = 0; shift->lines[i] != NULL && k < shift->lines[i]->len; k++)
            g_ptr_array_add(lines, g_strdup(g_ptr_array_index(shift->lines[i], k)));
        g_clear_pointer(&shift->lines[i], g_ptr_array_unref);
    }
    if (shift->failure == NULL)
        return TRUE;
    g_propagate_error(error, shift->failure);
    return FALSE;
}

static gboolean run_shift(struct shift *shift, GPtrArray *lines, GError **error)
{
    GError *failure = NULL;
    guint hired = 0;
    while (hired < shift->count && hire(shift, &shift->worker[hired], &failure))
        hired++;
    shift->count = hired;
    if (failure != NULL) {
        stop(shift);
        fail(shift, 0, failure);
    }
    listen_to_all(shift);
    for (guint i = 0; i < shift->count; i++)
        dismiss(shift, &shift->worker[i]);
    return conclude(shift, lines, error);
}

static gboolean run_alone(const struct crew *crew, GPtrArray *lines, GError **error)
{
    for (guint task = 0; task < crew->tasks; task++) {
        if (!crew->work(crew->data, task, lines, error))
            return FALSE;
        report_progress(crew, task + 1);
    }
    return TRUE;
}

gboolean crew_run(const struct crew *crew, GPtrArray *lines, GError **error)
{
    guint wanted = crew->workers != 0 ? crew->workers : 2 * g_get_num_processors();
    struct shift shift = {.crew = crew, .count = MIN(wanted, crew->tasks)};
    shift.patience = watchdog_seconds() != 0 ? watchdog_seconds() : WATCHDOG_SECONDS;
    if (shift.count <= 1)
        return run_alone(crew, lines, error);
    shift.counters = mmap(NULL, sizeof *shift.counters, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shift.counters == MAP_FAILED)
        return run_alone(crew, lines, error);
    gboolean done = interrupt_begin(&shift.interrupt, crew->subject, error);
    if (done) {
        guint count = shift.count;
        shift.worker = g_new0(struct crew_worker, count);
        shift.lines = g_new0(GPtrArray *, crew->tasks);
        for (guint i = 0; i < count; i++)
            shift.worker[i].said = g_byte_array_new();
        done = run_shift(&shift, lines, error);
        for (guint i = 0; i < count; i++)
            g_byte_array_unref(shift.worker[i].said);
        g_free(shift.worker);
        g_free(shift.lines);
        interrupt_end(&shift.interrupt);
    }
    munmap(shift.counters, sizeof *shift.counters);
    return done;
}
