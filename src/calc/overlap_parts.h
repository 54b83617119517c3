/*
 * overlap_parts - the inside of an overlap, for the files that make it: overlap.c notes who
 * returned and says what the rows that do not count amount to, overlap_settle.c decides what
 * counts.
 */
#ifndef CALC_OVERLAP_PARTS_H
#define CALC_OVERLAP_PARTS_H

#include "calc/overlap.h"

/* The returns of one year or month. */
struct overlap_period {
    gint64 key; /* of its days; the hash table's */
    date first, last;
    guint8 *returned;     /* by unit */
    guint8 *fate;         /* by unit, enum overlap_fate; NULL: all count */
    gint32 *instead;      /* by unit: the successor that counts; set with `fate` */
    struct unit_map *map; /* of the last day; set with `fate` */
};

struct overlap {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    guint named;         /* levels that the dataset is reported by: a bit for each */
    GArray *weights;     /* guint: columns of numbers that add up over units */
    int person;          /* the column that names a person; -1 */
    GHashTable *periods; /* struct overlap_period *, which it owns */
    date *changed;       /* by unit, when settled: see days_of_changes(); NULL: nothing changed */
    struct overlap_period *near; /* that of the fact before, or NULL */
};

#endif
