#include "write/xlsx_list_fit.h"

/* Points given at a time. */
#define STEP 6.0

/* Lines of a cell, as a fraction: what is left of the last line counts too. */
static double lines_of(const struct xlsx_list_column *column, guint length)
{
    return length * column->letter / (column->width - column->margins);
}

/* Characters of all cells, line by line; a line may be shorter than the header. */
static guint *lengths_of(const struct book_list *list)
{
    guint count = list->headings->len;
    guint *lengths = g_new0(guint, (gsize)list->lines->len * count + 1);
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        for (guint c = 0; c < count && line[c] != NULL; c++)
            lengths[(gsize)i * count + c] = (guint)g_utf8_strlen(line[c], -1);
    }
    return lengths;
}

/* Adds to the gain of the column that makes a row as high as it is, if it is one that grows. */
static void add_gain(const struct xlsx_list_column *columns, guint count, const guint *lengths,
                     double *gains)
{
    guint highest = 0;
    double lines = 0;
    for (guint c = 0; c < count; c++) {
        double here = columns[c].grows ? lines_of(&columns[c], lengths[c]) : 1;
        if (here > lines) {
            lines = here;
            highest = c;
        }
    }
    if (lines > 1 && columns[highest].grows)
        gains[highest] += lines / (columns[highest].width - columns[highest].margins);
}

/* The column whose widening makes all rows together lower by the most; `count`: none does. */
static guint best_of(const struct xlsx_list_column *columns, guint count, const guint *lengths,
                     guint rows)
{
    guint best = count;
    g_autofree double *gains = g_new0(double, count);
    for (guint i = 0; i < rows; i++)
        add_gain(columns, count, lengths + (gsize)i * count, gains);
    for (guint c = 0; c < count; c++)
        if (gains[c] > 0 && (best == count || gains[c] > gains[best]))
            best = c;
    return best;
}

void xlsx_list_fit(const struct book_list *list, struct xlsx_list_column *columns, double room)
{
    guint count = list->headings->len;
    g_autofree guint *lengths = lengths_of(list);
    for (; room >= STEP; room -= STEP) {
        guint best = best_of(columns, count, lengths, list->lines->len);
        if (best == count)
            return;
        columns[best].width += STEP;
    }
}
