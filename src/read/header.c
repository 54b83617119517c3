#include "read/header.h"

#include <string.h>

#include "base/text.h"

/* One wrong letter in so many, and so many at all, make a name near to another. */
#define NEAR_LETTERS 4
#define NEAR_MOST 2

/* Fields of a header that are matched with a dataset, whose names have each one key. */
struct header_keys {
    const GPtrArray *fields; /* char *: their keys */
    GHashTable *own;         /* names of the dictionary, by their address, to their keys */
};

static gboolean is_name(const struct header_keys *keys, const char *name, const char *key)
{
    if (name == NULL)
        return FALSE;
    char *own = g_hash_table_lookup(keys->own, name);
    if (own == NULL) {
        own = text_key(name, -1);
        g_hash_table_insert(keys->own, (gpointer)name, own);
    }
    return strcmp(own, key) == 0;
}

static gboolean is_alias(const struct header_keys *keys, const struct column *column,
                         const char *key)
{
    for (guint i = 0; i < column->aliases.count; i++) {
        if (is_name(keys, column->aliases.item[i], key))
            return TRUE;
    }
    return FALSE;
}

/* A name wins over a heading, a heading over an alias. */
static int find_column(const struct header_keys *keys, const struct dataset *dataset,
                       const char *key)
{
    int by_label = -1, by_alias = -1;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (column_is_derived(column))
            continue;
        if (is_name(keys, column->name, key))
            return (int)i;
        if (by_label < 0 && is_name(keys, column->label, key))
            by_label = (int)i;
        if (by_alias < 0 && is_alias(keys, column, key))
            by_alias = (int)i;
    }
    return by_label >= 0 ? by_label : by_alias;
}

/* Required by itself; the columns of one_of together are one more. */
gboolean header_match_is_required(const struct dataset *dataset, guint column)
{
    const struct column *about = &dataset->columns[column];
    return !about->optional && !column_is_derived(about) &&
           !names_hold(&dataset->one_of, about->name);
}

gboolean header_match_has_one_of(const struct header_match *match)
{
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        if (match->column[i] >= 0 &&
            names_hold(&match->dataset->one_of, match->dataset->columns[i].name))
            return TRUE;
    }
    return FALSE;
}

static gint find_field(const struct header_keys *keys, const struct names *names)
{
    for (guint i = 0; i < names->count; i++) {
        for (guint field = 0; field < keys->fields->len; field++) {
            if (is_name(keys, names->item[i], g_ptr_array_index(keys->fields, field)))
                return (gint)field;
        }
    }
    return -1;
}

static void match_fields(struct header_match *match, const struct header_keys *keys)
{
    for (guint field = 0; field < keys->fields->len; field++) {
        int column = find_column(keys, match->dataset, g_ptr_array_index(keys->fields, field));
        if (column >= 0 && match->column[column] >= 0) {
            match->repeated = column;
            match->repeated_field = (gint)field;
        } else if (column >= 0) {
            match->column[column] = (gint)field;
        }
    }
}

/* Names instead of codes, and what tells units of one name apart. */
static void match_units(struct header_match *match, const struct header_keys *keys)
{
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        const struct column *column = &match->dataset->columns[i];
        if (match->column[i] < 0)
            match->column[i] = find_field(keys, &column->unit_names);
        if (match->superior < 0 && (int)i == dataset_unit_column(match->dataset))
            match->superior = find_field(keys, &column->superiors);
    }
}

void header_match_init(struct header_match *match, const struct dataset *dataset,
                       const GPtrArray *keys)
{
    *match = (struct header_match){.dataset = dataset, .repeated = -1, .superior = -1};
    match->column = g_new(gint, dataset->columns_count);
    for (guint i = 0; i < dataset->columns_count; i++)
        match->column[i] = -1;
    g_autoptr(GHashTable) own = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    struct header_keys all = {keys, own};
    match_fields(match, &all);
    match_units(match, &all);
    for (guint i = 0; i < dataset->columns_count; i++) {
        match->required += header_match_is_required(dataset, i);
        match->found += header_match_is_required(dataset, i) &&
                        dataset_column_is_there(dataset, match->column, i);
    }
    if (dataset->one_of.count > 0) {
        match->required++;
        match->found += header_match_has_one_of(match);
    }
}

void header_match_clear(gpointer match)
{
    g_free(((struct header_match *)match)->column);
}

gboolean header_match_fits(const struct header_match *match)
{
    return match->found == match->required;
}

/* By the share of the required columns, then by their number. */
gboolean header_match_is_nearer(const struct header_match *match, const struct header_match *than)
{
    guint64 a = (guint64)match->found * than->required;
    guint64 b = (guint64)than->found * match->required;
    return a != b ? a > b : match->found > than->found;
}

