#include <CUnit/CUnit.h>
#include <csv.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "write/csv_line.h"
#include "write/writer.h"

/* A book written into a folder of its own. */
struct bench {
    struct book *book;
    char *folder;
    GPtrArray *files;
};

static struct bench bench_new(void)
{
    struct bench bench = {book_new(), g_dir_make_tmp("tongket-csv-XXXXXX", NULL),
                          g_ptr_array_new_with_free_func(g_free)};
    bench.book->stem = g_strdup("thu-2024");
    CU_ASSERT_PTR_NOT_NULL_FATAL(bench.folder);
    return bench;
}

static gboolean bench_write(struct bench *bench, GError **error)
{
    struct write_job job = {.book = bench->book, .folder = bench->folder, .files = bench->files};
    return writer_write("csv", &job, error);
}

/* The text of a file that was written; "" if there is none. New string. */
static char *bench_text(const struct bench *bench, const char *name, gsize *length)
{
    g_autofree char *path = g_build_filename(bench->folder, name, NULL);
    char *text = NULL;
    return g_file_get_contents(path, &text, length, NULL) ? text : g_strdup("");
}

static void bench_free(struct bench *bench)
{
    for (guint i = 0; i < bench->files->len; i++) {
        g_autofree char *path =
            g_build_filename(bench->folder, g_ptr_array_index(bench->files, i), NULL);
        g_unlink(path);
    }
    g_autofree char *inner = g_build_filename(bench->folder, bench->book->stem, NULL);
    g_remove(inner);
    CU_ASSERT_EQUAL(g_rmdir(bench->folder), 0);
    g_ptr_array_unref(bench->files);
    g_free(bench->folder);
    book_free(bench->book);
}

static struct book_table *add_table(struct bench *bench, const char *id)
{
    struct book_sheet *sheet = book_add_sheet(bench->book, id, id);
    return book_sheet_add_table(sheet, id, "Đơn vị");
}

static void assert_text(const struct bench *bench, const char *name, const char *wanted)
{
    g_autofree char *text = bench_text(bench, name, NULL);
    CU_ASSERT_STRING_EQUAL(text, wanted);
}

#define HEADER                                                                                     \
    "table,row_code,row_label,col_code,col_label,measure,numerator,denominator,value,state\n"

static void every_measure_has_its_own_numbers(void)
{
    struct bench bench = bench_new();
    struct book_table *table = add_table(&bench, "t");
    book_table_add_row(table, "34.342", "Thái Thụy", -1, 0);
    for (int m = 0; m < MEASURES; m++)
        book_table_add_column(table, "cot", "Cột", (enum measure)m);
    book_table_close(table);
    for (guint m = 0; m < MEASURES; m++)
        *book_cell(table, 0, m) = (struct book_cell){.numerator = 107, .denominator = 147};
    *book_cell(table, 0, MEASURE_COUNT) = (struct book_cell){.numerator = 1234};
    *book_cell(table, 0, MEASURE_DIFF_PP) =
        (struct book_cell){.numerator = -29, .denominator = 1000};
    *book_cell(table, 0, MEASURE_CHANGE_PCT) =
        (struct book_cell){.numerator = -1, .denominator = 80};
    CU_ASSERT_TRUE(bench_write(&bench, NULL));
    assert_text(&bench, "thu-2024/t.csv",
                HEADER "t,34.342,Thái Thụy,cot,Cột,count,1234,,1234,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,share_row,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,share_col,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,share_table,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,share_parent,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,share_base,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,diff_pp,,,-2.9,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,change_pct,-1,80,-1.3,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,index,107,147,72.8,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,rate_1000,107,147,727.89,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,average,107,147,0.7,ok\n"
                       "t,34.342,Thái Thụy,cot,Cột,median,107,147,0.7,ok\n");
    bench_free(&bench);
}

