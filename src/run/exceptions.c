#include "run/exceptions.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "check/completeness.h"
#include "data/person.h"
#include "run/workspace.h"
#include "spec/complaint.h"
#include "spec/yaml_schema.h"

static const struct yaml_field exception_fields[] = {
    {"dataset", YAML_TEXT(struct exception, dataset), YAML_NEEDED},
    {"column", YAML_TEXT(struct exception, column)},
    {"rule", YAML_TEXT(struct exception, rule), YAML_NEEDED},
    {"unit", YAML_TEXT(struct exception, unit)},
    {"text", YAML_TEXT(struct exception, text), YAML_NEEDED},
    {"times", YAML_TEXT(struct exception, times)},
    {"reason", YAML_TEXT(struct exception, reason), YAML_NEEDED},
    {"office", YAML_TEXT(struct exception, office)},
    {"day", YAML_TEXT(struct exception, day)},
};

static const struct yaml_schema exception_schema = YAML_SCHEMA(struct exception, exception_fields);

static const struct yaml_field exceptions_fields[] = {
    {EXCEPTIONS_KEY, YAML_STRUCTS(struct exceptions, list, exception_schema), YAML_NEEDED},
};

static const struct yaml_schema exceptions_schema =
    YAML_SCHEMA(struct exceptions, exceptions_fields);

/* No row of a file is wrong in these: something is not there, or an exception itself is doubtful.
 */
static const enum rule never_accepted[] = {
    RULE_DATASET_ABSENT, RULE_PERIOD_EMPTY,   RULE_DATA_END_EARLY,
    RULE_ROWS_OUTSIDE,   RULE_EXCEPTION_GONE, RULE_EXCEPTION_TIMES,
};

static gboolean can_be_accepted(enum rule rule)
{
    for (guint i = 0; i < G_N_ELEMENTS(never_accepted); i++)
        if (never_accepted[i] == rule)
            return FALSE;
    return !completeness_is_rule(rule);
}

/* ---- the file ---- */

static gboolean check_dataset(const struct exception *exception,
                              const struct dictionary *dictionary,
                              const struct complaint *complaint)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    const struct dataset *dataset = dictionary_dataset(dictionary, exception->dataset);
    if (dataset == NULL) {
        for (guint i = 0; i < dictionary->datasets_count; i++)
            g_ptr_array_add(known, dictionary->datasets[i].name);
        return complaint_unknown(complaint, MESSAGE_YAML_UNKNOWN_NAME,
                                 yaml_at(exception->node, "dataset"), exception->dataset, known);
    }
    if (exception->column == NULL || dataset_column(dataset, exception->column) >= 0)
        return TRUE;
    for (guint i = 0; i < dataset->columns_count; i++)
        g_ptr_array_add(known, dataset->columns[i].name);
    return complaint_unknown(complaint, MESSAGE_SPEC_UNKNOWN_COLUMN,
                             yaml_at(exception->node, "column"), exception->column, known);
}

static gboolean check_rule(const struct exception *exception, const struct complaint *complaint)
{
    struct yaml_at at = yaml_at(exception->node, "rule");
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < RULES; i++) {
        gboolean allowed = can_be_accepted((enum rule)i);
        const char *code = rule_info((enum rule)i)->code;
        if (strcmp(code, exception->rule) == 0)
            return allowed ||
                   complaint_raise(complaint, MESSAGE_EXCEPTION_NEVER, at, exception->rule, NULL);
        if (allowed)
            g_ptr_array_add(known, (gpointer)code);
    }
    return complaint_unknown(complaint, MESSAGE_YAML_UNKNOWN_NAME, at, exception->rule, known);
}

static gboolean check_one(const struct exception *exception, const struct dictionary *dictionary,
                          const struct complaint *complaint)
{
    gint64 times;
    date day;
    if (!check_dataset(exception, dictionary, complaint) || !check_rule(exception, complaint))
        return FALSE;
    if (exception->times != NULL &&
        (!decimal_parse_whole(exception->times, -1, &times) || times < 1))
        return complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER,
                               yaml_at(exception->node, "times"), exception->times, "1–…");
    return exception->day == NULL || date_parse(exception->day, -1, &day) ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_DATE, yaml_at(exception->node, "day"),
                           exception->day, NULL);
}