/* Whether the dataset requires that field of the file. */
static gboolean requires_field(const struct header_match *match, gint field)
{
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        if (match->column[i] == field &&
            (header_match_is_required(match->dataset, i) ||
             names_hold(&match->dataset->one_of, match->dataset->columns[i].name)))
            return TRUE;
    }
    return FALSE;
}

/* Whether one of the fields is required by this dataset and by no other that fits. */
static gboolean decides(const GArray *matches, const struct header_match *match, guint fields)
{
    for (gint field = 0; field < (gint)fields; field++) {
        guint others = 0;
        for (guint i = 0; i < matches->len; i++) {
            const struct header_match *other = &g_array_index(matches, struct header_match, i);
            others += other != match && header_match_fits(other) && requires_field(other, field);
        }
        if (others == 0 && requires_field(match, field))
            return TRUE;
    }
    return FALSE;
}

const struct header_match *header_match_nearest(const GArray *matches)
{
    const struct header_match *nearest = &g_array_index(matches, struct header_match, 0);
    for (guint i = 1; i < matches->len; i++) {
        const struct header_match *match = &g_array_index(matches, struct header_match, i);
        if (header_match_is_nearer(match, nearest))
            nearest = match;
    }
    return nearest;
}

/* The dataset among those that fit that has a deciding column, or NULL if there is not one. */
const struct header_match *header_match_choose(const GArray *matches, guint fields)
{
    const struct header_match *chosen = NULL, *only = NULL;
    guint fitting = 0, deciding = 0;
    for (guint i = 0; i < matches->len; i++) {
        const struct header_match *match = &g_array_index(matches, struct header_match, i);
        if (!header_match_fits(match))
            continue;
        fitting++;
        only = match;
        if (decides(matches, match, fields)) {
            deciding++;
            chosen = match;
        }
    }
    if (fitting == 1)
        return only;
    return deciding == 1 ? chosen : NULL;
}

/* The letters that part two keys; more than may be when they are not near. */
static guint distance(const char *name, const char *key)
{
    g_autofree char *own = text_key(name, -1);
    gsize length = strlen(key), own_length = strlen(own);
    guint most = MIN((guint)length / NEAR_LETTERS, NEAR_MOST);
    if (MAX(length, own_length) - MIN(length, own_length) > most)
        return NEAR_MOST + 1;
    guint between = text_distance(own, key);
    return between <= most ? between : NEAR_MOST + 1;
}

static guint distance_of_column(const struct column *column, const char *key)
{
    guint nearest = distance(column->name, key);
    if (column->label != NULL)
        nearest = MIN(nearest, distance(column->label, key));
    for (guint i = 0; i < column->aliases.count; i++)
        nearest = MIN(nearest, distance(column->aliases.item[i], key));
    return nearest;
}

int header_match_near_column(const struct header_match *match, const char *key)
{
    int near = -1;
    guint nearest = NEAR_MOST + 1;
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        const struct column *column = &match->dataset->columns[i];
        if (match->column[i] >= 0 || column_is_derived(column))
            continue;
        guint between = distance_of_column(column, key);
        if (between < nearest) {
            nearest = between;
            near = (int)i;
        }
    }
    return near;
}

/* ---- the rows of a header ---- */

static const char *text_at(const GPtrArray *texts, guint field)
{
    return g_ptr_array_index(texts, field);
}

GPtrArray *header_rows_merge(const GPtrArray *upper, const GPtrArray *lower)
{
    if (upper->len != lower->len)
        return NULL;
    g_autoptr(GPtrArray) merged = g_ptr_array_new_with_free_func(g_free);
    gboolean is_filled = FALSE;
    for (guint i = 0; i < lower->len; i++) {
        gboolean is_blank = *text_at(lower, i) == '\0';
        is_filled = is_filled || (is_blank && *text_at(upper, i) != '\0');
        g_ptr_array_add(merged, g_strdup(text_at(is_blank ? upper : lower, i)));
    }
    return is_filled ? g_steal_pointer(&merged) : NULL;
}

/* What stands at the end of a number of a column. */
static gboolean is_end(const char *text)
{
    return *text == '\0' || *text == ')' || *text == '=';
}

gboolean header_rows_are_numbers(const GPtrArray *texts)
{
    guint64 number = 0;
    char letter = 'A';
    for (guint i = 0; i < texts->len; i++) {
        const char *text = text_at(texts, i);
        char *end;
        text += *text == '(';
        if (*text == '\0')
            continue;
        if (g_ascii_isdigit(*text) && g_ascii_strtoull(text, &end, 10) == number + 1 && is_end(end))
            number++;
        else if (number == 0 && g_ascii_toupper(*text) == letter && is_end(text + 1))
            letter++;
        else
            return FALSE;
    }
    return number > 0;
}
