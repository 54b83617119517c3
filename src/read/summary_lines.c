#include "read/summary_lines.h"

#include <string.h>

#include "base/error.h"

gboolean summary_lines_refuse(const struct summary_lines *reading)
{
    g_autofree char *place =
        g_strdup_printf("%s:%" G_GUINT64_FORMAT, reading->summary->path, reading->line);
    return error_raise(reading->error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_LINE, place, NULL);
}

/* The fields of the line at hand, which is passed. New list. */
static char **take_line(struct summary_lines *reading)
{
    const char *end = memchr(reading->at, '\n', (gsize)(reading->end - reading->at));
    if (end == NULL)
        return g_new0(char *, 1);
    g_autofree char *line = g_strndup(reading->at, (gsize)(end - reading->at));
    reading->at = end + 1;
    reading->line++;
    return g_strsplit(line, "\t", -1);
}

static gboolean parse_day(const char *text, date *day)
{
    *day = DATE_NONE;
    return strcmp(text, "-") == 0 || date_parse(text, -1, day);
}

static gboolean parse_number(const char *text, guint64 *number)
{
    return g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, number, NULL);
}

static gboolean set_text(char **text, const char *value)
{
    gboolean is_new = *text == NULL;
    if (is_new)
        *text = g_strdup(value);
    return is_new;
}

static gboolean take_template(struct summary *summary, char **value, guint count)
{
    struct summary_template template = {NULL, NULL};
    if (count != 2)
        return FALSE;
    template.name = g_strdup(value[0]);
    template.sha256 = g_strdup(value[1]);
    g_array_append_val(summary->templates, template);
    return TRUE;
}

static gboolean take_header(struct summary_lines *reading, char **field, guint count)
{
    struct summary *summary = reading->summary;
    const char *name = count > 2 ? field[1] : "";
    char **value = field + 2;
    if (strcmp(name, "template") == 0)
        return take_template(summary, value, count - 2);
    if (strcmp(name, "period") == 0)
        return count == 5 && set_text(&summary->period, value[0]) &&
               parse_day(value[1], &summary->first) && parse_day(value[2], &summary->last);
    if (strcmp(name, "map") == 0)
        return parse_day(value[0], &summary->map);
    if (strcmp(name, "as-of") == 0)
        return parse_day(value[0], &summary->day);
    if (strcmp(name, "dictionary") == 0)
        return set_text(&summary->dictionary, value[0]);
    if (strcmp(name, "units") == 0)
        return set_text(&summary->units, value[0]);
    if (strcmp(name, "resent") == 0)
        return set_text(&summary->resent, value[0]);
    return strcmp(name, "unit") == 0 &&
           set_text(&summary->unit, strcmp(value[0], "*") == 0 ? "" : value[0]);
}

static gboolean take_column(struct summary_dataset *told, char *name)
{
    gsize length = strlen(name);
    gboolean blank = length > 0 && name[length - 1] == '?';
    if (blank)
        name[length - 1] = '\0';
    int column = dataset_column(told->dataset, name);
    if (column < 0 || told->telling[column] != SUMMARY_SILENT)
        return FALSE;
    told->telling[column] = blank ? SUMMARY_BLANK : SUMMARY_VALUE;
    guint number = (guint)column;
    g_array_append_val(told->columns, number);
    return TRUE;
}

static gboolean take_dataset(struct summary_lines *reading, char **field, guint count)
{
    const struct dataset *dataset =
        count > 2 ? dictionary_dataset(reading->dictionary, field[1]) : NULL;
    guint grain = 0;
    while (dataset != NULL && grain < SUMMARY_GRAINS &&
           strcmp(summary_grain_names[grain], field[2]) != 0)
        grain++;
    if (dataset == NULL || grain == SUMMARY_GRAINS ||
        summary_dataset(reading->summary, dataset) != NULL)
        return FALSE;
    struct summary_dataset *told = g_new0(struct summary_dataset, 1);
    *told = (struct summary_dataset){
        .dataset = dataset, .grain = grain, .columns = g_array_new(FALSE, FALSE, sizeof(guint))};
    g_ptr_array_add(reading->summary->datasets, told);
    for (guint i = 3; i < count; i++)
        if (!take_column(told, field[i]))
            return FALSE;
    return TRUE;
}

/* "so_o_sai=3 de_trong=1". */
static gboolean take_rejected(struct summary_source *source, const char *text)
{
    g_auto(GStrv) list = g_strsplit(text, " ", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        char *sign = strchr(list[i], '=');
        guint rule = 0;
        if (sign == NULL && *list[i] == '\0')
            continue;
        if (sign == NULL)
            return FALSE;
        *sign = '\0';
        while (rule < RULES && strcmp(rule_info(rule)->code, list[i]) != 0)
            rule++;
        if (rule == RULES || !parse_number(sign + 1, &source->account.rejected[rule]))
            return FALSE;
    }
    return TRUE;
}

static gboolean take_there(struct summary_source *source, const char *text)
{
    const struct dataset *dataset = source->told->dataset;
    g_auto(GStrv) list = g_strsplit(text, " ", -1);
    source->there = g_malloc0(dataset->columns_count);
    for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++) {
        int column = dataset_column(dataset, list[i]);
        if (column < 0)
            return FALSE;
        source->there[column] = TRUE;
    }
    return TRUE;
}

