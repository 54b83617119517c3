#include "fixture.h"
#include "spec_case.h"

#include "base/date.h"
#include "spec/dictionary.h"

#define SMALL "tests/unit/data/spec/tu-dien.yaml"
#define SHIPPED "templates/tu-dien.yaml"

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(dictionary_t) dictionary = NULL;
    return dictionary_load(text, name, &dictionary, error);
}

static const struct spec_case names_are_codes_and_stand_once_cases[] = {
    {"name: don_vi",
     "name: Đơn vị",
     {"t.yaml:2:11: \"Đơn vị\" may hold only a-z, 0-9, _",
      "t.yaml:2:11: \"Đơn vị\" chỉ được gồm a-z, 0-9, _"}},
    {"name: ky_luat",
     "name: xep_loai",
     {"t.yaml:32:11: \"xep_loai\" stands here a second time",
      "t.yaml:32:11: \"xep_loai\" xuất hiện lần thứ hai"}},
    {"name: so_luong",
     "name: nam",
     {"t.yaml:31:16: \"nam\" stands here a second time",
      "t.yaml:31:16: \"nam\" xuất hiện lần thứ hai"}},
    {"code: tot,",
     "code: xuat_sac,",
     {"t.yaml:29:20: \"xuat_sac\" stands here a second time",
      "t.yaml:29:20: \"xuat_sac\" xuất hiện lần thứ hai"}},
};

static void names_are_codes_and_stand_once(void)
{
    spec_cases_run(SMALL, load, names_are_codes_and_stand_once_cases,
                   G_N_ELEMENTS(names_are_codes_and_stand_once_cases));
}

static const struct spec_case two_names_that_read_the_same_are_refused_cases[] = {
    {"aliases: [Mã tổ chức]",
     "aliases: [Số lượng]",
     {"t.yaml:31:16: \"so_luong\" reads the same as a name of ma_don_vi",
      "t.yaml:31:16: \"so_luong\" đọc trùng với một tên của ma_don_vi"}},
    {"aliases: [HTT]",
     "aliases: [xuất sắc]",
     {"t.yaml:29:47: \"xuất sắc\" reads the same as a name of xuat_sac",
      "t.yaml:29:47: \"xuất sắc\" đọc trùng với một tên của xuat_sac"}},
    {"aliases: [HTT]",
     "aliases: ['–']",
     {"t.yaml:29:47: \"–\" has neither a letter nor a digit",
      "t.yaml:29:47: \"–\" không có chữ cái hay chữ số nào"}},
};

static void two_names_that_read_the_same_are_refused(void)
{
    spec_cases_run(SMALL, load, two_names_that_read_the_same_are_refused_cases,
                   G_N_ELEMENTS(two_names_that_read_the_same_are_refused_cases));
}

static const struct spec_case the_code_of_an_open_value_is_its_folded_label_cases[] = {
    {"code: dat_dai_tai_nguyen",
     "code: dat_dai",
     {"t.yaml:43:20: in an open list the code of \"Đất đai, tài nguyên\" is dat_dai_tai_nguyen",
      "t.yaml:43:20: trong danh sách mở, mã của \"Đất đai, tài nguyên\" phải là "
      "dat_dai_tai_nguyen"}},
};

static void the_code_of_an_open_value_is_its_folded_label(void)
{
    spec_cases_run(SMALL, load, the_code_of_an_open_value_is_its_folded_label_cases,
                   G_N_ELEMENTS(the_code_of_an_open_value_is_its_folded_label_cases));
}

static const struct spec_case lists_name_columns_and_levels_that_exist_cases[] = {
    {"columns: [nam, ma_don_vi]",
     "columns: [nam, ma_donvi]",
     {"t.yaml:19:24: the dataset has no column \"ma_donvi\" (ma_don_vi?)",
      "t.yaml:19:24: bộ dữ liệu không có cột \"ma_donvi\" (ma_don_vi?)"}},
    {"reported_by: [co_so, chi_bo]",
     "one_of: [so_luog]\n    reported_by: [co_so, chi_bo]",
     {"t.yaml:17:14: the dataset has no column \"so_luog\" (so_luong?)",
      "t.yaml:17:14: bộ dữ liệu không có cột \"so_luog\" (so_luong?)"}},
    {"reported_by: [co_so, chi_bo]",
     "reported_by: [co_so, chi_b]",
     {"t.yaml:17:26: unknown level \"chi_b\" (chi_bo?)",
      "t.yaml:17:26: cấp lạ \"chi_b\" (chi_bo?)"}},
    {"    reported_by: [co_so, chi_bo]\n",
     "",
     {"t.yaml:14:5: kind: returns needs the key \"reported_by\"",
      "t.yaml:14:5: kind: returns cần có khóa \"reported_by\""}},
};

