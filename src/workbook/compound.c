#include "workbook/compound.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((guint64)1 << 30)
#define MOST_ENTRIES 4096
#define HEADER 512
#define HEADER_TABLES 109 /* sectors of the table that the header names */
#define ENTRY 128
#define NAME 32
#define SMALL_SECTOR 64
#define SMALL_STREAM 4096 /* shorter streams stand in small sectors */
#define NONE 0xFFFFFFFFu

static const char signature[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

enum entry_type { ENTRY_FOLDER = 1, ENTRY_STREAM = 2, ENTRY_TOP = 5 };

struct entry {
    char name[NAME]; /* signs beyond ASCII are "?" */
    guint8 type;
    guint32 left, right, child, start;
    guint64 size;
    gboolean is_at_top;
};

struct compound {
    int file;
    guint64 size;
    guint sector;  /* bytes */
    guint sectors; /* of the file behind its header */
    GArray *next;  /* guint32, by sector */
    GArray *small_next;
    GArray *small; /* guint32: the sectors that hold the small ones */
    GArray *entries;

    char *name; /* of the stream at hand */
    guint64 length;
    guint unit;    /* bytes of its sectors */
    GArray *chain; /* guint32: its sectors */
};

static guint32 number_at(const guint8 *bytes, gsize at)
{
    return (guint32)bytes[at] | (guint32)bytes[at + 1] << 8 | (guint32)bytes[at + 2] << 16 |
           (guint32)bytes[at + 3] << 24;
}

static gboolean refuse(struct package_fault *fault, const char *what)
{
    return package_refuse(fault, PACKAGE_NOT_WHOLE, "OLE", what);
}

static gboolean read_at(const struct compound *compound, guint64 at, void *bytes, gsize size)
{
    for (gsize done = 0; done < size;) {
        ssize_t got = pread(compound->file, (char *)bytes + done, size - done, (off_t)(at + done));
        if (got <= 0)
            return FALSE;
        done += (gsize)got;
    }
    return TRUE;
}

static guint64 place_of(const struct compound *compound, guint32 sector)
{
    return ((guint64)sector + 1) * compound->sector;
}

/* Appends the numbers that stand in a sector. */
static gboolean add_table(struct compound *compound, guint32 sector, GArray *table)
{
    guint8 bytes[4096];
    if (sector >= compound->sectors ||
        !read_at(compound, place_of(compound, sector), bytes, compound->sector))
        return FALSE;
    for (guint i = 0; i < compound->sector; i += 4) {
        guint32 number = number_at(bytes, i);
        g_array_append_val(table, number);
    }
    return TRUE;
}

/* The sectors from there on. NULL: they leave the file, or run in a circle. */
static GArray *follow(const GArray *next, guint32 start)
{
    GArray *chain = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 sector = start; sector < 0xFFFFFFF0u;
         sector = g_array_index(next, guint32, sector)) {
        if (sector >= next->len || chain->len >= next->len) {
            g_array_unref(chain);
            return NULL;
        }
        g_array_append_val(chain, sector);
    }
    return chain;
}

/* The header names the first sectors of the table; a chain of sectors names more. */
static gboolean read_next(struct compound *compound, const guint8 *header)
{
    guint per_sector = compound->sector / 4;
    guint32 more = number_at(header, 68);
    g_autoptr(GArray) tables = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < HEADER_TABLES; i++) {
        guint32 sector = number_at(header, 76 + 4 * (gsize)i);
        g_array_append_val(tables, sector);
    }
    for (guint i = 0; more < 0xFFFFFFF0u; i++) {
        if (i > compound->sectors / per_sector || !add_table(compound, more, tables))
            return FALSE;
        more = g_array_index(tables, guint32, tables->len - 1);
        g_array_set_size(tables, tables->len - 1);
    }
    for (guint i = 0; i < tables->len && compound->next->len < compound->sectors; i++) {
        guint32 sector = g_array_index(tables, guint32, i);
        if (sector != NONE && !add_table(compound, sector, compound->next))
            return FALSE;
    }
    if (compound->next->len > compound->sectors)
        g_array_set_size(compound->next, compound->sectors);
    return TRUE;
}

