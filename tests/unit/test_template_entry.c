#include "template_case.h"

static const struct spec_case a_condition_names_a_field_that_can_be_tested_cases[] = {
    {"field: cap",
     "field: cấp",
     {"t.yaml:9:16: the dataset has no column \"cấp\" (cap?)",
      "t.yaml:9:16: bộ dữ liệu không có cột \"cấp\" (cap?)"}},
    {"field: xep_loai",
     "field: nam",
     {"t.yaml:19:20: a field of type year cannot be used here: \"nam\"",
      "t.yaml:19:20: trường kiểu year không dùng được ở đây: \"nam\""}},
    {"field: xep_loai",
     "field: so_luong",
     {"t.yaml:20:23: \"tot\" is not a number with two decimals at most, as 72,5",
      "t.yaml:20:23: \"tot\" không phải số có nhiều nhất hai chữ số thập phân, như 72,5"}},
};

static void a_condition_names_a_field_that_can_be_tested(void)
{
    spec_cases_run(CORRECT, template_case_load, a_condition_names_a_field_that_can_be_tested_cases,
                   G_N_ELEMENTS(a_condition_names_a_field_that_can_be_tested_cases));
}

static const struct spec_case a_condition_makes_exactly_one_test_cases[] = {
    {"is: [chi_bo]",
     "is: [chi_bo]\n        at_least: chi_bo",
     {"t.yaml:9:9: exactly one of these keys is needed: is, is_not, at_least, at_most, above, "
      "below, leads, blank",
      "t.yaml:9:9: cần đúng một trong các khóa: is, is_not, at_least, at_most, above, below, "
      "leads, blank"}},
    {"        is: [chi_bo]\n",
     "",
     {"t.yaml:9:9: exactly one of these keys is needed: is, is_not, at_least, at_most, above, "
      "below, leads, blank",
      "t.yaml:9:9: cần đúng một trong các khóa: is, is_not, at_least, at_most, above, below, "
      "leads, blank"}},
};

static void a_condition_makes_exactly_one_test(void)
{
    spec_cases_run(CORRECT, template_case_load, a_condition_makes_exactly_one_test_cases,
                   G_N_ELEMENTS(a_condition_makes_exactly_one_test_cases));
}

static const struct spec_case values_of_a_closed_list_exist_cases[] = {
    {"is: [chi_bo]",
     "is: [chibo]",
     {"t.yaml:10:14: the field has no value \"chibo\" (chi_bo?)",
      "t.yaml:10:14: trường không có giá trị \"chibo\" (chi_bo?)"}},
    {"is: [chi_bo]",
     "is_not: [chibo]",
     {"t.yaml:10:18: the field has no value \"chibo\" (chi_bo?)",
      "t.yaml:10:18: trường không có giá trị \"chibo\" (chi_bo?)"}},
    {"except: [mien]",
     "except: [miễn]",
     {"t.yaml:50:18: the field has no value \"miễn\" (mien?)",
      "t.yaml:50:18: trường không có giá trị \"miễn\" (mien?)"}},
};

static void values_of_a_closed_list_exist(void)
{
    spec_cases_run(CORRECT, template_case_load, values_of_a_closed_list_exist_cases,
                   G_N_ELEMENTS(values_of_a_closed_list_exist_cases));
}

static const struct spec_case values_of_an_open_list_are_codes_cases[] = {
    {"by: nhom\n",
     "by: nhom\n        except: [Quản lý]\n",
     {"t.yaml:33:18: \"Quản lý\" may hold only a-z, 0-9, _",
      "t.yaml:33:18: \"Quản lý\" chỉ được gồm a-z, 0-9, _"}},
};

static void values_of_an_open_list_are_codes(void)
{
    spec_cases_run(CORRECT, template_case_load, values_of_an_open_list_are_codes_cases,
                   G_N_ELEMENTS(values_of_an_open_list_are_codes_cases));
}

