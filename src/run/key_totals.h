/*
 * key_totals - the one figure that stands for a table: what it counts, all rows together.
 */
#ifndef RUN_KEY_TOTALS_H
#define RUN_KEY_TOTALS_H

#include <glib.h>

#include "book/book.h"

struct key_total {
    const struct book_sheet *sheet;
    guint row, column;
};

/*
 * One for each table that has a total row and a column that counts: that of the total column, or
 * else of the first one. New array of struct key_total, in the order of the sheets.
 */
GArray *key_totals(const struct book *book);

/* "Xếp loại chi bộ", or "…: Có mặt" where not the total column is meant. New string. */
char *key_total_name(const struct key_total *total);
const struct book_cell *key_total_cell(const struct key_total *total);
/* FALSE where it is not known. */
gboolean key_total_value(const struct key_total *total, gint64 *value);

#endif
