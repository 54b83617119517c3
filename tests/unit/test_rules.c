#include "check/rules.h"
#include "rules_fixture.h"

/* Asks about one fact; all that is told, one line a finding. New string. */
static char *ask(const char *dataset, const char *words, const char *as_of, gboolean *admitted)
{
    struct rules_scene scene;
    rules_scene_open(&scene, dataset);
    struct fact fact = rules_fact(&scene, words);
    struct period period = rules_period(as_of);
    g_autoptr(rules_t) rules = rules_new(scene.dataset, scene.dictionary, scene.tree, &period);
    enum rule rejected = RULES;
    *admitted = rules_admit(rules, &fact, scene.places, scene.findings, &rejected);
    GString *told = g_string_new(NULL);
    for (guint i = 0; i < findings_count(scene.findings); i++) {
        g_autofree char *line = rules_told(scene.findings, i);
        g_string_append_printf(told, "%s%s", i > 0 ? "\n" : "", line);
    }
    CU_ASSERT_EQUAL(*admitted, rejected == RULES);
    rules_scene_close(&scene);
    return g_string_free(told, FALSE);
}

static void expect(const char *dataset, const char *words, gboolean admitted, const char *told)
{
    gboolean answer;
    g_autofree char *found = ask(dataset, words, NULL, &answer);
    CU_ASSERT_EQUAL(answer, admitted);
    CU_ASSERT_STRING_EQUAL(found, told);
}

#define DISCIPLINE "ngay_quyet_dinh=2024-03-01 ma_dang_vien=a "

static void a_row_before_its_unit_began_is_rejected(void)
{
    expect("ky_luat",
           "ma_don_vi=1.1 ngay_quyet_dinh=2019-12-31 doi_tuong=to_chuc hinh_thuc=canh_cao", FALSE,
           "don_vi_chua_thanh_lap 1.1 01/01/2020");
    expect("ky_luat",
           "ma_don_vi=1.1 ngay_quyet_dinh=2020-01-01 doi_tuong=to_chuc hinh_thuc=canh_cao", TRUE,
           "");
}

static void a_row_after_its_unit_ended_is_told_and_counts(void)
{
    expect("ky_luat",
           "ma_don_vi=1.1.2 ngay_quyet_dinh=2024-07-01 doi_tuong=to_chuc hinh_thuc=canh_cao", TRUE,
           "don_vi_da_ket_thuc 1.1.2 30/06/2024");
}

static void a_year_in_which_the_unit_ended_is_no_fault(void)
{
    expect("xep_loai", "ma_don_vi=1.1.2 nam=2024 xep_loai=tot", TRUE, "");
    expect("xep_loai", "ma_don_vi=1.1.2 nam=2025 xep_loai=tot", TRUE,
           "don_vi_da_ket_thuc 1.1.2 30/06/2024");
}

/* What is told of a birth in a stock; the ages are those of 31/12/2024. */
static char *born(const char *day, const char *as_of)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "trinh_do");
    g_autofree char *words = g_strdup_printf("ma_don_vi=1.1 ma_can_bo=a ngay_sinh=%s", day);
    struct fact fact = rules_fact(&scene, words);
    struct period period = rules_period(as_of);
    g_autoptr(rules_t) rules = rules_new(scene.dataset, scene.dictionary, scene.tree, &period);
    rules_set_age_day(rules, rules_day("2024-12-31"));
    enum rule rejected = RULES;
    rules_admit(rules, &fact, scene.places, scene.findings, &rejected);
    char *told = findings_count(scene.findings) > 0 ? rules_told(scene.findings, 0) : g_strdup("");
    rules_scene_close(&scene);
    return told;
}

static void nobody_is_born_after_the_period_or_the_day_of_the_data(void)
{
    g_autofree char *in_time = born("2024-12-31", NULL), *later = born("2025-01-01", NULL);
    g_autofree char *of_data = born("2024-08-31", "2024-08-31");
    g_autofree char *behind = born("2024-09-01", "2024-08-31");
    g_autofree char *beyond = born("2025-01-01", "2025-06-30");
    CU_ASSERT_STRING_EQUAL(in_time, "");
    CU_ASSERT_STRING_EQUAL(later, "ngay_sinh_sau_ky 01/******* 31/12/2024");
    CU_ASSERT_STRING_EQUAL(of_data, "");
    CU_ASSERT_STRING_EQUAL(behind, "ngay_sinh_sau_ky 01/******* 31/08/2024");
    CU_ASSERT_STRING_EQUAL(beyond, "ngay_sinh_sau_ky 01/******* 31/12/2024");
}

