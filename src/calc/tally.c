#include "calc/tally.h"

#include "base/error.h"
#include "calc/file_rows.h"
#include "data/vocabulary.h"

#define LAW_OF_SUMS "Mọi tổng không quá 2^53"

struct tally {
    const struct tally_plan *plan;
    GPtrArray *cubes; /* struct cube *, queries x slots; NULL until the slot's first fact */
    struct returned *returned, *quarters; /* quarters: NULL, no query stands by them */
    struct months_met *months;            /* of events, in any scope or none */
    struct vocabulary *vocabulary;
    guint64 *facts;         /* by scope */
    int quarter;            /* whose rows count: fact_quarter_asked() */
    GArray *planes;         /* struct plane: all stretches of time that are counted */
    struct file_rows *rows; /* by class: class_of() */
    guint64 *stray;         /* by unit: see tally_stray_rows(); NULL: there was none */
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

struct months_met *tally_months_new(const struct dataset *dataset)
{
    int stage = dataset_stage_column(dataset);
    return months_met_new(stage >= 0 ? dataset->columns[stage].values_count : 0);
}

struct tally *tally_new(const struct tally_plan *plan, struct vocabulary *vocabulary)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->plan = plan;
    tally->vocabulary = vocabulary_ref(vocabulary);
    tally->cubes = g_ptr_array_new_with_free_func(free_cube);
    g_ptr_array_set_size(tally->cubes, (gint)(plan->queries->len * slots_of(tally)));
    gboolean by_quarter = queries_are_by_quarter(plan->queries);
    date reach = queries_reach(plan->queries, plan->period.first);
    tally->quarter = fact_quarter_asked(plan->dataset, plan->period.first, plan->period.last);
    if (by_quarter)
        tally->quarter = FACT_OF_ANY;
    tally->facts = g_new0(guint64, MAX(scopes_count(plan->scopes), 1));
    tally->planes = g_array_new(FALSE, FALSE, sizeof(struct plane));
    find_planes(tally);
    tally->rows = file_rows_new(classes_of(tally), plan->files);
    if (plan->dataset->kind == DATASET_EVENTS)
        tally->months = tally_months_new(plan->dataset);
    if (plan->dataset->reported_by.count > 0)
        tally->returned = returned_new(plan->dataset, plan->scopes->tree, plan->period, reach);
    if (tally->returned != NULL && by_quarter)
        tally->quarters =
            returned_new_by_quarter(plan->dataset, plan->scopes->tree, plan->period, reach);
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally == NULL)
        return;
    g_ptr_array_unref(tally->cubes);
    returned_free(tally->returned);
    returned_free(tally->quarters);
    months_met_free(tally->months);
    vocabulary_free(tally->vocabulary);
    g_free(tally->facts);
    g_array_unref(tally->planes);
    file_rows_free(tally->rows);
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

static gboolean lies_in(const struct tally *tally, const struct fact *fact)
{
    return fact->first == DATE_NONE || tally->plan->dataset->kind == DATASET_STOCK ||
           (period_holds(tally->plan->period, fact->first, fact->last) &&
            fact_is_of_quarter(fact, tally->quarter));
}

static void take_in_slot(struct tally *tally, guint slot, const struct fact_group *group)
{
    for (guint i = 0; i < tally->plan->queries->len; i++)
        cube_take(cube_at(tally, i, slot), group, tally->plan->marks);
}

