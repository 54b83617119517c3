#include "write/deflate_code.h"

#include <stdlib.h>
#include <string.h>

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
    guint parent[2 * DEFLATE_TEXTS];
    guint64 weight[2 * DEFLATE_TEXTS];
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
    guint level[2 * DEFLATE_TEXTS];
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
    memset(of_length, 0, (DEFLATE_MOST_BITS + 1) * sizeof *of_length);
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
    guint32 next[DEFLATE_MOST_BITS + 2] = {0};
    for (guint length = 1; length <= DEFLATE_MOST_BITS; length++)
        next[length + 1] = (next[length] + of_length[length]) << 1;
    for (guint i = 0; i < code->count; i++)
        if (code->length[i] > 0)
            code->bits[i] = reversed(next[code->length[i]]++, code->length[i]);
}

void deflate_code_build(struct deflate_code *code, guint most)
{
    struct leaf leaf[DEFLATE_TEXTS];
    guint depth[DEFLATE_TEXTS], of_length[DEFLATE_MOST_BITS + 1];
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
static struct deflate_part split(guint value, guint step)
{
    guint bits = g_bit_storage(value);
    guint extra_bits = bits > step + 1 ? bits - step - 1 : 0;
    return (struct deflate_part){
        .symbol = (extra_bits << step) + (value >> extra_bits),
        .extra = value & ((1u << extra_bits) - 1),
        .extra_bits = extra_bits,
    };
}

struct deflate_part deflate_length(guint length)
{
    if (length == 258)
        return (struct deflate_part){DEFLATE_TEXTS - 1, 0, 0};
    struct deflate_part part = split(length - 3, 2);
    part.symbol += DEFLATE_END + 1;
    return part;
}

struct deflate_part deflate_distance(guint distance)
{
    return split(distance - 1, 1);
}

void deflate_put(struct deflate_bits *bits, guint32 value, guint count)
{
    bits->held |= (guint64)value << bits->count;
    bits->count += count;
    if (bits->count < 32)
        return;
    guint32 full = GUINT32_TO_LE((guint32)bits->held);
    g_byte_array_append(bits->bytes, (const guint8 *)&full, sizeof full);
    bits->held >>= 32;
    bits->count -= 32;
}

void deflate_put_symbol(struct deflate_bits *bits, const struct deflate_code *code, guint symbol)
{
    deflate_put(bits, code->bits[symbol], code->length[symbol]);
}

void deflate_put_end(struct deflate_bits *bits)
{
    guint64 rest = GUINT64_TO_LE(bits->held);
    g_byte_array_append(bits->bytes, (const guint8 *)&rest, (bits->count + 7) / 8);
    *bits = (struct deflate_bits){.bytes = bits->bytes};
}

void deflate_put_codes(struct deflate_bits *bits, const struct deflate_code *text,
                       const struct deflate_code *away)
{
    static const guint8 order[LENGTHS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                          11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct deflate_code lengths = {.count = LENGTHS};
    const struct deflate_code *const both[] = {text, away};
    for (guint c = 0; c < G_N_ELEMENTS(both); c++)
        for (guint i = 0; i < both[c]->count; i++)
            lengths.times[both[c]->length[i]]++;
    deflate_code_build(&lengths, LENGTHS_MOST_BITS);
    deflate_put(bits, text->count - 257, 5);
    deflate_put(bits, away->count - 1, 5);
    deflate_put(bits, LENGTHS - 4, 4);
    for (guint i = 0; i < LENGTHS; i++)
        deflate_put(bits, lengths.length[order[i]], 3);
    for (guint c = 0; c < G_N_ELEMENTS(both); c++)
        for (guint i = 0; i < both[c]->count; i++)
            deflate_put_symbol(bits, &lengths, both[c]->length[i]);
}
