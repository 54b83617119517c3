#include "check/rules_across.h"
#include "rules_fixture.h"

/* Rules over the facts of two datasets of one dictionary; what was told, a line a finding. */
struct table_of_facts {
    const char *dataset;
    const char *const *facts; /* ends with NULL */
};

static char *across(const struct table_of_facts *tables, guint count)
{
    struct rules_scene scene;
    rules_scene_open(&scene, tables[0].dataset);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < count; i++) {
        scene.dataset = dictionary_dataset(scene.dictionary, tables[i].dataset);
        vocabulary_free(scene.vocabulary);
        scene.vocabulary = vocabulary_new(scene.dataset);
        struct rule_sums *gathered = rule_sums_new(scene.dataset, scene.dictionary, scene.tree);
        CU_ASSERT_PTR_NOT_NULL_FATAL(gathered);
        for (guint f = 0; tables[i].facts[f] != NULL; f++) {
            struct fact fact = rules_fact(&scene, tables[i].facts[f]);
            fact.file = i;
            fact.line = f + 2;
            rule_sums_take(gathered, &fact);
        }
        g_ptr_array_add(all, gathered);
    }
    rules_across(all, scene.tree, scene.dictionary, G_MININT, scene.findings);
    GString *told = g_string_new(NULL);
    for (guint i = 0; i < findings_count(scene.findings); i++) {
        g_autofree char *line = rules_told(scene.findings, i);
        g_string_append_printf(told, "%s%" G_GUINT64_FORMAT " %s", i > 0 ? "\n" : "",
                               findings_at(scene.findings, i)->line, line);
    }
    for (guint i = 0; i < all->len; i++)
        rule_sums_free(g_ptr_array_index(all, i));
    rules_scene_close(&scene);
    return g_string_free(told, FALSE);
}

#define ORGANIZATION "doi_tuong=to_chuc hinh_thuc=canh_cao ngay_quyet_dinh="
#define LAW "; Quy định 366-QĐ/TW ngày 30/8/2025"
#define MEMBER "doi_tuong=dang_vien hinh_thuc=canh_cao ngay_quyet_dinh="

static void an_excellent_organization_with_discipline_below_it_is_told(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.2.1 nam=2025 xep_loai=tot",
                                         "ma_don_vi=1.1 nam=2025 xep_loai=xuat_sac",
                                         "ma_don_vi=1.1.1 nam=2025 xep_loai=xuat_sac",
                                         "ma_don_vi=1.2 nam=2024 xep_loai=xuat_sac", NULL};
    static const char *const disciplined[] = {
        "ma_don_vi=1.1.1 " ORGANIZATION "2025-05-01",
        "ma_don_vi=1.1.2 " ORGANIZATION "2025-05-02",
        "ma_don_vi=1.1.1 " MEMBER "2025-05-03 chuc_vu=bi_thu_chi_bo",
        "ma_don_vi=1.1.1 " MEMBER "2025-05-03 chuc_vu=chi_uy_vien",
        "ma_don_vi=1.1.1 " MEMBER "2025-05-03 chuc_vu=dang_vien",
        "ma_don_vi=1.2 " ORGANIZATION "2024-05-01",
        NULL};
    const struct table_of_facts tables[] = {{"xep_loai", ranked}, {"ky_luat", disciplined}};
    g_autofree char *told = across(tables, 2);
    CU_ASSERT_STRING_EQUAL(told, "3 xuat_sac_co_ky_luat 1.1 2025: 2 tổ chức" LAW "\n"
                                 "4 xuat_sac_co_ky_luat 1.1.1 2025: 1 tổ chức, 2 lãnh đạo" LAW);
}

static void without_a_file_of_discipline_nothing_is_said_of_excellence(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1 nam=2024 xep_loai=xuat_sac", NULL};
    const struct table_of_facts tables[] = {{"xep_loai", ranked}};
    g_autofree char *told = across(tables, 1);
    CU_ASSERT_STRING_EQUAL(told, "");
}

static void present_must_be_exempt_and_unranked_and_ranked(void)
{
    static const char *const members[] = {
        "ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=20 so_co_mat=25",
        "ma_don_vi=1.1 nam=2024 xep_loai=mien so_luong=3 so_co_mat=25",
        "ma_don_vi=1.1 nam=2024 xep_loai=chua_xep_loai so_luong=1 so_co_mat=25",
        "ma_don_vi=1.2 nam=2024 xep_loai=tot so_luong=7 so_co_mat=7",
        "ma_don_vi=1.2 nam=2023 xep_loai=tot so_luong=7",
        NULL};
    const struct table_of_facts tables[] = {{"xep_loai_dang_vien", members}};
    g_autofree char *told = across(tables, 1);
    CU_ASSERT_STRING_EQUAL(told, "2 co_mat_khac_tong_xep_loai 1.1 2024: 25 ≠ 24");
}

static CU_TestInfo tests[] = {
    {"an excellent organization with discipline below it is told",
     an_excellent_organization_with_discipline_below_it_is_told},
    {"without a file of discipline nothing is said of excellence",
     without_a_file_of_discipline_nothing_is_said_of_excellence},
    {"present = exempt + not yet ranked + ranked", present_must_be_exempt_and_unranked_and_ranked},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo rules_across_suite = {"rules_across", NULL, NULL, NULL, NULL, tests};
