/* What a report may ask of summaries. */
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "run/summaries.h"
#include "run/summaries_parts.h"

static gboolean raise_about(const struct summary *summary, enum message message, const char *what,
                            const char *more, GError **error)
{
    return error_raise(error, TONGKET_ERROR_INPUT, message, summary->path, what, more, NULL);
}

/* Whether every column is told as the tables ask for it. */
static gboolean check_columns(const struct report_source *source, const struct summary *summary,
                              GError **error)
{
    const struct summary_dataset *told = summary_dataset(summary, source->dataset);
    guint8 asked[FACT_MAX_COLUMNS] = {0};
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    tally_plan_asks(&source->plan, units, asked);
    for (guint i = 0; i < source->dataset->columns_count; i++) {
        enum summary_telling least = (asked[i] & (ASKING_VALUE | ASKING_SUM)) != 0 ? SUMMARY_VALUE
                                     : asked[i] != 0                               ? SUMMARY_BLANK
                                                                                   : SUMMARY_SILENT;
        if (told->telling[i] < least)
            return raise_about(summary, MESSAGE_SUMMARY_COLUMN, source->dataset->name,
                               source->dataset->columns[i].name, error);
    }
    return TRUE;
}

/* One unit stands for others only where the report's unit holds all of them, on the same map. */
static gboolean check_classes(const struct report_plan *plan, const struct report_source *source,
                              const struct summary *summary, GError **error)
{
    const struct workspace *workspace = plan->workspace;
    const struct scopes *scopes = plan->report.scopes;
    const struct summary_dataset *told = summary_dataset(summary, source->dataset);
    gint32 unit = summaries_unit(workspace, summary);
    if (told->grain == SUMMARY_UNITS)
        return TRUE;
    for (guint i = 0; i < scopes->roots->len; i++) {
        gint32 root = g_array_index(scopes->roots, gint32, i);
        if (root != UNIT_NONE && root != unit && scopes_holds(scopes, i, root) &&
            (unit == UNIT_NONE || unit_is_within(workspace->tree, root, unit)))
            return raise_about(summary, MESSAGE_SUMMARY_ABOVE, source->dataset->name,
                               unit_at(workspace->tree, root)->code, error);
    }
    g_autofree char *day = date_vietnamese(summary->map);
    return plan->map_day == summary->map ||
           raise_about(summary, MESSAGE_SUMMARY_MAP, source->dataset->name, day, error);
}

static gboolean check_template(const struct report_plan *plan, const struct report_source *source,
                               const struct summary *summary, GError **error)
{
    g_autofree char *digest = digest_of(g_bytes_get_data(plan->template_text, NULL),
                                        (gssize)g_bytes_get_size(plan->template_text));
    if (summary_dataset(summary, source->dataset)->grain == SUMMARY_UNITS)
        return TRUE;
    for (guint i = 0; i < summary->templates->len; i++)
        if (strcmp(g_array_index(summary->templates, struct summary_template, i).sha256, digest) ==
            0)
            return TRUE;
    return raise_about(summary, MESSAGE_SUMMARY_TEMPLATE, source->dataset->name, plan->name, error);
}

/* A later row would have been rejected where the rows are; here nobody can tell. */
static gboolean check_day(const struct report_plan *plan, const struct summary *summary,
                          GError **error)
{
    date day = period_day(&plan->report.period);
    g_autofree char *own = date_vietnamese(summary->day);
    g_autofree char *asked = date_vietnamese(day);
    return day >= plan->report.period.last || summary->day <= day ||
           raise_about(summary, MESSAGE_SUMMARY_DAY, own, asked, error);
}

static gboolean key_has(const struct dataset *dataset, const struct names *key, gboolean unit)
{
    for (guint i = 0; i < key->count; i++) {
        int column = dataset_column(dataset, key->item[i]);
        const struct column *about = &dataset->columns[column];
        if (unit ? column == dataset_unit_column(dataset) || (about->person && dataset->one_unit)
                 : about->time || about->type == COLUMN_QUARTER)
            return TRUE;
    }
    return FALSE;
}

