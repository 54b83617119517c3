#include <string.h>

#include "calc/overlap_parts.h"

/* Counts that a file may do without are there to be compared with, and never added. */
static void find_columns(struct overlap *overlap)
{
    const struct dataset *dataset = overlap->dataset;
    for (guint level = 0; level < LEVELS; level++)
        overlap->named |= (guint)names_hold(&dataset->reported_by, level_code((enum level)level))
                          << level;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (column->person && overlap->person < 0)
            overlap->person = (int)i;
        if (column->type == COLUMN_COUNT &&
            (!column->optional || names_hold(&dataset->one_of, column->name)))
            g_array_append_val(overlap->weights, i);
    }
}

static void free_period(gpointer data)
{
    struct overlap_period *period = data;
    g_free(period->returned);
    g_free(period->fate);
    g_free(period->instead);
    unit_map_free(period->map);
    g_free(period);
}

struct overlap *overlap_new(const struct dataset *dataset, const struct unit_tree *tree)
{
    if (dataset->kind != DATASET_RETURNS || dataset_time_column(dataset) < 0 ||
        dataset_unit_column(dataset) < 0)
        return NULL;
    struct overlap *overlap = g_new0(struct overlap, 1);
    overlap->dataset = dataset;
    overlap->tree = tree;
    overlap->person = -1;
    overlap->weights = g_array_new(FALSE, FALSE, sizeof(guint));
    overlap->periods = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_period);
    find_columns(overlap);
    return overlap;
}

void overlap_free(struct overlap *overlap)
{
    if (overlap == NULL)
        return;
    g_array_unref(overlap->weights);
    g_hash_table_unref(overlap->periods);
    g_free(overlap->changed);
    g_free(overlap);
}

/* Whether the fact can overlap with others at all. */
static gboolean concerns(const struct overlap *overlap, const struct fact *fact)
{
    if (fact->unit == UNIT_NONE || fact->first == DATE_NONE ||
        (overlap->person >= 0 && fact->value[overlap->person] != FACT_BLANK))
        return FALSE;
    gboolean counts = overlap->weights->len == 0;
    for (guint i = 0; !counts && i < overlap->weights->len; i++)
        counts = fact->value[g_array_index(overlap->weights, guint, i)] != FACT_BLANK;
    return counts;
}

static gint64 key_of(date first, date last)
{
    return (gint64)first * G_MAXINT32 + last;
}

/* The fact's period; NULL: no fact of it was taken. */
static struct overlap_period *period_of(const struct overlap *overlap, const struct fact *fact)
{
    gint64 key = key_of(fact->first, fact->last);
    return g_hash_table_lookup(overlap->periods, &key);
}

static struct overlap_period *period_for(struct overlap *overlap, date first, date last)
{
    gint64 key = key_of(first, last);
    struct overlap_period *period = overlap->near;
    if (period != NULL && period->key == key)
        return period;
    period = g_hash_table_lookup(overlap->periods, &key);
    if (period == NULL) {
        period = g_new0(struct overlap_period, 1);
        *period = (struct overlap_period){.key = key, .first = first, .last = last};
        period->returned = g_malloc0(MAX(unit_tree_count(overlap->tree), 1));
        g_hash_table_insert(overlap->periods, &period->key, period);
    }
    return overlap->near = period;
}

void overlap_take(struct overlap *overlap, const struct fact *fact)
{
    if (concerns(overlap, fact))
        period_for(overlap, fact->first, fact->last)->returned[fact->unit] = TRUE;
}

void overlap_merge(struct overlap *to, const struct overlap *from)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, from->periods);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct overlap_period *period = value;
        guint8 *returned = period_for(to, period->first, period->last)->returned;
        for (guint i = 0; i < unit_tree_count(to->tree); i++)
            returned[i] |= period->returned[i];
    }
}

enum overlap_fate overlap_fate(const struct overlap *overlap, const struct fact *fact)
{
    if (!concerns(overlap, fact))
        return OVERLAP_COUNTS;
    const struct overlap_period *period = period_of(overlap, fact);
    return period != NULL && period->fate != NULL ? (enum overlap_fate)period->fate[fact->unit]
                                                  : OVERLAP_COUNTS;
}

/* ---- what returns that overlap amount to ---- */

/* The figures of a unit in a period; the first row in the order of files and lines. */
struct overlap_sum {
    const struct overlap_period *period;
    gint32 unit;
    guint32 file;
    guint64 line;
    gboolean excluded; /* of those below a unit: one of them does not count */
    gint64 *figure;    /* one piece with the struct */
};

struct overlap_sums {
    const struct overlap *overlap;
    int classes;    /* a column of the key whose values have figures of their own; -1 */
    guint figures;  /* of the values (0: blank), or else of the columns of numbers */
    GHashTable *by; /* struct overlap_sum *, which it owns, by period and unit */
};

