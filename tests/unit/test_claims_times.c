#include <CUnit/CUnit.h>
#include <string.h>

#include "claims/claims_marks.h"

/* Words of time, and the days that they mean. */
struct times_said {
    const char *text;
    enum time_kind kind;
    const char *first, *last; /* ISO; NULL: not asked */
};

static const struct times_said said[] = {
    {"năm 2024", TIME_DAYS, "2024-01-01", "2024-12-31"},
    {"trong năm 2024", TIME_DAYS, "2024-01-01", "2024-12-31"},
    {"6 tháng đầu năm 2024", TIME_DAYS, "2024-01-01", "2024-06-30"},
    {"sáu tháng đầu năm 2024", TIME_DAYS, "2024-01-01", "2024-06-30"},
    {"9 tháng năm 2024", TIME_DAYS, "2024-01-01", "2024-09-30"},
    {"6 tháng cuối năm 2023", TIME_DAYS, "2023-07-01", "2023-12-31"},
    {"quý iii/2024", TIME_DAYS, "2024-07-01", "2024-09-30"},
    {"quý 4 năm 2023", TIME_DAYS, "2023-10-01", "2023-12-31"},
    {"tháng 8/2024", TIME_DAYS, "2024-08-01", "2024-08-31"},
    {"tháng 02 năm 2024", TIME_DAYS, "2024-02-01", "2024-02-29"},
    {"từ tháng 9/2021 đến tháng 8/2024", TIME_DAYS, "2021-09-01", "2024-08-31"},
    {"từ tháng 8 đến tháng 12 năm 2024", TIME_DAYS, "2024-08-01", "2024-12-31"},
    {"từ ngày 01/9/2021 đến ngày 31/8/2024", TIME_DAYS, "2021-09-01", "2024-08-31"},
    {"từ 15/3 đến hết ngày 20/4/2024", TIME_DAYS, "2024-03-15", "2024-04-20"},
    {"trong 3 năm 2022-2024", TIME_DAYS, "2022-01-01", "2024-12-31"},
    {"giai đoạn 2022 - 2024", TIME_DAYS, "2022-01-01", "2024-12-31"},
    {"nhiệm kỳ 2020-2025", TIME_DAYS, "2020-01-01", "2025-12-31"},
    {"từ năm 2022 đến năm 2024", TIME_DAYS, "2022-01-01", "2024-12-31"},
    {"ngày 31/8/2024", TIME_DAYS, "2024-08-31", "2024-08-31"},
    {"từ đầu năm đến 31/8/2024", TIME_DAYS, "2024-01-01", "2024-08-31"},
    {"tính đến 31/8/2024", TIME_UP_TO, NULL, "2024-08-31"},
    {"đến hết năm 2024", TIME_UP_TO, NULL, "2024-12-31"},
    {"cùng kỳ năm trước", TIME_SHIFT, NULL, NULL},
    {"cùng kỳ năm 2023", TIME_SAME, "2023-01-01", NULL},
    {"từ đầu nhiệm kỳ đến nay", TIME_UNKNOWN, NULL, NULL},
};

static gboolean is_day(date day, const char *iso)
{
    g_autofree char *text = iso != NULL ? date_iso(day) : NULL;
    return iso == NULL || g_strcmp0(text, iso) == 0;
}

static void words_of_time_mean_days(void)
{
    g_autoptr(time_words_t) words = time_words_new();
    for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
        gsize length = 0;
        struct claims_time mention = {0};
        CU_ASSERT_TRUE(time_words_at(words, said[i].text, 0, &length, &mention));
        CU_ASSERT_EQUAL(length, strlen(said[i].text));
        CU_ASSERT_EQUAL(mention.kind, said[i].kind);
        CU_ASSERT_TRUE(is_day(mention.first, said[i].first) && is_day(mention.last, said[i].last));
    }
}

static void what_is_no_time_is_passed_over(void)
{
    static const char *const texts[] = {"năm đảng viên", "31/02/2024",         "tháng 13/2024",
                                        "quý 5/2024",    "2 năm 2022-2024 và", "tháng này"};
    g_autoptr(time_words_t) words = time_words_new();
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize length = 0;
        struct claims_time mention = {0};
        gboolean found = time_words_at(words, texts[i], 0, &length, &mention);
        /* A count of years may leave the first one out. */
        CU_ASSERT_EQUAL(found, i == 4);
    }
}

static CU_TestInfo tests[] = {
    {"words of time mean days", words_of_time_mean_days},
    {"what is no time is passed over", what_is_no_time_is_passed_over},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claims_times_suite = {"claims_times", NULL, NULL, NULL, NULL, tests};
