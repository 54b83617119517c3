#include "spec/placeholder.h"

#include <string.h>

#include "spec/template.h"

/* Takes the four parts out of "table/row/column/measure"; FALSE if they are not four. A column may
 * stand within a time: "table/row/2024/column/measure". */
static gboolean split_figure(const char *inside, struct placeholder *found)
{
    g_auto(GStrv) parts = g_strsplit(inside, "/", -1);
    guint count = g_strv_length(parts);
    if (count != 4 && count != 5)
        return FALSE;
    for (guint i = 0; i < count; i++)
        if (*parts[i] == '\0')
            return FALSE;
    found->table = g_strdup(parts[0]);
    found->row = g_strdup(template_code(parts[1]));
    found->column = count == 4 ? g_strdup(template_code(parts[2]))
                               : g_strconcat(parts[2], "/", template_code(parts[3]), NULL);
    found->measure = g_strdup(parts[count - 1]);
    return TRUE;
}

void placeholder_find(const char *text, gsize from, struct placeholder *found)
{
    const char *open = strpbrk(text + from, "{}");
    *found = (struct placeholder){.kind = PLACEHOLDER_NONE};
    found->start = open ? (gsize)(open - text) : strlen(text);
    found->end = found->start;
    if (!open)
        return;

    const char *close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;
    found->kind = PLACEHOLDER_BAD;
    found->end = found->start + 1;
    if (!close || *close != '}')
        return;

    found->end = (gsize)(close + 1 - text);
    g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
    if (strcmp(inside, "period") == 0)
        found->kind = PLACEHOLDER_PERIOD;
    else if (strcmp(inside, "as_of") == 0)
        found->kind = PLACEHOLDER_AS_OF;
    else if (split_figure(inside, found))
        found->kind = PLACEHOLDER_FIGURE;
    else if (*inside != '\0' && strchr(inside, '/') == NULL) {
        found->kind = PLACEHOLDER_WORD;
        found->table = g_steal_pointer(&inside);
    }
}

void placeholder_clear(struct placeholder *found)
{
    g_free(found->table);
    g_free(found->row);
    g_free(found->column);
    g_free(found->measure);
    *found = (struct placeholder){.kind = PLACEHOLDER_NONE};
}
