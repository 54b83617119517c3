/*
 * workspace - what every command that looks at data opens first: the dictionary, the inputs
 * with their datasets, the tree of units and its crosswalk.
 */
#ifndef RUN_WORKSPACE_H
#define RUN_WORKSPACE_H

#include <glib.h>

#include "base/request.h"
#include "calc/tally.h"
#include "check/rule_sums.h"
#include "data/crosswalk.h"
#include "data/finding.h"
#include "data/unit.h"
#include "read/input.h"
#include "read/reader.h"
#include "run/exceptions.h"
#include "run/search.h"
#include "spec/dictionary.h"

struct workspace {
    const struct request *request; /* the caller's, which outlives the workspace */
    enum encoding encoding;
    struct dictionary *dictionary;
    GBytes *dictionary_text;
    char *dictionary_shipped;      /* SHA-256 of the shipped one that it rests on; NULL: none */
    struct exceptions *exceptions; /* NULL: none are given */
    struct inputs *inputs;
    struct account *accounts; /* by input */
    struct unit_tree *tree;
    guint units_count; /* of don_vi; successors that only the crosswalk knows stand behind */
    struct crosswalk *crosswalk;
    GPtrArray *maps;   /* struct unit_map *: workspace_map() */
    GPtrArray *scopes; /* struct scopes *: workspace_scopes() */
    struct findings *findings;
    GPtrArray *warnings;             /* GError *: of what was delivered before; the run goes on */
    guint64 moved;                   /* figures that are not those of the issue before */
    struct period period;            /* rows dated after the day of its data are rejected */
    gboolean gathers;                /* the next passes gather sums for rules across files */
    int first_year, last_year;       /* of the facts that are gathered */
    GPtrArray *gathered;             /* struct rule_sums *, of the datasets passed over since */
    struct public_set *public_set;   /* of all public books of the run; NULL: there is none */
    char **file_names;               /* by input, then WORKSPACE_NO_FILE; as outputs name them */
    guint threads;                   /* of the readers; 0: as many as there are processors */
    const struct progress *progress; /* the caller's */
};

/* Name in findings that speak of no file. */
#define WORKSPACE_NO_FILE "DATA"

/* The text of a file of a request: the one that it holds, else what stands there. Errors: SPEC. */
GBytes *workspace_text(const struct request_file *file, GError **error);

/*
 * The dictionary alone: the shipped one, and what `own`, if it has a path, lays over it (see
 * spec/dictionary_overlay.c). Errors: SPEC.
 */
gboolean workspace_dictionary(const struct search *search, const struct request_file *own,
                              struct dictionary **dictionary, GBytes **text, GError **error);

/* The encoding of that name; NULL: ENCODINGS, by evidence. Errors: USAGE. */
gboolean workspace_encoding(const char *name, enum encoding *encoding, GError **error);

/*
 * Opens in steps what a request names: what can be wrong with the command line, the dictionary and
 * the templates is found between them, before any data are read. workspace_begin() loads the
 * dictionary; workspace_load() opens the inputs, unless workspace_find() has done so already, and
 * reads the units and their changes. Errors: USAGE, INPUT, SPEC; findings made until then are in
 * (*workspace)->findings, which is set even then.
 */
gboolean workspace_begin(const struct search *search, const struct request *request,
                         struct workspace **workspace, GError **error);
gboolean workspace_find(struct workspace *workspace, GError **error);
gboolean workspace_load(struct workspace *workspace, GError **error);
void workspace_free(struct workspace *workspace);
typedef struct workspace workspace_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(workspace_t, workspace_free)

/* Whether any input holds this dataset. */
gboolean workspace_has(const struct workspace *workspace, const struct dataset *dataset);

/* "ky_luat.csv, ky_luat_2.csv": the files of rows, each name once. New string. */
char *workspace_files_of(const struct workspace *workspace, const struct dataset *dataset);

/*
 * One pass over the rows of job.dataset that are counted, for any consumer; the job's and the
 * consumer's other members are set here. `states`: as in reader_read().
 */
gboolean workspace_read(struct workspace *workspace, struct read_job job, struct consumer consumer,
                        GPtrArray *states, GError **error);

/* Plans (struct tally_plan *) of one dataset, for one pass. */
struct tally_job {
    const GPtrArray *plans;
    date age_day;          /* ages of a stock are taken on it */
    const GPtrArray *like; /* struct tally *: those of an earlier pass, whose numbers of open values
                              hold here too; NULL: this is the first */
    gboolean again;        /* as in struct read_job */
    struct fact_store **kept; /* receives the groups of the pass; NULL: they are not wanted */
};

/*
 * One pass over a dataset. *tallies (new, owning struct tally *) stand in the order of the plans.
 * Rows are held to check/rules.h. A workspace that gathers keeps the sums of the dataset's first
 * pass.
 */
gboolean workspace_tally(struct workspace *workspace, struct tally_job job, GPtrArray **tallies,
                         GError **error);

/*
 * The only root on a map, or, when all roots are closed, the only one there was; UNIT_NONE when
 * there are several.
 */
gint32 workspace_root(const struct workspace *workspace, const struct unit_map *map);

/*
 * Tells the tops of the map that say to have no superior, beside the one top above them by level:
 * no report on that one holds them. Orphans and circles are told when the tree is read.
 */
void workspace_tell_tops(const struct workspace *workspace, const struct unit_map *map,
                         struct findings *findings);

/*
 * The map of a day, and scopes on such a map: the workspace's own, the same for all reports that
 * ask alike. Chains of changes that come back are told with the first map of a day.
 */
const struct unit_map *workspace_map(struct workspace *workspace, date day);
struct scopes *workspace_scopes(struct workspace *workspace, const struct unit_map *map,
                                const GArray *roots);

/*
 * Tells which units of the scopes ended without a known place on the map. What is below such a unit
 * is told with it. Above the grassroots a unit is told only while others of its level are there: a
 * level that ended whole has no successors.
 */
void workspace_tell_lost(const struct workspace *workspace, const struct scopes *scopes,
                         struct findings *findings);

#endif
