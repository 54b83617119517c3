#include <string.h>

#include "workbook/workbook_parts.h"

#define BOOK_PART "xl/workbook.xml"
#define TOP_RELATIONS "_rels/.rels"
#define PROPERTIES_PART "docProps/custom.xml"
#define CORE_PART "docProps/core.xml"

/* Styles of cells beyond any reason. */
#define MOST_FORMATS 200000

static gboolean is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* ---- sheets ---- */

/* Runs of text and reading aids within a text, shared or of a cell. */
static void start_run(struct workbook_rows *rows, const char *name)
{
    if (strcmp(name, "t") == 0)
        rows->collects = rows->phonetic == 0;
    else if (strcmp(name, "rPh") == 0)
        rows->phonetic++;
}

static void end_run(struct workbook_rows *rows, const char *name)
{
    if (strcmp(name, "t") == 0)
        rows->collects = FALSE;
    else if (strcmp(name, "rPh") == 0)
        rows->phonetic--;
}

/* A row that does not say where it stands is behind the one before. */
static void start_row(struct workbook_rows *rows, const char **attributes)
{
    const char *place = xml_attribute(attributes, "r");
    const char *height = xml_attribute(attributes, "ht");
    workbook_parts_end_row(rows);
    rows->at = (struct workbook_place){rows->next_row, 0};
    rows->in_row = TRUE;
    rows->row.is_hidden =
        is_true(xml_attribute(attributes, "hidden")) || g_strcmp0(height, "0") == 0;
    if (place == NULL)
        return;
    guint64 number = g_ascii_strtoull(place, NULL, 10);
    if (number < 1 || number > WORKBOOK_ROWS)
        workbook_parts_fault(rows, g_strdup_printf("<row r=\"%s\">", place));
    else
        rows->at.row = (guint)number - 1;
}

static void end_row(struct workbook_rows *rows)
{
    workbook_parts_end_row(rows);
    rows->next_row = MAX(rows->next_row, rows->at.row + 1);
    rows->in_row = FALSE;
}

static enum workbook_kind kind_of(const char *type)
{
    static const struct {
        const char *type;
        enum workbook_kind kind;
    } kinds[] = {
        {"s", WORKBOOK_TEXT},    {"str", WORKBOOK_TEXT}, {"inlineStr", WORKBOOK_TEXT},
        {"b", WORKBOOK_BOOLEAN}, {"e", WORKBOOK_ERROR},  {"d", WORKBOOK_DATE},
    };
    for (guint i = 0; type != NULL && i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].type, type) == 0)
            return kinds[i].kind;
    return type == NULL || strcmp(type, "n") == 0 ? WORKBOOK_NUMBER : WORKBOOK_TEXT;
}

static void start_cell(struct workbook_rows *rows, const char **attributes)
{
    const char *place = xml_attribute(attributes, "r");
    const char *type = xml_attribute(attributes, "t");
    const char *style = xml_attribute(attributes, "s");
    rows->cell = (struct workbook_cell){.value = "", .kind = kind_of(type), .place = rows->at};
    rows->is_shared = g_strcmp0(type, "s") == 0;
    rows->has_content = rows->has_value = FALSE;
    if (place == NULL ? !rows->in_row || rows->at.column >= WORKBOOK_COLUMNS
                      : !workbook_cell_parse(place, &rows->cell.place))
        workbook_parts_fault(rows, g_strdup_printf("r=\"%s\"", place != NULL ? place : ""));
    if (style != NULL && rows->formats->len > 0) {
        guint64 number = g_ascii_strtoull(style, NULL, 10);
        if (number < rows->formats->len)
            rows->cell.format = g_array_index(rows->formats, struct workbook_format, number);
    }
    if (rows->cells->len > 0 &&
        rows->cell.place.row != g_array_index(rows->cells, struct workbook_cell, 0).place.row)
        workbook_parts_end_row(rows);
    rows->at = rows->cell.place;
    rows->at.column++;
}

/* A formula whose value is not there has none; the text of one may well be empty. */
static void end_cell(struct workbook_rows *rows)
{
    if (!rows->has_content || rows->wrong != NULL)
        return;
    if (rows->is_shared && rows->has_value)
        rows->cell.value =
            workbook_parts_shared(rows, g_ascii_strtoull(rows->cell.value, NULL, 10));
    if (rows->cell.formula != NULL && *rows->cell.value == '\0' &&
        !(rows->cell.kind == WORKBOOK_TEXT && rows->has_value))
        rows->cell.kind = WORKBOOK_NO_VALUE;
    workbook_parts_add_cell(rows);
}

