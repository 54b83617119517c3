/*
 * tongket - CSV exports of a Party organization department become workbooks and charts.
 *
 * The world is looked at here and nowhere else: the environment, the clock, the terminal. All
 * else gets it as arguments, so that equal input gives equal bytes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/watchdog.h"
#include "cli/option.h"
#include "cli/terminal.h"
#include "deliver/version.h"

/* The first variable that is set decides, as for gettext; only the prefix counts. */
static enum language language_of_environment(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (guint i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            return g_str_has_prefix(value, "vi") ? LANGUAGE_VIETNAMESE : LANGUAGE_ENGLISH;
    }
    return LANGUAGE_ENGLISH;
}

/*
 * TONGKET_TODAY=2024-09-01 stands for the clock, so that jobs can be rehearsed. One that is no day
 * is not passed over: the month before the real clock would be made, or written over.
 */
static gboolean find_today(date *day, GError **error)
{
    const char *given = getenv("TONGKET_TODAY");
    if (given != NULL && !date_parse(given, -1, day))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_TODAY, given, NULL);
    if (given != NULL)
        return TRUE;
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    *day = date_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    return TRUE;
}

/* TONGKET_PATIENCE=5 stands for the seconds that a run may stand still, so that it can be tried. */
static guint patience(void)
{
    const char *given = getenv("TONGKET_PATIENCE");
    guint64 seconds;
    gboolean good =
        given != NULL && g_ascii_string_to_unsigned(given, 10, 0, G_MAXINT32 / 2, &seconds, NULL);
    return good ? (guint)seconds : WATCHDOG_SECONDS;
}

/* A file that is opened while a standard descriptor is closed would get its number, and what is
 * meant for the terminal would go into the file. What is written to these fails. */
static void reserve_standard_descriptors(void)
{
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO)
        descriptor = open("/dev/null", O_RDONLY);
    if (descriptor >= 0)
        close(descriptor);
}

/* Prints the text; returns the exit code, `done` if all is well. */
static int print(const struct surroundings *surroundings, const char *text, int done)
{
    g_autoptr(GError) error = NULL;
    return terminal_print(text, &error) ? done : terminal_error(surroundings, error);
}

static int print_help(const struct surroundings *surroundings, int done)
{
    gboolean vietnamese = surroundings->language == LANGUAGE_VIETNAMESE;
    g_autoptr(GString) text =
        g_string_new(vietnamese ? "tongket: từ tệp CSV xuất ra đến sổ tính và biểu đồ sẵn để in\n"
                                : "tongket: from CSV exports to workbooks and charts ready to "
                                  "print\n");
    for (const struct command *command = commands(); command->name != NULL; command++)
        g_string_append_printf(text, "  tongket %s %s\n      %s\n", command->name,
                               command->arguments, command->summary[surroundings->language]);
    g_string_append(text, vietnamese ? "tongket LỆNH --help nói rõ từng lệnh.\n"
                                     : "tongket COMMAND --help tells of each.\n");
    return print(surroundings, text->str, done);
}

static int unknown_command(const struct surroundings *surroundings, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) known = g_string_new(NULL);
    for (const struct command *command = commands(); command->name != NULL; command++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", command->name);
    error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_COMMAND, name, known->str, NULL);
    return terminal_error(surroundings, error);
}

static int run(struct surroundings *surroundings, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 2)
        return print_help(surroundings, TONGKET_ERROR_USAGE);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help(surroundings, 0);
    if (strcmp(argv[1], "--version") == 0)
        return print(surroundings, "tongket " TONGKET_VERSION "\n", 0);
    const struct command *command = command_find(argv[1]);
    if (command == NULL)
        return unknown_command(surroundings, argv[1]);
    if (!find_today(&surroundings->today, &error))
        return terminal_error(surroundings, error);
    return options_run(surroundings, command, argv + 1);
}

/* Where the program itself is; a bare root may have no /proc. New string. */
static char *own_path(const char *name)
{
    char *path = g_file_read_link("/proc/self/exe", NULL);
    if (path == NULL)
        path = g_find_program_in_path(name);
    return path != NULL ? path : g_strdup(name);
}

int main(int argc, char **argv)
{
    enum language language = language_of_environment();
    reserve_standard_descriptors();
    crash_prepare(language);
    watchdog_start(language, patience());
    const char *terminal = getenv("TERM");
    const char *no_color = getenv("NO_COLOR");
    g_autofree char *program = own_path(argv[0]);
    g_autoptr(search_t) search = search_new(getenv("TONGKET_TEMPLATES"), program);
    struct surroundings surroundings = {
        .language = language,
        .search = search,
        .terminal = isatty(STDERR_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0,
        .color = isatty(STDERR_FILENO) && (no_color == NULL || *no_color == '\0'),
    };
    return run(&surroundings, argc, argv);
}