static void a_day_from_which_ages_are_taken_is_a_birth_by_any_name(void)
{
    static struct column columns[] = {{.name = "ma_don_vi", .type = COLUMN_UNIT},
                                      {.name = "ngay", .type = COLUMN_DATE},
                                      {.name = "sinh", .type = COLUMN_DATE},
                                      {.name = "tuoi", .type = COLUMN_BAND, .of = "sinh"}};
    static const struct dataset dataset = {
        .name = "x", .kind = DATASET_STOCK, .columns = columns, .columns_count = 4};
    struct period period = rules_period("2024-12-31");
    g_autoptr(rules_t) rules = rules_new(&dataset, NULL, NULL, &period);
    g_autoptr(findings_t) findings = findings_new();
    const gint places[] = {0, 1, 2, -1};
    enum rule rejected = RULES;
    struct fact fact = {.unit = UNIT_NONE, .first = DATE_NONE};
    fact.value[0] = fact.value[3] = FACT_BLANK;
    fact.value[1] = rules_day("2030-01-01");
    fact.value[2] = rules_day("2024-12-31");
    CU_ASSERT_TRUE(rules_admit(rules, &fact, places, findings, &rejected));
    fact.value[2]++;
    CU_ASSERT_FALSE(rules_admit(rules, &fact, places, findings, &rejected));
    CU_ASSERT_EQUAL(rejected, RULE_BORN_LATER);
}

static void the_future_begins_behind_the_day_of_the_data(void)
{
    gboolean admitted;
    const char *words = "ma_don_vi=1.2 ngay_quyet_dinh=2024-03-02 doi_tuong=to_chuc "
                        "hinh_thuc=canh_cao";
    g_autofree char *late = ask("ky_luat", words, "2024-03-01", &admitted);
    CU_ASSERT_FALSE(admitted);
    CU_ASSERT_STRING_EQUAL(late, "ngay_tuong_lai 02/03/2024 01/03/2024");
    g_autofree char *same = ask("ky_luat", words, "2024-03-02", &admitted);
    CU_ASSERT_TRUE(admitted);
    CU_ASSERT_STRING_EQUAL(same, "");
}

static void a_year_that_goes_on_and_its_later_decision_are_not_the_future(void)
{
    gboolean admitted;
    g_autofree char *told =
        ask("xep_loai", "ma_don_vi=1.2 nam=2024 xep_loai=tot ngay_quyet_dinh=2025-01-20",
            "2024-12-15", &admitted);
    CU_ASSERT_TRUE(admitted);
    CU_ASSERT_STRING_EQUAL(told, "");
}

static void a_member_cannot_be_dissolved(void)
{
    expect("ky_luat", DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien hinh_thuc=giai_tan", FALSE,
           "hinh_thuc_khong_cho_dang_vien Giải tán -");
}

static void an_organization_cannot_be_dismissed_or_expelled(void)
{
    expect("ky_luat", DISCIPLINE "ma_don_vi=1.2 doi_tuong=to_chuc hinh_thuc=khai_tru", FALSE,
           "hinh_thuc_khong_cho_to_chuc Khai trừ -");
    expect("ky_luat", DISCIPLINE "ma_don_vi=1.2 doi_tuong=to_chuc hinh_thuc=giai_tan", TRUE, "");
}

static void a_probationary_member_cannot_be_expelled(void)
{
    expect("ky_luat",
           DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien chuc_vu=dang_vien_du_bi "
                      "hinh_thuc=khai_tru",
           FALSE, "hinh_thuc_khong_cho_du_bi Khai trừ -");
    expect("ky_luat",
           DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien chuc_vu=dang_vien_du_bi "
                      "hinh_thuc=canh_cao",
           TRUE, "");
}

static void dismissal_without_a_post_is_told_and_counts(void)
{
    expect("ky_luat", DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien hinh_thuc=cach_chuc", TRUE,
           "cach_chuc_khong_chuc_vu Cách chức -");
    expect("ky_luat",
           DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien chuc_vu=bi_thu hinh_thuc=cach_chuc", TRUE,
           "");
}

