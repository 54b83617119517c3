#include "run/report_findings.h"

#include <string.h>

#include "calc/cap.h"
#include "check/completeness.h"
#include "check/review.h"
#include "check/rules_across.h"
#include "run/report_accounts.h"

static guint32 first_file_of(const struct workspace *workspace, const struct dataset *dataset)
{
    guint32 file = 0;
    while (file < workspace->inputs->count && workspace->inputs->item[file].dataset != dataset)
        file++;
    return file;
}

static gboolean is_empty(const struct report_source *source, gint scope)
{
    return scope == TALLY_ALL_SCOPES ? tally_facts(source->tally) == 0
                                     : tally_scope_facts(source->tally, (guint)scope) == 0;
}

/* Down to which level a unit without a successor has a row of its own; grassroots always. */
static enum level lowest_of(const struct scopes *scopes, gint scope)
{
    enum level lowest = LEVEL_CO_SO;
    for (guint i = 0; i < scopes->row_levels->len; i++)
        if (scope == TALLY_ALL_SCOPES || (guint)scope == i)
            lowest = MAX(lowest, g_array_index(scopes->row_levels, enum level, i));
    return lowest;
}

static void tell_lost(const struct report_plan *plan, gint scope, struct findings *findings)
{
    const struct scopes *scopes = plan->report.scopes;
    enum level lowest = lowest_of(scopes, scope);
    for (guint i = 0; i < findings_count(plan->lost); i++) {
        const struct finding *finding = findings_at(plan->lost, i);
        gint32 unit = (gint32)finding->unit - 1;
        if ((scope == TALLY_ALL_SCOPES || scopes->scope_of[unit] == scope) &&
            unit_at(scopes->tree, unit)->level <= lowest)
            findings_add(findings, finding);
    }
}

/* Where the figures of a dataset have a hole that no row tells of. */
static void tell_sources(const struct report_plan *plan, gint scope, struct findings *findings)
{
    const struct workspace *workspace = plan->workspace;
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        struct finding finding = {.value = source->dataset->name};
        g_autofree char *day = NULL;
        date last;
        if (source->absent && source->beside) {
            continue; /* the tables say what they lack: most who report have no such file */
        } else if (source->absent) {
            finding.rule = RULE_DATASET_ABSENT;
            finding.file = workspace->inputs->count;
        } else if (is_empty(source, source->beside ? TALLY_ALL_SCOPES : scope)) {
            finding.rule = RULE_PERIOD_EMPTY;
            finding.file = first_file_of(workspace, source->dataset);
            finding.hint = (char *)source->plan.period.name;
        } else if (plan->report.period.as_of == DATE_NONE &&
                   tally_ends_early(source->tally, &last)) {
            finding.rule = RULE_DATA_END_EARLY;
            finding.file = first_file_of(workspace, source->dataset);
            finding.hint = day = date_vietnamese(last);
        } else {
            continue;
        }
        findings_add(findings, &finding);
    }
}

/* Units that a scope holds; TALLY_ALL_SCOPES: that any does. */
static gboolean is_held(const struct scopes *scopes, guint32 unit, gint scope)
{
    return scope == TALLY_ALL_SCOPES ? scopes_home(scopes, (gint32)unit) >= 0
                                     : scopes_holds(scopes, (guint)scope, (gint32)unit);
}

/* `once`: of units that several scopes hold only what is at home here. */
static void tell_missing(const struct report_plan *plan, const struct report_source *source,
                         guint scope, gboolean once, struct findings *findings)
{
    const struct scopes *scopes = plan->report.scopes;
    struct missing all;
    g_autoptr(GArray) list =
        completeness_missing(source->dataset, scopes, scope, tally_returned(source->tally), &all);
    for (guint i = 0; i < list->len; i++) {
        const struct missing *missing = &g_array_index(list, struct missing, i);
        if (!once || scopes_home(scopes, missing->unit) == (gint32)scope)
            completeness_tell(source->dataset, scopes->tree, missing,
                              plan->workspace->inputs->count, findings);
    }
}

/* A dataset that is not there is told as a whole. */
static void tell_returns(const struct report_plan *plan, gint scope, struct findings *findings)
{
    guint first = scope == TALLY_ALL_SCOPES ? 0 : (guint)scope;
    guint end = scope == TALLY_ALL_SCOPES ? scopes_count(plan->report.scopes) : first + 1;
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        gboolean unasked = source->beside && tally_facts(source->tally) == 0;
        if (source->absent || unasked || source->dataset->kind != DATASET_RETURNS)
            continue;
        for (guint k = first; k < end; k++)
            tell_missing(plan, source, k, scope == TALLY_ALL_SCOPES, findings);
    }
}

