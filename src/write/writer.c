#include "write/writer.h"

#include <string.h>

#include "write/readback.h"
#include "write/text.h"

static const struct writer table[] = {
    {"xlsx", WRITER_BOOK, ".xlsx", write_xlsx, readback_workbook, NULL},
    {"png", WRITER_CHARTS, ".png", write_png, readback_png, NULL},
    {"png2x", WRITER_CHARTS, "-2x.png", write_png_twice, readback_png, NULL},
    {"csv", WRITER_TABLES, ".csv", write_csv, readback_csv, NULL},
    {"svg", WRITER_CHARTS, ".svg", write_svg, readback_svg, NULL},
    {"pdf", WRITER_CHARTS, ".pdf", write_pdf, readback_pdf, NULL},
    {"text", WRITER_BOOK, ".txt", write_plain, readback_text, text_of_book},
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

const struct writer *writer_printed(const struct names *formats)
{
    const struct writer *only = formats->count == 1 ? writer_find(formats->item[0]) : NULL;
    return only != NULL && only->print != NULL ? only : NULL;
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
