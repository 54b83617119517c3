#include "run/issue.h"

#include "build/public_set.h"
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

gboolean issue_survey(const GPtrArray *plans, GError **error)
{
    const struct report_plan *first = g_ptr_array_index(plans, 0);
    struct workspace *workspace = first->workspace;
    gboolean any = FALSE;
    for (guint i = 0; i < plans->len; i++) {
        struct report_plan *plan = g_ptr_array_index(plans, i);
        if (!plan->report.public)
            continue;
        if (workspace->public_set == NULL)
            workspace->public_set = public_set_new();
        plan->report.public_set = workspace->public_set;
        any = TRUE;
        for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
            g_autoptr(findings_t) findings = NULL;
            g_autoptr(book_t) book = issue_book(plan, scope, &findings, error);
            if (book == NULL)
                return FALSE;
        }
    }
    if (any)
        public_set_decide(workspace->public_set);
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
