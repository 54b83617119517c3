#include "check/rules_across.h"

#include <string.h>

#include "check/review.h"

struct across {
    const GPtrArray *gathered;
    const struct unit_tree *tree;
    const struct dictionary *dictionary;
    struct findings *findings;
    int first_year; /* what was gathered of years before is not told */
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

/* "; Quy định 366-QĐ/TW …": the text in force in that year. New string. */
static char *text_of(const struct law *law)
{
    g_autofree char *cited = law_cited(law->source, law->mark);
    return g_strconcat("; ", cited, NULL);
}

static void free_review(gpointer review)
{
    review_free(review);
}

/* The review of a year, made when it is first asked for; nobody asks here who has returned. */
static const struct review *review_in(const struct across *across, GHashTable *reviews, int year)
{
    struct review *review = g_hash_table_lookup(reviews, GINT_TO_POINTER(year));
    if (review == NULL) {
        review = review_new(&(struct review_data){.gathered = across->gathered,
                                                  .tree = across->tree,
                                                  .dictionary = across->dictionary,
                                                  .year = year});
        g_hash_table_insert(reviews, GINT_TO_POINTER(year), review);
    }
    return review;
}

/* What is told of a unit that a rule marks. */
static const struct {
    enum review_rule rule;
    enum rule told;
    gboolean needs_actions;
} marks[] = {
    {REVIEW_DISCIPLINE, RULE_EXCELLENT_DISCIPLINED, TRUE},
    {REVIEW_POINTS, RULE_POINTS_DIFFER, FALSE},
    {REVIEW_QUARTERS, RULE_QUARTERS_MARKED, FALSE},
};

static void tell_mark(const struct across *across, const struct review *review,
                      const struct rule_sum *sums, guint mark)
{
    enum review_rule rule = marks[mark].rule;
    if (review_of(review, rule, sums->unit) != REVIEW_MARKED)
        return;
    gboolean running = rule == REVIEW_QUARTERS && review_has_run(review, sums->unit);
    g_autofree char *words = review_words(review, rule, sums->unit);
    g_autofree char *text =
        text_of(running ? review_running_law(review) : review_law(review, rule));
    g_autofree char *hint = g_strdup_printf("%d: %s%s", sums->year, words, text);
    add_finding(across, marks[mark].told, sums, hint);
}

/* Rankings that the laws of their year ask to look at again (review.h). */
static void marked(const struct across *across, const struct rule_sums *ranked)
{
    g_autoptr(GHashTable) reviews = g_hash_table_new_full(NULL, NULL, NULL, free_review);
    g_autoptr(GPtrArray) list = rule_sums_list(ranked);
    for (guint i = 0; i < list->len; i++) {
        const struct rule_sum *sums = g_ptr_array_index(list, i);
        if (sums->year < across->first_year)
            continue;
        const struct review *review = review_in(across, reviews, sums->year);
        for (guint m = 0; m < G_N_ELEMENTS(marks); m++)
            if (!marks[m].needs_actions || gathered_of(across, "ky_luat") != NULL)
                tell_mark(across, review, sums, m);
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
        if (present == 0 || present == all || sums->year < across->first_year)
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
    {"xep_loai", "ky_luat", marked},
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
                  const struct dictionary *dictionary, int first_year, struct findings *findings)
{
    struct across across = {gathered, tree, dictionary, findings, first_year};
    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        const struct rule_sums *told = gathered_of(&across, table[i].dataset);
        if (told != NULL)
            table[i].test(&across, told);
    }
}
