/* memfd_create() */
#define _GNU_SOURCE
#include "read/table.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/request.h"
#include "base/text.h"
#include "database/connection.h"
#include "database/statement.h"
#include "read/csv.h"
#include "read/recognize.h"
#include "read/scan.h"
#include "read/table_parts.h"

static void server_leave(struct table_server *server)
{
    if (--server->users > 0)
        return;
    connection_close(server->connection);
    g_free(server);
}

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    server_leave(table->server);
    g_free(table->relation);
    g_ptr_array_unref(table->names);
    g_array_unref(table->column);
    g_ptr_array_unref(table->keys);
    g_string_free(table->rows, TRUE);
    g_string_free(table->opened, TRUE);
    g_ptr_array_unref(table->arrays);
    if (table->groups != NULL)
        g_string_free(table->groups, TRUE);
    g_array_unref(table->group);
    if (table->descriptor >= 0)
        close(table->descriptor);
    g_free(table);
}

const char *table_time(const struct table *table)
{
    return connection_time(table->server->connection);
}

const char *table_snapshot(const struct table *table)
{
    return connection_snapshot(table->server->connection);
}

/* ---- which tables are there ---- */

/* The columns of the first table of that name, in the order of the schemas that are looked into. */
static const char find_columns[] =
    "SELECT table_schema, column_name FROM information_schema.columns"
    " WHERE table_name = ANY ($1::text[]) AND (table_schema = ANY ($2::text[])"
    " OR ($2::text[] = '{}' AND table_schema = ANY (current_schemas(false)::text[])))"
    " ORDER BY array_position(current_schemas(false)::text[], table_schema::text), "
    "ordinal_position";

struct found_columns {
    char *schema;
    GPtrArray *names;
};

static void take_column(void *data, const char *const *value, guint count)
{
    struct found_columns *found = data;
    g_assert(count == 2);
    if (found->schema == NULL)
        found->schema = g_strdup(value[0]);
    if (strcmp(found->schema, value[0]) == 0)
        g_ptr_array_add(found->names, g_strdup(value[1]));
}

/* Fills the names of the columns; there are none if there is no such table. */
static gboolean look_for(struct table *table, GError **error)
{
    g_autoptr(GPtrArray) name = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) schema = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) arrays = g_ptr_array_new();
    const char *dot = strchr(table->relation, '.');
    g_ptr_array_add(name, g_strdup(dot != NULL ? dot + 1 : table->relation));
    if (dot != NULL)
        g_ptr_array_add(schema, g_strndup(table->relation, (gsize)(dot - table->relation)));
    g_ptr_array_add(arrays, name);
    g_ptr_array_add(arrays, schema);
    struct found_columns found = {NULL, table->names};
    struct connection_question question = {table->relation, find_columns, arrays};
    gboolean good =
        connection_ask(table->server->connection, &question, take_column, &found, error);
    g_free(found.schema);
    return good;
}

const char *table_relation(const struct dataset *dataset)
{
    return dataset->table != NULL ? dataset->table : dataset->name;
}

static struct table *table_new(struct table_server *server, const struct dataset *dataset)
{
    struct table *table = g_new0(struct table, 1);
    table->server = server;
    server->users++;
    table->relation = g_strdup(table_relation(dataset));
    table->names = g_ptr_array_new_with_free_func(g_free);
    table->column = g_array_new(FALSE, TRUE, sizeof(struct statement_column));
    table->keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    table->rows = g_string_new(NULL);
    table->opened = g_string_new(NULL);
    table->arrays = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    table->group = g_array_new(FALSE, FALSE, sizeof(struct table_group));
    table->descriptor = -1;
    return table;
}

/* ---- tables as inputs ---- */

/* The order of a table's rows is that of the column which the dictionary names, if it is there. */
static void find_order(struct table *table, const struct dataset *dataset)
{
    for (guint i = 0; i < table->names->len; i++)
        if (g_strcmp0(g_ptr_array_index(table->names, i), dataset->table_order) == 0)
            table->ordered = g_ptr_array_index(table->names, i);
}

