#include "run/report_plan.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "calc/cap.h"
#include "check/rules_across.h"
#include "read/summary.h"
#include "read/wide_header.h"
#include "run/report_scopes.h"
#include "run/summaries.h"

static void free_cap_table(gpointer table)
{
    cap_query_table_free(table);
}

static void clear_source(gpointer data)
{
    struct report_source *source = data;
    tally_free(source->tally);
    tally_free(source->liked);
    fact_store_unref(source->facts);
    like_for_like_free(source->like);
    g_ptr_array_unref(source->plan.queries);
    g_array_unref(source->tables);
    g_free(source->files);
}

static void clear_account(gpointer data)
{
    struct account_told *account = data;
    g_free(account->file);
    g_free(account->reasons);
    g_free(account->reading);
}

static void free_query(gpointer query)
{
    query_free(query);
}

static void plan_init(struct report_plan *plan)
{
    plan->cap_tables = g_ptr_array_new_with_free_func(free_cap_table);
    plan->report.sources = g_array_new(FALSE, TRUE, sizeof(struct report_source));
    plan->report.accounts = g_array_new(FALSE, TRUE, sizeof(struct account_told));
    g_array_set_clear_func(plan->report.sources, clear_source);
    g_array_set_clear_func(plan->report.accounts, clear_account);
}

void report_plan_clear(struct report_plan *plan)
{
    g_array_unref(plan->report.sources);
    g_array_unref(plan->report.accounts);
    g_ptr_array_unref(plan->cap_tables);
    template_free(plan->template);
    office_free(plan->office);
    g_clear_pointer(&plan->template_text, g_bytes_unref);
    g_clear_pointer(&plan->office_text, g_bytes_unref);
    findings_free(plan->lost);
    findings_free(plan->outside);
    findings_free(plan->across);
    review_free(plan->review);
    g_clear_pointer(&plan->gathered, g_ptr_array_unref);
    findings_free(plan->findings);
    g_free(plan->name);
}

/* The nearest of the known words, or all of them. New string. */
static char *nearest_or_all(const char *word, GPtrArray *known)
{
    g_ptr_array_add(known, NULL);
    const char *nearest = text_suggest(word, (const char *const *)known->pdata);
    return nearest != NULL ? g_strdup(nearest) : g_strjoinv(", ", (char **)known->pdata);
}

static gboolean load_template(struct report_plan *plan, GError **error)
{
    const struct request_file *file = &plan->request->template;
    g_autofree char *path =
        file->text != NULL ? g_strdup(file->path) : search_template(plan->search, file->path);
    if (path == NULL) {
        g_autoptr(GPtrArray) names = search_templates(plan->search);
        g_autofree char *known = nearest_or_all(file->path, names);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_TEMPLATE, file->path, known,
                           NULL);
    }
    struct request_file found = {path, file->text};
    plan->name = search_stem(path);
    plan->template_text = workspace_text(&found, error);
    return plan->template_text != NULL &&
           template_load(plan->template_text, path, plan->workspace->dictionary, &plan->template,
                         error);
}

static gboolean takes_kind(const struct template *template, enum period_kind kind)
{
    return template->periods.count == 0 || names_hold(&template->periods, period_kind_name(kind));
}

/* A ranking of the fourth quarter is that of its year. */
static gboolean asks_fourth_quarter(const struct report_plan *plan)
{
    const struct period *period = &plan->report.period;
    gboolean ranks = FALSE;
    for (guint i = 0; i < plan->template->tables_count; i++) {
        const struct dataset *dataset =
            dictionary_dataset(plan->workspace->dictionary, plan->template->tables[i].from);
        ranks = ranks || dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0;
    }
    return ranks && date_quarter(period->first, period->last) == 4;
}

static gboolean set_period(struct report_plan *plan, GError **error)
{
    struct period *period = &plan->report.period;
    if (!request_period(plan->request, period, error))
        return FALSE;
    plan->map_day = period->last;
    plan->workspace->period = *period;
    return request_day("map", plan->request->map, &plan->map_day, error);
}

/* Whether a report can be made for the kind of its period. */
static gboolean check_kind(struct report_plan *plan, GError **error)
{
    const struct period *period = &plan->report.period;
    if (!takes_kind(plan->template, period->kind)) {
        g_autofree char *kinds = names_join(&plan->template->periods);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_PERIOD_KIND, plan->name,
                           period_kind_name(period->kind), kinds, NULL);
    }
    if (asks_fourth_quarter(plan)) {
        g_autofree char *year = g_strdup_printf("%d", date_month_number(period->last) / 12);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_PERIOD_FOURTH_QUARTER, year, NULL);
    }
    return TRUE;
}

