/* What charts and texts of a template refer to: tables, rows, columns, measures. */
#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"
#include "spec/placeholder.h"
#include "spec/template_check.h"

static void add_entry(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct dataset *dataset, const struct template_entry *entry)
{
    codes->open = codes->open || entry->within != NULL;
    if (entry->code)
        g_ptr_array_add(codes->known, entry->code);
    if (!entry->by)
        return;

    const struct column *column = dictionary_field(dictionary, dataset, entry->by);
    codes->open = codes->open || !column || column_is_open(column);
    for (unsigned i = 0; column && i < column->values_count; i++)
        if (!template_names_hold(&entry->except, column->values[i].code))
            g_ptr_array_add(codes->known, column->values[i].code);
}

/* The columns that a kind of table has whatever the template says; NULL: there are none. */
static const struct template_cap_column *fixed_columns(const struct template_table *table,
                                                       guint *count)
{
    *count = table->kind == TABLE_CAP ? TEMPLATE_CAP_COLUMNS : TEMPLATE_STREAK_COLUMNS;
    return table->kind == TABLE_CAP      ? template_cap_columns
           : table->kind == TABLE_STREAK ? template_streak_columns
                                         : NULL;
}

static void add_fixed_columns(struct table_codes *codes, const struct template_cap_column *fixed,
                              guint count)
{
    codes->total = FALSE;
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(codes->known, (gpointer)fixed[i].code);
}

void table_codes_init(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct template_table *table, enum table_side side)
{
    const struct dataset *dataset = dictionary_dataset(dictionary, table->from);
    gboolean columns = side == TABLE_COLUMNS;
    const struct template_entry *entries = columns ? table->columns : table->rows;
    unsigned count = columns ? table->columns_count : table->rows_count;
    enum total alone = columns ? TOTAL_COLUMNS : TOTAL_ROWS;

    *codes = (struct table_codes){.known = g_ptr_array_new()};
    codes->total =
        table->total == TOTAL_BOTH || table->total == alone || (columns && table_is_nested(table));
    guint fixed_count;
    const struct template_cap_column *fixed = fixed_columns(table, &fixed_count);
    if (columns && fixed != NULL)
        add_fixed_columns(codes, fixed, fixed_count);
    if (table->kind == TABLE_STREAK)
        codes->total = FALSE;
    codes->open = table->kind == TABLE_REVIEW && !columns;
    for (guint i = 0; i < TEMPLATE_REVIEW_COLUMNS && table->kind == TABLE_REVIEW && columns; i++)
        g_ptr_array_add(codes->known, (gpointer)template_review_columns[i].code);
    for (unsigned i = 0; dataset && i < count && !(columns && fixed != NULL); i++)
        add_entry(codes, dictionary, dataset, &entries[i]);
}

void table_codes_clear(struct table_codes *codes)
{
    g_clear_pointer(&codes->known, g_ptr_array_unref);
}

gboolean table_codes_hold(const struct table_codes *codes, const char *name)
{
    if (strcmp(template_code(name), "*") == 0)
        return codes->total;
    return codes->open || g_ptr_array_find_with_equal_func(codes->known, name, g_str_equal, NULL);
}

GPtrArray *table_codes_names(const struct table_codes *codes)
{
    GPtrArray *names = g_ptr_array_copy(codes->known, NULL, NULL);
    if (codes->total)
        g_ptr_array_add(names, (gpointer)TEMPLATE_TOTAL);
    return names;
}

static gboolean shows(const struct template_table *table, enum measure measure, const char *column)
{
    if (table->kind == TABLE_REVIEW)
        return measure == template_review_columns[0].measure;
    guint count;
    const struct template_cap_column *fixed = fixed_columns(table, &count);
    for (guint i = 0; fixed != NULL && i < count; i++)
        if (strcmp(fixed[i].code, column) == 0)
            return measure == fixed[i].measure;
    for (unsigned i = 0; i < table->measures_count; i++) {
        const struct template_shown *shown = &table->measures[i];
        if (shown->show == measure &&
            (shown->only.count == 0 || template_names_hold(&shown->only, column) ||
             template_names_hold(&shown->only, template_inner_code(column))))
            return TRUE;
    }
    return FALSE;
}

gboolean template_refer_table(const struct template_checker *checker, const char *id,
                              const char *other, struct yaml_at at)
{
    if (template_table(checker->template, id) || g_strcmp0(id, other) == 0)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < checker->template->tables_count; i++)
        g_ptr_array_add(known, checker->template->tables[i].id);
    if (other)
        g_ptr_array_add(known, (gpointer)other);
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_TABLE, at, id, known);
}

