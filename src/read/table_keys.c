/* What rows of a table are called where something is found in them: by their keys. */
#include <string.h>

#include "base/text.h"
#include "database/statement.h"
#include "read/table_parts.h"

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
