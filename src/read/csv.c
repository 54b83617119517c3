#include "read/csv.h"

#include <csv.h>
#include <string.h>

#include "read/lines.h"

/* libcsv's buffer grows by so much. */
#define PARSER_STEP 65536

struct csv_reader {
    char delimiter;
    csv_taker take;
    void *data;
    char *text; /* of the record that is being read */
    gsize size, capacity;
    guint count;
    guint64 line;        /* the physical line reached, from 1 */
    guint64 record_line; /* where the record started */
    gboolean after_cr;   /* a record ended with CR: an LF right behind belongs to it */
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

static gboolean may_hold_line_end(const char *text, gsize length)
{
    /* Eight bytes at once: subtracting 0x10 turns on the high bit of a byte below it, and by a
     * borrow now and then that of another byte: the closer look decides. */
    const guint64 high = G_GUINT64_CONSTANT(0x8080808080808080);
    const guint64 low = G_GUINT64_CONSTANT(0x1010101010101010);
    while (length >= 8) {
        guint64 word;
        memcpy(&word, text, 8);
        if (((word - low) & ~word & high) != 0)
            return TRUE;
        text += 8;
        length -= 8;
    }
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\n' || text[i] == '\r')
            return TRUE;
    }
    return FALSE;
}

static void keep_field(struct csv_reader *reader, const char *text, gsize length)
{
    gsize needed = reader->size + length + 1;
    if (needed > reader->capacity) {
        reader->capacity = MAX(2 * needed, 4096);
        reader->text = g_realloc(reader->text, reader->capacity);
    }
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
    if (may_hold_line_end(text, length))
        reader->line += lines_count(text, length);
}

static void take_row(int end, void *data)
{
    struct csv_reader *reader = data;
    if (reader->too_large)
        return;
    if (reader->after_cr && end == '\n') {
        reader->after_cr = FALSE;
        return;
    }
    struct csv_record record = {
        .text = reader->text,
        .field = reader->field,
        .count = reader->count,
        .line = reader->record_line,
        .lines = reader->line - reader->record_line + 1,
    };
    reader->take(reader->data, &record);
    reader->record_line = ++reader->line;
    reader->count = 0;
    reader->size = 0;
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

/* `valid`: so many bytes of the block are UTF-8. */
static gboolean parse(struct csv_reader *reader, struct csv_parser *parser,
                      const struct block *block, gsize valid, struct refusal *refusal)
{
    gsize parsed = csv_parse(parser, block->data, valid, take_field, take_row, reader);
    if (is_too_large(reader, parser->entry_pos))
        return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->record_line);
    if (parsed < valid)
        return refuse(refusal, RULE_STRAY_QUOTE, reader->record_line);
    if (valid < block->size)
        return refuse_byte(refusal, block, valid);
    if (csv_fini(parser, take_field, take_row, reader) != 0)
        return refuse(refusal, RULE_OPEN_QUOTE, reader->line);
    if (reader->too_large)
        return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->record_line);
    return TRUE;
}

gboolean csv_read(struct csv_reader *reader, const struct block *block, csv_taker take, void *data,
                  struct refusal *refusal)
{
    reader->take = take;
    reader->data = data;
    reader->line = reader->record_line = block->line + 1;
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

    const char *end;
    g_utf8_validate_len(block->data, block->size, &end);
    gsize valid = (gsize)(end - block->data);
    gboolean ok = parse(reader, &parser, block, valid, refusal);
    csv_free(&parser);
    return ok;
}

const char *csv_library_version(void)
{
    return G_STRINGIFY(CSV_MAJOR) "." G_STRINGIFY(CSV_MINOR) "." G_STRINGIFY(CSV_RELEASE);
}
