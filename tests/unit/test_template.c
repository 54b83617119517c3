#include "template_case.h"

static const struct spec_case a_template_names_periods_that_exist_cases[] = {
    {"periods: [year, month]",
     "periods: [yaer]",
     {"t.yaml:3:11: unknown kind of period \"yaer\" (year?)",
      "t.yaml:3:11: không có loại kỳ \"yaer\" (year?)"}},
};

static void a_template_names_periods_that_exist(void)
{
    spec_cases_run(CORRECT, template_case_load, a_template_names_periods_that_exist_cases,
                   G_N_ELEMENTS(a_template_names_periods_that_exist_cases));
}

static const struct spec_case ids_stand_once_and_hold_small_letters_cases[] = {
    {"template: mau",
     "template: Mẫu",
     {"t.yaml:1:11: \"Mẫu\" may hold only a-z, 0-9, -",
      "t.yaml:1:11: \"Mẫu\" chỉ được gồm a-z, 0-9, -"}},
    {"id: noi-dung",
     "id: chi-bo",
     {"t.yaml:27:9: \"chi-bo\" stands here a second time",
      "t.yaml:27:9: \"chi-bo\" xuất hiện lần thứ hai"}},
    {"id: noi-dung",
     "id: nội-dung",
     {"t.yaml:27:9: \"nội-dung\" may hold only a-z, 0-9, -",
      "t.yaml:27:9: \"nội-dung\" chỉ được gồm a-z, 0-9, -"}},
    {"id: noi-dung",
     "id: cover",
     {"t.yaml:27:9: the word \"cover\" has a meaning of its own and cannot be used here",
      "t.yaml:27:9: từ \"cover\" đã có nghĩa riêng, không dùng được ở đây"}},
    {"charts:\n",
     "charts:\n  - {id: chi-bo, table: noi-dung, kind: line, measure: count}\n",
     {"t.yaml:68:9: \"chi-bo\" stands here a second time",
      "t.yaml:68:9: \"chi-bo\" xuất hiện lần thứ hai"}},
    {"charts:\n",
     "charts:\n  - {id: moi, table: noi-dung, kind: heat, measure: count, threshold: '9'}\n",
     {"t.yaml:67:71: kind: heat does not take the key \"threshold\"",
      "t.yaml:67:71: kind: heat không dùng khóa \"threshold\""}},
    {"charts:\n",
     "charts:\n  - {id: moi, table: noi-dung, kind: line, measure: count, threshold: '9%'}\n",
     {"t.yaml:67:71: \"9%\" is not a whole number in 0–1000000000",
      "t.yaml:67:71: \"9%\" không phải số nguyên trong khoảng 0–1000000000"}},
};

static void ids_stand_once_and_hold_small_letters(void)
{
    spec_cases_run(CORRECT, template_case_load, ids_stand_once_and_hold_small_letters_cases,
                   G_N_ELEMENTS(ids_stand_once_and_hold_small_letters_cases));
}

static const struct spec_case a_table_counts_a_dataset_that_exists_cases[] = {
    {"from: ky_luat",
     "from: kyluat",
     {"t.yaml:29:11: no dataset \"kyluat\" to count (ky_luat?)",
      "t.yaml:29:11: không có bộ dữ liệu \"kyluat\" để đếm (ky_luat?)"}},
    {"from: ky_luat",
     "from: don_vi",
     {"t.yaml:29:11: no dataset \"don_vi\" to count (xep_loai, ky_luat)",
      "t.yaml:29:11: không có bộ dữ liệu \"don_vi\" để đếm (xep_loai, ky_luat)"}},
};

static void a_table_counts_a_dataset_that_exists(void)
{
    spec_cases_run(CORRECT, template_case_load, a_table_counts_a_dataset_that_exists_cases,
                   G_N_ELEMENTS(a_table_counts_a_dataset_that_exists_cases));
}