static const struct spec_case only_an_order_has_a_least_cases[] = {
    {"is: [chi_bo]",
     "at_least: chi_bo",
     {"t.yaml:10:19: the values of \"cap\" have no order",
      "t.yaml:10:19: các giá trị của \"cap\" không có thứ tự"}},
    {"at_least: tot",
     "at_least: mien",
     {"t.yaml:20:23: \"mien\" stands outside the order of \"xep_loai\"",
      "t.yaml:20:23: \"mien\" đứng ngoài thứ tự của \"xep_loai\""}},
    {"at_least: tot",
     "at_least: to",
     {"t.yaml:20:23: the field has no value \"to\" (xuat_sac, tot, mien)",
      "t.yaml:20:23: trường không có giá trị \"to\" (xuat_sac, tot, mien)"}},
};

static void only_an_order_has_a_least(void)
{
    spec_cases_run(CORRECT, template_case_load, only_an_order_has_a_least_cases,
                   G_N_ELEMENTS(only_an_order_has_a_least_cases));
}

static const struct spec_case rows_and_columns_are_by_something_that_exists_cases[] = {
    {"by: nhom\n",
     "by: nhóm\n",
     {"t.yaml:32:13: nothing to list by \"nhóm\" (nhom?)",
      "t.yaml:32:13: không thể chia theo \"nhóm\" (nhom?)"}},
    {"by: nhom\n",
     "by: ngay\n",
     {"t.yaml:32:13: a field of type date cannot be used here: \"ngay\"",
      "t.yaml:32:13: trường kiểu date không dùng được ở đây: \"ngay\""}},
    {"by: year",
     "by: month",
     {"t.yaml:45:13: rows of the dataset xep_loai do not tell their month",
      "t.yaml:45:13: các dòng của bộ dữ liệu xep_loai không cho biết month"}},
    {"- by: nhom_tuoi",
     "- by: nhom_tuoi\n        code: x\n        label: X",
     {"t.yaml:34:9: exactly one of these keys is needed: by, code",
      "t.yaml:34:9: cần đúng một trong các khóa: by, code"}},
};

static void rows_and_columns_are_by_something_that_exists(void)
{
    spec_cases_run(CORRECT, template_case_load, rows_and_columns_are_by_something_that_exists_cases,
                   G_N_ELEMENTS(rows_and_columns_are_by_something_that_exists_cases));
}

static const struct spec_case groups_are_levels_above_cases[] = {
    {"group: huyen",
     "group: chi_bo",
     {"t.yaml:13:16: unknown level \"chi_bo\" (huyen)", "t.yaml:13:16: cấp lạ \"chi_bo\" (huyen)"}},
    {"by: co_so\n        group: huyen",
     "by: year\n        group: huyen",
     {"t.yaml:13:16: by: year does not take the key \"group\"",
      "t.yaml:13:16: by: year không dùng khóa \"group\""}},
};

static void groups_are_levels_above(void)
{
    spec_cases_run(CORRECT, template_case_load, groups_are_levels_above_cases,
                   G_N_ELEMENTS(groups_are_levels_above_cases));
}

static const struct spec_case the_last_years_are_a_number_of_years_cases[] = {
    {"last: \"5\"",
     "last: five",
     {"t.yaml:46:15: \"five\" is not a whole number in 1–100",
      "t.yaml:46:15: \"five\" không phải số nguyên trong khoảng 1–100"}},
    {"by: year\n        last: \"5\"",
     "by: unit\n        last: \"5\"",
     {"t.yaml:46:15: by: unit does not take the key \"last\"",
      "t.yaml:46:15: by: unit không dùng khóa \"last\""}},
};

static void the_last_years_are_a_number_of_years(void)
{
    spec_cases_run(CORRECT, template_case_load, the_last_years_are_a_number_of_years_cases,
                   G_N_ELEMENTS(the_last_years_are_a_number_of_years_cases));
}

