#include "write/csv_line.h"

#include <string.h>

void csv_line_field(GString *csv, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(csv, text);
        return;
    }
    g_string_append_c(csv, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *at);
    }
    g_string_append_c(csv, '"');
}

void csv_line_append(GString *csv, const char *const *fields)
{
    /* One empty field alone would be a blank line, which readers skip. */
    if (fields[0] != NULL && fields[1] == NULL && *fields[0] == '\0') {
        g_string_append(csv, "\"\"\n");
        return;
    }
    for (guint i = 0; fields[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c(csv, ',');
        csv_line_field(csv, fields[i]);
    }
    g_string_append_c(csv, '\n');
}
