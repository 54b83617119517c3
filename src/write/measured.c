#include "write/measured.h"

#include <string.h>

/* A text as it was measured, and its size. */
struct measured_text {
    const char *text;
    struct font font;
    double wrap;
    struct text_size size;
    char copy[]; /* of the text, in an entry that is kept */
};

struct measured {
    GHashTable *entries; /* struct measured_text *, its own key */
};

static guint hash(gconstpointer key)
{
    const struct measured_text *entry = key;
    return g_str_hash(entry->text) ^ g_double_hash(&entry->font.size) ^
           (guint)(entry->font.family * 2 + entry->font.weight) * 2654435761u ^
           g_double_hash(&entry->wrap) * 31u;
}

static gboolean equal(gconstpointer a, gconstpointer b)
{
    const struct measured_text *one = a, *other = b;
    return one->font.family == other->font.family && one->font.weight == other->font.weight &&
           memcmp(&one->font.size, &other->font.size, sizeof one->font.size) == 0 &&
           memcmp(&one->wrap, &other->wrap, sizeof one->wrap) == 0 &&
           strcmp(one->text, other->text) == 0;
}

struct measured *measured_new(void)
{
    struct measured *measured = g_new(struct measured, 1);
    measured->entries = g_hash_table_new_full(hash, equal, g_free, NULL);
    return measured;
}

void measured_free(struct measured *measured)
{
    if (measured == NULL)
        return;
    g_hash_table_unref(measured->entries);
    g_free(measured);
}

const struct text_size *measured_find(const struct measured *measured, const char *text,
                                      struct font font, double wrap)
{
    struct measured_text wanted = {.text = text, .font = font, .wrap = wrap};
    const struct measured_text *found = g_hash_table_lookup(measured->entries, &wanted);
    return found != NULL ? &found->size : NULL;
}

void measured_keep(struct measured *measured, const char *text, struct font font, double wrap,
                   struct text_size size)
{
    if (g_hash_table_size(measured->entries) >= MEASURED_MOST)
        g_hash_table_remove_all(measured->entries);
    gsize bytes = strlen(text) + 1;
    struct measured_text *entry = g_malloc(sizeof *entry + bytes);
    *entry = (struct measured_text){.text = entry->copy, .font = font, .wrap = wrap, .size = size};
    memcpy(entry->copy, text, bytes);
    g_hash_table_add(measured->entries, entry);
}
