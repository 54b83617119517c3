#include "read/first_bytes.h"

#include <string.h>

/* So many bytes tell a file that is no table. */
#define START 64

/*
 * People rename a workbook to .csv, and programs write a web page under the name of a workbook:
 * such files are told by their first bytes. Letters are in lower case.
 */
static const struct {
    const char *start;
    const char *format;
} other_formats[] = {
    {"pk\x03\x04", "xlsx"}, {"\xd0\xcf\x11\xe0", "xls"}, {"%pdf-", "pdf"},  {"<html", "html"},
    {"<!doctype", "html"},  {"<table", "html"},          {"<meta", "html"}, {"<?xml", "xml"},
};

static const char *other_format(const char *bytes, gsize size)
{
    static const char mark[] = "\xef\xbb\xbf";
    gsize at = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    while (at < size && g_ascii_isspace(bytes[at]))
        at++;
    for (guint i = 0; i < G_N_ELEMENTS(other_formats); i++) {
        gsize length = strlen(other_formats[i].start);
        if (size - at >= length &&
            g_ascii_strncasecmp(bytes + at, other_formats[i].start, length) == 0)
            return other_formats[i].format;
    }
    return NULL;
}

gboolean first_bytes_look(struct bytes *bytes, const char **format, GError **error)
{
    char start[START];
    gsize got;
    if (!bytes_read(bytes, start, sizeof start, &got, error) || !bytes_return(bytes, 0, error))
        return FALSE;
    *format = other_format(start, got);
    return TRUE;
}
