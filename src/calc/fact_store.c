#include "calc/fact_store.h"

#include <string.h>

/* A record: these, the columns, the sums, and of the labels how many they are and which. */
enum { WORD_UNIT, WORD_FIRST, WORD_LAST, WORD_TIMES, WORD_COLUMNS };

struct fact_store {
    GArray *columns, *sums; /* guint */
    gboolean mentions;
    guint size;    /* of a record */
    GArray *words; /* gint64 */
    gint users;
};

static GArray *copy_of(const GArray *columns)
{
    GArray *copy = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(copy, columns->data, columns->len);
    return copy;
}

struct fact_store *fact_store_new(const GArray *columns, const GArray *sums, gboolean mentions)
{
    struct fact_store *store = g_new0(struct fact_store, 1);
    store->columns = copy_of(columns);
    store->sums = copy_of(sums);
    store->mentions = mentions;
    store->size = WORD_COLUMNS + columns->len + sums->len + mentions * (1 + FACT_MAX_MENTIONS / 2);
    store->words = g_array_new(FALSE, FALSE, sizeof(gint64));
    store->users = 1;
    return store;
}

struct fact_store *fact_store_ref(struct fact_store *store)
{
    store->users++;
    return store;
}

void fact_store_unref(struct fact_store *store)
{
    if (store == NULL || --store->users > 0)
        return;
    g_array_unref(store->columns);
    g_array_unref(store->sums);
    g_array_unref(store->words);
    g_free(store);
}

void fact_store_add(struct fact_store *store, const struct fact_group *group)
{
    guint first = store->words->len;
    g_array_set_size(store->words, first + store->size);
    gint64 *word = &g_array_index(store->words, gint64, first);
    memset(word, 0, store->size * sizeof *word);
    word[WORD_UNIT] = group->fact.unit;
    word[WORD_FIRST] = group->fact.first;
    word[WORD_LAST] = group->fact.last;
    word[WORD_TIMES] = group->fact.times;
    word += WORD_COLUMNS;
    for (guint i = 0; i < store->columns->len; i++)
        *word++ = group->fact.value[g_array_index(store->columns, guint, i)];
    for (guint i = 0; i < store->sums->len; i++)
        *word++ = group->sum[g_array_index(store->sums, guint, i)];
    if (!store->mentions)
        return;
    *word++ = group->fact.mentions_count;
    memcpy(word, group->fact.mentions, group->fact.mentions_count * sizeof *group->fact.mentions);
}

guint fact_store_count(const struct fact_store *store)
{
    return store->words->len / store->size;
}

void fact_store_get(const struct fact_store *store, guint number, struct fact_group *group)
{
    const gint64 *word = &g_array_index(store->words, gint64, (gsize)number * store->size);
    *group = (struct fact_group){.fact = {.unit = (gint32)word[WORD_UNIT],
                                          .first = (date)word[WORD_FIRST],
                                          .last = (date)word[WORD_LAST],
                                          .times = word[WORD_TIMES]}};
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        group->fact.value[i] = FACT_BLANK;
    word += WORD_COLUMNS;
    for (guint i = 0; i < store->columns->len; i++)
        group->fact.value[g_array_index(store->columns, guint, i)] = *word++;
    for (guint i = 0; i < store->sums->len; i++)
        group->sum[g_array_index(store->sums, guint, i)] = *word++;
    if (!store->mentions)
        return;
    group->fact.mentions_count = (guint)*word++;
    memcpy(group->fact.mentions, word, group->fact.mentions_count * sizeof *group->fact.mentions);
}

const GArray *fact_store_columns(const struct fact_store *store)
{
    return store->columns;
}

gboolean fact_store_has_mentions(const struct fact_store *store)
{
    return store->mentions;
}
