/* The facts behind a public set: what each adds to its counts. */
#include <string.h>

#include "base/hash.h"
#include "build/public_parts.h"

static guint hash_vector(gconstpointer data)
{
    const struct set_vector *vector = data;
    return (guint)hash_bytes((const char *)vector->value, vector->length * sizeof(guint32));
}

static gboolean equal_vectors(gconstpointer a, gconstpointer b)
{
    const struct set_vector *first = a, *second = b;
    return memcmp(first->value, second->value, first->length * sizeof(guint32)) == 0;
}

/* Nothing is filled any more. */
static void set_pool_clear(struct set_pool *pool)
{
    g_clear_pointer(&pool->attributes, g_array_unref);
    g_clear_pointer(&pool->slots, g_array_unref);
    g_clear_pointer(&pool->slot_of, g_hash_table_unref);
    g_clear_pointer(&pool->footprints, g_hash_table_unref);
    g_clear_pointer(&pool->order, g_array_unref);
}

void set_pool_free(struct set_pool *pool)
{
    set_pool_clear(pool);
    fact_store_unref(pool->store);
    g_array_unref(pool->queries);
    g_free(pool);
}

static gint compare_steps(gconstpointer a, gconstpointer b)
{
    const struct set_step *first = a, *second = b;
    return first->count < second->count ? -1 : first->count > second->count;
}

/* Of a sum that is moved unit by unit nothing else changes than the sums of its column. */
static gint32 amount_in(const struct set_pool *pool, const struct query *query,
                        const struct cube_meeting *meeting)
{
    const struct adding *adding = place_adding(query, &meeting->column);
    if (pool->sum < 0)
        return adding->aggregate == AGGREGATE_SUM ? 0 : (gint32)meeting->amount;
    return adding->aggregate == AGGREGATE_SUM && adding->column == (guint)pool->sum;
}

/* The parts of an axis in which a fact that counts has no place, as bits. */
static guint64 parts_without(const struct axis *axis, gboolean columns, const GArray *meetings)
{
    guint64 without = 0;
    gboolean counts = FALSE;
    for (guint i = 0; i < MIN(axis->count, 64); i++)
        without |= G_GUINT64_CONSTANT(1) << i;
    for (guint i = 0; i < meetings->len; i++) {
        const struct cube_meeting *meeting = &g_array_index(meetings, struct cube_meeting, i);
        gint32 part = columns ? meeting->column.part : meeting->row.part;
        counts |= meeting->amount != 0;
        if (part >= 0 && part < 64)
            without &= ~(G_GUINT64_CONSTANT(1) << part);
    }
    return counts ? without : 0;
}

/* Stands for a part in which some fact has no place: elsewhere parts are seen to make the total. */
#define NOWHERE (-1)

/* Whether all facts of the books have a place in a part, and this one has none. */
static gboolean is_outside_parts(const struct public_set *set, const struct set_query *query,
                                 guint scope, const GArray *meetings)
{
    for (guint columns = 0; columns < 2; columns++) {
        const struct axis *axis = columns ? &query->query->columns : &query->query->rows;
        guint64 without = parts_without(axis, columns, meetings);
        for (gint32 i = 0; without >> i != 0 && i < 63; i++)
            if ((without >> i & 1) &&
                public_set_lacks_line(set, query, scope, columns, &(struct place){i, NOWHERE, 0}))
                return TRUE;
    }
    return FALSE;
}

/* What the fact adds by one query. FALSE: it stands where the books have no line. */
static gboolean add_steps(const struct public_set *set, const struct set_pool *pool,
                          const struct set_query *query, const struct fact *fact, GArray *steps)
{
    gint32 scope = query->query->scopes->scope_of[fact->unit];
    if (scope < 0)
        return TRUE;
    g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(struct cube_meeting));
    cube_list_meetings(query->query, fact, query->marks, meetings);
    if (is_outside_parts(set, query, (guint)scope, meetings))
        return FALSE;
    for (guint i = 0; i < meetings->len; i++) {
        const struct cube_meeting *meeting = &g_array_index(meetings, struct cube_meeting, i);
        if (public_set_lacks_line(set, query, (guint)scope, FALSE, &meeting->row) ||
            public_set_lacks_line(set, query, (guint)scope, TRUE, &meeting->column))
            return FALSE;
        struct set_step step = {public_set_find(set, query, (guint)scope, meeting),
                                amount_in(pool, query->query, meeting)};
        if (step.count != G_MAXUINT && step.amount != 0)
            g_array_append_val(steps, step);
    }
    return TRUE;
}