gboolean template_refer_code(const struct template_checker *checker,
                             const struct template_table *table, enum table_side side,
                             const char *code, struct yaml_at at)
{
    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, side);
    if (table_codes_hold(&codes, code))
        return TRUE;
    g_autoptr(GPtrArray) known = table_codes_names(&codes);
    gboolean columns = side == TABLE_COLUMNS;
    return complaint_unknown(&checker->complaint,
                             columns ? MESSAGE_TEMPLATE_NO_COLUMN : MESSAGE_TEMPLATE_NO_ROW, at,
                             strcmp(code, "*") == 0 ? TEMPLATE_TOTAL : code, known);
}

gboolean template_refer_shown(const struct template_checker *checker,
                              const struct template_table *table, const char *measure,
                              const char *column, struct yaml_at at)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < MEASURES; i++) {
        if (!shows(table, (enum measure)i, column))
            continue;
        if (strcmp(measure_info((enum measure)i)->code, measure) == 0)
            return TRUE;
        g_ptr_array_add(known, (gpointer)measure_info((enum measure)i)->code);
    }
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_NO_MEASURE, at, measure, known);
}

/* The columns that a chart draws when it names none; -1: only the data will tell. */
static int drawn_columns(const struct template_checker *checker, const struct template_table *table,
                         const struct template_chart *chart)
{
    if (chart->columns.count > 0)
        return (int)chart->columns.count;
    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, TABLE_COLUMNS);
    if (codes.open)
        return -1;
    int count = 0;
    for (guint i = 0; i < codes.known->len; i++)
        count += shows(table, chart->measure, codes.known->pdata[i]);
    return count;
}

static gboolean check_chart_size(const struct template_checker *checker,
                                 const struct template_table *table,
                                 const struct template_chart *chart)
{
    const struct chart_kind_info *kind = chart_kind_info(chart->kind);
    int drawn = drawn_columns(checker, table, chart);
    if (kind->columns == 0 || drawn < 0 || (guint)drawn == kind->columns)
        return TRUE;
    g_autofree char *wanted = g_strdup_printf("%u", kind->columns);
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_CHART_COLUMNS,
                           yaml_at(chart->node, NULL), kind->code, wanted);
}

/* Whether every row is a stretch of time. */
static gboolean rows_are_times(const struct template_table *table)
{
    for (unsigned i = 0; i < table->rows_count; i++)
        if (!template_is_by_time(&table->rows[i]))
            return FALSE;
    return table->rows_count > 0;
}

/* A line from one thing to another would say that one became the other. */
static gboolean check_chart_rows(const struct template_checker *checker,
                                 const struct template_table *table,
                                 const struct template_chart *chart)
{
    const struct chart_kind_info *kind = chart_kind_info(chart->kind);
    return !kind->ends_only || rows_are_times(table) ||
           complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_CHART_ROWS,
                           yaml_at(chart->node, "kind"), kind->code, table->id);
}

static gboolean check_chart(const struct template_checker *checker,
                            const struct template_chart *chart)
{
    struct yaml_at at_table = yaml_at(chart->node, "table");
    struct yaml_at at_measure = yaml_at(chart->node, "measure");
    const char *measure = measure_info(chart->measure)->code;
    if (!template_refer_table(checker, chart->table, NULL, at_table))
        return FALSE;
    const struct template_table *table = template_table(checker->template, chart->table);
    if (table->kind == TABLE_MISSING)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_FIGURES, at_table,
                               chart->table, NULL);
    for (unsigned i = 0; i < chart->columns.count; i++)
        if (!template_refer_code(checker, table, TABLE_COLUMNS, chart->columns.item[i],
                                 yaml_at_entry(chart->node, "columns", i)) ||
            !template_refer_shown(checker, table, measure, chart->columns.item[i], at_measure))
            return FALSE;
    if (measure_info(chart->measure)->form->of_values &&
        chart_kind_info(chart->kind)->draws_parts) {
        g_autofree char *kind = g_strconcat("kind: ", chart_kind_info(chart->kind)->code, NULL);
        g_autofree char *key = g_strconcat("measure: ", measure, NULL);
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at_measure, kind,
                               key);
    }
    if (drawn_columns(checker, table, chart) == 0)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_MEASURE, at_measure,
                               measure, "–");
    return check_chart_size(checker, table, chart) && check_chart_rows(checker, table, chart);
}