static void a_state_other_than_ok_has_no_numbers(void)
{
    struct bench bench = bench_new();
    struct book_table *table = add_table(&bench, "t");
    book_table_add_row(table, "a", "A", -1, 0);
    for (int state = 0; state < CELL_STATES; state++)
        book_table_add_column(table, "c", "C", MEASURE_SHARE_ROW);
    book_table_close(table);
    for (guint i = 0; i < CELL_STATES; i++) {
        *book_cell(table, 0, i) =
            (struct book_cell){.numerator = 3, .denominator = 4, .state = (enum cell_state)i};
    }
    CU_ASSERT_TRUE(bench_write(&bench, NULL));
    assert_text(&bench, "thu-2024/t.csv",
                HEADER "t,a,A,c,C,share_row,3,4,75.0,ok\n"
                       "t,a,A,c,C,share_row,,,,empty\n"
                       "t,a,A,c,C,share_row,,,,missing\n"
                       "t,a,A,c,C,share_row,,,,not_applicable\n"
                       "t,a,A,c,C,share_row,,,,suppressed\n"
                       "t,a,A,c,C,share_row,,,,not_comparable\n");
    bench_free(&bench);
}

static void totals_come_last_and_headings_not_at_all(void)
{
    struct bench bench = bench_new();
    struct book_table *table = add_table(&bench, "t");
    book_table_add_row(table, "*", "Cộng", -1, 0);
    guint heading = book_table_add_row(table, "nhom", "I. Nhóm", -1, 0);
    book_row(table, heading)->heading = TRUE;
    book_table_add_row(table, "b", "B", 0, 1);
    book_table_add_column(table, "*", "Tổng số", MEASURE_COUNT);
    book_table_add_column(table, "c", "C", MEASURE_COUNT);
    book_table_close(table);
    for (guint i = 0; i < 6; i++)
        table->cells[i].numerator = i;
    CU_ASSERT_TRUE(bench_write(&bench, NULL));
    assert_text(&bench, "thu-2024/t.csv",
                HEADER "t,b,B,c,C,count,5,,5,ok\n"
                       "t,b,B,*,Tổng số,count,4,,4,ok\n"
                       "t,*,Cộng,c,C,count,1,,1,ok\n"
                       "t,*,Cộng,*,Tổng số,count,0,,0,ok\n");
    bench_free(&bench);
}

static void a_list_is_plain_csv_in_the_order_of_the_sheets(void)
{
    struct bench bench = bench_new();
    struct book_sheet *first = book_add_sheet(bench.book, "Kiểm tra", "");
    struct book_list *list = book_sheet_add_list(first, "kiem-tra");
    g_ptr_array_add(list->headings, g_strdup("Tệp"));
    g_ptr_array_add(list->headings, g_strdup("Giá trị"));
    g_ptr_array_add(list->lines, g_strsplit("a.csv;x, y", ";", -1));
    g_ptr_array_add(list->lines, g_strsplit("b.csv;", ";", -1));
    book_table_close(add_table(&bench, "t"));
    CU_ASSERT_TRUE(bench_write(&bench, NULL));
    assert_text(&bench, "thu-2024/kiem-tra.csv", "Tệp,Giá trị\na.csv,\"x, y\"\nb.csv,\n");
    assert_text(&bench, "thu-2024/t.csv", HEADER);
    CU_ASSERT_EQUAL_FATAL(bench.files->len, 2);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(bench.files, 0), "thu-2024/kiem-tra.csv");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(bench.files, 1), "thu-2024/t.csv");
    bench_free(&bench);
}

static void take_field(void *field, size_t length, void *fields)
{
    g_ptr_array_add(fields, g_strndup(field, length));
}

static int is_never_space(unsigned char character)
{
    (void)character;
    return 0;
}

static void awkward_labels_come_back_as_they_were(void)
{
    static const char *const labels[] = {
        "phẩm chất, lối sống",
        "\"ba không\"",
        "hai\ndòng",
        "CR\rLF\r\n",
        "",
        " lề ",
        "'",
        "\"",
        "\",\"",
        "a;b\tc",
    };
    struct bench bench = bench_new();
    struct book_list *list = book_sheet_add_list(book_add_sheet(bench.book, "x", "x"), "x");
    g_ptr_array_add(list->headings, g_strdup("một"));
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        g_ptr_array_add(list->lines, g_strdupv((char *[]){(char *)labels[i], NULL}));
    CU_ASSERT_TRUE(bench_write(&bench, NULL));

    gsize length = 0;
    g_autofree char *text = bench_text(&bench, "thu-2024/x.csv", &length);
    g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser, is_never_space);
    CU_ASSERT_EQUAL(csv_parse(&parser, text, length, take_field, NULL, fields), length);
    CU_ASSERT_EQUAL(csv_fini(&parser, take_field, NULL, fields), 0);
    csv_free(&parser);
    CU_ASSERT_EQUAL_FATAL(fields->len, G_N_ELEMENTS(labels) + 1);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        CU_ASSERT_STRING_EQUAL(g_ptr_array_index(fields, i + 1), labels[i]);
    bench_free(&bench);
}