/* Facts that are shared out also stand in the portions of their split. */
static void take_in_portions(struct tally *tally, const GArray *portions,
                             const struct fact_group *group)
{
    const struct scopes *scopes = tally->plan->scopes;
    gboolean in_period = lies_in(tally, &group->fact);
    for (guint i = 0; i < portions->len; i++) {
        guint number = g_array_index(portions, guint, i);
        const struct portion *portion = scopes_portion(scopes, number);
        if (!portion_counts(portion, scopes, group->fact.unit))
            continue;
        take_in_slot(tally, scopes_count(scopes) + number, group);
        if (in_period && !portion->whole)
            tally->facts[portion->scope] += (guint64)group->fact.times;
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
    return inside && fact_is_of_quarter(fact, tally->quarter);
}

void tally_plan_asks(const struct tally_plan *plan, GArray *units, guint8 columns[FACT_MAX_COLUMNS])
{
    struct unit_answers scopes[] = {{plan->scopes->scope_of, sizeof(gint32)},
                                    {plan->scopes->split_of, sizeof(gint32)}};
    g_array_append_vals(units, scopes, G_N_ELEMENTS(scopes));
    if (plan->marks != NULL) {
        struct unit_answers marks = returned_answers(plan->marks);
        g_array_append_val(units, marks);
    }
    for (guint i = 0; i < plan->queries->len; i++)
        places_ask(g_ptr_array_index(plan->queries, i), units, columns);
}

/* The periods by which a query's facts of one time are marked. */
static void marks_ask(const struct tally_plan *plan, const struct query *query,
                      const struct fact *fact, GByteArray *said)
{
    for (guint span = 0; span < SPANS && plan->marks != NULL; span++) {
        gint period = returned_marked_period(plan->marks, fact->first, query->planes[span].shift);
        g_byte_array_append(said, (const guint8 *)&period, sizeof period);
    }
}

struct tally_time tally_asks_time(const struct tally *tally, const struct fact *fact,
                                  GByteArray *said)
{
    const struct tally_plan *plan = tally->plan;
    struct tally_time time = {0};
    time.counted = is_in_time(tally, fact);
    if (tally->returned != NULL)
        time.period = returned_period_of(tally->returned, fact);
    if (tally->quarters != NULL)
        time.quarter = returned_period_of(tally->quarters, fact);
    guint8 inside[] = {(guint8)time.counted, (guint8)lies_in(tally, fact)};
    g_byte_array_append(said, inside, sizeof inside);
    g_byte_array_append(said, (const guint8 *)&time.period, sizeof time.period);
    g_byte_array_append(said, (const guint8 *)&time.quarter, sizeof time.quarter);
    for (guint i = 0; i < plan->queries->len; i++) {
        const struct query *query = g_ptr_array_index(plan->queries, i);
        time.asked |= places_ask_time(query, fact, said);
        marks_ask(plan, query, fact, said);
    }
    return time;
}

struct tally_notes *tally_notes_new(const struct tally *tally)
{
    struct tally_notes notes = {.returned = returned_new_like(tally->returned),
                                .quarters = returned_new_like(tally->quarters),
                                .strays_told = tally->plan->files > 0,
                                .units = unit_tree_count(tally->plan->scopes->tree)};
    return g_memdup2(&notes, sizeof notes);
}

void tally_note_stray(struct tally_notes *notes, const struct fact *fact)
{
    if (notes->stray == NULL)
        notes->stray = g_new0(guint64, notes->units);
    notes->stray[fact->unit] += (guint64)fact->times;
}

void tally_notes_free(struct tally_notes *notes)
{
    returned_free(notes->returned);
    returned_free(notes->quarters);
    g_free(notes->stray);
    g_free(notes);
}

static void count_rows(struct tally *tally, const struct fact_group *group)
{
    guint class = class_of(tally, group->fact.unit);
    gboolean counted = is_in_time(tally, &group->fact);
    file_rows_add(tally->rows, class, group, counted, tally->plan->dataset->kind == DATASET_STOCK);
}

void tally_take(struct tally *tally, const struct fact_group *group)
{
    const struct scopes *scopes = tally->plan->scopes;
    gint32 scope = scopes->scope_of[group->fact.unit];
    const GArray *portions = scopes_portions(scopes, group->fact.unit);
    count_rows(tally, group);
    if (portions != NULL)
        take_in_portions(tally, portions, group);
    if (scope < 0)
        return;
    if (lies_in(tally, &group->fact))
        tally->facts[scope] += (guint64)group->fact.times;
    take_in_slot(tally, (guint)scope, group);
}

void tally_take_notes(struct tally *tally, struct tally_notes *notes,
                      const struct months_met *months)
{
    if (tally->months != NULL)
        months_met_merge(tally->months, months);
    returned_merge(tally->returned, notes->returned);
    returned_merge(tally->quarters, notes->quarters);
    if (tally->stray == NULL) {
        tally->stray = g_steal_pointer(&notes->stray);
        return;
    }
    for (guint i = 0; notes->stray != NULL && i < notes->units; i++)
        tally->stray[i] += notes->stray[i];
    g_clear_pointer(&notes->stray, g_free);
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

struct returned *tally_returned_for(const struct tally *tally, const struct query *query)
{
    return query->by_quarter ? tally->quarters : tally->returned;
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
    struct tally_rows spent = {.first = G_MAXINT32, .last = G_MININT32};
    for (guint class = 0; class < classes_of(tally); class ++) {
        const struct file_row *row = file_rows_at(tally->rows, class, file);
        if (!class_is_in(tally, class, scope)) {
            spent.outside_unit += row->outside + row->counted;
            continue;
        }
        spent.outside_period += row->outside;
        spent.counted += row->counted;
        spent.first = MIN(spent.first, row->first);
        spent.last = MAX(spent.last, row->last);
    }
    return spent;
}

const guint64 *tally_stray_rows(const struct tally *tally)
{
    return tally->stray;
}

struct vocabulary *tally_vocabulary(const struct tally *tally)
{
    return tally->vocabulary;
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
