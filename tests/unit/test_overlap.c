#include "calc/overlap.h"
#include "rules_fixture.h"

/*
 * What went into something else on 1 July 2024: a commune with its cell into another one, a
 * grassroots cell and a cell into that commune, two communes and a cell into a grassroots cell that
 * was there before (1.6), a commune into the unit above it; one cell went with its commune only.
 */
static void add_merger(struct rules_scene *scene, struct crosswalk *crosswalk)
{
    static const struct {
        const char *code, *parent, *new_code;
        enum level level;
        gboolean is_cell;
    } units[] = {
        {"1.3", "1", "1.2", LEVEL_CO_SO, FALSE},  {"1.3.1", "1.3", "1.2.1", LEVEL_CHI_BO, TRUE},
        {"1.4", "1", "1.2", LEVEL_CO_SO, TRUE},   {"1.1.3", "1.1", "1.2", LEVEL_CHI_BO, TRUE},
        {"1.6", "1", NULL, LEVEL_CO_SO, TRUE},    {"1.7", "1", "1.6", LEVEL_CO_SO, FALSE},
        {"1.8", "1", "1.6", LEVEL_CO_SO, FALSE},  {"1.1.4", "1.1", "1.6", LEVEL_CHI_BO, TRUE},
        {"1.9", "1", "1", LEVEL_CO_SO, FALSE},    {"1.7.1", "1.7", "", LEVEL_CHI_BO, TRUE},
        {"1.3.2", "1.3", "", LEVEL_CHI_BO, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct unit unit = {.code = units[i].code,
                            .name = "",
                            .kind = "",
                            .level = units[i].level,
                            .is_cell = units[i].is_cell,
                            .from = DATE_NONE,
                            .to = units[i].new_code ? rules_day("2024-06-30") : DATE_NONE};
        unit_tree_add(scene->tree, &unit, units[i].parent);
        struct crosswalk_event event = {.old_code = unit.code,
                                        .new_code = units[i].new_code,
                                        .new_name = "",
                                        .day = rules_day("2024-07-01"),
                                        .weight = {1, 1}};
        if (units[i].new_code != NULL && *units[i].new_code != '\0')
            crosswalk_add(crosswalk, &event);
    }
    unit_tree_link(scene->tree, NULL, NULL);
}

/* The lines that count, from 2 on, and what is told, a line a finding; the facts end with NULL. */
static char *counted(const char *dataset, const char *const *facts)
{
    struct rules_scene scene;
    rules_scene_open(&scene, dataset);
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    add_merger(&scene, crosswalk);
    g_autoptr(overlap_t) first = overlap_new(scene.dataset, scene.tree);
    g_autoptr(overlap_t) other = overlap_new(scene.dataset, scene.tree);
    guint count = g_strv_length((char **)facts);
    /* Two readers, and the last row first: neither may matter. */
    for (guint i = count; i-- > 0;) {
        struct fact fact = rules_fact(&scene, facts[i]);
        overlap_take(i % 2 == 0 ? first : other, &fact);
    }
    overlap_merge(first, other);
    GString *told = g_string_new(NULL);
    gboolean any = overlap_settle(first, crosswalk);
    g_autoptr(overlap_sums_t) sums = overlap_sums_new(first);
    g_autoptr(overlap_sums_t) more = overlap_sums_new(first);
    for (guint i = count; any && i-- > 0;) {
        struct fact fact = rules_fact(&scene, facts[i]);
        fact.line = i + 2;
        overlap_sums_take(i % 2 == 0 ? sums : more, &fact);
    }
    for (guint i = 0; i < count; i++) {
        struct fact fact = rules_fact(&scene, facts[i]);
        if (overlap_counts(overlap_fate(first, &fact)))
            g_string_append_printf(told, "%u ", i + 2);
    }
    overlap_sums_merge(sums, more);
    overlap_sums_tell(sums, scene.findings);
    findings_sort(scene.findings);
    for (guint i = 0; i < findings_count(scene.findings); i++) {
        g_autofree char *line = rules_told(scene.findings, i);
        g_string_append_printf(told, "\n%" G_GUINT64_FORMAT " %s",
                               findings_at(scene.findings, i)->line, line);
    }
    rules_scene_close(&scene);
    return g_string_free(told, FALSE);
}

static void the_level_that_is_asked_counts_and_rows_below_only_where_it_is_silent(void)
{
    static const char *const members[] = {"ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=20",
                                          "ma_don_vi=1.1.1 nam=2024 xep_loai=tot so_luong=12",
                                          "ma_don_vi=1.1.1 nam=2023 xep_loai=tot so_luong=12",
                                          "ma_don_vi=1 nam=2024 xep_loai=tot so_luong=25",
                                          "ma_don_vi=1.2.1 nam=2024 xep_loai=tot so_luong=5",
                                          NULL};
    g_autofree char *told = counted("xep_loai_dang_vien", members);
    CU_ASSERT_STRING_EQUAL(told, "2 4 6 \n2 cap_tren_khac_tong_cap_duoi 1.1 2024, tot: 20 ≠ 12\n"
                                 "5 cong_hai_cap 1 2024: 25 = 25");
}

static void figures_of_two_levels_are_compared_class_by_class(void)
{
    static const char *const members[] = {"ma_don_vi=1 nam=2024 xep_loai=tot so_luong=25",
                                          "ma_don_vi=1.1 nam=2024 xep_loai=tot so_luong=24",
                                          "ma_don_vi=1.2 nam=2024 xep_loai=hoan_thanh so_luong=1",
                                          NULL};
    g_autofree char *told = counted("xep_loai_dang_vien", members);
    CU_ASSERT_STRING_EQUAL(told, "3 4 \n2 cap_tren_khac_tong_cap_duoi 1 2024, tot: 25 ≠ 24\n"
                                 "2 cap_tren_khac_tong_cap_duoi 1 2024, hoan_thanh: 0 ≠ 1");
}

static void a_superior_whose_units_are_all_silent_counts_and_is_told(void)
{
    static const char *const members[] = {"ma_don_vi=1 nam=2024 xep_loai=tot so_luong=25", NULL};
    g_autofree char *told = counted("xep_loai_dang_vien", members);
    CU_ASSERT_STRING_EQUAL(told, "2 \n2 cap_tren_bao_thay 1 2024: 25");
}

static void a_month_of_a_commune_counts_only_where_its_cells_are_silent(void)
{
    static const char *const meetings[] = {
        "ma_don_vi=1.1 thang=2024-05-01 so_dang_vien=20 so_du_hop=9",
        "ma_don_vi=1.1.1 thang=2024-05-01 so_dang_vien=20 so_du_hop=8",
        "ma_don_vi=1.2 thang=2024-05-01 so_dang_vien=7 so_du_hop=7", NULL};
    g_autofree char *told = counted("sinh_hoat", meetings);
    CU_ASSERT_STRING_EQUAL(told,
                           "3 4 \n2 cap_tren_khac_tong_cap_duoi 1.1 05/2024, so_du_hop: 9 ≠ 8\n"
                           "4 cap_tren_bao_thay 1.2 05/2024: 7");
}

static void single_members_and_rankings_of_units_are_no_subtotals(void)
{
    static const char *const members[] = {"ma_don_vi=1.1 nam=2024 xep_loai=tot ma_dang_vien=a",
                                          "ma_don_vi=1.1.1 nam=2024 xep_loai=tot ma_dang_vien=b",
                                          NULL};
    static const char *const units[] = {"ma_don_vi=1.1 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.1.1 nam=2024 xep_loai=tot", NULL};
    g_autofree char *of_members = counted("xep_loai_dang_vien", members);
    g_autofree char *of_units = counted("xep_loai", units);
    CU_ASSERT_STRING_EQUAL(of_members, "2 3 ");
    CU_ASSERT_STRING_EQUAL(of_units, "2 3 ");
}

static void a_unit_that_ended_does_not_count_beside_the_one_in_its_place(void)
{
    static const char *const members[] = {"ma_don_vi=1.3 nam=2024 xep_loai=tot so_luong=4",
                                          "ma_don_vi=1.2 nam=2024 xep_loai=tot so_luong=9",
                                          "ma_don_vi=1.3 nam=2023 xep_loai=tot so_luong=4",
                                          "ma_don_vi=1.2 nam=2023 xep_loai=tot so_luong=5", NULL};
    static const char *const units[] = {"ma_don_vi=1.3 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.3.1 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.2 nam=2024 xep_loai=tot", NULL};
    g_autofree char *of_members = counted("xep_loai_dang_vien", members);
    g_autofree char *of_units = counted("xep_loai", units);
    CU_ASSERT_STRING_EQUAL(of_members, "3 4 5 \n2 don_vi_cu_va_ke_thua 1.3 1.2, 2024: 4, 9");
    CU_ASSERT_STRING_EQUAL(of_units, "3 4 \n2 don_vi_cu_va_ke_thua 1.3 1.2, 2024");
}

/* What counts of the rankings of two units for 2024, as counted() says it. */
static char *ranked(const char *old, const char *new)
{
    g_autofree char *one = g_strdup_printf("ma_don_vi=%s nam=2024 xep_loai=tot", old);
    g_autofree char *other = g_strdup_printf("ma_don_vi=%s nam=2024 xep_loai=tot", new);
    const char *const facts[] = {one, other, NULL};
    return counted("xep_loai", facts);
}

static void a_successor_of_another_level_or_kind_counts_alone_as_well(void)
{
    static const char *const pairs[][2] = {
        {"1.4", "1.2"},   /* a grassroots cell into a commune */
        {"1.7", "1.6"},   /* a commune into a grassroots cell */
        {"1.1.3", "1.2"}, /* a cell into a commune */
        {"1.1.4", "1.6"}, /* a cell into a grassroots cell */
        {"1.7.1", "1.6"}, /* a cell that went with its commune into a grassroots cell */
        {"1.9", "1"},     /* a commune into what was above it */
        {"1.3.1", "1.2.1"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *told = ranked(pairs[i][0], pairs[i][1]);
        g_autofree char *wanted =
            g_strdup_printf("3 \n2 don_vi_cu_va_ke_thua %s %s, 2024", pairs[i][0], pairs[i][1]);
        CU_ASSERT_STRING_EQUAL(told, wanted);
    }
}

static void a_cell_that_went_with_its_commune_is_ranked_beside_its_new_commune(void)
{
    g_autofree char *told = ranked("1.3.2", "1.2"), *beside = ranked("1.3", "1.2.1");
    CU_ASSERT_STRING_EQUAL(told, "2 3 ");
    CU_ASSERT_STRING_EQUAL(beside, "2 3 ");
}

static void several_units_that_became_one_all_give_way_to_it(void)
{
    static const char *const units[] = {"ma_don_vi=1.7 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.6 nam=2024 xep_loai=tot",
                                        "ma_don_vi=1.8 nam=2024 xep_loai=tot", NULL};
    static const char *const members[] = {"ma_don_vi=1.7 nam=2024 xep_loai=tot so_luong=4",
                                          "ma_don_vi=1.6 nam=2024 xep_loai=tot so_luong=9",
                                          "ma_don_vi=1.8 nam=2024 xep_loai=tot so_luong=5", NULL};
    g_autofree char *of_units = counted("xep_loai", units);
    g_autofree char *of_members = counted("xep_loai_dang_vien", members);
    CU_ASSERT_STRING_EQUAL(of_units, "3 \n2 don_vi_cu_va_ke_thua 1.7 1.6, 2024\n"
                                     "4 don_vi_cu_va_ke_thua 1.8 1.6, 2024");
    CU_ASSERT_STRING_EQUAL(of_members, "3 \n2 don_vi_cu_va_ke_thua 1.7 1.6, 2024: 4, 9\n"
                                       "4 don_vi_cu_va_ke_thua 1.8 1.6, 2024: 5, 9");
}

static void units_that_became_one_count_while_it_is_silent(void)
{
    g_autofree char *told = ranked("1.7", "1.8");
    CU_ASSERT_STRING_EQUAL(told, "2 3 ");
}

static void people_of_a_unit_that_ended_are_in_the_units_below_its_successor(void)
{
    static const char *const members[] = {"ma_don_vi=1.9 nam=2024 xep_loai=tot so_luong=4",
                                          "ma_don_vi=1.2 nam=2024 xep_loai=tot so_luong=9", NULL};
    static const char *const alone[] = {"ma_don_vi=1.9 nam=2024 xep_loai=tot so_luong=4",
                                        "ma_don_vi=1.7 nam=2024 xep_loai=tot so_luong=9", NULL};
    g_autofree char *told = counted("xep_loai_dang_vien", members);
    g_autofree char *both = counted("xep_loai_dang_vien", alone);
    CU_ASSERT_STRING_EQUAL(told, "3 \n2 don_vi_cu_va_ke_thua 1.9 1, 2024");
    CU_ASSERT_STRING_EQUAL(both, "2 3 ");
}

static void the_cells_of_a_commune_that_ended_are_below_its_successor(void)
{
    static const char *const members[] = {"ma_don_vi=1.3.1 nam=2024 xep_loai=tot so_luong=4",
                                          "ma_don_vi=1.2 nam=2024 xep_loai=tot so_luong=4", NULL};
    g_autofree char *told = counted("xep_loai_dang_vien", members);
    CU_ASSERT_STRING_EQUAL(told, "3 \n3 cong_hai_cap 1.2 2024: 4 = 4");
}

static void events_never_overlap(void)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "ky_luat");
    CU_ASSERT_PTR_NULL(overlap_new(scene.dataset, scene.tree));
    rules_scene_close(&scene);
}

