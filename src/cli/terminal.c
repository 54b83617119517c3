#include "cli/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/decimal.h"
#include "check/completeness.h"
#include "data/account.h"

/* Findings of one rule that are printed before the rest is only counted. */
#define FINDINGS_A_RULE 20

/* Units that are named as owing a return. */
#define NAMED 5

static void paint(const struct surroundings *surroundings, const char *color, const char *text)
{
    if (surroundings->color)
        fprintf(stderr, "\033[%sm%s\033[0m", color, text);
    else
        fputs(text, stderr);
}

int terminal_error(const struct surroundings *surroundings, const GError *error)
{
    paint(surroundings, "31", "tongket: ");
    fprintf(stderr, "%s\n", tongket_error_text(error, surroundings->language));
    return error->domain == TONGKET_ERROR ? error->code : TONGKET_ERROR_INTERNAL;
}

void terminal_say(const struct surroundings *surroundings, const char *text)
{
    paint(surroundings, "1", "tongket: ");
    fprintf(stderr, "%s\n", text);
}

const char *terminal_path(const struct inputs *inputs, guint32 file)
{
    return inputs != NULL && file < inputs->count ? inputs->item[file].path : WORKSPACE_NO_FILE;
}

/* Findings that are told as one: of one rule, column, file and value; the first of them is shown.
 */
struct finding_group {
    const struct finding *first;
    guint count;
};

/* Findings that show no value of a column are told one by one, and so are all when asked for. */
static char *group_key(const struct finding *finding, guint index, gboolean verbose)
{
    if (verbose || finding->value == NULL || finding->field == 0)
        return g_strdup_printf("%u", index);
    return g_strdup_printf("%d %u %u %s", (int)finding->rule, finding->file, finding->field,
                           finding->value);
}

/* The open ones, in the order in which they begin. New array of struct finding_group. */
static GArray *group_findings(const struct findings *findings, gboolean verbose)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct finding_group));
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (finding->accepted != NULL)
            continue;
        g_autofree char *key = group_key(finding, i, verbose);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, key));
        if (place > 0) {
            g_array_index(groups, struct finding_group, place - 1).count++;
            continue;
        }
        struct finding_group group = {finding, 1};
        g_array_append_val(groups, group);
        g_hash_table_insert(places, g_steal_pointer(&key), GUINT_TO_POINTER(groups->len));
    }
    return groups;
}

static void print_group(const struct surroundings *surroundings, const struct inputs *inputs,
                        const struct finding_group *group, const char *told)
{
    g_autofree char *line = finding_line(group->first, terminal_path(inputs, group->first->file),
                                         surroundings->language);
    if (group->count > 1)
        fprintf(stderr, "%s (×%u)\n", line, group->count);
    else if (g_strcmp0(line, told) != 0)
        fprintf(stderr, "%s\n", line);
}

/*
 * Returns that are missing stand in one line, however many they are, so that the mail of a month
 * tells who owes one and not a page of it. FALSE: there are not several, none is told.
 */
static gboolean print_missing(const struct surroundings *surroundings,
                              const struct findings *findings, const struct terminal_manner *manner)
{
    guint count = 0;
    g_autoptr(GString) named = g_string_new(NULL);
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (completeness_is_rule(finding->rule) && count++ < NAMED)
            g_string_append_printf(named, "%s%s (%s)", count > 1 ? ", " : "", finding->value,
                                   finding->hint);
    }
    if (count < 2)
        return FALSE;
    if (count > NAMED)
        g_string_append(named, ", …");
    if (manner->full_list != NULL)
        g_string_append_printf(named, " (%s)", manner->full_list);
    g_autofree char *number = decimal_plain(count, 0);
    g_autofree char *text =
        message_text(surroundings->language, MESSAGE_RETURNS_MISSING, WORKSPACE_NO_FILE,
                     rule_info(RULE_RETURN_MISSING)->code, number, named->str, NULL);
    fprintf(stderr, "%s\n", text);
    return TRUE;
}

