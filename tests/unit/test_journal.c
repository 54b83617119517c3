#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "deliver/journal.h"

/*
 * The stage: a folder with two files of the set "s" and a foreign one, and in a private folder
 * three new files.
 */
struct journal_stage {
    char *folder, *temp;
    struct journal *journal;
};

static void put_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    CU_ASSERT_EQUAL(g_mkdir_with_parents(parent, 0750), 0);
    CU_ASSERT_TRUE(file_write(path, text, strlen(text), NULL));
}

/* "name=text" of all files but the lock in the order of their names, hidden ones too. New string.
 */
static void collect(const char *folder, const char *inside, GString *out)
{
    g_autoptr(GPtrArray) names = file_list(folder, "", "", NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *shown = g_strconcat(inside, name, NULL);
        g_autofree char *below = g_strconcat(shown, "/", NULL);
        g_autofree char *text = NULL;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            collect(path, below, out);
        else if (g_file_get_contents(path, &text, NULL, NULL))
            g_string_append_printf(out, "%s=%s ", shown, text);
    }
}

static void check_folder(const struct journal_stage *stage, const char *expected)
{
    g_autoptr(GString) found = g_string_new(NULL);
    collect(stage->folder, "", found);
    CU_ASSERT_STRING_EQUAL(found->str, expected);
}

static void put(struct journal_stage *stage, const char *name, const char *text)
{
    g_autofree char *digest = digest_of(text, -1);
    put_file(stage->temp, name, text);
    CU_ASSERT_TRUE(journal_put(stage->journal, name, digest, NULL));
}

#define OLD "other=o s/a.csv=old-a s/gone.svg=old-g s.xlsx=old "
#define NEW "other=o s/a.csv=new-a s/b.csv=new-b s.xlsx=new "

static struct journal_stage stage_open(void)
{
    struct journal_stage stage = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    g_autofree char *prefix = journal_temp_prefix(stage.folder, "s");
    g_autofree char *gone = digest_of("old-g", -1);
    put_file(stage.folder, "other", "o");
    put_file(stage.folder, "s.xlsx", "old");
    put_file(stage.folder, "s/a.csv", "old-a");
    put_file(stage.folder, "s/gone.svg", "old-g");
    check_folder(&stage, OLD);
    stage.temp = file_temp_folder(prefix, NULL);
    stage.journal = journal_new(stage.folder, "s", stage.temp);
    put(&stage, "s.xlsx", "new");
    put(&stage, "s/a.csv", "new-a");
    put(&stage, "s/b.csv", "new-b");
    CU_ASSERT_TRUE(journal_remove(stage.journal, "s/gone.svg", gone, NULL));
    return stage;
}

static void stage_close(struct journal_stage *stage)
{
    journal_free(stage->journal);
    CU_ASSERT_TRUE(file_remove_tree(stage->folder, NULL));
    g_free(stage->folder);
    g_free(stage->temp);
}

static void a_commit_puts_the_new_set_and_nothing_else(void)
{
    struct journal_stage stage = stage_open();
    CU_ASSERT_TRUE(journal_commit(stage.journal, NULL, NULL, NULL));
    check_folder(&stage, NEW);
    stage_close(&stage);
}

static gboolean refuse(void *data, GError **error)
{
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_INTERRUPTED, (char *)data, "-", NULL);
}

static void a_refusal_at_the_last_moment_undoes_all(void)
{
    struct journal_stage stage = stage_open();
    g_autoptr(GError) error = NULL;
    char subject[] = "s";
    CU_ASSERT_FALSE(journal_commit(stage.journal, refuse, subject, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "nothing was changed"));
    check_folder(&stage, OLD);
    stage_close(&stage);
}

