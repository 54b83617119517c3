#include "read/facts.h"
#include "reading_fixture.h"

static void every_line_of_a_file_is_accounted_for(void)
{
    reading_check("can_bo",
                  "sep=,\n\nma_don_vi,ma_can_bo,ngay_sinh,\"chuc\n_vu\"\r\n"
                  "34,A,,\"x\ny\"\r\n  \n\n34.01,B,,\n34,C,",
                  "lines 10 header 4 blank 2 records 3 used 2 so_o_sai 1\n0:10:0 so_o_sai 3 4");
}

static void the_same_row_counts_once(void)
{
    reading_check(
        "can_bo",
        "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu,ghi_chu\n"
        "34,A,1/2/1990,Bí thư,\n34, A,01/02/1990,bí  thư,khác\n34,B,,,\n34,A,01/02/1990,BÍ THƯ,\n",
        "lines 5 header 1 blank 0 records 4 used 2 dong_trung 2\n"
        "0:3:0 dong_trung - a.csv:2\n0:5:0 dong_trung - a.csv:2");
}

static void rows_that_contradict_each_other_are_all_rejected(void)
{
    reading_check("can_bo",
                  "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x\n34,B,,x\n34,A,,y\n34,A,,x\n",
                  "lines 5 header 1 blank 0 records 4 used 1 dong_mau_thuan 3\n"
                  "0:2:0 dong_mau_thuan - a.csv:4\n0:4:0 dong_mau_thuan - a.csv:2\n"
                  "0:5:0 dong_mau_thuan - a.csv:4");
}

static void where_the_last_row_counts_the_others_are_superseded(void)
{
    reading_check(
        "xep_loai",
        "nam,ma_don_vi,xep_loai\n2024,34,tot\n2024,34,hoan_thanh\n2023,34,tot\n2024,34,tot\n",
        "lines 5 header 1 blank 0 records 4 used 2 dong_trung 1 dong_bi_thay 1\n"
        "0:2:0 dong_trung - a.csv:5\n0:3:0 dong_bi_thay - a.csv:5");
}

static void a_rejected_row_is_nobodys_duplicate(void)
{
    reading_check("can_bo",
                  "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\nla,A,,x\n34,A,,y\n34,,,y\n34,,,z\n",
                  "lines 5 header 1 blank 0 records 4 used 1 don_vi_la 1 de_trong 2\n"
                  "0:2:1 don_vi_la la -\n0:4:2 de_trong  ma_can_bo\n0:5:2 de_trong  ma_can_bo");
}

static void duplicates_are_found_across_files(void)
{
    char *folder = fixture_folder();
    const char *header = "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n";
    g_autofree char *first = g_strconcat(header, "34,A,,x\n34,B,,x\n", NULL);
    g_autofree char *second = g_strconcat(header, "34,B,,x\n34,C,,x\n", NULL);
    const char *paths[] = {fixture_write(folder, "a.csv", first),
                           fixture_write(folder, "b.csv", second), NULL};
    struct reading_fixture reading = {.paths = paths, .dataset = "can_bo", .threads = 2};
    g_autofree char *result = result_of(&reading);
    CU_ASSERT_STRING_EQUAL(strchr(result, '\n') + 1,
                           "lines 3 header 1 blank 0 records 2 used 2\n"
                           "lines 3 header 1 blank 0 records 2 used 1 dong_trung 1\n"
                           "1:2:0 dong_trung - a.csv:3");
    fixture_remove(folder);
}

static void a_refused_file_is_the_only_finding(void)
{
    reading_check(
        "can_bo", "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\nla,A,,x\n34,A,,\"x\n",
        "a.csv:3:0: error: tep_dau_nhay_chua_dong: the quotation mark opened here is never closed "
        "— close it at the end of the field\n"
        "0:3:0 tep_dau_nhay_chua_dong  ");
}

/* Rows good and bad, many of them twice, over one or more lines; some blank lines. */
static char *make_rows(guint count)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static const char *const posts[] = {"Bí thư", "\"Phó\nbí thư\"", "\"a\"\"b\r\nc\"",
                                        "",       "Đảng viên",       "\"Trưởng, phó\""};
    static const char *const births[] = {"01/02/1990", "1/2/1960", "2001-03-04", "", "32/01/1990"};
    GRand *random = g_rand_new_with_seed(2024);
    GString *rows = g_string_new("ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu,noi_dung\n");
    for (guint i = 0; i < count; i++) {
        guint person = (guint)g_rand_int_range(random, 0, (gint)count * 4);
        guint birth = person % 97 == 0 ? 4 : person % 4;
        const char *end = ends[g_rand_int_range(random, 0, 3)];
        g_string_append_printf(rows, "34.%02u,CB%u,%s,%s,%s%s", 1 + person % 103, person,
                               births[birth], posts[(person + (i % 50 == 0)) % 6],
                               person % 5 == 0 ? "Khác;Mới" : "", person % 211 == 0 ? ",x" : "");
        g_string_append(rows, end);
        if (person % 31 == 0)
            g_string_append(rows, "\r\n");
    }
    g_rand_free(random);
    return g_string_free(rows, FALSE);
}