/* Also that no two of them are for the same findings. */
static gboolean check_all(const struct exceptions *exceptions, const struct dictionary *dictionary,
                          const struct complaint *complaint)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < exceptions->list_count; i++) {
        const struct exception *exception = &exceptions->list[i];
        if (!check_one(exception, dictionary, complaint))
            return FALSE;
        if (!g_hash_table_add(known, exception_key(exception)))
            return complaint_raise(complaint, MESSAGE_SPEC_TWICE, yaml_at(exception->node, "text"),
                                   exception->text, NULL);
    }
    return TRUE;
}

static void mask(char **text)
{
    char *masked = *text != NULL ? person_mask(*text) : NULL;
    g_free(*text);
    *text = masked;
}

gboolean exceptions_load(GBytes *text, const char *name, const struct dictionary *dictionary,
                         struct exceptions **exceptions, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    g_autoptr(exceptions_t) loaded = yaml_schema_fill(&exceptions_schema, tree, error);
    struct complaint complaint = {tree, error};
    if (loaded == NULL || !check_all(loaded, dictionary, &complaint))
        return FALSE;
    for (unsigned i = 0; i < loaded->list_count; i++) {
        mask(&loaded->list[i].text);
        mask(&loaded->list[i].reason);
        mask(&loaded->list[i].office);
    }
    *exceptions = g_steal_pointer(&loaded);
    return TRUE;
}

void exceptions_free(struct exceptions *exceptions)
{
    yaml_schema_free(&exceptions_schema, exceptions);
}

GBytes *exceptions_text(const struct exceptions *exceptions)
{
    return yaml_schema_write(&exceptions_schema, exceptions);
}

/* ---- findings ---- */

void exception_clear(struct exception *exception)
{
    g_free(exception->dataset);
    g_free(exception->rule);
    g_free(exception->text);
    g_free(exception->reason);
    g_free(exception->column);
    g_free(exception->unit);
    g_free(exception->times);
    g_free(exception->office);
    g_free(exception->day);
}

static const char *or_nothing(const char *text)
{
    return text != NULL ? text : "";
}

char *exception_key(const struct exception *exception)
{
    g_autofree char *text = text_squeeze(exception->text, -1);
    return g_strdup_printf("%s\n%s\n%s\n%s\n%s", exception->dataset, or_nothing(exception->column),
                           exception->rule, or_nothing(exception->unit), text);
}

static const char *column_of(const struct input *input, const struct finding *finding)
{
    for (guint i = 0; finding->field > 0 && i < input->dataset->columns_count; i++)
        if (input->column[i] == (gint)finding->field - 1)
            return input->dataset->columns[i].name;
    return NULL;
}

gboolean exceptions_describe(const struct workspace *workspace, const struct finding *finding,
                             struct exception *exception)
{
    const struct input *input =
        finding->file < workspace->inputs->count ? &workspace->inputs->item[finding->file] : NULL;
    if (input == NULL || input->dataset == NULL || finding->line == 0 ||
        !can_be_accepted(finding->rule))
        return FALSE;
    g_autofree char *words = finding_text(finding, LANGUAGE_VIETNAMESE);
    g_autofree char *text = text_nfc(words, -1);
    const struct unit *unit =
        finding->unit > 0 ? unit_at(workspace->tree, (gint32)finding->unit - 1) : NULL;
    *exception = (struct exception){
        .dataset = g_strdup(input->dataset->name),
        .rule = g_strdup(rule_info(finding->rule)->code),
        .text = person_mask(text),
        .column = g_strdup(column_of(input, finding)),
        .unit = unit != NULL ? g_strdup(unit->code) : NULL,
    };
    return TRUE;
}

/* "Đúng như quyết định — Đảng bộ huyện Đông (01.1), 20/01/2025". New string. */
static char *words_of(const struct exception *exception)
{
    const char *office = or_nothing(exception->office), *day = or_nothing(exception->day);
    return g_strconcat(exception->reason, *office != '\0' || *day != '\0' ? " — " : "", office,
                       *office != '\0' && *day != '\0' ? ", " : "", day, NULL);
}

