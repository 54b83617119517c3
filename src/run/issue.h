/*
 * issue - one book of a report with all that its delivery tells: findings, accounts, manifest.
 */
#ifndef RUN_ISSUE_H
#define RUN_ISSUE_H

#include "deliver/delivery.h"
#include "run/report_manifest.h"

struct issue {
    const struct report_plan *plan;
    guint scope;
    struct book *book;
    struct findings *findings; /* NULL: the workspace's */
    struct report_manifest filled;
};

/* The book of a scope; *findings receives those it tells of (new), or NULL: the workspace's. */
struct book *issue_book(const struct report_plan *plan, guint scope, struct findings **findings,
                        GError **error);

/*
 * Settles what all public books of the plans (struct report_plan *, of one workspace) hide, which
 * they take from their workspace then. Nothing to do where no plan is public. What public
 * issues of the same STEMs in the output folder show is not hidden; the digests are those of the
 * inputs. Errors: SPEC.
 */
gboolean issue_survey(const GPtrArray *plans, const GPtrArray *digests, GError **error);

/*
 * Fills the issue of a scope, which is empty but for its book where that was built before. The
 * plan and the digests are kept. Errors: SPEC.
 */
gboolean issue_make(struct issue *issue, const struct report_plan *plan, guint scope,
                    const GPtrArray *digests, GError **error);
void issue_clear(struct issue *issue);
typedef struct issue issue_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(issue_t, issue_clear)

/*
 * The book gets what has changed since the issue before (NULL: there was none) and its identity.
 * The delivery borrows from the issue.
 */
struct delivery issue_delivery(struct issue *issue, const struct revisions *earlier);

#endif
