/*
 * table_parts - pieces of read/table.h: what its modules share.
 */
#ifndef READ_TABLE_PARTS_H
#define READ_TABLE_PARTS_H

#include "database/statement.h"
#include "read/table.h"

/* A group of the text. */
struct table_group {
    guint64 line;
    gsize start, length;
};

/* A server is left when its last table is. */
struct table_server {
    struct connection *connection;
    guint users;
};

struct table {
    struct table_server *server;
    char *relation;
    const char *ordered; /* the column that the rows are in the order of; NULL: none */
    GPtrArray *names;    /* char *: the columns of the table */
    GArray *column;      /* struct statement_column, by column of the table */
    GPtrArray *keys;    /* GPtrArray of char *: keys that several rows have, by column of the key */
    GString *rows;      /* as text */
    GString *opened;    /* the rows of groups that were opened, as text */
    GPtrArray *arrays;  /* GPtrArray of char *: these groups, by column that is asked */
    GString *groups;    /* the same; NULL: the rows are all */
    GArray *group;      /* struct table_group: those of `groups`, by line */
    gboolean has_key;   /* the dataset has one */
    gboolean is_hidden; /* not all of it is asked for */
    gboolean is_settled; /* it was read: what the digest is of */
    int descriptor;      /* of the file in memory */
};

/* What is asked of a column, where these are asked; NULL: all rows, one by one. */
enum statement_asking table_asking(const struct dataset *dataset, const guint8 *asked,
                                   guint column);

/* One record of the text, and a line of the header. */
void table_append(GString *text, const char *value, char behind);
/* The reverse: the next field of a record, which begins behind it then. New string. */
char *table_next_field(const char **record);
char *table_header(const struct table *table);

#endif