static void check_cuts(guint rows, const gsize *sizes, guint count)
{
    char *folder = fixture_folder();
    g_autofree char *bytes = make_rows(rows), *others = make_rows(rows / 10);
    const char *paths[] = {fixture_write(folder, "a.csv", bytes),
                           fixture_write(folder, "b.csv", others), NULL};
    struct reading_fixture reading = {.paths = paths, .dataset = "can_bo", .threads = 1};
    g_autofree char *whole = result_of(&reading);
    CU_ASSERT_PTR_NOT_NULL(strstr(whole, "dong_trung"));
    CU_ASSERT_PTR_NOT_NULL(strstr(whole, "dong_mau_thuan"));
    CU_ASSERT_PTR_NOT_NULL(strstr(whole, "ngay_sai"));
    for (guint i = 0; i < count; i++) {
        for (guint threads = 1; threads <= 4; threads *= 2) {
            reading.block_size = sizes[i];
            reading.threads = threads;
            g_autofree char *result = result_of(&reading);
            CU_ASSERT_STRING_EQUAL(result, whole);
        }
    }
    fixture_remove(folder);
}

static void blocks_and_threads_change_nothing(void)
{
    static const gsize small[] = {1, 7, 64}, large[] = {4096, 65536};
    check_cuts(800, small, G_N_ELEMENTS(small));
    check_cuts(20000, large, G_N_ELEMENTS(large));
}

/* A good head, the damage, and enough behind it to be read ahead. */
static void check_refusal_cuts(const char *damage)
{
    char *folder = fixture_folder();
    g_autofree char *head = make_rows(300);
    g_autofree char *bytes = g_strconcat(head, damage, strchr(head, '\n') + 1, NULL);
    g_autofree char *other = g_strconcat(head, damage, NULL);
    const char *paths[] = {fixture_write(folder, "a.csv", bytes),
                           fixture_write(folder, "b.csv", other), NULL};
    struct reading_fixture reading = {.paths = paths, .dataset = "can_bo", .threads = 1};
    g_autofree char *whole = result_of(&reading);
    CU_ASSERT_TRUE(g_str_has_prefix(whole, "a.csv:"));
    for (gsize size = 1; size <= 4096; size *= 16) {
        reading.block_size = size;
        reading.threads = 3;
        g_autofree char *result = result_of(&reading);
        CU_ASSERT_STRING_EQUAL(result, whole);
    }
    fixture_remove(folder);
}

static void a_broken_file_is_refused_at_the_same_line_in_any_blocks(void)
{
    check_refusal_cuts("34,A\",,\n");
    check_refusal_cuts("34,\"A\"x,,\n");
    check_refusal_cuts("34,\"A\n\n");
    check_refusal_cuts("34,\xff,,\n");
}

static void a_quote_open_for_many_megabytes_is_told_alike(void)
{
    char *folder = fixture_folder();
    g_autofree char *filler = g_strnfill((gsize)14 << 20, 'x');
    g_autofree char *bytes = g_strconcat("ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,\n34,\"",
                                         filler, "\"y,,\n34,B,,\n", NULL);
    const char *paths[] = {fixture_write(folder, "a.csv", bytes), NULL};
    for (gsize size = 65536; size <= (gsize)32 << 20; size *= 8) {
        struct reading_fixture reading = {
            .paths = paths, .dataset = "can_bo", .threads = 2, .block_size = size};
        g_autofree char *result = result_of(&reading);
        CU_ASSERT_PTR_NOT_NULL(strstr(result, "\n0:3:0 tep_dong_qua_lon"));
    }
    fixture_remove(folder);
}

