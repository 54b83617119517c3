#include <CUnit/CUnit.h>

#include "data/unit.h"

static gint32 add(struct unit_tree *tree, const char *code, enum level level, const char *parent)
{
    struct unit unit = {
        .code = code, .name = code, .level = level, .from = DATE_NONE, .to = DATE_NONE};
    return unit_tree_add(tree, &unit, parent);
}

static void a_code_is_found_by_its_bytes_without_a_terminator(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    gint32 district = add(tree, "034.339", LEVEL_HUYEN, "");
    gint32 commune = add(tree, "034.339.12649", LEVEL_CO_SO, "034.339");
    CU_ASSERT_EQUAL(unit_tree_find(tree, "034.339.12649;x", 7), district);
    CU_ASSERT_EQUAL(unit_tree_find(tree, "034.339.12649;x", 13), commune);
    CU_ASSERT_EQUAL(unit_tree_find(tree, "34.339", -1), UNIT_NONE);
    CU_ASSERT_EQUAL(unit_tree_find(tree, "034.339\0", 8), UNIT_NONE);
    CU_ASSERT_EQUAL(unit_tree_find(tree, "", 0), UNIT_NONE);
}

static void the_second_unit_of_a_code_is_refused(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    CU_ASSERT_EQUAL(add(tree, "34", LEVEL_TINH, ""), 0);
    CU_ASSERT_EQUAL(add(tree, "34", LEVEL_HUYEN, ""), UNIT_NONE);
    CU_ASSERT_EQUAL(unit_tree_count(tree), 1);
    CU_ASSERT_EQUAL(unit_at(tree, 0)->level, LEVEL_TINH);
}

static void a_hundred_thousand_units_keep_their_order(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    char code[16];
    for (int i = 0; i < 100000; i++) {
        g_snprintf(code, sizeof code, "34.%07d", i * 7);
        CU_ASSERT_EQUAL_FATAL(add(tree, code, LEVEL_CHI_BO, ""), i);
    }
    for (int i = 0; i < 700000; i++) {
        g_snprintf(code, sizeof code, "34.%07d", i);
        CU_ASSERT_EQUAL_FATAL(unit_tree_find(tree, code, -1), i % 7 == 0 ? i / 7 : UNIT_NONE);
    }
}

static void texts_belong_to_the_tree(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    char code[] = "34", name[] = "Tỉnh", parent[] = "vn";
    struct unit unit = {.code = code, .name = name};
    unit_tree_add(tree, &unit, parent);
    code[0] = name[0] = parent[0] = '?';
    CU_ASSERT_STRING_EQUAL(unit_at(tree, 0)->code, "34");
    CU_ASSERT_STRING_EQUAL(unit_at(tree, 0)->name, "Tỉnh");
    CU_ASSERT_STRING_EQUAL(unit_at(tree, 0)->kind, "");
    CU_ASSERT_STRING_EQUAL(unit_parent_code(tree, 0), "vn");
}

static void a_parent_may_stand_below_its_children_in_the_file(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    gint32 cell = add(tree, "c", LEVEL_CHI_BO, "b");
    gint32 commune = add(tree, "b", LEVEL_CO_SO, "a");
    gint32 province = add(tree, "a", LEVEL_TINH, "");
    unit_tree_link(tree, NULL, NULL);
    CU_ASSERT_EQUAL(unit_at(tree, province)->parent, UNIT_NONE);
    CU_ASSERT_EQUAL(unit_ancestor(tree, cell, LEVEL_CO_SO), commune);
    CU_ASSERT_EQUAL(unit_ancestor(tree, cell, LEVEL_CHI_BO), cell);
    CU_ASSERT_EQUAL(unit_ancestor(tree, cell, LEVEL_HUYEN), UNIT_NONE);
    CU_ASSERT_TRUE(unit_is_within(tree, cell, province));
    CU_ASSERT_TRUE(unit_is_within(tree, cell, cell));
    CU_ASSERT_FALSE(unit_is_within(tree, commune, cell));
}

static void an_unknown_parent_is_listed_and_its_child_becomes_a_root(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(gint32));
    add(tree, "a", LEVEL_TINH, "");
    add(tree, "b", LEVEL_CO_SO, "x");
    unit_tree_link(tree, unknown, NULL);
    CU_ASSERT_EQUAL_FATAL(unknown->len, 1);
    CU_ASSERT_EQUAL(g_array_index(unknown, gint32, 0), 1);
    CU_ASSERT_EQUAL(unit_at(tree, 1)->parent, UNIT_NONE);
}

static void each_unit_of_a_cycle_is_listed_once_and_becomes_a_root(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    g_autoptr(GArray) cycles = g_array_new(FALSE, FALSE, sizeof(gint32));
    gint32 below = add(tree, "below", LEVEL_CHI_BO, "b");
    gint32 first = add(tree, "a", LEVEL_CO_SO, "b");
    gint32 second = add(tree, "b", LEVEL_CO_SO, "a");
    gint32 itself = add(tree, "self", LEVEL_CO_SO, "self");
    unit_tree_link(tree, NULL, cycles);
    CU_ASSERT_EQUAL_FATAL(cycles->len, 3);
    CU_ASSERT_EQUAL(g_array_index(cycles, gint32, 0), first);
    CU_ASSERT_EQUAL(g_array_index(cycles, gint32, 1), second);
    CU_ASSERT_EQUAL(g_array_index(cycles, gint32, 2), itself);
    CU_ASSERT_EQUAL(unit_at(tree, first)->parent, UNIT_NONE);
    CU_ASSERT_EQUAL(unit_at(tree, second)->parent, UNIT_NONE);
    CU_ASSERT_EQUAL(unit_at(tree, below)->parent, second);
}

