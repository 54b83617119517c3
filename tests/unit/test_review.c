#include "check/review.h"
#include "rules_fixture.h"

/* Rankings of organizations and members, and disciplinary actions, with who has returned. */
struct review_scene {
    struct rules_scene scene;
    GPtrArray *gathered;
    struct returned *returned;
    struct review *review;
};

static void take(struct review_scene *of, const char *dataset, const char *const *facts, int year)
{
    struct rules_scene *scene = &of->scene;
    scene->dataset = dictionary_dataset(scene->dictionary, dataset);
    vocabulary_free(scene->vocabulary);
    scene->vocabulary = vocabulary_new(scene->dataset);
    struct rule_sums *gathered = rule_sums_new(scene->dataset, scene->dictionary, scene->tree);
    if (strcmp(dataset, "xep_loai") == 0) {
        struct period period = {.first = date_from_civil(year, 1, 1),
                                .last = date_from_civil(year, 12, 31),
                                .as_of = DATE_NONE};
        of->returned = returned_new(scene->dataset, scene->tree, period, DATE_NONE);
    }
    for (guint f = 0; facts[f] != NULL; f++) {
        struct fact fact = rules_fact(scene, facts[f]);
        rule_sums_take(gathered, &fact);
        if (strcmp(dataset, "xep_loai") == 0 && fact_is_of_quarter(&fact, FACT_OF_YEAR))
            returned_take(of->returned, &fact);
    }
    g_ptr_array_add(of->gathered, gathered);
}

/* The verdicts of a year; a list may be NULL: the dataset was not read. */
static void open_review(struct review_scene *of, int year, const char *const *ranked,
                        const char *const *members, const char *const *actions)
{
    *of = (struct review_scene){.gathered = g_ptr_array_new()};
    rules_scene_open(&of->scene, "xep_loai");
    take(of, "xep_loai", ranked, year);
    if (members != NULL)
        take(of, "xep_loai_dang_vien", members, year);
    if (actions != NULL)
        take(of, "ky_luat", actions, year);
    of->review = review_new(&(struct review_data){.gathered = of->gathered,
                                                  .tree = of->scene.tree,
                                                  .dictionary = of->scene.dictionary,
                                                  .returned = of->returned,
                                                  .year = year});
}

static void close_review(struct review_scene *of)
{
    review_free(of->review);
    returned_free(of->returned);
    for (guint i = 0; i < of->gathered->len; i++)
        rule_sums_free(g_ptr_array_index(of->gathered, i));
    g_ptr_array_unref(of->gathered);
    rules_scene_close(&of->scene);
}

static enum review_state verdict(const struct review_scene *of, enum review_rule rule,
                                 const char *unit)
{
    return review_of(of->review, rule, unit_tree_find(of->scene.tree, unit, -1));
}

#define MEMBER "doi_tuong=dang_vien hinh_thuc=canh_cao ngay_quyet_dinh=2025-05-01"

static void discipline_needs_the_actions_and_the_post(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1 nam=2025 xep_loai=tot",
                                         "ma_don_vi=1.1.1 nam=2025 xep_loai=xuat_sac",
                                         "ma_don_vi=1.2.1 nam=2025 xep_loai=xuat_sac", NULL};
    static const char *const actions[] = {"ma_don_vi=1.1.1 " MEMBER " chuc_vu=bi_thu_chi_bo",
                                          "ma_don_vi=1.2.1 " MEMBER, NULL};
    struct review_scene of;
    open_review(&of, 2025, ranked, NULL, actions);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.1"), REVIEW_UNCONCERNED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.2"), REVIEW_MISSING);   /* not returned */
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.2.1"), REVIEW_MISSING); /* whose post? */
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1"), REVIEW_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_PREREQUISITES, "1.1.1"), REVIEW_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_POINTS, "1.1.1"), REVIEW_MISSING);
    close_review(&of);
    open_review(&of, 2025, ranked, NULL, NULL);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.1.1"), REVIEW_MISSING);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_DISCIPLINE, "1.1"), REVIEW_MISSING);
    close_review(&of);
}

