/*
 * closed_list - the values that a column of the dictionary knows, by the keys of their names.
 */
#ifndef READ_CLOSED_LIST_H
#define READ_CLOSED_LIST_H

#include <glib.h>

#include "spec/dictionary.h"

struct closed_list {
    const struct column *column;
    GHashTable *number_by_key; /* number + 1 */
    const char **labels;       /* ends with NULL */
};

/* Keeps the column. */
void closed_list_init(struct closed_list *list, const struct column *column);
void closed_list_clear(struct closed_list *list);

/* The number of the value with that code, label or alias, or -1. */
int closed_list_find(const struct closed_list *list, const char *text);

/*
 * The nearest value, with the line for an overlay (spec/dictionary_overlay.h) that makes the text
 * its alias, unless the column names persons; all values when none is near. New string.
 */
char *closed_list_hint(const struct closed_list *list, const char *text);

#endif