static void a_rename_that_fails_undoes_all(void)
{
    struct journal_stage stage = stage_open();
    g_autofree char *lost = g_build_filename(stage.temp, "s/b.csv", NULL);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_EQUAL(g_unlink(lost), 0);
    CU_ASSERT_FALSE(journal_commit(stage.journal, NULL, NULL, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    check_folder(&stage, OLD);
    stage_close(&stage);
}

/* What a kill leaves: taken at the last moment, when all renames are done. */
static gboolean copy_all(void *data, GError **error)
{
    const struct journal_stage *stage = data;
    g_autofree char *command =
        g_strdup_printf("cp -a '%s' '%s.copy'", stage->folder, stage->folder);
    (void)error;
    return g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL);
}

/* The stage as a killed run left it, the original gone. */
static struct journal_stage stage_killed(void)
{
    struct journal_stage stage = stage_open();
    CU_ASSERT_TRUE(journal_commit(stage.journal, copy_all, &stage, NULL));
    g_autofree char *copy = g_strconcat(stage.folder, ".copy", NULL);
    CU_ASSERT_TRUE(file_remove_tree(stage.folder, NULL));
    CU_ASSERT_EQUAL(g_rename(copy, stage.folder), 0);
    return stage;
}

static void a_killed_commit_is_finished_when_all_new_files_are_there(void)
{
    struct journal_stage stage = stage_killed();
    g_autofree char *path = g_build_filename(stage.folder, "s/a.csv", NULL);
    g_autofree char *back = g_build_filename(stage.temp, "s/a.csv", NULL);
    CU_ASSERT_EQUAL(g_rename(path, back), 0); /* as if this rename had not come */
    CU_ASSERT_TRUE(journal_recover(stage.folder, NULL));
    check_folder(&stage, NEW);
    CU_ASSERT_TRUE(journal_recover(stage.folder, NULL));
    check_folder(&stage, NEW);
    stage_close(&stage);
}

static void a_killed_commit_is_undone_when_a_new_file_is_lost(void)
{
    struct journal_stage stage = stage_killed();
    g_autofree char *lost = g_build_filename(stage.folder, "s/b.csv", NULL);
    CU_ASSERT_EQUAL(g_unlink(lost), 0);
    CU_ASSERT_TRUE(journal_recover(stage.folder, NULL));
    check_folder(&stage, OLD);
    stage_close(&stage);
}

static void a_private_folder_without_a_journal_is_removed(void)
{
    struct journal_stage stage = stage_open();
    put_file(stage.folder, ".tongket.notes", "mine");
    put_file(stage.folder, ".tongket.s.short/file", "mine");
    CU_ASSERT_TRUE(journal_recover(stage.folder, NULL));
    check_folder(&stage, ".tongket.notes=mine .tongket.s.short/file=mine " OLD);
    stage_close(&stage);
}

static void a_damaged_journal_is_left_alone(void)
{
    struct journal_stage stage = stage_killed();
    g_autofree char *path = g_build_filename(stage.folder, ".tongket.s.journal", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE(g_file_get_contents(path, &text, NULL, NULL));
    text[strlen(text) / 2] ^= 1;
    CU_ASSERT_TRUE(g_file_set_contents(path, text, -1, NULL));
    CU_ASSERT_FALSE(journal_recover(stage.folder, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, path));
    CU_ASSERT_TRUE(g_file_test(path, G_FILE_TEST_EXISTS));
    stage_close(&stage);
}

static void a_link_is_replaced_and_its_target_stays(void)
{
    struct journal_stage stage = stage_open();
    g_autofree char *path = g_build_filename(stage.folder, "s.xlsx", NULL);
    g_autofree char *target = g_build_filename(stage.folder, "other", NULL);
    CU_ASSERT_EQUAL(g_unlink(path), 0);
    CU_ASSERT_EQUAL(symlink(target, path), 0);
    CU_ASSERT_TRUE(journal_commit(stage.journal, NULL, NULL, NULL));
    CU_ASSERT_FALSE(g_file_test(path, G_FILE_TEST_IS_SYMLINK));
    check_folder(&stage, NEW);
    stage_close(&stage);
}

static void the_output_folder_may_be_a_link(void)
{
    struct journal_stage stage = stage_open();
    g_autofree char *link = g_strconcat(stage.folder, "-link", NULL);
    g_autofree char *leaf = g_path_get_basename(stage.temp);
    g_autofree char *temp = g_build_filename(link, leaf, NULL);
    g_autofree char *digest = digest_of("new-a", -1);
    CU_ASSERT_EQUAL_FATAL(symlink(stage.folder, link), 0);
    g_autoptr(journal_t) journal = journal_new(link, "s", temp);
    CU_ASSERT_TRUE(journal_put(journal, "s/a.csv", digest, NULL));
    CU_ASSERT_TRUE(journal_commit(journal, NULL, NULL, NULL));
    CU_ASSERT_TRUE(journal_recover(link, NULL));
    check_folder(&stage, "other=o s/a.csv=new-a s/gone.svg=old-g s.xlsx=old ");
    CU_ASSERT_EQUAL(g_unlink(link), 0);
    stage_close(&stage);
}

static void a_folder_in_the_way_is_refused(void)
{
    struct journal_stage stage = stage_open();
    put_file(stage.folder, "s/c.csv/file", "x");
    g_autofree char *digest = digest_of("new-c", -1);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(journal_put(stage.journal, "s/c.csv", digest, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    stage_close(&stage);
}

static void a_linked_folder_of_the_set_is_refused(void)
{
    struct journal_stage stage = stage_open();
    g_autofree char *path = g_build_filename(stage.folder, "s", NULL);
    g_autofree char *digest = digest_of("new-b", -1);
    CU_ASSERT_TRUE(file_remove_tree(path, NULL));
    CU_ASSERT_EQUAL(symlink("/tmp", path), 0);
    CU_ASSERT_FALSE(journal_put(stage.journal, "s/b.csv", digest, NULL));
    stage_close(&stage);
}

static void a_file_that_somebody_changed_is_not_removed(void)
{
    struct journal_stage stage = stage_open();
    g_autofree char *path = g_build_filename(stage.folder, "s/gone.svg", NULL);
    CU_ASSERT_TRUE(g_file_set_contents(path, "mine", -1, NULL));
    CU_ASSERT_TRUE(journal_commit(stage.journal, NULL, NULL, NULL));
    check_folder(&stage, "other=o s/a.csv=new-a s/b.csv=new-b s/gone.svg=mine s.xlsx=new ");
    stage_close(&stage);
}

static void only_names_of_the_set_are_taken(void)
{
    static const char *const good[] = {"s.xlsx", "s.manifest.json", "s/kiem-tra.csv",
                                       "s/a+b_c.png"};
    static const char *const bad[] = {"t.xlsx", "s",       "s/",     "s/.x",  "s/a/b", "s/../x",
                                      "sx.csv", "/s.xlsx", "s/a\nb", "s/a b", "s./x",  "s/é.csv"};
    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        CU_ASSERT_TRUE(journal_takes_name("s", good[i]));
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        CU_ASSERT_FALSE(journal_takes_name("s", bad[i]));
}

static CU_TestInfo tests[] = {
    {"a commit puts the new set and nothing else", a_commit_puts_the_new_set_and_nothing_else},
    {"a refusal at the last moment undoes all", a_refusal_at_the_last_moment_undoes_all},
    {"a rename that fails undoes all", a_rename_that_fails_undoes_all},
    {"a killed commit is finished when all new files are there",
     a_killed_commit_is_finished_when_all_new_files_are_there},
    {"a killed commit is undone when a new file is lost",
     a_killed_commit_is_undone_when_a_new_file_is_lost},
    {"a private folder without a journal is removed",
     a_private_folder_without_a_journal_is_removed},
    {"a damaged journal is left alone", a_damaged_journal_is_left_alone},
    {"a link is replaced and its target stays", a_link_is_replaced_and_its_target_stays},
    {"the output folder may be a link", the_output_folder_may_be_a_link},
    {"a folder in the way is refused", a_folder_in_the_way_is_refused},
    {"a linked folder of the set is refused", a_linked_folder_of_the_set_is_refused},
    {"a file that somebody changed is not removed", a_file_that_somebody_changed_is_not_removed},
    {"only names of the set are taken", only_names_of_the_set_are_taken},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo journal_suite = {"journal", NULL, NULL, NULL, NULL, tests};
