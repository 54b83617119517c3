#include "spec/template.h"

#include <string.h>

#include "spec/template_check.h"
#include "spec/yaml_schema.h"

static const char *const measure_names[] = {
#define MEASURE(id, code, ...) [MEASURE_##id] = code,
#include "base/measure.def"
#undef MEASURE
    NULL,
};

static const char *const chart_kind_names[] = {
#define CHART_KIND(id, code, ...) [CHART_##id] = code,
#include "base/chart_kind.def"
#undef CHART_KIND
    NULL,
};

static const char *const span_names[] = {
    [SPAN_PERIOD] = "period",
    [SPAN_YEAR_TO_DATE] = "year_to_date",
    [SPAN_LAST_YEAR] = TEMPLATE_LAST_YEAR,
    [SPAN_YEAR_TO_DATE_LAST_YEAR] = "year_to_date_last_year",
    [SPAN_YEAR_END] = "year_end",
    NULL,
};

static const char *const table_kind_names[] = {
    [TABLE_CROSSTAB] = "crosstab", [TABLE_CAP] = "cap",       [TABLE_MISSING] = "missing",
    [TABLE_REVIEW] = "review",     [TABLE_STREAK] = "streak", NULL,
};

static const char *const total_names[] = {
    [TOTAL_BOTH] = "both",
    [TOTAL_ROWS] = "rows",
    [TOTAL_COLUMNS] = "columns",
    [TOTAL_NONE] = "none",
    NULL,
};

static const char *const sorted_names[] = {
    [SORTED_FALLING] = "falling",
    [SORTED_RISING] = "rising",
    NULL,
};

static const char *const counted_names[] = {
    [COUNTED_ROWS] = "rows",
    [COUNTED_MENTIONS] = "mentions",
    NULL,
};

static const struct yaml_field condition_fields[] = {
    {"field", YAML_TEXT(struct template_condition, field), YAML_NEEDED},
    {"is", YAML_TEXTS(struct template_condition, is)},
    {"is_not", YAML_TEXTS(struct template_condition, is_not)},
    {"at_least", YAML_TEXT(struct template_condition, limit[BOUND_AT_LEAST])},
    {"at_most", YAML_TEXT(struct template_condition, limit[BOUND_AT_MOST])},
    {"above", YAML_TEXT(struct template_condition, limit[BOUND_ABOVE])},
    {"below", YAML_TEXT(struct template_condition, limit[BOUND_BELOW])},
    {"leads", YAML_TEXTS(struct template_condition, leads)},
    {"blank", YAML_YES_NO(struct template_condition, blank)},
};

static const struct yaml_schema condition_schema =
    YAML_SCHEMA(struct template_condition, condition_fields);

static const struct yaml_field entry_fields[] = {
    {"by", YAML_TEXT(struct template_entry, by)},
    {"of", YAML_TEXT(struct template_entry, of)},
    {"group", YAML_TEXT(struct template_entry, group)},
    {"code", YAML_TEXT(struct template_entry, code)},
    {"label", YAML_TEXT(struct template_entry, label)},
    {"from", YAML_TEXT(struct template_entry, from)},
    {"span", YAML_CHOICE(struct template_entry, span, span_names)},
    {"within", YAML_TEXT(struct template_entry, within)},
    {"last", YAML_TEXT(struct template_entry, last)},
    {"sum", YAML_TEXT(struct template_entry, sum)},
    {"distinct", YAML_TEXT(struct template_entry, distinct)},
    {"except", YAML_TEXTS(struct template_entry, except)},
    {"where", YAML_STRUCTS(struct template_entry, where, condition_schema)},
};

static const struct yaml_schema entry_schema = YAML_SCHEMA(struct template_entry, entry_fields);

static const struct yaml_field shown_fields[] = {
    {"show", YAML_CHOICE(struct template_shown, show, measure_names), YAML_NEEDED},
    {"of", YAML_CHOICE(struct template_shown, of, measure_names)},
    {"over", YAML_TEXT(struct template_shown, over)},
    {"against", YAML_TEXT(struct template_shown, against)},
    {"number", YAML_TEXT(struct template_shown, number)},
    {"threshold", YAML_TEXT(struct template_shown, threshold)},
    {"only", YAML_TEXTS(struct template_shown, only)},
    {"may_pass_100", YAML_YES_NO(struct template_shown, may_pass_100)},
};

static const struct yaml_schema shown_schema = YAML_SCHEMA(struct template_shown, shown_fields);