static guint sum_hash(gconstpointer key)
{
    const struct overlap_sum *sum = key;
    return g_direct_hash(sum->period) * 31u + (guint)sum->unit;
}

static gboolean sum_equal(gconstpointer a, gconstpointer b)
{
    const struct overlap_sum *x = a, *y = b;
    return x->period == y->period && x->unit == y->unit;
}

/* A column of known values that tells rows of one unit and time apart, such as the class. */
static int find_classes(const struct dataset *dataset)
{
    for (guint k = 0; k < dataset->keys_count; k++)
        for (guint i = 0; i < dataset->keys[k].columns.count; i++) {
            int column = dataset_column(dataset, dataset->keys[k].columns.item[i]);
            if (column >= 0 && dataset->columns[column].type == COLUMN_CODE)
                return column;
        }
    return -1;
}

struct overlap_sums *overlap_sums_new(const struct overlap *overlap)
{
    struct overlap_sums *sums = g_new0(struct overlap_sums, 1);
    sums->overlap = overlap;
    sums->classes = find_classes(overlap->dataset);
    sums->figures = sums->classes >= 0 ? overlap->dataset->columns[sums->classes].values_count + 1
                                       : overlap->weights->len;
    sums->by = g_hash_table_new_full(sum_hash, sum_equal, NULL, g_free);
    return sums;
}

void overlap_sums_free(struct overlap_sums *sums)
{
    if (sums == NULL)
        return;
    g_hash_table_unref(sums->by);
    g_free(sums);
}

static struct overlap_sum *sum_for(GHashTable *by, const struct overlap_sum *like, guint figures)
{
    struct overlap_sum *sum = g_hash_table_lookup(by, like);
    if (sum == NULL) {
        sum = g_malloc0(sizeof *sum + figures * sizeof(gint64));
        *sum = *like;
        sum->figure = (gint64 *)(void *)(sum + 1);
        g_hash_table_add(by, sum);
    }
    if (like->file < sum->file || (like->file == sum->file && like->line < sum->line)) {
        sum->file = like->file;
        sum->line = like->line;
    }
    return sum;
}

static void add(gint64 *sum, gint64 amount)
{
    if (__builtin_add_overflow(*sum, amount, sum))
        *sum = G_MAXINT64;
}

void overlap_sums_take(struct overlap_sums *sums, const struct fact *fact)
{
    const struct overlap *overlap = sums->overlap;
    if (!concerns(overlap, fact))
        return;
    const struct overlap_period *period = period_of(overlap, fact);
    if (period == NULL || period->fate == NULL)
        return;
    struct overlap_sum like = {
        .period = period, .unit = fact->unit, .file = fact->file, .line = fact->line};
    struct overlap_sum *sum = sum_for(sums->by, &like, sums->figures);
    for (guint i = 0; i < overlap->weights->len; i++) {
        gint64 amount = fact_sum(fact, g_array_index(overlap->weights, guint, i), 0);
        gint64 class = sums->classes >= 0 ? fact->value[sums->classes] : 0;
        if (sums->classes < 0)
            add(&sum->figure[i], amount);
        else if (i == 0)
            add(&sum->figure[class != FACT_BLANK ? class + 1 : 0], amount);
    }
}

void overlap_sums_merge(struct overlap_sums *to, const struct overlap_sums *from)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, from->by);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const struct overlap_sum *sum = key;
        struct overlap_sum *merged = sum_for(to->by, sum, to->figures);
        for (guint i = 0; i < to->figures; i++)
            add(&merged->figure[i], sum->figure[i]);
    }
}

/* "2024", "08/2024", or the first day and the last. New string. */
static char *period_text(const struct overlap_period *period)
{
    int year, month, day;
    date_to_civil(period->first, &year, &month, &day);
    if (period->first == date_from_civil(year, 1, 1) &&
        period->last == date_from_civil(year, 12, 31))
        return g_strdup_printf("%d", year);
    int quarter = date_quarter(period->first, period->last);
    if (quarter > 0)
        return g_strdup_printf("quý %s/%d", date_quarter_name(quarter), year);
    if (day == 1 && period->last == date_month_end(period->first))
        return g_strdup_printf("%02d/%d", month, year);
    return date_vietnamese(period->first);
}

static void report_unit(const struct overlap_sums *sums, const struct overlap_sum *sum,
                        enum rule rule, const char *hint, struct findings *findings)
{
    findings_add(findings,
                 &(struct finding){.rule = rule,
                                   .file = sum->file,
                                   .line = sum->line,
                                   .unit = (guint32)(sum->unit + 1),
                                   .value = (char *)unit_at(sums->overlap->tree, sum->unit)->code,
                                   .hint = (char *)hint});
}

static gint64 total_of(const struct overlap_sums *sums, const gint64 *figure)
{
    gint64 total = 0;
    for (guint i = 0; i < (sums->classes >= 0 ? sums->figures : 1); i++)
        add(&total, figure[i]);
    return total;
}

