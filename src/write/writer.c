#include "write/writer.h"

#include <string.h>

#include "write/readback.h"

static const struct writer table[] = {
    {"xlsx", WRITER_BOOK, ".xlsx", write_xlsx, readback_workbook},
    {"png", WRITER_CHARTS, ".png", write_png, readback_png},
    {"png2x", WRITER_CHARTS, "-2x.png", write_png_twice, readback_png},
    {"csv", WRITER_TABLES, ".csv", write_csv, readback_csv},
    {"svg", WRITER_CHARTS, ".svg", write_svg, readback_svg},
    {"pdf", WRITER_CHARTS, ".pdf", write_pdf, readback_pdf},
};

char **writer_names(void)
{
    char **names = g_new0(char *, G_N_ELEMENTS(table) + 1);
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        names[i] = g_strdup(table[i].format);
    return names;
}

const struct writer *writer_find(const char *format)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (strcmp(table[i].format, format) == 0)
            return &table[i];
    return NULL;
}

const struct writer *writer_of_file(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_str_has_suffix(name, table[i].ending))
            return &table[i];
    return NULL;
}

gboolean writer_write(const char *format, const struct write_job *job, GError **error)
{
    const struct writer *writer = writer_find(format);
    g_assert(writer != NULL);
    return writer->write(job, writer->ending, error);
}
