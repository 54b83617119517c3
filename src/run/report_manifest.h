/*
 * report_manifest - what a report's files are made of, as their manifest tells it.
 */
#ifndef RUN_REPORT_MANIFEST_H
#define RUN_REPORT_MANIFEST_H

#include <glib.h>

#include "deliver/manifest.h"
#include "run/report_plan.h"

/* `manifest` borrows from the plan, the digests and the rest of the struct. */
struct report_manifest {
    struct manifest manifest;
    struct request request;
    GArray *inputs;   /* struct manifest_input */
    GArray *accounts; /* struct account_told, of which the inputs tell */
};

/*
 * SHA-256 of each input of the workspace that one of the plans (struct report_plan *) rests on,
 * else NULL. New array of new strings; NULL on error (INPUT).
 */
GPtrArray *report_manifest_digests(const GPtrArray *plans, GError **error);

/* `scope`: that of the book; TALLY_ALL_SCOPES: all of them. The caller clears it. */
void report_manifest_fill(struct report_manifest *filled, const struct report_plan *plan,
                          const GPtrArray *digests, gint scope);
/* That of the index of a burst. */
void report_manifest_fill_index(struct report_manifest *filled, const struct report_plan *plan,
                                const GPtrArray *digests);
void report_manifest_clear(struct report_manifest *filled);
typedef struct report_manifest report_manifest_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(report_manifest_t, report_manifest_clear)

#endif
