/*
 * xlsx_version - version of the library that makes the workbooks.
 */
#ifndef WRITE_XLSX_VERSION_H
#define WRITE_XLSX_VERSION_H

const char *xlsx_version(void);

#endif