/* Whether rows of one key can stand with two parties; a row is of one unit and day at one only. */
static gboolean may_meet(const struct dataset *dataset, const struct names *key,
                         const struct summaries_party *a, const struct summaries_party *b)
{
    gboolean by_unit = key_has(dataset, key, TRUE), by_time = key_has(dataset, key, FALSE);
    int time = dataset_time_column(dataset);
    gboolean timeless = time < 0 || a->column[time] < 0;
    if (a->summary == NULL || b->summary == NULL)
        return !by_unit || (!by_time && !timeless);
    if (strcmp(a->summary->unit, b->summary->unit) == 0)
        return !by_time && !timeless;
    return summaries_share_days(a->summary, b->summary) ? !by_unit : !by_unit && !by_time;
}

static const struct names *key_of(const struct dataset *dataset, const gint *column)
{
    for (guint k = 0; k < dataset->keys_count; k++) {
        const struct names *key = &dataset->keys[k].columns;
        gboolean whole = TRUE;
        for (guint i = 0; i < key->count && whole; i++)
            whole = dataset_column_is_there(dataset, column,
                                            (guint)dataset_column(dataset, key->item[i]));
        if (whole)
            return key;
    }
    return NULL;
}

/* Whether a table counts different persons. */
static gboolean counts_persons(const struct report_source *source)
{
    for (guint i = 0; i < source->plan.queries->len; i++) {
        const struct query *query = g_ptr_array_index(source->plan.queries, i);
        for (guint k = 0; k <= query->columns.count; k++) {
            const struct adding *adding =
                k < query->columns.count ? &query->columns.part[k].adding : &query->total_adding;
            if (adding->aggregate == AGGREGATE_DISTINCT &&
                source->dataset->columns[adding->column].type == COLUMN_KEY)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean check_pair(const struct report_source *source, const struct summaries_party *a,
                           const struct summaries_party *b, GError **error)
{
    const struct dataset *dataset = source->dataset;
    const struct summary *summary = a->summary != NULL ? a->summary : b->summary;
    const struct names *key = key_of(dataset, a->column);
    gboolean one_unit =
        a->summary != NULL && b->summary != NULL && strcmp(a->summary->unit, b->summary->unit) == 0;
    if (key != NULL && may_meet(dataset, key, a, b)) {
        g_autofree char *columns = names_join(key);
        return raise_about(summary, MESSAGE_SUMMARY_KEY, dataset->name, columns, error);
    }
    if (counts_persons(source) && (one_unit || !dataset->one_unit))
        return raise_about(summary, MESSAGE_SUMMARY_PERSONS, dataset->name, NULL, error);
    return TRUE;
}

static gboolean check_parties(const struct report_plan *plan, const struct report_source *source,
                              GError **error)
{
    g_autoptr(GArray) parties = summaries_parties(plan->workspace, source->dataset);
    const struct summaries_party *party = (const struct summaries_party *)(gpointer)parties->data;
    enum resent resent = plan->request->resent;
    for (guint i = 0; i < parties->len; i++) {
        if (party[i].summary != NULL && parties->len > 1 && resent != RESENT_BOTH &&
            source->dataset->sent_again_by.count > 0)
            return raise_about(party[i].summary, MESSAGE_SUMMARY_RESENT, source->dataset->name,
                               resent == RESENT_FIRST ? "first" : "latest", error);
        if (party[i].summary != NULL && (!check_columns(source, party[i].summary, error) ||
                                         !check_classes(plan, source, party[i].summary, error) ||
                                         !check_template(plan, source, party[i].summary, error) ||
                                         !check_day(plan, party[i].summary, error)))
            return FALSE;
        for (guint k = 0; k < i; k++)
            if (!check_pair(source, &party[k], &party[i], error))
                return FALSE;
    }
    return TRUE;
}

gboolean summaries_check_plan(const struct report_plan *plan, GError **error)
{
    gboolean any = FALSE;
    for (guint i = 0; i < plan->workspace->inputs->count; i++)
        any |= plan->workspace->inputs->item[i].summary != NULL;
    for (guint i = 0; any && i < plan->report.sources->len; i++)
        if (!check_parties(plan, &g_array_index(plan->report.sources, struct report_source, i),
                           error))
            return FALSE;
    return TRUE;
}