static void tell_across(const struct report_plan *plan, gint scope, struct findings *findings)
{
    for (guint i = 0; plan->across != NULL && i < findings_count(plan->across); i++) {
        const struct finding *finding = findings_at(plan->across, i);
        if (is_held(plan->report.scopes, finding->unit - 1, scope))
            findings_add(findings, finding);
    }
}

static gboolean has_rules_across(const struct report_plan *plan)
{
    for (guint i = 0; i < plan->report.sources->len; i++)
        if (rules_across_tell(
                g_array_index(plan->report.sources, struct report_source, i).dataset->name))
            return TRUE;
    return FALSE;
}

static void years_of(const struct report_plan *plan, int *first, int *last)
{
    int month, day;
    date_to_civil(plan->report.period.first, first, &month, &day);
    date_to_civil(plan->report.period.last, last, &month, &day);
}

void report_findings_gather(const struct report_plan *plan)
{
    struct workspace *workspace = plan->workspace;
    int first, last;
    if (!has_rules_across(plan))
        return;
    years_of(plan, &first, &last);
    first--; /* quarters may run on from the year before */
    workspace->first_year = workspace->gathers ? MIN(workspace->first_year, first) : first;
    workspace->last_year = workspace->gathers ? MAX(workspace->last_year, last) : last;
    workspace->gathers = TRUE;
}

static gboolean is_source(const struct report_plan *plan, const struct dataset *dataset)
{
    for (guint i = 0; i < plan->report.sources->len; i++)
        if (g_array_index(plan->report.sources, struct report_source, i).dataset == dataset)
            return TRUE;
    return FALSE;
}

static void free_gathered(gpointer gathered)
{
    rule_sums_free(gathered);
}

static const struct report_source *source_of(const struct report_plan *plan, const char *dataset)
{
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        if (strcmp(source->dataset->name, dataset) == 0)
            return source;
    }
    return NULL;
}

/* Whether a source has a row of the period, be it of a unit that is not reported. */
static gboolean has_rows(const struct report_source *source, const struct unit_tree *tree)
{
    const guint64 *strays = tally_stray_rows(source->tally);
    guint64 rows = tally_facts(source->tally);
    for (guint i = 0; strays != NULL && i < unit_tree_count(tree) && rows == 0; i++)
        rows += strays[i];
    return rows > 0;
}

/* What the laws of the year ask to look at again; a period that is no year has no such law. */
static void review_year_of(struct report_plan *plan, const GPtrArray *gathered, int year)
{
    const struct report_source *rankings = source_of(plan, "xep_loai");
    const struct report_source *actions = source_of(plan, "ky_luat");
    if (rankings == NULL || !cap_is_judged_in(plan->report.period))
        return;
    plan->review = review_new(
        &(struct review_data){.gathered = gathered,
                              .tree = plan->workspace->tree,
                              .dictionary = plan->workspace->dictionary,
                              .returned = rankings->absent ? NULL : tally_returned(rankings->tally),
                              .no_actions = actions == NULL || actions->absent ||
                                            !has_rows(actions, plan->workspace->tree),
                              .year = year});
    plan->report.review = plan->review;
}

static void compare_files(struct report_plan *plan)
{
    int first, last;
    const GPtrArray *all = plan->workspace->gathered;
    if (all == NULL || !has_rules_across(plan))
        return;
    years_of(plan, &first, &last);
    plan->gathered = g_ptr_array_new_with_free_func(free_gathered);
    for (guint i = 0; i < all->len; i++) {
        const struct rule_sums *gathered = g_ptr_array_index(all, i);
        if (is_source(plan, rule_sums_dataset(gathered)))
            g_ptr_array_add(plan->gathered, rule_sums_years(gathered, first - 1, last));
    }
    plan->across = findings_new();
    rules_across(plan->gathered, plan->workspace->tree, plan->workspace->dictionary, first,
                 plan->across);
    review_year_of(plan, plan->gathered, last);
}

void report_findings_prepare(struct report_plan *plan)
{
    plan->lost = findings_new();
    plan->outside = findings_new();
    workspace_tell_lost(plan->workspace, plan->report.scopes, plan->lost);
    workspace_tell_tops(plan->workspace, plan->map, plan->outside);
    report_accounts_tell_strays(plan, plan->outside);
    compare_files(plan);
}

void report_findings_tell(const struct report_plan *plan, gint scope, struct findings *findings)
{
    tell_lost(plan, scope, findings);
    for (guint i = 0; i < findings_count(plan->outside); i++)
        findings_add(findings, findings_at(plan->outside, i));
    tell_sources(plan, scope, findings);
    tell_across(plan, scope, findings);
    tell_returns(plan, scope, findings);
}
