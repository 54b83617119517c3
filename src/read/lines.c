#include "read/lines.h"

#include <string.h>

guint64 lines_count(const char *data, gsize size)
{
    const char *end = data + size;
    guint64 lines = 0;
    for (const char *p = data; p < end && (p = memchr(p, '\n', (gsize)(end - p))) != NULL; p++)
        lines++;
    for (const char *p = data; p < end && (p = memchr(p, '\r', (gsize)(end - p))) != NULL; p++) {
        if (p + 1 == end || p[1] != '\n')
            lines++;
    }
    return lines;
}
