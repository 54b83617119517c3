#include "write/readback.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"
#include "workbook/xml.h"
#include "write/readback_xlsx.h"

/* A file read into memory, and what it should hold. */
struct readback_subject {
    const struct book *book;
    const struct cell_sum *sum;
    const char *path, *name;
    const char *bytes;
    gsize length;
};

static gboolean cut_off(const struct readback_subject *subject, GError **error)
{
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_END, subject->name, NULL);
}

static guint32 big_endian(const char *bytes)
{
    guint32 value;
    memcpy(&value, bytes, sizeof value);
    return GUINT32_FROM_BE(value);
}

/* Chunks with their checksums up to IEND at the very end of the file. */
static gboolean check_png(const struct readback_subject *subject, GError **error)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    gsize at = sizeof signature - 1;
    if (subject->length < at || memcmp(subject->bytes, signature, at) != 0)
        return cut_off(subject, error);
    while (subject->length - at >= 12) {
        const char *chunk = subject->bytes + at;
        guint32 size = big_endian(chunk);
        if (size > subject->length - at - 12)
            return cut_off(subject, error);
        guint32 sum = (guint32)crc32(0, (const Bytef *)chunk + 4, size + 4);
        if (sum != big_endian(chunk + 8 + size))
            return cut_off(subject, error);
        at += 12 + (gsize)size;
        if (memcmp(chunk + 4, "IEND", 4) == 0)
            return at == subject->length || cut_off(subject, error);
    }
    return cut_off(subject, error);
}

static gboolean ends_with(const struct readback_subject *subject, const char *end, gsize length)
{
    return subject->length >= length &&
           memcmp(subject->bytes + subject->length - length, end, length) == 0;
}

static gboolean check_pdf(const struct readback_subject *subject, GError **error)
{
    static const char end[] = "%%EOF\n";
    gboolean whole = subject->length > 1024 && memcmp(subject->bytes, "%PDF-", 5) == 0 &&
                     ends_with(subject, end, sizeof end - 1) &&
                     g_strstr_len(subject->bytes + subject->length - 128, 128, "startxref") != NULL;
    return whole || cut_off(subject, error);
}

static gboolean check_svg(const struct readback_subject *subject, GError **error)
{
    static const char end[] = "</svg>\n";
    if (!ends_with(subject, end, sizeof end - 1))
        return cut_off(subject, error);
    g_autofree char *fault = xml_fault(subject->bytes, subject->length);
    return fault == NULL || error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_PART,
                                        subject->name, "svg", fault, NULL);
}

/* Records of a CSV file: line ends outside quotes. */
static guint64 count_records(const struct readback_subject *subject)
{
    guint64 records = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < subject->length; i++) {
        if (subject->bytes[i] == '"')
            quoted = !quoted;
        else if (subject->bytes[i] == '\n' && !quoted)
            records++;
    }
    return records;
}

/* Lines under the header that the book has for this file; FALSE when it is none of its tables. */
static gboolean lines_of(const struct readback_subject *subject, guint64 *lines)
{
    for (guint i = 0; i < subject->book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(subject->book->sheets, i);
        if (sheet->table == NULL)
            continue;
        g_autofree char *name = g_strdup_printf("%s/%s.csv", subject->book->stem, sheet->table->id);
        if (strcmp(name, subject->name) != 0)
            continue;
        *lines = 0;
        for (guint row = 0; row < sheet->table->rows->len; row++)
            *lines += book_row(sheet->table, row)->heading ? 0 : sheet->table->columns->len;
        return TRUE;
    }
    return FALSE;
}

static gboolean check_csv(const struct readback_subject *subject, GError **error)
{
    guint64 wanted = 0, found = count_records(subject);
    if (subject->length == 0 || subject->bytes[subject->length - 1] != '\n' ||
        !g_utf8_validate(subject->bytes, (gssize)subject->length, NULL))
        return cut_off(subject, error);
    if (!lines_of(subject, &wanted) || found == wanted + 1)
        return TRUE;
    g_autofree char *found_text = g_strdup_printf("%" G_GUINT64_FORMAT, found);
    g_autofree char *wanted_text = g_strdup_printf("%" G_GUINT64_FORMAT, wanted + 1);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_COUNT, subject->name,
                       subject->name, found_text, wanted_text, NULL);
}

/* The record that ends a zip file without a comment. */
#define ZIP_END_LENGTH 22

static gboolean check_xlsx(const struct readback_subject *subject, GError **error)
{
    if (subject->length < ZIP_END_LENGTH ||
        memcmp(subject->bytes + subject->length - ZIP_END_LENGTH, "PK\5\6", 4) != 0)
        return cut_off(subject, error);
    return readback_xlsx(subject->book, subject->sum, subject->path, subject->name, error);
}

static gboolean check_any(const struct readback_subject *subject, GError **error)
{
    return subject->length > 0 || cut_off(subject, error);
}

/* The last row takes what no other does. */
static const struct {
    const char *ending;
    gboolean (*check)(const struct readback_subject *subject, GError **error);
} checks[] = {
    {".xlsx", check_xlsx}, {".png", check_png}, {".pdf", check_pdf},
    {".svg", check_svg},   {".csv", check_csv}, {"", check_any},
};

gboolean readback_file(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *bytes = NULL;
    struct readback_subject subject = {.book = book, .sum = sum, .path = path, .name = name};
    if (!g_file_get_contents(path, &bytes, &subject.length, &cause))
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_READ, path, cause->message,
                           NULL);
    subject.bytes = bytes;
    guint i = 0;
    while (!g_str_has_suffix(name, checks[i].ending))
        i++;
    return checks[i].check(&subject, error);
}
