#include "run/earlier.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_read.h"

/* One look into the output folder. */
struct look {
    const struct report_plan *plan;
    const struct book *book;
    const char *path;    /* of the manifest that stands */
    GPtrArray *warnings; /* GError * */
};

static void warn(const struct look *look, enum message message, const char *path, const char *more)
{
    GError *warning = NULL;
    error_raise(&warning, TONGKET_ERROR_OUTPUT, message, path, more, NULL);
    g_ptr_array_add(look->warnings, warning);
}

static char *kept_path(const struct look *look, guint number)
{
    g_autofree char *name = manifest_kept_name(look->book->stem, number);
    return g_build_filename(look->plan->request->out, name, NULL);
}

/* Whether a kept manifest is the one of that identity. */
static gboolean is_kept(const char *path, const char *identity)
{
    g_autoptr(manifest_record_t) record = NULL;
    return manifest_read(path, &record, NULL) && strcmp(record->identity, identity) == 0;
}

/* The next number that no other manifest has. FALSE: OUTPUT. */
static gboolean choose_number(const struct look *look, const struct manifest_record *record,
                              guint *number, GError **error)
{
    enum file_kind kind = FILE_REGULAR;
    *number = record->earlier != NULL ? record->earlier->number : 0;
    while (kind != FILE_NONE) {
        g_autofree char *path = kept_path(look, ++*number);
        if (!file_kind(path, &kind, error))
            return FALSE;
        if (kind == FILE_REGULAR && is_kept(path, record->identity))
            return TRUE;
    }
    return TRUE;
}

/* Something of the STEM stands there although its manifest does not. */
static gboolean warn_of_loss(const struct look *look, GError **error)
{
    g_autofree char *name = g_strconcat(look->book->stem, ".xlsx", NULL);
    g_autofree char *workbook = g_build_filename(look->plan->request->out, name, NULL);
    g_autofree char *kept = kept_path(look, 1);
    enum file_kind book, manifest;
    if (!file_kind(workbook, &book, error) || !file_kind(kept, &manifest, error))
        return FALSE;
    if (book != FILE_NONE || manifest != FILE_NONE)
        warn(look, MESSAGE_EARLIER_LOST, look->path, NULL);
    return TRUE;
}

/* *record stays NULL where nothing is known of an earlier issue. */
static gboolean read_standing(const struct look *look, struct manifest_record **record,
                              GError **error)
{
    g_autoptr(GError) cause = NULL;
    enum file_kind kind;
    if (!file_kind(look->path, &kind, error))
        return FALSE;
    if (kind == FILE_NONE)
        return warn_of_loss(look, error);
    if (kind != FILE_REGULAR || manifest_read(look->path, record, &cause))
        return TRUE;
    if (cause->code != TONGKET_ERROR_SPEC) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    warn(look, MESSAGE_EARLIER_DAMAGED, look->path, NULL);
    return TRUE;
}

/* The issue that stands is made once more: its predecessor is taken over as it noted it. */
static void repeat(const struct look *look, struct manifest_record *record, struct earlier *earlier)
{
    earlier->revisions = g_steal_pointer(&record->earlier);
    if (earlier->revisions == NULL)
        return;
    g_autofree char *kept = kept_path(look, earlier->revisions->number);
    if (!is_kept(kept, earlier->revisions->identity))
        warn(look, MESSAGE_EARLIER_KEPT_LOST, kept, NULL);
}

static gboolean succeed(const struct look *look, const struct manifest_record *record,
                        const struct manifest *manifest, struct earlier *earlier, GError **error)
{
    if (!choose_number(look, record, &earlier->keep, error))
        return FALSE;
    earlier->revisions = revisions_since(record, manifest, look->book);
    earlier->revisions->number = earlier->keep;
    if (!record->noted)
        warn(look, MESSAGE_EARLIER_WITHOUT_FIGURES, look->path, record->program_version);
    return TRUE;
}

gboolean earlier_find(const struct report_plan *plan, const struct report_manifest *filled,
                      const struct book *book, struct earlier *earlier, GError **error)
{
    g_autofree char *name = g_strconcat(book->stem, MANIFEST_ENDING, NULL);
    g_autofree char *path = g_build_filename(plan->request->out, name, NULL);
    struct look look = {plan, book, path, earlier->warnings};
    g_autoptr(manifest_record_t) record = NULL;
    if (plan->request->no_earlier)
        return TRUE;
    if (!read_standing(&look, &record, error))
        return FALSE;
    const struct manifest *manifest = &filled->manifest;
    if (record == NULL || record->request.audience != manifest->request->audience)
        return TRUE; /* what is public is no earlier issue of what is not */
    if (!manifest_repeats(manifest, book, record->run))
        return succeed(&look, record, manifest, earlier, error);
    repeat(&look, record, earlier);
    return TRUE;
}
