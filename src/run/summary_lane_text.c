/* The groups of all lanes as sorted lines. */
#include <string.h>

#include "base/hash.h"
#include "data/vocabulary.h"
#include "run/summary_lane.h"

/* What the lines are made of. */
struct lines {
    const struct summary_asking *asking;
    const struct unit_tree *tree;
    const guint *numbers;
    GHashTable **persons; /* by column: gint64 to its number; NULL: not of persons */
    GHashTable *returned; /* struct present, of each class the first unit that is there */
    GString *text;
};

/* A line that may have others of the same text. */
struct group_line {
    gint64 file, unit, days;
    gsize begin, length; /* of the text of its values */
    gint64 count;
};

/* That a unit has rows of a file and a time. */
struct present {
    gint64 file, class, days;
    gint64 unit;
};

static guint hash_present(gconstpointer data)
{
    const struct present *present = data;
    return (guint)hash_mix(hash_mix((guint64)present->file, (guint64)present->class),
                           (guint64)present->days);
}

static gboolean are_alike(gconstpointer a, gconstpointer b)
{
    const struct present *x = a, *y = b;
    return x->file == y->file && x->class == y->class && x->days == y->days;
}

/*
 * Who groups of classes are of: a unit that has rows itself, so that its groups say nothing wrong
 * of who returned. New table.
 */
static GHashTable *find_returned(const struct summary_asking *asking, const GPtrArray *lanes)
{
    GHashTable *first = g_hash_table_new_full(hash_present, are_alike, g_free, NULL);
    for (guint i = 0; i < lanes->len; i++) {
        const struct summary_lane *lane = g_ptr_array_index(lanes, i);
        for (guint k = 0; k < lane->present.count; k++) {
            const gint64 *word = group_table_words(&lane->present, k);
            struct present present = {word[LANE_FILE], asking->stands_for[word[LANE_UNIT]],
                                      word[LANE_DAYS], word[LANE_UNIT]};
            struct present *known = g_hash_table_lookup(first, &present);
            if (known == NULL)
                g_hash_table_add(first, g_memdup2(&present, sizeof present));
            else
                known->unit = MIN(known->unit, present.unit);
        }
    }
    return first;
}

static gint64 unit_of_group(const struct lines *lines, const gint64 *word)
{
    struct present like = {word[LANE_FILE], word[LANE_UNIT], word[LANE_DAYS], 0};
    const struct present *present =
        lines->returned != NULL ? g_hash_table_lookup(lines->returned, &like) : NULL;
    return present != NULL ? present->unit : word[LANE_UNIT];
}

static void append_day(GString *text, date day)
{
    g_autofree char *iso = day != DATE_NONE ? date_iso(day) : g_strdup("-");
    g_string_append(text, iso);
}

static void append_code(const struct lines *lines, const struct vocabulary *vocabulary, guint index,
                        gint64 value)
{
    const struct column *column = &lines->asking->told.dataset->columns[index];
    if (value < (gint64)column->values_count)
        g_string_append(lines->text, column->values[value].code);
    else
        g_string_append_printf(lines->text, ":%s",
                               vocabulary_shown_label(vocabulary, index, (gint32)value));
}

static void append_value(const struct lines *lines, const struct vocabulary *vocabulary,
                         guint index, gint64 value)
{
    switch (lines->asking->told.dataset->columns[index].type) {
    case COLUMN_UNIT:
        g_string_append(lines->text, unit_at(lines->tree, (gint32)value)->code);
        break;
    case COLUMN_CODE:
    case COLUMN_LABEL:
    case COLUMN_BAND:
        append_code(lines, vocabulary, index, value);
        break;
    case COLUMN_YEAR:
    case COLUMN_MONTH:
    case COLUMN_DATE:
    case COLUMN_PERIOD:
    case COLUMN_QUARTER:
        append_day(lines->text, (date)value);
        break;
    case COLUMN_KEY:
        value = GPOINTER_TO_INT(g_hash_table_lookup(lines->persons[index], &value));
        /* fall through */
    default:
        g_string_append_printf(lines->text, "%" G_GINT64_FORMAT, value);
    }
}

