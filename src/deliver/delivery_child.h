/*
 * delivery_child - the writers at work in a process of their own.
 *
 * Libraries that end the process when memory ends, or that may hang, end only the child: it
 * has limits on memory and time, leaves no core and says nothing on the terminal. What it made, or
 * why it could not, comes back through a pipe.
 */
#ifndef DELIVER_DELIVERY_CHILD_H
#define DELIVER_DELIVERY_CHILD_H

#include <glib.h>

#include "deliver/delivery.h"
#include "deliver/interrupt.h"
#include "write/cell_sum.h"

/* What a child has made. */
struct delivery_made {
    GPtrArray *files;    /* char *, owned by the array: names in the folder */
    struct cell_sum sum; /* of the workbook's cells */
};

void delivery_made_clear(struct delivery_made *made);
typedef struct delivery_made delivery_made_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(delivery_made_t, delivery_made_clear)

/*
 * Runs the writers of all formats, and that of the findings, into `temp_folder`; *made is empty
 * before. A signal that comes meanwhile ends the child.
 */
gboolean delivery_child_run(const struct delivery *delivery, const struct book *book,
                            const char *temp_folder, struct interrupt *interrupt,
                            struct delivery_made *made, GError **error);

#endif
