#include "write/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define SHORTEST 4 /* a shorter repetition is not worth its distance */
#define LONGEST 258
#define WINDOW 32768
#define BLOCK_TOKENS 65536

/* A repetition this long is taken without asking where the bytes began last. */
#define LONG_ENOUGH 12

#define PLACE_BITS 15

/* A byte, or a repetition: the sign, the length less 3 and the distance less 1. */
#define REPETITION 0x80000000u

#define TEXTS 286 /* bytes, the end, lengths */
#define END 256
#define DISTANCES 30
#define MOST_BITS 15

struct deflate_code {
    guint count; /* of symbols */
    guint32 times[TEXTS];
    guint8 length[TEXTS]; /* 0: does not occur */
    guint16 bits[TEXTS];  /* as they are written, the first one lowest */
};

/* A length or distance: its symbol and the bits behind. */
struct deflate_part {
    guint symbol, extra, extra_bits;
};

struct deflate_bits {
    guint8 *bytes;
    gsize written, room;
    guint64 held; /* the first bit lowest */
    guint count;
};

/* So many bytes at most are written of so many tokens in a block. */
#define BLOCK_BYTES(tokens) (1024 + 6 * (gsize)(tokens))

/* The lengths of the codes are written in a code of their own. */
#define LENGTHS 19
#define LENGTHS_MOST_BITS 7

struct leaf {
    guint32 times;
    guint symbol;
};

static int rarer(const void *a, const void *b)
{
    const struct leaf *one = a, *other = b;
    if (one->times != other->times)
        return one->times < other->times ? -1 : 1;
    return one->symbol < other->symbol ? -1 : 1;
}

/* The symbols that occur, the rarest first; two at least. */
static guint find_leaves(struct deflate_code *code, struct leaf *leaf)
{
    guint used = 0;
    for (guint i = 0; i < code->count; i++)
        used += code->times[i] > 0;
    for (guint i = 0; used < 2; i++)
        if (code->times[i] == 0) {
            code->times[i] = 1;
            used++;
        }
    guint count = 0;
    for (guint i = 0; i < code->count; i++)
        if (code->times[i] > 0)
            leaf[count++] = (struct leaf){code->times[i], i};
    qsort(leaf, count, sizeof *leaf, rarer);
    return count;
}

/*
 * Huffman's tree from two queues: leaves by rarity, and inner nodes, which come into being in that
 * order. depth[i] receives the depth of leaf i.
 */
static void find_depths(const struct leaf *leaf, guint count, guint *depth)
{
    guint parent[2 * TEXTS];
    guint64 weight[2 * TEXTS];
    guint next_leaf = 0, next_inner = count, root = 2 * count - 2;
    for (guint i = 0; i < count; i++)
        weight[i] = leaf[i].times;
    for (guint made = count; made <= root; made++) {
        weight[made] = 0;
        for (guint child = 0; child < 2; child++) {
            gboolean inner =
                next_leaf == count || (next_inner < made && weight[next_inner] < weight[next_leaf]);
            guint taken = inner ? next_inner++ : next_leaf++;
            weight[made] += weight[taken];
            parent[taken] = made;
        }
    }
    guint level[2 * TEXTS];
    level[root] = 0;
    for (guint i = root; i-- > 0;)
        level[i] = level[parent[i]] + 1;
    memcpy(depth, level, count * sizeof *depth);
}

/*
 * How many codes have each length, none beyond `most`: what is too deep moves up, and for each
 * place that is missing then a code above moves down and shares its own.
 */
static void count_lengths(const guint *depth, guint count, guint most, guint *of_length)
{
    guint32 room = 1u << most, taken = 0;
    memset(of_length, 0, (MOST_BITS + 1) * sizeof *of_length);
    for (guint i = 0; i < count; i++)
        of_length[MIN(depth[i], most)]++;
    for (guint length = 1; length <= most; length++)
        taken += of_length[length] << (most - length);
    for (; taken > room; taken--) {
        guint length = most - 1;
        while (of_length[length] == 0)
            length--;
        of_length[length]--;
        of_length[length + 1] += 2;
        of_length[most]--;
    }
}

static guint16 reversed(guint32 code, guint length)
{
    guint16 bits = 0;
    for (guint i = 0; i < length; i++)
        bits |= (guint16)((code >> i & 1) << (length - 1 - i));
    return bits;
}

/* Codes of one length follow each other in the order of their symbols. */
static void set_bits(struct deflate_code *code, const guint *of_length)
{
    guint32 next[MOST_BITS + 2] = {0};
    for (guint length = 1; length <= MOST_BITS; length++)
        next[length + 1] = (next[length] + of_length[length]) << 1;
    for (guint i = 0; i < code->count; i++)
        if (code->length[i] > 0)
            code->bits[i] = reversed(next[code->length[i]]++, code->length[i]);
}

