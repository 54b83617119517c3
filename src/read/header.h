/*
 * header - how well the fields of a header fit a dataset, and the rows that a header may take.
 *
 * Names are compared by their key (base/text.h). A column's name wins over its heading, that over
 * an alias; a column of unit codes that is not there may be found by the heading of units' names.
 *
 * In a table made for printing merged cells are exported as a text and blanks: a header of two rows
 * has a group over its columns ("Đơn vị" over "Mã đơn vị", "Tên đơn vị"), or a name whose lower
 * cell is blank. Below it often stands the row of the numbers of the columns: A, B, 1, 2, 3.
 */
#ifndef READ_HEADER_H
#define READ_HEADER_H

#include <glib.h>

#include "spec/dictionary.h"

struct header_match {
    const struct dataset *dataset;
    gint *column;  /* by column of the dictionary: place in the file, or -1 */
    gint superior; /* place of the column that tells the superior unit, or -1 */
    guint required, found;
    int repeated; /* a column that two fields are, or -1 */
    gint repeated_field;
};

/* `keys`: char * by field. */
void header_match_init(struct header_match *match, const struct dataset *dataset,
                       const GPtrArray *keys);
/* For arrays of struct header_match. */
void header_match_clear(gpointer match);

/* All that the dataset requires is there. */
gboolean header_match_fits(const struct header_match *match);

/* By the share of the required columns, then by their number. */
gboolean header_match_is_nearer(const struct header_match *match, const struct header_match *than);
const struct header_match *header_match_nearest(const GArray *matches);

/* The dataset among those that fit that has a deciding column, or NULL if there is not one. */
const struct header_match *header_match_choose(const GArray *matches, guint fields);

/* Required by itself; the columns of one_of together are one more. */
gboolean header_match_is_required(const struct dataset *dataset, guint column);
gboolean header_match_has_one_of(const struct header_match *match);

/*
 * The column that is not there and whose name, heading or alias is nearest to the key of a field,
 * or -1 when none is near.
 */
int header_match_near_column(const struct header_match *match, const char *key);

/*
 * Texts (char *) by field: that of the lower row, or where it is blank that of the upper one. New
 * array; NULL if the rows are not equally long or the lower one leaves no cell blank to fill.
 */
GPtrArray *header_rows_merge(const GPtrArray *upper, const GPtrArray *lower);

/*
 * Whether the texts number columns: letters in their order, then 1, 2, 3 …, perhaps within
 * parentheses or with a sum behind ("1=2+3"); at least one number.
 */
gboolean header_rows_are_numbers(const GPtrArray *texts);

#endif