/* Against the limit of each row nothing but the excess over it can be drawn, as dots. */
static gboolean check_excess(const struct template_checker *checker,
                             const struct template_chart *chart)
{
    const char *excess = template_cap_columns[CAP_SHOWS_OVER].code;
    struct yaml_at at = yaml_at(chart->node, "threshold");
    if (chart->kind == CHART_DOT_PLOT && chart->columns.count == 1 &&
        strcmp(chart->columns.item[0], excess) == 0)
        return TRUE;
    g_autofree char *drawn =
        g_strdup_printf("kind: %s, columns: [%s]", chart_kind_info(CHART_DOT_PLOT)->code, excess);
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_RULE_COLUMNS, at,
                           "threshold: " TEMPLATE_RULE, drawn);
}

static gboolean check_threshold(const struct template_checker *checker,
                                const struct template_chart *chart)
{
    struct yaml_at at = yaml_at(chart->node, "threshold");
    g_autofree char *kind = g_strconcat("kind: ", chart_kind_info(chart->kind)->code, NULL);
    gint64 level = 0;
    if (chart->threshold == NULL)
        return TRUE;
    if (!chart_kind_info(chart->kind)->takes_threshold)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, kind,
                               "threshold");
    if (strcmp(chart->threshold, TEMPLATE_RULE) == 0 &&
        template_table(checker->template, chart->table)->kind == TABLE_CAP)
        return check_excess(checker, chart);
    if (!decimal_parse_whole(chart->threshold, -1, &level) || level < 0 ||
        level > TEMPLATE_MOST_THRESHOLD)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_NUMBER, at, chart->threshold,
                               "0–1000000000");
    return TRUE;
}

gboolean template_check_charts(const struct template_checker *checker)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < checker->template->charts_count; i++) {
        const struct template_chart *chart = &checker->template->charts[i];
        struct yaml_at id = yaml_at(chart->node, "id"), title = yaml_at(chart->node, "title");
        if (!dictionary_is_code(chart->id, '-'))
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_CODE, id, chart->id,
                                   "a-z, 0-9, -");
        if (!g_hash_table_add(ids, chart->id))
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_TWICE, id, chart->id, NULL);
        if (!check_chart(checker, chart) || !check_threshold(checker, chart) ||
            (chart->title && !template_check_text(checker, chart->title, NULL, title)))
            return FALSE;
    }
    return TRUE;
}

gboolean template_refer_figure(const struct template_checker *checker,
                               const struct placeholder *figure, gboolean with_row,
                               struct yaml_at at)
{
    if (!template_refer_table(checker, figure->table, NULL, at))
        return FALSE;
    const struct template_table *table = template_table(checker->template, figure->table);
    if (table->kind == TABLE_MISSING)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_FIGURES, at, figure->table,
                               NULL);
    return (!with_row || template_refer_code(checker, table, TABLE_ROWS, figure->row, at)) &&
           template_refer_code(checker, table, TABLE_COLUMNS, figure->column, at) &&
           template_refer_shown(checker, table, figure->measure, figure->column, at);
}

gboolean template_check_text(const struct template_checker *checker, const char *body,
                             const struct template_text *text, struct yaml_at at)
{
    for (gsize from = 0; body[from] != '\0';) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(body, from, &found);
        g_autofree char *brace = g_strndup(body + found.start, found.end - found.start);
        gboolean words = text != NULL && found.kind == PLACEHOLDER_WORD &&
                         template_word(text, found.table) != NULL;
        if (found.kind == PLACEHOLDER_BAD || (found.kind == PLACEHOLDER_WORD && !words) ||
            (found.kind == PLACEHOLDER_FIGURE && text == NULL))
            return template_refuse_brace(checker, text, brace, at);
        if (found.kind == PLACEHOLDER_FIGURE && !template_refer_figure(checker, &found, TRUE, at))
            return FALSE;
        from = found.end;
    }
    return TRUE;
}

gboolean template_check_texts(const struct template_checker *checker)
{
    for (unsigned i = 0; i < checker->template->text_count; i++) {
        const struct template_text *text = &checker->template->text[i];
        if (!template_refer_table(checker, text->at, TEMPLATE_COVER, yaml_at(text->node, "at")) ||
            !template_check_words(checker, text) ||
            !template_check_text(checker, text->body, text, yaml_at(text->node, "body")))
            return FALSE;
    }
    return TRUE;
}
