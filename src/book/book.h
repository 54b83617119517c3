/*
 * book - the finished report in memory.
 *
 * The output noun between computing and writing: writers print what is here and compute
 * nothing. A book owns all its text. It is made of sheets; a sheet holds at most one table
 * of figures or one list of texts, with paragraphs above, charts and notes below.
 *
 * A figure keeps numerator and denominator to the last moment. `relation` says what law ties a cell
 * to others in the same table, so that a workbook can show it as a live formula; it is set only
 * when the builder has proved it on the figures.
 */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include <glib.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "base/ratio.h"

enum cell_state {
    CELL_OK,
    CELL_EMPTY,          /* – denominator 0 */
    CELL_MISSING,        /* … should have been reported */
    CELL_NOT_APPLICABLE, /* x */
    CELL_SUPPRESSED,     /* * */
    CELL_NOT_COMPARABLE, /* ≠ */
    CELL_STATES,
};

/* Code in tidy CSV ("ok", "empty", …) and sign on paper ("–", …; "" for ok). */
const char *cell_state_code(enum cell_state state);
const char *cell_state_sign(enum cell_state state);

enum relation {
    RELATION_NONE,
    RELATION_SUM_ROWS,    /* sum of the rows whose parent is this row, same column */
    RELATION_SUM_COLUMNS, /* sum of the columns whose parent is this column, same row */
    RELATION_RATIO,       /* part cell / whole cell */
};

struct cell_place {
    guint row, column;
};

/* A sign beside the colour says it, for who sees or prints no colour: "▲ ", "▼ ", "". */
enum book_level { BOOK_LEVEL_NONE, BOOK_LEVEL_REACHED, BOOK_LEVEL_BELOW, BOOK_LEVELS };
const char *book_level_sign(enum book_level level);

struct book_cell {
    gint64 numerator;   /* a count itself */
    gint64 denominator; /* 0 for counts */
    enum cell_state state;
    enum relation relation;
    struct cell_place part, whole; /* RELATION_RATIO */
    gboolean estimate;             /* ~ from declared weights */
    guint due, made;               /* returns that it rests on: due, and in; 0: none are due */
    gboolean by_chance;            /* a comparison that chance alone may make (base/measure.h) */
    enum book_level level;         /* how it stands to the level that its column is held against */
};

#define BOOK_TOTAL_CODE "*"
/* Of the row of all that are not printed one by one; no value has such a code. */
#define BOOK_REST_CODE "*rest"

/*
 * What a row stands for in time, as its months: told by who makes it, never by what its code looks
 * like.
 */
enum book_time {
    BOOK_TIME_NONE,
    BOOK_TIME_MONTHS = 1,
    BOOK_TIME_QUARTERS = 3,
    BOOK_TIME_YEARS = 12
};

struct book_row {
    char *code; /* "*" for the total */
    char *label;
    gsize name_length; /* bytes of the label before " (31/36)", the remark; 0: there is none */
    int parent;        /* row whose figures hold this row's; -1: none */
    guint depth;       /* 0 outermost: outline level, indent */
    gboolean heading;  /* a group heading without figures: not in tidy CSV */
    gboolean subtotal; /* of rows below it, for who reads the page: not in tidy CSV */
    enum book_time time;
    gint64 moment; /* how many of such there were since the year 0 */
    guint series;  /* rows of times of different series count different things */
    /* Not seen in a workbook: none of its cells applies or there is little to say of it, and a
     * note says of how many rows, or of which. */
    gboolean unprinted;
};

/* What a column is one of, so that charts paint it alike through a book, and an order as one. */
struct book_series {
    char *field;      /* whose value it is: the name of a column of the data; NULL: of none */
    gboolean ordered; /* the values are steps from the least to the most, as times are */
    gboolean adds;    /* values of the field hold a thing once at most, so that they can be added */
    guint place;      /* among the values of the field */
    guint count;      /* of these; 0: it stands beside them, as "not stated" does */
};

/* One printed column: a measure of a column of the table. */
struct book_column {
    char *code; /* "*" for the total */
    char *label;
    char *group;   /* heading over several columns, or NULL */
    char *heading; /* what the measure is called here ("Tỷ lệ %") */
    enum measure measure;
    int parent;         /* column whose figures hold this column's (the total), or -1 */
    gboolean opens;     /* the first of a year: a page of a wide table may well begin here */
    gboolean one_each;  /* counts one thing for each return */
    gboolean additive;  /* counts of rows, that add up: not distinct things, not shares */
    gboolean unprinted; /* not seen in a workbook: nothing but zeros, and a note names it */
    GArray *parts;      /* guint: columns whose sum it is, proved on the figures; NULL: of none */
    gboolean may_pass;  /* a share of something else than its whole, such as a target */
    struct book_series series;
};

