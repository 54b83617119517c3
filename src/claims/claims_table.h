/*
 * claims_table - the rows of so_lieu_cong_bo as claims, each with what it asks of the data.
 *
 * A figure that cannot be read is an obstacle of the question: the claim is unproven, and says so.
 */
#ifndef CLAIMS_TABLE_H
#define CLAIMS_TABLE_H

#include <glib.h>

#include "claims/claim.h"
#include "claims/claims_question.h"
#include "read/reader.h"
#include "spec/template.h"

struct claims_entry {
    guint32 file;
    guint64 line;
    char *subject; /* noi_dung */
    char *printed; /* "?/17, 96%" */
    struct claim claim;
    struct claims_question *question;
};

/* New array of struct claims_entry *, which it owns. Errors: INPUT. */
gboolean claims_table_read(const struct inputs *inputs, const struct dataset *dataset,
                           struct account *accounts, struct findings *findings, GPtrArray **entries,
                           GError **error);

/* Whether two claims print the same figures, and more than one: a number alone tells nothing. */
gboolean claims_table_same(const struct claim *a, const struct claim *b);

#endif
