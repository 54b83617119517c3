#include <CUnit/CUnit.h>
#include <string.h>

#include "claims/claim.h"

#define COUNT(n)                                                                                   \
    {                                                                                              \
        n, 0, TRUE                                                                                 \
    }
#define DECIMAL(scaled, decimals)                                                                  \
    {                                                                                              \
        scaled, decimals, TRUE                                                                     \
    }

static struct claim_figure figure_of_count(gint64 count)
{
    return (struct claim_figure)COUNT(count);
}

/* Whether the claim gets the verdict, with all of the texts in its Vietnamese reason. */
static gboolean judged(const struct claim *claim, enum claim_verdict verdict, const char *one,
                       const char *other)
{
    g_autoptr(claim_result_t) result = claim_check(claim);
    g_autofree char *reason = claim_result_reason(result, LANGUAGE_VIETNAMESE);
    gboolean right = result->verdict == verdict && strstr(reason, one) != NULL &&
                     (other == NULL || strstr(reason, other) != NULL);
    if (!right)
        g_printerr("verdict %d: %s\n", result->verdict, reason);
    return right;
}

static struct claim share(gint64 count, gint64 base, gint64 scaled, guint decimals)
{
    return (struct claim){
        .count = COUNT(count), .base = COUNT(base), .share = DECIMAL(scaled, decimals)};
}

static struct claim sum(gint64 count, guint parts, const gint64 *part)
{
    struct claim claim = {.count = COUNT(count), .parts_count = parts};
    for (guint i = 0; i < parts; i++)
        claim.parts[i] = figure_of_count(part[i]);
    return claim;
}

/* The published figures of DOMAIN.md, each with its verdict. */

static void disciplined_members_add_up(void)
{
    struct claim a = sum(147, 4, (const gint64[]){107, 11, 6, 23});
    struct claim b = sum(62, 4, (const gint64[]){28, 21, 1, 12});
    struct claim c = sum(75, 3, (const gint64[]){71, 3, 1});
    struct claim d = sum(85, 3, (const gint64[]){79, 5, 1});
    CU_ASSERT_TRUE(judged(&a, CLAIM_ADDS_UP, "107 + 11 + 6 + 23 = 147", NULL));
    CU_ASSERT_TRUE(judged(&b, CLAIM_ADDS_UP, "28 + 21 + 1 + 12 = 62", NULL));
    CU_ASSERT_TRUE(judged(&c, CLAIM_ADDS_UP, "71 + 3 + 1 = 75", NULL));
    CU_ASSERT_TRUE(judged(&d, CLAIM_ADDS_UP, "79 + 5 + 1 = 85", NULL));
}

static void ninety_six_per_cent_of_seventeen_is_impossible(void)
{
    struct claim claim = {.base = COUNT(17), .share = DECIMAL(96, 0)};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "16/17 = 94,1% và 17/17 = 100%",
                          "nhỏ nhất cho 96% là 23"));
}

static void the_cap_tells_within_from_over_unless_rounded(void)
{
    struct cap_rule rule = {
        .percent = (char *)"20", .base = (char *)"good_or_better", .rounding = (char *)"nearest"};
    struct claim within = {.count = COUNT(14), .base = COUNT(71), .cap = &rule};
    struct claim over = {.count = COUNT(16), .base = COUNT(79), .cap = &rule};
    CU_ASSERT_TRUE(judged(&within, CLAIM_ADDS_UP, "19,72%", "trong giới hạn 20%"));
    CU_ASSERT_TRUE(judged(&over, CLAIM_ADDS_UP, "20,25%", "nếu không làm tròn"));
    rule.rounding = (char *)"floor";
    CU_ASSERT_TRUE(judged(&over, CLAIM_UNPROVEN, "vượt giới hạn 20% (nhiều nhất 15)", NULL));
}

static void a_hidden_base_is_named(void)
{
    struct claim claim = share(439, 709, 6262, 2);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "439/709 là 61,92%", "439 trên 701"));
}

static void a_share_that_was_cut_off_is_true(void)
{
    struct claim a = share(13, 62, 209, 1), b = share(73, 152, 4802, 2), c = share(42, 53, 792, 1);
    CU_ASSERT_TRUE(judged(&a, CLAIM_ADDS_UP, "20,97%", "cắt bớt"));
    CU_ASSERT_TRUE(judged(&b, CLAIM_ADDS_UP, "cắt bớt", NULL));
    CU_ASSERT_TRUE(judged(&c, CLAIM_ADDS_UP, "42/53 = 79,2%", NULL));
}

