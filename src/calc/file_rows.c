#include "calc/file_rows.h"

struct file_rows {
    guint files;
    GArray *rows; /* struct file_row, class x file */
};

struct file_rows *file_rows_new(guint classes, guint files)
{
    struct file_rows *rows = g_new0(struct file_rows, 1);
    rows->files = files;
    rows->rows = g_array_sized_new(FALSE, FALSE, sizeof(struct file_row), classes * files);
    for (guint i = 0; i < classes * files; i++)
        g_array_append_val(rows->rows,
                           ((struct file_row){.first = G_MAXINT32, .last = G_MININT32}));
    return rows;
}

void file_rows_free(struct file_rows *rows)
{
    if (rows == NULL)
        return;
    g_array_unref(rows->rows);
    g_free(rows);
}

static struct file_row *row_at(const struct file_rows *rows, guint class, guint32 file)
{
    g_assert(file < rows->files);
    return &g_array_index(rows->rows, struct file_row, class * rows->files + file);
}

void file_rows_add(struct file_rows *rows, guint class, const struct fact_group *group,
                   gboolean counted, gboolean any_day)
{
    const struct fact *fact = &group->fact;
    if (fact->file >= rows->files) /* no account is kept */
        return;
    struct file_row *row = row_at(rows, class, fact->file);
    any_day |= fact->first == DATE_NONE;
    *(counted ? &row->counted : &row->outside) += (guint64)group->fact.times;
    if (!counted)
        return;
    row->first = MIN(row->first, any_day ? G_MININT32 : fact->first);
    row->last = MAX(row->last, any_day ? G_MAXINT32 : fact->last);
}

const struct file_row *file_rows_at(const struct file_rows *rows, guint class, guint32 file)
{
    return row_at(rows, class, file);
}
