#include "run/workspace.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "build/public_set.h"
#include "check/rules.h"
#include "read/crosswalks.h"
#include "read/summary.h"
#include "read/table.h"
#include "read/units.h"
#include "run/sieve.h"
#include "run/summaries.h"
#include "run/summary_rows.h"
#include "spec/yaml.h"

#define DICTIONARY_FILE "tu-dien.yaml"

GBytes *workspace_text(const struct request_file *file, GError **error)
{
    return file->text != NULL ? g_bytes_ref(file->text) : yaml_read(file->path, error);
}

gboolean workspace_dictionary(const struct search *search, const struct request_file *own,
                              struct dictionary **dictionary, GBytes **text, GError **error)
{
    g_autofree char *found = search_file(search, DICTIONARY_FILE);
    gboolean laid_over = found != NULL && own->path != NULL;
    if (found == NULL && own->path == NULL)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_NO_DICTIONARY, DICTIONARY_FILE, NULL);
    struct request_file only = found != NULL ? (struct request_file){found, NULL} : *own;
    g_autoptr(GBytes) names = laid_over ? workspace_text(own, error) : NULL;
    if (laid_over && names == NULL)
        return FALSE;
    *text = workspace_text(&only, error);
    if (*text == NULL || !dictionary_load(*text, only.path, dictionary, error))
        return FALSE;
    g_autoptr(GBytes) shipped = laid_over ? g_steal_pointer(text) : NULL;
    return !laid_over || dictionary_load_over(names, own->path, dictionary, text, error);
}

/*
 * Notes which shipped dictionary the names rest on: itself, or with an office's own laid over it. A
 * dictionary that is wholly the office's own rests on none.
 */
static gboolean note_shipped(const struct search *search, struct workspace *workspace,
                             GError **error)
{
    const struct request_file *own = &workspace->request->dictionary;
    g_autofree char *found = search_file(search, DICTIONARY_FILE);
    g_autoptr(GBytes) text = own->path != NULL ? workspace_text(own, error) : NULL;
    if (own->path != NULL && text == NULL)
        return FALSE;
    if (text != NULL && g_bytes_equal(text, workspace->dictionary_text))
        return TRUE;
    g_autoptr(GBytes) shipped =
        text != NULL ? yaml_read(found, error) : g_bytes_ref(workspace->dictionary_text);
    if (shipped != NULL)
        workspace->dictionary_shipped =
            digest_of(g_bytes_get_data(shipped, NULL), (gssize)g_bytes_get_size(shipped));
    return shipped != NULL;
}

/* `check` may be asked to make the file. */
static gboolean load_exceptions(struct workspace *workspace, GError **error)
{
    const struct request_file *file = &workspace->request->exceptions;
    gboolean is_there =
        file->text != NULL || (file->path != NULL && (workspace->request->answers == NULL ||
                                                      g_file_test(file->path, G_FILE_TEST_EXISTS)));
    g_autoptr(GBytes) text = is_there ? workspace_text(file, error) : NULL;
    return !is_there || (text != NULL && exceptions_load(text, file->path, workspace->dictionary,
                                                         &workspace->exceptions, error));
}

static void name_files(struct workspace *workspace)
{
    guint count = workspace->inputs->count;
    workspace->file_names = g_new0(char *, count + 2);
    for (guint i = 0; i < count; i++)
        workspace->file_names[i] = g_strdup(workspace->inputs->item[i].name);
    workspace->file_names[count] = g_strdup(WORKSPACE_NO_FILE);
}

static gboolean read_tree(struct workspace *workspace, GError **error)
{
    const struct dataset *tree = dictionary_dataset_of_kind(workspace->dictionary, DATASET_TREE);
    if (tree == NULL || !workspace_has(workspace, tree))
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NO_UNITS,
                           tree != NULL ? tree->name : "don_vi", NULL);
    struct read_job job = {
        .inputs = workspace->inputs,
        .dataset = tree,
        .threads = workspace->threads,
        .progress = workspace->progress,
    };
    gboolean done =
        units_read(&job, workspace->tree, workspace->accounts, workspace->findings, error);
    workspace->units_count = unit_tree_count(workspace->tree);
    return done;
}

static gboolean read_crosswalk(struct workspace *workspace, GError **error)
{
    const struct dataset *dataset =
        dictionary_dataset_of_kind(workspace->dictionary, DATASET_CROSSWALK);
    if (dataset == NULL || !workspace_has(workspace, dataset))
        return TRUE;
    struct read_job job = {
        .inputs = workspace->inputs,
        .dataset = dataset,
        .tree = workspace->tree,
        .threads = workspace->threads,
        .progress = workspace->progress,
    };
    g_autoptr(crosswalk_t) read = crosswalk_new();
    if (!crosswalks_read(&job, read, workspace->accounts, workspace->findings, error))
        return FALSE;
    crosswalks_settle(read, workspace->tree, workspace->crosswalk, workspace->accounts,
                      workspace->findings);
    return TRUE;
}

