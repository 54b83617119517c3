#include "read/keys.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 256

/* Chunks of a bucket grow from a few fingerprints to this many. */
#define LEAST_CHUNK 32
#define MOST_CHUNK 1024

/* So many fingerprints at once make a set of half a megabyte. */
#define MOST_IN_SET (1u << 15)

struct key_chunk {
    struct key_chunk *before;
    guint room;
    guint64 print[];
};

struct key_bucket {
    guint64 *next, *end; /* where the next fingerprint goes, and the room ends */
    struct key_chunk *last;
};

struct keys {
    struct key_bucket bucket[BUCKETS];
};

struct keys *keys_new(void)
{
    return g_new0(struct keys, 1);
}

void keys_free(struct keys *keys)
{
    for (guint i = 0; i < BUCKETS; i++)
        while (keys->bucket[i].last != NULL) {
            struct key_chunk *last = keys->bucket[i].last;
            keys->bucket[i].last = last->before;
            g_free(last);
        }
    g_free(keys);
}

static void add_chunk(struct key_bucket *bucket)
{
    guint room = bucket->last == NULL ? LEAST_CHUNK : MIN(2 * bucket->last->room, MOST_CHUNK);
    struct key_chunk *chunk = g_malloc(sizeof *chunk + room * sizeof(guint64));
    *chunk = (struct key_chunk){bucket->last, room};
    *bucket = (struct key_bucket){chunk->print, chunk->print + room, chunk};
}

void keys_add(struct keys *keys, guint64 fingerprint)
{
    struct key_bucket *bucket = &keys->bucket[fingerprint >> 56];
    if (bucket->next == bucket->end)
        add_chunk(bucket);
    *bucket->next++ = fingerprint;
}

/* How many there are in a chunk of the bucket; only the last one is not full. */
static guint count_in(const struct key_bucket *bucket, const struct key_chunk *chunk)
{
    return chunk == bucket->last ? (guint)(bucket->next - chunk->print) : chunk->room;
}

/* What the threads share that look for fingerprints met twice. */
struct key_search {
    struct keys *const *keys;
    guint count;
    gint next;                 /* bucket that nobody has taken yet */
    GArray *repeated[BUCKETS]; /* guint64, sorted, each once; NULL: none */
};

/* A set of fingerprints other than 0. */
struct print_set {
    guint64 *slot; /* 0: free */
    guint bits;    /* of a slot's number */
    guint room;    /* bits for which there is memory */
};

/* Empties the set, for so many fingerprints at most. */
static void open_set(struct print_set *set, guint prints)
{
    set->bits = 1;
    while ((guint64)1 << set->bits < 2 * (guint64)prints)
        set->bits++;
    if (set->bits > set->room)
        set->slot = g_renew(guint64, set->slot, (gsize)1 << set->bits);
    set->room = MAX(set->room, set->bits);
    memset(set->slot, 0, sizeof(guint64) << set->bits);
}

/* FALSE: it was there. Buckets go by the upper eight bits, slots by those behind them. */
static gboolean add_to_set(const struct print_set *set, guint64 print)
{
    gsize mask = ((gsize)1 << set->bits) - 1, at = print << 8 >> (64 - set->bits);
    for (; set->slot[at] != 0; at = (at + 1) & mask)
        if (set->slot[at] == print)
            return FALSE;
    set->slot[at] = print;
    return TRUE;
}

/* How many there are in a bucket of which the last bits are `part`. */
static guint count_part(const struct key_search *search, guint bucket, guint64 part, guint64 mask)
{
    guint prints = 0;
    for (guint i = 0; i < search->count; i++) {
        const struct key_bucket *from = &search->keys[i]->bucket[bucket];
        for (const struct key_chunk *c = from->last; c != NULL; c = c->before)
            for (guint k = 0; k < count_in(from, c); k++)
                prints += (c->print[k] & mask) == part;
    }
    return prints;
}

static void note_repeated(GArray **repeated, guint64 print)
{
    if (*repeated == NULL)
        *repeated = g_array_new(FALSE, FALSE, sizeof print);
    g_array_append_val(*repeated, print);
}

/* Adds them to the set; those that are there already have repeated. 0 is a suspect in any case. */
static void add_part(struct key_search *search, guint bucket, const struct print_set *set,
                     guint64 part, guint64 mask)
{
    for (guint i = 0; i < search->count; i++) {
        const struct key_bucket *from = &search->keys[i]->bucket[bucket];
        for (const struct key_chunk *c = from->last; c != NULL; c = c->before) {
            guint count = count_in(from, c);
            for (guint k = 0; k < count; k++)
                if ((c->print[k] & mask) == part &&
                    (c->print[k] == 0 || !add_to_set(set, c->print[k])))
                    note_repeated(&search->repeated[bucket], c->print[k]);
        }
    }
}