static gint32 add_version(struct unit_tree *tree, const char *parent, date from, date to)
{
    struct unit unit = {.code = "v", .level = LEVEL_CO_SO, .from = from, .to = to};
    return unit_tree_add(tree, &unit, parent);
}

static void rows_of_one_code_whose_days_do_not_meet_are_versions(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    gint32 first = add_version(tree, "", 10, 20);
    gint32 late = add_version(tree, "", 30, DATE_NONE);
    CU_ASSERT_NOT_EQUAL(late, UNIT_NONE);
    CU_ASSERT_EQUAL(add_version(tree, "", 20, 25), UNIT_NONE);
    CU_ASSERT_EQUAL(add_version(tree, "", 40, 50), UNIT_NONE);
    CU_ASSERT_EQUAL(add_version(tree, "", DATE_NONE, DATE_NONE), UNIT_NONE);
    gint32 between = add_version(tree, "", 21, 25);
    CU_ASSERT_EQUAL(unit_tree_find(tree, "v", -1), first);
    CU_ASSERT_EQUAL(unit_version(tree, late, 15), first);
    CU_ASSERT_EQUAL(unit_version(tree, first, 21), between);
    CU_ASSERT_EQUAL(unit_version(tree, first, 99), late);
    CU_ASSERT_EQUAL(unit_version(tree, late, 27), between);
    CU_ASSERT_EQUAL(unit_version(tree, late, 5), first);
}

static void a_unit_moves_with_its_version_and_lies_within_any_of_its_parent(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    gint32 old = add(tree, "old", LEVEL_HUYEN, "");
    gint32 new = add(tree, "new", LEVEL_HUYEN, "");
    gint32 first = add_version(tree, "old", DATE_NONE, 20);
    gint32 second = add_version(tree, "new", 21, DATE_NONE);
    gint32 cell = add(tree, "cell", LEVEL_CHI_BO, "v");
    unit_tree_link(tree, NULL, NULL);
    CU_ASSERT_EQUAL(unit_at(tree, first)->parent, old);
    CU_ASSERT_EQUAL(unit_at(tree, second)->parent, new);
    CU_ASSERT_TRUE(unit_is_within(tree, cell, first));
    CU_ASSERT_TRUE(unit_is_within(tree, cell, second));
    CU_ASSERT_FALSE(unit_is_within(tree, first, second) && unit_is_within(tree, first, new));
}

static void both_days_of_validity_are_included(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    struct unit unit = {.code = "a", .from = 10, .to = 20};
    unit_tree_add(tree, &unit, "");
    add(tree, "b", LEVEL_TINH, "");
    CU_ASSERT_FALSE(unit_is_valid(tree, 0, 9));
    CU_ASSERT_TRUE(unit_is_valid(tree, 0, 10));
    CU_ASSERT_TRUE(unit_is_valid(tree, 0, 20));
    CU_ASSERT_FALSE(unit_is_valid(tree, 0, 21));
    CU_ASSERT_TRUE(unit_is_valid(tree, 1, -100000));
}

static void every_level_has_a_code_and_xa_is_a_grassroots_organization(void)
{
    enum level level = LEVELS;
    for (int i = 0; i < LEVELS; i++) {
        CU_ASSERT_TRUE(level_from_code(level_code((enum level)i), &level));
        CU_ASSERT_EQUAL((int)level, i);
        CU_ASSERT_PTR_NOT_NULL(level_label(level));
    }
    CU_ASSERT_TRUE(level_from_code("xa", &level));
    CU_ASSERT_EQUAL(level, LEVEL_CO_SO);
    CU_ASSERT_FALSE(level_from_code("phuong", &level));
}

static void a_rejected_row_is_known_by_its_code_and_first_place(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    unit_tree_note_rejected(tree, "34.1", "don_vi.csv:5");
    unit_tree_note_rejected(tree, "34.1", "don_vi.csv:9");
    CU_ASSERT_STRING_EQUAL(unit_tree_rejected(tree, "34.1"), "don_vi.csv:5");
    CU_ASSERT_PTR_NULL(unit_tree_rejected(tree, "34"));
    CU_ASSERT_EQUAL(unit_tree_find(tree, "34.1", -1), UNIT_NONE);
}

static CU_TestInfo tests[] = {
    {"a code is found by its bytes, without a terminator",
     a_code_is_found_by_its_bytes_without_a_terminator},
    {"the second unit of a code is refused", the_second_unit_of_a_code_is_refused},
    {"100,000 units keep their order", a_hundred_thousand_units_keep_their_order},
    {"texts belong to the tree", texts_belong_to_the_tree},
    {"a parent may stand below its children", a_parent_may_stand_below_its_children_in_the_file},
    {"rows of one code whose days do not meet are versions",
     rows_of_one_code_whose_days_do_not_meet_are_versions},
    {"a unit moves with its version and lies within any of its parent",
     a_unit_moves_with_its_version_and_lies_within_any_of_its_parent},
    {"an unknown parent is listed and its child becomes a root",
     an_unknown_parent_is_listed_and_its_child_becomes_a_root},
    {"each unit of a cycle is listed once and becomes a root",
     each_unit_of_a_cycle_is_listed_once_and_becomes_a_root},
    {"both days of validity are included", both_days_of_validity_are_included},
    {"every level has a code, and xa is a grassroots organization",
     every_level_has_a_code_and_xa_is_a_grassroots_organization},
    {"a rejected row is known by its code and first place",
     a_rejected_row_is_known_by_its_code_and_first_place},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo unit_suite = {"unit", NULL, NULL, NULL, NULL, tests};
