#include <CUnit/CUnit.h>

#include "data/unit_map.h"

#define PARTS(parts) ((parts) * (SHARES_WHOLE / 100))

static gint by_unit(gconstpointer a, gconstpointer b, gpointer unused)
{
    (void)unused;
    return ((const struct map_share *)a)->unit - ((const struct map_share *)b)->unit;
}

/* Shares in hundredths: units 0, 1, 2 and so on. */
static GArray *shares_of(const gint64 *hundredths, guint count)
{
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(struct map_share));
    for (guint i = 0; i < count; i++) {
        struct map_share share = {(gint32)i, PARTS(hundredths[i])};
        g_array_append_val(shares, share);
    }
    return shares;
}

static void a_half_goes_to_the_first(void)
{
    g_autoptr(GArray) shares = shares_of((gint64[]){50, 50}, 2);
    CU_ASSERT_EQUAL(shares_cut(shares, 0, 7), 4);
    CU_ASSERT_EQUAL(shares_cut(shares, 1, 7), 3);
}

static void parts_make_the_whole_and_grow_with_it(void)
{
    g_autoptr(GArray) shares = shares_of((gint64[]){7, 33, 1, 25, 34}, 5);
    gint64 before[5] = {0};
    for (gint64 count = 0; count <= 1000; count++) {
        gint64 sum = 0;
        for (guint i = 0; i < 5; i++) {
            gint64 part = shares_cut(shares, i, count);
            CU_ASSERT_TRUE(part >= before[i]);
            CU_ASSERT_TRUE(ABS(100 * part - count * shares_cut(shares, i, 100)) < 150);
            sum += before[i] = part;
        }
        CU_ASSERT_EQUAL(sum, count);
    }
}

static void a_sum_beyond_32_bits_is_cut_exactly(void)
{
    g_autoptr(GArray) shares = shares_of((gint64[]){40, 60}, 2);
    gint64 many = G_GINT64_CONSTANT(1000000000000000005);
    CU_ASSERT_EQUAL(shares_cut(shares, 0, many), G_GINT64_CONSTANT(400000000000000002));
    CU_ASSERT_EQUAL(shares_cut(shares, 1, many), G_GINT64_CONSTANT(600000000000000003));
}

static void settling_joins_the_shares_of_one_unit(void)
{
    g_autoptr(GArray) shares = shares_of((gint64[]){20, 30, 50}, 3);
    g_array_index(shares, struct map_share, 0).unit = 2;
    CU_ASSERT_TRUE(shares_settle(shares, by_unit, NULL));
    CU_ASSERT_EQUAL_FATAL(shares->len, 2);
    CU_ASSERT_EQUAL(g_array_index(shares, struct map_share, 0).unit, 1);
    CU_ASSERT_EQUAL(g_array_index(shares, struct map_share, 1).weight, PARTS(70));
}

static void weights_that_do_not_make_a_whole_do_not_settle(void)
{
    g_autoptr(GArray) less = shares_of((gint64[]){60, 30}, 2);
    g_autoptr(GArray) more = shares_of((gint64[]){60, 50}, 2);
    CU_ASSERT_FALSE(shares_settle(less, by_unit, NULL));
    CU_ASSERT_FALSE(shares_settle(more, by_unit, NULL));
}

static void shares_are_told_apart_by_unit_and_weight(void)
{
    g_autoptr(GArray) a = shares_of((gint64[]){40, 60}, 2);
    g_autoptr(GArray) same = shares_of((gint64[]){40, 60}, 2);
    g_autoptr(GArray) other = shares_of((gint64[]){60, 40}, 2);
    g_autoptr(GArray) more = shares_of((gint64[]){40, 60, 0}, 3);
    CU_ASSERT_TRUE(shares_are_equal(a, same));
    CU_ASSERT_FALSE(shares_are_equal(a, other));
    CU_ASSERT_FALSE(shares_are_equal(a, more));
    g_array_index(same, struct map_share, 1).unit = 7;
    CU_ASSERT_FALSE(shares_are_equal(a, same));
}

static CU_TestInfo tests[] = {
    {"a half goes to the first", a_half_goes_to_the_first},
    {"parts make the whole and grow with it", parts_make_the_whole_and_grow_with_it},
    {"a sum beyond 32 bits is cut exactly", a_sum_beyond_32_bits_is_cut_exactly},
    {"settling joins the shares of one unit", settling_joins_the_shares_of_one_unit},
    {"weights that do not make a whole do not settle",
     weights_that_do_not_make_a_whole_do_not_settle},
    {"shares are told apart by unit and weight", shares_are_told_apart_by_unit_and_weight},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo share_suite = {"share", NULL, NULL, NULL, NULL, tests};
