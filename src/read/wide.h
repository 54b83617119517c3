/*
 * wide - tables with a column a value: a unit, and under "Xuất sắc", "Tốt", … a number each.
 *
 * That is the form in which offices fill in rankings. The dictionary says which columns of which
 * dataset may stand so (`wide`). A cell with a number is read as the row that a long table would
 * have for it: unit, time, value, number. All that comes after rows sees these rows, and each knows
 * the field of its cell (struct row), which is its place in findings and answers.
 *
 * A row of the table is a whole. One with a number that is none is left out, and so is one with a
 * blank cell, unless a total of its own says that the blank is a zero. Totals of a table, beside
 * the values and below the units, are held against what they add up and are never counted. Shares
 * are not read.
 */
#ifndef READ_WIDE_H
#define READ_WIDE_H

#include <glib.h>

#include "read/header.h"
#include "spec/dictionary.h"

/* Values and totals that one table may have. */
#define WIDE_MOST 64

enum wide_kind { WIDE_VALUE, WIDE_TOTAL };

struct wide_column {
    guint field; /* from 0 */
    enum wide_kind kind;
    guint value; /* its number in the dictionary */
    /* Of a total: the columns that it adds up, and those of them whose values are steps of an
     * order, which it may add up instead ("được xếp loại"). None: it is held against nothing. */
    guint64 parts, steps;
    gboolean is_loose; /* it may be of more: beside these stand values of other columns */
};

/* How a file is read as a wide table. Behind the fields of the file stand those of its facts. */
struct wide {
    const struct dataset_wide *about;
    guint own; /* fields of the file */
    guint values, count;
    gboolean is_beside; /* what is wrong with rows is told by another input of the same table */
    int time;           /* column that no field holds: its text is `period`; -1: none */
    char *period;       /* as the title or the name of the file tells it */
    struct wide_column column[WIDE_MOST];
    guint columns;
};

/* Of the fields behind those of the file. */
enum wide_field { WIDE_FIELD_VALUE, WIDE_FIELD_COUNT, WIDE_FIELD_TIME, WIDE_FIELDS };

void wide_free(struct wide *wide);

struct lane;
struct row;

/* What a lane keeps of a wide file: a row at hand, and the numbers that totals are held against. */
struct wide_rows;

/* Of the file that the lane has entered. */
struct wide_rows *wide_rows_new(const struct lane *lane);
void wide_rows_free(struct wide_rows *rows);

/* Hands the cells of a row that is not blank, and stands below the header, to the pass's taker. */
void wide_rows_take(struct wide_rows *rows, struct lane *lane, const struct row *row);

/* At the end of the file, whose rows one lane has taken in their order: tells of wrong totals. */
void wide_rows_settle(const struct wide_rows *rows, struct lane *lane);

#endif
