/*
 * recognize - which dataset a file's header tells.
 *
 * The delimiter is the one that makes the header fit a dataset. Names are compared by their
 * key (base/text.h) with the columns' names, headings and aliases. Columns that the dataset
 * does not know are never read.
 */
#ifndef READ_RECOGNIZE_H
#define READ_RECOGNIZE_H

#include <glib.h>

#include "read/input.h"
#include "read/refusal.h"
#include "read/source.h"

enum recognition {
    RECOGNIZED,
    REFUSED, /* *refusal says why */
    FOREIGN, /* less than half of what any dataset requires is there; *refusal as for REFUSED */
};

/*
 * Sets dataset, delimiter, column (new array), fields and header_line of the input from the
 * file's first block. `wanted`: the dataset the user named, or NULL.
 */
enum recognition recognize(const struct block *block, const struct dictionary *dictionary,
                           const struct dataset *wanted, struct input *input,
                           struct refusal *refusal);

#endif
