#include "cli/option.h"

#include <string.h>

#include "base/text.h"
#include "cli/terminal.h"
#include "read/encoding.h"
#include "write/writer.h"

const struct request_field *option_next(const struct command *command,
                                        const struct request_field *before)
{
    const struct request_field *row = before != NULL ? before + 1 : request_fields();
    while (row->name != NULL && !request_takes(row, command->name))
        row++;
    return row->name != NULL ? row : NULL;
}

/* The known names, NULL-terminated. New array of new strings. */
static char **option_names(enum request_names names)
{
    return names == REQUEST_FORMATS ? writer_names() : encoding_offered();
}

/* The text with the names put in. New string. */
static char *fill_names(const struct request_field *option, const char *text, const char *between)
{
    if (option->names == REQUEST_NO_NAMES)
        return g_strdup(text);
    g_auto(GStrv) names = option_names(option->names);
    g_autofree char *all = g_strjoinv(between, names);
    g_auto(GStrv) parts = g_strsplit(text, REQUEST_NAMES, -1);
    return g_strjoinv(all, parts);
}

char *option_argument(const struct request_field *option)
{
    return option->argument != NULL ? fill_names(option, option->argument, "|") : NULL;
}

char *option_help(const struct request_field *option, enum language language)
{
    return fill_names(option, option->help[language], option->kind == REQUEST_LIST ? "," : ", ");
}

static void append_option(GString *text, const char *left, const char *help)
{
    g_string_append_printf(text, "%-28s  %s\n", left, help);
}

/* The help text of a command. New string. */
static char *options_help(const struct command *command, enum language language)
{
    gboolean vietnamese = language == LANGUAGE_VIETNAMESE;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s: tongket %s %s\n%s\n\n", vietnamese ? "Cách dùng" : "Usage",
                           command->name, command->arguments, command->summary[language]);
    for (const struct request_field *row = NULL; (row = option_next(command, row)) != NULL;) {
        g_autofree char *argument = option_argument(row), *help = option_help(row, language);
        g_autoptr(GString) left = g_string_new("  ");
        if (row->letter != 0)
            g_string_append_printf(left, "-%c, ", row->letter);
        g_string_append_printf(left, "--%s", row->name);
        if (argument != NULL)
            g_string_append_printf(left, "=%s", argument);
        append_option(text, left->str, help);
    }
    append_option(text, "  -h, --help", vietnamese ? "in phần này" : "print this");
    return g_string_free(text, FALSE);
}

/* An option as GLib takes it, with what was said. */
struct given {
    const struct request_field *row;
    char *text; /* NULL: it was not given */
};

static void clear_given(gpointer data)
{
    g_free(((struct given *)data)->text);
}

/* By place; GLib writes into it. */
static GArray *given_new(const struct command *command)
{
    GArray *all = g_array_new(FALSE, TRUE, sizeof(struct given));
    g_array_set_clear_func(all, clear_given);
    for (const struct request_field *row = NULL; (row = option_next(command, row)) != NULL;) {
        struct given given = {row, NULL};
        g_array_append_val(all, given);
    }
    return all;
}

/*
 * GLib's entries, with --help as one of ours so that it returns instead of exiting. A text is taken
 * as it stands: GLib would convert it from the locale, which is never set.
 */
static GOptionEntry *entries_of(GArray *all, struct request *request, gboolean *help)
{
    GOptionEntry *entries = g_new0(GOptionEntry, all->len + 2);
    for (guint i = 0; i < all->len; i++) {
        struct given *given = &g_array_index(all, struct given, i);
        const struct request_field *row = given->row;
        gboolean flag = row->kind == REQUEST_FLAG, number = row->kind == REQUEST_NUMBER;
        entries[i] = (GOptionEntry){
            .long_name = row->name,
            .short_name = row->letter,
            .arg = flag     ? G_OPTION_ARG_NONE
                   : number ? G_OPTION_ARG_INT
                            : G_OPTION_ARG_FILENAME,
            .arg_data = flag || number ? request_value(request, row) : &given->text,
        };
    }
    entries[all->len] = (GOptionEntry){
        .long_name = "help", .short_name = 'h', .arg = G_OPTION_ARG_NONE, .arg_data = help};
    return entries;
}

