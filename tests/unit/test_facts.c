#include "check/rule_sums.h"
#include "rules_fixture.h"

/* ---- facts that stand for several rows ---- */

#define NUMBERS                                                                                    \
    "  - id: a\n    title: A\n    from: dang_vien\n    rows: [{by: unit}]\n"                       \
    "    columns: [{code: so, label: S, sum: so_luong}]\n"                                         \
    "    measures: [{show: count}]\n"

/* What stands in the total and in a unit's row of the only table, and how many rows there were. */
static void check_sums(const struct grouping *grouping, gint64 all, guint64 rows)
{
    const struct tally *tally = g_ptr_array_index(grouping->tallies, 0);
    const struct place total = {CUBE_TOTAL, 0, 0}, numbers = {0, 0, 0};
    CU_ASSERT_EQUAL(cube_sum(tally_cube(tally, 0, 0), SPAN_PERIOD, &total, &numbers), all);
    CU_ASSERT_EQUAL(tally_facts(tally), rows);
}

static void a_fact_of_several_rows_counts_as_they_do(void)
{
    static const char *const texts[] = {"nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=7",
                                        "nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=5"};
    static const gint64 sum[FACT_MAX_COLUMNS] = {[0 ... FACT_MAX_COLUMNS - 1] = 12};
    for (guint way = 0; way < 3; way++) {
        g_auto(fixture_t) f = {0};
        fixture_open(&f, NUMBERS, NULL, "2024");
        struct report_source *source = fixture_source(&f, "dang_vien");
        struct fixture_reading *reading = fixture_reading(&source->plan, NULL, FALSE);
        g_autoptr(vocabulary_t) words = vocabulary_new(source->dataset);
        for (guint i = 0; i < (way == 2 ? 1 : 2); i++) {
            struct fact fact = fixture_fact(&f, "dang_vien", words, texts[i]);
            fact.times = way == 0 ? 1 : way == 1 ? 3 : 2;
            fact.sum = way == 2 ? sum : NULL;
            groups_take(reading->groups, &fact);
        }
        groups_pour(reading->groups);
        check_sums(reading->grouping, way == 1 ? 36 : 12, way == 1 ? 6 : 2);
        fixture_reading_free(reading);
    }
}

static void rules_across_files_count_every_row_of_a_fact(void)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "ky_luat");
    g_autoptr(rule_sums_t) gathered = rule_sums_new(scene.dataset, scene.dictionary, scene.tree);
    struct fact fact = rules_fact(
        &scene, "ma_don_vi=1.2 doi_tuong=to_chuc hinh_thuc=canh_cao ngay_quyet_dinh=2024-05-01");
    fact.times = 4;
    rule_sums_take(gathered, &fact);
    const struct rule_sum *sums = rule_sums_find(gathered, fact.unit, 2024);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sums);
    CU_ASSERT_EQUAL(rule_sums_figure(gathered, sums, RULE_SUMS_ORGANIZATIONS), 4);
    rules_scene_close(&scene);
}

static CU_TestInfo tests[] = {
    {"a fact of several rows counts as they do", a_fact_of_several_rows_counts_as_they_do},
    {"rules across files count every row of a fact", rules_across_files_count_every_row_of_a_fact},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo facts_suite = {"facts", NULL, NULL, NULL, NULL, tests};
