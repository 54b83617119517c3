#include "check/like_for_like.h"

#include <string.h>

#include "check/completeness.h"

/* What a unit, or a group of units that is one on the map, is in a period; in part: something came
 * for it, and not all. */
enum like_stand { LIKE_THERE = 1, LIKE_IN_PART = 2, LIKE_OWED = 4, LIKE_IN_BOTH = 8 };

/* What a group should return for a period, and did. */
struct like_group {
    guint expected, whole, some; /* some: wholly or in part */
};

struct like_for_like {
    const struct dataset *dataset;
    const struct scopes *scopes;
    const struct returned *returned;
    gint32 units;
    gint first, end, year; /* the first period that is known, the one behind the last, a year */
    guint8 *owes;          /* by unit: completeness_owes() */
    date *last_day;        /* by period, from the first that is known */
    gint32 *leader;        /* by unit: the first unit of its group */
    guint8 *speaks;        /* by unit: it is what the map has of its group */
    guint8 *groups;        /* by period and leader: enum like_stand */
    guint8
        *stands; /* by unit and period: enum like_stand, of those that speak; in both: as marked */
    struct returned *marks;
    gboolean needed;
};

static gint32 leader_of(const struct like_for_like *like, gint32 unit)
{
    while (like->leader[unit] != unit)
        unit = like->leader[unit];
    return unit;
}

static void join(struct like_for_like *like, gint32 a, gint32 b)
{
    gint32 first = leader_of(like, a), second = leader_of(like, b);
    like->leader[MAX(first, second)] = MIN(first, second);
}

/* What is asked over and over. */
static void note_answers(struct like_for_like *like)
{
    guint levels = completeness_levels(like->dataset);
    for (gint32 i = 0; i < like->units; i++)
        like->owes[i] = (guint8)completeness_owes(levels, unit_at(like->scopes->tree, i));
    for (gint p = like->first; p < like->end; p++) {
        date first;
        returned_period(like->returned, p, &first, &like->last_day[p - like->first]);
    }
}

/* Units that owe returns are joined with those that the map puts them in. */
static void find_groups(struct like_for_like *like)
{
    const struct scopes *scopes = like->scopes;
    gint32 units = like->units;
    for (gint32 i = 0; i < units; i++)
        like->leader[i] = i;
    for (gint32 i = 0; i < units; i++) {
        const GArray *shares = unit_map_shares(scopes->map, i);
        gint32 place = unit_map_place(scopes->map, i);
        if (!like->owes[i])
            continue;
        if (place != UNIT_NONE && like->owes[place])
            join(like, i, place);
        for (guint s = 0; shares != NULL && s < shares->len; s++)
            if (like->owes[g_array_index(shares, struct map_share, s).unit])
                join(like, i, g_array_index(shares, struct map_share, s).unit);
    }
    for (gint32 i = 0; i < units; i++)
        like->leader[i] = leader_of(like, i);
}

/* Those on the map; of a group that has none there, its leader. */
static void find_speakers(struct like_for_like *like)
{
    const struct scopes *scopes = like->scopes;
    gint32 units = like->units;
    g_autofree guint8 *has = g_malloc0((gsize)like->units + 1);
    for (gint32 i = 0; i < units; i++) {
        like->speaks[i] = like->owes[i] && unit_map_is_valid(scopes->map, i);
        has[like->leader[i]] |= like->speaks[i];
    }
    for (gint32 i = 0; i < units; i++)
        like->speaks[i] |= like->owes[i] && like->leader[i] == i && !has[i];
}

static guint8 *group_at(const struct like_for_like *like, gint32 unit, gint period)
{
    gsize row = (gsize)(period - like->first);
    return &like->groups[row * (gsize)like->units + (gsize)like->leader[unit]];
}

static gboolean is_expected(const struct like_for_like *like, gint32 unit, gint period)
{
    return like->owes[unit] &&
           unit_is_valid(like->scopes->tree, unit, like->last_day[period - like->first]);
}

static guint8 stand_of_group(const struct like_group *group)
{
    gboolean there = group->expected > 0 && group->whole == group->expected;
    return (guint8)((there ? LIKE_THERE : 0) | (group->some > 0 && !there ? LIKE_IN_PART : 0) |
                    (group->expected > 0 ? LIKE_OWED : 0));
}

/* The counts of a group are there for one period only: there are as many as units. */
static void fill_groups(struct like_for_like *like)
{
    gint32 units = like->units;
    g_autofree struct like_group *groups = g_new(struct like_group, (gsize)units + 1);
    for (gint p = like->first; p < like->end; p++) {
        memset(groups, 0, (gsize)units * sizeof *groups);
        for (gint32 i = 0; i < units; i++) {
            if (!is_expected(like, i, p))
                continue;
            struct like_group *group = &groups[like->leader[i]];
            enum return_state state = returned_state(like->returned, i, p);
            group->expected++;
            group->whole += state == RETURN_WHOLE;
            group->some += state != RETURN_NONE;
        }
        for (gint32 i = 0; i < units; i++)
            if (like->leader[i] == i)
                *group_at(like, i, p) = stand_of_group(&groups[i]);
    }
}

