#include "write/csv_line.h"

#include <string.h>

#define FORMULA_SIGNS "=+-@\t\r"

static gboolean is_formula(const char *text)
{
    return *text != '\0' && strchr(FORMULA_SIGNS, *text) != NULL;
}

/* A sign, digits, and a mark between digits. */
static gboolean is_number(const char *text)
{
    const char *at = text + (*text == '-' || *text == '+');
    gsize whole = strspn(at, "0123456789");
    const char *mark = at + whole;
    if (*mark != '.' && *mark != ',')
        return whole > 0 && *mark == '\0';
    gsize decimals = strspn(mark + 1, "0123456789");
    return whole > 0 && decimals > 0 && mark[1 + decimals] == '\0';
}

static void append_field(GString *csv, const char *text, gboolean defused)
{
    const char *apostrophe = defused ? "'" : "";
    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append_printf(csv, "%s%s", apostrophe, text);
        return;
    }
    g_string_append_printf(csv, "\"%s", apostrophe);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *at);
    }
    g_string_append_c(csv, '"');
}

void csv_line_text(GString *csv, const char *text)
{
    append_field(csv, text, is_formula(text));
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
        append_field(csv, fields[i], is_formula(fields[i]) && !is_number(fields[i]));
    }
    g_string_append_c(csv, '\n');
}
