#include <CUnit/CUnit.h>

#include "base/date.h"
#include "read/record.h"
#include "read_fixture.h"

/* A coder whose files have the first columns of a dataset, and what its last row gave. */
struct record_scene {
    struct unit_tree *tree;
    struct cell_plan *plan;
    struct record_coder *coder;
    struct findings *findings;
    struct input input;
    gint column[FACT_MAX_COLUMNS];
    enum rule rejected; /* RULES: none */
    struct fact fact;
    guint64 print; /* 0: no key */
    struct record_texts texts;
};

static void scene_open_on(struct record_scene *scene, const struct dataset *about, guint fields)
{
    scene->tree = fixture_tree();
    scene->plan = cell_plan_new(about, scene->tree);
    scene->coder =
        record_coder_new(scene->plan, about, scene->tree, date_from_civil(2024, 12, 31), NULL);
    scene->findings = findings_new();
    scene->texts =
        (struct record_texts){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    for (guint i = 0; i < about->columns_count; i++)
        scene->column[i] = i < fields ? (gint)i : -1;
    scene->input = (struct input){.column = scene->column, .fields = fields};
    record_coder_set_input(scene->coder, &scene->input, 7);
}

static void scene_open(struct record_scene *scene, const char *dataset, guint fields)
{
    scene_open_on(scene, dictionary_dataset(&fixture_dictionary, dataset), fields);
}

static void scene_close(struct record_scene *scene)
{
    g_string_free(scene->texts.thing, TRUE);
    g_string_free(scene->texts.key, TRUE);
    g_string_free(scene->texts.row, TRUE);
    findings_free(scene->findings);
    record_coder_free(scene->coder);
    cell_plan_free(scene->plan);
    unit_tree_free(scene->tree);
}

static void take(void *data, const struct row *record, guint count)
{
    struct record_scene *scene = data;
    CU_ASSERT_EQUAL(count, 1);
    const struct fact *fact = record_code(scene->coder, record, scene->findings, &scene->rejected);
    scene->print = 0;
    if (fact == NULL)
        return;
    scene->fact = *fact;
    if (record_fingerprint(scene->coder, record, &scene->print))
        record_texts(scene->coder, record, &scene->texts);
}

static const struct fact *code(struct record_scene *scene, const char *row)
{
    struct refusal refusal;
    g_autofree char *copy = g_malloc0(strlen(row) + SCAN_PADDING);
    memcpy(copy, row, strlen(row));
    struct block block = {.data = copy, .size = strlen(row)};
    g_autoptr(csv_reader_t) reader = csv_reader_new(',');
    CU_ASSERT_TRUE(csv_read(reader, &block, take, scene, &refusal));
    return &scene->fact;
}

/* The row is rejected by the rule, with so many findings; the first shows value and hint. */
static void check_rejected(const char *row, enum rule rule, guint count, const char *value,
                           const char *hint)
{
    struct record_scene scene;
    scene_open(&scene, "xep_loai", 4);
    code(&scene, row);
    CU_ASSERT_EQUAL(scene.rejected, rule);
    CU_ASSERT_EQUAL_FATAL(findings_count(scene.findings), count);
    const struct finding *finding = findings_at(scene.findings, 0);
    CU_ASSERT_EQUAL(finding->file, 7);
    CU_ASSERT_STRING_EQUAL(finding->value, value);
    CU_ASSERT_TRUE(g_strcmp0(finding->hint, hint) == 0);
    scene_close(&scene);
}

static void a_good_row_becomes_a_fact(void)
{
    struct record_scene scene;
    scene_open(&scene, "xep_loai", 4);
    const struct fact *fact = code(&scene, "2024,34.07,Hoàn thành nhiệm vụ,15\n");
    CU_ASSERT_EQUAL(scene.rejected, RULES);
    CU_ASSERT_EQUAL(fact->unit, 7);
    CU_ASSERT_EQUAL(fact->first, date_from_civil(2024, 1, 1));
    CU_ASSERT_EQUAL(fact->last, date_from_civil(2024, 12, 31));
    CU_ASSERT_EQUAL(fact->value[0], date_from_civil(2024, 1, 1));
    CU_ASSERT_EQUAL(fact->value[2], 1);
    CU_ASSERT_EQUAL(fact->value[3], 15);
    CU_ASSERT_EQUAL(fact->file, 7);
    CU_ASSERT_EQUAL(fact->line, 1);
    scene_close(&scene);
}

static void spelling_of_a_closed_value_does_not_matter(void)
{
    struct record_scene scene;
    scene_open(&scene, "xep_loai", 4);
    CU_ASSERT_EQUAL(code(&scene, "2024,34, HTTNV ,1\n")->value[2], 0);
    CU_ASSERT_EQUAL(code(&scene, "2024,34,hoàn  thành\xc2\xa0nhiệm vụ,1\n")->value[2], 1);
    CU_ASSERT_EQUAL(code(&scene, "2024,34,HOA\xcc\x80N THA\xcc\x80NH nhiem vu,1\n")->value[2], 1);
    CU_ASSERT_EQUAL(code(&scene, " 2024\t,\" 34\n\",hoan_thanh, 7 \n")->value[3], 7);
    CU_ASSERT_EQUAL(findings_count(scene.findings), 0);
    scene_close(&scene);
}

static void a_blank_is_not_zero(void)
{
    struct record_scene scene;
    scene_open(&scene, "xep_loai", 4);
    CU_ASSERT_EQUAL(code(&scene, "2024,34, \xc2\xa0,1\n")->value[2], FACT_BLANK);
    CU_ASSERT_EQUAL(scene.rejected, RULES);
    scene_close(&scene);
    check_rejected("2024,34,HTTNV,\n", RULE_BLANK, 1, "", "so_luong");
}

static void a_wrong_field_rejects_the_row(void)
{
    check_rejected("2024,34.999,HTTNV,1\n", RULE_UNKNOWN_UNIT, 1, "34.999", " (34.99?)");
    check_rejected("2024,34,Hoàn thành tốt nhiêm vụ x,1\n", RULE_UNKNOWN_VALUE, 1,
                   "Hoàn thành tốt nhiêm vụ x",
                   "Hoàn thành tốt nhiệm vụ (xep_loai: {code: tot, aliases: ['Hoàn thành tốt "
                   "nhiêm vụ x']})");
    check_rejected("24,34,HTTNV,1\n", RULE_BAD_DATE, 1, "24", "2024");
    check_rejected("2024,34,HTTNV,1.234\n", RULE_NUMBER_AMBIGUOUS, 1, "1.234", NULL);
    check_rejected("2024,34,HTTNV,-1\n", RULE_BAD_NUMBER, 1, "-1", NULL);
    check_rejected("2024,34,HTTNV,99999999999999999999\n", RULE_COUNT_TOO_LARGE, 1,
                   "999*****************", "10000000");
    check_rejected("0024,34,HTTNV,1\n", RULE_IMPOSSIBLE_YEAR, 1, "0024", "1930–2099");
}

static void all_wrong_fields_are_found_and_the_first_rejects(void)
{
    check_rejected("2024,la,la,la\n", RULE_UNKNOWN_UNIT, 3, "la", NULL);
    check_rejected("2024,34,la,la\n", RULE_UNKNOWN_VALUE, 2, "la",
                   "– (Hoàn thành tốt nhiệm vụ; Hoàn thành nhiệm vụ)");
}

static void a_wrong_number_of_fields_is_one_finding(void)
{
    check_rejected("la,la,la\n", RULE_FIELD_COUNT, 1, "3", "4");
    check_rejected("2024,34,HTTNV,1,x\n", RULE_FIELD_COUNT, 1, "5", "4");
    check_rejected("2024,34,HTTNV\n", RULE_FIELD_COUNT, 1, "3", "4");
}

static void ages_fall_into_bands_on_the_day(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1995,,,\n")->value[6], 0);
    CU_ASSERT_EQUAL(code(&scene, "34,A,31/12/1994,,,\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,1/1/1965,,,\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,1964-12-31,,,\n")->value[6], 2);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1905,,,\n")->value[6], 2);
    CU_ASSERT_EQUAL(code(&scene, "34,A,,,,\n")->value[6], FACT_BLANK);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/2025,,,\n")->value[6], FACT_BLANK);
    code(&scene, "34,A,31/02/1990,,,\n");
    CU_ASSERT_EQUAL(scene.rejected, RULE_BAD_DATE);
    scene_close(&scene);
}

static void an_age_in_an_event_is_that_of_its_own_day(void)
{
    struct record_scene scene;
    struct dataset events = *dictionary_dataset(&fixture_dictionary, "can_bo");
    events.kind = DATASET_EVENTS;
    scene_open_on(&scene, &events, 6);
    CU_ASSERT_EQUAL(code(&scene, "34,A,16/03/1992,,,15/03/2022\n")->value[6], 0);
    CU_ASSERT_EQUAL(code(&scene, "34,A,15/03/1992,,,15/03/2022\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,31/12/1992,,,2022\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1993,,,2022\n")->value[6], 0);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1930,,,2026\n")->value[6], 2);
    CU_ASSERT_EQUAL(code(&scene, "34,A,16/03/2022,,,15/03/2022\n")->value[6], FACT_BLANK);
    scene_close(&scene);
}

static void a_stock_of_an_earlier_year_is_as_old_as_it_was_then(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1994,,,2023\n")->value[6], 0);
    CU_ASSERT_EQUAL(code(&scene, "34,A,31/12/1993,,,2023\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1994,,,2024\n")->value[6], 1);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/07/1993,,,30/06/2023\n")->value[6], 0);
    CU_ASSERT_EQUAL(code(&scene, "34,A,01/01/1995,,,2025\n")->value[6], 1);
    scene_close(&scene);
}

static void a_person_is_masked(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    code(&scene, "34,A,31/12/19x0,,,\n");
    CU_ASSERT_EQUAL_FATAL(findings_count(scene.findings), 1);
    CU_ASSERT_PTR_NULL(strstr(findings_at(scene.findings, 0)->value, "19x0"));
    scene_close(&scene);
}

static void mentions_are_kept_once_each(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    const struct fact *fact = code(&scene, "34,A,,,\"Khác; Mới ;;khac;MỚI\",\n");
    CU_ASSERT_EQUAL_FATAL(fact->mentions_count, 2);
    CU_ASSERT_EQUAL(fact->mentions[0], 0);
    CU_ASSERT_STRING_EQUAL(vocabulary_code(fact->vocabulary, 4, fact->mentions[1]), "moi");
    CU_ASSERT_EQUAL(code(&scene, "34,A,,,;;,\n")->mentions_count, 0);
    code(&scene, "34,A,,,1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17,\n");
    CU_ASSERT_EQUAL(scene.rejected, RULE_TOO_MANY_MENTIONS);
    scene_close(&scene);
}

static void a_rejected_row_leaves_no_word_behind(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    code(&scene, "la,A,,Bí thư,,\n");
    CU_ASSERT_EQUAL(code(&scene, "34,A,,Đảng viên,,\n")->value[3], 0);
    CU_ASSERT_STRING_EQUAL(vocabulary_code(scene.fact.vocabulary, 3, 0), "dang_vien");
    scene_close(&scene);
}

static void check_period(const char *text, date first, date last)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    g_autofree char *row = g_strdup_printf("34,A,,,,%s\n", text);
    const struct fact *fact = code(&scene, row);
    CU_ASSERT_EQUAL(scene.rejected, RULES);
    CU_ASSERT_EQUAL(fact->first, first);
    CU_ASSERT_EQUAL(fact->last, last);
    scene_close(&scene);
}

