#include "spec_case.h"

#include "spec/office.h"
#include "spec/yaml.h"

#define SAMPLE "samples/van-phong.yaml"

static struct dictionary *shipped(void)
{
    struct dictionary *dictionary = NULL;
    g_autoptr(GBytes) text = yaml_read("templates/tu-dien.yaml", NULL);
    CU_ASSERT_TRUE_FATAL(dictionary_load(text, "tu-dien.yaml", &dictionary, NULL));
    return dictionary;
}

static gboolean load_on(GBytes *text, const char *name, struct office **office, GError **error)
{
    g_autoptr(dictionary_t) dictionary = shipped();
    return office_load(text, name, dictionary, date_from_civil(2026, 6, 1), office, error);
}

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(office_t) office = NULL;
    return load_on(text, name, &office, error);
}

/* The office of a text, which must load. */
static struct office *office_of(const char *yaml)
{
    struct office *office = NULL;
    g_autoptr(GBytes) text = g_bytes_new_static(yaml, strlen(yaml));
    CU_ASSERT_TRUE_FATAL(load_on(text, "t.yaml", &office, NULL));
    return office;
}

static void the_sample_office_loads(void)
{
    g_autoptr(office_t) office = NULL;
    g_autoptr(GBytes) text = yaml_read(SAMPLE, NULL);
    CU_ASSERT_TRUE_FATAL(load_on(text, SAMPLE, &office, NULL));
    CU_ASSERT_STRING_EQUAL(office->issuer, "BAN TỔ CHỨC");
    CU_ASSERT_STRING_EQUAL(office->signer_name, "Nguyễn Văn A");
    CU_ASSERT_EQUAL(office->recipients.count, 4);
    CU_ASSERT_STRING_EQUAL(office->recipients.item[3], "Lưu");
}

static void what_an_office_does_not_say_is_null(void)
{
    g_autoptr(office_t) office = office_of("place: Hà Nội\n");
    CU_ASSERT_STRING_EQUAL(office->place, "Hà Nội");
    CU_ASSERT_PTR_NULL(office->issuer);
    CU_ASSERT_EQUAL(office->recipients.count, 0);
}

static void the_head_of_a_ban_signs_alone_and_a_deputy_in_his_place(void)
{
    g_autoptr(office_t) head = office_of("issuer: BAN TỔ CHỨC\nsigner_role: TRƯỞNG BAN\n");
    CU_ASSERT_PTR_NULL(head->signer_authority);
    g_autoptr(office_t) deputy = office_of("issuer: BAN TỔ CHỨC\nsigner_role: PHÓ TRƯỞNG BAN\n");
    CU_ASSERT_STRING_EQUAL(deputy->signer_authority, "K/T TRƯỞNG BAN");
    g_autoptr(office_t) office = office_of("issuer: VĂN PHÒNG TỈNH UỶ\nsigner_role: Phó Chánh\n");
    CU_ASSERT_STRING_EQUAL(office->signer_authority, "K/T CHÁNH VĂN PHÒNG");
}

static void a_committee_is_signed_for(void)
{
    g_autoptr(office_t) inspection =
        office_of("issuer: UỶ BAN KIỂM TRA\nsigner_role: PHÓ CHỦ NHIỆM\n");
    CU_ASSERT_STRING_EQUAL(inspection->signer_authority, "T/M ỦY BAN KIỂM TRA");
    g_autoptr(office_t) standing = office_of("issuer: BAN THƯỜNG VỤ\nsigner_role: BÍ THƯ\n"
                                             "signer_authority: T/M BAN THƯỜNG VỤ\n");
    CU_ASSERT_STRING_EQUAL(standing->signer_authority, "T/M BAN THƯỜNG VỤ");
    g_autoptr(office_t) other = office_of("issuer: TRƯỜNG CHÍNH TRỊ\nsigner_role: HIỆU TRƯỞNG\n");
    CU_ASSERT_PTR_NULL(other->signer_authority);
}

static void a_number_is_kept_without_its_first_word(void)
{
    static const char *const numbers[][2] = {{"Số 5-BC/BTC", "05-BC/BTC"},
                                             {"'Số: 15-BC/BTC'", "15-BC/BTC"},
                                             {"Số -BC/BTC", "-BC/BTC"},
                                             {"115-BC/BTC", "115-BC/BTC"}};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *yaml = g_strconcat("number: ", numbers[i][0], "\n", NULL);
        g_autoptr(office_t) office = office_of(yaml);
        CU_ASSERT_STRING_EQUAL(office->number, numbers[i][1]);
    }
}

