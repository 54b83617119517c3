#include "answer/verify.h"

#include <stddef.h>

#include "cli/option.h"
#include "cli/terminal.h"

/* Cells that are told without -v. */
#define CELLS_TOLD 20

struct values {
    gboolean verbose;
};

const struct option verify_options_table[] = {
    {"verbose",
     'v',
     G_OPTION_ARG_NONE,
     offsetof(struct values, verbose),
     {"tell all cells that differ, not the first 20", "nêu mọi ô khác nhau, không chỉ 20 ô đầu"},
     NULL},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_auto(verify_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    if (g_strv_length(rest) < 1)
        error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "verify", NULL);
    if (error != NULL ||
        !verify_run(rest[0], (const char *const *)rest + 1, surroundings->search, &outcome, &error))
        return terminal_error(surroundings, error);
    g_autoptr(GString) text = verify_text(
        &outcome, rest[0], values->verbose ? G_MAXUINT : CELLS_TOLD, surroundings->language);
    if (!terminal_print(text->str, &error))
        return terminal_error(surroundings, error);
    return outcome.verdict == VERIFY_IDENTICAL || outcome.verdict == VERIFY_SAME_FIGURES ? 0 : 1;
}

int command_verify(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
