/*
 * summary - what one unit's rows of one period amount to, as text that offices send to one another.
 *
 * `tongket summarize` writes such a file; whoever reports on more units or a longer time reads it
 * in place of the exports. It holds groups and no rows: for each group of rows that no table of the
 * templates tells apart its unit, time, the codes of the values asked, and how many rows these are.
 * Adding up groups is all that merging is, so that files may come in any order.
 *
 * Lines of fields with a TAB between, sorted within their kind:
 *
 *   tongket-summary 1
 *   # WARNING                        a sentence for whoever opens it
 *   H name value...                  dictionary, units, template, period, unit, map, as-of, resent
 *   D dataset grain column...        the columns that its groups tell; "column?": only if blank
 *   S number dataset file sha256 ... a file of rows, and how its rows were spent
 *   F number line field rule unit value hint    what was found in it
 *   P number first last unit...      units that returned, where groups do not tell
 *   G number unit first last value... count
 *   Z sha256                         of all bytes before this line
 *
 * Values are codes of the dictionary; of an open list also ":" and the text; units are codes; days
 * are ISO dates. A person is a number within the file and nothing else: whoever counts different
 * persons can tell them apart there. A group of one is a person all the same, so that the file is
 * as sensitive as its source.
 */
#ifndef READ_SUMMARY_H
#define READ_SUMMARY_H

#include "data/account.h"
#include "data/fact.h"
#include "data/unit.h"
#include "read/input.h"
#include "spec/dictionary.h"

#define SUMMARY_MAGIC "tongket-summary"
#define SUMMARY_SCHEMA "1"
#define SUMMARY_ENDING ".tongket"
/* Between the name of a summary and that of a file of rows that it speaks of. */
#define SUMMARY_MARK "!"

/* Fields of accounts stand in this order behind the digest of their source. */
#define SUMMARY_NUMBERS 10

/* Of a column what groups tell. */
enum summary_telling { SUMMARY_SILENT, SUMMARY_BLANK, SUMMARY_VALUE };

/*
 * Units stand for themselves, or all units of which the templates ask alike are one, which is any
 * of them: then only reports on the summary's unit, or on one above it, can be made of it.
 */
enum summary_grain { SUMMARY_UNITS, SUMMARY_CLASSES, SUMMARY_GRAINS };
extern const char *const summary_grain_names[SUMMARY_GRAINS];

struct summary_dataset {
    const struct dataset *dataset;
    enum summary_grain grain;
    guint8 telling[FACT_MAX_COLUMNS]; /* enum summary_telling, by column */
    GArray *columns;                  /* guint: those told, in the order of the fields */
};

struct summary;

/* One file of rows. */
struct summary_source {
    const struct summary *summary;
    const struct summary_dataset *told;
    char *name, *sha256, *reading;
    struct account account;
    guint64 outside_period, outside_unit; /* of those used: in no group */
    guint8 *there;                        /* by column: whether the file has it */
    guint64 lacking;                      /* as wide_values_lacking() */
    GPtrArray *findings;                  /* char **: the fields of each line F */
    const char *begin, *end;              /* its lines P and G */
    guint64 line;                         /* of the first of them */
};

struct summary_template {
    char *name, *sha256;
};

struct summary {
    guint owners;
    char *path; /* as the user knows it */
    char *text; /* all of it */
    gsize length;
    char *sha256;             /* of the whole file */
    char *dictionary, *units; /* digests */
    GArray *templates;        /* struct summary_template */
    char *period;             /* as it was asked for */
    date first, last;
    char *unit; /* "" for all roots */
    date map;
    date day; /* up to which its rows go */
    char *resent;
    GPtrArray *datasets; /* struct summary_dataset * */
    GPtrArray *sources;  /* struct summary_source * */
};

/* Whether a file is one, by its first bytes. */
gboolean summary_is_one(const char *bytes, gsize size);

/*
 * Reads a file and holds it against its digest. Errors: INPUT, where it is broken, of another
 * schema, or speaks of what the dictionary does not know.
 */
struct summary *summary_read(const char *path, const struct dictionary *dictionary, GError **error);
/* Each owner drops it once; the last one frees. */
void summary_ref(const struct summary *summary);
void summary_unref(const struct summary *summary);
/* The same by one of its sources, or NULL. */
void summary_source_unref(const struct summary_source *source);

const struct summary_dataset *summary_dataset(const struct summary *summary,
                                              const struct dataset *dataset);

extern const struct facts_format summary_facts;

struct gathering;
struct wanted;

/*
 * Adds the sources of a file that is a summary, if it is one. A summary without any is none of the
 * inputs. Errors: INPUT.
 */
gboolean summary_input_take(struct gathering *gathering, const struct wanted *wanted,
                            gboolean *taken, GError **error);

#endif
