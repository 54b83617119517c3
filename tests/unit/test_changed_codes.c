#include <CUnit/CUnit.h>

#include "read/changed_codes.h"

static struct unit_tree *tree_of(const char *const *codes)
{
    struct unit_tree *tree = unit_tree_new();
    for (; *codes != NULL; codes++) {
        struct unit unit = {.code = *codes,
                            .name = *codes,
                            .kind = "",
                            .kind_label = "",
                            .from = DATE_NONE,
                            .to = DATE_NONE};
        unit_tree_add(tree, &unit, "");
    }
    return tree;
}

static void check_number(struct changed_codes *codes, const char *number, const char *expected,
                         guint many)
{
    guint count;
    const char *found = changed_codes_of_number(codes, number, &count);
    CU_ASSERT_EQUAL(count, many);
    CU_ASSERT_EQUAL(g_strcmp0(found, expected), 0);
}

static void codes_of_one_number_are_named_together(void)
{
    static const char *const units[] = {"34.1",      "34.10", "0123", "34.1.05", "12",
                                        "01.1",      "A1",    "100",  "34.341",  "34341",
                                        "1.234.567", "12.34", NULL};
    g_autoptr(unit_tree_t) tree = tree_of(units);
    struct changed_codes *codes = changed_codes_new(tree);
    check_number(codes, "34.1", "34.1, 34.10", 2);
    check_number(codes, "123", "0123", 1);
    check_number(codes, "1.1", "01.1", 1);
    check_number(codes, "12", "12", 1);
    check_number(codes, "100", "100", 1);
    check_number(codes, "34341", "34.341, 34341", 2);
    check_number(codes, "34.341", "34.341", 1);
    check_number(codes, "1234567", "1.234.567", 1);
    check_number(codes, "1234", NULL, 0);
    check_number(codes, "10", NULL, 0);
    check_number(codes, "34.1.05", NULL, 0);
    check_number(codes, "1E5", NULL, 0);
    check_number(codes, "", NULL, 0);
    changed_codes_free(codes);
}

static void check_day(const struct changed_codes *codes, const char *day, const char *expected)
{
    g_autofree char *found = changed_codes_of_day(codes, day);
    CU_ASSERT_EQUAL(g_strcmp0(found, expected), 0);
}

static void codes_that_become_a_day_are_named(void)
{
    static const char *const units[] = {"12.10", "10-12", "01/05", "11-2024", "7.3", NULL};
    g_autoptr(unit_tree_t) tree = tree_of(units);
    struct changed_codes *codes = changed_codes_new(tree);
    check_day(codes, "12/10/2024", "12.10, 10-12");
    check_day(codes, "01/05/2024", "01/05");
    check_day(codes, "01/11/2024", "11-2024");
    check_day(codes, "07/03/2024", "7.3");
    check_day(codes, "08/08/2024", NULL);
    check_day(codes, "12:00:00", NULL);
    changed_codes_free(codes);
}

static CU_TestInfo tests[] = {
    {"codes of one number are named together", codes_of_one_number_are_named_together},
    {"codes that become a day are named", codes_that_become_a_day_are_named},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo changed_codes_suite = {"changed_codes", NULL, NULL, NULL, NULL, tests};
