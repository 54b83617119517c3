#include "fixture.h"

#include "calc/cap.h"

#define DICTIONARY "tests/unit/data/calc/tu-dien.yaml"

static const struct {
    const char *code, *parent, *kind;
    enum level level;
    const char *until;
} units[] = {
    {"34", "", "", LEVEL_TINH, NULL},
    {"34.1", "34", "", LEVEL_HUYEN, NULL},
    {"34.1.1", "34.1", "xa", LEVEL_CO_SO, NULL},
    {"34.1.1.1", "34.1.1", "thon", LEVEL_CHI_BO, NULL},
    {"34.1.1.2", "34.1.1", "thon", LEVEL_CHI_BO, NULL},
    {"34.1.2", "34.1", "chi_bo_co_so", LEVEL_CO_SO, NULL},
    {"34.2", "34", "", LEVEL_HUYEN, NULL},
    {"34.2.1", "34.2", "xa", LEVEL_CO_SO, NULL},
    {"34.2.1.S", "34.2.1", "", LEVEL_BO_PHAN, NULL},
    {"34.2.1.S.1", "34.2.1.S", "thon", LEVEL_CHI_BO, NULL},
    {"34.9", "34", "", LEVEL_HUYEN, "2023-06-30"},
    {"34.9.1", "34.9", "xa", LEVEL_CO_SO, "2023-06-30"},
    {"DK", "34", "", LEVEL_CO_SO, NULL},
    {"DK.1", "DK", "", LEVEL_CHI_BO, NULL},
};

date fixture_day(const char *iso)
{
    date day = DATE_NONE;
    CU_ASSERT_TRUE_FATAL(date_parse(iso, -1, &day));
    return day;
}

struct period fixture_period(const char *text)
{
    struct period period;
    CU_ASSERT_TRUE_FATAL(period_parse(text, fixture_day("2025-01-01"), &period));
    return period;
}

gint32 fixture_unit(const struct fixture *fixture, const char *code)
{
    gint32 unit = unit_tree_find(fixture->tree, code, -1);
    CU_ASSERT_NOT_EQUAL_FATAL(unit, UNIT_NONE);
    return unit;
}

const struct dataset *fixture_dataset(const struct fixture *fixture, const char *name)
{
    return dictionary_dataset(fixture->dictionary, name);
}

static struct unit_tree *plant(void)
{
    struct unit_tree *tree = unit_tree_new();
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autofree char *name = g_strdup_printf("Đơn vị %s", units[i].code);
        struct unit unit = {
            .code = units[i].code,
            .name = name,
            .kind = units[i].kind,
            .level = units[i].level,
            .is_cell = units[i].level == LEVEL_CHI_BO || strstr(units[i].kind, "chi_bo") != NULL,
            .from = fixture_day("2000-01-01"),
            .to = units[i].until != NULL ? fixture_day(units[i].until) : DATE_NONE,
        };
        unit_tree_add(tree, &unit, units[i].parent);
    }
    unit_tree_link(tree, NULL, NULL);
    return tree;
}

static struct template *read_template(const struct fixture *fixture, const char *tables)
{
    static const char head[] = "template: mau\ntitle: Báo cáo {period}\ntables:\n";
    g_autofree char *text = g_strconcat(head, tables, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    struct template *template = NULL;
    g_autoptr(GError) error = NULL;
    if (!template_load(bytes, "mau.yaml", fixture->dictionary, &template, &error))
        g_printerr("%s\n", error->message);
    CU_ASSERT_PTR_NOT_NULL_FATAL(template);
    return template;
}

struct dictionary *fixture_dictionary(const char *path)
{
    struct dictionary *dictionary = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) text = yaml_read(path, &error);
    if (text == NULL || !dictionary_load(text, path, &dictionary, &error))
        g_printerr("%s\n", error->message);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dictionary);
    return dictionary;
}

static void free_query(gpointer query)
{
    query_free(query);
}

static void free_cap_table(gpointer table)
{
    cap_query_table_free(table);
}

struct fixture_reading *fixture_reading(struct tally_plan *plan, const struct tally *like,
                                        gboolean apart)
{
    struct fixture_reading *reading = g_new(struct fixture_reading, 1);
    reading->plans = g_ptr_array_new();
    g_ptr_array_add(reading->plans, plan);
    reading->grouping = grouping_new(reading->plans, like, apart);
    reading->groups = groups_new(reading->grouping);
    return reading;
}

void fixture_reading_free(struct fixture_reading *reading)
{
    groups_free(reading->groups);
    grouping_free(reading->grouping);
    g_ptr_array_unref(reading->plans);
    g_free(reading);
}

static void free_reading(gpointer reading)
{
    fixture_reading_free(reading);
}

static struct tally *add_reading(struct fixture *fixture, struct tally_plan *plan,
                                 const struct tally *like)
{
    struct fixture_reading *reading = fixture_reading(plan, like, FALSE);
    g_ptr_array_add(fixture->readings, reading);
    return g_ptr_array_index(reading->grouping->tallies, 0);
}

