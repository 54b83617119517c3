#include "workbook/package.h"

#include <minizip/unzip.h>
#include <string.h>

#define CHUNK 65536
#define NAME_LENGTH 512

struct package_part {
    char *name;
    unz64_file_pos place;
    guint64 size, packed;
    gboolean read, is_locked;
};

struct package {
    unzFile zip;
    GArray *parts;    /* struct package_part */
    guint open;       /* the part that is read; G_MAXUINT: none */
    guint64 unpacked; /* bytes of it so far */
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

static struct package_part *part_at(const struct package *package, guint part)
{
    return &g_array_index(package->parts, struct package_part, part);
}

const char *package_name(const struct package *package, guint part)
{
    return part_at(package, part)->name;
}

static void clear_part(gpointer data)
{
    g_free(((struct package_part *)data)->name);
}

void package_free(struct package *package)
{
    if (package == NULL)
        return;
    package_leave(package);
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
        part.packed = info.compressed_size;
        part.is_locked = (info.flag & 1) != 0;
        g_array_append_val(package->parts, part);
        *packed += info.compressed_size;
        *unpacked += MIN(part.size, G_MAXUINT64 - *unpacked);
        code = unzGoToNextFile(package->zip);
    }
    return code == UNZ_OK || code == UNZ_END_OF_LIST_OF_FILE;
}

static gboolean is_too_packed(const struct package_limits *limits, guint64 packed, guint64 unpacked)
{
    return unpacked > limits->small && unpacked / limits->ratio > packed;
}

static gboolean check_limits(const struct package_limits *limits, const struct package *package,
                             guint64 packed, guint64 unpacked, struct package_fault *fault)
{
    g_autofree char *limit = NULL;
    const char *part = NULL;
    gboolean is_packed = is_too_packed(limits, packed, unpacked);
    for (guint i = 0; i < package->parts->len && part == NULL; i++)
        if (is_too_packed(limits, part_at(package, i)->packed, part_at(package, i)->size))
            part = package_name(package, i);
    if (package->parts->len > limits->parts)
        limit = g_strdup_printf("> %u xl/", limits->parts);
    else if (unpacked > limits->unpacked)
        limit = g_strdup_printf("> %" G_GUINT64_FORMAT " MiB", limits->unpacked >> 20);
    else if (is_packed || part != NULL)
        limit = g_strdup_printf("> %u : 1", limits->ratio);
    return limit == NULL || package_refuse(fault, PACKAGE_TOO_LARGE, part, limit);
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
    package->open = G_MAXUINT;
    package->parts = g_array_new(FALSE, FALSE, sizeof(struct package_part));
    g_array_set_clear_func(package->parts, clear_part);
    gboolean good =
        list_parts(package, limits != NULL ? limits->parts : G_MAXUINT - 1, &packed, &unpacked) ||
        package_refuse(fault, PACKAGE_NOT_WHOLE, NULL, NULL);
    if (good && limits != NULL)
        good = check_limits(limits, package, packed, unpacked, fault);
    if (!good)
        g_clear_pointer(&package, package_free);
    return package;
}

guint package_count(const struct package *package)
{
    return package->parts->len;
}

guint64 package_size(const struct package *package, guint part)
{
    return part_at(package, part)->size;
}

gboolean package_was_read(const struct package *package, guint part)
{
    return part_at(package, part)->read;
}

guint package_find(const struct package *package, const char *name)
{
    for (guint i = 0; i < package->parts->len; i++)
        if (g_ascii_strcasecmp(package_name(package, i), name) == 0)
            return i;
    return G_MAXUINT;
}

static gboolean refuse_code(const struct package *package, guint part, int code,
                            struct package_fault *fault)
{
    g_autofree char *text =
        code == UNZ_CRCERROR ? g_strdup("CRC") : g_strdup_printf("zip %d", code);
    return package_refuse(fault, PACKAGE_NOT_WHOLE, package_name(package, part), text);
}

gboolean package_enter(struct package *package, guint part, struct package_fault *fault)
{
    struct package_part *wanted = part_at(package, part);
    package_leave(package);
    wanted->read = TRUE;
    if (wanted->is_locked)
        return package_refuse(fault, PACKAGE_LOCKED, wanted->name, NULL);
    int code = unzGoToFilePos64(package->zip, &wanted->place);
    if (code == UNZ_OK)
        code = unzOpenCurrentFile(package->zip);
    if (code != UNZ_OK)
        return refuse_code(package, part, code, fault);
    package->open = part;
    package->unpacked = 0;
    return TRUE;
}

/*
 * The checksum is compared when the part is closed, but only if all of it was read: a damaged
 * stream may seem to end early.
 */
gboolean package_next(struct package *package, char *bytes, gsize size, gsize *got,
                      struct package_fault *fault)
{
    guint part = package->open;
    int read = unzReadCurrentFile(package->zip, bytes, (unsigned)size);
    *got = read > 0 ? (gsize)read : 0;
    package->unpacked += *got;
    if (read > 0)
        return TRUE;
    gboolean is_short = package->unpacked != part_at(package, part)->size;
    int closed = unzCloseCurrentFile(package->zip);
    int code = read < 0 ? read : is_short ? UNZ_BADZIPFILE : closed;
    package->open = G_MAXUINT;
    return code == UNZ_OK || refuse_code(package, part, code, fault);
}

guint package_place(const struct package *package)
{
    if (package->open == G_MAXUINT)
        return 1000;
    guint64 size = part_at(package, package->open)->size;
    return size > 0 ? (guint)(package->unpacked * 1000 / size) : 0;
}

void package_leave(struct package *package)
{
    if (package->open != G_MAXUINT)
        unzCloseCurrentFile(package->zip);
    package->open = G_MAXUINT;
}

gboolean package_read(struct package *package, guint part, package_taker take, void *data,
                      struct package_fault *fault)
{
    g_autofree char *chunk = g_malloc(CHUNK);
    gsize got = 1;
    gboolean good = package_enter(package, part, fault);
    while (good && got > 0) {
        good = package_next(package, chunk, CHUNK, &got, fault);
        if (good && take != NULL)
            good = take(data, chunk, got, got == 0);
    }
    package_leave(package);
    return good;
}
