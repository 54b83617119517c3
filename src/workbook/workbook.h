/*
 * workbook - the cells of a finished workbook, whoever saved it last: values and formulas by sheet
 * and place.
 *
 * The workbook owns all it gives out.
 */
#ifndef WORKBOOK_WORKBOOK_H
#define WORKBOOK_WORKBOOK_H

#include <glib.h>

#include "workbook/workbook_cell.h"

/* The property by which a book of this program knows its manifest (book/book.h: `identity`). */
#define WORKBOOK_IDENTITY_PROPERTY "tongket"

struct workbook;

/* All of it must be whole, and no larger than any workbook of reports. Errors: INPUT. */
gboolean workbook_read(const char *path, struct workbook **workbook, GError **error);
void workbook_free(struct workbook *workbook);
typedef struct workbook workbook_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(workbook_t, workbook_free)

/* FALSE: it is an .xls, of whose formulas only the values are read. */
gboolean workbook_knows_formulas(const struct workbook *workbook);
guint workbook_sheets_count(const struct workbook *workbook);
const char *workbook_sheet_name(const struct workbook *workbook, guint sheet);
/* G_MAXUINT: there is none of that name. */
guint workbook_find_sheet(const struct workbook *workbook, const char *name);

/* NULL where nothing stands. */
const struct workbook_cell *workbook_at(const struct workbook *workbook, guint sheet,
                                        struct workbook_place place);
/* All cells of a sheet that hold something, in the order of the file (struct workbook_cell). */
const GArray *workbook_cells(const struct workbook *workbook, guint sheet);

/* A custom property of the document, or WORKBOOK_MODIFIED; NULL: it has none of that name. */
const char *workbook_property(const struct workbook *workbook, const char *name);

/* The day on which it was last saved, as it was in Vietnam, "20/01/2025"; "": it does not say so.
 * New string. */
char *workbook_day_saved(const struct workbook *workbook);

#endif
