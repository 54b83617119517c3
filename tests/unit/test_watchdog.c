#define _GNU_SOURCE
#include <CUnit/CUnit.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/watchdog.h"

/* How a process ended, and what it said. */
struct end {
    int status;
    char said[256];
};

/* Runs `work` in a process of its own; its descriptors 1 and 2 are `out` (the same pipe: -1). */
static struct end run(void (*work)(void), int out)
{
    struct end end = {0};
    int ends[2];
    CU_ASSERT_EQUAL_FATAL(pipe2(ends, O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        dup2(out >= 0 ? out : ends[1], STDOUT_FILENO);
        work();
        _exit(0);
    }
    close(ends[1]);
    gsize length = 0;
    ssize_t got;
    while (length < sizeof end.said - 1 &&
           (got = read(ends[0], end.said + length, sizeof end.said - 1 - length)) > 0)
        length += (gsize)got;
    close(ends[0]);
    CU_ASSERT_EQUAL(waitpid(child, &end.status, 0), child);
    return end;
}

static gboolean is_one_line(const char *text)
{
    const char *line_end = strchr(text, '\n');
    return line_end != NULL && line_end[1] == '\0';
}

static void stand_still(void)
{
    watchdog_start(LANGUAGE_ENGLISH, 1);
    for (;;)
        pause();
}

static void stand_still_in_a_child(void)
{
    watchdog_start_in_child(1);
    for (;;)
        pause();
}

static void go_on(void)
{
    watchdog_start(LANGUAGE_ENGLISH, 1);
    for (guint i = 0; i < 20; i++) {
        g_usleep(G_USEC_PER_SEC / 10);
        watchdog_feed();
    }
}

static void wait_for_a_reader(void)
{
    watchdog_start(LANGUAGE_ENGLISH, 1);
    g_usleep(2 * G_USEC_PER_SEC);
}

/* The last part of the time is still given to whoever was stopped through the first. */
static void be_stopped(void)
{
    watchdog_start(LANGUAGE_ENGLISH, 2);
    gint64 begin = g_get_monotonic_time();
    pid_t stopped = getpid();
    if (fork() == 0) {
        g_usleep(G_USEC_PER_SEC / 10);
        kill(stopped, SIGSTOP);
        g_usleep(3 * G_USEC_PER_SEC);
        kill(stopped, SIGCONT);
        _exit(0);
    }
    while (g_get_monotonic_time() - begin < G_USEC_PER_SEC)
        g_usleep(G_USEC_PER_SEC / 100);
    watchdog_feed();
}

static void a_standstill_ends_with_seven_and_one_line(void)
{
    struct end end = run(stand_still, -1);
    CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == TONGKET_ERROR_INTERNAL);
    CU_ASSERT_PTR_NOT_NULL(strstr(end.said, "no progress"));
    CU_ASSERT_TRUE(is_one_line(end.said));
}

static void a_child_leaves_the_words_to_its_parent(void)
{
    struct end end = run(stand_still_in_a_child, -1);
    CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == TONGKET_ERROR_INTERNAL);
    CU_ASSERT_STRING_EQUAL(end.said, "");
}

static void progress_is_never_ended(void)
{
    struct end end = run(go_on, -1);
    CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0);
}

static void a_slow_reader_is_waited_for(void)
{
    int ends[2];
    char filling[4096] = "";
    CU_ASSERT_EQUAL_FATAL(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    while (write(ends[1], filling, sizeof filling) > 0)
        continue;
    struct end end = run(wait_for_a_reader, ends[1]);
    CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0);
    close(ends[0]);
    close(ends[1]);
}

static void time_in_which_it_is_stopped_does_not_count(void)
{
    struct end end = run(be_stopped, -1);
    CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0);
}

static void abort_at_once(void)
{
    crash_prepare(LANGUAGE_ENGLISH);
    raise(SIGABRT);
}

static void fail_an_assertion(void)
{
    crash_prepare(LANGUAGE_ENGLISH);
    g_assert(getpid() == 0);
}

static void abort_as_a_child(void)
{
    crash_prepare(LANGUAGE_ENGLISH);
    crash_leave_to_parent();
    raise(SIGABRT);
}

static void a_crash_ends_with_seven_and_one_line(void)
{
    void (*const crashes[])(void) = {abort_at_once, fail_an_assertion};
    for (guint i = 0; i < G_N_ELEMENTS(crashes); i++) {
        struct end end = run(crashes[i], -1);
        CU_ASSERT_TRUE(WIFEXITED(end.status) && WEXITSTATUS(end.status) == TONGKET_ERROR_INTERNAL);
        CU_ASSERT_PTR_NOT_NULL(strstr(end.said, "a fault of the program"));
        CU_ASSERT_TRUE(is_one_line(end.said));
    }
}

static void a_crashed_child_says_nothing(void)
{
    struct end end = run(abort_as_a_child, -1);
    CU_ASSERT_TRUE(WIFSIGNALED(end.status) && WTERMSIG(end.status) == SIGABRT);
    CU_ASSERT_STRING_EQUAL(end.said, "");
}

static CU_TestInfo tests[] = {
    {"a standstill ends with seven and one line", a_standstill_ends_with_seven_and_one_line},
    {"a child leaves the words to its parent", a_child_leaves_the_words_to_its_parent},
    {"progress is never ended", progress_is_never_ended},
    {"a slow reader is waited for", a_slow_reader_is_waited_for},
    {"time in which it is stopped does not count", time_in_which_it_is_stopped_does_not_count},
    {"a crash ends with seven and one line", a_crash_ends_with_seven_and_one_line},
    {"a crashed child says nothing", a_crashed_child_says_nothing},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo watchdog_suite = {"watchdog", NULL, NULL, NULL, NULL, tests};