static const struct spec_case each_kind_of_table_has_its_own_keys_cases[] = {
    {"    rule: tran\n",
     "",
     {"t.yaml:55:5: kind: cap needs the key \"rule\"",
      "t.yaml:55:5: kind: cap cần có khóa \"rule\""}},
    {"rule: tran\n",
     "rule: trần\n",
     {"t.yaml:58:11: the dictionary has no cap rule \"trần\" (tran?)",
      "t.yaml:58:11: từ điển không có quy định giới hạn \"trần\" (tran?)"}},
    {"kind: cap\n    rule: tran\n    from: xep_loai",
     "kind: cap\n    rule: tran\n    from: ky_luat",
     {"t.yaml:59:11: the dataset ky_luat has no classes \"xep_loai\" to apply a cap to",
      "t.yaml:59:11: bộ dữ liệu ky_luat không có các mức \"xep_loai\" để tính giới hạn"}},
    {"kind: missing\n    from: xep_loai",
     "kind: missing\n    from: ky_luat",
     {"t.yaml:65:11: the dataset ky_luat does not say who should report (reported_by)",
      "t.yaml:65:11: bộ dữ liệu ky_luat không nêu cấp nào phải báo cáo (reported_by)"}},
    {"kind: missing",
     "kind: missing\n    sum: so_luong",
     {"t.yaml:65:10: kind: missing does not take the key \"sum\"",
      "t.yaml:65:10: kind: missing không dùng khóa \"sum\""}},
    {"    measures:\n      - show: count\n      - show: share_base\n        over: total\n",
     "",
     {"t.yaml:40:5: kind: crosstab needs the key \"measures\"",
      "t.yaml:40:5: kind: crosstab cần có khóa \"measures\""}},
    {"    from: xep_loai\n    sum",
     "    from: xep_loai\n    rule: tran\n    sum",
     {"t.yaml:43:11: kind: crosstab does not take the key \"rule\"",
      "t.yaml:43:11: kind: crosstab không dùng khóa \"rule\""}},
};

static void each_kind_of_table_has_its_own_keys(void)
{
    spec_cases_run(CORRECT, template_case_load, each_kind_of_table_has_its_own_keys_cases,
                   G_N_ELEMENTS(each_kind_of_table_has_its_own_keys_cases));
}

static const struct spec_case mentions_need_rows_or_columns_of_the_field_cases[] = {
    {"by: nhom\n",
     "by: unit\n",
     {"t.yaml:30:12: mentions are counted by rows or columns of \"nhom\"",
      "t.yaml:30:12: đếm theo lượt cần dòng hoặc cột chia theo \"nhom\""}},
    {"sum: so_luong\n",
     "sum: so_luong\n    count: mentions\n",
     {"t.yaml:44:12: from: xep_loai does not take the key \"count\"",
      "t.yaml:44:12: from: xep_loai không dùng khóa \"count\""}},
};

static void mentions_need_rows_or_columns_of_the_field(void)
{
    spec_cases_run(CORRECT, template_case_load, mentions_need_rows_or_columns_of_the_field_cases,
                   G_N_ELEMENTS(mentions_need_rows_or_columns_of_the_field_cases));
}

static void a_correct_template_keeps_what_it_says(void)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(DICTIONARY);
    g_autoptr(template_t) template = NULL;
    g_autoptr(GBytes) text = yaml_read(CORRECT, NULL);
    CU_ASSERT_TRUE_FATAL(template_load(text, CORRECT, dictionary, &template, NULL));
    const struct template_table *years = template_table(template, "theo-nam");
    CU_ASSERT_EQUAL(template->tables_count, 5);
    CU_ASSERT_EQUAL(years->total, TOTAL_COLUMNS);
    CU_ASSERT_STRING_EQUAL(years->rows[0].last, "5");
    CU_ASSERT_STRING_EQUAL(years->columns[0].except.item[0], "mien");
    CU_ASSERT_EQUAL(years->measures[1].show, MEASURE_SHARE_BASE);
    CU_ASSERT_EQUAL(template->charts[0].kind, CHART_RANKED_BAR);
    CU_ASSERT_PTR_NULL(template_table(template, "theo_nam"));
}

