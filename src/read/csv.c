#include "read/csv.h"

#include <csv.h>
#include <string.h>

#include "read/lines.h"
#include "read/utf8.h"

/* libcsv's buffer grows by so much. */
#define PARSER_STEP 65536

struct csv_reader {
    char delimiter;
    csv_taker take;
    void *data;
    char *text; /* of the record that is being read */
    gsize size, capacity;
    guint count;
    guint64 line;      /* where the record started, from 1 */
    gboolean after_cr; /* a record ended with CR: an LF right behind belongs to it */
    gboolean too_large;
    struct csv_field field[CSV_MAX_FIELDS];
};

struct csv_reader *csv_reader_new(char delimiter)
{
    struct csv_reader *reader = g_new0(struct csv_reader, 1);
    reader->delimiter = delimiter;
    return reader;
}

void csv_reader_free(struct csv_reader *reader)
{
    if (reader == NULL)
        return;
    g_free(reader->text);
    g_free(reader);
}

static int is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* No room for a field beyond the limit: libcsv then stops in it. */
static void *resize(void *buffer, size_t size)
{
    return size <= CSV_MAX_FIELD + 2 * PARSER_STEP ? g_realloc(buffer, size) : NULL;
}

static void reserve(struct csv_reader *reader, gsize needed)
{
    if (needed <= reader->capacity)
        return;
    reader->capacity = MAX(2 * needed, 4096);
    reader->text = g_realloc(reader->text, reader->capacity);
}

static void keep_field(struct csv_reader *reader, const char *text, gsize length)
{
    gsize needed = reader->size + length + 1;
    reserve(reader, needed);
    reader->field[reader->count++] = (struct csv_field){reader->size, length};
    if (length > 0)
        memcpy(reader->text + reader->size, text, length);
    reader->text[needed - 1] = '\0';
    reader->size = needed;
}

static gboolean is_too_large(const struct csv_reader *reader, gsize length)
{
    return reader->too_large || length > CSV_MAX_FIELD ||
           reader->size + length + 1 > CSV_MAX_RECORD;
}

static void take_field(void *text, size_t length, void *data)
{
    struct csv_reader *reader = data;
    reader->after_cr = FALSE;
    if (reader->count == CSV_MAX_FIELDS || is_too_large(reader, length)) {
        reader->too_large = TRUE;
        return;
    }
    keep_field(reader, text, length);
}

/* Line ends inside the fields that were kept; the NUL behind each keeps them apart. */
static guint64 lines_within(const struct csv_reader *reader)
{
    return reader->size > 0 ? lines_count(reader->text, reader->size) : 0;
}

static void hand_over(struct csv_reader *reader, guint64 lines, gboolean is_open)
{
    struct csv_record record = {
        .text = reader->text,
        .field = reader->field,
        .count = reader->count,
        .line = reader->line,
        .lines = lines,
        .is_open = is_open,
    };
    reader->take(reader->data, &record);
    reader->line += lines;
    reader->count = 0;
    reader->size = 0;
}

static void take_row(int end, void *data)
{
    struct csv_reader *reader = data;
    if (reader->too_large)
        return;
    if (!reader->after_cr || end != '\n')
        hand_over(reader, lines_within(reader) + 1, end == -1);
    reader->after_cr = end == '\r';
}

static gboolean refuse(struct refusal *refusal, enum rule rule, guint64 line)
{
    *refusal = (struct refusal){.rule = rule, .line = line};
    return FALSE;
}

static gboolean refuse_byte(struct refusal *refusal, const struct block *block, gsize place)
{
    guint64 line = block->line + lines_count(block->data, place) + 1;
    if (block->is_cut && place + 1 == block->size) {
        *refusal = block->trouble;
        refusal->line = line;
        return FALSE;
    }
    refuse(refusal, RULE_NOT_UTF8, line);
    g_snprintf(refusal->value, sizeof refusal->value, "%02X", (guint8)block->data[place]);
    g_snprintf(refusal->hint, sizeof refusal->hint, "%" G_GUINT64_FORMAT, block->byte + place + 1);
    return FALSE;
}

/*
 * The field that starts at *at of a line that ends with a delimiter too many; *at is then behind
 * it. FALSE: a quotation mark that is not simply the first or last sign of the field.
 */
