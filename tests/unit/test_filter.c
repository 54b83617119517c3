#include "fixture.h"

static const char conditions[] = "  - id: a\n    title: A\n    from: ky_luat\n    where: [%s]\n"
                                 "    rows: [{by: unit}]\n    columns: [{by: hinh_thuc}]\n"
                                 "    measures: [{show: count}]\n";

/* The conditions of the first table. */
static struct filter *filter_of(const struct fixture *f, const struct dataset *dataset)
{
    struct filter_subject subject = {f->dictionary, dataset, f->tree, fixture_day("2024-12-31")};
    const struct template_table *table = &f->template->tables[0];
    return filter_new(table->where, table->where_count, &subject);
}

/* Whether a fact of a dataset meets the conditions, in YAML. */
static gboolean passes(const char *where, const char *dataset, const char *text)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *of_discipline = g_strdup_printf(conditions, where);
    g_auto(GStrv) parts = g_strsplit(of_discipline, "ky_luat", 2);
    g_autofree char *tables = g_strjoinv(dataset, parts);
    if (strcmp(dataset, "ky_luat") != 0) {
        g_auto(GStrv) columns = g_strsplit(tables, "{by: hinh_thuc}", 2);
        g_free(tables);
        tables = g_strjoinv("{by: unit}", columns);
    }
    fixture_open(&f, tables, NULL, "2024");
    const struct dataset *known = fixture_dataset(&f, dataset);
    g_autoptr(filter_t) filter = filter_of(&f, known);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(known);
    struct fact fact = fixture_fact(&f, dataset, vocabulary, text);
    return filter_passes(filter, &fact);
}

static gboolean discipline_passes(const char *where, const char *text)
{
    return passes(where, "ky_luat", text);
}

static void a_condition_names_the_values_that_pass(void)
{
    const char *where = "{field: hinh_thuc, is: [canh_cao, khai_tru]}";
    CU_ASSERT_TRUE(discipline_passes(where, "hinh_thuc=khai_tru"));
    CU_ASSERT_FALSE(discipline_passes(where, "hinh_thuc=khien_trach"));
}

static void a_blank_satisfies_only_is_not_and_blank(void)
{
    CU_ASSERT_TRUE(discipline_passes("{field: hinh_thuc, blank: yes}", "ma_don_vi=34"));
    CU_ASSERT_FALSE(discipline_passes("{field: hinh_thuc, blank: yes}", "hinh_thuc=canh_cao"));
    CU_ASSERT_FALSE(discipline_passes("{field: hinh_thuc, is: [canh_cao]}", "ma_don_vi=34"));
    CU_ASSERT_TRUE(discipline_passes("{field: hinh_thuc, is_not: [canh_cao]}", "ma_don_vi=34"));
    CU_ASSERT_FALSE(passes("{field: ly_luan, at_least: so_cap}", "trinh_do", "ma_don_vi=34"));
}

static void at_least_follows_the_order_of_the_column(void)
{
    const char *theory = "{field: ly_luan, at_least: trung_cap}";
    CU_ASSERT_FALSE(passes(theory, "trinh_do", "ly_luan=so_cap"));
    CU_ASSERT_TRUE(passes(theory, "trinh_do", "ly_luan=trung_cap"));
    CU_ASSERT_TRUE(passes(theory, "trinh_do", "ly_luan=cao_cap"));

    const char *class = "{field: xep_loai, at_least: tot}";
    CU_ASSERT_TRUE(passes(class, "xep_loai", "xep_loai=xuat_sac"));
    CU_ASSERT_TRUE(passes(class, "xep_loai", "xep_loai=tot"));
    CU_ASSERT_FALSE(passes(class, "xep_loai", "xep_loai=hoan_thanh"));
}

