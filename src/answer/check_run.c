#include "answer/check_run.h"

#include "calc/returned.h"
#include "check/completeness.h"
#include "check/rule_sums.h"
#include "check/rules_across.h"
#include "run/report_accounts.h"

/* What is kept of one dataset while its facts stream by: who returned, and the sums that rules over
 * several rows need. */
struct check_watch_plan {
    const struct dataset *dataset;
    const struct dictionary *dictionary;
    const struct unit_tree *tree;
    const struct period *period; /* NULL: nobody asks who returned */
};

/* One thread's; `made` and `spoke` are NULL unless the dataset is one of returns. */
struct check_watch {
    guint64 *rows; /* by unit: those of the period, or all of them */
    const struct check_watch_plan *plan;
    struct rule_sums *gathered; /* may be NULL */
    struct returned *made;
    struct returned *spoke; /* who returned more than zeros */
    guint64 blank;          /* rows of the period that name a unit and say nothing */
};

static void *watch_new(void *plan)
{
    struct check_watch *watch = g_new0(struct check_watch, 1);
    watch->plan = plan;
    watch->gathered =
        rule_sums_new(watch->plan->dataset, watch->plan->dictionary, watch->plan->tree);
    watch->rows = g_new0(guint64, MAX(unit_tree_count(watch->plan->tree), 1));
    if (watch->plan->period != NULL && watch->plan->dataset->kind == DATASET_RETURNS) {
        watch->made =
            returned_new(watch->plan->dataset, watch->plan->tree, *watch->plan->period, DATE_NONE);
        watch->spoke = returned_new_like(watch->made);
    }
    return watch;
}

static void watch_free(void *data)
{
    struct check_watch *watch = data;
    if (watch == NULL)
        return;
    rule_sums_free(watch->gathered);
    g_free(watch->rows);
    returned_free(watch->made);
    returned_free(watch->spoke);
    g_free(watch);
}

/* Nothing but zeros: a nil return. A row without numbers is none. */
static gboolean is_nil(const struct dataset *dataset, const struct fact *fact)
{
    gboolean counted = FALSE;
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (dataset->columns[i].type != COLUMN_COUNT || fact->value[i] == FACT_BLANK)
            continue;
        if (fact->value[i] != 0)
            return FALSE;
        counted = TRUE;
    }
    return counted;
}

static gboolean lies_in(const struct check_watch_plan *plan, const struct fact *fact)
{
    const struct period *period = plan->period;
    return fact->first != DATE_NONE && fact->first >= period->first && fact->last <= period->last &&
           fact_is_of_quarter(fact, fact_quarter_asked(plan->dataset, period->first, period->last));
}

static void watch_take(void *data, const struct fact *fact)
{
    struct check_watch *watch = data;
    const struct dataset *dataset = watch->plan->dataset;
    if (watch->gathered != NULL)
        rule_sums_take(watch->gathered, fact);
    if (fact->unit == UNIT_NONE)
        return;
    guint64 times = (guint64)fact->times;
    if (watch->plan->period == NULL || fact->first == DATE_NONE || lies_in(watch->plan, fact))
        watch->rows[fact->unit] += times;
    if (watch->made == NULL)
        return;
    int answer = returned_answer(dataset);
    if (answer >= 0 && fact->value[answer] == FACT_BLANK && lies_in(watch->plan, fact))
        watch->blank += times;
    returned_take(watch->made, fact);
    if (!is_nil(dataset, fact))
        returned_take(watch->spoke, fact);
}

static void watch_merge(struct check_watch *to, const struct check_watch *from)
{
    if (to->gathered != NULL)
        rule_sums_merge(to->gathered, from->gathered);
    to->blank += from->blank;
    for (guint i = 0; i < unit_tree_count(to->plan->tree); i++)
        to->rows[i] += from->rows[i];
    if (to->made == NULL)
        return;
    returned_merge(to->made, from->made);
    returned_merge(to->spoke, from->spoke);
}

