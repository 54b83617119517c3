#include "read/source.h"

#include <string.h>

#include "read/bytes.h"
#include "read/decoding.h"
#include "read/scan.h"
#include "read/sheet_rows.h"

/* Stands where a byte could not be decoded; never part of UTF-8. */
#define NO_CHARACTER '\xff'

struct source {
    struct bytes *bytes;
    struct decoding *decoding;  /* NULL: the file is UTF-8 */
    struct sheet_source *sheet; /* NULL: the file is text */
    struct refusal trouble;     /* of a sheet that could not be opened; RULES: none */
    GString *text;              /* that was decoded last */
    gsize block_size;
    gboolean at_end, is_sheet;
    gboolean in_quotes; /* at the end of what is kept */
    guint64 lines;      /* line ends in what is kept */
    guint64 line, byte; /* handed out so far */
    struct block kept;  /* the beginning of the next block: no record ends in it */
};

void block_clear(struct block *block)
{
    g_free(block->data);
    *block = (struct block){0};
}

void block_reserve(struct block *block, gsize capacity)
{
    if (block->data != NULL && capacity <= block->capacity)
        return;
    block->capacity = MAX(capacity, block->capacity + block->capacity / 2);
    block->data = g_realloc(block->data, block->capacity + SCAN_PADDING);
}

/* Leaves the file behind the mark of its encoding; *size: how long that is. */
static gboolean skip_mark(struct source *source, enum encoding encoding, gsize *size,
                          GError **error)
{
    char start[3];
    gsize got;
    enum encoding marked;
    if (!bytes_read(source->bytes, start, sizeof start, &got, error))
        return FALSE;
    *size = encoding_mark(start, got, &marked);
    if (marked != encoding)
        *size = 0;
    return bytes_return(source->bytes, *size, error);
}

struct source *source_open(const char *path, enum encoding encoding, gsize block_size,
                           GError **error)
{
    g_autoptr(source_t) source = g_new0(struct source, 1);
    gsize mark;
    source->block_size = block_size != 0 ? block_size : SOURCE_BLOCK_SIZE;
    source->bytes = bytes_open(path, error);
    if (source->bytes == NULL || !skip_mark(source, encoding, &mark, error))
        return NULL;
    if (encoding == ENCODING_UTF8) {
        source->byte = mark;
    } else {
        source->decoding = decoding_new(source->bytes, mark, encoding);
        source->text = g_string_new(NULL);
    }
    return g_steal_pointer(&source);
}

struct source *source_open_sheet(const char *path, guint sheet, gsize block_size, GError **error)
{
    g_autoptr(source_t) source = g_new0(struct source, 1);
    source->block_size = block_size != 0 ? block_size : SOURCE_BLOCK_SIZE;
    source->bytes = bytes_open(path, error);
    if (source->bytes == NULL)
        return NULL;
    g_autofree char *own = bytes_own_path(source->bytes);
    source->trouble.rule = RULES;
    source->sheet = sheet_source_open(own, sheet, &source->trouble);
    source->is_sheet = TRUE;
    return g_steal_pointer(&source);
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    sheet_source_free(source->sheet);
    decoding_free(source->decoding);
    bytes_free(source->bytes);
    if (source->text != NULL)
        g_string_free(source->text, TRUE);
    block_clear(&source->kept);
    g_free(source);
}

gboolean source_stat(const struct source *source, struct stat *now, GError **error)
{
    return bytes_stat(source->bytes, now, error);
}

void source_take_digest(struct source *source)
{
    bytes_take_digest(source->bytes);
}

gboolean source_digest(struct source *source, char **digest, GError **error)
{
    return bytes_digest(source->bytes, digest, error);
}

/*
 * Behind the last record end at or after `from`, or 0. A CR as the last byte does not count: an
 * LF may follow.
 */
static gsize last_record_end(const struct block *block, gsize from, gboolean in_quotes)
{
    const char *data = block->data;
    for (gsize i = block->size; i > from; i--) {
        char c = data[i - 1];
        if (c == '"')
            in_quotes = !in_quotes;
        else if (!in_quotes && (c == '\n' || (c == '\r' && i < block->size)))
            return i;
    }
    return 0;
}

