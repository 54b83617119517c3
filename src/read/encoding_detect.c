#include "read/encoding_detect.h"

#include <string.h>

#include "read/scan.h"

#define CHUNK ((gsize)64 << 10)
#define SAMPLE ((gsize)1 << 20)

/* Of a hundred words so many must be Vietnamese, and by so much no other way may come near. */
#define GOOD_ENOUGH 60
#define AHEAD 20

/* Of a hundred units of UTF-16 so many at least have a zero byte. */
#define ZEROS_ENOUGH 20

/* What a legacy encoding makes of the sample. */
struct candidate {
    struct syllables words; /* each a few times only */
    gboolean is_clean;      /* every byte has a meaning */
    GString *text;
};

static gsize ascii_prefix(const char *bytes, gsize size)
{
    gsize i = 0;
    while (i < size && (guint8)bytes[i] < 0x80)
        i++;
    return i;
}

/* UTF-16 without a mark: ASCII in it has its zero bytes all on one side. */
static enum encoding encoding_by_zeros(const char *bytes, gsize size)
{
    gsize zeros[2] = {0, 0};
    for (gsize i = 0; i < size; i++)
        zeros[i % 2] += bytes[i] == '\0';
    gsize enough = MAX(size / 2 * ZEROS_ENOUGH / 100, 1);
    if (zeros[0] == 0 && zeros[1] >= enough)
        return ENCODING_UTF16LE;
    return zeros[1] == 0 && zeros[0] >= enough ? ENCODING_UTF16BE : ENCODINGS;
}

/* Valid but for a character that the end of the sample cuts; *bad is the first wrong byte. */
static gboolean is_utf8(const char *bytes, gsize size, gboolean is_whole, gsize *bad)
{
    const char *end;
    if (g_utf8_validate_len(bytes, size, &end))
        return TRUE;
    *bad = (gsize)(end - bytes);
    return !is_whole && size - *bad < 4 &&
           g_utf8_get_char_validated(end, (gssize)(size - *bad)) == (gunichar)-2;
}

/* The length of the line at `at` with its end. */
static guint line_size(const GByteArray *sample, guint at)
{
    guint end = at;
    while (end < sample->len && sample->data[end] != '\n' && sample->data[end] != '\r')
        end++;
    return MIN(end + 1, sample->len) - at;
}

/* Whether more letters beyond ASCII are UTF-8 than bytes are not; FALSE: there are none. */
static gboolean is_utf8_line(const char *line, gsize size)
{
    guint64 good = 0, bad = 0;
    for (const char *p = line, *end = line + size; p < end;) {
        gunichar c =
            (guint8)*p < 0x80 ? (gunichar)*p : g_utf8_get_char_validated(p, (gssize)(end - p));
        gboolean is_bad = c == (gunichar)-1 || c == (gunichar)-2;
        good += !is_bad && c >= 0x80;
        bad += is_bad;
        p = is_bad ? p + 1 : g_utf8_next_char(p);
    }
    return good > bad;
}

/*
 * Whether no fewer lines with letters beyond ASCII are UTF-8 than are not, and one is. If there are
 * fewer, they are taken out: they are no evidence for another encoding.
 */
static gboolean is_mostly_utf8(GByteArray *sample)
{
    g_autoptr(GByteArray) others = g_byte_array_new();
    guint64 good = 0, bad = 0;
    for (guint at = 0, size; at < sample->len; at += size) {
        const char *line = (const char *)sample->data + at;
        size = line_size(sample, at);
        if (is_utf8_line(line, size)) {
            good++;
            continue;
        }
        bad += ascii_prefix(line, size) < size;
        g_byte_array_append(others, sample->data + at, size);
    }
    if (good > 0 && good >= bad)
        return TRUE;
    g_byte_array_set_size(sample, 0);
    g_byte_array_append(sample, others->data, others->len);
    return FALSE;
}

/* Bytes without a meaning are left out. */
static void candidate_init(struct candidate *candidate, enum encoding encoding,
                           const GByteArray *sample)
{
    g_autoptr(decoder_t) decoder = decoder_new(encoding);
    const char *bytes = (const char *)sample->data;
    gsize used;
    candidate->text = g_string_sized_new(sample->len);
    candidate->is_clean = TRUE;
    for (gsize at = 0; at < sample->len; at += used + !candidate->is_clean) {
        if (decoder_append(decoder, bytes + at, sample->len - at, candidate->text, &used))
            break;
        candidate->is_clean = FALSE;
    }
    syllables_count_varied(candidate->text->str, candidate->text->len, &candidate->words);
}

static guint64 share(const struct candidate *candidate)
{
    return candidate->words.words > 0 ? 100 * candidate->words.good / candidate->words.words : 0;
}

/* A few words may be syllables in two ways, but hardly frequent ones. */
static guint64 score(const struct candidate *candidate)
{
    const struct syllables *words = &candidate->words;
    return words->words > 0 ? 50 * (words->good + words->common) / words->words : 0;
}

static gboolean is_better(const struct candidate *one, const struct candidate *other)
{
    gboolean is_good = share(one) >= GOOD_ENOUGH && one->is_clean;
    gboolean other_is_good = share(other) >= GOOD_ENOUGH && other->is_clean;
    return is_good != other_is_good ? is_good : score(one) > score(other);
}

