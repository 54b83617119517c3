#include "run/recompute.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/lock.h"
#include "run/publication.h"
#include "run/report_accounts.h"
#include "run/report_pass.h"

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
    const char *identity = workbook_property(recompute->workbook, BOOK_IDENTITY_PROPERTY);
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
                       other->template_name, other->period, NULL);
}

static gboolean find_manifest(struct recompute *recompute, const char *path, GError **error)
{
    const char *identity = workbook_property(recompute->workbook, BOOK_IDENTITY_PROPERTY);
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

static gboolean write_text(const struct recompute *recompute, const char *name, const char *text,
                           char **path, GError **error)
{
    *path = g_build_filename(recompute->folder, name, NULL);
    return file_write(*path, text, strlen(text), error);
}

/* The texts that made the report; the template's name is part of the names of files. */
static gboolean write_texts(struct recompute *recompute, GError **error)
{
    const struct manifest_record *record = recompute->record;
    g_autofree char *prefix = g_build_filename(g_get_tmp_dir(), "tongket-", NULL);
    g_autofree char *base = g_path_get_basename(record->template_name);
    g_autofree char *template = g_strconcat(base, ".yaml", NULL);
    recompute->folder = file_temp_folder(prefix, error);
    if (recompute->folder == NULL)
        return FALSE;
    g_autofree char *own = g_build_filename(recompute->folder, "template", NULL);
    g_autofree char *inside = g_build_filename("template", template, NULL);
    return file_make_folder(own, error) &&
           write_text(recompute, inside, record->template_text, &recompute->template_path, error) &&
           write_text(recompute, "tu-dien.yaml", record->dictionary_text,
                      &recompute->dictionary_path, error) &&
           (record->office_text == NULL || write_text(recompute, "office.yaml", record->office_text,
                                                      &recompute->office_path, error));
}

/* The noted DATA as seen from here. New string: the first that is not there, or NULL. */
static char *take_noted_data(struct recompute *recompute)
{
    const GArray *data = recompute->record->data;
    g_autofree char *folder = g_path_get_dirname(recompute->manifest_path);
    g_autofree char *gone = data->len == 0 ? g_strdup("–") : NULL;
    recompute->data = g_new0(char *, data->len + 1);
    for (guint i = 0; i < data->len; i++) {
        const struct manifest_data *noted = &g_array_index(data, struct manifest_data, i);
        g_autofree char *path = g_build_filename(folder, noted->path, NULL);
        if (gone == NULL && !g_file_test(path, G_FILE_TEST_EXISTS))
            gone = g_strdup(path);
        recompute->data[i] = noted->dataset != NULL ? g_strconcat(noted->dataset, "=", path, NULL)
                                                    : g_steal_pointer(&path);
    }
    return g_steal_pointer(&gone);
}

static gboolean choose_data(struct recompute *recompute, const char *const *data, GError **error)
{
    recompute->options.data = data;
    if (*data != NULL)
        return TRUE;
    g_autofree char *gone = take_noted_data(recompute);
    recompute->options.data = (const char *const *)recompute->data;
    return gone == NULL || error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_DATA_NEEDED, gone, NULL);
}

static void set_options(struct recompute *recompute)
{
    static const char *const books[] = {"xlsx", NULL}, *const others[] = {NULL};
    const struct manifest_record *record = recompute->record;
    struct report_options *options = &recompute->options;
    options->template_name = recompute->template_path;
    options->dictionary = recompute->dictionary_path;
    options->office = recompute->office_path;
    options->period = record->period;
    options->unit = *record->unit != '\0' ? record->unit : NULL;
    options->each = record->each;
    options->formats = record->each == NULL || record->linked ? books : others;
    options->map = record->map;
    options->as_of = record->as_of;
    options->out = recompute->folder;
    options->final = strcmp(record->status, "final") == 0;
    options->public = strcmp(record->audience, "public") == 0;
    options->encoding = record->encoding;
    enum resent resent = resent_from_name(record->resent);
    options->resent = resent != RESENT_CHOICES ? resent : RESENT_BOTH;
    options->passport = record->passport;
    options->values_only = record->values_only;
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

/* NULL on error. */
static struct book *build(const struct recompute *recompute, GError **error)
{
    const struct report_plan *plan = &recompute->plan;
    if (recompute->options.each != NULL)
        return publication_index(plan, error);
    g_autofree char *stem = publication_stem(plan, 0);
    struct report report = plan->report;
    g_autoptr(GArray) accounts = report.accounts = report_accounts_of(plan, 0);
    struct book *book = report_build(&report, 0, stem, error);
    if (book != NULL)
        revisions_add(recompute->record->earlier, book);
    return book;
}

static gboolean make_book(struct recompute *recompute, const struct search *search, GError **error)
{
    const struct report_options *options = &recompute->options;
    struct workspace_request request = {options->dictionary, options->data, options->encoding,
                                        options->progress, options->resent};
    if (!workspace_begin(search, &request, &recompute->workspace, error))
        return FALSE;
    recompute->planned = TRUE;
    if (!report_plan_open(&recompute->plan, options, search, recompute->workspace, error) ||
        !report_pass_alone(&recompute->plan, error) || !compare_inputs(recompute, error))
        return FALSE;
    recompute->book = build(recompute, error);
    if (recompute->book == NULL)
        return FALSE;
    recompute->book->identity = g_strdup(recompute->record->identity);
    return TRUE;
}

gboolean recompute_run(struct recompute *recompute, const char *path, const char *const *data,
                       const struct search *search, GError **error)
{
    *recompute = (struct recompute){0};
    recompute->changes = g_array_new(FALSE, FALSE, sizeof(struct recompute_input));
    g_autofree char *folder = g_path_get_dirname(path);
    if (!lock_mend(folder, error) || !workbook_read(path, &recompute->workbook, error) ||
        !find_manifest(recompute, path, error) || !choose_data(recompute, data, error) ||
        !write_texts(recompute, error))
        return FALSE;
    set_options(recompute);
    return make_book(recompute, search, error);
}

void recompute_clear(struct recompute *recompute)
{
    if (recompute->folder != NULL)
        file_remove_tree(recompute->folder, NULL);
    book_free(recompute->book);
    if (recompute->planned)
        report_plan_clear(&recompute->plan);
    workspace_free(recompute->workspace);
    workbook_free(recompute->workbook);
    manifest_record_free(recompute->record);
    g_clear_pointer(&recompute->changes, g_array_unref);
    g_free(recompute->manifest_path);
    g_free(recompute->folder);
    g_free(recompute->template_path);
    g_free(recompute->dictionary_path);
    g_free(recompute->office_path);
    g_strfreev(recompute->data);
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