struct book_table {
    char *id;
    char *row_heading;       /* over the labels: "Đơn vị" */
    gboolean show_codes;     /* rows are units: a column of codes stands before the labels */
    GArray *rows;            /* struct book_row */
    GArray *columns;         /* struct book_column; the measures of one column stand together */
    struct book_cell *cells; /* rows->len * columns->len */
    GHashTable *words;       /* by number of the cell: what is printed instead of a count; NULL */
    /* Laws: the children of the total hold each fact once, so they must add up to it. */
    gboolean rows_exhaustive, columns_exhaustive;
};

/* How a line stands, for the colour of the cell that says so. */
enum book_mark { BOOK_MARK_NONE, BOOK_MARK_GOOD, BOOK_MARK_DOUBT, BOOK_MARK_BAD };

/* What stands in a column of a list. */
enum book_field {
    BOOK_FIELD_TEXT,
    BOOK_FIELD_COUNT, /* a whole number of things */
    BOOK_FIELD_PLACE, /* the number of a line or column of a file: no quantity */
};

struct book_heading {
    const char *label;
    enum book_field field;
};

/* Lines of text in columns: findings, missing units, an index of books. */
struct book_list {
    char *id;            /* of its CSV file; "": on the sheet only */
    GPtrArray *headings; /* char * */
    GArray *fields;      /* enum book_field a column */
    GPtrArray *lines;    /* char **, NULL-terminated vectors */
    GArray *marks;       /* enum book_mark a line; may be shorter than the lines */
    guint mark_column;   /* whose cells say how a line stands, and bear its colour */
    GPtrArray *links;    /* char * a line: the file beside the workbook that its last field leads
                            to, or NULL; may be shorter than the lines */
};

struct book_chart {
    char *id;
    char *title;
    char *subtitle; /* unit, period, base: "Tỉnh …, năm 2024; % trên số chi bộ được xếp loại" */
    char *source; /* "Nguồn: xep_loai.csv" */
    enum chart_kind kind;
    gboolean has_threshold; /* a level is drawn across the chart */
    gboolean by_row;        /* it is the limit of each row, which the note tells */
    gboolean rounded;       /* printed figures are held against it: others are not public */
    gint64 threshold;       /* in units of 10^-decimals of the measure drawn */
    char *note;             /* what chosen rows and their marks mean; without any row: why so; NULL:
                               the rows are all of the table */
    GArray *columns;        /* guint: printed columns drawn, in order */
    GArray *rows;           /* guint: rows drawn, in order (no totals, no headings) */
};

struct book_sheet {
    char *name; /* wanted tab name; writers make it valid and unique */
    char *title;
    char *unit_note;          /* "(ĐVT: đảng viên)" or NULL */
    char *map_note;           /* on which map of units the table stands; or NULL */
    GPtrArray *paragraphs;    /* char * above the table */
    struct book_table *table; /* or NULL */
    struct book_list *list;   /* or NULL */
    GPtrArray *charts;        /* struct book_chart * on `table` */
    GPtrArray *notes;         /* char * */
};

/* A line of the cover: what and which. */
struct book_fact {
    char *label, *value;
};

/* From the office file; all may be NULL. */
struct book_office {
    char *superior, *issuer, *place;
    char *number; /* "Số 01-BC/BTCTU", or with room for one */
    char *signer_authority, *signer_role, *signer_name; /* "T/M BAN THƯỜNG VỤ", "TRƯỞNG BAN", … */
    GPtrArray *recipients;                              /* char *, or NULL */
    char *date_line; /* "ngày 05 tháng 12 năm 2024", or with room for day and month */
};

/*
 * How the pages look, by the form that the document has (spec/document.h): margins in millimetres,
 * sizes in points. The words are NULL in a book that is no document: a list of findings.
 */
struct book_form {
    guint top, bottom, left, right;
    guint page_number, page_number_top;
    guint party_size, head_size, kind_size, subject_size, body_size, recipients_size;
    char *party, *kind, *rule; /* "ĐẢNG CỘNG SẢN VIỆT NAM", "BÁO CÁO", "-----" */
    char *draft;               /* "Dự thảo lần 1"; NULL: it is none */
    char *recipients;          /* "Nơi nhận:" */
};

struct book {
    char *stem; /* file name without ending */
    char *title;
    char *subject; /* unit and period in words, under the title */
    gboolean draft;
    struct book_office office;
    struct book_form form;
    GArray *facts;         /* struct book_fact: the cover's lines */
    GPtrArray *paragraphs; /* char *: the cover's text */
    GPtrArray *laws;       /* char *: laws that held, printed on the cover */
    GPtrArray *sheets;     /* struct book_sheet *; the cover is not among them */
    char *identity;        /* SHA-256 of the manifest's run part, or NULL */
    char *created;         /* ISO date for document properties: never the clock */
};

