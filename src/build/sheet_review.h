/*
 * sheet_review - what a table of kind review found, before it is printed; used by its two files.
 */
#ifndef BUILD_SHEET_REVIEW_H
#define BUILD_SHEET_REVIEW_H

#include "build/sheet.h"

#define REVIEW_COLUMNS TEMPLATE_REVIEW_COLUMNS

/* What is said of a unit in a column. */
struct review_cell {
    enum review_state state;
    gboolean estimate;
    char *words; /* of what is marked; or NULL */
};

/* A unit that is looked at. */
struct review_row {
    gint32 unit;
    struct review_cell cells[REVIEW_COLUMNS];
    guint marks;
};

/* What became of a column over all units. */
struct review_sum {
    guint due, made, marked; /* units that it asks of, with a verdict, to be looked at */
    guint unconcerned;       /* units ranked so that it asks nothing of them */
    gboolean estimate;
};

/* A column of a cap: the table it is read from, and the rule; `why` when there is no verdict. */
struct review_cap {
    const struct book_table *table;
    const struct cap_rule *rule;
    gboolean judged;  /* it says how to reckon, and the period is a year */
    GHashTable *rows; /* code to row + 1 */
};

struct reviewer {
    const struct sheet_task *task;
    struct review_cap caps[REVIEW_COLUMNS]; /* `table` NULL: no cap */
    GArray *rows;                           /* struct review_row, those with marks */
    struct review_sum sums[REVIEW_COLUMNS];
};

/* Of a column: something is known of it, all is out, or nothing is asked; and of all of them. */
enum review_state review_sum_state(const struct review_sum *sum);
enum review_state reviewer_state(const struct reviewer *reviewer);

/* In one sentence, what is to be looked at, and what could not be judged. New string. */
char *reviewer_sentence(const struct reviewer *reviewer);
/* What each column asks, by which text. */
void reviewer_add_notes(const struct reviewer *reviewer, struct book_sheet *sheet);

#endif
