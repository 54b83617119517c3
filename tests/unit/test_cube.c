#include "fixture.h"

#define SEED 20240831
#define READERS 5
#define FACTS 400

/* Rows, columns and distinct things that readers number each in their own way. */
static const char open_lists[] =
    "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: cap_thi_hanh}]\n"
    "    columns:\n      - {by: noi_dung}\n      - {code: nguoi, label: N, distinct: nguoi}\n"
    "      - {code: noi, label: N, distinct: ma_don_vi}\n"
    "      - {code: truoc, label: T, span: last_year}\n"
    "    measures: [{show: count}]\n";

struct reader {
    struct vocabulary *vocabulary;
    struct groups *groups;
};

static const char *value_name(const struct tally *tally, const struct part *part, gint32 number)
{
    if (part->kind == PART_FIXED)
        return part->entry->code;
    return number == 0 ? "-" : tally_value_code(tally, part->column, number - 1);
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void tell_row(const struct tally *tally, const struct query *query, struct place row,
                     GPtrArray *lines)
{
    const struct cube *cube = tally_cube(tally, 0, 0);
    const char *name =
        row.part < 0 ? "*" : value_name(tally, &query->rows.part[row.part], row.number);
    for (guint span = 0; span < SPANS; span++)
        for (gint32 part = CUBE_TOTAL; part < (gint32)query->columns.count; part++)
            for (guint number = 0; number < cube_part_count(cube, TRUE, part); number++) {
                struct place column = {part, (gint32)number, 0};
                gint64 sum = cube_sum(cube, span, &row, &column);
                const char *code =
                    part < 0 ? "*" : value_name(tally, &query->columns.part[part], column.number);
                if (sum != 0)
                    g_ptr_array_add(lines, g_strdup_printf("%u %s %s %d %" G_GINT64_FORMAT, span,
                                                           name, code, part, sum));
            }
}

/* All sums that are not 0, by the codes of their row and column. New string. */
static char *tell(const struct tally *tally, const struct query *query)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    tell_row(tally, query, (struct place){CUBE_TOTAL, 0, 0}, lines);
    for (guint i = 0; i < cube_part_count(tally_cube(tally, 0, 0), FALSE, 0); i++)
        tell_row(tally, query, (struct place){0, (gint32)i, 0}, lines);
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

static char *random_fact(GRand *random)
{
    static const char *const codes[] = {"34", "34.1.1", "34.2.1.S.1", "DK", "34.1.2"};
    return g_strdup_printf("ngay=%d-%02d-15 ma_don_vi=%s nguoi=p%d noi_dung=n%d;m%d%s "
                           "cap_thi_hanh=c%d",
                           g_rand_int_range(random, 2023, 2025), g_rand_int_range(random, 1, 13),
                           codes[g_rand_int_range(random, 0, G_N_ELEMENTS(codes))],
                           g_rand_int_range(random, 0, 40), g_rand_int_range(random, 0, 30),
                           g_rand_int_range(random, 0, 30), g_rand_boolean(random) ? ";khac" : "",
                           g_rand_int_range(random, 0, 25));
}

static void read_fact(const struct fixture *f, const struct reader *reader, const char *text)
{
    struct fact fact = fixture_fact(f, "ky_luat", reader->vocabulary, text);
    groups_take(reader->groups, &fact);
}

static void readers_open(struct grouping *grouping, struct reader *readers, guint count)
{
    for (guint i = 0; i < count; i++)
        readers[i] = (struct reader){vocabulary_new(grouping->dataset), groups_new(grouping)};
}

static void readers_close(struct reader *readers, guint count)
{
    for (guint i = 0; i < count; i++) {
        groups_free(readers[i].groups);
        vocabulary_free(readers[i].vocabulary);
    }
}

/* The order in which the readers' groups are poured. */
static void shuffle(GRand *random, guint order[READERS])
{
    for (guint i = 0; i < READERS; i++) {
        guint other = (guint)g_rand_int_range(random, 0, (gint32)i + 1);
        order[i] = order[other];
        order[other] = i;
    }
}

/* What so many readers, of which each takes any of the facts, come to. New string. */
static char *tell_readers(struct fixture *f, const GPtrArray *facts, guint count, gboolean apart)
{
    struct fixture_reading *reading =
        fixture_reading(&fixture_source(f, "ky_luat")->plan, NULL, apart);
    GRand *random = g_rand_new_with_seed(SEED + count);
    struct reader readers[READERS];
    guint order[READERS];
    readers_open(reading->grouping, readers, count);
    shuffle(random, order);
    for (guint i = 0; i < facts->len; i++)
        read_fact(f, &readers[g_rand_int_range(random, 0, (gint32)count)], facts->pdata[i]);
    for (guint i = 0; i < READERS; i++)
        if (order[i] < count)
            groups_pour(readers[order[i]].groups);
    g_autoptr(GPtrArray) tallies = grouping_take_tallies(reading->grouping);
    char *told = tell(g_ptr_array_index(tallies, 0), fixture_query(f, "a"));
    readers_close(readers, count);
    fixture_reading_free(reading);
    g_rand_free(random);
    return told;
}

static void groups_are_poured_in_any_order_to_the_same_sums(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    fixture_open(&f, open_lists, NULL, "2024");
    g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < FACTS; i++)
        g_ptr_array_add(facts, random_fact(random));
    g_autofree char *expected = tell_readers(&f, facts, 1, TRUE);
    for (guint count = 1; count <= READERS; count++) {
        g_autofree char *told = tell_readers(&f, facts, count, count % 2 == 0);
        CU_ASSERT_STRING_EQUAL(told, expected);
    }
}

