/*
 * foreign - files that are no text tables, whatever their names say.
 *
 * People rename a workbook to .csv, and programs write a web page under the name of a workbook.
 * Such files are told by their first bytes.
 */
#ifndef READ_FOREIGN_H
#define READ_FOREIGN_H

#include <glib.h>

#define FOREIGN_START 64 /* so many bytes tell */

/* "xlsx", "xls", "pdf", "html", "xml", or NULL. */
const char *foreign_format(const char *bytes, gsize size);

#endif
