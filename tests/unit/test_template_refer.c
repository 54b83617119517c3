#include "template_case.h"

#include "spec/placeholder.h"

static const struct spec_case a_measure_has_the_keys_it_needs_and_no_others_cases[] = {
    {"        of: share_row\n",
     "",
     {"t.yaml:23:9: show: diff_pp needs the key \"of\"",
      "t.yaml:23:9: show: diff_pp cần có khóa \"of\""}},
    {"        against: last_year\n",
     "",
     {"t.yaml:23:9: show: diff_pp needs the key \"against\"",
      "t.yaml:23:9: show: diff_pp cần có khóa \"against\""}},
    {"show: rate_1000",
     "show: share_row",
     {"t.yaml:38:15: show: share_row does not take the key \"over\"",
      "t.yaml:38:15: show: share_row không dùng khóa \"over\""}},
    {"of: share_row",
     "of: index",
     {"t.yaml:24:13: \"index\" is not a share; points are a difference of shares",
      "t.yaml:24:13: \"index\" không phải tỷ lệ; điểm phần trăm là hiệu của hai tỷ lệ"}},
    {"      - show: share_base\n        over: total",
     "      - show: count",
     {"t.yaml:53:9: \"count\" stands here a second time",
      "t.yaml:53:9: \"count\" xuất hiện lần thứ hai"}},
};

static void a_measure_has_the_keys_it_needs_and_no_others(void)
{
    spec_cases_run(CORRECT, template_case_load, a_measure_has_the_keys_it_needs_and_no_others_cases,
                   G_N_ELEMENTS(a_measure_has_the_keys_it_needs_and_no_others_cases));
}

static const struct spec_case a_measure_refers_to_columns_of_the_table_cases[] = {
    {"against: last_year",
     "against: last_yaer",
     {"t.yaml:25:18: the table has no column \"last_yaer\" (last_year?)",
      "t.yaml:25:18: bảng không có cột \"last_yaer\" (last_year?)"}},
    {"only: [tot_tro_len]",
     "only: [tot_tro_le]",
     {"t.yaml:26:16: the table has no column \"tot_tro_le\" (tot_tro_len?)",
      "t.yaml:26:16: bảng không có cột \"tot_tro_le\" (tot_tro_len?)"}},
    {"        over: total",
     "        over: tong",
     {"t.yaml:54:15: the table has no column \"tong\" (xuat_sac, tot, total)",
      "t.yaml:54:15: bảng không có cột \"tong\" (xuat_sac, tot, total)"}},
};

static void a_measure_refers_to_columns_of_the_table(void)
{
    spec_cases_run(CORRECT, template_case_load, a_measure_refers_to_columns_of_the_table_cases,
                   G_N_ELEMENTS(a_measure_refers_to_columns_of_the_table_cases));
}

static const struct spec_case a_rate_may_stand_over_another_table_cases[] = {
    {"over: chi-bo/total",
     "over: chibo/total",
     {"t.yaml:38:15: the template has no table \"chibo\" (chi-bo?)",
      "t.yaml:38:15: mẫu không có bảng \"chibo\" (chi-bo?)"}},
    {"over: chi-bo/total",
     "over: chi-bo/tong",
     {"t.yaml:38:15: the table has no column \"tong\" (xuat_sac, tot, mien, tot_tro_len, total)",
      "t.yaml:38:15: bảng không có cột \"tong\" (xuat_sac, tot, mien, tot_tro_len, total)"}},
    {"over: chi-bo/total",
     "over: thieu/total",
     {"t.yaml:38:15: the table \"thieu\" has no figures for this",
      "t.yaml:38:15: bảng \"thieu\" không có số liệu cho việc này"}},
    {"show: rate_1000",
     "show: share_base",
     {"t.yaml:38:15: only rate_1000 may stand over another table: \"chi-bo/total\"",
      "t.yaml:38:15: chỉ rate_1000 được lấy mẫu số ở bảng khác: \"chi-bo/total\""}},
};

static void a_rate_may_stand_over_another_table(void)
{
    spec_cases_run(CORRECT, template_case_load, a_rate_may_stand_over_another_table_cases,
                   G_N_ELEMENTS(a_rate_may_stand_over_another_table_cases));
}

