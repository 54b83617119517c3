#include "check/rule_sums.h"

#include <string.h>

#include "check/leaders.h"

#include "base/hash.h"
#include "calc/filter.h"

#define MAX_CONDITIONS 2

/* One row a figure; `column` NULL: facts are counted. */
struct rule_sums_source {
    enum rule_sums_figure figure;
    const char *dataset, *column;
    gboolean greatest; /* not the sum of the column but its greatest value */
    gboolean coded;    /* not the column's number but that of its value, from 1 */
    gboolean classes;  /* a figure for each value of the first condition's column */
    gboolean led;      /* at the unit that the fact's person leads, if he leads one */
    gboolean quarters; /* a figure for each of the first three, from their rows alone */
    struct {
        const char *column, *codes;
    } when[MAX_CONDITIONS];
};

static const struct rule_sums_source sources[] = {
    {RULE_SUMS_CLASS, "xep_loai", "xep_loai", .greatest = TRUE, .coded = TRUE,
     .when = {{"xep_loai", "xuat_sac hoan_thanh khong_hoan_thanh mien chua_xep_loai"}}},
    {RULE_SUMS_POINTS, "xep_loai", "diem", .greatest = TRUE, .coded = TRUE,
     .when = {{"xep_loai", "xuat_sac tot hoan_thanh khong_hoan_thanh"}}},
    {RULE_SUMS_QUARTER, "xep_loai", "xep_loai", .greatest = TRUE, .coded = TRUE, .quarters = TRUE,
     .when = {{"xep_loai", NULL}}},
    {RULE_SUMS_ORGANIZATIONS, "ky_luat", NULL, .when = {{"doi_tuong", "to_chuc"}}},
    {RULE_SUMS_LEADERS, "ky_luat", NULL, .led = TRUE, .when = {{"doi_tuong", "dang_vien"}}},
    {RULE_SUMS_POSTLESS, "ky_luat", NULL,
     .when = {{"doi_tuong", "dang_vien"}, {LEADERS_POST, "-"}}},
    {RULE_SUMS_PRESENT, "xep_loai_dang_vien", "so_co_mat", .greatest = TRUE},
    {RULE_SUMS_CLASSES, "xep_loai_dang_vien", "so_luong", .classes = TRUE,
     .when = {{"xep_loai", NULL}}},
};

/* A source with its columns found in the dataset. */
struct summing {
    const struct rule_sums_source *source;
    int column; /* -1: facts are counted */
    int when[MAX_CONDITIONS];
    struct fact_codes codes[MAX_CONDITIONS];
};

struct rule_sums {
    const struct dataset *dataset;
    gboolean quarters;         /* its rows are of years or of quarters */
    int first_year, last_year; /* of the facts looked at */
    const struct dictionary *dictionary;
    const struct unit_tree *tree;
    struct leaders *leaders; /* of the laws on discipline */
    GArray *summings;        /* struct summing */
    guint first, figures;    /* the dataset's figures */
    date day;                /* of the fact that was looked at last */
    int year;                /* and its year */
    GArray *sums;            /* struct rule_sum */
    GArray *amounts;         /* gint64: the figures of each */
    guint32 *slots;          /* by unit and year, hashed: place among the sums + 1; 0: free */
    guint bits;              /* of a slot's number */
};

static void set_bits(struct rule_sums *gathered, guint bits)
{
    g_free(gathered->slots);
    gathered->slots = g_new0(guint32, (gsize)1 << bits);
    gathered->bits = bits;
}

static struct rule_sum *sum_at(const struct rule_sums *gathered, guint place)
{
    return &g_array_index(gathered->sums, struct rule_sum, place);
}

