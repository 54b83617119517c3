#include <CUnit/CUnit.h>
#include <string.h>

#include "data/crosswalk.h"
#include "data/unit_map.h"

/*
 * The communes A, B, C, D, E of one province, each with a cell "A.1". A and B end on day 99, the
 * others go on; N is a commune that begins on day 100.
 */
struct land {
    struct unit_tree *tree;
    struct crosswalk *crosswalk;
};

static void add(struct unit_tree *tree, struct unit unit, const char *parent)
{
    unit.name = unit.code;
    CU_ASSERT_NOT_EQUAL(unit_tree_add(tree, &unit, parent), UNIT_NONE);
}

static void land_open(struct land *land)
{
    static const char *const codes[] = {"A", "B", "C", "D", "E"};
    land->tree = unit_tree_new();
    land->crosswalk = crosswalk_new();
    add(land->tree,
        (struct unit){.code = "P", .level = LEVEL_TINH, .from = DATE_NONE, .to = DATE_NONE}, "");
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_autofree char *cell = g_strconcat(codes[i], ".1", NULL);
        struct unit commune = {.code = codes[i],
                               .level = LEVEL_CO_SO,
                               .from = DATE_NONE,
                               .to = i < 2 ? 99 : DATE_NONE};
        struct unit below = commune;
        below.code = cell;
        below.level = LEVEL_CHI_BO;
        add(land->tree, commune, "P");
        add(land->tree, below, codes[i]);
    }
    add(land->tree, (struct unit){.code = "N", .level = LEVEL_CO_SO, .from = 100, .to = DATE_NONE},
        "P");
    unit_tree_link(land->tree, NULL, NULL);
}

static void land_close(struct land *land)
{
    unit_tree_free(land->tree);
    crosswalk_free(land->crosswalk);
}
typedef struct land land_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(land_t, land_close)

/* Tenths of an old unit go to a new one. */
static void change(struct land *land, const char *from, const char *into, date day, gint64 tenths)
{
    struct crosswalk_event event = {.old_code = from,
                                    .new_code = into,
                                    .new_name = "",
                                    .day = day,
                                    .weight = {tenths, 10},
                                    .file = 1,
                                    .line = crosswalk_count(land->crosswalk) + 2};
    crosswalk_add(land->crosswalk, &event);
}

/* Where a unit's facts stand on the map: "C" or "C 4 D 6" in tenths. New string. */
static char *placed(const struct land *land, const struct unit_map *map, const char *code)
{
    gint32 unit = unit_tree_find(land->tree, code, -1);
    const GArray *shares = unit_map_shares(map, unit);
    if (shares == NULL)
        return g_strdup(unit_at(land->tree, unit_map_place(map, unit))->code);
    CU_ASSERT_EQUAL(unit_map_place(map, unit), UNIT_NONE);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < shares->len; i++) {
        const struct map_share *share = &g_array_index(shares, struct map_share, i);
        g_string_append_printf(text, "%s%s %d", i > 0 ? " " : "",
                               unit_at(land->tree, share->unit)->code,
                               (int)(share->weight / (SHARES_WHOLE / 10)));
    }
    return g_strdup(text->str);
}

static gboolean stands(struct land *land, date day, const char *code, const char *expected)
{
    g_autoptr(unit_map_t) map = unit_map_new(land->tree, land->crosswalk, day, NULL);
    g_autofree char *given = placed(land, map, code);
    if (strcmp(given, expected) != 0)
        g_printerr("%s on day %d: %s, not %s\n", code, day, given, expected);
    return strcmp(given, expected) == 0;
}

static void a_merged_unit_and_its_cells_stand_in_the_successor(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "C", 100, 10);
    CU_ASSERT_TRUE(stands(&land, 99, "A", "A"));
    CU_ASSERT_TRUE(stands(&land, 100, "A", "C"));
    CU_ASSERT_TRUE(stands(&land, 100, "A.1", "C"));
    CU_ASSERT_TRUE(stands(&land, 100, "C.1", "C.1"));
}

static void a_cell_with_a_row_of_its_own_goes_its_own_way(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "C", 100, 4);
    change(&land, "A", "D", 100, 6);
    change(&land, "A.1", "E.1", 100, 10);
    CU_ASSERT_TRUE(stands(&land, 100, "A", "C 4 D 6"));
    CU_ASSERT_TRUE(stands(&land, 100, "A.1", "E.1"));
}

