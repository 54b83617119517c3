/*
 * unit_codes - the texts of units in one arena, and which unit a code is of.
 *
 * A look-up by bytes copies nothing and reaches for two places in memory: a slot of eight bytes,
 * and the code, before which the number of its unit stands. Each place costs more than all that is
 * computed, and a nation has hundreds of thousands of units.
 */
#ifndef DATA_UNIT_CODES_H
#define DATA_UNIT_CODES_H

#include <glib.h>

struct unit_codes;

struct unit_codes *unit_codes_new(void);
void unit_codes_free(struct unit_codes *codes);

/* Keeps a text; valid as long as the codes are. */
const char *unit_codes_keep(struct unit_codes *codes, const char *text);

/* Keeps a code, which is not there yet, and whose it is. */
const char *unit_codes_add(struct unit_codes *codes, const char *code, gint32 unit);

/* The unit of a code; -1 if there is none. */
gint32 unit_codes_find(const struct unit_codes *codes, const char *code, gsize length);

/* Ask memory for what unit_codes_find() looks at: first the slot; later, when that has come, the
 * code. What follows is told by unit_codes_find(). */
void unit_codes_ask_slot(const struct unit_codes *codes, const char *code, gsize length);
void unit_codes_ask_code(const struct unit_codes *codes, const char *code, gsize length);

#endif
