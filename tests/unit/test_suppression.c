#include <CUnit/CUnit.h>

#include <string.h>

#include "build/suppression.h"

#define PRIME G_GUINT64_CONSTANT(2147483647)

/* A table of counts with totals: `parts` holds rows x columns, the totals are added up here. */
static struct book_table *table_of(struct book *book, guint rows, guint columns,
                                   const gint64 *parts)
{
    struct book_table *table = book_sheet_add_table(book_add_sheet(book, "t", "t"), "t", "t");
    for (guint r = 0; r <= rows; r++) {
        g_autofree char *code = r == rows ? g_strdup(BOOK_TOTAL_CODE) : g_strdup_printf("r%u", r);
        book_table_add_row(table, code, code, r == rows ? -1 : (int)rows, 0);
    }
    for (guint c = 0; c <= columns; c++) {
        g_autofree char *code =
            c == columns ? g_strdup(BOOK_TOTAL_CODE) : g_strdup_printf("c%u", c);
        book_table_add_column(table, code, code, MEASURE_COUNT);
        book_column(table, c)->parent = c == columns ? -1 : (int)columns;
        book_column(table, c)->additive = TRUE;
    }
    book_table_close(table);
    for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < columns; c++) {
            gint64 count = parts[r * columns + c];
            book_cell(table, r, c)->numerator = count;
            book_cell(table, rows, c)->numerator += count;
            book_cell(table, r, columns)->numerator += count;
            book_cell(table, rows, columns)->numerator += count;
        }
    return table;
}

static gboolean is_hidden(const struct book_table *table, guint row, guint column)
{
    return book_cell(table, row, column)->state == CELL_SUPPRESSED;
}

static guint64 power(guint64 base, guint64 exponent)
{
    guint64 result = 1;
    for (; exponent > 0; exponent /= 2, base = base * base % PRIME)
        if (exponent % 2 == 1)
            result = result * base % PRIME;
    return result;
}

/* Brings the matrix to its reduced form, modulo a prime. */
static void reduce(guint64 *matrix, guint rows, guint columns)
{
    guint pivot = 0;
    for (guint c = 0; c < columns && pivot < rows; c++) {
        guint found = pivot;
        while (found < rows && matrix[found * columns + c] == 0)
            found++;
        if (found == rows)
            continue;
        for (guint k = 0; k < columns; k++) {
            guint64 kept = matrix[pivot * columns + k];
            matrix[pivot * columns + k] = matrix[found * columns + k];
            matrix[found * columns + k] = kept;
        }
        guint64 inverse = power(matrix[pivot * columns + c], PRIME - 2);
        for (guint k = 0; k < columns; k++)
            matrix[pivot * columns + k] = matrix[pivot * columns + k] * inverse % PRIME;
        for (guint r = 0; r < rows; r++) {
            guint64 factor = matrix[r * columns + c];
            for (guint k = 0; r != pivot && k < columns; k++)
                matrix[r * columns + k] =
                    (matrix[r * columns + k] + (PRIME - factor) * matrix[pivot * columns + k]) %
                    PRIME;
        }
        pivot++;
    }
}

/* Whether any hidden cell follows from all sums: a row of the reduced system with one unknown. */
static gboolean gives_back(const struct book_table *table)
{
    guint rows = table->rows->len, columns = table->columns->len, unknowns = rows * columns;
    guint equations = rows + columns;
    g_autofree guint64 *matrix = g_new0(guint64, equations * unknowns);
    for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < columns; c++) {
            if (!is_hidden(table, r, c))
                continue;
            matrix[r * unknowns + r * columns + c] = c == columns - 1 ? PRIME - 1 : 1;
            matrix[(rows + c) * unknowns + r * columns + c] = r == rows - 1 ? PRIME - 1 : 1;
        }
    reduce(matrix, equations, unknowns);
    for (guint e = 0; e < equations; e++) {
        guint met = 0;
        for (guint k = 0; k < unknowns; k++)
            met += matrix[e * unknowns + k] != 0;
        if (met == 1)
            return TRUE;
    }
    return FALSE;
}

static void a_small_count_is_hidden_with_company(void)
{
    g_autoptr(book_t) book = book_new();
    const gint64 parts[] = {20, 1, 9, 30, 8, 7};
    struct book_table *table = table_of(book, 2, 3, parts);
    suppression_apply(table);
    CU_ASSERT_TRUE(is_hidden(table, 0, 1));
    CU_ASSERT_FALSE(is_hidden(table, 0, 3));
    CU_ASSERT_FALSE(is_hidden(table, 2, 3));
    CU_ASSERT_FALSE(gives_back(table));
}

