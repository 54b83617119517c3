#include "run/report_run.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "build/report.h"
#include "calc/cap.h"
#include "read/digest.h"
#include "run/delivery.h"
#include "run/findings_file.h"
#include "run/lock.h"
#include "run/manifest.h"
#include "run/version.h"
#include "spec/office.h"
#include "spec/template.h"

/* Where Debian's fonts-liberation2 puts its files. */
#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

/* Everything of one run; what it owns is freed by run_clear(). */
struct run {
    const struct report_options *options;
    const struct search *search;
    struct workspace *workspace; /* the outcome's */
    struct template *template;
    GBytes *template_text;
    struct office *office;
    GBytes *office_text;
    char *stem;
    GPtrArray *digests;    /* char * by input; NULL: not read */
    GPtrArray *cap_tables; /* struct table *: cap_query_table() */
    struct report report;
};

static void free_cap_table(gpointer table)
{
    cap_query_table_free(table);
}

static void clear_source(gpointer data)
{
    struct report_source *source = data;
    tally_free(source->tally);
    g_ptr_array_unref(source->plan.queries);
    g_array_unref(source->tables);
    g_free(source->files);
}

static void clear_account(gpointer data)
{
    g_free(((struct report_account *)data)->file);
}

static void free_query(gpointer query)
{
    query_free(query);
}

static void run_init(struct run *run)
{
    run->digests = g_ptr_array_new_with_free_func(g_free);
    run->cap_tables = g_ptr_array_new_with_free_func(free_cap_table);
    run->report.sources = g_array_new(FALSE, TRUE, sizeof(struct report_source));
    run->report.accounts = g_array_new(FALSE, TRUE, sizeof(struct report_account));
    g_array_set_clear_func(run->report.sources, clear_source);
    g_array_set_clear_func(run->report.accounts, clear_account);
}

static void run_clear(struct run *run)
{
    g_array_unref(run->report.sources);
    g_array_unref(run->report.accounts);
    g_ptr_array_unref(run->cap_tables);
    g_ptr_array_unref(run->digests);
    scopes_free(run->report.scopes);
    template_free(run->template);
    office_free(run->office);
    g_clear_pointer(&run->template_text, g_bytes_unref);
    g_clear_pointer(&run->office_text, g_bytes_unref);
    g_free(run->stem);
}

/* The nearest of the known words, or all of them. New string. */
static char *nearest_or_all(const char *word, GPtrArray *known)
{
    g_ptr_array_add(known, NULL);
    const char *nearest = text_suggest(word, (const char *const *)known->pdata);
    return nearest != NULL ? g_strdup(nearest) : g_strjoinv(", ", (char **)known->pdata);
}

static gboolean load_template(struct run *run, GError **error)
{
    const char *name = run->options->template_name;
    g_autofree char *path = search_template(run->search, name);
    if (path == NULL) {
        g_autoptr(GPtrArray) names = search_templates(run->search);
        g_autofree char *known = nearest_or_all(name, names);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_TEMPLATE, name, known, NULL);
    }
    run->stem = search_stem(path);
    return template_load(path, run->workspace->dictionary, &run->template, &run->template_text,
                         error);
}

static gboolean parse_day(const char *text, const char *option, date *day, GError **error)
{
    if (text == NULL || date_parse(text, -1, day))
        return TRUE;
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_DAY, option, text, NULL);
}

static gboolean takes_kind(const struct template *template, enum period_kind kind)
{
    for (guint i = 0; i < template->periods.count; i++)
        if (strcmp(template->periods.item[i], period_kind_name(kind)) == 0)
            return TRUE;
    return template->periods.count == 0;
}

static gboolean set_period(struct run *run, GError **error)
{
    struct report *report = &run->report;
    const char *text = run->options->period;
    if (!period_parse(text, run->options->today, &report->period))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_PERIOD, text, NULL);
    if (!takes_kind(run->template, report->period.kind)) {
        g_autofree char *kinds = g_strjoinv(", ", run->template->periods.item);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_PERIOD_KIND, run->stem,
                           period_kind_name(report->period.kind), kinds, NULL);
    }
    report->as_of = DATE_NONE;
    return parse_day(run->options->as_of, "as-of", &report->as_of, error);
}

static gboolean unknown_unit(const struct unit_tree *tree, const char *code, GError **error)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    for (guint i = 0; i < unit_tree_count(tree); i++)
        g_ptr_array_add(codes, (char *)unit_at(tree, (gint32)i)->code);
    g_ptr_array_add(codes, NULL);
    const char *nearest = text_suggest(code, (const char *const *)codes->pdata);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_UNIT, code,
                       nearest != NULL ? nearest : "–", NULL);
}

