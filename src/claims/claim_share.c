/*
 * A part, its base and its percentage.
 */
#include <string.h>

#include "base/decimal.h"
#include "claims/claim.h"

/* How far beyond the printed base another is looked for. */
#define BASE_REACH 10

/*
 * Another base explains a percentage only if few would: when the shares of neighbouring bases lie
 * at least so many units of the last printed digit apart. Else some base always fits by chance.
 */
#define BASE_EVIDENCE 5

static char *number(gint64 value)
{
    return decimal_vietnamese(value, 0);
}

static char *figure_number(struct claim_figure figure)
{
    return claim_figure_text(figure);
}

/* 100 per cent in the units of a figure. */
static gint64 hundred(struct claim_figure share)
{
    return ratio_round((struct ratio){100, 1}, share.decimals);
}

static struct ratio share_ratio(const struct claim *claim)
{
    return (struct ratio){claim->count.scaled, claim->base.scaled};
}

static char *fraction(struct ratio ratio)
{
    g_autofree char *part = number(ratio.part), *whole = number(ratio.whole);
    return g_strdup_printf("%s/%s", part, whole);
}

static gboolean has_base(const struct claim *claim)
{
    return claim->base.given && claim->base.scaled > 0;
}

/* Count, base and percentage are all there, and the base is one. */
static gboolean is_whole_share(const struct claim *claim)
{
    return claim->count.given && has_base(claim) && claim->share.given;
}

static enum claim_fit fit_of(const struct claim *claim)
{
    return claim_figure_fit(claim->share, claim->bound, share_ratio(claim), TRUE);
}

/* The last percentage is what the others leave of 100, and so near as their rounding can bring it.
 */
static gboolean is_rest(const struct claim *claim)
{
    if (!claim->rest.given || claim->bound != CLAIM_EXACT || claim->base.scaled <= 0 ||
        claim->rest.decimals != claim->share.decimals || claim->rest.scaled != claim->share.scaled)
        return FALSE;
    gint64 apart = claim->share.scaled - ratio_round(share_ratio(claim), claim->share.decimals + 2);
    return ABS(apart) <= (gint64)claim->parts_count + 1;
}

static gboolean is_wrong_share(const struct claim *claim)
{
    return is_whole_share(claim) && fit_of(claim) == CLAIM_FIT_NONE && !is_rest(claim);
}

gboolean claim_part_in_whole(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!claim->count.given || !claim->base.given)
        return FALSE;
    gboolean no_base = claim->base.scaled == 0 && claim->share.given;
    if ((claim->count.scaled > claim->base.scaled && !claim->base_is_target) || no_base)
        return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE,
                                 no_base ? MESSAGE_CLAIM_BASE_ZERO : MESSAGE_CLAIM_PART_LARGER,
                                 figure_number(claim->count), figure_number(claim->base), NULL);
    if (claim->share.given)
        return FALSE;
    return claim_outcome_set(
        outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_PART_POSSIBLE, fraction(share_ratio(claim)),
        has_base(claim) ? claim_figure_share(share_ratio(claim), 1) : g_strdup("–"), NULL);
}

gboolean claim_share_of_count(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!is_whole_share(claim))
        return FALSE;
    struct ratio exact = share_ratio(claim);
    enum claim_fit fit = fit_of(claim);
    gboolean bounded = claim->bound != CLAIM_EXACT;
    char *of = fraction(exact), *printed = claim_figure_percent(claim->share);
    /* One digit more than printed shows which way it was rounded. */
    char *shown = claim_figure_share(exact, claim->share.decimals + (fit == CLAIM_FIT_CUT));
    if (fit == CLAIM_FIT_NONE && is_rest(claim))
        return claim_outcome_set(outcome, CLAIM_ADDS_UP, MESSAGE_CLAIM_SHARE_BY_REST, of, printed,
                                 shown, NULL);
    if (fit == CLAIM_FIT_NONE)
        return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE,
                                 bounded ? MESSAGE_CLAIM_BOUND_WRONG : MESSAGE_CLAIM_SHARE_WRONG,
                                 of, printed, shown, NULL);
    enum message right = bounded                       ? MESSAGE_CLAIM_BOUND_RIGHT
                         : fit == CLAIM_FIT_CUT        ? MESSAGE_CLAIM_SHARE_CUT
                         : strcmp(printed, shown) == 0 ? MESSAGE_CLAIM_SHARE_EXACT
                                                       : MESSAGE_CLAIM_SHARE_RIGHT;
    return claim_outcome_set(outcome, CLAIM_ADDS_UP, right, of, printed, shown, NULL);
}

