/*
 * memo - one column's memory of texts and what they meant, for one thread.
 *
 * Files repeat the same few texts over and over: raw bytes that were met before need no second
 * look. The newest text takes the place of an older one. The functions stand here so that they
 * become part of the loop over all fields.
 */
#ifndef READ_MEMO_H
#define READ_MEMO_H

#include <string.h>

#include "base/hash.h"
#include "data/finding.h"

#define MEMO_SLOTS 1024
#define MEMO_PROBES 8
#define MEMO_TEXT 84 /* longer texts are not remembered */

struct cell {
    gint64 value;
    gint32 span;      /* of a stretch of time: days behind the first */
    enum rule rule;   /* what is wrong; RULES: nothing */
    const char *hint; /* what was expected, or NULL; belongs to the cells */
};

struct memo_slot {
    guint64 hash;
    struct cell cell;
    guint32 length; /* 0: free */
    char text[MEMO_TEXT];
};

/* Its length and its ends tell a text of a column from nearly all others there. */
static inline guint64 memo_hash(const char *text, gsize length)
{
    if (length <= 8)
        return hash_mix(length, hash_tail(text, length));
    guint64 first, last;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + length - sizeof last, sizeof last);
    return hash_mix(first + length, last);
}

/* Whether texts of one length are the same, word by word. */
static inline gboolean memo_same(const char *a, const char *b, gsize length)
{
    guint64 one, other;
    if (length < 8)
        return hash_tail(a, length) == hash_tail(b, length);
    for (gsize at = 0; at + 8 <= length; at += 8) {
        memcpy(&one, a + at, 8);
        memcpy(&other, b + at, 8);
        if (one != other)
            return FALSE;
    }
    memcpy(&one, a + length - 8, 8);
    memcpy(&other, b + length - 8, 8);
    return one == other;
}

static inline gboolean memo_holds(const struct memo_slot *slot, guint64 hash, const char *text,
                                  gsize length)
{
    return slot->hash == hash && slot->length == length && memo_same(slot->text, text, length);
}

/* The slot of the text, or the one it should take: a free one, or else its first. */
static inline struct memo_slot *memo_find(struct memo_slot *slots, guint64 hash, const char *text,
                                          gsize length)
{
    for (guint i = 0; i < MEMO_PROBES; i++) {
        struct memo_slot *slot = &slots[(hash + i) % MEMO_SLOTS];
        if (slot->length == 0 || memo_holds(slot, hash, text, length))
            return slot;
    }
    return &slots[hash % MEMO_SLOTS];
}

static inline void memo_set(struct memo_slot *slot, guint64 hash, const char *text, gsize length)
{
    slot->hash = hash;
    slot->length = (guint32)length;
    memcpy(slot->text, text, length);
}

#endif
