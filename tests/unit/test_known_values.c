#include <CUnit/CUnit.h>
#include <string.h>

#include "read/known_values.h"

static char short_name[] = "Suy thoái";
static char *aliases[] = {short_name};
static char codes[][60] = {"pham_chat_dao_duc_loi_song", "tham_nhung", "ke_khai_tai_san", "khac",
                           "tu_chuc"};
static char labels[][60] = {"Phẩm chất đạo đức, lối sống", "Tham nhũng", "Kê khai tài sản", "Khác",
                            "Từ chức"};

struct known_values_scene {
    struct dictionary_value values[G_N_ELEMENTS(codes)];
    struct column column;
    struct known_values known;
};

static void scene_open(struct known_values_scene *scene)
{
    memset(scene, 0, sizeof *scene);
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
        scene->values[i] = (struct dictionary_value){.code = codes[i], .label = labels[i]};
    scene->values[0].aliases = (struct names){aliases, 1};
    scene->column.name = (char *)"noi_dung";
    scene->column.type = COLUMN_LABELS;
    scene->column.values = scene->values;
    scene->column.values_count = G_N_ELEMENTS(codes);
    known_values_init(&scene->known, &scene->column);
}

/* The numbers that the text is cut into, as "0 1"; "" if it is not. */
static void check_split(const char *text, const char *expected)
{
    struct known_values_scene scene;
    gint32 numbers[FACT_MAX_MENTIONS];
    g_autoptr(GString) found = g_string_new(NULL);
    scene_open(&scene);
    guint count = known_values_split(&scene.known, text, numbers);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(found, "%s%d", i > 0 ? " " : "", numbers[i]);
    CU_ASSERT_STRING_EQUAL(found->str, expected);
    known_values_clear(&scene.known);
}

static void other_separators_part_known_values(void)
{
    check_split("Tham nhũng, Khác", "1 3");
    check_split("Tham nhũng/Khác+Kê khai tài sản", "1 3 2");
    check_split("Tham nhũng\nKhác", "1 3");
    check_split("Tham nhũng và Khác & Từ chức", "1 3 4");
    check_split("Tham nhũng,, Khác,", "1 3");
}

static void a_separator_may_belong_to_a_value(void)
{
    check_split("Phẩm chất đạo đức, lối sống, Tham nhũng", "0 1");
    check_split("Tham nhũng, phẩm chất đạo đức, lối sống", "1 0");
}

static void a_text_with_anything_unknown_is_not_split(void)
{
    check_split("Tham nhũng, lãng phí", "");
    check_split("Lối sống, Khác", "");
    check_split("Tham nhũng", "");
    check_split(",", "");
}

static void check_slip(const char *text, const char *expected)
{
    struct known_values_scene scene;
    scene_open(&scene);
    g_autofree char *slip = known_values_slip(&scene.known, text);
    CU_ASSERT_TRUE(g_strcmp0(slip, expected) == 0);
    known_values_clear(&scene.known);
}

static void a_slip_of_the_pen_names_the_value_with_its_line(void)
{
    check_slip("Tham nhũn", "Tham nhũng (noi_dung: {code: tham_nhung, aliases: ['Tham nhũn']})");
    check_slip("Thamnhũng", "Tham nhũng (noi_dung: {code: tham_nhung, aliases: ['Thamnhũng']})");
    check_slip("Kê khia tài sản's", NULL);
    check_slip("Suy 'thái",
               "Suy thoái (noi_dung: {code: pham_chat_dao_duc_loi_song, aliases: ['Suy ''thái']})");
}

static void other_values_are_no_slips(void)
{
    check_slip("Tham ô", NULL);
    check_slip("Nhũng nhiễu", NULL);
    check_slip("Khai", NULL);
    check_slip("Kê khai thu nhập", NULL);
    check_slip("Tham nhũng 2", NULL);
    check_slip("Bãi chức", NULL);
}

static void a_question_mark_stands_for_a_letter_of_a_known_value(void)
{
    static const char *const sound[] = {"Suy tháp?", "Suy thoái??", "Kê khai ?", "Tham nh?ng gì",
                                        NULL};
    struct known_values_scene scene;
    scene_open(&scene);
    CU_ASSERT_TRUE(known_values_fit_hole(&scene.known, "Suy tho?i"));
    CU_ASSERT_TRUE(known_values_fit_hole(&scene.known, "KÊ KHAI T?I SẢN"));
    CU_ASSERT_TRUE(known_values_fit_hole(&scene.known, "Tham nh?ng"));
    for (guint i = 0; sound[i] != NULL; i++)
        CU_ASSERT_FALSE(known_values_fit_hole(&scene.known, sound[i]));
    known_values_clear(&scene.known);
}

static void a_hint_knows_aliases(void)
{
    struct known_values_scene scene;
    scene_open(&scene);
    g_autofree char *hint = known_values_hint(&scene.known, "Suy thái");
    CU_ASSERT_TRUE(g_str_has_prefix(hint, "Suy thoái ("));
    known_values_clear(&scene.known);
}

static CU_TestInfo tests[] = {
    {"other separators part known values", other_separators_part_known_values},
    {"a separator may belong to a value", a_separator_may_belong_to_a_value},
    {"a text with anything unknown is not split", a_text_with_anything_unknown_is_not_split},
    {"a slip of the pen names the value, with its line",
     a_slip_of_the_pen_names_the_value_with_its_line},
    {"other values are no slips", other_values_are_no_slips},
    {"a question mark stands for a letter of a known value",
     a_question_mark_stands_for_a_letter_of_a_known_value},
    {"a hint knows aliases", a_hint_knows_aliases},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo known_values_suite = {"known_values", NULL, NULL, NULL, NULL, tests};
