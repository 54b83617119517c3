#include "fixture.h"

/* The code of the unit in whose row a unit's facts stand. */
static const char *row_of(const struct fixture *f, const struct numbering *numbering,
                          const char *code)
{
    gint32 number = numbering->number[fixture_unit(f, code)];
    if (number < 0)
        return "none";
    GArray *units = g_ptr_array_index(numbering->units, 0);
    return unit_at(f->tree, g_array_index(units, gint32, number))->code;
}

static struct scopes *scopes_of(const struct fixture *f, const char *const *codes, const char *day)
{
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; codes[i] != NULL; i++) {
        gint32 root = *codes[i] != '\0' ? fixture_unit(f, codes[i]) : UNIT_NONE;
        g_array_append_val(roots, root);
    }
    return scopes_new(f->tree, roots, fixture_day(day));
}

static void the_row_of_a_unit_is_its_topmost_ancestor_of_the_row_level_or_deeper(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    const struct scopes *scopes = f.report.scopes;
    CU_ASSERT_EQUAL(g_array_index(scopes->row_levels, enum level, 0), LEVEL_HUYEN);
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.2.1.S.1"), "34.2");
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.2"), "34.2");
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "DK.1"), "DK");
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.9.1"), "34.9");
}

static void the_reported_unit_stands_in_a_row_of_its_own_behind_the_others(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    const struct numbering *rows = &f.report.scopes->rows;
    GArray *units = g_ptr_array_index(rows->units, 0);
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < units->len; i++)
        g_string_append_printf(codes, "%s ",
                               unit_at(f.tree, g_array_index(units, gint32, i))->code);
    CU_ASSERT_STRING_EQUAL(codes->str, "34.1 34.2 34.9 DK 34 ");
    CU_ASSERT_STRING_EQUAL(row_of(&f, rows, "34"), "34");
}

static void a_unit_elsewhere_is_in_no_row(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, "34.2", "2024");
    const struct scopes *scopes = f.report.scopes;
    CU_ASSERT_EQUAL(g_array_index(scopes->row_levels, enum level, 0), LEVEL_CO_SO);
    CU_ASSERT_EQUAL(scopes->scope_of[fixture_unit(&f, "34.1.1")], -1);
    CU_ASSERT_EQUAL(scopes->scope_of[fixture_unit(&f, "34")], -1);
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.1.1"), "none");
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.2.1.S.1"), "34.2.1");
}

static enum level row_level_on(const struct unit_tree *tree, const char *day)
{
    gint32 root = 0;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, root);
    g_autoptr(scopes_t) scopes = scopes_new(tree, roots, fixture_day(day));
    return g_array_index(scopes->row_levels, enum level, 0);
}

static void the_row_level_is_that_of_children_valid_on_the_map_day(void)
{
    static const struct unit units[] = {
        {.code = "33", .name = "", .kind = "", .level = LEVEL_TINH, .from = DATE_NONE},
        {.code = "33.1", .name = "", .kind = "", .level = LEVEL_HUYEN, .from = DATE_NONE},
        {.code = "33.2", .name = "", .kind = "", .level = LEVEL_CO_SO, .from = DATE_NONE},
    };
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct unit unit = units[i];
        unit.to = unit.level == LEVEL_HUYEN ? fixture_day("2025-06-30") : DATE_NONE;
        unit_tree_add(tree, &unit, i == 0 ? "" : "33");
    }
    unit_tree_link(tree, NULL, NULL);
    CU_ASSERT_EQUAL(row_level_on(tree, "2025-06-30"), LEVEL_HUYEN);
    CU_ASSERT_EQUAL(row_level_on(tree, "2025-07-01"), LEVEL_CO_SO);
}

static void a_section_between_an_organization_and_its_cells_is_a_row(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, "34.2.1", "2024");
    const struct scopes *scopes = f.report.scopes;
    CU_ASSERT_EQUAL(g_array_index(scopes->row_levels, enum level, 0), LEVEL_BO_PHAN);
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "34.2.1.S.1"), "34.2.1.S");
}

static void a_burst_numbers_the_rows_of_each_unit_from_zero(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    const char *const roots[] = {"34.1", "34.2", NULL};
    g_autoptr(scopes_t) scopes = scopes_of(&f, roots, "2024-12-31");
    CU_ASSERT_EQUAL(scopes_count(scopes), 2);
    CU_ASSERT_EQUAL(scopes->scope_of[fixture_unit(&f, "34.1.1.1")], 0);
    CU_ASSERT_EQUAL(scopes->scope_of[fixture_unit(&f, "34.2.1.S")], 1);
    CU_ASSERT_EQUAL(scopes->scope_of[fixture_unit(&f, "DK")], -1);
    CU_ASSERT_EQUAL(scopes->rows.number[fixture_unit(&f, "34.1.1.2")], 0);
    CU_ASSERT_EQUAL(scopes->rows.number[fixture_unit(&f, "34.2.1.S.1")], 0);
}

static void all_roots_together_have_the_provinces_as_rows(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    const char *const roots[] = {"", NULL};
    g_autoptr(scopes_t) scopes = scopes_of(&f, roots, "2024-12-31");
    CU_ASSERT_EQUAL(g_array_index(scopes->row_levels, enum level, 0), LEVEL_TINH);
    CU_ASSERT_STRING_EQUAL(row_of(&f, &scopes->rows, "DK.1"), "34");
}

static void rows_by_a_level_leave_out_what_stands_above_it(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, "34.1", "2024");
    const struct numbering *communes = scopes_level(f.report.scopes, LEVEL_CO_SO);
    CU_ASSERT_STRING_EQUAL(row_of(&f, communes, "34.1.1.2"), "34.1.1");
    CU_ASSERT_STRING_EQUAL(row_of(&f, communes, "34.1.2"), "34.1.2");
    CU_ASSERT_STRING_EQUAL(row_of(&f, communes, "34.1"), "none");
    CU_ASSERT_STRING_EQUAL(row_of(&f, communes, "34.2.1"), "none");
    CU_ASSERT_PTR_EQUAL(scopes_level(f.report.scopes, LEVEL_CO_SO), communes);
}

static CU_TestInfo tests[] = {
    {"the row of a unit is its topmost ancestor of the row level or deeper",
     the_row_of_a_unit_is_its_topmost_ancestor_of_the_row_level_or_deeper},
    {"the reported unit stands in a row of its own behind the others",
     the_reported_unit_stands_in_a_row_of_its_own_behind_the_others},
    {"a unit elsewhere is in no row", a_unit_elsewhere_is_in_no_row},
    {"the row level is that of children valid on the map day",
     the_row_level_is_that_of_children_valid_on_the_map_day},
    {"a section between an organization and its cells is a row",
     a_section_between_an_organization_and_its_cells_is_a_row},
    {"a burst numbers the rows of each unit from zero",
     a_burst_numbers_the_rows_of_each_unit_from_zero},
    {"all roots together have the provinces as rows",
     all_roots_together_have_the_provinces_as_rows},
    {"rows by a level leave out what stands above it",
     rows_by_a_level_leave_out_what_stands_above_it},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo scope_suite = {"scope", NULL, NULL, NULL, NULL, tests};
