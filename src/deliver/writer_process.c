#define _GNU_SOURCE
#include "deliver/writer_process.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/error.h"
#include "base/sanitizer.h"
#include "base/watchdog.h"

/* Good, files, cells and their sum, and else the error's code and its text in both languages. */
#define REPLY_TYPE "(basttiss)"

#define FORBIDDEN_MODE 027

/* Milliseconds. */
#define LOOK_EVERY 1000

/* The pixels of a picture stay in the heap for the next one: fresh pages cost a quarter of it. */
#define KEPT_BYTES (32 << 20)

/* A process that has grown by more than this makes room for a fresh one. */
#define MOST_GROWTH ((guint64)256 << 20)

struct writer_process {
    const struct writer_work *work;
    guint patience; /* seconds without progress */
    guint next;     /* the book that is waited for */
    pid_t child;    /* 0: none */
    guint first;    /* the book it began with */
    int input;      /* its answers */
};

/* What every book finds as the first one did. */
struct beginning {
    mode_t mask;
    struct rlimit limit[RLIM_NLIMITS];
    struct sigaction action[NSIG];
    guint64 size; /* of the address space */
};

/* AddressSanitizer reserves terabytes of address space and has things to say on stderr. */
gboolean writer_process_has_limits(void)
{
    return !SANITIZER_ALLOCATES;
}

void writer_made_clear(struct writer_made *made)
{
    g_clear_pointer(&made->files, g_ptr_array_unref);
}

/* Bytes of the address space; 0 where the system does not tell. */
static guint64 address_space(void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
        return 0;
    return g_ascii_strtoull(text, NULL, 10) * (guint64)sysconf(_SC_PAGESIZE);
}

static guint64 growth(const struct beginning *beginning)
{
    guint64 size = address_space();
    return size > beginning->size ? size - beginning->size : 0;
}

/* Not one of the three streams, which may be closed. */
static int above_streams(int descriptor)
{
    int above = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(descriptor);
    return above;
}

/*
 * libxlsxwriter prints to stderr by itself; the parent says all there is to say. What it prints is
 * kept, for it goes on after some failures and tells of them nowhere else.
 */
static void silence(void)
{
    if (!writer_process_has_limits())
        return;
    int nowhere = above_streams(open("/dev/null", O_RDWR | O_CLOEXEC));
    int kept = above_streams(memfd_create("stderr", MFD_CLOEXEC));
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        int target = descriptor == STDERR_FILENO && kept >= 0 ? kept : nowhere;
        if (target >= 0)
            dup2(target, descriptor);
        else
            close(descriptor);
    }
    close(nowhere);
    close(kept);
}

/* Whether libxlsxwriter has complained since; *error then tells its words. */
static gboolean was_quiet(const struct writer_work *work, GError **error)
{
    if (!writer_process_has_limits())
        return TRUE;
    char text[256];
    ssize_t length = pread(STDERR_FILENO, text, sizeof text - 1, 0);
    text[MAX(length, 0)] = '\0';
    char *complaint = strstr(text, "[ERROR]");
    if (complaint == NULL)
        return TRUE;
    g_strdelimit(complaint, "\n", '\0');
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_WRITER_DIED, work->interrupt->subject,
                       complaint, NULL);
}

static void begin(const struct writer_process *process, pid_t parent, struct beginning *beginning)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    crash_leave_to_parent();
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, 4 * KEPT_BYTES);
    beginning->mask = umask(0) | FORBIDDEN_MODE;
    for (int i = 0; i < RLIM_NLIMITS; i++)
        getrlimit((__rlimit_resource_t)i, &beginning->limit[i]);
    for (int i = 1; i < NSIG; i++)
        sigaction(i, NULL, &beginning->action[i]);
    beginning->limit[RLIMIT_CORE].rlim_cur = 0;
    guint64 memory = process->work->memory_limit;
    if (writer_process_has_limits())
        beginning->limit[RLIMIT_AS].rlim_cur = memory != 0 ? memory : WRITER_MEMORY;
    beginning->size = address_space();
}

