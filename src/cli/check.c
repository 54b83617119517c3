#include <string.h>

#include "answer/answers_accept.h"
#include "answer/answers_book.h"
#include "answer/check_book.h"
#include "answer/check_json.h"
#include "answer/check_learn.h"
#include "base/decimal.h"
#include "base/file.h"
#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "deliver/findings_file.h"
#include "deliver/lock.h"
#include "job/job_freeze.h"
#include "spec/job.h"
#include "write/csv_line.h"

static void append_findings(GString *text, const struct surroundings *surroundings,
                            const struct workspace *workspace)
{
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        if (finding->accepted != NULL)
            continue;
        g_autofree char *line = finding_line(
            finding, terminal_path(workspace->inputs, finding->file), surroundings->language);
        g_string_append_printf(text, "%s\n", line);
    }
}

static void append_returns(GString *text, const struct surroundings *surroundings,
                           const struct check_returns *returns)
{
    g_autofree char *made = decimal_plain(returns->made, 0);
    g_autofree char *expected = decimal_plain(returns->expected, 0);
    g_autofree char *nil = decimal_plain(returns->nil, 0);
    g_autofree char *blank = decimal_plain((gint64)returns->blank, 0);
    g_autofree char *line = message_text(surroundings->language, MESSAGE_CHECK_RETURNS,
                                         returns->dataset->name, made, expected, nil, blank, NULL);
    g_string_append_printf(text, "%s\n", line);
}

/* How each file was spent, then who returned. */
static void append_accounts(GString *text, const struct surroundings *surroundings,
                            const struct check_outcome *outcome)
{
    const struct workspace *workspace = outcome->workspace;
    for (guint i = 0; workspace->inputs != NULL && i < workspace->inputs->count; i++) {
        g_autofree char *account = terminal_account(surroundings, workspace, i);
        if (account != NULL)
            g_string_append_printf(text, "%s\n", account);
    }
    g_autofree char *folders = terminal_folders(surroundings, workspace);
    if (folders != NULL)
        g_string_append_printf(text, "%s\n", folders);
    for (guint i = 0; i < outcome->returns->len; i++)
        append_returns(text, surroundings,
                       &g_array_index(outcome->returns, struct check_returns, i));
}

static gboolean print_text(const struct surroundings *surroundings,
                           const struct check_outcome *outcome, gboolean quiet, GError **error)
{
    const struct findings *findings = outcome->workspace->findings;
    g_autoptr(GString) text = g_string_new(NULL);
    append_findings(text, surroundings, outcome->workspace);
    if (!quiet)
        append_accounts(text, surroundings, outcome);
    g_autofree char *errors = decimal_plain(findings_count_severity(findings, SEVERITY_ERROR), 0);
    g_autofree char *warnings =
        decimal_plain(findings_count_severity(findings, SEVERITY_WARNING), 0);
    g_autofree char *sum =
        message_text(surroundings->language, MESSAGE_CHECK_SUMMARY, errors, warnings, NULL);
    g_autofree char *accepted = terminal_accepted(surroundings, findings);
    g_string_append_printf(text, "%s%s\n", sum, accepted);
    return terminal_print(text->str, error);
}

static gboolean print_data(enum request_answer format, const struct check_outcome *outcome,
                           GError **error)
{
    const struct workspace *workspace = outcome->workspace;
    if (format == ANSWER_JSON) {
        g_autofree char *json = check_json(outcome);
        return terminal_print(json, error);
    }
    g_autoptr(GString) csv =
        findings_file_text(workspace->findings, (const char *const *)workspace->file_names, NULL);
    return terminal_print(csv->str, error);
}

/* The paths made are appended. */
static gboolean deliver(const struct request *request, const struct check_outcome *outcome,
                        GPtrArray *paths, GError **error)
{
    struct check_delivery delivery = {
        .folder = request->out,
        .split = request->each != NULL,
    };
    if (delivery.split)
        level_from_code(request->each, &delivery.level);
    return check_book_deliver(outcome, &delivery, paths, error);
}

/* ---- workbooks that came back ---- */

/* "Đảng bộ huyện Đông (01.1)". New string. */
static char *answers_unit(const struct surroundings *surroundings,
                          const struct check_outcome *outcome, gint32 unit)
{
    if (unit == UNIT_NONE)
        return message_text(surroundings->language, MESSAGE_ANSWERS_GENERAL, NULL);
    const struct unit *named = unit_at(outcome->workspace->tree, unit);
    return g_strdup_printf("%s (%s)", named->name, named->code);
}

