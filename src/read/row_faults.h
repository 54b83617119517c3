/*
 * row_faults - what was found wrong in one record.
 *
 * Every wrong field is a finding; the first of them in the row, by its place, is what the row is
 * rejected for. A wrong cell that costs nothing, and a warning, leave the row as it is. Values that
 * name a person are masked here, whatever the column is.
 */
#ifndef READ_ROW_FAULTS_H
#define READ_ROW_FAULTS_H

#include "data/finding.h"
#include "read/cell.h"
#include "read/csv.h"
#include "spec/dictionary.h"

struct row_faults {
    const struct row *record;
    struct cells *cells;
    struct findings *findings;
    guint32 file;
    enum rule first;   /* RULES: the row is good */
    guint first_field; /* from 1; 0: nothing yet */
};

/* A field, and what is wrong with it. */
struct fault_place {
    const struct column *column;
    guint field;      /* from 0 */
    const char *text; /* the part of the field that is meant; NULL: all of it */
    gsize length;
};

void row_faults_add(struct row_faults *faults, const struct fault_place *place, enum rule rule,
                    const char *hint, gboolean costs_row);

/* The whole row has another number of fields than it should have. */
void row_faults_add_count(struct row_faults *faults, guint expected);

#endif