static void a_table_without_small_counts_stays_whole(void)
{
    g_autoptr(book_t) book = book_new();
    const gint64 parts[] = {5, 6, 0, 7};
    struct book_table *table = table_of(book, 2, 2, parts);
    suppression_apply(table);
    for (guint r = 0; r < 3; r++)
        for (guint c = 0; c < 3; c++)
            CU_ASSERT_FALSE(is_hidden(table, r, c));
}

/* Two hidden ones that add to 2 would both be 1. */
static void hidden_parts_of_a_sum_add_to_five_or_more(void)
{
    g_autoptr(book_t) book = book_new();
    const gint64 parts[] = {1, 1, 50, 60, 70, 80};
    struct book_table *table = table_of(book, 2, 3, parts);
    suppression_apply(table);
    CU_ASSERT_TRUE(is_hidden(table, 0, 2));
}

static void no_total_of_a_random_table_gives_a_hidden_count_back(void)
{
    GRand *random = g_rand_new_with_seed(41);
    for (guint trial = 0; trial < 300; trial++) {
        g_autoptr(book_t) book = book_new();
        guint rows = (guint)g_rand_int_range(random, 1, 7);
        guint columns = (guint)g_rand_int_range(random, 1, 6);
        gint64 parts[42];
        for (guint i = 0; i < rows * columns; i++)
            parts[i] = g_rand_int_range(random, 0, 4) == 0 ? g_rand_int_range(random, 0, 7)
                                                           : g_rand_int_range(random, 5, 60);
        struct book_table *table = table_of(book, rows, columns, parts);
        suppression_apply(table);
        CU_ASSERT_FALSE(gives_back(table));
        for (guint i = 0; i < rows * columns; i++)
            if (parts[i] > 0 && parts[i] < SUPPRESSION_LEAST)
                CU_ASSERT_TRUE(is_hidden(table, i / columns, i % columns));
    }
    g_rand_free(random);
}

static void a_total_of_five_or_more_is_never_hidden(void)
{
    GRand *random = g_rand_new_with_seed(42);
    for (guint trial = 0; trial < 200; trial++) {
        g_autoptr(book_t) book = book_new();
        gint64 parts[20];
        for (guint i = 0; i < 20; i++)
            parts[i] = g_rand_int_range(random, 0, 9);
        struct book_table *table = table_of(book, 5, 4, parts);
        gint64 total = book_cell(table, 5, 4)->numerator;
        suppression_apply(table);
        CU_ASSERT_EQUAL(is_hidden(table, 5, 4), total > 0 && total < SUPPRESSION_LEAST);
    }
    g_rand_free(random);
}

static void shares_and_formulas_of_hidden_counts_are_hidden(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = book_sheet_add_table(book_add_sheet(book, "t", "t"), "t", "t");
    book_table_add_row(table, "r", "r", -1, 0);
    book_table_add_column(table, "c", "c", MEASURE_COUNT);
    book_table_add_column(table, "c", "c", MEASURE_SHARE_ROW);
    book_table_close(table);
    book_cell(table, 0, 0)->numerator = 3;
    *book_cell(table, 0, 1) = (struct book_cell){.numerator = 3, .denominator = 9};
    suppression_apply(table);
    CU_ASSERT_TRUE(is_hidden(table, 0, 0));
    CU_ASSERT_TRUE(is_hidden(table, 0, 1));
    CU_ASSERT_EQUAL(book_cell(table, 0, 1)->numerator, 0);
}

static CU_TestInfo tests[] = {
    {"a small count is hidden with company", a_small_count_is_hidden_with_company},
    {"a table without small counts stays whole", a_table_without_small_counts_stays_whole},
    {"hidden parts of a sum add to five or more", hidden_parts_of_a_sum_add_to_five_or_more},
    {"no total of a random table gives a hidden count back",
     no_total_of_a_random_table_gives_a_hidden_count_back},
    {"a total of five or more is never hidden", a_total_of_five_or_more_is_never_hidden},
    {"shares and formulas of hidden counts are hidden",
     shares_and_formulas_of_hidden_counts_are_hidden},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo suppression_suite = {"suppression", NULL, NULL, NULL, NULL, tests};