/* The slot of a unit and year, which may be free. Units that stand together have slots together. */
static guint32 *slot_of(const struct rule_sums *gathered, gint32 unit, int year)
{
    gsize mask = ((gsize)1 << gathered->bits) - 1;
    gsize at = (hash_mix((guint64)unit >> 4, (guint64)year) << 4 | ((guint)unit & 15)) & mask;
    for (; gathered->slots[at] != 0; at = (at + 1) & mask) {
        const struct rule_sum *sums = sum_at(gathered, gathered->slots[at] - 1);
        if (sums->unit == unit && sums->year == year)
            break;
    }
    return &gathered->slots[at];
}

/* Adds one to the sums, whose slot is free. */
static void add_sums(struct rule_sums *gathered, const struct rule_sum *sums)
{
    g_array_append_val(gathered->sums, *sums);
    g_array_set_size(gathered->amounts, gathered->sums->len * gathered->figures);
    *slot_of(gathered, sums->unit, sums->year) = gathered->sums->len;
    if (2 * (gsize)gathered->sums->len < (gsize)1 << gathered->bits)
        return;
    set_bits(gathered, gathered->bits + 1);
    for (guint i = 0; i < gathered->sums->len; i++)
        *slot_of(gathered, sum_at(gathered, i)->unit, sum_at(gathered, i)->year) = i + 1;
}

static gboolean find_columns(const struct rule_sums_source *source, const struct dataset *dataset,
                             struct summing *summing)
{
    *summing = (struct summing){.source = source, .column = -1, .when = {-1, -1}};
    if (strcmp(source->dataset, dataset->name) != 0)
        return FALSE;
    if (source->column != NULL) {
        summing->column = dataset_column(dataset, source->column);
        if (summing->column < 0)
            return FALSE;
    }
    for (guint i = 0; i < MAX_CONDITIONS && source->when[i].column != NULL; i++) {
        summing->when[i] = dataset_column(dataset, source->when[i].column);
        if (summing->when[i] < 0)
            return FALSE;
        if (source->when[i].codes != NULL)
            summing->codes[i] = fact_codes(dataset, (guint)summing->when[i], source->when[i].codes);
    }
    return !source->classes ||
           dataset->columns[summing->when[0]].values_count <= RULE_SUMS_CLASSES_MAX;
}

static guint figures_end(const struct summing *summing, const struct dataset *dataset)
{
    guint count = summing->source->quarters ? 3 : 1;
    if (summing->source->classes)
        count = dataset->columns[summing->when[0]].values_count;
    return summing->source->figure + count;
}

struct rule_sums *rule_sums_new(const struct dataset *dataset, const struct dictionary *dictionary,
                                const struct unit_tree *tree)
{
    struct rule_sums *gathered = g_new0(struct rule_sums, 1);
    guint end = 0;
    gathered->dataset = dataset;
    gathered->dictionary = dictionary;
    gathered->tree = tree;
    gathered->leaders = leaders_new(dataset, dictionary, tree);
    gathered->summings = g_array_new(FALSE, FALSE, sizeof(struct summing));
    gathered->sums = g_array_new(FALSE, FALSE, sizeof(struct rule_sum));
    gathered->amounts = g_array_new(FALSE, TRUE, sizeof(gint64));
    gathered->day = DATE_NONE;
    set_bits(gathered, 6);
    for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
        struct summing summing;
        if (!find_columns(&sources[i], dataset, &summing))
            continue;
        if (gathered->summings->len == 0)
            gathered->first = sources[i].figure;
        end = figures_end(&summing, dataset);
        g_array_append_val(gathered->summings, summing);
    }
    gathered->figures = end - gathered->first;
    gathered->quarters = dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0;
    rule_sums_keep_years(gathered, G_MININT, G_MAXINT);
    if (gathered->summings->len > 0 && dataset_time_column(dataset) >= 0)
        return gathered;
    rule_sums_free(gathered);
    return NULL;
}

void rule_sums_free(struct rule_sums *gathered)
{
    if (gathered == NULL)
        return;
    g_array_unref(gathered->summings);
    leaders_free(gathered->leaders);
    g_array_unref(gathered->sums);
    g_array_unref(gathered->amounts);
    g_free(gathered->slots);
    g_free(gathered);
}