static const struct spec_case a_chart_draws_what_a_table_shows_cases[] = {
    {"    table: chi-bo\n",
     "    table: chi_bo\n",
     {"t.yaml:68:12: the template has no table \"chi_bo\" (chi-bo?)",
      "t.yaml:68:12: mẫu không có bảng \"chi_bo\" (chi-bo?)"}},
    {"    table: chi-bo\n",
     "    table: thieu\n",
     {"t.yaml:68:12: the table \"thieu\" has no figures for this",
      "t.yaml:68:12: bảng \"thieu\" không có số liệu cho việc này"}},
    {"    columns: [tot_tro_len]\ntext",
     "    columns: [tot]\ntext",
     {"t.yaml:70:14: the table does not show the measure \"diff_pp\" there (count)",
      "t.yaml:70:14: bảng không có chỉ tiêu \"diff_pp\" tại đó (count)"}},
    {"    columns: [tot_tro_len]\ntext",
     "    columns: [totals]\ntext",
     {"t.yaml:71:15: the table has no column \"totals\" (total?)",
      "t.yaml:71:15: bảng không có cột \"totals\" (total?)"}},
    {"measure: diff_pp\n    columns: [tot_tro_len]",
     "measure: index",
     {"t.yaml:70:14: the table does not show the measure \"index\" there (–)",
      "t.yaml:70:14: bảng không có chỉ tiêu \"index\" tại đó (–)"}},
};

static void a_chart_draws_what_a_table_shows(void)
{
    spec_cases_run(CORRECT, template_case_load, a_chart_draws_what_a_table_shows_cases,
                   G_N_ELEMENTS(a_chart_draws_what_a_table_shows_cases));
}

static const struct spec_case a_chart_draws_as_many_columns_as_its_kind_cases[] = {
    {"kind: ranked_bar",
     "kind: pyramid",
     {"t.yaml:67:5: a chart of kind pyramid draws exactly 2 column(s)",
      "t.yaml:67:5: biểu đồ loại pyramid vẽ đúng 2 cột"}},
    {"measure: diff_pp\n    columns: [tot_tro_len]",
     "measure: count",
     {"t.yaml:67:5: a chart of kind ranked_bar draws exactly 1 column(s)",
      "t.yaml:67:5: biểu đồ loại ranked_bar vẽ đúng 1 cột"}},
};

static void a_chart_draws_as_many_columns_as_its_kind(void)
{
    spec_cases_run(CORRECT, template_case_load, a_chart_draws_as_many_columns_as_its_kind_cases,
                   G_N_ELEMENTS(a_chart_draws_as_many_columns_as_its_kind_cases));
}

static const struct spec_case titles_take_the_period_and_the_day_only_cases[] = {
    {"title: Báo cáo {period}",
     "title: Báo cáo {perod}",
     {"t.yaml:2:8: \"{perod}\" is no placeholder ({period}?)",
      "t.yaml:2:8: \"{perod}\" không phải chỗ điền hợp lệ ({period}?)"}},
    {"title: Nội dung",
     "title: Nội dung {chi-bo/total/total/count}",
     {"t.yaml:28:12: \"{chi-bo/total/total/count}\" is no placeholder ({period}, {as_of})",
      "t.yaml:28:12: \"{chi-bo/total/total/count}\" không phải chỗ điền hợp lệ ({period}, "
      "{as_of})"}},
    {"kind: ranked_bar",
     "kind: ranked_bar\n    title: Biểu đồ {",
     {"t.yaml:70:12: \"{\" is no placeholder ({period}, {as_of})",
      "t.yaml:70:12: \"{\" không phải chỗ điền hợp lệ ({period}, {as_of})"}},
};

static void titles_take_the_period_and_the_day_only(void)
{
    spec_cases_run(CORRECT, template_case_load, titles_take_the_period_and_the_day_only_cases,
                   G_N_ELEMENTS(titles_take_the_period_and_the_day_only_cases));
}