static gboolean set_scopes(struct run *run, GError **error)
{
    const struct unit_tree *tree = run->workspace->tree;
    gint32 root = run->options->unit != NULL ? unit_tree_find(tree, run->options->unit, -1)
                                             : workspace_root(run->workspace);
    if (run->options->unit != NULL && root == UNIT_NONE)
        return unknown_unit(tree, run->options->unit, error);
    date map_day = run->report.period.last;
    if (!parse_day(run->options->map, "map", &map_day, error))
        return FALSE;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, root);
    run->report.scopes = scopes_new(tree, roots, map_day);
    return TRUE;
}

static struct report_source *source_for(struct run *run, const struct dataset *dataset)
{
    GArray *sources = run->report.sources;
    for (guint i = 0; i < sources->len; i++) {
        struct report_source *source = &g_array_index(sources, struct report_source, i);
        if (source->dataset == dataset)
            return source;
    }
    struct report_source source = {
        .dataset = dataset,
        .plan = {dataset, run->report.scopes, run->report.period,
                 g_ptr_array_new_with_free_func(free_query)},
        .tables = g_array_new(FALSE, FALSE, sizeof(guint)),
        .absent = !workspace_has(run->workspace, dataset),
        .files = workspace_files_of(run->workspace, dataset),
    };
    g_array_append_val(sources, source);
    return &g_array_index(sources, struct report_source, sources->len - 1);
}

/* Asks each table's question of its dataset; a table of kind missing needs none. */
static void plan_tables(struct run *run)
{
    for (guint i = 0; i < run->template->tables_count; i++) {
        const struct table *table = &run->template->tables[i];
        const struct dataset *dataset = dictionary_dataset(run->workspace->dictionary, table->from);
        struct report_source *source = source_for(run, dataset);
        if (table->kind == TABLE_MISSING)
            continue;
        if (table->kind == TABLE_CAP) {
            const struct cap_rule *rule =
                dictionary_cap(run->workspace->dictionary, table->rule, run->report.period.last);
            table = cap_query_table(table, rule);
            g_ptr_array_add(run->cap_tables, (gpointer)table);
        }
        g_ptr_array_add(source->plan.queries,
                        query_new(table, dataset, run->report.scopes, run->report.period));
        g_array_append_val(source->tables, i);
    }
}

/* A rule of the dictionary may not reach to the day reported. */
static gboolean check_rules(const struct run *run, GError **error)
{
    for (guint i = 0; i < run->template->tables_count; i++) {
        const struct table *table = &run->template->tables[i];
        if (table->kind == TABLE_CAP && dictionary_cap(run->workspace->dictionary, table->rule,
                                                       run->report.period.last) == NULL) {
            g_autofree char *day = date_vietnamese(run->report.period.last);
            return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_NO_RULE_THEN, table->rule, day,
                               NULL);
        }
    }
    return TRUE;
}

static void tell(struct workspace *workspace, enum rule rule, guint32 file, const char *value,
                 const char *text)
{
    struct finding finding = {
        .rule = rule, .file = file, .value = (char *)value, .hint = (char *)text};
    findings_add(workspace->findings, &finding);
}

static guint32 first_file_of(const struct workspace *workspace, const struct dataset *dataset)
{
    guint32 file = 0;
    while (file < workspace->inputs->count && workspace->inputs->item[file].dataset != dataset)
        file++;
    return file;
}

static gboolean read_sources(struct run *run, GError **error)
{
    struct workspace *workspace = run->workspace;
    guint present = 0;
    g_autoptr(GString) wanted = g_string_new(NULL);
    for (guint i = 0; i < run->report.sources->len; i++) {
        struct report_source *source = &g_array_index(run->report.sources, struct report_source, i);
        g_string_append_printf(wanted, "%s%s", i > 0 ? ", " : "", source->dataset->name);
        if (!workspace_tally(workspace, &source->plan, run->report.period.last, &source->tally,
                             error))
            return FALSE;
        present += !source->absent;
        if (source->absent)
            tell(workspace, RULE_DATASET_ABSENT, workspace->inputs->count, source->dataset->name,
                 NULL);
        else if (tally_facts(source->tally) == 0)
            tell(workspace, RULE_PERIOD_EMPTY, first_file_of(workspace, source->dataset),
                 source->dataset->name, run->report.period.name);
    }
    if (present == 0)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_ROWS_AT_ALL, run->stem,
                           wanted->str, NULL);
    return TRUE;
}

static gboolean is_read(const struct run *run, const struct dataset *dataset)
{
    if (dataset != NULL && dataset->kind == DATASET_TREE)
        return TRUE;
    for (guint i = 0; i < run->report.sources->len; i++)
        if (g_array_index(run->report.sources, struct report_source, i).dataset == dataset)
            return dataset != NULL;
    return FALSE;
}