static void a_chain_multiplies_weights_and_joins_what_meets_again(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "C", 100, 5);
    change(&land, "A", "D", 100, 5);
    change(&land, "C", "D", 200, 4);
    change(&land, "C", "E", 200, 6);
    CU_ASSERT_TRUE(stands(&land, 199, "A", "C 5 D 5"));
    CU_ASSERT_TRUE(stands(&land, 200, "A", "D 7 E 3"));
    change(&land, "D", "E", 300, 10);
    CU_ASSERT_TRUE(stands(&land, 300, "A", "E"));
    CU_ASSERT_TRUE(stands(&land, 300, "A.1", "E"));
}

static void weights_that_do_not_make_a_whole_move_nothing(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "C", 100, 6);
    change(&land, "A", "D", 100, 3);
    g_autoptr(unit_map_t) map = unit_map_new(land.tree, land.crosswalk, 100, NULL);
    CU_ASSERT_TRUE(stands(&land, 100, "A", "A"));
    CU_ASSERT_TRUE(stands(&land, 100, "A.1", "A.1"));
    CU_ASSERT_TRUE(unit_map_is_lost(map, unit_tree_find(land.tree, "A", -1)));
}

static void a_circle_is_told_with_its_path_and_row_and_moves_nothing(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "E", "C", 100, 10);
    change(&land, "C", "D", 100, 10);
    change(&land, "D", "C", 100, 10);
    g_autoptr(GArray) cycles = map_cycles_new();
    g_autoptr(unit_map_t) map = unit_map_new(land.tree, land.crosswalk, 100, cycles);
    CU_ASSERT_EQUAL_FATAL(cycles->len, 1);
    const struct map_cycle *cycle = &g_array_index(cycles, struct map_cycle, 0);
    CU_ASSERT_STRING_EQUAL(cycle->path, "C → D → C");
    CU_ASSERT_STRING_EQUAL(unit_at(land.tree, cycle->unit)->code, "C");
    CU_ASSERT_EQUAL(cycle->event->line, 3);
    CU_ASSERT_TRUE(stands(&land, 100, "C", "C"));
    CU_ASSERT_TRUE(stands(&land, 100, "D", "D"));
    CU_ASSERT_TRUE(stands(&land, 100, "E", "C"));
}

static void a_unit_to_come_stands_in_its_only_predecessor(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "N", 100, 10);
    CU_ASSERT_TRUE(stands(&land, 50, "N", "A"));
    change(&land, "B", "N", 100, 10);
    CU_ASSERT_TRUE(stands(&land, 50, "N", "N"));
    CU_ASSERT_TRUE(stands(&land, 100, "N", "N"));
}

static void the_order_of_the_events_does_not_matter(void)
{
    g_auto(land_t) land;
    g_auto(land_t) other;
    land_open(&land);
    land_open(&other);
    change(&land, "A", "D", 100, 3);
    change(&land, "A", "C", 100, 7);
    change(&land, "B", "A", 90, 10);
    change(&other, "B", "A", 90, 10);
    change(&other, "A", "C", 100, 7);
    change(&other, "A", "D", 100, 3);
    CU_ASSERT_TRUE(stands(&land, 100, "B", "C 7 D 3"));
    CU_ASSERT_TRUE(stands(&other, 100, "B", "C 7 D 3"));
}

static void a_merger_that_was_undone_leaves_each_unit_as_it_was(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "C", "N", 100, 10);
    change(&land, "D", "N", 100, 10);
    CU_ASSERT_TRUE(stands(&land, 100, "C", "N"));
    change(&land, "N", "C", 200, 4);
    change(&land, "N", "D", 200, 6);
    CU_ASSERT_TRUE(stands(&land, 199, "C", "N"));
    CU_ASSERT_TRUE(stands(&land, 200, "C", "C"));
    CU_ASSERT_TRUE(stands(&land, 200, "D", "D"));
    CU_ASSERT_TRUE(stands(&land, 200, "N", "C 4 D 6"));
    change(&land, "C", "E", 300, 10);
    CU_ASSERT_TRUE(stands(&land, 300, "C", "E"));
    CU_ASSERT_TRUE(stands(&land, 300, "N", "D 6 E 4"));
}

