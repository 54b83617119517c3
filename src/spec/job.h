/*
 * job - which reports are made of which data without anybody watching: the file of `tongket run`.
 *
 * The structs are read-only after loading. Paths are as the file has them, relative to its folder.
 * What needs the dictionary, the data or the templates to be checked is checked by job/job_plan.h,
 * which says the place of what is wrong, too.
 */
#ifndef SPEC_JOB_H
#define SPEC_JOB_H

#include <glib.h>

#include "base/request.h"
#include "spec/complaint.h"
#include "spec/dictionary.h"

/* The least number of usable rows that the files of a dataset must have together. */
struct job_floor {
    char *dataset, *rows;
    guint node; /* here and below: where it stands in the text (yaml.h) */
};

/* A column as the header of a file names it. */
struct job_frozen_column {
    char *column, *header;
    guint node;
};

/*
 * How a file was read when it was frozen (job/job_freeze.h). All are texts as the file has them;
 * those of optional traits are NULL.
 */
struct job_frozen {
    char *file; /* relative to its DATA argument */
    char *dataset, *encoding, *delimiter, *header_line;
    char *gzip, *sep_line; /* "yes" or NULL */
    char *superior;        /* header of what tells units of one name apart, or NULL */
    struct job_frozen_column *columns;
    unsigned columns_count;
    guint node;
};

struct job {
    struct request request;  /* of all reports, as the file has it: fields that stand in a job */
    struct request *reports; /* what each is asked beside */
    unsigned reports_count;
    struct job_floor *floors;
    unsigned floors_count;
    struct names may_be_missing; /* datasets */
    char *total_jump_at_most;    /* per cent, a whole number */
    struct job_frozen *frozen;   /* none: files may come as they like */
    unsigned frozen_count;
    guint node;
};

/* A job with the tree of its file, for places. */
struct job_file {
    char *path, *folder;
    struct job *job;
    struct job_schema *schema; /* by which it was filled */
    struct yaml_tree *tree;
};

/* The key of the section that is written by the program, always at the start of a line. */
#define JOB_FROZEN_KEY "frozen"

/*
 * The text is that of yaml_read(); paths in it are relative to the folder of `path`, which messages
 * call it by. Errors: SPEC, with file:line:column.
 */
gboolean job_load(GBytes *text, const char *path, struct job_file **file, GError **error);
void job_free(struct job_file *file);
typedef struct job_file job_file_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(job_file_t, job_free)

/* A path of the file as seen from where the program runs. New string. */
char *job_path(const struct job_file *file, const char *path);

/* The number of a text that job_load() has accepted. */
gint64 job_number(const char *text);

#endif
