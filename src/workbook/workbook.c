#include "workbook/workbook.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "workbook/workbook_rows.h"

/* No workbook of reports comes near; a small file may unpack to any size. */
static const struct workbook_limits limits = {
    {.parts = 1024, .unpacked = (guint64)64 << 20, .ratio = 200, .small = (guint64)4 << 20},
    .cells = 1000000,
};

/* Ahead of UTC. */
#define VIETNAM_HOURS 7

struct workbook_sheet {
    char *name;
    GArray *cells;        /* struct workbook_cell */
    GHashTable *by_place; /* place -> index in cells + 1 */
};

struct workbook {
    GArray *sheets;     /* struct workbook_sheet */
    GStringChunk *kept; /* the texts */
    GHashTable *properties;
    gboolean knows_formulas;
};

/* A sheet under way. */
struct workbook_reading {
    struct workbook *workbook;
    struct workbook_sheet *sheet;
};

static gpointer key_of(struct workbook_place place)
{
    return GSIZE_TO_POINTER((gsize)place.row * WORKBOOK_COLUMNS + place.column);
}

static void keep_row(void *data, const struct workbook_row *row)
{
    const struct workbook_reading *reading = data;
    GStringChunk *kept = reading->workbook->kept;
    for (guint i = 0; i < row->count; i++) {
        struct workbook_cell cell = row->cells[i];
        cell.value = g_string_chunk_insert_const(kept, cell.value);
        cell.formula =
            cell.formula != NULL ? g_string_chunk_insert_const(kept, cell.formula) : NULL;
        g_array_append_val(reading->sheet->cells, cell);
        g_hash_table_insert(reading->sheet->by_place, key_of(cell.place),
                            GUINT_TO_POINTER(reading->sheet->cells->len));
    }
}

static void clear_sheet(gpointer data)
{
    struct workbook_sheet *sheet = data;
    g_free(sheet->name);
    g_array_unref(sheet->cells);
    g_hash_table_unref(sheet->by_place);
}

static gboolean keep_sheets(struct workbook *workbook, struct workbook_rows *rows,
                            struct package_fault *fault)
{
    gboolean good = TRUE;
    for (guint i = 0; i < workbook_rows_sheets(rows) && good; i++) {
        struct workbook_sheet sheet = {g_strdup(workbook_rows_sheet(rows, i)),
                                       g_array_new(FALSE, FALSE, sizeof(struct workbook_cell)),
                                       g_hash_table_new(NULL, NULL)};
        struct workbook_reading reading = {workbook, &sheet};
        g_array_append_val(workbook->sheets, sheet);
        good = workbook_rows_read(rows, i, keep_row, &reading, fault);
    }
    workbook->properties = g_hash_table_ref(workbook_rows_properties(rows));
    workbook->knows_formulas = workbook_rows_knows_formulas(rows);
    return good;
}

static gboolean refuse(const char *path, const struct package_fault *fault, GError **error)
{
    if (fault->kind == PACKAGE_DAMAGED)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_WORKBOOK_DAMAGED, fault->part,
                           fault->text, NULL);
    if (fault->kind == PACKAGE_TOO_LARGE)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_WORKBOOK_TOO_LARGE, path,
                           fault->text, NULL);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_WORKBOOK, path, NULL);
}

gboolean workbook_read(const char *path, struct workbook **workbook, GError **error)
{
    if (!file_is_readable(path, TONGKET_ERROR_INPUT, error))
        return FALSE;
    g_auto(package_fault_t) fault = {0};
    struct workbook_rows *rows = workbook_rows_open(path, &limits, &fault);
    if (rows == NULL)
        return refuse(path, &fault, error);
    g_autoptr(workbook_t) made = g_new0(struct workbook, 1);
    made->sheets = g_array_new(FALSE, FALSE, sizeof(struct workbook_sheet));
    made->kept = g_string_chunk_new(1 << 12);
    g_array_set_clear_func(made->sheets, clear_sheet);
    gboolean good =
        keep_sheets(made, rows, &fault) && workbook_rows_check_rest(rows, FALSE, &fault);
    workbook_rows_free(rows);
    if (!good)
        return refuse(path, &fault, error);
    *workbook = g_steal_pointer(&made);
    return TRUE;
}

void workbook_free(struct workbook *workbook)
{
    if (workbook == NULL)
        return;
    g_array_unref(workbook->sheets);
    g_string_chunk_free(workbook->kept);
    g_hash_table_unref(workbook->properties);
    g_free(workbook);
}

static const struct workbook_sheet *sheet_at(const struct workbook *workbook, guint sheet)
{
    return &g_array_index(workbook->sheets, struct workbook_sheet, sheet);
}

gboolean workbook_knows_formulas(const struct workbook *workbook)
{
    return workbook->knows_formulas;
}

guint workbook_sheets_count(const struct workbook *workbook)
{
    return workbook->sheets->len;
}

const char *workbook_sheet_name(const struct workbook *workbook, guint sheet)
{
    return sheet_at(workbook, sheet)->name;
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
    return sheet_at(workbook, sheet)->cells;
}

const struct workbook_cell *workbook_at(const struct workbook *workbook, guint sheet,
                                        struct workbook_place place)
{
    const struct workbook_sheet *found = sheet_at(workbook, sheet);
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(found->by_place, key_of(place)));
    return index > 0 ? &g_array_index(found->cells, struct workbook_cell, index - 1) : NULL;
}

const char *workbook_property(const struct workbook *workbook, const char *name)
{
    return g_hash_table_lookup(workbook->properties, name);
}

char *workbook_day_saved(const struct workbook *workbook)
{
    const char *text = workbook_property(workbook, WORKBOOK_MODIFIED);
    g_autoptr(GTimeZone) zone = g_time_zone_new_offset(VIETNAM_HOURS * 3600);
    g_autoptr(GDateTime) saved = text != NULL ? g_date_time_new_from_iso8601(text, zone) : NULL;
    g_autoptr(GDateTime) there = saved != NULL ? g_date_time_to_timezone(saved, zone) : NULL;
    return there != NULL ? g_date_time_format(there, "%d/%m/%Y") : g_strdup("");
}
