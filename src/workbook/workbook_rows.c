#include "workbook/workbook_rows.h"

#include <string.h>

#define BOOK_PART "xl/workbook.xml"
#define RELATIONS_PART "xl/_rels/workbook.xml.rels"
#define TEXTS_PART "xl/sharedStrings.xml"
#define PROPERTIES_PART "docProps/custom.xml"
#define SHEETS_FOLDER "xl/worksheets/"

struct rows_sheet {
    char *name, *relation;
    guint part;
};

struct workbook_rows {
    struct package *package;
    const struct workbook_limits *limits;
    GArray *sheets;         /* struct rows_sheet */
    GHashTable *targets;    /* relation -> target */
    GHashTable *properties; /* name -> value */
    GStringChunk *kept;     /* the texts */
    GPtrArray *texts;       /* const char *: that cells share */
    guint cells;            /* so far, with the texts */

    /* The part under way. */
    GString *text; /* of the elements at hand */
    gboolean collects;
    guint phonetic;    /* depth of reading aids, which are no text */
    char *property;    /* the name of the one at hand */
    GArray *row;       /* struct workbook_cell */
    GStringChunk *own; /* the texts of the row */
    struct workbook_cell cell;
    gboolean is_shared, has_content;
    workbook_rows_taker take;
    void *data;
    char *wrong;
};

static void collect(struct workbook_rows *rows)
{
    g_string_truncate(rows->text, 0);
    rows->collects = TRUE;
}

static void on_text(void *data, const char *text, gsize length)
{
    struct workbook_rows *rows = data;
    if (rows->collects)
        g_string_append_len(rows->text, text, (gssize)length);
}

/* Cells and shared texts are counted together. */
static void count_one(struct workbook_rows *rows)
{
    rows->cells++;
    if (rows->limits != NULL && rows->cells > rows->limits->cells && rows->wrong == NULL)
        rows->wrong = g_strdup_printf("> %u <c>", rows->limits->cells);
}

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

static void hand_over_row(struct workbook_rows *rows)
{
    if (rows->row->len > 0 && rows->wrong == NULL)
        rows->take(rows->data, (const struct workbook_cell *)(void *)rows->row->data,
                   rows->row->len);
    g_array_set_size(rows->row, 0);
    g_string_chunk_clear(rows->own);
}

static void start_cell(struct workbook_rows *rows, const char **attributes)
{
    const char *place = xml_attribute(attributes, "r");
    const char *type = xml_attribute(attributes, "t");
    rows->cell = (struct workbook_cell){.value = ""};
    rows->is_shared = g_strcmp0(type, "s") == 0;
    rows->cell.is_text = type != NULL && strcmp(type, "n") != 0;
    rows->has_content = FALSE;
    gboolean good = place != NULL && workbook_cell_parse(place, &rows->cell.place);
    if (!good && rows->wrong == NULL)
        rows->wrong = g_strdup_printf("r=\"%s\"", place != NULL ? place : "");
    if (rows->row->len > 0 &&
        rows->cell.place.row != g_array_index(rows->row, struct workbook_cell, 0).place.row)
        hand_over_row(rows);
}

/* The text that a cell names by its number. */
static const char *shared_text(struct workbook_rows *rows, const char *number)
{
    guint64 index = g_ascii_strtoull(number, NULL, 10);
    if (index < rows->texts->len)
        return g_ptr_array_index(rows->texts, (guint)index);
    if (rows->wrong == NULL)
        rows->wrong = g_strdup_printf("t=\"s\": %s", number);
    return "";
}

static void end_cell(struct workbook_rows *rows)
{
    if (!rows->has_content || rows->wrong != NULL)
        return;
    if (rows->is_shared)
        rows->cell.value = shared_text(rows, rows->cell.value);
    g_array_append_val(rows->row, rows->cell);
    count_one(rows);
}

static void start_in_sheet(void *data, const char *name, const char **attributes)
{
    struct workbook_rows *rows = data;
    if (strcmp(name, "c") == 0)
        start_cell(rows, attributes);
    else if (strcmp(name, "v") == 0 || strcmp(name, "f") == 0)
        collect(rows);
    else if (strcmp(name, "is") == 0)
        g_string_truncate(rows->text, 0);
    else
        start_run(rows, name);
}

