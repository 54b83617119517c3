/*
 * connection - a PostgreSQL server that is asked for rows, all of them as of one moment.
 *
 * A connection is one transaction that reads only and sees one snapshot (REPEATABLE READ), from
 * connection_open() to connection_close(). Rows are handed on as they come and are not kept here.
 *
 * What names server, user or password never leaves this module: messages are our own words about
 * what was asked for, with what the server said of a statement. The only user of libpq. A program
 * that was built without libpq says so when a database is named.
 */
#ifndef DATABASE_CONNECTION_H
#define DATABASE_CONNECTION_H

#include <glib.h>

#include "base/error.h"

struct connection;

/* All that libpq takes stands in the URI, in the environment and in its own files. Errors: OUTPUT.
 */
struct connection *connection_open(const char *uri, GError **error);
void connection_close(struct connection *connection);
typedef struct connection connection_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(connection_t, connection_close)

/* The moment that is seen, as ISO 8601 in UTC, and the server's own name of it. */
const char *connection_time(const struct connection *connection);
const char *connection_snapshot(const struct connection *connection);

/* One row; of a value that is NULL the text is NULL. Valid while the row is looked at. */
typedef void (*connection_row_taker)(void *data, const char *const *value, guint count);

/* A statement with its parameters, each an array of texts (GPtrArray of char *): $1::text[], … */
struct connection_question {
    const char *about; /* what messages call it: the name of a table */
    const char *statement;
    const GPtrArray *arrays; /* GPtrArray *; NULL: none */
};

/* Errors: OUTPUT; rows before the trouble were taken. */
gboolean connection_ask(struct connection *connection, const struct connection_question *question,
                        connection_row_taker take, void *data, GError **error);

#endif