/* A template that is right; new. Borrows from the dictionary. */
static template_t *loaded(const char *text, const dictionary_t *dictionary)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    template_t *template = NULL;
    g_autoptr(GError) error = NULL;
    if (!template_load(bytes, "t.yaml", dictionary, &template, &error))
        g_printerr("%s\n", error->message);
    CU_ASSERT_PTR_NOT_NULL_FATAL(template);
    return template;
}

/* The ids of the tables that count. New string. */
static char *ids_of(const struct template *template)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < template->tables_count; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", template->tables[i].id);
    return g_string_free(ids, FALSE);
}

#define ONE(id, from, more)                                                                        \
    "  - {id: " id ", title: T, from: " from ", rows: [{by: unit}], columns: [{by: xep_loai}], "   \
    "measures: [{show: count}" more "}\n"
#define RATE_OVER(id) ", {show: rate_1000, over: " id "/total, may_pass_100: yes, only: [total]}]"

static void a_public_edition_is_what_is_not_internal(void)
{
    static const char text[] = "template: t\ntitle: T\ntables:\n" ONE(
        "tren-ba", "xep_loai", RATE_OVER("tren-hai")) ONE("mo", "xep_loai", "]")
        ONE("tren-hai", "xep_loai", RATE_OVER("rieng")) ONE("rieng", "xep_loai", "], internal: yes")
            ONE("tren-mo", "xep_loai",
                RATE_OVER("mo")) "  - {id: thieu, title: T, kind: missing, from: xep_loai}\n"
                                 "charts:\n"
                                 "  - {id: mot, table: rieng, kind: heat, measure: count}\n"
                                 "  - {id: hai, table: mo, kind: heat, measure: count}\n"
                                 "text:\n"
                                 "  - {at: thieu, body: Câu}\n"
                                 "  - {at: cover, body: '{mo/total/total/count} và "
                                 "{tren-ba/total/total/count}'}\n"
                                 "  - {at: cover, body: '{period}: {mo/total/total/count}'}\n";
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    g_autoptr(template_t) template = loaded(text, dictionary);
    template_leave_out(template, TRUE, PERIOD_YEAR);
    g_autofree char *ids = ids_of(template);
    CU_ASSERT_STRING_EQUAL(ids, "mo tren-mo");
    CU_ASSERT_EQUAL(template->tables_left_out, 4);
    CU_ASSERT_STRING_EQUAL(template->tables[2].id, "tren-ba");
    CU_ASSERT_STRING_EQUAL(template->tables[5].id, "thieu");
    CU_ASSERT_EQUAL(template->charts_count, 1);
    CU_ASSERT_STRING_EQUAL(template->charts[0].id, "hai");
    CU_ASSERT_EQUAL(template->text_count, 1);
    CU_ASSERT_STRING_EQUAL(template->text[0].body, "{period}: {mo/total/total/count}");
}

static void columns_of_other_datasets_make_a_table_internal(void)
{
    static const char text[] =
        "template: t\ntitle: T\ntables:\n"
        "  - {id: xep, title: T, from: ky_luat, rows: [{by: unit}], columns: [{code: a, label: "
        "A}], "
        "measures: [{show: count}], sort: a/count}\n"
        "  - {id: ngoai, title: T, from: ky_luat, rows: [{by: unit}], columns: [{code: a, label: "
        "A},"
        " {code: b, label: B, from: xep_loai_dang_vien, sum: so_luong, span: year_end}], "
        "total: none, measures: [{show: count}]}\n"
        "  - {id: mo, title: T, from: ky_luat, rows: [{by: unit}], columns: [{code: a, label: A}], "
        "measures: [{show: count}]}\n";
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    g_autoptr(template_t) template = loaded(text, dictionary);
    template_leave_out(template, TRUE, PERIOD_YEAR);
    g_autofree char *ids = ids_of(template);
    CU_ASSERT_STRING_EQUAL(ids, "xep mo");
}

