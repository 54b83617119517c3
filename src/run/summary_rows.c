#include "run/summary_rows.h"

#include "base/error.h"
#include "data/place.h"
#include "run/summaries_parts.h"

struct told_rows {
    date first, last;
    guint8 *inside; /* by unit */
};

struct summary_rows {
    const struct dataset *dataset;
    GArray *told; /* struct told_rows */
};

static void clear_told(gpointer data)
{
    g_free(((struct told_rows *)data)->inside);
}

static void add_told(struct summary_rows *rows, struct workspace *workspace,
                     const struct summary *summary)
{
    guint units = unit_tree_count(workspace->tree);
    struct told_rows told = {summary->first, summary->last, g_malloc0(MAX(units, 1))};
    for (gint32 i = 0; i < (gint32)units; i++)
        told.inside[i] = summaries_hold(workspace, summary, i);
    g_array_append_val(rows->told, told);
}

struct summary_rows *summary_rows_new(struct workspace *workspace, const struct dataset *dataset)
{
    g_autoptr(GArray) parties = summaries_parties(workspace, dataset);
    const struct summaries_party *party = (const struct summaries_party *)(gpointer)parties->data;
    gboolean exports = FALSE;
    for (guint i = 0; i < parties->len; i++)
        exports |= party[i].summary == NULL;
    if (!exports || parties->len < 2)
        return NULL;
    struct summary_rows *rows = g_new(struct summary_rows, 1);
    *rows = (struct summary_rows){dataset, g_array_new(FALSE, FALSE, sizeof(struct told_rows))};
    g_array_set_clear_func(rows->told, clear_told);
    for (guint i = 0; i < parties->len; i++)
        if (party[i].summary != NULL)
            add_told(rows, workspace, party[i].summary);
    return rows;
}

void summary_rows_free(struct summary_rows *rows)
{
    if (rows == NULL)
        return;
    g_array_unref(rows->told);
    g_free(rows);
}

gboolean summary_rows_hold(const struct summary_rows *rows, const struct fact *fact)
{
    for (guint i = 0; i < rows->told->len && fact->unit != UNIT_NONE; i++) {
        const struct told_rows *told = &g_array_index(rows->told, struct told_rows, i);
        gboolean then =
            fact->last == DATE_NONE || (fact->last >= told->first && fact->last <= told->last);
        if (then && told->inside[fact->unit])
            return TRUE;
    }
    return FALSE;
}

gboolean summary_rows_admit(const void *data, const struct fact *fact, const gint *places,
                            struct findings *findings, enum rule *rejected)
{
    const struct summary_admission *admission = data;
    if (admission->told == NULL || !summary_rows_hold(admission->told, fact))
        return rules_admit(admission->rules, fact, places, findings, rejected);
    *rejected = RULE_IN_SUMMARY; /* which is told of the file */
    if (admission->inputs->item[fact->file].is_told)
        return FALSE;
    *rejected = RULE_ROW_IN_SUMMARY;
    findings_add(findings,
                 &(struct finding){.rule = *rejected, .file = fact->file, .line = fact->line});
    return FALSE;
}

gboolean summary_rows_check(const struct workspace *workspace, GError **error)
{
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        if (finding->rule != RULE_ROW_IN_SUMMARY)
            continue;
        g_autofree char *place =
            place_row(workspace->inputs->item[finding->file].path, finding->line);
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_ROWS, place, NULL);
    }
    return TRUE;
}
