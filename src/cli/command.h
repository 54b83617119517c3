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
    gboolean color;    /* stderr is a terminal and NO_COLOR is not set */
    gboolean terminal; /* stderr is a terminal that moves its cursor */
};

/* An option and where its value goes in the command's own struct of values. */
struct option {
    const char *name;
    char letter; /* 0: none */
    GOptionArg kind;
    gsize offset;         /* char *, gboolean or int, by kind */
    const char *help[2];  /* by enum language */
    const char *argument; /* what stands behind it, or NULL */
};

struct command {
    const char *name;
    const char *arguments;        /* after the name: "TEMPLATE DATA..." */
    const char *summary[2];       /* by enum language */
    const struct option *options; /* ends with a NULL name */
    /* argv[0] is the command's name; NULL-terminated. Returns the exit code. */
    int (*run)(const struct surroundings *surroundings, char **argv);
};

/*
 * The commands that help tells of; ends with a row whose name is NULL. command_find() also knows
 * those that only the installation needs.
 */
const struct command *commands(void);
const struct command *command_find(const char *name);

/* The commands, each in a file of its own with its options. */
extern const struct option report_options_table[];
int command_report(const struct surroundings *surroundings, char **argv);
extern const struct option run_options_table[];
int command_run(const struct surroundings *surroundings, char **argv);
extern const struct option check_options_table[];
int command_check(const struct surroundings *surroundings, char **argv);
extern const struct option claims_options_table[];
int command_claims(const struct surroundings *surroundings, char **argv);
extern const struct option why_options_table[];
int command_why(const struct surroundings *surroundings, char **argv);
extern const struct option verify_options_table[];
int command_verify(const struct surroundings *surroundings, char **argv);
extern const struct option list_options_table[];
int command_list(const struct surroundings *surroundings, char **argv);
int command_manual(const struct surroundings *surroundings, char **argv);
int command_completion(const struct surroundings *surroundings, char **argv);

#endif
