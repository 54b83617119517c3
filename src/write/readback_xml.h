/*
 * readback_xml - whether bytes are well-formed XML (the user of expat).
 *
 * Elements within elements and the length of one tag are limited, so that memory and time grow with
 * the bytes and no faster.
 */
#ifndef WRITE_READBACK_XML_H
#define WRITE_READBACK_XML_H

#include <glib.h>

/* No part of a workbook comes near. */
#define READBACK_XML_DEPTH 32
#define READBACK_XML_TAG_BYTES ((gsize)1 << 20)

/* What the elements mean to the caller; all but data may be NULL. Text comes between start and end.
 */
struct readback_xml {
    void (*start)(void *data, const char *name, const char **attributes);
    void (*text)(void *data, const char *text, gsize length);
    void (*end)(void *data, const char *name);
    void *data;
};

struct readback_xml_parser;

struct readback_xml_parser *readback_xml_new(const struct readback_xml *handlers);
/* FALSE when the bytes so far are no XML, or are beyond the limits; `last` closes the document. */
gboolean readback_xml_feed(struct readback_xml_parser *parser, const char *bytes, gsize length,
                           gboolean last);
/* "line 3: not well-formed"; new string, after FALSE. */
char *readback_xml_fault(const struct readback_xml_parser *parser);
void readback_xml_free(struct readback_xml_parser *parser);

/* The value of an attribute, or NULL. */
const char *readback_xml_attribute(const char **attributes, const char *name);

#endif
