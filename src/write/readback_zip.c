#include "write/readback_zip.h"

#include <minizip/unzip.h>

#include "base/error.h"

#define CHUNK 65536
#define NAME_LENGTH 512

static gboolean damaged(const char *name, const char *part, int code, GError **error)
{
    g_autofree char *text =
        code == UNZ_CRCERROR ? g_strdup("CRC") : g_strdup_printf("zip %d", code);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_PART, name, part, text, NULL);
}

struct walk {
    unzFile zip;
    const char *name;
    readback_zip_taker take;
    void *data;
};

/*
 * The checksum is compared when the part is closed, but only if all of it was read: a damaged
 * stream may seem to end early.
 */
static gboolean walk_part(const struct walk *walk, const char *part, guint64 size, GError **error)
{
    unzFile zip = walk->zip;
    int code = unzOpenCurrentFile(zip);
    if (code != UNZ_OK)
        return damaged(walk->name, part, code, error);
    g_autofree char *chunk = g_malloc(CHUNK);
    gboolean good = TRUE;
    guint64 total = 0;
    int got = 0;
    while (good && (got = unzReadCurrentFile(zip, chunk, CHUNK)) > 0) {
        total += (guint64)got;
        good = walk->take(walk->data, part, chunk, (gsize)got, FALSE, error);
    }
    code = unzCloseCurrentFile(zip);
    if (!good)
        return FALSE;
    if (got == 0 && total != size)
        got = UNZ_BADZIPFILE;
    if (got < 0 || code != UNZ_OK)
        return damaged(walk->name, part, got < 0 ? got : code, error);
    return walk->take(walk->data, part, "", 0, TRUE, error);
}

gboolean readback_zip(const char *path, const char *name, readback_zip_taker take, void *data,
                      GError **error)
{
    unzFile zip = unzOpen64(path);
    if (zip == NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_END, name, NULL);
    struct walk walk = {zip, name, take, data};
    gboolean good = TRUE;
    int code = unzGoToFirstFile(zip);
    while (good && code == UNZ_OK) {
        char part[NAME_LENGTH] = "";
        unz_file_info64 info;
        code = unzGetCurrentFileInfo64(zip, &info, part, sizeof part - 1, NULL, 0, NULL, 0);
        good = code == UNZ_OK ? walk_part(&walk, part, info.uncompressed_size, error)
                              : damaged(name, part, code, error);
        if (good)
            code = unzGoToNextFile(zip);
    }
    if (good && code != UNZ_END_OF_LIST_OF_FILE)
        good = damaged(name, "", code, error);
    unzClose(zip);
    return good;
}

gboolean readback_zip_measure(const char *path, struct readback_zip_size *size)
{
    *size = (struct readback_zip_size){0};
    unzFile zip = unzOpen64(path);
    if (zip == NULL)
        return FALSE;
    int code = unzGoToFirstFile(zip);
    while (code == UNZ_OK) {
        unz_file_info64 info;
        code = unzGetCurrentFileInfo64(zip, &info, NULL, 0, NULL, 0, NULL, 0);
        if (code != UNZ_OK)
            break;
        size->parts++;
        size->packed += info.compressed_size;
        size->unpacked += MIN(info.uncompressed_size, G_MAXUINT64 - size->unpacked);
        code = unzGoToNextFile(zip);
    }
    unzClose(zip);
    return code == UNZ_END_OF_LIST_OF_FILE;
}
