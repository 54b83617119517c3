#include "calc/tally.h"

#include "base/error.h"

#define LAW_OF_SUMS "Mọi tổng không quá 2^53"

struct tally {
    const struct tally_plan *plan;
    GPtrArray *cubes; /* struct cube *, queries x slots; NULL until the slot's first fact */
    struct returned *returned;
    struct months_met *months;     /* of events, in any scope or none */
    int stage;                     /* column of stages; -1: none */
    struct vocabulary *vocabulary; /* the reader's, from the first fact on */
    guint64 *facts;                /* by scope */
    GArray *planes;                /* struct plane: all stretches of time that are counted */
    guint64 *rows;                 /* class x file x whether the time is counted; see class_of() */
    guint64 *stray;                /* by unit: see tally_stray_rows() */
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

/*
 * Rows are counted by where their unit stands: classes are the scopes, then the splits that no
 * scope holds wholly, then all that no scope reports.
 */
static guint classes_of(const struct tally *tally)
{
    return scopes_count(tally->plan->scopes) + tally->plan->scopes->splits->len + 1;
}

static guint class_of(const struct tally *tally, gint32 unit)
{
    const struct scopes *scopes = tally->plan->scopes;
    if (scopes->scope_of[unit] >= 0)
        return (guint)scopes->scope_of[unit];
    return scopes->split_of[unit] >= 0 ? scopes_count(scopes) + (guint)scopes->split_of[unit]
                                       : classes_of(tally) - 1;
}

/* Adds a plane unless one holds it that also ends with it (a stock is looked at on the last day).
 */
static void add_plane(struct tally *tally, struct plane plane)
{
    for (guint i = 0; i < tally->planes->len; i++) {
        const struct plane *known = &g_array_index(tally->planes, struct plane, i);
        if (known->first <= plane.first && known->last == plane.last)
            return;
    }
    g_array_append_val(tally->planes, plane);
}

static void find_planes(struct tally *tally)
{
    add_plane(tally, span_plane(SPAN_PERIOD, tally->plan->period));
    for (guint i = 0; i < tally->plan->queries->len; i++) {
        const struct query *query = g_ptr_array_index(tally->plan->queries, i);
        for (guint span = 0; span < SPANS; span++)
            if (query->wanted[span])
                add_plane(tally, query->planes[span]);
    }
}

/* The first day that any query looks back to. */
static date reach_of(const struct tally_plan *plan)
{
    date reach = plan->period.first;
    for (guint i = 0; i < plan->queries->len; i++) {
        const struct query *query = g_ptr_array_index(plan->queries, i);
        for (guint span = 0; span < SPANS; span++)
            if (query->wanted[span])
                reach = MIN(reach, query->planes[span].first);
    }
    return reach;
}

struct tally *tally_new(const struct tally_plan *plan)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->plan = plan;
    tally->cubes = g_ptr_array_new_with_free_func(free_cube);
    g_ptr_array_set_size(tally->cubes, (gint)(plan->queries->len * slots_of(tally)));
    tally->facts = g_new0(guint64, MAX(scopes_count(plan->scopes), 1));
    tally->planes = g_array_new(FALSE, FALSE, sizeof(struct plane));
    find_planes(tally);
    tally->rows = g_new0(guint64, MAX((gsize)classes_of(tally) * plan->files * 2, 1));
    tally->stray = g_new0(guint64, MAX(unit_tree_count(plan->scopes->tree), 1));
    tally->stage = dataset_stage_column(plan->dataset);
    if (plan->dataset->kind == DATASET_EVENTS)
        tally->months = months_met_new(
            tally->stage >= 0 ? plan->dataset->columns[tally->stage].values_count : 0);
    if (plan->dataset->reported_by.count > 0)
        tally->returned =
            returned_new(plan->dataset, plan->scopes->tree, plan->period, reach_of(plan));
    return tally;
}

