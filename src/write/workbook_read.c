#include "write/workbook_read.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "write/readback_zip.h"
#include "write/workbook_part.h"
#include "write/xlsx_reference.h"

/* No workbook of reports comes near; a small file may unpack to any size. */
#define MAX_UNPACKED ((guint64)64 << 20)
#define MAX_RATIO 200
#define MAX_PARTS 1024
#define MAX_CELLS 1000000 /* and shared texts */
/* What is less than this is never too much, however well it is packed. */
#define SMALL_BYTES ((guint64)4 << 20)

#define SHEETS_FOLDER "xl/worksheets/"

struct sheet {
    char *name;
    struct workbook_part *part;
    GHashTable *by_place; /* place -> index in part->cells + 1 */
};

struct workbook {
    GPtrArray *parts; /* struct workbook_part * */
    GArray *sheets;   /* struct sheet */
    const char *identity;
};

/* The reading under way. */
struct walk {
    struct workbook *workbook;
    struct workbook_part *part; /* at hand, or NULL */
    guint cells;                /* of the parts before it */
};

static enum workbook_part_kind kind_of(const char *name)
{
    if (g_str_has_prefix(name, SHEETS_FOLDER) && g_str_has_suffix(name, ".xml"))
        return WORKBOOK_PART_SHEET;
    if (strcmp(name, "xl/workbook.xml") == 0)
        return WORKBOOK_PART_BOOK;
    if (strcmp(name, "xl/_rels/workbook.xml.rels") == 0)
        return WORKBOOK_PART_RELATIONS;
    if (strcmp(name, "xl/sharedStrings.xml") == 0)
        return WORKBOOK_PART_TEXTS;
    if (strcmp(name, "docProps/custom.xml") == 0)
        return WORKBOOK_PART_PROPERTIES;
    return WORKBOOK_PARTS;
}

static gboolean take_part(void *data, const char *name, const char *bytes, gsize length,
                          gboolean last, GError **error)
{
    struct walk *walk = data;
    enum workbook_part_kind kind = kind_of(name);
    if (kind == WORKBOOK_PARTS)
        return TRUE;
    if (walk->part == NULL) {
        walk->part = workbook_part_new(kind, name);
        g_ptr_array_add(walk->workbook->parts, walk->part);
    }
    g_autofree char *fault = workbook_part_feed(walk->part, bytes, length, last);
    guint cells = walk->cells + walk->part->cells->len + walk->part->texts->len;
    if (fault == NULL && cells > MAX_CELLS)
        fault = g_strdup("> " G_STRINGIFY(MAX_CELLS) " <c>");
    if (last) {
        walk->part = NULL;
        walk->cells = cells;
    }
    return fault == NULL ||
           error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_WORKBOOK_DAMAGED, name, fault, NULL);
}

static struct workbook_part *part_of_kind(const struct workbook *workbook,
                                          enum workbook_part_kind kind)
{
    for (guint i = 0; i < workbook->parts->len; i++) {
        struct workbook_part *part = g_ptr_array_index(workbook->parts, i);
        if (part->kind == kind)
            return part;
    }
    return NULL;
}

/* The part behind a relation: "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml". */
static struct workbook_part *part_of_relation(const struct workbook *workbook, const char *id)
{
    const struct workbook_part *relations = part_of_kind(workbook, WORKBOOK_PART_RELATIONS);
    const char *target = relations != NULL ? g_hash_table_lookup(relations->targets, id) : NULL;
    if (target == NULL)
        return NULL;
    g_autofree char *path =
        *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
    for (guint i = 0; i < workbook->parts->len; i++) {
        struct workbook_part *part = g_ptr_array_index(workbook->parts, i);
        if (strcmp(part->name, path) == 0)
            return part->kind == WORKBOOK_PART_SHEET ? part : NULL;
    }
    return NULL;
}

/* Cells that share their text have its number until now. */
static gboolean resolve_texts(const struct workbook *workbook, struct workbook_part *part)
{
    const struct workbook_part *texts = part_of_kind(workbook, WORKBOOK_PART_TEXTS);
    for (guint i = 0; i < part->shared->len; i++) {
        struct workbook_cell *cell = &g_array_index(part->cells, struct workbook_cell,
                                                    g_array_index(part->shared, guint, i));
        guint64 number = g_ascii_strtoull(cell->value, NULL, 10);
        if (texts == NULL || number >= texts->texts->len)
            return FALSE;
        cell->value = g_ptr_array_index(texts->texts, (guint)number);
    }
    return TRUE;
}

static void clear_sheet(gpointer data)
{
    struct sheet *sheet = data;
    g_free(sheet->name);
    g_clear_pointer(&sheet->by_place, g_hash_table_unref);
}

static gboolean is_taken(const struct workbook *workbook, const struct workbook_part *part)
{
    for (guint i = 0; i < workbook->sheets->len; i++)
        if (g_array_index(workbook->sheets, struct sheet, i).part == part)
            return TRUE;
    return FALSE;
}

