#include "deliver/journal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/journal_text.h"

/* Inside the private folder; a dot first, which no file of a set has. */
#define OLD_FOLDER ".old"
#define DRAFT ".journal"

/* A line a file: no set has so many. */
#define JOURNAL_BYTES ((gsize)64 << 20)

/* A call that failed once may work again; what stays is removed by the next command. */
#define CLEANUP_ATTEMPTS 3

/* The three places of a file. New strings. */
static char *final_path(const struct journal *journal, const char *name)
{
    return g_build_filename(journal->folder, name, NULL);
}

static char *new_path(const struct journal *journal, const char *name)
{
    return g_build_filename(journal->folder, journal->temp, name, NULL);
}

static char *old_path(const struct journal *journal, const char *name)
{
    return g_build_filename(journal->folder, journal->temp, OLD_FOLDER, name, NULL);
}

static char *journal_path(const struct journal *journal)
{
    return g_strdup_printf("%s/.tongket.%s.journal", journal->folder, journal->stem);
}

static const struct journal_entry *entry_at(const struct journal *journal, guint index)
{
    return &g_array_index(journal->entries, struct journal_entry, index);
}

struct journal *journal_new(const char *folder, const char *stem, const char *temp_folder)
{
    struct journal *journal = journal_text_new(folder, stem);
    journal->temp = g_path_get_basename(temp_folder);
    g_assert(journal_text_is_temp(stem, journal->temp));
    return journal;
}

void journal_free(struct journal *journal)
{
    journal_text_free(journal);
}

gboolean journal_takes_name(const char *stem, const char *name)
{
    return journal_text_takes(stem, name);
}

char *journal_temp_prefix(const char *folder, const char *stem)
{
    return g_strdup_printf("%s/.tongket.%s.", folder, stem);
}

/* What stands at the final place; looks at the folder of the STEM first, which must be none of a
 * link. */
static gboolean look(struct journal *journal, const char *name, enum file_kind *kind,
                     GError **error)
{
    g_autofree char *stem_folder = final_path(journal, journal->stem);
    g_autofree char *path = final_path(journal, name);
    *kind = FILE_NONE;
    if (strchr(name, '/') != NULL) {
        enum file_kind parent;
        if (!file_kind(stem_folder, &parent, error))
            return FALSE;
        if (parent == FILE_NONE) {
            journal->makes_folder = TRUE;
            return TRUE;
        }
        if (parent != FILE_FOLDER)
            return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_OUTPUT_NOT_A_FOLDER,
                               stem_folder, NULL);
    }
    if (!file_kind(path, kind, error))
        return FALSE;
    if (*kind == FILE_FOLDER)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_OUTPUT_IS_A_FOLDER, path, NULL);
    return TRUE;
}

static void add_entry(struct journal *journal, gboolean remove, gboolean had_old, const char *name,
                      const char *digest)
{
    struct journal_entry entry = {remove, had_old, g_strdup(name), g_strdup(digest)};
    g_array_append_val(journal->entries, entry);
}

gboolean journal_put(struct journal *journal, const char *name, const char *digest, GError **error)
{
    enum file_kind kind;
    if (!journal_text_takes(journal->stem, name))
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_OUTPUT_NAME, name, NULL);
    if (!look(journal, name, &kind, error))
        return FALSE;
    add_entry(journal, FALSE, kind != FILE_NONE, name, digest);
    return TRUE;
}

/*
 * Whether a regular file with this digest stands there; what cannot be read is not it. Only where
 * that errs to the side of leaving or undoing.
 */
static gboolean is_file(const char *path, const char *digest)
{
    g_autofree char *found = NULL;
    guint64 size;
    return file_digest(path, &found, &size, NULL) && strcmp(found, digest) == 0;
}

gboolean journal_remove(struct journal *journal, const char *name, const char *digest,
                        GError **error)
{
    enum file_kind kind;
    if (!journal_text_takes(journal->stem, name))
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_OUTPUT_NAME, name, NULL);
    if (!look(journal, name, &kind, error))
        return FALSE;
    if (kind != FILE_REGULAR)
        return TRUE;
    g_autofree char *path = final_path(journal, name);
    g_autofree char *found = NULL;
    guint64 size;
    if (!file_digest(path, &found, &size, error))
        return FALSE;
    if (strcmp(found, digest) == 0)
        add_entry(journal, TRUE, TRUE, name, digest);
    return TRUE;
}

static gboolean sync_stem_folder(const struct journal *journal,
                                 char *path_of(const struct journal *, const char *),
                                 GError **error)
{
    g_autofree char *path = path_of(journal, journal->stem);
    enum file_kind kind;
    return file_kind(path, &kind, error) && (kind != FILE_FOLDER || file_sync(path, error));
}

