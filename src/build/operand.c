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
    g_autofree char *within = NULL;
    if (here.column != NULL && here.column->within != NULL) {
        gsize time = strcspn(here.column->code, "/");
        code = within =
            g_strdup_printf("%.*s/%s", (int)time, here.column->code, template_code(code));
    }
    if (strcmp(template_code(code), BOOK_TOTAL_CODE) == 0)
        return TRUE;
    for (guint i = 0; i < grid->columns->len; i++) {
        const struct grid_line *line = grid_column(grid, i);
        if (strcmp(line->code, code) == 0) {
            operand->column = line;
            operand->span = line->span == own ? here.span : line->span;
            return TRUE;
        }
    }
    return FALSE;
}

/* The base of a share or rate that is shown here. */
static gboolean base_operand(const struct grid *grid, const struct template_shown *shown,
                             struct operand here, struct operand *base)
{
    const struct measure_info *share = measure_info(shown_share(shown));
    *base = here;
    if (share->base_row == BASE_ROW_PARENT && here.row != NULL)
        base->row = here.row->parent >= 0 ? grid_row(grid, (guint)here.row->parent) : NULL;
    else if (share->base_row == BASE_ROW_ALL)
        base->row = NULL;
    if (share->base_column == BASE_COLUMN_NAMED)
        return column_operand(grid, here, shown->over, base);
    if (share->base_column == BASE_COLUMN_ALL)
        return column_operand(grid, *base, TEMPLATE_TOTAL, base);
    return TRUE;
}

/* Adds an operand, and behind it its base if the measure has one. */
static gboolean add_operand(const struct grid *grid, const struct template_shown *shown,
                            struct operand operand, struct operands *operands)
{
    operands->at[operands->count++] = operand;
    return !measure_has_base(shown_share(shown)) ||
           base_operand(grid, shown, operand, &operands->at[operands->count++]);
}

gboolean operands_find(const struct grid *grid, const struct template_shown *shown,
                       struct operand here, struct operands *operands)
{
    struct operand other;
    *operands = (struct operands){.count = 0};
    if (add_operand(grid, shown, here, operands) && (!measure_info(shown->show)->form->compares ||
                                                     (operand_compared(grid, shown, here, &other) &&
                                                      add_operand(grid, shown, other, operands))))
        return TRUE;
    operands->count = 1;
    return FALSE;
}

gboolean operand_compared(const struct grid *grid, const struct template_shown *shown,
                          struct operand here, struct operand *other)
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
    return grid_count(grid_home(grid, operand.column), operand.span,
                      operand.row ? &operand.row->place : &total_place,
                      operand.column ? &operand.column->place : &total_place);
}

gboolean operand_collect(const struct grid *grid, struct operand operand, const char *number,
                         GArray *found)
{
    const struct place *row = operand.row ? &operand.row->place : &total_place;
    const struct place *column = operand.column ? &operand.column->place : &total_place;
    struct sample like = {
        .span = operand.span,
        .column = (guint32)dataset_column(grid->query->dataset, number),
        .row_part = row->part,
        .row_number = row->number,
        .column_part = column->part,
        .column_number = column->number,
    };
    return grid_collect(grid, &like, found);
}

gboolean operand_is_estimate(const struct grid *grid, struct operand operand)
{
    return grid_count_is_estimate(grid_home(grid, operand.column), operand.span,
                                  operand.row ? &operand.row->place : &total_place,
                                  operand.column ? &operand.column->place : &total_place);
}

gboolean operands_are_estimate(const struct grid *grid, const struct operands *operands)
{
    for (guint i = 0; i < operands->count; i++)
        if (operand_is_estimate(grid, operands->at[i]))
            return TRUE;
    return FALSE;
}

/* Narrows a stretch to the year or month of a line, as it stands on a plane so far back. */
static void narrow(const struct axis *axis, const struct grid_line *line, int shift, date *first,
                   date *last)
{
    if (line == NULL || line->place.part < 0)
        return;
    const struct part *part = &axis->part[line->place.part];
    date begin = part_begin(part, line->place.number);
    if (begin == DATE_NONE)
        return;
    *first = MAX(*first, date_add_months(begin, -shift));
    *last = MIN(*last, date_add_months(part_end(part, line->place.number), -shift));
}

void operand_days(const struct query *query, struct operand operand, date *first, date *last)
{
    if (operand.column != NULL)
        query = operand.column->query;
    const struct plane *plane = &query->planes[operand.span];
    *first = plane->first;
    *last = plane->last;
    narrow(&query->rows, operand.row, plane->shift, first, last);
    narrow(&query->columns, operand.column, plane->shift, first, last);
}
