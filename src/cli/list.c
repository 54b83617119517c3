#include <string.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "cli/option.h"
#include "cli/terminal.h"
#include "data/finding.h"
#include "run/workspace.h"
#include "spec/dictionary.h"

/* Appends a list to the text, a line each. */
typedef gboolean (*lister)(const struct surroundings *surroundings, const struct request *request,
                           GString *text, GError **error);

static gboolean list_templates(const struct surroundings *surroundings,
                               const struct request *request, GString *text, GError **error)
{
    (void)request;
    (void)error;
    g_autoptr(GPtrArray) names = search_templates(surroundings->search);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(names, i));
    return TRUE;
}

static gboolean list_datasets(const struct surroundings *surroundings,
                              const struct request *request, GString *text, GError **error)
{
    g_autoptr(dictionary_t) dictionary = NULL;
    g_autoptr(GBytes) bytes = NULL;
    if (!workspace_dictionary(surroundings->search, &request->dictionary, &dictionary, &bytes,
                              error))
        return FALSE;
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        g_string_append_printf(text, "%s\t%s\n", dataset->name, dataset->label);
        for (guint c = 0; c < dataset->columns_count; c++)
            g_string_append_printf(text, "\t%s\t%s\n", dataset->columns[c].name,
                                   dataset->columns[c].label);
    }
    return TRUE;
}

static gboolean list_rules(const struct surroundings *surroundings, const struct request *request,
                           GString *text, GError **error)
{
    (void)request;
    (void)error;
    enum language language = surroundings->language;
    for (guint rule = 0; rule < RULES; rule++) {
        const struct rule_info *info = rule_info(rule);
        g_string_append_printf(text, "%s\t%s\t%s — %s\n", info->code,
                               info->severity == SEVERITY_ERROR ? "error" : "warning",
                               info->text[language], info->advice[language]);
    }
    return TRUE;
}

static gboolean list_measures(const struct surroundings *surroundings,
                              const struct request *request, GString *text, GError **error)
{
    (void)request;
    (void)surroundings;
    (void)error;
    for (guint measure = 0; measure < MEASURES; measure++)
        g_string_append_printf(text, "%s\t%s\n", measure_info(measure)->code,
                               measure_info(measure)->heading);
    return TRUE;
}

static gboolean list_charts(const struct surroundings *surroundings, const struct request *request,
                            GString *text, GError **error)
{
    (void)request;
    (void)surroundings;
    (void)error;
    for (guint kind = 0; kind < CHART_KINDS; kind++)
        g_string_append_printf(text, "%s\t%s\n", chart_kind_info(kind)->code,
                               chart_kind_info(kind)->help);
    return TRUE;
}

/* A unit and those below it, each version in a line of its own: the code behind two blanks a level.
 */
static void append_units(const struct unit_tree *tree, const GPtrArray *below, gint32 above,
                         guint depth, GString *text)
{
    const GArray *units = g_ptr_array_index(below, above + 1);
    for (guint i = 0; i < units->len; i++) {
        gint32 index = g_array_index(units, gint32, i);
        const struct unit *unit = unit_at(tree, index);
        g_autofree char *from = unit->from != DATE_NONE ? date_iso(unit->from) : g_strdup("");
        g_autofree char *to = unit->to != DATE_NONE ? date_iso(unit->to) : g_strdup("");
        g_string_append_printf(text, "%*s%s\t%s\t%s\t%s\t%s\n", (int)(2 * depth), "", unit->code,
                               unit->name, level_code(unit->level), from, to);
        append_units(tree, below, index, depth + 1, text);
    }
}

static void free_array(gpointer array)
{
    g_array_unref(array);
}

/* By unit + 1: those right below it, in the order of don_vi; at 0 the roots. New array. */
static GPtrArray *units_below(const struct unit_tree *tree)
{
    GPtrArray *below = g_ptr_array_new_with_free_func(free_array);
    for (guint i = 0; i <= unit_tree_count(tree); i++)
        g_ptr_array_add(below, g_array_new(FALSE, FALSE, sizeof(gint32)));
    for (gint32 i = 0; (guint)i < unit_tree_count(tree); i++)
        g_array_append_val((GArray *)g_ptr_array_index(below, unit_at(tree, i)->parent + 1), i);
    return below;
}

static gboolean list_units(const struct surroundings *surroundings, const struct request *request,
                           GString *text, GError **error)
{
    workspace_t *workspace = NULL;
    gboolean good = workspace_begin(surroundings->search, request, &workspace, error) &&
                    workspace_load(workspace, error);
    if (good) {
        struct terminal_manner manner = {.verbose = TRUE};
        g_autoptr(GPtrArray) below = units_below(workspace->tree);
        terminal_findings(surroundings, workspace->inputs, workspace->findings, &manner);
        append_units(workspace->tree, below, UNIT_NONE, 0, text);
    }
    workspace_free(workspace);
    return good;
}

static const struct {
    const char *name;
    lister list;
    gboolean of_data;
} lists[] = {
    {"templates", list_templates, FALSE}, {"datasets", list_datasets, FALSE},
    {"rules", list_rules, FALSE},         {"measures", list_measures, FALSE},
    {"charts", list_charts, FALSE},       {"units", list_units, TRUE},
};

static gboolean print_list(const struct surroundings *surroundings, const struct request *request,
                           GError **error)
{
    const char *name = request->file;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (strcmp(lists[i].name, name) == 0 && lists[i].of_data != (request->data.count > 0))
            return error_raise(error, TONGKET_ERROR_USAGE,
                               lists[i].of_data ? MESSAGE_LIST_NEEDS_DATA
                                                : MESSAGE_LIST_TAKES_NO_DATA,
                               name, NULL);
        if (strcmp(lists[i].name, name) == 0)
            return lists[i].list(surroundings, request, text, error) &&
                   terminal_print(text->str, error);
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", lists[i].name);
    }
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_LIST, name, known->str, NULL);
}

int command_list(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(GError) error = NULL;
    return print_list(surroundings, request, &error) ? 0 : terminal_error(surroundings, error);
}