/* The percentage that should have been printed, in the printed digits. */
static gint64 right_digits(const struct claim *claim)
{
    return ratio_round(share_ratio(claim), claim->share.decimals + 2);
}

gboolean claim_swapped_digits(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!is_wrong_share(claim) || claim->bound != CLAIM_EXACT ||
        !claim_figure_swapped(claim->share.scaled, right_digits(claim)))
        return FALSE;
    struct claim_figure right = {right_digits(claim), claim->share.decimals, TRUE};
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_SWAPPED,
                             claim_figure_percent(claim->share), claim_figure_percent(right), NULL);
}

static gboolean base_is_evidence(const struct claim *claim)
{
    struct ratio here = share_ratio(claim), next = {here.part, here.whole + 1};
    return ratio_round(here, claim->share.decimals + 2) -
               ratio_round(next, claim->share.decimals + 2) >=
           BASE_EVIDENCE;
}

/* The nearest base on either side that makes the percentage true; 0: none. */
static gint64 other_base(const struct claim *claim)
{
    gint64 printed = claim->base.scaled;
    for (gint64 apart = 1; apart <= printed / BASE_REACH; apart++) {
        for (int side = -1; side <= 1; side += 2) {
            struct ratio other = {claim->count.scaled, printed + side * apart};
            if (other.whole >= other.part &&
                claim_figure_fit(claim->share, CLAIM_EXACT, other, TRUE) != CLAIM_FIT_NONE)
                return other.whole;
        }
    }
    return 0;
}

/* A number beside the claim of which the percentage would be right; NULL: none. */
static const struct claim_base *right_base(const struct claim *claim)
{
    for (guint i = 0; i < claim->bases_count; i++) {
        const struct claim_base *base = &claim->bases[i];
        struct ratio exact = {claim->count.scaled, base->figure.scaled};
        if (exact.whole > 0 && (exact.part <= exact.whole || base->name == MESSAGE_BASE_TARGET) &&
            claim_figure_fit(claim->share, claim->bound, exact, TRUE) != CLAIM_FIT_NONE)
            return base;
    }
    return NULL;
}

gboolean claim_other_base(const struct claim *claim, struct claim_outcome *outcome)
{
    const struct claim_base *base = is_wrong_share(claim) ? right_base(claim) : NULL;
    if (base == NULL)
        return FALSE;
    outcome->noun = base->name;
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_OTHER_BASE,
                             claim_figure_percent(claim->share), figure_number(claim->count),
                             figure_number(base->figure), figure_number(claim->base), NULL);
}

/* The whole numbers of which a count is the printed percentage; FALSE: there are none. */
static gboolean wholes_of(const struct claim *claim, gint64 *least, gint64 *most)
{
    gint64 part = claim->count.scaled, scale = hundred(claim->share);
    gint64 printed = claim->share.scaled;
    /* Cut off or rounded, the share lies from half a unit below the figure to one above. */
    gint64 low = (2 * part * scale) / (2 * printed + 2),
           high = (2 * part * scale) / (2 * printed - 1);
    *least = *most = 0;
    for (gint64 whole = MAX(MAX(low, part), 1); whole <= high + 1; whole++) {
        struct ratio exact = {part, whole};
        if (claim_figure_fit(claim->share, CLAIM_EXACT, exact, TRUE) == CLAIM_FIT_NONE)
            continue;
        *least = *least == 0 ? whole : *least;
        *most = whole;
        if (whole > *least) { /* all between fit as well */
            *most = high;
            while (claim_figure_fit(claim->share, CLAIM_EXACT, (struct ratio){part, *most}, TRUE) ==
                   CLAIM_FIT_NONE)
                (*most)--;
            break;
        }
    }
    return *least > 0;
}

/* "83 chi bộ …, chiếm 79,8%": the part is said and the whole is not. */
gboolean claim_share_of_part(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!claim->count.given || claim->base.given || !claim->share.given ||
        claim->share.scaled > hundred(claim->share))
        return FALSE;
    const struct claim_base *base = right_base(claim);
    if (base != NULL) {
        outcome->noun = base->name;
        return claim_outcome_set(outcome, CLAIM_ADDS_UP, MESSAGE_CLAIM_BESIDE_BASE,
                                 claim_figure_percent(claim->share), figure_number(claim->count),
                                 figure_number(base->figure), NULL);
    }
    gint64 least, most;
    if (claim->bound != CLAIM_EXACT || claim->share.scaled == 0)
        return FALSE;
    if (!wholes_of(claim, &least, &most))
        return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_WHOLE_IMPOSSIBLE,
                                 figure_number(claim->count), claim_figure_percent(claim->share),
                                 NULL);
    g_autofree char *from = number(least), *to = number(most);
    char *wholes = least == most ? g_strdup(from) : g_strdup_printf("%s–%s", from, to);
    return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_WHOLE_POSSIBLE,
                             figure_number(claim->count), claim_figure_percent(claim->share),
                             wholes, NULL);
}

