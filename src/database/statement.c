#include "database/statement.h"

#include <string.h>

char *statement_quoted(const char *name)
{
    GString *quoted = g_string_new("\"");
    for (const char *at = name; *at != '\0'; at++) {
        if (*at == '.')
            g_string_append(quoted, "\".\"");
        else if (*at == '"')
            g_string_append(quoted, "\"\"");
        else
            g_string_append_c(quoted, *at);
    }
    return g_string_free(g_string_append_c(quoted, '"'), FALSE);
}

/* A column's own name, in which a dot is a sign as any other. New string. */
static char *column_quoted(const char *name)
{
    GString *quoted = g_string_new("\"");
    for (const char *at = name; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(quoted, '"');
        g_string_append_c(quoted, *at);
    }
    return g_string_free(g_string_append_c(quoted, '"'), FALSE);
}

/* The text of a stored value. */
static void append_text(GString *sql, const char *alias, const char *name)
{
    g_autofree char *quoted = column_quoted(name);
    g_string_append_printf(sql, "coalesce(%s.%s::text, '')", alias, quoted);
}

/* What keys are compared by. */
static void append_folded(GString *sql, const struct statement_column *column)
{
    g_string_append(sql, column->is_number ? "lower(replace(" : "trim(");
    append_text(sql, "r", column->name);
    g_string_append(sql, column->is_number ? ", ' ', ''))" : ")");
}

static void separate(GString *sql, guint *count, const char *separator)
{
    if ((*count)++ > 0)
        g_string_append(sql, separator);
}

gboolean statement_has_hidden_key(const struct statement *statement)
{
    for (guint i = 0; i < statement->columns; i++)
        if (statement->column[i].is_key && statement->column[i].asking != STATEMENT_VALUE)
            return TRUE;
    return FALSE;
}

static void append_from(GString *sql, const struct statement *statement)
{
    g_autofree char *table = statement_quoted(statement->table);
    g_string_append_printf(sql, "\nFROM %s AS r", table);
}

char *statement_repeated(const struct statement *statement)
{
    GString *sql = g_string_new("SELECT ");
    GString *folded = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < statement->columns; i++) {
        if (!statement->column[i].is_key)
            continue;
        separate(folded, &count, ", ");
        append_folded(folded, &statement->column[i]);
    }
    g_string_append(sql, folded->str);
    append_from(sql, statement);
    g_string_append_printf(sql, "\nGROUP BY %s\nHAVING count(*) > 1", folded->str);
    g_string_free(folded, TRUE);
    return g_string_free(sql, FALSE);
}

/* "unnest($1::text[], $2::text[]) AS k(c1, c2)", from that parameter on; *next is set behind. */
static void append_unnest(GString *sql, const char *alias, guint count, guint *next)
{
    g_string_append(sql, "unnest(");
    for (guint i = 0; i < count; i++)
        g_string_append_printf(sql, "%s$%u::text[]", i > 0 ? ", " : "", (*next)++);
    g_string_append_printf(sql, ") AS %s(", alias);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(sql, "%sc%u", i > 0 ? ", " : "", i + 1);
    g_string_append_c(sql, ')');
}

/* "EXISTS (SELECT 1 FROM unnest(…) AS k(…) WHERE …)": the row is of a key that is given. */
static void append_of_keys(GString *sql, const struct statement *statement, guint *next)
{
    guint keys = 0, count = 0;
    for (guint i = 0; i < statement->columns; i++)
        keys += statement->column[i].is_key;
    g_string_append(sql, "EXISTS (SELECT 1 FROM ");
    append_unnest(sql, "k", keys, next);
    for (guint i = 0; i < statement->columns; i++) {
        if (!statement->column[i].is_key)
            continue;
        g_string_append_printf(sql, "%s k.c%u = ", count > 0 ? " AND" : " WHERE", count + 1);
        append_folded(sql, &statement->column[i]);
        count++;
    }
    g_string_append_c(sql, ')');
}

static guint count_asked(const struct statement *statement)
{
    guint count = 0;
    for (guint i = 0; i < statement->columns; i++)
        count += statement->column[i].asking != STATEMENT_NOTHING;
    return count;
}

/* The same for a group: all that tells it from others. */
static void append_of_groups(GString *sql, const struct statement *statement, guint *next)
{
    guint count = 0;
    g_string_append(sql, "EXISTS (SELECT 1 FROM ");
    append_unnest(sql, "g", count_asked(statement), next);
    for (guint i = 0; i < statement->columns; i++) {
        const struct statement_column *column = &statement->column[i];
        if (column->asking == STATEMENT_NOTHING)
            continue;
        g_string_append(sql, count > 0 ? " AND " : " WHERE ");
        count++;
        gboolean by_value = column->asking == STATEMENT_VALUE;
        g_string_append_printf(sql, by_value ? "g.c%u = " : "(trim(g.c%u) = '') = (trim(", count);
        append_text(sql, "r", column->name);
        g_string_append(sql, by_value ? "" : ") = '')");
    }
    g_string_append_c(sql, ')');
}

