/*
 * csv - a block of bytes becomes rows. The only user of libcsv.
 *
 * Rows that leave no question are cut where they lie: a quotation mark is the first or last sign of
 * a field and nothing else, and the line ends with LF or CRLF. The places of all marks are known
 * beforehand (scan.h), so that this takes a small part of libcsv's time. All that needs judgement
 * is libcsv's, which runs strictly and trims nothing; it knows no lines, so they are counted here,
 * by the line ends it reports and those inside fields. A row is handed over only when it is whole.
 * A blank line is a row without fields.
 *
 * The first trouble in the order of bytes ends the reading: a byte that is not UTF-8 (or is
 * NUL), a quote in the wrong place, a quote left open, a record beyond the limits. Which one is
 * found does not depend on how the file was cut into blocks.
 */
#ifndef READ_CSV_H
#define READ_CSV_H

#include <glib.h>

#include "read/rows.h"
#include "read/scan.h"

#define CSV_MAX_FIELD ((gsize)1 << 20)
#define CSV_MAX_RECORD ((gsize)4 << 20) /* one byte a field more than its text */
#define CSV_MAX_FIELDS 4096

/* Files with a delimiter between their fields. */
extern const struct row_format csv_rows;

struct csv_reader;

struct csv_reader *csv_reader_new(char delimiter);
/* The same by another way to find marks than the best; NULL: libcsv reads every row. */
struct csv_reader *csv_reader_new_by(const struct scan *scan, char delimiter);
void csv_reader_free(struct csv_reader *reader);
typedef struct csv_reader csv_reader_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(csv_reader_t, csv_reader_free)

/*
 * FALSE: the file is refused, and *refusal is set. Records before the trouble were taken. Fields
 * end with NUL, which is written into the block: it can be read once.
 */
gboolean csv_read(struct csv_reader *reader, struct block *block, row_taker take, void *data,
                  struct refusal *refusal);

#endif
