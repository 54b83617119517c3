#include "workbook/workbook_rows.h"

#include <string.h>

#include "workbook/compound.h"
#include "workbook/workbook_parts.h"

#define ODS_CONTENT "content.xml"

/* Of values of the rows that one step hands over. */
#define STEP_BYTES ((gsize)16 << 20)

void workbook_parts_fault(struct workbook_rows *rows, char *wrong)
{
    if (rows->wrong == NULL)
        rows->wrong = wrong;
    else
        g_free(wrong);
}

void workbook_parts_collect(struct workbook_rows *rows)
{
    g_string_truncate(rows->text, 0);
    rows->collects = TRUE;
}

static void on_text(void *data, const char *text, gsize length)
{
    struct workbook_rows *rows = data;
    if (!rows->collects)
        return;
    if (rows->text->len + length > WORKBOOK_CELL_BYTES)
        workbook_parts_fault(rows, g_strdup("> 1 MiB <c>"));
    else
        g_string_append_len(rows->text, text, (gssize)length);
}

const char *workbook_parts_text(struct workbook_rows *rows)
{
    rows->own_bytes += rows->text->len;
    if (rows->own_bytes > WORKBOOK_ROW_BYTES) {
        workbook_parts_fault(rows, g_strdup("> 4 MiB <row>"));
        return "";
    }
    return g_string_chunk_insert_len(rows->own, rows->text->str, (gssize)rows->text->len);
}

/* Cells and shared texts are counted together. */
void workbook_parts_count(struct workbook_rows *rows)
{
    rows->counted++;
    if (rows->limits != NULL && rows->limits->cells != 0 && rows->counted > rows->limits->cells)
        workbook_parts_fault(rows, g_strdup_printf("> %u <c>", rows->limits->cells));
}

static gboolean is_data(const struct workbook_rows *rows)
{
    return rows->limits != NULL && rows->limits->is_data;
}

const char *workbook_parts_shared(struct workbook_rows *rows, guint64 number)
{
    const char *text = workbook_texts_at(&rows->texts, number);
    if (text != NULL)
        return text;
    workbook_parts_fault(rows, g_strdup_printf("t=\"s\": %" G_GUINT64_FORMAT, number));
    return "";
}

/* A text that many cells share, or a cell that is repeated, is more in memory than in the file. */
static void count_bytes(struct workbook_rows *rows)
{
    gsize bytes = strlen(rows->cell.value);
    rows->row_bytes += bytes;
    rows->step_bytes += bytes;
    if (rows->row_bytes > WORKBOOK_ROW_BYTES)
        workbook_parts_fault(rows, g_strdup("> 4 MiB <row>"));
    else if (is_data(rows) && rows->step_bytes > STEP_BYTES)
        workbook_parts_fault(rows, g_strdup("> 16 MiB <c>"));
}

void workbook_parts_add_cell(struct workbook_rows *rows)
{
    const struct workbook_cell *last =
        rows->cells->len > 0 && is_data(rows)
            ? &g_array_index(rows->cells, struct workbook_cell, rows->cells->len - 1)
            : NULL;
    if (last != NULL && last->place.column >= rows->cell.place.column) {
        g_autofree char *name = workbook_cell_name(rows->cell.place);
        workbook_parts_fault(rows, g_strdup_printf("r=\"%s\"", name));
    }
    count_bytes(rows);
    if (rows->wrong != NULL)
        return;
    rows->cell.is_text = rows->cell.kind != WORKBOOK_NUMBER && rows->cell.kind != WORKBOOK_NO_VALUE;
    g_array_append_val(rows->cells, rows->cell);
    workbook_parts_count(rows);
}

void workbook_parts_end_row(struct workbook_rows *rows)
{
    if (rows->cells->len > 0) {
        const struct workbook_cell *cells = (const struct workbook_cell *)(void *)rows->cells->data;
        rows->row.row = cells->place.row;
        rows->row.cells = cells;
        rows->row.count = rows->cells->len;
        rows->row.repeat = MAX(rows->row.repeat, 1);
        if (is_data(rows) && rows->row.row < rows->next_row)
            workbook_parts_fault(rows, g_strdup_printf("<row r=\"%u\">", rows->row.row + 1));
        rows->next_row = rows->row.row + rows->row.repeat;
        if (rows->wrong == NULL)
            rows->take(rows->data, &rows->row);
    }
    rows->row = (struct workbook_row){0};
    g_array_set_size(rows->cells, 0);
    g_string_chunk_clear(rows->own);
    rows->own_bytes = rows->row_bytes = 0;
}

