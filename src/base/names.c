#include "base/names.h"

#include <string.h>

gboolean names_hold(const struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(names->item[i], name) == 0)
            return TRUE;
    return FALSE;
}

char *names_join(const struct names *names)
{
    GString *joined = g_string_new(NULL);
    for (unsigned i = 0; i < names->count; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", names->item[i]);
    return g_string_free(joined, FALSE);
}
