/* The groups of a summary as facts: a line G is one, of a line P each unit is one without rows. */
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "data/vocabulary.h"
#include "read/facts.h"
#include "read/summary.h"

/* Lines of one time mostly stand together: "2024-01-01\t2024-12-31". */
#define TIME_MOST 21

struct group_reading {
    const struct facts_reading *reading;
    const struct summary_source *source;
    struct fact fact;
    const char *at, *end; /* of the line: what was not looked at yet */
    int unit_column;
    char time[TIME_MOST]; /* as the fact has it */
    gsize time_length;
};

/* A field: text and length; FALSE: the line is at its end. */
static gboolean next_field(struct group_reading *group, const char **text, gsize *length)
{
    if (group->at > group->end)
        return FALSE;
    const char *tab = memchr(group->at, '\t', (gsize)(group->end - group->at));
    *text = group->at;
    *length = (gsize)((tab != NULL ? tab : group->end) - group->at);
    group->at += *length + 1;
    return TRUE;
}

static gboolean parse_day(const char *text, gsize length, date *day)
{
    *day = DATE_NONE;
    return (length == 1 && *text == '-') || date_parse(text, (gssize)length, day);
}

/* A stock without a time of its own is of the day for which it was counted, and is in no period
 * that ends on another one. */
static gboolean is_of_another_day(const struct group_reading *group)
{
    return group->fact.first == DATE_NONE && group->source->told->dataset->kind == DATASET_STOCK &&
           group->reading->job->age_day != group->source->summary->last;
}

static gboolean take_time(struct group_reading *group)
{
    const char *first, *last;
    gsize first_length, last_length;
    if (!next_field(group, &first, &first_length) || !next_field(group, &last, &last_length))
        return FALSE;
    gsize length = (gsize)(last + last_length - first);
    if (length > sizeof group->time)
        return FALSE;
    if (length == group->time_length && memcmp(first, group->time, length) == 0)
        return TRUE;
    memcpy(group->time, first, length);
    group->time_length = length;
    if (!parse_day(first, first_length, &group->fact.first) ||
        !parse_day(last, last_length, &group->fact.last) ||
        (group->fact.first == DATE_NONE) != (group->fact.last == DATE_NONE))
        return FALSE;
    if (is_of_another_day(group))
        group->fact.first = group->fact.last = date_from_civil(1, 1, 1);
    return TRUE;
}

/* The unit as a reader of rows has it: of versions that of the fact's day. */
static gboolean set_unit(struct group_reading *group, const char *code, gsize length)
{
    const struct unit_tree *tree = group->reading->job->tree;
    gint32 unit = unit_tree_find(tree, code, (gssize)length);
    if (unit == UNIT_NONE)
        return FALSE;
    group->fact.value[group->unit_column] = unit;
    group->fact.unit =
        group->fact.last != DATE_NONE ? unit_version(tree, unit, group->fact.last) : unit;
    return TRUE;
}

static int find_value(const struct column *column, const char *text, gsize length)
{
    for (guint i = 0; i < column->values_count; i++)
        if (strncmp(column->values[i].code, text, length) == 0 &&
            column->values[i].code[length] == '\0')
            return (int)i;
    return -1;
}

/* The number of a value: by its code, or ":" and the text of an open list. */
static gint64 code_of(const struct group_reading *group, guint index, const char *text,
                      gsize length)
{
    const struct column *column = &group->source->told->dataset->columns[index];
    if (length == 0 || *text != ':')
        return find_value(column, text, length);
    if (!column_is_open(column))
        return -1;
    g_autofree char *label = g_strndup(text + 1, length - 1);
    return vocabulary_number(group->reading->vocabulary, index, label);
}

static gboolean parse_number(const char *text, gsize length, gint64 *number)
{
    *number = 0;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]) || __builtin_mul_overflow(*number, 10, number) ||
            __builtin_add_overflow(*number, text[i] - '0', number))
            return FALSE;
    return length > 0;
}

/* Persons of different files are different: who belongs together is told by no file. */
static gint64 person_of(const struct group_reading *group, gint64 number)
{
    const char *digest = group->source->summary->sha256;
    return (gint64)(hash_mix(hash_bytes(digest, strlen(digest)), (guint64)number) &
                    G_GUINT64_CONSTANT(0x7fffffffffffffff));
}

static gboolean parse_value(const struct group_reading *group, guint index, const char *text,
                            gsize length, gint64 *value)
{
    const struct column *column = &group->source->told->dataset->columns[index];
    date day;
    switch (column->type) {
    case COLUMN_UNIT:
        *value = unit_tree_find(group->reading->job->tree, text, (gssize)length);
        return *value >= 0;
    case COLUMN_CODE:
    case COLUMN_LABEL:
    case COLUMN_BAND:
        *value = code_of(group, index, text, length);
        return *value >= 0;
    case COLUMN_YEAR:
    case COLUMN_MONTH:
    case COLUMN_DATE:
    case COLUMN_PERIOD:
    case COLUMN_QUARTER:
        if (!date_parse(text, (gssize)length, &day))
            return FALSE;
        *value = day;
        return TRUE;
    case COLUMN_KEY:
        if (!parse_number(text, length, value))
            return FALSE;
        *value = person_of(group, *value);
        return TRUE;
    default:
        return parse_number(text, length, value);
    }
}