static struct xml_handlers handlers_of(struct workbook_rows *rows,
                                       const struct xml_handlers *handlers)
{
    struct xml_handlers own = *handlers;
    own.text = on_text;
    own.data = rows;
    own.wrong = &rows->wrong;
    rows->collects = FALSE;
    rows->phonetic = 0;
    return own;
}

gboolean workbook_parts_read(struct workbook_rows *rows, guint part,
                             const struct xml_handlers *handlers, struct package_fault *fault)
{
    struct xml_handlers own = handlers_of(rows, handlers);
    return xml_read_part(rows->package, part, &own, fault);
}

static void start_in_saved(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    (void)attributes;
    if (strcmp(xml_local(element), rows->property) == 0)
        workbook_parts_collect(rows);
}

static void end_in_saved(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    if (strcmp(xml_local(element), rows->property) != 0)
        return;
    rows->collects = FALSE;
    g_hash_table_insert(rows->properties, g_strdup(WORKBOOK_MODIFIED), g_strdup(rows->text->str));
}

gboolean workbook_parts_read_saved(struct workbook_rows *rows, const char *part,
                                   const char *element, struct package_fault *fault)
{
    static const struct xml_handlers in_saved = {.start = start_in_saved, .end = end_in_saved};
    guint number = is_data(rows) ? G_MAXUINT : package_find(rows->package, part);
    if (number == G_MAXUINT)
        return TRUE;
    g_free(rows->property);
    rows->property = g_strdup(element);
    return workbook_parts_read(rows, number, &in_saved, fault);
}

static void clear_sheet(gpointer data)
{
    struct rows_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->relation);
}

static struct workbook_rows *rows_new(const struct workbook_limits *limits)
{
    struct workbook_rows *rows = g_new0(struct workbook_rows, 1);
    rows->limits = limits;
    rows->sheets = g_array_new(FALSE, FALSE, sizeof(struct rows_sheet));
    g_array_set_clear_func(rows->sheets, clear_sheet);
    rows->targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    rows->properties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    rows->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    rows->hidden_styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rows->formats = g_array_new(FALSE, FALSE, sizeof(struct workbook_format));
    workbook_texts_init(&rows->texts);
    rows->text = g_string_new(NULL);
    rows->cells = g_array_new(FALSE, FALSE, sizeof(struct workbook_cell));
    rows->own = g_string_chunk_new(1 << 10);
    return rows;
}

static gboolean check_sheets(const struct workbook_rows *rows, struct package_fault *fault)
{
    guint most = rows->limits != NULL ? rows->limits->sheets : 0;
    if (most == 0 || rows->sheets->len <= most)
        return TRUE;
    g_autofree char *limit = g_strdup_printf("> %u <sheet>", most);
    return package_refuse(fault, PACKAGE_TOO_LARGE, NULL, limit);
}

void workbook_rows_free(struct workbook_rows *rows)
{
    if (rows == NULL)
        return;
    xml_part_close(rows->part);
    package_free(rows->package);
    workbook_xls_free(rows->xls);
    g_array_unref(rows->sheets);
    g_hash_table_unref(rows->targets);
    g_hash_table_unref(rows->properties);
    g_hash_table_unref(rows->codes);
    g_hash_table_unref(rows->hidden_styles);
    g_array_unref(rows->formats);
    workbook_texts_clear(&rows->texts);
    g_free(rows->folder);
    g_free(rows->texts_target);
    g_free(rows->styles_target);
    g_free(rows->property);
    g_free(rows->style);
    g_string_free(rows->text, TRUE);
    g_array_unref(rows->cells);
    g_string_chunk_free(rows->own);
    g_free(rows->wrong);
    g_free(rows);
}

guint workbook_rows_sheets(const struct workbook_rows *rows)
{
    return rows->sheets->len;
}

static const struct rows_sheet *sheet_at(const struct workbook_rows *rows, guint sheet)
{
    return &g_array_index(rows->sheets, struct rows_sheet, sheet);
}

const char *workbook_rows_sheet(const struct workbook_rows *rows, guint sheet)
{
    return sheet_at(rows, sheet)->name;
}

gboolean workbook_rows_is_hidden(const struct workbook_rows *rows, guint sheet)
{
    return sheet_at(rows, sheet)->is_hidden;
}

GHashTable *workbook_rows_properties(const struct workbook_rows *rows)
{
    return rows->properties;
}

gboolean workbook_rows_knows_formulas(const struct workbook_rows *rows)
{
    return rows->xls == NULL;
}

