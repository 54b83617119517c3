/*
 * wide_input - a file is read as the wide table that its header tells.
 */
#ifndef READ_WIDE_INPUT_H
#define READ_WIDE_INPUT_H

#include "read/recognize.h"
#include "read/wide_header.h"

/*
 * Sets dataset, column, superior, fields, header and wide of the input, takes what it needs from
 * the header, and tells of columns among the values that are none. REFUSED: the header does not say
 * all that is needed.
 */
enum recognition wide_input_settle(struct wide_header *header, struct input *input,
                                   struct recognized *recognized);

/* The label of the value that is nearest to the text, or NULL. */
const char *wide_value_nearest(const struct column *column, const char *text);

#endif