static gboolean cut_field(struct csv_reader *reader, gsize *at, gsize length)
{
    char *text = reader->text, delimiter = reader->delimiter;
    gsize start = *at, end = start, behind;
    if (text[start] == '"') {
        start++;
        const char *closing = memchr(text + start, '"', length - start);
        if (closing == NULL)
            return FALSE;
        end = (gsize)(closing - text);
        behind = end + 1;
    } else {
        while (text[end] != delimiter && text[end] != '"')
            end++;
        behind = end;
    }
    if (text[behind] != delimiter)
        return FALSE;
    text[end] = '\0';
    reader->field[reader->count++] = (struct csv_field){start, end - start};
    *at = behind + 1;
    return TRUE;
}

/*
 * Cuts a plain line at its delimiters, as libcsv would in many times the steps. FALSE: what its
 * marks mean, a CR within or the limits need a closer look; libcsv shall have it.
 */
static gboolean split(struct csv_reader *reader, const char *line, gsize length)
{
    if (length > 0 && line[length - 1] == '\r')
        length--;
    if (length > CSV_MAX_FIELD || memchr(line, '\r', length) != NULL)
        return FALSE;
    reserve(reader, length + 1);
    memcpy(reader->text, line, length);
    reader->text[length] = reader->delimiter;
    gboolean is_plain = TRUE;
    for (gsize at = 0; length > 0 && at <= length && is_plain;)
        is_plain = reader->count < CSV_MAX_FIELDS && cut_field(reader, &at, length);
    if (is_plain)
        hand_over(reader, 1, FALSE);
    reader->count = 0;
    return is_plain;
}

static const char *find(const char *at, const char *end, char c)
{
    const char *found = at < end ? memchr(at, c, (gsize)(end - at)) : NULL;
    return found != NULL ? found : end;
}

/* Behind the line end that is not within quotation marks, or the end. */
static const char *end_of_record(const char *at, const char *end)
{
    gboolean in_quotes = FALSE;
    for (; at < end; at++) {
        if (*at == '"')
            in_quotes = !in_quotes;
        else if (*at == '\n' && !in_quotes)
            return at + 1;
    }
    return end;
}

/* Whole records, and what the end leaves of one. */
static gboolean parse(struct csv_reader *reader, struct csv_parser *parser, const char *from,
                      const char *to, struct refusal *refusal)
{
    for (const char *at = from, *next; at < to; at = next) {
        const char *line_end = find(at, to, '\n');
        next = line_end + 1;
        if (line_end < to && split(reader, at, (gsize)(line_end - at)))
            continue;
        next = end_of_record(at, to);
        gsize size = (gsize)(next - at);
        gsize parsed = csv_parse(parser, at, size, take_field, take_row, reader);
        if (is_too_large(reader, parser->entry_pos))
            return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->line);
        if (parsed < size)
            return refuse(refusal, RULE_STRAY_QUOTE, reader->line);
    }
    return TRUE;
}

static gboolean finish(struct csv_reader *reader, struct csv_parser *parser,
                       struct refusal *refusal)
{
    if (csv_fini(parser, take_field, take_row, reader) != 0)
        return refuse(refusal, RULE_OPEN_QUOTE, reader->line + lines_within(reader));
    if (reader->too_large)
        return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->line);
    return TRUE;
}

gboolean csv_read(struct csv_reader *reader, const struct block *block, csv_taker take, void *data,
                  struct refusal *refusal)
{
    reader->take = take;
    reader->data = data;
    reader->line = block->line + 1;
    reader->count = 0;
    reader->size = 0;
    reader->after_cr = reader->too_large = FALSE;

    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&parser, (unsigned char)reader->delimiter);
    csv_set_space_func(&parser, is_never_space);
    csv_set_realloc_func(&parser, resize);
    csv_set_free_func(&parser, g_free);
    csv_set_blk_size(&parser, PARSER_STEP);

    gsize valid = utf8_valid(block->data, block->size);
    gboolean is_read = parse(reader, &parser, block->data, block->data + valid, refusal) &&
                       (valid == block->size ? finish(reader, &parser, refusal)
                                             : refuse_byte(refusal, block, valid));
    csv_free(&parser);
    return is_read;
}

const char *csv_library_version(void)
{
    return G_STRINGIFY(CSV_MAJOR) "." G_STRINGIFY(CSV_MINOR) "." G_STRINGIFY(CSV_RELEASE);
}
