#include "write/deflate.h"

#include <libdeflate.h>
#include <string.h>

#include "write/deflate_code.h"

#define SHORTEST 4 /* a shorter repetition is not worth its distance */
#define LONGEST 258
#define WINDOW 32768
#define BLOCK_TOKENS 65536

/* A repetition this long is taken without asking where the bytes began last. */
#define LONG_ENOUGH 12

#define PLACE_BITS 15

/* A byte, or a repetition: the sign, the length less 3 and the distance less 1. */
#define REPETITION 0x80000000u

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

static struct deflate_part length_part(guint32 token)
{
    return deflate_length((token >> 16 & 0xff) + 3);
}

static struct deflate_part distance_part(guint32 token)
{
    return deflate_distance((token & 0x7fff) + 1);
}

static void count_tokens(const GArray *tokens, struct deflate_code *text, struct deflate_code *away)
{
    for (guint i = 0; i < tokens->len; i++) {
        guint32 token = g_array_index(tokens, guint32, i);
        if ((token & REPETITION) == 0) {
            text->times[token]++;
            continue;
        }
        text->times[length_part(token).symbol]++;
        away->times[distance_part(token).symbol]++;
    }
    text->times[DEFLATE_END]++;
}

static void put_part(struct deflate_bits *bits, const struct deflate_code *code,
                     struct deflate_part part)
{
    deflate_put_symbol(bits, code, part.symbol);
    deflate_put(bits, part.extra, part.extra_bits);
}

static void put_block(struct deflate_bits *bits, const GArray *tokens, gboolean last)
{
    struct deflate_code text = {.count = DEFLATE_TEXTS}, away = {.count = DEFLATE_DISTANCES};
    count_tokens(tokens, &text, &away);
    deflate_code_build(&text, DEFLATE_MOST_BITS);
    deflate_code_build(&away, DEFLATE_MOST_BITS);
    deflate_put(bits, last ? 1 : 0, 1);
    deflate_put(bits, 2, 2); /* codes of its own */
    deflate_put_codes(bits, &text, &away);
    for (guint i = 0; i < tokens->len; i++) {
        guint32 token = g_array_index(tokens, guint32, i);
        if ((token & REPETITION) == 0) {
            deflate_put_symbol(bits, &text, token);
            continue;
        }
        put_part(bits, &text, length_part(token));
        put_part(bits, &away, distance_part(token));
    }
    deflate_put_symbol(bits, &text, DEFLATE_END);
}

static void put_rows(struct deflate_bits *bits, const struct deflate_rows *rows)
{
    struct match_search *search = g_new0(struct match_search, 1);
    g_autoptr(GArray) tokens = g_array_sized_new(FALSE, FALSE, sizeof(guint32), BLOCK_TOKENS);
    search->rows = rows;
    for (gsize at = 0; at < rows->length;) {
        guint length;
        guint32 token = next_token(search, at, &length);
        g_array_append_val(tokens, token);
        at += length;
        if (tokens->len == BLOCK_TOKENS && at < rows->length) {
            put_block(bits, tokens, FALSE);
            g_array_set_size(tokens, 0);
        }
    }
    put_block(bits, tokens, TRUE);
    g_free(search);
}

GByteArray *deflate_rows(const struct deflate_rows *rows)
{
    static const guint8 head[] = {0x78, 0x01}; /* a window of 32 KiB, made fast */
    g_assert(rows->length < G_MAXUINT32);
    struct deflate_bits bits = {.bytes = g_byte_array_new()};
    g_byte_array_append(bits.bytes, head, sizeof head);
    put_rows(&bits, rows);
    deflate_put_end(&bits);
    guint32 sum = GUINT32_TO_BE(libdeflate_adler32(1, rows->bytes, rows->length));
    g_byte_array_append(bits.bytes, (const guint8 *)&sum, sizeof sum);
    return bits.bytes;
}