gboolean workbook_rows_is_1904(const struct workbook_rows *rows)
{
    return rows->is_1904;
}

static enum workbook_guest guest_in_package(const struct workbook_rows *rows)
{
    enum workbook_guest guest = rows->is_linked ? WORKBOOK_LINKS : WORKBOOK_NO_GUEST;
    for (guint i = 0; i < package_count(rows->package); i++) {
        const char *name = package_name(rows->package, i);
        if (g_str_has_suffix(name, "/vbaProject.bin") || g_str_has_prefix(name, "Basic/") ||
            g_str_has_prefix(name, "xl/macrosheets/"))
            return WORKBOOK_MACROS;
        if (g_str_has_prefix(name, "xl/externalLinks/") && g_str_has_suffix(name, ".xml"))
            guest = WORKBOOK_LINKS;
    }
    return guest;
}

static gboolean enter_part(struct workbook_rows *rows, guint sheet, struct package_fault *fault)
{
    struct xml_handlers own = handlers_of(rows, rows->handlers);
    rows->part = xml_part_open(rows->package, sheet_at(rows, sheet)->part, &own, fault);
    return rows->part != NULL;
}

static gboolean step_in_part(struct workbook_rows *rows, gboolean *at_end)
{
    return xml_part_step(rows->part, at_end);
}

static guint place_in_part(const struct workbook_rows *rows)
{
    return package_place(rows->package);
}

static const struct rows_kind in_package = {enter_part, step_in_part, place_in_part,
                                            guest_in_package};

static gboolean open_package(struct workbook_rows *rows, const char *path,
                             struct package_fault *fault)
{
    rows->package = package_open(path, rows->limits != NULL ? &rows->limits->package : NULL, fault);
    if (rows->package == NULL)
        return FALSE;
    rows->kind = &in_package;
    guint content = package_find(rows->package, ODS_CONTENT);
    return content != G_MAXUINT ? workbook_ods_open(rows, content, fault)
                                : workbook_ooxml_open(rows, fault);
}

struct workbook_rows *workbook_rows_open(const char *path, const struct workbook_limits *limits,
                                         struct package_fault *fault)
{
    struct workbook_rows *rows = rows_new(limits);
    gboolean good =
        compound_is(path) ? workbook_xls_open(rows, path, fault) : open_package(rows, path, fault);
    if (!good || !check_sheets(rows, fault))
        g_clear_pointer(&rows, workbook_rows_free);
    return rows;
}

enum workbook_guest workbook_rows_guest(const struct workbook_rows *rows)
{
    return rows->kind->guest(rows);
}

gboolean workbook_rows_enter(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                             void *data, struct package_fault *fault)
{
    g_clear_pointer(&rows->part, xml_part_close);
    g_clear_pointer(&rows->wrong, g_free);
    rows->take = take;
    rows->data = data;
    rows->sheet = sheet;
    rows->table = rows->nested = rows->next_row = 0;
    rows->at = (struct workbook_place){0, 0};
    rows->in_row = FALSE;
    workbook_parts_end_row(rows);
    return rows->kind->enter(rows, sheet, fault);
}

gboolean workbook_rows_step(struct workbook_rows *rows, gboolean *at_end)
{
    rows->step_bytes = 0;
    if (!rows->kind->step(rows, at_end))
        return FALSE;
    if (*at_end)
        workbook_parts_end_row(rows);
    return TRUE;
}

guint workbook_rows_place(const struct workbook_rows *rows)
{
    return rows->kind->place(rows);
}

gboolean workbook_rows_read(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                            void *data, struct package_fault *fault)
{
    gboolean at_end = FALSE, good = workbook_rows_enter(rows, sheet, take, data, fault);
    while (good && !at_end)
        good = workbook_rows_step(rows, &at_end);
    g_clear_pointer(&rows->part, xml_part_close);
    return good;
}

static gboolean is_xml(const char *part)
{
    return g_str_has_suffix(part, ".xml") || g_str_has_suffix(part, ".rels") ||
           g_str_has_suffix(part, ".vml");
}

gboolean workbook_rows_check_rest(struct workbook_rows *rows, gboolean xml,
                                  struct package_fault *fault)
{
    static const struct xml_handlers none = {NULL};
    gboolean good = TRUE;
    for (guint i = 0; rows->package != NULL && i < package_count(rows->package) && good; i++) {
        if (package_was_read(rows->package, i))
            continue;
        good = xml && is_xml(package_name(rows->package, i))
                   ? xml_read_part(rows->package, i, &none, fault)
                   : package_read(rows->package, i, NULL, NULL, fault);
    }
    return good;
}
