/*
 * terminal - what the program says to the person or the cron mail behind it.
 *
 * Results go to stdout, everything else to stderr.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/command.h"
#include "run/workspace.h"

/* Findings of one rule that are printed before the rest is only counted. */
#define TERMINAL_FINDINGS_A_RULE 20

/* "tongket: …" on stderr; returns the error's exit code. */
int terminal_error(const struct surroundings *surroundings, const GError *error);

/* One line on stderr. */
void terminal_say(const struct surroundings *surroundings, const char *text);

/* How findings are told. */
struct terminal_list {
    guint limit;           /* findings of a rule; the others are only counted */
    const char *full_list; /* the file that holds all of them, or NULL */
    const GError *error;   /* may be one of them, which is then told as an error; or NULL */
};

void terminal_findings(const struct surroundings *surroundings, const struct workspace *workspace,
                       const struct terminal_list *list);

/* A file as the terminal names it: its path, or WORKSPACE_NO_FILE. */
const char *terminal_path(const struct workspace *workspace, guint32 file);

/* How the lines of one file were spent; NULL: it was not read. New string. */
char *terminal_account(const struct surroundings *surroundings, const struct workspace *workspace,
                       guint file);
/* One line a file that was read; only those with rejected rows unless `all`. */
void terminal_accounts(const struct surroundings *surroundings, const struct workspace *workspace,
                       gboolean all);

/* One line on all files together: rows used and rejected, errors and warnings. */
void terminal_summary(const struct surroundings *surroundings, const struct workspace *workspace);

/* Writes text to stdout and flushes it. Errors: OUTPUT. */
gboolean terminal_print(const char *text, GError **error);

#endif
