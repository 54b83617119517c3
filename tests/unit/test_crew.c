#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "deliver/crew.h"

static gboolean tell(void *data, guint task, GPtrArray *lines, GError **error)
{
    (void)error;
    g_ptr_array_add(lines, g_strdup_printf("%s%u", (const char *)data, task));
    return TRUE;
}

static gboolean refuse_the_fifth(void *data, guint task, GPtrArray *lines, GError **error)
{
    if (task == 5)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_CANNOT_OPEN, "a", "b", NULL);
    return tell(data, task, lines, error);
}

static gboolean die_at_the_fifth(void *data, guint task, GPtrArray *lines, GError **error)
{
    if (task == 5)
        _exit(EXIT_FAILURE);
    return tell(data, task, lines, error);
}

static gboolean tell_process(void *data, guint task, GPtrArray *lines, GError **error)
{
    (void)data;
    (void)task;
    (void)error;
    g_ptr_array_add(lines, g_strdup_printf("%d", (int)getpid()));
    return TRUE;
}

static void lines_come_in_the_order_of_the_tasks(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct crew crew = {40, 3, tell, "line ", "test", NULL};
    CU_ASSERT_TRUE(crew_run(&crew, lines, NULL));
    CU_ASSERT_EQUAL_FATAL(lines->len, 40);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *expected = g_strdup_printf("line %u", i);
        CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, i), expected);
    }
}

static void a_task_that_fails_ends_the_crew_with_its_error(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    struct crew crew = {4000, 2, refuse_the_fifth, "", "test", NULL};
    CU_ASSERT_FALSE(crew_run(&crew, lines, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_ENGLISH), "a: cannot open: b");
    CU_ASSERT_TRUE(lines->len >= 5 && lines->len < 4000);
}

static void a_worker_that_dies_is_an_error(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    struct crew crew = {10, 2, die_at_the_fifth, "", "test", NULL};
    CU_ASSERT_FALSE(crew_run(&crew, lines, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INTERNAL));
}

static void a_crew_of_one_works_in_the_caller(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct crew crew = {1, 8, tell_process, NULL, "test", NULL};
    CU_ASSERT_TRUE(crew_run(&crew, lines, NULL));
    g_autofree char *own = g_strdup_printf("%d", (int)getpid());
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), own);
}

static CU_TestInfo tests[] = {
    {"lines come in the order of the tasks", lines_come_in_the_order_of_the_tasks},
    {"a task that fails ends the crew with its error",
     a_task_that_fails_ends_the_crew_with_its_error},
    {"a worker that dies is an error", a_worker_that_dies_is_an_error},
    {"a crew of one works in the caller", a_crew_of_one_works_in_the_caller},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo crew_suite = {"crew", NULL, NULL, NULL, NULL, tests};
