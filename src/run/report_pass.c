#include "run/report_pass.h"

#include "base/error.h"
#include "run/report_accounts.h"
#include "run/report_findings.h"

/* The plans of one dataset, or those of them that take ages on one day. */
struct pass_group {
    const struct dataset *dataset;
    date age_day;
    GPtrArray *sources; /* struct report_source * */
    GPtrArray *plans;   /* struct tally_plan * */
    gboolean keeps;     /* a public edition among them needs the facts themselves */
};

static void clear_group(gpointer data)
{
    struct pass_group *group = data;
    g_ptr_array_unref(group->sources);
    g_ptr_array_unref(group->plans);
}

static struct pass_group *group_for(GArray *groups, const struct dataset *dataset, date age_day)
{
    gboolean has_ages = dataset_column_of_type(dataset, COLUMN_BAND) >= 0 ||
                        dataset_column_of_type(dataset, COLUMN_AGE) >= 0;
    for (guint i = 0; i < groups->len; i++) {
        struct pass_group *group = &g_array_index(groups, struct pass_group, i);
        if (group->dataset == dataset && (!has_ages || group->age_day == age_day))
            return group;
    }
    struct pass_group group = {dataset, age_day, g_ptr_array_new(), g_ptr_array_new(), FALSE};
    g_array_append_val(groups, group);
    return &g_array_index(groups, struct pass_group, groups->len - 1);
}

static GArray *group_sources(const GPtrArray *plans)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct pass_group));
    g_array_set_clear_func(groups, clear_group);
    for (guint i = 0; i < plans->len; i++) {
        struct report *report = &((struct report_plan *)g_ptr_array_index(plans, i))->report;
        for (guint k = 0; k < report->sources->len; k++) {
            struct report_source *source = &g_array_index(report->sources, struct report_source, k);
            struct pass_group *group = group_for(groups, source->dataset, report->period.last);
            g_ptr_array_add(group->sources, source);
            g_ptr_array_add(group->plans, &source->plan);
            group->keeps |= report->public;
        }
    }
    return groups;
}

/* All sources of the group have the facts of its last pass. */
static void keep_facts(const struct pass_group *group, struct fact_store *kept)
{
    for (guint i = 0; i < group->sources->len; i++) {
        struct report_source *source = g_ptr_array_index(group->sources, i);
        fact_store_unref(source->facts);
        source->facts = fact_store_ref(kept);
    }
    fact_store_unref(kept);
}

/*
 * The facts of like units, where there are others, in a pass of their own. Facts that are kept are
 * then told apart by what all plans ask.
 */
static gboolean read_like(struct workspace *workspace, const struct pass_group *group,
                          GError **error)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new(), first = g_ptr_array_new();
    g_autoptr(GPtrArray) sources = g_ptr_array_new(), tallies = NULL;
    for (guint i = 0; i < group->sources->len; i++) {
        struct report_source *source = g_ptr_array_index(group->sources, i);
        if (!report_source_settle(source))
            continue;
        g_ptr_array_add(plans, &source->liked_plan);
        g_ptr_array_add(first, source->tally);
        g_ptr_array_add(sources, source);
    }
    if (plans->len == 0)
        return TRUE;
    struct fact_store *kept = NULL;
    for (guint i = 0; i < group->plans->len && group->keeps; i++)
        g_ptr_array_add(plans, g_ptr_array_index(group->plans, i));
    struct tally_job job = {plans, group->age_day, first, TRUE, group->keeps ? &kept : NULL};
    if (!workspace_tally(workspace, job, &tallies, error))
        return FALSE;
    if (kept != NULL)
        keep_facts(group, kept);
    for (guint i = 0; i < sources->len; i++) {
        struct report_source *source = g_ptr_array_index(sources, i);
        source->liked = g_steal_pointer(&tallies->pdata[i]);
    }
    return TRUE;
}

