#include "check/rules_across.h"

#include <string.h>

struct across {
    const GPtrArray *gathered;
    const struct unit_tree *tree;
    const struct dictionary *dictionary;
    struct findings *findings;
};

typedef void (*across_test)(const struct across *across, const struct rule_sums *gathered);

static const struct rule_sums *gathered_of(const struct across *across, const char *dataset)
{
    for (guint i = 0; i < across->gathered->len; i++) {
        const struct rule_sums *gathered = g_ptr_array_index(across->gathered, i);
        if (strcmp(rule_sums_dataset(gathered)->name, dataset) == 0)
            return gathered;
    }
    return NULL;
}

static void add_finding(const struct across *across, enum rule rule, const struct rule_sum *sums,
                        const char *hint)
{
    findings_add(across->findings,
                 &(struct finding){.rule = rule,
                                   .file = sums->file,
                                   .line = sums->line,
                                   .unit = (guint32)(sums->unit + 1),
                                   .value = (char *)unit_at(across->tree, sums->unit)->code,
                                   .hint = (char *)hint});
}

/* The version above a unit at the end of a year; UNIT_NONE for a root. */
static gint32 parent_of(const struct unit_tree *tree, gint32 unit, int year)
{
    gint32 parent = unit_at(tree, unit)->parent;
    return parent != UNIT_NONE ? unit_version(tree, parent, date_from_civil(year, 12, 31))
                               : UNIT_NONE;
}

/* Organizations and leaders disciplined in a unit or below it in a year. */
struct discipline {
    const struct rule_sum *excellent;
    gint64 organizations, leaders;
};

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct rule_sum *x = (*(const struct discipline *const *)a)->excellent;
    const struct rule_sum *y = (*(const struct discipline *const *)b)->excellent;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void add_discipline(GHashTable *found, const struct rule_sum *excellent,
                           const struct rule_sums *gathered, const struct rule_sum *sums)
{
    struct discipline *discipline = g_hash_table_lookup(found, excellent);
    if (discipline == NULL) {
        discipline = g_new0(struct discipline, 1);
        discipline->excellent = excellent;
        g_hash_table_insert(found, (gpointer)excellent, discipline);
    }
    discipline->organizations += rule_sums_figure(gathered, sums, RULE_SUMS_ORGANIZATIONS);
    discipline->leaders += rule_sums_figure(gathered, sums, RULE_SUMS_LEADERS);
}

/* "; Quy định 366-QĐ/TW …": the text in force at the end of that year; "": none. New string. */
static char *text_of(const struct across *across, enum rule rule, int year)
{
    const struct law *law =
        dictionary_law(across->dictionary, rule_info(rule)->code, date_from_civil(year, 12, 31));
    g_autofree char *cited = law != NULL ? law_cited(law->source, law->mark) : NULL;
    return law != NULL ? g_strconcat("; ", cited, NULL) : g_strdup("");
}

/* An excellent collective has no disciplined unit below it and no disciplined leader. */
static void excellent_but_disciplined(const struct across *across, const struct rule_sums *ranked)
{
    const struct rule_sums *disciplined = gathered_of(across, "ky_luat");
    if (disciplined == NULL)
        return;
    g_autoptr(GHashTable) found = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GPtrArray) list = rule_sums_list(disciplined);
    for (guint i = 0; i < list->len; i++) {
        const struct rule_sum *sums = g_ptr_array_index(list, i);
        gint32 unit = sums->unit;
        for (; unit != UNIT_NONE; unit = parent_of(across->tree, unit, sums->year)) {
            const struct rule_sum *excellent = rule_sums_find(ranked, unit, sums->year);
            if (excellent != NULL)
                add_discipline(found, excellent, disciplined, sums);
        }
    }
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(told, value);
    g_ptr_array_sort(told, by_place);
    for (guint i = 0; i < told->len; i++) {
        const struct discipline *discipline = g_ptr_array_index(told, i);
        g_autofree char *text =
            text_of(across, RULE_EXCELLENT_DISCIPLINED, discipline->excellent->year);
        g_autofree char *hint = g_strdup_printf(
            "%d: tổ chức %" G_GINT64_FORMAT ", bí thư %" G_GINT64_FORMAT "%s",
            discipline->excellent->year, discipline->organizations, discipline->leaders, text);
        add_finding(across, RULE_EXCELLENT_DISCIPLINED, discipline->excellent, hint);
    }
}

static guint classes_count(const struct rule_sums *gathered)
{
    const struct dataset *dataset = rule_sums_dataset(gathered);
    return dataset->columns[dataset_column(dataset, "xep_loai")].values_count;
}

static gint64 all_classes(const struct rule_sums *gathered, const struct rule_sum *sums)
{
    gint64 all = 0;
    for (guint i = 0; i < classes_count(gathered); i++)
        all += rule_sums_figure(gathered, sums, RULE_SUMS_CLASSES + i);
    return all;
}

/* Present = exempt + not yet ranked + ranked, where the file tells how many are present. */
static void present_differs(const struct across *across, const struct rule_sums *members)
{
    g_autoptr(GPtrArray) list = rule_sums_list(members);
    for (guint i = 0; i < list->len; i++) {
        const struct rule_sum *sums = g_ptr_array_index(list, i);
        gint64 present = rule_sums_figure(members, sums, RULE_SUMS_PRESENT);
        gint64 all = all_classes(members, sums);
        if (present == 0 || present == all)
            continue;
        g_autofree char *hint = g_strdup_printf("%d: %" G_GINT64_FORMAT " ≠ %" G_GINT64_FORMAT,
                                                sums->year, present, all);
        add_finding(across, RULE_PRESENT_DIFFERS, sums, hint);
    }
}

static const struct {
    const char *dataset; /* whose rows are told */
    const char *beside;  /* what they are held against; NULL: each other */
    across_test test;
} table[] = {
    {"xep_loai", "ky_luat", excellent_but_disciplined},
    {"xep_loai_dang_vien", NULL, present_differs},
};

gboolean rules_across_tell(const char *dataset)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (strcmp(table[i].dataset, dataset) == 0)
            return TRUE;
    return FALSE;
}

const char *rules_across_beside(const char *dataset)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (strcmp(table[i].dataset, dataset) == 0 && table[i].beside != NULL)
            return table[i].beside;
    return NULL;
}

void rules_across(const GPtrArray *gathered, const struct unit_tree *tree,
                  const struct dictionary *dictionary, struct findings *findings)
{
    struct across across = {gathered, tree, dictionary, findings};
    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        const struct rule_sums *told = gathered_of(&across, table[i].dataset);
        if (told != NULL)
            table[i].test(&across, told);
    }
}
