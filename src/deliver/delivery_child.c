#define _GNU_SOURCE
#include "deliver/delivery_child.h"

#include <errno.h>
#include <fcntl.h>
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
#include "deliver/findings_file.h"
#include "write/output.h"
#include "write/writer.h"

/* Good, files, cells and their sum, and else the error's code and its text in both languages. */
#define REPLY_TYPE "(basttiss)"

#define FORBIDDEN_MODE 027

/* Milliseconds. */
#define LOOK_EVERY 1000

/* AddressSanitizer reserves terabytes of address space and has things to say on stderr. */
#define LIMITS !SANITIZER_OF_ADDRESSES

/* The pixels of a picture stay in the heap for the next one: fresh pages cost a quarter of it. */
#define KEPT_BYTES (32 << 20)

void delivery_made_clear(struct delivery_made *made)
{
    g_clear_pointer(&made->files, g_ptr_array_unref);
}

struct work {
    const struct delivery *delivery;
    const struct book *book;
    const char *temp_folder;
    struct interrupt *interrupt;
    pid_t parent;
    guint patience; /* seconds without progress */
};

static gboolean write_findings(const struct work *work, const struct write_job *job, GError **error)
{
    const struct delivery *delivery = work->delivery;
    if (delivery->findings == NULL)
        return TRUE;
    g_autofree char *name =
        g_strdup_printf("%s/%s", work->book->stem, book_findings_file(work->book));
    g_autoptr(GString) text =
        findings_file_text(delivery->findings, delivery->file_names, delivery->accounts);
    return output_write(job, name, text->str, text->len, error);
}

static gboolean write_all(const struct work *work, struct delivery_made *made, GError **error)
{
    const struct delivery *delivery = work->delivery;
    g_autoptr(pictures_t) pictures = pictures_new(delivery->font_folder);
    struct write_job job = {.book = work->book,
                            .folder = work->temp_folder,
                            .pictures = pictures,
                            .files = made->files,
                            .request = delivery->request,
                            .sum = &made->sum};
    const struct names *formats = &delivery->request->formats;
    for (guint i = 0; i < formats->count; i++) {
        const struct writer *writer = writer_find(formats->item[i]);
        g_assert(writer != NULL);
        if (!writer->write(&job, error))
            return FALSE;
        watchdog_feed();
    }
    return write_findings(work, &job, error);
}

static void limit(int resource, rlim_t wanted)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    now.rlim_cur = MIN(wanted, now.rlim_max);
    setrlimit(resource, &now);
}

/*
 * libxlsxwriter prints to stderr by itself; the parent says all there is to say. What it prints is
 * kept, for it goes on after some failures and tells of them nowhere else.
 */
static void silence(void)
{
#if LIMITS
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    int kept = memfd_create("stderr", MFD_CLOEXEC);
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        int target = descriptor == STDERR_FILENO && kept >= 0 ? kept : nowhere;
        if (target >= 0)
            dup2(target, descriptor);
        else
            close(descriptor);
    }
#endif
}

/* Whether libxlsxwriter has complained since; *error then tells its words. */
static gboolean was_quiet(const struct work *work, GError **error)
{
#if LIMITS
    char text[256];
    ssize_t length = pread(STDERR_FILENO, text, sizeof text - 1, 0);
    text[MAX(length, 0)] = '\0';
    char *complaint = strstr(text, "[ERROR]");
    if (complaint == NULL)
        return TRUE;
    g_strdelimit(complaint, "\n", '\0');
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_WRITER_DIED, work->book->stem,
                       complaint, NULL);
#else
    return work != NULL || error != NULL;
#endif
}

static void settle(const struct work *work)
{
    sigset_t none;
    sigemptyset(&none);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != work->parent)
        _exit(EXIT_FAILURE);
    sigprocmask(SIG_SETMASK, &none, NULL);
    crash_leave_to_parent();
    watchdog_start_in_child(work->patience);
    umask(umask(FORBIDDEN_MODE) | FORBIDDEN_MODE);
    limit(RLIMIT_CORE, 0);
#if LIMITS
    guint64 memory = work->delivery->memory_limit;
    limit(RLIMIT_AS, memory != 0 ? memory : DELIVERY_MEMORY);
#endif
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, 4 * KEPT_BYTES);
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