static struct entry entry_at(const guint8 *bytes, gboolean has_long_sizes)
{
    struct entry entry = {.type = bytes[66],
                          .left = number_at(bytes, 68),
                          .right = number_at(bytes, 72),
                          .child = number_at(bytes, 76),
                          .start = number_at(bytes, 116),
                          .size = number_at(bytes, 120)};
    if (has_long_sizes)
        entry.size |= (guint64)number_at(bytes, 124) << 32;
    for (guint i = 0; i + 1 < NAME; i++)
        entry.name[i] = bytes[2 * i + 1] == 0 && bytes[2 * i] < 0x80 ? (char)bytes[2 * i] : '?';
    return entry;
}

/* Streams of a workbook that stands within this one bear the same names: only those at the top
 * count, which hang on one another as a tree. */
static void mark_top(GArray *entries)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (entries->len > 0)
        g_array_append_val(open, g_array_index(entries, struct entry, 0).child);
    while (open->len > 0) {
        guint32 number = g_array_index(open, guint32, open->len - 1);
        g_array_set_size(open, open->len - 1);
        if (number >= entries->len || g_array_index(entries, struct entry, number).is_at_top)
            continue;
        struct entry *entry = &g_array_index(entries, struct entry, number);
        entry->is_at_top = TRUE;
        g_array_append_val(open, entry->left);
        g_array_append_val(open, entry->right);
    }
}

static gboolean read_entries(struct compound *compound, const guint8 *header,
                             struct package_fault *fault)
{
    guint8 bytes[4096];
    g_autoptr(GArray) chain = follow(compound->next, number_at(header, 48));
    if (chain == NULL || chain->len == 0)
        return refuse(fault, "directory");
    if (chain->len > MOST_ENTRIES / (compound->sector / ENTRY))
        return package_refuse(fault, PACKAGE_TOO_LARGE, "OLE", "> 4096 streams");
    for (guint i = 0; i < chain->len; i++) {
        guint32 sector = g_array_index(chain, guint32, i);
        if (!read_at(compound, place_of(compound, sector), bytes, compound->sector))
            return refuse(fault, "directory");
        for (guint at = 0; at < compound->sector; at += ENTRY) {
            struct entry entry = entry_at(bytes + at, compound->sector > HEADER);
            g_array_append_val(compound->entries, entry);
        }
    }
    mark_top(compound->entries);
    return TRUE;
}

/* The table of small sectors, and where they are: in the stream of the top entry. */
static gboolean read_small(struct compound *compound, const guint8 *header)
{
    const struct entry *top = &g_array_index(compound->entries, struct entry, 0);
    g_autoptr(GArray) tables = follow(compound->next, number_at(header, 60));
    if (tables == NULL)
        return FALSE;
    for (guint i = 0; i < tables->len; i++)
        if (!add_table(compound, g_array_index(tables, guint32, i), compound->small_next))
            return FALSE;
    compound->small =
        top->type == ENTRY_TOP && tables->len > 0 ? follow(compound->next, top->start) : NULL;
    return tables->len == 0 || compound->small != NULL;
}

static gboolean read_all(struct compound *compound, guint64 most, struct package_fault *fault)
{
    guint8 header[HEADER];
    guint64 limit = most > 0 ? MIN(most, MOST_BYTES) : MOST_BYTES;
    if (compound->size > limit) {
        g_autofree char *said = g_strdup_printf("> %" G_GUINT64_FORMAT " MiB", limit >> 20);
        return package_refuse(fault, PACKAGE_TOO_LARGE, "OLE", said);
    }
    if (compound->size < HEADER || !read_at(compound, 0, header, HEADER) ||
        memcmp(header, signature, 8) != 0 || (header[30] != 9 && header[30] != 12) ||
        header[31] != 0 || header[32] != 6)
        return refuse(fault, "header");
    compound->sector = 1u << header[30];
    compound->sectors =
        compound->size > compound->sector ? (guint)((compound->size - 1) / compound->sector) : 0;
    if (!read_next(compound, header))
        return refuse(fault, "sectors");
    return read_entries(compound, header, fault) &&
           (read_small(compound, header) || refuse(fault, "small sectors"));
}

