/* What a server is asked for, and the text that its answers become. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decimal.h"
#include "database/connection.h"
#include "database/statement.h"
#include "read/scan.h"
#include "read/table_parts.h"

/* ---- text ---- */

void table_append(GString *text, const char *value, char behind)
{
    g_string_append_c(text, '"');
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(text, '"');
        g_string_append_c(text, *at);
    }
    g_string_append_c(text, '"');
    g_string_append_c(text, behind);
}

/* The names of the columns, and one more for the number of rows. */
char *table_header(const struct table *table)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < table->names->len; i++)
        table_append(text, g_ptr_array_index(table->names, i), ',');
    return g_string_free(g_string_append(text, "\"\"\n"), FALSE);
}

static gboolean write_all(int descriptor, const char *text, gsize length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        text += written;
        length -= (gsize)written;
    }
    return TRUE;
}

/* Puts the texts into the file in memory. */
static gboolean store(struct input *input, GError **error)
{
    struct stat now;
    const struct table *table = input->table;
    g_autofree char *header = table_header(table);
    gboolean good = ftruncate(table->descriptor, 0) == 0 &&
                    lseek(table->descriptor, 0, SEEK_SET) == 0 &&
                    write_all(table->descriptor, header, strlen(header)) &&
                    write_all(table->descriptor, table->rows->str, table->rows->len) &&
                    write_all(table->descriptor, table->opened->str, table->opened->len) &&
                    (table->groups == NULL ||
                     write_all(table->descriptor, table->groups->str, table->groups->len)) &&
                    fstat(table->descriptor, &now) == 0;
    if (!good)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, input->path,
                           g_strerror(errno), NULL);
    input_remember(input, &now);
    if (!table->is_settled)
        g_clear_pointer(&input->sha256, g_free);
    return TRUE;
}

static guint64 count_lines(const char *text, gsize length)
{
    return scan_lines(scan_best(), text, length, NULL);
}

/* On which lines the groups stand. */
static void place_groups(struct table *table)
{
    guint64 line = 2 + count_lines(table->rows->str, table->rows->len) +
                   count_lines(table->opened->str, table->opened->len);
    for (guint i = 0; i < table->group->len; i++) {
        struct table_group *group = &g_array_index(table->group, struct table_group, i);
        group->line = line;
        line += count_lines(table->groups->str + group->start, group->length);
    }
}

/* ---- what is asked ---- */

static struct statement statement_of(const struct table *table)
{
    return (struct statement){
        .table = table->relation,
        .ordered = table->ordered,
        .column = (const struct statement_column *)(gconstpointer)table->column->data,
        .columns = table->column->len,
    };
}

/* The columns that tell what a row is about: see record_find_key(). */
static const struct names *key_of(const struct input *input)
{
    const struct dataset *dataset = input->dataset;
    for (guint k = 0; k < dataset->keys_count; k++) {
        const struct names *key = &dataset->keys[k].columns;
        guint there = 0;
        for (guint i = 0; i < key->count; i++) {
            int column = dataset_column(dataset, key->item[i]);
            there += column >= 0 && dataset_column_is_there(dataset, input->column, (guint)column);
        }
        if (there == key->count)
            return dataset->sent_again_by.count > 0 ? &dataset->sent_again_by : key;
    }
    return NULL;
}

enum statement_asking table_asking(const struct dataset *dataset, const guint8 *asked, guint column)
{
    if (asked == NULL || asked[column] != 0)
        return STATEMENT_VALUE;
    switch (dataset->columns[column].type) {
    case COLUMN_KEY:
    case COLUMN_TEXT:
        return STATEMENT_BLANK;
    default:
        return STATEMENT_VALUE;
    }
}