/* The stored columns, grouped; the server that holds them can do it alone. */
static void append_counts(GString *sql, const struct statement *statement, gboolean keys)
{
    GString *by = g_string_new(NULL);
    guint next = 1, count = 0;
    g_string_append(sql, "(SELECT ");
    for (guint i = 0; i < statement->columns; i++) {
        const struct statement_column *column = &statement->column[i];
        g_autofree char *name = column_quoted(column->name);
        if (column->asking == STATEMENT_NOTHING)
            continue;
        separate(by, &count, ", ");
        if (column->asking == STATEMENT_VALUE) {
            g_string_append_printf(sql, "r.%s AS c%u, ", name, i + 1);
            g_string_append_printf(by, "r.%s", name);
        } else {
            g_string_append_printf(sql, "min(r.%s::text) AS c%u, ", name, i + 1);
            g_string_append_printf(by, "(r.%s IS NULL OR trim(r.%s::text) = '')", name, name);
        }
    }
    g_string_append(sql, "count(*) AS n");
    append_from(sql, statement);
    if (keys) {
        g_string_append(sql, "\nWHERE NOT ");
        append_of_keys(sql, statement, &next);
    }
    if (count > 0)
        g_string_append_printf(sql, "\nGROUP BY %s", by->str);
    g_string_append(sql, ") AS g");
    g_string_free(by, TRUE);
}

/* What a group is called by, of a column of the groups of stored values. */
static void append_called(GString *sql, const struct statement *statement, guint column)
{
    if (statement->column[column].asking == STATEMENT_VALUE)
        g_string_append_printf(sql, "coalesce(g.c%u::text, '')", column + 1);
    else
        g_string_append_printf(sql, "trim(coalesce(g.c%u, '')) = ''", column + 1);
}

char *statement_groups(const struct statement *statement, gboolean keys)
{
    GString *sql = g_string_new("SELECT ");
    GString *by = g_string_new(NULL), *order = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < statement->columns; i++) {
        if (statement->column[i].asking == STATEMENT_NOTHING) {
            g_string_append(sql, "'', ");
            continue;
        }
        gboolean by_value = statement->column[i].asking == STATEMENT_VALUE;
        g_string_append_printf(
            sql, by_value ? "coalesce(g.c%u::text, ''), " : "coalesce(min(g.c%u), ''), ", i + 1);
        g_string_append(order, count > 0 ? ", " : "");
        separate(by, &count, ", ");
        append_called(by, statement, i);
        append_called(order, statement, i);
        g_string_append(order, by_value ? " COLLATE \"C\"" : "");
    }
    g_string_append(sql, "sum(g.n)\nFROM ");
    append_counts(sql, statement, keys);
    if (count > 0)
        g_string_append_printf(sql, "\nGROUP BY %s\nORDER BY %s", by->str, order->str);
    g_string_free(by, TRUE);
    g_string_free(order, TRUE);
    return g_string_free(sql, FALSE);
}

static void append_order(GString *sql, const struct statement *statement)
{
    guint count = 0;
    g_string_append(sql, "\nORDER BY ");
    if (statement->ordered != NULL) {
        g_autofree char *name = column_quoted(statement->ordered);
        separate(sql, &count, ", ");
        g_string_append_printf(sql, "r.%s", name);
    }
    for (guint i = 0; i < statement->columns; i++) {
        if (statement->column[i].asking == STATEMENT_NOTHING)
            continue;
        separate(sql, &count, ", ");
        append_text(sql, "r", statement->column[i].name);
        g_string_append(sql, " COLLATE \"C\"");
    }
}

char *statement_rows(const struct statement *statement, enum statement_rows rows)
{
    GString *sql = g_string_new("SELECT ");
    guint next = 1;
    for (guint i = 0; i < statement->columns; i++) {
        g_string_append(sql, i > 0 ? ", " : "");
        if (statement->column[i].asking == STATEMENT_NOTHING)
            g_string_append(sql, "''");
        else
            append_text(sql, "r", statement->column[i].name);
    }
    append_from(sql, statement);
    if (rows == STATEMENT_OF_KEYS) {
        g_string_append(sql, "\nWHERE ");
        append_of_keys(sql, statement, &next);
    } else if (rows == STATEMENT_OF_GROUPS_WITHOUT_KEYS) {
        g_string_append(sql, "\nWHERE NOT ");
        append_of_keys(sql, statement, &next);
        g_string_append(sql, "\nAND ");
        append_of_groups(sql, statement, &next);
    } else if (rows == STATEMENT_OF_GROUPS) {
        g_string_append(sql, "\nWHERE ");
        append_of_groups(sql, statement, &next);
    }
    append_order(sql, statement);
    return g_string_free(sql, FALSE);
}