static void end_in_sheet(void *data, const char *name)
{
    struct workbook_rows *rows = data;
    gboolean formula = strcmp(name, "f") == 0;
    if (strcmp(name, "c") == 0) {
        end_cell(rows);
    } else if (formula || strcmp(name, "v") == 0 || strcmp(name, "is") == 0) {
        const char *text =
            g_string_chunk_insert_len(rows->own, rows->text->str, (gssize)rows->text->len);
        *(formula ? &rows->cell.formula : &rows->cell.value) = text;
        rows->has_content = TRUE;
        rows->collects = FALSE;
    } else {
        end_run(rows, name);
    }
}

static void start_in_book(void *data, const char *name, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *sheet = xml_attribute(attributes, "name");
    const char *relation = xml_attribute(attributes, "r:id");
    if (strcmp(name, "sheet") != 0 || sheet == NULL || relation == NULL)
        return;
    struct rows_sheet made = {g_strdup(sheet), g_strdup(relation), G_MAXUINT};
    g_array_append_val(rows->sheets, made);
}

static void start_in_relations(void *data, const char *name, const char **attributes)
{
    struct workbook_rows *rows = data;
    const char *id = xml_attribute(attributes, "Id");
    const char *target = xml_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") == 0 && id != NULL && target != NULL)
        g_hash_table_insert(rows->targets, g_strdup(id), g_strdup(target));
}

static void start_in_texts(void *data, const char *name, const char **attributes)
{
    struct workbook_rows *rows = data;
    (void)attributes;
    if (strcmp(name, "si") == 0)
        g_string_truncate(rows->text, 0);
    else
        start_run(rows, name);
}

static void end_in_texts(void *data, const char *name)
{
    struct workbook_rows *rows = data;
    if (strcmp(name, "si") != 0) {
        end_run(rows, name);
        return;
    }
    g_ptr_array_add(rows->texts, g_string_chunk_insert_len(rows->kept, rows->text->str,
                                                           (gssize)rows->text->len));
    count_one(rows);
}

static void start_in_properties(void *data, const char *name, const char **attributes)
{
    struct workbook_rows *rows = data;
    if (strcmp(name, "property") != 0)
        return;
    g_free(rows->property);
    rows->property = g_strdup(xml_attribute(attributes, "name"));
    collect(rows);
}

static void end_in_properties(void *data, const char *name)
{
    struct workbook_rows *rows = data;
    if (strcmp(name, "property") != 0)
        return;
    rows->collects = FALSE;
    if (rows->property != NULL)
        g_hash_table_insert(rows->properties, g_steal_pointer(&rows->property),
                            g_strdup(rows->text->str));
}

static gboolean read_part(struct workbook_rows *rows, guint part,
                          const struct xml_handlers *handlers, struct package_fault *fault)
{
    struct xml_handlers own = *handlers;
    own.text = on_text;
    own.data = rows;
    own.wrong = &rows->wrong;
    rows->collects = FALSE;
    rows->phonetic = 0;
    return xml_read_part(rows->package, part, &own, fault);
}

/* The part of a worksheet behind a relation ("worksheets/sheet1.xml", "/xl/worksheets/…"). */
static guint part_of_relation(const struct workbook_rows *rows, const char *relation)
{
    const char *target = g_hash_table_lookup(rows->targets, relation);
    if (target == NULL)
        return G_MAXUINT;
    g_autofree char *path =
        *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
    gboolean is_sheet = g_str_has_prefix(path, SHEETS_FOLDER) && g_str_has_suffix(path, ".xml");
    return is_sheet ? package_find(rows->package, path) : G_MAXUINT;
}

