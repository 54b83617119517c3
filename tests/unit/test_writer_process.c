#include <CUnit/CUnit.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "deliver/writer_process.h"

#define BOOKS 3

/* What the first book does to its process; the others note how they find theirs. */
struct spoiler {
    void (*spoil)(void);
    struct interrupt interrupt;
    GPtrArray *said[BOOKS]; /* by book: what the child noted, or NULL */
    GError *error[BOOKS];
};

static void note(struct writer_made *made, const char *what, gint64 value)
{
    g_ptr_array_add(made->files, g_strdup_printf("%s %" G_GINT64_FORMAT, what, value));
}

static void note_limit(struct writer_made *made, const char *what, int resource)
{
    struct rlimit limit;
    getrlimit((__rlimit_resource_t)resource, &limit);
    note(made, what, (gint64)limit.rlim_cur);
}

static void note_handler(struct writer_made *made, const char *what, int number)
{
    struct sigaction action;
    sigaction(number, NULL, &action);
    note(made, what, action.sa_handler == SIG_DFL ? 0 : action.sa_handler == SIG_IGN ? 1 : 2);
}

/* All that the header promises, and the process. */
static void note_state(struct writer_made *made)
{
    sigset_t blocked;
    struct stat out, in;
    struct itimerval timer;
    mode_t mask = umask(0);
    umask(mask);
    sigprocmask(SIG_SETMASK, NULL, &blocked);
    getitimer(ITIMER_REAL, &timer);
    note(made, "umask", mask);
    note_limit(made, "cpu", RLIMIT_CPU);
    note_limit(made, "core", RLIMIT_CORE);
    note_limit(made, "files", RLIMIT_NOFILE);
    note_limit(made, "size", RLIMIT_FSIZE);
    note_handler(made, "alarm", SIGALRM);
    note_handler(made, "pipe", SIGPIPE);
    note_handler(made, "segment", SIGSEGV);
    note(made, "term blocked", sigismember(&blocked, SIGTERM));
    note(made, "point", *localeconv()->decimal_point);
    note(made, "watchdog", timer.it_interval.tv_sec);
    note(made, "stdin", fstat(STDIN_FILENO, &in) == 0);
    note(made, "stdout", fstat(STDOUT_FILENO, &out) == 0);
    note(made, "stderr before", lseek(STDERR_FILENO, 0, SEEK_END));
    note(made, "stderr written", writer_process_has_limits() ? write(STDERR_FILENO, "x", 1) : 1);
    note(made, "stderr behind", lseek(STDERR_FILENO, 0, SEEK_END));
}

static gboolean spoil_or_note(void *data, guint number, struct writer_made *made, GError **error)
{
    struct spoiler *spoiler = data;
    if (number == 0 && spoiler->spoil != NULL)
        spoiler->spoil();
    else
        note_state(made);
    (void)error;
    return TRUE;
}

/* Runs all books; a book that fails is followed by the next. */
static void run(struct spoiler *spoiler,
                gboolean (*write)(void *, guint, struct writer_made *, GError **), guint patience)
{
    struct writer_work work = {.count = BOOKS,
                               .write = write,
                               .data = spoiler,
                               .interrupt = &spoiler->interrupt,
                               .patience_seconds = patience,
                               .memory_limit = (guint64)1 << 30};
    CU_ASSERT_TRUE_FATAL(interrupt_begin(&spoiler->interrupt, "book", NULL));
    g_autoptr(writer_process_t) process = writer_process_new(&work);
    for (guint i = 0; i < BOOKS; i++) {
        g_auto(writer_made_t) made = {0};
        if (writer_process_next(process, &made, &spoiler->error[i]))
            spoiler->said[i] = g_ptr_array_ref(made.files);
    }
    interrupt_end(&spoiler->interrupt);
}