/* One run; the watches live until all datasets are read. */
struct checking {
    struct check_outcome *outcome;
    const struct unit_map *map;
    struct scopes *scopes;
    GPtrArray *plans, *watches; /* struct check_watch_plan *, struct check_watch * */
    gboolean dated;             /* a period was given */
};

void check_outcome_clear(struct check_outcome *outcome)
{
    workspace_free(outcome->workspace);
    g_clear_pointer(&outcome->returns, g_array_unref);
}

/* Without a period the map is that behind all changes, so that every successor is a known unit. */
static void set_map(struct checking *checking)
{
    struct workspace *workspace = checking->outcome->workspace;
    date day = checking->dated ? checking->outcome->period.last : date_from_civil(9999, 12, 31);
    gint32 everything = UNIT_NONE;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, everything);
    checking->map = workspace_map(workspace, day);
    checking->scopes = workspace_scopes(workspace, checking->map, roots);
    workspace_tell_tops(workspace, checking->map, workspace->findings);
    workspace_tell_lost(workspace, checking->scopes, workspace->findings);
}

static void clear_gap(gpointer gap)
{
    g_free(((struct check_gap *)gap)->periods);
}

/* By unit; nothing is expected of those that the run does not ask. New array. */
static GArray *gaps_of(const struct checking *checking, const struct check_watch *watch)
{
    const struct dataset *dataset = watch->plan->dataset;
    const struct unit_tree *tree = watch->plan->tree;
    GArray *gaps = g_array_new(FALSE, TRUE, sizeof(struct check_gap));
    g_array_set_clear_func(gaps, clear_gap);
    g_array_set_size(gaps, unit_tree_count(tree));
    for (gint32 i = 0; i < (gint32)gaps->len; i++) {
        if (scopes_home(checking->scopes, i) != 0)
            continue;
        struct missing unit = completeness_of_unit(dataset, tree, i, watch->made, NULL);
        g_array_index(gaps, struct check_gap, i) = (struct check_gap){
            unit.expected, unit.made, completeness_gap(dataset, tree, i, watch->made)};
    }
    return gaps;
}

static void clear_returns(gpointer returns)
{
    g_array_unref(((struct check_returns *)returns)->gaps);
}

static void count_returns(struct checking *checking, const struct check_watch *watch)
{
    const struct dataset *dataset = watch->plan->dataset;
    struct missing made, spoke;
    completeness_settle(dataset, watch->plan->tree, watch->made);
    completeness_settle(dataset, watch->plan->tree, watch->spoke);
    g_autoptr(GArray) list = completeness_missing(dataset, checking->scopes, 0, watch->made, &made);
    g_array_unref(completeness_missing(dataset, checking->scopes, 0, watch->spoke, &spoke));
    struct check_returns returns = {.dataset = dataset,
                                    .gaps = gaps_of(checking, watch),
                                    .expected = made.expected,
                                    .made = made.made,
                                    .nil = made.made - spoke.made,
                                    .blank = watch->blank};
    g_array_append_val(checking->outcome->returns, returns);
    struct workspace *workspace = checking->outcome->workspace;
    for (guint i = 0; i < list->len; i++)
        completeness_tell(dataset, workspace->tree, &g_array_index(list, struct missing, i),
                          workspace->inputs->count, workspace->findings);
}

/* Nobody is born after the period or the day of the data; without either nobody is born too late.
 */
static date age_day(const struct checking *checking)
{
    const struct period *period = &checking->outcome->period;
    if (checking->dated)
        return period->last;
    return period->as_of != DATE_NONE ? period->as_of : date_from_civil(2099, 12, 31);
}

/* Rows of units that hang below no reported top. */
static void tell_outside(const struct checking *checking, const struct check_watch *watch)
{
    struct workspace *workspace = checking->outcome->workspace;
    const struct scopes *whole = report_accounts_whole(workspace, checking->map);
    if (whole != NULL)
        report_accounts_tell_outside(workspace, watch->plan->dataset, watch->rows, whole,
                                     workspace->findings);
}

