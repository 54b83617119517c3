/*
 * command - one command of the program: a row of the table in command.c.
 *
 * What it takes is read into a request (base/request.h): the same rows of options serve parsing,
 * --help, the manual page and completion.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <glib.h>

#include "base/date.h"
#include "base/error.h"
#include "base/request.h"
#include "run/search.h"

/* What a command may know of the world; read once in main(). */
struct surroundings {
    enum language language;
    const struct search *search;
    date today;
    gboolean color;    /* stderr is a terminal and NO_COLOR is not set */
    gboolean terminal; /* stderr is a terminal that moves its cursor */
};

/* Arguments that have a member of the request to themselves; what is left is DATA. */
#define COMMAND_MAX_LEADING 2

struct command {
    const char *name;
    const char *arguments;  /* after the name: "TEMPLATE DATA..." */
    const char *summary[2]; /* by enum language */
    guint least, most;      /* arguments */
    guint leading;
    gsize leads[COMMAND_MAX_LEADING]; /* char * in the request, for the first arguments */
    /* Returns the exit code. */
    int (*run)(const struct surroundings *surroundings, struct request *request);
};

/*
 * The commands that help tells of; ends with a row whose name is NULL. command_find() also knows
 * those that only the installation needs.
 */
const struct command *commands(void);
const struct command *command_find(const char *name);

/* The commands, each in a file of its own. */
int command_report(const struct surroundings *surroundings, struct request *request);
int command_summarize(const struct surroundings *surroundings, struct request *request);
int command_run(const struct surroundings *surroundings, struct request *request);
int command_check(const struct surroundings *surroundings, struct request *request);
int command_claims(const struct surroundings *surroundings, struct request *request);
int command_why(const struct surroundings *surroundings, struct request *request);
int command_verify(const struct surroundings *surroundings, struct request *request);
int command_plan(const struct surroundings *surroundings, struct request *request);
int command_list(const struct surroundings *surroundings, struct request *request);
int command_manual(const struct surroundings *surroundings, struct request *request);
int command_completion(const struct surroundings *surroundings, struct request *request);

#endif
