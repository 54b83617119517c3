/*
 * earlier - what was delivered before for the same STEM, as an input of the next book.
 *
 * The manifest that stands in the output folder tells the figures of the issue before. Where the
 * new run has its data and choices, it is that issue once more, and takes over what that one says
 * of its own predecessor: running twice gives the same bytes. Otherwise the new book is compared
 * with it, and it is kept as STEM.manifest.N.json.
 */
#ifndef RUN_EARLIER_H
#define RUN_EARLIER_H

#include "deliver/revisions.h"
#include "run/report_manifest.h"

struct earlier {
    struct revisions *revisions; /* NULL: nothing was delivered before */
    guint keep;                  /* number under which the manifest that stands is kept; 0: not */
    GPtrArray *warnings;         /* GError *; the caller's */
};

/*
 * Looks into the output folder, whose lock the caller holds. `book` is the one to be delivered,
 * without a sheet of revisions, `filled` its manifest; *earlier is empty but for the warnings, and
 * its revisions are the caller's to free. A manifest that is damaged, lost, or of a version that
 * noted no figures stops nothing: a warning says so. Errors: OUTPUT when the folder cannot be read.
 */
gboolean earlier_find(const struct report_plan *plan, const struct report_manifest *filled,
                      const struct book *book, struct earlier *earlier, GError **error);

#endif