static void append_mentions(const struct lines *lines, const struct vocabulary *vocabulary,
                            const gint64 *word)
{
    gint32 number[FACT_MAX_MENTIONS];
    guint count = (guint)*word++;
    memcpy(number, word, count * sizeof *number);
    g_string_append(lines->text, count == 0 ? "-" : "");
    for (guint i = 0; i < count; i++) {
        g_string_append(lines->text, i > 0 ? ";" : "");
        append_code(lines, vocabulary, (guint)lines->asking->labels, number[i]);
    }
}

/* The values of a group, a TAB before each. */
static void append_values(const struct lines *lines, const struct summary_lane *lane,
                          const gint64 *word)
{
    const GArray *columns = lines->asking->told.columns;
    const gint64 *value = word + LANE_COLUMNS;
    for (guint i = 0; i < columns->len; i++, value++) {
        guint index = g_array_index(columns, guint, i);
        g_string_append_c(lines->text, '\t');
        if ((int)index == lines->asking->labels)
            append_mentions(lines, lane->vocabulary, word + LANE_COLUMNS + columns->len);
        else if (*value == FACT_BLANK)
            g_string_append_c(lines->text, '-');
        else if (lines->asking->told.telling[index] == SUMMARY_BLANK)
            g_string_append_c(lines->text, '+');
        else
            append_value(lines, lane->vocabulary, index, *value);
    }
}

static gint compare_lines(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct group_line *x = a, *y = b;
    const char *text = data;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->days != y->days)
        return x->days < y->days ? -1 : 1;
    int order = memcmp(text + x->begin, text + y->begin, MIN(x->length, y->length));
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* All groups of all lanes, sorted; their values stand in `text`. New array. */
static GArray *collect(struct lines lines, const GPtrArray *lanes, GString *text)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct group_line));
    lines.text = text;
    for (guint i = 0; i < lanes->len; i++) {
        const struct summary_lane *lane = g_ptr_array_index(lanes, i);
        for (guint k = 0; k < lane->groups.count; k++) {
            const gint64 *word = group_table_words(&lane->groups, k);
            struct group_line line = {.file = lines.numbers[word[LANE_FILE]],
                                      .unit = unit_of_group(&lines, word),
                                      .days = word[LANE_DAYS],
                                      .begin = text->len,
                                      .count = group_table_record(&lane->groups, k)[0]};
            append_values(&lines, lane, word);
            line.length = text->len - line.begin;
            g_array_append_val(all, line);
        }
    }
    g_array_sort_with_data(all, compare_lines, text->str);
    return all;
}

static void append_days(GString *text, gint64 days)
{
    append_day(text, (date)(days >> 32));
    g_string_append_c(text, '\t');
    append_day(text, (date)(guint32)days);
}

static void write_group(const struct lines *lines, const struct group_line *line,
                        const char *values)
{
    g_string_append_printf(lines->text, "G\t%" G_GINT64_FORMAT "\t%s\t", line->file,
                           unit_at(lines->tree, (gint32)line->unit)->code);
    append_days(lines->text, line->days);
    g_string_append_len(lines->text, values + line->begin, (gssize)line->length);
    g_string_append_printf(lines->text, "\t%" G_GINT64_FORMAT "\n", line->count);
}

/* Units on one line; more of them go on another. */
#define UNITS_ON_LINE 100

/* Those of one source, from `i` on; returns where the next one's begin. */
static guint write_present(const struct lines *lines, const GArray *present, guint i)
{
    const struct group_line *first = &g_array_index(present, struct group_line, i);
    const struct group_line *before = NULL;
    for (guint on_line = 0; i < present->len; i++) {
        const struct group_line *line = &g_array_index(present, struct group_line, i);
        if (line->file != first->file)
            break;
        if (before != NULL && before->unit == line->unit && before->days == line->days)
            continue;
        if (before == NULL || before->days != line->days || on_line == UNITS_ON_LINE) {
            g_string_append_printf(lines->text, "%sP\t%" G_GINT64_FORMAT "\t",
                                   before != NULL ? "\n" : "", line->file);
            append_days(lines->text, line->days);
            on_line = 0;
        }
        g_string_append_printf(lines->text, "\t%s", unit_at(lines->tree, (gint32)line->unit)->code);
        before = line;
        on_line++;
    }
    g_string_append_c(lines->text, '\n');
    return i;
}