static void limits_hold_numbers_and_ordered_values(void)
{
    CU_ASSERT_FALSE(passes("{field: ly_luan, at_most: so_cap}", "trinh_do", "ly_luan=trung_cap"));
    CU_ASSERT_TRUE(passes("{field: ly_luan, below: cao_cap}", "trinh_do", "ly_luan=trung_cap"));
    CU_ASSERT_FALSE(passes("{field: ly_luan, above: cao_cap}", "trinh_do", "ly_luan=cao_cap"));
    CU_ASSERT_TRUE(passes("{field: xep_loai, below: tot}", "xep_loai", "xep_loai=hoan_thanh"));
    CU_ASSERT_FALSE(passes("{field: xep_loai, below: tot}", "xep_loai", "xep_loai=mien"));

    const char *members = "dang_vien";
    CU_ASSERT_TRUE(passes("{field: so_luong, at_least: \"9\"}", members, "so_luong=9"));
    CU_ASSERT_FALSE(passes("{field: so_luong, above: \"9\"}", members, "so_luong=9"));
    CU_ASSERT_TRUE(passes("{field: so_luong, above: \"8,5\"}", members, "so_luong=9"));
    CU_ASSERT_FALSE(passes("{field: so_luong, at_most: \"8,5\"}", members, "so_luong=9"));
    CU_ASSERT_TRUE(passes("{field: so_luong, below: \"9,01\"}", members, "so_luong=9"));
    CU_ASSERT_FALSE(passes("{field: so_luong, below: \"9\"}", members, "ma_don_vi=34"));
    CU_ASSERT_TRUE(passes("{field: so_luong, blank: yes}", members, "ma_don_vi=34"));
    CU_ASSERT_FALSE(passes("{field: so_luong, blank: yes}", members, "so_luong=0"));
}

static void a_value_outside_the_order_reaches_nothing(void)
{
    const char *least = "{field: xep_loai, at_least: hoan_thanh}";
    CU_ASSERT_FALSE(passes(least, "xep_loai", "xep_loai=mien"));
    CU_ASSERT_FALSE(passes("{field: ly_luan, at_least: so_cap}", "trinh_do", "ly_luan=dang_hoc"));
}

static void a_value_that_only_the_data_know_is_compared_by_its_code(void)
{
    const char *is = "{field: cap_thi_hanh, is: [toa_an]}";
    CU_ASSERT_TRUE(discipline_passes(is, "cap_thi_hanh=TOA-AN"));
    CU_ASSERT_FALSE(discipline_passes(is, "cap_thi_hanh=khac"));
    const char *is_not = "{field: cap_thi_hanh, is_not: [toa_an]}";
    CU_ASSERT_FALSE(discipline_passes(is_not, "cap_thi_hanh=TOA-AN"));
    CU_ASSERT_TRUE(discipline_passes(is_not, "cap_thi_hanh=khac"));
}

static void one_of_several_mentions_is_enough(void)
{
    const char *where = "{field: noi_dung, is: [dat_dai]}";
    CU_ASSERT_TRUE(discipline_passes(where, "noi_dung=khac;dat_dai"));
    CU_ASSERT_FALSE(discipline_passes(where, "noi_dung=khac;moi"));
    CU_ASSERT_FALSE(discipline_passes(where, "ma_don_vi=34"));
}

static void is_not_wants_that_no_mention_is_named(void)
{
    const char *where = "{field: noi_dung, is_not: [dat_dai]}";
    CU_ASSERT_FALSE(discipline_passes(where, "noi_dung=khac;dat_dai"));
    CU_ASSERT_TRUE(discipline_passes(where, "noi_dung=khac;moi"));
    CU_ASSERT_TRUE(discipline_passes(where, "ma_don_vi=34"));
}

static void a_cell_that_is_an_organization_at_once_passes_as_both(void)
{
    const char *cells = "{field: cap, is: [chi_bo]}", *bases = "{field: cap, is: [co_so]}";
    CU_ASSERT_TRUE(discipline_passes(cells, "ma_don_vi=34.1.2"));
    CU_ASSERT_TRUE(discipline_passes(bases, "ma_don_vi=34.1.2"));
    CU_ASSERT_TRUE(discipline_passes(cells, "ma_don_vi=34.1.1.1"));
    CU_ASSERT_FALSE(discipline_passes(cells, "ma_don_vi=34.1.1"));
    CU_ASSERT_FALSE(discipline_passes("{field: cap, is_not: [chi_bo]}", "ma_don_vi=34.1.2"));
    CU_ASSERT_TRUE(discipline_passes("{field: cap, is_not: [chi_bo]}", "ma_don_vi=34.1.1"));
}

static void all_conditions_must_be_met(void)
{
    const char *where = "{field: cap, is: [co_so]}, {field: loai_hinh, is: [xa]}, "
                        "{field: hinh_thuc, is: [canh_cao]}";
    CU_ASSERT_TRUE(discipline_passes(where, "ma_don_vi=34.1.1 hinh_thuc=canh_cao"));
    CU_ASSERT_FALSE(discipline_passes(where, "ma_don_vi=34.1.2 hinh_thuc=canh_cao"));
    CU_ASSERT_FALSE(discipline_passes(where, "ma_don_vi=34.1.1 hinh_thuc=khai_tru"));
}