/* From `times`; no code is longer than `most` bits. One of one symbol gets a second: codes are
 * whole. */
static void build_code(struct deflate_code *code, guint most)
{
    struct leaf leaf[TEXTS];
    guint depth[TEXTS], of_length[MOST_BITS + 1];
    guint count = find_leaves(code, leaf), next = 0;
    find_depths(leaf, count, depth);
    count_lengths(depth, count, most, of_length);
    for (guint length = most; length > 0; length--)
        for (guint i = 0; i < of_length[length]; i++)
            code->length[leaf[next++].symbol] = (guint8)length;
    set_bits(code, of_length);
}

/*
 * From 2^(extra + per_octave_bits) on, each doubling has 2^step symbols, and the bits below are
 * written as they are.
 */
static inline struct deflate_part split(guint value, guint step)
{
    guint bits = g_bit_storage(value);
    guint extra_bits = bits > step + 1 ? bits - step - 1 : 0;
    return (struct deflate_part){
        .symbol = (extra_bits << step) + (value >> extra_bits),
        .extra = value & ((1u << extra_bits) - 1),
        .extra_bits = extra_bits,
    };
}

/* For a block of so many tokens. */
static void make_room(struct deflate_bits *bits, guint tokens)
{
    gsize wanted = bits->written + BLOCK_BYTES(tokens);
    if (wanted <= bits->room)
        return;
    bits->room = MAX(wanted, 2 * bits->room);
    bits->bytes = g_realloc(bits->bytes, bits->room);
}

/* The lowest `count` bits (at most 16) of a value, for which there is room. */
static inline void put(struct deflate_bits *bits, guint32 value, guint count)
{
    bits->held |= (guint64)value << bits->count;
    bits->count += count;
    if (bits->count < 32)
        return;
    guint64 full = GUINT64_TO_LE(bits->held);
    memcpy(bits->bytes + bits->written, &full, sizeof full);
    bits->written += 4;
    bits->held >>= 32;
    bits->count -= 32;
}

static inline void put_symbol(struct deflate_bits *bits, const struct deflate_code *code,
                              guint symbol)
{
    put(bits, code->bits[symbol], code->length[symbol]);
}

/* Fills the last byte. */
static void put_end(struct deflate_bits *bits)
{
    guint64 rest = GUINT64_TO_LE(bits->held);
    memcpy(bits->bytes + bits->written, &rest, sizeof rest);
    bits->written += (bits->count + 7) / 8;
    bits->held = bits->count = 0;
}