static void two_of_three_shares_of_125_are_wrong(void)
{
    struct claim a = share(24, 125, 198, 1), b = share(87, 125, 70, 0), c = share(28, 125, 284, 1);
    CU_ASSERT_TRUE(judged(&a, CLAIM_IMPOSSIBLE, "24/125 là 19,2%, không phải 19,8%", NULL));
    CU_ASSERT_TRUE(judged(&b, CLAIM_ADDS_UP, "69,6%", NULL));
    CU_ASSERT_TRUE(judged(&c, CLAIM_IMPOSSIBLE, "28/125 là 22,4%, không phải 28,4%", NULL));
}

static void by_chance_fitting_bases_are_not_named(void)
{
    /* 24 of 121 is 19,8 %, but with one decimal some base nearly always fits. */
    struct claim claim = share(24, 125, 198, 1);
    g_autoptr(claim_result_t) result = claim_check(&claim);
    g_autofree char *reason = claim_result_reason(result, LANGUAGE_VIETNAMESE);
    CU_ASSERT_PTR_NULL(strstr(reason, "121"));
}

static void shares_of_one_set_add_up_within_rounding(void)
{
    struct claim claim = {
        .parts_count = 4,
        .parts_are_shares = TRUE,
        .parts = {DECIMAL(13, 0), DECIMAL(8042, 2), DECIMAL(584, 2), DECIMAL(73, 2)}};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "99,99", "lệch 0,01"));
    claim.parts[0] = (struct claim_figure)DECIMAL(1300, 2);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "99,99", "do làm tròn"));
    claim.parts[0] = (struct claim_figure)DECIMAL(1200, 2);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "lệch 1,01", NULL));
    claim.parts[0] = (struct claim_figure)DECIMAL(1304, 2);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "lệch 0,03", NULL));
}

static void swapped_digits_are_seen(void)
{
    struct claim claim = share(1067, 1587, 6732, 2);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "67,23%", "bị đảo: 67,32% thay cho 67,23%"));
    struct claim parts = sum(174, 4, (const gint64[]){107, 11, 6, 23});
    CU_ASSERT_TRUE(judged(&parts, CLAIM_IMPOSSIBLE, "= 147, không phải 174", "174 thay cho 147"));
}

/* Other tests of the table. */

static void a_part_larger_than_its_whole_is_impossible(void)
{
    struct claim a = {.count = COUNT(37), .base = COUNT(36)};
    struct claim b = sum(10, 2, (const gint64[]){3, 11});
    b.parts_are_some = TRUE;
    struct claim c = {.share = DECIMAL(101, 0)};
    struct claim d = {.count = COUNT(0), .base = COUNT(0), .share = DECIMAL(100, 0)};
    CU_ASSERT_TRUE(judged(&a, CLAIM_IMPOSSIBLE, "37 lớn hơn toàn thể 36", NULL));
    CU_ASSERT_TRUE(judged(&b, CLAIM_IMPOSSIBLE, "11 lớn hơn toàn thể 10", NULL));
    CU_ASSERT_TRUE(judged(&c, CLAIM_IMPOSSIBLE, "101%", NULL));
    CU_ASSERT_TRUE(judged(&d, CLAIM_IMPOSSIBLE, "không có tỷ lệ", NULL));
}

static void a_figure_alone_is_unproven(void)
{
    struct claim a = {.count = COUNT(10)}, b = {.share = DECIMAL(90, 0), .bound = CLAIM_ABOVE};
    struct claim c = {.base = COUNT(17), .share = DECIMAL(941, 1)};
    struct claim d = sum(35, 2, (const gint64[]){9, 25});
    d.parts_are_some = TRUE;
    CU_ASSERT_TRUE(judged(&a, CLAIM_UNPROVEN, "không có gì để đối chiếu", NULL));
    CU_ASSERT_TRUE(judged(&b, CLAIM_UNPROVEN, "không nêu mẫu số", NULL));
    CU_ASSERT_TRUE(judged(&c, CLAIM_UNPROVEN, "16/17", NULL));
    CU_ASSERT_TRUE(judged(&d, CLAIM_UNPROVEN, "9 + 25 = 34 trong 35", NULL));
}

static struct claim counts(gint64 before, gint64 after, enum claim_change kind, gint64 scaled,
                           guint decimals)
{
    return (struct claim){.pair = {.before = COUNT(before),
                                   .after = COUNT(after),
                                   .change_kind = kind,
                                   .change = DECIMAL(scaled, decimals)}};
}

