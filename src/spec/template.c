#include "spec/template.h"

#include <string.h>

#include "spec/template_check.h"
#include "spec/yaml.h"

static const cyaml_strval_t measure_names[] = {
#define MEASURE(id, code, ...) {code, MEASURE_##id},
#include "base/measure.def"
#undef MEASURE
};

static const cyaml_strval_t chart_kind_names[] = {
#define CHART_KIND(id, code, ...) {code, CHART_##id},
#include "base/chart_kind.def"
#undef CHART_KIND
};

static const cyaml_strval_t span_names[] = {
    {"period", SPAN_PERIOD},
    {"year_to_date", SPAN_YEAR_TO_DATE},
    {TEMPLATE_LAST_YEAR, SPAN_LAST_YEAR},
    {"year_to_date_last_year", SPAN_YEAR_TO_DATE_LAST_YEAR},
};

static const cyaml_strval_t table_kind_names[] = {
    {"crosstab", TABLE_CROSSTAB},
    {"cap", TABLE_CAP},
    {"missing", TABLE_MISSING},
};

static const cyaml_strval_t total_names[] = {
    {"both", TOTAL_BOTH},
    {"rows", TOTAL_ROWS},
    {"columns", TOTAL_COLUMNS},
    {"none", TOTAL_NONE},
};

static const cyaml_strval_t counted_names[] = {
    {"rows", COUNTED_ROWS},
    {"mentions", COUNTED_MENTIONS},
};

static const cyaml_schema_field_t condition_fields[] = {
    YAML_FIELD_TEXT("field", YAML_NEEDED, struct condition, field),
    YAML_FIELD_NAMES("is", YAML_OPTIONAL, struct condition, is),
    YAML_FIELD_NAMES("is_not", YAML_OPTIONAL, struct condition, is_not),
    YAML_FIELD_TEXT("at_least", YAML_OPTIONAL, struct condition, at_least),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t condition_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct condition, condition_fields),
};

static const cyaml_schema_field_t entry_fields[] = {
    YAML_FIELD_TEXT("by", YAML_OPTIONAL, struct entry, by),
    YAML_FIELD_TEXT("group", YAML_OPTIONAL, struct entry, group),
    YAML_FIELD_TEXT("code", YAML_OPTIONAL, struct entry, code),
    YAML_FIELD_TEXT("label", YAML_OPTIONAL, struct entry, label),
    YAML_FIELD_CHOICE("span", CYAML_FLAG_OPTIONAL, struct entry, span, span_names),
    YAML_FIELD_TEXT("last", YAML_OPTIONAL, struct entry, last),
    YAML_FIELD_TEXT("sum", YAML_OPTIONAL, struct entry, sum),
    YAML_FIELD_TEXT("distinct", YAML_OPTIONAL, struct entry, distinct),
    YAML_FIELD_NAMES("except", YAML_OPTIONAL, struct entry, except),
    YAML_FIELD_LIST("where", YAML_OPTIONAL, struct entry, where, &condition_schema,
                    CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t entry_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, entry_fields),
};

static const cyaml_schema_field_t shown_fields[] = {
    YAML_FIELD_CHOICE("show", CYAML_FLAG_DEFAULT, struct shown, show, measure_names),
    YAML_FIELD_CHOICE("of", CYAML_FLAG_OPTIONAL, struct shown, of, measure_names),
    YAML_FIELD_TEXT("over", YAML_OPTIONAL, struct shown, over),
    YAML_FIELD_TEXT("against", YAML_OPTIONAL, struct shown, against),
    YAML_FIELD_NAMES("only", YAML_OPTIONAL, struct shown, only),
    CYAML_FIELD_BOOL("may_pass_100", CYAML_FLAG_OPTIONAL, struct shown, may_pass_100),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t shown_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct shown, shown_fields),
};

