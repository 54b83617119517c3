#include "run/recompute.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "build/public_set.h"
#include "deliver/lock.h"
#include "run/issue.h"
#include "run/publication.h"
#include "run/report_accounts.h"
#include "run/report_pass.h"
#include "run/report_scopes.h"

#define BOOK_ENDING ".xlsx"

static char *stem_of(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    if (g_str_has_suffix(base, BOOK_ENDING))
        base[strlen(base) - strlen(BOOK_ENDING)] = '\0';
    return g_steal_pointer(&base);
}

/* Whether a manifest is the workbook's; without a property only its name says so. */
static gboolean is_its(const struct recompute *recompute, const char *path)
{
    g_autoptr(manifest_record_t) record = NULL;
    const char *identity = workbook_property(recompute->workbook, WORKBOOK_IDENTITY_PROPERTY);
    return identity != NULL && manifest_read(path, &record, NULL) &&
           strcmp(record->identity, identity) == 0;
}

/* Whether the workbook has all sheets that a manifest names. */
static gboolean has_its_sheets(const struct recompute *recompute, const char *path)
{
    g_autoptr(manifest_record_t) record = NULL;
    if (!manifest_read(path, &record, NULL))
        return FALSE;
    for (guint i = 0; i < record->tables->len; i++)
        if (workbook_find_sheet(recompute->workbook,
                                g_array_index(record->tables, struct manifest_table, i).sheet) ==
            G_MAXUINT)
            return FALSE;
    return record->tables->len > 0;
}

/*
 * A workbook that was given another name: the manifest of its identity in the same folder, be it of
 * an earlier issue. Where the identity is lost, too: the only manifest there whose sheets it has.
 */
static char *find_by_content(const struct recompute *recompute, const char *folder)
{
    g_autoptr(GPtrArray) names = file_list(folder, "", ".json", NULL);
    g_autofree char *found = NULL;
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (strstr(name, ".manifest.") == NULL)
            continue;
        if (recompute->has_identity && is_its(recompute, path))
            return g_steal_pointer(&path);
        if (recompute->has_identity || !g_str_has_suffix(name, MANIFEST_ENDING) ||
            !has_its_sheets(recompute, path))
            continue;
        if (found != NULL)
            return NULL;
        found = g_steal_pointer(&path);
    }
    return g_steal_pointer(&found);
}

/* What stands beside the workbook is no manifest of its own. */
static gboolean no_manifest(const char *path, const char *beside, GError **error)
{
    g_autofree char *name = g_path_get_basename(beside);
    g_autoptr(manifest_record_t) other = NULL;
    if (!g_file_test(beside, G_FILE_TEST_EXISTS))
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_MANIFEST, path, name, NULL);
    if (!manifest_read(beside, &other, error))
        return FALSE;
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_MANIFEST_OF_ANOTHER, path, name,
                       other->request.template.path, other->request.period, NULL);
}

static gboolean find_manifest(struct recompute *recompute, const char *path, GError **error)
{
    const char *identity = workbook_property(recompute->workbook, WORKBOOK_IDENTITY_PROPERTY);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *stem = stem_of(path);
    g_autofree char *name = g_strconcat(stem, MANIFEST_ENDING, NULL);
    g_autofree char *beside = g_build_filename(folder, name, NULL);
    recompute->has_identity = identity != NULL;
    if (identity != NULL ? is_its(recompute, beside) : g_file_test(beside, G_FILE_TEST_IS_REGULAR))
        recompute->manifest_path = g_strdup(beside);
    else
        recompute->manifest_path = find_by_content(recompute, folder);
    if (recompute->manifest_path == NULL)
        return no_manifest(path, beside, error);
    return manifest_read(recompute->manifest_path, &recompute->record, error);
}

/* A DATA argument as seen from here. New string; *gone is set for the first that is not there. */
static char *noted_argument(const struct recompute *recompute, const struct manifest_data *noted,
                            char **gone)
{
    g_autofree char *folder = g_path_get_dirname(recompute->manifest_path);
    gboolean is_database = strcmp(noted->path, REQUEST_DATABASE) == 0; /* its way is not noted */
    g_autofree char *path =
        is_database ? g_strdup(noted->path) : g_build_filename(folder, noted->path, NULL);
    if (*gone == NULL && !g_file_test(path, G_FILE_TEST_EXISTS))
        *gone = g_strdup(path);
    return noted->dataset != NULL ? g_strconcat(noted->dataset, "=", path, NULL)
                                  : g_steal_pointer(&path);
}