static void a_file_without_posts_says_nothing_of_dismissals(void)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "ky_luat");
    scene.places[dataset_column(scene.dataset, "chuc_vu")] = -1;
    struct fact fact =
        rules_fact(&scene, DISCIPLINE "ma_don_vi=1.2 doi_tuong=dang_vien hinh_thuc=cach_chuc");
    struct period period = rules_period(NULL);
    g_autoptr(rules_t) rules = rules_new(scene.dataset, scene.dictionary, scene.tree, &period);
    enum rule rejected;
    CU_ASSERT_TRUE(rules_admit(rules, &fact, scene.places, scene.findings, &rejected));
    CU_ASSERT_EQUAL(findings_count(scene.findings), 0);
    rules_scene_close(&scene);
}

#define DECIDED "ma_don_vi=1.2 ma_dang_vien=a doi_tuong=dang_vien "
#define CHARTER "Điều lệ Đảng, Điều 36"

static void an_authority_that_may_not_impose_a_form_is_told_and_counts(void)
{
    expect("ky_luat", DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=khai_tru cap_thi_hanh=chi_bo",
           TRUE, "tham_quyen_ky_luat Khai trừ Chi bộ; " CHARTER);
    expect("ky_luat", DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=canh_cao cap_thi_hanh=chi_bo",
           TRUE, "");
}

static void a_post_may_be_out_of_reach_of_one_form_only(void)
{
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=cach_chuc chuc_vu=dang_uy_vien "
                   "cap_thi_hanh=dang_uy_co_so",
           TRUE, "tham_quyen_ky_luat Cách chức Đảng ủy cơ sở; " CHARTER);
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=canh_cao chuc_vu=dang_uy_vien "
                   "cap_thi_hanh=dang_uy_co_so",
           TRUE, "");
}

static void the_day_of_the_decision_picks_who_may_decide(void)
{
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2025-06-30 hinh_thuc=khai_tru "
                   "cap_thi_hanh=ban_thuong_vu_huyen_uy",
           TRUE, "");
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2025-07-01 hinh_thuc=khai_tru "
                   "cap_thi_hanh=ban_thuong_vu_huyen_uy",
           TRUE,
           "tham_quyen_ky_luat Khai trừ Ban Thường vụ huyện ủy; " CHARTER
           "; Quy định 294-QĐ/TW năm 2025 (cơ quan xác nhận văn bản)");
}

static void an_authority_of_which_nothing_is_known_gets_no_verdict(void)
{
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2026-07-26 hinh_thuc=khai_tru "
                   "cap_thi_hanh=dang_uy_xa_phuong_dac_khu",
           TRUE, "");
    expect("ky_luat",
           DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=khai_tru cap_thi_hanh=dang_uy_khac", TRUE,
           "");
    expect("ky_luat", DECIDED "ngay_quyet_dinh=2024-03-01 hinh_thuc=khai_tru", TRUE, "");
}

static void a_disciplined_member_without_a_code_is_told(void)
{
    expect("ky_luat",
           "ma_don_vi=1.2 ngay_quyet_dinh=2024-03-01 doi_tuong=dang_vien hinh_thuc=canh_cao", TRUE,
           "ky_luat_thieu_ma_dang_vien  -");
}

static void more_present_than_there_are_is_rejected(void)
{
    expect("sinh_hoat", "ma_don_vi=1.2.1 thang=2024-03-01 so_dang_vien=5 so_du_hop=6", FALSE,
           "du_hop_qua_so_dang_vien 6 5");
}

#define MEETING "ma_don_vi=1.2.1 thang=2024-03-01 so_dang_vien=23 so_du_hop=16 ty_le_du_hop="

static void a_percentage_may_be_rounded_or_cut_off(void)
{
    /* 16/23 is 69.565… % */
    expect("sinh_hoat", MEETING "6957", TRUE, "");
    expect("sinh_hoat", MEETING "6956", TRUE, "");
    expect("sinh_hoat", MEETING "6960", TRUE, "");
    expect("sinh_hoat", MEETING "6950", TRUE, "");
    expect("sinh_hoat", MEETING "7000", TRUE, "");
    expect("sinh_hoat", MEETING "6900", TRUE, "");
    expect("sinh_hoat", MEETING "6958", TRUE, "ty_le_khac_so 69,58% 16/23 = 69,57%");
    expect("sinh_hoat", MEETING "7010", TRUE, "ty_le_khac_so 70,10% 16/23 = 69,57%");
}

