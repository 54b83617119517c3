/*
 * What the data count, against all figures of a claim.
 *
 * A claim is true only if one way of counting gives every figure that is printed: the whole, each
 * part, the percentage, the figure of the earlier time and the change.
 */
#include "base/decimal.h"
#include "claims/claim.h"

static const struct claim_reading *reading_at(const struct claim_data *data, guint way)
{
    if (data == NULL || way >= data->readings->len)
        return NULL;
    return &g_array_index(data->readings, struct claim_reading, way);
}

static struct ratio share_of(const struct claim_reading *reading)
{
    return (struct ratio){reading->part, reading->whole};
}

static gboolean is_share(const struct claim *claim, struct claim_figure figure,
                         const struct claim_reading *reading)
{
    return reading->whole > 0 &&
           claim_figure_fit(figure, claim->bound, share_of(reading), TRUE) != CLAIM_FIT_NONE;
}

/* The parts that are asked; TRUE: each is what the data count. */
static gboolean parts_fit(const struct claim *claim, guint way)
{
    for (guint i = 0; i < claim->parts_count; i++) {
        const struct claim_reading *reading = reading_at(claim->part_data[i], way);
        if (reading == NULL)
            continue;
        gboolean fits = claim->parts_are_shares ? is_share(claim, claim->parts[i], reading)
                                                : claim->parts[i].scaled == reading->part;
        if (!fits)
            return FALSE;
    }
    return TRUE;
}

static gboolean figure_fits(const struct claim *claim, struct claim_figure figure,
                            const struct claim_reading *reading)
{
    return !figure.given ||
           (claim->pair.shares ? is_share(claim, figure, reading) : figure.scaled == reading->part);
}

/* How far a count, or a share, has moved. */
static struct ratio moved(const struct claim_pair *pair, const struct claim_reading *before,
                          const struct claim_reading *after)
{
    gint64 then = before->part, now = after->part;
    gboolean shares = pair->shares || pair->change_kind == CLAIM_CHANGE_POINTS;
    gint64 unit = 1;
    if (shares) {
        then *= after->whole;
        now *= before->whole;
        unit = before->whole * after->whole;
    }
    switch (pair->change_kind) {
    case CLAIM_CHANGE_COUNT:
    case CLAIM_CHANGE_POINTS:
        return (struct ratio){ABS(now - then), unit};
    case CLAIM_CHANGE_TIMES:
    case CLAIM_CHANGE_INDEX:
        return (struct ratio){now, then};
    default:
        return (struct ratio){ABS(now - then), then};
    }
}

static gboolean direction_fits(const struct claim_pair *pair, const struct claim_reading *before,
                               const struct claim_reading *after)
{
    gboolean shares = pair->shares || pair->change_kind == CLAIM_CHANGE_POINTS;
    gint64 grown = shares ? after->part * before->whole - before->part * after->whole
                          : after->part - before->part;
    return pair->direction == CLAIM_UNSAID ||
           (pair->direction == CLAIM_RISE ? grown > 0 : grown < 0);
}

static gboolean pair_fits(const struct claim *claim, guint way)
{
    const struct claim_pair *pair = &claim->pair;
    const struct claim_reading *before = reading_at(claim->before_data, way);
    const struct claim_reading *after = reading_at(claim->data, way);
    if (before == NULL)
        return figure_fits(claim, pair->after, after);
    if (!figure_fits(claim, pair->before, before) || !figure_fits(claim, pair->after, after) ||
        !direction_fits(pair, before, after))
        return FALSE;
    struct ratio change = moved(pair, before, after);
    if (pair->change_kind == CLAIM_CHANGE_NONE)
        return TRUE;
    return ratio_has_value(change) &&
           claim_figure_fit(pair->change, claim->bound, change,
                            pair->change_kind != CLAIM_CHANGE_COUNT &&
                                pair->change_kind != CLAIM_CHANGE_TIMES) != CLAIM_FIT_NONE;
}

/* Whether what is printed is what this way of counting gives, as far as it was asked. */
static gboolean way_fits(const struct claim *claim, guint way)
{
    const struct claim_reading *reading = reading_at(claim->data, way);
    if (claim->count.given && claim->count.scaled != reading->part)
        return FALSE;
    if (claim->base.given && claim->base.scaled != reading->whole)
        return FALSE;
    if (claim->share.given && !is_share(claim, claim->share, reading))
        return FALSE;
    return parts_fit(claim, way) && pair_fits(claim, way);
}

/* Whether each figure of the claim has its question. */
static gboolean asks_all(const struct claim *claim)
{
    for (guint i = 0; i < claim->parts_count; i++)
        if (reading_at(claim->part_data[i], 0) == NULL)
            return FALSE;
    gboolean paired = claim->pair.before.given || claim->pair.after.given ||
                      claim->pair.change_kind != CLAIM_CHANGE_NONE;
    return !paired || reading_at(claim->before_data, 0) != NULL;
}

/* How many of the printed counts a way of counting gives. */
static guint agreement(const struct claim *claim, guint way)
{
    const struct claim_reading *reading = reading_at(claim->data, way);
    return (claim->count.given && claim->count.scaled == reading->part) +
           (claim->base.given && claim->base.scaled == reading->whole);
}

static guint best_way(const struct claim *claim)
{
    guint nearest = 0;
    for (guint way = 0; way < claim->data->readings->len; way++) {
        if (way_fits(claim, way))
            return way;
        if (agreement(claim, way) > agreement(claim, nearest))
            nearest = way;
    }
    return nearest;
}

const struct claim_reading *claim_data_reading(const struct claim *claim)
{
    if (claim->data == NULL || claim->data->readings->len == 0)
        return NULL;
    return reading_at(claim->data, best_way(claim));
}

