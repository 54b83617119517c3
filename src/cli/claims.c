#include <string.h>

#include "cli/option.h"
#include "cli/terminal.h"
#include "run/claims_report.h"

enum format { TEXT, CSV, XLSX };

static const char *const formats[] = {"text", "csv", "xlsx", NULL};

/* What the command line says; strings are GLib's. */
struct line {
    char *format, *out, *dictionary;
};

static void line_clear(struct line *line)
{
    g_free(line->format);
    g_free(line->out);
    g_free(line->dictionary);
}

typedef struct line line_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(line_t, line_clear)

static gboolean parse(const struct surroundings *surroundings, struct line *line, int argc,
                      char **argv, char ***rest, gboolean *helped, GError **error)
{
    const struct option options[] = {
        {"format",
         'f',
         G_OPTION_ARG_STRING,
         &line->format,
         {"text, csv or xlsx (default: text)", "text, csv hoặc xlsx (mặc định: text)"},
         "FORMAT"},
        {"out",
         'o',
         G_OPTION_ARG_FILENAME,
         &line->out,
         {"folder for the workbook (default: .)", "thư mục để sổ tính (mặc định: .)"},
         "DIR"},
        {"dictionary",
         0,
         G_OPTION_ARG_FILENAME,
         &line->dictionary,
         {"another dictionary", "từ điển khác"},
         "FILE"},
        {NULL, 0, 0, NULL, {NULL, NULL}, NULL},
    };
    if (!options_parse(surroundings, options, argc, argv, rest, helped, error))
        return FALSE;
    if (*helped) {
        g_autofree char *help = options_help(surroundings, options, argv[0]);
        return terminal_print(help, error);
    }
    if (g_strv_length(*rest) < 1)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "claims", NULL);
    return TRUE;
}

/* What is wrong with the table of claims itself, and with the data. */
static void tell(const struct surroundings *surroundings, const struct claims_outcome *outcome)
{
    struct workspace table = {.inputs = outcome->inputs, .findings = outcome->findings};
    if (outcome->findings != NULL)
        terminal_findings(surroundings, &table, NULL);
    if (outcome->workspace != NULL)
        terminal_findings(surroundings, outcome->workspace, NULL);
}

static gboolean deliver(const struct line *line, const char *file,
                        const struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (!claims_report_deliver(outcome, file, line->out != NULL ? line->out : ".", paths, error))
        return FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(paths, i));
    return terminal_print(text->str, error);
}

static gboolean print(const struct surroundings *surroundings, enum format format,
                      const struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GString) text = format == CSV ? claims_report_csv(outcome)
                                            : claims_report_text(outcome, surroundings->language);
    return terminal_print(text->str, error);
}

int command_claims(const struct surroundings *surroundings, int argc, char **argv)
{
    g_auto(line_t) line = {0};
    g_auto(claims_outcome_t) outcome = {0};
    g_auto(GStrv) rest = NULL;
    g_autoptr(GError) error = NULL;
    gboolean helped = FALSE;
    guint format = TEXT;
    if (!parse(surroundings, &line, argc, argv, &rest, &helped, &error))
        return terminal_error(surroundings, error);
    if (helped)
        return 0;
    if (line.format != NULL && !option_choice("format", line.format, formats, &format, &error))
        return terminal_error(surroundings, error);

    struct claims_options options = {rest[0], (const char *const *)rest + 1, line.dictionary};
    gboolean done = claims_run(&options, surroundings->search, &outcome, &error);
    tell(surroundings, &outcome);
    done = done && (format == XLSX ? deliver(&line, rest[0], &outcome, &error)
                                   : print(surroundings, format, &outcome, &error));
    if (!done)
        return terminal_error(surroundings, error);
    return claims_count_verdict(&outcome, CLAIM_IMPOSSIBLE) +
                       claims_count_verdict(&outcome, CLAIM_DIFFERS) >
                   0
               ? 1
               : 0;
}
