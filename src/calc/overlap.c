#include <string.h>

#include "calc/overlap_parts.h"

static gboolean is_one_of(const struct dataset *dataset, const char *name)
{
    for (guint i = 0; i < dataset->one_of.count; i++)
        if (strcmp(dataset->one_of.item[i], name) == 0)
            return TRUE;
    return FALSE;
}

/* Counts that a file may do without are there to be compared with, and never added. */
static void find_columns(struct overlap *overlap)
{
    const struct dataset *dataset = overlap->dataset;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (column->person && overlap->person < 0)
            overlap->person = (int)i;
        if (column->type == COLUMN_COUNT && (!column->optional || is_one_of(dataset, column->name)))
            g_array_append_val(overlap->weights, i);
    }
}

static void free_period(gpointer data)
{
    struct overlap_period *period = data;
    g_free(period->returned);
    g_free(period->fate);
    g_free(period->instead);
    unit_map_free(period->map);
    g_free(period);
}

struct overlap *overlap_new(const struct dataset *dataset, const struct unit_tree *tree)
{
    if (dataset->kind != DATASET_RETURNS || dataset_time_column(dataset) < 0 ||
        dataset_unit_column(dataset) < 0)
        return NULL;
    struct overlap *overlap = g_new0(struct overlap, 1);
    overlap->dataset = dataset;
    overlap->tree = tree;
    overlap->person = -1;
    overlap->weights = g_array_new(FALSE, FALSE, sizeof(guint));
    overlap->periods = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_period);
    find_columns(overlap);
    return overlap;
}

void overlap_free(struct overlap *overlap)
{
    if (overlap == NULL)
        return;
    g_array_unref(overlap->weights);
    g_hash_table_unref(overlap->periods);
    g_free(overlap->changed);
    g_free(overlap);
}

gboolean overlap_concerns(const struct overlap *overlap, const struct fact *fact)
{
    if (fact->unit == UNIT_NONE || fact->first == DATE_NONE ||
        (overlap->person >= 0 && fact->value[overlap->person] != FACT_BLANK))
        return FALSE;
    gboolean counts = overlap->weights->len == 0;
    for (guint i = 0; !counts && i < overlap->weights->len; i++)
        counts = fact->value[g_array_index(overlap->weights, guint, i)] != FACT_BLANK;
    return counts;
}

static gint64 key_of(date first, date last)
{
    return (gint64)first * G_MAXINT32 + last;
}

struct overlap_period *overlap_period_of(const struct overlap *overlap, const struct fact *fact)
{
    gint64 key = key_of(fact->first, fact->last);
    return g_hash_table_lookup(overlap->periods, &key);
}

static struct overlap_period *period_for(struct overlap *overlap, date first, date last)
{
    gint64 key = key_of(first, last);
    struct overlap_period *period = overlap->near;
    if (period != NULL && period->key == key)
        return period;
    period = g_hash_table_lookup(overlap->periods, &key);
    if (period == NULL) {
        period = g_new0(struct overlap_period, 1);
        *period = (struct overlap_period){.key = key, .first = first, .last = last};
        period->returned = g_malloc0(MAX(unit_tree_count(overlap->tree), 1));
        g_hash_table_insert(overlap->periods, &period->key, period);
    }
    return overlap->near = period;
}

void overlap_take(struct overlap *overlap, const struct fact *fact)
{
    if (overlap_concerns(overlap, fact))
        period_for(overlap, fact->first, fact->last)->returned[fact->unit] = TRUE;
}

void overlap_merge(struct overlap *to, const struct overlap *from)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, from->periods);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct overlap_period *period = value;
        guint8 *returned = period_for(to, period->first, period->last)->returned;
        for (guint i = 0; i < unit_tree_count(to->tree); i++)
            returned[i] |= period->returned[i];
    }
}

enum overlap_fate overlap_fate(const struct overlap *overlap, const struct fact *fact)
{
    if (!overlap_concerns(overlap, fact))
        return OVERLAP_COUNTS;
    const struct overlap_period *period = overlap_period_of(overlap, fact);
    return period != NULL && period->fate != NULL ? (enum overlap_fate)period->fate[fact->unit]
                                                  : OVERLAP_COUNTS;
}
