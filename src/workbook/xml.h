/*
 * xml - what stands in an XML part of a package (the user of expat).
 *
 * Elements within elements and the length of one tag are limited, so that memory and time grow with
 * the bytes and no faster.
 */
#ifndef WORKBOOK_XML_H
#define WORKBOOK_XML_H

#include "workbook/package.h"

/* No part of a workbook comes near. */
#define XML_DEPTH 32
#define XML_TAG_BYTES ((gsize)1 << 20)

/* What the elements mean to the caller; all may be NULL. Text comes between start and end. */
struct xml_handlers {
    void (*start)(void *data, const char *name, const char **attributes);
    void (*text)(void *data, const char *text, gsize length);
    void (*end)(void *data, const char *name);
    void *data;
    char **wrong; /* what a handler finds wrong (new string) ends the reading */
};

/* What is wrong with a document ("line 3: not well-formed", new string), or NULL. */
char *xml_fault(const char *bytes, gsize length);

/* Reads a part; FALSE with the fault set when it is not whole, no XML, or beyond the limits. */
gboolean xml_read_part(struct package *package, guint part, const struct xml_handlers *handlers,
                       struct package_fault *fault);

/*
 * The same by pieces: each step reads some of the part and calls the handlers. Keeps the package
 * and `fault`. NULL and FALSE with the fault set.
 */
struct xml_part *xml_part_open(struct package *package, guint part,
                               const struct xml_handlers *handlers, struct package_fault *fault);
gboolean xml_part_step(struct xml_part *part, gboolean *at_end);
void xml_part_close(struct xml_part *part); /* NULL is fine */

/* The value of an attribute, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);
/* The same whatever prefix stands before the name; of the name of an element what is behind it. */
const char *xml_local_attribute(const char **attributes, const char *name);
const char *xml_local(const char *name);

#endif
