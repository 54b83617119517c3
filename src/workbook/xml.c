#include "workbook/xml.h"

#include <expat.h>
#include <string.h>

/* So much of a part is unpacked at a time. */
#define CHUNK 65536

struct xml_parser {
    XML_Parser expat;
    struct xml_handlers handlers;
    guint depth;
    guint64 fed;       /* bytes */
    const char *limit; /* the one that is broken, or NULL */
};

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct xml_parser *parser = data;
    if (++parser->depth > XML_DEPTH) {
        parser->limit = "> " G_STRINGIFY(XML_DEPTH) " <<";
        XML_StopParser(parser->expat, XML_FALSE);
    } else if (parser->handlers.start != NULL)
        parser->handlers.start(parser->handlers.data, name, attributes);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct xml_parser *parser = data;
    parser->depth--;
    if (parser->limit == NULL && parser->handlers.end != NULL)
        parser->handlers.end(parser->handlers.data, name);
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length)
{
    const struct xml_parser *parser = data;
    if (parser->handlers.text != NULL)
        parser->handlers.text(parser->handlers.data, text, (gsize)length);
}

static void parser_begin(struct xml_parser *parser, const struct xml_handlers *handlers)
{
    *parser = (struct xml_parser){.handlers = *handlers, .expat = XML_ParserCreate(NULL)};
    if (parser->expat == NULL)
        g_error("%s: failed to allocate a parser", G_STRLOC);
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_start, on_end);
    XML_SetCharacterDataHandler(parser->expat, on_text);
}

/* The next bytes; what is wrong with them (new string), or NULL. */
static char *feed(struct xml_parser *parser, const char *bytes, gsize length, gboolean last)
{
    gboolean good = XML_Parse(parser->expat, bytes, (int)length, last) == XML_STATUS_OK;
    /* What stands behind the last event is one tag or comment that has not ended yet, and expat
     * goes through it again each time. */
    parser->fed += length;
    XML_Index at = XML_GetCurrentByteIndex(parser->expat);
    if (good && !last && parser->fed - (guint64)MAX(at, 0) > XML_TAG_BYTES)
        parser->limit = "> 1 MiB <";
    if (good && parser->limit == NULL)
        return parser->handlers.wrong != NULL ? g_strdup(*parser->handlers.wrong) : NULL;
    return g_strdup_printf(
        "line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser->expat),
        parser->limit != NULL ? parser->limit : XML_ErrorString(XML_GetErrorCode(parser->expat)));
}

char *xml_fault(const char *bytes, gsize length)
{
    const struct xml_handlers none = {NULL};
    struct xml_parser parser;
    parser_begin(&parser, &none);
    char *fault = feed(&parser, bytes, length, TRUE);
    XML_ParserFree(parser.expat);
    return fault;
}

/* A part under way. */
struct xml_part {
    struct xml_parser parser;
    struct package *package;
    const char *name;
    struct package_fault *fault;
    char *chunk;
};

struct xml_part *xml_part_open(struct package *package, guint part,
                               const struct xml_handlers *handlers, struct package_fault *fault)
{
    if (!package_enter(package, part, fault))
        return NULL;
    struct xml_part *reading = g_new0(struct xml_part, 1);
    reading->package = package;
    reading->name = package_name(package, part);
    reading->fault = fault;
    reading->chunk = g_malloc(CHUNK);
    parser_begin(&reading->parser, handlers);
    return reading;
}

gboolean xml_part_step(struct xml_part *part, gboolean *at_end)
{
    gsize got;
    if (!package_next(part->package, part->chunk, CHUNK, &got, part->fault))
        return FALSE;
    *at_end = got == 0;
    g_autofree char *wrong = feed(&part->parser, part->chunk, got, *at_end);
    return wrong == NULL || package_refuse(part->fault, PACKAGE_DAMAGED, part->name, wrong);
}

void xml_part_close(struct xml_part *part)
{
    if (part == NULL)
        return;
    package_leave(part->package);
    XML_ParserFree(part->parser.expat);
    g_free(part->chunk);
    g_free(part);
}

gboolean xml_read_part(struct package *package, guint part, const struct xml_handlers *handlers,
                       struct package_fault *fault)
{
    struct xml_part *reading = xml_part_open(package, part, handlers, fault);
    gboolean at_end = FALSE, good = reading != NULL;
    while (good && !at_end)
        good = xml_part_step(reading, &at_end);
    xml_part_close(reading);
    return good;
}

const char *xml_attribute(const char **attributes, const char *name)
{
    for (guint i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}

const char *xml_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

const char *xml_local_attribute(const char **attributes, const char *name)
{
    for (guint i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(xml_local(attributes[i]), name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}
