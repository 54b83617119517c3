/*
 * option - options and arguments of a command, parsed by GLib, with help in two languages.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <glib.h>

#include "cli/command.h"

/* The option of a command behind another (NULL: its first); NULL: there is none. */
const struct request_field *option_next(const struct command *command,
                                        const struct request_field *before);

/* What stands behind an option, and its help, with the names of formats and encodings put in. New
 * strings; the argument may be NULL. */
char *option_argument(const struct request_field *option);
char *option_help(const struct request_field *option, enum language language);

/* Parses argv (argv[0] is the command) and runs the command; returns the exit code. */
int options_run(const struct surroundings *surroundings, const struct command *command,
                char **argv);

#endif
