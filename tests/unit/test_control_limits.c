#include <CUnit/CUnit.h>
#include <math.h>

#include "chart/control_limits.h"

/* Provinces simulated in `make test`; PROVINCES=1000 and the like for more (tests/README.md). */
#define PROVINCES 200

#define MOST_UNITS 260

/*
 * Twelve units that differ by more than chance. The figures are those of a program on scipy: the
 * excess by optimize.brentq() with which the mean square of the eight in the middle is that of the
 * eight in the middle of twelve normal variables (0.394964, integrate.quad() over order
 * statistics), the tail by stats.norm, and the first counts beyond it by stats.binom and
 * stats.poisson.
 */
static void limits_are_widened_as_scipy_widens_them(void)
{
    static const struct control_unit units[] = {
        {52, 1200, 0}, {31, 900, 1}, {18, 1500, 2}, {40, 2100, 3}, {9, 640, 4},    {75, 1700, 5},
        {22, 1300, 6}, {14, 350, 7}, {33, 1100, 8}, {27, 800, 9},  {61, 2600, 10}, {20, 480, 11},
    };
    static const struct {
        enum exact_law law;
        double spread;
        gint64 above[3], below[3];
    } wanted[] = {
        {EXACT_PARTS, 0.566307, {33, 92, 160}, {-1, -1, 9}},
        {EXACT_CASES, 0.565057, {33, 93, 161}, {-1, -1, 9}},
    };
    static const gint64 bases[] = {350, 1100, 2600};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        struct control_limits limits = control_limits_of(wanted[i].law, units, G_N_ELEMENTS(units));
        CU_ASSERT_DOUBLE_EQUAL(control_spread(&limits), wanted[i].spread, 1e-5);
        for (guint k = 0; k < G_N_ELEMENTS(bases); k++) {
            gint64 above = -1, below = -1;
            CU_ASSERT_TRUE(control_first_signal(&limits, bases[k], 1, &above));
            CU_ASSERT_EQUAL(above, wanted[i].above[k]);
            CU_ASSERT_EQUAL(control_first_signal(&limits, bases[k], -1, &below),
                            wanted[i].below[k] >= 0);
            CU_ASSERT_EQUAL(MAX(below, -1), wanted[i].below[k]);
            struct control_unit last = {above - 1, bases[k], 0}, first = {above, bases[k], 0};
            CU_ASSERT_EQUAL(control_signal(&limits, last), 0);
            CU_ASSERT_EQUAL(control_signal(&limits, first), 1);
        }
    }
}

static void levels_of_nothing_and_of_all_have_no_limits(void)
{
    static const struct control_unit none[] = {{0, 5, 0}, {0, 50, 1}, {0, 9, 2}};
    static const struct control_unit all[] = {{5, 5, 0}, {50, 50, 1}, {9, 9, 2}};
    struct control_limits limits = control_limits_of(EXACT_CASES, none, 3);
    gint64 count = 0;
    CU_ASSERT_FALSE(control_has_limits(&limits));
    CU_ASSERT_EQUAL(control_signal(&limits, none[1]), 0);
    CU_ASSERT_FALSE(control_first_signal(&limits, 50, 1, &count));
    limits = control_limits_of(EXACT_PARTS, all, 3);
    CU_ASSERT_FALSE(control_has_limits(&limits));
}

static guint provinces_wanted(void)
{
    const char *wanted = g_getenv("PROVINCES");
    return wanted != NULL ? (guint)g_ascii_strtoull(wanted, NULL, 10) : PROVINCES;
}

/* What provinces are drawn from: units of very different sizes, from a tenth of the mean on. */
struct model {
    const char *name;
    enum exact_law law;
    guint units;
    double mean_size, level;
    double differ; /* how much the units' true levels differ, as a part of the level */
};

static const struct model models[] = {
    {"rates of 260 communes", EXACT_CASES, 260, 220, 0.018, 0},
    {"rates of 33 communes", EXACT_CASES, 33, 220, 0.018, 0},
    {"rates of 8 districts", EXACT_CASES, 8, 7000, 0.018, 0},
    {"rates of 3 units", EXACT_CASES, 3, 900, 0.018, 0},
    {"shares of 260 communes", EXACT_PARTS, 260, 200, 0.165, 0},
    {"shares of 30 cells", EXACT_PARTS, 30, 25, 0.94, 0},
    {"shares of 8 districts", EXACT_PARTS, 8, 270, 0.94, 0},
};

/* Cases, one after the other, until their waiting times have filled the time. */
static gint64 draw_cases(GRand *random, double expected)
{
    gint64 cases = 0;
    for (double time = -log1p(-g_rand_double(random)); time < expected; cases++)
        time -= log1p(-g_rand_double(random));
    return cases;
}

