#include "read/wide_sums.h"

#include <string.h>

/* A row as it is kept: its line, its unit, and a number a column of the table. */
enum { ROW_LINE, ROW_UNIT, ROW_NUMBERS };

struct wide_sums {
    const struct wide *wide;
    const struct unit_tree *tree;
    GArray *rows; /* gint64, so many a row */
    guint words;
    GArray *below; /* gboolean, by row: a unit above that of the row has a row as well */
};

struct wide_sums *wide_sums_new(const struct wide *wide, const struct unit_tree *tree)
{
    struct wide_sums *sums = g_new0(struct wide_sums, 1);
    sums->wide = wide;
    sums->tree = tree;
    sums->rows = g_array_new(FALSE, FALSE, sizeof(gint64));
    sums->words = ROW_NUMBERS + wide->columns;
    sums->below = g_array_new(FALSE, FALSE, sizeof(gboolean));
    return sums;
}

void wide_sums_free(struct wide_sums *sums)
{
    g_array_unref(sums->rows);
    g_array_unref(sums->below);
    g_free(sums);
}

void wide_sums_add(struct wide_sums *sums, guint64 line, gint64 unit, const gint64 *numbers)
{
    gint64 head[ROW_NUMBERS] = {(gint64)line, unit};
    g_array_append_vals(sums->rows, head, ROW_NUMBERS);
    g_array_append_vals(sums->rows, numbers, sums->wide->columns);
}

static guint count_rows(const struct wide_sums *sums)
{
    return sums->rows->len / sums->words;
}

static const gint64 *row_at(const struct wide_sums *sums, guint i)
{
    return &g_array_index(sums->rows, gint64, (gsize)i * sums->words);
}

static gboolean is_total(const struct wide_sums *sums, guint i)
{
    return row_at(sums, i)[ROW_UNIT] == WIDE_SUMS_TOTAL;
}

/* The units of the table. New set. */
static GHashTable *units_of(const struct wide_sums *sums)
{
    GHashTable *units = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < count_rows(sums); i++)
        if (row_at(sums, i)[ROW_UNIT] >= 0)
            g_hash_table_add(units, GINT_TO_POINTER((gint)row_at(sums, i)[ROW_UNIT] + 1));
    return units;
}

/* Whether a unit above that of the row has a row as well. */
static gboolean is_below(const struct wide_sums *sums, GHashTable *units, guint i)
{
    gint64 unit = row_at(sums, i)[ROW_UNIT];
    if (unit < 0 || sums->tree == NULL)
        return FALSE;
    for (gint32 at = unit_at(sums->tree, (gint32)unit)->parent; at != UNIT_NONE;
         at = unit_at(sums->tree, at)->parent)
        if (g_hash_table_contains(units, GINT_TO_POINTER(at + 1)))
            return TRUE;
    return FALSE;
}

static void find_below(struct wide_sums *sums)
{
    g_autoptr(GHashTable) units = units_of(sums);
    g_array_set_size(sums->below, 0);
    for (guint i = 0; i < count_rows(sums); i++) {
        gboolean below = is_below(sums, units, i);
        g_array_append_val(sums->below, below);
    }
}

/* Rows from one to another, but totals; perhaps only those that no other row of a unit holds. */
struct wide_range {
    guint first, end;
    gboolean is_of_tops;
};

static gboolean holds(const struct wide_sums *sums, struct wide_range range, guint i)
{
    return !is_total(sums, i) && !(range.is_of_tops && g_array_index(sums->below, gboolean, i));
}

static gboolean has_rows(const struct wide_sums *sums, struct wide_range range)
{
    guint i = range.first;
    while (i < range.end && !holds(sums, range, i))
        i++;
    return i < range.end;
}

/* FALSE: one of the rows has no number there. */
static gboolean add_range(const struct wide_sums *sums, struct wide_range range, guint column,
                          gint64 *sum)
{
    *sum = 0;
    for (guint i = range.first; i < range.end; i++) {
        gint64 number = row_at(sums, i)[ROW_NUMBERS + column];
        if (!holds(sums, range, i))
            continue;
        if (number == WIDE_UNKNOWN)
            return FALSE;
        *sum += MAX(number, 0);
    }
    return TRUE;
}

/* A total that may be of more than these columns is told by the first input of the same table. */
static gboolean is_told_elsewhere(const struct wide *wide, guint column)
{
    const struct wide_column *about = &wide->column[column];
    return wide->is_beside && about->kind == WIDE_TOTAL && (about->is_loose || about->parts == 0);
}

/* In how many cells a total differs from a range; they are told if `findings` is not NULL. */
static guint compare(const struct wide_sums *sums, guint total, struct wide_range range,
                     struct findings *findings, guint32 file)
{
    const gint64 *row = row_at(sums, total);
    guint differing = 0;
    for (guint i = 0; i < sums->wide->columns; i++) {
        gint64 sum, number = row[ROW_NUMBERS + i];
        if (number < 0 || !add_range(sums, range, i, &sum) || sum == number)
            continue;
        differing++;
        if (findings == NULL || is_told_elsewhere(sums->wide, i))
            continue;
        g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, number);
        g_autofree char *hint = g_strdup_printf("%" G_GINT64_FORMAT, sum);
        findings_add(findings, &(struct finding){.rule = RULE_WIDE_TOTAL,
                                                 .file = file,
                                                 .field = sums->wide->column[i].field + 1,
                                                 .line = (guint64)row[ROW_LINE],
                                                 .value = value,
                                                 .hint = hint});
    }
    return differing;
}

/* Holds one row of totals against all that it may add up. */
static void tell_total(const struct wide_sums *sums, guint total, struct findings *findings,
                       guint32 file)
{
    guint before = total, behind = total + 1, count = count_rows(sums);
    while (before > 0 && !is_total(sums, before - 1))
        before--;
    while (behind < count && !is_total(sums, behind))
        behind++;
    const guint ends[][2] = {
        {0, count}, {before, total}, {total, behind}, {0, total}, {total, count}};
    struct wide_range nearest = {0, 0, FALSE};
    guint fewest = G_MAXUINT;
    for (guint i = 0; i < 2 * G_N_ELEMENTS(ends); i++) {
        struct wide_range range = {ends[i / 2][0], ends[i / 2][1], i % 2 == 1};
        guint differing = compare(sums, total, range, NULL, file);
        if (differing >= fewest || !has_rows(sums, range))
            continue;
        fewest = differing;
        nearest = range;
    }
    if (fewest > 0 && has_rows(sums, nearest))
        compare(sums, total, nearest, findings, file);
}

void wide_sums_tell(struct wide_sums *sums, guint32 file, struct findings *findings)
{
    find_below(sums);
    for (guint i = 0; i < count_rows(sums); i++)
        if (is_total(sums, i))
            tell_total(sums, i, findings, file);
}