static const struct yaml_field table_fields[] = {
    {"id", YAML_TEXT(struct template_table, id), YAML_NEEDED},
    {"title", YAML_TEXT(struct template_table, title), YAML_NEEDED},
    {"from", YAML_TEXT(struct template_table, from), YAML_NEEDED},
    {"rule", YAML_TEXT(struct template_table, rule)},
    {"sum", YAML_TEXT(struct template_table, sum)},
    {"distinct", YAML_TEXT(struct template_table, distinct)},
    {"unit_note", YAML_TEXT(struct template_table, unit_note)},
    {"kind", YAML_CHOICE(struct template_table, kind, table_kind_names)},
    {"total", YAML_CHOICE(struct template_table, total, total_names)},
    {"count", YAML_CHOICE(struct template_table, count, counted_names)},
    {"where", YAML_STRUCTS(struct template_table, where, condition_schema)},
    {"rows", YAML_STRUCTS(struct template_table, rows, entry_schema)},
    {"columns", YAML_STRUCTS(struct template_table, columns, entry_schema)},
    {"measures", YAML_STRUCTS(struct template_table, measures, shown_schema)},
    {"sort", YAML_TEXT(struct template_table, sort)},
    {"order", YAML_CHOICE(struct template_table, order, sorted_names)},
    {"top", YAML_TEXT(struct template_table, top)},
    {"notes", YAML_TEXTS(struct template_table, notes)},
    {"coverage", YAML_YES_NO(struct template_table, coverage)},
    {"internal", YAML_YES_NO(struct template_table, internal)},
    {"periods", YAML_TEXTS(struct template_table, periods)},
    {"leave_zeros_out", YAML_YES_NO(struct template_table, leave_zeros_out)},
};

static const struct yaml_schema table_schema = YAML_SCHEMA(struct template_table, table_fields);

static const struct yaml_field chart_fields[] = {
    {"id", YAML_TEXT(struct template_chart, id), YAML_NEEDED},
    {"table", YAML_TEXT(struct template_chart, table), YAML_NEEDED},
    {"title", YAML_TEXT(struct template_chart, title)},
    {"threshold", YAML_TEXT(struct template_chart, threshold)},
    {"kind", YAML_CHOICE(struct template_chart, kind, chart_kind_names), YAML_NEEDED},
    {"measure", YAML_CHOICE(struct template_chart, measure, measure_names), YAML_NEEDED},
    {"columns", YAML_TEXTS(struct template_chart, columns)},
};

static const struct yaml_schema chart_schema = YAML_SCHEMA(struct template_chart, chart_fields);

static const char *const word_names[] = {
#define WORD(id, code, ...) [WORD_##id] = code,
#include "spec/template_word.def"
#undef WORD
    NULL,
};

static const struct yaml_field word_fields[] = {
    {"name", YAML_TEXT(struct template_word, name), YAML_NEEDED},
    {"show", YAML_CHOICE(struct template_word, show, word_names), YAML_NEEDED},
    {"of", YAML_TEXT(struct template_word, of), YAML_NEEDED},
    {"up", YAML_TEXT(struct template_word, text[WORD_TEXT_UP])},
    {"down", YAML_TEXT(struct template_word, text[WORD_TEXT_DOWN])},
    {"same", YAML_TEXT(struct template_word, text[WORD_TEXT_SAME])},
    {"none", YAML_TEXT(struct template_word, text[WORD_TEXT_NONE])},
    {"some", YAML_TEXT(struct template_word, text[WORD_TEXT_SOME])},
    {"first", YAML_TEXT(struct template_word, text[WORD_TEXT_FIRST])},
    {"last", YAML_TEXT(struct template_word, text[WORD_TEXT_LAST])},
    {"between", YAML_TEXT(struct template_word, text[WORD_TEXT_BETWEEN])},
    {"empty", YAML_TEXT(struct template_word, text[WORD_TEXT_EMPTY])},
    {"unknown", YAML_TEXT(struct template_word, text[WORD_TEXT_UNKNOWN])},
    {"count", YAML_TEXT(struct template_word, count)},
    {"at_least", YAML_TEXT(struct template_word, limit[BOUND_AT_LEAST])},
    {"at_most", YAML_TEXT(struct template_word, limit[BOUND_AT_MOST])},
    {"above", YAML_TEXT(struct template_word, limit[BOUND_ABOVE])},
    {"below", YAML_TEXT(struct template_word, limit[BOUND_BELOW])},
};

static const struct yaml_schema word_schema = YAML_SCHEMA(struct template_word, word_fields);