static gboolean open_file(struct input *input, GError **error)
{
    struct stat now;
    struct table *table = input->table;
    table->descriptor = memfd_create("tongket", MFD_CLOEXEC);
    if (table->descriptor < 0 || fstat(table->descriptor, &now) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_OPEN, input->path,
                           g_strerror(errno), NULL);
    input->file = g_strdup_printf("/proc/self/fd/%d", table->descriptor);
    input_remember(input, &now);
    return TRUE;
}

static gboolean look_at_header(const struct gathering *gathering, const struct dataset *dataset,
                               struct input *input, GError **error)
{
    g_auto(recognized_t) recognized = recognized_new();
    struct block block = {0};
    g_autofree char *header = table_header(input->table);
    block_reserve(&block, strlen(header));
    block.size = strlen(header);
    memcpy(block.data, header, block.size);
    memset(block.data + block.size, 0, SCAN_PADDING);
    block.lines = 1;
    recognize(&block, gathering->dictionary, dataset, input, &recognized);
    block_clear(&block);
    if (recognized.recognition == RECOGNIZED) {
        input_tell_near(gathering, recognized.near, recognized.line);
        return TRUE;
    }
    refusal_raise(&recognized.refusal, input->path, gathering->items->len, NULL, error);
    if (error != NULL && *error != NULL)
        (*error)->code = TONGKET_ERROR_OUTPUT;
    return FALSE;
}

static gboolean add_table(struct gathering *gathering, const struct dataset *dataset,
                          struct table *table, GError **error)
{
    g_autofree char *name = g_strconcat(REQUEST_DATABASE, table->relation, NULL);
    struct input input = {
        .table = table,
        .path = text_printable(name, G_MAXUINT),
        .name = text_printable(name, G_MAXUINT),
        .format = &csv_rows,
        .encoding = ENCODING_UTF8,
    };
    find_order(table, dataset);
    if (!open_file(&input, error) || !look_at_header(gathering, dataset, &input, error)) {
        input_clear(&input);
        return FALSE;
    }
    g_array_append_val(gathering->items, input);
    return TRUE;
}

/* The table of a dataset; one that the dictionary names itself has to be there. */
static gboolean add_dataset(struct gathering *gathering, struct table_server *server,
                            const struct dataset *dataset, gboolean is_needed, GError **error)
{
    struct table *table = table_new(server, dataset);
    gboolean good = look_for(table, error);
    if (good && table->names->len > 0)
        return add_table(gathering, dataset, table, error);
    if (good && is_needed)
        good = error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_NO_TABLE, table->relation,
                           dataset->name, NULL);
    table_free(table);
    return good;
}

static gboolean add_datasets(struct gathering *gathering, struct table_server *server,
                             const struct dataset *wanted, GError **error)
{
    const struct dictionary *dictionary = gathering->dictionary;
    guint before = gathering->items->len;
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        if (wanted != NULL && wanted != dataset)
            continue;
        if (!add_dataset(gathering, server, dataset, wanted != NULL || dataset->table != NULL,
                         error))
            return FALSE;
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", dataset->name);
    }
    return gathering->items->len > before ||
           error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_DATABASE_EMPTY, known->str, NULL);
}

gboolean table_add_all(struct gathering *gathering, const struct wanted *wanted, GError **error)
{
    struct table_server *server = g_new0(struct table_server, 1);
    server->users = 1;
    server->connection = connection_open(wanted->path, error);
    gboolean good =
        server->connection != NULL && add_datasets(gathering, server, wanted->dataset, error);
    server_leave(server);
    return good;
}

static GArray *columns_of(const struct dataset *dataset, const guint8 *asked)
{
    const struct names *key = dataset->keys_count > 0 ? &dataset->keys[0].columns : NULL;
    GArray *columns = g_array_new(FALSE, TRUE, sizeof(struct statement_column));
    if (dataset->sent_again_by.count > 0)
        key = &dataset->sent_again_by;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *about = &dataset->columns[i];
        struct statement_column column = {
            .name = about->name,
            .asking = table_asking(dataset, asked, i),
            .is_number = about->type == COLUMN_KEY,
            .is_key = key != NULL && names_hold(key, about->name),
        };
        if (!column_is_derived(about))
            g_array_append_val(columns, column);
    }
    return columns;
}