static gboolean read_facts(struct checking *checking, const struct dataset *dataset, GError **error)
{
    struct workspace *workspace = checking->outcome->workspace;
    struct check_watch_plan *plan = g_new0(struct check_watch_plan, 1);
    *plan = (struct check_watch_plan){dataset, workspace->dictionary, workspace->tree,
                                      checking->dated ? &checking->outcome->period : NULL};
    g_ptr_array_add(checking->plans, plan);
    struct consumer consumer = {
        .state_new = watch_new, .take = watch_take, .state_free = watch_free, .data = plan};
    struct read_job job = {
        .dataset = dataset,
        .age_day = age_day(checking),
    };
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(watch_free);
    if (!workspace_read(workspace, job, consumer, states, error))
        return FALSE;
    struct check_watch *all = watch_new(plan);
    for (guint i = 0; i < states->len; i++)
        watch_merge(all, g_ptr_array_index(states, i));
    g_ptr_array_add(checking->watches, all);
    tell_outside(checking, all);
    if (all->made != NULL)
        count_returns(checking, all);
    return TRUE;
}

static gboolean take_text(void *data, const struct text_record *record, struct findings *findings)
{
    (void)data, (void)record, (void)findings;
    return TRUE;
}

static gboolean read_dataset(struct checking *checking, const struct dataset *dataset,
                             GError **error)
{
    struct workspace *workspace = checking->outcome->workspace;
    struct read_job job = {
        .inputs = workspace->inputs,
        .dataset = dataset,
        .threads = workspace->threads,
        .progress = workspace->progress,
    };
    if (!workspace_has(workspace, dataset))
        return TRUE;
    switch (dataset->kind) {
    case DATASET_EVENTS:
    case DATASET_RETURNS:
    case DATASET_STOCK:
        return read_facts(checking, dataset, error);
    case DATASET_CLAIMS:
        return reader_read_texts(&job, take_text, NULL, workspace->accounts, workspace->findings,
                                 error);
    default:
        return TRUE; /* read when the workspace was opened */
    }
}

/* The first file refused is the error; the other datasets are read all the same. */
static gboolean read_all(struct checking *checking, GError **error)
{
    const struct dictionary *dictionary = checking->outcome->workspace->dictionary;
    gboolean good = TRUE;
    for (guint i = 0; i < dictionary->datasets_count; i++)
        good = read_dataset(checking, &dictionary->datasets[i], good ? error : NULL) && good;
    return good;
}

/* `good`: all datasets were read. */
static void hold_together(const struct checking *checking, gboolean good)
{
    struct workspace *workspace = checking->outcome->workspace;
    g_autoptr(GPtrArray) gathered = g_ptr_array_new();
    for (guint i = 0; i < checking->watches->len; i++) {
        const struct check_watch *watch = g_ptr_array_index(checking->watches, i);
        if (watch->gathered != NULL)
            g_ptr_array_add(gathered, watch->gathered);
    }
    rules_across(gathered, workspace->tree, workspace->dictionary, G_MININT, workspace->findings);
    exceptions_apply(workspace, workspace->findings, good);
    findings_sort(workspace->findings);
}

gboolean check_run(const struct request *request, const struct search *search,
                   struct check_outcome *outcome, GError **error)
{
    outcome->period = (struct period)PERIOD_NONE;
    outcome->returns = g_array_new(FALSE, FALSE, sizeof(struct check_returns));
    g_array_set_clear_func(outcome->returns, clear_returns);
    if (!workspace_begin(search, request, &outcome->workspace, error) ||
        !request_period(request, &outcome->period, error))
        return FALSE;
    outcome->workspace->period = outcome->period;
    if (!workspace_load(outcome->workspace, error))
        return FALSE;
    struct checking checking = {
        .outcome = outcome,
        .plans = g_ptr_array_new_with_free_func(g_free),
        .watches = g_ptr_array_new_with_free_func(watch_free),
        .dated = request->period != NULL,
    };
    set_map(&checking);
    gboolean good = read_all(&checking, error);
    hold_together(&checking, good);
    g_ptr_array_unref(checking.watches);
    g_ptr_array_unref(checking.plans);
    return good;
}
