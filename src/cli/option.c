#include "cli/option.h"

#include <string.h>

#include "cli/terminal.h"

void command_line_clear(struct command_line *line)
{
    g_clear_pointer(&line->rest, g_strfreev);
}

static void *target_of(const struct option *option, void *values)
{
    return (char *)values + option->offset;
}

/*
 * GLib's entries, with --help as one of ours so that it returns instead of exiting. A string is
 * taken as it stands: GLib would convert it from the locale, which is never set.
 */
static GOptionEntry *entries_of(const struct option *options, void *values, enum language language,
                                gboolean *help)
{
    guint count = 0;
    while (options[count].name != NULL)
        count++;
    GOptionEntry *entries = g_new0(GOptionEntry, count + 2);
    for (guint i = 0; i < count; i++)
        entries[i] = (GOptionEntry){
            .long_name = options[i].name,
            .short_name = options[i].letter,
            .arg = options[i].kind == G_OPTION_ARG_STRING ? G_OPTION_ARG_FILENAME : options[i].kind,
            .arg_data = target_of(&options[i], values),
            .description = options[i].help[language],
            .arg_description = options[i].argument,
        };
    entries[count] = (GOptionEntry){
        .long_name = "help",
        .short_name = 'h',
        .arg = G_OPTION_ARG_NONE,
        .arg_data = help,
        .description = language == LANGUAGE_VIETNAMESE ? "in phần này" : "print this",
    };
    return entries;
}

static void append_option(GString *text, const GOptionEntry *entry)
{
    g_autoptr(GString) left = g_string_new("  ");
    if (entry->short_name != 0)
        g_string_append_printf(left, "-%c, ", entry->short_name);
    g_string_append_printf(left, "--%s", entry->long_name);
    if (entry->arg_description != NULL)
        g_string_append_printf(left, "=%s", entry->arg_description);
    g_string_append_printf(text, "%-28s  %s\n", left->str, entry->description);
}

char *options_help(const struct command *command, enum language language)
{
    gboolean unused;
    g_autofree GOptionEntry *entries = entries_of(command->options, NULL, language, &unused);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s: tongket %s %s\n%s\n\n",
                           language == LANGUAGE_VIETNAMESE ? "Cách dùng" : "Usage", command->name,
                           command->arguments, command->summary[language]);
    for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
        append_option(text, entry);
    return g_string_free(text, FALSE);
}

/* Strings are UTF-8 from here on; what is not cannot be meant. */
static void make_valid(const struct option *options, void *values)
{
    for (; options->name != NULL; options++) {
        char **text = options->kind == G_OPTION_ARG_STRING ? target_of(options, values) : NULL;
        if (text == NULL || *text == NULL)
            continue;
        char *valid = g_utf8_make_valid(*text, -1);
        g_free(*text);
        *text = valid;
    }
}

void options_clear(const struct option *options, void *values)
{
    for (; options->name != NULL; options++)
        if (options->kind == G_OPTION_ARG_STRING || options->kind == G_OPTION_ARG_FILENAME)
            g_clear_pointer((char **)target_of(options, values), g_free);
}

/* What is left of the arguments behind the command's name. */
static char **rest_of(char **left)
{
    GPtrArray *kept = g_ptr_array_new();
    for (char **argument = left + 1; *argument != NULL; argument++)
        if (strcmp(*argument, "--") != 0)
            g_ptr_array_add(kept, g_strdup(*argument));
    g_ptr_array_add(kept, NULL);
    return (char **)g_ptr_array_free(kept, FALSE);
}

gboolean options_parse(const struct surroundings *surroundings, char **argv, void *values,
                       struct command_line *line, GError **error)
{
    const struct command *command = command_find(argv[0]);
    g_autofree GOptionEntry *entries =
        entries_of(command->options, values, surroundings->language, &line->helped);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);

    g_auto(GStrv) left = g_strdupv(argv);
    g_autoptr(GError) failure = NULL;
    if (!g_option_context_parse_strv(context, &left, &failure))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_OPTION, failure->message,
                           argv[0], NULL);
    make_valid(command->options, values);
    line->rest = rest_of(left);
    if (!line->helped)
        return TRUE;
    g_autofree char *help = options_help(command, surroundings->language);
    return terminal_print(help, error);
}

int options_run(const struct surroundings *surroundings, char **argv, void *values,
                int (*run)(const struct surroundings *surroundings, const void *values,
                           char **rest))
{
    g_auto(command_line_t) line = {0};
    g_autoptr(GError) error = NULL;
    int code = 0;
    if (!options_parse(surroundings, argv, values, &line, &error))
        code = terminal_error(surroundings, error);
    else if (!line.helped)
        code = run(surroundings, values, line.rest);
    options_clear(command_find(argv[0])->options, values);
    return code;
}

gboolean option_choice(const char *option, const char *text, const char *const *known,
                       guint *choice, GError **error)
{
    for (guint i = 0; known[i] != NULL; i++)
        if (strcmp(known[i], text) == 0) {
            *choice = i;
            return TRUE;
        }
    g_autofree char *all = g_strjoinv(", ", (char **)known);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, option, text, all, NULL);
}

gboolean option_choices(const char *option, const char *text, const char *const *known,
                        char ***choices, GError **error)
{
    g_auto(GStrv) list = g_strsplit(text, ",", -1);
    for (char **item = list; *item != NULL; item++) {
        guint ignored;
        if (!option_choice(option, *item, known, &ignored, error))
            return FALSE;
    }
    *choices = g_steal_pointer(&list);
    return TRUE;
}
