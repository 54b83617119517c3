/*
 * xlsx_output - a workbook under way and the cells of its sheet at hand.
 *
 * The return code of every call of libxlsxwriter, here, in xlsx_setup (paper), xlsx_picture and
 * xlsx (properties), passes through one function, which remembers the first failure with its sheet
 * and cell; after a failure nothing more is written. Callers go on and ask once at the end. Text is
 * cleaned here, so no caller can pass data as a formula or as markup.
 */
#ifndef WRITE_XLSX_OUTPUT_H
#define WRITE_XLSX_OUTPUT_H

#include <glib.h>
#include <xlsxwriter.h>

#include "write/draw.h"
#include "write/writer.h"
#include "write/xlsx_layout.h"
#include "write/xlsx_page.h"
#include "write/xlsx_style.h"

struct xlsx_output {
    const struct write_job *job;
    const char *path;        /* the caller's, kept until the close */
    struct xlsx_paper paper; /* of every page */
    GPtrArray *names;        /* tab names: the cover, then the sheets */
    struct pen *pen;         /* of the pictures */
    lxw_workbook *workbook;
    GHashTable *styles;
    GHashTable *defined;  /* defined names taken */
    lxw_worksheet *sheet; /* the current one */
    const char *sheet_name;
    GArray *heights; /* double, points, of the current sheet's rows */
    struct cell_sum sum;
    GError *failure; /* the first one */
    /* Rows are only measured: heights are noted, and nothing is written. */
    gboolean measuring;
};

/* A sheet of the book while it is written: what its parts need. */
struct xlsx_sheet {
    struct xlsx_output *output;
    const struct book_sheet *source;
    struct xlsx_layout layout;
    struct xlsx_page *page;
    guint foot_row; /* first of the rows that stand together below the last table */
};

/* NULL when the fonts are missing or the workbook cannot be begun. */
struct xlsx_output *xlsx_output_new(const struct write_job *job, const char *path, GError **error);

/*
 * Writes the file and frees everything; FALSE with the first failure of all calls. A
 * workbook that failed before is not written at all.
 */
gboolean xlsx_output_close(struct xlsx_output *output, GError **error);

/* Begins the sheet of that tab. Rows may be measured before that, as often as one likes. */
void xlsx_output_sheet(struct xlsx_output *output, guint tab);

/* Remembers a failed call (LXW_NO_ERROR is none) at that cell of the current sheet. */
void xlsx_output_check(struct xlsx_output *output, lxw_error code, struct workbook_place place);
/* Remembers a failure of another kind; takes the error. */
void xlsx_output_fail(struct xlsx_output *output, GError *error);

void xlsx_output_text(struct xlsx_output *output, struct workbook_place place, const char *text,
                      struct xlsx_style style);
void xlsx_output_number(struct xlsx_output *output, struct workbook_place place, double value,
                        struct xlsx_style style);
/* A number that is printed as a text; NULL: as itself. */
void xlsx_output_words(struct xlsx_output *output, struct workbook_place place, double value,
                       const char *words, struct xlsx_style style);
/* `value` is what the formula gives; it is shown until somebody recalculates. */
void xlsx_output_formula(struct xlsx_output *output, struct workbook_place place,
                         const char *formula, double value, struct xlsx_style style);
/* A link to the first cell of a tab. */
void xlsx_output_link(struct xlsx_output *output, struct workbook_place place, guint tab,
                      const char *text, struct xlsx_style style);
/* A link to a file beside the workbook. */
void xlsx_output_link_file(struct xlsx_output *output, struct workbook_place place,
                           const char *file, const char *text, struct xlsx_style style);
/* One cell over a block; a block of one cell is written plainly. */
void xlsx_output_merged(struct xlsx_output *output, struct xlsx_block block, const char *text,
                        struct xlsx_style style);

/* Row height in points, rounded up to whole pixels; outline level 0 to 7. */
void xlsx_output_row(struct xlsx_output *output, guint row, double height, guint level);
/* The row is there and not seen, nor printed. */
void xlsx_output_row_unseen(struct xlsx_output *output, guint row);
void xlsx_output_column(struct xlsx_output *output, guint column, double width);

/* Gives a block of the current sheet a name for formulas and links of other documents. */
void xlsx_output_define(struct xlsx_output *output, const char *name, struct xlsx_block block);

/* A filter, whose arrows stand in the first row of the block. */
void xlsx_output_filter(struct xlsx_output *output, struct xlsx_block block);

/* Numbers that are text on purpose, and `formulas` that leave out cells on purpose, get no green
 * corners. */
void xlsx_output_accept(struct xlsx_output *output, struct xlsx_block block, gboolean formulas);

#endif
