#include <CUnit/CUnit.h>
#include <math.h>

#include "base/exact.h"

/* Five per cent shared out over the two sides of 260 units. */
#define OF_260 (0.05 / 520)

/*
 * scipy 1.10.1. Of a count x of n: stats.beta.ppf(tail, x, n - x + 1) and stats.beta.isf(tail, x +
 * 1, n - x).
 */
struct interval {
    double base, count, tail, low, high;
};

static const struct interval clopper_pearson[] = {
    {1, 0, 0.025, 0, 0.975},
    {1, 0, 0.001, 0, 0.999},
    {1, 0, OF_260, 0, 0.9999038461538},
    {1, 0, 1e-9, 0, 0.999999999},
    {1, 1, 0.025, 0.025, 1},
    {1, 1, 0.001, 0.001, 1},
    {1, 1, OF_260, 9.615384615385e-05, 1},
    {1, 1, 1e-9, 1e-09, 1},
    {8, 0, 0.025, 0, 0.3694166475528},
    {8, 0, 0.001, 0, 0.5783034965714},
    {8, 0, OF_260, 0, 0.6853187746715},
    {8, 0, 1e-9, 0, 0.9250105790668},
    {8, 1, 0.025, 0.003159723531252, 0.5265096708752},
    {8, 1, 0.001, 0.0001250547217043, 0.7112763807014},
    {8, 1, OF_260, 1.20197364163e-05, 0.7961482897466},
    {8, 1, 1e-9, 1.250000000547e-10, 0.961326930805},
    {8, 5, 0.025, 0.2448632163666, 0.9147665858627},
    {8, 5, 0.001, 0.1195697417924, 0.9729566165131},
    {8, 5, OF_260, 0.07299228897898, 0.9878414404155},
    {8, 5, 1e-9, 0.007110674293871, 0.999738535574},
    {8, 8, 0.025, 0.6305833524472, 1},
    {8, 8, 0.001, 0.4216965034286, 1},
    {8, 8, OF_260, 0.3146812253285, 1},
    {8, 8, 1e-9, 0.07498942093325, 1},
    {57, 0, 0.025, 0, 0.06266748091448},
    {57, 0, 0.001, 0, 0.1141332095899},
    {57, 0, OF_260, 0, 0.14979093549},
    {57, 0, 1e-9, 0, 0.3048072038224},
    {57, 3, 0.025, 0.01098825589859, 0.1461990643105},
    {57, 3, 0.001, 0.003396977869884, 0.2098467352111},
    {57, 3, OF_260, 0.001517450787876, 0.2501166862258},
    {57, 3, 1e-9, 3.246625801475e-05, 0.409048902258},
    {57, 29, 0.025, 0.3728978572796, 0.6437035128056},
    {57, 29, 0.001, 0.3044249832584, 0.7110596805814},
    {57, 29, OF_260, 0.2682868089444, 0.7463992645221},
    {57, 29, 1e-9, 0.159077828576, 0.8521289549002},
    {57, 56, 0.025, 0.9060831581081, 0.9995559265599},
    {57, 56, 0.001, 0.8492095168042, 0.9999824475166},
    {57, 56, OF_260, 0.8115000636795, 0.9999983130107},
    {260, 1, 0.025, 9.737144364819e-05, 0.02124194450021},
    {260, 1, 0.001, 3.848070802247e-06, 0.03495623289034},
    {260, 1, OF_260, 3.698401978832e-07, 0.04445012990492},
    {260, 1, 1e-9, 3.84615384807e-12, 0.08812724736739},
    {260, 43, 0.025, 0.122349901092, 0.2162348729644},
    {260, 43, 0.001, 0.1015643361135, 0.2468502178651},
    {260, 43, OF_260, 0.09086044524177, 0.2649089543259},
    {260, 43, 1e-9, 0.0588239774895, 0.3327526639831},
    {260, 130, 0.025, 0.4376043769222, 0.5623956230778},
    {260, 130, 0.001, 0.4032655458216, 0.5967344541784},
    {260, 130, OF_260, 0.3841549360579, 0.6158450639421},
    {260, 130, 1e-9, 0.3186808057904, 0.6813191942096},
    {260, 259, 0.025, 0.9787580554998, 0.9999026285564},
    {260, 259, 0.001, 0.9650437671097, 0.9999961519292},
    {260, 259, OF_260, 0.9555498700951, 0.9999996301598},
    {2192, 2, 0.025, 0.0001105160397467, 0.003292008521692},
    {2192, 2, 0.001, 2.071711095966e-05, 0.00511188968978},
    {2192, 2, OF_260, 6.357277640454e-06, 0.006357351560055},
    {2192, 2, 1e-9, 2.04070394424e-08, 0.01209977587111},
    {2192, 391, 0.025, 0.1625596843288, 0.1950568278344},
    {2192, 391, 0.001, 0.1538941477224, 0.2048456171496},
    {2192, 391, OF_260, 0.1491135124885, 0.2104801580856},
    {2192, 391, 1e-9, 0.132818728832, 0.2310766735319},
    {2192, 2000, 0.025, 0.8997875168256, 0.9239141066501},
    {2192, 2000, 0.001, 0.8922413789794, 0.9300164236578},
    {2192, 2000, OF_260, 0.8878374203521, 0.9333239248306},
    {2192, 2000, 1e-9, 0.8713855035876, 0.9442600086068},
    {57764, 1057, 0.025, 0.01722119640221, 0.01942476804607},
    {57764, 1057, 0.001, 0.01662248302584, 0.02008722589952},
    {57764, 1057, OF_260, 0.01629033056028, 0.02046794998516},
    {57764, 1057, 1e-9, 0.01514601284363, 0.021858040386},
    {57764, 28000, 0.025, 0.48064761538, 0.4888158676394},
    {57764, 28000, 0.001, 0.478298546973, 0.4911669501588},
    {57764, 28000, OF_260, 0.4769714477621, 0.4924955855622},
    {57764, 28000, 1e-9, 0.4722588885008, 0.4972159258033},
};