static void set_accounts(struct run *run)
{
    const struct inputs *inputs = run->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++) {
        const struct account *account = &run->workspace->accounts[i];
        if (!is_read(run, inputs->item[i].dataset))
            continue;
        struct report_account told = {
            .file = g_strdup(inputs->item[i].name),
            .dataset = inputs->item[i].dataset->name,
            .lines = account->lines,
            .header = account->header,
            .blank = account->blank,
            .records = account->records,
            .used = account->used,
            .rejected = account->records - account->used,
        };
        g_array_append_val(run->report.accounts, told);
    }
}

static gboolean load_office(struct run *run, GError **error)
{
    if (run->options->office == NULL)
        return TRUE;
    return office_load(run->options->office, &run->office, &run->office_text, error);
}

static gboolean compute(struct run *run, GError **error)
{
    struct workspace *workspace = run->workspace;
    if (!load_template(run, error) || !set_period(run, error) || !set_scopes(run, error) ||
        !load_office(run, error) || !check_rules(run, error))
        return FALSE;
    plan_tables(run);
    if (!read_sources(run, error))
        return FALSE;
    findings_sort(workspace->findings);
    set_accounts(run);
    run->report.template = run->template;
    run->report.dictionary = workspace->dictionary;
    run->report.office = run->office;
    run->report.final = run->options->final;
    run->report.findings = workspace->findings;
    run->report.file_names = (const char *const *)workspace->file_names;
    return TRUE;
}

/* What the files were made of; the strings are the run's. */
static void describe(const struct run *run, struct manifest *manifest)
{
    const struct workspace *workspace = run->workspace;
    manifest->program_version = TONGKET_VERSION;
    manifest->template = (struct manifest_text){run->stem, run->template_text};
    manifest->dictionary = (struct manifest_text){"tu-dien.yaml", workspace->dictionary_text};
    if (run->office != NULL)
        manifest->office = (struct manifest_text){"office", run->office_text};
    manifest->period = run->report.period.name;
    manifest->unit = run->options->unit != NULL ? run->options->unit : "";
    manifest->audience = "internal";
    manifest->status = run->options->final ? "final" : "draft";
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        if (!is_read(run, input->dataset))
            continue;
        struct manifest_input told = {
            .dataset = input->dataset->name,
            .name = input->name,
            .sha256 = g_ptr_array_index(run->digests, i),
            .size = (guint64)input->size,
            .account = &workspace->accounts[i],
        };
        g_array_append_val(manifest->inputs, told);
    }
}

static gboolean digest_inputs(struct run *run, GError **error)
{
    const struct inputs *inputs = run->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++) {
        char *digest = NULL;
        if (is_read(run, inputs->item[i].dataset) &&
            !digest_input(&inputs->item[i], &digest, error))
            return FALSE;
        g_ptr_array_add(run->digests, digest);
    }
    return TRUE;
}

static gboolean publish(struct run *run, struct report_outcome *outcome, GError **error)
{
    g_autofree char *stem = delivery_stem(run->stem, run->report.period.name, run->options->unit);
    g_autoptr(book_t) book = report_build(&run->report, 0, stem, error);
    if (book == NULL || !digest_inputs(run, error))
        return FALSE;
    g_autofree char *map = date_iso(run->report.scopes->map_day);
    g_autofree char *as_of = run->report.as_of != DATE_NONE ? date_iso(run->report.as_of) : NULL;
    g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(struct manifest_input));
    struct manifest manifest = {.map = map, .as_of = as_of, .inputs = inputs};
    describe(run, &manifest);
    book->identity = manifest_identity(&manifest, book);

    g_autoptr(lock_t) lock = NULL;
    struct delivery delivery = {
        .folder = run->options->out,
        .formats = run->options->formats,
        .font_folder = FONT_FOLDER,
        .findings = run->workspace->findings,
        .file_names = (const char *const *)run->workspace->file_names,
    };
    outcome->findings_path =
        g_build_filename(run->options->out, stem, findings_file_name(book), NULL);
    return lock_take(run->options->out, run->options->wait_seconds, &lock, error) &&
           delivery_run(&delivery, book, &manifest, outcome->paths, error);
}

gboolean report_run(const struct report_options *options, const struct search *search,
                    struct report_outcome *outcome, GError **error)
{
    struct run run = {.options = options, .search = search};
    run_init(&run);
    outcome->paths = g_ptr_array_new_with_free_func(g_free);
    gboolean done =
        workspace_open(search, options->dictionary, options->data, &outcome->workspace, error);
    run.workspace = outcome->workspace;
    done = done && compute(&run, error) && publish(&run, outcome, error);
    run_clear(&run);
    return done;
}

void report_outcome_clear(struct report_outcome *outcome)
{
    workspace_free(outcome->workspace);
    g_clear_pointer(&outcome->paths, g_ptr_array_unref);
    g_free(outcome->findings_path);
}
