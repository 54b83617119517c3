/*
 * report_options - what a command line or a job asks of one report, as it was written.
 */
#ifndef RUN_REPORT_OPTIONS_H
#define RUN_REPORT_OPTIONS_H

#include <glib.h>

#include "base/period.h"
#include "base/progress.h"
#include "spec/dictionary.h"

struct report_options {
    const char *template_name;
    const char *const *data; /* NULL-terminated */
    const char *period;
    const char *unit; /* code; NULL: the root */
    const char *each; /* level below the unit of which each unit gets a book; NULL: one book */
    const char *out;  /* folder */
    const char *const *formats;
    const char *office;     /* path or NULL */
    const char *encoding;   /* name or NULL: by evidence */
    const char *dictionary; /* path or NULL */
    const char *map;        /* day or NULL: the last day of the period */
    const char *as_of;      /* day or NULL */
    enum resent resent;     /* which rows about one thing count */
    gboolean final;
    gboolean accept_errors;          /* the book may be final over open errors */
    gboolean public;                 /* small counts are hidden */
    gboolean values_only;            /* workbooks hold no formulas */
    gboolean no_earlier;             /* what was delivered before is not compared with */
    gboolean passport;               /* a sheet with the life of the reported unit */
    guint wait_seconds;              /* for the lock */
    date today;                      /* for last-month */
    const struct progress *progress; /* NULL: nobody watches */
};

#endif