static void append_counts(GString *text, const struct surroundings *surroundings, const char *name,
                          const struct answers_count *counts)
{
    char *count[ANSWER_STATES];
    for (guint state = 0; state < ANSWER_STATES; state++)
        count[state] = decimal_plain(counts->of[state], 0);
    g_autofree char *line =
        message_text(surroundings->language, MESSAGE_ANSWERS_COUNTS, name, count[ANSWER_CORRECTED],
                     count[ANSWER_KEPT], count[ANSWER_OPEN], count[ANSWER_UNMATCHED], NULL);
    g_string_append_printf(text, "%s\n", line);
    for (guint state = 0; state < ANSWER_STATES; state++)
        g_free(count[state]);
}

/* Units in the order of don_vi, what is of none first; behind them what is kept, and why. */
static char *answers_text(const struct surroundings *surroundings,
                          const struct check_outcome *outcome, const struct answers *answers)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GArray) counts = answers_count(outcome, answers);
    for (guint i = 0; i < counts->len; i++) {
        const struct answers_count *count = &g_array_index(counts, struct answers_count, i);
        g_autofree char *name =
            i + 1 == counts->len || count->all == 0
                ? message_text(surroundings->language, MESSAGE_ANSWERS_ALL, NULL)
                : answers_unit(surroundings, outcome, (gint32)i - 1);
        if (count->all > 0)
            append_counts(text, surroundings, name, count);
    }
    for (guint i = 0; i < answers->rows->len; i++) {
        const struct answer *answer = &g_array_index(answers->rows, struct answer, i);
        if (answer->state == ANSWER_KEPT)
            g_string_append_printf(text, "%s: %s: %s — %s\n", answer->book, answer->file,
                                   answer->text, answer->reply);
    }
    return g_string_free(text, FALSE);
}

static char *answers_csv(const struct check_outcome *outcome, const struct answers *answers)
{
    static const char *const names[] = {"so",       "don_vi",  "tep",     "dong", "cot",
                                        "noi_dung", "tra_loi", "ket_qua", NULL};
    GString *csv = g_string_new(NULL);
    csv_line_append(csv, names);
    for (guint i = 0; i < answers->rows->len; i++) {
        const struct answer *answer = &g_array_index(answers->rows, struct answer, i);
        const char *unit =
            answer->unit != UNIT_NONE ? unit_at(outcome->workspace->tree, answer->unit)->code : "";
        const char *const fields[] = {answer->book,
                                      unit,
                                      answer->file,
                                      answer->lines,
                                      answer->column,
                                      answer->text,
                                      answer->reply,
                                      answer_state_code(answer->state),
                                      NULL};
        csv_line_append(csv, fields);
    }
    return g_string_free(csv, FALSE);
}

/* What is kept with a reason becomes exceptions. */
static gboolean accept(const struct surroundings *surroundings, const struct request *request,
                       const struct check_outcome *outcome, const struct answers *answers,
                       GError **error)
{
    const char *path = request->exceptions.path;
    struct answers_accepted accepted;
    if (!answers_accept(outcome, answers, path, &accepted, error))
        return FALSE;
    g_autofree char *added = decimal_plain(accepted.added, 0);
    g_autofree char *left = decimal_plain(accepted.left, 0);
    g_autofree char *said =
        message_text(surroundings->language,
                     accepted.added > 0 ? MESSAGE_EXCEPTIONS_ADDED : MESSAGE_EXCEPTIONS_NOTHING,
                     path, added, NULL);
    g_autofree char *rest =
        message_text(surroundings->language, MESSAGE_EXCEPTIONS_LEFT, left, NULL);
    if (!request->quiet)
        terminal_say(surroundings, said);
    if (accepted.left > 0)
        terminal_say(surroundings, rest);
    return TRUE;
}

static gboolean tell_answers(const struct surroundings *surroundings, const struct request *request,
                             const struct check_outcome *outcome, const struct answers *answers,
                             GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (request->format == ANSWER_XLSX)
        return answers_book_deliver(outcome, answers, request->out, paths, error) &&
               (request->quiet || terminal_paths(paths, error));
    g_autofree char *text = request->format == ANSWER_CSV
                                ? answers_csv(outcome, answers)
                                : answers_text(surroundings, outcome, answers);
    return terminal_print(text, error);
}

static gboolean print_answers(const struct surroundings *surroundings,
                              const struct request *request, const struct check_outcome *outcome,
                              GError **error)
{
    g_auto(answers_t) answers = {0};
    if (!answers_read(request->answers, outcome, &answers, error))
        return FALSE;
    for (guint i = 0; i < answers.foreign->len && !request->quiet; i++) {
        g_autofree char *said =
            message_text(surroundings->language, MESSAGE_ANSWERS_FOREIGN,
                         (const char *)g_ptr_array_index(answers.foreign, i), NULL);
        terminal_say(surroundings, said);
    }
    return tell_answers(surroundings, request, outcome, &answers, error) &&
           (request->exceptions.path == NULL ||
            accept(surroundings, request, outcome, &answers, error));
}

