/*
 * xls_properties - the properties that the user of a document gave it, in an .xls ([MS-OLEPS]).
 */
#ifndef WORKBOOK_XLS_PROPERTIES_H
#define WORKBOOK_XLS_PROPERTIES_H

#include "workbook/compound.h"

/* Adds name -> value (new strings; "" where it is no text). What is damaged is passed over. */
void xls_properties_read(struct compound *file, GHashTable *properties);

#endif
