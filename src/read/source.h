/*
 * source - a file as blocks of bytes that hold whole records.
 *
 * A block ends at a true record end: behind a line end that is not inside quotes. That is
 * known by the parity of the quotes before it, without parsing, so that blocks can be parsed
 * on several threads. A quote in the wrong place turns the parity, but then the block that
 * holds it is refused and those behind it are never looked at.
 *
 * What a block hands out is UTF-8 as far as the file is: gzip is unpacked, a byte order mark left
 * out, other encodings are decoded before blocks are cut. UTF-8 goes straight into the block.
 */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include <glib.h>
#include <sys/stat.h>

#include "read/encoding.h"
#include "read/refusal.h"

/* The usual size of a block. */
#define SOURCE_BLOCK_SIZE ((gsize)1 << 20)

/*
 * Bytes of a record beyond which no end is looked for: three times what csv.h allows, since
 * no more than two thirds of a record's bytes are quotes and delimiters. What is handed out
 * then is the beginning of a record that csv_read() refuses.
 */
#define SOURCE_MAX_RECORD (((gsize)12 << 20) + 65536)

/*
 * A block owns its bytes, with SCAN_PADDING (scan.h) of 0 behind them, and may be filled again and
 * again; start with {0}.
 */
struct block {
    char *data;
    gsize size, capacity;
    guint64 line;    /* physical lines before it */
    guint64 lines;   /* line ends in it, and one more for a last line without an end */
    guint64 byte;    /* bytes of the file before it (of a file that is decoded: of its text) */
    gboolean is_cut; /* the last byte stands for one that could not be decoded: see trouble */
    struct refusal trouble;
};

void block_clear(struct block *block);
/* Room for so many bytes, of which those that are there stay. */
void block_reserve(struct block *block, gsize capacity);

struct source;

/* Only regular files. Errors: INPUT. `block_size` 0: the usual one. */
struct source *source_open(const char *path, enum encoding encoding, gsize block_size,
                           GError **error);
/* The same of the rows of a sheet of a workbook (sheet_rows.h). */
struct source *source_open_sheet(const char *path, guint sheet, gsize block_size, GError **error);
void source_free(struct source *source);
typedef struct source source_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(source_t, source_free)

/* See bytes.h: the digest of the file as it lies there. */
void source_take_digest(struct source *source);
gboolean source_digest(struct source *source, char **digest, GError **error);

/* Physical lines handed out so far. */
guint64 source_lines(const struct source *source);

/* Bytes of the file that have been read. */
guint64 source_place(const struct source *source);

/* The open file as it is now. Errors: INPUT. */
gboolean source_stat(const struct source *source, struct stat *now, GError **error);

/*
 * Fills the block with as many whole records as there are in block_size bytes, at least one.
 * At the end of the file the block is empty. Errors: INPUT.
 */
gboolean source_next(struct source *source, struct block *block, GError **error);

#endif
