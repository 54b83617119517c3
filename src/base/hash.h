/*
 * hash - 64-bit fingerprints of bytes and of numbers put together.
 *
 * Persons, decisions and keys of rows are told apart by fingerprints only: among five
 * million of them two that differ are equal by chance about once in a million runs. The
 * mixing (a 128-bit product folded in half) is that of wyhash by Wang Yi. Fingerprints
 * live inside a run and are never written.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <glib.h>
#include <string.h>

__extension__ typedef unsigned __int128 hash_product;

static inline guint64 hash_mix(guint64 a, guint64 b)
{
    hash_product product = (hash_product)(a ^ G_GUINT64_CONSTANT(0xa0761d6478bd642f)) *
                           (b ^ G_GUINT64_CONSTANT(0xe7037ed1a0b428db));
    return (guint64)product ^ (guint64)(product >> 64);
}

/* Up to eight bytes as a number; texts of one length give different numbers. */
static inline guint64 hash_tail(const char *text, gsize length)
{
    if (length >= 4) {
        guint32 low, high;
        memcpy(&low, text, 4);
        memcpy(&high, text + length - 4, 4);
        return low | (guint64)high << 32;
    }
    const guint8 *bytes = (const guint8 *)text;
    if (length == 0)
        return 0;
    return bytes[0] | (guint64)bytes[length / 2] << 8 | (guint64)bytes[length - 1] << 16;
}

static inline guint64 hash_bytes(const char *text, gsize length)
{
    guint64 hash = length;
    while (length > 8) {
        guint64 word;
        memcpy(&word, text, 8);
        hash = hash_mix(hash, word);
        text += 8;
        length -= 8;
    }
    return hash_mix(hash, hash_tail(text, length));
}

#endif
