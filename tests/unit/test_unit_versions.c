#include <CUnit/CUnit.h>

#include "calc/scope.h"
#include "data/unit_map.h"

/* A commune that moved from district A to B and got another name on day 100. */
struct move {
    struct unit_tree *tree;
    gint32 a, b, before, after, cell;
};

static gint32 add(struct unit_tree *tree, const char *code, const char *name, enum level level,
                  const char *parent)
{
    struct unit unit = {
        .code = code, .name = name, .level = level, .from = DATE_NONE, .to = DATE_NONE};
    return unit_tree_add(tree, &unit, parent);
}

static struct move move_open(void)
{
    struct move move = {.tree = unit_tree_new()};
    add(move.tree, "1", "1", LEVEL_TINH, "");
    move.a = add(move.tree, "A", "A", LEVEL_HUYEN, "1");
    move.b = add(move.tree, "B", "B", LEVEL_HUYEN, "1");
    struct unit unit = {
        .code = "x", .name = "cũ", .level = LEVEL_CO_SO, .from = DATE_NONE, .to = 99};
    move.before = unit_tree_add(move.tree, &unit, "A");
    unit = (struct unit){
        .code = "x", .name = "mới", .level = LEVEL_CO_SO, .from = 100, .to = DATE_NONE};
    move.after = unit_tree_add(move.tree, &unit, "B");
    move.cell = add(move.tree, "x.1", "x.1", LEVEL_CHI_BO, "x");
    unit_tree_link(move.tree, NULL, NULL);
    return move;
}

static void facts_stand_in_the_version_of_the_maps_day(void)
{
    struct move move = move_open();
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    g_autoptr(unit_map_t) old = unit_map_new(move.tree, crosswalk, 50, NULL);
    g_autoptr(unit_map_t) new = unit_map_new(move.tree, crosswalk, 150, NULL);
    CU_ASSERT_EQUAL(unit_map_place(old, move.after), move.before);
    CU_ASSERT_EQUAL(unit_map_place(new, move.before), move.after);
    CU_ASSERT_TRUE(unit_map_is_valid(new, move.after));
    CU_ASSERT_FALSE(unit_map_is_valid(new, move.before));
    CU_ASSERT_FALSE(unit_map_is_lost(new, move.before));
    unit_tree_free(move.tree);
}

static void parents_are_those_of_the_maps_day(void)
{
    struct move move = move_open();
    g_autoptr(unit_map_t) old = unit_map_identity(move.tree, 50);
    g_autoptr(unit_map_t) new = unit_map_identity(move.tree, 150);
    CU_ASSERT_EQUAL(unit_map_ancestor(old, move.cell, LEVEL_HUYEN), move.a);
    CU_ASSERT_EQUAL(unit_map_ancestor(new, move.cell, LEVEL_HUYEN), move.b);
    unit_tree_free(move.tree);
}

static void a_versions_own_change_moves_it_on_and_an_earlier_ones_does_not(void)
{
    struct move move = move_open();
    gint32 target = add(move.tree, "y", "y", LEVEL_CO_SO, "B");
    unit_tree_link(move.tree, NULL, NULL);
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    struct crosswalk_event event = {
        .old_code = "x", .new_code = "y", .new_name = "", .day = 100, .weight = {1, 1}};
    crosswalk_add(crosswalk, &event);
    g_autoptr(unit_map_t) reused = unit_map_new(move.tree, crosswalk, 150, NULL);
    CU_ASSERT_EQUAL(unit_map_place(reused, move.after), move.after);
    event.day = 200;
    crosswalk_add(crosswalk, &event);
    g_autoptr(unit_map_t) merged = unit_map_new(move.tree, crosswalk, 250, NULL);
    CU_ASSERT_EQUAL(unit_map_place(merged, move.after), target);
    CU_ASSERT_EQUAL(unit_map_place(merged, move.before), target);
    unit_tree_free(move.tree);
}

static void both_versions_are_one_row(void)
{
    struct move move = move_open();
    gint32 everything = UNIT_NONE;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, everything);
    g_autoptr(scopes_t) scopes = scopes_new(move.tree, roots, 150);
    const struct numbering *level = scopes_level(scopes, LEVEL_CO_SO);
    CU_ASSERT_EQUAL(level->number[move.before], level->number[move.after]);
    GArray *units = g_ptr_array_index(level->units, 0);
    CU_ASSERT_EQUAL(g_array_index(units, gint32, level->number[move.before]), move.after);
    unit_tree_free(move.tree);
}

static CU_TestInfo tests[] = {
    {"facts stand in the version of the map's day", facts_stand_in_the_version_of_the_maps_day},
    {"parents are those of the map's day", parents_are_those_of_the_maps_day},
    {"a version's own change moves it on, and an earlier one's does not",
     a_versions_own_change_moves_it_on_and_an_earlier_ones_does_not},
    {"both versions are one row", both_versions_are_one_row},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo unit_versions_suite = {"unit_versions", NULL, NULL, NULL, NULL, tests};
