/*
 * xlsx_reference - worksheet cells by name: row 8, column 3 is "D9".
 */
#ifndef WRITE_XLSX_REFERENCE_H
#define WRITE_XLSX_REFERENCE_H

#include <glib.h>

#include "write/xlsx_layout.h"

/* New string. */
char *xlsx_reference_text(struct xlsx_place place);

/* FALSE for anything but capital letters and a number inside a worksheet. */
gboolean xlsx_reference_parse(const char *text, struct xlsx_place *place);

#endif
