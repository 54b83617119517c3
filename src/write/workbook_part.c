#include "write/workbook_part.h"

#include <string.h>

#include "write/readback_xml.h"
#include "write/xlsx_reference.h"

/* The name under which write/xlsx.c sets it. */
#define IDENTITY_PROPERTY "tongket"

struct workbook_parse {
    struct readback_xml_parser *xml;
    GStringChunk *kept; /* all texts of the part */
    GString *text;      /* of the elements at hand */
    gboolean collects;
    guint phonetic; /* depth of reading aids, which are no text */
    struct workbook_cell cell;
    gboolean is_shared, is_identity, has_content;
    char *fault;
};

static void collect(struct workbook_parse *parse)
{
    g_string_truncate(parse->text, 0);
    parse->collects = TRUE;
}

static const char *keep(struct workbook_parse *parse)
{
    parse->collects = FALSE;
    return g_string_chunk_insert_const(parse->kept, parse->text->str);
}

static void start_cell(struct workbook_parse *parse, const char **attributes)
{
    const char *place = readback_xml_attribute(attributes, "r");
    const char *type = readback_xml_attribute(attributes, "t");
    parse->cell = (struct workbook_cell){.value = ""};
    parse->is_shared = g_strcmp0(type, "s") == 0;
    parse->cell.is_text = type != NULL && strcmp(type, "n") != 0;
    parse->has_content = FALSE;
    if (parse->fault == NULL && (place == NULL || !xlsx_reference_parse(place, &parse->cell.place)))
        parse->fault = g_strdup_printf("r=\"%s\"", place != NULL ? place : "");
}

static void end_cell(struct workbook_part *part)
{
    struct workbook_parse *parse = part->parse;
    if (!parse->has_content || parse->fault != NULL)
        return;
    if (parse->is_shared)
        g_array_append_val(part->shared, part->cells->len);
    g_array_append_val(part->cells, parse->cell);
}

static void start_in_sheet(struct workbook_part *part, const char *name, const char **attributes)
{
    if (strcmp(name, "c") == 0)
        start_cell(part->parse, attributes);
    else if (strcmp(name, "v") == 0 || strcmp(name, "f") == 0 || strcmp(name, "is") == 0)
        collect(part->parse);
}

static void end_in_sheet(struct workbook_part *part, const char *name)
{
    struct workbook_parse *parse = part->parse;
    if (strcmp(name, "c") == 0) {
        end_cell(part);
    } else if (strcmp(name, "v") == 0 || strcmp(name, "is") == 0) {
        parse->cell.value = keep(parse);
        parse->has_content = TRUE;
    } else if (strcmp(name, "f") == 0) {
        parse->cell.formula = keep(parse);
        parse->has_content = TRUE;
    }
}

static void start_in_book(struct workbook_part *part, const char *name, const char **attributes)
{
    const char *sheet = readback_xml_attribute(attributes, "name");
    const char *relation = readback_xml_attribute(attributes, "r:id");
    if (strcmp(name, "sheet") != 0 || sheet == NULL || relation == NULL)
        return;
    g_ptr_array_add(part->names, g_strdup(sheet));
    g_ptr_array_add(part->relations, g_strdup(relation));
}

static void start_in_relations(struct workbook_part *part, const char *name,
                               const char **attributes)
{
    const char *id = readback_xml_attribute(attributes, "Id");
    const char *target = readback_xml_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") == 0 && id != NULL && target != NULL)
        g_hash_table_insert(part->targets, g_strdup(id), g_strdup(target));
}

static void start_in_texts(struct workbook_part *part, const char *name, const char **attributes)
{
    (void)attributes;
    if (strcmp(name, "si") == 0)
        g_string_truncate(part->parse->text, 0);
    else if (strcmp(name, "t") == 0)
        part->parse->collects = part->parse->phonetic == 0;
    else if (strcmp(name, "rPh") == 0)
        part->parse->phonetic++;
}

