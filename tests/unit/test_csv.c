#include <CUnit/CUnit.h>
#include <string.h>

#include "read/csv.h"

static void append_record(GString *data, const struct row *record)
{
    g_string_append_printf(data, "%u+%u", (guint)record->line, (guint)record->lines);
    for (guint i = 0; i < record->count; i++)
        g_string_append_printf(data, "[%s]", row_text(record, i));
    g_string_append_c(data, ' ');
}

static void append_records(void *data, const struct row *rows, guint count)
{
    for (guint i = 0; i < count; i++)
        append_record(data, &rows[i]);
}

/* "LINE+LINES[FIELD][FIELD] …" */
static char *records_by(const struct scan *scan, const char *bytes, gsize size,
                        struct refusal *refusal)
{
    GString *records = g_string_new(NULL);
    g_autofree char *copy = g_malloc0(size + SCAN_PADDING);
    memcpy(copy, bytes, size);
    struct block block = {.data = copy, .size = size};
    g_autoptr(csv_reader_t) reader = csv_reader_new_by(scan, ',');
    refusal->rule = RULES;
    csv_read(reader, &block, append_records, records, refusal);
    return g_string_free(records, FALSE);
}

static char *records_of(const char *bytes, gsize size, struct refusal *refusal)
{
    return records_by(scan_best(), bytes, size, refusal);
}

static void check(const char *bytes, const char *expected)
{
    struct refusal refusal;
    g_autofree char *records = records_of(bytes, strlen(bytes), &refusal);
    CU_ASSERT_STRING_EQUAL(records, expected);
    CU_ASSERT_EQUAL(refusal.rule, RULES);
}

static void check_refused(const char *bytes, gsize size, enum rule rule, guint64 line)
{
    struct refusal refusal;
    g_free(records_of(bytes, size, &refusal));
    CU_ASSERT_EQUAL(refusal.rule, rule);
    CU_ASSERT_EQUAL(refusal.line, line);
}

static void lines_end_with_lf_crlf_or_cr(void)
{
    check("a\nb\r\nc\rd", "1+1[a] 2+1[b] 3+1[c] 4+1[d] ");
    check("a\r\rb", "1+1[a] 2+1 3+1[b] ");
    check("a\r\n\r\nb\n\n", "1+1[a] 2+1 3+1[b] 4+1 ");
}

static void a_record_over_several_lines_keeps_its_first(void)
{
    check("\"x\ny\r\nz\",1\nb,2\n", "1+3[x\ny\r\nz][1] 4+1[b][2] ");
    check("\"a\r\",\"\n\"\r\nb\n", "1+3[a\r][\n] 4+1[b] ");
}

static void nothing_is_trimmed(void)
{
    check(" 0012 ,\t\n", "1+1[ 0012 ][\t] ");
    check("\" a \",\"\"\n", "1+1[ a ][] ");
}

static void an_empty_field_is_a_field(void)
{
    check("a,\n,\n\"\"\n", "1+1[a][] 2+1[][] 3+1[] ");
    check("a,", "1+1[a][] ");
}

static void a_quote_in_the_wrong_place_is_told_by_its_record(void)
{
    const char *inside = "a\n\"x\ny\",b\"c\n";
    const char *behind = "a\n\"b\"c\n";
    check_refused(inside, strlen(inside), RULE_STRAY_QUOTE, 2);
    check_refused(behind, strlen(behind), RULE_STRAY_QUOTE, 2);
}

static void an_open_quote_is_told_where_it_opens(void)
{
    const char *bytes = "a\n\"x\ny\",\"z\nz\n";
    check_refused(bytes, strlen(bytes), RULE_OPEN_QUOTE, 3);
}

static void a_byte_that_is_not_utf8_is_told_by_line_and_place(void)
{
    struct refusal refusal;
    g_autofree char *records = records_of("a\nb\nc\xe1,d\n", 9, &refusal);
    CU_ASSERT_STRING_EQUAL(records, "1+1[a] 2+1[b] ");
    CU_ASSERT_EQUAL(refusal.rule, RULE_NOT_UTF8);
    CU_ASSERT_EQUAL(refusal.line, 3);
    CU_ASSERT_STRING_EQUAL(refusal.value, "E1");
    CU_ASSERT_STRING_EQUAL(refusal.hint, "6");
    check_refused("a\n\0\n", 4, RULE_NOT_UTF8, 2);
}

static void the_first_trouble_counts(void)
{
    check_refused("a\"b\n\xff\n", 6, RULE_STRAY_QUOTE, 1);
    check_refused("\xff\na\"b\n", 6, RULE_NOT_UTF8, 1);
}

