/*
 * filter - the conditions of a template, made ready for many facts.
 *
 * Conditions on the fact's unit (cap, loai_hinh) become one bit a unit, and one for each stretch of
 * days in which the dictionary's rules of levels differ: a commune's committee that stands above
 * the grassroots organizations on a fact's day is none of them. Conditions on a
 * column become one bit a value. A blank satisfies only is_not. A value that the
 * dictionary does not know is compared by its code.
 */
#ifndef CALC_FILTER_H
#define CALC_FILTER_H

#include <glib.h>

#include "data/fact.h"
#include "data/unit.h"
#include "spec/template.h"

struct filter;

/* What the conditions are about; `day` picks the rules for facts without a time. Nothing is kept.
 */
struct filter_subject {
    const struct dictionary *dictionary;
    const struct dataset *dataset;
    const struct unit_tree *tree;
    date day;
};

struct filter *filter_new(const struct template_condition *conditions, guint count,
                          const struct filter_subject *subject);
void filter_free(struct filter *filter);
typedef struct filter filter_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(filter_t, filter_free)

/* Whether a fact meets all conditions. */
gboolean filter_passes(const struct filter *filter, const struct fact *fact);
/* What decides where a unit's facts stand: an array with `size` bytes a unit. */
struct unit_answers {
    const void *at;
    gsize size;
};

/* What is asked of a column. */
enum asking {
    ASKING_VALUE = 1 << 0, /* facts of different values stand in different places */
    ASKING_BLANK = 1 << 1, /* only whether it is blank */
    ASKING_SUM = 1 << 2,   /* its numbers are added up */
    ASKING_ONE = 1 << 3,   /* and a blank counts as one */
};

/*
 * All that a filter asks: `units` (struct unit_answers) is added to, `columns` is marked by enum
 * asking.
 */
void filter_asks(const struct filter *filter, GArray *units, guint8 columns[FACT_MAX_COLUMNS]);
/* Whether any condition is one on the unit. */
gboolean filter_asks_unit(const struct filter *filter);
/* Whether the conditions on one column let a known value of it pass. */
gboolean filter_lets_value(const struct filter *filter, guint column, guint value);
/*
 * Whether its unit alone does (conditions on columns are not looked at), by what it is on a day; on
 * FILTER_ANY_DAY: by its level as don_vi gives it, whatever that is called on any day.
 */
#define FILTER_ANY_DAY G_MAXINT32
gboolean filter_passes_unit(const struct filter *filter, gint32 unit, date day);
/* Whether some unit passes on one day and not on another. */
gboolean filter_is_dated(const struct filter *filter);
/* Facts whose days have the same number pass alike, if the rest of them is alike. */
guint filter_era(const struct filter *filter, const struct fact *fact);

#endif
