#define _GNU_SOURCE
#include "deliver/delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/watchdog.h"
#include "deliver/delivery_child.h"
#include "deliver/interrupt.h"
#include "deliver/journal.h"
#include "deliver/manifest_read.h"
#include "write/readback.h"

/* Longer parts of a name are cut; twice this and an ending fit into 255 bytes. */
#define PART_LENGTH 64
#define MARK_LENGTH 8

/* One delivery under way. */
struct course {
    const struct delivery *delivery;
    const struct book *book;
    const struct manifest *manifest;
    char *temp;    /* the private folder */
    GArray *files; /* struct manifest_file, without the manifest */
    char *manifest_name, *manifest_digest;
    struct interrupt interrupt;
};

static void course_clear(struct course *course)
{
    g_free(course->temp);
    manifest_json_free_list(manifest_file_members, course->files);
    g_free(course->manifest_name);
    g_free(course->manifest_digest);
}

/* Reads one file back, brings it to the disk and notes its digest. */
static gboolean accept_file(struct course *course, const struct cell_sum *sum, const char *name,
                            GError **error)
{
    if (!journal_takes_name(course->book->stem, name))
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_OUTPUT_NAME, name, NULL);
    g_autofree char *path = g_build_filename(course->temp, name, NULL);
    if (!readback_file(course->book, sum, path, name, error))
        return FALSE;
    struct manifest_file file = {.name = g_strdup(name)};
    gboolean good = file_digest(path, &file.sha256, &file.size, error) && file_sync(path, error);
    g_array_append_val(course->files, file);
    return good;
}

/*
 * The old manifest. Without one, or with one that is damaged or foreign, nothing is known of an
 * earlier set; but one that cannot be read now stops the delivery.
 */
