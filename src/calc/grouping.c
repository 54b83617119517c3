#include "calc/grouping.h"

#include <string.h>

#include "base/hash.h"
#include "data/vocabulary.h"

static const struct tally_plan *plan_at(const struct grouping *grouping, guint plan)
{
    return g_ptr_array_index(grouping->plans, plan);
}

static guint count_units(const struct grouping *grouping)
{
    return unit_tree_count(plan_at(grouping, 0)->scopes->tree);
}

static const struct unit_answers *answers_at(const GArray *answers, guint i)
{
    return &g_array_index(answers, struct unit_answers, i);
}

static const char *answer_of(const struct unit_answers *answers, gint32 unit)
{
    return (const char *)answers->at + (gsize)unit * answers->size;
}

/* Many tables ask the same: each array of answers once. */
static void drop_repeated(GArray *answers, guint units)
{
    guint kept = 0;
    for (guint i = 0; i < answers->len; i++) {
        struct unit_answers one = *answers_at(answers, i);
        guint k = 0;
        while (k < kept && (answers_at(answers, k)->size != one.size ||
                            memcmp(answers_at(answers, k)->at, one.at, one.size * units) != 0))
            k++;
        if (k == kept)
            g_array_index(answers, struct unit_answers, kept++) = one;
    }
    g_array_set_size(answers, kept);
}

static gboolean are_alike(const GArray *answers, gint32 a, gint32 b)
{
    for (guint i = 0; i < answers->len; i++) {
        const struct unit_answers *one = answers_at(answers, i);
        if (memcmp(answer_of(one, a), answer_of(one, b), one->size) != 0)
            return FALSE;
    }
    return TRUE;
}

static guint64 hash_answers(const GArray *answers, gint32 unit)
{
    guint64 hash = 0;
    for (guint i = 0; i < answers->len; i++) {
        const struct unit_answers *one = answers_at(answers, i);
        hash = hash_mix(hash, hash_bytes(answer_of(one, unit), one->size));
    }
    return hash;
}

static guint32 add_class(struct grouping *grouping, gint32 unit)
{
    g_array_append_val(grouping->classes, unit);
    return grouping->classes->len - 1;
}

/* Units of a class mostly stand together: the one before is looked at first. */
static void class_units(struct grouping *grouping, const GArray *answers)
{
    guint units = count_units(grouping);
    gsize mask = 1;
    while (mask < 2 * (gsize)units)
        mask = 2 * mask + 1;
    g_autofree guint32 *slots = g_new0(guint32, mask + 1);
    for (gint32 i = 0; i < (gint32)units; i++) {
        if (i > 0 && !grouping->apart && are_alike(answers, i - 1, i)) {
            grouping->class_of[i] = grouping->class_of[i - 1];
            continue;
        }
        gsize at = hash_answers(answers, i) & mask;
        while (slots[at] != 0 &&
               (grouping->apart ||
                !are_alike(answers, g_array_index(grouping->classes, gint32, slots[at] - 1), i)))
            at = (at + 1) & mask;
        if (slots[at] == 0)
            slots[at] = add_class(grouping, i) + 1;
        grouping->class_of[i] = slots[at] - 1;
    }
}

static void add_column(struct grouping *grouping, guint column)
{
    guint8 asked = grouping->asked[column];
    if (asked & ASKING_SUM)
        g_array_append_val(grouping->sums, column);
    if (grouping->dataset->columns[column].type == COLUMN_LABELS)
        grouping->mentions = (asked & ASKING_VALUE) != 0;
    else if (asked & (ASKING_VALUE | ASKING_BLANK))
        g_array_append_val(grouping->columns, column);
}

struct grouping *grouping_new(const GPtrArray *plans, const struct tally *like, gboolean apart)
{
    struct grouping *grouping = g_new0(struct grouping, 1);
    g_autoptr(GArray) answers = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    grouping->plans = plans;
    grouping->dataset = plan_at(grouping, 0)->dataset;
    grouping->apart = apart;
    grouping->vocabulary = like != NULL ? vocabulary_ref(tally_vocabulary(like)) : NULL;
    grouping->class_of = g_new(guint32, MAX(count_units(grouping), 1));
    grouping->classes = g_array_new(FALSE, FALSE, sizeof(gint32));
    grouping->columns = g_array_new(FALSE, FALSE, sizeof(guint));
    grouping->sums = g_array_new(FALSE, FALSE, sizeof(guint));
    g_mutex_init(&grouping->filling);
    for (guint i = 0; i < plans->len; i++)
        tally_plan_asks(plan_at(grouping, i), answers, grouping->asked);
    drop_repeated(answers, count_units(grouping));
    class_units(grouping, answers);
    for (guint i = 0; i < grouping->dataset->columns_count; i++) {
        grouping->asked[i] |= apart ? ASKING_VALUE : 0;
        add_column(grouping, i);
    }
    return grouping;
}

void grouping_free(struct grouping *grouping)
{
    if (grouping == NULL)
        return;
    g_free(grouping->class_of);
    g_array_unref(grouping->classes);
    g_array_unref(grouping->columns);
    g_array_unref(grouping->sums);
    vocabulary_free(grouping->vocabulary);
    fact_store_unref(grouping->kept);
    g_mutex_clear(&grouping->filling);
    g_free(grouping);
}

static void free_tally(gpointer tally)
{
    tally_free(tally);
}

void grouping_open(struct grouping *grouping)
{
    if (grouping->users++ > 0)
        return;
    if (grouping->vocabulary == NULL)
        grouping->vocabulary = vocabulary_new(grouping->dataset);
    g_clear_pointer(&grouping->kept, fact_store_unref);
    if (grouping->keeps)
        grouping->kept = fact_store_new(grouping->columns, grouping->sums, grouping->mentions);
    grouping->tallies = g_ptr_array_new_with_free_func(free_tally);
    for (guint i = 0; i < grouping->plans->len; i++)
        g_ptr_array_add(grouping->tallies, tally_new(plan_at(grouping, i), grouping->vocabulary));
}

void grouping_close(struct grouping *grouping)
{
    if (--grouping->users == 0)
        g_clear_pointer(&grouping->tallies, g_ptr_array_unref);
}

GPtrArray *grouping_take_tallies(struct grouping *grouping)
{
    for (guint i = 0; i < grouping->tallies->len; i++)
        tally_close(g_ptr_array_index(grouping->tallies, i));
    return g_steal_pointer(&grouping->tallies);
}
