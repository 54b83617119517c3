/*
 * table - the table of a database as an input: what its server counted is read as a file of text.
 *
 * The server groups the rows by the columns that matter and says how many each group is. Its answer
 * becomes text in a file without a name, in memory: a header, rows, and groups, which are rows with
 * their number behind them. Readers see a file like any other, so that all that is recognized in
 * exports is recognized here, too.
 *
 * A group stands for rows that nobody tells apart while nothing is wrong with them. Where something
 * is found in a group, or rows of one key may be in it, it is opened: its rows are asked for one by
 * one and take its place, and the pass is repeated. Columns that the dictionary does not know are
 * never asked for.
 */
#ifndef READ_TABLE_H
#define READ_TABLE_H

#include "read/input_book.h"
#include "read/reader.h"
#include "read/rows.h"

struct connection;

/* What an input has that is a table. */
struct table;

/*
 * Adds the tables of a database that the dictionary's datasets are mapped to, or only that of the
 * dataset that is wanted. Errors: OUTPUT, also where a column is missing; USAGE.
 */
gboolean table_add_all(struct gathering *gathering, const struct wanted *wanted, GError **error);
void table_free(struct table *table);

/*
 * Asks for what a job reads of the tables of its dataset, in groups if the job says which columns
 * are asked, else row by row. Errors: OUTPUT.
 */
gboolean tables_fill(const struct read_job *job, GError **error);

/* What a record of an input stands for. */
struct table_row {
    gboolean is_group;
    gboolean is_unsure; /* several rows of one key may be in it */
    gboolean has_key;   /* rows of one key are in it or in other groups as much as in rows */
    gint64 times;       /* rows */
};
struct table_row table_row_of(const struct input *input, const struct row *record);

/* A group on a line of an input. */
struct table_place {
    guint32 file;
    guint64 line;
};

/* Opens the groups on these places (struct table_place), which rise. Errors: OUTPUT. */
gboolean tables_open_groups(const struct read_job *job, const GArray *places, GError **error);

/* What was read of the tables is what their digests are of, whatever is asked later. */
void tables_settle(const struct read_job *job);

/* Findings from index `first` on that are on single rows of tables are told by the rows' keys. */
void tables_tell_keys(const struct read_job *job, guint first, struct findings *findings);

/* The table of a dataset, by the dictionary. */
const char *table_relation(const struct dataset *dataset);

/*
 * The statements for a dataset whose table has all columns of the dictionary, in groups as
 * columns are asked; NULL: row by row. New string.
 */
char *table_plan(const struct dataset *dataset, const guint8 *asked);

/* When was asked, and the server's name of that moment. */
const char *table_time(const struct table *table);
const char *table_snapshot(const struct table *table);

#endif
