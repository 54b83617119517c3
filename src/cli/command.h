/*
 * command - one command of the program: a row of the table in command.c.
 *
 * The same rows and the same options serve parsing, --help, the man page and completion.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <glib.h>

#include "base/date.h"
#include "base/error.h"
#include "run/search.h"

/* What a command may know of the world; read once in main(). */
struct surroundings {
    enum language language;
    const struct search *search;
    date today;
    gboolean color; /* stderr is a terminal and NO_COLOR is not set */
};

struct command {
    const char *name;
    const char *arguments;  /* after the name: "TEMPLATE DATA..." */
    const char *summary[2]; /* by enum language */
    /* argv[0] is the command's name. Returns the exit code. */
    int (*run)(const struct surroundings *surroundings, int argc, char **argv);
};

/* All commands; ends with a row whose name is NULL. */
const struct command *commands(void);
const struct command *command_find(const char *name);

int command_report(const struct surroundings *surroundings, int argc, char **argv);
int command_claims(const struct surroundings *surroundings, int argc, char **argv);
int command_list(const struct surroundings *surroundings, int argc, char **argv);

#endif
