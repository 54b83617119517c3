#include "spec_case.h"

#include "spec/office.h"
#include "spec/yaml.h"

#define SAMPLE "samples/van-phong.yaml"

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(office_t) office = NULL;
    return office_load(text, name, &office, error);
}

static void the_sample_office_loads(void)
{
    g_autoptr(office_t) office = NULL;
    g_autoptr(GBytes) text = yaml_read(SAMPLE, NULL);
    CU_ASSERT_TRUE_FATAL(office_load(text, SAMPLE, &office, NULL));
    CU_ASSERT_STRING_EQUAL(office->issuer, "BAN TỔ CHỨC");
    CU_ASSERT_STRING_EQUAL(office->signer_name, "Nguyễn Văn A");
    CU_ASSERT_EQUAL(office->recipients.count, 4);
    CU_ASSERT_STRING_EQUAL(office->recipients.item[3], "Lưu");
}

static void what_an_office_does_not_say_is_null(void)
{
    static const char place[] = "place: Hà Nội\n";
    g_autoptr(GBytes) text = g_bytes_new_static(place, strlen(place));
    g_autoptr(office_t) office = NULL;
    CU_ASSERT_TRUE_FATAL(office_load(text, "t.yaml", &office, NULL));
    CU_ASSERT_STRING_EQUAL(office->place, "Hà Nội");
    CU_ASSERT_PTR_NULL(office->issuer);
    CU_ASSERT_EQUAL(office->recipients.count, 0);
}

static const struct spec_case wrong[] = {
    {"signer_name:",
     "singer_name:",
     {"t.yaml:9:1: unknown key \"singer_name\" (signer_name?)",
      "t.yaml:9:1: khóa lạ \"singer_name\" (signer_name?)"}},
    {"recipients:\n  - Ban Tổ chức Trung ương (để báo cáo)\n  - Ban Thường vụ Tỉnh ủy\n"
     "  - Các huyện ủy, thành ủy\n  - Lưu\n",
     "recipients: Lưu\n",
     {"t.yaml:10:13: a list is expected here, even of one: [a]",
      "t.yaml:10:13: ở đây phải là một danh sách, kể cả khi chỉ có một mục: [a]"}},
    {"place: Thái Bình",
     "place: ''",
     {"t.yaml:6:8: the text is empty", "t.yaml:6:8: văn bản để trống"}},
};

static void a_mistake_in_an_office_is_said_with_its_place(void)
{
    spec_cases_run(SAMPLE, load, wrong, G_N_ELEMENTS(wrong));
}

static CU_TestInfo tests[] = {
    {"the sample office loads", the_sample_office_loads},
    {"what an office does not say is NULL", what_an_office_does_not_say_is_null},
    {"a mistake in an office is said with its place",
     a_mistake_in_an_office_is_said_with_its_place},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo office_suite = {"office", NULL, NULL, NULL, NULL, tests};