static void a_growth_must_fit_its_two_figures(void)
{
    struct claim right = counts(293, 519, CLAIM_CHANGE_PERCENT, 771, 1);
    struct claim cut = counts(30, 50, CLAIM_CHANGE_PERCENT, 666, 1);
    struct claim wrong = counts(293, 519, CLAIM_CHANGE_PERCENT, 787, 1);
    struct claim count = counts(293, 519, CLAIM_CHANGE_COUNT, 226, 0);
    struct claim times = counts(12, 18, CLAIM_CHANGE_TIMES, 15, 1);
    struct claim index = counts(293, 519, CLAIM_CHANGE_INDEX, 1771, 1);
    struct claim zero = counts(0, 5, CLAIM_CHANGE_PERCENT, 500, 0);
    CU_ASSERT_TRUE(judged(&right, CLAIM_ADDS_UP, "77,1%", NULL));
    CU_ASSERT_TRUE(judged(&cut, CLAIM_ADDS_UP, "cắt bớt", NULL));
    CU_ASSERT_TRUE(judged(&wrong, CLAIM_IMPOSSIBLE, "77,1%, không phải 78,7%", NULL));
    CU_ASSERT_TRUE(judged(&count, CLAIM_ADDS_UP, "226", NULL));
    CU_ASSERT_TRUE(judged(&times, CLAIM_ADDS_UP, "1,5", NULL));
    CU_ASSERT_TRUE(judged(&index, CLAIM_ADDS_UP, "177,1%", NULL));
    CU_ASSERT_TRUE(judged(&zero, CLAIM_IMPOSSIBLE, "tăng từ 0", NULL));
}

static void an_index_and_a_wrong_base_of_a_growth_are_named(void)
{
    struct claim index = counts(293, 519, CLAIM_CHANGE_PERCENT, 1771, 1);
    struct claim after = counts(60, 48, CLAIM_CHANGE_PERCENT, 25, 0);
    CU_ASSERT_TRUE(judged(&index, CLAIM_IMPOSSIBLE, "177,1% là chỉ số", NULL));
    CU_ASSERT_TRUE(judged(&after, CLAIM_IMPOSSIBLE, "25% là tính trên 48", NULL));
}

static void per_cent_and_percentage_points_differ(void)
{
    struct claim claim = {.pair = {.before = DECIMAL(909, 1),
                                   .after = DECIMAL(938, 1),
                                   .shares = TRUE,
                                   .change_kind = CLAIM_CHANGE_PERCENT,
                                   .change = DECIMAL(29, 1)}};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "điểm phần trăm", "3,2%"));
    claim.pair.change_kind = CLAIM_CHANGE_POINTS;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "2,9 điểm phần trăm", NULL));
    claim.pair.change = (struct claim_figure)DECIMAL(30, 1); /* both figures were rounded */
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "3,0 điểm phần trăm", NULL));
    claim.pair.change = (struct claim_figure)DECIMAL(32, 1);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "mức thay đổi tương đối", NULL));
    claim.pair.change_kind = CLAIM_CHANGE_PERCENT;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "3,2%", NULL));
    claim.pair.change = (struct claim_figure)DECIMAL(57, 1);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "không phải 5,7%", NULL));
}

static void a_rise_must_rise(void)
{
    struct claim claim = counts(519, 293, CLAIM_CHANGE_COUNT, 226, 0);
    claim.pair.direction = CLAIM_RISE;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "không phải là tăng", NULL));
    claim.pair.direction = CLAIM_FALL;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "226", NULL));
}

static void different_stages_are_never_compared(void)
{
    struct claim claim = counts(293, 519, CLAIM_CHANGE_PERCENT, 771, 1);
    claim.pair.stage_before = "công nhận";
    claim.pair.stage_after = "đăng ký";
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "hai giai đoạn khác nhau", NULL));
    claim.pair.stage_before = "đăng ký";
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "77,1%", NULL));
}

static void the_data_decide_what_arithmetic_leaves_open(void)
{
    struct claim_reading readings[] = {{MESSAGE_COUNTED_ROWS, MESSAGE_COUNT, 47, 72},
                                       {MESSAGE_COUNTED_UNITS, MESSAGE_COUNT, 25, 36}};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof readings[0]);
    struct claim_data data = {.readings = all};
    struct claim claim = {.count = COUNT(25), .base = COUNT(36), .data = &data};
    data.obstacle = MESSAGE_CLAIM_NO_UNIT;
    data.about = (char *)"99";
    CU_ASSERT_TRUE(judged(&claim, CLAIM_UNPROVEN, "đơn vị 99 không có", NULL));
    g_array_append_vals(all, readings, G_N_ELEMENTS(readings));
    CU_ASSERT_TRUE(judged(&claim, CLAIM_TRUE, "25/36 = 69,4%, đếm theo đơn vị", NULL));
    claim.count = figure_of_count(26);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_DIFFERS, "25/36", "đếm theo đơn vị"));
    claim.base = figure_of_count(70);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_DIFFERS, "47/72", "đếm theo dòng"));
}