static gboolean print_answer(const struct surroundings *surroundings, const struct request *request,
                             const struct check_outcome *outcome, GError **error)
{
    enum request_answer format = request->format;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (request->answers != NULL)
        return print_answers(surroundings, request, outcome, error);
    if (format == ANSWER_XLSX && !deliver(request, outcome, paths, error))
        return FALSE;
    if (request->quiet && findings_count_open(outcome->workspace->findings) == 0)
        return TRUE;
    if (format == ANSWER_XLSX && !request->quiet)
        return terminal_paths(paths, error);
    if (format == ANSWER_CSV || format == ANSWER_JSON)
        return print_data(format, outcome, error);
    return print_text(surroundings, outcome, request->quiet, error);
}

/* A job file that is none is told before the data are read. */
static gboolean can_freeze(const char *path, GError **error)
{
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) text = yaml_read(path, error);
    return text != NULL && job_load(text, path, &file, error);
}

/* What a person has struck and kept is never written over. */
static gboolean can_learn(const char *path, GError **error)
{
    enum file_kind kind;
    return file_kind(path, &kind, error) &&
           (kind == FILE_NONE ||
            error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_LEARN_EXISTS, path, NULL));
}

static gboolean check_request(const struct request *request, GError **error)
{
    enum level level;
    if (request->freeze != NULL && !can_freeze(request->freeze, error))
        return FALSE;
    if (request->learn != NULL && !can_learn(request->learn, error))
        return FALSE;
    if (request->answers != NULL && request->format == ANSWER_JSON)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_ONLY_WITH, "answers",
                           "--format text, csv, xlsx", NULL);
    if (request->each == NULL)
        return TRUE;
    if (request->answers != NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_NOT_WITH, "each", "--answers",
                           NULL);
    if (request->format != ANSWER_XLSX)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_ONLY_WITH, "each",
                           "--format xlsx", NULL);
    if (!level_from_code(request->each, &level))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, "each", request->each,
                           "tinh, huyen, co_so, bo_phan, chi_bo", NULL);
    return TRUE;
}

static gboolean freeze(const struct surroundings *surroundings, const struct request *request,
                       const struct check_outcome *outcome, GError **error)
{
    g_autofree char *names = NULL;
    if (!job_freeze(request->freeze, outcome->workspace->inputs, &names, error))
        return FALSE;
    g_autofree char *said =
        message_text(surroundings->language, MESSAGE_JOB_FREEZES, request->freeze, names, NULL);
    if (!request->quiet)
        terminal_say(surroundings, said);
    return TRUE;
}

static gboolean learn(const struct surroundings *surroundings, const struct request *request,
                      const struct check_outcome *outcome, GError **error)
{
    guint names;
    g_autoptr(GString) text = check_learn(outcome, &names);
    g_autofree char *count = decimal_plain(names, 0);
    if (names > 0 && !file_write(request->learn, text->str, text->len, error))
        return FALSE;
    g_autofree char *said =
        message_text(surroundings->language, names > 0 ? MESSAGE_LEARNED : MESSAGE_LEARN_NOTHING,
                     request->learn, count, NULL);
    if (!request->quiet)
        terminal_say(surroundings, said);
    return TRUE;
}

/*
 * Data that are refused are told as well as they can be read; nothing is written then. The error
 * itself comes last.
 */
int command_check(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(lock_t) lock = NULL;
    g_auto(check_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    if (!check_request(request, &error) ||
        (request->format == ANSWER_XLSX && !lock_take(request->out, 0, &lock, &error)))
        return terminal_error(surroundings, error);
    struct progress_line line;
    request->progress = progress_line_begin(&line, surroundings, request->quiet);
    gboolean done = check_run(request, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    if (!done) {
        if (outcome.workspace != NULL && outcome.workspace->inputs != NULL)
            print_text(surroundings, &outcome, request->quiet, NULL);
        return terminal_error(surroundings, error);
    }
    if (!print_answer(surroundings, request, &outcome, &error) ||
        (request->freeze != NULL && !freeze(surroundings, request, &outcome, &error)) ||
        (request->learn != NULL && !learn(surroundings, request, &outcome, &error)))
        return terminal_error(surroundings, error);
    return findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0 ? 1 : 0;
}
