#include "calc/groups.h"

#include "fixture.h"
#include "run/report_pass.h"

/* ---- everything that a tally holds, as sorted lines ---- */

static const char *value_name(const struct tally *tally, const struct part *part, gint32 number)
{
    gboolean open = part->kind == PART_VALUE || part->kind == PART_MENTION;
    return open && number > 0 ? tally_value_code(tally, part->column, number - 1) : "";
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *place_name(const struct tally *tally, const struct axis *axis, struct place place)
{
    if (place.part < 0)
        return g_strdup("*");
    const char *name = value_name(tally, &axis->part[place.part], place.number);
    return *name != '\0' ? g_strdup_printf("%d/%s", place.part, name)
                         : g_strdup_printf("%d/%d", place.part, place.number);
}

static void tell_cell(const struct tally *tally, const struct query *query, const struct cube *cube,
                      const struct place *row, GPtrArray *lines)
{
    g_autofree char *name = place_name(tally, &query->rows, *row);
    for (guint span = 0; span < SPANS; span++) {
        gint64 present = cube_present(cube, span, row);
        if (present != 0)
            g_ptr_array_add(lines,
                            g_strdup_printf("%u %s: %" G_GINT64_FORMAT, span, name, present));
        for (gint32 part = CUBE_TOTAL; part < (gint32)query->columns.count; part++)
            for (guint number = 0; number < cube_part_count(cube, TRUE, part); number++) {
                struct place column = {part, (gint32)number, 0};
                g_autofree char *over = place_name(tally, &query->columns, column);
                gint64 sum = cube_sum(cube, span, row, &column);
                if (sum != 0)
                    g_ptr_array_add(lines, g_strdup_printf("%u %s %s %" G_GINT64_FORMAT, span, name,
                                                           over, sum));
            }
    }
}

static void tell_cube(const struct tally *tally, const struct query *query, const struct cube *cube,
                      GPtrArray *lines)
{
    tell_cell(tally, query, cube, &(struct place){CUBE_TOTAL, 0, 0}, lines);
    for (gint32 part = 0; part < (gint32)query->rows.count; part++)
        for (guint number = 0; number < cube_part_count(cube, FALSE, part); number++)
            tell_cell(tally, query, cube, &(struct place){part, (gint32)number, 0}, lines);
}

static char *join(GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

/* All sums, by codes, and how rows were spent. New string. */
static char *tell(const struct tally_plan *plan, const struct tally *tally)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    guint scopes = scopes_count(plan->scopes), portions = plan->scopes->portions->len;
    for (guint q = 0; q < plan->queries->len; q++)
        for (guint i = 0; i < scopes + portions; i++)
            tell_cube(tally, g_ptr_array_index(plan->queries, q),
                      i < scopes ? tally_cube(tally, q, i)
                                 : tally_portion_cube(tally, q, i - scopes),
                      lines);
    for (guint i = 0; i < plan->files; i++) {
        struct tally_rows rows = tally_rows(tally, TALLY_ALL_SCOPES, i);
        g_ptr_array_add(lines,
                        g_strdup_printf("file %u: %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
                                        " %" G_GUINT64_FORMAT,
                                        i, rows.counted, rows.outside_period, rows.outside_unit));
    }
    for (gint32 i = 0; i < (gint32)unit_tree_count(plan->scopes->tree); i++) {
        guint64 stray = tally_stray_rows(tally) != NULL ? tally_stray_rows(tally)[i] : 0;
        if (stray > 0)
            g_ptr_array_add(lines, g_strdup_printf("stray %d: %" G_GUINT64_FORMAT, i, stray));
    }
    g_ptr_array_add(lines, g_strdup_printf("facts %" G_GUINT64_FORMAT, tally_facts(tally)));
    return join(lines);
}

/* ---- reports, once more with every unit and every day apart ---- */

static void *state_new(void *grouping)
{
    return groups_new(grouping);
}

static void take(void *groups, const struct fact *fact)
{
    groups_take(groups, fact);
}

static void state_free(void *groups)
{
    groups_free(groups);
}

/* What the plan's tally is when nothing is counted together. New string. */
static char *tell_apart(struct report_plan *plan, struct tally_plan *asked,
                        const struct tally *like)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new(), tallies = NULL;
    g_ptr_array_add(plans, asked);
    g_autoptr(grouping_t) grouping = grouping_new(plans, like, TRUE);
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(state_free);
    struct consumer consumer = {
        .state_new = state_new, .take = take, .state_free = state_free, .data = grouping};
    struct read_job job = {.dataset = asked->dataset, .age_day = plan->report.period.last};
    CU_ASSERT_TRUE_FATAL(workspace_read(plan->workspace, job, consumer, states, NULL));
    for (guint i = 0; i < states->len; i++)
        groups_pour(g_ptr_array_index(states, i));
    tallies = grouping_take_tallies(grouping);
    return tell(asked, g_ptr_array_index(tallies, 0));
}