/* Adds decoded text; where that ends before the file does, a byte that no text has. */
static gboolean add_decoded(struct source *source, struct block *block, GError **error)
{
    struct decoded decoded;
    g_string_truncate(source->text, 0);
    if (!decoding_read(source->decoding, source->block_size, source->text, &decoded, error))
        return FALSE;
    if (decoded.is_bad) {
        g_string_append_c(source->text, NO_CHARACTER);
        block->is_cut = TRUE;
        block->trouble = decoded.trouble;
    }
    block_reserve(block, block->size + source->text->len);
    if (source->text->len > 0)
        memcpy(block->data + block->size, source->text->str, source->text->len);
    block->size += source->text->len;
    source->at_end = decoded.at_end;
    return TRUE;
}

static gboolean add_text(struct source *source, struct block *block, GError **error)
{
    if (source->decoding != NULL)
        return add_decoded(source, block, error);
    gsize got;
    block_reserve(block, block->size + source->block_size);
    if (!bytes_read(source->bytes, block->data + block->size, source->block_size, &got, error))
        return FALSE;
    source->at_end = got < source->block_size;
    block->size += got;
    return TRUE;
}

/* Counts line ends and quotation marks from there on; a CRLF may have come in two pieces. */
static void count(struct source *source, const struct block *block, gsize from)
{
    gboolean is_odd;
    const char *added = block->data + from;
    source->lines += scan_lines(scan_best(), added, block->size - from, &is_odd);
    source->lines -= from > 0 && block->size > from && added[-1] == '\r' && *added == '\n';
    source->in_quotes ^= is_odd;
}

/* Adds bytes until the block holds a whole record; *cut is the end of the last one. */
static gboolean fill(struct source *source, struct block *block, gsize *cut, GError **error)
{
    *cut = 0;
    while (*cut == 0 && !source->at_end) {
        gsize before = block->size;
        if (!add_text(source, block, error))
            return FALSE;
        count(source, block, before);
        gsize from = before > 0 ? before - 1 : 0;
        *cut = last_record_end(block, from, source->in_quotes);
        if (*cut == 0 && block->size > SOURCE_MAX_RECORD)
            source->at_end = TRUE;
    }
    if (source->at_end)
        *cut = block->size;
    return TRUE;
}

/* The next rows of the sheet, or its trouble, which stands behind one byte and comes once. */
static void next_of_sheet(struct source *source, struct block *block)
{
    block_reserve(block, 1);
    block->size = 0;
    block->is_cut = source->trouble.rule != RULES;
    block->line = block->byte = source->line;
    if (block->is_cut) {
        block->trouble = source->trouble;
        block->data[block->size++] = '\0';
        source->trouble.rule = RULES;
        g_clear_pointer(&source->sheet, sheet_source_free);
    } else if (source->sheet != NULL) {
        sheet_source_next(source->sheet, block, source->block_size);
        if (block->is_cut)
            g_clear_pointer(&source->sheet, sheet_source_free);
    }
    memset(block->data + block->size, 0, SCAN_PADDING);
    source->line += block->size > 0 ? block->lines : 0;
}

gboolean source_next(struct source *source, struct block *block, GError **error)
{
    if (source->is_sheet) {
        next_of_sheet(source, block);
        return TRUE;
    }
    struct block *kept = &source->kept;
    block_reserve(block, kept->size + 1);
    block->size = kept->size;
    block->is_cut = FALSE;
    if (kept->size > 0)
        memcpy(block->data, kept->data, kept->size);

    gsize cut;
    if (!fill(source, block, &cut, error))
        return FALSE;
    kept->size = block->size - cut;
    block_reserve(kept, kept->size);
    if (kept->size > 0)
        memcpy(kept->data, block->data + cut, kept->size);

    block->size = cut;
    block->line = source->line;
    block->byte = source->byte;
    memset(block->data + block->size, 0, SCAN_PADDING);
    guint64 kept_lines = scan_lines(scan_best(), kept->data, kept->size, NULL);
    block->lines = source->lines - kept_lines;
    source->lines = kept_lines;
    if (source->at_end && cut > 0 && block->data[cut - 1] != '\n' && block->data[cut - 1] != '\r')
        block->lines++;
    source->line += block->lines;
    source->byte += cut;
    return TRUE;
}

guint64 source_place(const struct source *source)
{
    struct stat now;
    if (source->sheet != NULL && bytes_stat(source->bytes, &now, NULL))
        return (guint64)now.st_size * sheet_source_place(source->sheet) / 1000;
    return bytes_place(source->bytes);
}

guint64 source_lines(const struct source *source)
{
    return source->line;
}