static G_GNUC_NORETURN void work_in_child(const struct work *work, int output)
{
    settle(work);
    g_auto(delivery_made_t) made = {.files = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GError) error = NULL;
    gboolean good = write_all(work, &made, &error) && was_quiet(work, &error);
    const char *english = good ? "" : tongket_error_text(error, LANGUAGE_ENGLISH);
    const char *vietnamese = good ? "" : tongket_error_text(error, LANGUAGE_VIETNAMESE);
    g_autofree char *valid_english = g_utf8_make_valid(english, -1);
    g_autofree char *valid_vietnamese = g_utf8_make_valid(vietnamese, -1);
    g_ptr_array_add(made.files, NULL);
    g_autoptr(GVariant) reply = g_variant_ref_sink(
        g_variant_new("(b^asttiss)", good, made.files->pdata, made.sum.cells, made.sum.sum,
                      good ? 0 : error->code, valid_english, valid_vietnamese));
    gboolean sent = send_all(output, g_variant_get_data(reply), g_variant_get_size(reply));
    _exit(sent ? EXIT_SUCCESS : EXIT_FAILURE);
}

/*
 * Takes what the child says until it closes the pipe or ends. FALSE when it must be ended. The
 * child has a watchdog of its own, so waiting for it is no standstill.
 */
static gboolean listen_to(const struct work *work, pid_t child, int input, GByteArray *reply,
                          GError **error)
{
    for (;;) {
        struct pollfd watched[] = {{.fd = input, .events = POLLIN},
                                   {.fd = work->interrupt->descriptor, .events = POLLIN}};
        int ready = poll(watched, G_N_ELEMENTS(watched), LOOK_EVERY);
        watchdog_feed();
        if (ready == 0 && interrupt_child_ended(child))
            return TRUE;
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        if (ready > 0 && (watched[1].revents & POLLIN) != 0)
            return interrupt_check(work->interrupt, error);
        guint8 chunk[4096];
        ssize_t got = ready < 0 ? -1 : read(input, chunk, sizeof chunk);
        if (got < 0 && errno != EINTR)
            return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_WRITER_DIED, work->book->stem,
                               g_strerror(errno), NULL);
        if (got == 0)
            return TRUE;
        g_byte_array_append(reply, chunk, (guint)MAX(got, 0));
    }
}

static int reap(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static gboolean understand(const struct work *work, const GByteArray *bytes,
                           struct delivery_made *made, GError **error)
{
    g_autoptr(GVariant) reply = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(REPLY_TYPE), bytes->data, bytes->len, FALSE, NULL, NULL));
    if (bytes->len == 0 || !g_variant_is_normal_form(reply))
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_DIED, work->book->stem,
                           "-", NULL);
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

static gboolean attend(const struct work *work, pid_t child, int input, struct delivery_made *made,
                       GError **error)
{
    g_autoptr(GByteArray) reply = g_byte_array_new();
    gboolean heard = listen_to(work, child, input, reply, error);
    if (!heard)
        kill(child, SIGKILL);
    int status = reap(child);
    /* A signal from the keyboard ends the child as well. */
    if (!heard || !interrupt_check(work->interrupt, error))
        return FALSE;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
        return understand(work, reply, made, error);
    if (WIFEXITED(status) && WEXITSTATUS(status) == TONGKET_ERROR_INTERNAL) {
        g_autofree char *seconds = g_strdup_printf("%u", work->patience);
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_LATE, work->book->stem,
                           seconds, NULL);
    }
    g_autofree char *code = g_strdup_printf("exit %d", WEXITSTATUS(status));
    return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_WRITER_DIED, work->book->stem,
                       WIFSIGNALED(status) ? g_strsignal(WTERMSIG(status)) : code, NULL);
}

/* As that of the whole program. */
static guint patience(const struct delivery *delivery)
{
    guint seconds =
        delivery->patience_seconds != 0 ? delivery->patience_seconds : watchdog_seconds();
    return seconds != 0 ? seconds : WATCHDOG_SECONDS;
}

gboolean delivery_child_run(const struct delivery *delivery, const struct book *book,
                            const char *temp_folder, struct interrupt *interrupt,
                            struct delivery_made *made, GError **error)
{
    struct work work = {delivery, book, temp_folder, interrupt, getpid(), patience(delivery)};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, book->stem,
                           g_strerror(errno), NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        work_in_child(&work, ends[1]);
    }
    int failure = errno;
    close(ends[1]);
    gboolean done = child > 0 ? attend(&work, child, ends[0], made, error)
                              : error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE,
                                            book->stem, g_strerror(failure), NULL);
    close(ends[0]);
    return done;
}
