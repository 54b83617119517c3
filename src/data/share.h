/*
 * share - how the facts of a unit are shared out over several others.
 *
 * Rows that do not tell where they went are cut by declared weights. What is cut are whole facts:
 * the first unit gets its part, rounded; the next one its part of the rest; the last one what is
 * left. So the parts always make the whole, none is negative, and of more facts nobody gets less:
 * the cuts of growing counts differ by parts that make up what the counts differ by.
 */
#ifndef DATA_SHARE_H
#define DATA_SHARE_H

#include <glib.h>

/* Weights are parts of this whole, which holds any declared weight exactly. */
#define SHARES_WHOLE G_GINT64_CONSTANT(1000000000)

struct map_share {
    gint32 unit; /* a unit of the map */
    gint64 weight;
};

/*
 * Puts a list (struct map_share) into the form that the functions below take: each unit once, in
 * the order of `order`, a comparison of two shares. FALSE if the weights do not make the whole.
 */
gboolean shares_settle(GArray *shares, GCompareDataFunc order, gpointer data);

gboolean shares_are_equal(const GArray *a, const GArray *b);

/* What the share of that number gets of `count` facts (not negative). */
gint64 shares_cut(const GArray *shares, guint number, gint64 count);

#endif