static void end_in_texts(struct workbook_part *part, const char *name)
{
    if (strcmp(name, "si") == 0)
        g_ptr_array_add(part->texts, (gpointer)keep(part->parse));
    else if (strcmp(name, "t") == 0)
        part->parse->collects = FALSE;
    else if (strcmp(name, "rPh") == 0)
        part->parse->phonetic--;
}

static void start_in_properties(struct workbook_part *part, const char *name,
                                const char **attributes)
{
    if (strcmp(name, "property") != 0)
        return;
    part->parse->is_identity =
        g_strcmp0(readback_xml_attribute(attributes, "name"), IDENTITY_PROPERTY) == 0;
    collect(part->parse);
}

static void end_in_properties(struct workbook_part *part, const char *name)
{
    if (strcmp(name, "property") != 0)
        return;
    const char *value = keep(part->parse);
    if (part->parse->is_identity)
        part->identity = value;
}

static const struct {
    void (*start)(struct workbook_part *part, const char *name, const char **attributes);
    void (*end)(struct workbook_part *part, const char *name);
} kinds[WORKBOOK_PARTS] = {
    [WORKBOOK_PART_SHEET] = {start_in_sheet, end_in_sheet},
    [WORKBOOK_PART_BOOK] = {start_in_book, NULL},
    [WORKBOOK_PART_RELATIONS] = {start_in_relations, NULL},
    [WORKBOOK_PART_TEXTS] = {start_in_texts, end_in_texts},
    [WORKBOOK_PART_PROPERTIES] = {start_in_properties, end_in_properties},
};

static void on_start(void *data, const char *name, const char **attributes)
{
    struct workbook_part *part = data;
    kinds[part->kind].start(part, name, attributes);
}

static void on_text(void *data, const char *text, gsize length)
{
    const struct workbook_part *part = data;
    if (part->parse->collects)
        g_string_append_len(part->parse->text, text, (gssize)length);
}

static void on_end(void *data, const char *name)
{
    struct workbook_part *part = data;
    if (kinds[part->kind].end != NULL)
        kinds[part->kind].end(part, name);
}

struct workbook_part *workbook_part_new(enum workbook_part_kind kind, const char *name)
{
    struct workbook_part *part = g_new0(struct workbook_part, 1);
    part->kind = kind;
    part->name = g_strdup(name);
    part->cells = g_array_new(FALSE, FALSE, sizeof(struct workbook_cell));
    part->shared = g_array_new(FALSE, FALSE, sizeof(guint));
    part->names = g_ptr_array_new_with_free_func(g_free);
    part->relations = g_ptr_array_new_with_free_func(g_free);
    part->targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    part->texts = g_ptr_array_new();
    part->parse = g_new0(struct workbook_parse, 1);
    part->parse->kept = g_string_chunk_new(1 << 12);
    part->parse->text = g_string_new(NULL);
    part->parse->xml = readback_xml_new(&(struct readback_xml){on_start, on_text, on_end, part});
    return part;
}

char *workbook_part_feed(struct workbook_part *part, const char *bytes, gsize length, gboolean last)
{
    if (!readback_xml_feed(part->parse->xml, bytes, length, last))
        return readback_xml_fault(part->parse->xml);
    return g_strdup(part->parse->fault);
}

void workbook_part_free(gpointer data)
{
    struct workbook_part *part = data;
    g_free(part->name);
    g_array_unref(part->cells);
    g_array_unref(part->shared);
    g_ptr_array_unref(part->names);
    g_ptr_array_unref(part->relations);
    g_hash_table_unref(part->targets);
    g_ptr_array_unref(part->texts);
    g_string_chunk_free(part->parse->kept);
    g_string_free(part->parse->text, TRUE);
    readback_xml_free(part->parse->xml);
    g_free(part->parse->fault);
    g_free(part->parse);
    g_free(part);
}
