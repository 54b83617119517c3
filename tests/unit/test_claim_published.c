/*
 * Figures that were printed in reports and newspapers, right and wrong, and what is found of each.
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/date.h"
#include "claims/claim_prose.h"

/* A row of the list of published figures: the sentence, and of its claims one (by words of it). */
struct published {
    const char *text, *printed;
    enum claim_verdict verdict;
    const char *reason; /* words of it */
};

static const struct published rows[] = {
    {"Kỷ luật 147 đảng viên (khiển trách 107, cảnh cáo 11, cách chức 6, khai trừ 23).", "147",
     CLAIM_ADDS_UP, "= 147"},
    {"Kỷ luật 62 đảng viên (khiển trách 28, cảnh cáo 21, cách chức 1, khai trừ 12).", "62",
     CLAIM_ADDS_UP, "= 62"},
    {"Có 1.574 cán bộ, gồm: trung cấp 692, đại học 560, cao đẳng 115, sơ cấp 207.", "1.574",
     CLAIM_ADDS_UP, "= 1.574"},
    {"Xã có 17 cán bộ, 96% có trình độ trung cấp.", "96%", CLAIM_IMPOSSIBLE, "16/17 = 94,1%"},
    {"Có 71 đảng viên hoàn thành tốt nhiệm vụ trở lên (trong đó 14 đồng chí xuất sắc).", "71",
     CLAIM_ADDS_UP, "19,72%, trong giới hạn"},
    {"Có 79 đảng viên hoàn thành tốt nhiệm vụ trở lên (trong đó 16 đồng chí xuất sắc).", "79",
     CLAIM_ADDS_UP, "20,25%, vượt giới hạn 20% nếu không làm tròn"},
    {"Có 352/353 đảng viên hoàn thành nhiệm vụ (99,43%).", "99,43", CLAIM_IMPOSSIBLE, "99,72%"},
    {"Trong 2.993 đảng viên, trong đó 2.645 đảng viên được xếp loại (88,37%), 19 đảng viên chưa "
     "xếp "
     "loại (0,72%).",
     "2.645", CLAIM_ADDS_UP, "88,37%"},
    {"Trong 2.993 đảng viên, trong đó 2.645 đảng viên được xếp loại (88,37%), 19 đảng viên chưa "
     "xếp "
     "loại (0,72%).",
     "0,72", CLAIM_IMPOSSIBLE, "trên 2.645 (số được xếp loại), không phải trên 2.993"},
    {"Có 51 chi bộ, gồm: 8 chi bộ xuất sắc (15,67%), 35 chi bộ tốt (68,62%), 8 chi bộ hoàn thành "
     "(15,68%).",
     "15,67", CLAIM_IMPOSSIBLE, "15,69%"},
    {"Có 51 chi bộ, gồm: 8 chi bộ xuất sắc (15,67%), 35 chi bộ tốt (68,62%), 8 chi bộ hoàn thành "
     "(15,68%).",
     "68,62", CLAIM_ADDS_UP, "cắt bớt"},
    {"Có 51 chi bộ, gồm: 8 chi bộ xuất sắc (15,67%), 35 chi bộ tốt (68,62%), 8 chi bộ hoàn thành "
     "(15,68%).",
     "15,68", CLAIM_ADDS_UP, "cắt bớt"},
    {"Cơ cấu: 15,67% xuất sắc, 68,62% tốt, 15,68% hoàn thành.", "15,67", CLAIM_IMPOSSIBLE, "99,97"},
    {"Có 147 chi bộ, gồm: xuất sắc 28, tốt 100, hoàn thành 10, không hoàn thành 9.", "147",
     CLAIM_ADDS_UP, "= 147"},
    {"Có 128 chi bộ hoàn thành tốt nhiệm vụ trở lên (trong đó 28 chi bộ xuất sắc).", "128",
     CLAIM_UNPROVEN, "21,88%, vượt giới hạn 20% (nhiều nhất 26)"},
    {"Có 41 chi bộ, gồm: xuất sắc 24, tốt 15, hoàn thành 22.", "41", CLAIM_IMPOSSIBLE,
     "có lẽ 22 là 2"},
    {"Có 15/41 chi bộ loại tốt (36,7%).", "36,7", CLAIM_IMPOSSIBLE, "36,6%"},
    {"Tổng số 545 đảng viên, 543 đảng viên được xếp loại, trong đó 304 đảng viên tốt (55,8%), 228 "
     "đảng "
     "viên hoàn thành (41,8%).",
     "55,8", CLAIM_IMPOSSIBLE, "trên 545 (tất cả trong danh sách), không phải trên 543"},
    {"Tổng số 545 đảng viên, 543 đảng viên được xếp loại, trong đó 304 đảng viên tốt (55,8%), 228 "
     "đảng "
     "viên hoàn thành (41,8%).",
     "41,8", CLAIM_IMPOSSIBLE, "trên 545 (tất cả trong danh sách), không phải trên 543"},
    {"Có 31 chi bộ hoàn thành tốt nhiệm vụ trở lên (trong đó 6 chi bộ xuất sắc).", "31",
     CLAIM_ADDS_UP, "19,35%, trong giới hạn"},
    {"Có 211 chi bộ hoàn thành tốt nhiệm vụ trở lên (trong đó 54 chi bộ xuất sắc).", "211",
     CLAIM_UNPROVEN, "25,59%, vượt giới hạn"},
    {"Có 25 chi bộ hoàn thành tốt nhiệm vụ trở lên (trong đó 5 chi bộ xuất sắc).", "25",
     CLAIM_ADDS_UP, "20%, trong giới hạn"},
    {"Có 16 chi bộ hoàn thành tốt nhiệm vụ trở lên (trong đó 3 chi bộ xuất sắc).", "16",
     CLAIM_ADDS_UP, "18,75%, trong giới hạn"},
    {"Có 15 trên tổng số 117 chi bộ xuất sắc, chiếm 12,82%.", "12,82", CLAIM_ADDS_UP, "15/117"},
    {"Tỷ lệ chi bộ xuất sắc tăng từ 11,11% lên 12,82%, tăng 1,71%.", "1,71", CLAIM_IMPOSSIBLE,
     "điểm phần trăm"},
    {"Có 143 chi bộ, gồm: 3 chi bộ xuất sắc (2%), 79 chi bộ tốt (55,2%), 9 chi bộ hoàn thành "
     "(6,3%), "
     "52 chi bộ không hoàn thành (36,5%).",
     "36,5", CLAIM_ADDS_UP, "lấy 100 trừ các tỷ lệ khác"},
    {"Có 13/62 đảng viên vi phạm (20,9%).", "20,9", CLAIM_ADDS_UP, "cắt bớt"},
    {"Có 15/74 lượt vi phạm (20,2%).", "20,2", CLAIM_ADDS_UP, "cắt bớt"},
    {"Có 439 trên tổng số 709 đảng viên loại tốt, chiếm 62,62%.", "62,62", CLAIM_IMPOSSIBLE,
     "439 trên 701"},
    {"Có 125 cán bộ: 24 đồng chí nữ (19,8%), 87 đồng chí trẻ (70%), 28 đồng chí thạc sĩ (28,4%).",
     "19,8", CLAIM_IMPOSSIBLE, "19,2%"},
    {"Có 125 cán bộ: 24 đồng chí nữ (19,8%), 87 đồng chí trẻ (70%), 28 đồng chí thạc sĩ (28,4%).",
     "70%", CLAIM_ADDS_UP, "69,6%"},
    {"Có 125 cán bộ: 24 đồng chí nữ (19,8%), 87 đồng chí trẻ (70%), 28 đồng chí thạc sĩ (28,4%).",
     "28,4", CLAIM_IMPOSSIBLE, "22,4%"},
    {"Có 1.067 trên tổng số 1.587 đảng viên loại tốt, đạt 67,32%.", "67,32", CLAIM_IMPOSSIBLE,
     "hai chữ số bị đảo"},
    {"Có 6.182/114.834 đảng viên (5,38%).", "5,38", CLAIM_ADDS_UP, "6.182/114.834"},
    {"Kết nạp 288 đảng viên, đạt 35,34% chỉ tiêu (815).", "35,34", CLAIM_ADDS_UP, "288/815"},
    {"Kết nạp 856 đảng viên, đạt 105% chỉ tiêu (815).", "105", CLAIM_ADDS_UP, "856/815"},
    {"Có 83 chi bộ hoàn thành tốt nhiệm vụ trở lên, chiếm 79,8%.", "79,8", CLAIM_UNPROVEN,
     "83 là 79,8% nếu tổng là 104"},
    {"Có 3 chi bộ hoàn thành nhiệm vụ, chiếm 98,9%.", "98,9", CLAIM_IMPOSSIBLE,
     "không có tổng nào"},
};

/* The claim that the cap of 20 % is held to, as the dictionary of 2019 has it. */
static const struct cap_rule cap = {
    .percent = (char *)"20", .base = (char *)"good_or_better", .rounding = (char *)"nearest"};

static gboolean is_found(const struct published *row)
{
    g_autoptr(claim_prose_t) prose = claim_prose_read(row->text);
    for (guint i = 0; i < prose->found->len; i++) {
        struct claim_found *found = &g_array_index(prose->found, struct claim_found, i);
        if (strstr(found->printed, row->printed) == NULL)
            continue;
        if (found->capped)
            found->claim.cap = &cap;
        g_autoptr(claim_result_t) result = claim_check(&found->claim);
        g_autofree char *reason = claim_result_reason(result, LANGUAGE_VIETNAMESE);
        if (result->verdict == row->verdict && strstr(reason, row->reason) != NULL)
            return TRUE;
    }
    return FALSE;
}

static void every_published_figure_gets_its_verdict(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        CU_ASSERT_TRUE(is_found(&rows[i]));
}

static CU_TestInfo tests[] = {
    {"every published figure gets its verdict", every_published_figure_gets_its_verdict},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_published_suite = {"claim_published", NULL, NULL, NULL, NULL, tests};
