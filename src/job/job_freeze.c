#include "job/job_freeze.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "job/job_frozen.h"
#include "spec/job.h"

#define COMMENT                                                                                                    \
    "# Cách đọc từng tệp, do `tongket check ... --freeze` ghi; tệp đến khác đi thì `tongket run` " \
    "dừng lại.\n"
#define KEY JOB_FROZEN_KEY ":"

/* A text in double quotes, as YAML reads it back byte for byte. */
static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (g_unichar_isprint(c))
            g_string_append_unichar(out, c);
        else
            g_string_append_printf(out, "\\U%08X", c);
    }
    g_string_append_c(out, '"');
}

static void append_pair(GString *out, const char *before, const char *key, const char *value)
{
    g_string_append_printf(out, "%s%s: ", before, key);
    append_quoted(out, value);
    g_string_append_c(out, '\n');
}

static void append_columns(GString *out, const struct input *input)
{
    g_string_append(out, "    columns:\n");
    for (guint i = 0; i < input->dataset->columns_count; i++) {
        if (input->column[i] < 0)
            continue;
        g_string_append_printf(out,
                               "      - {column: %s, header: ", input->dataset->columns[i].name);
        append_quoted(out, input->header[input->column[i]]);
        g_string_append(out, "}\n");
    }
}

/* The pattern that a person has written for such names, or else the name itself. */
static const char *name_of(const struct job *before, const char *name)
{
    const char *pattern = NULL;
    for (unsigned i = 0; before != NULL && i < before->frozen_count; i++) {
        const char *frozen = before->frozen[i].file;
        if (strcmp(frozen, name) == 0)
            return name;
        if (pattern == NULL && job_frozen_fits(frozen, name))
            pattern = frozen;
    }
    return pattern != NULL ? pattern : name;
}

static void append_input(GString *out, const struct job *before, const struct input *input)
{
    append_pair(out, "  - ", "file", name_of(before, input->name));
    for (guint i = 0; job_frozen_trait(i) != NULL; i++) {
        g_autofree char *value = job_frozen_of_input(input, i);
        if (value != NULL)
            append_pair(out, "    ", job_frozen_trait(i), value);
    }
    append_columns(out, input);
}

/* Whether the first `end` entries of the section hold this one: several files of a pattern. */
static gboolean has_entry(const struct inputs *inputs, const struct job *before, guint end)
{
    g_autoptr(GString) entry = g_string_new(NULL);
    if (strcmp(name_of(before, inputs->item[end].name), inputs->item[end].name) == 0)
        return FALSE;
    append_input(entry, before, &inputs->item[end]);
    for (guint i = 0; i < end; i++) {
        g_autoptr(GString) other = g_string_new(NULL);
        if (inputs->item[i].dataset != NULL)
            append_input(other, before, &inputs->item[i]);
        if (g_string_equal(entry, other))
            return TRUE;
    }
    return FALSE;
}

/* From the key on. */
static GString *section(const struct inputs *inputs, const struct job *before)
{
    GString *out = g_string_new(KEY "\n");
    for (guint i = 0; i < inputs->count; i++)
        if (inputs->item[i].dataset != NULL && !has_entry(inputs, before, i))
            append_input(out, before, &inputs->item[i]);
    return out;
}

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end != NULL ? end + 1 : line + strlen(line);
}

static const char *find_section(const char *text)
{
    for (const char *line = text; *line != '\0'; line = next_line(line))
        if (g_str_has_prefix(line, KEY))
            return line;
    return NULL;
}

/* Behind the last line that belongs to the section. */
static const char *find_end(const char *start)
{
    const char *end = next_line(start);
    for (const char *line = end; *line != '\0'; line = next_line(line)) {
        const char *first = line + strspn(line, " \t\r");
        gboolean is_inside = first > line || (*line == '-' && !g_str_has_prefix(line, "---"));
        if (*first == '\n' || *first == '\0' || *first == '#')
            continue;
        if (!is_inside)
            break;
        end = next_line(line);
    }
    return end;
}

/* Puts the text's own line ends into what is added. */
static void match_line_ends(const char *text, GString *added)
{
    if (strstr(text, "\r\n") != NULL)
        g_string_replace(added, "\n", "\r\n", 0);
}

char *job_freeze_text(const char *text, const struct inputs *inputs, const struct job *before)
{
    const char *start = find_section(text);
    g_autoptr(GString) added = section(inputs, before);
    if (start == NULL) {
        gboolean is_ended = *text == '\0' || g_str_has_suffix(text, "\n");
        g_string_prepend(added, is_ended ? "\n" COMMENT : "\n\n" COMMENT);
        match_line_ends(text, added);
        return g_strconcat(text, added->str, NULL);
    }
    match_line_ends(text, added);
    g_autofree char *above = g_strndup(text, (gsize)(start - text));
    return g_strconcat(above, added->str, find_end(start), NULL);
}

/* The files that are noted, and the number of their entries. New string. */
static char *names_of(const struct inputs *inputs, const struct job *before, guint *count)
{
    GString *names = g_string_new(NULL);
    *count = 0;
    for (guint i = 0; i < inputs->count; i++) {
        if (inputs->item[i].dataset == NULL)
            continue;
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", inputs->item[i].name);
        *count += !has_entry(inputs, before, i);
    }
    return g_string_free(names, FALSE);
}

/* What is written is loaded first as any job is: another reading of YAML would be found here. */
static gboolean check_made(const char *path, const char *text, guint count, GError **error)
{
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autofree char *name = g_path_get_basename(path);
    return (job_load(bytes, path, &file, NULL) && file->job->frozen_count == count) ||
           error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_JOB_CANNOT_FREEZE, name, NULL);
}

gboolean job_freeze(const char *path, const struct inputs *inputs, char **names, GError **error)
{
    guint count;
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) text = yaml_read(path, error);
    if (text == NULL || !job_load(text, path, &file, error))
        return FALSE;
    g_autofree char *noted = names_of(inputs, file->job, &count);
    g_autofree char *made = job_freeze_text(g_bytes_get_data(text, NULL), inputs, file->job);
    if (!check_made(path, made, count, error) || !file_replace(path, made, strlen(made), error))
        return FALSE;
    *names = g_steal_pointer(&noted);
    return TRUE;
}
