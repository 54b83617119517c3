/*
 * workbook_read - the cells of a workbook, whoever saved it last.
 *
 * Reads what Excel, LibreOffice, openpyxl and this program write: sheets by name, values and
 * formulas by place, texts resolved. Styles, pictures and charts are not looked at. Nothing in the
 * file is believed: parts must be whole and well-formed XML, and what they unpack to is limited.
 * The workbook owns all it gives out.
 */
#ifndef WRITE_WORKBOOK_READ_H
#define WRITE_WORKBOOK_READ_H

#include <glib.h>

#include "write/xlsx_layout.h"

struct workbook_cell {
    struct xlsx_place place;
    gboolean is_text;
    const char *value;   /* a number as the file writes it; "" where only a formula stands */
    const char *formula; /* without "="; NULL: none */
};

struct workbook;

/* Errors: INPUT. */
gboolean workbook_read(const char *path, struct workbook **workbook, GError **error);
void workbook_free(struct workbook *workbook);
typedef struct workbook workbook_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(workbook_t, workbook_free)

guint workbook_sheets_count(const struct workbook *workbook);
const char *workbook_sheet_name(const struct workbook *workbook, guint sheet);
/* G_MAXUINT: there is none of that name. */
guint workbook_find_sheet(const struct workbook *workbook, const char *name);

/* NULL where nothing stands. */
const struct workbook_cell *workbook_cell(const struct workbook *workbook, guint sheet,
                                          struct xlsx_place place);
/* All cells of a sheet that hold something, in the order of the file (struct workbook_cell). */
const GArray *workbook_cells(const struct workbook *workbook, guint sheet);

/* The identity of the manifest from the document properties; NULL: a program that saved the
 * workbook since has dropped it. */
const char *workbook_identity(const struct workbook *workbook);

#endif
