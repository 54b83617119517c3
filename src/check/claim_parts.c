/*
 * Parts of a whole, shares of one set, and the cap on excellent members.
 */
#include "base/decimal.h"
#include "base/ratio.h"
#include "calc/cap.h"
#include "check/claim_tests.h"

static gint64 power(guint decimals)
{
    return ratio_round((struct ratio){1, 1}, decimals);
}

/* Decimals of the finest part; the sum of all parts in that unit. */
static struct claim_figure sum_of(const struct claim *claim)
{
    struct claim_figure sum = {0, 0, TRUE};
    for (guint i = 0; i < claim->parts_count; i++)
        sum.decimals = MAX(sum.decimals, claim->parts[i].decimals);
    for (guint i = 0; i < claim->parts_count; i++)
        sum.scaled += claim->parts[i].scaled * power(sum.decimals - claim->parts[i].decimals);
    return sum;
}

static char *addition(const struct claim *claim)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < claim->parts_count; i++) {
        g_autofree char *part = claim_figure_text(claim->parts[i]);
        g_string_append_printf(text, "%s%s", i > 0 ? " + " : "", part);
    }
    return g_string_free(text, FALSE);
}

static gboolean has_whole(const struct claim *claim)
{
    return claim->parts_count > 0 && !claim->parts_are_shares && claim->count.given;
}

gboolean claim_parts_sum(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!has_whole(claim) || claim->parts_are_some)
        return FALSE;
    struct claim_figure sum = sum_of(claim);
    gboolean equal = sum.scaled == claim->count.scaled;
    return claim_outcome_set(outcome, equal ? CLAIM_ADDS_UP : CLAIM_IMPOSSIBLE,
                             equal ? MESSAGE_CLAIM_ADDS_UP : MESSAGE_CLAIM_SUM_WRONG,
                             addition(claim), claim_figure_text(sum),
                             claim_figure_text(claim->count), NULL);
}

gboolean claim_some_parts(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!has_whole(claim) || !claim->parts_are_some)
        return FALSE;
    for (guint i = 0; i < claim->parts_count; i++)
        if (claim->parts[i].scaled > claim->count.scaled)
            return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_PART_LARGER,
                                     claim_figure_text(claim->parts[i]),
                                     claim_figure_text(claim->count), NULL);
    struct claim_figure sum = sum_of(claim);
    if (sum.scaled == claim->count.scaled)
        return claim_outcome_set(outcome, CLAIM_ADDS_UP, MESSAGE_CLAIM_ADDS_UP, addition(claim),
                                 claim_figure_text(sum), claim_figure_text(claim->count), NULL);
    return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_SOME_PARTS, addition(claim),
                             claim_figure_text(sum), claim_figure_text(claim->count), NULL);
}

gboolean claim_swapped_sum(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!has_whole(claim) || claim->parts_are_some ||
        !claim_figure_swapped(sum_of(claim).scaled, claim->count.scaled))
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_SWAPPED,
                             claim_figure_text(claim->count), claim_figure_text(sum_of(claim)),
                             NULL);
}

/* "24, 15, 22" of 41: with 2 for 22 the sum is right. */
gboolean claim_doubled_digit(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!has_whole(claim) || claim->parts_are_some)
        return FALSE;
    gint64 over = sum_of(claim).scaled - claim->count.scaled;
    for (guint i = 0; i < claim->parts_count; i++) {
        gint64 part = claim->parts[i].scaled, single = part / 11;
        if (part % 11 == 0 && single >= 1 && single <= 9 && part - single == over)
            return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_DOUBLED,
                                     claim_figure_text(claim->parts[i]),
                                     decimal_vietnamese(single, 0), NULL);
    }
    return FALSE;
}

/*
 * Each share may be half a unit of its last digit off, or have up to a unit cut off: in doubled
 * units the sum may lie `slack` above 100 and twice that below.
 */
static gboolean shares_fit(const struct claim *claim, struct claim_figure sum, gint64 apart)
{
    gint64 slack = 0;
    for (guint i = 0; i < claim->parts_count; i++)
        slack += power(sum.decimals - claim->parts[i].decimals);
    return apart > 0 ? 2 * apart <= slack : -apart < slack;
}

gboolean claim_shares_sum(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!claim->parts_are_shares || claim->parts_count < 2)
        return FALSE;
    struct claim_figure sum = sum_of(claim);
    gint64 apart = sum.scaled - 100 * power(sum.decimals);
    gboolean fits = shares_fit(claim, sum, apart);
    struct claim_figure difference = {ABS(apart), sum.decimals, TRUE};
    enum message reason = apart == 0 ? MESSAGE_CLAIM_SHARES_ADD
                          : fits     ? MESSAGE_CLAIM_SHARES_ROUNDED
                                     : MESSAGE_CLAIM_SHARES_WRONG;
    return claim_outcome_set(outcome, fits ? CLAIM_ADDS_UP : CLAIM_IMPOSSIBLE, reason,
                             addition(claim), claim_figure_text(sum), claim_figure_text(difference),
                             NULL);
}

gboolean claim_cap(const struct claim *claim, struct claim_outcome *outcome)
{
    if (claim->cap == NULL || !claim->count.given || !claim->base.given ||
        claim->count.scaled > claim->base.scaled || claim->base.scaled == 0)
        return FALSE;
    gint64 excellent = claim->count.scaled, better = claim->base.scaled, percent = 0;
    struct cap cap = cap_of(claim->cap, excellent, better - excellent, better);
    decimal_parse_whole(claim->cap->percent, -1, &percent);
    gboolean within = cap.awarded * 100 <= cap.base * percent;
    enum message reason = within          ? MESSAGE_CLAIM_CAP_WITHIN
                          : cap.left >= 0 ? MESSAGE_CLAIM_CAP_ROUNDED
                                          : MESSAGE_CLAIM_CAP_OVER;
    return claim_outcome_set(outcome, cap.left >= 0 ? CLAIM_ADDS_UP : CLAIM_POSSIBLE, reason,
                             decimal_vietnamese(cap.awarded, 0), decimal_vietnamese(cap.base, 0),
                             claim_figure_share(cap.inclusive, 2), g_strdup(claim->cap->percent),
                             decimal_vietnamese(cap.limit, 0), NULL);
}
