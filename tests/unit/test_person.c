#include <CUnit/CUnit.h>

#include "base/text.h"
#include "data/person.h"

static gboolean masks(const char *text, const char *masked)
{
    g_autofree char *shown = person_mask(text);
    if (g_str_equal(shown, masked))
        return TRUE;
    fprintf(stderr, "%s is shown as %s\n", text, shown);
    return FALSE;
}

static void a_name_is_known_in_any_case_and_form(void)
{
    g_autofree char *decomposed = g_utf8_normalize("Nguyễn Thị Ánh", -1, G_NORMALIZE_NFD);
    CU_ASSERT(person_is_meant("Nguyễn Văn A"));
    CU_ASSERT(person_is_meant(decomposed));
    CU_ASSERT(person_is_meant("NGUYỄN VĂN A"));
    CU_ASSERT(person_is_meant("nguyễn văn a"));
    CU_ASSERT(person_is_meant("Tran Thi Be Nam"));
    CU_ASSERT(person_is_meant(" Đặng  Lê"));
    CU_ASSERT(person_is_meant("Lý Thị H. Mai"));
}

static void a_name_with_broken_letters_is_one(void)
{
    CU_ASSERT(person_is_meant("NguyÔn V¨n Nam")); /* TCVN3 */
    CU_ASSERT(person_is_meant("Tráº§n CÃ¡nh Na"));
    CU_ASSERT(person_is_meant("Nguy?n V?n Nam"));
    CU_ASSERT_FALSE(person_is_meant("Khiá»ƒn trÃ¡ch"));
}

static void ordinary_labels_are_no_names(void)
{
    static const char *const labels[] = {
        "Bí thư",
        "Trưởng Công an",
        "Hồ sơ thiếu",
        "ĐÀO TẠO",
        "CAO CẤP",
        "Lê",
        "Hoàn thành tốt",
        "lý luận chính trị",
        "trần",
        "phạm vi hẹp",
        "Vi Phạm Quy Định",
        "01.1.01",
        "31/08/2024",
        "2024-08-31 00:00:00",
        "12-QĐ/HU",
        "Chủ tịch xã Lê Lợi",
        "Lệ Phí",
        "«Văn Hóa»",
        "Thế nào?",
    };
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        if (person_is_meant(labels[i]))
            CU_FAIL("a label is taken for a name");
}

static void more_than_five_words_are_no_name(void)
{
    CU_ASSERT(person_is_meant("Lê Thị Ngọc Ánh Mai"));
    CU_ASSERT_FALSE(person_is_meant("Lê Thị Ngọc Ánh Mai Hoa"));
}

static void nine_digits_are_a_number_however_they_are_parted(void)
{
    CU_ASSERT(person_is_meant("036201001234"));
    CU_ASSERT(person_is_meant("0362 0100 1234"));
    CU_ASSERT(person_is_meant("CCCD: 036.201.001"));
    CU_ASSERT_FALSE(person_is_meant("12345678"));
    CU_ASSERT_FALSE(person_is_meant("1234, 5678, 9012"));
}

static void only_the_name_within_a_text_is_masked(void)
{
    CU_ASSERT(masks("Tổng cộng Trần Văn An", "Tổng cộng Trầ********"));
    CU_ASSERT(masks("TỔNG CỘNG TRẦN VĂN AN", "TỔNG CỘNG TRẦ********"));
    CU_ASSERT(masks("Người lập: Lê Mai, 036201001234", "Người lập: Lê****, 036*********"));
    CU_ASSERT(masks("Khiển trách", "Khiển trách"));
    CU_ASSERT(masks("", ""));
}

static CU_TestInfo tests[] = {
    {"a name is known in any case and form", a_name_is_known_in_any_case_and_form},
    {"a name with broken letters is one", a_name_with_broken_letters_is_one},
    {"ordinary labels are no names", ordinary_labels_are_no_names},
    {"more than five words are no name", more_than_five_words_are_no_name},
    {"nine digits are a number however they are parted",
     nine_digits_are_a_number_however_they_are_parted},
    {"only the name within a text is masked", only_the_name_within_a_text_is_masked},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo person_suite = {"person", NULL, NULL, NULL, NULL, tests};
