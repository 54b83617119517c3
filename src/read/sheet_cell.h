/*
 * sheet_cell - what a cell of a worksheet says to the column that it stands in.
 *
 * Numbers become decimal text of at most fifteen digits, which is all that a spreadsheet shows: the
 * sum of 0.1 and 0.2 is 0.3. Days are written as their format shows them. What a column cannot take
 * as it stands, because a spreadsheet may have changed what a person wrote there, begins with a
 * mark that is no character of any text: read/cell_types.c says what is wrong with it.
 */
#ifndef READ_SHEET_CELL_H
#define READ_SHEET_CELL_H

#include "spec/dictionary.h"
#include "workbook/workbook_cell.h"

/* Noncharacters of Unicode, all three bytes long; the last byte tells them apart. */
#define SHEET_MARK "\xef\xb7"
#define SHEET_MARK_BYTES 3
enum sheet_mark {
    SHEET_PLAIN = 0,
    SHEET_NUMBER = 0x90,   /* a number where a code stands, or of another kind than is counted */
    SHEET_DAY = 0x91,      /* a day where none belongs */
    SHEET_NO_VALUE = 0x92, /* a formula without its value */
    SHEET_ERROR = 0x93,
};

static inline enum sheet_mark sheet_mark_of(const char *text, gsize length)
{
    return length >= SHEET_MARK_BYTES && text[0] == SHEET_MARK[0] && text[1] == SHEET_MARK[1] &&
                   (guint8)text[2] >= SHEET_NUMBER && (guint8)text[2] <= SHEET_ERROR
               ? (enum sheet_mark)(guint8)text[2]
               : SHEET_PLAIN;
}

/* A cell as the sheet has it. */
struct sheet_cell {
    enum workbook_kind kind;
    struct workbook_format format;
    gboolean is_1904;
    const char *text;
    gsize length;
};

/* Of a cell that is in no column of the dataset: nothing in it is marked. */
#define SHEET_NO_COLUMN (-1)

/* Appends what the cell says to a column of that type (enum column_type, or SHEET_NO_COLUMN). */
void sheet_cell_append(GString *out, const struct sheet_cell *cell, int type);

/* Whether a number stands where a code or a key does, and is taken as it is. */
gboolean sheet_cell_is_number_of_code(const struct sheet_cell *cell, int type);

/*
 * The decimal text of a number as a sheet keeps it ("1.2E-3", "34.100000000000001"); with
 * `decimals` >= 0 rounded to so many, half away from zero; `shift` moves the point to the right.
 * What is no number stays as it is.
 */
void sheet_cell_append_number(GString *out, const char *text, int shift, int decimals);

#endif
