#include <CUnit/CUnit.h>

#include <string.h>

#include "build/public_set.h"
#include "calc/fact_store.h"

static struct template_table tables[] = {{.id = (char *)"mot"}, {.id = (char *)"thang-don-vi"}};
static struct template template = {.tables = tables, .tables_count = G_N_ELEMENTS(tables)};

/* Each table of the template with rows a, b and a total of 7 and 2. */
static struct book *book_of(void)
{
    struct book *book = book_new();
    for (guint t = 0; t < template.tables_count; t++) {
        struct book_sheet *sheet = book_add_sheet(book, tables[t].id, tables[t].id);
        struct book_table *table = book_sheet_add_table(sheet, tables[t].id, "");
        book_table_add_row(table, "a", "A", 2, 0);
        book_table_add_row(table, "b", "B", 2, 0);
        book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0);
        book_table_add_column(table, BOOK_TOTAL_CODE, "Cộng", MEASURE_COUNT);
        book_table_close(table);
        book_cell(table, 0, 0)->numerator = 7;
        book_cell(table, 1, 0)->numerator = 2;
        book_cell(table, 2, 0)->numerator = 9;
        book_cell(table, 2, 0)->relation = RELATION_SUM_ROWS;
    }
    return book;
}

static void note(struct public_set *set, const char *table, const char *row, const char *text)
{
    struct public_issued figure = {0, table, row, BOOK_TOTAL_CODE, "count", text};
    public_set_note_issued(set, &figure);
}

static const struct book_sheet *sheet_at(const struct book *book, guint sheet)
{
    return g_ptr_array_index(book->sheets, sheet);
}

static enum cell_state state_of(const struct book *book, guint sheet, guint row)
{
    return book_cell(sheet_at(book, sheet)->table, row, 0)->state;
}

static void what_an_issue_hides_is_hidden_again(void)
{
    struct public_set *set = public_set_new();
    g_autoptr(book_t) book = book_of();
    struct report report = {.template = &template, .public = TRUE};
    CU_ASSERT_FALSE(public_set_is_decided(set));
    for (guint t = 0; t < 2; t++) {
        note(set, tables[t].id, "a", "*");
        note(set, tables[t].id, "*", "9");
    }
    CU_ASSERT_TRUE(public_set_is_decided(set));
    public_set_apply(set, &report, 0, book);
    CU_ASSERT_EQUAL(state_of(book, 0, 0), CELL_SUPPRESSED);
    CU_ASSERT_EQUAL(state_of(book, 0, 1), CELL_SUPPRESSED); /* small, and not in the issue */
    CU_ASSERT_EQUAL(state_of(book, 0, 2), CELL_OK);
    CU_ASSERT_EQUAL(book_cell(sheet_at(book, 0)->table, 2, 0)->relation, RELATION_NONE);
    public_set_reduce(set, &report, 0, book);
    CU_ASSERT_EQUAL(book->sheets->len, 2);
    public_set_free(set);
}

static void a_table_that_an_issue_has_not_is_left_out_and_named(void)
{
    struct public_set *set = public_set_new();
    g_autoptr(book_t) book = book_of();
    struct report report = {.template = &template, .public = TRUE};
    note(set, "mot", "a", "7");
    note(set, "mot", "*", "9");
    public_set_apply(set, &report, 0, book);
    CU_ASSERT_EQUAL(state_of(book, 1, 2), CELL_SUPPRESSED);
    public_set_reduce(set, &report, 0, book);
    CU_ASSERT_EQUAL_FATAL(book->sheets->len, 1);
    CU_ASSERT_STRING_EQUAL(sheet_at(book, 0)->title, "mot");
    CU_ASSERT_EQUAL_FATAL(book->facts->len, 1);
    const struct book_fact *fact = &g_array_index(book->facts, struct book_fact, 0);
    CU_ASSERT_STRING_EQUAL(fact->label, PUBLIC_FACT_GONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(fact->value, "thang-don-vi"));
    public_set_free(set);
}

static void nothing_but_the_grand_total_may_stay(void)
{
    struct public_set *set = public_set_new();
    g_autoptr(book_t) book = book_of();
    struct report report = {.template = &template, .public = TRUE};
    note(set, "mot", "*", "9");
    public_set_apply(set, &report, 0, book);
    public_set_reduce(set, &report, 0, book);
    CU_ASSERT_EQUAL_FATAL(book->sheets->len, 1);
    const struct book_table *table = sheet_at(book, 0)->table;
    CU_ASSERT_EQUAL_FATAL(table->rows->len, 1);
    CU_ASSERT_STRING_EQUAL(book_row(table, 0)->code, BOOK_TOTAL_CODE);
    CU_ASSERT_EQUAL(book_cell(table, 0, 0)->numerator, 9);
    public_set_free(set);
}

static void a_store_gives_back_what_was_asked_of_a_group(void)
{
    const guint column = 3, sum = 5;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(columns, column);
    g_array_append_val(sums, sum);
    struct fact_store *store = fact_store_new(columns, sums, TRUE);
    struct fact_group group = {.fact = {.unit = 7, .first = 100, .last = 130, .times = 4}};
    group.fact.value[column] = 2;
    group.fact.value[column + 1] = 9; /* nobody asks */
    group.sum[sum] = 40;
    group.fact.mentions_count = 2;
    group.fact.mentions[1] = 6;
    fact_store_add(store, &group);
    CU_ASSERT_EQUAL_FATAL(fact_store_count(store), 1);
    struct fact_group back;
    fact_store_get(store, 0, &back);
    CU_ASSERT_EQUAL(back.fact.unit, 7);
    CU_ASSERT_EQUAL(back.fact.last, 130);
    CU_ASSERT_EQUAL(back.fact.times, 4);
    CU_ASSERT_EQUAL(back.fact.value[column], 2);
    CU_ASSERT_EQUAL(back.fact.value[column + 1], FACT_BLANK);
    CU_ASSERT_EQUAL(back.sum[sum], 40);
    CU_ASSERT_EQUAL(back.fact.mentions_count, 2);
    CU_ASSERT_EQUAL(back.fact.mentions[1], 6);
    fact_store_unref(store);
}

static CU_TestInfo tests[] = {
    {"what an issue hides is hidden again", what_an_issue_hides_is_hidden_again},
    {"a table that an issue has not is left out and named",
     a_table_that_an_issue_has_not_is_left_out_and_named},
    {"nothing but the grand total may stay", nothing_but_the_grand_total_may_stay},
    {"a store gives back what was asked of a group", a_store_gives_back_what_was_asked_of_a_group},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo public_set_suite = {"public_set", NULL, NULL, NULL, NULL, tests};