void rule_sums_ask(const struct rule_sums *gathered, guint8 columns[FACT_MAX_COLUMNS])
{
    int post = dataset_column(gathered->dataset, LEADERS_POST);
    if (post >= 0)
        columns[post] |= ASKING_VALUE;
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct summing *summing = &g_array_index(gathered->summings, struct summing, i);
        if (summing->column >= 0)
            columns[summing->column] |= ASKING_VALUE;
        for (guint k = 0; k < MAX_CONDITIONS && summing->when[k] >= 0; k++)
            columns[summing->when[k]] |= ASKING_VALUE;
    }
}

const struct dataset *rule_sums_dataset(const struct rule_sums *gathered)
{
    return gathered->dataset;
}

/* A blank is one where the file may list single things instead of numbers. */
static gboolean says_one(const struct summing *summing, const struct dataset *dataset)
{
    return summing->column >= 0 && names_hold(&dataset->one_of, summing->source->column);
}

static gboolean counts(const struct summing *summing, const struct dataset *dataset,
                       const struct fact *fact)
{
    if (summing->column >= 0 && fact->value[summing->column] == FACT_BLANK &&
        !says_one(summing, dataset))
        return FALSE;
    for (guint i = 0; i < MAX_CONDITIONS && summing->when[i] >= 0; i++) {
        if (summing->source->when[i].codes == NULL ? fact->value[summing->when[i]] == FACT_BLANK
                                                   : !fact_has_code(fact, &summing->codes[i]))
            return FALSE;
    }
    return TRUE;
}

static int year_of(const struct fact *fact)
{
    int year, month, day;
    date_to_civil(fact->first, &year, &month, &day);
    return year;
}

gint32 rule_sums_led(const struct rule_sums *gathered, const struct fact *fact)
{
    return leaders_led(gathered->leaders, fact);
}

gboolean rule_sums_has(const struct rule_sums *gathered, const struct fact *fact, guint figure)
{
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct summing *summing = &g_array_index(gathered->summings, struct summing, i);
        if (summing->source->figure == figure)
            return counts(summing, gathered->dataset, fact);
    }
    return FALSE;
}

/* The sums of that unit and year, made if they are not there; their place is the first one. */
static guint place_of(struct rule_sums *gathered, const struct rule_sum *like)
{
    if (*slot_of(gathered, like->unit, like->year) == 0)
        add_sums(gathered, like);
    guint place = *slot_of(gathered, like->unit, like->year);
    struct rule_sum *sums = sum_at(gathered, place - 1);
    if (like->file < sums->file || (like->file == sums->file && like->line < sums->line)) {
        sums->file = like->file;
        sums->line = like->line;
    }
    return place - 1;
}

static gboolean is_greatest(const struct rule_sums *gathered, guint figure)
{
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct summing *summing = &g_array_index(gathered->summings, struct summing, i);
        if (gathered->first + figure < figures_end(summing, gathered->dataset))
            return summing->source->greatest;
    }
    return FALSE;
}

static gint64 *amount_at(const struct rule_sums *gathered, guint place, guint figure)
{
    return &g_array_index(gathered->amounts, gint64, (gsize)place * gathered->figures + figure);
}

static void add(const struct rule_sums *gathered, guint place, guint figure, gint64 amount)
{
    gint64 *at = amount_at(gathered, place, figure);
    *at = is_greatest(gathered, figure) ? MAX(*at, amount) : *at + amount;
}

/* Of quarters those count in which a law asks for them. */
static gboolean is_counted_quarter(const struct rule_sums *gathered, const struct fact *fact)
{
    return date_quarter(fact->first, fact->last) != 0 &&
           (dictionary_law(gathered->dictionary, RULE_SUMS_QUARTERS_LAW, fact->last) != NULL ||
            dictionary_law(gathered->dictionary, RULE_SUMS_RUNNING_LAW, fact->last) != NULL);
}

