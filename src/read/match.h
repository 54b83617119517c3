/*
 * match - how well the fields of a header fit a dataset.
 *
 * Names are compared by their key (base/text.h). A column's name wins over its heading, that over
 * an alias; a column of unit codes that is not there may be found by the heading of units' names.
 */
#ifndef READ_MATCH_H
#define READ_MATCH_H

#include <glib.h>

#include "spec/dictionary.h"

struct match {
    const struct dataset *dataset;
    gint *column;  /* by column of the dictionary: place in the file, or -1 */
    gint superior; /* place of the column that tells the superior unit, or -1 */
    guint required, found;
    int repeated; /* a column that two fields are, or -1 */
    gint repeated_field;
};

/* `keys`: char * by field. */
void match_init(struct match *match, const struct dataset *dataset, const GPtrArray *keys);
/* For arrays of struct match. */
void match_clear(gpointer match);

/* All that the dataset requires is there. */
gboolean match_fits(const struct match *match);

/* By the share of the required columns, then by their number. */
gboolean match_is_nearer(const struct match *match, const struct match *than);
const struct match *match_nearest(const GArray *matches);

/* The dataset among those that fit that has a deciding column, or NULL if there is not one. */
const struct match *match_choose(const GArray *matches, guint fields);

/* Required by itself; the columns of one_of together are one more. */
gboolean match_is_required(const struct dataset *dataset, guint column);
gboolean match_has_one_of(const struct match *match);

/*
 * The column that is not there and whose name, heading or alias is nearest to the key of a field,
 * or -1 when none is near.
 */
int match_near_column(const struct match *match, const char *key);

#endif
