#include "answer/check_missing.h"

#include "fixture.h"

/* What the units owe to the one dataset, before the sheet is made. */
struct debts {
    struct fixture f;
    struct workspace workspace;
    struct check_outcome outcome;
    struct dataset dataset;
    GArray *told; /* all findings */
};

static void clear_gap(gpointer gap)
{
    g_free(((struct check_gap *)gap)->periods);
}

/* Every cell should report twelve times, and does. */
static void open_debts(struct debts *debts)
{
    fixture_open(&debts->f, NULL, NULL, "2024");
    debts->dataset.label = (char *)"Sinh hoạt chi bộ";
    debts->workspace.tree = debts->f.tree;
    debts->workspace.findings = findings_new();
    debts->told = g_array_new(FALSE, FALSE, sizeof(guint));
    debts->outcome.workspace = &debts->workspace;
    debts->outcome.period = fixture_period("2024");
    debts->outcome.returns = g_array_new(FALSE, FALSE, sizeof(struct check_returns));
    struct check_returns returns = {.dataset = &debts->dataset};
    returns.gaps = g_array_new(FALSE, TRUE, sizeof(struct check_gap));
    g_array_set_clear_func(returns.gaps, clear_gap);
    for (gint32 i = 0; i < (gint32)unit_tree_count(debts->f.tree); i++) {
        guint expected = unit_at(debts->f.tree, i)->is_cell ? 12 : 0;
        struct check_gap gap = {expected, expected, g_strdup("")};
        g_array_append_val(returns.gaps, gap);
    }
    g_array_append_val(debts->outcome.returns, returns);
}

static void close_debts(struct debts *debts)
{
    g_array_unref(g_array_index(debts->outcome.returns, struct check_returns, 0).gaps);
    g_array_unref(debts->outcome.returns);
    g_array_unref(debts->told);
    findings_free(debts->workspace.findings);
    fixture_close(&debts->f);
}

static void owe(struct debts *debts, const char *code, guint count, const char *periods)
{
    gint32 unit = fixture_unit(&debts->f, code);
    struct check_returns *returns = &g_array_index(debts->outcome.returns, struct check_returns, 0);
    struct check_gap *gap = &g_array_index(returns->gaps, struct check_gap, unit);
    gap->made -= count;
    g_free(gap->periods);
    gap->periods = g_strdup(periods);
    guint place = findings_count(debts->workspace.findings);
    g_array_append_val(debts->told, place);
    findings_add(debts->workspace.findings,
                 &(struct finding){.rule = RULE_RETURN_MISSING, .unit = (guint32)unit + 1});
}

/* The rows, "addressee|units|periods|count" each; closes the debts. New string. */
static char *rows_of(struct debts *debts, const char *top)
{
    g_autoptr(book_t) book = book_new();
    GString *text = g_string_new(NULL);
    check_missing_add(&debts->outcome, debts->told,
                      top != NULL ? fixture_unit(&debts->f, top) : UNIT_NONE, book);
    const struct book_sheet *sheet =
        book->sheets->len > 0 ? g_ptr_array_index(book->sheets, 0) : NULL;
    for (guint i = 0; sheet != NULL && i < sheet->list->lines->len; i++) {
        char **line = g_ptr_array_index(sheet->list->lines, i);
        g_string_append_printf(text, "%s|%s|%s|%s\n", line[1], line[2], line[3], line[4]);
    }
    close_debts(debts);
    return g_string_free(text, FALSE);
}

static void there_is_no_sheet_when_all_is_there(void)
{
    struct debts debts = {0};
    open_debts(&debts);
    g_autofree char *rows = rows_of(&debts, NULL);
    CU_ASSERT_STRING_EQUAL(rows, "");
}

static void a_district_that_owes_the_same_everywhere_is_one_row(void)
{
    struct debts debts = {0};
    open_debts(&debts);
    owe(&debts, "34.1.1.1", 2, "tháng 1–2/2024");
    owe(&debts, "34.1.1.2", 2, "tháng 1–2/2024");
    owe(&debts, "34.1.2", 2, "tháng 1–2/2024");
    g_autofree char *rows = rows_of(&debts, NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1)|Cả 3 đơn vị|tháng 1–2/2024|6\n"));
    CU_ASSERT_PTR_EQUAL(strchr(rows, '\n'), strrchr(rows, '\n'));
}

static void a_book_of_a_district_goes_one_level_deeper(void)
{
    struct debts debts = {0};
    open_debts(&debts);
    owe(&debts, "34.1.1.1", 2, "tháng 1–2/2024");
    owe(&debts, "34.1.1.2", 2, "tháng 1–2/2024");
    owe(&debts, "34.1.2", 2, "tháng 1–2/2024");
    g_autofree char *rows = rows_of(&debts, "34.1");
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1.1)|Cả 2 đơn vị|tháng 1–2/2024|4\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1)|1 trên 3 đơn vị: "));
}

static void who_differs_is_named_under_the_unit_above(void)
{
    struct debts debts = {0};
    open_debts(&debts);
    owe(&debts, "34.1.1.2", 1, "tháng 7/2024");
    owe(&debts, "34.1.2", 3, "tháng 1–3/2024");
    g_autofree char *rows = rows_of(&debts, NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1.1)|1 trên 2 đơn vị: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1.1.2)|tháng 7/2024|1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1)|1 trên 3 đơn vị: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "(34.1.2)|tháng 1–3/2024|3\n"));
}

static void units_of_one_superior_with_different_gaps_have_a_row_each(void)
{
    struct debts debts = {0};
    open_debts(&debts);
    owe(&debts, "34.1.1.1", 1, "tháng 7/2024");
    owe(&debts, "34.1.1.2", 1, "tháng 8/2024");
    g_autofree char *rows = rows_of(&debts, NULL);
    g_auto(GStrv) lines = g_strsplit(rows, "\n", -1);
    CU_ASSERT_EQUAL(g_strv_length(lines), 3); /* the last one is empty */
}

static CU_TestInfo tests[] = {
    {"there is no sheet when all is there", there_is_no_sheet_when_all_is_there},
    {"a district that owes the same everywhere is one row",
     a_district_that_owes_the_same_everywhere_is_one_row},
    {"a book of a district goes one level deeper", a_book_of_a_district_goes_one_level_deeper},
    {"who differs is named under the unit above", who_differs_is_named_under_the_unit_above},
    {"units of one superior with different gaps have a row each",
     units_of_one_superior_with_different_gaps_have_a_row_each},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo check_missing_suite = {"check_missing", NULL, NULL, NULL, NULL, tests};