/* Brings the names to the disk; the folder above last. */
static gboolean sync_folders(const struct journal *journal,
                             char *path_of(const struct journal *, const char *), GError **error)
{
    g_autofree char *top = path_of(journal, "");
    return sync_stem_folder(journal, path_of, error) && file_sync_inside(top, error);
}

/* Everything that the journal relies on lies in the private folder before it is written. */
static gboolean prepare(const struct journal *journal, GError **error)
{
    g_autofree char *old = old_path(journal, "");
    g_autofree char *old_stem = old_path(journal, journal->stem);
    return file_make_folder(old, error) && file_make_folder(old_stem, error) &&
           sync_folders(journal, new_path, error) && file_sync_inside(journal->folder, error);
}

static gboolean write_down(const struct journal *journal, GError **error)
{
    g_autofree char *text = journal_text_format(journal);
    g_autofree char *draft = new_path(journal, DRAFT);
    g_autofree char *path = journal_path(journal);
    return file_write(draft, text, strlen(text), error) && file_rename(draft, path, error) &&
           file_sync_inside(journal->folder, error);
}

/*
 * Gives the old file a second name, so that there is no moment without it. Some file systems
 * have no second names; there it moves away for a moment.
 */
static gboolean keep_old(const struct journal *journal, const char *name, GError **error)
{
    g_autofree char *path = final_path(journal, name);
    g_autofree char *old = old_path(journal, name);
    if (link(path, old) == 0 || errno == ENOENT)
        return TRUE;
    if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS || errno == EMLINK)
        return file_rename(path, old, error);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, old, g_strerror(errno),
                       NULL);
}

static gboolean keep_all_old(const struct journal *journal, GError **error)
{
    for (guint i = 0; i < journal->entries->len; i++) {
        const struct journal_entry *entry = entry_at(journal, i);
        if (entry->had_old && !keep_old(journal, entry->name, error))
            return FALSE;
    }
    return sync_folders(journal, old_path, error);
}

static gboolean make_stem_folder(const struct journal *journal, GError **error)
{
    g_autofree char *path = final_path(journal, journal->stem);
    enum file_kind kind;
    return !journal->makes_folder || (file_kind(path, &kind, error) &&
                                      (kind == FILE_FOLDER || file_make_folder(path, error)));
}

/* Somebody may have put a file of his own there since. */
static gboolean remove_same(const char *path, const char *digest, GError **error)
{
    g_autofree char *found = NULL;
    enum file_kind kind;
    guint64 size;
    if (!file_kind(path, &kind, error))
        return FALSE;
    if (kind != FILE_REGULAR)
        return TRUE;
    return file_digest(path, &found, &size, error) &&
           (strcmp(found, digest) != 0 || file_remove(path, error));
}

static gboolean replace(const struct journal *journal, const struct journal_entry *entry,
                        GError **error)
{
    g_autofree char *path = final_path(journal, entry->name);
    g_autofree char *new = new_path(journal, entry->name);
    if (entry->remove)
        return remove_same(path, entry->digest, error);
    if (rename(new, path) == 0 || (errno == ENOENT && is_file(path, entry->digest)))
        return TRUE;
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path, g_strerror(errno),
                       NULL);
}

/* Puts and removes; what an earlier attempt has done is left as it is. */
static gboolean replace_all(const struct journal *journal, GError **error)
{
    if (!make_stem_folder(journal, error))
        return FALSE;
    for (guint i = 0; i < journal->entries->len; i++) {
        if (!replace(journal, entry_at(journal, i), error))
            return FALSE;
    }
    return sync_folders(journal, final_path, error);
}

static gboolean undo_entry(const struct journal *journal, const struct journal_entry *entry,
                           GError **error)
{
    g_autofree char *path = final_path(journal, entry->name);
    g_autofree char *old = old_path(journal, entry->name);
    enum file_kind kind;
    if (!file_kind(old, &kind, error))
        return FALSE;
    if (kind != FILE_NONE)
        return file_rename(old, path, error);
    return entry->had_old || remove_same(path, entry->digest, error);
}

/* Puts the old files back; doing it twice does no harm. */
static gboolean undo_all(const struct journal *journal, GError **error)
{
    for (guint i = journal->entries->len; i > 0; i--) {
        if (!undo_entry(journal, entry_at(journal, i - 1), error))
            return FALSE;
    }
    g_autofree char *stem_folder = final_path(journal, journal->stem);
    if (journal->makes_folder)
        rmdir(stem_folder); /* stays if somebody put a file there */
    return sync_folders(journal, final_path, error);
}

