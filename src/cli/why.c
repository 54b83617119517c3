#include "answer/why.h"

#include "cli/option.h"
#include "cli/terminal.h"

/* Rows of a count that are named without -v. */
#define ROWS_TOLD 1000

int command_why(const struct surroundings *surroundings, struct request *request)
{
    g_auto(why_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    if (!why_run(request, surroundings->search, &outcome, &error))
        return terminal_error(surroundings, error);
    g_autoptr(GString) text =
        why_text(&outcome, request->verbose ? G_MAXUINT : ROWS_TOLD, surroundings->language);
    return terminal_print(text->str, &error) ? 0 : terminal_error(surroundings, error);
}
