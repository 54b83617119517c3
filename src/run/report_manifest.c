#include "run/report_manifest.h"

#include "deliver/version.h"
#include "read/table.h"
#include "run/burst_index.h"
#include "run/report_accounts.h"
#include "run/report_scopes.h"

static gboolean is_read(const GPtrArray *plans, const struct dataset *dataset)
{
    for (guint i = 0; i < plans->len; i++)
        if (report_plan_reads(g_ptr_array_index(plans, i), dataset))
            return TRUE;
    return FALSE;
}

GPtrArray *report_manifest_digests(const GPtrArray *plans, GError **error)
{
    const struct report_plan *first = g_ptr_array_index(plans, 0);
    const struct inputs *inputs = first->workspace->inputs;
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < inputs->count; i++) {
        char *digest = NULL;
        if (is_read(plans, inputs->item[i].dataset) &&
            !input_digest(&inputs->item[i], &digest, error))
            return NULL;
        g_ptr_array_add(digests, digest);
    }
    return g_steal_pointer(&digests);
}

/* The account of an input; NULL before the data are read. */
static const struct account_told *account_of(const GArray *accounts, guint input)
{
    for (guint i = 0; i < accounts->len; i++) {
        const struct account_told *account = &g_array_index(accounts, struct account_told, i);
        if (account->input == input)
            return account;
    }
    return NULL;
}

/* Every input that the report rests on. */
static GArray *describe_inputs(const struct report_plan *plan, const GPtrArray *digests,
                               const GArray *accounts)
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
        const struct account_told *placed = account_of(accounts, i);
        if (placed != NULL) {
            one.placed = placed->placed && !placed->untold;
            one.counted = placed->counted;
            one.outside_period = placed->outside_period;
            one.outside_unit = placed->outside_unit;
        }
        g_array_append_val(told, one);
    }
    return told;
}

static void set_text(char **text, char *value)
{
    g_free(*text);
    *text = value;
}

static void set_file(struct request_file *file, const char *name, GBytes *text)
{
    set_text(&file->path, g_strdup(name));
    g_clear_pointer(&file->text, g_bytes_unref);
    file->text = text != NULL ? g_bytes_ref(text) : NULL;
}

/* A public edition says nothing of exceptions, and is the same without them. */
static void settle_exceptions(struct request *request, const struct exceptions *exceptions)
{
    gboolean told = exceptions != NULL && request->audience != AUDIENCE_PUBLIC;
    g_autoptr(GBytes) text = told ? exceptions_text(exceptions) : NULL;
    set_file(&request->exceptions, told ? "ngoai-le.yaml" : NULL, text);
}

/* The plan's request as it was understood. */
static void settle_request(struct request *request, const struct report_plan *plan,
                           const char *unit)
{
    request_take(request, plan->request, 0);
    set_file(&request->template, plan->name, plan->template_text);
    set_file(&request->dictionary, "tu-dien.yaml", plan->workspace->dictionary_text);
    set_file(&request->office, plan->office != NULL ? "office" : NULL, plan->office_text);
    settle_exceptions(request, plan->workspace->exceptions);
    request_set_period(request, &plan->report.period);
    set_text(&request->unit, g_strdup(unit != NULL ? unit : ""));
    set_text(&request->each, NULL);
    set_text(&request->map, date_iso(plan->report.scopes->map_day));
}

void report_manifest_fill(struct report_manifest *filled, const struct report_plan *plan,
                          const GPtrArray *digests, gint scope)
{
    const char *unit =
        scope == TALLY_ALL_SCOPES ? plan->unit : report_scopes_code(plan, (guint)scope);
    settle_request(&filled->request, plan, unit);
    filled->accounts = report_accounts_of(plan, scope);
    filled->inputs = describe_inputs(plan, digests, filled->accounts);
    filled->manifest = (struct manifest){
        .program_version = TONGKET_VERSION,
        .request = &filled->request,
        .dictionary_shipped = plan->workspace->dictionary_shipped,
        .inputs = filled->inputs,
    };
    const struct inputs *inputs = plan->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++)
        if (inputs->item[i].table != NULL) {
            filled->manifest.moment.time = table_time(inputs->item[i].table);
            filled->manifest.moment.snapshot = table_snapshot(inputs->item[i].table);
        }
}

void report_manifest_fill_index(struct report_manifest *filled, const struct report_plan *plan,
                                const GPtrArray *digests)
{
    report_manifest_fill(filled, plan, digests, TALLY_ALL_SCOPES);
    struct request *request = &filled->request;
    set_text(&request->each, g_strdup(plan->request->each));
    request->linked = burst_index_is_linked(plan);
    request_set_formats(request, "xlsx");
}

void report_manifest_clear(struct report_manifest *filled)
{
    request_clear(&filled->request);
    g_clear_pointer(&filled->inputs, g_array_unref);
    g_clear_pointer(&filled->accounts, g_array_unref);
}
