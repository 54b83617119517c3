#include <CUnit/CUnit.h>
#include <string.h>

#include "read/unit_names.h"

static const struct {
    const char *code, *name, *parent;
} units[] = {
    {"1", "Đảng bộ huyện Đông", ""},
    {"2", "Đảng bộ huyện Tây", ""},
    {"1.1", "Đảng bộ xã Thái Hưng", "1"},
    {"2.1", "Đảng bộ xã Thái Hưng", "2"},
    {"1.2", "Đảng bộ xã Thái Hùng", "1"},
    {"2.2", "Đảng bộ xã Thụy Mỹ", "2"},
    {"1.1.1", "Chi bộ thôn Đoài", "1.1"},
    {"1.2.1", "Chi bộ thôn Đoài", "1.2"},
    {"2.2.1", "Chi bộ cơ quan xã Thụy Mỹ", "2.2"},
    {"2.2.2", "Chi bộ Trường Mầm non Bắc", "2.2"},
};

struct unit_names_scene {
    struct unit_tree *tree;
    struct unit_names *names;
};

static void scene_open(struct unit_names_scene *scene)
{
    scene->tree = unit_tree_new();
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct unit unit = {.code = units[i].code,
                            .name = units[i].name,
                            .kind = "",
                            .level = strlen(units[i].code) > 3 ? LEVEL_CHI_BO : LEVEL_CO_SO};
        unit_tree_add(scene->tree, &unit, units[i].parent);
    }
    unit_tree_link(scene->tree, NULL, NULL);
    scene->names = unit_names_new(scene->tree);
}

static void scene_close(struct unit_names_scene *scene)
{
    unit_names_free(scene->names);
    unit_tree_free(scene->tree);
}

static void check(const char *name, const char *superior, const char *expected)
{
    struct unit_names_scene scene;
    scene_open(&scene);
    for (guint turn = 0; turn < 2; turn++) {
        const struct named *named = unit_names_look_up(scene.names, name, superior);
        const char *found =
            named->unit != UNIT_NONE ? unit_at(scene.tree, named->unit)->code : named->codes;
        CU_ASSERT_EQUAL(g_strcmp0(found, expected), 0);
    }
    scene_close(&scene);
}

static void case_blanks_tone_place_and_y_do_not_matter(void)
{
    check("XÃ THUỴ MĨ", NULL, "2.2");
    check("Đảng bộ  xã Thụy Mỹ", NULL, "2.2");
}

static void marks_matter_unless_there_are_none(void)
{
    check("xã Thái Hùng", NULL, "1.2");
    check("xã Thái Húng", NULL, NULL);
    check("xa thuy my", NULL, "2.2");
    check("xa thai hung", NULL, "1.1, 2.1, 1.2");
}

static void two_of_one_name_are_never_guessed(void)
{
    check("xã Thái Hưng", NULL, "1.1, 2.1");
    check("xã Thái Hưng", "huyện Đông", "1.1");
    check("xã Thái Hưng", "2", "2.1");
}

static void a_name_is_looked_for_below_its_superior_only(void)
{
    check("xã Thụy Mỹ", "huyện Đông", NULL);
    check("xã Thụy Mỹ", "huyện Bắc", NULL);
    check("Chi bộ thôn Đoài", "huyện Đông", "1.1.1, 1.2.1");
    check("Chi bộ thôn Đoài", "xã Thái Hùng", "1.2.1");
}

static void the_nearest_name_is_told(void)
{
    struct unit_names_scene scene;
    scene_open(&scene);
    const struct named *named = unit_names_look_up(scene.names, "xã Thụy Mĩa", NULL);
    CU_ASSERT_STRING_EQUAL(named->near, "xã Thụy Mỹ");
    scene_close(&scene);
}

/* The codes of those that a person may mean, with blanks between. */
static gboolean means(const char *name, const char *codes)
{
    struct unit_names_scene scene;
    scene_open(&scene);
    g_autoptr(GArray) meant = unit_names_meant(scene.names, name);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < meant->len; i++)
        g_string_append_printf(found, "%s%s", i > 0 ? " " : "",
                               unit_at(scene.tree, g_array_index(meant, gint32, i))->code);
    scene_close(&scene);
    return strcmp(found->str, codes) == 0;
}

static void a_bare_name_means_the_units_that_bear_it_behind_words_of_their_kind(void)
{
    CU_ASSERT(means("Thái Hùng", "1.2"));
    CU_ASSERT(means("thai hung", "1.1 2.1 1.2"));
    CU_ASSERT(means("Thái Hưng", "1.1 2.1"));
    CU_ASSERT(means("xã Thái Hùng", "1.2"));
    CU_ASSERT(means("Đoài", "1.1.1 1.2.1"));
    CU_ASSERT(means("thôn Đoài", "1.1.1 1.2.1"));
    CU_ASSERT(means("Hùng", ""));
    CU_ASSERT(means("Bắc", ""));
}

static void a_cell_that_is_named_after_its_place_is_not_meant_by_that_name(void)
{
    CU_ASSERT(means("Thụy Mỹ", "2.2"));
    CU_ASSERT(means("cơ quan xã Thụy Mĩ", "2.2.1"));
}

static CU_TestInfo tests[] = {
    {"a bare name means the units that bear it behind words of their kind",
     a_bare_name_means_the_units_that_bear_it_behind_words_of_their_kind},
    {"a cell that is named after its place is not meant by that name",
     a_cell_that_is_named_after_its_place_is_not_meant_by_that_name},
    {"case, blanks, place of a tone and y do not matter",
     case_blanks_tone_place_and_y_do_not_matter},
    {"marks matter unless there are none", marks_matter_unless_there_are_none},
    {"two of one name are never guessed", two_of_one_name_are_never_guessed},
    {"a name is looked for below its superior only", a_name_is_looked_for_below_its_superior_only},
    {"the nearest name is told", the_nearest_name_is_told},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo unit_names_suite = {"unit_names", NULL, NULL, NULL, NULL, tests};