static void an_office_spells_as_it_says(void)
{
    g_autoptr(office_t) old = office_of("spelling: uỷ\n");
    g_autofree char *one = office_spell(old, "TỈNH ỦY, Huyện ủy, Ủy ban, thủy lợi");
    CU_ASSERT_STRING_EQUAL(one, "TỈNH UỶ, Huyện uỷ, Uỷ ban, thuỷ lợi");
    g_autoptr(office_t) new = office_of("spelling: ủy\n");
    g_autofree char *two = office_spell(new, one);
    CU_ASSERT_STRING_EQUAL(two, "TỈNH ỦY, Huyện ủy, Ủy ban, thủy lợi");
    g_autofree char *same = office_spell(NULL, "TỈNH UỶ");
    CU_ASSERT_STRING_EQUAL(same, "TỈNH UỶ");
}

static void the_day_on_the_document_is_the_offices(void)
{
    g_autoptr(office_t) office = office_of("date: 10/01/2027\n");
    CU_ASSERT_EQUAL(office_day(office, 5), date_from_civil(2027, 1, 10));
    CU_ASSERT_EQUAL(office_day(NULL, 5), 5);
}

static const struct spec_case wrong[] = {
    {"Số 01-BC/BTCTU",
     "BC 01",
     {"t.yaml:11:9: \"BC 01\" is not a number like \"Số 01-BC/BTCTU\"",
      "t.yaml:11:9: \"BC 01\" không có dạng \"Số 01-BC/BTCTU\""}},
    {"signer_name:",
     "signer_authority: T/M BAN TỔ CHỨC\nsigner_name:",
     {"t.yaml:14:19: the head of BAN TỔ CHỨC signs alone, and a deputy K/T TRƯỞNG BAN: leave this "
      "line out",
      "t.yaml:14:19: người đứng đầu BAN TỔ CHỨC tự ký, cấp phó thì K/T TRƯỞNG BAN: hãy bỏ dòng "
      "này"}},
    {"issuer: BAN TỔ CHỨC",
     "issuer: TỈNH ỦY THÁI BÌNH",
     {"t.yaml:9:1: TỈNH ỦY THÁI BÌNH is signed for by those it empowers: signer_authority begins "
      "with T/M",
      "t.yaml:9:1: văn bản của TỈNH ỦY THÁI BÌNH được ký thay mặt: signer_authority bắt đầu bằng "
      "T/M"}},
    {"place: Thái Bình",
     "date: 31/02/2026",
     {"t.yaml:12:7: \"31/02/2026\" is not a date dd/mm/yyyy",
      "t.yaml:12:7: \"31/02/2026\" không phải ngày dạng dd/mm/yyyy"}},
    {"place: Thái Bình",
     "draft: hai",
     {"t.yaml:12:8: \"hai\" is not a whole number in 1–99",
      "t.yaml:12:8: \"hai\" không phải số nguyên trong khoảng 1–99"}},
    {"signer_name:",
     "singer_name:",
     {"t.yaml:14:1: unknown key \"singer_name\" (signer_name?)",
      "t.yaml:14:1: khóa lạ \"singer_name\" (signer_name?)"}},
    {"recipients:\n  - Ban Tổ chức Trung ương (để báo cáo)\n  - Ban Thường vụ Tỉnh ủy\n"
     "  - Các huyện ủy, thành ủy\n  - Lưu\n",
     "recipients: Lưu\n",
     {"t.yaml:15:13: a list is expected here, even of one: [a]",
      "t.yaml:15:13: ở đây phải là một danh sách, kể cả khi chỉ có một mục: [a]"}},
    {"place: Thái Bình",
     "place: ''",
     {"t.yaml:12:8: the text is empty", "t.yaml:12:8: văn bản để trống"}},
};

static void a_mistake_in_an_office_is_said_with_its_place(void)
{
    spec_cases_run(SAMPLE, load, wrong, G_N_ELEMENTS(wrong));
}

static CU_TestInfo tests[] = {
    {"the sample office loads", the_sample_office_loads},
    {"what an office does not say is NULL", what_an_office_does_not_say_is_null},
    {"the head of a ban signs alone, and a deputy in his place",
     the_head_of_a_ban_signs_alone_and_a_deputy_in_his_place},
    {"a committee is signed for", a_committee_is_signed_for},
    {"a number is kept without its first word", a_number_is_kept_without_its_first_word},
    {"an office spells as it says", an_office_spells_as_it_says},
    {"the day on the document is the office's", the_day_on_the_document_is_the_offices},
    {"a mistake in an office is said with its place",
     a_mistake_in_an_office_is_said_with_its_place},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo office_suite = {"office", NULL, NULL, NULL, NULL, tests};
