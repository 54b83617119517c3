#include "data/place.h"

#include <string.h>

#include "workbook/workbook_cell.h"

static const char *const endings[] = {".xlsx", ".xlsm", ".ods", ".xls"};

static guint kind_of_book(const char *start, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize size = strlen(endings[i]);
        if (length > size && g_ascii_strncasecmp(start + length - size, endings[i], size) == 0)
            return i + 1;
    }
    return 0;
}

guint place_kind_of_book(const char *file)
{
    return kind_of_book(file, strlen(file));
}

gboolean place_names_book(const char *file)
{
    return place_kind_of_book(file) > 0;
}

gboolean place_is_in_sheet(const char *file)
{
    for (const char *mark = strchr(file, '!'); mark != NULL; mark = strchr(mark + 1, '!'))
        if (kind_of_book(file, (gsize)(mark - file)) > 0)
            return TRUE;
    return FALSE;
}

char *place_field(const char *file, guint64 line, guint field)
{
    if (!place_is_in_sheet(file))
        return g_strdup_printf("%u", field);
    return workbook_cell_name((struct workbook_place){(guint)MAX(line, 1) - 1, MAX(field, 1) - 1});
}

char *place_cells(const char *file, guint64 line, guint first, guint last)
{
    if (!place_is_in_sheet(file))
        return g_strdup_printf("%s:%" G_GUINT64_FORMAT, file, line);
    g_autofree char *from = place_field(file, line, first);
    g_autofree char *to = place_field(file, line, last);
    return last > first ? g_strdup_printf("%s!%s:%s", file, from, to)
                        : g_strdup_printf("%s!%s", file, from);
}

char *place_row(const char *file, guint64 line)
{
    return place_cells(file, line, 1, 1);
}

char *place_text(const char *file, guint64 line, guint field)
{
    if (!place_is_in_sheet(file))
        return g_strdup_printf("%s:%" G_GUINT64_FORMAT ":%u", file, line, field);
    return line == 0 ? g_strdup(file) : place_cells(file, line, field, field);
}
