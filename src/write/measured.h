/*
 * measured - sizes of texts that were measured before: the numbers and names of a book come again
 * and again, and a layout costs a hundred times what it costs to look one up.
 */
#ifndef WRITE_MEASURED_H
#define WRITE_MEASURED_H

#include "write/draw.h"

/* So many texts are kept, some megabytes. */
#define MEASURED_MOST 16384

struct measured;

struct measured *measured_new(void);
void measured_free(struct measured *measured); /* NULL is fine */

/* The size, or NULL; good until measured_keep(). */
const struct text_size *measured_find(const struct measured *measured, const char *text,
                                      struct font font, double wrap);

/* Keeps a size. All before it are forgotten when there are MEASURED_MOST. */
void measured_keep(struct measured *measured, const char *text, struct font font, double wrap,
                   struct text_size size);

#endif
