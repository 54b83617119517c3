/*
 * verify - whether a workbook is what its manifest makes of the data.
 *
 * Figures are found in the workbook by the names of their sheets, rows and columns (match.h), and
 * compared with those of the recomputed book by table, row and column, so that another layout is no
 * other figure; what became of sheets, rows and columns is told in a sentence each. A
 * cell whose formula is ours follows from the cells it names: only those are told.
 */
#ifndef ANSWER_VERIFY_H
#define ANSWER_VERIFY_H

#include <glib.h>

#include "answer/table_match.h"
#include "base/error.h"
#include "run/recompute.h"

enum verify_verdict {
    VERIFY_IDENTICAL,      /* byte for byte */
    VERIFY_SAME_FIGURES,   /* saved by another program, or made by another version */
    VERIFY_INPUTS_CHANGED, /* or gone, or new */
    VERIFY_EDITED,
    VERIFY_DIFFERS, /* nobody touched it, the data are the same: another version counts otherwise */
};

struct verify_cell {
    const char *sheet; /* the outcome's, or the manifest's */
    char *place;       /* "D14" */
    char *expected, *found;
};

/* A sentence on the shape of the workbook; its arguments may be NULL. */
struct verify_note {
    enum message message;
    char *first, *second;
};

struct verify_outcome {
    struct recompute recompute;
    GPtrArray *matches; /* struct table_match *: where the tables stand in the workbook */
    GArray *notes;      /* struct verify_note */
    guint asides;       /* the first notes, which say nothing against the workbook */
    enum verify_verdict verdict;
    gboolean untouched; /* the file is the one that was delivered */
    GArray *cells;      /* struct verify_cell */
    guint follow;       /* cells that differ since they are computed from others */
    GPtrArray *specs;   /* char *: shipped texts that have changed since */
};

/* Of the workbook request->file. The caller clears the outcome whatever comes of it. */
gboolean verify_run(const struct request *request, const struct search *search,
                    struct verify_outcome *outcome, GError **error);
void verify_outcome_clear(struct verify_outcome *outcome);
typedef struct verify_outcome verify_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(verify_outcome_t, verify_outcome_clear)

/* What is said of it; of the cells the first `limit`. */
GString *verify_text(const struct verify_outcome *outcome, const char *path, guint limit,
                     enum language language);

#endif
