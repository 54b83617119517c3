#include <CUnit/CUnit.h>
#include <string.h>

#include "database/statement.h"

static const struct statement_column columns[] = {
    {"nam", STATEMENT_VALUE, TRUE, FALSE},
    {"mã \"đơn\" vị", STATEMENT_VALUE, FALSE, FALSE},
    {"ma_dang_vien", STATEMENT_BLANK, TRUE, TRUE},
    {"ho_ten", STATEMENT_NOTHING, FALSE, FALSE},
};

static const struct statement statement = {"to_chuc.xep\"loai", NULL, columns, 4};

static void holds(char *sql, const char *text)
{
    CU_ASSERT_PTR_NOT_NULL(strstr(sql, text));
    g_free(sql);
}

static void names_are_quoted(void)
{
    holds(statement_groups(&statement, FALSE), "FROM \"to_chuc\".\"xep\"\"loai\" AS r");
    holds(statement_groups(&statement, FALSE), "r.\"mã \"\"đơn\"\" vị\" AS c2");
}

static void a_column_that_nobody_knows_is_never_read(void)
{
    for (enum statement_rows rows = STATEMENT_ALL; rows <= STATEMENT_OF_GROUPS_WITHOUT_KEYS;
         rows++) {
        g_autofree char *sql = statement_rows(&statement, rows);
        CU_ASSERT_PTR_NULL(strstr(sql, "ho_ten"));
    }
    g_autofree char *sql = statement_groups(&statement, TRUE);
    CU_ASSERT_PTR_NULL(strstr(sql, "ho_ten"));
}

static void stored_values_are_grouped_without_an_expression(void)
{
    holds(statement_groups(&statement, FALSE), "GROUP BY r.\"nam\", r.\"mã \"\"đơn\"\" vị\", (");
}

static void a_key_that_is_not_counted_by_is_compared_by_the_server(void)
{
    struct statement_column all[] = {columns[0], columns[2]};
    struct statement shown = {"t", NULL, all, 2};
    CU_ASSERT_TRUE(statement_has_hidden_key(&shown));
    holds(statement_repeated(&shown), "HAVING count(*) > 1");
    all[1].asking = STATEMENT_VALUE;
    CU_ASSERT_FALSE(statement_has_hidden_key(&shown));
}

static void parameters_are_numbered_through(void)
{
    holds(statement_rows(&statement, STATEMENT_OF_GROUPS_WITHOUT_KEYS),
          "NOT EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS k(c1, c2)");
    holds(statement_rows(&statement, STATEMENT_OF_GROUPS_WITHOUT_KEYS),
          "unnest($3::text[], $4::text[], $5::text[]) AS g(c1, c2, c3)");
}

static CU_TestInfo tests[] = {
    {"names are quoted", names_are_quoted},
    {"a column that nobody knows is never read", a_column_that_nobody_knows_is_never_read},
    {"stored values are grouped without an expression",
     stored_values_are_grouped_without_an_expression},
    {"a key that is not counted by is compared by the server",
     a_key_that_is_not_counted_by_is_compared_by_the_server},
    {"parameters are numbered through", parameters_are_numbered_through},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo statement_suite = {"statement", NULL, NULL, NULL, NULL, tests};
