#include "claims/claim_figure.h"

#include <string.h>

#include "base/decimal.h"

/* 64 bits do not hold a count times 10^6. */
__extension__ typedef __int128 int128;

static const gint64 power_of_ten[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* "Gần" and "khoảng" reach this part of the figure. */
#define NEARNESS 20

/* The digits from `start` up to a sign or the end. */
static gsize digits_from(const char *text, gsize length, gsize start)
{
    gsize end = start;
    while (end < length && g_ascii_isdigit(text[end]))
        end++;
    return end - start;
}

/* Points that part thousands: how far the whole number reaches, 0 if a group is no thousand. */
static gsize whole_end(const char *text, gsize length)
{
    gsize at = digits_from(text, length, 0);
    if (at == 0 || at > 3 || at == length || text[at] != '.')
        return at;
    if (digits_from(text, length, at + 1) != 3)
        return at; /* 94.1: a decimal point */
    while (at < length && text[at] == '.') {
        if (digits_from(text, length, at + 1) != 3)
            return 0;
        at += 4;
    }
    return at;
}

static gint64 digits_value(const char *text, gsize length)
{
    gint64 value = 0;
    for (gsize i = 0; i < length; i++)
        if (g_ascii_isdigit(text[i]))
            value = value * 10 + (text[i] - '0');
    return value;
}

enum claim_numeral claim_figure_parse(const char *text, gsize length, gboolean is_share,
                                      struct claim_figure *figure)
{
    gsize whole = whole_end(text, length), decimals = 0, digits = 0;
    if (whole == 0)
        return CLAIM_NUMERAL_NONE;
    if (whole < length) {
        decimals = length - whole - 1;
        gboolean mark = text[whole] == ',' || (text[whole] == '.' && decimals <= 2);
        if (!mark || decimals == 0 || digits_from(text, length, whole + 1) != decimals ||
            decimals > CLAIM_MAX_DECIMALS)
            return CLAIM_NUMERAL_NONE;
    }
    for (gsize i = 0; i < length; i++)
        digits += g_ascii_isdigit(text[i]) != 0;
    if (digits > CLAIM_MAX_DIGITS + decimals)
        return CLAIM_NUMERAL_NONE;
    gboolean grouped = whole > digits_from(text, length, 0);
    if (is_share ? grouped && decimals == 0 : !grouped && decimals == 3 && text[0] != '0')
        return CLAIM_NUMERAL_AMBIGUOUS;
    *figure = (struct claim_figure){digits_value(text, length), (guint)decimals, TRUE};
    return CLAIM_NUMERAL_READ;
}

char *claim_figure_text(struct claim_figure figure)
{
    return decimal_vietnamese(figure.scaled, figure.decimals);
}

char *claim_figure_percent(struct claim_figure figure)
{
    g_autofree char *number = claim_figure_text(figure);
    return g_strconcat(number, "%", NULL);
}

/* Whether a / b is, by the words before the figure, what they say of c; all are positive. */
static gboolean bound_holds(enum claim_bound bound, int128 exact, int128 printed)
{
    int128 apart = exact > printed ? exact - printed : printed - exact;
    switch (bound) {
    case CLAIM_ABOVE:
        return exact > printed;
    case CLAIM_AT_LEAST:
        return exact >= printed;
    case CLAIM_BELOW:
        return exact < printed;
    case CLAIM_AT_MOST:
        return exact <= printed;
    case CLAIM_NEARLY:
        return exact <= printed && apart * NEARNESS <= printed;
    default:
        return apart * NEARNESS <= printed;
    }
}

enum claim_fit claim_figure_fit(struct claim_figure figure, enum claim_bound bound,
                                struct ratio exact, gboolean hundred)
{
    guint decimals = figure.decimals + (hundred ? 2 : 0);
    g_assert(ratio_has_value(exact) && decimals < G_N_ELEMENTS(power_of_ten));
    int128 scaled = (int128)exact.part * power_of_ten[decimals];
    if (bound != CLAIM_EXACT)
        return bound_holds(bound, scaled, (int128)figure.scaled * exact.whole) ? CLAIM_FIT_ROUNDED
                                                                               : CLAIM_FIT_NONE;
    if (ratio_round(exact, decimals) == figure.scaled)
        return CLAIM_FIT_ROUNDED;
    return (gint64)(scaled / exact.whole) == figure.scaled ? CLAIM_FIT_CUT : CLAIM_FIT_NONE;
}

char *claim_figure_share(struct ratio exact, guint decimals)
{
    guint shown = CLAMP(decimals, 1, CLAIM_MAX_DECIMALS);
    gint64 scaled = ratio_round(exact, shown + 2);
    gboolean whole = (int128)exact.part * 100 % exact.whole == 0;
    if (whole)
        return claim_figure_percent((struct claim_figure){scaled / power_of_ten[shown], 0, TRUE});
    return claim_figure_percent((struct claim_figure){scaled, shown, TRUE});
}

gboolean claim_figure_swapped(gint64 a, gint64 b)
{
    g_autofree char *left = decimal_plain(a, 0), *right = decimal_plain(b, 0);
    gsize length = strlen(left), at = 0;
    if (strlen(right) != length)
        return FALSE;
    while (at < length && left[at] == right[at])
        at++;
    return at + 1 < length && left[at] == right[at + 1] && left[at + 1] == right[at] &&
           strcmp(left + at + 2, right + at + 2) == 0;
}
