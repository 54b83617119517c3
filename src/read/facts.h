/*
 * facts - an input that gives facts and no rows: they were counted together where they come from.
 *
 * Such an input has no rows to be parsed: its `facts` (read/input.h) is set and its `format` is
 * not. It gives each fact once, with how many rows the fact stands for (`times`, `sum` in
 * data/fact.h). Everything behind the reader takes it like the fact of a row: groups, rules across
 * files, returns, the account of rows, `why`. So whatever is asked of a fact must be in it: facts
 * that differ there are two. A reading is repeated when rows of the dataset are to be left out, and
 * it gives the same facts each time.
 */
#ifndef READ_FACTS_H
#define READ_FACTS_H

#include "read/reader.h"

struct facts_reading {
    const struct read_job *job; /* the dataset, the tree, the columns asked */
    guint32 file;               /* the input's number: of its facts and findings */
    /* Of all inputs of the dataset that give facts: numbers its open values. */
    struct vocabulary *vocabulary;
    void (*take)(void *state, const struct fact *fact);
    void *state;
    struct account *account;   /* of the rows behind the facts; it is empty before */
    struct findings *findings; /* what was found in these rows is added */
};

/* What a kind of such an input does. */
struct facts_format {
    /* Gives all facts; rules about single rows were asked where the rows are. Errors: INPUT. */
    gboolean (*read)(const struct input *input, const struct facts_reading *reading,
                     GError **error);
};

#endif