/* stats.chi2.ppf(tail, 2 * x) / 2 and stats.chi2.isf(tail, 2 * x + 2) / 2. */
static const struct interval garwood[] = {
    {1, 0, 0.025, 0, 3.688879454114},
    {1, 0, 0.001, 0, 6.907755278982},
    {1, 0, OF_260, 0, 9.249561085129},
    {1, 0, 1e-9, 0, 20.72326583695},
    {1, 1, 0.025, 0.02531780798429, 5.571643390939},
    {1, 1, 0.001, 0.001000500333584, 9.233413476452},
    {1, 1, OF_260, 9.615846923126e-05, 11.79892203662},
    {1, 1, 1e-9, 1.0000000005e-09, 23.93972786557},
    {1, 2, 0.025, 0.242209278544, 7.224687667724},
    {1, 2, 0.001, 0.04540201776949, 11.22887224241},
    {1, 2, OF_260, 0.01393201786966, 13.97341709721},
    {1, 2, 1e-9, 4.472202623033e-05, 26.67228655865},
    {1, 5, 0.025, 1.623486390118, 11.66833207932},
    {1, 5, 0.001, 0.7393717319178, 16.45474520368},
    {1, 5, OF_260, 0.4407152580402, 19.61882130263},
    {1, 5, 1e-9, 0.04157613724277, 33.67460167405},
    {1, 13, 0.025, 6.921952491004, 22.23039591816},
    {1, 13, 0.001, 4.611063412082, 28.44614269668},
    {1, 13, OF_260, 3.585412986846, 32.3948630464},
    {1, 13, 1e-9, 1.25901803538, 49.0859447465},
    {1, 40, 0.025, 28.57658644179, 54.46864696398},
    {1, 40, 0.001, 23.25993796458, 63.66219829666},
    {1, 40, OF_260, 20.58248359247, 69.2717609061},
    {1, 40, 1e-9, 12.82317444835, 91.70460079407},
    {1, 120, 0.025, 99.49192562594, 143.4905853694},
    {1, 120, 0.001, 88.97455272918, 157.8591487802},
    {1, 120, OF_260, 83.38094817514, 166.3782492261},
    {1, 120, 1e-9, 65.46991201875, 199.0329921329},
    {1, 1057, 0.025, 994.2309362916, 1122.693378717},
    {1, 1057, 0.001, 959.3745280165, 1161.371915527},
    {1, 1057, OF_260, 940.0461284793, 1183.612844341},
    {1, 1057, 1e-9, 873.5065986493, 1264.891729629},
    {1, 20000, 0.025, 19723.76760061, 20279.13362793},
    {1, 20000, 0.001, 19565.82343379, 20440.88714208},
    {1, 20000, OF_260, 19476.94859555, 20532.6676999},
    {1, 20000, 1e-9, 19163.40550516, 20860.93098344},
};

/*
 * The counts where special.betainc(x, n - x + 1, p), special.betainc(n - x, x + 1, 1 - p),
 * special.gammainc(x, n * p) and special.gammaincc(x + 1, n * p) come to the tail, by
 * optimize.brentq.
 */