/*
 * Sheets that are no worksheets, those of charts say, have no cells and are left out. Two sheets of
 * one part are a trap: each would be indexed anew.
 */
static gboolean find_sheets(struct workbook *workbook)
{
    const struct workbook_part *book = part_of_kind(workbook, WORKBOOK_PART_BOOK);
    const struct workbook_part *properties = part_of_kind(workbook, WORKBOOK_PART_PROPERTIES);
    workbook->identity = properties != NULL ? properties->identity : NULL;
    if (book == NULL || book->names->len > MAX_PARTS)
        return FALSE;
    for (guint i = 0; i < book->names->len; i++) {
        struct workbook_part *part =
            part_of_relation(workbook, g_ptr_array_index(book->relations, i));
        if (part == NULL)
            continue;
        if (is_taken(workbook, part))
            return FALSE;
        struct sheet sheet = {g_strdup(g_ptr_array_index(book->names, i)), part, NULL};
        g_array_append_val(workbook->sheets, sheet);
        if (!resolve_texts(workbook, part))
            return FALSE;
    }
    return workbook->sheets->len > 0;
}

static gpointer key_of(struct xlsx_place place)
{
    return GSIZE_TO_POINTER((gsize)place.row * XLSX_COLUMN_LIMIT + place.column);
}

static void index_sheets(struct workbook *workbook)
{
    for (guint i = 0; i < workbook->sheets->len; i++) {
        struct sheet *sheet = &g_array_index(workbook->sheets, struct sheet, i);
        sheet->by_place = g_hash_table_new(NULL, NULL);
        for (guint c = 0; c < sheet->part->cells->len; c++)
            g_hash_table_insert(
                sheet->by_place,
                key_of(g_array_index(sheet->part->cells, struct workbook_cell, c).place),
                GUINT_TO_POINTER(c + 1));
    }
}

/* Before anything is unpacked. */
static gboolean check_size(const char *path, GError **error)
{
    struct readback_zip_size size;
    if (!file_is_readable(path, TONGKET_ERROR_INPUT, error))
        return FALSE;
    if (!readback_zip_measure(path, &size))
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_WORKBOOK, path, NULL);
    const char *limit = NULL;
    if (size.parts > MAX_PARTS)
        limit = "> " G_STRINGIFY(MAX_PARTS) " xl/";
    else if (size.unpacked > MAX_UNPACKED)
        limit = "> 64 MiB";
    else if (size.unpacked > SMALL_BYTES && size.unpacked / MAX_RATIO > size.packed)
        limit = "> " G_STRINGIFY(MAX_RATIO) " : 1";
    return limit == NULL ||
           error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_WORKBOOK_TOO_LARGE, path, limit, NULL);
}

gboolean workbook_read(const char *path, struct workbook **workbook, GError **error)
{
    if (!check_size(path, error))
        return FALSE;
    g_autoptr(workbook_t) made = g_new0(struct workbook, 1);
    made->parts = g_ptr_array_new_with_free_func(workbook_part_free);
    made->sheets = g_array_new(FALSE, FALSE, sizeof(struct sheet));
    g_array_set_clear_func(made->sheets, clear_sheet);
    struct walk walk = {.workbook = made};
    g_autoptr(GError) cause = NULL;
    if (!readback_zip(path, path, take_part, &walk, &cause) && cause->code == TONGKET_ERROR_INPUT) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    if (cause != NULL || !find_sheets(made))
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_WORKBOOK, path, NULL);
    index_sheets(made);
    *workbook = g_steal_pointer(&made);
    return TRUE;
}

void workbook_free(struct workbook *workbook)
{
    if (workbook == NULL)
        return;
    g_array_unref(workbook->sheets);
    g_ptr_array_unref(workbook->parts);
    g_free(workbook);
}

guint workbook_sheets_count(const struct workbook *workbook)
{
    return workbook->sheets->len;
}

const char *workbook_sheet_name(const struct workbook *workbook, guint sheet)
{
    return g_array_index(workbook->sheets, struct sheet, sheet).name;
}

guint workbook_find_sheet(const struct workbook *workbook, const char *name)
{
    for (guint i = 0; i < workbook->sheets->len; i++)
        if (strcmp(workbook_sheet_name(workbook, i), name) == 0)
            return i;
    return G_MAXUINT;
}

const GArray *workbook_cells(const struct workbook *workbook, guint sheet)
{
    return g_array_index(workbook->sheets, struct sheet, sheet).part->cells;
}

const struct workbook_cell *workbook_cell(const struct workbook *workbook, guint sheet,
                                          struct xlsx_place place)
{
    const struct sheet *found = &g_array_index(workbook->sheets, struct sheet, sheet);
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(found->by_place, key_of(place)));
    return index > 0 ? &g_array_index(found->part->cells, struct workbook_cell, index - 1) : NULL;
}

const char *workbook_identity(const struct workbook *workbook)
{
    return workbook->identity;
}