static const struct place total = {CUBE_TOTAL, 0, 0};

static void a_person_met_twice_counts_once_in_each_row_and_once_in_the_total(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, open_lists, NULL, "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-03-01 ma_don_vi=34.1.1 nguoi=an cap_thi_hanh=chi_bo\n"
                 "ngay=2024-05-01 ma_don_vi=34.1.1 nguoi=an cap_thi_hanh=chi_bo\n"
                 "ngay=2024-06-01 ma_don_vi=34.2 nguoi=an cap_thi_hanh=huyen\n"
                 "ngay=2024-06-01 ma_don_vi=34.2 nguoi=binh cap_thi_hanh=huyen\n"
                 "ngay=2024-06-01 ma_don_vi=34.2 cap_thi_hanh=huyen\n");
    const struct cube *cube = fixture_cube(&f, "a");
    const struct place cell = {0, 1, 0}, district = {0, 2, 0}, persons = {1, 0, 0};
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &cell, &persons), 1);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &district, &persons), 2);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &persons), 2);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &total), 5);
}

static void planes_are_counted_apart(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, open_lists, NULL, "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-03-01 ma_don_vi=34\nngay=2023-12-31 ma_don_vi=34\n"
                 "ngay=2023-01-01 ma_don_vi=34\nngay=2022-12-31 ma_don_vi=34\n");
    const struct cube *cube = fixture_cube(&f, "a");
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &total), 1);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_LAST_YEAR, &total, &total), 2);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_YEAR_TO_DATE, &total, &total), 0); /* not wanted */
}

static void a_unit_is_present_whatever_its_columns_say(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: xep_loai\n"
                 "    where: [{field: cap, is: [co_so]}, {field: xep_loai, is: [tot]}]\n"
                 "    rows: [{by: unit}]\n    columns: [{by: xep_loai}]\n"
                 "    measures: [{show: count}]\n",
                 NULL, "2024");
    fixture_take(&f, "xep_loai",
                 "nam=2024 ma_don_vi=34.1.1 xep_loai=mien\n"
                 "nam=2024 ma_don_vi=34.2.1.S.1 xep_loai=tot\n");
    const struct cube *cube = fixture_cube(&f, "a");
    const struct place first = {0, 0, 0}, second = {0, 1, 0};
    CU_ASSERT_EQUAL(cube_present(cube, SPAN_PERIOD, &first), 1);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &first, &total), 0);
    CU_ASSERT_EQUAL(cube_present(cube, SPAN_PERIOD, &second), 0); /* a cell is no organization */
}

