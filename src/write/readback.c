#include "write/readback.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"
#include "workbook/xml.h"
#include "write/readback_xlsx.h"
#include "write/text.h"
#include "write/writer.h"

static gboolean cut_off(const struct readback *file, GError **error)
{
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_END, file->name, NULL);
}

static guint32 big_endian(const char *bytes)
{
    guint32 value;
    memcpy(&value, bytes, sizeof value);
    return GUINT32_FROM_BE(value);
}

/* Chunks with their checksums up to IEND at the very end of the file. */
gboolean readback_png(const struct readback *file, GError **error)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    gsize at = sizeof signature - 1;
    if (file->length < at || memcmp(file->bytes, signature, at) != 0)
        return cut_off(file, error);
    while (file->length - at >= 12) {
        const char *chunk = file->bytes + at;
        guint32 size = big_endian(chunk);
        if (size > file->length - at - 12)
            return cut_off(file, error);
        guint32 sum = (guint32)crc32(0, (const Bytef *)chunk + 4, size + 4);
        if (sum != big_endian(chunk + 8 + size))
            return cut_off(file, error);
        at += 12 + (gsize)size;
        if (memcmp(chunk + 4, "IEND", 4) == 0)
            return at == file->length || cut_off(file, error);
    }
    return cut_off(file, error);
}

static gboolean ends_with(const struct readback *file, const char *end, gsize length)
{
    return file->length >= length && memcmp(file->bytes + file->length - length, end, length) == 0;
}

gboolean readback_pdf(const struct readback *file, GError **error)
{
    static const char end[] = "%%EOF\n";
    gboolean whole = file->length > 1024 && memcmp(file->bytes, "%PDF-", 5) == 0 &&
                     ends_with(file, end, sizeof end - 1) &&
                     g_strstr_len(file->bytes + file->length - 128, 128, "startxref") != NULL;
    return whole || cut_off(file, error);
}

gboolean readback_svg(const struct readback *file, GError **error)
{
    static const char end[] = "</svg>\n";
    if (!ends_with(file, end, sizeof end - 1))
        return cut_off(file, error);
    g_autofree char *fault = xml_fault(file->bytes, file->length);
    return fault == NULL || error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_PART,
                                        file->name, "svg", fault, NULL);
}

/* Records of a CSV file: line ends outside quotes. */
static guint64 count_records(const struct readback *file)
{
    guint64 records = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < file->length; i++) {
        if (file->bytes[i] == '"')
            quoted = !quoted;
        else if (file->bytes[i] == '\n' && !quoted)
            records++;
    }
    return records;
}

/* Lines under the header that the book has for this file; FALSE when it is none of its tables. */
static gboolean lines_of(const struct readback *file, guint64 *lines)
{
    for (guint i = 0; i < file->book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(file->book->sheets, i);
        if (sheet->table == NULL)
            continue;
        g_autofree char *name = g_strdup_printf("%s/%s.csv", file->book->stem, sheet->table->id);
        if (strcmp(name, file->name) != 0)
            continue;
        *lines = 0;
        for (guint row = 0; row < sheet->table->rows->len; row++)
            *lines += book_row(sheet->table, row)->heading || book_row(sheet->table, row)->subtotal
                          ? 0
                          : sheet->table->columns->len;
        return TRUE;
    }
    return FALSE;
}

gboolean readback_csv(const struct readback *file, GError **error)
{
    guint64 wanted = 0, found = count_records(file);
    if (file->length == 0 || file->bytes[file->length - 1] != '\n' ||
        !g_utf8_validate(file->bytes, (gssize)file->length, NULL))
        return cut_off(file, error);
    if (!lines_of(file, &wanted) || found == wanted + 1)
        return TRUE;
    g_autofree char *found_text = g_strdup_printf("%" G_GUINT64_FORMAT, found);
    g_autofree char *wanted_text = g_strdup_printf("%" G_GUINT64_FORMAT, wanted + 1);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_COUNT, file->name, file->name,
                       found_text, wanted_text, NULL);
}

gboolean readback_text(const struct readback *file, GError **error)
{
    g_autoptr(GString) text = text_of_book(file->book, 0);
    return (text->len == file->length && memcmp(text->str, file->bytes, text->len) == 0) ||
           cut_off(file, error);
}

/* The record that ends a zip file without a comment. */
#define ZIP_END_LENGTH 22

gboolean readback_workbook(const struct readback *file, GError **error)
{
    if (file->length < ZIP_END_LENGTH ||
        memcmp(file->bytes + file->length - ZIP_END_LENGTH, "PK\5\6", 4) != 0)
        return cut_off(file, error);
    return readback_xlsx(file->book, file->sum, file->path, file->name, error);
}

gboolean readback_file(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *bytes = NULL;
    struct readback file = {.book = book, .sum = sum, .path = path, .name = name};
    if (!g_file_get_contents(path, &bytes, &file.length, &cause))
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_READ, path, cause->message,
                           NULL);
    file.bytes = bytes;
    const struct writer *writer = writer_of_file(name);
    if (writer != NULL)
        return writer->read_back(&file, error);
    return file.length > 0 || cut_off(&file, error);
}
