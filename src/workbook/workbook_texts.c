#include "workbook/workbook_texts.h"

void workbook_texts_init(struct workbook_texts *texts)
{
    texts->all = g_string_new(NULL);
    texts->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
}

void workbook_texts_clear(struct workbook_texts *texts)
{
    g_string_free(texts->all, TRUE);
    g_array_unref(texts->starts);
}

void workbook_texts_add(struct workbook_texts *texts, const char *text, gsize length)
{
    guint32 start = (guint32)texts->all->len;
    g_array_append_val(texts->starts, start);
    g_string_append_len(texts->all, text, (gssize)length);
    g_string_append_c(texts->all, '\0');
}

const char *workbook_texts_at(const struct workbook_texts *texts, guint64 number)
{
    return number < texts->starts->len
               ? texts->all->str + g_array_index(texts->starts, guint32, number)
               : NULL;
}
