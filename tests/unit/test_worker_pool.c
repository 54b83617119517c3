#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "deliver/worker_pool.h"

static gboolean tell(void *data, struct worker_tasks tasks, GPtrArray *lines, GError **error)
{
    (void)error;
    for (guint i = 0; i < tasks.count; i++)
        g_ptr_array_add(lines, g_strdup_printf("%s%u", (const char *)data, tasks.first + i));
    return TRUE;
}

static gboolean holds_the_fifth(struct worker_tasks tasks)
{
    return tasks.first <= 5 && 5 < tasks.first + tasks.count;
}

static gboolean refuse_the_fifth(void *data, struct worker_tasks tasks, GPtrArray *lines,
                                 GError **error)
{
    if (!holds_the_fifth(tasks))
        return tell(data, tasks, lines, error);
    tasks.count = 5 - tasks.first;
    tell(data, tasks, lines, error);
    return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_CANNOT_OPEN, "a", "b", NULL);
}

static gboolean die_at_the_fifth(void *data, struct worker_tasks tasks, GPtrArray *lines,
                                 GError **error)
{
    if (holds_the_fifth(tasks))
        _exit(EXIT_FAILURE);
    return tell(data, tasks, lines, error);
}

static gboolean tell_process(void *data, struct worker_tasks tasks, GPtrArray *lines,
                             GError **error)
{
    (void)data;
    (void)tasks;
    (void)error;
    g_ptr_array_add(lines, g_strdup_printf("%d", (int)getpid()));
    return TRUE;
}

static gboolean tell_count(void *data, struct worker_tasks tasks, GPtrArray *lines, GError **error)
{
    (void)data;
    (void)error;
    for (guint i = 0; i < tasks.count; i++)
        g_ptr_array_add(lines, g_strdup_printf("%u", tasks.count));
    return TRUE;
}

static void lines_come_in_the_order_of_the_tasks(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct worker_pool pool = {40, 3, 7, tell, "line ", "test", NULL};
    CU_ASSERT_TRUE(worker_pool_run(&pool, lines, NULL));
    CU_ASSERT_EQUAL_FATAL(lines->len, 40);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *expected = g_strdup_printf("line %u", i);
        CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, i), expected);
    }
}

static void a_task_that_fails_ends_the_pool_with_its_error(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    struct worker_pool pool = {4000, 2, 7, refuse_the_fifth, "", "test", NULL};
    CU_ASSERT_FALSE(worker_pool_run(&pool, lines, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_ENGLISH), "a: cannot open: b");
    CU_ASSERT_TRUE(lines->len >= 5 && lines->len < 4000);
}

static void a_worker_that_dies_is_an_error(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    struct worker_pool pool = {10, 2, 1, die_at_the_fifth, "", "test", NULL};
    CU_ASSERT_FALSE(worker_pool_run(&pool, lines, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INTERNAL));
}

static void a_pool_of_one_works_in_the_caller(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct worker_pool pool = {1, 8, 7, tell_process, NULL, "test", NULL};
    CU_ASSERT_TRUE(worker_pool_run(&pool, lines, NULL));
    g_autofree char *own = g_strdup_printf("%d", (int)getpid());
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), own);
}

/* Two workers of a hundred tasks: 25 would be a fair share, 7 are allowed; one is the last. */
static void tasks_are_taken_together_but_one_by_one_at_the_end(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct worker_pool pool = {100, 2, 7, tell_count, NULL, "test", NULL};
    CU_ASSERT_TRUE(worker_pool_run(&pool, lines, NULL));
    CU_ASSERT_EQUAL_FATAL(lines->len, 100);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), "7");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 99), "1");
}

static CU_TestInfo tests[] = {
    {"lines come in the order of the tasks", lines_come_in_the_order_of_the_tasks},
    {"a task that fails ends the pool with its error",
     a_task_that_fails_ends_the_pool_with_its_error},
    {"a worker that dies is an error", a_worker_that_dies_is_an_error},
    {"a pool of one works in the caller", a_pool_of_one_works_in_the_caller},
    {"tasks are taken together but one by one at the end",
     tasks_are_taken_together_but_one_by_one_at_the_end},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo worker_pool_suite = {"worker_pool", NULL, NULL, NULL, NULL, tests};
