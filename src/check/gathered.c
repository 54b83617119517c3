#include "check/gathered.h"

#include <string.h>

#include "check/rules.h"

#define MAX_CONDITIONS 2

/* One row a figure; `column` NULL: facts are counted. */
struct gathered_row {
    enum gathered_figure figure;
    const char *dataset, *column;
    gboolean greatest; /* not the sum of the column but its greatest value */
    gboolean classes;  /* a figure for each value of the first condition's column */
    struct {
        const char *column, *codes;
    } when[MAX_CONDITIONS];
};

static const struct gathered_row sources[] = {
    {GATHERED_EXCELLENT, "xep_loai", NULL, FALSE, FALSE, {{"xep_loai", "xuat_sac"}}},
    {GATHERED_ORGANIZATIONS, "ky_luat", NULL, FALSE, FALSE, {{"doi_tuong", "to_chuc"}}},
    {GATHERED_LEADERS,
     "ky_luat",
     NULL,
     FALSE,
     FALSE,
     {{"doi_tuong", "dang_vien"}, {"chuc_vu", "bi_thu*"}}},
    {GATHERED_PRESENT, "xep_loai_dang_vien", "so_co_mat", TRUE, FALSE, {{NULL, NULL}}},
    {GATHERED_CLASSES, "xep_loai_dang_vien", "so_luong", FALSE, TRUE, {{"xep_loai", NULL}}},
};

/* A source with its columns found in the dataset. */
struct summing {
    const struct gathered_row *source;
    int column; /* -1: facts are counted */
    int when[MAX_CONDITIONS];
    struct fact_codes codes[MAX_CONDITIONS];
};

struct gathered {
    const struct dataset *dataset;
    GArray *summings;     /* struct summing */
    guint first, figures; /* the dataset's figures */
    GHashTable *sums;     /* struct gathered_sums *, which it owns, by unit and year */
};

static guint sums_hash(gconstpointer key)
{
    const struct gathered_sums *sums = key;
    return (guint)sums->unit * 31u * 31u + (guint)sums->year;
}

static gboolean sums_equal(gconstpointer a, gconstpointer b)
{
    const struct gathered_sums *x = a, *y = b;
    return x->unit == y->unit && x->year == y->year;
}

static gboolean find_columns(const struct gathered_row *source, const struct dataset *dataset,
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
           dataset->columns[summing->when[0]].values_count <= GATHERED_CLASSES_MAX;
}

static guint figures_end(const struct summing *summing, const struct dataset *dataset)
{
    return summing->source->figure +
           (summing->source->classes ? dataset->columns[summing->when[0]].values_count : 1);
}

struct gathered *gathered_new(const struct dataset *dataset)
{
    struct gathered *gathered = g_new0(struct gathered, 1);
    guint end = 0;
    gathered->dataset = dataset;
    gathered->summings = g_array_new(FALSE, FALSE, sizeof(struct summing));
    gathered->sums = g_hash_table_new_full(sums_hash, sums_equal, NULL, g_free);
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
    if (gathered->summings->len > 0 && dataset_time_column(dataset) >= 0)
        return gathered;
    gathered_free(gathered);
    return NULL;
}

void gathered_free(struct gathered *gathered)
{
    if (gathered == NULL)
        return;
    g_array_unref(gathered->summings);
    g_hash_table_unref(gathered->sums);
    g_free(gathered);
}

const struct dataset *gathered_dataset(const struct gathered *gathered)
{
    return gathered->dataset;
}

static gboolean counts(const struct summing *summing, const struct fact *fact)
{
    if (summing->column >= 0 && fact->value[summing->column] == FACT_BLANK)
        return FALSE;
    for (guint i = 0; i < MAX_CONDITIONS && summing->when[i] >= 0; i++) {
        if (summing->source->when[i].codes == NULL ? fact->value[summing->when[i]] == FACT_BLANK
                                                   : !fact_has_code(fact, &summing->codes[i]))
            return FALSE;
    }
    return TRUE;
}

/* The sums of that unit and year, made if they are not there; their place is the first one. */
static struct gathered_sums *sums_at(struct gathered *gathered, const struct gathered_sums *like)
{
    struct gathered_sums *sums = g_hash_table_lookup(gathered->sums, like);
    if (sums == NULL) {
        /* One piece: the figures stand behind. */
        sums = g_malloc0(sizeof *sums + gathered->figures * sizeof(gint64));
        *sums = *like;
        sums->figure = (gint64 *)(void *)(sums + 1);
        g_hash_table_add(gathered->sums, sums);
    }
    if (like->file < sums->file || (like->file == sums->file && like->line < sums->line)) {
        sums->file = like->file;
        sums->line = like->line;
    }
    return sums;
}

static gboolean is_greatest(const struct gathered *gathered, guint figure)
{
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct gathered_row *source =
            g_array_index(gathered->summings, struct summing, i).source;
        if (source->figure == gathered->first + figure)
            return source->greatest;
    }
    return FALSE;
}

static void add(const struct gathered *gathered, struct gathered_sums *sums, guint figure,
                gint64 amount)
{
    gint64 *at = &sums->figure[figure];
    *at = is_greatest(gathered, figure) ? MAX(*at, amount) : *at + amount;
}

void gathered_take(struct gathered *gathered, const struct fact *fact)
{
    if (fact->unit == UNIT_NONE || fact->first == DATE_NONE)
        return;
    struct gathered_sums like = {.unit = fact->unit, .file = fact->file, .line = fact->line};
    int month, day;
    date_to_civil(fact->first, &like.year, &month, &day);
    for (guint i = 0; i < gathered->summings->len; i++) {
        const struct summing *summing = &g_array_index(gathered->summings, struct summing, i);
        if (!counts(summing, fact))
            continue;
        guint figure = summing->source->figure - gathered->first;
        if (summing->source->classes)
            figure += (guint)fact->value[summing->when[0]];
        add(gathered, sums_at(gathered, &like), figure,
            summing->column >= 0 ? fact->value[summing->column] : 1);
    }
}

static void merge_years(struct gathered *to, const struct gathered *from, int first, int last)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, from->sums);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const struct gathered_sums *sums = key;
        if (sums->year < first || sums->year > last)
            continue;
        for (guint i = 0; i < to->figures; i++)
            add(to, sums_at(to, sums), i, sums->figure[i]);
    }
}

void gathered_merge(struct gathered *to, const struct gathered *from)
{
    merge_years(to, from, G_MININT, G_MAXINT);
}

struct gathered *gathered_years(const struct gathered *gathered, int first, int last)
{
    struct gathered *some = gathered_new(gathered->dataset);
    merge_years(some, gathered, first, last);
    return some;
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct gathered_sums *x = *(const struct gathered_sums *const *)a;
    const struct gathered_sums *y = *(const struct gathered_sums *const *)b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

GPtrArray *gathered_list(const struct gathered *gathered)
{
    GPtrArray *list = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, gathered->sums);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        g_ptr_array_add(list, key);
    g_ptr_array_sort(list, by_place);
    return list;
}

const struct gathered_sums *gathered_find(const struct gathered *gathered, gint32 unit, int year)
{
    struct gathered_sums like = {.unit = unit, .year = year};
    return gathered != NULL ? g_hash_table_lookup(gathered->sums, &like) : NULL;
}

gint64 gathered_figure(const struct gathered *gathered, const struct gathered_sums *sums,
                       guint figure)
{
    guint own = figure - gathered->first;
    return figure >= gathered->first && own < gathered->figures ? sums->figure[own] : 0;
}