static void start_in_sheet(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *name = xml_local(element);
    if (strcmp(name, "c") == 0)
        start_cell(rows, attributes);
    else if (strcmp(name, "v") == 0 || strcmp(name, "f") == 0)
        workbook_parts_collect(rows);
    else if (strcmp(name, "is") == 0)
        g_string_truncate(rows->text, 0);
    else if (strcmp(name, "row") == 0)
        start_row(rows, attributes);
    else
        start_run(rows, name);
}

static void end_in_sheet(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    const char *name = xml_local(element);
    gboolean formula = strcmp(name, "f") == 0;
    if (strcmp(name, "c") == 0) {
        end_cell(rows);
    } else if (formula || strcmp(name, "v") == 0 || strcmp(name, "is") == 0) {
        *(formula ? &rows->cell.formula : &rows->cell.value) = workbook_parts_text(rows);
        rows->has_content = TRUE;
        rows->has_value |= !formula;
        rows->collects = FALSE;
    } else if (strcmp(name, "row") == 0) {
        end_row(rows);
    } else {
        end_run(rows, name);
    }
}

/* ---- the book and its parts ---- */

static void start_in_book(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *name = xml_local(element);
    const char *sheet = xml_attribute(attributes, "name");
    const char *relation = xml_local_attribute(attributes, "id");
    if (strcmp(name, "workbookPr") == 0)
        rows->is_1904 = is_true(xml_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0 || sheet == NULL || relation == NULL)
        return;
    const char *state = xml_attribute(attributes, "state");
    struct rows_sheet made = {g_strdup(sheet), g_strdup(relation), G_MAXUINT,
                              state != NULL && strcmp(state, "visible") != 0};
    g_array_append_val(rows->sheets, made);
}

/* The part of a relation, whose target is told from the folder of the book or from the top. */
static char *target_path(const struct workbook_rows *rows, const char *target)
{
    if (*target == '/')
        return g_strdup(target + 1);
    if (g_str_has_prefix(target, "./"))
        target += 2;
    return g_strconcat(rows->folder, target, NULL);
}

static void start_in_relations(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    if (strcmp(xml_local(element), "Relationship") != 0 || id == NULL || target == NULL)
        return;
    char *path = target_path(rows, target);
    g_hash_table_insert(rows->targets, g_strdup(id), path);
    char **kept = type == NULL                               ? NULL
                  : g_str_has_suffix(type, "/sharedStrings") ? &rows->texts_target
                  : g_str_has_suffix(type, "/styles")        ? &rows->styles_target
                                                             : NULL;
    if (kept != NULL) {
        g_free(*kept);
        *kept = g_strdup(path);
    }
}

/* The part of the book stands in the relations of the whole. */
static void start_in_top(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    if (strcmp(xml_local(element), "Relationship") == 0 && type != NULL && target != NULL &&
        g_str_has_suffix(type, "/officeDocument"))
        g_hash_table_insert(rows->targets, g_strdup(""), g_strdup(target + (*target == '/')));
}

static void start_in_texts(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    (void)attributes;
    if (strcmp(xml_local(element), "si") == 0)
        g_string_truncate(rows->text, 0);
    else
        start_run(rows, xml_local(element));
}

static void end_in_texts(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    if (strcmp(xml_local(element), "si") != 0) {
        end_run(rows, xml_local(element));
        return;
    }
    workbook_texts_add(&rows->texts, rows->text->str, rows->text->len);
    workbook_parts_count(rows);
    if (rows->limits != NULL && rows->limits->texts != 0 &&
        rows->texts.starts->len > rows->limits->texts)
        workbook_parts_fault(rows, g_strdup_printf("> %u <si>", rows->limits->texts));
}

static void add_format(struct workbook_rows *rows, const char *number)
{
    guint id = number != NULL ? (guint)g_ascii_strtoull(number, NULL, 10) : 0;
    const char *code = g_hash_table_lookup(rows->codes, GUINT_TO_POINTER(id));
    struct workbook_format format =
        code != NULL ? workbook_format_of_code(code) : workbook_format_of_number(id);
    if (rows->formats->len == MOST_FORMATS)
        workbook_parts_fault(rows, g_strdup("> " G_STRINGIFY(MOST_FORMATS) " <xf>"));
    else
        g_array_append_val(rows->formats, format);
}

static void start_in_styles(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *name = xml_local(element);
    const char *number = xml_attribute(attributes, "numFmtId");
    const char *code = xml_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && number != NULL && code != NULL)
        g_hash_table_insert(rows->codes,
                            GUINT_TO_POINTER((guint)g_ascii_strtoull(number, NULL, 10)),
                            g_strdup(code));
    else if (strcmp(name, "cellXfs") == 0)
        rows->in_cell_styles = TRUE;
    else if (strcmp(name, "xf") == 0 && rows->in_cell_styles)
        add_format(rows, number);
}

static void end_in_styles(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    if (strcmp(xml_local(element), "cellXfs") == 0)
        rows->in_cell_styles = FALSE;
}

