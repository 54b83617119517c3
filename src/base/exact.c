#include "base/exact.h"

#include <math.h>

/* Above this variance, or this size, the normal curve stands for the exact sums. */
#define GREAT_VARIANCE 1e6
#define GREAT_BASE 1e9

/* Where the series and the fractions end: what is left out is smaller than rounding. */
#define SMALL 1e-15
#define MOST_TERMS 100000

/* Lentz's method divides by nothing smaller. */
#define TINY 1e-300

/* Weights below this part of the greatest one add nothing to a sum. */
#define NEGLIGIBLE 1e-22

/* Two outcomes of one likelihood, such as 3 and 7 of 10, may differ by rounding. */
#define AS_LIKELY (1 + 1e-7)

/* Halvings after which a limit is known to more digits than are asked. */
#define HALVINGS 44

static double not_zero(double value)
{
    return fabs(value) < TINY ? TINY : value;
}

/* A continued fraction by Lentz's method. */
struct fraction {
    double value, c, d;
};

/* Goes on with `numerator` over `denominator` + …; the factor by which the value changes. */
static double fraction_step(struct fraction *fraction, double numerator, double denominator)
{
    fraction->d = 1 / not_zero(denominator + numerator * fraction->d);
    fraction->c = not_zero(denominator + numerator / fraction->c);
    double factor = fraction->c * fraction->d;
    fraction->value *= factor;
    return factor;
}

/* The fraction of the incomplete beta function, https://dlmf.nist.gov/8.17.E22. */
static double beta_fraction(double a, double b, double x)
{
    struct fraction fraction = {1, 1, 0};
    for (int m = 0; m < MOST_TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        if (m > 0)
            fraction_step(&fraction, even, 1);
        if (fabs(fraction_step(&fraction, odd, 1) - 1) < SMALL)
            break;
    }
    return fraction.value;
}

/* The regularized incomplete beta function I_x(a, b). */
static double beta_part(double a, double b, double x)
{
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front / (a * beta_fraction(a, b, x));
    return 1 - front / (b * beta_fraction(b, a, 1 - x));
}

/* The incomplete gamma functions P(a, x), https://dlmf.nist.gov/8.11.E4, ... */
static double gamma_series(double a, double x)
{
    double term = 1, sum = 1;
    for (int n = 1; n < MOST_TERMS && term > SMALL * sum; n++) {
        term *= x / (a + n);
        sum += term;
    }
    return sum / a;
}

/* ... and Q(a, x), https://dlmf.nist.gov/8.9.E2, but for their common front. */
static double gamma_fraction(double a, double x)
{
    struct fraction fraction = {x + 1 - a, x + 1 - a, 0};
    for (int n = 1; n < MOST_TERMS; n++)
        if (fabs(fraction_step(&fraction, -n * (n - a), x + 2 * n + 1 - a) - 1) < SMALL)
            break;
    return 1 / fraction.value;
}

/* The regularized incomplete gamma function: P(a, x), or Q(a, x) = 1 - P(a, x). */
static double gamma_part(double a, double x, gboolean lower)
{
    double front = exp(a * log(x) - x - lgamma(a));
    gboolean series = x < a + 1;
    double part = front * (series ? gamma_series(a, x) : gamma_fraction(a, x));
    return series == lower ? part : 1 - part;
}

static double variance_of(enum exact_law law, double base, double level)
{
    return base * level * (law == EXACT_PARTS ? 1 - level : 1);
}

static gboolean is_great(enum exact_law law, double base, double level)
{
    return variance_of(law, base, level) > GREAT_VARIANCE ||
           (law == EXACT_PARTS && base > GREAT_BASE);
}

double exact_normal_tail(double deviations)
{
    return erfc(deviations / G_SQRT2) / 2;
}

double exact_normal_deviations(double tail)
{
    double low = 0, high = 1;
    while (exact_normal_tail(high) > tail)
        high *= 2;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        *(exact_normal_tail(middle) > tail ? &low : &high) = middle;
    }
    return high;
}

/*
 * Both tails by the normal curve corrected for skewness (Edgeworth's first term): half a count
 * outside of `count`, upwards where `side` is 1, downwards where it is -1.
 */