static const struct {
    enum exact_law law;
    double base, level, tail, low, high;
} ranges[] = {
    {EXACT_PARTS, 8, 0.165, 0.025, -0.798759096, 4.09891788},
    {EXACT_PARTS, 104, 0.165, 0.025, 9.59767, 25.3637285},
    {EXACT_PARTS, 104, 0.165, OF_260, 4.29084977, 33.0033876},
    {EXACT_PARTS, 260, 0.0183, OF_260, -0.941292622, 15.1106875},
    {EXACT_PARTS, 2192, 0.942, 0.001, 2029.32975, 2097.87286},
    {EXACT_PARTS, 57764, 0.0183, 0.001, 958.421373, 1158.48732},
    {EXACT_PARTS, 40, 0.5, 1e-9, 2.10686512, 37.8931349},
    {EXACT_PARTS, 3, 0.2, 0.025, -0.927050262, 2.61503726},
    {EXACT_CASES, 1, 40, 0.025, 27.6046453, 53.3459192},
    {EXACT_CASES, 1, 40, OF_260, 18.2233971, 66.1212401},
    {EXACT_CASES, 7000, 0.0183, OF_260, 87.6265032, 172.888046},
    {EXACT_CASES, 57764, 0.0183, 0.001, 957.549702, 1159.4633},
    {EXACT_CASES, 12, 0.0183, 0.025, -0.97818346, 1.92602344},
    {EXACT_CASES, 400, 0.0183, 1e-9, -0.999987587, 29.1069935},
    {EXACT_CASES, 1, 20000, 0.001, 19563.9036, 20438.9463},
};

/* stats.fisher_exact() and stats.binomtest(). */
static const struct {
    enum exact_law law;
    struct ratio one, two;
    double chance;
} pairs[] = {
    {EXACT_PARTS, {3, 10}, {0, 10}, 0.2105263157895},
    {EXACT_PARTS, {1, 8}, {7, 8}, 0.01010101010101},
    {EXACT_PARTS, {0, 5}, {0, 9}, 1},
    {EXACT_PARTS, {12, 31}, {5, 33}, 0.04769090105353},
    {EXACT_PARTS, {2065, 2192}, {2056, 2192}, 0.6109678948439},
    {EXACT_PARTS, {2050, 2174}, {1997, 2187}, 0.0001366893373326},
    {EXACT_PARTS, {14, 17}, {9, 17}, 0.1410703250525},
    {EXACT_PARTS, {391, 2174}, {350, 2170}, 0.1067289933484},
    {EXACT_PARTS, {22, 260}, {16, 260}, 0.399817895881},
    {EXACT_PARTS, {1, 1}, {0, 1}, 1},
    {EXACT_PARTS, {8568, 52462}, {8000, 51000}, 0.004753041258935},
    {EXACT_PARTS, {5, 40}, {60, 400}, 0.8174157729918},
    {EXACT_PARTS, {1057, 57764}, {990, 57700}, 0.1471632382895},
    {EXACT_CASES, {240, 1}, {295, 1}, 0.01947835022892},
    {EXACT_CASES, {35, 1}, {28, 1}, 0.4499625362902},
    {EXACT_CASES, {3, 1}, {10, 1}, 0.09228515625},
    {EXACT_CASES, {2, 1}, {10, 1}, 0.03857421875},
    {EXACT_CASES, {0, 1}, {5, 1}, 0.0625},
    {EXACT_CASES, {0, 1}, {6, 1}, 0.03125},
    {EXACT_CASES, {7, 1}, {7, 1}, 1},
    {EXACT_CASES, {13, 1}, {40, 1}, 0.0002685401188192},
    {EXACT_CASES, {1057, 57764}, {990, 57700}, 0.1507982799911},
    {EXACT_CASES, {4, 12}, {0, 31}, 0.006065284291189},
    {EXACT_CASES, {20, 400}, {3, 100}, 0.6018443229915},
    {EXACT_CASES, {9, 100}, {30, 100}, 0.001065019634552},
    {EXACT_CASES, {2192, 1}, {2190, 1}, 0.9879474456746},
};

/* The same to four digits and more; below `least` by as much as there. */
static gboolean agrees(double given, double wanted, double least)
{
    return fabs(given - wanted) <= 1e-6 * MAX(fabs(wanted), least);
}

/* A count is the limit of the levels at which its own interval ends. */
static void check_intervals(enum exact_law law, const struct interval *intervals, guint count)
{
    for (guint i = 0; i < count; i++) {
        const struct interval *one = &intervals[i];
        if (one->count > 0)
            CU_ASSERT_TRUE(
                agrees(exact_limit(law, one->base, one->low, one->tail, 1), one->count, 1));
        if (law == EXACT_CASES || one->count < one->base)
            CU_ASSERT_TRUE(
                agrees(exact_limit(law, one->base, one->high, one->tail, -1), one->count, 1));
    }
}

static void limits_of_shares_are_those_of_clopper_and_pearson(void)
{
    check_intervals(EXACT_PARTS, clopper_pearson, G_N_ELEMENTS(clopper_pearson));
}

static void limits_of_rates_are_those_of_garwood(void)
{
    check_intervals(EXACT_CASES, garwood, G_N_ELEMENTS(garwood));
}