static gboolean is_of(const struct rule_sums *gathered, const struct rule_sums_source *source,
                      const struct fact *fact)
{
    if (!source->quarters)
        return !gathered->quarters || fact_is_of_quarter(fact, FACT_OF_YEAR);
    return gathered->quarters && is_counted_quarter(gathered, fact);
}

void rule_sums_keep_years(struct rule_sums *gathered, int first, int last)
{
    gathered->first_year = first;
    gathered->last_year = last;
}

static gint64 amount_of(const struct summing *summing, const struct fact *fact)
{
    if (summing->column < 0)
        return fact->times;
    if (!summing->source->greatest)
        return fact_sum(fact, (guint)summing->column, 1);
    gint64 value = fact->value[summing->column];
    return value == FACT_BLANK ? 1 : summing->source->coded ? value + 1 : value;
}

/* Rows of one day, of a year mostly, stand together. */
static int year_at(struct rule_sums *gathered, const struct fact *fact)
{
    if (fact->first != gathered->day) {
        gathered->day = fact->first;
        gathered->year = year_of(fact);
    }
    return gathered->year;
}

void rule_sums_take(struct rule_sums *gathered, const struct fact *fact)
{
    if (fact->unit == UNIT_NONE || fact->first == DATE_NONE)
        return;
    int year = year_at(gathered, fact);
    if (year < gathered->first_year || year > gathered->last_year)
        return;
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct summing *summing = &g_array_index(gathered->summings, struct summing, i);
        if (!counts(summing, gathered->dataset, fact) || !is_of(gathered, summing->source, fact))
            continue;
        struct rule_sum like = {fact->unit, year, fact->file, fact->line};
        guint figure = summing->source->figure - gathered->first;
        if (summing->source->led)
            like.unit = rule_sums_led(gathered, fact);
        if (summing->source->classes)
            figure += (guint)fact->value[summing->when[0]];
        if (summing->source->quarters)
            figure += (guint)date_quarter(fact->first, fact->last) - 1;
        if (like.unit != UNIT_NONE)
            add(gathered, place_of(gathered, &like), figure, amount_of(summing, fact));
    }
}

static void merge_years(struct rule_sums *to, const struct rule_sums *from, int first, int last)
{
    for (guint k = 0; k < from->sums->len; k++) {
        const struct rule_sum *sums = sum_at(from, k);
        if (sums->year < first || sums->year > last)
            continue;
        guint place = place_of(to, sums);
        for (guint i = 0; i < to->figures; i++)
            add(to, place, i, *amount_at(from, k, i));
    }
}

void rule_sums_merge(struct rule_sums *to, const struct rule_sums *from)
{
    merge_years(to, from, G_MININT, G_MAXINT);
}

struct rule_sums *rule_sums_years(const struct rule_sums *gathered, int first, int last)
{
    struct rule_sums *some = rule_sums_new(gathered->dataset, gathered->dictionary, gathered->tree);
    merge_years(some, gathered, first, last);
    return some;
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct rule_sum *x = *(const struct rule_sum *const *)a;
    const struct rule_sum *y = *(const struct rule_sum *const *)b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

GPtrArray *rule_sums_list(const struct rule_sums *gathered)
{
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < gathered->sums->len; i++)
        g_ptr_array_add(list, sum_at(gathered, i));
    g_ptr_array_sort(list, by_place);
    return list;
}

const struct rule_sum *rule_sums_find(const struct rule_sums *gathered, gint32 unit, int year)
{
    guint32 place = gathered != NULL ? *slot_of(gathered, unit, year) : 0;
    return place > 0 ? sum_at(gathered, place - 1) : NULL;
}

gint64 rule_sums_figure(const struct rule_sums *gathered, const struct rule_sum *sums, guint figure)
{
    guint own = figure - gathered->first;
    guint place = (guint)(sums - sum_at(gathered, 0));
    return figure >= gathered->first && own < gathered->figures ? *amount_at(gathered, place, own)
                                                                : 0;
}