char *table_plan(const struct dataset *dataset, const guint8 *asked)
{
    g_autoptr(GArray) columns = columns_of(dataset, asked);
    struct statement statement = {
        .table = table_relation(dataset),
        .ordered = asked == NULL ? dataset->table_order : NULL,
        .column = (const struct statement_column *)(gconstpointer)columns->data,
        .columns = columns->len,
    };
    GString *text = g_string_new(NULL);
    if (asked == NULL) {
        g_autofree char *rows = statement_rows(&statement, STATEMENT_ALL);
        g_string_append_printf(text, "%s;\n", rows);
        return g_string_free(text, FALSE);
    }
    if (statement_has_hidden_key(&statement)) {
        g_autofree char *repeated = statement_repeated(&statement);
        g_string_append_printf(text, "%s;\n\n", repeated);
    }
    g_autofree char *groups = statement_groups(&statement, FALSE);
    g_string_append_printf(text, "%s;\n", groups);
    return g_string_free(text, FALSE);
}

/* ---- what rows are called ---- */

/* A row of the text. */
struct table_line {
    guint64 line;
    const char *text;
};

/* The rows of a text, from a line on; the line behind them. */
static guint64 add_lines(GArray *lines, const char *text, guint64 line)
{
    gboolean quoted = FALSE;
    for (const char *at = text, *start = text; *at != '\0'; at++) {
        quoted ^= *at == '"';
        if (*at != '\n' || quoted)
            continue;
        struct table_line row = {line, start};
        g_array_append_val(lines, row);
        for (; start <= at; start++)
            line += *start == '\n';
    }
    return line;
}

static const char *find_line(const GArray *lines, guint64 line)
{
    guint least = 0, most = lines->len;
    while (least < most) {
        guint middle = least + (most - least) / 2;
        if (g_array_index(lines, struct table_line, middle).line < line)
            least = middle + 1;
        else
            most = middle;
    }
    if (least == lines->len || g_array_index(lines, struct table_line, least).line != line)
        return NULL;
    return g_array_index(lines, struct table_line, least).text;
}

static gboolean is_in(const GString *text, const char *row)
{
    return row >= text->str && row < text->str + text->len;
}

static const struct column *column_at(const struct input *input, guint field)
{
    for (guint i = 0; i < input->dataset->columns_count; i++)
        if (input->column[i] == (gint)field)
            return &input->dataset->columns[i];
    return NULL;
}

/*
 * "so_quyet_dinh=12-QĐ, ma_dang_vien=DV********"; of a group, what all its rows have. New string;
 * NULL: there is no key.
 */
static char *key_text(const struct input *input, const char *row)
{
    gboolean is_group = !is_in(input->table->rows, row) && !is_in(input->table->opened, row);
    const struct table *table = input->table;
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < table->column->len; i++) {
        const struct statement_column *column =
            &g_array_index(table->column, struct statement_column, i);
        g_autofree char *value = table_next_field(&row);
        const struct column *about = column_at(input, i);
        if (!column->is_key || about == NULL || (is_group && column->asking != STATEMENT_VALUE))
            continue;
        g_autofree char *shown = about->person ? text_mask(value) : g_strdup(value);
        g_string_append_printf(key, "%s%s=%s", key->len > 0 ? ", " : "", about->name, shown);
    }
    return g_string_free(key, key->len == 0);
}

static void add_all(GArray *lines, const struct table *table)
{
    guint64 line = add_lines(lines, table->rows->str, 2);
    line = add_lines(lines, table->opened->str, line);
    if (table->groups != NULL)
        add_lines(lines, table->groups->str, line);
}

static void tell_keys(const struct input *input, guint32 file, guint first,
                      struct findings *findings)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct table_line));
    for (guint i = first; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (finding->file != file || finding->line == 0 || finding->key != NULL)
            continue;
        if (lines->len == 0)
            add_all(lines, input->table);
        const char *row = find_line(lines, finding->line);
        g_autofree char *key = row != NULL ? key_text(input, row) : NULL;
        if (key != NULL)
            findings_set_key(findings, i, key);
    }
}

void tables_tell_keys(const struct read_job *job, guint first, struct findings *findings)
{
    for (guint i = 0; i < job->inputs->count; i++) {
        const struct input *input = &job->inputs->item[i];
        if (input->table != NULL && input->dataset == job->dataset)
            tell_keys(input, i, first, findings);
    }
}