static void clean_up(const struct journal *journal)
{
    g_autofree char *temp = new_path(journal, "");
    for (guint i = 0; i < CLEANUP_ATTEMPTS; i++) {
        if (file_remove_tree(temp, NULL))
            return;
    }
}

/*
 * From here the set stands. Should the journal come back after a power cut, the next
 * command finds its files in place and removes it again.
 */
static gboolean close_journal(const struct journal *journal, GError **error)
{
    g_autofree char *path = journal_path(journal);
    if (!file_remove(path, error))
        return FALSE;
    file_sync_inside(journal->folder, NULL);
    clean_up(journal);
    return TRUE;
}

/* Adds to *error that the old files are not back yet, should that be so. */
static void undo(const struct journal *journal, GError **error)
{
    if ((undo_all(journal, NULL) || undo_all(journal, NULL)) &&
        (close_journal(journal, NULL) || close_journal(journal, NULL)))
        return;
    if (error == NULL)
        return;
    g_autoptr(GError) first = g_steal_pointer(error);
    g_autofree char *english =
        message_text(LANGUAGE_ENGLISH, MESSAGE_UNDO_FAILED,
                     tongket_error_text(first, LANGUAGE_ENGLISH), journal->folder, NULL);
    g_autofree char *vietnamese =
        message_text(LANGUAGE_VIETNAMESE, MESSAGE_UNDO_FAILED,
                     tongket_error_text(first, LANGUAGE_VIETNAMESE), journal->folder, NULL);
    error_raise(error, (TongketError)first->code, MESSAGE_WRITER_SAYS, english, vietnamese, NULL);
}

gboolean journal_commit(struct journal *journal, gboolean (*may_finish)(void *data, GError **error),
                        void *data, GError **error)
{
    if (!prepare(journal, error)) {
        clean_up(journal);
        return FALSE;
    }
    if (write_down(journal, error) && keep_all_old(journal, error) && replace_all(journal, error) &&
        (may_finish == NULL || may_finish(data, error)) && close_journal(journal, error))
        return TRUE;
    undo(journal, error);
    return FALSE;
}

/* All new files are in one of their two places. */
static gboolean can_finish(const struct journal *journal)
{
    for (guint i = 0; i < journal->entries->len; i++) {
        const struct journal_entry *entry = entry_at(journal, i);
        g_autofree char *path = final_path(journal, entry->name);
        g_autofree char *new = new_path(journal, entry->name);
        if (!entry->remove && !is_file(new, entry->digest) && !is_file(path, entry->digest))
            return FALSE;
    }
    return TRUE;
}

static gboolean recover(const char *folder, const char *stem, GError **error)
{
    g_autoptr(journal_t) journal = journal_text_new(folder, stem);
    g_autofree char *path = journal_path(journal);
    g_autofree char *text = file_read(path, JOURNAL_BYTES, NULL, TONGKET_ERROR_OUTPUT, error);
    if (text == NULL)
        return FALSE;
    if (!journal_text_parse(journal, text))
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_JOURNAL_DAMAGED, path, NULL);
    gboolean done = can_finish(journal) ? replace_all(journal, error) : undo_all(journal, error);
    return done && close_journal(journal, error);
}

/* ".tongket.STEM.Ab3dEf": all of them are left behind, for the lock is ours. */
static gboolean remove_private_folder(const char *folder, const char *name, GError **error)
{
    const char *last = strrchr(name, '.');
    gsize prefix = strlen(".tongket.");
    if (last < name + prefix)
        return TRUE;
    g_autofree char *stem = g_strndup(name + prefix, (gsize)(last - name) - prefix);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    enum file_kind kind;
    if (!journal_text_is_plain(stem) || !journal_text_is_temp(stem, name))
        return TRUE;
    return file_kind(path, &kind, error) && (kind != FILE_FOLDER || file_remove_tree(path, error));
}

gboolean journal_recover(const char *folder, GError **error)
{
    gsize prefix = strlen(".tongket."), suffix = strlen(".journal");
    g_autoptr(GPtrArray) journals = file_list(folder, ".tongket.", ".journal", error);
    for (guint i = 0; journals != NULL && i < journals->len; i++) {
        const char *name = g_ptr_array_index(journals, i);
        if (strlen(name) <= prefix + suffix)
            continue;
        g_autofree char *stem = g_strndup(name + prefix, strlen(name) - prefix - suffix);
        if (journal_text_is_plain(stem) && !recover(folder, stem, error))
            return FALSE;
    }
    g_autoptr(GPtrArray) rests =
        journals != NULL ? file_list(folder, ".tongket.", "", error) : NULL;
    for (guint i = 0; rests != NULL && i < rests->len; i++) {
        if (!remove_private_folder(folder, g_ptr_array_index(rests, i), error))
            return FALSE;
    }
    return rests != NULL;
}