static void a_part_of_a_unit_goes_back_to_it(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "N", 100, 4);
    change(&land, "A", "C", 100, 6);
    CU_ASSERT_TRUE(stands(&land, 50, "N", "A"));
    CU_ASSERT_TRUE(stands(&land, 50, "C", "C"));
}

static void a_unit_that_ended_before_the_one_above_changed_is_lost(void)
{
    g_auto(land_t) land;
    land_open(&land);
    add(land.tree, (struct unit){.code = "B.0", .level = LEVEL_CHI_BO, .to = 50}, "B");
    unit_tree_link(land.tree, NULL, NULL);
    change(&land, "B", "C", 100, 10);
    g_autoptr(unit_map_t) map = unit_map_new(land.tree, land.crosswalk, 100, NULL);
    CU_ASSERT_TRUE(stands(&land, 100, "B.1", "C"));
    CU_ASSERT_TRUE(stands(&land, 100, "B.0", "B.0"));
    CU_ASSERT_TRUE(unit_map_is_lost(map, unit_tree_find(land.tree, "B.0", -1)));
}

static void a_part_that_stays_under_the_old_code_is_no_return(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "C", "C", 100, 7);
    change(&land, "C", "D", 100, 3);
    CU_ASSERT_TRUE(stands(&land, 99, "C", "C"));
    CU_ASSERT_TRUE(stands(&land, 100, "C", "C 7 D 3"));
}

static void successors_that_only_changes_know_go_on_changing(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "X", "Y", 200, 10);
    change(&land, "B", "X", 100, 10);
    change(&land, "A", "X", 100, 10);
    crosswalk_add_successors(land.tree, land.crosswalk);
    CU_ASSERT_TRUE(stands(&land, 50, "Y", "X"));
    CU_ASSERT_TRUE(stands(&land, 150, "A.1", "X"));
    CU_ASSERT_TRUE(stands(&land, 200, "A.1", "Y"));
    const struct unit *x = unit_at(land.tree, unit_tree_find(land.tree, "X", -1));
    const struct unit *y = unit_at(land.tree, unit_tree_find(land.tree, "Y", -1));
    CU_ASSERT_TRUE(x->from == 100 && x->to == 199);
    CU_ASSERT_TRUE(y->from == 200 && y->to == DATE_NONE);
    CU_ASSERT_EQUAL(y->parent, unit_tree_find(land.tree, "P", -1));
}

static void what_a_change_makes_hangs_below_what_the_province_became(void)
{
    g_auto(land_t) land;
    land_open(&land);
    struct unit *old = (struct unit *)unit_at(land.tree, unit_tree_find(land.tree, "P", -1));
    old->to = 99;
    add(land.tree, (struct unit){.code = "Q", .level = LEVEL_TINH, .from = 100, .to = DATE_NONE},
        "");
    unit_tree_link(land.tree, NULL, NULL);
    change(&land, "P", "Q", 100, 10);
    change(&land, "A", "X", 100, 10);
    change(&land, "B", "X", 100, 10);
    crosswalk_add_successors(land.tree, land.crosswalk);
    CU_ASSERT_EQUAL(unit_at(land.tree, unit_tree_find(land.tree, "X", -1))->parent,
                    unit_tree_find(land.tree, "Q", -1));
}

static void a_unit_to_come_made_of_several_hangs_below_what_they_are_below(void)
{
    g_auto(land_t) land;
    land_open(&land);
    add(land.tree, (struct unit){.code = "Q", .level = LEVEL_TINH, .from = 100, .to = DATE_NONE},
        "");
    add(land.tree, (struct unit){.code = "M", .level = LEVEL_CO_SO, .from = 100, .to = DATE_NONE},
        "Q");
    add(land.tree, (struct unit){.code = "O", .level = LEVEL_CO_SO, .from = 200, .to = DATE_NONE},
        "Q");
    unit_tree_link(land.tree, NULL, NULL);
    change(&land, "A", "M", 100, 10);
    change(&land, "B", "M", 100, 10);
    change(&land, "M", "O", 200, 10);
    change(&land, "C", "O", 200, 10);
    gint32 old_province = unit_tree_find(land.tree, "P", -1);
    gint32 m = unit_tree_find(land.tree, "M", -1), o = unit_tree_find(land.tree, "O", -1);
    g_autoptr(unit_map_t) map = unit_map_new(land.tree, land.crosswalk, 50, NULL);
    CU_ASSERT_EQUAL(unit_map_place(map, m), m);
    CU_ASSERT_TRUE(unit_map_is_to_come(map, m));
    CU_ASSERT_EQUAL(unit_map_parent(map, m), old_province);
    CU_ASSERT_EQUAL(unit_map_parent(map, o), old_province);
    g_autoptr(unit_map_t) later = unit_map_new(land.tree, land.crosswalk, 100, NULL);
    CU_ASSERT_FALSE(unit_map_is_to_come(later, m));
    CU_ASSERT_EQUAL(unit_map_parent(later, m), unit_tree_find(land.tree, "Q", -1));
}