static void a_percentage_of_nothing_is_not_asked_about(void)
{
    expect("sinh_hoat",
           "ma_don_vi=1.2.1 thang=2024-03-01 so_dang_vien=0 so_du_hop=0 ty_le_du_hop=5000", TRUE,
           "");
}

static void a_blank_return_is_told_with_its_unit(void)
{
    expect("xep_loai", "ma_don_vi=1.2.1 nam=2024", TRUE, "bao_cao_de_trong 1.2.1 xep_loai");
}

static void a_finding_knows_its_place_and_whose_row_it_is(void)
{
    struct rules_scene scene;
    rules_scene_open(&scene, "sinh_hoat");
    struct fact fact =
        rules_fact(&scene, "ma_don_vi=1.2.1 thang=2024-03-01 so_dang_vien=5 so_du_hop=6");
    fact.file = 3;
    fact.line = 17;
    struct period period = rules_period(NULL);
    g_autoptr(rules_t) rules = rules_new(scene.dataset, scene.dictionary, scene.tree, &period);
    enum rule rejected = RULES;
    CU_ASSERT_FALSE(rules_admit(rules, &fact, scene.places, scene.findings, &rejected));
    CU_ASSERT_EQUAL(rejected, RULE_MORE_THAN_ALL);
    const struct finding *finding = findings_at(scene.findings, 0);
    CU_ASSERT_EQUAL(finding->file, 3);
    CU_ASSERT_EQUAL(finding->line, 17);
    CU_ASSERT_EQUAL((int)finding->field, dataset_column(scene.dataset, "so_du_hop") + 1);
    CU_ASSERT_STRING_EQUAL(unit_at(scene.tree, (gint32)finding->unit - 1)->code, "1.2.1");
    rules_scene_close(&scene);
}

static CU_TestInfo tests[] = {
    {"a row before its unit began is rejected", a_row_before_its_unit_began_is_rejected},
    {"a row after its unit ended is told and counts",
     a_row_after_its_unit_ended_is_told_and_counts},
    {"a year in which the unit ended is no fault", a_year_in_which_the_unit_ended_is_no_fault},
    {"the future begins behind the day of the data", the_future_begins_behind_the_day_of_the_data},
    {"a year that goes on and its later decision are not the future",
     a_year_that_goes_on_and_its_later_decision_are_not_the_future},
    {"a member cannot be dissolved", a_member_cannot_be_dissolved},
    {"an organization cannot be dismissed or expelled",
     an_organization_cannot_be_dismissed_or_expelled},
    {"a probationary member cannot be expelled", a_probationary_member_cannot_be_expelled},
    {"dismissal without a post is told and counts", dismissal_without_a_post_is_told_and_counts},
    {"a file without posts says nothing of dismissals",
     a_file_without_posts_says_nothing_of_dismissals},
    {"an authority that may not impose a form is told and counts",
     an_authority_that_may_not_impose_a_form_is_told_and_counts},
    {"a post may be out of reach of one form only", a_post_may_be_out_of_reach_of_one_form_only},
    {"the day of the decision picks who may decide", the_day_of_the_decision_picks_who_may_decide},
    {"an authority of which nothing is known gets no verdict",
     an_authority_of_which_nothing_is_known_gets_no_verdict},
    {"a disciplined member without a code is told", a_disciplined_member_without_a_code_is_told},
    {"more present than there are is rejected", more_present_than_there_are_is_rejected},
    {"a blank return is told with its unit", a_blank_return_is_told_with_its_unit},
    {"a finding knows its place and whose row it is",
     a_finding_knows_its_place_and_whose_row_it_is},
    {"a percentage may be rounded or cut off", a_percentage_may_be_rounded_or_cut_off},
    {"a percentage of nothing is not asked about", a_percentage_of_nothing_is_not_asked_about},
    {"nobody is born after the period or the day of the data",
     nobody_is_born_after_the_period_or_the_day_of_the_data},
    {"a day from which ages are taken is a birth by any name",
     a_day_from_which_ages_are_taken_is_a_birth_by_any_name},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo rules_suite = {"rules", NULL, NULL, NULL, NULL, tests};
