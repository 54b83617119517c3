#include <CUnit/CUnit.h>
#include <string.h>

#include "base/file.h"
#include "deliver/manifest_json.h"
#include "deliver/manifest_read.h"
#include "deliver/revisions.h"
#include "delivery_book.h"

/* A manifest as noted of a book, and the book and manifest of the run after it. */
struct revised_issue {
    struct book *book;
    struct account account;
    GArray *inputs;
    struct request request;
    struct manifest manifest;
    struct manifest_record *record;
};

static void note(struct revised_issue *issue)
{
    g_autofree char *folder = g_dir_make_tmp("tongket-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "thu.manifest.json", NULL);
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    g_autofree char *text = manifest_serialize(&issue->manifest, issue->book, files, folder);
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(path, text, -1, NULL));
    CU_ASSERT_TRUE_FATAL(manifest_read(path, &issue->record, NULL));
    CU_ASSERT_TRUE(file_remove_tree(folder, NULL));
}

static void issue_open(struct revised_issue *issue)
{
    *issue =
        (struct revised_issue){.book = delivery_book(),
                               .account = {.lines = 12, .header = 1, .records = 11, .used = 10},
                               .inputs = g_array_new(FALSE, TRUE, sizeof(struct manifest_input))};
    struct manifest_input input = {"ky_luat", "ky_luat.csv", "cd", 345, &issue->account, TRUE, 6, 3,
                                   1};
    g_array_append_val(issue->inputs, input);
    issue->request = delivery_request("a: b\n");
    issue->manifest = (struct manifest){
        .program_version = "0.1", .request = &issue->request, .inputs = issue->inputs};
    note(issue);
}

static void issue_close(struct revised_issue *issue)
{
    request_clear(&issue->request);
    g_array_unref(issue->inputs);
    manifest_record_free(issue->record);
    book_free(issue->book);
}

static struct book_table *table_of(const struct revised_issue *issue)
{
    return ((struct book_sheet *)g_ptr_array_index(issue->book->sheets, 0))->table;
}

static struct revisions *since(const struct revised_issue *issue)
{
    return revisions_since(issue->record, &issue->manifest, issue->book);
}

static const struct revised_figure *figure(const struct revisions *revisions, guint index)
{
    CU_ASSERT_FATAL(index < revisions->figures->len);
    return &g_array_index(revisions->figures, struct revised_figure, index);
}

static void the_same_book_has_moved_nowhere(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_TRUE(revisions->compared);
    CU_ASSERT_EQUAL(revisions->figures->len, 0);
    CU_ASSERT_EQUAL(revisions->choices->len, 0);
    revisions_add(revisions, issue.book);
    CU_ASSERT_EQUAL(issue.book->sheets->len, 2);
    issue_close(&issue);
}

static void each_figure_that_moved_is_named_with_old_and_new(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    book_cell(table_of(&issue), 2, 0)->numerator = 8;
    book_cell(table_of(&issue), 2, 1)->numerator = 8;
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_EQUAL(revisions->figures->len, 2);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->row, "02");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->then, "7");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->now, "8");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->measure, "share_col");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->then, "58.3");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->now, "66.7");
    issue_close(&issue);
}

static void a_figure_that_became_known_has_moved(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    book_cell(table_of(&issue), 1, 1)->state = CELL_OK;
    book_cell(table_of(&issue), 1, 0)->estimate = TRUE;
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_EQUAL(revisions->figures->len, 2);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->now, "~5");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->then, "*");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->now, "41.7");
    issue_close(&issue);
}

static void a_row_that_came_and_one_that_went_are_told_figure_by_figure(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    struct book_row *row = book_row(table_of(&issue), 1);
    g_free(row->code);
    row->code = g_strdup("03");
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_EQUAL(revisions->figures->len, 4);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->row, "03");
    CU_ASSERT_PTR_NULL(figure(revisions, 0)->then);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 2)->row, "01");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 2)->row_label, "Xã, Một");
    CU_ASSERT_STRING_EQUAL(figure(revisions, 2)->then, "5");
    CU_ASSERT_PTR_NULL(figure(revisions, 2)->now);
    issue_close(&issue);
}