/* The head of a block: the lengths of both codes. */
static void put_codes(struct deflate_bits *bits, const struct deflate_code *text,
                      const struct deflate_code *away)
{
    static const guint8 order[LENGTHS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                          11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct deflate_code lengths = {.count = LENGTHS};
    const struct deflate_code *const both[] = {text, away};
    for (guint c = 0; c < G_N_ELEMENTS(both); c++)
        for (guint i = 0; i < both[c]->count; i++)
            lengths.times[both[c]->length[i]]++;
    build_code(&lengths, LENGTHS_MOST_BITS);
    put(bits, text->count - 257, 5);
    put(bits, away->count - 1, 5);
    put(bits, LENGTHS - 4, 4);
    for (guint i = 0; i < LENGTHS; i++)
        put(bits, lengths.length[order[i]], 3);
    for (guint c = 0; c < G_N_ELEMENTS(both); c++)
        for (guint i = 0; i < both[c]->count; i++)
            put_symbol(bits, &lengths, both[c]->length[i]);
}

struct match_search {
    const struct deflate_rows *rows;
    guint32 place[1 << PLACE_BITS]; /* where four bytes began last, by their hash; 0: nowhere */
};

struct repetition {
    guint length, distance;
};

/* How many bytes behind two places are the same. */
static guint same(const guint8 *a, const guint8 *b, guint most)
{
    guint i = 0;
    for (guint64 x, y; i + sizeof x <= most; i += sizeof x) {
        memcpy(&x, a + i, sizeof x);
        memcpy(&y, b + i, sizeof y);
        if (x != y)
            return i + (guint)__builtin_ctzll(GUINT64_TO_LE(x ^ y)) / 8;
    }
    while (i < most && a[i] == b[i])
        i++;
    return i;
}

static void attempt(const struct match_search *search, gsize at, gsize distance,
                    struct repetition *best)
{
    const struct deflate_rows *rows = search->rows;
    guint most = (guint)MIN(rows->length - at, LONGEST);
    if (distance > at || distance > WINDOW || best->length == most)
        return;
    guint length = same(rows->bytes + at, rows->bytes + at - distance, most);
    if (length > best->length)
        *best = (struct repetition){length, (guint)distance};
}

/* Where the four bytes began last; they begin here now. */
static void attempt_last(struct match_search *search, gsize at, struct repetition *best)
{
    guint32 four;
    if (search->rows->length - at < sizeof four)
        return;
    memcpy(&four, search->rows->bytes + at, sizeof four);
    guint32 *place = &search->place[GUINT32_FROM_LE(four) * 2654435761u >> (32 - PLACE_BITS)];
    gsize last = *place;
    *place = (guint32)at;
    if (last != 0)
        attempt(search, at, at - last, best);
}

/* The token of what comes next; *length receives its bytes. */
static guint32 next_token(struct match_search *search, gsize at, guint *length)
{
    struct repetition best = {0, 0};
    attempt(search, at, search->rows->pixel, &best); /* the nearest costs the fewest bits */
    attempt(search, at, search->rows->row, &best);
    if (best.length < LONG_ENOUGH)
        attempt_last(search, at, &best);
    *length = best.length >= SHORTEST ? best.length : 1;
    return *length == 1 ? search->rows->bytes[at]
                        : REPETITION | (best.length - 3) << 16 | (best.distance - 1);
}

/* Lengths are from 3 to 258, of which the last has a symbol of its own; distances to 32768. */
static inline void parts_of(guint32 token, struct deflate_part *length,
                            struct deflate_part *distance)
{
    guint beyond = token >> 16 & 0xff;
    *length = beyond == LONGEST - 3 ? (struct deflate_part){TEXTS - 1 - (END + 1), 0, 0}
                                    : split(beyond, 2);
    length->symbol += END + 1;
    *distance = split(token & 0x7fff, 1);
}

struct deflate_tokens {
    guint32 count, token[BLOCK_TOKENS];
};

static void count_tokens(const struct deflate_tokens *tokens, struct deflate_code *text,
                         struct deflate_code *away)
{
    struct deflate_part length, distance;
    for (guint i = 0; i < tokens->count; i++) {
        guint32 token = tokens->token[i];
        if ((token & REPETITION) == 0) {
            text->times[token]++;
            continue;
        }
        parts_of(token, &length, &distance);
        text->times[length.symbol]++;
        away->times[distance.symbol]++;
    }
    text->times[END]++;
}

static void put_part(struct deflate_bits *bits, const struct deflate_code *code,
                     struct deflate_part part)
{
    put_symbol(bits, code, part.symbol);
    put(bits, part.extra, part.extra_bits);
}

static void put_block(struct deflate_bits *bits, const struct deflate_tokens *tokens, gboolean last)
{
    struct deflate_code text = {.count = TEXTS}, away = {.count = DISTANCES};
    struct deflate_part length, distance;
    make_room(bits, tokens->count);
    count_tokens(tokens, &text, &away);
    build_code(&text, MOST_BITS);
    build_code(&away, MOST_BITS);
    put(bits, last ? 1 : 0, 1);
    put(bits, 2, 2); /* codes of its own */
    put_codes(bits, &text, &away);
    for (guint i = 0; i < tokens->count; i++) {
        guint32 token = tokens->token[i];
        if ((token & REPETITION) == 0) {
            put_symbol(bits, &text, token);
            continue;
        }
        parts_of(token, &length, &distance);
        put_part(bits, &text, length);
        put_part(bits, &away, distance);
    }
    put_symbol(bits, &text, END);
}

static void put_rows(struct deflate_bits *bits, const struct deflate_rows *rows)
{
    struct match_search *search = g_new0(struct match_search, 1);
    g_autofree struct deflate_tokens *tokens = g_new0(struct deflate_tokens, 1);
    search->rows = rows;
    for (gsize at = 0; at < rows->length;) {
        guint length;
        tokens->token[tokens->count++] = next_token(search, at, &length);
        at += length;
        if (tokens->count == BLOCK_TOKENS && at < rows->length) {
            put_block(bits, tokens, FALSE);
            tokens->count = 0;
        }
    }
    put_block(bits, tokens, TRUE);
    g_free(search);
}

GByteArray *deflate_rows(const struct deflate_rows *rows)
{
    static const guint8 head[] = {0x78, 0x01}; /* a window of 32 KiB, made fast */
    g_assert(rows->length < G_MAXUINT32);
    struct deflate_bits bits = {0};
    make_room(&bits, 0);
    memcpy(bits.bytes, head, sizeof head);
    bits.written = sizeof head;
    put_rows(&bits, rows);
    put_end(&bits);
    guint32 sum = GUINT32_TO_BE(libdeflate_adler32(1, rows->bytes, rows->length));
    memcpy(bits.bytes + bits.written, &sum, sizeof sum);
    return g_byte_array_new_take(bits.bytes, bits.written + sizeof sum);
}
