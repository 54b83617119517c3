/*
 * exceptions - findings that an office has looked at and lets stand: the --exceptions file.
 *
 * An exception names findings by what does not move: dataset, column, rule, unit and the words of
 * the finding, with how many there are; never by a line. It quiets them and changes no figure: a
 * warning was confirmed as right, and the row of an error stays out of all counts, which the office
 * knows. What is not there (a return, a dataset) has no place in a file and cannot be accepted.
 * Where more are found than were accepted nobody knows which are new: then none of them is.
 */
#ifndef RUN_EXCEPTIONS_H
#define RUN_EXCEPTIONS_H

#include "data/finding.h"
#include "spec/dictionary.h"

struct workspace;

/* As the file has it; texts that are optional may be NULL. */
struct exception {
    char *dataset, *rule, *text, *reason;
    char *column, *unit;
    char *times; /* a whole number; NULL: 1 */
    char *office, *day;
    guint node; /* where it stands in the text (spec/yaml.h) */
};

struct exceptions {
    struct exception *list;
    unsigned list_count;
    guint node;
};

/* The key of the file under which they stand. */
#define EXCEPTIONS_KEY "exceptions"

/*
 * The text is that of yaml_read(), called `name` in messages. Names of persons are masked, as
 * they are in findings. Errors: SPEC, with file:line:column and the nearest known name.
 */
gboolean exceptions_load(GBytes *text, const char *name, const struct dictionary *dictionary,
                         struct exceptions **exceptions, GError **error);
void exceptions_free(struct exceptions *exceptions);
typedef struct exceptions exceptions_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(exceptions_t, exceptions_free)

/* What they say as one text that is the same however the file was laid out. */
GBytes *exceptions_text(const struct exceptions *exceptions);

/*
 * The exception that would accept a finding, without a reason; its texts belong to the caller
 * (exception_clear()). FALSE: it is on no row of a dataset, or of a rule that is never accepted.
 */
gboolean exceptions_describe(const struct workspace *workspace, const struct finding *finding,
                             struct exception *exception);
void exception_clear(struct exception *exception);

/* Under which findings and exceptions meet. New string. */
char *exception_key(const struct exception *exception);

/*
 * Marks the findings that the workspace's exceptions accept. `wholly`: all data were looked at, so
 * that exceptions that met nothing, or more than were accepted, are findings; a report, which is of
 * one period, cannot say so. Nothing to do in a workspace without exceptions.
 */
void exceptions_apply(const struct workspace *workspace, struct findings *findings,
                      gboolean wholly);

#endif