/* What a figure is of: a class, or a column of numbers. */
static const char *figure_name(const struct overlap_sums *sums, guint figure)
{
    const struct dataset *dataset = sums->overlap->dataset;
    if (sums->classes < 0)
        return dataset->columns[g_array_index(sums->overlap->weights, guint, figure)].name;
    return figure > 0 ? dataset->columns[sums->classes].values[figure - 1].code : "–";
}

/* `below`: the sums of the nearest units below that returned. */
static void report_levels(const struct overlap_sums *sums, const struct overlap_sum *own,
                          const struct overlap_sum *below, struct findings *findings)
{
    g_autofree char *period = period_text(own->period);
    gboolean same = TRUE;
    for (guint i = 0; i < sums->figures; i++) {
        if (own->figure[i] == below->figure[i])
            continue;
        same = FALSE;
        g_autofree char *hint =
            g_strdup_printf("%s, %s: %" G_GINT64_FORMAT " ≠ %" G_GINT64_FORMAT, period,
                            figure_name(sums, i), own->figure[i], below->figure[i]);
        report_unit(sums, own, RULE_PARENT_DIFFERS, hint, findings);
    }
    if (!same)
        return;
    g_autofree char *hint =
        g_strdup_printf("%s: %" G_GINT64_FORMAT " = %" G_GINT64_FORMAT, period,
                        total_of(sums, own->figure), total_of(sums, below->figure));
    report_unit(sums, own, RULE_SUBTOTAL, hint, findings);
}

static void report_successor(const struct overlap_sums *sums, const struct overlap_sum *old,
                             struct findings *findings)
{
    const struct overlap_period *period = old->period;
    g_autofree char *text = period_text(period);
    gint32 instead = period->instead[old->unit];
    const char *code = unit_at(sums->overlap->tree, instead)->code;
    struct overlap_sum like = {.period = period, .unit = instead};
    const struct overlap_sum *new = g_hash_table_lookup(sums->by, &like);
    g_autofree char *hint =
        sums->figures == 0 || sums->overlap->weights->len == 0 || new == NULL
            ? g_strdup_printf("%s, %s", code, text)
            : g_strdup_printf("%s, %s: %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT, code, text,
                              total_of(sums, old->figure), total_of(sums, new->figure));
    report_unit(sums, old, RULE_SUCCEEDED, hint, findings);
}

static void report_stand_in(const struct overlap_sums *sums, const struct overlap_sum *own,
                            struct findings *findings)
{
    g_autofree char *period = period_text(own->period);
    g_autofree char *hint =
        g_strdup_printf("%s: %" G_GINT64_FORMAT, period, total_of(sums, own->figure));
    report_unit(sums, own, RULE_STANDS_IN, hint, findings);
}

/* The nearest unit above on the period's map that returned; UNIT_NONE. */
static gint32 unit_above(const struct overlap_period *period, gint32 unit)
{
    const GArray *shares = unit_map_shares(period->map, unit);
    gint32 above = shares != NULL ? g_array_index(shares, struct map_share, 0).unit
                                  : unit_map_place(period->map, unit);
    if (above != unit && period->returned[above])
        return above;
    for (guint steps = 0; above != UNIT_NONE && steps < UNIT_MAP_MAX_STEPS; steps++) {
        above = unit_map_parent(period->map, above);
        if (above != UNIT_NONE && period->returned[above])
            return above;
    }
    return UNIT_NONE;
}

/* Adds every unit's figures to those of the nearest unit above it that returned. */
static GHashTable *sums_below(const struct overlap_sums *sums)
{
    GHashTable *below = g_hash_table_new_full(sum_hash, sum_equal, NULL, g_free);
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, sums->by);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const struct overlap_sum *sum = key;
        struct overlap_sum like = *sum;
        if (sum->period->fate[sum->unit] == OVERLAP_SUCCEEDED)
            continue;
        like.unit = unit_above(sum->period, sum->unit);
        if (like.unit == UNIT_NONE)
            continue;
        struct overlap_sum *above = sum_for(below, &like, sums->figures);
        for (guint i = 0; i < sums->figures; i++)
            add(&above->figure[i], sum->figure[i]);
        above->excluded |= sum->period->fate[sum->unit] == OVERLAP_SUBTOTAL;
    }
    return below;
}

void overlap_sums_tell(const struct overlap_sums *sums, struct findings *findings)
{
    g_autoptr(GHashTable) below = sums_below(sums);
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, sums->by);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const struct overlap_sum *own = key;
        const struct overlap_sum *others = g_hash_table_lookup(below, own);
        if (own->period->fate[own->unit] == OVERLAP_SUCCEEDED)
            report_successor(sums, own, findings);
        else if (own->period->fate[own->unit] == OVERLAP_STANDS_IN)
            report_stand_in(sums, own, findings);
        else if (others != NULL &&
                 (others->excluded || own->period->fate[own->unit] == OVERLAP_SUBTOTAL))
            report_levels(sums, own, others, findings);
    }
}