static void lists_name_columns_and_levels_that_exist(void)
{
    spec_cases_run(SMALL, load, lists_name_columns_and_levels_that_exist_cases,
                   G_N_ELEMENTS(lists_name_columns_and_levels_that_exist_cases));
}

static const struct spec_case bands_rise_and_need_a_date_cases[] = {
    {"of: ngay_sinh",
     "of: ma_dang_vien",
     {"t.yaml:49:13: the dataset has no date column \"ma_dang_vien\"",
      "t.yaml:49:13: bộ dữ liệu không có cột ngày \"ma_dang_vien\""}},
    {"        of: ngay_sinh\n",
     "",
     {"t.yaml:46:9: type: band needs the key \"of\"",
      "t.yaml:46:9: type: band cần có khóa \"of\""}},
    {", up_to: \"29\"",
     "",
     {"t.yaml:51:13: every band but the last needs up_to, the last has none",
      "t.yaml:51:13: mọi nhóm trừ nhóm cuối cần up_to, nhóm cuối thì không"}},
    {"up_to: \"29\"",
     "up_to: 29x",
     {"t.yaml:51:52: \"29x\" is not a whole number above that of the band before",
      "t.yaml:51:52: \"29x\" không phải số nguyên lớn hơn số của nhóm trước"}},
    {"up_to: \"29\"",
     "least: \"18\", up_to: \"17\"",
     {"t.yaml:51:65: \"17\" is not a whole number above that of the band before",
      "t.yaml:51:65: \"17\" không phải số nguyên lớn hơn số của nhóm trước"}},
    {"up_to: \"29\"",
     "least: 18t, up_to: \"29\"",
     {"t.yaml:51:52: \"18t\" is not a whole number above that of the band before",
      "t.yaml:51:52: \"18t\" không phải số nguyên lớn hơn số của nhóm trước"}},
};

static void bands_rise_and_need_a_date(void)
{
    spec_cases_run(SMALL, load, bands_rise_and_need_a_date_cases,
                   G_N_ELEMENTS(bands_rise_and_need_a_date_cases));
}

static const struct spec_case a_type_takes_only_its_own_keys_cases[] = {
    {"type: count}",
     "type: count, time: yes}",
     {"t.yaml:31:62: type: count does not take the key \"time\"",
      "t.yaml:31:62: type: count không dùng khóa \"time\""}},
    {"type: key, person",
     "type: key, unit: yes, person",
     {"t.yaml:38:68: type: key does not take the key \"unit\"",
      "t.yaml:38:68: type: key không dùng khóa \"unit\""}},
    {"order: falling",
     "order: falling\n        of: nam",
     {"t.yaml:27:13: type: code does not take the key \"of\"",
      "t.yaml:27:13: type: code không dùng khóa \"of\""}},
    {"type: labels",
     "type: key",
     {"t.yaml:43:11: type: key does not take the key \"values\"",
      "t.yaml:43:11: type: key không dùng khóa \"values\""}},
    {"type: labels",
     "type: labels\n        order: rising",
     {"t.yaml:42:16: type: labels does not take the key \"order\"",
      "t.yaml:42:16: type: labels không dùng khóa \"order\""}},
    {"type: key, person",
     "type: code, person",
     {"t.yaml:38:9: type: code needs the key \"values\"",
      "t.yaml:38:9: type: code cần có khóa \"values\""}},
};

static void a_type_takes_only_its_own_keys(void)
{
    spec_cases_run(SMALL, load, a_type_takes_only_its_own_keys_cases,
                   G_N_ELEMENTS(a_type_takes_only_its_own_keys_cases));
}

