#include "answer/check_watch.h"

void *check_watch_new(void *plan)
{
    struct check_watch *watch = g_new0(struct check_watch, 1);
    watch->plan = plan;
    watch->gathered = gathered_new(watch->plan->dataset);
    watch->rows = g_new0(guint64, MAX(unit_tree_count(watch->plan->tree), 1));
    if (watch->plan->period != NULL && watch->plan->dataset->kind == DATASET_RETURNS) {
        watch->made =
            returned_new(watch->plan->dataset, watch->plan->tree, *watch->plan->period, DATE_NONE);
        watch->spoke = returned_new_like(watch->made);
    }
    return watch;
}

void check_watch_free(void *data)
{
    struct check_watch *watch = data;
    if (watch == NULL)
        return;
    gathered_free(watch->gathered);
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

static gboolean lies_in(const struct period *period, const struct fact *fact)
{
    return fact->first != DATE_NONE && fact->first >= period->first && fact->last <= period->last;
}

void check_watch_take(void *data, const struct fact *fact)
{
    struct check_watch *watch = data;
    const struct dataset *dataset = watch->plan->dataset;
    if (watch->gathered != NULL)
        gathered_take(watch->gathered, fact);
    if (fact->unit == UNIT_NONE)
        return;
    watch->rows[fact->unit] += watch->plan->period == NULL || fact->first == DATE_NONE ||
                               lies_in(watch->plan->period, fact);
    if (watch->made == NULL)
        return;
    int answer = returned_answer(dataset);
    watch->blank +=
        answer >= 0 && fact->value[answer] == FACT_BLANK && lies_in(watch->plan->period, fact);
    returned_take(watch->made, fact);
    if (!is_nil(dataset, fact))
        returned_take(watch->spoke, fact);
}

void check_watch_merge(struct check_watch *to, const struct check_watch *from)
{
    if (to->gathered != NULL)
        gathered_merge(to->gathered, from->gathered);
    to->blank += from->blank;
    for (guint i = 0; i < unit_tree_count(to->plan->tree); i++)
        to->rows[i] += from->rows[i];
    if (to->made == NULL)
        return;
    returned_merge(to->made, from->made);
    returned_merge(to->spoke, from->spoke);
}
