#include "run/report_run.h"

#include "read/digest.h"
#include "run/delivery.h"
#include "run/findings_file.h"
#include "run/lock.h"
#include "run/manifest.h"
#include "run/report_plan.h"
#include "run/version.h"

/* Where Debian's fonts-liberation2 puts its files. */
#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

static gboolean digest_inputs(const struct report_plan *plan, GPtrArray *digests, GError **error)
{
    const struct inputs *inputs = plan->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++) {
        char *digest = NULL;
        if (report_plan_reads(plan, inputs->item[i].dataset) &&
            !digest_input(&inputs->item[i], &digest, error))
            return FALSE;
        g_ptr_array_add(digests, digest);
    }
    return TRUE;
}

/* Every input that the report rests on; the strings are the plan's and the digests'. */
static GArray *describe_inputs(const struct report_plan *plan, const GPtrArray *digests)
{
    const struct workspace *workspace = plan->workspace;
    GArray *told = g_array_new(FALSE, FALSE, sizeof(struct manifest_input));
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        if (!report_plan_reads(plan, input->dataset))
            continue;
        struct manifest_input one = {
            .dataset = input->dataset->name,
            .name = input->name,
            .sha256 = g_ptr_array_index(digests, i),
            .size = (guint64)input->size,
            .account = &workspace->accounts[i],
        };
        g_array_append_val(told, one);
    }
    return told;
}

/* The last DATA argument, for whoever asks the report why. */
static const char *input_folder(const struct report_options *options)
{
    const char *last = NULL;
    for (const char *const *data = options->data; *data != NULL; data++)
        last = *data;
    return last;
}

/* What the files were made of; all is borrowed. */
static struct manifest describe(const struct report_plan *plan, const char *unit)
{
    return (struct manifest){
        .program_version = TONGKET_VERSION,
        .template = {plan->name, plan->template_text},
        .dictionary = {"tu-dien.yaml", plan->workspace->dictionary_text},
        .office = {plan->office != NULL ? "office" : NULL, plan->office_text},
        .period = plan->report.period.name,
        .unit = unit != NULL ? unit : "",
        .audience = plan->options->public ? "public" : "internal",
        .status = plan->options->final ? "final" : "draft",
        .input_folder = input_folder(plan->options),
    };
}

static gboolean deliver(const struct report_plan *plan, const struct book *book,
                        const struct manifest *manifest, struct report_outcome *outcome,
                        GError **error)
{
    const struct report_options *options = plan->options;
    g_autoptr(lock_t) lock = NULL;
    struct delivery delivery = {
        .folder = options->out,
        .formats = options->formats,
        .font_folder = FONT_FOLDER,
        .findings = plan->workspace->findings,
        .values_only = options->values_only,
        .file_names = (const char *const *)plan->workspace->file_names,
    };
    g_free(outcome->findings_path);
    outcome->findings_path =
        g_build_filename(options->out, book->stem, book_findings_file(book), NULL);
    return lock_take(options->out, options->wait_seconds, &lock, error) &&
           delivery_run(&delivery, book, manifest, outcome->paths, error);
}

static gboolean publish(const struct report_plan *plan, struct report_outcome *outcome,
                        GError **error)
{
    const char *unit = plan->options->unit;
    g_autofree char *stem = delivery_stem(plan->name, plan->report.period.name, unit);
    g_autoptr(book_t) book = report_build(&plan->report, 0, stem, error);
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
    if (book == NULL || !digest_inputs(plan, digests, error))
        return FALSE;

    g_autofree char *map = date_iso(plan->report.scopes->map_day);
    g_autofree char *as_of = plan->report.as_of != DATE_NONE ? date_iso(plan->report.as_of) : NULL;
    g_autoptr(GArray) inputs = describe_inputs(plan, digests);
    struct manifest manifest = describe(plan, unit);
    manifest.map = map;
    manifest.as_of = as_of;
    manifest.inputs = inputs;
    book->identity = manifest_identity(&manifest, book);
    return deliver(plan, book, &manifest, outcome, error);
}

gboolean report_run(const struct report_options *options, const struct search *search,
                    struct report_outcome *outcome, GError **error)
{
    outcome->paths = g_ptr_array_new_with_free_func(g_free);
    if (!workspace_open(search, options->dictionary, options->data, &outcome->workspace, error))
        return FALSE;
    struct report_plan plan;
    gboolean done = report_plan_fill(&plan, options, search, outcome->workspace, error) &&
                    publish(&plan, outcome, error);
    report_plan_clear(&plan);
    return done;
}

void report_outcome_clear(struct report_outcome *outcome)
{
    workspace_free(outcome->workspace);
    g_clear_pointer(&outcome->paths, g_ptr_array_unref);
    g_free(outcome->findings_path);
}
