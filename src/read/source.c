#include "read/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "read/lines.h"

struct source {
    int descriptor;
    char *path;
    gsize block_size;
    gboolean at_end;
    gboolean in_quotes; /* at the end of what is kept */
    guint64 line, byte; /* handed out so far */
    struct block kept;  /* the beginning of the next block: no record ends in it */
};

static const char byte_order_mark[] = "\xef\xbb\xbf";

void block_clear(struct block *block)
{
    g_free(block->data);
    *block = (struct block){0};
}

static void block_reserve(struct block *block, gsize capacity)
{
    if (capacity <= block->capacity)
        return;
    block->capacity = MAX(capacity, block->capacity + block->capacity / 2);
    block->data = g_realloc(block->data, block->capacity);
}

static gboolean raise_errno(GError **error, enum message message, const char *path)
{
    return error_raise(error, TONGKET_ERROR_INPUT, message, path, g_strerror(errno), NULL);
}

static gssize read_bytes(const struct source *source, char *data, gsize size)
{
    gsize done = 0;
    while (done < size) {
        ssize_t got = read(source->descriptor, data + done, size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (gsize)got;
    }
    return (gssize)done;
}

/* Leaves the file behind its byte order mark. */
static gboolean skip_mark(struct source *source)
{
    char start[3];
    gssize got = read_bytes(source, start, sizeof start);
    if (got < 0)
        return FALSE;
    if (got == sizeof start && memcmp(start, byte_order_mark, sizeof start) == 0)
        source->byte = sizeof start;
    return lseek(source->descriptor, (off_t)source->byte, SEEK_SET) >= 0;
}

struct source *source_open(const char *path, gsize block_size, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        raise_errno(error, MESSAGE_CANNOT_OPEN, path);
        return NULL;
    }
    g_autoptr(source_t) source = g_new0(struct source, 1);
    source->descriptor = descriptor;
    source->path = g_strdup(path);
    source->block_size = block_size != 0 ? block_size : SOURCE_BLOCK_SIZE;

    struct stat now;
    if (!source_stat(source, &now, error))
        return NULL;
    if (!S_ISREG(now.st_mode)) {
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NOT_A_FILE, path, NULL);
        return NULL;
    }
    if (!skip_mark(source)) {
        raise_errno(error, MESSAGE_CANNOT_READ, path);
        return NULL;
    }
    return g_steal_pointer(&source);
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    close(source->descriptor);
    g_free(source->path);
    block_clear(&source->kept);
    g_free(source);
}

gboolean source_stat(const struct source *source, struct stat *now, GError **error)
{
    if (fstat(source->descriptor, now) != 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, source->path);
    return TRUE;
}

static gboolean has_odd_quotes(const char *data, gsize size)
{
    const char *end = data + size;
    gboolean odd = FALSE;
    for (const char *p = data; p < end && (p = memchr(p, '"', (gsize)(end - p))) != NULL; p++)
        odd = !odd;
    return odd;
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

/* Adds bytes until the block holds a whole record; *cut is the end of the last one. */
static gboolean fill(struct source *source, struct block *block, gsize *cut, GError **error)
{
    *cut = 0;
    while (*cut == 0 && !source->at_end) {
        block_reserve(block, block->size + source->block_size);
        gssize got = read_bytes(source, block->data + block->size, source->block_size);
        if (got < 0)
            return raise_errno(error, MESSAGE_CANNOT_READ, source->path);
        source->at_end = (gsize)got < source->block_size;
        source->in_quotes ^= has_odd_quotes(block->data + block->size, (gsize)got);
        gsize from = block->size > 0 ? block->size - 1 : 0;
        block->size += (gsize)got;
        *cut = last_record_end(block, from, source->in_quotes);
        if (*cut == 0 && block->size > SOURCE_MAX_RECORD)
            source->at_end = TRUE;
    }
    if (source->at_end)
        *cut = block->size;
    return TRUE;
}

gboolean source_next(struct source *source, struct block *block, GError **error)
{
    struct block *kept = &source->kept;
    block_reserve(block, kept->size + 1);
    block->size = kept->size;
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
    block->lines = lines_count(block->data, block->size);
    if (source->at_end && cut > 0 && block->data[cut - 1] != '\n' && block->data[cut - 1] != '\r')
        block->lines++;
    source->line += block->lines;
    source->byte += cut;
    return TRUE;
}

guint64 source_lines(const struct source *source)
{
    return source->line;
}
