/*
 * keys - which rows were given more than once.
 *
 * Each thread of a pass collects a fingerprint a row, in buckets by its first byte: equal ones are
 * found a bucket at a time, in a set that the processor's cache holds, and nothing is sorted. Equal
 * ones make suspects, whose full text is read once more; only that text decides. Rows that say the
 * same count once; of rows that say different things the dataset's rule rejects all, or all but the
 * last.
 */
#ifndef READ_KEYS_H
#define READ_KEYS_H

#include <glib.h>

#include "base/request.h"
#include "data/finding.h"
#include "spec/dictionary.h"

/* A row whose fingerprint was met more than once. */
struct suspect {
    guint32 file;
    gint32 unit; /* of the tree, or UNIT_NONE */
    guint64 line;
    guint32 cell; /* of a wide table, as in struct row */
    date day;     /* that it was made on; DATE_NONE: earlier than any */
    guint rank;   /* of its file among the submissions */
    char *thing;  /* the texts are the suspect's own */
    char *key;
    char *row;
};

/* A row to leave out, or only to be told, and the row it is measured against. */
struct loser {
    guint32 file;
    gint32 unit;
    guint64 line;
    guint32 cell;
    enum rule rule;
    guint32 other_file;
    guint64 other_line;
    guint32 other_cell;
    gboolean is_later; /* of a doubtful row: others about its thing came before */
};

/* What is done with rows of one key, or of one thing. */
struct keys_choice {
    enum contradiction contradiction;
    enum resent resent;
};

/* One thread's fingerprints. */
struct keys;
struct keys *keys_new(void);
void keys_free(struct keys *keys);
void keys_add(struct keys *keys, guint64 fingerprint);

/*
 * What several threads collected twice or more, sorted, each once (guint64). New array. As many
 * threads look for it.
 */
GArray *keys_repeated(struct keys *const *keys, guint count);
gboolean keys_hold(const GArray *repeated, guint64 fingerprint);

GArray *keys_suspects_new(void); /* of struct suspect; frees their texts */

/*
 * Sorts the suspects; returns the losers by file and line. New array of struct loser. Rows that are
 * counted though others are about the same thing are added to `doubtful` (struct loser), of each
 * thing the one that came first being the first.
 */
GArray *keys_decide(GArray *suspects, struct keys_choice choice, GArray *doubtful);
const struct loser *keys_loser(const GArray *losers, guint32 file, guint64 line, guint32 cell);

#endif
