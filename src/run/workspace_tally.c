/* One pass over a dataset for the tallies of all reports, and for rules across files. */
#include "run/workspace.h"

static void free_tally(gpointer tally)
{
    tally_free(tally);
}

/* One tally a plan of the array. */
static GPtrArray *tallies_new(const GPtrArray *plans)
{
    GPtrArray *tallies = g_ptr_array_new_with_free_func(free_tally);
    for (guint i = 0; i < plans->len; i++)
        g_ptr_array_add(tallies, tally_new(g_ptr_array_index(plans, i)));
    return tallies;
}

/* What the threads of a pass share. */
struct pass {
    const GPtrArray *plans; /* struct tally_plan * */
    gboolean gathers;
};

/* One thread's. */
struct passed {
    GPtrArray *tallies;        /* struct tally * */
    struct gathered *gathered; /* may be NULL */
};

static const struct dataset *dataset_of(const GPtrArray *plans)
{
    return ((const struct tally_plan *)g_ptr_array_index(plans, 0))->dataset;
}

static void *passed_new(void *data)
{
    const struct pass *pass = data;
    struct passed *passed = g_new0(struct passed, 1);
    passed->tallies = tallies_new(pass->plans);
    passed->gathered = pass->gathers ? gathered_new(dataset_of(pass->plans)) : NULL;
    return passed;
}

static void take_fact(void *data, const struct fact *fact)
{
    struct passed *passed = data;
    for (guint i = 0; i < passed->tallies->len; i++)
        tally_take(g_ptr_array_index(passed->tallies, i), fact);
    if (passed->gathered != NULL)
        gathered_take(passed->gathered, fact);
}

static void passed_free(void *data)
{
    struct passed *passed = data;
    g_ptr_array_unref(passed->tallies);
    gathered_free(passed->gathered);
    g_free(passed);
}

static void free_gathered(gpointer gathered)
{
    gathered_free(gathered);
}

static GPtrArray *merge(const struct tally_job *job, const GPtrArray *states)
{
    GPtrArray *tallies = g_ptr_array_new_with_free_func(free_tally);
    for (guint i = 0; i < job->plans->len; i++) {
        const struct tally_plan *plan = g_ptr_array_index(job->plans, i);
        struct tally *tally = job->like == NULL
                                  ? tally_new(plan)
                                  : tally_new_like(plan, g_ptr_array_index(job->like, i));
        g_ptr_array_add(tallies, tally);
        for (guint k = 0; k < states->len; k++) {
            const struct passed *passed = g_ptr_array_index(states, k);
            tally_merge(tally, g_ptr_array_index(passed->tallies, i));
        }
        tally_close(tally);
    }
    return tallies;
}

static gboolean has_gathered(const struct workspace *workspace, const struct dataset *dataset)
{
    for (guint i = 0; workspace->gathered != NULL && i < workspace->gathered->len; i++)
        if (gathered_dataset(g_ptr_array_index(workspace->gathered, i)) == dataset)
            return TRUE;
    return FALSE;
}

static void keep_gathered(struct workspace *workspace, const struct dataset *dataset,
                          const GPtrArray *states)
{
    struct gathered *all = gathered_new(dataset);
    for (guint i = 0; all != NULL && i < states->len; i++)
        gathered_merge(all, ((struct passed *)g_ptr_array_index(states, i))->gathered);
    if (workspace->gathered == NULL)
        workspace->gathered = g_ptr_array_new_with_free_func(free_gathered);
    if (all != NULL)
        g_ptr_array_add(workspace->gathered, all);
}

gboolean workspace_tally(struct workspace *workspace, struct tally_job job, GPtrArray **tallies,
                         GError **error)
{
    const struct dataset *dataset = dataset_of(job.plans);
    struct pass pass = {job.plans, workspace->gathers && !has_gathered(workspace, dataset)};
    struct read_job read = {.dataset = dataset, .age_day = job.age_day};
    struct consumer consumer = {
        .state_new = passed_new,
        .take = take_fact,
        .state_free = passed_free,
        .data = &pass,
    };
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(passed_free);
    if (!workspace_read(workspace, read, consumer, states, error))
        return FALSE;
    if (pass.gathers)
        keep_gathered(workspace, dataset, states);
    *tallies = merge(&job, states);
    for (guint i = 0; i < (*tallies)->len; i++)
        if (!tally_fits(g_ptr_array_index(*tallies, i), error)) {
            g_clear_pointer(tallies, g_ptr_array_unref);
            return FALSE;
        }
    return TRUE;
}