static void spoiler_clear(struct spoiler *spoiler)
{
    CU_ASSERT_EQUAL(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
    for (guint i = 0; i < BOOKS; i++) {
        g_clear_pointer(&spoiler->said[i], g_ptr_array_unref);
        g_clear_error(&spoiler->error[i]);
    }
}

static char *said(const struct spoiler *spoiler, guint book)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; spoiler->said[book] != NULL && i < spoiler->said[book]->len; i++)
        g_string_append_printf(text, "%s\n",
                               (const char *)g_ptr_array_index(spoiler->said[book], i));
    return g_string_free(text, FALSE);
}

/* The state of the second and third book is that of a process in which nothing was spoilt. */
static void check_untouched(void (*spoil)(void))
{
    struct spoiler plain = {0}, spoilt = {.spoil = spoil};
    run(&plain, spoil_or_note, 30);
    run(&spoilt, spoil_or_note, 30);
    g_autofree char *expected = said(&plain, 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(expected, "watchdog 30\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(expected, "term blocked 0\n"));
    for (guint i = 1; i < BOOKS; i++) {
        g_autofree char *found = said(&spoilt, i);
        CU_ASSERT_STRING_EQUAL(found, expected);
    }
    spoiler_clear(&plain);
    spoiler_clear(&spoilt);
}

static void change_everything(void)
{
    struct rlimit few = {8, RLIM_INFINITY}, none = {0, RLIM_INFINITY};
    struct itimerval never = {{0, 0}, {0, 0}};
    sigset_t all;
    getrlimit(RLIMIT_NOFILE, &few);
    few.rlim_cur = 8;
    setrlimit(RLIMIT_NOFILE, &few);
    getrlimit(RLIMIT_FSIZE, &none);
    none.rlim_cur = 0;
    setrlimit(RLIMIT_FSIZE, &none);
    getrlimit(RLIMIT_CPU, &few);
    few.rlim_cur = 1;
    setrlimit(RLIMIT_CPU, &few);
    umask(0);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGSEGV, SIG_IGN);
    signal(SIGALRM, SIG_DFL);
    setitimer(ITIMER_REAL, &never, NULL);
    setlocale(LC_ALL, "vi_VN.UTF-8");
}

static void close_streams(void)
{
    for (int descriptor = 0; descriptor <= STDERR_FILENO && writer_process_has_limits();
         descriptor++)
        close(descriptor);
}

static void the_next_book_finds_all_as_the_first_did(void)
{
    check_untouched(change_everything);
    check_untouched(close_streams);
}

static gboolean tell_process(void *data, guint number, struct writer_made *made, GError **error)
{
    (void)data;
    (void)number;
    (void)error;
    note(made, "process", getpid());
    made->sum.cells = number + 10;
    return TRUE;
}

static void many_books_are_written_by_one_process(void)
{
    struct spoiler spoiler = {0};
    run(&spoiler, tell_process, 30);
    g_autofree char *first = said(&spoiler, 0), *last = said(&spoiler, BOOKS - 1);
    g_autofree char *own = g_strdup_printf("process %d\n", (int)getpid());
    CU_ASSERT_STRING_EQUAL(first, last);
    CU_ASSERT_STRING_NOT_EQUAL(first, own);
    spoiler_clear(&spoiler);
}

static gboolean fail_second(void *data, guint number, struct writer_made *made, GError **error)
{
    const struct spoiler *spoiler = data;
    if (number == 1 && spoiler->spoil == NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_OPEN, "a", "b", NULL);
    if (number == 1)
        spoiler->spoil();
    note(made, "process", getpid());
    return TRUE;
}

/* Only the second book is lost, with this code and text; the third one has a process that works. */
static void check_lost(void (*spoil)(void), guint patience, TongketError code, const char *text)
{
    struct spoiler spoiler = {.spoil = spoil};
    run(&spoiler, fail_second, patience);
    CU_ASSERT_PTR_NOT_NULL(spoiler.said[0]);
    CU_ASSERT_PTR_NULL(spoiler.said[1]);
    CU_ASSERT_PTR_NOT_NULL(spoiler.said[2]);
    CU_ASSERT_TRUE(g_error_matches(spoiler.error[1], TONGKET_ERROR, code));
    CU_ASSERT_PTR_NOT_NULL_FATAL(spoiler.error[1]);
    CU_ASSERT_PTR_NOT_NULL(strstr(spoiler.error[1]->message, text));
    spoiler_clear(&spoiler);
}

static void die(void)
{
    raise(SIGKILL);
}

static void leave(void)
{
    _exit(3);
}

static void leave_as_if_all_was_well(void)
{
    _exit(EXIT_SUCCESS);
}

static void hang(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (;;)
        sigsuspend(&none);
}

static void complain(void)
{
    static const char text[] = "[ERROR] a cell was left out\n";
    ssize_t put G_GNUC_UNUSED = write(STDERR_FILENO, text, sizeof text - 1);
}

/* More than the limit that run() sets. */
static void eat_memory(void)
{
    for (guint i = 0; i < 64; i++)
        memset(g_malloc(32 << 20), 1, 32 << 20);
}

static void a_book_that_fails_costs_itself_only(void)
{
    check_lost(NULL, 30, TONGKET_ERROR_OUTPUT, "a: cannot open: b");
    check_lost(die, 30, TONGKET_ERROR_INTERNAL, "Killed");
    check_lost(leave, 30, TONGKET_ERROR_INTERNAL, "exit 3");
    check_lost(leave_as_if_all_was_well, 30, TONGKET_ERROR_INTERNAL, "book");
    check_lost(hang, 1, TONGKET_ERROR_INTERNAL, "no progress for 1 seconds");
    if (!writer_process_has_limits())
        return;
    check_lost(complain, 30, TONGKET_ERROR_OUTPUT, "[ERROR] a cell was left out");
    check_lost(eat_memory, 30, TONGKET_ERROR_INTERNAL, "book");
}

/* Each book leaves 300 MiB behind: more than a process may grow, and three are more than the limit.
 */
static gboolean leak(void *data, guint number, struct writer_made *made, GError **error)
{
    (void)number;
    memset(g_malloc(300 << 20), 1, 4096);
    return tell_process(data, number, made, error);
}

static void a_process_that_has_grown_makes_room_for_a_fresh_one(void)
{
    struct spoiler spoiler = {0};
    run(&spoiler, leak, 30);
    g_autofree char *first = said(&spoiler, 0), *second = said(&spoiler, 1);
    CU_ASSERT_PTR_NOT_NULL(spoiler.said[2]);
    CU_ASSERT_STRING_NOT_EQUAL(first, second);
    spoiler_clear(&spoiler);
}

static gboolean be_interrupted(void *data, guint number, struct writer_made *made, GError **error)
{
    if (number == 1) {
        kill(getppid(), SIGTERM);
        hang();
    }
    return tell_process(data, number, made, error);
}

static void a_signal_ends_the_process_at_once(void)
{
    struct spoiler spoiler = {0};
    run(&spoiler, be_interrupted, 30);
    const GError *error = spoiler.error[0] != NULL ? spoiler.error[0] : spoiler.error[1];
    CU_ASSERT_PTR_NOT_NULL_FATAL(error); /* the child may be one book ahead */
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "interrupted"));
    spoiler_clear(&spoiler);
}

static CU_TestInfo tests[] = {
    {"many books are written by one process", many_books_are_written_by_one_process},
    {"the next book finds all as the first did", the_next_book_finds_all_as_the_first_did},
    {"a book that fails costs itself only", a_book_that_fails_costs_itself_only},
    {"a process that has grown makes room for a fresh one",
     a_process_that_has_grown_makes_room_for_a_fresh_one},
    {"a signal ends the process at once", a_signal_ends_the_process_at_once},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo writer_process_suite = {"writer_process", NULL, NULL, NULL, NULL, tests};
