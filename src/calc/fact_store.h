/*
 * fact_store - the groups of a pass, kept one by one.
 *
 * A public edition asks what else its figures could have been made of (build/public_set.h), so it
 * needs the groups themselves and not only their sums. A store keeps what the pass asks of facts
 * and nothing more; the same facts may come in several groups and in any order.
 */
#ifndef CALC_FACT_STORE_H
#define CALC_FACT_STORE_H

#include <glib.h>

#include "data/fact.h"

struct fact_store;

/* Columns asked and columns added up (guint) are copied; `mentions`: the labels are asked. */
struct fact_store *fact_store_new(const GArray *columns, const GArray *sums, gboolean mentions);
struct fact_store *fact_store_ref(struct fact_store *store);
void fact_store_unref(struct fact_store *store);

void fact_store_add(struct fact_store *store, const struct fact_group *group);
guint fact_store_count(const struct fact_store *store);
/* Fills all of the group but its file and its vocabulary; what was not asked is blank. */
void fact_store_get(const struct fact_store *store, guint number, struct fact_group *group);

/* The columns asked for more than a sum (guint), and whether the labels are. */
const GArray *fact_store_columns(const struct fact_store *store);
gboolean fact_store_has_mentions(const struct fact_store *store);

#endif
