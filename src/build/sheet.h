/*
 * sheet - one table of the template becomes one sheet of the book.
 *
 * One function a kind of table, in the table of sheet.c. Used by report.c, and by who explains a
 * cell.
 */
#ifndef BUILD_SHEET_H
#define BUILD_SHEET_H

#include "build/grid.h"
#include "build/operand.h"
#include "build/report.h"

/* One printed column: a measure of a column of the grid. */
struct sheet_column {
    guint column; /* of the grid */
    const struct template_shown *shown;
};

/* A rate whose base stands in another table, which may not be filled yet. */
struct sheet_rate {
    const struct template_shown *shown;
    struct book_table *table;
    struct cell_place at;
    gint64 count; /* what is to be divided */
};

struct sheet_task {
    const struct report *report;
    const struct template_table *table;
    const GArray *asked; /* struct report_asked: of each dataset of the table; the first is this */
    const struct report_source *source;
    guint query; /* number of the table's query in the source; unused by kinds without one */
    guint scope;
    struct book *book; /* that the sheet is one of */
    GArray *rates;     /* struct sheet_rate: what is to be filled behind all tables */
};

/* The grid of a crosstab over all its datasets. */
struct grid *sheet_grid(const GArray *asked, guint scope);

/* The files that it shows facts of, which no line breaks: "ky_luat.csv, xep_loai_dang_vien.csv".
 * New string. */
char *sheet_files(const struct sheet_task *task);

/*
 * How long the time is that a rate is of, in words: "trong 32 tháng"; NULL: a year, or it is not
 * that of the period. New string.
 */
char *sheet_length(const struct sheet_task *task);

/* Fills the sheet with the table's figures. */
void sheet_fill(const struct sheet_task *task, struct book_sheet *sheet);

/*
 * Who returned: "31/36 đơn vị"; over several months or years it is reports ("lượt") that are
 * counted. New string, NULL for a table that does not ask.
 */
char *sheet_coverage(const struct sheet_task *task);

void sheet_fill_crosstab(const struct sheet_task *task, struct book_sheet *sheet);
void sheet_fill_cap(const struct sheet_task *task, struct book_sheet *sheet);
void sheet_fill_streak(const struct sheet_task *task, struct book_sheet *sheet);
void sheet_fill_missing(const struct sheet_task *task, struct book_sheet *sheet);
/* When all other tables are filled; says in one sentence on the cover what is to be looked at. */
void sheet_fill_review(const struct sheet_task *task, struct book_sheet *sheet);

/* Of which columns each is the sum, where the figures prove it; `printed`: the table's columns. */
void sheet_bind_columns(const struct grid *grid, const GArray *printed, struct book_table *table);
/* What the column is one of, by its place in the grid. */
struct book_series sheet_series(const struct grid_line *line);
/* Columns of nothing but zeros are not printed, and a note names them. */
void sheet_leave_zeros_out(struct book_table *table, GPtrArray *notes);
/* The same for columns of nothing but the sign x. */
void sheet_leave_inapplicable_out(struct book_table *table, GPtrArray *notes);

/*
 * A sheet beside those of the tables, on demand: the life of one unit, its names and superiors over
 * time, what merged into it, what it became.
 */
void sheet_add_passport(const struct report *report, gint32 unit, struct book *book);

/* The signs that stand in the table, explained: the last note, when all figures are known. */
void sheet_note_signs(struct book_sheet *sheet);

/*
 * Pages of nothing but the sign x tell no more than one sentence: where there are many such rows,
 * they are not seen in a workbook, and a note says how many. Tables for programs have all.
 */
void sheet_leave_rows_unprinted(struct book_sheet *sheet);

/* Whether a measure is shown in the column of this code. */
gboolean sheet_shows(const struct template_shown *shown, const char *code);

/* Each column of a crosstab with its measures, in the template's order (struct sheet_column). New
 * array.
 */
GArray *sheet_printed_columns(const struct template_table *table, const struct grid *grid);

/* Whether any rows of a table are units. */
gboolean sheet_has_unit_rows(const struct template_table *table);

/*
 * Whether a figure (state ok, with a value) is below, at or above a level in units of
 * 10^-TEMPLATE_THRESHOLD_DECIMALS: -1, 0, 1. By what it is before it is rounded; where the level
 * would then tell more than the figure that is published, by what is printed.
 */
int sheet_against(const struct book_cell *cell, enum measure measure, gint64 level,
                  gboolean rounded);
/* How a figure stands to its threshold. */
void sheet_mark_level(const struct template_shown *shown, gboolean rounded, struct book_cell *cell);

/* "Tuổi bình quân": what a measure of numbers is called. New string. */
char *sheet_value_heading(const struct dataset *dataset, const struct template_shown *shown);
/* Its figure of numbers that were collected (struct sample), which are put into their order. */
void sheet_set_value(const struct template_shown *shown, GArray *found, struct book_cell *cell);
/* Its figure for an operand; of how many rows such figures of a table are, and what signs beside
 * figures mean. */
void sheet_fill_value(const struct grid *grid, const struct template_shown *shown,
                      struct operand here, struct book_cell *cell);
void sheet_note_values(const struct grid *grid, GPtrArray *notes);

/* "Đơn vị", "Tháng", … over the labels of the rows. */
const char *sheet_row_heading(const struct sheet_task *task);

/*
 * Binds the sums of a table (RELATION_SUM_ROWS, RELATION_SUM_COLUMNS), on finished figures: by
 * columns first, so that a grand total adds rows.
 */
void sheet_bind_sums(struct book_table *table);

/*
 * When all figures of all tables stand: puts the rows into the order that the template asks for,
 * with those behind the first `top` ones as one row, and says so in notes. A public edition keeps
 * the order of the list and all rows: their places would tell what signs hide.
 */
void sheet_order(const struct sheet_task *task, struct book_sheet *sheet);

/*
 * Fills rates over TABLE/COLUMN, when all tables are filled, with the count of the row of the same
 * code there. A row that is not there leaves the cell empty; a base that was not wholly returned
 * leaves it missing.
 */
void sheet_fill_rates(const GArray *rates, const struct template *template, struct book *book);

#endif
