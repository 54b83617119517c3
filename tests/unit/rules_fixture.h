/*
 * rules_fixture - the shipped dictionary, a few units, and facts made of words, for the suites of
 * rules.
 *
 *   1 tinh    1.1 co_so, from 01/01/2020    1.1.1, 1.1.2 chi_bo (1.1.2 until 30/06/2024)
 *             1.2 co_so                      1.2.1 chi_bo
 *
 * A fact is NAME=VALUE words: "ma_don_vi=1.1 nam=2024 xep_loai=xuat_sac". Days are ISO, quarters
 * are numbers; any word is a value of an open list.
 */
#ifndef TESTS_RULES_FIXTURE_H
#define TESTS_RULES_FIXTURE_H

#include <CUnit/CUnit.h>
#include <string.h>

#include "base/period.h"
#include "data/fact.h"
#include "data/finding.h"
#include "data/unit.h"
#include "fixture.h"

struct rules_scene {
    struct dictionary *dictionary;
    const struct dataset *dataset;
    struct unit_tree *tree;
    struct vocabulary *vocabulary;
    struct findings *findings;
    gint places[FACT_MAX_COLUMNS]; /* column i stands in field i */
};

static inline date rules_day(const char *iso)
{
    date day = DATE_NONE;
    CU_ASSERT_TRUE_FATAL(date_parse(iso, -1, &day));
    return day;
}

/* No period, of data up to a day; NULL: none is given. */
static inline struct period rules_period(const char *as_of)
{
    struct period period = PERIOD_NONE;
    if (as_of != NULL)
        period.as_of = rules_day(as_of);
    return period;
}

static inline struct unit_tree *rules_tree(void)
{
    static const struct {
        const char *code, *parent, *from, *to;
        enum level level;
    } units[] = {
        {"1", "", NULL, NULL, LEVEL_TINH},
        {"1.1", "1", "2020-01-01", NULL, LEVEL_CO_SO},
        {"1.1.1", "1.1", NULL, NULL, LEVEL_CHI_BO},
        {"1.1.2", "1.1", NULL, "2024-06-30", LEVEL_CHI_BO},
        {"1.2", "1", NULL, NULL, LEVEL_CO_SO},
        {"1.2.1", "1.2", NULL, NULL, LEVEL_CHI_BO},
    };
    struct unit_tree *tree = unit_tree_new();
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct unit unit = {
            .code = units[i].code,
            .name = units[i].code,
            .kind = "",
            .level = units[i].level,
            .is_cell = units[i].level == LEVEL_CHI_BO,
            .from = units[i].from != NULL ? rules_day(units[i].from) : DATE_NONE,
            .to = units[i].to != NULL ? rules_day(units[i].to) : DATE_NONE,
        };
        unit_tree_add(tree, &unit, units[i].parent);
    }
    unit_tree_link(tree, NULL, NULL);
    return tree;
}

static inline void rules_scene_open(struct rules_scene *scene, const char *dataset)
{
    scene->dictionary = fixture_dictionary("templates/tu-dien.yaml");
    scene->dataset = dictionary_dataset(scene->dictionary, dataset);
    CU_ASSERT_PTR_NOT_NULL_FATAL(scene->dataset);
    scene->tree = rules_tree();
    scene->vocabulary = vocabulary_new(scene->dataset);
    scene->findings = findings_new();
    for (gint i = 0; i < FACT_MAX_COLUMNS; i++)
        scene->places[i] = i;
}

static inline void rules_scene_close(struct rules_scene *scene)
{
    findings_free(scene->findings);
    vocabulary_free(scene->vocabulary);
    unit_tree_free(scene->tree);
    dictionary_free(scene->dictionary);
}

static inline gint64 rules_value(struct rules_scene *scene, guint column, const char *text)
{
    const struct column *about = &scene->dataset->columns[column];
    switch (about->type) {
    case COLUMN_UNIT:
        return unit_tree_find(scene->tree, text, -1);
    case COLUMN_CODE:
        return column_value(about, text);
    case COLUMN_LABEL:
        return vocabulary_number(scene->vocabulary, column, text);
    case COLUMN_COUNT:
    case COLUMN_PERCENT:
    case COLUMN_QUARTER:
    case COLUMN_POINTS:
        return g_ascii_strtoll(text, NULL, 10);
    case COLUMN_YEAR:
        return date_from_civil((int)g_ascii_strtoll(text, NULL, 10), 1, 1);
    case COLUMN_KEY:
        return (gint64)g_str_hash(text);
    default:
        return rules_day(text);
    }
}

static inline gint64 rules_span(enum column_type type, date first)
{
    int year, month, day;
    date_to_civil(first, &year, &month, &day);
    if (type == COLUMN_YEAR)
        return date_from_civil(year, 12, 31);
    return type == COLUMN_MONTH ? date_month_end(first) : first;
}

static inline struct fact rules_fact(struct rules_scene *scene, const char *words)
{
    struct fact fact = {.first = DATE_NONE,
                        .last = DATE_NONE,
                        .unit = UNIT_NONE,
                        .vocabulary = scene->vocabulary,
                        .line = 2,
                        .times = 1};
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        fact.value[i] = FACT_BLANK;
    for (char **word = list; *word != NULL; word++) {
        char *equals = strchr(*word, '=');
        *equals = '\0';
        int column = dataset_column(scene->dataset, *word);
        CU_ASSERT_TRUE_FATAL(column >= 0);
        fact.value[column] = rules_value(scene, (guint)column, equals + 1);
    }
    fact.unit = (gint32)fact.value[dataset_unit_column(scene->dataset)];
    int time = dataset_time_column(scene->dataset);
    if (time >= 0 && fact.value[time] != FACT_BLANK) {
        fact.first = (date)fact.value[time];
        fact.last = (date)rules_span(scene->dataset->columns[time].type, fact.first);
        int quarter = dataset_column_of_type(scene->dataset, COLUMN_QUARTER);
        if (quarter >= 0 && fact.value[quarter] != FACT_BLANK) {
            int year = date_month_number(fact.first) / 12, month = 3 * (int)fact.value[quarter];
            fact.first = date_from_civil(year, month - 2, 1);
            fact.last = date_month_end(date_from_civil(year, month, 1));
        }
        fact.unit = unit_version(scene->tree, fact.unit, fact.last);
    }
    return fact;
}

/* The finding at a place of the list, as "rule value hint"; new string. */
static inline char *rules_told(const struct findings *findings, guint index)
{
    if (index >= findings_count(findings))
        return g_strdup("");
    const struct finding *finding = findings_at(findings, index);
    return g_strdup_printf("%s %s %s", rule_info(finding->rule)->code,
                           finding->value != NULL ? finding->value : "-",
                           finding->hint != NULL ? finding->hint : "-");
}

#endif