/* Two sheets of one part are a trap: each would be read anew. */
static gboolean find_sheets(struct workbook_rows *rows)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    guint most = rows->limits != NULL ? rows->limits->package.parts : G_MAXUINT;
    if (rows->sheets->len > most)
        return FALSE;
    for (guint i = 0; i < rows->sheets->len;) {
        struct rows_sheet *sheet = &g_array_index(rows->sheets, struct rows_sheet, i);
        sheet->part = part_of_relation(rows, sheet->relation);
        if (sheet->part == G_MAXUINT)
            g_array_remove_index(rows->sheets, i);
        else if (!g_hash_table_add(taken, GUINT_TO_POINTER(sheet->part)))
            return FALSE;
        else
            i++;
    }
    return rows->sheets->len > 0;
}

/* All that is known before a sheet is read. */
static gboolean read_index(struct workbook_rows *rows, struct package_fault *fault)
{
    static const struct {
        const char *part;
        struct xml_handlers handlers;
    } indexes[] = {
        {BOOK_PART, {.start = start_in_book}},
        {RELATIONS_PART, {.start = start_in_relations}},
        {TEXTS_PART, {.start = start_in_texts, .end = end_in_texts}},
        {PROPERTIES_PART, {.start = start_in_properties, .end = end_in_properties}},
    };
    for (guint i = 0; i < G_N_ELEMENTS(indexes); i++) {
        guint part = package_find(rows->package, indexes[i].part);
        if (part != G_MAXUINT && !read_part(rows, part, &indexes[i].handlers, fault))
            return FALSE;
    }
    return find_sheets(rows) || package_refuse(fault, PACKAGE_NOT_WHOLE, BOOK_PART, "sheets");
}

static void clear_sheet(gpointer data)
{
    struct rows_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->relation);
}

struct workbook_rows *workbook_rows_open(const char *path, const struct workbook_limits *limits,
                                         struct package_fault *fault)
{
    struct package *package = package_open(path, limits != NULL ? &limits->package : NULL, fault);
    if (package == NULL)
        return NULL;
    struct workbook_rows *rows = g_new0(struct workbook_rows, 1);
    rows->package = package;
    rows->limits = limits;
    rows->sheets = g_array_new(FALSE, FALSE, sizeof(struct rows_sheet));
    g_array_set_clear_func(rows->sheets, clear_sheet);
    rows->targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    rows->properties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    rows->kept = g_string_chunk_new(1 << 12);
    rows->texts = g_ptr_array_new();
    rows->text = g_string_new(NULL);
    rows->row = g_array_new(FALSE, FALSE, sizeof(struct workbook_cell));
    rows->own = g_string_chunk_new(1 << 10);
    if (!read_index(rows, fault))
        g_clear_pointer(&rows, workbook_rows_free);
    return rows;
}

void workbook_rows_free(struct workbook_rows *rows)
{
    if (rows == NULL)
        return;
    package_free(rows->package);
    g_array_unref(rows->sheets);
    g_hash_table_unref(rows->targets);
    g_hash_table_unref(rows->properties);
    g_string_chunk_free(rows->kept);
    g_ptr_array_unref(rows->texts);
    g_string_free(rows->text, TRUE);
    g_free(rows->property);
    g_array_unref(rows->row);
    g_string_chunk_free(rows->own);
    g_free(rows->wrong);
    g_free(rows);
}

guint workbook_rows_sheets(const struct workbook_rows *rows)
{
    return rows->sheets->len;
}

const char *workbook_rows_sheet(const struct workbook_rows *rows, guint sheet)
{
    return g_array_index(rows->sheets, struct rows_sheet, sheet).name;
}

GHashTable *workbook_rows_properties(const struct workbook_rows *rows)
{
    return rows->properties;
}

gboolean workbook_rows_read(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                            void *data, struct package_fault *fault)
{
    static const struct xml_handlers handlers = {.start = start_in_sheet, .end = end_in_sheet};
    rows->take = take;
    rows->data = data;
    gboolean good = read_part(rows, g_array_index(rows->sheets, struct rows_sheet, sheet).part,
                              &handlers, fault);
    hand_over_row(rows);
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
    for (guint i = 0; i < package_count(rows->package) && good; i++) {
        if (package_was_read(rows->package, i))
            continue;
        good = xml && is_xml(package_name(rows->package, i))
                   ? xml_read_part(rows->package, i, &none, fault)
                   : package_read(rows->package, i, NULL, NULL, fault);
    }
    return good;
}
