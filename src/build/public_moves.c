/* Other facts than those of the files, and what of the figures shown they would change. */
#include <string.h>

#include "build/public_parts.h"

/* Hiding a share costs little: the counts beside it stay. */
#define COST_FIGURE 10

/* So many facts at most are looked for to give and take with another. */
#define PARTNERS 48

static guint *new_stamps(guint count)
{
    return g_new0(guint, MAX(count, 1));
}

struct move_judge *move_judge_new(struct public_set *set)
{
    struct move_judge *judge = g_new0(struct move_judge, 1);
    judge->set = set;
    judge->delta = g_new0(gint32, MAX(set->counts->len, 1));
    judge->touched = g_array_new(FALSE, FALSE, sizeof(guint));
    judge->blocking = g_array_new(FALSE, FALSE, sizeof(guint));
    judge->figures = g_array_new(FALSE, FALSE, sizeof(guint));
    judge->count_stamp = new_stamps(set->counts->len);
    judge->block_stamp = new_stamps(set->counts->len);
    judge->figure_stamp = new_stamps(set->figures->len);
    return judge;
}

void move_judge_free(struct move_judge *judge)
{
    g_free(judge->delta);
    g_array_unref(judge->touched);
    g_array_unref(judge->blocking);
    g_array_unref(judge->figures);
    g_free(judge->count_stamp);
    g_free(judge->block_stamp);
    g_free(judge->figure_stamp);
    g_free(judge);
}

static void add_footprint(struct move_judge *judge, const struct footprint *footprint, gint32 times)
{
    for (guint i = 0; i < footprint->length; i++) {
        guint count = footprint->step[i].count;
        judge->delta[count] += times * footprint->step[i].amount;
        if (judge->count_stamp[count] == judge->stamp)
            continue;
        judge->count_stamp[count] = judge->stamp;
        g_array_append_val(judge->touched, count);
    }
}

/* Whether something shown tells that a count is not 0. */
static gboolean is_guarded(const struct public_set *set, const struct set_count *count)
{
    const struct set_pool *pool = g_ptr_array_index(set->pools, count->pool);
    return count->guarded || pool->adds;
}

/* The counts that would have to be hidden. FALSE: one cannot be, or cannot change so. */
static gboolean block_counts(struct move_judge *judge, guint *cost)
{
    for (guint i = 0; i < judge->touched->len; i++) {
        guint number = g_array_index(judge->touched, guint, i);
        const struct set_count *count = set_count_at(judge->set, number);
        gint64 value = count->value + judge->delta[number];
        if (judge->delta[number] == 0)
            continue;
        if (value < 0 || (value == 0 && is_guarded(judge->set, count)))
            return FALSE;
        if (count->below && value >= PUBLIC_LEAST)
            return FALSE;
        if (count->kept)
            return FALSE;
        if (!count->shown || count->hidden)
            continue;
        judge->block_stamp[number] = judge->stamp;
        g_array_append_val(judge->blocking, number);
        *cost += count->cost;
    }
    return TRUE;
}

/* Whether a figure is hidden, or would be with the counts that block the move. */
static gboolean is_covered(const struct move_judge *judge, const struct set_figure *figure)
{
    gboolean covered = figure->hidden || !figure->shown;
    for (guint i = 0; i < figure->length && !covered; i++)
        covered = set_count_at(judge->set, figure->counts[i])->hidden ||
                  judge->block_stamp[figure->counts[i]] == judge->stamp;
    return covered;
}

/* Tables for programs tell the part and the whole of a ratio. */
static gboolean stays_the_same(const struct move_judge *judge, const struct set_figure *figure)
{
    gint64 before[OPERANDS_MOST] = {0}, after[OPERANDS_MOST] = {0};
    for (guint i = 0; i < figure->length; i++) {
        before[i] = set_count_at(judge->set, figure->counts[i])->value;
        after[i] = before[i] + judge->delta[figure->counts[i]];
    }
    const struct measure_info *measure = measure_info(figure->measure);
    if (figure->length < measure->form->counts) /* the base stands in another table */
        return before[0] == after[0];
    struct ratio was = measure->combine(before), is = measure->combine(after);
    return was.part == is.part && was.whole == is.whole &&
           measure_by_chance(figure->measure, before) == measure_by_chance(figure->measure, after);
}

/* The same of figures that are no counts. */
static gboolean block_figures(struct move_judge *judge, guint most, guint *cost)
{
    for (guint i = 0; i < judge->touched->len && *cost <= most; i++) {
        guint number = g_array_index(judge->touched, guint, i);
        const GArray *figures = set_count_at(judge->set, number)->figures;
        for (guint k = 0; k < figures->len && judge->delta[number] != 0; k++) {
            guint at = g_array_index(figures, guint, k);
            const struct set_figure *figure = set_figure_at(judge->set, at);
            if (judge->figure_stamp[at] == judge->stamp ||
                measure_info(figure->measure)->form->is_count)
                continue;
            judge->figure_stamp[at] = judge->stamp;
            if ((is_covered(judge, figure) && !figure->kept) || stays_the_same(judge, figure))
                continue;
            if (figure->kept)
                return FALSE;
            g_array_append_val(judge->figures, at);
            *cost += COST_FIGURE;
        }
    }
    return TRUE;
}

