#include "run/summarize.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "read/summary.h"
#include "read/wide_header.h"
#include "run/report_plan.h"
#include "run/summaries.h"
#include "run/summary_lane.h"

/* Whoever opens the file reads this first; it is the same in any language of the terminal. */
#define WARNING                                                                                                                 \
    "#\tNỘI BỘ: mật như số liệu nguồn, vì nhóm chỉ có một người chính là người đó; không công " \
    "khai. INTERNAL: as sensitive as its source, since a group of one is a person; not for the "                                \
    "public.\n"

/* A summary while it is made. */
struct summarizing {
    struct request *request;
    const struct search *search;
    struct workspace *workspace;
    GPtrArray *plans; /* struct report_plan *: of the templates, by name */
    guint8 *inside;   /* by unit */
    guint *numbers;   /* by input: of the source; 0: it is none */
    guint sources;
    GString *datasets, *accounts, *found, *groups; /* lines D, S, F, P and G */
};

static const struct report_plan *first_plan(const struct summarizing *making)
{
    return g_ptr_array_index(making->plans, 0);
}

static void free_plan(gpointer data)
{
    struct report_plan *plan = data;
    struct request *request = (struct request *)plan->request;
    report_plan_clear(plan);
    request_clear(request);
    g_free(request);
    g_free(plan);
}

/* ---- templates ---- */

static gboolean is_template(const struct search *search, const char *argument)
{
    if (g_file_test(argument, G_FILE_TEST_EXISTS))
        return g_str_has_suffix(argument, ".yaml");
    g_autofree char *found = search_template(search, argument);
    return found != NULL;
}

static gboolean open_template(struct summarizing *making, const char *name, GError **error)
{
    struct request *request = g_new0(struct request, 1);
    request_take(request, making->request, 0);
    g_free(request->template.path);
    request->template.path = g_strdup(name);
    struct report_plan *plan = g_new0(struct report_plan, 1);
    gboolean is_open =
        report_plan_open_asking(plan, request, making->search, making->workspace, error);
    g_ptr_array_add(making->plans, plan);
    return is_open;
}

static gint compare_plans(gconstpointer a, gconstpointer b)
{
    const struct report_plan *x = *(struct report_plan *const *)a;
    const struct report_plan *y = *(struct report_plan *const *)b;
    return strcmp(x->name, y->name);
}

static gboolean open_templates(struct summarizing *making, GError **error)
{
    struct names *data = &making->request->data;
    if (!open_template(making, making->request->template.path, error))
        return FALSE;
    while (data->count > 1 && is_template(making->search, data->item[0])) {
        if (!open_template(making, data->item[0], error))
            return FALSE;
        g_free(data->item[0]);
        memmove(data->item, data->item + 1, data->count * sizeof *data->item);
        data->count--;
    }
    g_ptr_array_sort(making->plans, compare_plans);
    return TRUE;
}

static gboolean settle_templates(struct summarizing *making, GError **error)
{
    for (guint i = 0; i < making->plans->len; i++)
        if (!report_plan_settle(g_ptr_array_index(making->plans, i), error))
            return FALSE;
    return TRUE;
}

/* A unit that is shared out among several belongs to that below which don_vi has it. */
static void find_inside(struct summarizing *making)
{
    const struct scopes *scopes = first_plan(making)->report.scopes;
    const struct unit_tree *tree = making->workspace->tree;
    gint32 root = g_array_index(scopes->roots, gint32, 0);
    making->inside = g_malloc0(MAX(unit_tree_count(tree), 1));
    for (gint32 i = 0; i < (gint32)unit_tree_count(tree); i++)
        making->inside[i] =
            scopes->scope_of[i] == 0 ||
            (scopes->split_of[i] >= 0 && (root == UNIT_NONE || unit_is_within(tree, i, root)));
}

/* ---- lines ---- */

static void write_dataset(struct summarizing *making, const struct summary_dataset *told)
{
    g_string_append_printf(making->datasets, "D\t%s\t%s", told->dataset->name,
                           summary_grain_names[told->grain]);
    for (guint i = 0; i < told->columns->len; i++) {
        guint column = g_array_index(told->columns, guint, i);
        g_string_append_printf(making->datasets, "\t%s%s", told->dataset->columns[column].name,
                               told->telling[column] == SUMMARY_BLANK ? "?" : "");
    }
    g_string_append_c(making->datasets, '\n');
}

static void append_rejected(GString *text, const struct account *account)
{
    const char *blank = "";
    for (guint rule = 0; rule < RULES; rule++)
        if (account->rejected[rule] > 0) {
            g_string_append_printf(text, "%s%s=%" G_GUINT64_FORMAT, blank, rule_info(rule)->code,
                                   account->rejected[rule]);
            blank = " ";
        }
    g_string_append_c(text, '\t');
}