void terminal_findings(const struct surroundings *surroundings, const struct inputs *inputs,
                       const struct findings *findings, const struct terminal_manner *manner)
{
    enum language language = surroundings->language;
    const char *told = manner->error != NULL ? tongket_error_text(manner->error, language) : NULL;
    guint limit = manner->verbose ? G_MAXUINT : FINDINGS_A_RULE, shown[RULES] = {0};
    guint left[RULES] = {0};
    gboolean together = !manner->verbose && print_missing(surroundings, findings, manner);
    g_autoptr(GArray) groups = group_findings(findings, manner->verbose);
    for (guint i = 0; i < groups->len; i++) {
        const struct finding_group *group = &g_array_index(groups, struct finding_group, i);
        if (together && completeness_is_rule(group->first->rule))
            continue;
        if (shown[group->first->rule]++ < limit)
            print_group(surroundings, inputs, group, told);
        else
            left[group->first->rule] += group->count;
    }
    for (guint rule = 0; rule < RULES; rule++) {
        if (left[rule] == 0)
            continue;
        g_autofree char *more = decimal_plain(left[rule], 0);
        g_autofree char *text = message_text(
            language, manner->full_list != NULL ? MESSAGE_MORE_FINDINGS : MESSAGE_MORE_OF_RULE,
            rule_info(rule)->code, more, manner->full_list, NULL);
        terminal_say(surroundings, text);
    }
}

char *terminal_account(const struct surroundings *surroundings, const struct workspace *workspace,
                       guint file)
{
    const struct account *account = &workspace->accounts[file];
    if (account->lines == 0)
        return NULL;
    g_autofree char *lines = decimal_plain((gint64)account->lines, 0);
    g_autofree char *header = decimal_plain((gint64)account->header, 0);
    g_autofree char *blank = decimal_plain((gint64)account->blank, 0);
    g_autofree char *records = decimal_plain((gint64)account->records, 0);
    g_autofree char *used = decimal_plain((gint64)account->used, 0);
    g_autofree char *rejected = decimal_plain((gint64)(account->records - account->used), 0);
    g_autofree char *reasons = account_reasons(account);
    g_autofree char *read = input_describe(&workspace->inputs->item[file], surroundings->language);
    g_autofree char *why =
        g_strconcat(*reasons != '\0' ? ": " : "", reasons, *read != '\0' ? "; " : "", read, NULL);
    return message_text(surroundings->language, MESSAGE_ACCOUNT, workspace->inputs->item[file].path,
                        lines, header, blank, records, used, rejected, why, NULL);
}

/* One line a file that was read; only those with rejected rows unless `all`. */
static void print_accounts(const struct surroundings *surroundings,
                           const struct workspace *workspace, gboolean all)
{
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct account *account = &workspace->accounts[i];
        if (!all && account->records == account->used)
            continue;
        g_autofree char *text = terminal_account(surroundings, workspace, i);
        if (text != NULL)
            terminal_say(surroundings, text);
    }
}

/* What is wrong with what was delivered before, a line each. */
static void print_warnings(const struct surroundings *surroundings,
                           const struct workspace *workspace)
{
    for (guint i = 0; i < workspace->warnings->len; i++)
        terminal_say(surroundings, tongket_error_text(g_ptr_array_index(workspace->warnings, i),
                                                      surroundings->language));
}

/* "; 12 figures differ …", or "". New string. */
static char *moved_clause(const struct surroundings *surroundings,
                          const struct workspace *workspace)
{
    g_autofree char *moved = decimal_plain((gint64)workspace->moved, 0);
    return workspace->moved > 0
               ? message_text(surroundings->language, MESSAGE_SUMMARY_MOVED, moved, NULL)
               : g_strdup("");
}

