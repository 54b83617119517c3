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

/*
 * Lines and quotation marks that end in whole lanes before the last byte; *done: so many bytes. A
 * carriage return is rare: only where there is one, what stands behind it is looked at.
 */
ALWAYS guint64 count_in_lanes(const char *text, gsize size, guint64 *quotes, gsize *done)
{
    guint64 lines = 0;
    gsize at = 0;
    while (size - at > sizeof(lanes)) {
        lanes line_ends = {0}, marks = {0}, returns = {0};
        gsize from = at;
        /* 255 is the most that a byte can count. */
        for (guint i = 0; i < 255 && size - at > sizeof(lanes); i++, at += sizeof(lanes)) {
            lanes here = load(text + at);
            line_ends -= IS_BYTE(here, '\n');
            marks -= IS_BYTE(here, '"');
            returns |= IS_BYTE(here, '\r');
        }
        lines += sum_of(&line_ends);
        *quotes += sum_of(&marks);
        for (; sum_of(&returns) != 0 && from < at; from++)
            lines += text[from] == '\r' && text[from + 1] != '\n';
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

/* ---- marks ---- */

/* Finds the bits of 64 bytes. */
typedef void (*bits_finder)(const char *text, char delimiter, struct scan_bits *bits);

/*
 * Adds a mark for each bit that is set in one of the four. Eight are written at once, whatever they
 * are: how many there are is seldom known to the processor beforehand. Delimiters need no kind.
 */
ALWAYS guint32 *add_marks(guint32 place, const struct scan_bits *bits, guint32 *marks)
{
    guint64 low = bits->line_feed | bits->cr, high = bits->quote | bits->cr;
    guint64 all = bits->delimiter | low | high, rest = all;
    guint32 *end = marks + __builtin_popcountll(all);
    for (guint32 *mark = marks; mark < end; mark += 8)
#pragma GCC unroll 8
        for (guint i = 0; i < 8; i++, rest &= rest - 1)
            mark[i] = place + (guint32)__builtin_ctzll(rest | (guint64)1 << 63);
    for (guint64 others = low | high; others != 0; others &= others - 1) {
        guint64 bit = others & -others;
        guint32 kind = (guint32)((low & bit) != 0) | (guint32)((high & bit) != 0) << 1;
        marks[__builtin_popcountll(all & (bit - 1))] |= kind << 30;
    }
    return end;
}

/* See scan_marks(). */
ALWAYS guint find_marks(const char *text, gsize size, char delimiter, guint32 *marks,
                        bits_finder find_bits)
{
    guint32 *end = marks;
    for (gsize at = 0; at < size; at += 64) {
        struct scan_bits bits;
        find_bits(text + at, delimiter, &bits);
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
        end = add_marks((guint32)at, &bits, end);
    }
    return (guint)(end - marks);
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

/* ---- the ways ---- */

static guint find_marks_plainly(const char *text, gsize size, char delimiter, guint32 *marks)
{
    return find_marks(text, size, delimiter, marks, find_bits);
}

static guint64 count_lines_plainly(const char *text, gsize size, gboolean *odd_quotes)
{
    return count_lines(text, size, odd_quotes);
}

static gsize skip_usual_plainly(const char *bytes, gsize size)
{
    return skip_usual(bytes, size);
}

/* x86: one instruction gathers the bits. */
#ifdef __x86_64__

ALWAYS guint64 bits_by_sse2(const __m128i *quarter, char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    guint64 bits = 0;
    for (guint i = 0; i < 4; i++) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128(quarter + i), wanted);
        bits |= (guint64)(guint32)_mm_movemask_epi8(is) << 16 * i;
    }
    return bits;
}

ALWAYS void find_bits_by_sse2(const char *text, char delimiter, struct scan_bits *bits)
{
    const __m128i *quarter = (const __m128i *)(gconstpointer)text;
    *bits = (struct scan_bits){bits_by_sse2(quarter, delimiter), bits_by_sse2(quarter, '\n'),
                               bits_by_sse2(quarter, '"'), bits_by_sse2(quarter, '\r')};
}

static guint find_marks_by_sse2(const char *text, gsize size, char delimiter, guint32 *marks)
{
    return find_marks(text, size, delimiter, marks, find_bits_by_sse2);
}

/* Processors with AVX2 have the others too. */
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 ALWAYS guint64 bits_by_avx2(__m256i low, __m256i high, char byte)
{
    const __m256i wanted = _mm256_set1_epi8(byte);
    guint64 bits = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return bits << 32 | (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
}

AVX2 ALWAYS void find_bits_by_avx2(const char *text, char delimiter, struct scan_bits *bits)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(gconstpointer)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(gconstpointer)(text + 32));
    *bits = (struct scan_bits){bits_by_avx2(low, high, delimiter), bits_by_avx2(low, high, '\n'),
                               bits_by_avx2(low, high, '"'), bits_by_avx2(low, high, '\r')};
}

