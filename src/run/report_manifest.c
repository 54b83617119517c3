#include "run/report_manifest.h"

#include "deliver/version.h"
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
static const struct report_account *account_of(const GArray *accounts, guint input)
{
    for (guint i = 0; i < accounts->len; i++) {
        const struct report_account *account = &g_array_index(accounts, struct report_account, i);
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
        const struct report_account *placed = account_of(accounts, i);
        if (placed != NULL) {
            one.placed = placed->placed;
            one.counted = placed->counted;
            one.outside_period = placed->outside_period;
            one.outside_unit = placed->outside_unit;
        }
        g_array_append_val(told, one);
    }
    return told;
}

void report_manifest_fill(struct report_manifest *filled, const struct report_plan *plan,
                          const GPtrArray *digests, gint scope)
{
    const char *unit =
        scope == TALLY_ALL_SCOPES ? plan->options->unit : report_scopes_code(plan, (guint)scope);
    filled->map = date_iso(plan->report.scopes->map_day);
    filled->as_of =
        plan->report.period.as_of != DATE_NONE ? date_iso(plan->report.period.as_of) : NULL;
    filled->accounts = report_accounts_of(plan, scope);
    filled->inputs = describe_inputs(plan, digests, filled->accounts);
    filled->manifest = (struct manifest){
        .program_version = TONGKET_VERSION,
        .template = {plan->name, plan->template_text},
        .dictionary = {"tu-dien.yaml", plan->workspace->dictionary_text},
        .dictionary_shipped = plan->workspace->dictionary_shipped,
        .office = {plan->office != NULL ? "office" : NULL, plan->office_text},
        .period = plan->report.period.name,
        .unit = unit != NULL ? unit : "",
        .map = filled->map,
        .audience = plan->options->public ? "public" : "internal",
        .as_of = filled->as_of,
        .status = plan->options->final ? "final" : "draft",
        .encoding = plan->options->encoding,
        .resent = resent_names[plan->options->resent],
        .passport = plan->options->passport,
        .values_only = plan->options->values_only,
        .inputs = filled->inputs,
        .formats = plan->options->formats,
        .data = plan->options->data,
    };
}

void report_manifest_fill_index(struct report_manifest *filled, const struct report_plan *plan,
                                const GPtrArray *digests)
{
    static const char *const formats[] = {"xlsx", NULL};
    report_manifest_fill(filled, plan, digests, TALLY_ALL_SCOPES);
    filled->manifest.formats = formats;
    filled->manifest.each = plan->options->each;
    filled->manifest.linked = burst_index_is_linked(plan);
}

void report_manifest_clear(struct report_manifest *filled)
{
    g_clear_pointer(&filled->map, g_free);
    g_clear_pointer(&filled->as_of, g_free);
    g_clear_pointer(&filled->inputs, g_array_unref);
    g_clear_pointer(&filled->accounts, g_array_unref);
}
