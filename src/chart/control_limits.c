#include "chart/control_limits.h"

#include <math.h>
#include <stdlib.h>

#define LEFT_OUT 0.1 /* of the units, on each side */

/* Steps of the integral over the normal curve, which is nothing beyond its ends. */
#define CURVE_END 8.0
#define CURVE_STEP 0.0625

#define HALVINGS 60 /* of the range in which the excess lies */

/* A unit and how far it strays, in standard deviations. */
struct stray {
    double deviations;
    guint index;
};

static int by_deviations(gconstpointer first, gconstpointer second)
{
    const struct stray *a = first, *b = second;
    if (a->deviations != b->deviations)
        return a->deviations < b->deviations ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* What chance makes of a unit's count varies by so much per unit of its base. */
static double variance_of(enum exact_law law, double level)
{
    return level * (law == EXACT_PARTS ? 1 - level : 1);
}

/* How many times more than by chance a unit of a size varies. */
static double widened(double base, double excess, double known_to)
{
    return 1 + excess * MIN(base, known_to);
}

/* How far a unit strays when it varies so many times more than by chance. */
static double deviations_of(enum exact_law law, struct control_unit unit, double level,
                            double times)
{
    double base = (double)unit.base;
    return ((double)unit.count - base * level) / sqrt(base * variance_of(law, level) * times);
}

static gboolean leaves_chance(enum exact_law law, double level)
{
    return level > 0 && (law == EXACT_CASES || level < 1);
}

/*
 * The mean square of what is left of `count` normal variables when the `cut` least and greatest are
 * taken away: the one at z is left when at least so many of the others lie on either side of it.
 */
static double trimmed_square(guint count, guint cut)
{
    double sum = 0, others = count - 1;
    for (double z = CURVE_STEP; z < CURVE_END; z += CURVE_STEP) { /* both sides are alike */
        double below = 1 - exact_normal_tail(z);
        double left = exact_at_least(EXACT_PARTS, others, below, cut) -
                      exact_at_least(EXACT_PARTS, others, below, count - cut);
        sum += 2 * left * z * z * exp(-z * z / 2) / sqrt(2 * G_PI) * CURVE_STEP;
    }
    return sum * count / (count - 2 * cut);
}

/* What the excess is estimated from. */
struct spread {
    enum exact_law law;
    const struct control_unit *units;
    guint count, cut;     /* units; those left out on each side */
    double level;         /* of all */
    double known_to;      /* the mean base of those that are left where chance is all */
    struct stray *strays; /* room for the units */
};

static double times_of(const struct spread *spread, guint index, double excess)
{
    return widened((double)spread->units[index].base, excess, spread->known_to);
}

/* Puts the units in order by how far they stray, were there such an excess. */
static void sort_strays(const struct spread *spread, double excess)
{
    for (guint i = 0; i < spread->count; i++)
        spread->strays[i] =
            (struct stray){deviations_of(spread->law, spread->units[i], spread->level,
                                         times_of(spread, i, excess)),
                           i};
    qsort(spread->strays, spread->count, sizeof *spread->strays, by_deviations);
}

static double mean_base_of_middle(const struct spread *spread)
{
    double bases = 0;
    for (guint i = spread->cut; i < spread->count - spread->cut; i++)
        bases += (double)spread->units[spread->strays[i].index].base;
    return bases / (spread->count - 2 * spread->cut);
}

/* The level of the units that are left, each weighing as much as it tells. */
static double level_of_middle(const struct spread *spread, double excess)
{
    double sum = 0, bases = 0;
    for (guint i = spread->cut; i < spread->count - spread->cut; i++) {
        const struct control_unit *unit = &spread->units[spread->strays[i].index];
        double weight = 1 / times_of(spread, spread->strays[i].index, excess);
        sum += weight * (double)unit->count;
        bases += weight * (double)unit->base;
    }
    return sum / bases;
}

/* The mean square of the strays whose rank is neither low nor high, were there such an excess. */
static double square_of_middle(const struct spread *spread, double excess)
{
    guint count = spread->count, cut = spread->cut;
    sort_strays(spread, excess);
    double level = level_of_middle(spread, excess), squares = 0;
    if (!leaves_chance(spread->law, level))
        return 0;
    for (guint i = cut; i < count - cut; i++) {
        guint index = spread->strays[i].index;
        double deviations = deviations_of(spread->law, spread->units[index], level,
                                          times_of(spread, index, excess));
        squares += deviations * deviations;
    }
    return squares / (count - 2 * cut - 1);
}

/* The excess by which the units stray as far as normal variables do. */
static double excess_of(enum exact_law law, const struct control_unit *units, guint count,
                        double level, double *known_to)
{
    guint cut = (guint)ceil(LEFT_OUT * count);
    if (count < 2 * cut + 2)
        return 0;
    g_autofree struct stray *strays = g_new(struct stray, count);
    struct spread spread = {law, units, count, cut, level, 0, strays};
    sort_strays(&spread, 0);
    *known_to = spread.known_to = mean_base_of_middle(&spread);
    double wanted = trimmed_square(count, cut), low = 0, high = 1e-9;
    if (square_of_middle(&spread, 0) <= wanted)
        return 0;
    for (; high < 1 && square_of_middle(&spread, high) > wanted; high *= 2)
        low = high;
    for (guint step = 0; step < HALVINGS; step++) {
        double middle = (low + high) / 2;
        *(square_of_middle(&spread, middle) > wanted ? &low : &high) = middle;
    }
    return high;
}

struct control_limits control_limits_of(enum exact_law law, const struct control_unit *units,
                                        guint count)
{
    struct control_limits limits = {.law = law, .excess = 0};
    for (guint i = 0; i < count; i++) {
        limits.all.part += units[i].count;
        limits.all.whole += units[i].base;
    }
    limits.level = (double)limits.all.part / (double)limits.all.whole;
    if (!control_has_limits(&limits))
        return limits;
    limits.excess = excess_of(law, units, count, limits.level, &limits.known_to);
    limits.deviations = exact_normal_deviations(1.0 / CONTROL_PICTURES / 2 / count);
    return limits;
}

gboolean control_has_limits(const struct control_limits *limits)
{
    return leaves_chance(limits->law, limits->level);
}

double control_spread(const struct control_limits *limits)
{
    return sqrt(limits->excess * variance_of(limits->law, limits->level)) / limits->level;
}

/* The chance by which a unit of a size leaves its limits on one side, were there chance alone. */
static double tail_of(const struct control_limits *limits, double base)
{
    double times = widened(base, limits->excess, limits->known_to);
    return MAX(exact_normal_tail(limits->deviations * sqrt(times)), G_MINDOUBLE);
}

double control_limit(const struct control_limits *limits, double base, int side)
{
    return exact_limit(limits->law, base, limits->level, tail_of(limits, base), side);
}

int control_signal(const struct control_limits *limits, struct control_unit unit)
{
    double base = (double)unit.base, count = (double)unit.count;
    if (!control_has_limits(limits))
        return 0;
    double tail = tail_of(limits, base);
    if (exact_at_least(limits->law, base, limits->level, count) < tail)
        return 1;
    return exact_at_most(limits->law, base, limits->level, count) < tail ? -1 : 0;
}

gboolean control_first_signal(const struct control_limits *limits, gint64 base, int side,
                              gint64 *count)
{
    if (!control_has_limits(limits))
        return FALSE;
    double limit = control_limit(limits, (double)base, side);
    if (limit >= (double)G_MAXINT64)
        return FALSE;
    *count = (gint64)(side > 0 ? floor(limit) + 1 : ceil(limit) - 1);
    return *count >= 0 && (limits->law == EXACT_CASES || *count <= base);
}