AVX2 static guint find_marks_by_avx2(const char *text, gsize size, char delimiter, guint32 *marks)
{
    return find_marks(text, size, delimiter, marks, find_bits_by_avx2);
}

AVX2 static guint64 count_lines_by_avx2(const char *text, gsize size, gboolean *odd_quotes)
{
    return count_lines(text, size, odd_quotes);
}

/*
 * Which bytes no usual character holds, by their upper and their lower four bits: both say so with
 * the same bit. 1: 0xc0 and 0xc1; 2: 0xe0 and from 0xed on; 4: from 0xf0 on; 8: NUL.
 */
AVX2 ALWAYS __m256i find_unusual(__m256i here)
{
    const __m256i four = _mm256_set1_epi8(0x0f);
    const __m256i upper =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 4));
    const __m256i lower =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(15, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 6, 6));
    return _mm256_and_si256(
        _mm256_shuffle_epi8(upper, _mm256_and_si256(_mm256_srli_epi16(here, 4), four)),
        _mm256_shuffle_epi8(lower, _mm256_and_si256(here, four)));
}

/* The same as skip_usual(); bytes of 0x80 to 0xbf go on, and must behind those that start. */
AVX2 static gsize skip_usual_by_avx2(const char *bytes, gsize size)
{
    const __m256i below_two = _mm256_set1_epi8((char)0xbf),
                  below_three = _mm256_set1_epi8((char)0xdf);
    const __m256i none = _mm256_setzero_si256(), first = _mm256_set1_epi8((char)0xc0);
    gsize at = 0;
    for (; size - at >= sizeof(lanes); at += sizeof(lanes)) {
        const __m256i_u *place = (const __m256i_u *)(gconstpointer)(bytes + at);
        const __m256i_u *before = (const __m256i_u *)(gconstpointer)(bytes + at - 1);
        const __m256i_u *two_before = (const __m256i_u *)(gconstpointer)(bytes + at - 2);
        __m256i here = _mm256_loadu_si256(place);
        __m256i left =
            _mm256_or_si256(_mm256_subs_epu8(_mm256_loadu_si256(before), below_two),
                            _mm256_subs_epu8(_mm256_loadu_si256(two_before), below_three));
        __m256i must_go_on = _mm256_cmpgt_epi8(left, none);
        __m256i goes_on = _mm256_cmpgt_epi8(first, here);
        __m256i wrong = _mm256_or_si256(_mm256_xor_si256(must_go_on, goes_on), find_unusual(here));
        if (!_mm256_testz_si256(wrong, wrong))
            break;
    }
    return at;
}

#endif

/* The best first; what comes behind it runs wherever it runs. */
static const struct scan ways[] = {
#ifdef __x86_64__
    {"AVX2", find_marks_by_avx2, count_lines_by_avx2, skip_usual_by_avx2},
    {"SSE2", find_marks_by_sse2, count_lines_plainly, skip_usual_plainly},
#endif
    {"C", find_marks_plainly, count_lines_plainly, skip_usual_plainly},
    {NULL, NULL, NULL, NULL},
};

const struct scan *scan_best(void)
{
#ifdef __x86_64__
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") ? ways : ways + 1;
#else
    return ways;
#endif
}

guint64 scan_lines(const struct scan *scan, const char *text, gsize size, gboolean *odd_quotes)
{
    gboolean odd;
    return scan->count_lines(text, size, odd_quotes != NULL ? odd_quotes : &odd);
}

guint scan_marks(const struct scan *scan, const char *text, gsize size, char delimiter,
                 guint32 *marks)
{
    return scan->find_marks(text, size, delimiter, marks);
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