static void free_vocabulary(gpointer vocabulary)
{
    vocabulary_free(vocabulary);
}

struct report_source *fixture_source(struct fixture *fixture, const char *dataset)
{
    GArray *sources = fixture->report.sources;
    for (guint i = 0; i < sources->len; i++)
        if (strcmp(g_array_index(sources, struct report_source, i).dataset->name, dataset) == 0)
            return &g_array_index(sources, struct report_source, i);
    struct report_source source = {
        .dataset = fixture_dataset(fixture, dataset),
        .tables = g_array_new(FALSE, FALSE, sizeof(guint)),
        .files = g_strconcat(dataset, ".csv", NULL),
    };
    source.plan = (struct tally_plan){source.dataset,
                                      fixture->report.scopes,
                                      fixture->report.period,
                                      g_ptr_array_new_with_free_func(free_query),
                                      1,
                                      NULL};
    g_array_append_val(sources, source);
    g_ptr_array_add(fixture->vocabularies, vocabulary_new(source.dataset));
    return &g_array_index(sources, struct report_source, sources->len - 1);
}

static void ask(struct fixture *fixture, const char *from, const struct template_table *table,
                guint at)
{
    struct report_source *source = fixture_source(fixture, from);
    g_ptr_array_add(source->plan.queries,
                    query_new_of(table, source->dataset, fixture->dictionary,
                                 fixture->report.scopes, fixture->report.period));
    g_array_append_val(source->tables, at);
}

/* As run/report_run.c does it. */
static void plan(struct fixture *fixture)
{
    struct report *report = &fixture->report;
    for (guint i = 0; i < fixture->template->tables_count; i++) {
        const struct template_table *table = &fixture->template->tables[i];
        const char *beside = table->columns_count > 0 ? table->columns[0].from : NULL;
        fixture_source(fixture, table->from);
        if (table->kind == TABLE_MISSING || table->kind == TABLE_REVIEW)
            continue;
        if (table->kind == TABLE_CAP) {
            const struct cap_rule *rule =
                dictionary_cap(fixture->dictionary, table->rule, report->period.last);
            table = cap_query_table(table, rule);
            g_ptr_array_add(fixture->cap_tables, (gpointer)table);
        }
        ask(fixture, table->from, table, i);
        if (beside != NULL)
            ask(fixture, beside, table, i);
    }
    for (guint i = 0; i < report->sources->len; i++) {
        struct report_source *source = &g_array_index(report->sources, struct report_source, i);
        source->tally = add_reading(fixture, &source->plan, NULL);
    }
}

void fixture_open(struct fixture *fixture, const char *tables, const char *unit, const char *period)
{
    *fixture = (struct fixture){0};
    fixture->dictionary = fixture_dictionary(DICTIONARY);
    fixture->tree = plant();
    fixture->findings = findings_new();
    fixture->cap_tables = g_ptr_array_new_with_free_func(free_cap_table);
    fixture->vocabularies = g_ptr_array_new_with_free_func(free_vocabulary);
    fixture->readings = g_ptr_array_new_with_free_func(free_reading);
    fixture->taken = g_ptr_array_new_with_free_func(g_free);

    struct report *report = &fixture->report;
    gint32 root = fixture_unit(fixture, unit != NULL ? unit : "34");
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, root);
    report->period = fixture_period(period);
    report->scopes = scopes_new(fixture->tree, roots, report->period.last);
    report->dictionary = fixture->dictionary;
    report->findings = fixture->findings;
    report->sources = g_array_new(FALSE, TRUE, sizeof(struct report_source));
    report->accounts = g_array_new(FALSE, TRUE, sizeof(struct account_told));
    if (tables == NULL)
        return;
    fixture->template = read_template(fixture, tables);
    report->template = fixture->template;
    plan(fixture);
}

void fixture_close(struct fixture *fixture)
{
    struct report *report = &fixture->report;
    g_ptr_array_unref(fixture->readings);
    for (guint i = 0; i < report->sources->len; i++) {
        struct report_source *source = &g_array_index(report->sources, struct report_source, i);
        like_for_like_free(source->like);
        g_ptr_array_unref(source->plan.queries);
        g_array_unref(source->tables);
        g_free(source->files);
    }
    g_array_unref(report->sources);
    g_array_unref(report->accounts);
    g_ptr_array_unref(fixture->vocabularies);
    g_ptr_array_unref(fixture->taken);
    g_ptr_array_unref(fixture->cap_tables);
    template_free(fixture->template);
    scopes_free(report->scopes);
    findings_free(fixture->findings);
    unit_tree_free(fixture->tree);
    dictionary_free(fixture->dictionary);
}

static gint32 number_of(struct vocabulary *vocabulary, const struct dataset *dataset, guint column,
                        const char *word)
{
    int value = column_value(&dataset->columns[column], word);
    return value >= 0 ? value : vocabulary_number(vocabulary, column, word);
}

