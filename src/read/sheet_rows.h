/*
 * sheet_rows - a sheet of a workbook as rows of fields.
 *
 * Field n is column n of the sheet, from A on, and the line of a row is its number there. Rows that
 * the file leaves out are blank. What stands to the right of the header's last column is in no
 * column and left out.
 *
 * One thread unpacks the sheet and puts the cells of whole rows into blocks (sheet_rows_open());
 * what they say to their columns is found out by the threads that read the blocks.
 */
#ifndef READ_SHEET_ROWS_H
#define READ_SHEET_ROWS_H

#include "read/rows.h"
#include "workbook/workbook_rows.h"

extern const struct row_format sheet_rows;

struct old_font_sample;
/* Adds the texts of the cells of a block. */
void sheet_rows_sample(const struct block *block, struct old_font_sample *sample);

/* What a workbook of data may hold: sheets stream, so that only what is kept is limited. */
extern const struct workbook_limits sheet_limits;

/* Why a workbook is refused: a damaged or locked one, or one beyond the limits. */
void sheet_refuse(const struct package_fault *fault, struct refusal *refusal);

/* One sheet of a workbook that is being unpacked. */
struct sheet_source;

/* FALSE with the refusal set. */
struct sheet_source *sheet_source_open(const char *path, guint sheet, struct refusal *refusal);
/* The same of an open workbook, which outlives it and is read by nobody else meanwhile. */
struct sheet_source *sheet_source_new(struct workbook_rows *rows, guint sheet,
                                      struct refusal *refusal);
void sheet_source_free(struct sheet_source *source); /* NULL is fine */

/*
 * Fills the block with rows until they have about `size` bytes; at the end it is empty. What is
 * wrong with the workbook ends it: block->is_cut, block->trouble.
 */
void sheet_source_next(struct sheet_source *source, struct block *block, gsize size);

/* The part of the sheet that has been unpacked, in thousandths. */
guint sheet_source_place(const struct sheet_source *source);

#endif
