/*
 * request - what the program is asked: one struct, and one table of its fields.
 *
 * A command line, a job file and the manifest of a workbook ask for the same things. A row of the
 * table says of a field how it is written, which commands take it as an option and where else it
 * stands. Parsing, --help, the manual page, completion, job files, manifests, recomputing and "same
 * as the last time" go by the rows and know no field by name. A new option is a member here, a row
 * in request.c, and its use.
 *
 * A request owns its texts; its lists end with NULL. Paths are as seen from where the program runs.
 */
#ifndef BASE_REQUEST_H
#define BASE_REQUEST_H

#include "base/error.h"
#include "base/names.h"
#include "base/period.h"
#include "base/progress.h"

enum request_status { STATUS_DRAFT, STATUS_FINAL };

/* For the public small counts are hidden. */
enum request_audience { AUDIENCE_INTERNAL, AUDIENCE_PUBLIC };

/* Which of several rows about one thing count, when they are not of one key. */
enum resent { RESENT_BOTH, RESENT_LATEST, RESENT_FIRST, RESENT_UNASKED };

/* How `check` and `claims` answer. */
enum request_answer { ANSWER_TEXT, ANSWER_JSON, ANSWER_CSV, ANSWER_XLSX };

/* A file, by its path and, where it is not to be read any more, its text. */
struct request_file {
    char *path;
    GBytes *text;
};

struct request {
    struct names data; /* files and folders, or NAME=FILE */
    struct request_file template, dictionary, office, exceptions;
    char *file; /* what else a command is about: a job, a text, a workbook, the name of a list */
    char *cell; /* "Sheet!D14" */
    char *period;
    char *unit;      /* code; NULL: the root */
    char *each;      /* level below the unit of which each unit gets a book; NULL: one book */
    gboolean linked; /* of `each`: the books are workbooks, to which the index leads */
    char *map;       /* day; NULL: the last of the period */
    char *as_of;     /* day up to which the data go; NULL: not said */
    char *encoding;  /* name; NULL: by evidence */
    enum resent resent;
    enum request_status status;
    enum request_audience audience;
    gboolean accept_errors; /* a final edition may have open errors */
    gboolean passport;      /* a sheet with the life of the reported unit */
    gboolean values_only;   /* workbooks hold no formulas */
    gboolean no_earlier;    /* what was delivered before is not compared with */
    gboolean strict;        /* exit 1 when the data have errors */
    char *out;              /* folder */
    struct names formats;
    enum request_answer format;
    char *answers;       /* folder of workbooks of `check` that came back */
    char *freeze;        /* the job file that notes how the data are read */
    char *learn;         /* the file that is to hold the names that are nearly known */
    gboolean if_changed; /* a job does nothing when nothing has changed */
    gboolean accept;     /* a person has looked at totals that jumped */
    gboolean dry_run;    /* nothing is written */
    gboolean rows;       /* `why` tells what stands in the rows */
    gboolean sql;        /* `plan` prints the statements */
    char *against;       /* the workbook that a change is taken from */
    guint width;         /* places in a line of the terminal; 0: it is none */
    int wait;            /* seconds, for the lock of the folder */
    gboolean quiet, verbose;
    guint node;                      /* where it stands in a job file (spec/yaml.h) */
    date today;                      /* for last-month */
    const struct progress *progress; /* NULL: nobody watches; the caller's */
};

enum request_kind {
    REQUEST_TEXT,   /* char * */
    REQUEST_PATH,   /* char * */
    REQUEST_FILE,   /* struct request_file */
    REQUEST_FLAG,   /* gboolean */
    REQUEST_NUMBER, /* int, not negative */
    REQUEST_CHOICE, /* an enum: the place among the choices */
    REQUEST_LIST,   /* struct names, written with commas between */
};

/* Where a field stands beside the command line. */
enum request_place {
    REQUEST_IN_JOB = 1,
    REQUEST_IN_REPORT = 2,   /* of a job */
    REQUEST_IN_RUN = 4,      /* of a manifest: part of the identity */
    REQUEST_IN_INDEX = 8,    /* the same, where the run is the index of a burst */
    REQUEST_IN_DELIVERY = 16 /* of a manifest */
};

/* Names that a folder above this one knows; they take the place of REQUEST_NAMES in texts. */
enum request_names { REQUEST_NO_NAMES, REQUEST_FORMATS, REQUEST_ENCODINGS };
#define REQUEST_NAMES "{names}"

#define REQUEST_MAX_CHOICES 4

struct request_field {
    const char *name; /* of the option: "as-of" */
    const char *key;  /* in jobs and manifests: "as_of" */
    enum request_kind kind;
    gsize offset;                             /* in struct request */
    const char *commands;                     /* that take it, a blank between; NULL: none */
    char letter;                              /* 0: none */
    const char *argument;                     /* what stands behind the option, or NULL */
    const char *help[2];                      /* by enum language */
    guint in;                                 /* enum request_place */
    gboolean needed;                          /* unless there is a standard */
    gboolean may_be_null;                     /* in manifests */
    gboolean may_lack;                        /* in manifests of programs that did not know it */
    const char *standard;                     /* what is meant where nothing is said, or NULL */
    const char *choices[REQUEST_MAX_CHOICES]; /* by value; NULL: not that one */
    enum request_names names;
    const char *revised; /* what readers call it where it may have moved figures, or NULL */
    const char *said[REQUEST_MAX_CHOICES]; /* and what they call the choices */
};

/*
 * All rows; the last has no name. Their order is that of help, jobs and manifests. A field has
 * several rows where these orders or the texts of help differ between commands.
 */
const struct request_field *request_fields(void);

/* Whether it is an option of the command. */
gboolean request_takes(const struct request_field *field, const char *command);

/* Where the field's value is. */
void *request_value(const struct request *request, const struct request_field *field);

/* Sets a field that is no flag and no number from its text; FALSE: it is none of the choices. */
gboolean request_set(struct request *request, const struct request_field *field, const char *text);

/* The same for the formats: "xlsx,csv". */
void request_set_formats(struct request *request, const char *text);

/* The text that request_set() takes; NULL: the field is not set. New string. */
char *request_text(const struct request *request, const struct request_field *field);

/* Whether what DATA names is a database: it begins with postgresql:// or postgres://. */
gboolean request_is_database(const char *data);
/* A DATA argument as it is shown and noted: of a database nothing but REQUEST_DATABASE, behind its
 * NAME= if it has one. New string. */
#define REQUEST_DATABASE "postgresql:"
char *request_shown_data(const char *data);

/* Copies the fields that are set and stand in a place (enum request_place; 0: all of them). */
void request_take(struct request *to, const struct request *from, guint places);

/* Sets fields that are not set to their standards. */
void request_complete(struct request *request);

/* Whether all fields that stand in one of the places are the same. */
gboolean request_same(const struct request *one, const struct request *other, guint places);

/* The period with its day of the data; PERIOD_NONE where none is asked for. Errors: USAGE. */
gboolean request_period(const struct request *request, struct period *period, GError **error);

/* The other way round: the period made plain, its day as an ISO date. */
void request_set_period(struct request *request, const struct period *period);

/* A day that an option gives; *day stays where `text` is NULL. Errors: USAGE. */
gboolean request_day(const char *option, const char *text, date *day, GError **error);

void request_clear(struct request *request);
typedef struct request request_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(request_t, request_clear)

#endif
