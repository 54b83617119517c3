/*
 * summarize - rows of a unit and a period become a summary (read/summary.h).
 *
 * What the templates ask of their datasets is kept, and what rules across files and the question
 * who returned look at; of datasets of stock one unit stands for all that are asked alike.
 */
#ifndef RUN_SUMMARIZE_H
#define RUN_SUMMARIZE_H

#include "base/request.h"
#include "run/search.h"
#include "run/workspace.h"

struct summarize_outcome {
    struct workspace *workspace; /* with what was found */
};

/*
 * Writes request->out. Templates are request->template and what of the beginning of request->data
 * names one, which is taken out of it. Errors: USAGE, INPUT, SPEC, OUTPUT.
 */
gboolean summarize_run(struct request *request, const struct search *search,
                       struct summarize_outcome *outcome, GError **error);
void summarize_outcome_clear(struct summarize_outcome *outcome);
typedef struct summarize_outcome summarize_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(summarize_outcome_t, summarize_outcome_clear)

#endif
