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

/*
 * "nhom_vi_pham=Phẩm chất đạo đức, lối sống" becomes conditions of a table.
 *
 * Conditions are parted by ";": COLUMN=VALUE, several values with "|" between, COLUMN>=VALUE for
 * columns with an order. Columns and values are recognized by the names, labels and aliases
 * of the dictionary.
 */
/* FALSE: something is not known. "" is no condition. Free with claims_condition_free(). */
gboolean claims_condition_parse(const char *text, const struct dictionary *dictionary,
                                const struct dataset *dataset, struct condition **conditions,
                                guint *count);
void claims_condition_free(struct condition *conditions, guint count);

/*
 * If a condition is on a column that has values outside its order ("chưa xếp loại"): the
 * condition that a value inside it is stated. Else `ranked` is left alone. Its list of values is
 * new (g_strfreev); its field is the dictionary's.
 */
void claims_condition_ranked(const struct condition *conditions, guint count,
                             const struct dataset *dataset, struct condition *ranked);

#endif
