/*
 * Parts of a whole, shares of one set, the cap on excellent members, and what the data count.
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
    return claim_outcome_set(outcome, equal ? CLAIM_TRUE : CLAIM_IMPOSSIBLE,
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
        return claim_outcome_set(outcome, CLAIM_TRUE, MESSAGE_CLAIM_ADDS_UP, addition(claim),
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
    return claim_outcome_set(outcome, fits ? CLAIM_TRUE : CLAIM_IMPOSSIBLE, reason, addition(claim),
                             claim_figure_text(sum), claim_figure_text(difference), NULL);
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
    return claim_outcome_set(outcome, cap.left >= 0 ? CLAIM_TRUE : CLAIM_POSSIBLE, reason,
                             decimal_vietnamese(cap.awarded, 0), decimal_vietnamese(cap.base, 0),
                             claim_figure_share(cap.inclusive, 2), g_strdup(claim->cap->percent),
                             decimal_vietnamese(cap.limit, 0), NULL);
}

/* Whether what is printed is what this way of counting gives. */
static gboolean reading_fits(const struct claim *claim, const struct claim_reading *reading)
{
    if (claim->count.given && claim->count.scaled != reading->part)
        return FALSE;
    if (claim->base.given && claim->base.scaled != reading->whole)
        return FALSE;
    if (!claim->share.given)
        return TRUE;
    return reading->whole > 0 &&
           claim_figure_fit(claim->share, claim->bound,
                            (struct ratio){reading->part, reading->whole}, TRUE) != CLAIM_FIT_NONE;
}

/* "147", or "16/17 = 94,1%" when a base or a percentage is claimed. */
static char *reading_text(const struct claim *claim, const struct claim_reading *reading)
{
    g_autofree char *part = decimal_vietnamese(reading->part, 0);
    if (!claim->base.given && !claim->share.given)
        return g_steal_pointer(&part);
    g_autofree char *whole = decimal_vietnamese(reading->whole, 0);
    if (reading->whole == 0)
        return g_strdup_printf("%s/%s", part, whole);
    g_autofree char *share = claim_figure_share((struct ratio){reading->part, reading->whole},
                                                claim->share.given ? claim->share.decimals : 1);
    return g_strdup_printf("%s/%s = %s", part, whole, share);
}

/* How many of the printed counts a way of counting gives. */
static guint agreement(const struct claim *claim, const struct claim_reading *reading)
{
    return (claim->count.given && claim->count.scaled == reading->part) +
           (claim->base.given && claim->base.scaled == reading->whole);
}

const struct claim_reading *claim_data_reading(const struct claim *claim)
{
    const struct claim_reading *nearest = NULL;
    for (guint i = 0; claim->data != NULL && i < claim->data->readings->len; i++) {
        const struct claim_reading *reading =
            &g_array_index(claim->data->readings, struct claim_reading, i);
        if (reading_fits(claim, reading))
            return reading;
        if (nearest == NULL || agreement(claim, reading) > agreement(claim, nearest))
            nearest = reading;
    }
    return nearest;
}

char *claim_data_text(const struct claim *claim)
{
    const struct claim_reading *reading = claim_data_reading(claim);
    return reading != NULL ? reading_text(claim, reading) : NULL;
}

gboolean claim_against_data(const struct claim *claim, struct claim_outcome *outcome)
{
    if (claim->data == NULL)
        return FALSE;
    const struct claim_reading *reading = claim_data_reading(claim);
    if (reading == NULL)
        return claim_outcome_set(outcome, CLAIM_UNPROVEN, claim->data->obstacle,
                                 g_strdup(claim->data->about), NULL);
    if (!claim->count.given && !claim->base.given && !claim->share.given)
        return FALSE;
    gboolean fits = reading_fits(claim, reading);
    claim_outcome_set(outcome, fits ? CLAIM_TRUE : CLAIM_DIFFERS,
                      fits ? MESSAGE_CLAIM_DATA_RIGHT : MESSAGE_CLAIM_DATA_DIFFERS,
                      reading_text(claim, reading), NULL);
    outcome->noun = reading->counted;
    return TRUE;
}
