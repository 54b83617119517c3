/* The facts behind a public set: what they could have been otherwise. */
#include <string.h>

#include "build/public_parts.h"
#include "data/vocabulary.h"

static void clear_value(gpointer data)
{
    g_free(((struct set_value *)data)->key);
}

static void clear_attribute(gpointer data)
{
    g_array_unref(((struct set_attribute *)data)->values);
}

struct vocabulary *set_pool_vocabulary(const struct set_pool *pool)
{
    return tally_vocabulary(pool->source->tally);
}

/* A value of an open list is told by its code: threads number them as they come. */
static void say_label(const struct set_pool *pool, guint column, gint64 value, GString *key)
{
    const struct column *about = &pool->source->dataset->columns[column];
    gboolean open = about->type == COLUMN_LABEL || about->type == COLUMN_LABELS;
    if (value == FACT_BLANK)
        g_string_append(key, "0;");
    else if (open && value >= (gint64)about->values_count)
        g_string_append_printf(key, "2%s;",
                               vocabulary_code(set_pool_vocabulary(pool), column, (gint32)value));
    else
        g_string_append_printf(key, "1%020" G_GINT64_FORMAT ";", value);
}

/* All that is asked of a time, by every query: times of which the same is said are alike. */
static void say_time(const struct set_pool *pool, const struct fact *fact, GString *key)
{
    g_autoptr(GByteArray) said = g_byte_array_new();
    for (guint i = 0; i < pool->queries->len; i++) {
        const struct set_query *query = set_query_at(pool, i);
        places_ask_time(query->query, fact, said);
        for (guint span = 0; span < SPANS && query->marks != NULL; span++) {
            gint period =
                returned_marked_period(query->marks, fact->first, query->query->planes[span].shift);
            g_byte_array_append(said, (const guint8 *)&period, sizeof period);
        }
    }
    for (guint i = 0; i < said->len; i++)
        g_string_append_printf(key, "%02x", said->data[i]);
}

/* What tells a fact's value in an attribute from others. New string. */
char *set_pool_say(const struct set_pool *pool, const struct set_attribute *attribute,
                   const struct fact *fact)
{
    GString *key = g_string_new(NULL);
    switch (attribute->kind) {
    case ATTRIBUTE_UNIT:
        g_string_append_printf(key, "%010d", fact->unit);
        break;
    case ATTRIBUTE_TIME:
        say_time(pool, fact, key);
        break;
    case ATTRIBUTE_COLUMN:
        say_label(pool, attribute->column, fact->value[attribute->column], key);
        break;
    case ATTRIBUTE_MENTIONS:
        for (guint i = 0; i < fact->mentions_count; i++)
            say_label(pool, attribute->column, fact->mentions[i], key);
    }
    return g_string_free(key, FALSE);
}

/* Whether some query of the pool counts what is different in a column: it says who it is. */
static gboolean is_identity(const struct set_pool *pool, guint column)
{
    gboolean is = FALSE;
    for (guint i = 0; i < pool->queries->len; i++) {
        const struct query *query = set_query_at(pool, i)->query;
        for (guint c = 0; c <= query->columns.count; c++) {
            const struct adding *adding =
                c < query->columns.count ? &query->columns.part[c].adding : &query->total_adding;
            is = is || (adding->aggregate == AGGREGATE_DISTINCT && adding->column == column);
        }
    }
    return is;
}

static void add_attribute(struct set_pool *pool, enum attribute_kind kind, guint column)
{
    struct set_attribute attribute = {
        .kind = kind,
        .column = column,
        .fixed = kind == ATTRIBUTE_COLUMN && is_identity(pool, column),
        .values = g_array_new(FALSE, FALSE, sizeof(struct set_value)),
    };
    g_array_set_clear_func(attribute.values, clear_value);
    g_array_append_val(pool->attributes, attribute);
}