/* "khac;:Việc mới". */
static gboolean take_mentions(struct group_reading *group, guint index, const char *text,
                              gsize length)
{
    const char *end = text + length;
    while (text <= end) {
        const char *mark = memchr(text, ';', (gsize)(end - text));
        gsize size = (gsize)((mark != NULL ? mark : end) - text);
        gint64 number = code_of(group, index, text, size);
        if (number < 0 || group->fact.mentions_count == FACT_MAX_MENTIONS)
            return FALSE;
        group->fact.mentions[group->fact.mentions_count++] = (gint32)number;
        text += size + 1;
    }
    return TRUE;
}

static gboolean take_value(struct group_reading *group, guint index)
{
    const struct summary_dataset *told = group->source->told;
    gint64 *value = &group->fact.value[index];
    const char *text;
    gsize length;
    if (!next_field(group, &text, &length))
        return FALSE;
    *value = FACT_BLANK;
    if (length == 1 && *text == '-')
        return TRUE;
    if (told->telling[index] == SUMMARY_BLANK) {
        *value = 0;
        return length == 1 && *text == '+';
    }
    if (told->dataset->columns[index].type == COLUMN_LABELS)
        return take_mentions(group, index, text, length);
    return parse_value(group, index, text, length, value);
}

/* Unit, first day, last day, values, count. */
static gboolean take_group(struct group_reading *group)
{
    const GArray *columns = group->source->told->columns;
    const char *unit, *count;
    gsize unit_length, count_length;
    if (!next_field(group, &unit, &unit_length) || !take_time(group))
        return FALSE;
    group->fact.mentions_count = 0;
    for (guint i = 0; i < columns->len; i++)
        if (!take_value(group, g_array_index(columns, guint, i)))
            return FALSE;
    return set_unit(group, unit, unit_length) && next_field(group, &count, &count_length) &&
           parse_number(count, count_length, &group->fact.times) && group->fact.times > 0 &&
           group->at > group->end;
}

static void give(const struct group_reading *group)
{
    group->reading->take(group->reading->state, &group->fact);
}

/* First day, last day, units: who returned, while what they returned stands with others'. */
static gboolean take_present(struct group_reading *group)
{
    const char *unit;
    gsize length;
    if (!take_time(group))
        return FALSE;
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        group->fact.value[i] = FACT_BLANK;
    group->fact.mentions_count = 0;
    group->fact.times = 0;
    while (next_field(group, &unit, &length)) {
        if (!set_unit(group, unit, length))
            return FALSE;
        give(group);
    }
    return TRUE;
}

static gboolean take_line(struct group_reading *group, const char *line)
{
    group->at = (const char *)memchr(line + 2, '\t', (gsize)(group->end - line - 2)) + 1;
    if (*line == 'P')
        return take_present(group);
    if (!take_group(group))
        return FALSE;
    give(group);
    return TRUE;
}

/* ---- what was found in the rows ---- */

static gboolean parse_place(char **field, struct finding *finding)
{
    guint64 number;
    if (!g_ascii_string_to_unsigned(field[2], 10, 0, G_MAXINT64, &finding->line, NULL) ||
        !g_ascii_string_to_unsigned(field[3], 10, 0, G_MAXUINT32, &number, NULL))
        return FALSE;
    finding->field = (guint32)number;
    while (finding->rule < RULES && strcmp(rule_info(finding->rule)->code, field[4]) != 0)
        finding->rule++;
    return finding->rule < RULES;
}

/* "\" alone is no text. */
static char *text_of(char *field)
{
    return strcmp(field, "\\") == 0 ? NULL : field;
}

static gboolean add_finding(const struct facts_reading *reading, char **field)
{
    struct finding finding = {.rule = 0, .file = reading->file};
    gint32 unit = unit_tree_find(reading->job->tree, field[5], -1);
    if (!parse_place(field, &finding))
        return FALSE;
    finding.unit = (guint32)(unit + 1);
    finding.value = text_of(field[6]);
    finding.hint = text_of(field[7]);
    findings_add(reading->findings, &finding);
    return TRUE;
}

static gboolean raise_line(const struct summary_source *source, guint64 line, GError **error)
{
    g_autofree char *place = g_strdup_printf("%s:%" G_GUINT64_FORMAT, source->summary->path, line);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_LINE, place, NULL);
}

static gboolean read_facts(const struct input *input, const struct facts_reading *reading,
                           GError **error)
{
    const struct summary_source *source = input->summary;
    struct group_reading group = {
        .reading = reading,
        .source = source,
        .unit_column = dataset_unit_column(input->dataset),
        .fact = {.vocabulary = reading->vocabulary, .file = reading->file, .line = source->line}};
    *reading->account = source->account;
    for (guint i = 0; i < source->findings->len; i++)
        if (!add_finding(reading, g_ptr_array_index(source->findings, i)))
            return raise_line(source, 0, error);
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        group.fact.value[i] = FACT_BLANK;
    for (const char *line = source->begin; line < source->end; line = group.end + 1) {
        group.end = memchr(line, '\n', (gsize)(source->end - line));
        if (!take_line(&group, line))
            return raise_line(source, group.fact.line, error);
        group.fact.line++;
    }
    return TRUE;
}

const struct facts_format summary_facts = {read_facts};