static CU_TestInfo tests[] = {
    {"the level that is asked counts, and rows below only where it is silent",
     the_level_that_is_asked_counts_and_rows_below_only_where_it_is_silent},
    {"figures of two levels are compared class by class",
     figures_of_two_levels_are_compared_class_by_class},
    {"a superior whose units are all silent counts, and is told",
     a_superior_whose_units_are_all_silent_counts_and_is_told},
    {"a month of a commune counts only where its cells are silent",
     a_month_of_a_commune_counts_only_where_its_cells_are_silent},
    {"single members and rankings of units are no subtotals",
     single_members_and_rankings_of_units_are_no_subtotals},
    {"a unit that ended does not count beside the one in its place",
     a_unit_that_ended_does_not_count_beside_the_one_in_its_place},
    {"a successor of another level or kind counts alone as well",
     a_successor_of_another_level_or_kind_counts_alone_as_well},
    {"a cell that went with its commune is ranked beside its new commune",
     a_cell_that_went_with_its_commune_is_ranked_beside_its_new_commune},
    {"several units that became one all give way to it",
     several_units_that_became_one_all_give_way_to_it},
    {"units that became one count while it is silent",
     units_that_became_one_count_while_it_is_silent},
    {"people of a unit that ended are in the units below its successor",
     people_of_a_unit_that_ended_are_in_the_units_below_its_successor},
    {"the cells of a commune that ended are below its successor",
     the_cells_of_a_commune_that_ended_are_below_its_successor},
    {"events never overlap", events_never_overlap},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo overlap_suite = {"overlap", NULL, NULL, NULL, NULL, tests};
