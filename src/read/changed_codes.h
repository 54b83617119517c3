/*
 * changed_codes - which code of a unit a spreadsheet may have turned into a number or a day.
 *
 * As numbers 34.10 and 034.1 both are 34.1, where a point parts thousands 34.341 is 34341, and
 * 12-10 becomes a day of the year in which it was typed. Nothing is guessed from that: the codes
 * are named, for a person to choose.
 */
#ifndef READ_CHANGED_CODES_H
#define READ_CHANGED_CODES_H

#include "data/unit.h"

struct changed_codes;

/* Keeps the tree. */
struct changed_codes *changed_codes_new(const struct unit_tree *tree);
void changed_codes_free(struct changed_codes *codes); /* NULL is fine */

/* The codes that are that number, "34.1, 34.10"; NULL: none. *count: how many. */
const char *changed_codes_of_number(struct changed_codes *codes, const char *number, guint *count);

/* The codes that become that day (12/10/2024) when they are typed; NULL: none. New string. */
char *changed_codes_of_day(const struct changed_codes *codes, const char *day);

#endif
