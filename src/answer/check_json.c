#include "answer/check_json.h"

#include <json-glib/json-glib.h>

#include "deliver/manifest_json.h"

static void add_text(JsonBuilder *json, const char *key, const char *value)
{
    json_builder_set_member_name(json, key);
    if (value != NULL)
        json_builder_add_string_value(json, value);
    else
        json_builder_add_null_value(json);
}

static void add_count(JsonBuilder *json, const char *key, guint64 value)
{
    json_builder_set_member_name(json, key);
    json_builder_add_int_value(json, (gint64)value);
}

static void begin(JsonBuilder *json, const char *key)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_array(json);
}

static void add_file(JsonBuilder *json, const struct input *input, const struct account *account)
{
    json_builder_begin_object(json);
    add_text(json, "file", input->name);
    add_text(json, "dataset", input->dataset != NULL ? input->dataset->name : NULL);
    add_count(json, "lines", account->lines);
    add_count(json, "header", account->header);
    add_count(json, "blank", account->blank);
    add_count(json, "records", account->records);
    add_count(json, "used", account->used);
    json_builder_set_member_name(json, "rejected");
    json_builder_begin_object(json);
    for (guint rule = 0; rule < RULES; rule++)
        if (account->rejected[rule] > 0)
            add_count(json, rule_info(rule)->code, account->rejected[rule]);
    json_builder_end_object(json);
    json_builder_end_object(json);
}

static void add_finding(JsonBuilder *json, const struct workspace *workspace,
                        const struct finding *finding)
{
    const struct rule_info *info = rule_info(finding->rule);
    g_autofree char *text = finding_text(finding, LANGUAGE_VIETNAMESE);
    g_autofree char *advice = finding_advice(finding, LANGUAGE_VIETNAMESE);
    json_builder_begin_object(json);
    add_text(json, "file", workspace->file_names[finding->file]);
    add_count(json, "line", finding->line);
    if (finding->key != NULL)
        add_text(json, "key", finding->key);
    add_count(json, "field", finding->field);
    add_text(json, "severity", info->severity == SEVERITY_ERROR ? "error" : "warning");
    add_text(json, "rule", info->code);
    add_text(json, "unit",
             finding->unit > 0 ? unit_at(workspace->tree, (gint32)finding->unit - 1)->code : NULL);
    add_text(json, "value", finding->value);
    add_text(json, "text", text);
    add_text(json, "advice", advice);
    if (finding->accepted != NULL)
        add_text(json, "accepted", finding->accepted);
    json_builder_end_object(json);
}

static void add_returns(JsonBuilder *json, const struct check_returns *returns)
{
    json_builder_begin_object(json);
    add_text(json, "dataset", returns->dataset->name);
    add_count(json, "expected", returns->expected);
    add_count(json, "made", returns->made);
    add_count(json, "nil", returns->nil);
    add_count(json, "blank", returns->blank);
    json_builder_end_object(json);
}

static void add_all(JsonBuilder *json, const struct check_outcome *outcome)
{
    const struct workspace *workspace = outcome->workspace;
    const struct findings *findings = workspace->findings;
    add_text(json, "period", *outcome->period.name != '\0' ? outcome->period.name : NULL);
    add_count(json, "errors", findings_count_severity(findings, SEVERITY_ERROR));
    add_count(json, "warnings", findings_count_severity(findings, SEVERITY_WARNING));
    if (workspace->exceptions != NULL)
        add_count(json, "accepted", findings_count(findings) - findings_count_open(findings));
    begin(json, "files");
    for (guint i = 0; i < workspace->inputs->count; i++)
        add_file(json, &workspace->inputs->item[i], &workspace->accounts[i]);
    json_builder_end_array(json);
    begin(json, "returns");
    for (guint i = 0; i < outcome->returns->len; i++)
        add_returns(json, &g_array_index(outcome->returns, struct check_returns, i));
    json_builder_end_array(json);
    begin(json, "findings");
    for (guint i = 0; i < findings_count(findings); i++)
        add_finding(json, workspace, findings_at(findings, i));
    json_builder_end_array(json);
}

char *check_json(const struct check_outcome *outcome)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    add_all(json, outcome);
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *text = manifest_json_text(root, TRUE);
    return g_strconcat(text, "\n", NULL);
}