enum {
    SOURCE_DATASET = 2,
    SOURCE_NAME,
    SOURCE_SHA256,
    SOURCE_NUMBERS,
    SOURCE_LACKING = SOURCE_NUMBERS + SUMMARY_NUMBERS,
    SOURCE_REJECTED,
    SOURCE_THERE,
    SOURCE_READING,
    SOURCE_FIELDS
};

static gboolean take_account(struct summary_source *source, char **field)
{
    struct account *account = &source->account;
    guint64 *number[SUMMARY_NUMBERS] = {
        &account->lines,         &account->header,     &account->blank,  &account->records,
        &account->used,          &account->rows,       &account->weight, &account->doubtful,
        &source->outside_period, &source->outside_unit};
    for (guint i = 0; i < SUMMARY_NUMBERS; i++)
        if (!parse_number(field[SOURCE_NUMBERS + i], number[i]))
            return FALSE;
    return parse_number(field[SOURCE_LACKING], &source->lacking) &&
           take_rejected(source, field[SOURCE_REJECTED]);
}

static void free_fields(gpointer fields)
{
    g_strfreev(fields);
}

/* Sources stand in the order of their numbers, from 1. */
static gboolean take_source(struct summary_lines *reading, char **field, guint count)
{
    struct summary *summary = reading->summary;
    const struct dataset *dataset =
        count == SOURCE_FIELDS ? dictionary_dataset(reading->dictionary, field[SOURCE_DATASET])
                               : NULL;
    guint64 number;
    if (dataset == NULL || summary_dataset(summary, dataset) == NULL ||
        !parse_number(field[1], &number) || number != summary->sources->len + 1)
        return FALSE;
    struct summary_source *source = g_new0(struct summary_source, 1);
    g_ptr_array_add(summary->sources, source);
    source->summary = summary;
    source->told = summary_dataset(summary, dataset);
    source->name = g_strdup(field[SOURCE_NAME]);
    source->sha256 = g_strdup(field[SOURCE_SHA256]);
    source->reading = g_strdup(field[SOURCE_READING]);
    source->findings = g_ptr_array_new_with_free_func(free_fields);
    return take_account(source, field) && take_there(source, field[SOURCE_THERE]);
}

static struct summary_source *source_of(const struct summary *summary, const char *text)
{
    guint64 number;
    return parse_number(text, &number) && number > 0 && number <= summary->sources->len
               ? g_ptr_array_index(summary->sources, number - 1)
               : NULL;
}

#define FINDING_FIELDS 8

static gboolean take_finding(struct summary_lines *reading, char **field, guint count)
{
    struct summary_source *source =
        count == FINDING_FIELDS ? source_of(reading->summary, field[1]) : NULL;
    if (source == NULL)
        return FALSE;
    g_ptr_array_add(source->findings, g_strdupv(field));
    return TRUE;
}

typedef gboolean (*line_taker)(struct summary_lines *reading, char **field, guint count);

static const struct {
    char kind;
    line_taker take;
} header_lines[] = {
    {'H', take_header}, {'D', take_dataset}, {'S', take_source}, {'F', take_finding}};

static gboolean take_top(struct summary_lines *reading)
{
    g_auto(GStrv) field = take_line(reading);
    if (g_strv_length(field) != 2 || strcmp(field[0], SUMMARY_MAGIC) != 0 ||
        strcmp(field[1], SUMMARY_SCHEMA) != 0)
        return error_raise(
            reading->error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_SCHEMA, reading->summary->path,
            field[0] != NULL && field[1] != NULL ? field[1] : "–", SUMMARY_SCHEMA, NULL);
    g_strfreev(take_line(reading));
    return TRUE;
}

static gboolean take_lines(struct summary_lines *reading)
{
    while (reading->at < reading->end && strchr("PG", *reading->at) == NULL) {
        guint kind = 0;
        while (kind < G_N_ELEMENTS(header_lines) && header_lines[kind].kind != *reading->at)
            kind++;
        g_auto(GStrv) field = take_line(reading);
        guint count = g_strv_length(field);
        if (kind == G_N_ELEMENTS(header_lines) || strlen(field[0]) != 1 ||
            !header_lines[kind].take(reading, field, count)) {
            reading->line--;
            return summary_lines_refuse(reading);
        }
    }
    return TRUE;
}

/* The source of a line "G\t12\t…"; NULL: it is no such line. */
static struct summary_source *source_of_group(const struct summary *summary, const char *line)
{
    guint number = 0;
    const char *at = line + 2;
    if ((*line != 'P' && *line != 'G') || line[1] != '\t')
        return NULL;
    for (; g_ascii_isdigit(*at) && number <= summary->sources->len; at++)
        number = 10 * number + (guint)(*at - '0');
    return *at == '\t' && number > 0 && number <= summary->sources->len
               ? g_ptr_array_index(summary->sources, number - 1)
               : NULL;
}

/* Which lines are of which source: those of one stand together. */
static gboolean take_groups(struct summary_lines *reading)
{
    struct summary_source *source = NULL;
    for (; reading->at < reading->end; reading->line++) {
        const char *end = memchr(reading->at, '\n', (gsize)(reading->end - reading->at));
        struct summary_source *of = source_of_group(reading->summary, reading->at);
        if (of == NULL || (of != source && of->begin != NULL))
            return summary_lines_refuse(reading);
        if (of != source) {
            of->begin = reading->at;
            of->line = reading->line;
        }
        source = of;
        source->end = reading->at = end + 1;
    }
    return TRUE;
}

gboolean summary_lines_take(struct summary_lines *reading)
{
    return take_top(reading) && take_lines(reading) && take_groups(reading);
}
