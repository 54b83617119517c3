#include "read/summary.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "read/bytes.h"
#include "read/summary_lines.h"

/* No such file is larger: what is longer is no summary of any country. */
#define LENGTH_MAX ((gsize)2 << 30)
#define READ_STEP ((gsize)4 << 20)

const char *const summary_grain_names[SUMMARY_GRAINS] = {"units", "classes"};

gboolean summary_is_one(const char *bytes, gsize size)
{
    return size > strlen(SUMMARY_MAGIC) && memcmp(bytes, SUMMARY_MAGIC, strlen(SUMMARY_MAGIC)) == 0;
}

static void free_dataset(gpointer data)
{
    struct summary_dataset *dataset = data;
    g_array_unref(dataset->columns);
    g_free(dataset);
}

static void free_source(gpointer data)
{
    struct summary_source *source = data;
    g_free(source->name);
    g_free(source->sha256);
    g_free(source->reading);
    g_free(source->there);
    g_ptr_array_unref(source->findings);
    g_free(source);
}

static void clear_template(gpointer data)
{
    struct summary_template *template = data;
    g_free(template->name);
    g_free(template->sha256);
}

static struct summary *summary_new(const char *path)
{
    struct summary *summary = g_new0(struct summary, 1);
    summary->owners = 1;
    summary->path = g_strdup(path);
    summary->first = summary->last = summary->map = summary->day = DATE_NONE;
    summary->templates = g_array_new(FALSE, FALSE, sizeof(struct summary_template));
    g_array_set_clear_func(summary->templates, clear_template);
    summary->datasets = g_ptr_array_new_with_free_func(free_dataset);
    summary->sources = g_ptr_array_new_with_free_func(free_source);
    return summary;
}

void summary_ref(const struct summary *shared)
{
    ((struct summary *)shared)->owners++;
}

void summary_unref(const struct summary *shared)
{
    struct summary *summary = (struct summary *)shared;
    if (summary == NULL || --summary->owners > 0)
        return;
    g_free(summary->path);
    g_free(summary->text);
    g_free(summary->sha256);
    g_free(summary->dictionary);
    g_free(summary->units);
    g_free(summary->period);
    g_free(summary->unit);
    g_free(summary->resent);
    g_array_unref(summary->templates);
    g_ptr_array_unref(summary->datasets);
    g_ptr_array_unref(summary->sources);
    g_free(summary);
}

void summary_source_unref(const struct summary_source *source)
{
    if (source != NULL)
        summary_unref(source->summary);
}

const struct summary_dataset *summary_dataset(const struct summary *summary,
                                              const struct dataset *dataset)
{
    for (guint i = 0; i < summary->datasets->len; i++) {
        const struct summary_dataset *told = g_ptr_array_index(summary->datasets, i);
        if (told->dataset == dataset)
            return told;
    }
    return NULL;
}

/* ---- the bytes ---- */

static gboolean read_text(struct summary *summary, GError **error)
{
    g_autoptr(bytes_t) bytes = bytes_open(summary->path, error);
    g_autoptr(GString) text = g_string_new(NULL);
    gsize got = READ_STEP;
    while (bytes != NULL && got == READ_STEP && text->len < LENGTH_MAX) {
        gsize before = text->len;
        g_string_set_size(text, before + READ_STEP);
        if (!bytes_read(bytes, text->str + before, READ_STEP, &got, error))
            return FALSE;
        g_string_set_size(text, before + got);
    }
    summary->length = text->len;
    summary->text = g_string_free(g_steal_pointer(&text), FALSE);
    return bytes != NULL;
}

/* The last line must be the digest of all before it. */
static gboolean hold_to_digest(struct summary_lines *reading)
{
    struct summary *summary = reading->summary;
    const char *last = summary->text + summary->length;
    if (last > summary->text && last[-1] == '\n')
        last--;
    while (last > summary->text && last[-1] != '\n')
        last--;
    g_autofree char *own = digest_of(summary->text, last - summary->text);
    g_autofree char *line = g_strdup_printf("Z\t%s\n", own);
    if (strcmp(line, last) != 0)
        return error_raise(reading->error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_BROKEN,
                           summary->path, NULL);
    summary->sha256 = digest_of(summary->text, (gssize)summary->length);
    reading->end = last;
    return TRUE;
}

static gboolean is_whole(const struct summary_lines *reading)
{
    const struct summary *summary = reading->summary;
    return (summary->dictionary != NULL && summary->units != NULL && summary->period != NULL &&
            summary->unit != NULL && summary->resent != NULL && summary->map != DATE_NONE &&
            summary->day != DATE_NONE && summary->first != DATE_NONE &&
            summary->first <= summary->last && summary->templates->len > 0) ||
           summary_lines_refuse(reading);
}

struct summary *summary_read(const char *path, const struct dictionary *dictionary, GError **error)
{
    struct summary *summary = summary_new(path);
    struct summary_lines reading = {
        .summary = summary, .dictionary = dictionary, .line = 1, .error = error};
    if (read_text(summary, error) && hold_to_digest(&reading)) {
        reading.at = summary->text;
        if (summary_lines_take(&reading) && is_whole(&reading))
            return summary;
    }
    summary_unref(summary);
    return NULL;
}
