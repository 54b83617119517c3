#include <CUnit/CUnit.h>

#include "read/cell_known.h"
#include "read/rows.h"
#include "read_fixture.h"

/* Cells of a dataset, and how one of its columns is asked. */
struct known_scene {
    const struct dataset *dataset;
    struct unit_tree *tree;
    struct cell_plan *plan;
    struct cells *cells;
    guint column;
    struct cell_asking asking;
    GRand *random;
};

static void open_scene(struct known_scene *scene, const char *dataset, const char *column)
{
    scene->dataset = dictionary_dataset(&fixture_dictionary, dataset);
    scene->tree = fixture_tree();
    scene->plan = cell_plan_new(scene->dataset, scene->tree);
    scene->cells = cells_new(scene->plan);
    scene->column = (guint)dataset_column(scene->dataset, column);
    cells_ask(scene->cells, scene->column, &scene->asking);
    scene->random = g_rand_new_with_seed(20240831);
}

static void close_scene(struct known_scene *scene)
{
    cells_free(scene->cells);
    cell_plan_free(scene->plan);
    unit_tree_free(scene->tree);
    g_rand_free(scene->random);
}

/* A text of some of the signs, as a field stands in a row. */
static void make_text(struct known_scene *scene, const char *const *signs, guint count,
                      gsize longest, char *text)
{
    gsize length = 0, most = (gsize)g_rand_int_range(scene->random, 1, (gint32)longest);
    memset(text, 'x', longest + ROW_PADDING);
    do {
        const char *sign = signs[g_rand_int_range(scene->random, 0, (gint32)count)];
        memcpy(text + length, sign, strlen(sign));
        length += strlen(sign);
    } while (length < most);
    text[length] = '\0';
}

static void a_number_known_at_a_glance_has_the_print_of_its_level(void)
{
    static const char *const signs[] = {"a", "Z", "7", "0", "-", "/", ".", "Đ", "đ", "1", "ă", " "};
    struct known_scene scene;
    guint known = 0;
    open_scene(&scene, "can_bo", "ma_can_bo");
    for (guint round = 0; round < 20000; round++) {
        char text[128];
        gint64 value;
        make_text(&scene, signs, G_N_ELEMENTS(signs) - (round % 4 != 0 ? 2 : 0), 70, text);
        if (!cell_known_key(text, strlen(text), &value))
            continue;
        known++;
        CU_ASSERT_EQUAL_FATAL(value, (gint64)cell_level_print(text, strlen(text)));
        CU_ASSERT_EQUAL_FATAL(cell_code(scene.cells, scene.column, text, strlen(text)).rule, RULES);
    }
    CU_ASSERT_TRUE(known > 5000);
    close_scene(&scene);
}

/* Days of all kinds, some of them none, and now and then something else in a place. */
static void a_day_is_the_same_at_a_glance_and_after_a_closer_look(void)
{
    struct known_scene scene;
    guint known = 0;
    open_scene(&scene, "can_bo", "ngay_sinh");
    for (guint round = 0; round < 200000; round++) {
        char text[64];
        gint64 value;
        int first = g_snprintf(
            text, sizeof text, "%02d/%02d/%04d", g_rand_int_range(scene.random, 0, 33),
            g_rand_int_range(scene.random, 0, 14), g_rand_int_range(scene.random, 1890, 2110));
        CU_ASSERT_EQUAL_FATAL(first, 10);
        if (round % 3 == 0)
            text[g_rand_int_range(scene.random, 0, 10)] =
                (char)g_rand_int_range(scene.random, ' ', 127);
        struct cell cell = cell_code(scene.cells, scene.column, text, 10);
        gboolean is_known = cell_known_day(&scene.asking, text, 10, &value);
        known += is_known;
        if (is_known)
            CU_ASSERT_TRUE_FATAL(cell.rule == RULES && cell.value == value);
        if (round % 3 != 0)
            CU_ASSERT_EQUAL_FATAL(is_known, cell.rule == RULES);
    }
    CU_ASSERT_TRUE(known > 50000);
    close_scene(&scene);
}

static void a_text_met_before_means_what_it_meant(void)
{
    static const char *const signs[] = {"Chi", " bộ", "ủy", "v", "12"};
    struct known_scene scene;
    guint known = 0;
    open_scene(&scene, "can_bo", "chuc_vu");
    for (guint round = 0; round < 20000; round++) {
        char text[200];
        gint64 value;
        gint32 span;
        make_text(&scene, signs, G_N_ELEMENTS(signs), round % 2 == 0 ? 12 : 100, text);
        gboolean is_known = cell_known_text(&scene.asking, text, strlen(text), &value, &span);
        struct cell cell = cell_code(scene.cells, scene.column, text, strlen(text));
        known += is_known;
        if (is_known)
            CU_ASSERT_TRUE_FATAL(cell.rule == RULES && cell.value == value && cell.span == span);
        if (cell.value == CELL_UNNUMBERED)
            cell_number(scene.cells, scene.column, text, strlen(text));
    }
    CU_ASSERT_TRUE(known > 1000);
    close_scene(&scene);
}

static void a_count_of_few_digits_is_what_it_is_and_not_beyond_the_limit(void)
{
    static const char *const signs[] = {"0", "1", "9", "7", "4", "10000000", "10000001", "-", "."};
    struct known_scene scene;
    open_scene(&scene, "xep_loai", "so_luong");
    for (guint round = 0; round < 20000; round++) {
        char text[64];
        gint64 value;
        make_text(&scene, signs, G_N_ELEMENTS(signs), 12, text);
        struct cell cell = cell_code(scene.cells, scene.column, text, strlen(text));
        if (cell_known_count(&scene.asking, text, strlen(text), &value))
            CU_ASSERT_TRUE_FATAL(cell.rule == RULES && cell.value == value);
        if (cell.rule == RULES && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10)
            CU_ASSERT_TRUE_FATAL(cell_known_count(&scene.asking, text, strlen(text), &value));
    }
    close_scene(&scene);
}

static CU_TestInfo tests[] = {
    {"a number known at a glance has the print of its level",
     a_number_known_at_a_glance_has_the_print_of_its_level},
    {"a day is the same at a glance and after a closer look",
     a_day_is_the_same_at_a_glance_and_after_a_closer_look},
    {"a text met before means what it meant", a_text_met_before_means_what_it_meant},
    {"a count of few digits is what it is, and not beyond the limit",
     a_count_of_few_digits_is_what_it_is_and_not_beyond_the_limit},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo cell_known_suite = {"cell_known", NULL, NULL, NULL, NULL, tests};
