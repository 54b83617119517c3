#include "data/crosswalk.h"

#include <string.h>

#include "base/decimal.h"

#define WEIGHT_DECIMALS 9

struct crosswalk {
    GArray *events;     /* struct crosswalk_event; texts in `texts` */
    GHashTable *by_old; /* code to GArray of guint */
    GHashTable *by_new;
    GStringChunk *texts;
};

static void free_indices(gpointer indices)
{
    g_array_unref(indices);
}

struct crosswalk *crosswalk_new(void)
{
    struct crosswalk *crosswalk = g_new0(struct crosswalk, 1);
    crosswalk->events = g_array_new(FALSE, FALSE, sizeof(struct crosswalk_event));
    crosswalk->by_old = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_indices);
    crosswalk->by_new = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_indices);
    crosswalk->texts = g_string_chunk_new(4096);
    return crosswalk;
}

void crosswalk_free(struct crosswalk *crosswalk)
{
    if (crosswalk == NULL)
        return;
    g_array_unref(crosswalk->events);
    g_hash_table_unref(crosswalk->by_old);
    g_hash_table_unref(crosswalk->by_new);
    g_string_chunk_free(crosswalk->texts);
    g_free(crosswalk);
}

static void index_event(GHashTable *table, const char *code, guint index)
{
    GArray *indices = g_hash_table_lookup(table, code);
    if (indices == NULL) {
        indices = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(table, (gpointer)code, indices);
    }
    g_array_append_val(indices, index);
}

void crosswalk_add(struct crosswalk *crosswalk, const struct crosswalk_event *event)
{
    struct crosswalk_event copy = *event;
    copy.old_code = g_string_chunk_insert_const(crosswalk->texts, event->old_code);
    copy.new_code = g_string_chunk_insert_const(crosswalk->texts, event->new_code);
    copy.new_name = g_string_chunk_insert_const(crosswalk->texts, event->new_name);
    g_array_append_val(crosswalk->events, copy);
    index_event(crosswalk->by_old, copy.old_code, crosswalk->events->len - 1);
    index_event(crosswalk->by_new, copy.new_code, crosswalk->events->len - 1);
}

guint crosswalk_count(const struct crosswalk *crosswalk)
{
    return crosswalk->events->len;
}

const struct crosswalk_event *crosswalk_at(const struct crosswalk *crosswalk, guint index)
{
    return &g_array_index(crosswalk->events, struct crosswalk_event, index);
}

static gint compare_new_codes(gconstpointer a, gconstpointer b)
{
    const struct crosswalk_event *first = *(const struct crosswalk_event *const *)a;
    const struct crosswalk_event *second = *(const struct crosswalk_event *const *)b;
    return strcmp(first->new_code, second->new_code);
}

GPtrArray *crosswalk_successors(const struct crosswalk *crosswalk, const char *old_code, date day)
{
    const GArray *indices = g_hash_table_lookup(crosswalk->by_old, old_code);
    date last = DATE_NONE;
    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day <= day)
            last = MAX(last, event->day);
    }
    if (last == DATE_NONE)
        return NULL;
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day == last)
            g_ptr_array_add(found, (gpointer)event);
    }
    g_ptr_array_sort(found, compare_new_codes);
    return found;
}

GPtrArray *crosswalk_predecessors(const struct crosswalk *crosswalk, const char *new_code, date day)
{
    const GArray *indices = g_hash_table_lookup(crosswalk->by_new, new_code);
    GPtrArray *found = NULL;
    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day <= day)
            continue;
        if (found == NULL)
            found = g_ptr_array_new();
        g_ptr_array_add(found, (gpointer)event);
    }
    return found;
}

gboolean crosswalk_parse_weight(const char *text, struct ratio *weight)
{
    gboolean is_percent = g_str_has_suffix(text, "%");
    g_autofree char *digits = g_strndup(text, strlen(text) - (gsize)is_percent);
    g_strchomp(digits);
    gsize decimals = 0;
    char *mark = strpbrk(digits, ".,");
    if (mark != NULL) {
        decimals = strlen(mark + 1);
        memmove(mark, mark + 1, decimals + 1);
    }
    gint64 part, whole = is_percent ? 100 : 1;
    if (decimals > WEIGHT_DECIMALS || !g_ascii_isdigit(*digits) ||
        !decimal_parse_whole(digits, -1, &part))
        return FALSE;
    for (gsize i = 0; i < decimals; i++)
        whole *= 10;
    *weight = (struct ratio){part, whole};
    return part > 0 && part <= whole;
}
