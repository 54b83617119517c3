#include "read/scan.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* 64 bytes of a text, a bit each. */
struct scan_bits {
    guint64 delimiter, line_feed, quote, cr;
};

#define ALWAYS static inline __attribute__((always_inline))

/* ---- plain C, which GCC makes the best of that the target has ---- */

/* What load() returns never leaves the function it is inlined into: how it would is no matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

/* Bytes at once; what is true of a byte is 0xff in its place. */
typedef guint8 lanes __attribute__((vector_size(32)));

ALWAYS lanes load(const char *bytes)
{
    lanes loaded;
    memcpy(&loaded, bytes, sizeof loaded);
    return loaded;
}

#define IS_BYTE(bytes, byte) ((lanes)((bytes) == (guint8)(byte)))
#define LIE_WITHIN(bytes, first, last) ((lanes)((bytes) - (first) <= (guint8)((last) - (first))))

ALWAYS guint64 sum_of(const lanes *bytes)
{
    guint64 words[4], sum = 0;
    const guint64 even = G_GUINT64_CONSTANT(0x00ff00ff00ff00ff);
    memcpy(words, bytes, sizeof words);
    for (guint i = 0; i < 4; i++) {
        guint64 pairs = (words[i] & even) + (words[i] >> 8 & even);
        sum += pairs * G_GUINT64_CONSTANT(0x0001000100010001) >> 48;
    }
    return sum;
}

/* Lines and quotation marks that end in whole lanes before the last byte; *done: so many bytes. */
ALWAYS guint64 count_in_lanes(const char *text, gsize size, guint64 *quotes, gsize *done)
{
    guint64 lines = 0;
    gsize at = 0;
    while (size - at > sizeof(lanes)) {
        lanes line_ends = {0}, marks = {0};
        /* 255 is the most that a byte can count. */
        for (guint i = 0; i < 255 && size - at > sizeof(lanes); i++, at += sizeof(lanes)) {
            lanes here = load(text + at), next = load(text + at + 1);
            line_ends -= IS_BYTE(here, '\n') | (IS_BYTE(here, '\r') & ~IS_BYTE(next, '\n'));
            marks -= IS_BYTE(here, '"');
        }
        lines += sum_of(&line_ends);
        *quotes += sum_of(&marks);
    }
    *done = at;
    return lines;
}

ALWAYS guint64 count_lines(const char *text, gsize size, gboolean *odd_quotes)
{
    guint64 quotes = 0;
    gsize at;
    guint64 lines = count_in_lanes(text, size, &quotes, &at);
    for (; at < size; at++) {
        lines += text[at] == '\n' || (text[at] == '\r' && (at + 1 == size || text[at + 1] != '\n'));
        quotes += text[at] == '"';
    }
    *odd_quotes = quotes % 2 != 0;
    return lines;
}

/*
 * How far bytes, behind two that are there, go on with ASCII and the characters of two and three
 * bytes that no look at a second byte is needed for. That is nearly all text.
 */
ALWAYS gsize skip_usual(const char *bytes, gsize size)
{
    gsize at = 0;
    for (; size - at >= sizeof(lanes); at += sizeof(lanes)) {
        lanes here = load(bytes + at), before = load(bytes + at - 1);
        lanes two_before = load(bytes + at - 2);
        lanes goes_on = LIE_WITHIN(here, 0x80, 0xbf);
        lanes starts = LIE_WITHIN(here, 0xc2, 0xdf) | LIE_WITHIN(here, 0xe1, 0xec);
        lanes must_go_on = LIE_WITHIN(before, 0xc2, 0xdf) | LIE_WITHIN(before, 0xe1, 0xec) |
                           LIE_WITHIN(two_before, 0xe1, 0xec);
        lanes wrong = (goes_on ^ must_go_on) | ~(goes_on | starts | LIE_WITHIN(here, 0x01, 0x7f));
        guint64 words[4];
        memcpy(words, &wrong, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) != 0)
            break;
    }
    return at;
}

/* The upper bits of eight bytes of 0xff or 0, as one byte. */
static guint64 gather_bits(const guint8 *eight)
{
    guint64 word;
    memcpy(&word, eight, sizeof word);
    word = GUINT64_FROM_LE(word) & G_GUINT64_CONSTANT(0x0101010101010101);
    return word * G_GUINT64_CONSTANT(0x0102040810204080) >> 56;
}

static guint64 bits_of(const char *text, char byte)
{
    guint64 bits = 0;
    for (guint half = 0; half < 2; half++) {
        guint8 found[sizeof(lanes)];
        lanes is = IS_BYTE(load(text + half * sizeof(lanes)), byte);
        memcpy(found, &is, sizeof found);
        for (guint i = 0; i < sizeof(lanes) / 8; i++)
            bits |= gather_bits(found + 8 * i) << (half * sizeof(lanes) + 8 * i);
    }
    return bits;
}

static void find_bits(const char *text, char delimiter, struct scan_bits *bits)
{
    *bits = (struct scan_bits){bits_of(text, delimiter), bits_of(text, '\n'), bits_of(text, '"'),
                               bits_of(text, '\r')};
}

static guint64 count_lines_plainly(const char *text, gsize size, gboolean *odd_quotes)
{
    return count_lines(text, size, odd_quotes);
}