static void append_there(GString *text, const struct input *input)
{
    const char *blank = "";
    for (guint i = 0; i < input->dataset->columns_count; i++)
        if (input->column[i] >= 0) {
            g_string_append_printf(text, "%s%s", blank, input->dataset->columns[i].name);
            blank = " ";
        }
}

static guint64 lacking_of(const struct input *input)
{
    if (input->summary != NULL)
        return input->summary->lacking;
    return input->wide != NULL ? wide_values_lacking(input) : 0;
}

/* How the rows of an input were spent; `left`: outside the period and outside the unit. */
static gboolean write_source(struct summarizing *making, guint32 file, const guint64 left[2],
                             GError **error)
{
    const struct input *input = &making->workspace->inputs->item[file];
    const struct account *account = &making->workspace->accounts[file];
    g_autofree char *digest = input->summary != NULL ? g_strdup(input->summary->sha256) : NULL;
    g_autofree char *reading = input_describe(input, LANGUAGE_VIETNAMESE);
    if (digest == NULL && !input_digest(input, &digest, error))
        return FALSE;
    making->numbers[file] = ++making->sources;
    g_string_append_printf(making->accounts, "S\t%u\t%s\t%s\t%s", making->sources,
                           input->dataset->name,
                           input->summary != NULL ? input->summary->name : input->name, digest);
    guint64 number[SUMMARY_NUMBERS] = {
        account->lines, account->header, account->blank,    account->records, account->used,
        account->rows,  account->weight, account->doubtful, left[0],          left[1]};
    if (input->summary != NULL) {
        number[SUMMARY_NUMBERS - 2] += input->summary->outside_period;
        number[SUMMARY_NUMBERS - 1] += input->summary->outside_unit;
    }
    for (guint i = 0; i < SUMMARY_NUMBERS; i++)
        g_string_append_printf(making->accounts, "\t%" G_GUINT64_FORMAT, number[i]);
    g_string_append_printf(making->accounts, "\t%" G_GUINT64_FORMAT "\t", lacking_of(input));
    append_rejected(making->accounts, account);
    append_there(making->accounts, input);
    g_string_append_printf(making->accounts, "\t%s\n", reading);
    return TRUE;
}

static gboolean write_sources(struct summarizing *making, const struct dataset *dataset,
                              const GPtrArray *lanes, GError **error)
{
    const struct inputs *inputs = making->workspace->inputs;
    for (guint file = 0; file < inputs->count; file++) {
        guint64 left[2] = {0, 0};
        if (inputs->item[file].dataset != dataset)
            continue;
        for (guint i = 0; i < lanes->len; i++) {
            const struct summary_lane *lane = g_ptr_array_index(lanes, i);
            left[0] += lane->outside_period[file];
            left[1] += lane->outside_unit[file];
        }
        if (!write_source(making, file, left, error))
            return FALSE;
    }
    return TRUE;
}

static void write_findings(const struct summarizing *making)
{
    const struct workspace *workspace = making->workspace;
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        if (finding->file >= workspace->inputs->count || making->numbers[finding->file] == 0 ||
            (finding->unit > 0 && !making->inside[finding->unit - 1]))
            continue;
        g_string_append_printf(
            making->found, "F\t%u\t%" G_GUINT64_FORMAT "\t%u\t%s\t%s\t%s\t%s\n",
            making->numbers[finding->file], finding->line, finding->field,
            rule_info(finding->rule)->code,
            finding->unit > 0 ? unit_at(workspace->tree, (gint32)finding->unit - 1)->code : "",
            finding->value != NULL ? finding->value : "\\",
            finding->hint != NULL ? finding->hint : "\\");
    }
}

static gboolean read_dataset(struct summarizing *making, const struct dataset *dataset,
                             GError **error)
{
    struct summary_asking asking;
    summary_asking_init(&asking, making->plans, dataset, making->inside);
    struct consumer consumer = {.state_new = summary_lane_new,
                                .take = summary_lane_take,
                                .state_free = summary_lane_free,
                                .data = &asking};
    struct read_job job = {.dataset = dataset, .age_day = asking.last, .asked = asking.asked};
    g_autoptr(GPtrArray) lanes = g_ptr_array_new_with_free_func(summary_lane_free);
    gboolean done = workspace_read(making->workspace, job, consumer, lanes, error) &&
                    write_sources(making, dataset, lanes, error);
    if (done) {
        write_dataset(making, &asking.told);
        summary_lanes_write(lanes, making->numbers, making->workspace->tree, making->groups);
    }
    summary_asking_clear(&asking);
    return done;
}

