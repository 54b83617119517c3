/*
 * wide_trial - rows of a file as the header of a wide table, of which the best is taken.
 *
 * What a field is, is told by its lowest text and the text above that. Used by wide_header.c.
 */
#ifndef READ_WIDE_TRIAL_H
#define READ_WIDE_TRIAL_H

#include "read/wide_header.h"

/* What a field of the header is. */
enum wide_name_kind { FIELD_OTHER, FIELD_VALUE, FIELD_TOTAL, FIELD_SHARE };

struct wide_name {
    enum wide_name_kind kind;
    gint value;         /* of the dictionary */
    const char *name;   /* the lower text, or the upper one where that is blank */
    const char *group;  /* the upper text that stands over it, if there is one below as well */
    gboolean is_detail; /* a part of a value, or of its numbers, or of another column's values */
};

/* A header that may be one. */
struct wide_trial {
    const struct dictionary *dictionary;
    const struct dataset *dataset;
    const struct dataset_wide *about;
    guint first, last; /* rows */
    struct wide_name *field;
    guint fields, values;
    gboolean has_others; /* so do values of other columns */
    gboolean counts;     /* a lower row says that numbers stand in columns of values */
};

/* The names of the trial are `field`, which is the caller's; without a dataset there is none. */
struct wide_trial wide_trial_best(const struct wide_top *top);

/* Where the columns stand that are neither values nor their totals. */
void wide_trial_match(const struct wide_trial *trial, struct header_match *match);

#endif