static const struct spec_case a_dataset_needs_one_time_and_one_unit_cases[] = {
    {"type: year, time: yes",
     "type: year",
     {"t.yaml:14:5: the dataset xep_loai needs one column, and only one, with \"time: yes\"",
      "t.yaml:14:5: bộ dữ liệu xep_loai cần một cột, và chỉ một, có \"time: yes\""}},
    {"type: date}",
     "type: date, time: yes}",
     {"t.yaml:32:5: the dataset ky_luat needs one column, and only one, with \"time: yes\"",
      "t.yaml:32:5: bộ dữ liệu ky_luat cần một cột, và chỉ một, có \"time: yes\""}},
    {"type: key, person",
     "type: labels, person",
     {"t.yaml:32:5: the dataset ky_luat needs one column, and only one, with \"type: labels\"",
      "t.yaml:32:5: bộ dữ liệu ky_luat cần một cột, và chỉ một, có \"type: labels\""}},
    {"type: key, person",
     "type: unit, person",
     {"t.yaml:32:5: the dataset ky_luat needs one column, and only one, with \"unit: yes\"",
      "t.yaml:32:5: bộ dữ liệu ky_luat cần một cột, và chỉ một, có \"unit: yes\""}},
    {"{name: ma_don_vi, label: Mã đơn vị, type: unit}",
     "{name: ma_don_vi, label: Mã đơn vị, type: key}",
     {"t.yaml:32:5: the dataset ky_luat needs one column, and only one, with \"type: unit\"",
      "t.yaml:32:5: bộ dữ liệu ky_luat cần một cột, và chỉ một, có \"type: unit\""}},
};

static void a_dataset_needs_one_time_and_one_unit(void)
{
    spec_cases_run(SMALL, load, a_dataset_needs_one_time_and_one_unit_cases,
                   G_N_ELEMENTS(a_dataset_needs_one_time_and_one_unit_cases));
}

static const struct spec_case a_cap_rule_has_known_words_and_numbers_cases[] = {
    {"percent: \"20\"",
     "percent: 120",
     {"t.yaml:55:14: \"120\" is not a whole number in 1–100, ?",
      "t.yaml:55:14: \"120\" không phải số nguyên trong khoảng 1–100, ?"}},
    {"rounding: floor",
     "rounding: flor",
     {"t.yaml:68:15: unknown name \"flor\" (floor?)", "t.yaml:68:15: tên lạ \"flor\" (floor?)"}},
    {"base: ranked",
     "base: all",
     {"t.yaml:67:11: unknown name \"all\" (good_or_better, good_only, ranked, ?)",
      "t.yaml:67:11: tên lạ \"all\" (good_or_better, good_only, ranked, ?)"}},
    {"level: co_so\n    field",
     "level: xa\n    field",
     {"t.yaml:58:12: unknown level \"xa\" (huyen, co_so, chi_bo)",
      "t.yaml:58:12: cấp lạ \"xa\" (huyen, co_so, chi_bo)"}},
    {"name: tran",
     "name: trần",
     {"t.yaml:54:11: \"trần\" may hold only a-z, 0-9, _",
      "t.yaml:54:11: \"trần\" chỉ được gồm a-z, 0-9, _"}},
};

static void a_cap_rule_has_known_words_and_numbers(void)
{
    spec_cases_run(SMALL, load, a_cap_rule_has_known_words_and_numbers_cases,
                   G_N_ELEMENTS(a_cap_rule_has_known_words_and_numbers_cases));
}

static const struct spec_case cap_rules_of_one_name_share_no_day_cases[] = {
    {"to: 31/12/2023",
     "to: 31/02/2023",
     {"t.yaml:63:9: \"31/02/2023\" is not a date dd/mm/yyyy",
      "t.yaml:63:9: \"31/02/2023\" không phải ngày dạng dd/mm/yyyy"}},
    {"from: 01/01/2024",
     "from: 31/12/2023",
     {"t.yaml:65:5: two rules tran hold on the same day",
      "t.yaml:65:5: hai quy định tran cùng có hiệu lực trong một ngày"}},
    {"from: 01/01/2024",
     "from: 01/01/2024\n    to: 01/01/2023",
     {"t.yaml:75:9: the rule ends on 01/01/2023, before it begins on 01/01/2024",
      "t.yaml:75:9: quy định hết hiệu lực ngày 01/01/2023, trước ngày bắt đầu 01/01/2024"}},
};

static void cap_rules_of_one_name_share_no_day(void)
{
    spec_cases_run(SMALL, load, cap_rules_of_one_name_share_no_day_cases,
                   G_N_ELEMENTS(cap_rules_of_one_name_share_no_day_cases));
}