static void ask_columns(struct input *input, const struct read_job *job)
{
    struct table *table = input->table;
    const struct dataset *dataset = input->dataset;
    const struct names *key = key_of(input);
    g_array_set_size(table->column, 0);
    g_array_set_size(table->column, table->names->len);
    for (guint i = 0; i < table->names->len; i++)
        g_array_index(table->column, struct statement_column, i).name =
            g_ptr_array_index(table->names, i);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (input->column[i] < 0)
            continue;
        struct statement_column *column =
            &g_array_index(table->column, struct statement_column, input->column[i]);
        column->asking = table_asking(dataset, job->asked, i);
        column->is_number = dataset->columns[i].type == COLUMN_KEY;
        column->is_key = key != NULL && names_hold(key, dataset->columns[i].name);
    }
    if (input->superior > 0)
        g_array_index(table->column, struct statement_column, input->superior - 1).asking =
            STATEMENT_VALUE;
    struct statement statement = statement_of(table);
    table->has_key = key != NULL;
    table->is_hidden = statement_has_hidden_key(&statement);
}

/* ---- answers ---- */

static void take_row(void *data, const char *const *value, guint count)
{
    for (guint i = 0; i < count; i++)
        table_append(data, value[i] != NULL ? value[i] : "", ',');
    g_string_append_c(data, '\n');
}

static void take_group(void *data, const char *const *value, guint count)
{
    struct table *table = data;
    struct table_group group = {.start = table->groups->len};
    for (guint i = 0; i < count; i++)
        table_append(table->groups, value[i] != NULL ? value[i] : "", i + 1 < count ? ',' : '\n');
    group.length = table->groups->len - group.start;
    g_array_append_val(table->group, group);
}

static void take_key(void *data, const char *const *value, guint count)
{
    GPtrArray *keys = data;
    while (keys->len < count)
        g_ptr_array_add(keys, g_ptr_array_new_with_free_func(g_free));
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(g_ptr_array_index(keys, i), g_strdup(value[i] != NULL ? value[i] : ""));
}

static gboolean ask(const struct input *input, char *statement, const GPtrArray *arrays,
                    connection_row_taker take, void *data, GError **error)
{
    struct connection_question question = {input->path, statement, arrays};
    gboolean good = connection_ask(input->table->server->connection, &question, take, data, error);
    g_free(statement);
    return good;
}

static void clear(struct table *table)
{
    g_ptr_array_set_size(table->keys, 0);
    g_string_truncate(table->rows, 0);
    g_string_truncate(table->opened, 0);
    g_ptr_array_set_size(table->arrays, 0);
    g_array_set_size(table->group, 0);
    if (table->groups != NULL)
        g_string_free(table->groups, TRUE);
    table->groups = NULL;
}

/* Rows of keys that several have come one by one; all others in groups. */
static gboolean fill_groups(struct input *input, const struct statement *statement, GError **error)
{
    struct table *table = input->table;
    table->groups = g_string_new(NULL);
    if (table->is_hidden &&
        !ask(input, statement_repeated(statement), NULL, take_key, table->keys, error))
        return FALSE;
    if (table->keys->len > 0 && !ask(input, statement_rows(statement, STATEMENT_OF_KEYS),
                                     table->keys, take_row, table->rows, error))
        return FALSE;
    return ask(input, statement_groups(statement, table->keys->len > 0), table->keys, take_group,
               table, error);
}

static gboolean fill(struct input *input, const struct read_job *job, GError **error)
{
    struct table *table = input->table;
    clear(table);
    ask_columns(input, job);
    struct statement statement = statement_of(table);
    gboolean counted = job->asked != NULL && input->wide == NULL;
    if (!(counted ? fill_groups(input, &statement, error)
                  : ask(input, statement_rows(&statement, STATEMENT_ALL), NULL, take_row,
                        table->rows, error)))
        return FALSE;
    place_groups(table);
    return store(input, error);
}

