/*
 * Claims of several figures: parts of a whole, shares of one set, the cap on excellent members; and
 * two figures of different times with the change printed beside them.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/ratio.h"
#include "calc/cap.h"
#include "claims/claim.h"

static gboolean has_both(const struct claim *claim)
{
    return claim->pair.before.given && claim->pair.after.given;
}

static char *figure_text(const struct claim_pair *pair, struct claim_figure figure)
{
    return pair->shares ? claim_figure_percent(figure) : claim_figure_text(figure);
}

static char *before_text(const struct claim *claim)
{
    return figure_text(&claim->pair, claim->pair.before);
}

static char *after_text(const struct claim *claim)
{
    return figure_text(&claim->pair, claim->pair.after);
}

/* A figure in units of 10^-decimals, which must not be coarser than its own. */
static gint64 scaled_to(struct claim_figure figure, guint decimals)
{
    return figure.scaled * ratio_round((struct ratio){1, 1}, decimals - figure.decimals);
}

gboolean claim_stages(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_pair *pair = &claim->pair;
    if (pair->stage_before == NULL || pair->stage_after == NULL ||
        strcmp(pair->stage_before, pair->stage_after) == 0)
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_STAGES, before_text(claim),
                             g_strdup(pair->stage_before), after_text(claim),
                             g_strdup(pair->stage_after), NULL);
}

gboolean claim_direction_holds(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_pair *pair = &claim->pair;
    if (!has_both(claim) || pair->direction == CLAIM_UNSAID)
        return FALSE;
    guint decimals = MAX(pair->before.decimals, pair->after.decimals);
    gint64 grown = scaled_to(pair->after, decimals) - scaled_to(pair->before, decimals);
    gboolean rise = pair->direction == CLAIM_RISE;
    if (rise ? grown > 0 : grown < 0)
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE,
                             rise ? MESSAGE_CLAIM_NO_RISE : MESSAGE_CLAIM_NO_FALL,
                             before_text(claim), after_text(claim), NULL);
}

/* Two counts and a change: the value that the change should show. */
static struct ratio change_ratio(const struct claim_pair *pair)
{
    gint64 before = pair->before.scaled, after = pair->after.scaled;
    switch (pair->change_kind) {
    case CLAIM_CHANGE_COUNT:
        return (struct ratio){ABS(after - before), 1};
    case CLAIM_CHANGE_TIMES:
    case CLAIM_CHANGE_INDEX:
        return (struct ratio){after, before};
    default:
        return (struct ratio){ABS(after - before), before};
    }
}

static gboolean is_percent(enum claim_change kind)
{
    return kind == CLAIM_CHANGE_PERCENT || kind == CLAIM_CHANGE_INDEX;
}

static char *change_text(const struct claim_pair *pair)
{
    return is_percent(pair->change_kind) ? claim_figure_percent(pair->change)
                                         : claim_figure_text(pair->change);
}

static char *right_change(const struct claim_pair *pair, struct ratio exact)
{
    guint decimals = pair->change.decimals;
    if (is_percent(pair->change_kind))
        return claim_figure_share(exact, decimals);
    if (pair->change_kind == CLAIM_CHANGE_TIMES)
        decimals = MAX(decimals, 1);
    return decimal_vietnamese(ratio_round(exact, decimals), decimals);
}

/* What a wrong percentage may have been taken for. */
static enum message wrong_growth(const struct claim *claim)
{
    const struct claim_pair *pair = &claim->pair;
    gint64 before = pair->before.scaled, after = pair->after.scaled;
    if (pair->change_kind != CLAIM_CHANGE_PERCENT)
        return MESSAGE_CLAIM_CHANGE_WRONG;
    if (claim_figure_fit(pair->change, claim->bound, (struct ratio){after, before}, TRUE))
        return MESSAGE_CLAIM_GROWTH_IS_INDEX;
    struct ratio of_after = {ABS(after - before), after};
    if (after > 0 && claim_figure_fit(pair->change, claim->bound, of_after, TRUE))
        return MESSAGE_CLAIM_GROWTH_OF_AFTER;
    return MESSAGE_CLAIM_CHANGE_WRONG;
}

