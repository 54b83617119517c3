/*
 * report - a template and its tallies become a book.
 *
 * Everything that a reader of the report sees is made here: tables, notes, text, charts, the
 * cover and the account of the data. Writers only print it.
 */
#ifndef BUILD_REPORT_H
#define BUILD_REPORT_H

#include <glib.h>

#include "base/period.h"
#include "book/book.h"
#include "build/grid.h"
#include "calc/fact_store.h"
#include "calc/tally.h"
#include "check/like_for_like.h"
#include "check/review.h"
#include "data/account.h"
#include "data/finding.h"
#include "spec/dictionary.h"
#include "spec/office.h"
#include "spec/template.h"

/* One dataset that the template reads, after its pass. */
struct report_source {
    const struct dataset *dataset;
    struct tally_plan plan;
    GArray *tables;      /* guint a query: the table of the template that it fills */
    struct tally *tally; /* its returns are settled (check/completeness.h) */
    struct like_for_like
        *like; /* which units' facts compare with last year; NULL: nothing is compared */
    struct tally_plan liked_plan;
    struct tally *liked;      /* the facts of those alone; NULL: they are all there are */
    struct fact_store *facts; /* of all units, for a public edition; else NULL */
    gboolean absent; /* no file of this dataset was given: its figures are missing, not zero */
    struct grid_lacks lacks;
    char *files;     /* "ky_luat.csv, …": the source line under charts */
    gboolean beside; /* no table is of it: columns of others are from it, or their rows are held
                      * against it (check/rules_across.h) */
};

struct report;

/* What a table asks of one of its datasets. */
struct report_asked {
    const struct report_source *source;
    guint query; /* its place in the source's plan; unused by kinds without one */
};

/* Of each dataset of a table, its own first: struct report_asked. New array. */
GArray *report_asked_by(const struct report *report, guint table);

/*
 * After the pass over a source's facts: settles its returns and finds whose facts compare with last
 * year. TRUE: some do not, so that `liked` is to be filled by a pass with liked_plan.
 */
gboolean report_source_settle(struct report_source *source);

struct public_set;

struct report {
    const struct template *template;
    const struct dictionary *dictionary;
    const struct office *office; /* NULL: none */
    gboolean uncompared;         /* rankings, but no disciplinary actions to hold them against */
    struct scopes *scopes;
    const struct crosswalk *crosswalk; /* for the passport; NULL: none is wanted */
    struct period period;
    gboolean final;
    gboolean public;               /* small counts are hidden, findings are not listed */
    struct public_set *public_set; /* of all public books of the run: surveyed while it is not
                                      decided, then what they hide; else NULL */
    GArray *sources;               /* struct report_source */
    GArray *accounts;              /* struct account_told */
    const struct findings *findings;
    const struct review *review;   /* of the period's year; NULL: it is none, or nothing was read */
    const char *const *file_names; /* by file number in the findings */
};

/*
 * The book of one scope. Errors: SPEC when a law is broken (the cells are named). `stem` is the
 * file name without ending.
 */
struct book *report_build(const struct report *report, guint scope, const char *stem,
                          GError **error);

/* Name of the reported unit of a scope: "Đảng bộ tỉnh Thái Bình"; "Toàn bộ" for all roots. */
const char *report_unit_name(const struct report *report, guint scope);

#endif
