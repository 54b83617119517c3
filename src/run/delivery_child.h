/*
 * delivery_child - the writers at work in a process of their own.
 *
 * Libraries that end the process when memory ends, or that may hang, end only the child: it
 * has limits on memory and time, leaves no core and says nothing on the terminal. What it made, or
 * why it could not, comes back through a pipe.
 */
#ifndef RUN_DELIVERY_CHILD_H
#define RUN_DELIVERY_CHILD_H

#include <glib.h>

#include "run/delivery.h"
#include "run/interrupt.h"

/*
 * Runs the writers of all formats, and that of the findings, into `temp_folder`. *files (new,
 * owning char *) receives the names made. A signal that comes meanwhile ends the child.
 */
gboolean delivery_child_run(const struct delivery *delivery, const struct book *book,
                            const char *temp_folder, struct interrupt *interrupt, GPtrArray **files,
                            GError **error);

#endif