static void the_cap_rule_is_that_of_the_day(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SMALL);
    const struct cap_rule *before =
        dictionary_cap(dictionary, "tran", date_from_civil(2023, 12, 31));
    const struct cap_rule *after = dictionary_cap(dictionary, "tran", date_from_civil(2024, 1, 1));
    CU_ASSERT_STRING_EQUAL(before->percent, "20");
    CU_ASSERT_STRING_EQUAL(after->percent, "15");
    CU_ASSERT_PTR_NULL(dictionary_cap(dictionary, "tran_20", date_from_civil(2024, 1, 1)));
}

static void a_class_reaches_those_below_it_in_a_falling_order(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SMALL);
    const struct dataset *dataset = dictionary_dataset(dictionary, "xep_loai");
    const struct column *column = &dataset->columns[dataset_column(dataset, "xep_loai")];
    int tot = column_value(column, "tot");
    CU_ASSERT_TRUE(column_reaches(column, column_value(column, "xuat_sac"), tot));
    CU_ASSERT_TRUE(column_reaches(column, tot, tot));
    CU_ASSERT_FALSE(column_reaches(column, tot, column_value(column, "xuat_sac")));
    CU_ASSERT_FALSE(column_reaches(column, column_value(column, "mien"), tot));
    CU_ASSERT_FALSE(column_reaches(column, -1, tot));
}

static void a_field_is_a_column_or_belongs_to_the_unit(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SMALL);
    const struct dataset *dataset = dictionary_dataset(dictionary, "ky_luat");
    CU_ASSERT_STRING_EQUAL(dictionary_field(dictionary, dataset, "nhom")->name, "nhom");
    CU_ASSERT_EQUAL(dictionary_field(dictionary, dataset, "cap")->values_count, 3);
    CU_ASSERT_PTR_NULL(dictionary_field(dictionary, dataset, "so_luong"));
    CU_ASSERT_EQUAL(dataset_column(dataset, "so_luong"), -1);
}

/* Codes of DESIGN.md, section 5, in the order in which reports print them. */
static const struct {
    const char *dataset, *column, *codes;
} shipped_codes[] = {
    {"xep_loai", "xep_loai", "xuat_sac tot hoan_thanh khong_hoan_thanh mien chua_xep_loai"},
    {"xep_loai_dang_vien", "xep_loai",
     "xuat_sac tot hoan_thanh khong_hoan_thanh mien chua_xep_loai"},
    {"ky_luat", "hinh_thuc", "khien_trach canh_cao cach_chuc khai_tru giai_tan"},
    {"ky_luat", "doi_tuong", "dang_vien to_chuc"},
    {"trinh_do", "chuyen_mon", "chua_qua so_cap trung_cap cao_dang dai_hoc thac_si tien_si"},
    {"trinh_do", "ly_luan_chinh_tri", "chua_qua so_cap trung_cap cao_cap cu_nhan"},
    {"trinh_do", "gioi_tinh", "nam nu"},
    {"trinh_do", "nhom_tuoi", "duoi_30 30_39 40_49 50_59 60_tro_len"},
    {"chi_bo_kieu_mau", "giai_doan", "dang_ky cong_nhan"},
    {"sinh_hoat", "dung_so_tay", "co khong"},
    {"can_bo_chu_chot", "nguoi_dia_phuong", "co khong"},
    {"don_vi", "cap", "tinh huyen co_so bo_phan chi_bo"},
};

static void the_shipped_dictionary_has_the_fixed_codes(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SHIPPED);
    for (guint i = 0; i < G_N_ELEMENTS(shipped_codes); i++) {
        const struct dataset *dataset = dictionary_dataset(dictionary, shipped_codes[i].dataset);
        CU_ASSERT_PTR_NOT_NULL_FATAL(dataset);
        int index = dataset_column(dataset, shipped_codes[i].column);
        CU_ASSERT_FATAL(index >= 0);
        g_autoptr(GString) codes = g_string_new(NULL);
        for (unsigned k = 0; k < dataset->columns[index].values_count; k++)
            g_string_append_printf(codes, "%s%s", k > 0 ? " " : "",
                                   dataset->columns[index].values[k].code);
        CU_ASSERT_STRING_EQUAL(codes->str, shipped_codes[i].codes);
    }
}

static void no_shipped_dataset_reads_names_of_persons(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SHIPPED);
    for (unsigned i = 0; i < dictionary->datasets_count; i++)
        CU_ASSERT_EQUAL(dataset_column(&dictionary->datasets[i], "ho_ten"), -1);
    const struct dataset *dataset = dictionary_dataset(dictionary, "trinh_do");
    CU_ASSERT_TRUE(dataset->columns[dataset_column(dataset, "ma_can_bo")].person);
    CU_ASSERT_TRUE(dataset->columns[dataset_column(dataset, "ngay_sinh")].person);
}