static struct footprint *pack(GArray *steps, gboolean possible)
{
    g_array_sort(steps, compare_steps);
    guint kept = 0;
    for (guint i = 0; i < steps->len; i++) {
        struct set_step step = g_array_index(steps, struct set_step, i);
        struct set_step *before =
            kept > 0 ? &g_array_index(steps, struct set_step, kept - 1) : NULL;
        if (before != NULL && before->count == step.count)
            before->amount += step.amount;
        else
            g_array_index(steps, struct set_step, kept++) = step;
    }
    struct footprint *footprint = g_malloc(sizeof *footprint + kept * sizeof(struct set_step));
    footprint->possible = possible;
    footprint->length = kept;
    if (kept > 0)
        memcpy(footprint->step, steps->data, kept * sizeof(struct set_step));
    return footprint;
}

const struct footprint *set_pool_footprint(struct public_set *set, guint number,
                                           const struct set_vector *vector)
{
    struct set_pool *pool = g_ptr_array_index(set->pools, number);
    struct footprint *known = g_hash_table_lookup(pool->footprints, vector);
    if (known != NULL)
        return known;
    struct fact fact = set_pool_fact(pool, vector);
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(struct set_step));
    gboolean possible = TRUE;
    for (guint i = 0; i < pool->queries->len && possible; i++)
        possible = add_steps(set, pool, set_query_at(pool, i), &fact, steps);
    known = pack(steps, possible);
    g_hash_table_insert(pool->footprints, g_memdup2(vector, sizeof *vector), known);
    return known;
}

static void learn_parts(struct public_set *set, const struct set_query *query, guint scope,
                        const GArray *meetings)
{
    for (guint columns = 0; columns < 2; columns++) {
        const struct axis *axis = columns ? &query->query->columns : &query->query->rows;
        guint64 without = parts_without(axis, columns, meetings);
        for (gint32 i = 0; without >> i != 0 && i < 63; i++)
            if (without >> i & 1)
                public_set_add_line(set, query, scope, columns, &(struct place){i, NOWHERE, 0});
    }
}

/* Where rows are, lines are, though no table names them: a group that has one row only. */
static void learn_lines(struct public_set *set, const struct set_pool *pool,
                        const struct fact *fact)
{
    g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(struct cube_meeting));
    for (guint i = 0; i < pool->queries->len; i++) {
        const struct set_query *query = set_query_at(pool, i);
        gint32 scope = query->query->scopes->scope_of[fact->unit];
        if (scope < 0)
            continue;
        g_array_set_size(meetings, 0);
        cube_list_meetings(query->query, fact, query->marks, meetings);
        for (guint m = 0; m < meetings->len; m++) {
            const struct cube_meeting *meeting = &g_array_index(meetings, struct cube_meeting, m);
            public_set_add_line(set, query, (guint)scope, FALSE, &meeting->row);
            public_set_add_line(set, query, (guint)scope, TRUE, &meeting->column);
        }
        learn_parts(set, query, (guint)scope, meetings);
    }
}

static gint compare_slots(gconstpointer a, gconstpointer b)
{
    const struct set_vector *first = a, *second = b;
    guint i = 0;
    while (i + 1 < first->length && first->value[i] == second->value[i])
        i++;
    return first->value[i] < second->value[i] ? -1 : first->value[i] > second->value[i];
}

static gboolean equal_slots(const struct set_pool *pool, guint a, guint b)
{
    return equal_vectors(&set_slot_at(pool, a)->vector, &set_slot_at(pool, b)->vector);
}

/* Facts that are alike came in several groups, as threads met them. */
static void merge_slots(struct set_pool *pool)
{
    guint kept = 0;
    g_array_sort(pool->slots, compare_slots);
    for (guint i = 0; i < pool->slots->len; i++) {
        if (kept > 0 && equal_slots(pool, kept - 1, i))
            set_slot_at(pool, kept - 1)->times += set_slot_at(pool, i)->times;
        else
            *set_slot_at(pool, kept++) = *set_slot_at(pool, i);
    }
    g_array_set_size(pool->slots, kept);
}