char *terminal_accepted(const struct surroundings *surroundings, const struct findings *findings)
{
    guint count = findings_count(findings) - findings_count_open(findings);
    g_autofree char *accepted = decimal_plain(count, 0);
    return count > 0
               ? message_text(surroundings->language, MESSAGE_SUMMARY_ACCEPTED, accepted, NULL)
               : g_strdup("");
}

char *terminal_folders(const struct surroundings *surroundings, const struct workspace *workspace)
{
    const char *folders = workspace->inputs->folders;
    return folders != NULL
               ? message_text(surroundings->language, MESSAGE_FOLDERS_NOT_READ, folders, NULL)
               : NULL;
}

/* ", 6 of those used outside the report"; "" when there are none. New string. */
static char *summary_outside(const struct surroundings *surroundings,
                             const struct findings *findings)
{
    guint64 rows = 0;
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (finding->rule == RULE_ROWS_OUTSIDE)
            rows += g_ascii_strtoull(finding->value, NULL, 10);
    }
    g_autofree char *number = decimal_plain((gint64)rows, 0);
    return rows == 0 ? g_strdup("")
                     : message_text(surroundings->language, MESSAGE_SUMMARY_OUTSIDE, number, NULL);
}

/*
 * One line on all files together: rows used and rejected, errors and warnings, and how many figures
 * have moved since the issue before.
 */
static void print_summary(const struct surroundings *surroundings,
                          const struct workspace *workspace)
{
    guint64 files = 0, used = 0, rejected = 0;
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct account *account = &workspace->accounts[i];
        files += account->lines > 0;
        used += account->used;
        rejected += account->records - account->used;
    }
    const struct findings *findings = workspace->findings;
    g_autofree char *files_text = decimal_plain((gint64)files, 0);
    g_autofree char *used_text = decimal_plain((gint64)used, 0);
    g_autofree char *rejected_text = decimal_plain((gint64)rejected, 0);
    g_autofree char *errors = decimal_plain(findings_count_severity(findings, SEVERITY_ERROR), 0);
    g_autofree char *warnings =
        decimal_plain(findings_count_severity(findings, SEVERITY_WARNING), 0);
    g_autofree char *outside = summary_outside(surroundings, findings);
    g_autofree char *text = message_text(surroundings->language, MESSAGE_SUMMARY, files_text,
                                         used_text, rejected_text, errors, warnings, outside, NULL);
    g_autofree char *accepted = terminal_accepted(surroundings, findings);
    g_autofree char *moved = moved_clause(surroundings, workspace);
    g_autofree char *line = g_strconcat(text, accepted, moved, NULL);
    terminal_say(surroundings, line);
}

void terminal_outcome(const struct surroundings *surroundings, const struct workspace *workspace,
                      const struct terminal_manner *manner)
{
    terminal_findings(surroundings, workspace->inputs, workspace->findings, manner);
    if (manner->error != NULL)
        return;
    print_warnings(surroundings, workspace);
    if (!manner->quiet) {
        print_accounts(surroundings, workspace, manner->verbose);
        g_autofree char *folders = terminal_folders(surroundings, workspace);
        if (folders != NULL)
            terminal_say(surroundings, folders);
    }
    if (!manner->quiet || findings_count_open(workspace->findings) > 0)
        print_summary(surroundings, workspace);
}

guint terminal_width(void)
{
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static gboolean print(const char *text, enum message failure, GError **error)
{
    if (fputs(text, stdout) != EOF && fflush(stdout) == 0)
        return TRUE;
    return error_raise(error, TONGKET_ERROR_OUTPUT, failure, g_strerror(errno), NULL);
}

gboolean terminal_print(const char *text, GError **error)
{
    return print(text, MESSAGE_STDOUT_FAILED, error);
}

gboolean terminal_paths(const GPtrArray *paths, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(paths, i));
    /* A reader that has gone must not end the program before it can say what was made. */
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    gboolean printed = print(text->str, MESSAGE_STDOUT_AFTER, error);
    signal(SIGPIPE, before);
    return printed;
}