gboolean claim_growth(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_pair *pair = &claim->pair;
    if (!has_both(claim) || pair->shares || pair->change_kind == CLAIM_CHANGE_NONE ||
        pair->change_kind == CLAIM_CHANGE_POINTS)
        return FALSE;
    struct ratio exact = change_ratio(pair);
    if (!ratio_has_value(exact))
        return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_GROWTH_FROM_ZERO,
                                 change_text(pair), NULL);
    enum claim_fit fit =
        claim_figure_fit(pair->change, claim->bound, exact, is_percent(pair->change_kind));
    enum message reason = fit == CLAIM_FIT_NONE  ? wrong_growth(claim)
                          : fit == CLAIM_FIT_CUT ? MESSAGE_CLAIM_CHANGE_CUT
                                                 : MESSAGE_CLAIM_CHANGE_RIGHT;
    return claim_outcome_set(outcome, fit == CLAIM_FIT_NONE ? CLAIM_IMPOSSIBLE : CLAIM_ADDS_UP,
                             reason, before_text(claim), after_text(claim), change_text(pair),
                             right_change(pair, exact), NULL);
}

/* A difference of two percentages, all in the finest unit of the three. */
struct gap {
    guint decimals;
    gint64 before, after, change;
    gint64 unit; /* of the coarsest figure */
};

static struct gap gap_of(const struct claim_pair *pair)
{
    guint finest = MAX(MAX(pair->before.decimals, pair->after.decimals), pair->change.decimals);
    guint coarsest = MIN(MIN(pair->before.decimals, pair->after.decimals), pair->change.decimals);
    return (struct gap){finest, scaled_to(pair->before, finest), scaled_to(pair->after, finest),
                        scaled_to(pair->change, finest),
                        ratio_round((struct ratio){1, 1}, finest - coarsest)};
}

/* Both percentages were rounded before, so that their difference may be a unit off. */
static gboolean gap_fits_points(struct gap gap)
{
    return ABS(ABS(gap.after - gap.before) - gap.change) <= gap.unit;
}

/* The relative change lies between those of the ends to which the figures were rounded. */
static gboolean gap_fits_percent(struct gap gap)
{
    gint64 scale = ratio_round((struct ratio){100, 1}, gap.decimals);
    gint64 least = MAX(ABS(gap.after - gap.before) - gap.unit, 0);
    gint64 most = ABS(gap.after - gap.before) + gap.unit;
    gint64 base_most = gap.before + gap.unit, base_least = MAX(gap.before - gap.unit, 1);
    return (gap.change + gap.unit) * base_most >= least * scale &&
           (gap.change - gap.unit) * base_least <= most * scale;
}

gboolean claim_points(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_pair *pair = &claim->pair;
    gboolean points = pair->change_kind == CLAIM_CHANGE_POINTS;
    if (!has_both(claim) || !pair->shares || (!points && pair->change_kind != CLAIM_CHANGE_PERCENT))
        return FALSE;
    struct gap gap = gap_of(pair);
    gint64 apart = ABS(gap.after - gap.before);
    struct ratio relative = {apart, MAX(gap.before, 1)};
    gboolean by_points = gap_fits_points(gap), by_percent = gap_fits_percent(gap);
    enum message reason;
    if (points)
        reason = by_points    ? MESSAGE_CLAIM_POINTS_RIGHT
                 : by_percent ? MESSAGE_CLAIM_PERCENT_NOT_POINTS
                              : MESSAGE_CLAIM_POINTS_WRONG;
    else
        reason = by_percent  ? MESSAGE_CLAIM_PERCENT_RIGHT
                 : by_points ? MESSAGE_CLAIM_POINTS_NOT_PERCENT
                             : MESSAGE_CLAIM_POINTS_WRONG;
    return claim_outcome_set(
        outcome, (points ? by_points : by_percent) ? CLAIM_ADDS_UP : CLAIM_IMPOSSIBLE, reason,
        before_text(claim), after_text(claim),
        points ? claim_figure_text(pair->change) : claim_figure_percent(pair->change),
        decimal_vietnamese(apart, gap.decimals), claim_figure_share(relative, 1), NULL);
}

gboolean claim_pair_alone(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_pair *pair = &claim->pair;
    if (has_both(claim) && pair->change_kind == CLAIM_CHANGE_NONE)
        return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_PAIR_ALONE,
                                 before_text(claim), after_text(claim), NULL);
    if (!has_both(claim) && pair->change_kind != CLAIM_CHANGE_NONE)
        return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_CHANGE_ALONE,
                                 change_text(pair), NULL);
    return FALSE;
}

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