static gboolean read_datasets(struct summarizing *making, GError **error)
{
    const struct dictionary *dictionary = making->workspace->dictionary;
    making->numbers = g_new0(guint, making->workspace->inputs->count + 1);
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        g_autoptr(GPtrArray) plans = summary_asking_plans(making->plans, &dictionary->datasets[i]);
        if (plans->len > 0 && !read_dataset(making, &dictionary->datasets[i], error))
            return FALSE;
    }
    findings_sort(making->workspace->findings);
    write_findings(making);
    return making->sources > 0 || error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_ROWS_AT_ALL,
                                              first_plan(making)->name, "…", NULL);
}

/* ---- the file ---- */

static void append_header(const struct summarizing *making, GString *text)
{
    const struct workspace *workspace = making->workspace;
    const struct report_plan *plan = first_plan(making);
    const struct period *period = &plan->report.period;
    gint32 root = g_array_index(plan->report.scopes->roots, gint32, 0);
    g_autofree char *units = summaries_units_digest(workspace);
    g_autofree char *dictionary = summaries_dictionary_digest(workspace);
    g_autofree char *first = date_iso(period->first), *last = date_iso(period->last);
    g_autofree char *map = date_iso(plan->map_day);
    g_autofree char *day = date_iso(MIN(period_day(period), period->last));
    g_string_append_printf(
        text, SUMMARY_MAGIC "\t" SUMMARY_SCHEMA "\n" WARNING "H\tdictionary\t%s\nH\tunits\t%s\n",
        dictionary, units);
    for (guint i = 0; i < making->plans->len; i++) {
        const struct report_plan *one = g_ptr_array_index(making->plans, i);
        g_autofree char *digest = digest_of(g_bytes_get_data(one->template_text, NULL),
                                            (gssize)g_bytes_get_size(one->template_text));
        g_string_append_printf(text, "H\ttemplate\t%s\t%s\n", one->name, digest);
    }
    g_string_append_printf(text,
                           "H\tperiod\t%s\t%s\t%s\nH\tunit\t%s\nH\tmap\t%s\nH\tas-of\t%s\n"
                           "H\tresent\t%u\n",
                           period->name, first, last,
                           root != UNIT_NONE ? unit_at(workspace->tree, root)->code : "*", map, day,
                           workspace->request->resent);
}

/* The old file stays until the new one is whole. */
static gboolean write_file(const char *path, const GString *text, GError **error)
{
    g_autofree char *temporary = g_strconcat(path, ".tmp", NULL);
    return file_remove(temporary, error) && file_write(temporary, text->str, text->len, error) &&
           file_rename(temporary, path, error);
}

static gboolean write_all(const struct summarizing *making, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    append_header(making, text);
    g_string_append(text, making->datasets->str);
    g_string_append(text, making->accounts->str);
    g_string_append(text, making->found->str);
    g_string_append_len(text, making->groups->str, (gssize)making->groups->len);
    g_autofree char *digest = digest_of(text->str, (gssize)text->len);
    g_string_append_printf(text, "Z\t%s\n", digest);
    return write_file(making->request->out, text, error);
}

static gboolean check_request(const struct request *request, GError **error)
{
    if (request->audience == AUDIENCE_PUBLIC)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SUMMARY_PUBLIC, NULL);
    return g_str_has_suffix(request->out, SUMMARY_ENDING) ||
           error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SUMMARY_OUT, request->out,
                       SUMMARY_ENDING, NULL);
}

gboolean summarize_run(struct request *request, const struct search *search,
                       struct summarize_outcome *outcome, GError **error)
{
    struct summarizing making = {.request = request,
                                 .search = search,
                                 .plans = g_ptr_array_new_with_free_func(free_plan),
                                 .datasets = g_string_new(NULL),
                                 .accounts = g_string_new(NULL),
                                 .found = g_string_new(NULL),
                                 .groups = g_string_new(NULL)};
    gboolean done = check_request(request, error) &&
                    workspace_begin(search, request, &outcome->workspace, error);
    making.workspace = outcome->workspace;
    done = done && open_templates(&making, error) && workspace_load(making.workspace, error) &&
           settle_templates(&making, error);
    if (done)
        find_inside(&making);
    done = done && read_datasets(&making, error) && write_all(&making, error);
    g_ptr_array_unref(making.plans);
    g_free(making.inside);
    g_free(making.numbers);
    g_string_free(making.datasets, TRUE);
    g_string_free(making.accounts, TRUE);
    g_string_free(making.found, TRUE);
    g_string_free(making.groups, TRUE);
    return done;
}

void summarize_outcome_clear(struct summarize_outcome *outcome)
{
    workspace_free(outcome->workspace);
}
