#include "base/ratio.h"

/* 64 bits do not hold a count of 2^63 times 10^6. */
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

#define INT128_MOST ((int128)(~(uint128)0 >> 1))

static const gint64 power_of_ten[RATIO_MAX_DECIMALS + 1] = {1,     10,     100,    1000,
                                                            10000, 100000, 1000000};

/* The smallest whole number not below a / b; b is positive. */
static gint64 ceil_div(int128 a, int128 b)
{
    return (gint64)(a <= 0 ? a / b : (a + b - 1) / b);
}

/* Positive, but for two zeros. */
static int128 greatest_common_divisor(int128 a, int128 b)
{
    while (b != 0) {
        int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

gboolean ratio_has_value(struct ratio r)
{
    return r.whole != 0;
}

gint64 ratio_round(struct ratio r, guint decimals)
{
    g_assert(ratio_has_value(r) && decimals <= RATIO_MAX_DECIMALS);

    int128 scaled = (int128)r.part * power_of_ten[decimals];
    int128 whole = r.whole;
    if (whole < 0) {
        scaled = -scaled;
        whole = -whole;
    }
    int128 twice = 2 * (scaled < 0 ? -scaled : scaled);
    gint64 rounded = (gint64)((twice + whole) / (2 * whole));
    return scaled < 0 ? -rounded : rounded;
}

/*
 * part / whole, both positive, cut off behind so many decimals that every rounding stays what it
 * is: a tie of fewer decimals is a whole number of the last one, and no value below it is cut off
 * to it.
 */
static struct ratio cut_off(int128 part, int128 whole)
{
    int128 value = part / whole, rest = part % whole, scale = 1;
    for (guint i = 0; i < 17 && value <= G_MAXINT64 / 10 - 1; i++) {
        int128 tenfold = 0;
        guint digit = 0;
        for (guint k = 0; k < 10; k++) { /* ten times the rest need not fit */
            tenfold += rest;
            if (tenfold >= whole) {
                tenfold -= whole;
                digit++;
            }
        }
        rest = tenfold;
        value = 10 * value + digit;
        scale *= 10;
    }
    if (scale < 10 * (int128)power_of_ten[RATIO_MAX_DECIMALS])
        return (struct ratio){0, 0};
    return (struct ratio){(gint64)value, (gint64)scale};
}

struct ratio ratio_difference(struct ratio a, struct ratio b)
{
    if (!ratio_has_value(a) || !ratio_has_value(b))
        return (struct ratio){0, 0};

    /* Over the least common whole, so that two ratios of one table stay small. */
    int128 shared = greatest_common_divisor(a.whole, b.whole);
    int128 left = a.part * (b.whole / shared), right = b.part * (a.whole / shared);
    int128 part = left / 2 - right / 2; /* a hint of the size: the difference may not fit */
    if (part > INT128_MOST / 2 || part < -(INT128_MOST / 2))
        return (struct ratio){0, 0};
    part = left - right;
    int128 whole = a.whole / shared * b.whole;
    int128 divisor = greatest_common_divisor(part, whole);
    if (whole < 0)
        divisor = -divisor;
    part /= divisor;
    whole /= divisor;
    if ((gint64)part == part && (gint64)whole == whole)
        return (struct ratio){(gint64)part, (gint64)whole};
    struct ratio near = cut_off(part < 0 ? -part : part, whole);
    return (struct ratio){part < 0 ? -near.part : near.part, near.whole};
}

gboolean ratio_explains(gint64 printed, guint decimals, gint64 whole, gint64 *part)
{
    if (printed < 0 || whole <= 0 || decimals > RATIO_MAX_DECIMALS)
        return FALSE;

    gint64 scale = power_of_ten[decimals];
    if (printed > scale) /* more than the whole; the products below fit because of this */
        return FALSE;
    gint64 rounded = MAX(ceil_div((2 * (int128)printed - 1) * whole, 2 * scale), 0);
    if (rounded <= whole && ratio_round((struct ratio){rounded, whole}, decimals) == printed) {
        *part = rounded;
        return TRUE;
    }
    gint64 cut = ceil_div((int128)printed * whole, scale);
    if (cut <= whole && (gint64)((int128)cut * scale / whole) == printed) {
        *part = cut;
        return TRUE;
    }
    return FALSE;
}