static void a_file_that_changed_since_it_was_opened_is_refused(void)
{
    char *folder = fixture_folder();
    const char *bytes = "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,\n";
    const char *paths[] = {fixture_write(folder, "a.csv", bytes), NULL};
    struct inputs *opened = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
    CU_ASSERT_TRUE_FATAL(
        inputs_open(&(struct inputs_request){.arguments = paths, .encoding = ENCODINGS},
                    &fixture_dictionary, &opened, findings, NULL));
    g_autoptr(inputs_t) inputs = opened;
    g_autofree struct account *accounts = g_new0(struct account, 1);
    struct consumer consumer = {.state_new = sums_new, .take = sums_take, .state_free = g_free};
    struct read_job job = {.inputs = inputs, .dataset = inputs->item[0].dataset};
    fixture_write(folder, "a.csv", bytes); /* the same bytes, but another file */
    CU_ASSERT_FALSE(reader_read(&job, &consumer, states, accounts, findings, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    CU_ASSERT_EQUAL_FATAL(findings_count(findings), 1);
    CU_ASSERT_EQUAL(findings_at(findings, 0)->rule, RULE_FILE_CHANGED);
    fixture_remove(folder);
}

/* Nobody is admitted whose unit is the first of the tree. */
static gboolean not_the_province(const void *data, const struct fact *fact, const gint *places,
                                 struct findings *findings, enum rule *rejected)
{
    CU_ASSERT_PTR_NULL(data);
    *rejected = RULE_UNIT_NOT_YET;
    if (fact->unit != 0)
        return TRUE;
    findings_add(findings, &(struct finding){.rule = *rejected,
                                             .file = fact->file,
                                             .line = fact->line,
                                             .field = (guint)places[0] + 1});
    return FALSE;
}

static void a_row_that_is_not_admitted_is_accounted_for_and_is_no_duplicate(void)
{
    char *folder = fixture_folder();
    const char *bytes = "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,\n34.01,A,,\n34.02,B,,\n";
    const char *paths[] = {fixture_write(folder, "a.csv", bytes), NULL};
    struct reading_fixture reading = {
        .paths = paths, .dataset = "can_bo", .threads = 1, .admit = not_the_province};
    g_autofree char *result = result_of(&reading);
    CU_ASSERT_STRING_EQUAL(strchr(result, '\n'),
                           "\nlines 4 header 1 blank 0 records 3 used 2 don_vi_chua_thanh_lap 1"
                           "\n0:2:1 don_vi_chua_thanh_lap - -");
    fixture_remove(folder);
}

/* Twelve rows of one kind, of which one was rejected where they come from. */
static gboolean give_facts(const struct input *input, const struct facts_reading *reading,
                           GError **error)
{
    (void)error;
    struct fact fact = {.unit = unit_tree_find(reading->job->tree, "34", -1),
                        .first = DATE_NONE,
                        .last = DATE_NONE,
                        .vocabulary = reading->vocabulary,
                        .file = reading->file,
                        .line = 3,
                        .times = 11};
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        fact.value[i] = FACT_BLANK;
    fact.value[3] = vocabulary_number(reading->vocabulary, 3, "Bí thư");
    CU_ASSERT_PTR_EQUAL(input->dataset, reading->job->dataset);
    reading->take(reading->state, &fact);
    *reading->account = (struct account){.records = 12, .used = 11, .rejected = {[0] = 1}};
    findings_add(reading->findings, &(struct finding){.rule = 0, .file = reading->file});
    return TRUE;
}

static void an_input_that_gives_facts_stands_beside_files_of_rows(void)
{
    static const struct facts_format format = {give_facts};
    char *folder = fixture_folder();
    const char *header = "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n";
    g_autofree char *rows = g_strconcat(header, "34,A,,x\n34,B,,x\n", NULL);
    const char *paths[] = {fixture_write(folder, "a.csv", rows),
                           fixture_write(folder, "b.csv", header), NULL};
    struct reading_fixture reading = {.paths = paths, .dataset = "can_bo", .given = &format};
    g_autofree char *result = result_of(&reading);
    /* Three facts of thirteen rows, of which eleven are of one post. */
    CU_ASSERT_TRUE(g_str_has_prefix(result, "rows 13 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(result, "\nlines 3 header 1 blank 0 records 2 used 2\n"
                                          "lines 0 header 0 blank 0 records 12 used 11 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(result, "\n1:0:0 "));
    fixture_remove(folder);
}

static CU_TestInfo tests[] = {
    {"every line of a file is accounted for", every_line_of_a_file_is_accounted_for},
    {"a row that is not admitted is accounted for and is no duplicate",
     a_row_that_is_not_admitted_is_accounted_for_and_is_no_duplicate},
    {"the same row counts once", the_same_row_counts_once},
    {"rows that contradict each other are all rejected",
     rows_that_contradict_each_other_are_all_rejected},
    {"where the last row counts the others are superseded",
     where_the_last_row_counts_the_others_are_superseded},
    {"a rejected row is nobody's duplicate", a_rejected_row_is_nobodys_duplicate},
    {"duplicates are found across files", duplicates_are_found_across_files},
    {"a refused file is the only finding", a_refused_file_is_the_only_finding},
    {"blocks and threads change nothing", blocks_and_threads_change_nothing},
    {"a broken file is refused at the same line in any blocks",
     a_broken_file_is_refused_at_the_same_line_in_any_blocks},
    {"a quote open for many megabytes is told alike",
     a_quote_open_for_many_megabytes_is_told_alike},
    {"a file that changed since it was opened is refused",
     a_file_that_changed_since_it_was_opened_is_refused},
    {"an input that gives facts stands beside files of rows",
     an_input_that_gives_facts_stands_beside_files_of_rows},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo reader_suite = {"reader", NULL, NULL, NULL, NULL, tests};
