#include <string.h>

#include "workbook/workbook_parts.h"

#define MANIFEST "META-INF/manifest.xml"

/* So many cells may be there only by repetition, and so many more for each byte of the part. */
#define REPEATED ((guint64)1 << 20)
#define REPEATED_RATIO 200

/* ---- which tables there are ---- */

static void start_in_manifest(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    (void)attributes;
    if (strcmp(xml_local(element), "encryption-data") == 0)
        workbook_parts_fault(rows, g_strdup("encryption-data"));
}

static void start_in_list(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *shown = xml_attribute(attributes, "table:display");
    if (strcmp(element, "style:style") == 0) {
        g_free(rows->style);
        rows->style = g_strdup(xml_attribute(attributes, "style:name"));
    } else if (strcmp(element, "style:table-properties") == 0 && rows->style != NULL &&
               g_strcmp0(shown, "false") == 0) {
        g_hash_table_add(rows->hidden_styles, g_strdup(rows->style));
    } else if (strcmp(element, "table:table-source") == 0) {
        rows->is_linked = TRUE;
    } else if (strcmp(element, "table:table") == 0) {
        const char *name = xml_attribute(attributes, "table:name");
        const char *style = xml_attribute(attributes, "table:style-name");
        struct rows_sheet made = {.name = g_strdup(name != NULL ? name : ""), .part = rows->sheet};
        made.is_hidden = style != NULL && g_hash_table_contains(rows->hidden_styles, style);
        g_array_append_val(rows->sheets, made);
    }
}

/* ---- cells ---- */

/* How often something stands there: "3"; once where nothing is said. */
static guint repeat_of(const char **attributes, const char *name, guint most)
{
    const char *text = xml_attribute(attributes, name);
    guint64 repeat = text != NULL ? g_ascii_strtoull(text, NULL, 10) : 1;
    return (guint)CLAMP(repeat, 1, most);
}

static void start_row(struct workbook_rows *rows, const char **attributes)
{
    const char *visible = xml_attribute(attributes, "table:visibility");
    workbook_parts_end_row(rows);
    rows->at = (struct workbook_place){rows->at.row, 0};
    rows->row.repeat = repeat_of(attributes, "table:number-rows-repeated", WORKBOOK_ROWS);
    rows->row.is_hidden = visible != NULL && strcmp(visible, "visible") != 0;
    rows->in_row = TRUE;
}

static guint64 most_repeated(const struct workbook_rows *rows)
{
    guint part = g_array_index(rows->sheets, struct rows_sheet, rows->sheet).part;
    return REPEATED + REPEATED_RATIO * package_size(rows->package, part);
}

/* Rows that are the same stand once in the file; what they unfold to is limited. */
static void end_row(struct workbook_rows *rows)
{
    guint repeat = rows->row.repeat;
    if (rows->cells->len > 0) {
        rows->repeated += (guint64)(repeat - 1) * rows->cells->len;
        if (rows->at.row + repeat > WORKBOOK_ROWS || rows->repeated > most_repeated(rows))
            workbook_parts_fault(rows, g_strdup("> number-rows-repeated"));
    }
    workbook_parts_end_row(rows);
    rows->at.row = MIN(rows->at.row + repeat, WORKBOOK_ROWS);
    rows->in_row = FALSE;
}

/* The decimals of a percentage as it is shown: "33,3%". */
static guint8 shown_decimals(const char *text)
{
    const char *mark = strpbrk(text, ",.");
    return mark != NULL ? (guint8)MIN(strspn(mark + 1, "0123456789"), 30) : 0;
}

static void take_value(struct workbook_rows *rows, const char *value)
{
    g_string_assign(rows->text, value != NULL ? value : "");
    rows->cell.value = workbook_parts_text(rows);
    rows->has_own_text = TRUE;
}

static void start_cell(struct workbook_rows *rows, const char **attributes)
{
    const char *type = xml_attribute(attributes, "office:value-type");
    const char *formula = xml_attribute(attributes, "table:formula");
    gboolean is_error = g_strcmp0(xml_attribute(attributes, "calcext:value-type"), "error") == 0;
    rows->cell = (struct workbook_cell){.value = "", .place = rows->at, .kind = WORKBOOK_TEXT};
    rows->cell_repeat = repeat_of(attributes, "table:number-columns-repeated", WORKBOOK_COLUMNS);
    rows->paragraphs = 0;
    rows->has_own_text = FALSE;
    rows->has_value = type != NULL;
    if (formula != NULL) {
        const char *code = strstr(formula, ":=");
        g_string_assign(rows->text, code != NULL ? code + 2 : formula);
        rows->cell.formula = workbook_parts_text(rows);
    }
    if (is_error) {
        rows->cell.kind = WORKBOOK_ERROR;
    } else if (g_strcmp0(type, "float") == 0 || g_strcmp0(type, "currency") == 0 ||
               g_strcmp0(type, "percentage") == 0) {
        rows->cell.kind = WORKBOOK_NUMBER;
        rows->cell.format.kind = *type == 'p' ? WORKBOOK_PERCENT : WORKBOOK_GENERAL;
        take_value(rows, xml_attribute(attributes, "office:value"));
    } else if (g_strcmp0(type, "date") == 0) {
        rows->cell.kind = WORKBOOK_DATE;
        take_value(rows, xml_attribute(attributes, "office:date-value"));
    } else if (g_strcmp0(type, "boolean") == 0) {
        rows->cell.kind = WORKBOOK_BOOLEAN;
        gboolean is_true =
            g_strcmp0(xml_attribute(attributes, "office:boolean-value"), "true") == 0;
        take_value(rows, is_true ? "1" : "0");
    } else if (g_strcmp0(type, "string") == 0 &&
               xml_attribute(attributes, "office:string-value") != NULL) {
        take_value(rows, xml_attribute(attributes, "office:string-value"));
    }
    g_string_truncate(rows->text, 0);
}