static void check_size(gsize fields, gsize length, enum rule rule)
{
    g_autoptr(GString) bytes = g_string_new("a\n");
    g_autofree char *field = g_strnfill(length, 'x');
    for (gsize i = 0; i < fields; i++)
        g_string_append_printf(bytes, "%s%s", i > 0 ? "," : "", field);
    check_refused(bytes->str, bytes->len, rule, 2);
}

static void check_fits(gsize fields, gsize length)
{
    struct refusal refusal;
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *field = g_strnfill(length, 'x');
    for (gsize i = 0; i < fields; i++)
        g_string_append_printf(bytes, "%s%s", i > 0 ? "," : "", field);
    g_free(records_of(bytes->str, bytes->len, &refusal));
    CU_ASSERT_EQUAL(refusal.rule, RULES);
}

static void limits_hold_for_field_record_and_number_of_fields(void)
{
    check_fits(1, CSV_MAX_FIELD);
    check_fits(CSV_MAX_FIELDS, 1);
    check_fits(4, CSV_MAX_FIELD - 1);
    check_size(1, CSV_MAX_FIELD + 1, RULE_RECORD_TOO_LARGE);
    check_size(4, CSV_MAX_FIELD, RULE_RECORD_TOO_LARGE);
    check_size(CSV_MAX_FIELDS + 1, 1, RULE_RECORD_TOO_LARGE);
}

/* Rows of a few fields, most of them plain, some with marks where they mean something else. */
static GString *random_rows(GRand *random)
{
    static const char *const pieces[] = {
        "a",    "Đảng bộ", "0012", ",",  ",", ",\"b, c\"", "\n", "\r\n",   "\"x\"", "\"",
        "\"\"", "\r",      ",",    "\n", " ", "\n\"a\"",   ",",  "\"\"\n", ",\"\"", "\n"};
    GString *text = g_string_new(NULL);
    guint most = (guint)g_rand_int_range(random, 1, 40);
    for (guint i = 0; i < most; i++) {
        guint usual = (guint)g_rand_int_range(random, 0, 4) > 0 ? 7 : G_N_ELEMENTS(pieces);
        g_string_append(text, pieces[g_rand_int_range(random, 0, (gint32)usual)]);
    }
    return text;
}

static void libcsv_reads_random_rows_as_they_are_cut(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20240831);
    guint differ = 0;
    for (guint round = 0; round < 5000; round++) {
        g_autoptr(GString) text = random_rows(random);
        struct refusal expected, refusal;
        g_autofree char *whole = records_by(NULL, text->str, text->len, &expected);
        for (const struct scan *scan = scan_best(); scan->name != NULL; scan++) {
            g_autofree char *records = records_by(scan, text->str, text->len, &refusal);
            differ += strcmp(records, whole) != 0 || refusal.rule != expected.rule ||
                      (refusal.rule != RULES && refusal.line != expected.line);
        }
    }
    CU_ASSERT_EQUAL(differ, 0);
}

static void rows_are_cut_over_the_pieces_in_which_marks_are_found(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct refusal refusal;
    while (text->len < 300000)
        g_string_append(text, "T34.H01.X001.C001,\"Đảng ủy viên, bí thư\",Nam,12/05/1949\n");
    g_autofree char *cut = records_of(text->str, text->len, &refusal);
    g_autofree char *whole = records_by(NULL, text->str, text->len, &refusal);
    CU_ASSERT_STRING_EQUAL(cut, whole);
}

static CU_TestInfo tests[] = {
    {"lines end with LF, CRLF or CR", lines_end_with_lf_crlf_or_cr},
    {"a record over several lines keeps its first", a_record_over_several_lines_keeps_its_first},
    {"nothing is trimmed", nothing_is_trimmed},
    {"an empty field is a field", an_empty_field_is_a_field},
    {"a quote in the wrong place is told by its record",
     a_quote_in_the_wrong_place_is_told_by_its_record},
    {"an open quote is told where it opens", an_open_quote_is_told_where_it_opens},
    {"a byte that is not UTF-8 is told by line and place",
     a_byte_that_is_not_utf8_is_told_by_line_and_place},
    {"the first trouble counts", the_first_trouble_counts},
    {"limits hold for field, record and number of fields",
     limits_hold_for_field_record_and_number_of_fields},
    {"libcsv reads random rows as they are cut", libcsv_reads_random_rows_as_they_are_cut},
    {"rows are cut over the pieces in which marks are found",
     rows_are_cut_over_the_pieces_in_which_marks_are_found},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo csv_suite = {"csv", NULL, NULL, NULL, NULL, tests};