static void the_year_has_to_have_a_law(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1.1 nam=2024 xep_loai=xuat_sac", NULL};
    static const char *const actions[] = {NULL};
    struct review_scene of;
    open_review(&of, 2024, ranked, NULL, actions);
    for (guint rule = 0; rule < REVIEW_RULES; rule++)
        CU_ASSERT_EQUAL(verdict(&of, (enum review_rule)rule, "1.1.1"), REVIEW_NOT_APPLICABLE);
    close_review(&of);
}

/* In 2022 all units right below must be ranked hoan_thanh or better, and 80 % of them tot. */
static void what_has_not_returned_decides_nothing(void)
{
    static const char *const one_out[] = {"ma_don_vi=1.1 nam=2022 xep_loai=xuat_sac",
                                          "ma_don_vi=1.1.1 nam=2022 xep_loai=tot", NULL};
    static const char *const one_bad[] = {"ma_don_vi=1.1 nam=2022 xep_loai=xuat_sac",
                                          "ma_don_vi=1.1.1 nam=2022 xep_loai=khong_hoan_thanh",
                                          NULL};
    static const char *const half[] = {"ma_don_vi=1.1 nam=2022 xep_loai=xuat_sac",
                                       "ma_don_vi=1.1.1 nam=2022 xep_loai=tot",
                                       "ma_don_vi=1.1.2 nam=2022 xep_loai=hoan_thanh", NULL};
    static const char *const good[] = {"ma_don_vi=1.1 nam=2022 xep_loai=xuat_sac",
                                       "ma_don_vi=1.1.1 nam=2022 xep_loai=tot",
                                       "ma_don_vi=1.1.2 nam=2022 xep_loai=mien", NULL};
    static const struct {
        const char *const *ranked;
        enum review_state state;
        const char *words;
    } cases[] = {{one_out, REVIEW_MISSING, ""},
                 {one_bad, REVIEW_MARKED, "0 trên 1"},
                 {half, REVIEW_MARKED, "1 trên 2"},
                 {good, REVIEW_CLEAR, ""}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct review_scene of;
        open_review(&of, 2022, cases[i].ranked, NULL, NULL);
        CU_ASSERT_EQUAL(verdict(&of, REVIEW_PREREQUISITES, "1.1"), cases[i].state);
        g_autofree char *words =
            review_words(of.review, REVIEW_PREREQUISITES, unit_tree_find(of.scene.tree, "1.1", -1));
        CU_ASSERT_STRING_EQUAL(words, cases[i].words);
        close_review(&of);
    }
}

static void a_cell_is_held_to_its_members(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1.1 nam=2022 xep_loai=xuat_sac",
                                         "ma_don_vi=1.1.2 nam=2022 xep_loai=xuat_sac",
                                         "ma_don_vi=1.2.1 nam=2022 xep_loai=xuat_sac", NULL};
    static const char *const members[] = {"ma_don_vi=1.1.1 nam=2022 xep_loai=tot so_luong=7",
                                          "ma_don_vi=1.1.1 nam=2022 xep_loai=hoan_thanh so_luong=3",
                                          "ma_don_vi=1.1.2 nam=2022 xep_loai=tot so_luong=8",
                                          "ma_don_vi=1.1.2 nam=2022 xep_loai=hoan_thanh so_luong=2",
                                          "ma_don_vi=1.1.2 nam=2022 xep_loai=mien so_luong=20",
                                          NULL};
    struct review_scene of;
    open_review(&of, 2022, ranked, members, NULL);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_PREREQUISITES, "1.1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_PREREQUISITES, "1.1.2"), REVIEW_CLEAR);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_PREREQUISITES, "1.2.1"), REVIEW_MISSING);
    close_review(&of);
}

/* Excellent from 90 points on, good from 70; in 2026 two of the first three quarters are asked for.
 */
