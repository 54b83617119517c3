/*
 * entry_check - the rows, columns and conditions of a table against its dataset.
 */
#ifndef SPEC_ENTRY_CHECK_H
#define SPEC_ENTRY_CHECK_H

#include <glib.h>

#include "spec/table_codes.h"
#include "spec/template_check.h"

/* The dataset of the table must exist. `path` is the table's: "tables/0". */
gboolean entry_check_side(const struct template_checker *checker, const struct table *table,
                          const char *path, enum table_side side);

/* The conditions under PATH/where. */
gboolean entry_check_where(const struct template_checker *checker, const struct dataset *dataset,
                           const struct condition *where, unsigned count, const char *path);

/* `sum` and `distinct` (either may be NULL) under `path`. */
gboolean entry_check_counted(const struct template_checker *checker, const struct dataset *dataset,
                             const char *sum, const char *distinct, const char *path);

#endif
