/*
 * delivery - a book becomes files: the whole new set, verified, or the old one untouched.
 *
 * One delivery is one STEM: DIR/STEM.xlsx, DIR/STEM/CHART.png, DIR/STEM/TABLE.csv,
 * DIR/STEM/kiem-tra.csv, DIR/STEM.manifest.json. A forked child writes them into a private
 * folder (writer_process.h), the parent reads everything back (write/readback.h), writes the
 * manifest, keeps the one of the issue before where it is asked to, and lets the journal
 * (journal.h) put them in place. Files of an earlier delivery that the new set no longer has go
 * away in the same step, if they still are as we made them.
 *
 * The caller holds the lock of the folder, and all its threads are joined.
 */
#ifndef DELIVER_DELIVERY_H
#define DELIVER_DELIVERY_H

#include <glib.h>

#include "book/book.h"
#include "data/finding.h"
#include "deliver/manifest.h"

/* Where Debian's fonts-liberation2 puts its files. */
#define DELIVERY_FONTS "/usr/share/fonts/truetype/liberation2"

struct delivery {
    const struct book *book;
    const struct manifest *manifest;
    const struct request *request; /* the folder, the formats, how workbooks are written */
    const char *font_folder;
    const struct findings *findings; /* for kiem-tra.csv; NULL: none is written */
    const GArray *accounts;          /* struct account_told, for kiem-tra.csv; NULL: none */
    const char *const *file_names;   /* by file number in the findings */
    guint keep;             /* the manifest that stands is kept under this number; 0: not */
    guint patience_seconds; /* with a child that makes no progress; 0: base/watchdog.h */
    guint64 memory_limit;   /* bytes of address space of the child, but under AddressSanitizer;
                               0: WRITER_MEMORY */
};

/*
 * Delivers one after the other; one child writes all. Appends the paths made ("DIR/STEM.xlsx", …;
 * the manifest last) to `paths` (owning char *). On FALSE one has failed: those before it are
 * delivered, and of it and those behind it nothing in the folder has changed. Errors: OUTPUT, what
 * a writer said, or INTERNAL when it died or made no progress.
 */
gboolean delivery_run(const struct delivery *deliveries, guint count, GPtrArray *paths,
                      GError **error);

/* The files alone, into a folder that is the caller's. New array of their names; NULL on error. */
GPtrArray *delivery_write(const struct delivery *delivery, const char *folder, GError **error);

#endif
