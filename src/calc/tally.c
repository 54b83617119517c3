#include "calc/tally.h"

struct tally {
    const struct tally_plan *plan;
    GPtrArray *cubes; /* struct cube *, queries x slots; NULL until the slot's first fact */
    struct returned *returned;
    struct months_met *months;     /* of events, in any scope or none */
    struct vocabulary *vocabulary; /* the reader's, from the first fact on */
    guint64 *facts;                /* by scope */
};

static void free_cube(gpointer cube)
{
    cube_free(cube);
}

/* Of each query the scopes have cubes, and behind them the portions. */
static guint slots_of(const struct tally *tally)
{
    return scopes_count(tally->plan->scopes) + tally->plan->scopes->portions->len;
}

struct tally *tally_new(const struct tally_plan *plan)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->plan = plan;
    tally->cubes = g_ptr_array_new_with_free_func(free_cube);
    g_ptr_array_set_size(tally->cubes, (gint)(plan->queries->len * slots_of(tally)));
    tally->facts = g_new0(guint64, MAX(scopes_count(plan->scopes), 1));
    if (plan->dataset->kind == DATASET_EVENTS)
        tally->months = months_met_new();
    if (plan->dataset->kind == DATASET_RETURNS)
        tally->returned = returned_new(plan->dataset, plan->scopes->tree, plan->period);
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally == NULL)
        return;
    g_ptr_array_unref(tally->cubes);
    returned_free(tally->returned);
    months_met_free(tally->months);
    vocabulary_free(tally->vocabulary);
    g_free(tally->facts);
    g_free(tally);
}

static struct cube *cube_at(struct tally *tally, guint query, guint slot)
{
    const struct scopes *scopes = tally->plan->scopes;
    guint count = scopes_count(scopes);
    guint scope = slot < count ? slot : scopes_portion(scopes, slot - count)->scope;
    gpointer *cube = &tally->cubes->pdata[(gsize)query * slots_of(tally) + slot];
    if (*cube == NULL)
        *cube = cube_new(g_ptr_array_index(tally->plan->queries, query), scope);
    return *cube;
}

static gboolean lies_in(const struct period *period, const struct dataset *dataset,
                        const struct fact *fact)
{
    return fact->first == DATE_NONE || dataset->kind == DATASET_STOCK ||
           period_holds(*period, fact->first, fact->last);
}

static void take_in_slot(struct tally *tally, guint slot, const struct fact *fact)
{
    for (guint i = 0; i < tally->plan->queries->len; i++)
        cube_take(cube_at(tally, i, slot), fact);
}

/* A fact that is shared out also stands in the portions of its split. */
static void take_in_portions(struct tally *tally, const GArray *portions, const struct fact *fact)
{
    const struct scopes *scopes = tally->plan->scopes;
    gboolean in_period = lies_in(&tally->plan->period, tally->plan->dataset, fact);
    for (guint i = 0; i < portions->len; i++) {
        guint number = g_array_index(portions, guint, i);
        const struct portion *portion = scopes_portion(scopes, number);
        if (!portion_counts(portion, scopes, fact->unit))
            continue;
        take_in_slot(tally, scopes_count(scopes) + number, fact);
        tally->facts[portion->scope] += in_period && !portion->whole;
    }
}

void tally_take(struct tally *tally, const struct fact *fact)
{
    const struct scopes *scopes = tally->plan->scopes;
    gint32 scope = scopes->scope_of[fact->unit];
    if (tally->months != NULL)
        months_met_take(tally->months, fact->first);
    const GArray *portions = scopes_portions(scopes, fact->unit);
    if (scope < 0 && portions == NULL)
        return;
    if (tally->vocabulary == NULL)
        tally->vocabulary = vocabulary_ref(fact->vocabulary);
    if (tally->returned != NULL)
        returned_take(tally->returned, fact);
    if (portions != NULL)
        take_in_portions(tally, portions, fact);
    if (scope < 0)
        return;
    if (lies_in(&tally->plan->period, tally->plan->dataset, fact))
        tally->facts[scope]++;
    take_in_slot(tally, (guint)scope, fact);
}

/* For each open column the number in `to` of each number of `from` beyond the dictionary's. */
static gint32 **vocabulary_map(const struct tally *to, const struct tally *from)
{
    const struct dataset *dataset = to->plan->dataset;
    gint32 **map = g_new0(gint32 *, dataset->columns_count + 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        enum column_type type = dataset->columns[i].type;
        guint known = dataset->columns[i].values_count;
        guint count = vocabulary_count(from->vocabulary, i);
        if ((type != COLUMN_LABEL && type != COLUMN_LABELS) || count <= known)
            continue;
        map[i] = g_new(gint32, count - known);
        for (guint number = known; number < count; number++)
            map[i][number - known] = vocabulary_number(
                to->vocabulary, i, vocabulary_label(from->vocabulary, i, (gint32)number));
    }
    return map;
}

void tally_merge(struct tally *to, struct tally *from)
{
    if (to->months != NULL)
        months_met_merge(to->months, from->months);
    if (from->vocabulary == NULL)
        return;
    if (to->vocabulary == NULL)
        to->vocabulary = vocabulary_new(to->plan->dataset);
    gint32 **map = vocabulary_map(to, from);
    guint slots = slots_of(to);
    for (guint i = 0; i < from->cubes->len; i++) {
        struct cube *cube = g_ptr_array_index(from->cubes, i);
        if (cube != NULL)
            cube_merge(cube_at(to, i / slots, i % slots), cube, map);
    }
    if (to->returned != NULL)
        returned_merge(to->returned, from->returned);
    for (guint i = 0; i < scopes_count(to->plan->scopes); i++)
        to->facts[i] += from->facts[i];
    for (guint i = 0; i < to->plan->dataset->columns_count; i++)
        g_free(map[i]);
    g_free(map);
}

void tally_close(struct tally *tally)
{
    guint slots = slots_of(tally);
    for (guint i = 0; i < tally->cubes->len; i++)
        cube_close(cube_at(tally, i / slots, i % slots));
}

const struct cube *tally_cube(const struct tally *tally, guint query, guint scope)
{
    return tally->cubes->pdata[(gsize)query * slots_of(tally) + scope];
}

const struct cube *tally_portion_cube(const struct tally *tally, guint query, guint portion)
{
    return tally_cube(tally, query, scopes_count(tally->plan->scopes) + portion);
}

const struct returned *tally_returned(const struct tally *tally)
{
    return tally->returned;
}

gboolean tally_ends_early(const struct tally *tally, date *last)
{
    return tally->months != NULL && months_met_end_early(tally->months, tally->plan->period, last);
}

guint64 tally_scope_facts(const struct tally *tally, guint scope)
{
    return tally->facts[scope];
}

guint64 tally_facts(const struct tally *tally)
{
    guint64 facts = 0;
    for (guint i = 0; i < scopes_count(tally->plan->scopes); i++)
        facts += tally->facts[i];
    return facts;
}

const char *tally_value_code(const struct tally *tally, guint column, gint32 number)
{
    const struct column *known = &tally->plan->dataset->columns[column];
    if (number < (gint32)known->values_count)
        return known->values[number].code;
    return vocabulary_code(tally->vocabulary, column, number);
}

const char *tally_value_label(const struct tally *tally, guint column, gint32 number)
{
    const struct column *known = &tally->plan->dataset->columns[column];
    if (number < (gint32)known->values_count)
        return known->values[number].label;
    return vocabulary_label(tally->vocabulary, column, number);
}