gboolean workspace_encoding(const char *name, enum encoding *encoding, GError **error)
{
    *encoding = name != NULL ? encoding_from_name(name) : ENCODINGS;
    if (name == NULL || *encoding != ENCODINGS)
        return TRUE;
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < ENCODINGS; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", encoding_name(i));
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, "encoding", name, all->str,
                       NULL);
}

static void free_map(gpointer map)
{
    unit_map_free(map);
}

static void free_scopes(gpointer scopes)
{
    scopes_free(scopes);
}

gboolean workspace_begin(const struct search *search, const struct request *request,
                         struct workspace **workspace, GError **error)
{
    struct workspace *begun = g_new0(struct workspace, 1);
    *workspace = begun;
    begun->request = request;
    begun->tree = unit_tree_new();
    begun->crosswalk = crosswalk_new();
    begun->maps = g_ptr_array_new_with_free_func(free_map);
    begun->scopes = g_ptr_array_new_with_free_func(free_scopes);
    begun->findings = findings_new();
    begun->warnings = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
    begun->period = (struct period)PERIOD_NONE;
    begun->progress = request->progress;
    return workspace_encoding(request->encoding, &begun->encoding, error) &&
           workspace_dictionary(search, &request->dictionary, &begun->dictionary,
                                &begun->dictionary_text, error) &&
           note_shipped(search, begun, error) && load_exceptions(begun, error);
}

gboolean workspace_find(struct workspace *workspace, GError **error)
{
    struct inputs_request wanted = {
        .arguments = (const char *const *)workspace->request->data.item,
        .encoding = workspace->encoding,
        .tells_near = workspace->request->learn != NULL,
    };
    if (!inputs_open(&wanted, workspace->dictionary, &workspace->inputs, workspace->findings,
                     error))
        return FALSE;
    workspace->accounts = g_new0(struct account, MAX(workspace->inputs->count, 1));
    name_files(workspace);
    return TRUE;
}

gboolean workspace_load(struct workspace *workspace, GError **error)
{
    return (workspace->inputs != NULL || workspace_find(workspace, error)) &&
           read_tree(workspace, error) && read_crosswalk(workspace, error) &&
           summaries_settle(workspace, error);
}

void workspace_free(struct workspace *workspace)
{
    if (workspace == NULL)
        return;
    dictionary_free(workspace->dictionary);
    g_clear_pointer(&workspace->dictionary_text, g_bytes_unref);
    g_free(workspace->dictionary_shipped);
    exceptions_free(workspace->exceptions);
    inputs_free(workspace->inputs);
    g_free(workspace->accounts);
    unit_tree_free(workspace->tree);
    crosswalk_free(workspace->crosswalk);
    public_set_free(workspace->public_set);
    g_ptr_array_unref(workspace->scopes);
    g_ptr_array_unref(workspace->maps);
    findings_free(workspace->findings);
    g_clear_pointer(&workspace->gathered, g_ptr_array_unref);
    g_ptr_array_unref(workspace->warnings);
    g_strfreev(workspace->file_names);
    g_free(workspace);
}

gboolean workspace_has(const struct workspace *workspace, const struct dataset *dataset)
{
    for (guint i = 0; i < workspace->inputs->count; i++)
        if (workspace->inputs->item[i].dataset == dataset)
            return TRUE;
    return FALSE;
}

char *workspace_files_of(const struct workspace *workspace, const struct dataset *dataset)
{
    GString *names = g_string_new(NULL);
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        char *name = input->summary != NULL ? input->summary->name : input->name;
        if (input->dataset == dataset && g_hash_table_add(told, name))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
    }
    return g_string_free(names, FALSE);
}

gboolean workspace_read(struct workspace *workspace, struct read_job job, struct consumer consumer,
                        GPtrArray *states, GError **error)
{
    g_autoptr(rules_t) rules =
        rules_new(job.dataset, workspace->dictionary, workspace->tree, &workspace->period);
    rules_set_age_day(rules, job.age_day);
    job.inputs = workspace->inputs;
    job.tree = workspace->tree;
    job.threads = workspace->threads;
    job.progress = workspace->progress;
    job.resent = workspace->request->resent;
    g_autoptr(summary_rows_t) told = summary_rows_new(workspace, job.dataset);
    struct summary_admission admission = {rules, told, workspace->inputs};
    consumer.admit = summary_rows_admit;
    consumer.admit_data = &admission;
    struct sieve_reading reading = {&job, &consumer, workspace->crosswalk, workspace->accounts,
                                    workspace->findings};
    guint first = findings_count(workspace->findings);
    gboolean good = sieve_read(&reading, states, error) && summary_rows_check(workspace, error);
    tables_tell_keys(&job, first, workspace->findings);
    return good;
}

/*
 * The only root of the uppermost level among the units of don_vi; UNIT_NONE for none, and *several
 * is set when there are more.
 */
