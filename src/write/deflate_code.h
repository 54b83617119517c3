/*
 * deflate_code - the codes of a deflate block (RFC 1951, 3.2): how often, how long, which bits.
 *
 * A prefix code is built from how often its symbols occur; a code of one symbol gets a second one,
 * so that every code is whole. Plain values; the bytes are the caller's.
 */
#ifndef WRITE_DEFLATE_CODE_H
#define WRITE_DEFLATE_CODE_H

#include <glib.h>

#define DEFLATE_TEXTS 286 /* bytes, the end, lengths */
#define DEFLATE_END 256
#define DEFLATE_DISTANCES 30
#define DEFLATE_MOST_BITS 15

struct deflate_code {
    guint count; /* of symbols */
    guint32 times[DEFLATE_TEXTS];
    guint8 length[DEFLATE_TEXTS]; /* 0: does not occur */
    guint16 bits[DEFLATE_TEXTS];  /* as they are written, the first one lowest */
};

/* From `times`; no code is longer than `most` bits. */
void deflate_code_build(struct deflate_code *code, guint most);

/* A length or distance: its symbol and the bits behind. */
struct deflate_part {
    guint symbol, extra, extra_bits;
};

struct deflate_part deflate_length(guint length);     /* 3 to 258 */
struct deflate_part deflate_distance(guint distance); /* 1 to 32768 */

struct deflate_bits {
    GByteArray *bytes;
    guint64 held; /* the first bit lowest */
    guint count;
};

/* The lowest `count` bits (at most 16) of a value. */
void deflate_put(struct deflate_bits *bits, guint32 value, guint count);
void deflate_put_symbol(struct deflate_bits *bits, const struct deflate_code *code, guint symbol);

/* Fills the last byte. */
void deflate_put_end(struct deflate_bits *bits);

/* The head of a block: the lengths of both codes. */
void deflate_put_codes(struct deflate_bits *bits, const struct deflate_code *text,
                       const struct deflate_code *away);

#endif