/* Which findings an exception meets. */
struct exception_hits {
    const struct exception *exception;
    GArray *findings; /* guint: places in the list */
};

static void meeting_free(gpointer data)
{
    struct exception_hits *meeting = data;
    g_array_unref(meeting->findings);
    g_free(meeting);
}

/* Empty meetings by the keys of the exceptions, in which all rules are noted that they speak of. */
static GHashTable *meetings_new(const struct exceptions *exceptions, gboolean rules[RULES])
{
    GHashTable *meetings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, meeting_free);
    for (unsigned i = 0; i < exceptions->list_count; i++) {
        struct exception_hits *meeting = g_new(struct exception_hits, 1);
        *meeting =
            (struct exception_hits){&exceptions->list[i], g_array_new(FALSE, FALSE, sizeof(guint))};
        g_hash_table_insert(meetings, exception_key(meeting->exception), meeting);
        for (guint rule = 0; rule < RULES; rule++)
            rules[rule] |= strcmp(rule_info((enum rule)rule)->code, meeting->exception->rule) == 0;
    }
    return meetings;
}

static void meet(const struct workspace *workspace, const struct findings *findings, guint index,
                 GHashTable *meetings)
{
    struct exception described;
    if (!exceptions_describe(workspace, findings_at(findings, index), &described))
        return;
    g_autofree char *key = exception_key(&described);
    struct exception_hits *meeting = g_hash_table_lookup(meetings, key);
    if (meeting != NULL)
        g_array_append_val(meeting->findings, index);
    exception_clear(&described);
}

/* A finding on an exception, which is named by its number in the file: paths and lines are not the
 * same where a book is made again. */
static void tell(const struct workspace *workspace, const struct exception *exception,
                 enum rule rule, const char *hint, struct findings *findings)
{
    g_autofree char *value = g_strdup_printf(
        "%u (%s%s%s: %s)", (guint)(exception - workspace->exceptions->list) + 1, exception->dataset,
        exception->column != NULL ? ", " : "", or_nothing(exception->column), exception->text);
    findings_add(findings, &(struct finding){.rule = rule,
                                             .file = workspace->inputs->count,
                                             .value = value,
                                             .hint = (char *)hint});
}

static void settle(const struct workspace *workspace, const struct exception_hits *meeting,
                   gboolean wholly, struct findings *findings)
{
    gint64 times = 1;
    if (meeting->exception->times != NULL)
        decimal_parse_whole(meeting->exception->times, -1, &times);
    if (meeting->findings->len > times && !wholly)
        return;
    if (meeting->findings->len > times) {
        g_autofree char *hint =
            g_strdup_printf("%u > %" G_GINT64_FORMAT, meeting->findings->len, times);
        tell(workspace, meeting->exception, RULE_EXCEPTION_TIMES, hint, findings);
        return;
    }
    g_autofree char *words = words_of(meeting->exception);
    for (guint i = 0; i < meeting->findings->len; i++)
        findings_accept(findings, g_array_index(meeting->findings, guint, i), words);
}

void exceptions_apply(const struct workspace *workspace, struct findings *findings, gboolean wholly)
{
    const struct exceptions *exceptions = workspace->exceptions;
    gboolean rules[RULES] = {FALSE};
    if (exceptions == NULL)
        return;
    g_autoptr(GHashTable) meetings = meetings_new(exceptions, rules);
    for (guint i = 0; i < findings_count(findings); i++)
        if (rules[findings_at(findings, i)->rule])
            meet(workspace, findings, i, meetings);
    for (unsigned i = 0; i < exceptions->list_count; i++) {
        const struct exception *exception = &exceptions->list[i];
        g_autofree char *key = exception_key(exception);
        const struct exception_hits *meeting = g_hash_table_lookup(meetings, key);
        const struct dataset *dataset =
            dictionary_dataset(workspace->dictionary, exception->dataset);
        if (meeting->findings->len > 0)
            settle(workspace, meeting, wholly, findings);
        else if (wholly && workspace_has(workspace, dataset))
            tell(workspace, exception, RULE_EXCEPTION_GONE, NULL, findings);
    }
}
