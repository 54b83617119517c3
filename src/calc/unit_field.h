/*
 * unit_field - the values of a field of units (`cap`, `loai_hinh`), numbered, so that facts can be
 * listed by what their units are.
 *
 * A row or column of a value holds the facts that a condition on this value lets pass. So an
 * organization that is a cell at once stands among the organizations and among the cells, and its
 * facts are added once: where the tree has one, the values do not add up.
 */
#ifndef CALC_UNIT_FIELD_H
#define CALC_UNIT_FIELD_H

#include <glib.h>

#include "data/unit.h"
#include "spec/dictionary.h"

/*
 * Number 0 is "not stated"; behind it come the values of the dictionary, then those that only the
 * tree has, in Vietnamese order.
 */
struct unit_field {
    const struct column *column;
    GPtrArray *codes, *labels; /* of the values, from number 1 */
    gint32 *number;            /* by unit */
    gint32 *second;            /* by unit: the number of cells for who is one at once; -1 */
    gboolean overlaps;         /* some unit has two numbers */
};

/* The column is one of the tree's dataset: dictionary_unit_field(). Keeps it. */
struct unit_field *unit_field_new(const struct column *column, const struct unit_tree *tree);
void unit_field_free(struct unit_field *field);

#endif
