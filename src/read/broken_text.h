/*
 * broken_text - texts that stand where a value should, and are none.
 *
 * Spreadsheets and programs write words of their own where they have no value: #N/A, #REF!, NULL,
 * NaN, undefined. And letters break on the way: UTF-8 that was read as another encoding and saved
 * again (once or twice), letters that an encoding did not have ("?", U+FFFD), entities of a web
 * page, control characters. Counted, such texts would be categories, persons and units of a report.
 *
 * What is told is sure: signs and sequences of signs that no Vietnamese word has. How a word is
 * spelled is no evidence; names from other languages are good names.
 */
#ifndef READ_BROKEN_TEXT_H
#define READ_BROKEN_TEXT_H

#include <glib.h>

#include "data/finding.h"

/* RULE_ERROR_VALUE, RULE_BROKEN_TEXT, or RULES when nothing is wrong. The text is valid UTF-8. */
enum rule broken_text_rule(const char *text, gsize length);

/* As broken_text_rule(), for the short texts without blanks that tell a person or a decision, more
 * quickly. */
enum rule broken_text_rule_of_key(const char *text, gsize length);

/*
 * The length of the entity of a web page that a text begins with ("&aacute;", "&#225;", "&#xE1",
 * the last sign of which may be gone), or 0. Its ";" parts no values.
 */
gsize broken_text_entity(const char *text, gsize length);

#endif