static gsize skip_usual_plainly(const char *bytes, gsize size)
{
    return skip_usual(bytes, size);
}

/* ---- x86: one instruction gathers the bits ---- */

#ifdef __x86_64__

static guint64 bits_by_sse2(const __m128i *quarter, char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    guint64 bits = 0;
    for (guint i = 0; i < 4; i++) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128(quarter + i), wanted);
        bits |= (guint64)(guint32)_mm_movemask_epi8(is) << 16 * i;
    }
    return bits;
}

static void find_bits_by_sse2(const char *text, char delimiter, struct scan_bits *bits)
{
    const __m128i *quarter = (const __m128i *)(gconstpointer)text;
    *bits = (struct scan_bits){bits_by_sse2(quarter, delimiter), bits_by_sse2(quarter, '\n'),
                               bits_by_sse2(quarter, '"'), bits_by_sse2(quarter, '\r')};
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static guint64 bits_by_avx2(__m256i low, __m256i high, char byte)
{
    const __m256i wanted = _mm256_set1_epi8(byte);
    guint64 bits = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return bits << 32 | (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
}

AVX2 static void find_bits_by_avx2(const char *text, char delimiter, struct scan_bits *bits)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(gconstpointer)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(gconstpointer)(text + 32));
    *bits = (struct scan_bits){bits_by_avx2(low, high, delimiter), bits_by_avx2(low, high, '\n'),
                               bits_by_avx2(low, high, '"'), bits_by_avx2(low, high, '\r')};
}

AVX2 static guint64 count_lines_by_avx2(const char *text, gsize size, gboolean *odd_quotes)
{
    return count_lines(text, size, odd_quotes);
}

AVX2 static gsize skip_usual_by_avx2(const char *bytes, gsize size)
{
    return skip_usual(bytes, size);
}

#endif

/* The best first; what comes behind it runs wherever it runs. */
static const struct scan ways[] = {
#ifdef __x86_64__
    {"AVX2", find_bits_by_avx2, count_lines_by_avx2, skip_usual_by_avx2},
    {"SSE2", find_bits_by_sse2, count_lines_plainly, skip_usual_plainly},
#endif
    {"C", find_bits, count_lines_plainly, skip_usual_plainly},
    {NULL, NULL, NULL, NULL},
};

const struct scan *scan_best(void)
{
#ifdef __x86_64__
    return __builtin_cpu_supports("avx2") ? ways : ways + 1;
#else
    return ways;
#endif
}

guint64 scan_lines(const struct scan *scan, const char *text, gsize size, gboolean *odd_quotes)
{
    gboolean odd;
    return scan->count_lines(text, size, odd_quotes != NULL ? odd_quotes : &odd);
}

/* ---- marks ---- */

/* Adds a mark for each bit that is set in one of the four. */
static guint add_marks(guint32 place, const struct scan_bits *bits, guint32 *marks)
{
    guint64 low = bits->line_feed | bits->cr, high = bits->quote | bits->cr;
    guint count = 0;
    for (guint64 rest = bits->delimiter | low | high; rest != 0; rest &= rest - 1) {
        guint bit = (guint)__builtin_ctzll(rest);
        guint32 kind = (guint32)(low >> bit & 1) | (guint32)(high >> bit & 1) << 1;
        marks[count++] = (place + bit) | kind << 30;
    }
    return count;
}

guint scan_marks(const struct scan *scan, const char *text, gsize size, char delimiter,
                 guint32 *marks)
{
    guint count = 0;
    for (gsize at = 0; at < size; at += 64) {
        struct scan_bits bits;
        scan->find_bits(text + at, delimiter, &bits);
        if (bits.cr != 0) {
            guint64 next = bits.line_feed >> 1 | (guint64)(text[at + 64] == '\n') << 63;
            bits.cr &= ~next;
        }
        if (size - at < 64) {
            guint64 within = ((guint64)1 << (size - at)) - 1;
            bits.delimiter &= within;
            bits.line_feed &= within;
            bits.quote &= within;
            bits.cr &= within;
        }
        count += add_marks((guint32)at, &bits, marks + count);
    }
    return count;
}

/* ---- UTF-8 ---- */

/* Bytes of the character at the start, or 0. */
static gsize character(const char *bytes, gsize size)
{
    const char *end;
    g_utf8_validate_len(bytes, MIN(size, 4), &end);
    return end > bytes ? (gsize)(g_utf8_next_char(bytes) - bytes) : 0;
}

/* Where the character starts that may reach to `at`. */
static gsize start_of(const char *bytes, gsize at)
{
    gsize start = at;
    while (start > 0 && at - start < 3 && ((guint8)bytes[start - 1] & 0xc0) == 0x80)
        start--;
    return start > 0 && (guint8)bytes[start - 1] >= 0xc0 ? start - 1 : at;
}

gsize scan_utf8(const struct scan *scan, const char *bytes, gsize size)
{
    gsize at = 0;
    while (at < size) {
        if (at >= 2)
            at += scan->skip_usual(bytes + at, size - at);
        gsize stop = MIN(at + sizeof(lanes), size), length;
        for (at = start_of(bytes, at); at < stop; at += length) {
            length = character(bytes + at, size - at);
            if (length == 0)
                return at;
        }
    }
    return at;
}
