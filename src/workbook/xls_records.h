/*
 * xls_records - the records of the stream of an .xls, and the texts in them.
 *
 * A record has a number, a size and bytes; a text that does not fit into one goes on in those
 * behind it ([MS-XLS]). One record is at hand; what is read of it stays within it.
 */
#ifndef WORKBOOK_XLS_RECORDS_H
#define WORKBOOK_XLS_RECORDS_H

#include "workbook/compound.h"

struct xls_records {
    struct compound *file;
    guint8 *window; /* bytes of the stream from window_at on */
    gsize window_size;
    guint64 window_at;
    guint64 at; /* of the record behind the one at hand */

    /* The record at hand. */
    guint16 type;
    guint size;
    const guint8 *bytes;
    guint used; /* bytes of it that have been read as text */

    GString *text;   /* the last one that was read */
    gunichar2 half;  /* of a sign beyond 16 bits */
    gboolean is_cut; /* a text ends before its signs do */
    gboolean at_end; /* no record is left */
};

/* Begins at the start of the stream that `file` has entered, and keeps `file`. */
void xls_records_init(struct xls_records *records, struct compound *file);
void xls_records_clear(struct xls_records *records);

void xls_records_go(struct xls_records *records, guint64 at);
/* The next record; at the end of the stream at_end is set. FALSE with the fault set. */
gboolean xls_records_next(struct xls_records *records, struct package_fault *fault);

/* Numbers of the record at hand; 0 beyond its end. */
guint xls_records_byte(const struct xls_records *records, gsize at);
guint xls_records_short(const struct xls_records *records, gsize at);
guint32 xls_records_long(const struct xls_records *records, gsize at);
double xls_records_double(const struct xls_records *records, gsize at);

/*
 * Reads the text at `used` of the record at hand into `text`: its length in one byte or two, how it
 * is written, its signs; what belongs to its fonts is passed over. Sets is_cut when it does not
 * end. FALSE with the fault set.
 */
gboolean xls_records_text(struct xls_records *records, gboolean is_short,
                          struct package_fault *fault);

#endif