static void a_period_is_a_year_a_month_or_a_day(void)
{
    date day = date_from_civil(2024, 2, 5);
    check_period("2024", date_from_civil(2024, 1, 1), date_from_civil(2024, 12, 31));
    check_period("02/2024", date_from_civil(2024, 2, 1), date_from_civil(2024, 2, 29));
    check_period("2/2024", date_from_civil(2024, 2, 1), date_from_civil(2024, 2, 29));
    check_period("2024-02", date_from_civil(2024, 2, 1), date_from_civil(2024, 2, 29));
    check_period("05/02/2024", day, day);
    check_period("", DATE_NONE, DATE_NONE);
}

static void a_key_is_what_is_meant_not_how_it_is_written(void)
{
    struct record_scene scene;
    scene_open(&scene, "can_bo", 6);
    code(&scene, "34,Số  1,01/02/1990,,,\n");
    guint64 print = scene.print;
    g_autofree char *key = g_strdup(scene.texts.key->str);
    g_autofree char *row = g_strdup(scene.texts.row->str);
    code(&scene, " 34,\" S\xc3\xb4\xcc\x81 1 \",1/2/1990,,,\n");
    CU_ASSERT_EQUAL(scene.print, print);
    CU_ASSERT_STRING_EQUAL(scene.texts.key->str, key);
    CU_ASSERT_STRING_EQUAL(scene.texts.row->str, row);
    code(&scene, "34,Số 2,01/02/1990,,,\n");
    CU_ASSERT_NOT_EQUAL(scene.print, print);
    scene_close(&scene);
}

