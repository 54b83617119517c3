/*
 * xlsx_choose - on what paper a table stands: upright or across, with its chart or without.
 *
 * Of the pages that would serve, each is tried: the heights of all rows are measured on it. What
 * counts is the sheets of paper, charts included; then names on one line, upright pages and text
 * that is not shrunk.
 */
#ifndef WRITE_XLSX_CHOOSE_H
#define WRITE_XLSX_CHOOSE_H

#include "write/xlsx_output.h"

/*
 * The page of a sheet, whose layout is made; `signs`: the foot of the document stands below it,
 * too. `rows`: of its table, or NULL. New page.
 */
struct xlsx_page *xlsx_choose_page(struct xlsx_sheet *sheet, const struct xlsx_rows *rows,
                                   gboolean signs);

#endif
