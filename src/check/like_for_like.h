/*
 * like_for_like - which units' facts compare a year with the year before.
 *
 * A change is one only where the same units stand in both years. Units that owe returns are told
 * apart as the map of the report has them: a unit and those that went into it (or that it was split
 * into) are one. One is in a year if all of it returned wholly. Facts of a unit that is in both
 * years are marked; who asks about a change counts the marked facts of both years.
 */
#ifndef CHECK_LIKE_FOR_LIKE_H
#define CHECK_LIKE_FOR_LIKE_H

#include <glib.h>

#include "calc/returned.h"
#include "calc/scope.h"
#include "spec/dictionary.h"

struct like_for_like;

/* `returned` is settled; it, dataset and scopes outlive the result. */
struct like_for_like *like_for_like_new(const struct dataset *dataset, const struct scopes *scopes,
                                        const struct returned *returned);
void like_for_like_free(struct like_for_like *like); /* NULL is fine */
typedef struct like_for_like like_for_like_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(like_for_like_t, like_for_like_free)

/* Whether any unit is in one year only, so that a comparison must leave facts out. */
gboolean like_for_like_is_needed(const struct like_for_like *like);

/* RETURN_WHOLE: facts of the unit for the period, and of the same one a year before, compare. */
const struct returned *like_for_like_marks(const struct like_for_like *like);

/*
 * Units in this year, in the year before, in both, those that returned in part in either, and how
 * many should be in each.
 */
struct like_for_like_count {
    gint64 now, before, both, in_part, expected_now, expected_before;
};

/*
 * Adds what a unit of the map stands for in a period to `count`; nothing for a unit that is not on
 * the map, unless it has no known place there.
 */
void like_for_like_add(const struct like_for_like *like, gint32 unit, gint period,
                       struct like_for_like_count *count);

void like_count_add(struct like_for_like_count *count, const struct like_for_like_count *more);

/* Whether nothing was left out, and else whether enough is left to compare: half of each year. */
gboolean like_for_like_is_same(const struct like_for_like_count *count);
gboolean like_for_like_is_enough(const struct like_for_like_count *count);

#endif
