/*
 * xlsx_cover - the first sheet: what the report is, what it rests on, where things are.
 */
#ifndef WRITE_XLSX_COVER_H
#define WRITE_XLSX_COVER_H

#include "write/xlsx_output.h"

/* `signs`: who signs does so here, no sheet having a table. */
void xlsx_cover_write(struct xlsx_output *output, gboolean signs);

#endif
