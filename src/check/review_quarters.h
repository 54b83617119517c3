/*
 * review_quarters - the classes of a unit in the quarters of a year and of the year before, held
 * against the laws on quarters.
 *
 * The fourth quarter is the year's own row. A quarter counts where the law of its last day asks for
 * it; one that is not known may have been ranked in any way.
 */
#ifndef CHECK_REVIEW_QUARTERS_H
#define CHECK_REVIEW_QUARTERS_H

#include "check/rule_sums.h"

#define REVIEW_QUARTERS_COUNT 8 /* two years */

struct review_quarters {
    const struct dictionary *dictionary;
    const struct column *classes;
    int year;                         /* the later one */
    int class[REVIEW_QUARTERS_COUNT]; /* -1: not known */
};

/* `class` is that of the year. */
struct review_quarters review_quarters_of(const struct rule_sums *rankings,
                                          const struct dictionary *dictionary, gint32 unit,
                                          int year, int class);

/*
 * Of the first three quarters of the year, how many are of the class that the rule's law names, and
 * of how many that is not known.
 */
guint review_quarters_failed(const struct review_quarters *of, guint *unknown);

/*
 * The longest run of quarters of the class that the law on quarters running names, the last of them
 * in the year; `maybe`: what is not known taken as such. *first: where it begins.
 */
guint review_quarters_run(const struct review_quarters *of, gboolean maybe, guint *first);

/* The number of a fact's quarter among those of the two years; -1: none of them. */
int review_quarters_number(int year, const struct fact *fact);

#endif
