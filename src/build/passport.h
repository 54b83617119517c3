/*
 * passport - the life of one unit: its names and parents over time, what merged into it, what it
 * became. A sheet on demand.
 */
#ifndef BUILD_PASSPORT_H
#define BUILD_PASSPORT_H

#include "book/book.h"
#include "data/crosswalk.h"
#include "data/unit.h"

void passport_add(const struct unit_tree *tree, const struct crosswalk *crosswalk, gint32 unit,
                  struct book *book);

#endif