static const cyaml_schema_field_t table_fields[] = {
    YAML_FIELD_TEXT("id", YAML_NEEDED, struct table, id),
    YAML_FIELD_TEXT("title", YAML_NEEDED, struct table, title),
    YAML_FIELD_TEXT("from", YAML_NEEDED, struct table, from),
    YAML_FIELD_TEXT("rule", YAML_OPTIONAL, struct table, rule),
    YAML_FIELD_TEXT("sum", YAML_OPTIONAL, struct table, sum),
    YAML_FIELD_TEXT("distinct", YAML_OPTIONAL, struct table, distinct),
    YAML_FIELD_TEXT("unit_note", YAML_OPTIONAL, struct table, unit_note),
    YAML_FIELD_CHOICE("kind", CYAML_FLAG_OPTIONAL, struct table, kind, table_kind_names),
    YAML_FIELD_CHOICE("total", CYAML_FLAG_OPTIONAL, struct table, total, total_names),
    YAML_FIELD_CHOICE("count", CYAML_FLAG_OPTIONAL, struct table, count, counted_names),
    YAML_FIELD_LIST("where", YAML_OPTIONAL, struct table, where, &condition_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_LIST("rows", YAML_OPTIONAL, struct table, rows, &entry_schema, CYAML_UNLIMITED),
    YAML_FIELD_LIST("columns", YAML_OPTIONAL, struct table, columns, &entry_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_LIST("measures", YAML_OPTIONAL, struct table, measures, &shown_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_NAMES("notes", YAML_OPTIONAL, struct table, notes),
    CYAML_FIELD_BOOL("coverage", CYAML_FLAG_OPTIONAL, struct table, coverage),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t table_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct table, table_fields),
};

static const cyaml_schema_field_t chart_fields[] = {
    YAML_FIELD_TEXT("id", YAML_NEEDED, struct chart, id),
    YAML_FIELD_TEXT("table", YAML_NEEDED, struct chart, table),
    YAML_FIELD_TEXT("title", YAML_OPTIONAL, struct chart, title),
    YAML_FIELD_TEXT("threshold", YAML_OPTIONAL, struct chart, threshold),
    YAML_FIELD_CHOICE("kind", CYAML_FLAG_DEFAULT, struct chart, kind, chart_kind_names),
    YAML_FIELD_CHOICE("measure", CYAML_FLAG_DEFAULT, struct chart, measure, measure_names),
    YAML_FIELD_NAMES("columns", YAML_OPTIONAL, struct chart, columns),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t chart_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct chart, chart_fields),
};

static const cyaml_schema_field_t text_fields[] = {
    YAML_FIELD_TEXT("at", YAML_NEEDED, struct text, at),
    YAML_FIELD_TEXT("body", YAML_NEEDED, struct text, body),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t text_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct text, text_fields),
};

static const cyaml_schema_field_t template_fields[] = {
    YAML_FIELD_TEXT("template", YAML_NEEDED, struct template, name),
    YAML_FIELD_TEXT("title", YAML_NEEDED, struct template, title),
    YAML_FIELD_NAMES("periods", YAML_OPTIONAL, struct template, periods),
    YAML_FIELD_LIST("tables", YAML_NEEDED, struct template, tables, &table_schema, CYAML_UNLIMITED),
    YAML_FIELD_LIST("charts", YAML_OPTIONAL, struct template, charts, &chart_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_LIST("text", YAML_OPTIONAL, struct template, text, &text_schema, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t template_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct template, template_fields),
};

gboolean template_load(GBytes *text, const char *name, const struct dictionary *dictionary,
                       struct template **template, GError **error)
{
    g_autoptr(yaml_places_t) places = NULL;
    void *data = NULL;
    if (!yaml_load(text, name, &template_schema, &data, &places, error))
        return FALSE;

    g_autoptr(template_t) loaded = data;
    if (!template_check(loaded, dictionary, places, error))
        return FALSE;
    for (unsigned i = 0; i < loaded->text_count; i++) {
        g_autofree char *body = g_strdup_printf("text/%u/body", i);
        loaded->text[i].place = yaml_place(places, body);
    }
    *template = g_steal_pointer(&loaded);
    return TRUE;
}

void template_free(struct template *template)
{
    for (unsigned i = 0; template != NULL && i < template->text_count; i++)
        g_free(template->text[i].place);
    yaml_data_free(&template_schema, template);
}

const struct table *template_table(const struct template *template, const char *id)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        if (strcmp(template->tables[i].id, id) == 0)
            return &template->tables[i];
    return NULL;
}

const char *template_code(const char *name)
{
    return strcmp(name, TEMPLATE_TOTAL) == 0 ? "*" : name;
}

const struct template_cap_column template_cap_columns[TEMPLATE_CAP_COLUMNS] = {
    {"nen", "Cơ sở tính", MEASURE_COUNT},
    {"gioi_han", "Giới hạn", MEASURE_COUNT},
    {"xuat_sac", "Xuất sắc", MEASURE_COUNT},
    {"con_lai", "Còn lại (+), vượt (-)", MEASURE_COUNT},
    {"ty_le_gom", "Tỷ lệ trên tốt trở lên", MEASURE_SHARE_BASE},
    {"ty_le_tach", "Tỷ lệ trên riêng loại tốt", MEASURE_SHARE_BASE},
};

enum measure shown_share(const struct shown *shown)
{
    return measure_info(shown->show)->form->of_shares ? shown->of : shown->show;
}

gboolean shown_over_elsewhere(const struct shown *shown)
{
    return shown->over != NULL && strchr(shown->over, '/') != NULL;
}

gboolean span_from_name(const char *name, enum span *span)
{
    for (guint i = 0; i < G_N_ELEMENTS(span_names); i++)
        if (strcmp(span_names[i].str, name) == 0) {
            *span = (enum span)span_names[i].val;
            return TRUE;
        }
    return FALSE;
}
