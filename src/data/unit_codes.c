#include "data/unit_codes.h"

#include <string.h>

#include "base/hash.h"

/* Texts lie in chunks; a longer one has a chunk of its own. */
#define CHUNK_BITS 20
#define CHUNK_BYTES ((gsize)1 << CHUNK_BITS)

/* A code is found by the number of its chunk and its place there in steps of so many bytes. */
#define STEP sizeof(gint32)
#define PLACE_BITS (CHUNK_BITS - 2)
#define MOST_CHUNKS (1u << (32 - PLACE_BITS))

#define FIRST_SLOTS 64

/* Open addressing. */
struct unit_slot {
    guint32 hash;
    guint32 place; /* 0: free */
};

struct unit_codes {
    GPtrArray *chunks; /* char *, owned */
    gsize used, room;  /* bytes of the last one */
    struct unit_slot *slots;
    gsize slots_count; /* a power of two */
    gsize count;
};

struct unit_codes *unit_codes_new(void)
{
    struct unit_codes *codes = g_new0(struct unit_codes, 1);
    codes->chunks = g_ptr_array_new_with_free_func(g_free);
    codes->slots_count = FIRST_SLOTS;
    codes->slots = g_new0(struct unit_slot, codes->slots_count);
    return codes;
}

void unit_codes_free(struct unit_codes *codes)
{
    g_ptr_array_unref(codes->chunks);
    g_free(codes->slots);
    g_free(codes);
}

/* Place 0 of the first chunk stays free, since it is the number of no place. */
static char *reserve(struct unit_codes *codes, gsize bytes)
{
    if (bytes > codes->room - codes->used) {
        codes->room = MAX(CHUNK_BYTES, bytes + STEP);
        codes->used = STEP;
        g_assert(codes->chunks->len < MOST_CHUNKS);
        g_ptr_array_add(codes->chunks, g_malloc(codes->room));
    }
    char *begin = (char *)g_ptr_array_index(codes->chunks, codes->chunks->len - 1) + codes->used;
    codes->used += bytes;
    return begin;
}

const char *unit_codes_keep(struct unit_codes *codes, const char *text)
{
    gsize bytes = strlen(text) + 1;
    return *text != '\0' ? memcpy(reserve(codes, bytes), text, bytes) : "";
}

static const char *record_at(const struct unit_codes *codes, guint32 place)
{
    const char *chunk = g_ptr_array_index(codes->chunks, place >> PLACE_BITS);
    return chunk + (place & ((1u << PLACE_BITS) - 1)) * STEP;
}

static gint32 unit_of(const char *record)
{
    gint32 unit;
    memcpy(&unit, record, sizeof unit);
    return unit;
}

static guint32 hash_of(const char *code, gsize length)
{
    return (guint32)hash_bytes(code, length);
}

static struct unit_slot *free_slot(const struct unit_codes *codes, guint32 hash)
{
    gsize mask = codes->slots_count - 1, at = hash & mask;
    while (codes->slots[at].place != 0)
        at = (at + 1) & mask;
    return &codes->slots[at];
}

/* Two thirds of the slots are taken at most. */
static void grow(struct unit_codes *codes)
{
    if (3 * (codes->count + 1) <= 2 * codes->slots_count)
        return;
    g_autofree struct unit_slot *old = codes->slots;
    gsize old_count = codes->slots_count;
    codes->slots_count *= 2;
    codes->slots = g_new0(struct unit_slot, codes->slots_count);
    for (gsize i = 0; i < old_count; i++)
        if (old[i].place != 0)
            *free_slot(codes, old[i].hash) = old[i];
}

const char *unit_codes_add(struct unit_codes *codes, const char *code, gint32 unit)
{
    gsize length = strlen(code);
    grow(codes);
    codes->used = MIN((codes->used + STEP - 1) / STEP * STEP, codes->room);
    char *record = reserve(codes, STEP + length + 1);
    memcpy(record, &unit, STEP);
    memcpy(record + STEP, code, length + 1);
    const char *chunk = g_ptr_array_index(codes->chunks, codes->chunks->len - 1);
    guint32 place = (codes->chunks->len - 1) << PLACE_BITS | (guint32)((record - chunk) / STEP);
    guint32 hash = hash_of(code, length);
    *free_slot(codes, hash) = (struct unit_slot){hash, place};
    codes->count++;
    return record + STEP;
}

gint32 unit_codes_find(const struct unit_codes *codes, const char *code, gsize length)
{
    guint32 hash = hash_of(code, length);
    gsize mask = codes->slots_count - 1;
    for (gsize at = hash & mask; codes->slots[at].place != 0; at = (at + 1) & mask) {
        if (codes->slots[at].hash != hash)
            continue;
        const char *record = record_at(codes, codes->slots[at].place), *known = record + STEP;
        if (strncmp(known, code, length) == 0 && known[length] == '\0')
            return unit_of(record);
    }
    return -1;
}

void unit_codes_ask_slot(const struct unit_codes *codes, const char *code, gsize length)
{
    __builtin_prefetch(&codes->slots[hash_of(code, length) & (codes->slots_count - 1)]);
}

void unit_codes_ask_code(const struct unit_codes *codes, const char *code, gsize length)
{
    const struct unit_slot *slot = &codes->slots[hash_of(code, length) & (codes->slots_count - 1)];
    if (slot->place != 0)
        __builtin_prefetch(record_at(codes, slot->place));
}