/* By file, days and unit. */
static gint compare_present(gconstpointer a, gconstpointer b)
{
    const struct group_line *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->days != y->days)
        return x->days < y->days ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static GArray *collect_present(const struct lines *lines, const GPtrArray *lanes)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct group_line));
    for (guint i = 0; i < lanes->len; i++) {
        const struct summary_lane *lane = g_ptr_array_index(lanes, i);
        for (guint k = 0; k < lane->present.count; k++) {
            const gint64 *word = group_table_words(&lane->present, k);
            struct group_line line = {.file = lines->numbers[word[LANE_FILE]],
                                      .unit = word[LANE_UNIT],
                                      .days = word[LANE_DAYS]};
            g_array_append_val(all, line);
        }
    }
    g_array_sort(all, compare_present);
    return all;
}

/* ---- persons ---- */

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return (x > y) - (x < y);
}

/* Numbers from 1 for the different values of a place among the words. New table. */
static GHashTable *number_persons(const GPtrArray *lanes, guint place)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(gint64));
    GHashTable *numbers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < lanes->len; i++) {
        const struct summary_lane *lane = g_ptr_array_index(lanes, i);
        for (guint k = 0; k < lane->groups.count; k++)
            g_array_append_val(all, group_table_words(&lane->groups, k)[place]);
    }
    g_array_sort(all, compare_numbers);
    for (guint i = 0; i < all->len; i++) {
        gint64 *value = &g_array_index(all, gint64, i);
        if (*value != FACT_BLANK && !g_hash_table_contains(numbers, value))
            g_hash_table_insert(numbers, g_memdup2(value, sizeof *value),
                                GUINT_TO_POINTER(g_hash_table_size(numbers) + 1));
    }
    return numbers;
}

static GHashTable **number_all(const struct summary_asking *asking, const GPtrArray *lanes)
{
    GHashTable **persons = g_new0(GHashTable *, FACT_MAX_COLUMNS);
    const GArray *columns = asking->told.columns;
    for (guint i = 0; i < columns->len; i++) {
        guint column = g_array_index(columns, guint, i);
        if (asking->told.dataset->columns[column].type == COLUMN_KEY &&
            asking->told.telling[column] == SUMMARY_VALUE)
            persons[column] = number_persons(lanes, LANE_COLUMNS + i);
    }
    return persons;
}

void summary_lanes_write(const GPtrArray *lanes, const guint *numbers, const struct unit_tree *tree,
                         GString *text)
{
    const struct summary_asking *asking =
        ((const struct summary_lane *)g_ptr_array_index(lanes, 0))->asking;
    struct lines lines = {asking, tree, numbers, number_all(asking, lanes), NULL, text};
    if (asking->stands_for != NULL)
        lines.returned = find_returned(asking, lanes);
    g_autoptr(GString) values = g_string_new(NULL);
    g_autoptr(GArray) groups = collect(lines, lanes, values);
    g_autoptr(GArray) present = collect_present(&lines, lanes);
    for (guint i = 0, p = 0; i < groups->len; i++) {
        struct group_line line = g_array_index(groups, struct group_line, i);
        if (p < present->len && g_array_index(present, struct group_line, p).file == line.file)
            p = write_present(&lines, present, p);
        while (i + 1 < groups->len &&
               compare_lines(&line, &g_array_index(groups, struct group_line, i + 1),
                             values->str) == 0)
            line.count += g_array_index(groups, struct group_line, ++i).count;
        write_group(&lines, &line, values->str);
    }
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        g_clear_pointer(&lines.persons[i], g_hash_table_unref);
    g_free(lines.persons);
    g_clear_pointer(&lines.returned, g_hash_table_unref);
}