/* The DATA given, else those noted, which must be there. */
static gboolean choose_data(struct recompute *recompute, const struct names *data, GError **error)
{
    const GArray *noted = recompute->record->data;
    guint count = data->count > 0 ? data->count : noted->len;
    g_autofree char *gone = count == 0 ? g_strdup("–") : NULL;
    struct names *chosen = &recompute->request.data;
    *chosen = (struct names){g_new0(char *, count + 1), count};
    for (guint i = 0; i < count; i++)
        chosen->item[i] =
            data->count > 0
                ? g_strdup(data->item[i])
                : noted_argument(recompute, &g_array_index(noted, struct manifest_data, i), &gone);
    return gone == NULL || error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_DATA_NEEDED, gone, NULL);
}

/* What the manifest notes was settled; it is asked for as a command line would. */
static void set_request(struct recompute *recompute)
{
    struct request *request = &recompute->request;
    request_take(request, &recompute->record->request, 0);
    g_autofree char *name = g_path_get_basename(request->template.path);
    g_free(request->template.path);
    request->template.path = g_strconcat(name, ".yaml", NULL);
    if (*request->unit == '\0')
        g_clear_pointer(&request->unit, g_free);
    /* The index of a burst leads to workbooks, or to none. */
    request_set_formats(request, request->each == NULL || request->linked ? "xlsx" : "");
}

static const struct input *input_of(const struct recompute *recompute,
                                    const struct manifest_source *source)
{
    const struct inputs *inputs = recompute->workspace->inputs;
    for (guint i = 0; i < inputs->count; i++)
        if (inputs->item[i].dataset != NULL &&
            strcmp(inputs->item[i].dataset->name, source->dataset) == 0 &&
            strcmp(inputs->item[i].name, source->path) == 0)
            return &inputs->item[i];
    return NULL;
}

static const struct manifest_source *source_of(const struct recompute *recompute,
                                               const struct input *input)
{
    const GArray *sources = recompute->record->inputs;
    for (guint i = 0; i < sources->len; i++) {
        const struct manifest_source *source = &g_array_index(sources, struct manifest_source, i);
        if (input_of(recompute, source) == input)
            return source;
    }
    return NULL;
}

static void add_change(struct recompute *recompute, enum recompute_change change, const char *name)
{
    struct recompute_input input = {change, name};
    g_array_append_val(recompute->changes, input);
}

static gboolean compare_inputs(struct recompute *recompute, GError **error)
{
    const GArray *sources = recompute->record->inputs;
    const struct inputs *inputs = recompute->workspace->inputs;
    for (guint i = 0; i < sources->len; i++) {
        const struct manifest_source *source = &g_array_index(sources, struct manifest_source, i);
        const struct input *input = input_of(recompute, source);
        g_autofree char *digest = NULL;
        if (input == NULL)
            add_change(recompute, RECOMPUTE_GONE, source->path);
        else if (!input_digest(input, &digest, error))
            return FALSE;
        else if (strcmp(digest, source->sha256) != 0)
            add_change(recompute, RECOMPUTE_CHANGED, source->path);
    }
    for (guint i = 0; i < inputs->count; i++)
        if (report_plan_reads(&recompute->plan, inputs->item[i].dataset) &&
            source_of(recompute, &inputs->item[i]) == NULL)
            add_change(recompute, RECOMPUTE_NEW, inputs->item[i].name);
    return TRUE;
}

/* Notes what the issue of a scope hides: it may be one of a set that is not made here. */
static void note_issued(struct public_set *set, guint scope, const struct manifest_record *record)
{
    for (guint t = 0; t < record->tables->len; t++) {
        const struct manifest_table *table =
            &g_array_index(record->tables, struct manifest_table, t);
        for (guint r = 0; r < table->rows->len; r++) {
            const char *row = g_ptr_array_index(table->rows, r);
            if (row == NULL)
                continue;
            g_auto(GStrv) texts = g_strsplit(g_ptr_array_index(table->figures, r), " ", -1);
            for (guint c = 0; texts[c] != NULL && c < table->columns->len; c++) {
                const struct manifest_column *column =
                    &g_array_index(table->columns, struct manifest_column, c);
                struct public_issued figure = {scope,        table->id,       row,
                                               column->code, column->measure, texts[c]};
                public_set_note_issued(set, &figure);
            }
        }
    }
}

