/*
 * completion - what the TAB key of a shell offers, from the tables that also make --help. The
 * script needs nothing but bash 4.
 */
#include <string.h>

#include "cli/option.h"
#include "cli/terminal.h"

static const char head[] =
    "# bash completion for tongket, made by `tongket completion bash`.\n"
    "_tongket_offer()\n"
    "{\n"
    "    mapfile -t COMPREPLY < <(compgen \"$@\")\n"
    "}\n"
    "\n"
    "_tongket()\n"
    "{\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    COMPREPLY=()\n"
    "    # bash makes three words of --unit=3.\n"
    "    if [[ $word == = ]]; then\n"
    "        word=\n"
    "    elif [[ $before == = ]]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n";

static const char tail[] = "    esac\n"
                           "}\n"
                           "complete -F _tongket tongket\n";

/* An argument that is one of several words: "text|csv|xlsx". */
static gboolean is_choice(const char *argument)
{
    return strchr(argument, '|') != NULL;
}

static void append_words(GString *script, const char *choice)
{
    g_autofree char *words = g_strdelimit(g_strdup(choice), "|", ' ');
    g_string_append_printf(script, "_tongket_offer -W '%s' -- \"$word\"", words);
}

static void append_files(GString *script, const char *argument)
{
    g_string_append_printf(script, "compopt -o filenames; _tongket_offer %s -- \"$word\"",
                           strcmp(argument, "DIR") == 0 ? "-d" : "-f");
}

/* The value of an option with an argument; nothing is offered for a free text. */
static void append_value(GString *script, const char *command, const struct request_field *option)
{
    g_autofree char *argument = option_argument(option);
    if (argument == NULL)
        return;
    g_string_append_printf(script, "    '%s --%s'", command, option->name);
    if (option->letter != 0)
        g_string_append_printf(script, " | '%s -%c'", command, option->letter);
    g_string_append(script, ") ");
    if (is_choice(argument)) {
        append_words(script, argument);
        g_string_append(script, "; ");
    } else if (option->kind == REQUEST_PATH || option->kind == REQUEST_FILE) {
        append_files(script, argument);
        g_string_append(script, "; ");
    }
    g_string_append(script, "return ;;\n");
}

static void append_values(GString *script)
{
    g_string_append(script, "    case \"${COMP_WORDS[1]} $before\" in\n");
    for (const struct command *command = commands(); command->name != NULL; command++)
        for (const struct request_field *row = NULL; (row = option_next(command, row)) != NULL;)
            append_value(script, command->name, row);
    g_string_append(script, "    esac\n");
}

static void append_names(GString *script)
{
    g_string_append(script, "    if ((COMP_CWORD == 1)); then\n        _tongket_offer -W '");
    for (const struct command *command = commands(); command->name != NULL; command++)
        g_string_append_printf(script, "%s ", command->name);
    g_string_append(script, "--help --version' -- \"$word\"\n        return\n    fi\n");
}

/* Options, and what the command's first argument may be; behind it files. */
static void append_command(GString *script, const struct command *command)
{
    g_string_append_printf(script, "    %s:-*) _tongket_offer -W '", command->name);
    for (const struct request_field *row = NULL; (row = option_next(command, row)) != NULL;)
        g_string_append_printf(script, "--%s ", row->name);
    g_string_append(script, "--help' -- \"$word\" ;;\n");

    g_auto(GStrv) arguments = g_strsplit(command->arguments, " ", 2);
    if (is_choice(arguments[0])) {
        g_string_append_printf(script, "    %s:*) ", command->name);
        append_words(script, arguments[0]);
        g_string_append(script, " ;;\n");
    } else if (strcmp(arguments[0], "TEMPLATE") == 0) {
        g_string_append_printf(script,
                               "    %s:*) ((COMP_CWORD == 2)) && templates=$(tongket list "
                               "templates 2>/dev/null)\n        compopt -o filenames; "
                               "_tongket_offer -f -W \"$templates\" -- \"$word\" ;;\n",
                               command->name);
    }
}

static GString *completion_bash(void)
{
    GString *script = g_string_new(head);
    append_names(script);
    append_values(script);
    g_string_append(script, "    local templates=\n    case ${COMP_WORDS[1]}:$word in\n");
    for (const struct command *command = commands(); command->name != NULL; command++)
        append_command(script, command);
    g_string_append(script, "    *) ");
    append_files(script, "FILE");
    g_string_append(script, " ;;\n");
    g_string_append(script, tail);
    return script;
}

int command_completion(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(GError) error = NULL;
    if (strcmp(request->file, "bash") != 0) {
        error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_SHELL, request->file, "bash",
                    NULL);
    } else {
        GString *script = completion_bash();
        terminal_print(script->str, &error);
        g_string_free(script, TRUE);
    }
    return error != NULL ? terminal_error(surroundings, error) : 0;
}