static const struct yaml_field text_fields[] = {
    {"at", YAML_TEXT(struct template_text, at), YAML_NEEDED},
    {"body", YAML_TEXT(struct template_text, body), YAML_NEEDED},
    {"words", YAML_STRUCTS(struct template_text, words, word_schema)},
};

static const struct yaml_schema text_schema = YAML_SCHEMA(struct template_text, text_fields);

static const struct yaml_field template_fields[] = {
    {"template", YAML_TEXT(struct template, name), YAML_NEEDED},
    {"title", YAML_TEXT(struct template, title), YAML_NEEDED},
    {"periods", YAML_TEXTS(struct template, periods)},
    {"tables", YAML_STRUCTS(struct template, tables, table_schema), YAML_NEEDED},
    {"charts", YAML_STRUCTS(struct template, charts, chart_schema)},
    {"text", YAML_STRUCTS(struct template, text, text_schema)},
};

static const struct yaml_schema template_schema = YAML_SCHEMA(struct template, template_fields);

/* The posts of those who lead units of a condition's levels, of all dates: a post stays one. */
static void find_posts(struct template_condition *condition, const struct dictionary *dictionary)
{
    g_autoptr(GPtrArray) posts = g_ptr_array_new();
    if (condition->leads.count == 0 || condition->is.count > 0)
        return;
    for (unsigned i = 0; i < dictionary->laws_count; i++)
        for (unsigned k = 0; k < dictionary->laws[i].leaders_count; k++) {
            const struct law_leaders *leaders = &dictionary->laws[i].leaders[k];
            for (unsigned p = 0; p < leaders->posts.count; p++)
                if (names_hold(&condition->leads, leaders->level))
                    g_ptr_array_add(posts, g_strdup(leaders->posts.item[p]));
        }
    condition->is.count = posts->len;
    condition->is.item = (char **)g_ptr_array_steal(posts, NULL);
}

static void find_all_posts(struct template *template, const struct dictionary *dictionary)
{
    for (unsigned t = 0; t < template->tables_count; t++) {
        struct template_table *table = &template->tables[t];
        for (unsigned i = 0; i < table->where_count; i++)
            find_posts(&table->where[i], dictionary);
        for (unsigned i = 0; i < table->rows_count; i++)
            for (unsigned k = 0; k < table->rows[i].where_count; k++)
                find_posts(&table->rows[i].where[k], dictionary);
        for (unsigned i = 0; i < table->columns_count; i++)
            for (unsigned k = 0; k < table->columns[i].where_count; k++)
                find_posts(&table->columns[i].where[k], dictionary);
    }
}

gboolean template_load(GBytes *text, const char *name, const struct dictionary *dictionary,
                       struct template **template, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    g_autoptr(template_t) loaded = yaml_schema_fill(&template_schema, tree, error);
    if (loaded == NULL || !template_check(loaded, dictionary, tree, error))
        return FALSE;
    find_all_posts(loaded, dictionary);
    for (unsigned i = 0; i < loaded->text_count; i++)
        loaded->text[i].place = yaml_place(tree, yaml_at(loaded->text[i].node, "body"));
    template_settle_internal(loaded);
    *template = g_steal_pointer(&loaded);
    return TRUE;
}

/* Counts again what was left out. */
static void take_back(struct template *template)
{
    template->tables_count += template->tables_left_out;
    template->charts_count += template->charts_left_out;
    template->text_count += template->text_left_out;
    template->tables_left_out = template->charts_left_out = template->text_left_out = 0;
}

void template_free(struct template *template)
{
    if (template != NULL)
        take_back(template);
    for (unsigned i = 0; template != NULL && i < template->text_count; i++)
        g_free(template->text[i].place);
    yaml_schema_free(&template_schema, template);
}

const char *template_code(const char *name)
{
    return strcmp(name, TEMPLATE_TOTAL) == 0 ? "*" : name;
}

const char *entry_from(const struct template_table *table, const struct template_entry *entry)
{
    return entry->from != NULL ? entry->from : table->from;
}

enum measure shown_share(const struct template_shown *shown)
{
    return measure_info(shown->show)->form->of_shares ? shown->of : shown->show;
}

gboolean shown_over_elsewhere(const struct template_shown *shown)
{
    return shown->over != NULL && strchr(shown->over, '/') != NULL;
}

gboolean template_names_hold(const struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(template_code(names->item[i]), template_code(name)) == 0)
            return TRUE;
    return FALSE;
}

gboolean span_from_name(const char *name, enum span *span)
{
    guint i = 0;
    while (i < SPANS && strcmp(span_names[i], name) != 0)
        i++;
    *span = i < SPANS ? (enum span)i : *span;
    return i < SPANS;
}
