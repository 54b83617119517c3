/*
 * header_rows - the rows that a header may take in a table made for printing.
 *
 * Merged cells are exported as a text and blanks: a header of two rows has a group over its columns
 * ("Đơn vị" over "Mã đơn vị", "Tên đơn vị"), or a name whose lower cell is blank. Below it often
 * stands the row of the numbers of the columns: A, B, 1, 2, 3.
 */
#ifndef READ_HEADER_ROWS_H
#define READ_HEADER_ROWS_H

#include <glib.h>

/*
 * Texts (char *) by field: that of the lower row, or where it is blank that of the upper one. New
 * array; NULL if the rows are not equally long or the lower one leaves no cell blank to fill.
 */
GPtrArray *header_rows_merge(const GPtrArray *upper, const GPtrArray *lower);

/*
 * Whether the texts number columns: letters in their order, then 1, 2, 3 …, perhaps within
 * parentheses or with a sum behind ("1=2+3"); at least one number.
 */
gboolean header_rows_are_numbers(const GPtrArray *texts);

#endif