static void add_attributes(struct set_pool *pool)
{
    const GArray *columns = fact_store_columns(pool->store);
    add_attribute(pool, ATTRIBUTE_UNIT, 0);
    add_attribute(pool, ATTRIBUTE_TIME, 0);
    for (guint i = 0; i < columns->len; i++)
        add_attribute(pool, ATTRIBUTE_COLUMN, g_array_index(columns, guint, i));
    int labels = dataset_column_of_type(pool->source->dataset, COLUMN_LABELS);
    if (fact_store_has_mentions(pool->store))
        add_attribute(pool, ATTRIBUTE_MENTIONS, (guint)labels);
}

static gint compare_values(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct set_value *)a)->key, ((const struct set_value *)b)->key);
}

static void add_value(const struct set_pool *pool, struct set_attribute *attribute,
                      const struct fact *fact, GHashTable *known)
{
    char *key = set_pool_say(pool, attribute, fact);
    if (g_hash_table_contains(known, key)) {
        g_free(key);
        return;
    }
    struct set_value value = {key, *fact};
    g_array_append_val(attribute->values, value);
    g_hash_table_add(known, key);
}

/* Values of a closed list that no row has are possible all the same. */
static void add_closed_values(const struct set_pool *pool, struct set_attribute *attribute,
                              GHashTable *known)
{
    const struct column *column = &pool->source->dataset->columns[attribute->column];
    if (attribute->kind != ATTRIBUTE_COLUMN || attribute->fixed || !column_is_coded(column) ||
        column_is_open(column))
        return;
    struct fact fact = {0};
    for (guint i = 0; i < column->values_count; i++) {
        fact.value[attribute->column] = i;
        add_value(pool, attribute, &fact, known);
    }
}

gboolean set_pool_can_move(const struct set_pool *pool, const struct fact *fact)
{
    for (guint i = 0; i < pool->queries->len; i++)
        if (set_query_at(pool, i)->query->scopes->split_of[fact->unit] >= 0)
            return FALSE;
    return TRUE;
}

void set_pool_find_values(struct set_pool *pool, GHashTable *known[ATTRIBUTES_MOST])
{
    struct fact_group group;
    pool->attributes = g_array_new(FALSE, FALSE, sizeof(struct set_attribute));
    g_array_set_clear_func(pool->attributes, clear_attribute);
    if (pool->store == NULL)
        return;
    add_attributes(pool);
    for (guint a = 0; a < pool->attributes->len; a++)
        known[a] = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, NULL);
    for (guint i = 0; i < fact_store_count(pool->store); i++) {
        fact_store_get(pool->store, i, &group);
        for (guint a = 0; a < pool->attributes->len && set_pool_can_move(pool, &group.fact); a++)
            add_value(pool, set_attribute_at(pool, a), &group.fact, known[a]);
    }
    for (guint a = 0; a < pool->attributes->len; a++) {
        struct set_attribute *attribute = set_attribute_at(pool, a);
        add_closed_values(pool, attribute, known[a]);
        g_array_sort(attribute->values, compare_values);
        g_hash_table_remove_all(known[a]);
        for (guint v = 0; v < attribute->values->len; v++)
            g_hash_table_insert(known[a], g_array_index(attribute->values, struct set_value, v).key,
                                GUINT_TO_POINTER(v));
    }
}

struct fact set_pool_fact(const struct set_pool *pool, const struct set_vector *vector)
{
    struct fact fact = {.vocabulary = set_pool_vocabulary(pool)};
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        fact.value[i] = FACT_BLANK;
    for (guint a = 0; a < vector->length; a++) {
        const struct set_attribute *attribute = set_attribute_at(pool, a);
        const struct fact *from =
            &g_array_index(attribute->values, struct set_value, vector->value[a]).fact;
        if (attribute->kind == ATTRIBUTE_UNIT) {
            fact.unit = from->unit;
        } else if (attribute->kind == ATTRIBUTE_TIME) {
            fact.first = from->first;
            fact.last = from->last;
        } else if (attribute->kind == ATTRIBUTE_COLUMN) {
            fact.value[attribute->column] = from->value[attribute->column];
        } else {
            fact.mentions_count = from->mentions_count;
            memcpy(fact.mentions, from->mentions, sizeof fact.mentions);
        }
    }
    return fact;
}