static void a_file_that_cannot_be_written_is_an_error_and_not_listed(void)
{
    struct bench bench = bench_new();
    book_table_close(add_table(&bench, "t"));
    g_autofree char *blocked = g_build_filename(bench.folder, bench.book->stem, NULL);
    CU_ASSERT_TRUE(g_file_set_contents(blocked, "", 0, NULL));
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(bench_write(&bench, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_EQUAL(bench.files->len, 0);
    bench_free(&bench);
}

static void a_file_that_cannot_grow_is_an_error_and_leaves_nothing(void)
{
    struct bench bench = bench_new();
    book_table_close(add_table(&bench, "t"));
    g_autofree char *path = g_build_filename(bench.folder, bench.book->stem, "t.csv", NULL);
    g_autoptr(GError) error = NULL;
    struct rlimit before, small;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){10, before.rlim_max};
    sigaction(SIGXFSZ, &ignore, &old);
    setrlimit(RLIMIT_FSIZE, &small);
    gboolean written = bench_write(&bench, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    sigaction(SIGXFSZ, &old, NULL);
    CU_ASSERT_FALSE(written);
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, g_strerror(EFBIG)));
    CU_ASSERT_FALSE(g_file_test(path, G_FILE_TEST_EXISTS));
    CU_ASSERT_EQUAL(bench.files->len, 0);
    bench_free(&bench); /* which finds the folder empty */
}

static void a_link_in_the_way_is_not_followed(void)
{
    struct bench bench = bench_new();
    book_table_close(add_table(&bench, "t"));
    g_autofree char *inner = g_build_filename(bench.folder, bench.book->stem, NULL);
    g_autofree char *path = g_build_filename(inner, "t.csv", NULL);
    g_autofree char *target = g_build_filename(bench.folder, "target", NULL);
    CU_ASSERT_EQUAL_FATAL(g_mkdir(inner, 0700), 0);
    CU_ASSERT_EQUAL_FATAL(symlink(target, path), 0);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(bench_write(&bench, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, g_strerror(EEXIST)));
    CU_ASSERT_FALSE(g_file_test(target, G_FILE_TEST_EXISTS));
    CU_ASSERT_EQUAL(g_unlink(path), 0);
    bench_free(&bench);
}

static void a_text_is_no_formula_and_a_number_stays_one(void)
{
    static const char *const fields[] = {"=1+1", "+84 23", "-2+3", "@a,b", "\tx", "\rx",
                                         "-5",   "+1.5",   "-1,5", "-",    "-5%", "a=b",
                                         "",     "'=1",    "-.5",  NULL};
    g_autoptr(GString) line = g_string_new(NULL);
    csv_line_append(line, fields);
    CU_ASSERT_STRING_EQUAL(line->str,
                           "'=1+1,'+84 23,'-2+3,\"'@a,b\",'\tx,\"'\rx\",-5,+1.5,\"-1,5\","
                           "'-,'-5%,a=b,,'=1,'-.5\n");
    g_string_truncate(line, 0);
    csv_line_text(line, "-5");
    CU_ASSERT_STRING_EQUAL(line->str, "'-5");
}

static CU_TestInfo tests[] = {
    {"a text is no formula and a number stays one", a_text_is_no_formula_and_a_number_stays_one},
    {"every measure has its own numbers", every_measure_has_its_own_numbers},
    {"a state other than ok has no numbers", a_state_other_than_ok_has_no_numbers},
    {"totals come last and headings not at all", totals_come_last_and_headings_not_at_all},
    {"a list is plain CSV, in the order of the sheets",
     a_list_is_plain_csv_in_the_order_of_the_sheets},
    {"awkward labels come back as they were", awkward_labels_come_back_as_they_were},
    {"a file that cannot be written is an error and not listed",
     a_file_that_cannot_be_written_is_an_error_and_not_listed},
    {"a file that cannot grow is an error and leaves nothing",
     a_file_that_cannot_grow_is_an_error_and_leaves_nothing},
    {"a link in the way is not followed", a_link_in_the_way_is_not_followed},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo csv_writer_suite = {"csv_writer", NULL, NULL, NULL, NULL, tests};