/*
 * The file of the STEM's folder that holds all findings: kiem-tra.csv; kiem-tra-du-lieu.csv where a
 * table of the book has the id kiem-tra.
 */
const char *book_findings_file(const struct book *book);

struct book *book_new(void);
void book_free(struct book *book);
typedef struct book book_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(book_t, book_free)

/*
 * Makers; strings are copied. The book (sheet) owns what is returned. All other texts of the
 * structs start as NULL and are set by the builder with new strings, which the book then frees.
 */
struct book_sheet *book_add_sheet(struct book *book, const char *name, const char *title);
struct book_table *book_sheet_add_table(struct book_sheet *sheet, const char *id,
                                        const char *row_heading);
struct book_list *book_sheet_add_list(struct book_sheet *sheet, const char *id);
void book_list_add_columns(struct book_list *list, const struct book_heading *headings,
                           guint count);
struct book_chart *book_sheet_add_chart(struct book_sheet *sheet, const char *id,
                                        enum chart_kind kind);
void book_add_fact(struct book *book, const char *label, const char *value);

/*
 * The index of the new row or column. A column's heading is that of its measure, its parent -1.
 * Pointers from book_row() and book_column() hold until the next one is added.
 */
guint book_table_add_row(struct book_table *table, const char *code, const char *label, int parent,
                         guint depth);
guint book_table_add_column(struct book_table *table, const char *code, const char *label,
                            enum measure measure);
/* After all rows and columns: allocates the cells (state ok, zero). */
void book_table_close(struct book_table *table);
/* Which of two figures of a column is greater, as they are before they are rounded: below, at or
 * above 0. */
int book_cell_compare(const struct book_cell *a, const struct book_cell *b);

/*
 * The rows in the falling or rising order of a column, each before what stands below it; those
 * without a figure there behind them, then what is left of the rows, and a total last. Equal ones
 * stay as they stood. New array of guint.
 */
GArray *book_table_order(const struct book_table *table, guint column, gboolean rising);
/* Puts the rows into that order. */
void book_table_sort(struct book_table *table, guint column, gboolean rising);

/*
 * One row more, behind all others, for some rows that a reader of the page does not see one by one:
 * they stand below it from now on, unprinted. Its cells are for the caller to fill. Returns its
 * number.
 */
guint book_table_add_rest(struct book_table *table, const char *label, const GArray *rows);
/* "Huyện A" and "31/36" of "Huyện A (31/36)". New strings. */
char *book_row_name(const struct book_row *row);
char *book_row_remark(const struct book_row *row);
gboolean book_row_is_rest(const struct book_row *row);

/* Nothing stays of the table but its total row, or the total of that alone (`grand`). */
void book_table_keep_totals(struct book_table *table, gboolean grand);

/* How many rows of the table are not seen. */
guint book_table_unprinted(const struct book_table *table);

struct book_row *book_row(const struct book_table *table, guint row);
struct book_column *book_column(const struct book_table *table, guint column);
struct book_cell *book_cell(const struct book_table *table, guint row, guint column);

/*
 * What a page prints instead of a count, which stays the cell's value: "9 trên 8". Copied; NULL or
 * "": the count. Asked for: NULL where it is the count.
 */
void book_table_set_words(struct book_table *table, struct cell_place at, const char *words);
const char *book_table_words(const struct book_table *table, struct cell_place at);

/* "Group: label" where columns stand in groups, else the label. New string. */
char *book_column_name(const struct book_column *column);

/* Sets a cell to a figure, or to empty if that has no base. */
void cell_set_ratio(struct book_cell *cell, struct ratio ratio);

/*
 * The value printed, in units of 10^-decimals of its measure (72.8 per cent is 728), rounded once,
 * half away from zero; FALSE unless the state is ok and, but for a count, there is a denominator.
 */
gboolean cell_value(const struct book_cell *cell, enum measure measure, gint64 *scaled);

/*
 * As printed on charts and in text: "1.234", "72,8%", "+2,9 điểm", "~1.234" for an estimate, or
 * the state's sign. New string.
 */
char *cell_text(const struct book_cell *cell, enum measure measure);

/* The same for programs: "1234", "72.8", "~1234", or the state's sign. New string. */
char *cell_plain(const struct book_cell *cell, enum measure measure);

/* A value in units of 10^-decimals as printed: "72,8%". New string. */
char *measure_text(enum measure measure, gint64 scaled);

#endif