static gboolean is_same(struct report_plan *plan, struct tally_plan *asked,
                        const struct tally *tally, const struct tally *like)
{
    g_autofree char *together = tell(asked, tally);
    g_autofree char *apart = tell_apart(plan, asked, like);
    return strcmp(together, apart) == 0;
}

struct asked_report {
    const char *template_name, *data, *period, *unit, *map, *each, *as_of;
};

/* What was there to be held against: tallies of like units, units that are shared out. */
struct group_met {
    guint liked, shared;
};

static void check_report(const struct asked_report *asked, struct group_met *met)
{
    char *data[] = {(char *)asked->data, NULL};
    struct request request = {.data = {data, 1},
                              .template = {.path = (char *)asked->template_name},
                              .period = (char *)asked->period,
                              .unit = (char *)asked->unit,
                              .map = (char *)asked->map,
                              .each = (char *)asked->each,
                              .as_of = (char *)asked->as_of};
    g_autoptr(search_t) search = search_new("templates", "out/bin/tongket");
    g_autoptr(workspace_t) workspace = NULL;
    g_autoptr(GError) error = NULL;
    struct report_plan plan;
    CU_ASSERT_TRUE_FATAL(workspace_begin(search, &request, &workspace, &error));
    if (!report_plan_open(&plan, &request, search, workspace, &error) ||
        !report_pass_alone(&plan, &error))
        g_printerr("%s\n", error->message);
    CU_ASSERT_PTR_NULL_FATAL(error);
    for (guint i = 0; i < plan.report.sources->len; i++) {
        struct report_source *source = &g_array_index(plan.report.sources, struct report_source, i);
        CU_ASSERT_TRUE(is_same(&plan, &source->plan, source->tally, NULL));
        if (source->liked == NULL)
            continue;
        CU_ASSERT_TRUE(is_same(&plan, &source->liked_plan, source->liked, source->tally));
        met->liked++;
    }
    met->shared += plan.report.scopes->portions->len;
    report_plan_clear(&plan);
}

static void units_and_days_counted_together_give_the_sums_of_each_apart(void)
{
    static const struct asked_report reports[] = {
        {"xep-loai-nam", "samples", "2024", NULL, NULL, NULL, NULL},
        {"xep-loai-nam", "samples", "2024", "34.341", "2025-07-02", NULL, NULL},
        {"xep-loai-nam", "samples/2025", "2025", NULL, NULL, NULL, NULL},
        {"xep-loai-nam", "samples/nhap", "2024", NULL, NULL, NULL, "2024-12-20"},
        {"ky-luat", "samples", "2022..2024", NULL, NULL, NULL, "2024-08-31"},
        {"ky-luat", "samples", "2024", NULL, NULL, "huyen", NULL},
        {"ky-luat", "samples", "2024", NULL, "2025-07-02", NULL, NULL},
        {"ky-luat", "samples", "2024-08", NULL, NULL, "co_so", NULL},
        {"trinh-do", "samples", "2024", NULL, NULL, NULL, NULL},
        {"tong-hop-thang", "samples", "2024-08", NULL, NULL, NULL, NULL},
        {"tests/golden/maps/mau.yaml", "tests/golden/maps", "2025", "05", "2025-07-02", NULL, NULL},
        {"tests/golden/maps/mau.yaml", "tests/golden/maps", "2024", "05.1.03", "2025-07-02", NULL,
         NULL},
        {"ky-luat", "tests/golden/merge-then-split", "2023", NULL, "2024-06-01", NULL, NULL},
        {"tests/golden/unit-fields/theo-loai.yaml", "tests/golden/unit-fields", "2024", NULL, NULL,
         NULL, NULL},
        {"can-bo", "samples", "2024", "34.342", NULL, NULL, NULL},
    };
    struct group_met met = {0, 0};
    for (guint i = 0; i < G_N_ELEMENTS(reports); i++)
        check_report(&reports[i], &met);
    CU_ASSERT_TRUE(met.liked > 0);
    CU_ASSERT_TRUE(met.shared > 0);
}

/* ---- a table that is full ---- */

#define PERSONS 150000