/* Texts are UTF-8 from here on, but paths; what is not cannot be meant. */
static gboolean set_option(struct request *request, const struct given *given, GError **error)
{
    const struct request_field *row = given->row;
    gboolean path = row->kind == REQUEST_PATH || row->kind == REQUEST_FILE;
    g_autofree char *text = path ? g_strdup(given->text) : g_utf8_make_valid(given->text, -1);
    g_autoptr(GString) known = g_string_new(NULL);
    if (request_set(request, row, text))
        return TRUE;
    for (guint i = 0; i < REQUEST_MAX_CHOICES; i++)
        if (row->choices[i] != NULL)
            g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", row->choices[i]);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, row->name, text, known->str,
                       NULL);
}

/* Each of a list's items is one of the known names. */
static gboolean check_list(const struct request *request, const struct request_field *row,
                           GError **error)
{
    const struct names *list = request_value(request, row);
    g_auto(GStrv) known = option_names(row->names);
    for (unsigned i = 0; i < list->count; i++) {
        if (g_strv_contains((const char *const *)known, list->item[i]))
            continue;
        g_autofree char *all = g_strjoinv(", ", known);
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, row->name, list->item[i],
                           all, NULL);
    }
    return TRUE;
}

static gboolean set_options(struct request *request, const GArray *all, GError **error)
{
    for (guint i = 0; i < all->len; i++) {
        const struct given *given = &g_array_index(all, struct given, i);
        const struct request_field *row = given->row;
        if (given->text == NULL && row->needed && row->standard == NULL)
            return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_NEEDED, row->name, NULL);
        if (given->text != NULL &&
            (!set_option(request, given, error) ||
             (row->kind == REQUEST_LIST && !check_list(request, row, error))))
            return FALSE;
    }
    request->wait = MAX(request->wait, 0);
    request_complete(request);
    return TRUE;
}

/* What is left behind the command's name: leading arguments, then DATA. */
static gboolean set_arguments(const struct command *command, struct request *request, char **left,
                              GError **error)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (char **argument = left + 1; *argument != NULL; argument++)
        if (strcmp(*argument, "--") != 0)
            g_ptr_array_add(kept, *argument);
    if (kept->len < command->least || kept->len > command->most)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, command->name,
                           NULL);
    for (guint i = 0; i < command->leading; i++)
        *(char **)((char *)request + command->leads[i]) = g_strdup(kept->pdata[i]);
    g_ptr_array_remove_range(kept, 0, command->leading);
    g_ptr_array_add(kept, NULL);
    request->data.item = g_strdupv((char **)kept->pdata);
    request->data.count = kept->len - 1;
    return TRUE;
}

static gboolean parse(const struct command *command, char **argv, struct request *request,
                      gboolean *help, GError **error)
{
    g_autoptr(GArray) all = given_new(command);
    g_autofree GOptionEntry *entries = entries_of(all, request, help);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);

    g_auto(GStrv) left = g_strdupv(argv);
    g_autoptr(GError) failure = NULL;
    if (!g_option_context_parse_strv(context, &left, &failure))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_OPTION, failure->message,
                           argv[0], NULL);
    return *help ||
           (set_arguments(command, request, left, error) && set_options(request, all, error));
}

int options_run(const struct surroundings *surroundings, const struct command *command, char **argv)
{
    g_auto(request_t) request = {.today = surroundings->today};
    g_autoptr(GError) error = NULL;
    gboolean help = FALSE;
    if (!parse(command, argv, &request, &help, &error))
        return terminal_error(surroundings, error);
    if (!help)
        return command->run(surroundings, &request);
    g_autofree char *text = options_help(command, surroundings->language);
    return terminal_print(text, &error) ? 0 : terminal_error(surroundings, error);
}