static void ranges_round_a_level_are_those_of_scipy(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
        for (int side = -1; side <= 1; side += 2) {
            double limit =
                exact_limit(ranges[i].law, ranges[i].base, ranges[i].level, ranges[i].tail, side);
            CU_ASSERT_TRUE(agrees(limit, side < 0 ? ranges[i].low : ranges[i].high, 1));
        }
    }
}

static void chances_of_a_difference_are_those_of_scipy(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        CU_ASSERT_TRUE(agrees(exact_equality(pairs[i].law, pairs[i].one, pairs[i].two),
                              pairs[i].chance, 1e-3));
        CU_ASSERT_TRUE(agrees(exact_equality(pairs[i].law, pairs[i].two, pairs[i].one),
                              pairs[i].chance, 1e-3));
    }
}

static void deviations_are_those_of_the_normal_curve(void)
{
    CU_ASSERT_DOUBLE_EQUAL(exact_normal_deviations(0.5), 0, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(exact_normal_deviations(0.025), 1.95996398, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(exact_normal_deviations(1e-100), 21.2734536, 1e-7);
    CU_ASSERT_DOUBLE_EQUAL(exact_normal_tail(1.95996398454), 0.025, 1e-12);
}

/* P(R >= 9) of ten at one half is 11/1024. */
static void tails_of_whole_counts_are_sums(void)
{
    CU_ASSERT_DOUBLE_EQUAL(exact_at_least(EXACT_PARTS, 10, 0.5, 9), 11.0 / 1024, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(exact_at_most(EXACT_PARTS, 10, 0.5, 1), 11.0 / 1024, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(exact_at_most(EXACT_CASES, 4, 0.5, 1), 3 * exp(-2), 1e-14);
    CU_ASSERT_EQUAL(exact_at_least(EXACT_PARTS, 10, 0.5, 0), 1);
    CU_ASSERT_EQUAL(exact_at_least(EXACT_PARTS, 10, 0.5, 11), 0);
    CU_ASSERT_EQUAL(exact_at_most(EXACT_PARTS, 10, 0.5, 10), 1);
    CU_ASSERT_EQUAL(exact_at_most(EXACT_CASES, 10, 0.5, -1), 0);
}

/* Four of four things that count with one half come by chance; so do none. */
static void few_things_leave_no_limits(void)
{
    CU_ASSERT_TRUE(exact_limit(EXACT_PARTS, 4, 0.5, 0.025, -1) < 0);
    CU_ASSERT_TRUE(exact_limit(EXACT_PARTS, 4, 0.5, 0.025, 1) > 4);
}

/* Where the normal curve takes over from the sums, and far beyond any number of people. */
static void counts_beyond_reason_end_at_once(void)
{
    static const double levels[] = {0.02, 0.3, 0.9};
    for (guint i = 0; i < G_N_ELEMENTS(levels); i++) {
        double below = floor(1e6 / (levels[i] * (1 - levels[i]))) - 10;
        for (int side = -1; side <= 1; side += 2) {
            double before = exact_limit(EXACT_PARTS, below, levels[i], 0.001, side);
            double after = exact_limit(EXACT_PARTS, below + 20, levels[i], 0.001, side);
            CU_ASSERT_DOUBLE_EQUAL(after - before, 20 * levels[i], 0.02);
        }
    }
    CU_ASSERT_DOUBLE_EQUAL(exact_limit(EXACT_PARTS, 9e18, 0.25, 0.001, 1) / 9e18, 0.25, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(exact_limit(EXACT_CASES, 9e18, 0.25, 0.001, -1) / 9e18, 0.25, 1e-8);
    CU_ASSERT_TRUE(exact_limit(EXACT_PARTS, 9e18, 1e-18, 0.001, 1) < 100);
    struct ratio great = {4000000000000, 9000000000000}, same = {4000000100000, 9000000000000};
    CU_ASSERT_TRUE(exact_equality(EXACT_PARTS, great, same) > 0.9);
}

static CU_TestInfo tests[] = {
    {"limits of shares are those of Clopper and Pearson",
     limits_of_shares_are_those_of_clopper_and_pearson},
    {"limits of rates are those of Garwood", limits_of_rates_are_those_of_garwood},
    {"ranges round a level are those of scipy", ranges_round_a_level_are_those_of_scipy},
    {"chances of a difference are those of scipy", chances_of_a_difference_are_those_of_scipy},
    {"deviations are those of the normal curve", deviations_are_those_of_the_normal_curve},
    {"tails of whole counts are sums", tails_of_whole_counts_are_sums},
    {"few things leave no limits", few_things_leave_no_limits},
    {"counts beyond reason end at once", counts_beyond_reason_end_at_once},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo exact_suite = {"exact", NULL, NULL, NULL, NULL, tests};
