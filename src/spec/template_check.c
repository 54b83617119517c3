#include "spec/template_check.h"

#include <string.h>

#include "base/period.h"
#include "spec/base_check.h"
#include "spec/dictionary_check.h"
#include "spec/entry_check.h"
#include "spec/reference_check.h"

/* A table and where it stands: "tables/0". */
struct place {
    const struct template_checker *checker;
    const struct table *table;
    const struct dataset *dataset;
    char *path;
};

static const char *const kind_texts[] = {"kind: crosstab", "kind: cap", "kind: missing"};

static gboolean refuse(const struct place *at, const char *key, enum message message,
                       const char *word, const char *more)
{
    g_autofree char *path = g_strdup_printf("%s/%s", at->path, key);
    return complaint_raise(&at->checker->complaint, message, path, word, more);
}

static gboolean check_needed(const struct place *at, const char *key, gboolean there)
{
    return there || refuse(at, key, MESSAGE_SPEC_KEY_NEEDED, kind_texts[at->table->kind], key);
}

static gboolean check_not_here(const struct place *at, const char *key, gboolean there)
{
    return !there || refuse(at, key, MESSAGE_SPEC_KEY_NOT_HERE, kind_texts[at->table->kind], key);
}

static gboolean has_entry_by(const struct entry *entries, unsigned count, const char *name)
{
    for (unsigned i = 0; i < count; i++)
        if (g_strcmp0(entries[i].by, name) == 0)
            return TRUE;
    return FALSE;
}

/* Mentions are counted along the column that holds several values. */
static gboolean check_mentions(const struct place *at)
{
    const struct table *table = at->table;
    int column = dataset_column_of_type(at->dataset, COLUMN_LABELS);
    if (table->count != COUNTED_MENTIONS)
        return TRUE;
    if (column < 0) {
        g_autofree char *from = g_strconcat("from: ", table->from, NULL);
        return refuse(at, "count", MESSAGE_SPEC_KEY_NOT_HERE, from, "count");
    }
    const char *name = at->dataset->columns[column].name;
    if (has_entry_by(table->rows, table->rows_count, name) ||
        has_entry_by(table->columns, table->columns_count, name))
        return TRUE;
    return refuse(at, "count", MESSAGE_TEMPLATE_MENTIONS, name, NULL);
}

static gboolean check_crosstab(const struct place *at)
{
    const struct table *table = at->table;
    gboolean has_total = table->total == TOTAL_BOTH || table->total == TOTAL_COLUMNS;
    return check_needed(at, "rows", table->rows_count > 0) &&
           check_needed(at, "columns", table->columns_count > 0 || has_total) &&
           check_needed(at, "measures", table->measures_count > 0) &&
           check_not_here(at, "rule", table->rule != NULL);
}

/* The classes that a rule counts must be values of its field in the table's dataset. */
static gboolean check_classes(const struct place *at, const struct cap_rule *rule)
{
    int field = dataset_column(at->dataset, rule->field);
    if (field < 0 || at->dataset->columns[field].type != COLUMN_CODE)
        return refuse(at, "from", MESSAGE_TEMPLATE_NOT_RANKED, at->table->from, rule->field);
    const struct names *classes[] = {&rule->excellent, &rule->good, &rule->ranked};
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++)
        for (unsigned k = 0; k < classes[i]->count; k++)
            if (column_value(&at->dataset->columns[field], classes[i]->item[k]) < 0)
                return refuse(at, "rule", MESSAGE_TEMPLATE_NO_CLASS, rule->field,
                              classes[i]->item[k]);
    return TRUE;
}

/* Who reported can be said only where somebody has to. */
static gboolean check_coverage(const struct place *at)
{
    if (!at->table->coverage || at->dataset->reported_by.count > 0)
        return TRUE;
    return refuse(at, "coverage", MESSAGE_TEMPLATE_NOT_REPORTED, at->table->from, NULL);
}

/* Rules of one name hold on different days; all of them must fit. */
static gboolean check_rule(const struct place *at)
{
    const struct dictionary *dictionary = at->checker->dictionary;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    gboolean found = FALSE;
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *rule = &dictionary->caps[i];
        g_ptr_array_add(known, rule->name);
        if (strcmp(rule->name, at->table->rule) != 0)
            continue;
        found = TRUE;
        if (!check_classes(at, rule))
            return FALSE;
    }
    g_autofree char *path = g_strconcat(at->path, "/rule", NULL);
    return found || complaint_unknown(&at->checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_RULE, path,
                                      at->table->rule, known);
}

static gboolean check_cap(const struct place *at)
{
    const struct table *table = at->table;
    return check_needed(at, "rule", table->rule != NULL) && check_rule(at) &&
           check_needed(at, "rows", table->rows_count > 0) &&
           check_not_here(at, "columns", table->columns_count > 0) &&
           check_not_here(at, "measures", table->measures_count > 0) &&
           check_not_here(at, "distinct", table->distinct != NULL) &&
           check_not_here(at, "count", table->count != COUNTED_ROWS);
}