gboolean tables_fill(const struct read_job *job, GError **error)
{
    for (guint i = 0; i < job->inputs->count; i++) {
        struct input *input = &job->inputs->item[i];
        if (input->table != NULL && input->dataset == job->dataset && !fill(input, job, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- groups that are opened ---- */

struct table_row table_row_of(const struct input *input, const struct row *record)
{
    const struct table *table = input->table;
    struct table_row row = {.has_key = TRUE, .times = 1};
    gint64 times;
    guint last = input->fields - 1;
    if (record->count != input->fields || record->field[last].length == 0 ||
        !decimal_parse_whole(row_text(record, last), -1, &times))
        return row;
    row.is_group = TRUE;
    row.times = times;
    row.has_key = !table->is_hidden;
    row.is_unsure = table->has_key && row.has_key && times > 1;
    return row;
}

char *table_next_field(const char **record)
{
    GString *field = g_string_new(NULL);
    const char *at = *record + 1;
    for (; *at != '"' || at[1] == '"'; at++) {
        at += *at == '"';
        g_string_append_c(field, *at);
    }
    *record = at + 2;
    return g_string_free(field, FALSE);
}

static void read_record(const char *at, const struct table *table)
{
    guint array = 0;
    for (guint i = 0; i < table->column->len; i++) {
        char *text = table_next_field(&at);
        if (g_array_index(table->column, struct statement_column, i).asking == STATEMENT_NOTHING)
            g_free(text);
        else
            g_ptr_array_add(g_ptr_array_index(table->arrays, array++), text);
    }
}

/* An array for each column that is asked, for what tells groups apart. */
static void begin_arrays(struct table *table)
{
    if (table->arrays->len > 0)
        return;
    for (guint i = 0; i < table->column->len; i++)
        if (g_array_index(table->column, struct statement_column, i).asking != STATEMENT_NOTHING)
            g_ptr_array_add(table->arrays, g_ptr_array_new_with_free_func(g_free));
}

/* Takes the groups of these lines, which rise, out of the text and into the arrays. */
static void take_out(struct table *table, const GArray *lines)
{
    GString *kept = g_string_sized_new(table->groups->len);
    guint count = 0, next = 0;
    for (guint i = 0; i < table->group->len; i++) {
        struct table_group group = g_array_index(table->group, struct table_group, i);
        const char *text = table->groups->str + group.start;
        while (next < lines->len && g_array_index(lines, guint64, next) < group.line)
            next++;
        if (next < lines->len && g_array_index(lines, guint64, next) == group.line) {
            read_record(text, table);
            continue;
        }
        group.start = kept->len;
        g_string_append_len(kept, text, (gssize)group.length);
        g_array_index(table->group, struct table_group, count++) = group;
    }
    g_array_set_size(table->group, count);
    g_string_free(table->groups, TRUE);
    table->groups = kept;
}

/* All that are open are asked for at once, so that their rows stand in order. */
static gboolean open_groups(struct input *input, const GArray *lines, GError **error)
{
    struct table *table = input->table;
    struct statement statement = statement_of(table);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    begin_arrays(table);
    take_out(table, lines);
    g_string_truncate(table->opened, 0);
    g_ptr_array_extend(all, table->keys, NULL, NULL);
    g_ptr_array_extend(all, table->arrays, NULL, NULL);
    enum statement_rows rows =
        table->keys->len > 0 ? STATEMENT_OF_GROUPS_WITHOUT_KEYS : STATEMENT_OF_GROUPS;
    if (!ask(input, statement_rows(&statement, rows), all, take_row, table->opened, error))
        return FALSE;
    place_groups(table);
    return store(input, error);
}

gboolean tables_open_groups(const struct read_job *job, const GArray *places, GError **error)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < places->len; i++) {
        const struct table_place *place = &g_array_index(places, struct table_place, i);
        g_array_append_val(lines, place->line);
        if (i + 1 < places->len && place[1].file == place->file)
            continue;
        if (!open_groups(&job->inputs->item[place->file], lines, error))
            return FALSE;
        g_array_set_size(lines, 0);
    }
    return TRUE;
}

void tables_settle(const struct read_job *job)
{
    for (guint i = 0; i < job->inputs->count; i++)
        if (job->inputs->item[i].table != NULL && job->inputs->item[i].dataset == job->dataset)
            job->inputs->item[i].table->is_settled = TRUE;
}
