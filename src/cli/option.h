/*
 * option - options of a command, parsed by GLib, with help in two languages.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <glib.h>

#include "cli/command.h"

struct option {
    const char *name;
    char letter; /* 0: none */
    GOptionArg kind;
    void *target;
    const char *help[2];  /* by enum language */
    const char *argument; /* what stands behind it, or NULL */
};

/*
 * Parses argv (argv[0] is the command) by `options`, which ends with a NULL name; *rest receives
 * the arguments that are no options (g_strfreev). Errors: USAGE. `--help` prints and sets *helped.
 */
gboolean options_parse(const struct surroundings *surroundings, const struct option *options,
                       int argc, char **argv, char ***rest, gboolean *helped, GError **error);

/* The help text of a command. New string. */
char *options_help(const struct surroundings *surroundings, const struct option *options,
                   const char *command);

/* Splits "xlsx,png" and checks each against the known names (NULL-terminated). */
gboolean option_choices(const char *option, const char *text, const char *const *known,
                        char ***choices, GError **error);

/* The place of the text among the known names. */
gboolean option_choice(const char *option, const char *text, const char *const *known,
                       guint *choice, GError **error);

#endif