static void a_table_may_be_made_for_some_periods_only(void)
{
    static const char text[] = "template: t\ntitle: T\ntables:\n" ONE(
        "nam", "xep_loai", "], periods: [year]") ONE("ca-hai", "xep_loai", "]")
        ONE("tren-nam", "xep_loai", RATE_OVER("nam")) "charts:\n"
                                                      "  - {id: mot, table: nam, kind: heat, "
                                                      "measure: count}\n";
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    g_autoptr(template_t) template = loaded(text, dictionary);
    template_leave_out(template, FALSE, PERIOD_QUARTER);
    g_autofree char *ids = ids_of(template);
    CU_ASSERT_STRING_EQUAL(ids, "ca-hai");
    CU_ASSERT_EQUAL(template->charts_count, 0);
}

/*
 * A table that is not in this list stays internal (key `internal`) until the guarantee of public
 * editions covers it.
 */
static void a_new_shipped_table_is_internal(void)
{
    static const char *const public[][2] = {
        {"xep-loai-nam", "chi-bo co-so dang-vien nhieu-nam kieu-mau"},
        {"trinh-do", "chuyen-mon ly-luan ket-hop do-tuoi"},
        {"ky-luat", "hinh-thuc nhom thang thang-don-vi cap-thi-hanh nam to-chuc"},
        {"tong-hop-thang", "ky-luat sinh-hoat kiem-tra"},
        {"can-bo", "chu-chot luan-chuyen xu-ly"},
    };
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    for (guint i = 0; i < G_N_ELEMENTS(public); i++) {
        g_autofree char *path = g_strdup_printf("templates/%s.yaml", public[i][0]);
        g_autoptr(GBytes) text = yaml_read(path, NULL);
        g_autoptr(template_t) template = NULL;
        CU_ASSERT_TRUE_FATAL(template_load(text, path, dictionary, &template, NULL));
        template_leave_out(template, TRUE, PERIOD_YEAR);
        g_autofree char *ids = ids_of(template);
        CU_ASSERT_STRING_EQUAL(ids, public[i][1]);
    }
}

static void the_shipped_templates_fit_the_shipped_dictionary(void)
{
    static const char *const names[] = {"xep-loai-nam", "trinh-do", "ky-luat", "tong-hop-thang",
                                        "can-bo"};
    g_autoptr(dictionary_t) dictionary = fixture_dictionary("templates/tu-dien.yaml");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("templates/%s.yaml", names[i]);
        g_autoptr(template_t) template = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) text = yaml_read(path, NULL);
        if (!template_load(text, path, dictionary, &template, &error))
            g_printerr("%s\n", error->message);
        CU_ASSERT_PTR_NOT_NULL_FATAL(template);
        CU_ASSERT_STRING_EQUAL(template->name, names[i]);
    }
}

static void a_span_has_a_name(void)
{
    enum span span = SPAN_PERIOD;
    CU_ASSERT_TRUE(span_from_name("year_to_date_last_year", &span));
    CU_ASSERT_EQUAL(span, SPAN_YEAR_TO_DATE_LAST_YEAR);
    CU_ASSERT_FALSE(span_from_name("last-year", &span));
}

static CU_TestInfo tests[] = {
    {"a template names periods that exist", a_template_names_periods_that_exist},
    {"ids stand once and hold small letters", ids_stand_once_and_hold_small_letters},
    {"a table counts a dataset that exists", a_table_counts_a_dataset_that_exists},
    {"each kind of table has its own keys", each_kind_of_table_has_its_own_keys},
    {"mentions need rows or columns of the field", mentions_need_rows_or_columns_of_the_field},
    {"a correct template keeps what it says", a_correct_template_keeps_what_it_says},
    {"the shipped templates fit the shipped dictionary",
     the_shipped_templates_fit_the_shipped_dictionary},
    {"a table may be made for some periods only", a_table_may_be_made_for_some_periods_only},
    {"a public edition is what is not internal", a_public_edition_is_what_is_not_internal},
    {"columns of other datasets make a table internal",
     columns_of_other_datasets_make_a_table_internal},
    {"a new shipped table is internal", a_new_shipped_table_is_internal},
    {"a span has a name", a_span_has_a_name},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo template_suite = {"template", NULL, NULL, NULL, NULL, tests};
