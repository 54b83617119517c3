#include "run/publication.h"

#include "base/decimal.h"
#include "base/error.h"
#include "deliver/crew.h"
#include "deliver/delivery.h"
#include "run/burst_index.h"
#include "run/earlier.h"
#include "run/report_accounts.h"
#include "run/report_manifest.h"
#include "run/report_pass.h"
#include "run/report_scopes.h"

/* What comes of one plan. */
struct edition {
    const struct report_plan *plan;
    struct book *book;  /* the only one, or NULL */
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
};

char *publication_stem(const struct report_plan *plan, guint scope)
{
    g_autofree char *stem =
        delivery_stem(plan->name, plan->report.period.name, report_scopes_code(plan, scope));
    return g_strconcat(stem, plan->request->audience == AUDIENCE_PUBLIC ? DELIVERY_PUBLIC : "",
                       NULL);
}

/* The book of a scope; *findings receives those it tells of (new), or NULL: the workspace's. */
static struct book *build(const struct report_plan *plan, guint scope, struct findings **findings,
                          GError **error)
{
    g_autofree char *stem = publication_stem(plan, scope);
    struct report report = plan->report;
    *findings = report_pass_findings(plan, scope);
    if (*findings != NULL)
        report.findings = *findings;
    g_autoptr(GArray) accounts = report.accounts = report_accounts_of(plan, (gint)scope);
    return report_build(&report, scope, stem, error);
}

static void clear_edition(gpointer data)
{
    struct edition *edition = data;
    book_free(edition->book);
    book_free(edition->index);
}

static void clear_task(gpointer data)
{
    revisions_free(((struct task *)data)->earlier.revisions);
}

/* The task of a scope whose book is proved. */
static gboolean add_task(struct publication *publication, const struct edition *edition,
                         guint scope, const struct book *book, GError **error)
{
    struct task task = {edition, scope, {.warnings = edition->plan->workspace->warnings}};
    g_auto(report_manifest_t) filled = {0};
    report_manifest_fill(&filled, edition->plan, publication->digests, (gint)scope);
    gboolean done = earlier_find(edition->plan, &filled, book, &task.earlier, error);
    if (task.earlier.revisions != NULL)
        edition->plan->workspace->moved += task.earlier.revisions->figures->len;
    g_array_append_val(publication->tasks, task);
    return done;
}

/* An index of all books of a burst, and with a publication their tasks. */
static struct book *index_books(const struct report_plan *plan, struct publication *publication,
                                const struct edition *edition, GError **error)
{
    g_autoptr(book_t) index = burst_index_new(plan);
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autoptr(findings_t) findings = NULL;
        g_autoptr(book_t) book = build(plan, scope, &findings, error);
        if (book == NULL ||
            (publication != NULL && !add_task(publication, edition, scope, book, error)))
            return NULL;
        burst_index_add(index, plan, scope, book);
    }
    return g_steal_pointer(&index);
}

struct book *publication_index(const struct report_plan *plan, GError **error)
{
    return index_books(plan, NULL, NULL, error);
}

/* Nothing final is given out over errors that nobody has accepted. */
static gboolean check_final(const struct report_plan *plan, GError **error)
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
        g_autofree char *stem = publication_stem(plan, scope);
        g_autofree char *count = decimal_plain(errors, 0);
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FINAL_WITH_ERRORS, stem, count,
                           NULL);
    }
    return TRUE;
}

/* Builds all books once. Only a book that is alone is kept. */
static gboolean prove(struct publication *publication, struct edition *edition, GError **error)
{
    const struct report_plan *plan = edition->plan;
    g_autoptr(findings_t) findings = NULL;
    if (plan->request->each != NULL) {
        edition->index = index_books(plan, publication, edition, error);
        return edition->index != NULL;
    }
    edition->book = build(plan, 0, &findings, error);
    return edition->book != NULL && add_task(publication, edition, 0, edition->book, error);
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
    if (publication->digests == NULL)
        return NULL;
    for (guint i = 0; i < plans->len; i++) {
        struct edition *edition = &g_array_index(publication->editions, struct edition, i);
        edition->plan = g_ptr_array_index(plans, i);
        if (!check_final(edition->plan, error) || !prove(publication, edition, error))
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
    return g_array_index(publication->editions, struct edition, plan).book;
}

static struct delivery delivery_of(const struct report_plan *plan, const struct request *settled)
{
    return (struct delivery){
        .request = settled,
        .font_folder = DELIVERY_FONTS,
        .findings = plan->request->audience == AUDIENCE_PUBLIC ? NULL : plan->workspace->findings,
        .accounts = plan->report.accounts,
        .file_names = (const char *const *)plan->workspace->file_names,
    };
}

/* One task of the crew: builds the book of a scope, unless it was kept, and delivers it. */
static gboolean deliver_book(void *data, guint number, GPtrArray *paths, GError **error)
{
    const struct publication *publication = data;
    const struct task *task = &g_array_index(publication->tasks, struct task, number);
    const struct report_plan *plan = task->edition->plan;
    g_autoptr(findings_t) findings = NULL;
    g_autoptr(book_t) built = NULL;
    struct book *book = task->edition->book;
    if (book == NULL)
        book = built = build(plan, task->scope, &findings, error);
    else
        findings = report_pass_findings(plan, task->scope);
    if (book == NULL)
        return FALSE;

    g_auto(report_manifest_t) filled = {0};
    report_manifest_fill(&filled, plan, publication->digests, (gint)task->scope);
    filled.manifest.earlier = task->earlier.revisions;
    revisions_add(task->earlier.revisions, book);
    book->identity = manifest_identity(&filled.manifest, book);
    struct delivery delivery = delivery_of(plan, &filled.request);
    delivery.keep = task->earlier.keep;
    g_autoptr(GArray) accounts = report_accounts_of(plan, (gint)task->scope);
    delivery.accounts = accounts;
    if (findings != NULL && delivery.findings != NULL)
        delivery.findings = findings;
    return delivery_run(&delivery, book, &filled.manifest, paths, error);
}

static gboolean deliver_index(const struct publication *publication, const struct edition *edition,
                              GPtrArray *paths, GError **error)
{
    const struct report_plan *plan = edition->plan;
    g_auto(report_manifest_t) filled = {0};
    report_manifest_fill_index(&filled, plan, publication->digests);
    edition->index->identity = manifest_identity(&filled.manifest, edition->index);
    struct delivery delivery = delivery_of(plan, &filled.request);
    delivery.findings = NULL;
    return delivery_run(&delivery, edition->index, &filled.manifest, paths, error);
}

gboolean publication_deliver(struct publication *publication, GPtrArray *paths, GError **error)
{
    const struct request *request =
        g_array_index(publication->editions, struct edition, 0).plan->request;
    struct crew crew = {
        .tasks = publication->tasks->len,
        .work = deliver_book,
        .data = publication,
        .subject = request->out,
        .progress = request->progress,
    };
    if (!crew_run(&crew, paths, error))
        return FALSE;
    for (guint i = 0; i < publication->editions->len; i++) {
        const struct edition *edition = &g_array_index(publication->editions, struct edition, i);
        if (edition->index != NULL && !deliver_index(publication, edition, paths, error))
            return FALSE;
    }
    return TRUE;
}