static void start_in_properties(void *data, const char *element, const char **attributes)
{
    struct workbook_rows *rows = data;
    if (strcmp(xml_local(element), "property") != 0)
        return;
    g_free(rows->property);
    rows->property = g_strdup(xml_attribute(attributes, "name"));
    workbook_parts_collect(rows);
}

static void end_in_properties(void *data, const char *element)
{
    struct workbook_rows *rows = data;
    if (strcmp(xml_local(element), "property") != 0)
        return;
    rows->collects = FALSE;
    if (rows->property != NULL)
        g_hash_table_insert(rows->properties, g_steal_pointer(&rows->property),
                            g_strdup(rows->text->str));
}

/* Two sheets of one part are a trap: each would be read anew. Sheets of charts are left out. */
static gboolean find_sheets(struct workbook_rows *rows)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    guint most = rows->limits != NULL ? rows->limits->package.parts : G_MAXUINT;
    if (rows->sheets->len > most)
        return FALSE;
    for (guint i = 0; i < rows->sheets->len;) {
        struct rows_sheet *sheet = &g_array_index(rows->sheets, struct rows_sheet, i);
        const char *path = g_hash_table_lookup(rows->targets, sheet->relation);
        sheet->part = path != NULL && strstr(path, "worksheets/") != NULL
                          ? package_find(rows->package, path)
                          : G_MAXUINT;
        if (sheet->part == G_MAXUINT)
            g_array_remove_index(rows->sheets, i);
        else if (!g_hash_table_add(taken, GUINT_TO_POINTER(sheet->part)))
            return FALSE;
        else
            i++;
    }
    return rows->sheets->len > 0;
}

/* A part that is not there has nothing to say. */
static gboolean read_named(struct workbook_rows *rows, const char *name,
                           const struct xml_handlers *handlers, struct package_fault *fault)
{
    guint part = name != NULL ? package_find(rows->package, name) : G_MAXUINT;
    return part == G_MAXUINT || workbook_parts_read(rows, part, handlers, fault);
}

static gboolean read_texts(struct workbook_rows *rows, struct package_fault *fault)
{
    static const struct xml_handlers in_texts = {.start = start_in_texts, .end = end_in_texts};
    const char *name = rows->texts_target != NULL ? rows->texts_target : "xl/sharedStrings.xml";
    guint part = package_find(rows->package, name);
    guint64 most = rows->limits != NULL ? rows->limits->text_bytes : 0;
    if (part != G_MAXUINT && most != 0 && package_size(rows->package, part) > most) {
        g_autofree char *limit = g_strdup_printf("> %" G_GUINT64_FORMAT " MiB", most >> 20);
        return package_refuse(fault, PACKAGE_TOO_LARGE, name, limit);
    }
    return read_named(rows, name, &in_texts, fault);
}

static gboolean read_book(struct workbook_rows *rows, struct package_fault *fault)
{
    static const struct xml_handlers in_top = {.start = start_in_top};
    static const struct xml_handlers in_book = {.start = start_in_book};
    static const struct xml_handlers in_relations = {.start = start_in_relations};
    if (!read_named(rows, TOP_RELATIONS, &in_top, fault))
        return FALSE;
    const char *top = g_hash_table_lookup(rows->targets, "");
    g_autofree char *book = g_strdup(top != NULL ? top : BOOK_PART);
    const char *slash = strrchr(book, '/');
    const char *name = slash != NULL ? slash + 1 : book;
    rows->folder = g_strndup(book, (gsize)(name - book));
    g_autofree char *relations = g_strdup_printf("%s_rels/%s.rels", rows->folder, name);
    g_hash_table_remove_all(rows->targets);
    return read_named(rows, book, &in_book, fault) &&
           read_named(rows, relations, &in_relations, fault);
}

gboolean workbook_ooxml_open(struct workbook_rows *rows, struct package_fault *fault)
{
    static const struct xml_handlers in_sheet = {.start = start_in_sheet, .end = end_in_sheet};
    static const struct xml_handlers in_styles = {.start = start_in_styles, .end = end_in_styles};
    static const struct xml_handlers in_properties = {.start = start_in_properties,
                                                      .end = end_in_properties};
    gboolean formats = rows->limits != NULL && rows->limits->is_data;
    rows->handlers = &in_sheet;
    if (!read_book(rows, fault) || !read_texts(rows, fault) ||
        (formats && !read_named(rows, rows->styles_target, &in_styles, fault)) ||
        !read_named(rows, PROPERTIES_PART, &in_properties, fault) ||
        !workbook_parts_read_saved(rows, CORE_PART, "modified", fault))
        return FALSE;
    return find_sheets(rows) || package_refuse(fault, PACKAGE_NOT_WHOLE, BOOK_PART, "sheets");
}