static gint64 draw_count(GRand *random, enum exact_law law, gint64 base, double level)
{
    gint64 parts = 0;
    if (law == EXACT_CASES)
        return draw_cases(random, (double)base * level);
    for (gint64 i = 0; i < base; i++)
        parts += g_rand_double(random) < level;
    return parts;
}

static gint64 draw_base(GRand *random, double mean)
{
    double part = g_rand_double(random);
    return (gint64)ceil(mean * (0.1 + 2.7 * part * part));
}

static void draw_province(GRand *random, const struct model *model, struct control_unit *units)
{
    for (guint i = 0; i < model->units; i++) {
        double level = model->level * (1 + model->differ * g_rand_double_range(random, -1.7, 1.7));
        units[i].base = draw_base(random, model->mean_size);
        units[i].count = draw_count(random, model->law, units[i].base, level);
    }
}

static guint signals_of(const struct control_limits *limits, const struct control_unit *units,
                        guint count)
{
    guint signals = 0;
    for (guint i = 0; i < count; i++)
        signals += control_signal(limits, units[i]) != 0;
    return signals;
}

/* In how many provinces of units that are alike any unit is named. */
static guint provinces_with_a_name(const struct model *model, guint provinces)
{
    struct control_unit units[MOST_UNITS];
    GRand *random = g_rand_new_with_seed(2024);
    guint named = 0;
    for (guint i = 0; i < provinces; i++) {
        draw_province(random, model, units);
        struct control_limits limits = control_limits_of(model->law, units, model->units);
        named += signals_of(&limits, units, model->units) > 0;
    }
    g_rand_free(random);
    if (g_getenv("PROVINCES") != NULL)
        g_print("%s, alike: a unit is named in %u of %u\n", model->name, named, provinces);
    return named;
}

/* Up to two standard deviations over one in twenty. */
static guint one_in_twenty(guint provinces)
{
    return (guint)(provinces * 0.05 + 2 * sqrt(provinces * 0.05 * 0.95));
}

static void units_that_are_alike_are_named_in_one_province_of_twenty_at_most(void)
{
    guint provinces = provinces_wanted();
    for (guint i = 0; i < G_N_ELEMENTS(models); i++)
        CU_ASSERT_TRUE(provinces_with_a_name(&models[i], provinces) <=
                       (provinces < 1000 ? one_in_twenty(provinces) : provinces / 20));
}

/* How often the first unit, in which 40 cases are expected, is named when its level is tripled. */
static guint times_the_planted_is_named(const struct model *model, guint provinces)
{
    struct control_unit units[MOST_UNITS];
    GRand *random = g_rand_new_with_seed(1945);
    guint named = 0;
    for (guint i = 0; i < provinces; i++) {
        draw_province(random, model, units);
        units[0].base = (gint64)ceil(40 / model->level);
        units[0].count = draw_count(random, model->law, units[0].base, 3 * model->level);
        struct control_limits limits = control_limits_of(model->law, units, model->units);
        named += control_signal(&limits, units[0]) == 1;
    }
    g_rand_free(random);
    if (g_getenv("PROVINCES") != NULL)
        g_print("%s, one at three times: named in %u of %u\n", model->name, named, provinces);
    return named;
}

/* Large units that differ do not hide it. */
static void a_unit_at_three_times_the_level_is_named(void)
{
    static const struct model planted[] = {
        {"rates of 260 communes", EXACT_CASES, 260, 220, 0.018, 0},
        {"rates of 260 communes that differ", EXACT_CASES, 260, 220, 0.018, 0.3},
        {"rates of 33 communes", EXACT_CASES, 33, 220, 0.018, 0},
        {"rates of 8 districts", EXACT_CASES, 8, 7000, 0.018, 0},
        {"rates of 8 districts of its size", EXACT_CASES, 8, 2200, 0.018, 0},
        {"rates of 8 districts that differ", EXACT_CASES, 8, 7000, 0.018, 0.1},
        {"rates of 12 large districts that differ", EXACT_CASES, 12, 7000, 0.018, 0.2},
        {"shares of 260 communes", EXACT_PARTS, 260, 200, 0.165, 0},
    };
    guint provinces = provinces_wanted();
    for (guint i = 0; i < G_N_ELEMENTS(planted); i++)
        CU_ASSERT_TRUE(times_the_planted_is_named(&planted[i], provinces) * 20 >= provinces * 19);
}

static CU_TestInfo tests[] = {
    {"limits are widened as scipy widens them", limits_are_widened_as_scipy_widens_them},
    {"levels of nothing and of all have no limits", levels_of_nothing_and_of_all_have_no_limits},
    {"units that are alike are named in one province of twenty at most",
     units_that_are_alike_are_named_in_one_province_of_twenty_at_most},
    {"a unit at three times the level is named", a_unit_at_three_times_the_level_is_named},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo control_limits_suite = {"control_limits", NULL, NULL, NULL, NULL, tests};
