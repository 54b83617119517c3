/*
 * table_codes - the rows or columns that a table has before the data are known.
 *
 * Values of closed lists and codes of entries are known; units, years and values of open
 * lists are not, so any code may turn up.
 */
#ifndef SPEC_TABLE_CODES_H
#define SPEC_TABLE_CODES_H

#include <glib.h>

#include "spec/template.h"

struct table_codes {
    GPtrArray *known; /* const char *, without the total */
    gboolean open;    /* others may come with the data */
    gboolean total;
};

enum table_side { TABLE_ROWS, TABLE_COLUMNS };

void table_codes_init(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct table *table, enum table_side side);
void table_codes_clear(struct table_codes *codes);
typedef struct table_codes table_codes_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(table_codes_t, table_codes_clear)

/* Whether a code, or `total`, can be one of them. */
gboolean table_codes_hold(const struct table_codes *codes, const char *name);

/* All known ones, `total` among them if there is one: for hints. */
GPtrArray *table_codes_names(const struct table_codes *codes);

/* Whether the table shows a measure in a column. */
gboolean table_shows(const struct table *table, enum measure measure, const char *column);

#endif
