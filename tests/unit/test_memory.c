#include <CUnit/CUnit.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MORE_THAN_THERE_IS (G_MAXSIZE / 4)

static void *take(gsize size)
{
    return malloc(size);
}

static void *take_cleared(gsize size)
{
    return calloc(size / 16, 16);
}

static void *take_again(gsize size)
{
    return realloc(malloc(1), size);
}

/* Whether a child comes to its end after it has asked for so much. */
static gboolean survives(void *(*ask)(gsize size), volatile gsize size)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        close(STDERR_FILENO);
        void *volatile memory = ask(size);
        _exit(memory != NULL || size == 0 ? EXIT_SUCCESS : EXIT_FAILURE + 1);
    }
    int status = -1;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_FAILURE + 1);
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

static void what_finds_no_memory_ends_the_process(void)
{
    CU_ASSERT_FALSE(survives(take, MORE_THAN_THERE_IS));
    CU_ASSERT_FALSE(survives(take_cleared, MORE_THAN_THERE_IS));
    CU_ASSERT_FALSE(survives(take_again, MORE_THAN_THERE_IS));
}

static void what_finds_memory_goes_on_and_so_does_nothing_asked_for(void)
{
    CU_ASSERT_TRUE(survives(take, 1000));
    CU_ASSERT_TRUE(survives(take_cleared, 1000));
    CU_ASSERT_TRUE(survives(take_again, 1000));
    CU_ASSERT_TRUE(survives(take_again, 0));
}

static CU_TestInfo tests[] = {
    {"what finds no memory ends the process", what_finds_no_memory_ends_the_process},
    {"what finds memory goes on, and so does nothing asked for",
     what_finds_memory_goes_on_and_so_does_nothing_asked_for},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo memory_suite = {"memory", NULL, NULL, NULL, NULL, tests};
