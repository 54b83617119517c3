/*
 * review - which rankings the laws ask to look at again.
 *
 * A unit's ranking of a year is held against each law in force at the end of that year. The
 * findings (rules_across.h) and the table of kind review go by the same verdicts. What the
 * data do not tell is missing and never clear; units stand as the tree has them at the end of the
 * year, so an act at a unit that has ended counts against that unit.
 */
#ifndef CHECK_REVIEW_H
#define CHECK_REVIEW_H

#include <glib.h>

#include "calc/returned.h"
#include "check/rule_sums.h"

enum review_rule {
    REVIEW_DISCIPLINE,    /* excellent, though a unit below or one of its leaders was disciplined */
    REVIEW_PREREQUISITES, /* excellent, with fewer good ones below than are asked for */
    REVIEW_POINTS,        /* the points are those of another class */
    REVIEW_QUARTERS, /* excellent in a year with a quarter that bars it, or bad quarters running */
    REVIEW_RULES,
};

enum review_state {
    REVIEW_NOT_APPLICABLE, /* no law in that year, or none for such a unit */
    REVIEW_MISSING,        /* what a verdict needs is not in the data */
    REVIEW_UNCONCERNED,    /* ranked so that the law asks nothing of it */
    REVIEW_CLEAR,
    REVIEW_MARKED, /* to be looked at again */
};

/* What is known of a year. All outlives the review. */
struct review_data {
    const GPtrArray *gathered; /* struct rule_sums *, of the datasets that were read */
    const struct unit_tree *tree;
    const struct dictionary *dictionary;
    const struct returned *returned; /* settled, of rankings; the year is its period 0. NULL: not
                                        known, so that marks stand and nothing is surely clear */
    gboolean no_actions;             /* disciplinary actions of the year are not there */
    int year;
};

struct review;

struct review *review_new(const struct review_data *data);
void review_free(struct review *review); /* NULL is fine */
typedef struct review review_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(review_t, review_free)

int review_year(const struct review *review);
/* The law of a rule in that year; NULL: none. */
const struct law *review_law(const struct review *review, enum review_rule rule);
/* The law on quarters running, by which units of any class are marked; NULL: none. */
const struct law *review_running_law(const struct review *review);
/* Whether a unit is marked by it. */
gboolean review_has_run(const struct review *review, gint32 unit);
/* The law of a rule on a day; NULL: none. */
const struct law *review_law_on(const struct dictionary *dictionary, enum review_rule rule,
                                date day);

enum review_state review_of(const struct review *review, enum review_rule rule, gint32 unit);

/* Whether the unit's class in the year is known; whether disciplinary actions of the year are. */
gboolean review_is_ranked(const struct review *review, gint32 unit);
gboolean review_knows_actions(const struct review *review);

/* What was found in a unit that is marked: "1 tổ chức, 2 lãnh đạo". New string. */
char *review_words(const struct review *review, enum review_rule rule, gint32 unit);

/* Whether a verdict on the unit rests on the fact, which is one of the dataset. */
gboolean review_rests_on(const struct review *review, enum review_rule rule, gint32 unit,
                         const struct dataset *dataset, const struct fact *fact);

#endif
