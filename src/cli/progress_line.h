/*
 * progress_line - a line on the terminal that says how far a command has come, and goes again.
 *
 * It is there only when stderr is a terminal that can move its cursor, not with -q, and not for
 * what is done at once.
 */
#ifndef CLI_PROGRESS_LINE_H
#define CLI_PROGRESS_LINE_H

#include "base/progress.h"
#include "cli/command.h"

struct progress_line {
    struct progress progress;
    const struct surroundings *surroundings;
    gboolean shown;
    gint64 begun, told, drawn; /* microseconds of a clock that only goes on */
    struct progress_step step; /* that was told last */
    gint64 step_begun;         /* when the present dataset was begun */
};

/* The line outlives what it returns; NULL: nothing is to be told. */
const struct progress *progress_line_begin(struct progress_line *line,
                                           const struct surroundings *surroundings, gboolean quiet);

/* Erases the line, so that messages begin where it stood. */
void progress_line_end(struct progress_line *line);

#endif
