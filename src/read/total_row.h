/*
 * total_row - rows of sums and headings that people leave inside the data.
 *
 * "Cộng", "Tổng số", "Tổng cộng" and what goes on from there, and the Roman numbers of groups
 * ("I.", "II. Khối xã"), where a unit should stand, or as the first thing that a row without a unit
 * says. They are no rows of data: counted, they would count twice.
 */
#ifndef READ_TOTAL_ROW_H
#define READ_TOTAL_ROW_H

#include "data/finding.h"
#include "read/cell.h"
#include "read/csv.h"

/* Where a total may stand in a file. */
struct total_row {
    enum dataset_kind kind;
    gint unit_field; /* from 0; -1: the file has none */
    const struct cells *cells;
    guint32 file;
};

/* TRUE: the record is a total or the heading of a group, which is found. */
gboolean total_row_check(const struct total_row *place, const struct row *record,
                         struct findings *findings);

/* Whether the text is a word for a total. */
gboolean total_row_is_total(const char *text, gsize length);

/* Whether the text is the number of a group, alone or with a heading behind. */
gboolean total_row_is_group(const char *text, gsize length);

#endif
