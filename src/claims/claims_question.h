/*
 * claims_question - what a claim asks of the data: a source, a unit, a period, a condition.
 *
 * So many ways to count as the dataset allows are put into one table (rows or the sum of their
 * numbers, persons, units; with and without the condition), since a claim does not say whether
 * it counts persons or rows. What cannot be resolved is an obstacle, never a guess.
 */
#ifndef CLAIMS_QUESTION_H
#define CLAIMS_QUESTION_H

#include <glib.h>

#include "calc/query.h"
#include "claims/claim.h"
#include "run/workspace.h"

/* Places of the rows counted; more than these are only counted. */
#define CLAIMS_ROWS 1000

/* Of an open end. */
#define CLAIMS_LAST_YEAR 2199

struct claims_row {
    guint32 file;
    gboolean person; /* the row names one */
    guint64 line;
};

/* A way to count: columns of the table, with and without the condition. */
struct claims_way {
    enum message counted, base;
    guint part, whole;
    gboolean listed; /* the base is all units that don_vi has */
};

struct claims_question {
    char *unit, *from, *to, *source, *condition; /* as written; "" where blank */
    /* Of a sentence: what is counted, and what its base is restricted to (NULL: nothing). */
    const struct dictionary_subject *subject;
    char *base_condition;

    /* Resolved; NULL or empty while there is an obstacle. */
    const struct dataset *dataset;
    gint32 root; /* UNIT_NONE: all */
    struct period period;
    gboolean dated; /* a day was given */
    struct template_condition *where, *base_where;
    guint where_count, base_where_count, subject_where_count; /* both begin with the subject's */
    gint64 listed;                                            /* units of the subject's level */
    struct template_condition ranked; /* the condition's column holds a value inside its order */
    struct template_table table;
    GArray *ways;      /* struct claims_way */
    GPtrArray *lists;  /* lists of conditions that columns of the table point to */
    int person_column; /* of the dataset, or -1 */
    struct scopes *scopes;
    struct query *query;

    /* The answer. */
    struct claim_data data;
    GArray *rows;            /* struct claims_row, sorted: the first of those that were counted */
    guint64 rows_counted[2]; /* all of them; those that name a person */
    guint64 rows_then;       /* rows of the days, of whatever unit */
};

/* Copies the texts (NULL is ""). */
struct claims_question *claims_question_new(const char *unit, const char *from, const char *to,
                                            const char *source, const char *condition);
void claims_question_free(struct claims_question *question);

/* FALSE: question->data has an obstacle. */
gboolean claims_question_resolve(struct claims_question *question,
                                 const struct workspace *workspace);

/* Sets an obstacle; returns FALSE. */
gboolean claims_question_hinder(struct claims_question *question, enum message obstacle,
                                const char *about);

/* claims_count.c: one pass over each dataset answers all questions about it. */

/*
 * Resolves the questions (struct claims_question *) and sets their answers. Errors: INPUT (a
 * refused file).
 */
gboolean claims_count(struct workspace *workspace, GPtrArray *questions, GError **error);

#endif