static gboolean read_group(struct workspace *workspace, const struct pass_group *group,
                           gboolean again, GError **error)
{
    g_autoptr(GPtrArray) tallies = NULL;
    struct fact_store *kept = NULL;
    struct tally_job job = {group->plans, group->age_day, NULL, again, group->keeps ? &kept : NULL};
    if (!workspace_tally(workspace, job, &tallies, error))
        return FALSE;
    if (kept != NULL)
        keep_facts(group, kept);
    for (guint i = 0; i < group->sources->len; i++) {
        struct report_source *source = g_ptr_array_index(group->sources, i);
        source->tally = g_steal_pointer(&tallies->pdata[i]);
    }
    return read_like(workspace, group, error);
}

static gboolean read_groups(struct workspace *workspace, const GArray *groups, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < groups->len; i++) {
        const struct pass_group *group = &g_array_index(groups, struct pass_group, i);
        gboolean again = !g_hash_table_add(seen, (gpointer)group->dataset);
        if (!read_group(workspace, group, again, error))
            return FALSE;
    }
    return TRUE;
}

/* The findings on what the report rests on. A file that is of no dataset concerns all reports. */
static void keep_own(struct report_plan *plan)
{
    const struct inputs *inputs = plan->workspace->inputs;
    const struct findings *all = plan->workspace->findings;
    plan->findings = findings_new();
    for (guint i = 0; i < findings_count(all); i++) {
        const struct finding *finding = findings_at(all, i);
        const struct dataset *dataset =
            finding->file < inputs->count ? inputs->item[finding->file].dataset : NULL;
        if (dataset == NULL || report_plan_reads(plan, dataset))
            findings_add(plan->findings, finding);
    }
}

static gboolean has_rows(const struct report_plan *plan, GError **error)
{
    g_autoptr(GString) wanted = g_string_new(NULL);
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        if (source->beside)
            continue;
        if (!source->absent)
            return TRUE;
        g_string_append_printf(wanted, "%s%s", wanted->len > 0 ? ", " : "", source->dataset->name);
    }
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_ROWS_AT_ALL, plan->name, wanted->str,
                       NULL);
}

/* What several reports say alike, such as that a dataset has no row, is told once. */
static void tell_plans(const GPtrArray *plans, struct findings *findings)
{
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < plans->len; i++) {
        g_autoptr(findings_t) own = findings_new();
        report_findings_tell(g_ptr_array_index(plans, i), TALLY_ALL_SCOPES, own);
        for (guint k = 0; k < findings_count(own); k++) {
            const struct finding *finding = findings_at(own, k);
            char *key = g_strdup_printf("%u %u %u %s %s", finding->rule, finding->file,
                                        finding->unit, finding->value, finding->hint);
            if (g_hash_table_add(told, key))
                findings_add(findings, finding);
        }
    }
}

gboolean report_pass(const GPtrArray *plans, GError **error)
{
    struct report_plan *first = g_ptr_array_index(plans, 0);
    struct workspace *workspace = first->workspace;
    g_autoptr(GArray) groups = group_sources(plans);
    for (guint i = 0; i < plans->len; i++)
        report_findings_gather(g_ptr_array_index(plans, i));
    if (!read_groups(workspace, groups, error))
        return FALSE;
    gboolean several = plans->len > 1 || scopes_count(first->report.scopes) > 1;
    for (guint i = 0; i < plans->len; i++) {
        struct report_plan *plan = g_ptr_array_index(plans, i);
        if (!has_rows(plan, error))
            return FALSE;
        report_accounts_set(plan);
        report_findings_prepare(plan);
        if (several)
            keep_own(plan);
    }
    tell_plans(plans, workspace->findings);
    exceptions_apply(workspace, workspace->findings, FALSE);
    findings_sort(workspace->findings);
    return TRUE;
}

gboolean report_pass_alone(struct report_plan *plan, GError **error)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, plan);
    return workspace_load(plan->workspace, error) && report_plan_settle(plan, error) &&
           report_pass(alone, error);
}

struct findings *report_pass_findings(const struct report_plan *plan, guint scope)
{
    if (plan->findings == NULL)
        return NULL;
    struct findings *findings = findings_new();
    for (guint i = 0; i < findings_count(plan->findings); i++)
        findings_add(findings, findings_at(plan->findings, i));
    report_findings_tell(plan, (gint)scope, findings);
    exceptions_apply(plan->workspace, findings, FALSE);
    findings_sort(findings);
    return findings;
}
