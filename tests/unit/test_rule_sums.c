#include "check/rule_sums.h"
#include "rules_fixture.h"

static struct rule_sums *gather(struct rules_scene *scene, const char *const *facts)
{
    struct rule_sums *gathered = rule_sums_new(scene->dataset, scene->dictionary, scene->tree);
    CU_ASSERT_PTR_NOT_NULL_FATAL(gathered);
    for (guint i = 0; facts[i] != NULL; i++) {
        struct fact fact = rules_fact(scene, facts[i]);
        fact.line = 10 - i;
        rule_sums_take(gathered, &fact);
    }
    return gathered;
}

static gint64 figure(const struct rule_sums *gathered, const char *unit, int year, guint which,
                     const struct rules_scene *scene)
{
    const struct rule_sum *sums =
        rule_sums_find(gathered, unit_tree_find(scene->tree, unit, -1), year);
    return sums != NULL ? rule_sums_figure(gathered, sums, which) : -1;
}

static void what_no_rule_asks_for_is_not_gathered(void)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "trinh_do");
    CU_ASSERT_PTR_NULL(rule_sums_new(scene.dataset, scene.dictionary, scene.tree));
    rules_scene_close(&scene);
}

static void only_facts_that_count_leave_a_trace(void)
{
    static const char *const facts[] = {"ma_don_vi=1.1 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.2 nam=2024 xep_loai=xuat_sac", NULL};
    struct rules_scene scene;
    rules_scene_open(&scene, "xep_loai");
    g_autoptr(rule_sums_t) gathered = gather(&scene, facts);
    CU_ASSERT_EQUAL(figure(gathered, "1.1", 2024, RULE_SUMS_CLASS, &scene), -1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2", 2024, RULE_SUMS_CLASS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2", 2024, RULE_SUMS_LEADERS, &scene), 0);
    rules_scene_close(&scene);
}

#define MEMBER "doi_tuong=dang_vien hinh_thuc=canh_cao ngay_quyet_dinh="

static void a_leader_counts_at_the_nearest_unit_whose_list_holds_the_post(void)
{
    static const char *const facts[] = {"ma_don_vi=1.1.1 " MEMBER
                                        "2025-05-01 chuc_vu=pho_bi_thu_chi_bo_truong_thon",
                                        "ma_don_vi=1.1.1 " MEMBER "2025-05-01 chuc_vu=dang_uy_vien",
                                        "ma_don_vi=1.2 " MEMBER "2025-05-01 chuc_vu=bi_thu",
                                        "ma_don_vi=1.2.1 " MEMBER "2025-05-01 chuc_vu=bi_thu",
                                        "ma_don_vi=1.2.1 " MEMBER "2025-05-01 chuc_vu=dang_vien",
                                        "ma_don_vi=1.2.1 " MEMBER "2025-05-01",
                                        "ma_don_vi=1.2.1 " MEMBER "2024-05-01 chuc_vu=bi_thu",
                                        NULL};
    struct rules_scene scene;
    rules_scene_open(&scene, "ky_luat");
    g_autoptr(rule_sums_t) gathered = gather(&scene, facts);
    CU_ASSERT_EQUAL(figure(gathered, "1.1.1", 2025, RULE_SUMS_LEADERS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.1", 2025, RULE_SUMS_LEADERS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2", 2025, RULE_SUMS_LEADERS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2.1", 2025, RULE_SUMS_LEADERS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2.1", 2025, RULE_SUMS_POSTLESS, &scene), 1);
    CU_ASSERT_EQUAL(figure(gathered, "1.2.1", 2024, RULE_SUMS_LEADERS, &scene), -1);
    rules_scene_close(&scene);
}

static void a_row_of_one_member_counts_one(void)
{
    static const char *const facts[] = {"ma_don_vi=1.1.1 nam=2024 xep_loai=tot ma_dang_vien=a",
                                        "ma_don_vi=1.1.1 nam=2024 xep_loai=tot ma_dang_vien=b",
                                        NULL};
    struct rules_scene scene;
    rules_scene_open(&scene, "xep_loai_dang_vien");
    g_autoptr(rule_sums_t) gathered = gather(&scene, facts);
    int good =
        column_value(&scene.dataset->columns[dataset_column(scene.dataset, "xep_loai")], "tot");
    CU_ASSERT_EQUAL(figure(gathered, "1.1.1", 2024, RULE_SUMS_CLASSES + (guint)good, &scene), 2);
    rules_scene_close(&scene);
}

static void merging_adds_sums_and_keeps_the_greatest_and_the_first_place(void)
{
    static const char *const one[] = {
        "ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=20 so_co_mat=24", NULL};
    static const char *const two[] = {
        "ma_don_vi=1.2 nam=2024 xep_loai=tot so_luong=7",
        "ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=2 so_co_mat=24",
        "ma_don_vi=1.1 nam=2024 xep_loai=mien so_luong=2 so_co_mat=23", NULL};
    struct rules_scene scene;
    rules_scene_open(&scene, "xep_loai_dang_vien");
    g_autoptr(rule_sums_t) all = gather(&scene, one);
    g_autoptr(rule_sums_t) other = gather(&scene, two);
    rule_sums_merge(all, other);
    int good =
        column_value(&scene.dataset->columns[dataset_column(scene.dataset, "xep_loai")], "tot");
    CU_ASSERT_EQUAL(figure(all, "1.1", 2024, RULE_SUMS_CLASSES + (guint)good, &scene), 22);
    CU_ASSERT_EQUAL(figure(all, "1.1", 2024, RULE_SUMS_PRESENT, &scene), 24);
    CU_ASSERT_EQUAL(figure(all, "1.2", 2024, RULE_SUMS_CLASSES + (guint)good, &scene), 7);
    g_autoptr(GPtrArray) list = rule_sums_list(all);
    CU_ASSERT_EQUAL_FATAL(list->len, 2);
    CU_ASSERT_EQUAL(((const struct rule_sum *)g_ptr_array_index(list, 0))->line, 8);
    rules_scene_close(&scene);
}

static void some_years_are_taken_out_of_all(void)
{
    static const char *const facts[] = {
        "ma_don_vi=1.1 nam=2023 xep_loai=tot so_luong=9 so_co_mat=10",
        "ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=7 so_co_mat=8", NULL};
    struct rules_scene scene;
    rules_scene_open(&scene, "xep_loai_dang_vien");
    g_autoptr(rule_sums_t) all = gather(&scene, facts);
    g_autoptr(rule_sums_t) some = rule_sums_years(all, 2024, 2025);
    g_autoptr(GPtrArray) list = rule_sums_list(some);
    CU_ASSERT_EQUAL_FATAL(list->len, 1);
    CU_ASSERT_EQUAL(figure(some, "1.1", 2024, RULE_SUMS_PRESENT, &scene), 8);
    rules_scene_close(&scene);
}

static CU_TestInfo tests[] = {
    {"what no rule asks for is not gathered", what_no_rule_asks_for_is_not_gathered},
    {"only facts that count leave a trace", only_facts_that_count_leave_a_trace},
    {"a leader counts at the nearest unit whose list holds the post",
     a_leader_counts_at_the_nearest_unit_whose_list_holds_the_post},
    {"a row of one member counts one", a_row_of_one_member_counts_one},
    {"merging adds sums and keeps the greatest and the first place",
     merging_adds_sums_and_keeps_the_greatest_and_the_first_place},
    {"some years are taken out of all", some_years_are_taken_out_of_all},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo rule_sums_suite = {"rule_sums", NULL, NULL, NULL, NULL, tests};
