#include "workbook/xls_records.h"

#include <string.h>

/* At least as much as a record with its head. */
#define WINDOW ((gsize)128 << 10)
#define HEAD 4
#define CONTINUE 0x3C
#define NO_SIGN 0xFFFD

/* How a text is written. */
enum { TEXT_WIDE = 1, TEXT_MORE = 4, TEXT_FONTS = 8 };

void xls_records_init(struct xls_records *records, struct compound *file)
{
    *records = (struct xls_records){.file = file};
    records->window = g_malloc(WINDOW);
    records->text = g_string_new(NULL);
}

void xls_records_clear(struct xls_records *records)
{
    g_free(records->window);
    g_string_free(records->text, TRUE);
}

void xls_records_go(struct xls_records *records, guint64 at)
{
    records->at = at;
    records->size = records->used = 0;
    records->at_end = FALSE;
}

/* Brings so many bytes from `at` on into the window. */
static gboolean show(struct xls_records *records, guint64 at, gsize size,
                     struct package_fault *fault)
{
    if (at >= records->window_at && at + size <= records->window_at + records->window_size)
        return TRUE;
    guint64 length = compound_length(records->file);
    gsize room = (gsize)MIN(length - MIN(at, length), WINDOW);
    if (room < size)
        return package_refuse(fault, PACKAGE_NOT_WHOLE, "Workbook", NULL);
    records->window_size = 0;
    if (!compound_read(records->file, at, records->window, room, fault))
        return FALSE;
    records->window_at = at;
    records->window_size = room;
    return TRUE;
}

gboolean xls_records_next(struct xls_records *records, struct package_fault *fault)
{
    records->at_end = records->at + HEAD > compound_length(records->file);
    records->size = records->used = 0;
    records->type = 0;
    if (records->at_end)
        return TRUE;
    if (!show(records, records->at, HEAD, fault))
        return FALSE;
    const guint8 *head = records->window + (records->at - records->window_at);
    guint16 type = (guint16)(head[0] | head[1] << 8);
    guint size = (guint)(head[2] | head[3] << 8);
    if (!show(records, records->at, HEAD + size, fault))
        return FALSE;
    records->type = type;
    records->size = size;
    records->bytes = records->window + (records->at - records->window_at) + HEAD;
    records->at += HEAD + size;
    return TRUE;
}

guint xls_records_byte(const struct xls_records *records, gsize at)
{
    return at < records->size ? records->bytes[at] : 0;
}

guint xls_records_short(const struct xls_records *records, gsize at)
{
    return xls_records_byte(records, at) | xls_records_byte(records, at + 1) << 8;
}

guint32 xls_records_long(const struct xls_records *records, gsize at)
{
    return xls_records_short(records, at) | (guint32)xls_records_short(records, at + 2) << 16;
}

double xls_records_double(const struct xls_records *records, gsize at)
{
    guint64 bits = xls_records_long(records, at) | (guint64)xls_records_long(records, at + 4) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* ---- texts ---- */

/* Goes on in the record behind, which must be one that continues. */
static gboolean go_on(struct xls_records *records, struct package_fault *fault)
{
    guint64 before = records->at;
    if (!xls_records_next(records, fault))
        return FALSE;
    if (!records->at_end && records->type == CONTINUE)
        return TRUE;
    xls_records_go(records, before);
    records->is_cut = TRUE;
    return TRUE;
}

/* The next byte, in whatever record it stands. */
static gboolean next_byte(struct xls_records *records, guint *byte, struct package_fault *fault)
{
    while (records->used >= records->size && !records->is_cut)
        if (!go_on(records, fault))
            return FALSE;
    *byte = records->is_cut ? 0 : records->bytes[records->used++];
    return TRUE;
}

static gboolean next_number(struct xls_records *records, guint bytes, guint32 *number,
                            struct package_fault *fault)
{
    *number = 0;
    for (guint i = 0; i < bytes; i++) {
        guint byte;
        if (!next_byte(records, &byte, fault))
            return FALSE;
        *number |= (guint32)byte << 8 * i;
    }
    return TRUE;
}

static void append_sign(struct xls_records *records, guint unit)
{
    gunichar sign = unit;
    if (unit >= 0xD800 && unit < 0xDC00) {
        records->half = (gunichar2)unit;
        return;
    }
    if (unit >= 0xDC00 && unit < 0xE000)
        sign = records->half != 0 ? 0x10000 + ((records->half - 0xD800u) << 10) + (unit - 0xDC00)
                                  : NO_SIGN;
    records->half = 0;
    g_string_append_unichar(records->text, sign != 0 ? sign : NO_SIGN);
}

/* A record that continues begins with how the rest is written, which may be otherwise. */
static gboolean read_signs(struct xls_records *records, guint count, guint written,
                           struct package_fault *fault)
{
    guint width = written & TEXT_WIDE ? 2 : 1;
    records->half = 0;
    while (count > 0 && !records->is_cut) {
        if (records->used >= records->size) {
            if (!go_on(records, fault))
                return FALSE;
            if (records->is_cut || records->size == 0)
                continue;
            width = records->bytes[records->used++] & TEXT_WIDE ? 2 : 1;
            continue;
        }
        if (records->used + width > records->size) {
            records->is_cut = TRUE;
            break;
        }
        append_sign(records, width == 2 ? xls_records_short(records, records->used)
                                        : records->bytes[records->used]);
        records->used += width;
        count--;
    }
    return TRUE;
}

static gboolean pass_over(struct xls_records *records, guint64 bytes, struct package_fault *fault)
{
    while (bytes > 0 && !records->is_cut) {
        guint here = (guint)MIN(bytes, records->size - records->used);
        records->used += here;
        bytes -= here;
        if (bytes > 0 && !go_on(records, fault))
            return FALSE;
    }
    return TRUE;
}

gboolean xls_records_text(struct xls_records *records, gboolean is_short,
                          struct package_fault *fault)
{
    guint32 count, written, fonts = 0, more = 0;
    records->is_cut = FALSE;
    g_string_truncate(records->text, 0);
    return next_number(records, is_short ? 1 : 2, &count, fault) &&
           next_number(records, 1, &written, fault) &&
           (!(written & TEXT_FONTS) || next_number(records, 2, &fonts, fault)) &&
           (!(written & TEXT_MORE) || next_number(records, 4, &more, fault)) &&
           read_signs(records, count, written, fault) &&
           pass_over(records, 4 * (guint64)fonts + more, fault);
}
