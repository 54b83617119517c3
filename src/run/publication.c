#include "run/publication.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/file.h"
#include "deliver/delivery.h"
#include "deliver/manifest_read.h"
#include "deliver/worker_pool.h"
#include "run/burst_index.h"
#include "run/issue.h"
#include "run/report_pass.h"
#include "run/report_scopes.h"

/* So many books are built before one process writes them: they share its start, and their memory.
 */
#define BOOKS_TOGETHER 16

/* So many cells at most are kept from the first building of a burst's books to their writing. */
#define MOST_KEPT_CELLS 500000

/*
 * What was delivered before for the same STEM, an input of the next book. Where the new run has the
 * data and choices of the issue that stands, it is that issue once more, and takes over what that
 * one says of its own predecessor: running twice gives the same bytes. Otherwise the new book is
 * compared with it, and it is kept as STEM.manifest.N.json.
 */
struct earlier {
    struct revisions *revisions; /* NULL: nothing was delivered before */
    guint keep;                  /* number under which the manifest that stands is kept; 0: not */
    GPtrArray *warnings;         /* GError *; the caller's */
};

/* What comes of one plan. */
struct edition {
    const struct report_plan *plan;
    GPtrArray *books;   /* by scope: the book, or NULL when it is built again to be written */
    struct book *index; /* of a burst, or NULL */
};

/* One book to deliver. */
struct task {
    const struct edition *edition;
    guint scope;
    struct earlier earlier; /* what was delivered before */
};

struct publication {
    GPtrArray *digests;
    GArray *editions; /* struct edition */
    GArray *tasks;    /* struct task */
    guint64 cells;    /* of the books that are kept */
};

static void free_book(gpointer book)
{
    book_free(book);
}

static void clear_edition(gpointer data)
{
    struct edition *edition = data;
    g_clear_pointer(&edition->books, g_ptr_array_unref);
    book_free(edition->index);
}

static void clear_task(gpointer data)
{
    revisions_free(((struct task *)data)->earlier.revisions);
}

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

/*
 * Looks into the output folder. `book` is the one to be delivered, without a sheet of revisions,
 * `filled` its manifest; *earlier is empty but for the warnings, and its revisions are the caller's
 * to free. A manifest that is damaged, lost, or of a version that noted no figures stops nothing: a
 * warning says so. Errors: OUTPUT when the folder cannot be read.
 */
static gboolean find_earlier(const struct report_plan *plan, const struct report_manifest *filled,
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

/* The task of a scope whose book is proved. */
static gboolean add_task(struct publication *publication, const struct edition *edition,
                         const struct issue *issue, GError **error)
{
    const struct report_plan *plan = edition->plan;
    struct task task = {edition, issue->scope, {.warnings = plan->workspace->warnings}};
    gboolean done = find_earlier(plan, &issue->filled, issue->book, &task.earlier, error);
    if (task.earlier.revisions != NULL)
        plan->workspace->moved += task.earlier.revisions->figures->len;
    g_array_append_val(publication->tasks, task);
    return done;
}

static guint64 cells_of(const struct book *book)
{
    guint64 cells = 0;
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL)
            cells += (guint64)sheet->table->rows->len * sheet->table->columns->len;
        if (sheet->list != NULL)
            cells += (guint64)sheet->list->lines->len * sheet->list->headings->len;
    }
    return cells;
}

/* Keeps the book of the next scope while there is room, and if it is the only one. */
static void keep_book(struct publication *publication, const struct edition *edition,
                      struct issue *issue)
{
    guint64 cells = cells_of(issue->book);
    gboolean kept = edition->index == NULL || publication->cells + cells <= MOST_KEPT_CELLS;
    publication->cells += kept ? cells : 0;
    g_ptr_array_add(edition->books, kept ? g_steal_pointer(&issue->book) : NULL);
}

/* Builds the book of a scope, and what a burst says of it. */
static gboolean prove(struct publication *publication, const struct edition *edition, guint scope,
                      GError **error)
{
    g_auto(issue_t) issue = {0};
    if (!issue_make(&issue, edition->plan, scope, publication->digests, error) ||
        !add_task(publication, edition, &issue, error))
        return FALSE;
    if (edition->index != NULL)
        burst_index_add(edition->index, edition->plan, scope, issue.book);
    keep_book(publication, edition, &issue);
    return TRUE;
}

struct book *publication_index(const struct report_plan *plan, GError **error)
{
    g_autoptr(book_t) index = burst_index_new(plan);
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autoptr(findings_t) findings = NULL;
        g_autoptr(book_t) book = issue_book(plan, scope, &findings, error);
        if (book == NULL)
            return NULL;
        burst_index_add(index, plan, scope, book);
    }
    return g_steal_pointer(&index);
}

