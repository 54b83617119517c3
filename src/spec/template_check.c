#include "spec/template_check.h"

#include <string.h>

#include "base/period.h"
#include "spec/dictionary_check.h"

typedef gboolean (*table_check)(const struct template_checker *checker);

static const char *const kind_texts[] = {"kind: crosstab", "kind: cap", "kind: missing",
                                         "kind: review", "kind: streak"};

static gboolean check_needed(const struct template_checker *checker, const char *key,
                             gboolean there)
{
    return there || complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                                    yaml_at(checker->table->node, key),
                                    kind_texts[checker->table->kind], key);
}

static gboolean check_not_here(const struct template_checker *checker, const char *key,
                               gboolean there)
{
    return !there || complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE,
                                     yaml_at(checker->table->node, key),
                                     kind_texts[checker->table->kind], key);
}

static gboolean has_entry_by(const struct template_entry *entries, unsigned count, const char *name)
{
    for (unsigned i = 0; i < count; i++)
        if (g_strcmp0(entries[i].by, name) == 0)
            return TRUE;
    return FALSE;
}

/* Mentions are counted along the column that holds several values. */
static gboolean check_mentions(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    int column = dataset_column_of_type(checker->dataset, COLUMN_LABELS);
    if (table->count != COUNTED_MENTIONS)
        return TRUE;
    if (column < 0) {
        g_autofree char *from = g_strconcat("from: ", table->from, NULL);
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE,
                               yaml_at(checker->table->node, "count"), from, "count");
    }
    const char *name = checker->dataset->columns[column].name;
    if (has_entry_by(table->rows, table->rows_count, name) ||
        has_entry_by(table->columns, table->columns_count, name))
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_MENTIONS,
                           yaml_at(checker->table->node, "count"), name, NULL);
}

static gboolean check_crosstab(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    gboolean has_total = table->total == TOTAL_BOTH || table->total == TOTAL_COLUMNS;
    return check_needed(checker, "rows", table->rows_count > 0) &&
           check_needed(checker, "columns", table->columns_count > 0 || has_total) &&
           check_needed(checker, "measures", table->measures_count > 0) &&
           check_not_here(checker, "rule", table->rule != NULL);
}

/* The classes that a rule counts must be values of its field in the table's dataset. */
static gboolean check_classes(const struct template_checker *checker, const struct cap_rule *rule)
{
    int field = dataset_column(checker->dataset, rule->field);
    if (field < 0 || checker->dataset->columns[field].type != COLUMN_CODE)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NOT_RANKED,
                               yaml_at(checker->table->node, "from"), checker->table->from,
                               rule->field);
    const struct names *classes[] = {&rule->excellent, &rule->good, &rule->ranked};
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++)
        for (unsigned k = 0; k < classes[i]->count; k++)
            if (column_value(&checker->dataset->columns[field], classes[i]->item[k]) < 0)
                return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_CLASS,
                                       yaml_at(checker->table->node, "rule"), rule->field,
                                       classes[i]->item[k]);
    return TRUE;
}

/* Organizations are limited under their superiors. */
static gboolean check_subject(const struct template_checker *checker, const struct cap_rule *rule)
{
    const struct template_table *table = checker->table;
    g_autofree char *kind = g_strconcat("rule: ", rule->name, NULL);
    g_autofree char *rows = g_strdup_printf("rows: by: " TEMPLATE_SUPERIOR ", of: %s", rule->level);
    for (unsigned i = 0; i < table->rows_count && rule->subject == CAP_ORGANIZATIONS; i++)
        if (g_strcmp0(table->rows[i].of, rule->level) != 0)
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                                   yaml_at(table->node, "rule"), kind, rows);
    return TRUE;
}

/* Who reported can be said only where somebody has to. */
static gboolean check_coverage(const struct template_checker *checker)
{
    if (!checker->table->coverage || checker->dataset->reported_by.count > 0)
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NOT_REPORTED,
                           yaml_at(checker->table->node, "coverage"), checker->table->from, NULL);
}