/* What is not for this edition or this kind of period is not made. */
static gboolean choose_tables(struct report_plan *plan, GError **error)
{
    struct template *template = plan->template;
    gboolean public = plan->request->audience == AUDIENCE_PUBLIC;
    enum period_kind kind = plan->report.period.kind;
    template_leave_out(template, public, kind);
    if (template->tables_count > 0)
        return TRUE;
    if (public)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NOTHING_PUBLIC, plan->name, NULL);
    g_autofree char *kinds = names_join(&template->tables[0].periods);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_PERIOD_KIND, plan->name,
                       period_kind_name(kind), kinds, NULL);
}

static gboolean check_level(const struct report_plan *plan, GError **error)
{
    enum level level;
    const char *each = plan->request->each;
    return each == NULL || level_from_code(each, &level) ||
           error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_LEVEL, each, NULL);
}

static void find_lacks(const struct report_plan *plan, struct report_source *source)
{
    const struct inputs *inputs = plan->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->item[i];
        if (input->dataset != source->dataset)
            continue;
        for (guint c = 0; c < source->dataset->columns_count; c++)
            source->lacks.column[c] |= !dataset_column_is_there(source->dataset, input->column, c);
        if (input->summary != NULL && input->summary->lacking != 0 &&
            input->dataset->wide_count > 0)
            source->lacks.values[dataset_column(input->dataset, input->dataset->wide[0].values)] |=
                input->summary->lacking;
        if (input->wide != NULL)
            source->lacks.values[input->wide->values] |= wide_values_lacking(input);
    }
}

static struct report_source *source_for(struct report_plan *plan, const struct dataset *dataset)
{
    GArray *sources = plan->report.sources;
    for (guint i = 0; i < sources->len; i++) {
        struct report_source *source = &g_array_index(sources, struct report_source, i);
        if (source->dataset == dataset)
            return source;
    }
    struct report_source source = {
        .dataset = dataset,
        .plan = {.dataset = dataset,
                 .scopes = plan->report.scopes,
                 .period = plan->report.period,
                 .queries = g_ptr_array_new_with_free_func(free_query),
                 .files = plan->workspace->inputs->count},
        .tables = g_array_new(FALSE, FALSE, sizeof(guint)),
        .absent = !workspace_has(plan->workspace, dataset),
        .files = workspace_files_of(plan->workspace, dataset),
    };
    find_lacks(plan, &source);
    g_array_append_val(sources, source);
    return &g_array_index(sources, struct report_source, sources->len - 1);
}

/* Asks a table's question of one of its datasets. */
static void ask(struct report_plan *plan, guint index, const struct template_table *table,
                const struct dataset *dataset)
{
    struct report_source *source = source_for(plan, dataset);
    struct query *query = query_new_of(table, dataset, plan->workspace->dictionary,
                                       plan->report.scopes, plan->report.period);
    if (plan->request->audience == AUDIENCE_PUBLIC) {
        query_make_public(query);
        query_merge_unknown(query);
    }
    g_ptr_array_add(source->plan.queries, query);
    g_array_append_val(source->tables, index);
}

/* The question of each dataset that columns of a table are from. */
static void ask_elsewhere(struct report_plan *plan, guint index)
{
    const struct template_table *table = &plan->template->tables[index];
    g_autoptr(GHashTable) asked = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->columns_count; i++) {
        const struct dataset *dataset =
            table->columns[i].from != NULL
                ? dictionary_dataset(plan->workspace->dictionary, table->columns[i].from)
                : NULL;
        if (dataset != NULL && g_hash_table_add(asked, (gpointer)dataset))
            ask(plan, index, table, dataset);
    }
}

/* Asks each table's questions of its datasets; a table of kind missing needs none. */
static void plan_tables(struct report_plan *plan)
{
    for (guint i = 0; i < plan->template->tables_count; i++) {
        const struct template_table *table = &plan->template->tables[i];
        const struct dataset *dataset =
            dictionary_dataset(plan->workspace->dictionary, table->from);
        source_for(plan, dataset);
        if (table->kind == TABLE_MISSING || table->kind == TABLE_REVIEW)
            continue;
        if (table->kind == TABLE_CAP) {
            const struct cap_rule *rule =
                dictionary_cap(plan->workspace->dictionary, table->rule, plan->report.period.last);
            table = cap_query_table(table, rule);
            g_ptr_array_add(plan->cap_tables, (gpointer)table);
        }
        ask(plan, i, table, dataset);
        ask_elsewhere(plan, i);
    }
}

/* Whether columns of other tables ask a source for nothing but how a year ended. */
static gboolean asks_year_end(const struct report_source *source)
{
    for (guint i = 0; i < source->plan.queries->len; i++) {
        const struct query *query = g_ptr_array_index(source->plan.queries, i);
        for (guint span = 0; span < SPANS; span++)
            if (query->own || (span != SPAN_YEAR_END && query->wanted[span]))
                return FALSE;
    }
    return source->plan.queries->len > 0;
}