static void a_place_beyond_all_that_was_met_is_zero(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, open_lists, NULL, "2024");
    const struct place beyond = {0, 70, 0};
    CU_ASSERT_EQUAL(cube_sum(fixture_cube(&f, "a"), SPAN_PERIOD, &beyond, &total), 0);
    CU_ASSERT_EQUAL(cube_part_count(fixture_cube(&f, "a"), FALSE, 0), 2);
}

/* The sum of so many rows of one count; 0 when it is refused. */
static gint64 summed(gint64 count, guint rows, guint readers)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: dang_vien\n"
                 "    rows: [{by: unit}]\n    columns: [{code: so, label: S, sum: so_luong}]\n"
                 "    measures: [{show: count}]\n",
                 NULL, "2024");
    struct fixture_reading *reading =
        fixture_reading(&fixture_source(&f, "dang_vien")->plan, NULL, FALSE);
    g_autofree char *text =
        g_strdup_printf("nam=2024 ma_don_vi=34.1.1 xep_loai=tot so_luong=%" G_GINT64_FORMAT, count);
    struct reader reader[3];
    readers_open(reading->grouping, reader, 3);
    for (guint i = 0; i < rows; i++) {
        struct fact fact = fixture_fact(&f, "dang_vien", reader[i % readers].vocabulary, text);
        groups_take(reader[i % readers].groups, &fact);
    }
    for (guint i = 0; i < readers; i++)
        groups_pour(reader[i].groups);
    g_autoptr(GPtrArray) tallies = grouping_take_tallies(reading->grouping);
    const struct tally *tally = g_ptr_array_index(tallies, 0);
    g_autoptr(GError) error = NULL;
    const struct place column = {0, 0, 0};
    gint64 sum = 0;
    if (tally_fits(tally, &error))
        sum = cube_sum(tally_cube(tally, 0, 0), SPAN_PERIOD, &total, &column);
    else
        CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC) &&
                       strstr(error->message, "dang_vien") != NULL);
    readers_close(reader, 3);
    fixture_reading_free(reading);
    return sum;
}

static void a_sum_that_no_workbook_holds_is_a_broken_law(void)
{
    CU_ASSERT_EQUAL(summed(CUBE_MOST / 2, 2, 1), CUBE_MOST);
    CU_ASSERT_EQUAL(summed(CUBE_MOST / 2, 2, 2), CUBE_MOST);
    CU_ASSERT_EQUAL(summed(CUBE_MOST / 2 + 1, 2, 1), 0);
    CU_ASSERT_EQUAL(summed(CUBE_MOST / 2 + 1, 2, 2), 0);
    CU_ASSERT_EQUAL(summed(G_MAXINT64, 1, 1), 0);
    CU_ASSERT_EQUAL(summed(G_MAXINT64, 2, 2), 0);
    CU_ASSERT_EQUAL(summed(G_MAXINT64, 3, 1), 0);
}

static CU_TestInfo tests[] = {
    {"groups are poured in any order to the same sums",
     groups_are_poured_in_any_order_to_the_same_sums},
    {"a person met twice counts once in each row and once in the total",
     a_person_met_twice_counts_once_in_each_row_and_once_in_the_total},
    {"planes are counted apart", planes_are_counted_apart},
    {"a unit is present whatever its columns say", a_unit_is_present_whatever_its_columns_say},
    {"a place beyond all that was met is zero", a_place_beyond_all_that_was_met_is_zero},
    {"a sum that no workbook holds is a broken law", a_sum_that_no_workbook_holds_is_a_broken_law},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo cube_suite = {"cube", NULL, NULL, NULL, NULL, tests};