static gboolean check_missing(const struct place *at)
{
    const struct table *table = at->table;
    if (at->dataset->reported_by.count == 0)
        return refuse(at, "from", MESSAGE_TEMPLATE_NOT_REPORTED, table->from, NULL);
    return check_not_here(at, "rule", table->rule != NULL) &&
           check_not_here(at, "where", table->where_count > 0) &&
           check_not_here(at, "rows", table->rows_count > 0) &&
           check_not_here(at, "columns", table->columns_count > 0) &&
           check_not_here(at, "measures", table->measures_count > 0) &&
           check_not_here(at, "sum", table->sum != NULL) &&
           check_not_here(at, "distinct", table->distinct != NULL) &&
           check_not_here(at, "count", table->count != COUNTED_ROWS) &&
           check_not_here(at, "coverage", table->coverage);
}

static gboolean (*const kind_checks[])(const struct place *at) = {
    [TABLE_CROSSTAB] = check_crosstab,
    [TABLE_CAP] = check_cap,
    [TABLE_MISSING] = check_missing,
};

/* The dataset must exist and be one whose rows are counted. */
static gboolean check_from(struct place *at)
{
    const struct dictionary *dictionary = at->checker->dictionary;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        if (dataset->kind != DATASET_EVENTS && dataset->kind != DATASET_RETURNS &&
            dataset->kind != DATASET_STOCK)
            continue;
        if (strcmp(dataset->name, at->table->from) == 0) {
            at->dataset = dataset;
            return TRUE;
        }
        g_ptr_array_add(known, dataset->name);
    }
    g_autofree char *path = g_strconcat(at->path, "/from", NULL);
    return complaint_unknown(&at->checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_DATASET, path,
                             at->table->from, known);
}

static gboolean check_table(const struct template_checker *checker, unsigned index, GHashTable *ids)
{
    const struct table *table = &checker->template->tables[index];
    g_autofree char *path = g_strdup_printf("tables/%u", index);
    g_autofree char *title = g_strconcat(path, "/title", NULL);
    struct place at = {.checker = checker, .table = table, .path = path};
    if (!dictionary_is_code(table->id, '-'))
        return refuse(&at, "id", MESSAGE_SPEC_BAD_CODE, table->id, "a-z, 0-9, -");
    if (strcmp(table->id, TEMPLATE_COVER) == 0)
        return refuse(&at, "id", MESSAGE_TEMPLATE_RESERVED, table->id, NULL);
    if (!g_hash_table_add(ids, table->id))
        return refuse(&at, "id", MESSAGE_SPEC_TWICE, table->id, NULL);
    return reference_check_text(checker, table->title, FALSE, title) && check_from(&at) &&
           kind_checks[table->kind](&at) &&
           entry_check_counted(checker, at.dataset, table->sum, table->distinct, path) &&
           entry_check_where(checker, at.dataset, table->where, table->where_count, path) &&
           entry_check_side(checker, table, path, TABLE_ROWS) &&
           entry_check_side(checker, table, path, TABLE_COLUMNS) && check_mentions(&at) &&
           check_coverage(&at);
}

static gboolean check_periods(const struct template_checker *checker)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int kind = PERIOD_DAY; kind <= PERIOD_RANGE; kind++)
        g_ptr_array_add(known, (gpointer)period_kind_name((enum period_kind)kind));
    for (unsigned i = 0; i < checker->template->periods.count; i++) {
        const char *name = checker->template->periods.item[i];
        g_autofree char *path = g_strdup_printf("periods/%u", i);
        enum period_kind kind;
        if (!period_kind_from_name(name, &kind))
            return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_PERIOD, path,
                                     name, known);
    }
    return TRUE;
}

gboolean template_check(const struct template *template, const struct dictionary *dictionary,
                        const struct yaml_tree *tree, GError **error)
{
    struct template_checker checker = {template, dictionary, {tree, error}};
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    if (!dictionary_is_code(template->name, '-'))
        return complaint_raise(&checker.complaint, MESSAGE_SPEC_BAD_CODE, "template",
                               template->name, "a-z, 0-9, -");
    if (!reference_check_text(&checker, template->title, FALSE, "title") ||
        !check_periods(&checker))
        return FALSE;
    for (unsigned i = 0; i < template->tables_count; i++)
        if (!check_table(&checker, i, ids))
            return FALSE;
    for (unsigned i = 0; i < template->tables_count; i++)
        if (!reference_check_measures(&checker, i) || !base_check_table(&checker, i))
            return FALSE;
    return reference_check_charts(&checker) && reference_check_texts(&checker);
}
