#include "run/issue.h"

#include "base/error.h"
#include "build/public_set.h"
#include "deliver/manifest_read.h"
#include "run/report_accounts.h"
#include "run/report_pass.h"
#include "run/report_scopes.h"

struct book *issue_book(const struct report_plan *plan, guint scope, struct findings **findings,
                        GError **error)
{
    g_autofree char *stem = report_scopes_stem(plan, scope);
    struct report report = plan->report;
    *findings = report_pass_findings(plan, scope);
    if (*findings != NULL)
        report.findings = *findings;
    g_autoptr(GArray) accounts = report.accounts = report_accounts_of(plan, (gint)scope);
    return report_build(&report, scope, stem, error);
}

/* Keeps what an issue that was given out shows, where it is as it was. */
static gboolean keep_shown(const struct report_plan *plan, guint scope, const struct book *book,
                           const struct manifest_record *record)
{
    gboolean any = FALSE;
    for (guint t = 0; t < plan->template->tables_count; t++) {
        const struct book_table *table =
            ((const struct book_sheet *)g_ptr_array_index(book->sheets, t))->table;
        const struct manifest_table *known = manifest_record_table(record, table->id);
        for (guint r = 0; known != NULL && r < table->rows->len; r++)
            for (guint c = 0; c < table->columns->len; c++) {
                const struct book_column *column = book_column(table, c);
                g_autofree char *now = cell_plain(book_cell(table, r, c), column->measure);
                g_autofree char *then =
                    manifest_table_figure(known, book_row(table, r)->code, column->code,
                                          measure_info(column->measure)->code);
                if (g_strcmp0(now, then) != 0)
                    continue;
                public_set_keep(plan->report.public_set, &plan->report, scope, t,
                                (struct cell_place){r, c});
                any = TRUE;
            }
    }
    return any;
}

static void warn_of_earlier(const struct report_plan *plan, const char *path)
{
    GError *warning = NULL;
    error_raise(&warning, TONGKET_ERROR_OUTPUT, MESSAGE_EARLIER_NOT_GUARANTEED, path, NULL);
    g_ptr_array_add(plan->workspace->warnings, warning);
}

static char *beside(const struct report_plan *plan, const char *name)
{
    return g_build_filename(plan->request->out, name, NULL);
}

/* The issue before the one of the record; NULL: none, or none that had witnesses. */
static struct manifest_record *read_before(const struct report_plan *plan, const char *stem,
                                           const struct manifest_record *record)
{
    g_autoptr(manifest_record_t) before = NULL;
    if (record->earlier == NULL)
        return NULL;
    g_autofree char *name = manifest_kept_name(stem, record->earlier->number);
    g_autofree char *path = beside(plan, name);
    return manifest_read(path, &before, NULL) && before->guaranteed ? g_steal_pointer(&before)
                                                                    : NULL;
}

/*
 * The public issue of the STEM that stands; where it is of the same data and choices, the one
 * before it, so that the same run hides the same again. NULL: there is none, or it cannot be read,
 * which is told when the book is compared with it.
 */
static struct manifest_record *read_public_issue(const struct report_plan *plan, guint scope,
                                                 const GPtrArray *digests)
{
    g_autofree char *stem = report_scopes_stem(plan, scope);
    g_autofree char *name = g_strconcat(stem, MANIFEST_ENDING, NULL);
    g_autofree char *path = beside(plan, name);
    g_autoptr(manifest_record_t) record = NULL;
    struct report_manifest filled = {0};
    if (plan->request->no_earlier || !manifest_read(path, &record, NULL) ||
        record->request.audience != AUDIENCE_PUBLIC)
        return NULL;
    if (!record->guaranteed) {
        warn_of_earlier(plan, path);
        return NULL;
    }
    report_manifest_fill(&filled, plan, digests, (gint)scope);
    gboolean repeats = manifest_repeats(&filled.manifest, NULL, record->run);
    report_manifest_clear(&filled);
    return repeats ? read_before(plan, stem, record) : g_steal_pointer(&record);
}

/* Surveys the books of a plan. *kept: an issue that was given out shows some of it. */
static gboolean survey_plan(const struct report_plan *plan, const GPtrArray *digests,
                            gboolean *kept, GError **error)
{
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autoptr(findings_t) findings = NULL;
        g_autoptr(book_t) book = issue_book(plan, scope, &findings, error);
        if (book == NULL)
            return FALSE;
        g_autoptr(manifest_record_t) record = read_public_issue(plan, scope, digests);
        *kept |= record != NULL && keep_shown(plan, scope, book, record);
    }
    return TRUE;
}

gboolean issue_survey(const GPtrArray *plans, const GPtrArray *digests, GError **error)
{
    const struct report_plan *first = g_ptr_array_index(plans, 0);
    struct workspace *workspace = first->workspace;
    gboolean any = FALSE, kept = FALSE;
    for (guint i = 0; i < plans->len; i++) {
        struct report_plan *plan = g_ptr_array_index(plans, i);
        if (!plan->report.public)
            continue;
        if (workspace->public_set == NULL)
            workspace->public_set = public_set_new();
        plan->report.public_set = workspace->public_set;
        any = TRUE;
        if (!survey_plan(plan, digests, &kept, error))
            return FALSE;
    }
    if (any && !public_set_decide(workspace->public_set) && kept)
        warn_of_earlier(first, first->request->out);
    return TRUE;
}

gboolean issue_make(struct issue *issue, const struct report_plan *plan, guint scope,
                    const GPtrArray *digests, GError **error)
{
    issue->plan = plan;
    issue->scope = scope;
    if (issue->book == NULL)
        issue->book = issue_book(plan, scope, &issue->findings, error);
    else
        issue->findings = report_pass_findings(plan, scope);
    if (issue->book == NULL)
        return FALSE;
    report_manifest_fill(&issue->filled, plan, digests, (gint)scope);
    return TRUE;
}

void issue_clear(struct issue *issue)
{
    book_free(issue->book);
    findings_free(issue->findings);
    report_manifest_clear(&issue->filled);
}

struct delivery issue_delivery(struct issue *issue, const struct revisions *earlier)
{
    const struct report_plan *plan = issue->plan;
    const struct findings *findings =
        issue->findings != NULL ? issue->findings : plan->workspace->findings;
    issue->filled.manifest.earlier = earlier;
    revisions_add(earlier, issue->book);
    issue->book->identity = manifest_identity(&issue->filled.manifest, issue->book);
    return (struct delivery){
        .book = issue->book,
        .manifest = &issue->filled.manifest,
        .request = &issue->filled.request,
        .font_folder = DELIVERY_FONTS,
        .findings = plan->request->audience == AUDIENCE_PUBLIC ? NULL : findings,
        .accounts = issue->filled.accounts,
        .file_names = (const char *const *)plan->workspace->file_names,
    };
}
