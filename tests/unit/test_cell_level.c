#include <CUnit/CUnit.h>
#include <string.h>

#include "read/cell_text.h"

static void check(const char *text, const char *level)
{
    g_autofree char *found = cell_level(text, strlen(text));
    CU_ASSERT_STRING_EQUAL(found, level);
    CU_ASSERT_EQUAL(cell_level_print(text, strlen(text)), cell_level_print(level, strlen(level)));
}

static void dashes_blanks_and_case_are_one(void)
{
    check("12-QĐ/HU", "12-qđ/hu");
    check("12 – qđ/HU", "12-qđ/hu");          /* en dash */
    check("12—QĐ / hu", "12-qđ/hu");          /* em dash */
    check("12\xe2\x88\x92QĐ/HU", "12-qđ/hu"); /* minus sign */
    check("12\xe2\x80\x91QĐ/HU", "12-qđ/hu"); /* non-breaking hyphen */
    check(" 12-\xc2\xa0QĐ/HU ", "12-qđ/hu");  /* no-break space */
}

static void signs_that_nobody_sees_are_dropped(void)
{
    check("12\xe2\x80\x8b-QĐ/HU", "12-qđ/hu"); /* zero width space */
    check("\xef\xbb\xbf"
          "12-QĐ/HU",
          "12-qđ/hu");                     /* byte order mark */
    check("12-Q\xc2\xadĐ/HU", "12-qđ/hu"); /* soft hyphen */
    check("'-12-QĐ", "-12-qđ");            /* as spreadsheets defuse it */
}

static void one_form_of_letters_is_as_good_as_another(void)
{
    check("12-QÐ/HU", "12-qđ/hu"); /* the letter eth */
    check("5-TỈNH", "5-tỉnh");
    check("5-TI\xcc\x89NH", "5-tỉnh"); /* marks of their own */
}

static void what_differs_stays_apart(void)
{
    CU_ASSERT_NOT_EQUAL(cell_level_print("12-QĐ", 6), cell_level_print("1-2QĐ", 6));
    CU_ASSERT_NOT_EQUAL(cell_level_print("12-QĐ", 6), cell_level_print("12/QĐ", 6));
}

static CU_TestInfo tests[] = {
    {"dashes, blanks and case are one", dashes_blanks_and_case_are_one},
    {"signs that nobody sees are dropped", signs_that_nobody_sees_are_dropped},
    {"one form of letters is as good as another", one_form_of_letters_is_as_good_as_another},
    {"what differs stays apart", what_differs_stays_apart},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo cell_level_suite = {"cell_level", NULL, NULL, NULL, NULL, tests};
