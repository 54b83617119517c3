#include "write/readback_xml.h"

#include <expat.h>
#include <string.h>

struct readback_xml_parser {
    XML_Parser expat;
    struct readback_xml handlers;
    guint depth;
    guint64 fed;       /* bytes */
    const char *limit; /* the one that is broken, or NULL */
};

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct readback_xml_parser *parser = data;
    if (++parser->depth > READBACK_XML_DEPTH) {
        parser->limit = "> " G_STRINGIFY(READBACK_XML_DEPTH) " <<";
        XML_StopParser(parser->expat, XML_FALSE);
    } else if (parser->handlers.start != NULL)
        parser->handlers.start(parser->handlers.data, name, attributes);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct readback_xml_parser *parser = data;
    parser->depth--;
    if (parser->limit == NULL && parser->handlers.end != NULL)
        parser->handlers.end(parser->handlers.data, name);
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length)
{
    const struct readback_xml_parser *parser = data;
    if (parser->handlers.text != NULL)
        parser->handlers.text(parser->handlers.data, text, (gsize)length);
}

struct readback_xml_parser *readback_xml_new(const struct readback_xml *handlers)
{
    struct readback_xml_parser *parser = g_new0(struct readback_xml_parser, 1);
    parser->handlers = *handlers;
    parser->expat = XML_ParserCreate(NULL);
    if (parser->expat == NULL)
        g_error("%s: failed to allocate a parser", G_STRLOC);
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_start, on_end);
    XML_SetCharacterDataHandler(parser->expat, on_text);
    return parser;
}

gboolean readback_xml_feed(struct readback_xml_parser *parser, const char *bytes, gsize length,
                           gboolean last)
{
    if (XML_Parse(parser->expat, bytes, (int)length, last) != XML_STATUS_OK)
        return FALSE;
    /* What stands behind the last event is one tag or comment that has not ended yet, and expat
     * goes through it again each time. */
    parser->fed += length;
    XML_Index at = XML_GetCurrentByteIndex(parser->expat);
    if (!last && parser->fed - (guint64)MAX(at, 0) > READBACK_XML_TAG_BYTES)
        parser->limit = "> 1 MiB <";
    return parser->limit == NULL;
}

char *readback_xml_fault(const struct readback_xml_parser *parser)
{
    return g_strdup_printf(
        "line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser->expat),
        parser->limit != NULL ? parser->limit : XML_ErrorString(XML_GetErrorCode(parser->expat)));
}

void readback_xml_free(struct readback_xml_parser *parser)
{
    if (parser == NULL)
        return;
    XML_ParserFree(parser->expat);
    g_free(parser);
}

const char *readback_xml_attribute(const char **attributes, const char *name)
{
    for (guint i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}