/* Rules of one name hold on different days; all of them must fit. */
static gboolean check_rule(const struct template_checker *checker)
{
    const struct dictionary *dictionary = checker->dictionary;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    gboolean found = FALSE;
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *rule = &dictionary->caps[i];
        g_ptr_array_add(known, rule->name);
        if (strcmp(rule->name, checker->table->rule) != 0)
            continue;
        found = TRUE;
        if (!check_classes(checker, rule) || !check_subject(checker, rule))
            return FALSE;
    }
    return found ||
           complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_RULE,
                             yaml_at(checker->table->node, "rule"), checker->table->rule, known);
}

static gboolean check_cap(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    return check_needed(checker, "rule", table->rule != NULL) && check_rule(checker) &&
           check_needed(checker, "rows", table->rows_count > 0) &&
           check_not_here(checker, "columns", table->columns_count > 0) &&
           check_not_here(checker, "measures", table->measures_count > 0) &&
           check_not_here(checker, "distinct", table->distinct != NULL) &&
           check_not_here(checker, "count", table->count != COUNTED_ROWS);
}

/* A table of units, whose columns its kind knows. */
static gboolean check_units(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    if (checker->dataset->reported_by.count == 0)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NOT_REPORTED,
                               yaml_at(checker->table->node, "from"), table->from, NULL);
    return check_not_here(checker, "rule", table->rule != NULL) &&
           check_not_here(checker, "where", table->where_count > 0) &&
           check_not_here(checker, "rows", table->rows_count > 0) &&
           check_not_here(checker, "columns", table->columns_count > 0) &&
           check_not_here(checker, "measures", table->measures_count > 0) &&
           check_not_here(checker, "sum", table->sum != NULL) &&
           check_not_here(checker, "sort", table->sort != NULL && table->kind == TABLE_MISSING) &&
           check_not_here(checker, "distinct", table->distinct != NULL) &&
           check_not_here(checker, "count", table->count != COUNTED_ROWS) &&
           check_not_here(checker, "coverage", table->coverage);
}

/* Rankings of organizations, beside both caps. */
static gboolean check_review(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    if (!check_units(checker))
        return FALSE;
    if (dataset_column(checker->dataset, "xep_loai") < 0 || !dataset_has_one_each(checker->dataset))
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NOT_RANKED,
                               yaml_at(table->node, "from"), table->from, "xep_loai");
    for (guint i = 0; i < TEMPLATE_REVIEW_COLUMNS; i++) {
        const char *rule = template_review_columns[i].cap;
        g_autofree char *needed = g_strdup_printf("kind: cap, rule: %s", rule);
        if (rule != NULL && template_cap_table(checker->template, rule) == NULL)
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                                   yaml_at(table->node, "kind"), "kind: review", needed);
    }
    return TRUE;
}

/* Three times the same years: those that count, that end a run, that do neither. */
static gboolean check_streak(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    gboolean years = table->columns_count == 3;
    for (unsigned i = 0; years && i < table->columns_count; i++)
        years = g_strcmp0(table->columns[i].by, "year") == 0 && table->columns[i].last != NULL &&
                g_strcmp0(table->columns[i].last, table->columns[0].last) == 0 &&
                table->columns[i].where_count > 0;
    if (!years)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_STREAK,
                               yaml_at(table->node, "columns"), table->id, NULL);
    return check_needed(checker, "rows", table->rows_count > 0) &&
           check_not_here(checker, "rule", table->rule != NULL) &&
           check_not_here(checker, "measures", table->measures_count > 0) &&
           check_not_here(checker, "sum", table->sum != NULL) &&
           check_not_here(checker, "distinct", table->distinct != NULL) &&
           check_not_here(checker, "count", table->count != COUNTED_ROWS);
}

gboolean template_check_dataset(const struct template_checker *checker, struct yaml_at at,
                                const char *name, const struct dataset **found)
{
    const struct dictionary *dictionary = checker->dictionary;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        if (dataset->kind != DATASET_EVENTS && dataset->kind != DATASET_RETURNS &&
            dataset->kind != DATASET_STOCK)
            continue;
        if (strcmp(dataset->name, name) == 0) {
            *found = dataset;
            return TRUE;
        }
        g_ptr_array_add(known, dataset->name);
    }
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_DATASET, at, name,
                             known);
}

static gboolean check_from(struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    return template_check_dataset(checker, yaml_at(table->node, "from"), table->from,
                                  &checker->dataset);
}

