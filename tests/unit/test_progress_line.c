#include <CUnit/CUnit.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/progress_line.h"

/* What goes to stderr meanwhile goes to a file. */
struct catch
{
    char *path;
    int own;
};

static void catch_begin(struct catch *caught)
{
    int file = g_file_open_tmp("tongket-XXXXXX", &caught->path, NULL);
    caught->own = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    close(file);
}

/* New string. */
static char *catch_end(struct catch *caught)
{
    char *text = NULL;
    dup2(caught->own, STDERR_FILENO);
    close(caught->own);
    CU_ASSERT_TRUE(g_file_get_contents(caught->path, &text, NULL, NULL));
    g_unlink(caught->path);
    g_free(caught->path);
    return text;
}

static const struct surroundings terminal = {.language = LANGUAGE_ENGLISH, .terminal = TRUE};
static const struct progress_step half = {PROGRESS_READING, "ky_luat", 50, 100, 3000};

static void nobody_is_told_without_a_terminal_or_when_quiet(void)
{
    const struct surroundings file = {.language = LANGUAGE_ENGLISH};
    struct progress_line line;
    CU_ASSERT_PTR_NULL(progress_line_begin(&line, &file, FALSE));
    CU_ASSERT_PTR_NULL(progress_line_begin(&line, &terminal, TRUE));
    progress_line_end(&line);
}

static void what_is_done_at_once_gets_no_line(void)
{
    struct catch caught;
    struct progress_line line;
    const struct progress *progress = progress_line_begin(&line, &terminal, FALSE);
    catch_begin(&caught);
    progress_tell(progress, &half);
    progress_line_end(&line);
    g_autofree char *text = catch_end(&caught);
    CU_ASSERT_STRING_EQUAL(text, "");
}

/* As if the command had been begun three seconds ago. */
static char *told_after_three_seconds(const struct progress_step *step)
{
    struct catch caught;
    struct progress_line line;
    const struct progress *progress = progress_line_begin(&line, &terminal, FALSE);
    line.begun -= 3 * G_USEC_PER_SEC;
    line.told = line.step_begun = line.begun;
    catch_begin(&caught);
    progress_tell(progress, step);
    progress_tell(progress, step);
    progress_line_end(&line);
    return catch_end(&caught);
}

static void a_line_tells_share_speed_and_what_is_left_and_goes_again(void)
{
    g_autofree char *text = told_after_three_seconds(&half);
    CU_ASSERT_TRUE(g_str_has_prefix(text, "\rreading ky_luat: 50%, "));
    CU_ASSERT_TRUE(g_str_has_suffix(text, " lines a second, 4 s left\033[K\r\033[K"));
    guint64 rate = g_ascii_strtoull(text + strlen("\rreading ky_luat: 50%, "), NULL, 10);
    CU_ASSERT_TRUE(rate > 500 && rate <= 1000);
}

static void books_are_counted(void)
{
    const struct progress_step step = {.stage = PROGRESS_WRITING, .done = 3, .total = 8};
    g_autofree char *text = told_after_three_seconds(&step);
    CU_ASSERT_STRING_EQUAL(text, "\rwriting workbooks: 3/8\033[K\r\033[K");
}

static CU_TestInfo tests[] = {
    {"nobody is told without a terminal or when quiet",
     nobody_is_told_without_a_terminal_or_when_quiet},
    {"what is done at once gets no line", what_is_done_at_once_gets_no_line},
    {"a line tells share, speed and what is left, and goes again",
     a_line_tells_share_speed_and_what_is_left_and_goes_again},
    {"books are counted", books_are_counted},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo progress_line_suite = {"progress_line", NULL, NULL, NULL, NULL, tests};
