/*
 * terminal - what the program says to the person or the cron mail behind it.
 *
 * Results go to stdout, everything else to stderr.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/command.h"
#include "run/workspace.h"

/* "tongket: …" on stderr; returns the error's exit code. */
int terminal_error(const struct surroundings *surroundings, const GError *error);

/* One line on stderr. */
void terminal_say(const struct surroundings *surroundings, const char *text);

/* How a run that made reports is told. */
struct terminal_manner {
    gboolean verbose;      /* all findings, not the first of each rule; the account of each file */
    gboolean quiet;        /* nothing unless something was found */
    const char *full_list; /* the file that holds all findings, or NULL */
    const GError *error;   /* the run failed: only findings are told, but the one that is the error
                              itself; or NULL */
};

/*
 * What was found in the data, with the first twenty of a rule. Findings of one rule in one column
 * of one file with the same value are one line, that of the first, unless it is verbose. Files are
 * those of `inputs`; NULL: none.
 */
void terminal_findings(const struct surroundings *surroundings, const struct inputs *inputs,
                       const struct findings *findings, const struct terminal_manner *manner);
/* The same of a workspace, and how its data were spent. */
void terminal_outcome(const struct surroundings *surroundings, const struct workspace *workspace,
                      const struct terminal_manner *manner);

/* A file as the terminal names it: its path, or WORKSPACE_NO_FILE. */
const char *terminal_path(const struct inputs *inputs, guint32 file);

/* How the lines of one file were spent; NULL: it was not read. New string. */
char *terminal_account(const struct surroundings *surroundings, const struct workspace *workspace,
                       guint file);
/* "; 3 accepted as exceptions", or "". New string. */
char *terminal_accepted(const struct surroundings *surroundings, const struct findings *findings);

/* The folders within DATA that were not looked into; NULL: none. New string. */
char *terminal_folders(const struct surroundings *surroundings, const struct workspace *workspace);
/* Places in a line of the terminal that stdout is; 0: it is none, and texts do not depend on it. */
guint terminal_width(void);

/* Writes text to stdout and flushes it. Errors: OUTPUT. */
gboolean terminal_print(const char *text, GError **error);
/* The same with the files made (char *), one a line; the message says that they stand. */
gboolean terminal_paths(const GPtrArray *paths, GError **error);

#endif
