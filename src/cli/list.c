#include <string.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "cli/option.h"
#include "cli/terminal.h"
#include "data/finding.h"
#include "run/workspace.h"
#include "spec/dictionary.h"

/* Appends a list to the text, a line each. */
typedef gboolean (*lister)(const struct surroundings *surroundings, GString *text, GError **error);

static gboolean list_templates(const struct surroundings *surroundings, GString *text,
                               GError **error)
{
    (void)error;
    g_autoptr(GPtrArray) names = search_templates(surroundings->search);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(names, i));
    return TRUE;
}

static gboolean list_datasets(const struct surroundings *surroundings, GString *text,
                              GError **error)
{
    g_autoptr(dictionary_t) dictionary = NULL;
    g_autoptr(GBytes) bytes = NULL;
    struct request_file none = {NULL, NULL};
    if (!workspace_dictionary(surroundings->search, &none, &dictionary, &bytes, error))
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

static gboolean list_rules(const struct surroundings *surroundings, GString *text, GError **error)
{
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

static gboolean list_measures(const struct surroundings *surroundings, GString *text,
                              GError **error)
{
    (void)surroundings;
    (void)error;
    for (guint measure = 0; measure < MEASURES; measure++)
        g_string_append_printf(text, "%s\t%s\n", measure_info(measure)->code,
                               measure_info(measure)->heading);
    return TRUE;
}

static gboolean list_charts(const struct surroundings *surroundings, GString *text, GError **error)
{
    (void)surroundings;
    (void)error;
    for (guint kind = 0; kind < CHART_KINDS; kind++)
        g_string_append_printf(text, "%s\t%s\n", chart_kind_info(kind)->code,
                               chart_kind_info(kind)->help);
    return TRUE;
}

static const struct {
    const char *name;
    lister list;
} lists[] = {
    {"templates", list_templates}, {"datasets", list_datasets}, {"rules", list_rules},
    {"measures", list_measures},   {"charts", list_charts},
};

static gboolean print_list(const struct surroundings *surroundings, const char *name,
                           GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (strcmp(lists[i].name, name) == 0)
            return lists[i].list(surroundings, text, error) && terminal_print(text->str, error);
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", lists[i].name);
    }
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_LIST, name, known->str, NULL);
}

int command_list(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(GError) error = NULL;
    return print_list(surroundings, request->file, &error) ? 0
                                                           : terminal_error(surroundings, error);
}