static gint32 only_root(const struct workspace *workspace, const struct unit_map *map,
                        gboolean valid, gboolean *several)
{
    gint32 root = UNIT_NONE;
    *several = FALSE;
    for (guint i = 0; i < workspace->units_count; i++) {
        const struct unit *unit = unit_at(workspace->tree, (gint32)i);
        if (unit->parent != UNIT_NONE || (valid && !unit_map_is_valid(map, (gint32)i)))
            continue;
        enum level level = root == UNIT_NONE ? LEVELS : unit_at(workspace->tree, root)->level;
        if (unit->level < level) {
            root = (gint32)i;
            *several = FALSE;
        } else if (unit->level == level) {
            *several = TRUE;
        }
    }
    return *several ? UNIT_NONE : root;
}

gint32 workspace_root(const struct workspace *workspace, const struct unit_map *map)
{
    gboolean several;
    gint32 root = only_root(workspace, map, TRUE, &several);
    return root != UNIT_NONE || several ? root : only_root(workspace, map, FALSE, &several);
}

void workspace_tell_tops(const struct workspace *workspace, const struct unit_map *map,
                         struct findings *findings)
{
    const struct unit_tree *tree = workspace->tree;
    gint32 root = workspace_root(workspace, map);
    for (gint32 i = 0; root != UNIT_NONE && i < (gint32)workspace->units_count; i++) {
        const struct unit *unit = unit_at(tree, i);
        if (i == root || *unit_parent_code(tree, i) != '\0' || !unit_map_is_valid(map, i) ||
            unit_map_parent(map, i) != UNIT_NONE)
            continue;
        findings_add(findings, &(struct finding){.rule = RULE_UNIT_TOP_BESIDE,
                                                 .file = unit->file,
                                                 .unit = (guint32)(i + 1),
                                                 .line = unit->line,
                                                 .value = (char *)unit->code,
                                                 .hint = (char *)unit_at(tree, root)->code});
    }
}

struct scopes *workspace_scopes(struct workspace *workspace, const struct unit_map *map,
                                const GArray *roots)
{
    for (guint i = 0; i < workspace->scopes->len; i++) {
        struct scopes *known = g_ptr_array_index(workspace->scopes, i);
        if (known->map == map && known->roots->len == roots->len &&
            memcmp(known->roots->data, roots->data, roots->len * sizeof(gint32)) == 0)
            return known;
    }
    struct scopes *scopes = scopes_new_on_map(workspace->tree, map, roots);
    g_ptr_array_add(workspace->scopes, scopes);
    return scopes;
}

const struct unit_map *workspace_map(struct workspace *workspace, date day)
{
    for (guint i = 0; i < workspace->maps->len; i++)
        if (unit_map_day(g_ptr_array_index(workspace->maps, i)) == day)
            return g_ptr_array_index(workspace->maps, i);
    g_autoptr(GArray) cycles = map_cycles_new();
    struct unit_map *map = unit_map_new(workspace->tree, workspace->crosswalk, day, cycles);
    g_ptr_array_add(workspace->maps, map);
    for (guint i = 0; i < cycles->len; i++) {
        const struct map_cycle *cycle = &g_array_index(cycles, struct map_cycle, i);
        struct finding finding = {
            .rule = RULE_CROSSWALK_CYCLE,
            .file = cycle->event->file,
            .line = cycle->event->line,
            .value = (char *)unit_at(workspace->tree, cycle->unit)->code,
            .hint = cycle->path,
        };
        findings_add(workspace->findings, &finding);
    }
    return map;
}

/* The levels of which a unit is there on the map: a bit for each. */
static guint levels_of(const struct unit_map *map, const struct unit_tree *tree)
{
    guint levels = 0;
    for (guint i = 0; i < unit_tree_count(tree); i++)
        if (unit_map_is_valid(map, (gint32)i))
            levels |= 1u << unit_at(tree, (gint32)i)->level;
    return levels;
}

static gboolean is_without_successor(const struct unit_map *map, const struct unit_tree *tree,
                                     gint32 unit, guint levels)
{
    enum level level = unit_at(tree, unit)->level;
    return (level >= LEVEL_CO_SO || (levels & 1u << level) != 0) && unit_map_is_lost(map, unit) &&
           !unit_map_is_to_come(map, unit);
}

void workspace_tell_lost(const struct workspace *workspace, const struct scopes *scopes,
                         struct findings *findings)
{
    const struct unit_tree *tree = workspace->tree;
    guint levels = levels_of(scopes->map, tree);
    for (guint i = 0; i < unit_tree_count(tree); i++) {
        const struct unit *unit = unit_at(tree, (gint32)i);
        if (scopes->scope_of[i] < 0 ||
            !is_without_successor(scopes->map, tree, (gint32)i, levels) ||
            (unit->parent != UNIT_NONE &&
             is_without_successor(scopes->map, tree, unit->parent, levels)))
            continue;
        g_autofree char *day = date_vietnamese(unit->to);
        struct finding finding = {
            .rule = RULE_UNIT_LOST,
            .file = unit->file,
            .unit = i + 1,
            .line = unit->line,
            .value = (char *)unit->code,
            .hint = day,
        };
        findings_add(findings, &finding);
    }
}