static gboolean is_empty(const struct workbook_rows *rows)
{
    return *rows->cell.value == '\0' && rows->cell.formula == NULL && !rows->has_own_text;
}

static void end_cell(struct workbook_rows *rows)
{
    const char *shown = rows->text->str;
    if (rows->cell.kind == WORKBOOK_NUMBER && rows->cell.format.kind == WORKBOOK_PERCENT)
        rows->cell.format.decimals = shown_decimals(shown);
    if (!rows->has_own_text && *shown != '\0')
        rows->cell.value = workbook_parts_text(rows);
    if (rows->cell.formula != NULL && !rows->has_value && *rows->cell.value == '\0')
        rows->cell.kind = WORKBOOK_NO_VALUE;
    if (rows->at.column + rows->cell_repeat > WORKBOOK_COLUMNS) {
        workbook_parts_fault(rows, g_strdup("> number-columns-repeated"));
    } else if (!is_empty(rows)) {
        rows->repeated += rows->cell_repeat - 1;
        for (guint i = 0; i < rows->cell_repeat; i++) {
            rows->cell.place.column = rows->at.column + i;
            workbook_parts_add_cell(rows);
        }
    }
    rows->at.column += rows->cell_repeat;
}

/* Paragraphs are lines of the cell; blanks that XML would lose stand as elements. */
static void start_text(struct workbook_rows *rows, const char *element, const char **attributes)
{
    if (strcmp(element, "text:p") == 0) {
        if (rows->paragraphs++ > 0)
            g_string_append_c(rows->text, '\n');
        rows->collects = TRUE;
    } else if (strcmp(element, "text:s") == 0 && rows->collects) {
        guint blanks = repeat_of(attributes, "text:c", 1000);
        for (guint i = 0; i < blanks && rows->text->len < WORKBOOK_CELL_BYTES; i++)
            g_string_append_c(rows->text, ' ');
    } else if (rows->collects && rows->text->len < WORKBOOK_CELL_BYTES &&
               (strcmp(element, "text:tab") == 0 || strcmp(element, "text:line-break") == 0)) {
        g_string_append_c(rows->text, element[5] == 't' ? '\t' : '\n');
    }
}

/* What holds cells and text that are none of the sheet's. */
static gboolean is_aside(const char *element)
{
    return strcmp(element, "office:annotation") == 0 ||
           strcmp(element, "table:tracked-changes") == 0 || strcmp(element, "table:shapes") == 0 ||
           strncmp(element, "draw:", 5) == 0;
}

static void start_in_sheet(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    if (rows->nested > 0 || is_aside(element))
        rows->nested++;
    else if (strcmp(element, "table:table") == 0)
        rows->table++;
    if (rows->nested > 0 || rows->table != rows->sheet + 1)
        return;
    if (strcmp(element, "table:table-row") == 0)
        start_row(rows, attributes);
    else if (strcmp(element, "table:table-cell") == 0 ||
             strcmp(element, "table:covered-table-cell") == 0)
        start_cell(rows, attributes);
    else
        start_text(rows, element, attributes);
}

/* What a merged cell covers is not shown: it only has its place. */
static void end_in_sheet(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    if (rows->nested > 0) {
        rows->nested--;
        return;
    }
    if (rows->table != rows->sheet + 1)
        return;
    if (strcmp(element, "table:table-row") == 0)
        end_row(rows);
    else if (strcmp(element, "table:table-cell") == 0)
        end_cell(rows);
    else if (strcmp(element, "table:covered-table-cell") == 0)
        rows->at.column = MIN(rows->at.column + rows->cell_repeat, WORKBOOK_COLUMNS);
    else if (strcmp(element, "text:p") == 0)
        rows->collects = FALSE;
}

gboolean workbook_ods_open(struct workbook_rows *rows, guint content, struct package_fault *fault)
{
    static const struct xml_handlers in_manifest = {.start = start_in_manifest};
    static const struct xml_handlers in_list = {.start = start_in_list};
    static const struct xml_handlers in_sheet = {.start = start_in_sheet, .end = end_in_sheet};
    guint manifest = package_find(rows->package, MANIFEST);
    rows->handlers = &in_sheet;
    if (manifest != G_MAXUINT && !workbook_parts_read(rows, manifest, &in_manifest, fault)) {
        if (rows->wrong != NULL)
            package_refuse(fault, PACKAGE_LOCKED, NULL, NULL);
        return FALSE;
    }
    rows->sheet = content; /* the part of each table */
    if (!workbook_parts_read(rows, content, &in_list, fault))
        return FALSE;
    if (!workbook_parts_read_saved(rows, "meta.xml", "date", fault))
        return FALSE;
    return rows->sheets->len > 0 ||
           package_refuse(fault, PACKAGE_NOT_WHOLE, package_name(rows->package, content), "table");
}