static void a_column_that_came_and_one_that_went_are_told_for_each_row(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    struct book_column *column = book_column(table_of(&issue), 1);
    g_free(column->code);
    column->code = g_strdup("khac");
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_EQUAL(revisions->figures->len, 6);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 0)->column, "khac");
    CU_ASSERT_PTR_NULL(figure(revisions, 0)->then);
    CU_ASSERT_STRING_EQUAL(figure(revisions, 1)->column, "so");
    CU_ASSERT_PTR_NULL(figure(revisions, 1)->now);
    issue_close(&issue);
}

static void rows_in_another_order_have_not_moved(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    struct book_table *table = table_of(&issue);
    struct book_row row = *book_row(table, 1);
    *book_row(table, 1) = *book_row(table, 2);
    *book_row(table, 2) = row;
    for (guint c = 0; c < 2; c++) {
        struct book_cell cell = *book_cell(table, 1, c);
        *book_cell(table, 1, c) = *book_cell(table, 2, c);
        *book_cell(table, 2, c) = cell;
    }
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_EQUAL(revisions->figures->len, 0);
    issue_close(&issue);
}

static void rows_used_and_other_choices_are_told(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    issue.account.used = 7;
    issue.request.as_of = g_strdup("2024-08-31");
    g_bytes_unref(issue.request.template.text);
    issue.request.template.text = g_bytes_new_static("a: c\n", 5);
    g_autoptr(revisions_t) revisions = since(&issue);
    const struct revised_rows *rows = &g_array_index(revisions->rows, struct revised_rows, 0);
    CU_ASSERT_EQUAL(rows->then, 10);
    CU_ASSERT_EQUAL(rows->now, 7);
    CU_ASSERT_EQUAL_FATAL(revisions->choices->len, 2);
    const struct revised_choice *choice =
        &g_array_index(revisions->choices, struct revised_choice, 0);
    CU_ASSERT_STRING_EQUAL(choice[0].what, "as_of");
    CU_ASSERT_STRING_EQUAL(choice[0].now, "2024-08-31");
    CU_ASSERT_STRING_EQUAL(choice[1].what, "template");
    issue_close(&issue);
}

static void a_public_edition_is_not_compared(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    issue.request.audience = AUDIENCE_PUBLIC;
    book_cell(table_of(&issue), 2, 0)->numerator = 8;
    g_autoptr(revisions_t) revisions = since(&issue);
    CU_ASSERT_FALSE(revisions->compared);
    CU_ASSERT_EQUAL(revisions->figures->len, 0);
    CU_ASSERT_EQUAL(revisions->rows->len, 0);
    issue_close(&issue);
}

static void the_sheet_stands_before_the_account_of_the_data(void)
{
    struct revised_issue issue;
    issue_open(&issue);
    book_cell(table_of(&issue), 2, 1)->numerator = 8;
    g_autoptr(revisions_t) revisions = since(&issue);
    revisions->number = 2;
    revisions_add(revisions, issue.book);
    CU_ASSERT_EQUAL_FATAL(issue.book->sheets->len, 3);
    const struct book_sheet *sheet = g_ptr_array_index(issue.book->sheets, 1);
    CU_ASSERT_STRING_EQUAL(sheet->name, "Số liệu đã sửa");
    CU_ASSERT_PTR_NOT_NULL(strstr(g_ptr_array_index(sheet->paragraphs, 0), "thu.manifest.2.json"));
    char **line = g_ptr_array_index(sheet->list->lines, 0);
    CU_ASSERT_STRING_EQUAL(line[5], "58,3%");
    CU_ASSERT_STRING_EQUAL(line[6], "66,7%");
    issue_close(&issue);
}

static CU_TestInfo tests[] = {
    {"the same book has moved nowhere", the_same_book_has_moved_nowhere},
    {"each figure that moved is named with old and new",
     each_figure_that_moved_is_named_with_old_and_new},
    {"a figure that became known has moved", a_figure_that_became_known_has_moved},
    {"a row that came and one that went are told figure by figure",
     a_row_that_came_and_one_that_went_are_told_figure_by_figure},
    {"a column that came and one that went are told for each row",
     a_column_that_came_and_one_that_went_are_told_for_each_row},
    {"rows in another order have not moved", rows_in_another_order_have_not_moved},
    {"rows used and other choices are told", rows_used_and_other_choices_are_told},
    {"a public edition is not compared", a_public_edition_is_not_compared},
    {"the sheet stands before the account of the data",
     the_sheet_stands_before_the_account_of_the_data},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo revisions_suite = {"revisions", NULL, NULL, NULL, NULL, tests};