static void points_and_quarters_belong_to_a_class(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1 nam=2026 xep_loai=xuat_sac diem=8999",
                                         "ma_don_vi=1.1.1 nam=2026 xep_loai=tot diem=8999",
                                         "ma_don_vi=1.2 nam=2026 xep_loai=xuat_sac diem=9000",
                                         "ma_don_vi=1.2.1 nam=2026 xep_loai=mien", NULL};
    struct review_scene of;
    open_review(&of, 2026, ranked, NULL, NULL);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_POINTS, "1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_POINTS, "1.1.1"), REVIEW_CLEAR);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_POINTS, "1.2"), REVIEW_CLEAR);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_POINTS, "1.2.1"), REVIEW_UNCONCERNED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.1"), REVIEW_MISSING);
    /* good, but two bad quarters may have run */
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.1.1"), REVIEW_MISSING);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.2.1"), REVIEW_UNCONCERNED);
    g_autofree char *words =
        review_words(of.review, REVIEW_POINTS, unit_tree_find(of.scene.tree, "1.1", -1));
    CU_ASSERT_STRING_EQUAL(words, "89,99 điểm");
    close_review(&of);
}

#define BAD " xep_loai=khong_hoan_thanh"
#define QUARTER_2 "nam=2026 ky=2"
#define QUARTER_3 "nam=2026 ky=3"

/* The fourth quarter is the year's own row; the first of the next year follows it. */
static void bad_quarters_running_are_marked_whatever_the_year(void)
{
    static const char *const ranked[] = {"ma_don_vi=1.1 nam=2026 xep_loai=hoan_thanh",
                                         "ma_don_vi=1.1 " QUARTER_2 BAD,
                                         "ma_don_vi=1.1 " QUARTER_3 BAD,
                                         "ma_don_vi=1.1.1 " QUARTER_2 " xep_loai=tot",
                                         "ma_don_vi=1.1.1 " QUARTER_3 BAD,
                                         "ma_don_vi=1.1.1 nam=2026" BAD,
                                         "ma_don_vi=1.2 " QUARTER_2 BAD,
                                         "ma_don_vi=1.2 " QUARTER_3 " xep_loai=tot",
                                         "ma_don_vi=1.2 nam=2026 xep_loai=hoan_thanh",
                                         "ma_don_vi=1.2.1 " QUARTER_2 BAD,
                                         "ma_don_vi=1.2.1 " QUARTER_3 BAD,
                                         NULL};
    struct review_scene of;
    open_review(&of, 2026, ranked, NULL, NULL);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.2"), REVIEW_UNCONCERNED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.2.1"), REVIEW_MARKED); /* no year yet */
    g_autofree char *words =
        review_words(of.review, REVIEW_QUARTERS, unit_tree_find(of.scene.tree, "1.1", -1));
    CU_ASSERT_STRING_EQUAL(words, "2 quý liền");
    close_review(&of);
}

static void quarters_run_on_from_the_year_before(void)
{
    static const char *const ranked[] = {
        "ma_don_vi=1.1 nam=2026" BAD, "ma_don_vi=1.1 nam=2027 ky=1" BAD,
        "ma_don_vi=1.2 nam=2026 xep_loai=hoan_thanh", "ma_don_vi=1.2 nam=2027 ky=1" BAD, NULL};
    struct review_scene of;
    open_review(&of, 2027, ranked, NULL, NULL);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.1"), REVIEW_MARKED);
    CU_ASSERT_EQUAL(verdict(&of, REVIEW_QUARTERS, "1.2"), REVIEW_MISSING);
    close_review(&of);
}

static CU_TestInfo tests[] = {
    {"discipline needs the actions and the post", discipline_needs_the_actions_and_the_post},
    {"the year has to have a law", the_year_has_to_have_a_law},
    {"what has not returned decides nothing", what_has_not_returned_decides_nothing},
    {"points and quarters belong to a class", points_and_quarters_belong_to_a_class},
    {"bad quarters running are marked whatever the year",
     bad_quarters_running_are_marked_whatever_the_year},
    {"quarters run on from the year before", quarters_run_on_from_the_year_before},
    {"a cell is held to its members", a_cell_is_held_to_its_members},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo review_suite = {"review", NULL, NULL, NULL, NULL, tests};
