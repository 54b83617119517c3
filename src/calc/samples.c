#include "calc/samples.h"

#define LEAST_COMPACT (1u << 14)

struct samples {
    GArray *all; /* struct sample */
    guint compact_at;
};

struct samples *samples_new(void)
{
    struct samples *samples = g_new(struct samples, 1);
    *samples = (struct samples){g_array_new(FALSE, FALSE, sizeof(struct sample)), LEAST_COMPACT};
    return samples;
}

void samples_free(struct samples *samples)
{
    if (samples == NULL)
        return;
    g_array_unref(samples->all);
    g_free(samples);
}

static int order_of(gint64 a, gint64 b)
{
    return (a > b) - (a < b);
}

static int compare_cells(const struct sample *a, const struct sample *b)
{
    const int orders[] = {order_of(a->span, b->span),
                          order_of(a->column, b->column),
                          order_of(a->row_part, b->row_part),
                          order_of(a->row_number, b->row_number),
                          order_of(a->column_part, b->column_part),
                          order_of(a->column_number, b->column_number)};
    guint i = 0;
    while (i + 1 < G_N_ELEMENTS(orders) && orders[i] == 0)
        i++;
    return orders[i];
}

static gint compare(gconstpointer a, gconstpointer b)
{
    int cells = compare_cells(a, b);
    return cells != 0
               ? cells
               : order_of(((const struct sample *)a)->value, ((const struct sample *)b)->value);
}

static struct sample *sample_at(const GArray *all, guint i)
{
    return &g_array_index(all, struct sample, i);
}

/* Each value once a cell. */
static void compact(struct samples *samples)
{
    GArray *all = samples->all;
    guint kept = 0;
    g_array_sort(all, compare);
    for (guint i = 0; i < all->len; i++) {
        if (kept > 0 && compare(sample_at(all, i), sample_at(all, kept - 1)) == 0)
            sample_at(all, kept - 1)->times += sample_at(all, i)->times;
        else
            *sample_at(all, kept++) = *sample_at(all, i);
    }
    g_array_set_size(all, kept);
    samples->compact_at = MAX(2 * kept, LEAST_COMPACT);
}

void samples_add(struct samples *samples, const struct sample *sample)
{
    g_array_append_val(samples->all, *sample);
    if (samples->all->len >= samples->compact_at)
        compact(samples);
}

void samples_close(struct samples *samples)
{
    compact(samples);
}

void samples_collect(const struct samples *samples, const struct sample *like, GArray *found)
{
    guint low = 0, high = samples->all->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (compare_cells(sample_at(samples->all, middle), like) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < samples->all->len && compare_cells(sample_at(samples->all, low), like) == 0; low++)
        g_array_append_val(found, *sample_at(samples->all, low));
}

static gint compare_values(gconstpointer a, gconstpointer b)
{
    return order_of(((const struct sample *)a)->value, ((const struct sample *)b)->value);
}

/* The value that has `before` others below it. */
static gint64 value_at(const GArray *found, gint64 before)
{
    for (guint i = 0; i < found->len; i++) {
        const struct sample *sample = sample_at(found, i);
        if (sample->value == FACT_BLANK)
            continue;
        if (before < sample->times)
            return sample->value;
        before -= sample->times;
    }
    return 0;
}

struct samples_summary samples_summary(GArray *found)
{
    struct samples_summary summary = {0};
    g_array_sort(found, compare_values);
    for (guint i = 0; i < found->len; i++) {
        const struct sample *sample = sample_at(found, i);
        if (sample->value == FACT_BLANK) {
            summary.blanks += sample->times;
            continue;
        }
        summary.count += sample->times;
        summary.sum += sample->times * sample->value;
    }
    if (summary.count > 0)
        summary.twice_median =
            value_at(found, (summary.count - 1) / 2) + value_at(found, summary.count / 2);
    return summary;
}
