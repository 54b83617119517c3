/*
 * data_sheet - the sheet "Kiểm tra dữ liệu": the account of every file and what was found.
 */
#ifndef BUILD_DATA_SHEET_H
#define BUILD_DATA_SHEET_H

#include "build/report.h"

/* Findings on the sheet; all of them are in kiem-tra.csv. */
#define DATA_SHEET_MAX_FINDINGS 10000

/* The file of a finding as a sheet names it; the last of the names stands for none. */
const char *data_sheet_file(const char *const *file_names, guint file);

/*
 * How many findings exceptions accept: "2 phát hiện: 1 lỗi (dòng vẫn không được tính), 1 cảnh báo
 * (đã xác nhận là đúng)". NULL: none. New string.
 */
char *data_sheet_accepted(const struct findings *findings);

void data_sheet_add(const struct report *report, struct book *book);

#endif
