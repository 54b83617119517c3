/*
 * xlsx - the book as an Excel workbook: a cover and one worksheet a sheet.
 *
 * Title, paragraphs, notes, charts and page setup of a sheet are here; the table and the list in
 * between are xlsx_table and xlsx_list.
 */
#ifndef WRITE_XLSX_H
#define WRITE_XLSX_H

/* The version of the library that makes the workbooks. write_xlsx() itself: write/writer.h. */
const char *xlsx_version(void);

#endif