static void add_slots(struct public_set *set, struct set_pool *pool, GHashTable **known)
{
    struct fact_group group;
    guint count = pool->store != NULL ? fact_store_count(pool->store) : 0;
    for (guint i = 0; i < count; i++) {
        fact_store_get(pool->store, i, &group);
        group.fact.vocabulary = set_pool_vocabulary(pool);
        if (!set_pool_can_move(pool, &group.fact))
            continue;
        struct set_slot slot = {.vector = {.length = pool->attributes->len}};
        slot.times = pool->sum >= 0 ? group.sum[pool->sum] : group.fact.times;
        for (guint a = 0; a < pool->attributes->len; a++) {
            g_autofree char *key = set_pool_say(pool, set_attribute_at(pool, a), &group.fact);
            slot.vector.value[a] = GPOINTER_TO_UINT(g_hash_table_lookup(known[a], key));
        }
        learn_lines(set, pool, &group.fact);
        g_array_append_val(pool->slots, slot);
    }
    merge_slots(pool);
}

/* All facts that no figure counts are one slot: any of them may be counted instead of another. */
static void merge_outside(struct set_pool *pool)
{
    guint kept = 0, outside = G_MAXUINT;
    for (guint i = 0; i < pool->slots->len; i++) {
        const struct set_slot slot = *set_slot_at(pool, i);
        if (slot.footprint->length == 0 && outside != G_MAXUINT) {
            set_slot_at(pool, outside)->times += slot.times;
            continue;
        }
        if (slot.footprint->length == 0)
            outside = kept;
        *set_slot_at(pool, kept++) = slot;
    }
    g_array_set_size(pool->slots, kept);
}

/* Neighbours are alike, so slots are tried in an order that mixes them, always the same. */
static void mix_order(struct set_pool *pool)
{
    guint64 state = 1;
    pool->order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < pool->slots->len; i++) {
        state = state * G_GUINT64_CONSTANT(6364136223846793005) + 1442695040888963407;
        guint at = (guint)((state >> 33) % (i + 1));
        g_array_append_val(pool->order, i);
        guint moved = g_array_index(pool->order, guint, at);
        g_array_index(pool->order, guint, at) = i;
        g_array_index(pool->order, guint, i) = moved;
    }
}

/* Who has several facts is counted once: moving one of them may change nothing. */
static void freeze(struct set_pool *pool, guint attribute)
{
    const struct set_attribute *about = set_attribute_at(pool, attribute);
    g_autofree gint64 *facts = g_new0(gint64, MAX(about->values->len, 1));
    for (guint i = 0; i < pool->slots->len; i++) {
        const struct set_slot *slot = set_slot_at(pool, i);
        facts[slot->vector.value[attribute]] += slot->times;
    }
    for (guint i = 0; i < pool->slots->len; i++) {
        struct set_slot *slot = set_slot_at(pool, i);
        slot->frozen |= facts[slot->vector.value[attribute]] > 1;
    }
}

void set_pool_fill(struct public_set *set, guint number)
{
    struct set_pool *pool = g_ptr_array_index(set->pools, number);
    set_pool_clear(pool);
    pool->slots = g_array_new(FALSE, FALSE, sizeof(struct set_slot));
    pool->footprints = g_hash_table_new_full(hash_vector, equal_vectors, g_free, g_free);
    pool->slot_of = g_hash_table_new(hash_vector, equal_vectors);
    GHashTable *known[ATTRIBUTES_MOST] = {NULL};
    for (guint i = 0; i < set->pools->len && pool->sum < 0; i++) {
        const struct set_pool *other = g_ptr_array_index(set->pools, i);
        pool->adds |= other->sum >= 0 && other->store == pool->store;
    }
    set_pool_find_values(pool, known);
    add_slots(set, pool, known);
    for (guint a = 0; a < pool->attributes->len; a++) {
        const struct set_attribute *attribute = set_attribute_at(pool, a);
        g_hash_table_unref(known[a]);
        if (attribute->kind == ATTRIBUTE_COLUMN && attribute->fixed)
            freeze(pool, a);
    }
    for (guint i = 0; i < pool->slots->len; i++)
        set_slot_at(pool, i)->footprint =
            set_pool_footprint(set, number, &set_slot_at(pool, i)->vector);
    merge_outside(pool);
    mix_order(pool);
    for (guint i = 0; i < pool->slots->len; i++) {
        struct set_slot *slot = set_slot_at(pool, i);
        g_hash_table_insert(pool->slot_of, &slot->vector, GUINT_TO_POINTER(i + 1));
        for (guint s = 0; s < slot->footprint->length; s++)
            g_array_append_val(set_count_at(set, slot->footprint->step[s].count)->slots, i);
    }
}
