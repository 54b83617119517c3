/*
 * statement - the SQL by which a server counts the rows of a table.
 *
 * Standard SQL but for unnest() over arrays that are parameters, so that engines that speak
 * PostgreSQL's protocol can answer. Values are read as text, as a file of text holds them, NULL as
 * "". Names are quoted; no value of the data ever stands in a statement.
 *
 * The rows are grouped by the columns as they are stored, without any expression over them: where a
 * table is split by one of these columns over several servers, each counts its own part. What a
 * group is then called is told from the texts by a second grouping, over the few groups.
 */
#ifndef DATABASE_STATEMENT_H
#define DATABASE_STATEMENT_H

#include <glib.h>

/* What is asked of a column. */
enum statement_asking {
    STATEMENT_NOTHING, /* it is not read: "" */
    STATEMENT_BLANK,   /* whether it is blank: any of its values, or "" */
    STATEMENT_VALUE,   /* each value */
};

struct statement_column {
    const char *name;
    enum statement_asking asking;
    gboolean is_key;    /* one of the columns that tell rows apart */
    gboolean is_number; /* of those: the number of a person or a decision, whatever its case */
};

struct statement {
    const char *table;   /* "xep_loai", or with its schema "to_chuc.xep_loai" */
    const char *ordered; /* the column that rows are in the order of; NULL: of their texts */
    const struct statement_column *column;
    guint columns;
};

/* The parts of a name between dots, each quoted: "to_chuc"."xep_loai". New string. */
char *statement_quoted(const char *name);

/*
 * Whether keys have to be compared by the server: some column of the key is not asked for each
 * value. Otherwise rows of one key are rows of one group.
 */
gboolean statement_has_hidden_key(const struct statement *statement);

/* The keys that several rows have: the columns of the key, folded. New string. */
char *statement_repeated(const struct statement *statement);

/*
 * Groups: the texts of all columns, and how many rows they are. `keys`: rows of keys that are
 * given, an array for each column of the key, are left out. New string.
 */
char *statement_groups(const struct statement *statement, gboolean keys);

/* Single rows: the texts of all columns that anything is asked of. */
enum statement_rows {
    STATEMENT_ALL,       /* every row */
    STATEMENT_OF_KEYS,   /* those of keys that are given, as above */
    STATEMENT_OF_GROUPS, /* those of groups that are given: an array for each column that is asked,
                            with texts as statement_groups() gives them */
    STATEMENT_OF_GROUPS_WITHOUT_KEYS, /* the same but rows of keys, whose arrays come first */
};
char *statement_rows(const struct statement *statement, enum statement_rows rows);

#endif
