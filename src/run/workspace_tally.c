/* One pass over a dataset for the tallies of all reports, and for rules across files. */
#include "calc/groups.h"
#include "run/workspace.h"

/* What the threads of a pass share. */
struct tally_pass {
    struct grouping *grouping;
    const struct dataset *dataset;
    const struct workspace *workspace;
    gboolean gathers;
};

/* One thread's. */
struct tally_lane {
    struct groups *groups;
    struct rule_sums *gathered; /* may be NULL */
};

static void *lane_new(void *data)
{
    const struct tally_pass *pass = data;
    struct tally_lane *lane = g_new0(struct tally_lane, 1);
    lane->groups = groups_new(pass->grouping);
    const struct workspace *workspace = pass->workspace;
    if (pass->gathers)
        lane->gathered = rule_sums_new(pass->dataset, workspace->dictionary, workspace->tree);
    if (lane->gathered != NULL)
        rule_sums_keep_years(lane->gathered, workspace->first_year, workspace->last_year);
    return lane;
}

static void take_fact(void *data, const struct fact *fact)
{
    struct tally_lane *lane = data;
    groups_take(lane->groups, fact);
    if (lane->gathered != NULL)
        rule_sums_take(lane->gathered, fact);
}

static void lane_free(void *data)
{
    struct tally_lane *lane = data;
    groups_free(lane->groups);
    rule_sums_free(lane->gathered);
    g_free(lane);
}

static void free_gathered(gpointer gathered)
{
    rule_sums_free(gathered);
}

static gboolean has_gathered(const struct workspace *workspace, const struct dataset *dataset)
{
    for (guint i = 0; workspace->gathered != NULL && i < workspace->gathered->len; i++)
        if (rule_sums_dataset(g_ptr_array_index(workspace->gathered, i)) == dataset)
            return TRUE;
    return FALSE;
}

static void keep_gathered(struct workspace *workspace, const GPtrArray *states)
{
    struct tally_lane *first = g_ptr_array_index(states, 0);
    struct rule_sums *all = g_steal_pointer(&first->gathered);
    for (guint i = 1; all != NULL && i < states->len; i++)
        rule_sums_merge(all, ((struct tally_lane *)g_ptr_array_index(states, i))->gathered);
    if (workspace->gathered == NULL)
        workspace->gathered = g_ptr_array_new_with_free_func(free_gathered);
    if (all != NULL)
        g_ptr_array_add(workspace->gathered, all);
}

gboolean workspace_tally(struct workspace *workspace, struct tally_job job, GPtrArray **tallies,
                         GError **error)
{
    const struct tally_plan *first = g_ptr_array_index(job.plans, 0);
    const struct tally *like = job.like != NULL ? g_ptr_array_index(job.like, 0) : NULL;
    g_autoptr(grouping_t) grouping = grouping_new(job.plans, like, FALSE);
    grouping->keeps = job.kept != NULL;
    struct tally_pass pass = {grouping, first->dataset, workspace,
                              workspace->gathers && !has_gathered(workspace, first->dataset)};
    struct read_job read = {.dataset = first->dataset,
                            .age_day = job.age_day,
                            .asked = grouping->asked,
                            .again = job.again};
    struct consumer consumer = {
        .state_new = lane_new,
        .take = take_fact,
        .state_free = lane_free,
        .data = &pass,
    };
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(lane_free);
    if (!workspace_read(workspace, read, consumer, states, error))
        return FALSE;
    if (pass.gathers)
        keep_gathered(workspace, states);
    for (guint i = 0; i < states->len; i++)
        groups_pour(((struct tally_lane *)g_ptr_array_index(states, i))->groups);
    *tallies = grouping_take_tallies(grouping);
    if (job.kept != NULL)
        *job.kept = g_steal_pointer(&grouping->kept);
    for (guint i = 0; i < (*tallies)->len; i++)
        if (!tally_fits(g_ptr_array_index(*tallies, i), error)) {
            g_clear_pointer(tallies, g_ptr_array_unref);
            return FALSE;
        }
    return TRUE;
}
