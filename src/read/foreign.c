#include "read/foreign.h"

#include <string.h>

static const struct {
    const char *start; /* letters in lower case */
    const char *format;
} formats[] = {
    {"pk\x03\x04", "xlsx"}, {"\xd0\xcf\x11\xe0", "xls"}, {"%pdf-", "pdf"},  {"<html", "html"},
    {"<!doctype", "html"},  {"<table", "html"},          {"<meta", "html"}, {"<?xml", "xml"},
};

const char *foreign_format(const char *bytes, gsize size)
{
    static const char mark[] = "\xef\xbb\xbf";
    gsize at = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    while (at < size && g_ascii_isspace(bytes[at]))
        at++;
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        gsize length = strlen(formats[i].start);
        if (size - at >= length && g_ascii_strncasecmp(bytes + at, formats[i].start, length) == 0)
            return formats[i].format;
    }
    return NULL;
}