guint move_judge_cost(struct move_judge *judge, const struct set_move *move, guint most)
{
    guint cost = 0;
    judge->stamp++;
    g_array_set_size(judge->touched, 0);
    g_array_set_size(judge->blocking, 0);
    g_array_set_size(judge->figures, 0);
    for (guint i = 0; i < move->length; i++) {
        add_footprint(judge, move->change[i].from, -1);
        add_footprint(judge, move->change[i].to, 1);
    }
    if (!block_counts(judge, &cost) || !block_figures(judge, most, &cost))
        cost = MOVE_IMPOSSIBLE;
    for (guint i = 0; i < judge->touched->len; i++)
        judge->delta[g_array_index(judge->touched, guint, i)] = 0;
    return cost;
}

static gint32 amount_at(const struct footprint *footprint, guint count)
{
    guint first = 0, end = footprint->length;
    while (first < end) {
        guint middle = (first + end) / 2;
        if (footprint->step[middle].count < count)
            first = middle + 1;
        else
            end = middle;
    }
    return first < footprint->length && footprint->step[first].count == count
               ? footprint->step[first].amount
               : 0;
}

gint32 set_move_delta(const struct set_move *move, guint count)
{
    gint32 delta = 0;
    for (guint i = 0; i < move->length; i++)
        delta += amount_at(move->change[i].to, count) - amount_at(move->change[i].from, count);
    return delta;
}

static struct set_pool *pool_of(const struct move_search *search)
{
    const struct public_set *set = search->judge->set;
    return g_ptr_array_index(set->pools, set_count_at(set, search->count)->pool);
}

/* Whether a slot has facts left for one more change. */
static gboolean has_facts(const struct move_search *search, const struct set_move *move, guint slot)
{
    const struct set_slot *from = set_slot_at(pool_of(search), slot);
    gint64 left = from->frozen ? 0 : from->times;
    for (guint i = 0; i < move->length; i++)
        left -= move->change[i].slot == slot;
    return left > 0;
}

/* Adds to a move that a fact of the slot has the values of `vector`. FALSE: it cannot. */
static gboolean change(const struct move_search *search, struct set_move *move, guint slot,
                       const struct set_vector *vector)
{
    struct set_pool *pool = pool_of(search);
    guint number = set_count_at(search->judge->set, search->count)->pool;
    if (move->length == CHANGES_MOST || !has_facts(search, move, slot) ||
        (pool->sum >= 0 && !g_hash_table_contains(pool->slot_of, vector)))
        return FALSE;
    const struct footprint *to = set_pool_footprint(search->judge->set, number, vector);
    if (!to->possible)
        return FALSE;
    move->change[move->length].slot = slot;
    move->change[move->length].from = set_slot_at(pool, slot)->footprint;
    move->change[move->length++].to = to;
    return TRUE;
}

/* Gives attributes of a mask the values of another fact. FALSE: they are those that it has. */
static gboolean mix(guint64 mask, const struct set_vector *from, struct set_vector *into)
{
    gboolean is_new = FALSE;
    for (guint a = 0; a < into->length; a++) {
        if (!(mask >> a & 1) || into->value[a] == from->value[a])
            continue;
        into->value[a] = from->value[a];
        is_new = TRUE;
    }
    return is_new;
}

/* Keeps a move that is better than the best. TRUE: no other can be better. */
static gboolean consider(struct move_search *search, const struct set_move *move)
{
    gint32 by = set_move_delta(move, search->count);
    gint32 before = search->base != NULL ? set_move_delta(search->base, search->count) : 0;
    if (by - before != search->by || search->tries == 0)
        return search->tries == 0;
    search->tries--;
    guint cost = move_judge_cost(search->judge, move, search->cost);
    if (cost < search->cost) {
        search->cost = cost;
        search->best = *move;
    }
    return search->cost == 0;
}

static struct set_move begin(const struct move_search *search)
{
    return search->base != NULL ? *search->base : (struct set_move){0};
}

/* A fact of one slot takes values of another, which stays or takes those of the first. */
static gboolean try_pair(struct move_search *search, guint64 mask, guint slot, guint other)
{
    const struct set_pool *pool = pool_of(search);
    const struct set_vector *mine = &set_slot_at(pool, slot)->vector;
    const struct set_vector *theirs = &set_slot_at(pool, other)->vector;
    struct set_vector changed = *mine, given = *theirs;
    struct set_move move = begin(search);
    if (!mix(mask, theirs, &changed) || !change(search, &move, slot, &changed))
        return FALSE;
    if (consider(search, &move))
        return TRUE;
    return mix(mask, mine, &given) && change(search, &move, other, &given) &&
           consider(search, &move);
}

