/*
 * rule_tests - whether the values of one row break a rule; used by rules.c, whose table names them.
 */
#ifndef CHECK_RULE_TESTS_H
#define CHECK_RULE_TESTS_H

#include "check/authority.h"
#include "check/rules.h"

#define RULE_COLUMNS 3

/* What a rule finds wrong; the strings are new. */
struct rule_fault {
    int column; /* of the dataset; -1: the whole row */
    char *value, *hint;
};

struct rule_row;

/* A rule with its columns found in the dataset. */
struct rule_held {
    const struct rule_row *row;
    int column[RULE_COLUMNS];              /* -1: none */
    struct fact_codes codes[RULE_COLUMNS]; /* of rule_tests_broken_by_values() */
};

/* What a rule is asked about. */
struct rule_question {
    const struct rules *rules;
    const struct dataset *dataset;
    const struct authorities *authorities; /* NULL: nothing is said of them */
    const struct rule_held *held;
    const struct fact *fact;
    const gint *places;
};

typedef gboolean (*rule_test)(const struct rule_question *question, struct rule_fault *fault);

/*
 * `when` are the columns the test looks at; for rule_tests_broken_by_values() each with the codes
 * that together break the rule, the last of them being told.
 */
struct rule_row {
    enum rule rule;
    rule_test test;
    const char *dataset; /* NULL: any that has the columns */
    struct {
        const char *column, *codes;
    } when[RULE_COLUMNS];
};

/* A value as a person reads it; what names a person is masked. New string. */
char *rule_tests_shown(const struct rule_question *question, int column);

gboolean rule_tests_broken_by_values(const struct rule_question *question,
                                     struct rule_fault *fault);
gboolean rule_tests_more_than_all(const struct rule_question *question, struct rule_fault *fault);
gboolean rule_tests_percent_differs(const struct rule_question *question, struct rule_fault *fault);
gboolean rule_tests_joined_early(const struct rule_question *question, struct rule_fault *fault);
gboolean rule_tests_outside_authority(const struct rule_question *question,
                                      struct rule_fault *fault);

#endif
