/*
 * claims - a table or a text of printed figures, checked against itself and against data.
 *
 * A file whose name ends in .csv is a table (so_lieu_cong_bo); any other is read as
 * Vietnamese prose. A figure of a text is compared with data only if exactly one row of
 * so_lieu_cong_bo among the DATA prints the same figures, two of them at least: that row says what
 * is meant.
 */
#ifndef CLAIMS_H
#define CLAIMS_H

#include <glib.h>

#include "claims/claim.h"
#include "claims/claims_bind.h"
#include "claims/claims_question.h"
#include "run/workspace.h"

/* One claim with all that is told of it. */
struct claims_line {
    char *place;   /* "so_lieu_cong_bo.csv:5", "bai.txt:3:20" */
    char *subject; /* what it is about, or the words around */
    char *printed;
    struct claim claim;
    const struct claims_question *question; /* NULL: data not asked */
    struct claims_bound bound;              /* of a text */
    struct claim_result *result;            /* NULL: a number that was skipped */
    enum message skipped;                   /* why; only without a result */
};

struct claims_outcome {
    struct dictionary *dictionary;
    GBytes *dictionary_text;
    struct workspace *workspace; /* NULL without DATA */
    struct inputs *inputs;       /* FILE, when it is a table */
    struct findings *findings;   /* of FILE */
    GPtrArray *entries, *known;  /* struct claims_entry *: of FILE, and of the DATA */
    GPtrArray *questions;        /* struct claims_question *: of the sentences of a text */
    GArray *lines;               /* struct claims_line */
};

/*
 * Checks request->file; without DATA only against itself. The outcome is to be cleared in any case,
 * and before the request. Errors: INPUT, SPEC.
 */
gboolean claims_run(const struct request *request, const struct search *search,
                    struct claims_outcome *outcome, GError **error);

void claims_outcome_clear(struct claims_outcome *outcome);
typedef struct claims_outcome claims_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(claims_outcome_t, claims_outcome_clear)

/* How many claims have that verdict. */
guint claims_count_verdict(const struct claims_outcome *outcome, enum claim_verdict verdict);
guint claims_count_skipped(const struct claims_outcome *outcome);

/*
 * claims_report.c: checked claims as text for the terminal, as CSV and as a workbook.
 *
 * The text speaks the language of the terminal; CSV and workbook are Vietnamese.
 */
/* New strings. */
GString *claims_report_text(const struct claims_outcome *outcome, enum language language);
GString *claims_report_csv(const struct claims_outcome *outcome);

/*
 * DIR/claims-NAME.xlsx with its manifest; `file` is the table or text that was checked. The paths
 * made are appended. The caller holds the lock of the folder. Errors: OUTPUT.
 */
gboolean claims_report_deliver(const struct claims_outcome *outcome, const char *file,
                               const char *folder, GPtrArray *paths, GError **error);

#endif
