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
#include "deliver/findings_file.h"
#include "deliver/journal.h"
#include "deliver/manifest_read.h"
#include "deliver/writer_process.h"
#include "write/output.h"
#include "write/readback.h"
#include "write/writer.h"

/* One delivery under way. */
struct course {
    const struct delivery *delivery;
    const struct book *book;
    char *temp;    /* the private folder; NULL: there is none, or no more */
    GArray *files; /* struct manifest_file, without the manifest */
    char *manifest_name, *manifest_digest;
    struct interrupt *interrupt;
};

/* Several, whose books one process writes. */
struct batch {
    struct course *courses;
    guint count;
    struct pictures *pictures; /* the writers'; NULL before the first book */
    struct interrupt interrupt;
};

static void course_init(struct course *course, const struct delivery *delivery)
{
    course->delivery = delivery;
    course->book = delivery->book;
    course->files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    course->manifest_name = g_strconcat(course->book->stem, MANIFEST_ENDING, NULL);
}

static void course_clear(struct course *course)
{
    if (course->temp != NULL && !file_remove_tree(course->temp, NULL))
        file_remove_tree(course->temp, NULL);
    g_free(course->temp);
    manifest_json_free_list(manifest_file_members, course->files);
    g_free(course->manifest_name);
    g_free(course->manifest_digest);
}

static void batch_open(struct batch *batch, const struct delivery *deliveries, guint count)
{
    batch->count = count;
    batch->courses = g_new0(struct course, count);
    for (guint i = 0; i < count; i++) {
        course_init(&batch->courses[i], &deliveries[i]);
        batch->courses[i].interrupt = &batch->interrupt;
    }
}

static void batch_close(struct batch *batch)
{
    for (guint i = 0; i < batch->count; i++)
        course_clear(&batch->courses[i]);
    g_free(batch->courses);
    interrupt_end(&batch->interrupt);
}

static gboolean write_findings(const struct write_job *job, const struct delivery *delivery,
                               GError **error)
{
    if (delivery->findings == NULL)
        return TRUE;
    g_autofree char *name =
        g_strdup_printf("%s/%s", job->book->stem, book_findings_file(job->book));
    g_autoptr(GString) text =
        findings_file_text(delivery->findings, delivery->file_names, delivery->accounts);
    return output_write(job, name, text->str, text->len, error);
}

/* In the child, which keeps the fonts for its next book. */
static gboolean write_book(void *data, guint number, struct writer_made *made, GError **error)
{
    struct batch *batch = data;
    const struct course *course = &batch->courses[number];
    const struct delivery *delivery = course->delivery;
    if (batch->pictures == NULL)
        batch->pictures = pictures_new(delivery->font_folder);
    pictures_next_book(batch->pictures);
    struct write_job job = {.book = course->book,
                            .folder = course->temp,
                            .pictures = batch->pictures,
                            .files = made->files,
                            .request = delivery->request,
                            .sum = &made->sum};
    const struct names *formats = &delivery->request->formats;
    for (guint i = 0; i < formats->count; i++) {
        if (!writer_write(formats->item[i], &job, error))
            return FALSE;
        watchdog_feed();
    }
    return write_findings(&job, delivery, error);
}

static struct writer_work work_of(struct batch *batch)
{
    const struct delivery *first = batch->courses[0].delivery;
    return (struct writer_work){.count = batch->count,
                                .write = write_book,
                                .data = batch,
                                .interrupt = &batch->interrupt,
                                .patience_seconds = first->patience_seconds,
                                .memory_limit = first->memory_limit};
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
    g_autofree char *text = manifest_serialize(course->delivery->manifest, course->book,
                                               course->files, course->delivery->request->out);
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

static gboolean make(struct course *course, struct writer_process *process, GError **error)
{
    g_auto(writer_made_t) made = {0};
    if (!writer_process_next(process, &made, error))
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

static gboolean deliver(struct course *course, struct writer_process *process, GError **error)
{
    g_autoptr(journal_t) journal =
        journal_new(course->delivery->request->out, course->book->stem, course->temp);
    GError *cause = NULL;
    course->interrupt->subject = course->book->stem;
    if (!make(course, process, &cause)) {
        tell_final_places(course, cause, error);
        return FALSE;
    }
    if (!plan(course, journal, error))
        return FALSE;
    g_clear_pointer(&course->temp, g_free); /* the journal's from here on */
    return journal_commit(journal, may_finish, course->interrupt, error);
}

/* The private folders of all books: the child writes one while another is read back. */
static gboolean make_folders(struct batch *batch, GError **error)
{
    for (guint i = 0; i < batch->count; i++) {
        struct course *course = &batch->courses[i];
        g_autofree char *prefix =
            journal_temp_prefix(course->delivery->request->out, course->book->stem);
        course->temp = file_temp_folder(prefix, error);
        if (course->temp == NULL)
            return FALSE;
    }
    return TRUE;
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

gboolean delivery_run(const struct delivery *deliveries, guint count, GPtrArray *paths,
                      GError **error)
{
    struct batch batch = {0};
    if (!interrupt_begin(&batch.interrupt, deliveries->book->stem, error))
        return FALSE;
    batch_open(&batch, deliveries, count);
    gboolean done = has_descriptors(deliveries->book->stem, error) && make_folders(&batch, error);
    struct writer_work work = work_of(&batch);
    struct writer_process *process = writer_process_new(&work);
    for (guint i = 0; done && i < count; i++) {
        done = deliver(&batch.courses[i], process, error);
        if (done)
            tell_paths(&batch.courses[i], paths);
    }
    writer_process_free(process); /* before its folders go */
    batch_close(&batch);
    return done;
}

GPtrArray *delivery_write(const struct delivery *delivery, const char *folder, GError **error)
{
    struct batch batch = {0};
    g_auto(writer_made_t) made = {0};
    if (!interrupt_begin(&batch.interrupt, delivery->book->stem, error))
        return NULL;
    batch_open(&batch, delivery, 1);
    batch.courses[0].temp = g_strdup(folder);
    struct writer_work work = work_of(&batch);
    g_autoptr(writer_process_t) process = writer_process_new(&work);
    gboolean done = writer_process_next(process, &made, error);
    g_clear_pointer(&batch.courses[0].temp, g_free); /* the caller's */
    batch_close(&batch);
    return done ? g_steal_pointer(&made.files) : NULL;
}
