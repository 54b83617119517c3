#include <CUnit/CUnit.h>
#include <string.h>

#include "claims/claim.h"

#define BASES 2000

/* Which figures some part of the base gives, rounded or cut off; by brute force. */
static void try_all_parts(gint64 base, gint64 scale, guint8 *possible)
{
    memset(possible, 0, (gsize)scale + 1);
    for (gint64 part = 0; part <= base; part++) {
        possible[part * scale / base] = TRUE;
        possible[(2 * part * scale + base) / (2 * base)] = TRUE;
    }
}

static guint disagreements(guint decimals)
{
    gint64 scale = 100, part;
    guint count = 0;
    for (guint i = 0; i < decimals; i++)
        scale *= 10;
    g_autofree guint8 *possible = g_malloc((gsize)scale + 1);
    for (gint64 base = 1; base <= BASES; base++) {
        try_all_parts(base, scale, possible);
        for (gint64 printed = 0; printed <= scale; printed++)
            count += ratio_explains(printed, decimals + 2, base, &part) != possible[printed];
    }
    return count;
}

static void possible_agrees_with_trying_all_parts(void)
{
    CU_ASSERT_EQUAL(disagreements(0), 0);
    CU_ASSERT_EQUAL(disagreements(1), 0);
    CU_ASSERT_EQUAL(disagreements(2), 0);
}

/* A claim says impossible exactly when no part fits, for a spread of bases. */
static void verdicts_agree_with_trying_all_parts(void)
{
    g_autofree guint8 *possible = g_malloc(1001);
    guint wrong = 0;
    for (gint64 base = 1; base <= BASES; base += 37) {
        try_all_parts(base, 1000, possible);
        for (gint64 printed = 0; printed <= 1000; printed += 3) {
            struct claim claim = {.base = {base, 0, TRUE}, .share = {printed, 1, TRUE}};
            g_autoptr(claim_result_t) result = claim_check(&claim);
            wrong += (result->verdict != CLAIM_IMPOSSIBLE) != possible[printed];
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static CU_TestInfo tests[] = {
    {"possible agrees with trying all parts", possible_agrees_with_trying_all_parts},
    {"verdicts agree with trying all parts", verdicts_agree_with_trying_all_parts},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_share_suite = {"claim_share", NULL, NULL, NULL, NULL, tests};