static gboolean read_old(const struct course *course, struct manifest_record **record,
                         GError **error)
{
    g_autofree char *path =
        g_build_filename(course->delivery->request->out, course->manifest_name, NULL);
    g_autoptr(GError) cause = NULL;
    enum file_kind kind;
    if (!file_kind(path, &kind, error))
        return FALSE;
    if (kind != FILE_REGULAR || manifest_read(path, record, &cause) ||
        cause->code == TONGKET_ERROR_SPEC)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

static gboolean has_file(const struct course *course, const char *name)
{
    for (guint i = 0; i < course->files->len; i++) {
        if (strcmp(g_array_index(course->files, struct manifest_file, i).name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean write_manifest(struct course *course, GError **error)
{
    g_autofree char *text = manifest_serialize(course->manifest, course->book, course->files,
                                               course->delivery->request->out);
    g_autofree char *path = g_build_filename(course->temp, course->manifest_name, NULL);
    g_autoptr(manifest_record_t) record = NULL;
    guint64 size;
    return file_write(path, text, strlen(text), error) && manifest_read(path, &record, error) &&
           file_digest(path, &course->manifest_digest, &size, error);
}

/* The manifest that stands goes on beside the new one, byte for byte, under its number. */
static gboolean keep_manifest(const struct course *course, struct journal *journal, GError **error)
{
    const char *folder = course->delivery->request->out;
    if (course->delivery->keep == 0)
        return TRUE;
    g_autofree char *name = manifest_kept_name(course->book->stem, course->delivery->keep);
    g_autofree char *from = g_build_filename(folder, course->manifest_name, NULL);
    g_autofree char *to = g_build_filename(course->temp, name, NULL);
    g_autofree char *digest = NULL;
    gsize length;
    guint64 size;
    g_autofree char *text =
        file_read(from, MANIFEST_MAX_BYTES, &length, TONGKET_ERROR_OUTPUT, error);
    return text != NULL && file_write(to, text, length, error) &&
           file_digest(to, &digest, &size, error) && journal_put(journal, name, digest, error);
}

/* Files of the earlier set that the new one has not. */
static gboolean plan_removals(const struct course *course, struct journal *journal, GError **error)
{
    g_autoptr(manifest_record_t) old = NULL;
    if (!read_old(course, &old, error))
        return FALSE;
    for (guint i = 0; old != NULL && i < old->files->len; i++) {
        const struct manifest_file *file = &g_array_index(old->files, struct manifest_file, i);
        if (journal_takes_name(course->book->stem, file->name) && !has_file(course, file->name) &&
            strcmp(file->name, course->manifest_name) != 0 &&
            !journal_remove(journal, file->name, file->sha256, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean plan(const struct course *course, struct journal *journal, GError **error)
{
    for (guint i = 0; i < course->files->len; i++) {
        const struct manifest_file *file = &g_array_index(course->files, struct manifest_file, i);
        if (!journal_put(journal, file->name, file->sha256, error))
            return FALSE;
    }
    return keep_manifest(course, journal, error) &&
           journal_put(journal, course->manifest_name, course->manifest_digest, error) &&
           plan_removals(course, journal, error);
}

static gboolean may_finish(void *data, GError **error)
{
    return interrupt_check(data, error);
}

static gboolean make(struct course *course, GError **error)
{
    g_auto(delivery_made_t) made = {0};
    if (!delivery_child_run(course->delivery, course->book, course->temp, &course->interrupt, &made,
                            error))
        return FALSE;
    for (guint i = 0; i < made.files->len; i++) {
        if (!accept_file(course, &made.sum, g_ptr_array_index(made.files, i), error))
            return FALSE;
        watchdog_feed();
    }
    return write_manifest(course, error);
}

/* Two pipes' worth: without so many descriptors not even the private folder could be removed. */
static gboolean has_descriptors(const char *subject, GError **error)
{
    int first[2], second[2];
    gboolean one = pipe2(first, O_CLOEXEC) == 0;
    gboolean both = one && pipe2(second, O_CLOEXEC) == 0;
    int cause = errno;
    for (int end = 0; end < 2; end++) {
        if (one)
            close(first[end]);
        if (both)
            close(second[end]);
    }
    return both || error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, subject,
                               g_strerror(cause), NULL);
}

/* What is said of a file in the private folder names the place where it would have come to rest. */
static char *final_text(const struct course *course, const GError *error, enum language language)
{
    g_autoptr(GString) text = g_string_new(tongket_error_text(error, language));
    g_string_replace(text, course->temp, course->delivery->request->out, 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void tell_final_places(const struct course *course, GError *cause, GError **error)
{
    g_autofree char *english = final_text(course, cause, LANGUAGE_ENGLISH);
    g_autofree char *vietnamese = final_text(course, cause, LANGUAGE_VIETNAMESE);
    TongketError code =
        cause->domain == TONGKET_ERROR ? (TongketError)cause->code : TONGKET_ERROR_INTERNAL;
    error_raise(error, code, MESSAGE_WRITER_SAYS, english, vietnamese, NULL);
    g_error_free(cause);
}

static gboolean deliver(struct course *course, GError **error)
{
    const char *folder = course->delivery->request->out, *stem = course->book->stem;
    if (!has_descriptors(stem, error))
        return FALSE;
    g_autofree char *prefix = journal_temp_prefix(folder, stem);
    course->temp = file_temp_folder(prefix, error);
    if (course->temp == NULL)
        return FALSE;
    g_autoptr(journal_t) journal = journal_new(folder, stem, course->temp);
    GError *cause = NULL;
    if (!make(course, &cause))
        tell_final_places(course, cause, error);
    else if (plan(course, journal, error))
        return journal_commit(journal, may_finish, &course->interrupt, error);
    if (!file_remove_tree(course->temp, NULL))
        file_remove_tree(course->temp, NULL);
    return FALSE;
}

static void tell_paths(const struct course *course, GPtrArray *paths)
{
    const char *folder = course->delivery->request->out;
    for (guint i = 0; i < course->files->len; i++) {
        const struct manifest_file *file = &g_array_index(course->files, struct manifest_file, i);
        g_ptr_array_add(paths, g_build_filename(folder, file->name, NULL));
    }
    if (course->delivery->keep > 0) {
        g_autofree char *kept = manifest_kept_name(course->book->stem, course->delivery->keep);
        g_ptr_array_add(paths, g_build_filename(folder, kept, NULL));
    }
    g_ptr_array_add(paths, g_build_filename(folder, course->manifest_name, NULL));
}

gboolean delivery_run(const struct delivery *delivery, const struct book *book,
                      const struct manifest *manifest, GPtrArray *paths, GError **error)
{
    struct course course = {.delivery = delivery, .book = book, .manifest = manifest};
    if (!interrupt_begin(&course.interrupt, book->stem, error))
        return FALSE;
    course.files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    course.manifest_name = g_strconcat(book->stem, MANIFEST_ENDING, NULL);
    gboolean done = deliver(&course, error);
    if (done)
        tell_paths(&course, paths);
    course_clear(&course);
    interrupt_end(&course.interrupt);
    return done;
}

static gboolean is_plain(gunichar character)
{
    return character < 0x80 &&
           (g_ascii_isalnum((char)character) || strchr("._+-", (int)character) != NULL);
}

/* "-" and eight signs at the end: what append_part() makes of a part that cannot stay as it is. */
static gboolean looks_marked(const char *part)
{
    gsize length = strlen(part);
    if (length <= MARK_LENGTH || part[length - MARK_LENGTH - 1] != '-')
        return FALSE;
    for (gsize i = length - MARK_LENGTH; i < length; i++) {
        if (!g_ascii_isxdigit(part[i]) || g_ascii_isupper(part[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean looks_public(const char *part)
{
    return g_str_has_suffix(part, &DELIVERY_PUBLIC[1]);
}

static void append_part(GString *stem, const char *part)
{
    g_autofree char *valid = g_utf8_make_valid(part, -1);
    gsize start = stem->len;
    gboolean plain = *part != '\0' && *part != '.' && strlen(part) <= PART_LENGTH;
    for (const char *at = valid; *at != '\0' && stem->len - start < PART_LENGTH;
         at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        gboolean stays = is_plain(character) && (character != '.' || at > valid);
        plain = plain && stays;
        g_string_append_c(stem, stays ? (char)character : '_');
    }
    if (plain && !looks_marked(part) && !looks_public(part))
        return;
    g_autofree char *digest = digest_of(part, -1);
    g_string_append_printf(stem, "-%.*s", MARK_LENGTH, digest);
}

char *delivery_stem(const char *template_name, const char *period, const char *unit_code)
{
    GString *stem = g_string_new(NULL);
    append_part(stem, template_name);
    g_string_append_c(stem, '-');
    append_part(stem, period);
    if (unit_code != NULL) {
        g_string_append_c(stem, '-');
        append_part(stem, unit_code);
    }
    return g_string_free(stem, FALSE);
}