/* The unit itself or the nearest above it that owes returns; UNIT_NONE if there is none. */
static gint32 owner_of(const struct like_for_like *like, gint32 unit)
{
    while (unit != UNIT_NONE && !like->owes[unit])
        unit = unit_at(like->scopes->tree, unit)->parent;
    return unit;
}

static gboolean is_in_both(const struct like_for_like *like, gint32 unit, gint period)
{
    gint before = period - like->year;
    gint32 owner = owner_of(like, unit);
    if (owner == UNIT_NONE)
        return returned_state(like->returned, unit, period) != RETURN_NONE &&
               returned_state(like->returned, unit, before) != RETURN_NONE;
    return (*group_at(like, owner, period) & *group_at(like, owner, before) & LIKE_THERE) != 0;
}

static guint8 *stand_at(const struct like_for_like *like, gint32 unit, gint period)
{
    return &like->stands[(gsize)unit * (gsize)(like->end - like->first) +
                         (gsize)(period - like->first)];
}

/*
 * A unit that was not there yet, or is no more, is there by those that it was made of. If something
 * came, and not all, its facts stand in a year that it is not in.
 */
static guint8 stand_of(const struct like_for_like *like, gint32 unit, gint period)
{
    guint8 group = *group_at(like, unit, period);
    if (!is_expected(like, unit, period))
        return group;
    if (returned_state(like->returned, unit, period) == RETURN_WHOLE)
        return LIKE_THERE | LIKE_OWED;
    return (guint8)(LIKE_OWED | (group & LIKE_IN_PART));
}

/* Whether nothing of what a unit stands for in a year or the one before is to be left out. */
static gboolean is_alike(const struct like_for_like *like, gint32 unit, gint period)
{
    struct like_for_like_count count = {0};
    if (!like->speaks[unit])
        return TRUE;
    like_for_like_add(like, unit, period, &count);
    return like_for_like_is_same(&count);
}

static void set_marks(struct like_for_like *like)
{
    for (gint p = like->first; p < like->end; p++)
        for (gint32 i = 0; i < like->units; i++) {
            gboolean in_both = p - like->year >= like->first && is_in_both(like, i, p);
            if (like->speaks[i])
                *stand_at(like, i, p) =
                    (guint8)(stand_of(like, i, p) | (in_both ? LIKE_IN_BOTH : 0));
            if (in_both)
                returned_set(like->marks, i, p, RETURN_WHOLE);
            like->needed = like->needed || !is_alike(like, i, p);
        }
}

struct like_for_like *like_for_like_new(const struct dataset *dataset, const struct scopes *scopes,
                                        const struct returned *returned)
{
    struct like_for_like *like = g_new0(struct like_for_like, 1);
    gsize units = unit_tree_count(scopes->tree);
    gint first = returned_first(returned), end = (gint)returned_periods(returned);
    gsize periods = (gsize)(end - first);
    *like = (struct like_for_like){.dataset = dataset,
                                   .scopes = scopes,
                                   .returned = returned,
                                   .units = (gint32)units,
                                   .first = first,
                                   .end = end,
                                   .year = returned_in_a_year(returned),
                                   .owes = g_malloc0(units + 1),
                                   .last_day = g_new0(date, periods + 1),
                                   .leader = g_new(gint32, units + 1),
                                   .speaks = g_malloc0(units + 1),
                                   .groups = g_malloc0(units * periods + 1),
                                   .stands = g_malloc0(units * periods + 1),
                                   .marks = returned_new_like(returned)};
    note_answers(like);
    find_groups(like);
    find_speakers(like);
    fill_groups(like);
    set_marks(like);
    return like;
}

void like_for_like_free(struct like_for_like *like)
{
    if (like == NULL)
        return;
    g_free(like->owes);
    g_free(like->last_day);
    g_free(like->leader);
    g_free(like->speaks);
    g_free(like->groups);
    g_free(like->stands);
    returned_free(like->marks);
    g_free(like);
}

gboolean like_for_like_is_needed(const struct like_for_like *like)
{
    return like->needed;
}

const struct returned *like_for_like_marks(const struct like_for_like *like)
{
    return like->marks;
}

void like_for_like_add(const struct like_for_like *like, gint32 unit, gint period,
                       struct like_for_like_count *count)
{
    gint before = period - like->year;
    if (!like->speaks[unit] || before < like->first)
        return;
    guint8 now = *stand_at(like, unit, period), past = *stand_at(like, unit, before);
    count->now += (now & LIKE_THERE) != 0;
    count->before += (past & LIKE_THERE) != 0;
    count->both += (now & LIKE_IN_BOTH) != 0;
    count->in_part += ((now | past) & LIKE_IN_PART) != 0;
    count->expected_now += (now & LIKE_OWED) != 0;
    count->expected_before += (past & LIKE_OWED) != 0;
}

void like_count_add(struct like_for_like_count *count, const struct like_for_like_count *more)
{
    count->now += more->now;
    count->before += more->before;
    count->both += more->both;
    count->in_part += more->in_part;
    count->expected_now += more->expected_now;
    count->expected_before += more->expected_before;
}

gboolean like_for_like_is_same(const struct like_for_like_count *count)
{
    return count->both == count->now && count->both == count->before && count->in_part == 0;
}

gboolean like_for_like_is_enough(const struct like_for_like_count *count)
{
    return count->both > 0 && 2 * count->both >= count->expected_now &&
           2 * count->both >= count->expected_before;
}
