#include "database/connection.h"

#ifdef TONGKET_LIBPQ

#include <libpq-fe.h>
#include <poll.h>
#include <string.h>

#include "base/watchdog.h"

/* A server that does not answer at all is not waited for longer, unless the URI says so. */
#define CONNECT_SECONDS "20"
/* How often the watchdog is told that the server still works on a statement. */
#define WAIT_MILLISECONDS 1000

struct connection {
    PGconn *link;
    char *time, *snapshot;
};

/* Text and time as they are read here, whatever the server's own settings are. */
static const char *const settings[] = {
    "SET client_encoding = 'UTF8'",
    "SET DateStyle = 'ISO, YMD'",
    "SET TimeZone = 'UTC'",
    "SET standard_conforming_strings = on",
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};

static void add_row(void *data, const char *const *value, guint count)
{
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(data, g_strdup(value[i]));
}

/*
 * Why a server was not reached, without what the connection string holds: of libpq's message only
 * what stands behind the last ": ", which is the system's or the server's reason.
 */
static gboolean raise_away(const PGconn *link, GError **error)
{
    if (PQconnectionNeedsPassword(link) || PQconnectionUsedPassword(link))
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_REFUSES, NULL);
    g_autofree char *text = g_strdup(PQerrorMessage(link));
    g_strchomp(text);
    char *line = strchr(text, '\n');
    if (line != NULL)
        *line = '\0';
    const char *mark = g_strrstr(text, ": ");
    if (mark == NULL || strpbrk(mark, "\"/@") != NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_AWAY, NULL);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_AWAY_FOR, mark + 2, NULL);
}

/* What the server says of a statement: its first line, which is about tables and columns. */
static gboolean raise_failed(const struct connection *connection, const PGresult *result,
                             const char *about, GError **error)
{
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (PQstatus(connection->link) == CONNECTION_BAD || primary == NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_LOST, about, NULL);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_FAILED, about, primary, NULL);
}

/* Nobody is told on the terminal what a server remarks. */
static void ignore_notice(void *data, const PGresult *notice)
{
    (void)data, (void)notice;
}

static gboolean begin(struct connection *connection, GError **error)
{
    g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
        struct connection_question setting = {"postgresql", settings[i], NULL};
        if (!connection_ask(connection, &setting, add_row, seen, error))
            return FALSE;
    }
    struct connection_question moment = {
        "postgresql",
        "SELECT to_char(transaction_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "
        "pg_current_snapshot()::text",
        NULL};
    if (!connection_ask(connection, &moment, add_row, seen, error))
        return FALSE;
    connection->time = g_strdup(g_ptr_array_index(seen, 0));
    connection->snapshot = g_strdup(g_ptr_array_index(seen, 1));
    return TRUE;
}

struct connection *connection_open(const char *uri, GError **error)
{
    static const char *const keywords[] = {"connect_timeout", "fallback_application_name", "dbname",
                                           NULL};
    const char *const values[] = {CONNECT_SECONDS, "tongket", uri, NULL};
    g_autoptr(connection_t) connection = g_new0(struct connection, 1);
    PQconninfoOption *parsed = PQconninfoParse(uri, NULL);
    PQconninfoFree(parsed);
    if (parsed == NULL) {
        error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_DATABASE_BAD_NAME, NULL);
        return NULL;
    }
    connection->link = PQconnectdbParams(keywords, values, 1);
    if (PQstatus(connection->link) != CONNECTION_OK) {
        raise_away(connection->link, error);
        return NULL;
    }
    PQsetNoticeReceiver(connection->link, ignore_notice, NULL);
    return begin(connection, error) ? g_steal_pointer(&connection) : NULL;
}

void connection_close(struct connection *connection)
{
    if (connection == NULL)
        return;
    PQfinish(connection->link);
    g_free(connection->time);
    g_free(connection->snapshot);
    g_free(connection);
}

const char *connection_time(const struct connection *connection)
{
    return connection->time;
}

const char *connection_snapshot(const struct connection *connection)
{
    return connection->snapshot;
}

/* {"a","b \"c\""}. New string. */
static char *array_text(const GPtrArray *texts)
{
    GString *text = g_string_new("{");
    for (guint i = 0; i < texts->len; i++) {
        g_string_append(text, i > 0 ? ",\"" : "\"");
        for (const char *at = g_ptr_array_index(texts, i); *at != '\0'; at++) {
            if (*at == '"' || *at == '\\')
                g_string_append_c(text, '\\');
            g_string_append_c(text, *at);
        }
        g_string_append_c(text, '"');
    }
    return g_string_free(g_string_append_c(text, '}'), FALSE);
}

/* Waits until the next result is there: a server may count for minutes. */
static void wait_for_result(PGconn *link)
{
    while (PQflush(link) == 1 || PQisBusy(link)) {
        struct pollfd server = {.fd = PQsocket(link), .events = POLLIN};
        watchdog_feed();
        if (poll(&server, 1, WAIT_MILLISECONDS) > 0 && PQconsumeInput(link) == 0)
            break;
    }
}

static PGresult *next_result(PGconn *link)
{
    wait_for_result(link);
    return PQgetResult(link);
}

static gboolean send(struct connection *connection, const struct connection_question *question)
{
    guint count = question->arrays != NULL ? question->arrays->len : 0;
    g_autoptr(GPtrArray) parameters = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(parameters, array_text(g_ptr_array_index(question->arrays, i)));
    return PQsendQueryParams(connection->link, question->statement, (int)count, NULL,
                             (const char *const *)parameters->pdata, NULL, NULL, 0) == 1 &&
           PQsetSingleRowMode(connection->link) == 1;
}

static void take_rows(const PGresult *result, connection_row_taker take, void *data)
{
    guint count = (guint)PQnfields(result);
    g_autofree const char **value = g_new(const char *, count + 1);
    for (int row = 0; row < PQntuples(result); row++) {
        for (guint i = 0; i < count; i++)
            value[i] = PQgetisnull(result, row, (int)i) ? NULL : PQgetvalue(result, row, (int)i);
        take(data, value, count);
    }
}

gboolean connection_ask(struct connection *connection, const struct connection_question *question,
                        connection_row_taker take, void *data, GError **error)
{
    gboolean good = send(connection, question);
    if (!good)
        raise_failed(connection, NULL, question->about, error);
    for (PGresult *result; (result = next_result(connection->link)) != NULL; PQclear(result)) {
        ExecStatusType status = PQresultStatus(result);
        if (!good)
            continue;
        good =
            status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
        if (good)
            take_rows(result, take, data);
        else
            raise_failed(connection, result, question->about, error);
    }
    return good;
}

#else

struct connection *connection_open(const char *uri, GError **error)
{
    (void)uri;
    error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_DATABASE_NOT_BUILT, NULL);
    return NULL;
}

void connection_close(struct connection *connection)
{
    (void)connection;
}

const char *connection_time(const struct connection *connection)
{
    (void)connection;
    return NULL;
}

const char *connection_snapshot(const struct connection *connection)
{
    (void)connection;
    return NULL;
}

gboolean connection_ask(struct connection *connection, const struct connection_question *question,
                        connection_row_taker take, void *data, GError **error)
{
    (void)connection, (void)question, (void)take, (void)data;
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_DATABASE_NOT_BUILT, NULL);
}

#endif
