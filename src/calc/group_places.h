/*
 * group_places - where a group stands by its numbers alone, without a look at its words.
 *
 * Most reports ask a few columns of few values: class of unit, class of time and the values of the
 * columns make a number in mixed radix, which is the place of the group's number. What has no place
 * there (a value that only the data know and that came late, several labels), and a report with
 * more places than the limit, is found by words as ever (group_table.h): places only shorten the
 * way, and lose nothing when they are emptied.
 */
#ifndef CALC_GROUP_PLACES_H
#define CALC_GROUP_PLACES_H

#include "calc/grouping.h"

/* A column that is asked. */
struct place_column {
    guint column;
    gboolean by_value; /* else only whether it is blank */
    guint64 blank;     /* the number of a blank; greater values have no place */
    gsize step;
};

struct group_places {
    guint32 *at;   /* number of a group + 1; 0: not known; NULL: there are too many places */
    gsize values;  /* places of one class and time, the last of them for facts not asked; 0 */
    guint times;   /* so many classes of time have places */
    guint classes; /* of units */
    guint columns; /* but for the labels */
    gint labels;   /* that column if it is asked, else -1; behind the others */
    struct place_column column[FACT_MAX_COLUMNS];
};

void group_places_init(struct group_places *places, const struct grouping *grouping);
void group_places_clear(struct group_places *places);

/* Nothing is known any more, and so many classes of time have places; fewer than now: as many. */
void group_places_empty(struct group_places *places, guint times);

/*
 * The place of a fact's group, NULL if it has none. `is_asked`: by any table; of others only class
 * and time matter.
 */
static inline guint32 *group_places_find(const struct group_places *places, guint32 class,
                                         guint32 time, const struct fact *fact, gboolean is_asked)
{
    if (places->at == NULL)
        return NULL;
    guint32 *at = places->at + ((gsize) class * places->times + time) * places->values;
    if (!is_asked)
        return at + places->values - 1;
    const struct place_column *column = places->column;
    for (const struct place_column *end = column + places->columns; column < end; column++) {
        gint64 value = fact->value[column->column];
        guint64 number = value == FACT_BLANK ? column->blank : (guint64)value;
        if (!column->by_value)
            number = value == FACT_BLANK;
        if (number > column->blank)
            return NULL;
        at += number * column->step;
    }
    if (places->labels >= 0) {
        guint64 number = fact->mentions_count > 0 ? (guint64)fact->mentions[0] : column->blank;
        if (fact->mentions_count > 1 || number > column->blank)
            return NULL;
        at += number * column->step;
    }
    return at;
}

#endif
