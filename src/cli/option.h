/*
 * option - options of a command, parsed by GLib, with help in two languages.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <glib.h>

#include "cli/command.h"

/* What stood on the command line beside the options. */
struct command_line {
    char **rest;     /* arguments that are no options */
    gboolean helped; /* --help was asked for and printed: nothing is left to do */
};

void command_line_clear(struct command_line *line);
typedef struct command_line command_line_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(command_line_t, command_line_clear)

/*
 * Parses argv (argv[0] is the command) into `values`, the zeroed struct that the command's options
 * point into; strings there are freed with options_clear(). Errors: USAGE.
 */
gboolean options_parse(const struct surroundings *surroundings, char **argv, void *values,
                       struct command_line *line, GError **error);
void options_clear(const struct option *options, void *values);

/*
 * Parses, runs and clears: what every command does. `values` is zeroed; `run` gets it with the
 * arguments that are no options, and returns the exit code.
 */
int options_run(const struct surroundings *surroundings, char **argv, void *values,
                int (*run)(const struct surroundings *surroundings, const void *values,
                           char **rest));

/* The help text of a command. New string. */
char *options_help(const struct command *command, enum language language);

/* Splits "xlsx,png" and checks each against the known names (NULL-terminated). */
gboolean option_choices(const char *option, const char *text, const char *const *known,
                        char ***choices, GError **error);

/* The place of the text among the known names. */
gboolean option_choice(const char *option, const char *text, const char *const *known,
                       guint *choice, GError **error);

#endif