/* Another way that is nearly as good and gives another text. */
static gboolean is_rival(const struct candidate *other, const struct candidate *best)
{
    return other != best && other->is_clean >= best->is_clean &&
           score(other) + AHEAD > score(best) && !g_string_equal(other->text, best->text);
}

static enum encoding choose(const struct candidate *candidates)
{
    enum encoding best = ENCODING_CP1258;
    for (guint i = best + 1; i < ENCODINGS; i++) {
        if (is_better(&candidates[i], &candidates[best]))
            best = i;
    }
    gboolean is_sure = share(&candidates[best]) >= GOOD_ENOUGH;
    for (guint i = ENCODING_CP1258; i < ENCODINGS; i++)
        is_sure = is_sure && !is_rival(&candidates[i], &candidates[best]);
    return is_sure ? best : ENCODINGS;
}

static void choose_legacy(const GByteArray *sample, enum encoding wanted, struct detected *detected)
{
    struct candidate candidates[ENCODINGS] = {0};
    for (guint i = ENCODING_CP1258; i < ENCODINGS; i++)
        candidate_init(&candidates[i], i, sample);
    detected->encoding = encoding_is_legacy(wanted) ? wanted : choose(candidates);
    if (detected->encoding < ENCODINGS) {
        const GString *text = candidates[detected->encoding].text;
        syllables_count(text->str, text->len, &detected->words);
    }
    for (guint i = ENCODING_CP1258; i < ENCODINGS; i++)
        g_string_free(candidates[i].text, TRUE);
}

/* So many words of a sheet are enough. */
#define SHOWN_ENOUGH 5

void encoding_detect_shown(const GByteArray *bytes, const GString *shown, enum encoding wanted,
                           struct detected *detected)
{
    struct candidate as_it_stands = {.is_clean = TRUE};
    *detected = (struct detected){.encoding = ENCODINGS};
    syllables_count_varied(shown->str, shown->len, &as_it_stands.words);
    choose_legacy(bytes, wanted, detected);
    gboolean is_told = detected->encoding < ENCODINGS && detected->words.good >= SHOWN_ENOUGH;
    guint64 good = is_told ? 100 * detected->words.good / detected->words.words : 0;
    if (!is_told || share(&as_it_stands) + AHEAD > good)
        *detected = (struct detected){.encoding = ENCODING_UTF8};
}

/* Reads on until the sample has `size` bytes; *is_whole: there are no more. */
static gboolean read_on(struct bytes *bytes, GByteArray *sample, gsize size, gboolean *is_whole,
                        GError **error)
{
    gsize before = sample->len, got;
    g_byte_array_set_size(sample, (guint)size);
    if (!bytes_read(bytes, (char *)sample->data + before, size - before, &got, error))
        return FALSE;
    g_byte_array_set_size(sample, (guint)(before + got));
    *is_whole = before + got < size;
    return TRUE;
}

/* The last line of a sample that is not the whole file may be cut. */
static void trim_line(GByteArray *sample)
{
    for (guint i = sample->len; i > 0; i--) {
        if (sample->data[i - 1] == '\n' || sample->data[i - 1] == '\r') {
            g_byte_array_set_size(sample, i);
            return;
        }
    }
}

/* The sample holds a byte that is not UTF-8. */
static gboolean detect_legacy(struct bytes *bytes, GByteArray *sample, enum encoding wanted,
                              struct detected *detected, GError **error)
{
    gboolean is_whole = sample->len < CHUNK;
    if (!is_whole && !read_on(bytes, sample, SAMPLE, &is_whole, error))
        return FALSE;
    if (!is_whole)
        trim_line(sample);
    if (is_mostly_utf8(sample))
        detected->encoding = ENCODING_UTF8;
    else
        choose_legacy(sample, wanted, detected);
    return TRUE;
}

gboolean encoding_detect(struct bytes *bytes, enum encoding wanted, struct detected *detected,
                         GError **error)
{
    g_autoptr(GByteArray) sample = g_byte_array_new();
    gboolean is_whole;
    *detected = (struct detected){.encoding = ENCODINGS};
    if (!read_on(bytes, sample, CHUNK, &is_whole, error))
        return FALSE;
    const char *data = (const char *)sample->data;
    if (encoding_mark(data, sample->len, &detected->encoding) > 0)
        return TRUE;
    detected->encoding = encoding_by_zeros(data, sample->len);
    if (wanted < ENCODINGS && !encoding_is_legacy(wanted))
        detected->encoding = wanted;

    guint64 place = 0, line = 1;
    gsize bad = 0;
    while (detected->encoding == ENCODINGS) {
        data = (const char *)sample->data;
        gboolean is_ascii = ascii_prefix(data, sample->len) == sample->len;
        if (is_ascii ? is_whole : is_utf8(data, sample->len, is_whole, &bad)) {
            detected->encoding = ENCODING_UTF8;
        } else if (!is_ascii) {
            detected->byte = (guint8)data[bad];
            detected->place = place + bad + 1;
            detected->line = line + scan_lines(scan_best(), data, bad, NULL);
            return detect_legacy(bytes, sample, wanted, detected, error);
        } else {
            place += sample->len;
            line += scan_lines(scan_best(), data, sample->len, NULL);
            g_byte_array_set_size(sample, 0);
            if (!read_on(bytes, sample, CHUNK, &is_whole, error))
                return FALSE;
        }
    }
    return TRUE;
}
