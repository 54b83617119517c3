/*
 * recompute - a finished workbook, made once more in memory from its own manifest.
 *
 * The manifest stands beside the workbook. Its texts, not the shipped ones, make the report again:
 * they never become files. The data are those given, else those that the manifest notes.
 */
#ifndef RUN_RECOMPUTE_H
#define RUN_RECOMPUTE_H

#include <glib.h>

#include "base/request.h"
#include "deliver/manifest_read.h"
#include "run/report_plan.h"
#include "workbook/workbook.h"

enum recompute_change { RECOMPUTE_CHANGED, RECOMPUTE_GONE, RECOMPUTE_NEW };

/* A file that is not as the manifest has it. */
struct recompute_input {
    enum recompute_change change;
    const char *name; /* relative to its DATA argument; the recomputation's */
};

struct recompute {
    struct workbook *workbook;
    struct manifest_record *record;
    char *manifest_path;
    gboolean has_identity;  /* FALSE: the workbook has lost its property; its name led here */
    struct request request; /* of the report, with the texts and the choices of the manifest */
    struct workspace *workspace;
    struct report_plan plan;
    gboolean planned;
    struct book *book;
    GArray *changes; /* struct recompute_input */
};

/*
 * Reads the workbook and its manifest, whose identity must be the workbook's, and makes the report
 * again. The caller clears `recompute` whatever comes of it. `data` is DATA... Errors: INPUT, and
 * those of a report.
 */
gboolean recompute_run(struct recompute *recompute, const char *path, const struct names *data,
                       const struct search *search, GError **error);
void recompute_clear(struct recompute *recompute);
typedef struct recompute recompute_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(recompute_t, recompute_clear)

/* The sheet of the recomputed book with a table, and its layout; NULL: there is none. */
const struct book_sheet *recompute_sheet(const struct recompute *recompute, const char *table);

#endif