static void a_full_table_is_poured_and_goes_on(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: unit}]\n"
                 "    columns: [{code: nguoi, label: N, distinct: nguoi}]\n"
                 "    measures: [{show: count}]\n",
                 NULL, "2024");
    struct fixture_reading *reading =
        fixture_reading(&fixture_source(&f, "ky_luat")->plan, NULL, FALSE);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(fixture_dataset(&f, "ky_luat"));
    struct fact fact =
        fixture_fact(&f, "ky_luat", vocabulary, "ngay=2024-03-01 ma_don_vi=34.1 nguoi=an");
    guint person = (guint)dataset_column(fixture_dataset(&f, "ky_luat"), "nguoi");
    for (guint i = 0; i < 2 * PERSONS; i++) {
        fact.value[person] = i % PERSONS; /* each twice, far apart */
        groups_take(reading->groups, &fact);
    }
    groups_pour(reading->groups);
    g_autoptr(GPtrArray) tallies = grouping_take_tallies(reading->grouping);
    const struct cube *cube = tally_cube(g_ptr_array_index(tallies, 0), 0, 0);
    const struct place total = {CUBE_TOTAL, 0, 0}, persons = {0, 0, 0};
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &total), 2 * PERSONS);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &persons), PERSONS);
    fixture_reading_free(reading);
}

#define LABELS 560

/* Facts of one label have a place of their own, those of two do not. */
static void places_of_groups_hold_when_the_table_is_poured(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - {id: a, title: A, from: ky_luat, rows: [{by: unit}],\n"
                 "     columns: [{by: noi_dung}], measures: [{show: count}]}\n",
                 NULL, "2024");
    struct fixture_reading *reading =
        fixture_reading(&fixture_source(&f, "ky_luat")->plan, NULL, FALSE);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(fixture_dataset(&f, "ky_luat"));
    struct fact fact = fixture_fact(&f, "ky_luat", vocabulary, "ngay=2024-03-01 ma_don_vi=34.1");
    guint column = (guint)dataset_column(fixture_dataset(&f, "ky_luat"), "noi_dung");
    gint64 facts = 0;
    for (gint32 a = 0; a < LABELS; a++) {
        g_autofree char *label = g_strdup_printf("Việc %d", a);
        gint32 number = (gint32)vocabulary_number(vocabulary, column, label);
        for (gint32 b = 0; b < a; b++, facts += 2) {
            fact.mentions_count = 2;
            fact.mentions[0] = b;
            fact.mentions[1] = number;
            groups_take(reading->groups, &fact);
            fact.mentions_count = 1;
            groups_take(reading->groups, &fact);
        }
    }
    groups_pour(reading->groups);
    g_autoptr(GPtrArray) tallies = grouping_take_tallies(reading->grouping);
    const struct cube *cube = tally_cube(g_ptr_array_index(tallies, 0), 0, 0);
    const struct place total = {CUBE_TOTAL, 0, 0}, first = {0, 1, 0};
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &total), facts);
    CU_ASSERT_EQUAL(cube_sum(cube, SPAN_PERIOD, &total, &first), 2 * (LABELS - 1));
    fixture_reading_free(reading);
}

static void a_pass_that_is_repeated_begins_with_nothing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - {id: a, title: A, from: ky_luat, rows: [{by: unit}],\n"
                 "     columns: [{by: cap_thi_hanh}], measures: [{show: count}]}\n",
                 NULL, "2024");
    struct fixture_reading *reading =
        fixture_reading(&fixture_source(&f, "ky_luat")->plan, NULL, FALSE);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(fixture_dataset(&f, "ky_luat"));
    struct fact fact = fixture_fact(&f, "ky_luat", vocabulary, "ngay=2024-03-01 ma_don_vi=34.1");
    groups_take(reading->groups, &fact);
    groups_pour(reading->groups);
    groups_free(reading->groups);
    reading->groups = groups_new(reading->grouping);
    groups_take(reading->groups, &fact);
    groups_pour(reading->groups);
    CU_ASSERT_EQUAL(tally_facts(g_ptr_array_index(reading->grouping->tallies, 0)), 1);
    fixture_reading_free(reading);
}

static CU_TestInfo tests[] = {
    {"units and days counted together give the sums of each apart",
     units_and_days_counted_together_give_the_sums_of_each_apart},
    {"a full table is poured and goes on", a_full_table_is_poured_and_goes_on},
    {"places of groups hold when the table is poured",
     places_of_groups_hold_when_the_table_is_poured},
    {"a pass that is repeated begins with nothing", a_pass_that_is_repeated_begins_with_nothing},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo groups_suite = {"groups", NULL, NULL, NULL, NULL, tests};
