#include <string.h>

#include "calc/query.h"
#include "cli/option.h"
#include "cli/terminal.h"
#include "read/table.h"
#include "run/workspace.h"
#include "spec/template.h"

/* What a template asks of a dataset, as far as it can be told without units and days. */
struct plan_asked {
    const struct dataset *dataset;
    guint8 column[DICTIONARY_MAX_COLUMNS];
};

static void ask(struct plan_asked *asked, const char *distinct)
{
    int column = distinct != NULL ? dataset_column(asked->dataset, distinct) : -1;
    if (column >= 0)
        asked->column[column] = ASKING_VALUE;
}

/* FALSE: no table of the template is from the dataset. */
static gboolean find_asked(const struct template *template, struct plan_asked *asked)
{
    gboolean found = FALSE;
    for (guint t = 0; t < template->tables_count; t++) {
        const struct template_table *table = &template->tables[t];
        gboolean is_own = strcmp(table->from, asked->dataset->name) == 0;
        found |= is_own;
        if (is_own)
            ask(asked, table->distinct);
        for (guint i = 0; i < table->columns_count; i++) {
            const char *from = table->columns[i].from;
            if (from != NULL ? strcmp(from, asked->dataset->name) != 0 : !is_own)
                continue;
            found = TRUE;
            ask(asked, table->columns[i].distinct);
        }
    }
    return found;
}

/* The units, and then each dataset that tables are from. */
static void append_plans(const struct dictionary *dictionary, const struct template *template,
                         gboolean sql, GString *text)
{
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        struct plan_asked asked = {.dataset = &dictionary->datasets[i]};
        gboolean is_tree = asked.dataset->kind == DATASET_TREE;
        if (!is_tree && !find_asked(template, &asked))
            continue;
        g_string_append_printf(text, sql ? "%s-- %s\n" : "%s%s\n", sql && text->len > 0 ? "\n" : "",
                               asked.dataset->name);
        if (!sql)
            continue;
        g_autofree char *plan = table_plan(asked.dataset, is_tree ? NULL : asked.column);
        g_string_append(text, plan);
    }
}

static gboolean load(const struct surroundings *surroundings, const struct request *request,
                     struct dictionary **dictionary, struct template **template, GError **error)
{
    g_autoptr(GBytes) text = NULL;
    struct request_file found = request->template;
    g_autofree char *path = search_template(surroundings->search, found.path);
    if (path == NULL) {
        g_autoptr(GPtrArray) names = search_templates(surroundings->search);
        g_ptr_array_add(names, NULL);
        g_autofree char *known = g_strjoinv(", ", (char **)names->pdata);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_TEMPLATE, found.path, known,
                           NULL);
    }
    found.path = path;
    if (!workspace_dictionary(surroundings->search, &request->dictionary, dictionary, &text, error))
        return FALSE;
    g_autoptr(GBytes) bytes = workspace_text(&found, error);
    return bytes != NULL && template_load(bytes, path, *dictionary, template, error);
}

int command_plan(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(dictionary_t) dictionary = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    struct template *template = NULL;
    gboolean done = load(surroundings, request, &dictionary, &template, &error);
    if (done)
        append_plans(dictionary, template, request->sql, text);
    template_free(template);
    return done && terminal_print(text->str, &error) ? 0 : terminal_error(surroundings, error);
}