static void the_unit_alone_is_asked_without_the_columns(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *tables = g_strdup_printf(
        conditions, "{field: loai_hinh, is: [xa]}, {field: hinh_thuc, is: [canh_cao]}");
    fixture_open(&f, tables, NULL, "2024");
    g_autoptr(filter_t) filter = filter_of(&f, fixture_dataset(&f, "ky_luat"));
    CU_ASSERT_TRUE(filter_passes_unit(filter, fixture_unit(&f, "34.2.1"), FILTER_ANY_DAY));
    CU_ASSERT_FALSE(filter_passes_unit(filter, fixture_unit(&f, "34.1.2"), FILTER_ANY_DAY));
}

/* What a commune's committee is, the day of a fact tells. */
static void a_commune_passes_as_grassroots_by_the_day(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *tables = g_strdup_printf(conditions, "{field: cap, is: [co_so]}");
    fixture_open(&f, tables, NULL, "2024");
    g_autoptr(dictionary_t) shipped = fixture_dictionary("templates/tu-dien.yaml");
    const struct template_table *table = &f.template->tables[0];
    struct filter_subject subject = {shipped, fixture_dataset(&f, "ky_luat"), f.tree,
                                     fixture_day("2025-12-31")};
    g_autoptr(filter_t) filter = filter_new(table->where, table->where_count, &subject);
    gint32 commune = fixture_unit(&f, "34.1.1");
    CU_ASSERT_STRING_EQUAL(unit_at(f.tree, commune)->kind, "xa");
    CU_ASSERT_TRUE(filter_is_dated(filter));
    CU_ASSERT_TRUE(filter_passes_unit(filter, commune, fixture_day("2025-06-30")));
    CU_ASSERT_FALSE(filter_passes_unit(filter, commune, fixture_day("2025-07-01")));
    CU_ASSERT_TRUE(filter_passes_unit(filter, commune, fixture_day("2026-07-26")));
    CU_ASSERT_TRUE(filter_passes_unit(filter, commune, FILTER_ANY_DAY));
    struct fact fact = {.unit = commune, .last = fixture_day("2025-06-30")};
    guint before = filter_era(filter, &fact);
    CU_ASSERT_TRUE(filter_passes(filter, &fact));
    fact.last = DATE_NONE; /* a stock without a time is of the report's last day */
    CU_ASSERT_FALSE(filter_passes(filter, &fact));
    CU_ASSERT_NOT_EQUAL(filter_era(filter, &fact), before);
}

static void what_no_condition_on_levels_asks_changes_on_no_day(void)
{
    g_auto(fixture_t) f = {0};
    g_autofree char *tables = g_strdup_printf(conditions, "{field: loai_hinh, is: [xa]}");
    fixture_open(&f, tables, NULL, "2024");
    g_autoptr(filter_t) filter = filter_of(&f, fixture_dataset(&f, "ky_luat"));
    CU_ASSERT_FALSE(filter_is_dated(filter));
}

static CU_TestInfo tests[] = {
    {"a condition names the values that pass", a_condition_names_the_values_that_pass},
    {"a blank satisfies only is_not and blank", a_blank_satisfies_only_is_not_and_blank},
    {"at_least follows the order of the column", at_least_follows_the_order_of_the_column},
    {"limits hold numbers and ordered values", limits_hold_numbers_and_ordered_values},
    {"a value outside the order reaches nothing", a_value_outside_the_order_reaches_nothing},
    {"a value that only the data know is compared by its code",
     a_value_that_only_the_data_know_is_compared_by_its_code},
    {"one of several mentions is enough", one_of_several_mentions_is_enough},
    {"is_not wants that no mention is named", is_not_wants_that_no_mention_is_named},
    {"a cell that is an organization at once passes as both",
     a_cell_that_is_an_organization_at_once_passes_as_both},
    {"all conditions must be met", all_conditions_must_be_met},
    {"the unit alone is asked without the columns", the_unit_alone_is_asked_without_the_columns},
    {"a commune passes as grassroots by the day", a_commune_passes_as_grassroots_by_the_day},
    {"what no condition on levels asks changes on no day",
     what_no_condition_on_levels_asks_changes_on_no_day},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo filter_suite = {"filter", NULL, NULL, NULL, NULL, tests};