static void set_value(const struct fixture *fixture, const struct dataset *dataset, guint column,
                      const char *word, struct fact *fact)
{
    struct vocabulary *vocabulary = (struct vocabulary *)fact->vocabulary;
    struct period period;
    switch (dataset->columns[column].type) {
    case COLUMN_UNIT:
        fact->unit = fixture_unit(fixture, word);
        fact->value[column] = fact->unit;
        break;
    case COLUMN_LABELS: {
        g_auto(GStrv) words = g_strsplit(word, ";", -1);
        for (guint i = 0; words[i] != NULL; i++)
            fact->mentions[fact->mentions_count++] =
                number_of(vocabulary, dataset, column, words[i]);
        break;
    }
    case COLUMN_COUNT:
        fact->value[column] = g_ascii_strtoll(word, NULL, 10);
        break;
    case COLUMN_KEY:
        fact->value[column] = g_str_hash(word);
        break;
    case COLUMN_YEAR:
    case COLUMN_MONTH:
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        period = fixture_period(word);
        fact->first = period.first;
        fact->last = period.last;
        fact->value[column] = period.first;
        break;
    default:
        fact->value[column] = number_of(vocabulary, dataset, column, word);
    }
}

struct fact fixture_fact(const struct fixture *fixture, const char *dataset,
                         struct vocabulary *vocabulary, const char *text)
{
    const struct dataset *known = fixture_dataset(fixture, dataset);
    struct fact fact = {.vocabulary = vocabulary, .times = 1};
    fact.first = fact.last = DATE_NONE;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; i < known->columns_count; i++)
        fact.value[i] = FACT_BLANK;
    for (guint i = 0; words[i] != NULL; i++) {
        char *value = strchr(words[i], '=');
        CU_ASSERT_PTR_NOT_NULL_FATAL(value);
        *value++ = '\0';
        int column = dataset_column(known, words[i]);
        CU_ASSERT_TRUE_FATAL(column >= 0);
        set_value(fixture, known, (guint)column, value, &fact);
    }
    return fact;
}

static void take(struct fixture *fixture, guint reading, const char *dataset, const char *facts)
{
    struct report_source *source = fixture_source(fixture, dataset);
    gsize number = (gsize)(source - (struct report_source *)fixture->report.sources->data);
    struct groups *groups =
        ((struct fixture_reading *)g_ptr_array_index(fixture->readings, reading))->groups;
    g_auto(GStrv) lines = g_strsplit(facts, "\n", -1);
    for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
        struct vocabulary *words = fixture->vocabularies->pdata[number];
        struct fact fact = fixture_fact(fixture, dataset, words, lines[i]);
        groups_take(groups, &fact);
    }
    groups_pour(groups);
}

void fixture_take(struct fixture *fixture, const char *dataset, const char *facts)
{
    g_ptr_array_add(fixture->taken, g_strdup(dataset));
    g_ptr_array_add(fixture->taken, g_strdup(facts));
    const struct report_source *source = fixture_source(fixture, dataset);
    const struct report_source *first = (void *)fixture->report.sources->data;
    take(fixture, (guint)(source - first), dataset, facts);
}

/* As run/report_pass.c does it: the facts of like units once more. */
static void take_like(struct fixture *fixture, struct report_source *source)
{
    source->liked = add_reading(fixture, &source->liked_plan, source->tally);
    for (guint i = 0; i < fixture->taken->len; i += 2)
        if (strcmp(fixture->taken->pdata[i], source->dataset->name) == 0)
            take(fixture, fixture->readings->len - 1, fixture->taken->pdata[i],
                 fixture->taken->pdata[i + 1]);
    tally_close(source->liked);
}

static void finish(struct fixture *fixture)
{
    for (guint i = 0; i < fixture->report.sources->len && !fixture->closed; i++) {
        struct report_source *source =
            &g_array_index(fixture->report.sources, struct report_source, i);
        tally_close(source->tally);
        if (report_source_settle(source))
            take_like(fixture, source);
    }
    fixture->closed = TRUE;
}

/* The source of a table and the number of its query there. */
static const struct report_source *find_query(struct fixture *fixture, const char *table,
                                              guint *query)
{
    const struct template_table *asked = template_table(fixture->template, table);
    CU_ASSERT_PTR_NOT_NULL_FATAL(asked);
    guint number = (guint)(asked - fixture->template->tables);
    const struct report_source *source = fixture_source(fixture, asked->from);
    for (*query = 0; *query < source->tables->len; ++*query)
        if (g_array_index(source->tables, guint, *query) == number)
            break;
    CU_ASSERT_TRUE_FATAL(*query < source->tables->len);
    return source;
}

const struct query *fixture_query(struct fixture *fixture, const char *table)
{
    guint query;
    const struct report_source *source = find_query(fixture, table, &query);
    return g_ptr_array_index(source->plan.queries, query);
}

const struct cube *fixture_cube(struct fixture *fixture, const char *table)
{
    guint query;
    const struct report_source *source = find_query(fixture, table, &query);
    finish(fixture);
    return tally_cube(source->tally, query, 0);
}

struct book *fixture_book(struct fixture *fixture, GError **error)
{
    finish(fixture);
    return report_build(&fixture->report, 0, "mau", error);
}