gboolean compound_is(const char *path)
{
    char start[8];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    gboolean is = file >= 0 && pread(file, start, 8, 0) == 8 && memcmp(start, signature, 8) == 0;
    if (file >= 0)
        close(file);
    return is;
}

struct compound *compound_open(const char *path, guint64 most, struct package_fault *fault)
{
    struct stat seen;
    struct compound *compound = g_new0(struct compound, 1);
    compound->next = g_array_new(FALSE, FALSE, sizeof(guint32));
    compound->small_next = g_array_new(FALSE, FALSE, sizeof(guint32));
    compound->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    compound->file = open(path, O_RDONLY | O_CLOEXEC);
    gboolean good = compound->file >= 0 && fstat(compound->file, &seen) == 0;
    if (good)
        compound->size = (guint64)seen.st_size;
    if (good ? !read_all(compound, most, fault) : !refuse(fault, "file"))
        g_clear_pointer(&compound, compound_free);
    return compound;
}

void compound_free(struct compound *compound)
{
    if (compound == NULL)
        return;
    if (compound->file >= 0)
        close(compound->file);
    g_array_unref(compound->next);
    g_array_unref(compound->small_next);
    g_array_unref(compound->entries);
    g_clear_pointer(&compound->small, g_array_unref);
    g_clear_pointer(&compound->chain, g_array_unref);
    g_free(compound->name);
    g_free(compound);
}

static const struct entry *find(const struct compound *compound, const char *name)
{
    for (guint i = 0; i < compound->entries->len; i++) {
        const struct entry *entry = &g_array_index(compound->entries, struct entry, i);
        if (entry->is_at_top && g_ascii_strcasecmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}

gboolean compound_has(const struct compound *compound, const char *name)
{
    return find(compound, name) != NULL;
}

gboolean compound_enter(struct compound *compound, const char *name, struct package_fault *fault)
{
    const struct entry *entry = find(compound, name);
    g_clear_pointer(&compound->chain, g_array_unref);
    g_free(compound->name);
    compound->name = g_strdup(name);
    if (entry == NULL || entry->type != ENTRY_STREAM)
        return package_refuse(fault, PACKAGE_NOT_WHOLE, name, NULL);
    gboolean is_small = entry->size < SMALL_STREAM;
    compound->length = entry->size;
    compound->unit = is_small ? SMALL_SECTOR : compound->sector;
    compound->chain = entry->size == 0
                          ? g_array_new(FALSE, FALSE, sizeof(guint32))
                          : follow(is_small ? compound->small_next : compound->next, entry->start);
    if (compound->chain == NULL ||
        (guint64)compound->chain->len * compound->unit < compound->length)
        return package_refuse(fault, PACKAGE_NOT_WHOLE, name, "sectors");
    return TRUE;
}

guint64 compound_length(const struct compound *compound)
{
    return compound->length;
}

/* Where a sector of the stream stands in the file; G_MAXUINT64: nowhere. */
static guint64 place_in_file(const struct compound *compound, guint64 number)
{
    guint32 sector = g_array_index(compound->chain, guint32, number);
    if (compound->unit != SMALL_SECTOR)
        return place_of(compound, sector);
    guint64 at = (guint64)sector * SMALL_SECTOR, big = at / compound->sector;
    return compound->small != NULL && big < compound->small->len
               ? place_of(compound, g_array_index(compound->small, guint32, big)) +
                     at % compound->sector
               : G_MAXUINT64;
}

/* Sectors that lie behind one another are read at once. */
gboolean compound_read(struct compound *compound, guint64 at, void *bytes, gsize size,
                       struct package_fault *fault)
{
    gsize done = 0;
    gboolean good = at + size <= compound->length;
    while (good && done < size) {
        guint64 number = (at + done) / compound->unit, within = (at + done) % compound->unit;
        guint64 place = place_in_file(compound, number);
        gsize run = MIN(compound->unit - within, size - done);
        while (done + run < size && place != G_MAXUINT64 &&
               place_in_file(compound, ++number) == place + within + run)
            run += MIN(compound->unit, size - done - run);
        good = place != G_MAXUINT64 && read_at(compound, place + within, (char *)bytes + done, run);
        done += run;
    }
    return good || package_refuse(fault, PACKAGE_NOT_WHOLE, compound->name, NULL);
}
