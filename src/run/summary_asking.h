/*
 * summary_asking - what a summary tells of one dataset: whatever may be asked of it later.
 *
 * That is what the tables of the templates ask, who returned, and what rules across files look at.
 * Numbers are told apart and not added up, since rules hold some of them against others. A dataset
 * of stock has a row a person: there one unit stands for all units of which no table asks anything
 * else, so that a province is thousands of lines and not a line a person.
 */
#ifndef RUN_SUMMARY_ASKING_H
#define RUN_SUMMARY_ASKING_H

#include "read/summary.h"
#include "run/report_plan.h"

/* What is asked of one dataset; read only while rows are read. */
struct summary_asking {
    struct summary_dataset told;
    guint8 asked[FACT_MAX_COLUMNS]; /* enum asking */
    gint32 *stands_for;             /* by unit: its class, by a unit; NULL: each is its own */
    const guint8 *inside;           /* by unit: whether the summary is about it */
    date first, last;               /* the period */
    guint files;                    /* inputs */
    int labels;                     /* the column of several labels, if it is told; -1 */
};

/* What the plans (struct report_plan *, settled) ask of a dataset. New array of struct tally_plan
 * *.
 */
GPtrArray *summary_asking_plans(const GPtrArray *plans, const struct dataset *dataset);

/* `inside` is kept. */
void summary_asking_init(struct summary_asking *asking, const GPtrArray *plans,
                         const struct dataset *dataset, const guint8 *inside);
void summary_asking_clear(struct summary_asking *asking);

#endif
