/*
 * answers - what units have written into the workbooks of `check`, held against the data of today.
 *
 * The workbooks are known by the headings of their lists, so that files and sheets may be renamed,
 * rows sorted, added and deleted, columns moved. A row stands for a finding by its file, column and
 * text, or by who owes which returns; what the data do not have any more was corrected.
 */
#ifndef ANSWER_ANSWERS_H
#define ANSWER_ANSWERS_H

#include "answer/check_run.h"

enum answer_state {
    ANSWER_CORRECTED, /* it is found no more */
    ANSWER_KEPT,      /* it is still there, and the unit says why */
    ANSWER_OPEN,      /* it is still there, and the unit says nothing */
    ANSWER_UNMATCHED, /* a row of the unit's own, of a file that is not in DATA, or of returns while
                         no period is asked for */
    ANSWER_STATES
};

/* One row of a workbook. All members are its own and none is NULL. */
struct answer {
    char *book;  /* the file's name */
    gint32 unit; /* that the workbook was made for; UNIT_NONE: for all */
    char *file, *lines, *column, *text, *reply;
    char *day; /* on which the workbook was saved, in Vietnam: "20/01/2025"; "": it is not said */
    GArray *findings; /* guint: places in the list of those that the row stands for by its text */
    enum answer_state state;
};

struct answers {
    GArray *rows;       /* struct answer: by the names of the files, sheets and rows */
    GPtrArray *foreign; /* char *: files of the folder that are no workbooks of `check` */
};

void answers_clear(struct answers *answers);
typedef struct answers answers_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(answers_t, answers_clear)

/* "da_sua", as in the CSV. */
const char *answer_state_code(enum answer_state state);

/*
 * All workbooks (.xlsx, .ods) of a folder, others are foreign; the outcome is that of the data as
 * they are now. Errors: USAGE (no such folder, none of them is a workbook of `check`), INPUT.
 */
gboolean answers_read(const char *folder, const struct check_outcome *outcome,
                      struct answers *answers, GError **error);

#endif