struct tally *tally_new_like(const struct tally_plan *plan, const struct tally *like)
{
    struct tally *tally = tally_new(plan);
    if (like->vocabulary != NULL)
        tally->vocabulary = vocabulary_ref(like->vocabulary);
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
    g_array_unref(tally->planes);
    g_free(tally->rows);
    g_free(tally->stray);
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
        cube_take(cube_at(tally, i, slot), fact, tally->plan->marks);
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

static gboolean is_in_time(const struct tally *tally, const struct fact *fact)
{
    gboolean stock = tally->plan->dataset->kind == DATASET_STOCK;
    gboolean inside = fact->first == DATE_NONE;
    for (guint i = 0; !inside && i < tally->planes->len; i++) {
        const struct plane *plane = &g_array_index(tally->planes, struct plane, i);
        inside = (stock ? fact->first <= plane->last : fact->first >= plane->first) &&
                 (stock ? fact->last >= plane->last : fact->last <= plane->last);
    }
    return inside;
}

static void count_row(struct tally *tally, const struct fact *fact)
{
    gboolean in_time = is_in_time(tally, fact);
    guint class = class_of(tally, fact->unit), files = tally->plan->files;
    if (fact->file < files)
        tally->rows[2 * ((gsize) class * files + fact->file) + in_time]++;
    tally->stray[fact->unit] += in_time && class == classes_of(tally) - 1;
}

void tally_take(struct tally *tally, const struct fact *fact)
{
    const struct scopes *scopes = tally->plan->scopes;
    gint32 scope = scopes->scope_of[fact->unit];
    count_row(tally, fact);
    if (tally->months != NULL)
        months_met_take(tally->months, fact->first,
                        tally->stage >= 0 ? fact->value[tally->stage] : -1);
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

static void merge_rows(struct tally *to, const struct tally *from)
{
    gsize rows = (gsize)classes_of(to) * to->plan->files * 2;
    for (gsize i = 0; i < rows; i++)
        to->rows[i] += from->rows[i];
    for (guint i = 0; i < unit_tree_count(to->plan->scopes->tree); i++)
        to->stray[i] += from->stray[i];
}

void tally_merge(struct tally *to, struct tally *from)
{
    if (to->months != NULL)
        months_met_merge(to->months, from->months);
    merge_rows(to, from);
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

gboolean tally_fits(const struct tally *tally, GError **error)
{
    for (guint i = 0; i < tally->cubes->len; i++)
        if (cube_is_beyond(g_ptr_array_index(tally->cubes, i)))
            return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_LAW_BROKEN, LAW_OF_SUMS,
                               tally->plan->dataset->name, NULL);
    return TRUE;
}

const struct cube *tally_cube(const struct tally *tally, guint query, guint scope)
{
    return tally->cubes->pdata[(gsize)query * slots_of(tally) + scope];
}

const struct cube *tally_portion_cube(const struct tally *tally, guint query, guint portion)
{
    return tally_cube(tally, query, scopes_count(tally->plan->scopes) + portion);
}

struct returned *tally_returned(const struct tally *tally)
{
    return tally->returned;
}

gboolean tally_has_stage(const struct tally *tally, guint stage, date first, date last)
{
    return tally->months == NULL || months_met_has_stage(tally->months, stage, first, last);
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

/* Whether rows of a class stand in a scope, be it by a share only. */
static gboolean class_is_in(const struct tally *tally, guint class, gint scope)
{
    const struct scopes *scopes = tally->plan->scopes;
    if (scope == TALLY_ALL_SCOPES)
        return class < classes_of(tally) - 1;
    if (class < scopes_count(scopes) || class == classes_of(tally) - 1)
        return class == (guint)scope;
    const GArray *portions = g_ptr_array_index(scopes->splits, class - scopes_count(scopes));
    for (guint i = 0; i < portions->len; i++) {
        const struct portion *portion = scopes_portion(scopes, g_array_index(portions, guint, i));
        if (portion->scope == (guint)scope && !portion->whole)
            return TRUE;
    }
    return FALSE;
}

struct tally_rows tally_rows(const struct tally *tally, gint scope, guint32 file)
{
    struct tally_rows spent = {0, 0, 0};
    guint files = tally->plan->files;
    g_assert(file < files);
    for (guint class = 0; class < classes_of(tally); class ++) {
        const guint64 *rows = &tally->rows[2 * ((gsize) class * files + file)];
        if (class_is_in(tally, class, scope)) {
            spent.outside_period += rows[FALSE];
            spent.counted += rows[TRUE];
        } else {
            spent.outside_unit += rows[FALSE] + rows[TRUE];
        }
    }
    return spent;
}

guint64 tally_stray_rows(const struct tally *tally, gint32 unit)
{
    return tally->stray[unit];
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