/* Whether that reading gives all that is printed. */
static gboolean claim_data_agrees(const struct claim *claim)
{
    return claim_data_reading(claim) != NULL && way_fits(claim, best_way(claim));
}

/* "147", or "16/17 = 94,1%" when a base or a percentage is claimed. */
static char *share_text(const struct claim_reading *reading, gboolean share, guint decimals)
{
    g_autofree char *part = decimal_vietnamese(reading->part, 0);
    if (!share)
        return g_steal_pointer(&part);
    g_autofree char *whole = decimal_vietnamese(reading->whole, 0);
    if (reading->whole == 0)
        return g_strdup_printf("%s/%s", part, whole);
    g_autofree char *percent = claim_figure_share(share_of(reading), decimals);
    return g_strdup_printf("%s/%s = %s", part, whole, percent);
}

char *claim_data_text(const struct claim *claim)
{
    if (claim_data_reading(claim) == NULL)
        return NULL;
    guint way = best_way(claim);
    const struct claim_pair *pair = &claim->pair;
    gboolean share = claim->base.given || claim->share.given || pair->shares ||
                     pair->change_kind == CLAIM_CHANGE_POINTS || claim->parts_are_shares;
    guint decimals = claim->share.given ? claim->share.decimals : 1;
    const struct claim_reading *before = reading_at(claim->before_data, way);
    GString *text = g_string_new(NULL);
    if (before != NULL) {
        g_autofree char *then = share_text(before, share, decimals);
        g_string_append_printf(text, "%s → ", then);
    }
    g_autofree char *now = share_text(reading_at(claim->data, way), share, decimals);
    if (!claim->parts_are_shares)
        g_string_append(text, now);
    gboolean asked = FALSE;
    for (guint i = 0; i < claim->parts_count; i++)
        asked = asked || reading_at(claim->part_data[i], way) != NULL;
    const char *mark = claim->parts_are_shares ? "" : ": ";
    for (guint i = 0; asked && i < claim->parts_count; i++) {
        const struct claim_reading *reading = reading_at(claim->part_data[i], way);
        g_autofree char *part = reading != NULL
                                    ? share_text(reading, claim->parts_are_shares, decimals)
                                    : g_strdup("?");
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : mark, part);
    }
    return g_string_free(text, FALSE);
}

/* "31/36" returns of the claim's units and days, of both times. */
static gboolean misses_returns(const struct claim *claim, char **returns)
{
    guint expected = claim->data->expected, made = claim->data->made;
    if (claim->before_data != NULL) {
        expected += claim->before_data->expected;
        made += claim->before_data->made;
    }
    *returns = made < expected ? g_strdup_printf("%u/%u", made, expected) : NULL;
    return made < expected;
}

/* A count that the data already pass is wrong whatever the others return; a share may move. */
static gboolean may_grow_to_fit(const struct claim *claim, guint way)
{
    const struct claim_reading *reading = reading_at(claim->data, way);
    if (claim->share.given || claim->parts_are_shares ||
        claim->pair.change_kind != CLAIM_CHANGE_NONE || claim->pair.before.given)
        return TRUE;
    for (guint i = 0; i < claim->parts_count; i++) {
        const struct claim_reading *part = reading_at(claim->part_data[i], way);
        if (part != NULL && claim->parts[i].scaled < part->part)
            return FALSE;
    }
    return (!claim->count.given || claim->count.scaled >= reading->part) &&
           (!claim->base.given || claim->base.scaled >= reading->whole);
}

static gboolean is_unreadable(enum message obstacle)
{
    return obstacle == MESSAGE_CLAIM_UNREADABLE || obstacle == MESSAGE_CLAIM_NO_FIGURE;
}

static gboolean has_figure(const struct claim *claim)
{
    return claim->count.given || claim->base.given || claim->share.given ||
           claim->parts_count > 0 || claim->before_data != NULL;
}

gboolean claim_against_data(const struct claim *claim, struct claim_outcome *outcome)
{
    if (claim->data == NULL)
        return FALSE;
    const struct claim_reading *reading = claim_data_reading(claim);
    if (reading == NULL) {
        outcome->hinders = TRUE;
        return claim_outcome_set(
            outcome, is_unreadable(claim->data->obstacle) ? CLAIM_UNPROVEN : CLAIM_POSSIBLE,
            claim->data->obstacle, g_strdup(claim->data->about), NULL);
    }
    if (!has_figure(claim))
        return FALSE;
    gboolean fits = claim_data_agrees(claim), all = asks_all(claim);
    gboolean undated = claim->data->undated, carried = claim->data->carried;
    g_autofree char *returns = NULL;
    gboolean open =
        misses_returns(claim, &returns) && !fits && may_grow_to_fit(claim, best_way(claim));
    enum message reason = undated            ? MESSAGE_CLAIM_DATA_UNDATED
                          : !fits && carried ? MESSAGE_CLAIM_DATA_CARRIED
                          : open             ? MESSAGE_CLAIM_DATA_MISSING
                          : !fits            ? MESSAGE_CLAIM_DATA_DIFFERS
                          : all              ? MESSAGE_CLAIM_DATA_RIGHT
                                             : MESSAGE_CLAIM_DATA_PARTLY;
    enum claim_verdict verdict = undated || (fits ? !all : carried || open) ? CLAIM_POSSIBLE
                                 : fits                                     ? CLAIM_TRUE
                                                                            : CLAIM_DIFFERS;
    outcome->hinders = verdict == CLAIM_POSSIBLE;
    claim_outcome_set(outcome, verdict, reason, claim_data_text(claim), g_steal_pointer(&returns),
                      NULL);
    outcome->noun = reading->counted;
    return TRUE;
}
