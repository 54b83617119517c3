#include "write/writer.h"

#include <string.h>

static const struct writer table[] = {
    {"xlsx", "Excel workbook with all tables and charts", write_xlsx},
    {"png", "each chart as a picture", write_png},
    {"png2x", "each chart as a picture of twice as many pixels a side", write_png_twice},
    {"csv", "each table as tidy CSV", write_csv},
    {"svg", "each chart as SVG with real text", write_svg},
    {"pdf", "each chart as a one-page PDF", write_pdf},
    {NULL, NULL, NULL},
};

char **writer_names(void)
{
    char **names = g_new0(char *, G_N_ELEMENTS(table));
    for (guint i = 0; table[i].format != NULL; i++)
        names[i] = g_strdup(table[i].format);
    return names;
}

const struct writer *writer_find(const char *format)
{
    for (const struct writer *w = table; w->format != NULL; w++)
        if (strcmp(w->format, format) == 0)
            return w;
    return NULL;
}