/*
 * A dataset that no table is of is there for columns of others. Who should have returned it, and
 * what of it lies in the period, is asked of the stretch of time that these look at.
 */
static void settle_elsewhere(struct report_plan *plan)
{
    for (guint i = 0; i < plan->report.sources->len; i++) {
        struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        source->beside = TRUE;
        for (guint t = 0; t < plan->template->tables_count; t++)
            if (strcmp(plan->template->tables[t].from, source->dataset->name) == 0)
                source->beside = FALSE;
        if (source->beside && asks_year_end(source))
            source->plan.period = period_year_end(&plan->report.period);
    }
}

/*
 * Rankings are held against disciplinary actions wherever these are given, though no table asks for
 * them; where they are not, the report says so.
 */
static void plan_beside(struct report_plan *plan)
{
    for (guint i = 0; i < plan->template->tables_count; i++) {
        const char *name = rules_across_beside(plan->template->tables[i].from);
        const struct dataset *dataset =
            name != NULL ? dictionary_dataset(plan->workspace->dictionary, name) : NULL;
        if (dataset == NULL)
            continue;
        if (!workspace_has(plan->workspace, dataset)) {
            plan->report.uncompared = TRUE;
            continue;
        }
        source_for(plan, dataset);
    }
}

/* A rule of the dictionary may not reach to the day reported. */
static gboolean check_rules(const struct report_plan *plan, GError **error)
{
    for (guint i = 0; i < plan->template->tables_count; i++) {
        const struct template_table *table = &plan->template->tables[i];
        if (table->kind == TABLE_CAP && dictionary_cap(plan->workspace->dictionary, table->rule,
                                                       plan->report.period.last) == NULL) {
            g_autofree char *day = date_vietnamese(plan->report.period.last);
            return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_NO_RULE_THEN, table->rule, day,
                               NULL);
        }
    }
    return TRUE;
}

gboolean report_plan_reads(const struct report_plan *plan, const struct dataset *dataset)
{
    if (dataset == NULL)
        return FALSE;
    if (dataset->kind == DATASET_TREE || dataset->kind == DATASET_CROSSWALK)
        return TRUE;
    for (guint i = 0; i < plan->template->tables_count; i++) {
        const struct template_table *table = &plan->template->tables[i];
        if (strcmp(table->from, dataset->name) == 0 ||
            g_strcmp0(rules_across_beside(table->from), dataset->name) == 0)
            return TRUE;
        for (guint k = 0; k < table->columns_count; k++)
            if (g_strcmp0(table->columns[k].from, dataset->name) == 0)
                return TRUE;
    }
    return FALSE;
}

static gboolean load_office(struct report_plan *plan, GError **error)
{
    const struct request_file *file = &plan->request->office;
    if (file->path == NULL)
        return TRUE;
    plan->office_text = workspace_text(file, error);
    return plan->office_text != NULL &&
           office_load(plan->office_text, file->path, plan->workspace->dictionary,
                       period_day(&plan->report.period), &plan->office, error);
}

gboolean report_plan_open(struct report_plan *plan, const struct request *request,
                          const struct search *search, struct workspace *workspace, GError **error)
{
    *plan = (struct report_plan){.request = request, .search = search, .workspace = workspace};
    plan_init(plan);
    return check_level(plan, error) && load_template(plan, error) && set_period(plan, error) &&
           check_kind(plan, error) && choose_tables(plan, error) && load_office(plan, error) &&
           check_rules(plan, error);
}

gboolean report_plan_open_asking(struct report_plan *plan, const struct request *request,
                                 const struct search *search, struct workspace *workspace,
                                 GError **error)
{
    *plan = (struct report_plan){.request = request, .search = search, .workspace = workspace};
    plan_init(plan);
    return load_template(plan, error) && set_period(plan, error) && check_rules(plan, error);
}

gboolean report_plan_settle(struct report_plan *plan, GError **error)
{
    struct workspace *workspace = plan->workspace;
    struct report *report = &plan->report;
    if (!report_scopes_set(plan, error))
        return FALSE;
    plan_tables(plan);
    plan_beside(plan);
    settle_elsewhere(plan);
    report->template = plan->template;
    report->dictionary = workspace->dictionary;
    report->office = plan->office;
    report->final = plan->request->status == STATUS_FINAL;
    report->public = plan->request->audience == AUDIENCE_PUBLIC;
    report->crosswalk = plan->request->passport ? workspace->crosswalk : NULL;
    report->findings = workspace->findings;
    report->file_names = (const char *const *)workspace->file_names;
    return summaries_check_plan(plan, error);
}