/* The attributes that take other values together, as masks: all, where they are few. */
static GArray *masks_of(const struct set_pool *pool)
{
    GArray *masks = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint free[ATTRIBUTES_MOST], count = 0;
    for (guint a = 0; a < pool->attributes->len; a++)
        if (!set_attribute_at(pool, a)->fixed && set_attribute_at(pool, a)->values->len > 1)
            free[count++] = a;
    guint64 all = 0;
    for (guint i = 0; i < count; i++)
        all |= G_GUINT64_CONSTANT(1) << free[i];
    for (guint i = 0; i < count; i++)
        for (guint k = i; k < count; k++) {
            guint64 mask = G_GUINT64_CONSTANT(1) << free[i] | G_GUINT64_CONSTANT(1) << free[k];
            guint64 rest = all & ~mask;
            g_array_append_val(masks, mask);
            if (rest != 0 && count > 3)
                g_array_append_val(masks, rest);
        }
    g_array_append_val(masks, all);
    return masks;
}

/* A fact that stands there leaves. */
static gboolean try_leaving(struct move_search *search, const GArray *masks, guint slot)
{
    const struct set_pool *pool = pool_of(search);
    for (guint a = 0; a < pool->attributes->len; a++) {
        const struct set_attribute *attribute = set_attribute_at(pool, a);
        for (guint v = 0; v < attribute->values->len && !attribute->fixed; v++) {
            struct set_vector changed = set_slot_at(pool, slot)->vector, other = changed;
            struct set_move move = begin(search);
            other.value[a] = v;
            if (mix(G_GUINT64_CONSTANT(1) << a, &other, &changed) &&
                change(search, &move, slot, &changed) && consider(search, &move))
                return TRUE;
        }
    }
    for (guint i = 0; i < pool->order->len; i++)
        for (guint m = 0; m < masks->len; m++)
            if (try_pair(search, g_array_index(masks, guint64, m), slot,
                         g_array_index(pool->order, guint, i)))
                return TRUE;
    return FALSE;
}

static gboolean agree(const struct set_vector *a, const struct set_vector *b, guint64 mask)
{
    for (guint i = 0; i < a->length; i++)
        if ((mask >> i & 1) && a->value[i] != b->value[i])
            return FALSE;
    return TRUE;
}

/* Others that are like a fact that stands there, but do not stand there. */
static void find_partners(const struct move_search *search, guint64 mask, guint like,
                          GArray *partners)
{
    const struct set_pool *pool = pool_of(search);
    g_array_set_size(partners, 0);
    for (guint i = 0; i < pool->order->len && partners->len < PARTNERS; i++) {
        guint slot = g_array_index(pool->order, guint, i);
        if (agree(&set_slot_at(pool, slot)->vector, &set_slot_at(pool, like)->vector, mask) &&
            amount_at(set_slot_at(pool, slot)->footprint, search->count) == 0)
            g_array_append_val(partners, slot);
    }
}

/* A fact comes there: it takes values of one that stands there, which another may give. */
static gboolean try_coming(struct move_search *search, guint64 mask, guint like)
{
    const struct set_pool *pool = pool_of(search);
    g_autoptr(GArray) partners = g_array_new(FALSE, FALSE, sizeof(guint));
    find_partners(search, mask, like, partners);
    for (guint i = 0; i < pool->order->len; i++) {
        guint slot = g_array_index(pool->order, guint, i);
        struct set_vector changed = set_slot_at(pool, slot)->vector;
        struct set_move move = begin(search);
        if (amount_at(set_slot_at(pool, slot)->footprint, search->count) != 0 ||
            !mix(mask, &set_slot_at(pool, like)->vector, &changed) ||
            !change(search, &move, slot, &changed))
            continue;
        if (consider(search, &move))
            return TRUE;
        if (amount_at(move.change[move.length - 1].to, search->count) == 0)
            continue;
        for (guint k = 0; k < partners->len; k++)
            if (try_pair(search, mask, slot, g_array_index(partners, guint, k)))
                return TRUE;
    }
    return FALSE;
}

gboolean move_search_run(struct move_search *search)
{
    struct set_pool *pool = pool_of(search);
    const GArray *slots = set_count_at(search->judge->set, search->count)->slots;
    g_autoptr(GArray) masks = masks_of(pool);
    gboolean done = FALSE;
    search->cost = MOVE_IMPOSSIBLE;
    for (guint i = 0; i < slots->len && !done; i++) {
        guint slot = g_array_index(slots, guint, i);
        if (search->by < 0) {
            done = try_leaving(search, masks, slot);
            continue;
        }
        for (guint m = 0; m < masks->len && !done; m++)
            done = try_coming(search, g_array_index(masks, guint64, m), slot);
    }
    return search->cost != MOVE_IMPOSSIBLE;
}