static gboolean check_identity(const struct template_checker *checker, GHashTable *ids)
{
    const struct template_table *table = checker->table;
    struct yaml_at at = yaml_at(table->node, "id");
    if (!dictionary_is_code(table->id, '-'))
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_CODE, at, table->id,
                               "a-z, 0-9, -");
    if (strcmp(table->id, TEMPLATE_COVER) == 0)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_RESERVED, at, table->id, NULL);
    return g_hash_table_add(ids, table->id) ||
           complaint_raise(&checker->complaint, MESSAGE_SPEC_TWICE, at, table->id, NULL);
}

static gboolean check_conditions(const struct template_checker *checker)
{
    return template_check_where(checker, checker->table->where, checker->table->where_count);
}

static gboolean check_rows(const struct template_checker *checker)
{
    return template_check_side(checker, TABLE_ROWS);
}

static gboolean check_columns(const struct template_checker *checker)
{
    return template_check_side(checker, TABLE_COLUMNS);
}

static gboolean check_kind(const struct template_checker *checker)
{
    static const table_check checks[] = {[TABLE_CROSSTAB] = check_crosstab,
                                         [TABLE_CAP] = check_cap,
                                         [TABLE_MISSING] = check_units,
                                         [TABLE_REVIEW] = check_review,
                                         [TABLE_STREAK] = check_streak};
    return checks[checker->table->kind](checker) &&
           check_not_here(checker, "top",
                          checker->table->top != NULL && checker->table->kind != TABLE_CROSSTAB) &&
           template_check_counted(checker, checker->table->node, checker->table->sum,
                                  checker->table->distinct);
}

/* What is checked of each table, each on what has passed before; then of all with one another. */
static const table_check checks_alone[] = {check_kind,    check_conditions, check_rows,
                                           check_columns, check_mentions,   check_coverage};
static const table_check checks_together[] = {template_check_measures, template_check_sort,
                                              template_check_bases, template_check_times};

static gboolean check_periods(const struct template_checker *checker, const struct names *periods,
                              guint node)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int kind = PERIOD_DAY; kind <= PERIOD_RANGE; kind++)
        g_ptr_array_add(known, (gpointer)period_kind_name((enum period_kind)kind));
    enum period_kind kind;
    for (unsigned i = 0; i < periods->count; i++)
        if (!period_kind_from_name(periods->item[i], &kind))
            return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_PERIOD,
                                     yaml_at_entry(node, "periods", i), periods->item[i], known);
    return TRUE;
}

static gboolean run_checks(const struct template_checker *checker, const table_check *checks,
                           guint count)
{
    for (guint i = 0; i < count; i++)
        if (!checks[i](checker))
            return FALSE;
    return TRUE;
}

gboolean template_check(const struct template *template, const struct dictionary *dictionary,
                        const struct yaml_tree *tree, GError **error)
{
    struct template_checker checker = {template, dictionary, {tree, error}, NULL, NULL};
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    if (!dictionary_is_code(template->name, '-'))
        return complaint_raise(&checker.complaint, MESSAGE_SPEC_BAD_CODE,
                               yaml_at(template->node, "template"), template->name, "a-z, 0-9, -");
    if (!template_check_text(&checker, template->title, NULL, yaml_at(template->node, "title")) ||
        !check_periods(&checker, &template->periods, template->node))
        return FALSE;
    for (unsigned i = 0; i < template->tables_count; i++) {
        checker.table = &template->tables[i];
        struct yaml_at title = yaml_at(checker.table->node, "title");
        if (!check_identity(&checker, ids) ||
            !template_check_text(&checker, checker.table->title, NULL, title) ||
            !check_periods(&checker, &checker.table->periods, checker.table->node) ||
            !check_from(&checker) ||
            !run_checks(&checker, checks_alone, G_N_ELEMENTS(checks_alone)))
            return FALSE;
    }
    for (unsigned i = 0; i < template->tables_count; i++) {
        checker.table = &template->tables[i];
        checker.dataset = dictionary_dataset(dictionary, checker.table->from);
        if (!run_checks(&checker, checks_together, G_N_ELEMENTS(checks_together)))
            return FALSE;
    }
    return template_check_charts(&checker) && template_check_texts(&checker);
}
