#include "chart/control_limits.h"

#include <math.h>
#include <stdlib.h>

#define LEFT_OUT 0.1 /* of the units, on each side */

/* Steps of the integral over the normal curve, which is nothing beyond its ends. */
#define CURVE_END 8.0
#define CURVE_STEP 0.0625

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

static double deviations_of(enum exact_law law, struct control_unit unit, double level)
{
    double expected = (double)unit.base * level;
    double variance = expected * (law == EXACT_PARTS ? 1 - level : 1);
    return ((double)unit.count - expected) / sqrt(variance);
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

/* How many times farther than by chance the units stray whose rank is neither low nor high. */
static double widening_of(enum exact_law law, const struct control_unit *units, guint count,
                          double level)
{
    guint cut = (guint)ceil(LEFT_OUT * count);
    if (count < 2 * cut + 2)
        return 1;
    g_autofree struct stray *strays = g_new(struct stray, count);
    for (guint i = 0; i < count; i++)
        strays[i] = (struct stray){deviations_of(law, units[i], level), i};
    qsort(strays, count, sizeof *strays, by_deviations);
    double sum = 0, bases = 0, squares = 0;
    for (guint i = cut; i < count - cut; i++) {
        sum += (double)units[strays[i].index].count;
        bases += (double)units[strays[i].index].base;
    }
    if (!leaves_chance(law, sum / bases))
        return 1;
    for (guint i = cut; i < count - cut; i++) {
        double deviations = deviations_of(law, units[strays[i].index], sum / bases);
        squares += deviations * deviations;
    }
    guint left = count - 2 * cut;
    return sqrt(MAX(squares / (left - 1) / trimmed_square(count, cut), 1));
}

struct control_limits control_limits_of(enum exact_law law, const struct control_unit *units,
                                        guint count)
{
    struct control_limits limits = {.law = law, .widening = 1};
    for (guint i = 0; i < count; i++) {
        limits.all.part += units[i].count;
        limits.all.whole += units[i].base;
    }
    limits.level = (double)limits.all.part / (double)limits.all.whole;
    if (!control_has_limits(&limits))
        return limits;
    limits.widening = widening_of(law, units, count, limits.level);
    double deviations = exact_normal_deviations(1.0 / CONTROL_PICTURES / 2 / count);
    limits.tail = MAX(exact_normal_tail(deviations * limits.widening), G_MINDOUBLE);
    return limits;
}

gboolean control_has_limits(const struct control_limits *limits)
{
    return leaves_chance(limits->law, limits->level);
}

double control_limit(const struct control_limits *limits, double base, int side)
{
    return exact_limit(limits->law, base, limits->level, limits->tail, side);
}

int control_signal(const struct control_limits *limits, struct control_unit unit)
{
    double base = (double)unit.base, count = (double)unit.count;
    if (!control_has_limits(limits))
        return 0;
    if (exact_at_least(limits->law, base, limits->level, count) < limits->tail)
        return 1;
    return exact_at_most(limits->law, base, limits->level, count) < limits->tail ? -1 : 0;
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