gboolean claim_hidden_base(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!is_wrong_share(claim) || claim->bound != CLAIM_EXACT || !base_is_evidence(claim) ||
        right_base(claim) != NULL || claim_figure_swapped(claim->share.scaled, right_digits(claim)))
        return FALSE;
    gint64 base = other_base(claim);
    if (base == 0)
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_HIDDEN_BASE,
                             claim_figure_percent(claim->share), figure_number(claim->count),
                             number(base), figure_number(claim->base), NULL);
}

/* The smallest base that a percentage can come from; at most 10^(decimals + 2). */
static gint64 smallest_base(struct claim_figure share)
{
    gint64 base = 1, part;
    while (!ratio_explains(share.scaled, share.decimals + 2, base, &part))
        base++;
    return base;
}

static char *possible_share(gint64 part, gint64 base, guint decimals)
{
    struct ratio ratio = {part, base};
    g_autofree char *share = claim_figure_share(ratio, decimals), *of = fraction(ratio);
    return g_strdup_printf("%s = %s", of, share);
}

/* The possible percentages next below and next above the printed one. */
static gboolean base_impossible(const struct claim *claim, struct claim_outcome *outcome)
{
    gint64 whole = claim->base.scaled;
    /* A figure has CLAIM_MAX_DIGITS before the mark, so that the product fits. */
    gint64 below = claim->share.scaled * whole / hundred(claim->share);
    g_autofree char *low = possible_share(below, whole, claim->share.decimals);
    g_autofree char *high = possible_share(below + 1, whole, claim->share.decimals);
    return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_BASE_IMPOSSIBLE,
                             claim_figure_percent(claim->share), figure_number(claim->base),
                             g_steal_pointer(&low), g_steal_pointer(&high),
                             number(smallest_base(claim->share)), NULL);
}

gboolean claim_share_of_base(const struct claim *claim, struct claim_outcome *outcome)
{
    if (claim->count.given || !has_base(claim) || !claim->share.given ||
        claim->share.scaled > hundred(claim->share))
        return FALSE;
    gint64 part, whole = claim->base.scaled;
    if (claim->bound != CLAIM_EXACT)
        return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_NO_COUNT,
                                 claim_figure_percent(claim->share), figure_number(claim->base),
                                 NULL);
    if (!ratio_explains(claim->share.scaled, claim->share.decimals + 2, whole, &part))
        return base_impossible(claim, outcome);
    struct ratio exact = {part, whole};
    gboolean cut = claim_figure_fit(claim->share, CLAIM_EXACT, exact, TRUE) == CLAIM_FIT_CUT;
    return claim_outcome_set(outcome, CLAIM_POSSIBLE,
                             cut ? MESSAGE_CLAIM_BASE_POSSIBLE_CUT : MESSAGE_CLAIM_BASE_POSSIBLE,
                             claim_figure_percent(claim->share), figure_number(claim->base),
                             fraction(exact), NULL);
}

gboolean claim_share_alone(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!claim->share.given)
        return FALSE;
    if (claim->share.scaled > hundred(claim->share) && !claim->base_is_target)
        return claim_outcome_set(outcome, CLAIM_IMPOSSIBLE, MESSAGE_CLAIM_SHARE_LARGER,
                                 claim_figure_percent(claim->share), NULL);
    gboolean told = claim->count.given && claim->bound == CLAIM_EXACT && claim->share.scaled > 0;
    if (claim->base.given || told)
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_NO_BASE,
                             claim_figure_percent(claim->share), NULL);
}

gboolean claim_count_alone(const struct claim *claim, struct claim_outcome *outcome)
{
    if (!claim->count.given || claim->base.given || claim->share.given || claim->parts_count > 0)
        return FALSE;
    return claim_outcome_set(outcome, CLAIM_POSSIBLE, MESSAGE_CLAIM_COUNT_ALONE,
                             figure_number(claim->count), NULL);
}