static void an_entity_is_not_cut_at_its_end(void)
{
    static const char *const cells[] = {"Kh&#225;c", "Mới; &Ocirc; nhi&ecirc;m",
                                        "&#x4d;&#7899;i;Khác"};
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        struct record_scene scene;
        scene_open(&scene, "can_bo", 6);
        g_autofree char *line = g_strdup_printf("34,A,,,%s,\n", cells[i]);
        code(&scene, line);
        CU_ASSERT_EQUAL(scene.rejected, RULE_BROKEN_TEXT);
        CU_ASSERT_EQUAL(findings_count(scene.findings), 1);
        scene_close(&scene);
    }
}

static CU_TestInfo tests[] = {
    {"a good row becomes a fact", a_good_row_becomes_a_fact},
    {"spelling of a closed value does not matter", spelling_of_a_closed_value_does_not_matter},
    {"a blank is not zero", a_blank_is_not_zero},
    {"a wrong field rejects the row", a_wrong_field_rejects_the_row},
    {"all wrong fields are found and the first rejects",
     all_wrong_fields_are_found_and_the_first_rejects},
    {"a wrong number of fields is one finding", a_wrong_number_of_fields_is_one_finding},
    {"ages fall into bands on the day", ages_fall_into_bands_on_the_day},
    {"an age in an event is that of its own day", an_age_in_an_event_is_that_of_its_own_day},
    {"a stock of an earlier year is as old as it was then",
     a_stock_of_an_earlier_year_is_as_old_as_it_was_then},
    {"a person is masked", a_person_is_masked},
    {"mentions are kept once each", mentions_are_kept_once_each},
    {"an entity is not cut at its end", an_entity_is_not_cut_at_its_end},
    {"a rejected row leaves no word behind", a_rejected_row_leaves_no_word_behind},
    {"a period is a year, a month or a day", a_period_is_a_year_a_month_or_a_day},
    {"a key is what is meant, not how it is written", a_key_is_what_is_meant_not_how_it_is_written},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo record_suite = {"record", NULL, NULL, NULL, NULL, tests};