/* What the books before have left in the heap is not taken from this one's memory. */
static void begin_book(const struct writer_process *process, const struct beginning *beginning)
{
    sigset_t none;
    sigemptyset(&none);
    umask(beginning->mask);
    for (int i = 0; i < RLIM_NLIMITS; i++) {
        struct rlimit limit = beginning->limit[i];
        if (i == RLIMIT_AS && limit.rlim_cur != RLIM_INFINITY)
            limit.rlim_cur += growth(beginning);
        limit.rlim_cur = MIN(limit.rlim_cur, limit.rlim_max);
        setrlimit((__rlimit_resource_t)i, &limit);
    }
    for (int i = 1; i < NSIG; i++)
        sigaction(i, &beginning->action[i], NULL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setlocale(LC_ALL, "C");
    watchdog_start_in_child(process->patience);
    silence();
}

static gboolean send_all(int output, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t put = write(output, bytes, length);
        if (put < 0 && errno != EINTR)
            return FALSE;
        bytes += MAX(put, 0);
        length -= (gsize)MAX(put, 0);
    }
    return TRUE;
}

/* An answer is its length and a GVariant. */
static gboolean write_one(const struct writer_work *work, guint number, int output)
{
    g_auto(writer_made_t) made = {.files = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GError) error = NULL;
    gboolean good = work->write(work->data, number, &made, &error) && was_quiet(work, &error);
    const char *english = good ? "" : tongket_error_text(error, LANGUAGE_ENGLISH);
    const char *vietnamese = good ? "" : tongket_error_text(error, LANGUAGE_VIETNAMESE);
    g_autofree char *valid_english = g_utf8_make_valid(english, -1);
    g_autofree char *valid_vietnamese = g_utf8_make_valid(vietnamese, -1);
    g_ptr_array_add(made.files, NULL);
    g_autoptr(GVariant) reply = g_variant_ref_sink(
        g_variant_new("(b^asttiss)", good, made.files->pdata, made.sum.cells, made.sum.sum,
                      good ? 0 : error->code, valid_english, valid_vietnamese));
    guint32 length = (guint32)g_variant_get_size(reply);
    return send_all(output, (const char *)&length, sizeof length) &&
           send_all(output, g_variant_get_data(reply), length);
}

static G_GNUC_NORETURN void write_in_child(const struct writer_process *process, pid_t parent,
                                           int output)
{
    struct beginning beginning = {0};
    gboolean sent = TRUE;
    begin(process, parent, &beginning);
    for (guint i = process->next; sent && i < process->work->count; i++) {
        begin_book(process, &beginning);
        sent = write_one(process->work, i, output);
        if (growth(&beginning) > MOST_GROWTH)
            break;
    }
    _exit(sent ? EXIT_SUCCESS : EXIT_FAILURE);
}

static gboolean start(struct writer_process *process, GError **error)
{
    int ends[2];
    pid_t parent = getpid();
    const char *subject = process->work->interrupt->subject;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, subject,
                           g_strerror(errno), NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_in_child(process, parent, ends[1]);
    }
    int failure = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, subject,
                           g_strerror(failure), NULL);
    }
    process->child = child;
    process->first = process->next;
    process->input = ends[0];
    return TRUE;
}

static int reap(struct writer_process *process)
{
    int status = 0;
    while (waitpid(process->child, &status, 0) < 0 && errno == EINTR)
        continue;
    close(process->input);
    process->child = 0;
    return status;
}

/*
 * So many bytes of what the child says, or fewer when it closes the pipe or ends; -1: it must be
 * ended. The child has a watchdog of its own, so waiting for it is no standstill.
 */
static gssize hear(const struct writer_process *process, void *bytes, gsize length, GError **error)
{
    struct interrupt *interrupt = process->work->interrupt;
    gsize heard = 0;
    while (heard < length) {
        struct pollfd watched[] = {{.fd = process->input, .events = POLLIN},
                                   {.fd = interrupt->descriptor, .events = POLLIN}};
        int ready = poll(watched, G_N_ELEMENTS(watched), LOOK_EVERY);
        watchdog_feed();
        if (ready == 0 && interrupt_child_ended(process->child))
            break;
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        if (ready > 0 && (watched[1].revents & POLLIN) != 0 && !interrupt_check(interrupt, error))
            return -1;
        if (ready > 0 && watched[0].revents == 0)
            continue;
        ssize_t got = ready < 0 ? -1 : read(process->input, (char *)bytes + heard, length - heard);
        if (got < 0 && errno != EINTR) {
            error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_WRITER_DIED, interrupt->subject,
                        g_strerror(errno), NULL);
            return -1;
        }
        if (got == 0)
            break;
        heard += (gsize)MAX(got, 0);
    }
    return (gssize)heard;
}

