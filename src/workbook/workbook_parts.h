/*
 * workbook_parts - the inside of workbook_rows for its files: workbook_rows.c puts rows together,
 * workbook_ooxml.c reads .xlsx, workbook_ods.c reads .ods, workbook_xls.c reads .xls.
 */
#ifndef WORKBOOK_WORKBOOK_PARTS_H
#define WORKBOOK_WORKBOOK_PARTS_H

#include "workbook/workbook_rows.h"
#include "workbook/workbook_texts.h"

struct rows_sheet {
    char *name, *relation; /* of .ods: NULL */
    guint part;
    gboolean is_hidden;
};

struct workbook_xls;

/* What a kind of file does; see workbook_rows.h. */
struct rows_kind {
    gboolean (*enter)(struct workbook_rows *rows, guint sheet, struct package_fault *fault);
    gboolean (*step)(struct workbook_rows *rows, gboolean *at_end);
    guint (*place)(const struct workbook_rows *rows);
    enum workbook_guest (*guest)(const struct workbook_rows *rows);
};

struct workbook_rows {
    const struct rows_kind *kind;
    struct package *package;  /* of .xls: NULL */
    struct workbook_xls *xls; /* of others: NULL */
    const struct workbook_limits *limits;
    const struct xml_handlers *handlers; /* of a sheet */
    GArray *sheets;                      /* struct rows_sheet */
    GHashTable *properties;              /* name -> value */
    struct workbook_texts texts;         /* that cells share */
    GArray *formats;                     /* struct workbook_format, by style of a cell */
    gboolean is_1904, is_linked;
    guint64 counted; /* cells and texts so far */

    /* Of .xlsx while it is opened. */
    char *folder;        /* of the part of the book, "xl/" */
    GHashTable *targets; /* relation -> target */
    char *texts_target, *styles_target;
    GHashTable *codes; /* number of a format -> its code */
    gboolean in_cell_styles;
    char *property; /* the name of the one at hand */

    /* Of .ods. */
    GHashTable *hidden_styles; /* names of styles of tables */
    char *style;               /* the name of the one at hand */
    guint table;               /* number of the table at hand, from 1 */
    guint nested;              /* depth within what is no cell: notes, tracked changes */
    guint paragraphs;          /* of the cell at hand */
    guint cell_repeat;
    gboolean has_own_text; /* the cell's value stands in an attribute */
    guint64 repeated;      /* cells that are there only by repetition */

    /* The part under way. */
    struct xml_part *part;
    guint sheet;
    GString *text; /* of the elements at hand */
    gboolean collects;
    guint phonetic;              /* depth of reading aids, which are no text */
    struct workbook_place at;    /* of a cell that does not say where it stands */
    gboolean in_row;             /* within its element */
    guint next_row;              /* that has not been handed over */
    struct workbook_row row;     /* hidden or repeated */
    GArray *cells;               /* struct workbook_cell, of the row */
    GStringChunk *own;           /* the texts of the row */
    gsize own_bytes;             /* of all these */
    gsize row_bytes, step_bytes; /* of all values, also of those that are shared */
    struct workbook_cell cell;
    gboolean is_shared, has_content, has_value;
    workbook_rows_taker take;
    void *data;
    char *wrong;
};

/* Notes what is wrong (taken), unless something is already. */
void workbook_parts_fault(struct workbook_rows *rows, char *wrong);
/* Text is collected from here on, from the beginning. */
void workbook_parts_collect(struct workbook_rows *rows);
/* What was collected, as long as the row lasts. */
const char *workbook_parts_text(struct workbook_rows *rows);
/* One more cell or shared text. */
void workbook_parts_count(struct workbook_rows *rows);
/* The text of that number; a fault when there is none. */
const char *workbook_parts_shared(struct workbook_rows *rows, guint64 number);
/* The cell at hand is one of the row. */
void workbook_parts_add_cell(struct workbook_rows *rows);
/* The row at hand is whole: it is handed over if it has cells. */
void workbook_parts_end_row(struct workbook_rows *rows);
/* Reads a whole part. */
gboolean workbook_parts_read(struct workbook_rows *rows, guint part,
                             const struct xml_handlers *handlers, struct package_fault *fault);

/* Notes as WORKBOOK_MODIFIED what an element of a part holds, if there are both; of no data. */
gboolean workbook_parts_read_saved(struct workbook_rows *rows, const char *part,
                                   const char *element, struct package_fault *fault);

/* All that is known before a sheet is read; sets the handlers of sheets. */
gboolean workbook_ooxml_open(struct workbook_rows *rows, struct package_fault *fault);
gboolean workbook_ods_open(struct workbook_rows *rows, guint content, struct package_fault *fault);
/* Sets the kind. */
gboolean workbook_xls_open(struct workbook_rows *rows, const char *path,
                           struct package_fault *fault);
void workbook_xls_free(struct workbook_xls *xls); /* NULL is fine */

#endif