static void parts_that_add_up_are_not_true_before_the_data_say_so(void)
{
    struct claim_reading whole = {MESSAGE_COUNTED_ROWS, MESSAGE_COUNT, 3, 3};
    struct claim_reading right = {MESSAGE_COUNTED_ROWS, MESSAGE_COUNT, 2, 3};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof whole);
    g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof right);
    g_array_append_val(all, whole);
    g_array_append_val(part, right);
    struct claim_data data = {.readings = all}, of_part = {.readings = part};
    struct claim claim = {.count = COUNT(60), .parts = {COUNT(58), COUNT(2)}, .parts_count = 2};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "58 + 2 = 60", NULL));
    claim.data = &data;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_DIFFERS, "3", NULL));
    claim.count = figure_of_count(3);
    claim.parts[0] = figure_of_count(2);
    claim.parts[1] = figure_of_count(1);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_ADDS_UP, "chưa đối chiếu được mọi con số", NULL));
    claim.part_data[0] = &of_part;
    claim.part_data[1] = &of_part;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_DIFFERS, "3: 2, 2", NULL));
    right.part = 1;
    g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof right);
    g_array_append_val(one, right);
    struct claim_data of_other = {.readings = one};
    claim.part_data[1] = &of_other;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_TRUE, "3: 2, 1", NULL));
}

static void what_another_sentence_said_refutes_nothing(void)
{
    struct claim_reading reading = {MESSAGE_COUNTED_ROWS, MESSAGE_COUNT, 16, 17};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof reading);
    g_array_append_val(all, reading);
    struct claim_data data = {.readings = all, .carried = TRUE};
    struct claim claim = {.count = COUNT(15), .data = &data};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_UNPROVEN, "câu trước", NULL));
    claim.count = figure_of_count(16);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_TRUE, "16", NULL));
    data.undated = TRUE;
    CU_ASSERT_TRUE(judged(&claim, CLAIM_UNPROVEN, "thời gian nào", NULL));
}

static void the_worst_verdict_wins(void)
{
    struct claim_reading reading = {MESSAGE_COUNTED_ROWS, MESSAGE_COUNT, 16, 17};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof reading);
    g_array_append_val(all, reading);
    struct claim_data data = {.readings = all};
    struct claim claim = {.base = COUNT(17), .share = DECIMAL(96, 0), .data = &data};
    CU_ASSERT_TRUE(judged(&claim, CLAIM_IMPOSSIBLE, "mẫu số nhỏ nhất", NULL));
    claim.share = (struct claim_figure)DECIMAL(100, 0);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_DIFFERS, "16/17", NULL));
    claim.share = (struct claim_figure)DECIMAL(941, 1);
    CU_ASSERT_TRUE(judged(&claim, CLAIM_TRUE, "16/17", NULL));
}

static CU_TestInfo tests[] = {
    {"disciplined members add up", disciplined_members_add_up},
    {"96 per cent of 17 is impossible", ninety_six_per_cent_of_seventeen_is_impossible},
    {"the cap tells within from over unless rounded",
     the_cap_tells_within_from_over_unless_rounded},
    {"a hidden base is named", a_hidden_base_is_named},
    {"a share that was cut off is true", a_share_that_was_cut_off_is_true},
    {"two of three shares of 125 are wrong", two_of_three_shares_of_125_are_wrong},
    {"by chance fitting bases are not named", by_chance_fitting_bases_are_not_named},
    {"shares of one set add up within rounding", shares_of_one_set_add_up_within_rounding},
    {"swapped digits are seen", swapped_digits_are_seen},
    {"a part larger than its whole is impossible", a_part_larger_than_its_whole_is_impossible},
    {"a figure alone is unproven", a_figure_alone_is_unproven},
    {"a growth must fit its two figures", a_growth_must_fit_its_two_figures},
    {"an index and a wrong base of a growth are named",
     an_index_and_a_wrong_base_of_a_growth_are_named},
    {"per cent and percentage points differ", per_cent_and_percentage_points_differ},
    {"a rise must rise", a_rise_must_rise},
    {"different stages are never compared", different_stages_are_never_compared},
    {"the data decide what arithmetic leaves open", the_data_decide_what_arithmetic_leaves_open},
    {"parts that add up are not true before the data say so",
     parts_that_add_up_are_not_true_before_the_data_say_so},
    {"what another sentence said refutes nothing", what_another_sentence_said_refutes_nothing},
    {"the worst verdict wins", the_worst_verdict_wins},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_suite = {"claim", NULL, NULL, NULL, NULL, tests};
