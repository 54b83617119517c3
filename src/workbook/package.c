#include "workbook/package.h"

#include <minizip/unzip.h>
#include <string.h>

#define CHUNK 65536
#define NAME_LENGTH 512

struct package_part {
    char *name;
    unz64_file_pos place;
    guint64 size;
    gboolean read;
};

struct package {
    unzFile zip;
    GArray *parts; /* struct package_part */
};

gboolean package_refuse(struct package_fault *fault, enum package_fault_kind kind, const char *part,
                        const char *text)
{
    package_fault_clear(fault);
    *fault = (struct package_fault){kind, g_strdup(part), g_strdup(text)};
    return FALSE;
}

void package_fault_clear(struct package_fault *fault)
{
    g_clear_pointer(&fault->part, g_free);
    g_clear_pointer(&fault->text, g_free);
}

static void clear_part(gpointer data)
{
    g_free(((struct package_part *)data)->name);
}

void package_free(struct package *package)
{
    if (package == NULL)
        return;
    unzClose(package->zip);
    g_array_unref(package->parts);
    g_free(package);
}

/* What the zip says of its parts; adds to the packed and unpacked bytes. */
static gboolean list_parts(struct package *package, guint most, guint64 *packed, guint64 *unpacked)
{
    int code = unzGoToFirstFile(package->zip);
    while (code == UNZ_OK && package->parts->len <= most) {
        char name[NAME_LENGTH] = "";
        unz_file_info64 info;
        struct package_part part = {0};
        code =
            unzGetCurrentFileInfo64(package->zip, &info, name, sizeof name - 1, NULL, 0, NULL, 0);
        if (code != UNZ_OK || unzGetFilePos64(package->zip, &part.place) != UNZ_OK)
            return FALSE;
        part.name = g_strdup(name);
        part.size = info.uncompressed_size;
        g_array_append_val(package->parts, part);
        *packed += info.compressed_size;
        *unpacked += MIN(part.size, G_MAXUINT64 - *unpacked);
        code = unzGoToNextFile(package->zip);
    }
    return code == UNZ_OK || code == UNZ_END_OF_LIST_OF_FILE;
}

static gboolean check_limits(const struct package_limits *limits, guint parts, guint64 packed,
                             guint64 unpacked, struct package_fault *fault)
{
    g_autofree char *limit = NULL;
    if (parts > limits->parts)
        limit = g_strdup_printf("> %u xl/", limits->parts);
    else if (unpacked > limits->unpacked)
        limit = g_strdup_printf("> %" G_GUINT64_FORMAT " MiB", limits->unpacked >> 20);
    else if (unpacked > limits->small && unpacked / limits->ratio > packed)
        limit = g_strdup_printf("> %u : 1", limits->ratio);
    return limit == NULL || package_refuse(fault, PACKAGE_TOO_LARGE, NULL, limit);
}

struct package *package_open(const char *path, const struct package_limits *limits,
                             struct package_fault *fault)
{
    guint64 packed = 0, unpacked = 0;
    unzFile zip = unzOpen64(path);
    if (zip == NULL) {
        package_refuse(fault, PACKAGE_NOT_WHOLE, NULL, NULL);
        return NULL;
    }
    struct package *package = g_new0(struct package, 1);
    package->zip = zip;
    package->parts = g_array_new(FALSE, FALSE, sizeof(struct package_part));
    g_array_set_clear_func(package->parts, clear_part);
    gboolean good =
        list_parts(package, limits != NULL ? limits->parts : G_MAXUINT - 1, &packed, &unpacked) ||
        package_refuse(fault, PACKAGE_NOT_WHOLE, NULL, NULL);
    if (good && limits != NULL)
        good = check_limits(limits, package->parts->len, packed, unpacked, fault);
    if (!good)
        g_clear_pointer(&package, package_free);
    return package;
}

guint package_count(const struct package *package)
{
    return package->parts->len;
}

static struct package_part *part_at(const struct package *package, guint part)
{
    return &g_array_index(package->parts, struct package_part, part);
}

const char *package_name(const struct package *package, guint part)
{
    return part_at(package, part)->name;
}

gboolean package_was_read(const struct package *package, guint part)
{
    return part_at(package, part)->read;
}

guint package_find(const struct package *package, const char *name)
{
    for (guint i = 0; i < package->parts->len; i++)
        if (strcmp(package_name(package, i), name) == 0)
            return i;
    return G_MAXUINT;
}

/* The stretches of the open part to the end; *taken: none was refused. 0 or a code. */
static int unpack(struct package *package, guint64 size, package_taker take, void *data,
                  gboolean *taken)
{
    g_autofree char *chunk = g_malloc(CHUNK);
    guint64 total = 0;
    int got = 0;
    *taken = TRUE;
    while (*taken && (got = unzReadCurrentFile(package->zip, chunk, CHUNK)) > 0) {
        total += (guint64)got;
        *taken = take == NULL || take(data, chunk, (gsize)got, FALSE);
    }
    if (*taken && got == 0 && total != size)
        return UNZ_BADZIPFILE;
    return MIN(got, 0);
}

/*
 * The checksum is compared when the part is closed, but only if all of it was read: a damaged
 * stream may seem to end early.
 */
gboolean package_read(struct package *package, guint part, package_taker take, void *data,
                      struct package_fault *fault)
{
    struct package_part *wanted = part_at(package, part);
    wanted->read = TRUE;
    gboolean taken = TRUE;
    int code = unzGoToFilePos64(package->zip, &wanted->place);
    if (code == UNZ_OK)
        code = unzOpenCurrentFile(package->zip);
    if (code == UNZ_OK) {
        code = unpack(package, wanted->size, take, data, &taken);
        int closed = unzCloseCurrentFile(package->zip);
        code = code != UNZ_OK ? code : closed;
    }
    if (!taken)
        return FALSE;
    if (code != UNZ_OK) {
        g_autofree char *text =
            code == UNZ_CRCERROR ? g_strdup("CRC") : g_strdup_printf("zip %d", code);
        return package_refuse(fault, PACKAGE_NOT_WHOLE, wanted->name, text);
    }
    return take == NULL || take(data, "", 0, TRUE);
}