static const struct spec_case a_figure_in_a_text_is_in_the_report_cases[] = {
    {"at: cover",
     "at: covr",
     {"t.yaml:73:9: the template has no table \"covr\" (cover?)",
      "t.yaml:73:9: mẫu không có bảng \"covr\" (cover?)"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{chi-bo/total/count}",
     {"t.yaml:74:11: \"{chi-bo/total/count}\" is no placeholder ({period}, {as_of}, "
      "{table/row/column/measure})",
      "t.yaml:74:11: \"{chi-bo/total/count}\" không phải chỗ điền hợp lệ ({period}, {as_of}, "
      "{table/row/column/measure})"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{chibo/total/xuat_sac/count}",
     {"t.yaml:74:11: the template has no table \"chibo\" (chi-bo?)",
      "t.yaml:74:11: mẫu không có bảng \"chibo\" (chi-bo?)"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{theo-nam/total/xuat_sac/count}",
     {"t.yaml:74:11: the table has no row \"total\" (–)",
      "t.yaml:74:11: bảng không có dòng \"total\" (–)"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{noi-dung/khac/duoi_31/count}",
     {"t.yaml:74:11: the table has no column \"duoi_31\" (duoi_30?)",
      "t.yaml:74:11: bảng không có cột \"duoi_31\" (duoi_30?)"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{chi-bo/total/xuat_sac/share_row}",
     {"t.yaml:74:11: the table does not show the measure \"share_row\" there (count)",
      "t.yaml:74:11: bảng không có chỉ tiêu \"share_row\" tại đó (count)"}},
    {"{chi-bo/total/xuat_sac/count}",
     "{thieu/total/xuat_sac/count}",
     {"t.yaml:74:11: the table \"thieu\" has no figures for this",
      "t.yaml:74:11: bảng \"thieu\" không có số liệu cho việc này"}},
    {"ty_le_gom/share_base",
     "ty_le_gom/count",
     {"t.yaml:74:11: the table does not show the measure \"count\" there (share_base)",
      "t.yaml:74:11: bảng không có chỉ tiêu \"count\" tại đó (share_base)"}},
    {"body: Có",
     "body: Có }",
     {"t.yaml:74:11: \"}\" is no placeholder ({period}, {as_of}, {table/row/column/measure})",
      "t.yaml:74:11: \"}\" không phải chỗ điền hợp lệ ({period}, {as_of}, "
      "{table/row/column/measure})"}},
};

static void a_figure_in_a_text_is_in_the_report(void)
{
    spec_cases_run(CORRECT, template_case_load, a_figure_in_a_text_is_in_the_report_cases,
                   G_N_ELEMENTS(a_figure_in_a_text_is_in_the_report_cases));
}

static void a_figure_is_split_into_its_parts(void)
{
    const char *text = "Có {chi-bo/34.1/total/count}.";
    g_auto(placeholder_t) found = {0};
    placeholder_find(text, 0, &found);
    CU_ASSERT_EQUAL_FATAL(found.kind, PLACEHOLDER_FIGURE);
    CU_ASSERT_STRING_EQUAL(found.row, "34.1");
    CU_ASSERT_STRING_EQUAL(found.column, "*");
    CU_ASSERT_STRING_EQUAL(&text[found.end], ".");
}

static void a_text_without_braces_has_no_placeholder(void)
{
    g_auto(placeholder_t) found = {0};
    placeholder_find("{period} nay", 8, &found);
    CU_ASSERT_EQUAL(found.kind, PLACEHOLDER_NONE);
    CU_ASSERT_EQUAL(found.end, 12);
}

static CU_TestInfo tests[] = {
    {"a measure has the keys it needs and no others",
     a_measure_has_the_keys_it_needs_and_no_others},
    {"a measure refers to columns of the table", a_measure_refers_to_columns_of_the_table},
    {"a rate may stand over another table", a_rate_may_stand_over_another_table},
    {"a chart draws what a table shows", a_chart_draws_what_a_table_shows},
    {"a chart draws as many columns as its kind", a_chart_draws_as_many_columns_as_its_kind},
    {"titles take the period and the day only", titles_take_the_period_and_the_day_only},
    {"a figure in a text is in the report", a_figure_in_a_text_is_in_the_report},
    {"a figure is split into its parts", a_figure_is_split_into_its_parts},
    {"a text without braces has no placeholder", a_text_without_braces_has_no_placeholder},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo template_refer_suite = {"template_refer", NULL, NULL, NULL, NULL, tests};