static double normal_tail(enum exact_law law, double base, double level, double count, int side)
{
    double deviation = sqrt(variance_of(law, base, level));
    double z = side * (count - side * 0.5 - base * level) / deviation;
    double skewness = side * (law == EXACT_PARTS ? 1 - 2 * level : 1) / deviation;
    double density = exp(-z * z / 2) / sqrt(2 * G_PI);
    return CLAMP(exact_normal_tail(z) + skewness / 6 * (z * z - 1) * density, 0, 1);
}

double exact_at_least(enum exact_law law, double base, double level, double count)
{
    if (count <= 0 || (law == EXACT_PARTS && count >= base + 1))
        return count <= 0 ? 1 : 0;
    if (is_great(law, base, level))
        return normal_tail(law, base, level, count, 1);
    return law == EXACT_PARTS ? beta_part(count, base - count + 1, level)
                              : gamma_part(count, base * level, TRUE);
}

double exact_at_most(enum exact_law law, double base, double level, double count)
{
    if (count <= -1 || (law == EXACT_PARTS && count >= base))
        return count <= -1 ? 0 : 1;
    if (is_great(law, base, level))
        return normal_tail(law, base, level, count, -1);
    return law == EXACT_PARTS ? beta_part(base - count, count + 1, 1 - level)
                              : gamma_part(count + 1, base * level, FALSE);
}

double exact_limit(enum exact_law law, double base, double level, double tail, int side)
{
    double (*chance)(enum exact_law, double, double, double) =
        side > 0 ? exact_at_least : exact_at_most;
    double mean = base * level, step = sqrt(variance_of(law, base, level)) + 1;
    double last = side < 0 ? -1 : law == EXACT_PARTS ? base + 1 : G_MAXDOUBLE;
    double within = mean, beyond = mean;
    while (beyond != last && chance(law, base, level, beyond) >= tail) {
        within = beyond;
        beyond = side < 0 ? MAX(beyond - step, last) : MIN(beyond + step, last);
        step *= 2;
    }
    for (int i = 0; i < HALVINGS && beyond != within; i++) {
        double middle = (within + beyond) / 2;
        *(chance(law, base, level, middle) >= tail ? &within : &beyond) = middle;
    }
    return within;
}

/* Two groups and the counts that both have together; all but `odds` are whole. */
struct pair {
    enum exact_law law;
    double one, two; /* sizes */
    double together;
    double first, last; /* the least and the greatest count that the first can have */
};

/* How much likelier it is that the first has `count` + 1 of them than `count`. */
static double likelier(const struct pair *pair, double count)
{
    double rest = pair->together - count;
    if (pair->law == EXACT_PARTS)
        return rest * (pair->one - count) / ((count + 1) * (pair->two - rest + 1));
    return rest * pair->one / ((count + 1) * pair->two);
}

/* The likelihood of `to`, by that of `from`. */
static double weight_at(const struct pair *pair, double from, double to)
{
    double weight = 1;
    for (; from < to && weight > NEGLIGIBLE; from++)
        weight *= likelier(pair, from);
    for (; from > to && weight > NEGLIGIBLE; from--)
        weight /= likelier(pair, from - 1);
    return weight;
}

/* Adds up the counts from `from` on in one direction: all, and those no likelier than `least`. */
static void add_side(const struct pair *pair, double from, int step, double least, double sums[2])
{
    double weight = 1;
    for (double count = from; weight > NEGLIGIBLE; count += step) {
        if (count != from || step > 0) { /* the middle once */
            sums[0] += weight;
            sums[1] += weight <= least * AS_LIKELY ? weight : 0;
        }
        if (count == (step > 0 ? pair->last : pair->first))
            return;
        weight = step > 0 ? weight * likelier(pair, count) : weight / likelier(pair, count - 1);
    }
}

double exact_equality(enum exact_law law, struct ratio one, struct ratio two)
{
    struct pair pair = {.law = law,
                        .one = (double)one.whole,
                        .two = (double)two.whole,
                        .together = (double)one.part + (double)two.part};
    pair.last = pair.together;
    if (law == EXACT_PARTS) {
        pair.first = MAX(pair.together - pair.two, 0);
        pair.last = MIN(pair.together, pair.one);
    }
    double expected = pair.together * pair.one / (pair.one + pair.two);
    double middle = CLAMP(floor(expected), pair.first, pair.last);
    double sums[2] = {0, 0}, least = weight_at(&pair, middle, (double)one.part);
    add_side(&pair, middle, 1, least, sums);
    add_side(&pair, middle, -1, least, sums);
    return sums[1] / sums[0];
}
