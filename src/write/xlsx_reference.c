#include "write/xlsx_reference.h"

char *xlsx_reference_text(struct xlsx_place place)
{
    char letters[8];
    guint at = sizeof letters - 1;
    letters[at] = '\0';
    for (guint rest = place.column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return g_strdup_printf("%s%u", letters + at, place.row + 1);
}

gboolean xlsx_reference_parse(const char *text, struct xlsx_place *place)
{
    guint column = 0, row = 0;
    const char *at = text;
    for (; g_ascii_isupper(*at) && column <= XLSX_COLUMN_LIMIT; at++)
        column = column * 26 + (guint)(*at - 'A' + 1);
    const char *digits = at;
    for (; g_ascii_isdigit(*at) && row <= XLSX_ROW_LIMIT; at++)
        row = row * 10 + (guint)(*at - '0');
    if (*at != '\0' || *digits == '0' || column == 0 || column > XLSX_COLUMN_LIMIT || row == 0 ||
        row > XLSX_ROW_LIMIT)
        return FALSE;
    *place = (struct xlsx_place){row - 1, column - 1};
    return TRUE;
}