/* The next answer (new), of no byte when the child ended instead; NULL: it must be ended. */
static GByteArray *hear_answer(const struct writer_process *process, GError **error)
{
    guint32 length = 0;
    g_autoptr(GByteArray) answer = g_byte_array_new();
    gssize heard = hear(process, &length, sizeof length, error);
    if (heard == sizeof length) {
        g_byte_array_set_size(answer, length);
        heard = hear(process, answer->data, length, error);
    }
    if (heard < 0)
        return NULL;
    if ((gsize)heard < length || length == 0)
        g_byte_array_set_size(answer, 0);
    return g_steal_pointer(&answer);
}

static gboolean understand(const char *subject, const GByteArray *bytes, struct writer_made *made,
                           GError **error)
{
    g_autoptr(GVariant) reply = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(REPLY_TYPE), bytes->data, bytes->len, FALSE, NULL, NULL));
    if (!g_variant_is_normal_form(reply))
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_DIED, subject, "-", NULL);
    gboolean good;
    gint32 code;
    g_auto(GStrv) names = NULL;
    const char *english, *vietnamese;
    g_variant_get(reply, "(b^astti&s&s)", &good, &names, &made->sum.cells, &made->sum.sum, &code,
                  &english, &vietnamese);
    if (!good)
        return error_raise(error, (TongketError)code, MESSAGE_WRITER_SAYS, english, vietnamese,
                           NULL);
    made->files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add(made->files, g_strdup(names[i]));
    return TRUE;
}

static gboolean tell_end(const struct writer_process *process, int status, GError **error)
{
    const char *subject = process->work->interrupt->subject;
    if (WIFEXITED(status) && WEXITSTATUS(status) == TONGKET_ERROR_INTERNAL) {
        g_autofree char *seconds = g_strdup_printf("%u", process->patience);
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_LATE, subject, seconds,
                           NULL);
    }
    g_autofree char *code = WEXITSTATUS(status) == EXIT_SUCCESS
                                ? g_strdup("-")
                                : g_strdup_printf("exit %d", WEXITSTATUS(status));
    return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_DIED, subject,
                       WIFSIGNALED(status) ? g_strsignal(WTERMSIG(status)) : code, NULL);
}

static void end(struct writer_process *process)
{
    kill(process->child, SIGKILL);
    reap(process);
}

struct writer_process *writer_process_new(const struct writer_work *work)
{
    struct writer_process *process = g_new0(struct writer_process, 1);
    guint patience = work->patience_seconds != 0 ? work->patience_seconds : watchdog_seconds();
    process->work = work;
    process->patience = patience != 0 ? patience : WATCHDOG_SECONDS; /* as the whole program */
    return process;
}

gboolean writer_process_next(struct writer_process *process, struct writer_made *made,
                             GError **error)
{
    struct interrupt *interrupt = process->work->interrupt;
    for (;;) {
        if (process->child == 0 && !start(process, error))
            return FALSE;
        g_autoptr(GByteArray) answer = hear_answer(process, error);
        if (answer == NULL) {
            end(process);
            process->next++;
            return FALSE;
        }
        if (answer->len > 0) {
            process->next++;
            return understand(interrupt->subject, answer, made, error);
        }
        gboolean answered = process->next > process->first;
        int status = reap(process);
        gboolean interrupted = !interrupt_check(interrupt, error); /* the keyboard's ends both */
        if (!interrupted && answered && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
            continue; /* it made room for a fresh one */
        process->next++;
        return interrupted ? FALSE : tell_end(process, status, error);
    }
}

void writer_process_free(struct writer_process *process)
{
    if (process == NULL)
        return;
    if (process->child != 0)
        end(process);
    g_free(process);
}
