/*
 * reader - files of one dataset become facts, exactly once each.
 *
 * A file is read in blocks cut at true record ends; blocks are parsed by libcsv and
 * coded on several threads, each with a state of its own that the consumer makes and fills:
 * all that is found, sums, findings, accounts, errors, does not depend on blocks or threads.
 * Rows are never kept. A file that fits into one block is parsed by the calling thread.
 *
 * Duplicates: the pass collects one 64-bit fingerprint of the key a row. Only when two are
 * equal a second pass compares the full text of the suspects, and the pass is repeated
 * (states made anew) with the losing lines left out.
 */
#ifndef READ_READER_H
#define READ_READER_H

#include <glib.h>

#include "base/progress.h"
#include "base/request.h"
#include "data/account.h"
#include "data/fact.h"
#include "data/finding.h"
#include "data/unit.h"
#include "read/input.h"
#include "spec/dictionary.h"

/*
 * In which order files were handed in, as their names say: by input, its place among all of them,
 * from 0. New array. Offices number what they send: "bao_cao_9.csv" came before "bao_cao_10.csv",
 * "ky_luat.csv" before "ky_luat (1).csv", 31-08-2024 before 15-09-2024. The numbers of two names
 * are compared one after the other; names with the same numbers stand as the inputs do. The time of
 * a file says nothing: a copy has another.
 */
guint *reader_rank_inputs(const struct inputs *inputs);
/* < 0, 0 or > 0, as the numbers of one file name come before, with or behind those of another. */
int reader_compare_names(const char *a, const char *b);

/*
 * What is said of a fact before it is taken: FALSE rejects its row by the rule in *rejected, for
 * which there is a finding in `findings`. Several threads ask at once, and a fact may be asked
 * about twice: the answer goes by the arguments alone. `places`: where each column stands in the
 * file, from 0; -1: nowhere.
 */
typedef gboolean (*fact_admission)(const void *data, const struct fact *fact, const gint *places,
                                   struct findings *findings, enum rule *rejected);

struct consumer {
    void *(*state_new)(void *data);
    void (*take)(void *state, const struct fact *fact);
    void (*state_free)(void *state);
    void *data;
    fact_admission admit; /* NULL: every fact is taken */
    const void *admit_data;
};

struct read_job {
    const struct inputs *inputs;
    const struct dataset *dataset;
    const struct unit_tree *tree; /* NULL while the tree itself is read */
    date age_day;        /* ages of a stock are taken on this day, of events on their own */
    const guint8 *asked; /* by column: 0 if nobody looks at its bands of ages; NULL: all are */
    enum resent resent;  /* which rows about one thing count */
    guint threads;       /* 0: as many as there are processors */
    gsize block_size;    /* 0: the usual 4 MiB; tests take less */
    gboolean again;      /* read before, for other ages or units: nothing is told (run/sieve.h) */
    const struct progress *progress; /* told how far each pass has come; NULL: nobody is */
};

/*
 * Reads every input of that dataset. `states` receives the consumer's states, at least one
 * (free with state_free), in an order that says nothing; state_new and state_free are called by
 * the calling thread. Accounts of the inputs read are set in `accounts` (one slot an
 * input); findings come behind those in the list, by place. Errors: INPUT; a refused file is then
 * the only finding added.
 */
gboolean reader_read(const struct read_job *job, const struct consumer *consumer, GPtrArray *states,
                     struct account *accounts, struct findings *findings, GError **error);

/*
 * One record's texts by column of the dictionary, for the tree, the crosswalk and claims,
 * which are small and wanted as text. NULL where the file lacks the column.
 */
struct text_record {
    const char *const *text;
    const gint64 *value; /* as coded: the number of a code's value; FACT_BLANK: none */
    const guint *field;  /* place of each column in the file, from 1 */
    guint32 file;
    guint64 line;
    guint32 cell; /* as in struct fact */
};

/*
 * The texts are in normal form C without blanks around, and good by the types of their columns
 * (units only if the job has a tree). FALSE from `take` rejects the row by the rule of the finding
 * it added last; also keys given twice are its business.
 */
typedef gboolean (*text_record_taker)(void *data, const struct text_record *record,
                                      struct findings *findings);

gboolean reader_read_texts(const struct read_job *job, text_record_taker take, void *data,
                           struct account *accounts, struct findings *findings, GError **error);

#endif
