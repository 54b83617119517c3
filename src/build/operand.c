#include "build/operand.h"

#include <string.h>

#include "book/book.h"

static const struct place total_place = {CUBE_TOTAL, 0, 0};

/*
 * The column of a code in this row; the total column needs not be shown. A column that stands on
 * the same span as the one here goes with it to the span that is compared.
 */
static gboolean column_operand(const struct grid *grid, struct operand here, const char *code,
                               struct operand *operand)
{
    enum span own = here.column != NULL ? here.column->span : SPAN_PERIOD;
    *operand = here;
    operand->column = NULL;
    if (strcmp(template_code(code), BOOK_TOTAL_CODE) == 0)
        return TRUE;
    for (guint i = 0; i < grid->columns->len; i++) {
        const struct line *line = grid_column(grid, i);
        if (strcmp(line->code, code) == 0) {
            operand->column = line;
            operand->span = line->span == own ? here.span : line->span;
            return TRUE;
        }
    }
    return FALSE;
}

static struct operand parent_operand(const struct grid *grid, struct operand here)
{
    if (here.row != NULL)
        here.row = here.row->parent >= 0 ? grid_row(grid, (guint)here.row->parent) : NULL;
    return here;
}

struct quotient operand_share(const struct grid *grid, enum measure measure, const char *over,
                              struct operand here)
{
    struct quotient quotient = {here, here, TRUE};
    switch (measure) {
    case MEASURE_SHARE_ROW:
        quotient.whole.column = NULL;
        break;
    case MEASURE_SHARE_COL:
        quotient.whole.row = NULL;
        break;
    case MEASURE_SHARE_TABLE:
        quotient.whole.row = NULL;
        quotient.whole.column = NULL;
        break;
    case MEASURE_SHARE_PARENT:
        quotient.whole = parent_operand(grid, here);
        break;
    default:
        quotient.known = column_operand(grid, here, over, &quotient.whole);
    }
    return quotient;
}

gboolean operand_compared(const struct grid *grid, const struct shown *shown, struct operand here,
                          struct operand *other)
{
    enum span span;
    if (!span_from_name(shown->against, &span))
        return column_operand(grid, here, shown->against, other);
    *other = here;
    other->span = span;
    return TRUE;
}

gint64 operand_count(const struct grid *grid, struct operand operand)
{
    return grid_count(grid, operand.span, operand.row ? &operand.row->place : &total_place,
                      operand.column ? &operand.column->place : &total_place);
}

gboolean operand_is_estimate(const struct grid *grid, struct operand operand)
{
    return grid_count_is_estimate(grid, operand.span,
                                  operand.row ? &operand.row->place : &total_place,
                                  operand.column ? &operand.column->place : &total_place);
}

gboolean quotient_is_estimate(const struct grid *grid, struct quotient quotient)
{
    return quotient.known &&
           (operand_is_estimate(grid, quotient.part) || operand_is_estimate(grid, quotient.whole));
}
