#include "workbook/workbook_cell.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

char *workbook_cell_name(struct workbook_place place)
{
    char letters[8];
    guint at = sizeof letters - 1;
    letters[at] = '\0';
    for (guint rest = place.column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return g_strdup_printf("%s%u", letters + at, place.row + 1);
}

gboolean workbook_cell_parse(const char *name, struct workbook_place *place)
{
    guint column = 0, row = 0;
    const char *at = name;
    for (; g_ascii_isupper(*at) && column <= WORKBOOK_COLUMNS; at++)
        column = column * 26 + (guint)(*at - 'A' + 1);
    const char *digits = at;
    for (; g_ascii_isdigit(*at) && row <= WORKBOOK_ROWS; at++)
        row = row * 10 + (guint)(*at - '0');
    if (*at != '\0' || *digits == '0' || column == 0 || column > WORKBOOK_COLUMNS || row == 0 ||
        row > WORKBOOK_ROWS)
        return FALSE;
    *place = (struct workbook_place){row - 1, column - 1};
    return TRUE;
}

gboolean workbook_cell_is_number(const struct workbook_cell *cell, gint64 scaled, guint decimals)
{
    char *end;
    double found = g_ascii_strtod(cell->value, &end) * pow(10, decimals);
    return !cell->is_text && end != cell->value && *end == '\0' &&
           fabs(found - (double)scaled) <= 1e-4 + fabs((double)scaled) * 1e-15;
}

static void add(struct cell_sum *sum, const char *tab, struct workbook_place place, guint64 content)
{
    guint64 at = (guint64)place.row << 32 | place.column;
    sum->sum += hash_mix(hash_mix(hash_bytes(tab, strlen(tab)), at), content);
    sum->cells++;
}

void cell_sum_add_text(struct cell_sum *sum, const char *tab, struct workbook_place place,
                       const char *text)
{
    add(sum, tab, place, hash_bytes(text, strlen(text)));
}

void cell_sum_add_number(struct cell_sum *sum, const char *tab, struct workbook_place place,
                         double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    /* The complement: a text of the same digits is another thing. */
    add(sum, tab, place, ~hash_bytes(text, strlen(text)));
}
