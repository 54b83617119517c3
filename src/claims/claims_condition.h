/*
 * claims_condition - "nhom_vi_pham=Phẩm chất đạo đức, lối sống" becomes conditions of a table.
 *
 * Conditions are parted by ";": COLUMN=VALUE, several values with "|" between, COLUMN>=VALUE for
 * columns with an order. Columns and values are recognized by the names, labels and aliases
 * of the dictionary.
 */
#ifndef CLAIMS_CLAIMS_CONDITION_H
#define CLAIMS_CLAIMS_CONDITION_H

#include "spec/template.h"

/* FALSE: something is not known. "" is no condition. Free with claims_condition_free(). */
gboolean claims_condition_parse(const char *text, const struct dictionary *dictionary,
                                const struct dataset *dataset,
                                struct template_condition **conditions, guint *count);
void claims_condition_free(struct template_condition *conditions, guint count);

/*
 * If a condition is on a column that has values outside its order ("chưa xếp loại"): the
 * condition that a value inside it is stated. Else `ranked` is left alone. Its list of values is
 * new (g_strfreev); its field is the dictionary's.
 */
void claims_condition_ranked(const struct template_condition *conditions, guint count,
                             const struct dataset *dataset, struct template_condition *ranked);

#endif
