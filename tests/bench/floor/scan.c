/*
 * scan FILE...: the least that reading CSV can cost: each byte is read once, and the ends of fields
 * and rows are found 16 bytes at a time. Needs SSE2.
 */
#include <emmintrin.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct counts {
    unsigned long fields, rows;
    int quoted;
};

/* A bit for each of 16 bytes that is a comma, a quotation mark or a line end. */
static unsigned marks_of(const unsigned char *bytes)
{
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i comma = _mm_cmpeq_epi8(block, _mm_set1_epi8(','));
    __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    __m128i line = _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(comma, quote), line));
}

static void count(const unsigned char *bytes, ssize_t length, struct counts *counts)
{
    for (ssize_t i = 0; i < length; i += 16) {
        unsigned marks = marks_of(bytes + i);
        if (length - i < 16)
            marks &= (1u << (length - i)) - 1;
        for (; marks != 0; marks &= marks - 1) {
            unsigned char mark = bytes[i + __builtin_ctz(marks)];
            counts->quoted ^= mark == '"';
            counts->fields += mark != '"' && !counts->quoted;
            counts->rows += mark == '\n' && !counts->quoted;
        }
    }
}

int main(int argc, char **argv)
{
    static unsigned char buffer[(1 << 20) + 16];
    struct counts counts = {0, 0, 0};
    for (int i = 1; i < argc; i++) {
        int file = open(argv[i], O_RDONLY);
        ssize_t got;
        if (file < 0)
            return EXIT_FAILURE;
        while ((got = read(file, buffer, 1 << 20)) > 0)
            count(buffer, got, &counts);
        close(file);
    }
    printf("%lu fields, %lu rows\n", counts.fields, counts.rows);
    return EXIT_SUCCESS;
}