gboolean publication_check_final(const struct report_plan *plan, GError **error)
{
    const struct request *request = plan->request;
    guint scopes = request->status == STATUS_FINAL && !request->accept_errors
                       ? scopes_count(plan->report.scopes)
                       : 0;
    for (guint scope = 0; scope < scopes; scope++) {
        g_autoptr(findings_t) own = report_pass_findings(plan, scope);
        guint errors =
            findings_count_severity(own != NULL ? own : plan->workspace->findings, SEVERITY_ERROR);
        if (errors == 0)
            continue;
        g_autofree char *stem = report_scopes_stem(plan, scope);
        g_autofree char *count = decimal_plain(errors, 0);
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FINAL_WITH_ERRORS, stem, count,
                           NULL);
    }
    return TRUE;
}

/* Builds all books once. */
static gboolean prove_all(struct publication *publication, struct edition *edition, GError **error)
{
    const struct report_plan *plan = edition->plan;
    if (plan->request->each != NULL)
        edition->index = burst_index_new(plan);
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++)
        if (!prove(publication, edition, scope, error))
            return FALSE;
    return TRUE;
}

struct publication *publication_new(const GPtrArray *plans, GError **error)
{
    g_autoptr(publication_t) publication = g_new0(struct publication, 1);
    publication->editions = g_array_new(FALSE, TRUE, sizeof(struct edition));
    publication->tasks = g_array_new(FALSE, FALSE, sizeof(struct task));
    g_array_set_clear_func(publication->editions, clear_edition);
    g_array_set_clear_func(publication->tasks, clear_task);
    g_array_set_size(publication->editions, plans->len);
    publication->digests = report_manifest_digests(plans, error);
    if (publication->digests == NULL || !issue_survey(plans, publication->digests, error))
        return NULL;
    for (guint i = 0; i < plans->len; i++) {
        struct edition *edition = &g_array_index(publication->editions, struct edition, i);
        edition->plan = g_ptr_array_index(plans, i);
        edition->books = g_ptr_array_new_with_free_func(free_book);
        if (!publication_check_final(edition->plan, error) ||
            !prove_all(publication, edition, error))
            return NULL;
    }
    return g_steal_pointer(&publication);
}

void publication_free(struct publication *publication)
{
    if (publication == NULL)
        return;
    g_clear_pointer(&publication->digests, g_ptr_array_unref);
    g_array_unref(publication->editions);
    g_array_unref(publication->tasks);
    g_free(publication);
}

const struct book *publication_book(const struct publication *publication, guint plan)
{
    const struct edition *edition = &g_array_index(publication->editions, struct edition, plan);
    return edition->index == NULL ? g_ptr_array_index(edition->books, 0) : NULL;
}

/* Some tasks of the pool: the books of their scopes are delivered. */
static gboolean deliver_books(void *data, struct worker_tasks tasks, GPtrArray *paths,
                              GError **error)
{
    const struct publication *publication = data;
    g_autofree struct delivery *deliveries = g_new0(struct delivery, tasks.count);
    g_autofree struct issue *issues = g_new0(struct issue, tasks.count);
    gboolean done = TRUE;
    for (guint i = 0; done && i < tasks.count; i++) {
        const struct task *task = &g_array_index(publication->tasks, struct task, tasks.first + i);
        issues[i].book = g_steal_pointer(&task->edition->books->pdata[task->scope]);
        done =
            issue_make(&issues[i], task->edition->plan, task->scope, publication->digests, error);
        if (done)
            deliveries[i] = issue_delivery(&issues[i], task->earlier.revisions);
        deliveries[i].keep = task->earlier.keep;
    }
    done = done && delivery_run(deliveries, tasks.count, paths, error);
    for (guint i = 0; i < tasks.count; i++)
        issue_clear(&issues[i]);
    return done;
}

static gboolean deliver_index(const struct publication *publication, const struct edition *edition,
                              GPtrArray *paths, GError **error)
{
    g_auto(issue_t) issue = {.plan = edition->plan, .book = edition->index};
    report_manifest_fill_index(&issue.filled, edition->plan, publication->digests);
    struct delivery delivery = issue_delivery(&issue, NULL);
    delivery.findings = NULL;
    gboolean done = delivery_run(&delivery, 1, paths, error);
    issue.book = NULL; /* the edition's */
    return done;
}

gboolean publication_deliver(struct publication *publication, GPtrArray *paths, GError **error)
{
    const struct request *request =
        g_array_index(publication->editions, struct edition, 0).plan->request;
    struct worker_pool pool = {
        .tasks = publication->tasks->len,
        .together = BOOKS_TOGETHER,
        .work = deliver_books,
        .data = publication,
        .subject = request->out,
        .progress = request->progress,
    };
    if (!worker_pool_run(&pool, paths, error))
        return FALSE;
    for (guint i = 0; i < publication->editions->len; i++) {
        const struct edition *edition = &g_array_index(publication->editions, struct edition, i);
        if (edition->index != NULL && !deliver_index(publication, edition, paths, error))
            return FALSE;
    }
    return TRUE;
}