static const struct spec_case an_entry_of_one_code_has_a_label_cases[] = {
    {"        label: Tốt trở lên\n",
     "",
     {"t.yaml:16:9: code needs the key \"label\"", "t.yaml:16:9: code cần có khóa \"label\""}},
    {"code: tot_tro_len",
     "code: total",
     {"t.yaml:16:15: the word \"total\" has a meaning of its own and cannot be used here",
      "t.yaml:16:15: từ \"total\" đã có nghĩa riêng, không dùng được ở đây"}},
    {"code: tot_tro_len",
     "code: Tốt",
     {"t.yaml:16:15: \"Tốt\" may hold only a-z, 0-9, _",
      "t.yaml:16:15: \"Tốt\" chỉ được gồm a-z, 0-9, _"}},
    {"code: tot_tro_len",
     "code: tot",
     {"t.yaml:15:7: \"tot\" stands here a second time",
      "t.yaml:15:7: \"tot\" xuất hiện lần thứ hai"}},
    {"by: co_so\n        group: huyen",
     "by: co_so\n        label: Cơ sở",
     {"t.yaml:13:16: by: co_so does not take the key \"label\"",
      "t.yaml:13:16: by: co_so không dùng khóa \"label\""}},
    {"label: Tốt trở lên",
     "label: Tốt trở lên\n        except: [mien]",
     {"t.yaml:18:17: code: tot_tro_len does not take the key \"except\"",
      "t.yaml:18:17: code: tot_tro_len không dùng khóa \"except\""}},
};

static void an_entry_of_one_code_has_a_label(void)
{
    spec_cases_run(CORRECT, template_case_load, an_entry_of_one_code_has_a_label_cases,
                   G_N_ELEMENTS(an_entry_of_one_code_has_a_label_cases));
}

static const struct spec_case sums_are_of_counts_and_distinct_counts_of_keys_cases[] = {
    {"sum: so_luong",
     "sum: so_luog",
     {"t.yaml:43:10: the dataset has no column \"so_luog\" (so_luong?)",
      "t.yaml:43:10: bộ dữ liệu không có cột \"so_luog\" (so_luong?)"}},
    {"sum: so_luong",
     "sum: nam",
     {"t.yaml:43:10: a field of type year cannot be used here: \"nam\"",
      "t.yaml:43:10: trường kiểu year không dùng được ở đây: \"nam\""}},
    {"sum: so_luong",
     "distinct: so_luong",
     {"t.yaml:43:15: a field of type count cannot be used here: \"so_luong\"",
      "t.yaml:43:15: trường kiểu count không dùng được ở đây: \"so_luong\""}},
    {"sum: so_luong",
     "sum: so_luong\n    distinct: ma_don_vi",
     {"t.yaml:44:15: sum does not take the key \"distinct\"",
      "t.yaml:44:15: sum không dùng khóa \"distinct\""}},
};

static void sums_are_of_counts_and_distinct_counts_of_keys(void)
{
    spec_cases_run(CORRECT, template_case_load,
                   sums_are_of_counts_and_distinct_counts_of_keys_cases,
                   G_N_ELEMENTS(sums_are_of_counts_and_distinct_counts_of_keys_cases));
}

static CU_TestInfo tests[] = {
    {"a condition names a field that can be tested", a_condition_names_a_field_that_can_be_tested},
    {"a condition makes exactly one test", a_condition_makes_exactly_one_test},
    {"values of a closed list exist", values_of_a_closed_list_exist},
    {"values of an open list are codes", values_of_an_open_list_are_codes},
    {"only an order has a least", only_an_order_has_a_least},
    {"rows and columns are by something that exists",
     rows_and_columns_are_by_something_that_exists},
    {"groups are levels above", groups_are_levels_above},
    {"the last years are a number of years", the_last_years_are_a_number_of_years},
    {"an entry of one code has a label", an_entry_of_one_code_has_a_label},
    {"sums are of counts and distinct counts of keys",
     sums_are_of_counts_and_distinct_counts_of_keys},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo template_entry_suite = {"template_entry", NULL, NULL, NULL, NULL, tests};
