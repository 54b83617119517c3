#include "run/report_accounts.h"

#include <string.h>

#include "data/account.h"
#include "read/summary.h"

/* So many units are named in one finding; their count is always told. */
#define NAMED_UNITS 5

static const struct report_source *source_of(const struct report_plan *plan,
                                             const struct dataset *dataset)
{
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        if (source->dataset == dataset)
            return source;
    }
    return NULL;
}

/* Rows of the tree and the crosswalk are not counted: they have no place in time or units. */
static void place_rows(const struct report_plan *plan, gint scope, struct account_told *account)
{
    const struct input *input = &plan->workspace->inputs->item[account->input];
    const struct report_source *source = source_of(plan, input->dataset);
    if (source == NULL || source->tally == NULL)
        return;
    struct tally_rows rows = tally_rows(source->tally, scope, account->input);
    account->placed = TRUE;
    account->counted = rows.counted;
    account->outside_period = rows.outside_period;
    account->outside_unit = rows.outside_unit;
    if (input->summary != NULL) {
        account->outside_period += input->summary->outside_period;
        account->outside_unit += input->summary->outside_unit;
    }
}

void report_accounts_set(struct report_plan *plan)
{
    const struct inputs *inputs = plan->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++) {
        const struct account *account = &plan->workspace->accounts[i];
        if (!report_plan_reads(plan, inputs->item[i].dataset))
            continue;
        struct account_told told = {
            .input = i,
            .untold = plan->report.public,
            .file = g_strdup(inputs->item[i].name),
            .origin = inputs->item[i].summary != NULL ? inputs->item[i].summary->name
                                                      : inputs->item[i].name,
            .dataset = inputs->item[i].dataset->name,
            .lines = account->lines,
            .header = account->header,
            .blank = account->blank,
            .rows = account->rows,
            .records = account->records,
            .used = account->used,
            .weight = account->weight,
            .doubtful = account->doubtful,
            .rejected = account->records - account->used,
            .reasons = account_reasons(account),
            .reading = input_describe(&inputs->item[i], LANGUAGE_VIETNAMESE),
        };
        place_rows(plan, TALLY_ALL_SCOPES, &told);
        g_array_append_val(plan->report.accounts, told);
    }
}

GArray *report_accounts_of(const struct report_plan *plan, gint scope)
{
    const GArray *all = plan->report.accounts;
    GArray *accounts = g_array_new(FALSE, FALSE, sizeof(struct account_told));
    g_array_append_vals(accounts, all->data, all->len);
    for (guint i = 0; i < accounts->len; i++)
        place_rows(plan, scope, &g_array_index(accounts, struct account_told, i));
    return accounts;
}

const struct scopes *report_accounts_whole(struct workspace *workspace, const struct unit_map *map)
{
    gint32 root = workspace_root(workspace, map);
    if (root == UNIT_NONE)
        return NULL;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, root);
    return workspace_scopes(workspace, map, roots);
}

static void tell_stray_rows(guint32 file, guint64 rows, const GPtrArray *codes,
                            struct findings *findings)
{
    g_autofree char *value = g_strdup_printf("%" G_GUINT64_FORMAT, rows);
    g_autoptr(GString) hint = g_string_new(NULL);
    g_string_append_printf(hint, "%u (", codes->len);
    for (guint i = 0; i < MIN(codes->len, NAMED_UNITS); i++)
        g_string_append_printf(hint, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(codes, i));
    g_string_append(hint, codes->len > NAMED_UNITS ? ", …)" : ")");
    struct finding finding = {
        .rule = RULE_ROWS_OUTSIDE, .file = file, .value = value, .hint = hint->str};
    findings_add(findings, &finding);
}

static guint32 first_file_of(const struct workspace *workspace, const struct dataset *dataset)
{
    guint32 file = 0;
    while (file < workspace->inputs->count && workspace->inputs->item[file].dataset != dataset)
        file++;
    return file;
}

void report_accounts_tell_outside(const struct workspace *workspace, const struct dataset *dataset,
                                  const guint64 *rows, const struct scopes *whole,
                                  struct findings *findings)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    guint64 outside = 0;
    for (gint32 unit = 0; unit < (gint32)unit_tree_count(workspace->tree); unit++) {
        if (rows[unit] == 0 || scopes_holds(whole, 0, unit))
            continue;
        outside += rows[unit];
        g_ptr_array_add(codes, (char *)unit_at(workspace->tree, unit)->code);
    }
    if (outside > 0)
        tell_stray_rows(first_file_of(workspace, dataset), outside, codes, findings);
}

static void tell_strays_of(const struct report_plan *plan, const struct report_source *source,
                           const struct scopes **whole, struct findings *findings)
{
    const guint64 *rows = tally_stray_rows(source->tally);
    if (rows != NULL && *whole == NULL)
        *whole = report_accounts_whole(plan->workspace, plan->map);
    if (rows != NULL && *whole != NULL)
        report_accounts_tell_outside(plan->workspace, source->dataset, rows, *whole, findings);
}

void report_accounts_tell_strays(const struct report_plan *plan, struct findings *findings)
{
    const struct scopes *whole = NULL;
    for (guint i = 0; i < plan->report.sources->len; i++)
        tell_strays_of(plan, &g_array_index(plan->report.sources, struct report_source, i), &whole,
                       findings);
}
