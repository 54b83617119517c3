#include "run/search.h"

#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <string.h>

/* A folder that looks like an installation: FOLDER/bin, FOLDER/share/tongket/templates. */
struct search_place {
    char *folder, *shipped, *program;
};

static void put(const char *folder, const char *file)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(path, "", 0, NULL));
}

static struct search_place place_open(void)
{
    struct search_place place = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    place.shipped = g_build_filename(place.folder, "share", "tongket", "templates", NULL);
    place.program = g_build_filename(place.folder, "bin", "tongket", NULL);
    CU_ASSERT_EQUAL_FATAL(g_mkdir_with_parents(place.shipped, 0755), 0);
    put(place.shipped, "ky-luat.yaml");
    put(place.shipped, "can-bo.yaml");
    put(place.shipped, "tu-dien.yaml");
    put(place.shipped, "README");
    return place;
}

static void remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        remove_tree(inside);
    }
    g_remove(path);
}

static void place_close(struct search_place *place)
{
    remove_tree(place->folder);
    g_free(place->folder);
    g_free(place->shipped);
    g_free(place->program);
}

static void a_shipped_name_is_found_under_the_prefix_of_the_program(void)
{
    struct search_place place = place_open();
    g_autoptr(search_t) search = search_new(NULL, place.program);
    g_autofree char *path = search_template(search, "ky-luat");
    g_autofree char *wanted = g_build_filename(place.shipped, "ky-luat.yaml", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(path);
    CU_ASSERT_STRING_EQUAL(path, wanted);
    place_close(&place);
}

static void the_environment_comes_before_what_is_shipped(void)
{
    struct search_place place = place_open();
    g_autofree char *own = g_build_filename(place.folder, "own", NULL);
    g_mkdir(own, 0755);
    put(own, "ky-luat.yaml");
    g_autoptr(search_t) search = search_new(own, place.program);
    g_autofree char *found = search_template(search, "ky-luat");
    g_autofree char *shipped = search_template(search, "can-bo");
    CU_ASSERT_TRUE(g_str_has_prefix(found, own));
    CU_ASSERT_TRUE(g_str_has_prefix(shipped, place.shipped));
    place_close(&place);
}

static void in_the_source_tree_templates_lie_two_folders_above(void)
{
    struct search_place place = place_open();
    g_autofree char *program = g_build_filename(place.folder, "out", "bin", "tongket", NULL);
    g_autofree char *templates = g_build_filename(place.folder, "templates", NULL);
    g_mkdir(templates, 0755);
    put(templates, "moi.yaml");
    g_autoptr(search_t) search = search_new("", program);
    g_autofree char *found = search_template(search, "moi");
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    CU_ASSERT_TRUE(g_str_has_prefix(found, templates));
    place_close(&place);
}

static void a_path_is_taken_as_given_and_never_searched_for(void)
{
    struct search_place place = place_open();
    g_autoptr(search_t) search = search_new(NULL, place.program);
    g_autofree char *given = g_build_filename(place.shipped, "ky-luat.yaml", NULL);
    g_autofree char *found = search_template(search, given);
    g_autofree char *wrong = search_template(search, "./ky-luat");
    CU_ASSERT_STRING_EQUAL(found, given);
    CU_ASSERT_PTR_NULL(wrong);
    place_close(&place);
}

static void an_unknown_name_is_nowhere(void)
{
    struct search_place place = place_open();
    g_autoptr(search_t) search = search_new(NULL, place.program);
    CU_ASSERT_PTR_NULL(search_template(search, "ky-luatt"));
    CU_ASSERT_PTR_NULL(search_file(search, "office.yaml"));
    place_close(&place);
}

static void a_folder_of_the_name_is_no_file(void)
{
    struct search_place place = place_open();
    g_autofree char *folder = g_build_filename(place.shipped, "nam.yaml", NULL);
    g_mkdir(folder, 0755);
    g_autoptr(search_t) search = search_new(NULL, place.program);
    CU_ASSERT_PTR_NULL(search_template(search, "nam"));
    place_close(&place);
}

static void templates_are_listed_once_sorted_and_without_the_dictionary(void)
{
    struct search_place place = place_open();
    g_autofree char *own = g_build_filename(place.folder, "own", NULL);
    g_mkdir(own, 0755);
    put(own, "ky-luat.yaml");
    put(own, "a.yaml");
    g_autoptr(search_t) search = search_new(own, place.program);
    g_autoptr(GPtrArray) names = search_templates(search);
    g_ptr_array_add(names, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)names->pdata);
    CU_ASSERT_STRING_EQUAL(joined, "a can-bo ky-luat");
    place_close(&place);
}

static void the_stem_is_the_file_name_without_its_ending(void)
{
    g_autofree char *stem = search_stem("/a.yaml/ky-luat.yaml");
    g_autofree char *other = search_stem("mau.yml");
    CU_ASSERT_STRING_EQUAL(stem, "ky-luat");
    CU_ASSERT_STRING_EQUAL(other, "mau.yml");
}

static CU_TestInfo tests[] = {
    {"a shipped name is found under the prefix of the program",
     a_shipped_name_is_found_under_the_prefix_of_the_program},
    {"the environment comes before what is shipped", the_environment_comes_before_what_is_shipped},
    {"in the source tree templates lie two folders above",
     in_the_source_tree_templates_lie_two_folders_above},
    {"a path is taken as given and never searched for",
     a_path_is_taken_as_given_and_never_searched_for},
    {"an unknown name is nowhere", an_unknown_name_is_nowhere},
    {"a folder of the name is no file", a_folder_of_the_name_is_no_file},
    {"templates are listed once, sorted and without the dictionary",
     templates_are_listed_once_sorted_and_without_the_dictionary},
    {"the stem is the file name without its ending", the_stem_is_the_file_name_without_its_ending},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo search_suite = {"search", NULL, NULL, NULL, NULL, tests};
