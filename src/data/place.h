/*
 * place - where something stands in an input, as it is printed everywhere.
 *
 * In a file of lines FILE:LINE:FIELD, in a sheet of a workbook FILE.xlsx!SHEET!D14, which can be
 * pasted into a spreadsheet. Which of the two it is the input's name tells: that of a sheet has its
 * workbook's name before a '!'.
 */
#ifndef DATA_PLACE_H
#define DATA_PLACE_H

#include <glib.h>

/* Whether a file's name ends like that of a workbook that can be read: ".xlsx", ".ods", … */
gboolean place_names_book(const char *file);
/* Which kind of workbook the name says, the newest kind first, from 1; 0: none. */
guint place_kind_of_book(const char *file);
/* Whether an input's name is that of a sheet. */
gboolean place_is_in_sheet(const char *file);

/* "ky_luat.csv:118:2"; "ky_luat.xlsx!Trang!B118", without a field "…!A118". New string. */
char *place_text(const char *file, guint64 line, guint field);
/* "ky_luat.csv:118"; "ky_luat.xlsx!Trang!A118". New string. */
char *place_row(const char *file, guint64 line);
/* The same row as the cells from one field to another, from 1: "ky_luat.xlsx!Trang!A118:I118". */
char *place_cells(const char *file, guint64 line, guint first, guint last);
/* "2"; in a sheet "B118". New string. */
char *place_field(const char *file, guint64 line, guint field);

#endif
