/*
 * filter - the conditions of a template, made ready for many facts.
 *
 * Conditions on the fact's unit (cap, loai_hinh) become one bit a unit; conditions on a
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

struct filter *filter_new(const struct condition *conditions, guint count,
                          const struct dataset *dataset, const struct unit_tree *tree);
void filter_free(struct filter *filter);
typedef struct filter filter_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(filter_t, filter_free)

/* Whether a fact meets all conditions. */
gboolean filter_passes(const struct filter *filter, const struct fact *fact);
/* Whether any condition is one on the unit. */
gboolean filter_asks_unit(const struct filter *filter);
/* Whether the conditions on one column let a known value of it pass. */
gboolean filter_lets_value(const struct filter *filter, guint column, guint value);
/* Whether its unit alone does (conditions on columns are not looked at). */
gboolean filter_passes_unit(const struct filter *filter, gint32 unit);

#endif