/* The manifests of a burst's books stand beside that of its index. */
static gboolean note_books(const struct recompute *recompute, struct public_set *set)
{
    g_autofree char *folder = g_path_get_dirname(recompute->manifest_path);
    for (guint scope = 0; scope < scopes_count(recompute->plan.report.scopes); scope++) {
        g_autofree char *stem = report_scopes_stem(&recompute->plan, scope);
        g_autofree char *name = g_strconcat(stem, MANIFEST_ENDING, NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autoptr(manifest_record_t) record = NULL;
        if (!manifest_read(path, &record, NULL) || !record->noted)
            return FALSE;
        note_issued(set, scope, record);
    }
    return TRUE;
}

/* What a public issue hides; where that is not known, as in a run of it alone. */
static gboolean settle_public(struct recompute *recompute, GError **error)
{
    struct report_plan *plan = &recompute->plan;
    if (!plan->report.public)
        return TRUE;
    struct public_set *set = public_set_new();
    gboolean noted =
        recompute->request.each != NULL ? note_books(recompute, set) : recompute->record->noted;
    if (noted && recompute->request.each == NULL)
        note_issued(set, 0, recompute->record);
    if (noted && public_set_is_decided(set)) {
        plan->report.public_set = recompute->workspace->public_set = set;
        return TRUE;
    }
    public_set_free(set);
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, plan);
    g_autoptr(GPtrArray) digests = report_manifest_digests(alone, error);
    return digests != NULL && issue_survey(alone, digests, error);
}

/* NULL on error. */
static struct book *build(const struct recompute *recompute, GError **error)
{
    const struct report_plan *plan = &recompute->plan;
    if (recompute->request.each != NULL)
        return publication_index(plan, error);
    g_autofree char *stem = report_scopes_stem(plan, 0);
    struct report report = plan->report;
    g_autoptr(GArray) accounts = report.accounts = report_accounts_of(plan, 0);
    struct book *book = report_build(&report, 0, stem, error);
    if (book != NULL)
        revisions_add(recompute->record->earlier, book);
    return book;
}

static gboolean make_book(struct recompute *recompute, const struct search *search, GError **error)
{
    const struct request *request = &recompute->request;
    if (!workspace_begin(search, request, &recompute->workspace, error))
        return FALSE;
    recompute->planned = TRUE;
    if (!report_plan_open(&recompute->plan, request, search, recompute->workspace, error) ||
        !report_pass_alone(&recompute->plan, error) || !compare_inputs(recompute, error))
        return FALSE;
    if (!settle_public(recompute, error))
        return FALSE;
    recompute->book = build(recompute, error);
    if (recompute->book == NULL)
        return FALSE;
    recompute->book->identity = g_strdup(recompute->record->identity);
    return TRUE;
}

gboolean recompute_run(struct recompute *recompute, const char *path, const struct names *data,
                       const struct search *search, GError **error)
{
    *recompute = (struct recompute){0};
    recompute->changes = g_array_new(FALSE, FALSE, sizeof(struct recompute_input));
    g_autofree char *folder = g_path_get_dirname(path);
    if (!lock_mend(folder, error) || !workbook_read(path, &recompute->workbook, error))
        return FALSE;
    if (!workbook_knows_formulas(recompute->workbook))
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_WORKBOOK, path, NULL);
    if (!find_manifest(recompute, path, error) || !choose_data(recompute, data, error))
        return FALSE;
    set_request(recompute);
    return make_book(recompute, search, error);
}

void recompute_clear(struct recompute *recompute)
{
    book_free(recompute->book);
    if (recompute->planned)
        report_plan_clear(&recompute->plan);
    workspace_free(recompute->workspace);
    workbook_free(recompute->workbook);
    manifest_record_free(recompute->record);
    g_clear_pointer(&recompute->changes, g_array_unref);
    g_free(recompute->manifest_path);
    request_clear(&recompute->request);
}

const struct book_sheet *recompute_sheet(const struct recompute *recompute, const char *table)
{
    for (guint i = 0; i < recompute->book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(recompute->book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, table) == 0)
            return sheet;
    }
    return NULL;
}