static void a_successor_unknown_to_don_vi_is_added_with_its_level(void)
{
    g_auto(land_t) land;
    land_open(&land);
    change(&land, "A", "X", 100, 10);
    crosswalk_add_successors(land.tree, land.crosswalk);
    CU_ASSERT_TRUE(stands(&land, 100, "A.1", "X"));
    const struct unit *added = unit_at(land.tree, unit_tree_find(land.tree, "X", -1));
    CU_ASSERT_EQUAL(added->level, LEVEL_CO_SO);
    CU_ASSERT_EQUAL(added->from, 100);
    CU_ASSERT_EQUAL(added->line, 2);
    CU_ASSERT_EQUAL(added->parent, unit_tree_find(land.tree, "P", -1));
}

static void a_unit_sixty_four_places_down_is_below_the_top_of_the_map(void)
{
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    for (guint i = 0; i <= UNIT_MAX_DEPTH; i++) {
        g_autofree char *code = g_strdup_printf("U%u", i);
        g_autofree char *above = i > 0 ? g_strdup_printf("U%u", i - 1) : g_strdup("");
        struct unit unit = {.code = code,
                            .name = "",
                            .kind = "",
                            .level = i == 0 ? LEVEL_TINH : LEVEL_CHI_BO,
                            .from = DATE_NONE,
                            .to = DATE_NONE};
        unit_tree_add(tree, &unit, above);
    }
    unit_tree_link(tree, NULL, NULL);
    g_autoptr(unit_map_t) map = unit_map_identity(tree, 0);
    CU_ASSERT_EQUAL(unit_map_ancestor(map, UNIT_MAX_DEPTH, LEVEL_TINH), 0);
}

static CU_TestInfo tests[] = {
    {"a unit 64 places down is below the top of the map",
     a_unit_sixty_four_places_down_is_below_the_top_of_the_map},
    {"a merged unit and its cells stand in the successor",
     a_merged_unit_and_its_cells_stand_in_the_successor},
    {"a cell with a row of its own goes its own way",
     a_cell_with_a_row_of_its_own_goes_its_own_way},
    {"a chain multiplies weights and joins what meets again",
     a_chain_multiplies_weights_and_joins_what_meets_again},
    {"weights that do not make a whole move nothing",
     weights_that_do_not_make_a_whole_move_nothing},
    {"a circle is told with its path and row and moves nothing",
     a_circle_is_told_with_its_path_and_row_and_moves_nothing},
    {"a unit to come stands in its only predecessor",
     a_unit_to_come_stands_in_its_only_predecessor},
    {"the order of the events does not matter", the_order_of_the_events_does_not_matter},
    {"a merger that was undone leaves each unit as it was",
     a_merger_that_was_undone_leaves_each_unit_as_it_was},
    {"a part of a unit goes back to it", a_part_of_a_unit_goes_back_to_it},
    {"a unit that ended before the one above changed is lost",
     a_unit_that_ended_before_the_one_above_changed_is_lost},
    {"a part that stays under the old code is no return",
     a_part_that_stays_under_the_old_code_is_no_return},
    {"successors that only changes know go on changing",
     successors_that_only_changes_know_go_on_changing},
    {"what a change makes hangs below what the province became",
     what_a_change_makes_hangs_below_what_the_province_became},
    {"a unit to come made of several hangs below what they are below",
     a_unit_to_come_made_of_several_hangs_below_what_they_are_below},
    {"a successor unknown to don_vi is added with its level",
     a_successor_unknown_to_don_vi_is_added_with_its_level},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo unit_map_suite = {"unit_map", NULL, NULL, NULL, NULL, tests};
