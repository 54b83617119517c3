#include "answer/verify.h"

#include "cli/option.h"
#include "cli/terminal.h"

/* Cells that are told without -v. */
#define CELLS_TOLD 20

int command_verify(const struct surroundings *surroundings, struct request *request)
{
    g_auto(verify_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    if (!verify_run(request, surroundings->search, &outcome, &error))
        return terminal_error(surroundings, error);
    g_autoptr(GString) text = verify_text(
        &outcome, request->file, request->verbose ? G_MAXUINT : CELLS_TOLD, surroundings->language);
    if (!terminal_print(text->str, &error))
        return terminal_error(surroundings, error);
    return outcome.verdict == VERIFY_IDENTICAL || outcome.verdict == VERIFY_SAME_FIGURES ? 0 : 1;
}