static void a_fact_belongs_to_the_marked_unit(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SHIPPED);
    const struct dataset *moved = dictionary_dataset(dictionary, "luan_chuyen");
    const struct dataset *stock = dictionary_dataset(dictionary, "can_bo_chu_chot");
    CU_ASSERT_EQUAL(dataset_unit_column(moved), dataset_column(moved, "den_don_vi"));
    CU_ASSERT_EQUAL(dataset_time_column(moved), dataset_column(moved, "ngay"));
    CU_ASSERT_EQUAL(dataset_unit_column(stock), dataset_column(stock, "ma_don_vi"));
}

static void joined_names_end_where_the_count_says(void)
{
    char *item[] = {(char *)"year", (char *)"range", (char *)"beyond"};
    g_autofree char *two = names_join(&(struct names){item, 2});
    g_autofree char *none = names_join(&(struct names){NULL, 0});
    CU_ASSERT_STRING_EQUAL(two, "year, range");
    CU_ASSERT_STRING_EQUAL(none, "");
}

static void a_level_is_what_its_day_says(void)
{
    static const struct {
        const char *kind, *day;
        const char *label; /* NULL: what the level says */
        gboolean lifted;
    } cases[] = {
        {"xa", "2025-06-30", "Tổ chức cơ sở đảng", FALSE},
        {"xa", "2025-07-01", "Đảng bộ cấp trên trực tiếp cơ sở", TRUE},
        {"dac_khu", "2026-07-25", "Đảng bộ cấp trên trực tiếp cơ sở", TRUE},
        {"phuong", "2026-07-26", "Đảng bộ cơ sở", FALSE},
        {"thi_tran", "2026-07-26", NULL, FALSE},
        {"doanh_nghiep", "2025-12-31", NULL, FALSE},
    };
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(SHIPPED);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        date day = fixture_day(cases[i].day);
        const struct level_rule *rule = dictionary_level(dictionary, "co_so", cases[i].kind, day);
        CU_ASSERT_EQUAL(g_strcmp0(rule != NULL ? rule->label : NULL, cases[i].label), 0);
        CU_ASSERT_EQUAL(dictionary_lifts(dictionary, "co_so", cases[i].kind, day), cases[i].lifted);
    }
    CU_ASSERT_PTR_NULL(dictionary_level(dictionary, "chi_bo", "xa", fixture_day("2025-12-31")));
    g_autoptr(GArray) days = dictionary_level_days(dictionary);
    CU_ASSERT_EQUAL_FATAL(days->len, 2);
    CU_ASSERT_EQUAL(g_array_index(days, date, 0), fixture_day("2025-07-01"));
    CU_ASSERT_EQUAL(g_array_index(days, date, 1), fixture_day("2026-07-26"));
}

static CU_TestInfo tests[] = {
    {"joined names end where the count says", joined_names_end_where_the_count_says},
    {"names are codes and stand once", names_are_codes_and_stand_once},
    {"two names that read the same are refused", two_names_that_read_the_same_are_refused},
    {"the code of an open value is its folded label",
     the_code_of_an_open_value_is_its_folded_label},
    {"lists name columns and levels that exist", lists_name_columns_and_levels_that_exist},
    {"bands rise and need a date", bands_rise_and_need_a_date},
    {"a type takes only its own keys", a_type_takes_only_its_own_keys},
    {"a dataset needs one time and one unit", a_dataset_needs_one_time_and_one_unit},
    {"a cap rule has known words and numbers", a_cap_rule_has_known_words_and_numbers},
    {"cap rules of one name share no day", cap_rules_of_one_name_share_no_day},
    {"the cap rule is that of the day", the_cap_rule_is_that_of_the_day},
    {"a class reaches those below it in a falling order",
     a_class_reaches_those_below_it_in_a_falling_order},
    {"a field is a column or belongs to the unit", a_field_is_a_column_or_belongs_to_the_unit},
    {"the shipped dictionary has the fixed codes", the_shipped_dictionary_has_the_fixed_codes},
    {"no shipped dataset reads names of persons", no_shipped_dataset_reads_names_of_persons},
    {"a fact belongs to the marked unit", a_fact_belongs_to_the_marked_unit},
    {"a level is what its day says", a_level_is_what_its_day_says},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo dictionary_suite = {"dictionary", NULL, NULL, NULL, NULL, tests};
