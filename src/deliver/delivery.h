/*
 * delivery - a book becomes files: the whole new set, verified, or the old one untouched.
 *
 * One delivery is one STEM: DIR/STEM.xlsx, DIR/STEM/CHART.png, DIR/STEM/TABLE.csv,
 * DIR/STEM/kiem-tra.csv, DIR/STEM.manifest.json. A forked child writes them into a private
 * folder (delivery_child.h), the parent reads everything back (write/readback.h), writes the
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
    const struct request *request; /* the folder, the formats, how workbooks are written */
    const char *font_folder;
    const struct findings *findings; /* for kiem-tra.csv; NULL: none is written */
    const GArray *accounts;          /* struct account_told, for kiem-tra.csv; NULL: none */
    const char *const *file_names;   /* by file number in the findings */
    guint keep;             /* the manifest that stands is kept under this number; 0: not */
    guint patience_seconds; /* with a child that makes no progress; 0: base/watchdog.h */
    guint64 memory_limit;   /* bytes of address space of the child, but under AddressSanitizer;
                               0: DELIVERY_MEMORY */
};

#define DELIVERY_MEMORY ((guint64)4 << 30)

/*
 * Appends the paths made ("DIR/STEM.xlsx", …; the manifest last) to `paths` (owning char *). On
 * FALSE nothing in the folder has changed. Errors: OUTPUT, what a writer said, or INTERNAL when it
 * died or made no progress.
 */
gboolean delivery_run(const struct delivery *delivery, const struct book *book,
                      const struct manifest *manifest, GPtrArray *paths, GError **error);

/*
 * The STEM of a report: TEMPLATE-PERIOD or TEMPLATE-PERIOD-UNIT (`unit_code` NULL: none). Only
 * letters and digits of ASCII and ". _ + -" stand in it, and no dot first: a part that holds
 * anything else or is long has "_" there and a mark of its own at its end, so that two never meet
 * in one name.
 */
char *delivery_stem(const char *template_name, const char *period, const char *unit_code);

/*
 * What the STEM of a public edition ends in, so that it never takes the place of the internal one.
 * A unit whose code ends in it gets a mark as above.
 */
#define DELIVERY_PUBLIC "-cong-khai"

#endif
