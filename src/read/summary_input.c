/* A summary among the inputs: one input a file of rows that it speaks of. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "read/bytes.h"
#include "read/input_book.h"
#include "read/summary.h"

/* FALSE with the error; *is_one: whether the file is a summary, by its first bytes. */
static gboolean look(const struct wanted *wanted, struct stat *seen, gboolean *is_one,
                     GError **error)
{
    char start[sizeof SUMMARY_MAGIC];
    gsize got;
    g_autoptr(bytes_t) bytes = bytes_open(wanted->path, error);
    if (bytes == NULL || !bytes_read(bytes, start, sizeof start, &got, error))
        return FALSE;
    *is_one = summary_is_one(start, got);
    return !*is_one || bytes_stat(bytes, seen, error);
}

/* Columns have no place in the text: which of them the source has is all that is asked. */
static gint *places_of(const struct summary_source *source)
{
    guint count = source->told->dataset->columns_count;
    gint *places = g_new(gint, count);
    for (guint i = 0; i < count; i++)
        places[i] = source->there[i] ? (gint)i : -1;
    return places;
}

static void add_source(struct gathering *gathering, const struct wanted *wanted,
                       const struct summary_source *source, const struct stat *seen)
{
    g_autofree char *name = text_printable(wanted->name, G_MAXUINT);
    struct input input = {
        .file = g_strdup(wanted->path),
        .path = g_strconcat(wanted->path, SUMMARY_MARK, source->name, NULL),
        .name = g_strconcat(name, SUMMARY_MARK, source->name, NULL),
        .dataset = source->told->dataset,
        .facts = &summary_facts,
        .summary = source,
        .encoding = ENCODING_UTF8,
        .column = places_of(source),
        .sha256 = g_strdup(source->summary->sha256),
    };
    input_remember(&input, seen);
    summary_ref(source->summary);
    g_array_append_val(gathering->items, input);
}

gboolean summary_input_take(struct gathering *gathering, const struct wanted *wanted,
                            gboolean *taken, GError **error)
{
    struct stat seen;
    struct input file = {.path = (char *)wanted->path};
    if (!look(wanted, &seen, taken, error))
        return FALSE;
    if (!*taken)
        return TRUE;
    input_remember(&file, &seen);
    if (!input_check_new(gathering, &file, error))
        return FALSE;
    const struct summary *summary = summary_read(wanted->path, gathering->dictionary, error);
    for (guint i = 0; summary != NULL && i < summary->sources->len; i++)
        add_source(gathering, wanted, g_ptr_array_index(summary->sources, i), &seen);
    summary_unref(summary);
    return summary != NULL;
}