/* All in a bucket. */
static guint count_prints(const struct key_search *search, guint bucket)
{
    guint prints = 0;
    for (guint i = 0; i < search->count; i++) {
        const struct key_bucket *from = &search->keys[i]->bucket[bucket];
        for (const struct key_chunk *c = from->last; c != NULL; c = c->before)
            prints += count_in(from, c);
    }
    return prints;
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

static void sort_repeated(GArray *repeated)
{
    guint kept = 0;
    g_array_sort(repeated, compare_numbers);
    for (guint i = 0; i < repeated->len; i++) {
        guint64 print = g_array_index(repeated, guint64, i);
        if (kept == 0 || g_array_index(repeated, guint64, kept - 1) != print)
            g_array_index(repeated, guint64, kept++) = print;
    }
    g_array_set_size(repeated, kept);
}

/* One part of a bucket after the other, so that the set stays small. */
static void search_bucket(struct key_search *search, guint bucket, struct print_set *set)
{
    guint64 parts = 1;
    guint prints = count_prints(search, bucket);
    while (prints / parts > MOST_IN_SET)
        parts *= 2;
    for (guint64 part = 0; part < parts; part++) {
        open_set(set, parts == 1 ? prints : count_part(search, bucket, part, parts - 1));
        add_part(search, bucket, set, part, parts - 1);
    }
    if (search->repeated[bucket] != NULL)
        sort_repeated(search->repeated[bucket]);
}

static gpointer search_buckets(gpointer data)
{
    struct key_search *search = data;
    struct print_set set = {0};
    for (gint bucket; (bucket = g_atomic_int_add(&search->next, 1)) < BUCKETS;)
        search_bucket(search, (guint)bucket, &set);
    g_free(set.slot);
    return NULL;
}

GArray *keys_repeated(struct keys *const *keys, guint count)
{
    GArray *repeated = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree GThread **threads = g_new0(GThread *, count);
    struct key_search search = {.keys = keys, .count = count};
    for (guint i = 1; i < count; i++)
        threads[i] = g_thread_new("keys", search_buckets, &search);
    search_buckets(&search);
    for (guint i = 1; i < count; i++)
        g_thread_join(threads[i]);
    for (guint i = 0; i < BUCKETS; i++) {
        if (search.repeated[i] == NULL)
            continue;
        g_array_append_vals(repeated, search.repeated[i]->data, search.repeated[i]->len);
        g_array_unref(search.repeated[i]);
    }
    return repeated;
}

gboolean keys_hold(const GArray *repeated, guint64 fingerprint)
{
    return repeated->len > 0 && bsearch(&fingerprint, repeated->data, repeated->len,
                                        sizeof fingerprint, compare_numbers) != NULL;
}

static void suspect_clear(gpointer data)
{
    struct suspect *suspect = data;
    g_free(suspect->thing);
    g_free(suspect->key);
    g_free(suspect->row);
}

GArray *keys_suspects_new(void)
{
    GArray *suspects = g_array_new(FALSE, FALSE, sizeof(struct suspect));
    g_array_set_clear_func(suspects, suspect_clear);
    return suspects;
}

/* Where a row stands. */
struct key_place {
    guint32 file, cell;
    guint64 line;
};

static int compare_places(struct key_place a, struct key_place b)
{
    if (a.file != b.file)
        return a.file < b.file ? -1 : 1;
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return (a.cell > b.cell) - (a.cell < b.cell);
}

static struct key_place place_of(const struct suspect *suspect)
{
    return (struct key_place){suspect->file, suspect->cell, suspect->line};
}

/* Which of two rows came first. */
static int compare_ages(const struct suspect *x, const struct suspect *y)
{
    if (x->day != y->day)
        return x->day == DATE_NONE || (y->day != DATE_NONE && x->day < y->day) ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return compare_places(place_of(x), place_of(y));
}

static int compare_suspects(gconstpointer a, gconstpointer b)
{
    const struct suspect *x = a, *y = b;
    int things = strcmp(x->thing, y->thing);
    int keys = things != 0 ? things : strcmp(x->key, y->key);
    return keys != 0 ? keys : compare_ages(x, y);
}

static int compare_by_age(gconstpointer a, gconstpointer b)
{
    return compare_ages(*(const struct suspect *const *)a, *(const struct suspect *const *)b);
}

static int compare_losers(gconstpointer a, gconstpointer b)
{
    const struct loser *x = a, *y = b;
    return compare_places((struct key_place){x->file, x->cell, x->line},
                          (struct key_place){y->file, y->cell, y->line});
}

static void lose(GArray *losers, const struct suspect *suspect, enum rule rule,
                 const struct suspect *other)
{
    struct loser loser = {.file = suspect->file,
                          .unit = suspect->unit,
                          .line = suspect->line,
                          .cell = suspect->cell,
                          .rule = rule,
                          .other_file = other->file,
                          .other_line = other->line,
                          .other_cell = other->cell};
    g_array_append_val(losers, loser);
}

/* The first of the group that says something else, or NULL. */
static const struct suspect *find_other(const struct suspect *group, guint count, const char *row)
{
    for (guint i = 0; i < count; i++) {
        if (strcmp(group[i].row, row) != 0)
            return &group[i];
    }
    return NULL;
}

/* Rows of one key, the latest last; the one that counts is added to `left`, if any does. */
static void decide_key(const struct suspect *group, guint count, enum contradiction contradiction,
                       GArray *losers, GPtrArray *left)
{
    const struct suspect *first = &group[0], *last = &group[count - 1];
    const struct suspect *other = find_other(group, count, first->row);
    for (guint i = 0; i < count; i++) {
        const struct suspect *suspect = &group[i];
        gboolean is_same;
        if (other == NULL) {
            if (suspect != first)
                lose(losers, suspect, RULE_DUPLICATE, first);
        } else if (contradiction == CONTRADICTION_REJECT) {
            is_same = strcmp(suspect->row, first->row) == 0;
            lose(losers, suspect, RULE_CONTRADICTION, is_same ? other : first);
        } else if (suspect != last) {
            is_same = strcmp(suspect->row, last->row) == 0;
            lose(losers, suspect, is_same ? RULE_DUPLICATE : RULE_SUPERSEDED, last);
        }
    }
    if (other == NULL || contradiction == CONTRADICTION_LAST)
        g_ptr_array_add(left, (gpointer)(other == NULL ? first : last));
}

/* Rows of several keys about one thing. */
static void decide_thing(GPtrArray *left, enum resent resent, GArray *losers, GArray *doubtful)
{
    if (left->len < 2)
        return;
    g_ptr_array_sort(left, compare_by_age);
    const struct suspect *first = g_ptr_array_index(left, 0);
    const struct suspect *last = g_ptr_array_index(left, left->len - 1);
    const struct suspect *counted = resent == RESENT_LATEST ? last : first;
    for (guint i = 0; i < left->len; i++) {
        const struct suspect *suspect = g_ptr_array_index(left, i);
        if (resent == RESENT_BOTH) {
            lose(doubtful, suspect, RULE_SENT_AGAIN, suspect == first ? last : first);
            g_array_index(doubtful, struct loser, doubtful->len - 1).is_later = i > 0;
        } else if (suspect != counted) {
            lose(losers, suspect, RULE_SENT_AGAIN_OUT, counted);
        }
    }
}

GArray *keys_decide(GArray *suspects, struct keys_choice choice, GArray *doubtful)
{
    GArray *losers = g_array_new(FALSE, FALSE, sizeof(struct loser));
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    g_array_sort(suspects, compare_suspects);
    const struct suspect *all = (const struct suspect *)(gconstpointer)suspects->data;
    for (guint i = 0; i < suspects->len;) {
        guint end = i + 1;
        while (end < suspects->len && strcmp(all[end].key, all[i].key) == 0)
            end++;
        decide_key(&all[i], end - i, choice.contradiction, losers, left);
        if (end == suspects->len || strcmp(all[end].thing, all[i].thing) != 0) {
            decide_thing(left, choice.resent, losers, doubtful);
            g_ptr_array_set_size(left, 0);
        }
        i = end;
    }
    g_array_sort(losers, compare_losers);
    return losers;
}

const struct loser *keys_loser(const GArray *losers, guint32 file, guint64 line, guint32 cell)
{
    struct loser wanted = {.file = file, .line = line, .cell = cell};
    if (losers->len == 0)
        return NULL;
    return bsearch(&wanted, losers->data, losers->len, sizeof wanted, compare_losers);
}
