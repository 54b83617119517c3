/* The rows, columns and conditions of a table against its dataset. */
#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"
#include "spec/template_check.h"

/* A key that entries of this sort do not take: "by: unit does not take …". */
static gboolean refuse_key(const struct template_checker *checker,
                           const struct template_entry *entry, const char *key)
{
    g_autofree char *sort =
        entry->by ? g_strconcat("by: ", entry->by, NULL) : g_strconcat("code: ", entry->code, NULL);
    return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE,
                           yaml_at(entry->node, key), sort, key);
}

static void add_values(GPtrArray *known, const struct column *column)
{
    for (unsigned i = 0; column && i < column->values_count; i++)
        g_ptr_array_add(known, column->values[i].code);
}

/* The fields by which facts can be told apart. */
static void add_fields(GPtrArray *known, const struct template_checker *checker)
{
    for (unsigned i = 0; i < checker->dataset->columns_count; i++)
        if (column_is_coded(&checker->dataset->columns[i]))
            g_ptr_array_add(known, checker->dataset->columns[i].name);
    g_ptr_array_add(known, (gpointer) "cap");
    g_ptr_array_add(known, (gpointer) "loai_hinh");
}

static gboolean check_value(const struct template_checker *checker, const struct column *column,
                            struct yaml_at at, const char *code)
{
    if (column_is_open(column))
        return dictionary_is_code(code, '_') ||
               complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_CODE, at, code, "a-z, 0-9, _");
    if (column_value(column, code) >= 0)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    add_values(known, column);
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_VALUE, at, code, known);
}

static gboolean check_values(const struct template_checker *checker, const struct column *column,
                             struct yaml_at at, const struct names *codes)
{
    for (unsigned i = 0; i < codes->count; i++)
        if (!check_value(checker, column, yaml_at_entry(at.node, at.key, i), codes->item[i]))
            return FALSE;
    return TRUE;
}

/* A number, or a value of the order that the column has. */
static gboolean check_limit(const struct template_checker *checker, const struct column *column,
                            const struct template_condition *condition)
{
    enum bound bound;
    guint decimals;
    gint64 number;
    const char *code = condition_limit(condition, &bound);
    if (code == NULL)
        return TRUE;
    struct yaml_at at = yaml_at(condition->node, template_bounds[bound].key);
    if (column_is_number(column, &decimals))
        return condition_limit_value(column, code, &number) ||
               complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_LIMIT, at, code, NULL);
    if (column->type != COLUMN_BAND && column->order == ORDER_NONE)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_ORDER, at, column->name,
                               NULL);
    if (!check_value(checker, column, at, code))
        return FALSE;
    return !column->values[column_value(column, code)].outside ||
           complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_OUTSIDE_ORDER, at, code,
                           column->name);
}

/* Posts stand in an open list; who leads is known of the levels that the dictionary lists. */
static gboolean check_leads(const struct template_checker *checker, const struct column *column,
                            const struct template_condition *condition)
{
    const struct dictionary *dictionary = checker->dictionary;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dictionary->laws_count; i++)
        for (unsigned k = 0; k < dictionary->laws[i].leaders_count; k++)
            if (!g_ptr_array_find_with_equal_func(known, dictionary->laws[i].leaders[k].level,
                                                  g_str_equal, NULL))
                g_ptr_array_add(known, dictionary->laws[i].leaders[k].level);
    if (condition->leads.count > 0 && column->type != COLUMN_LABEL)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_FIELD_TYPE,
                               yaml_at(condition->node, "leads"), condition->field,
                               column_type_name(column->type));
    for (unsigned i = 0; i < condition->leads.count; i++)
        if (!g_ptr_array_find_with_equal_func(known, condition->leads.item[i], g_str_equal, NULL))
            return complaint_unknown(&checker->complaint, MESSAGE_SPEC_UNKNOWN_LEVEL,
                                     yaml_at_entry(condition->node, "leads", i),
                                     condition->leads.item[i], known);
    return TRUE;
}

static gboolean check_condition(const struct template_checker *checker,
                                const struct template_condition *condition)
{
    guint node = condition->node;
    struct yaml_at field = yaml_at(node, "field");
    const struct column *column =
        dictionary_field(checker->dictionary, checker->dataset, condition->field);
    if (!column) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        add_fields(known, checker);
        return complaint_unknown(&checker->complaint, MESSAGE_SPEC_UNKNOWN_COLUMN, field,
                                 condition->field, known);
    }
    guint decimals, lists = (condition->is.count > 0) + (condition->is_not.count > 0);
    guint tests = lists + (condition->leads.count > 0) + (condition->blank != 0);
    for (enum bound bound = BOUND_AT_LEAST; bound < BOUNDS; bound++)
        tests += condition->limit[bound] != NULL;
    if (!column_is_coded(column) && (!column_is_number(column, &decimals) || lists > 0))
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_FIELD_TYPE, field,
                               condition->field, column_type_name(column->type));
    if (tests != 1)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_EXACTLY_ONE, yaml_at(node, NULL),
                               "is, is_not, at_least, at_most, above, below, leads, blank", NULL);
    return check_leads(checker, column, condition) &&
           check_values(checker, column, yaml_at(node, "is"), &condition->is) &&
           check_values(checker, column, yaml_at(node, "is_not"), &condition->is_not) &&
           check_limit(checker, column, condition);
}

gboolean template_check_where(const struct template_checker *checker,
                              const struct template_condition *where, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!check_condition(checker, &where[i]))
            return FALSE;
    return TRUE;
}

typedef gboolean (*column_test)(const struct column *column);

static gboolean can_be_summed(const struct column *column)
{
    return column->type == COLUMN_COUNT;
}

static gboolean can_be_distinguished(const struct column *column)
{
    return column->type == COLUMN_KEY || column->type == COLUMN_UNIT ||
           column->type == COLUMN_CODE || column->type == COLUMN_LABEL;
}

/* Shares and points of others are no things of which there are more or less on the average. */
static gboolean can_be_averaged(const struct column *column)
{
    return column->type == COLUMN_COUNT || column->type == COLUMN_AGE;
}

static gboolean check_column(const struct template_checker *checker, struct yaml_at at,
                             const char *name, column_test test)
{
    int column = name ? dataset_column(checker->dataset, name) : -1;
    if (!name || (column >= 0 && test(&checker->dataset->columns[column])))
        return TRUE;
    if (column >= 0)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_FIELD_TYPE, at, name,
                               column_type_name(checker->dataset->columns[column].type));
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < checker->dataset->columns_count; i++)
        if (test(&checker->dataset->columns[i]))
            g_ptr_array_add(known, checker->dataset->columns[i].name);
    return complaint_unknown(&checker->complaint, MESSAGE_SPEC_UNKNOWN_COLUMN, at, name, known);
}

gboolean template_check_counted(const struct template_checker *checker, guint node, const char *sum,
                                const char *distinct)
{
    struct yaml_at at = yaml_at(node, "distinct");
    if (sum && distinct)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, "sum",
                               "distinct");
    return check_column(checker, yaml_at(node, "sum"), sum, can_be_summed) &&
           check_column(checker, at, distinct, can_be_distinguished);
}

gboolean template_check_number(const struct template_checker *checker,
                               const struct template_shown *shown)
{
    return check_column(checker, yaml_at(shown->node, "number"), shown->number, can_be_averaged);
}

static const struct column *levels_of(const struct template_checker *checker)
{
    return dictionary_unit_field(checker->dictionary, "cap");
}

static int level_index(const struct template_checker *checker, const char *name)
{
    return levels_of(checker) ? column_value(levels_of(checker), name) : -1;
}

/* Superiors are those of units of a level. */
static gboolean check_superior(const struct template_checker *checker,
                               const struct template_entry *entry)
{
    if (entry->of == NULL)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                               yaml_at(entry->node, NULL), "by: " TEMPLATE_SUPERIOR, "of");
    return dictionary_check_level(checker->dictionary, &checker->complaint, entry->of,
                                  yaml_at(entry->node, "of"));
}

static gboolean check_by(const struct template_checker *checker, const struct template_entry *entry)
{
    static const char *const others[] = {"unit", TEMPLATE_SUPERIOR, "year", "quarter", "month"};
    struct yaml_at at = yaml_at(entry->node, "by");
    const char *by = entry->by;
    if (strcmp(by, "unit") == 0 || level_index(checker, by) >= 0)
        return TRUE;
    if (strcmp(by, TEMPLATE_SUPERIOR) == 0)
        return check_superior(checker, entry);
    if (period_step(by) != NULL)
        return template_check_time(checker, at, by);

    const struct column *column = dictionary_field(checker->dictionary, checker->dataset, by);
    if (column && column_is_coded(column))
        return TRUE;
    if (column)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_FIELD_TYPE, at, by,
                               column_type_name(column->type));
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    add_fields(known, checker);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_ptr_array_add(known, (gpointer)others[i]);
    add_values(known, levels_of(checker));
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_BY, at, by, known);
}

static gboolean check_last(const struct template_checker *checker,
                           const struct template_entry *entry)
{
    gint64 last = 0;
    if (!entry->last)
        return TRUE;
    const char *time = entry->within != NULL ? entry->within : entry->by;
    if (g_strcmp0(time, "year") != 0)
        return refuse_key(checker, entry, "last");
    if (!decimal_parse_whole(entry->last, -1, &last) || last < 1 || last > 100)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_NUMBER,
                               yaml_at(entry->node, "last"), entry->last, "1–100");
    return TRUE;
}

/* Groups of rows are units of a level above that of the rows. */
static gboolean check_group(const struct template_checker *checker,
                            const struct template_entry *entry)
{
    int level = level_index(checker, entry->by ? entry->by : "");
    const struct column *field =
        dictionary_unit_field(checker->dictionary, entry->by ? entry->by : "");
    if (!entry->group || (field != NULL && strcmp(entry->group, TEMPLATE_VALUE_GROUP) == 0))
        return TRUE;
    if (level < 0)
        return refuse_key(checker, entry, "group");
    int above = level_index(checker, entry->group);
    if (above >= 0 && above < level)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int i = 0; i < level; i++)
        g_ptr_array_add(known, levels_of(checker)->values[i].code);
    return complaint_unknown(&checker->complaint, MESSAGE_SPEC_UNKNOWN_LEVEL,
                             yaml_at(entry->node, "group"), entry->group, known);
}

static gboolean check_values_of(const struct template_checker *checker,
                                const struct template_entry *entry)
{
    const struct column *column =
        dictionary_field(checker->dictionary, checker->dataset, entry->by);
    if (entry->label)
        return refuse_key(checker, entry, "label");
    if (!check_by(checker, entry) || !check_last(checker, entry))
        return FALSE;
    if (entry->except.count > 0 && !column)
        return refuse_key(checker, entry, "except");
    return !column || check_values(checker, column, yaml_at(entry->node, "except"), &entry->except);
}

static gboolean check_code(const struct template_checker *checker,
                           const struct template_entry *entry)
{
    struct yaml_at at = yaml_at(entry->node, "code");
    if (!dictionary_is_code(entry->code, '_'))
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_CODE, at, entry->code,
                               "a-z, 0-9, _");
    if (strcmp(entry->code, TEMPLATE_TOTAL) == 0)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_RESERVED, at, entry->code,
                               NULL);
    if (!entry->label)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                               yaml_at(entry->node, NULL), "code", "label");
    if (entry->except.count > 0)
        return refuse_key(checker, entry, "except");
    return check_last(checker, entry);
}

/* A condition on what the dataset says, and not on the unit; NULL: there is none. */
static const char *field_asked(const struct dataset *dataset, const struct template_entry *row)
{
    for (unsigned i = 0; i < row->where_count; i++)
        if (dataset_column(dataset, row->where[i].field) >= 0)
            return row->where[i].field;
    const char *counted = row->sum != NULL ? row->sum : row->distinct;
    return row->by != NULL && dataset_column(dataset, row->by) >= 0 ? row->by : counted;
}

/* What the rows of the table ask must be known of the rows of another dataset, too. */
static gboolean check_rows_elsewhere(const struct template_checker *checker,
                                     const struct dataset *own, struct yaml_at at)
{
    for (unsigned i = 0; i < checker->table->rows_count; i++) {
        const struct template_entry *row = &checker->table->rows[i];
        const char *asked = field_asked(own, row);
        if (asked != NULL)
            return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_ROWS_ELSEWHERE, at, asked,
                                   checker->dataset->name);
        if (!template_is_by_time(row))
            continue;
        if (checker->dataset->kind == DATASET_STOCK)
            return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_STOCK_ADDED, at,
                                   checker->dataset->name, row->by);
        if (!template_check_time(checker, at, row->by))
            return FALSE;
    }
    return TRUE;
}

/* The dataset of an entry, that of the table unless it names another. */
static gboolean find_dataset(const struct template_checker *checker,
                             const struct template_entry *entry, enum table_side side,
                             struct template_checker *own)
{
    struct yaml_at at = yaml_at(entry->node, "from");
    *own = *checker;
    if (entry->from == NULL)
        return TRUE;
    if (side == TABLE_ROWS || entry->by != NULL)
        return refuse_key(checker, entry, "from");
    if (!template_check_dataset(checker, at, entry->from, &own->dataset))
        return FALSE;
    if (own->dataset != checker->dataset)
        return check_rows_elsewhere(own, checker->dataset, at);
    g_autofree char *sort = g_strconcat("from: ", entry->from, NULL);
    return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, sort, "from");
}

static gboolean check_entry(const struct template_checker *checker,
                            const struct template_entry *entry, enum table_side side)
{
    struct template_checker own;
    if ((entry->by == NULL) == (entry->code == NULL))
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_EXACTLY_ONE,
                               yaml_at(entry->node, NULL), "by, code", NULL);
    if (entry->of && g_strcmp0(entry->by, TEMPLATE_SUPERIOR) != 0)
        return refuse_key(checker, entry, "of");
    if (entry->within && side == TABLE_ROWS)
        return refuse_key(checker, entry, "within");
    if (!template_check_within(checker, entry) || !find_dataset(checker, entry, side, &own) ||
        !(entry->by ? check_values_of(checker, entry) : check_code(checker, entry)))
        return FALSE;
    return (side == TABLE_COLUMNS || check_group(checker, entry)) &&
           template_check_span(&own, entry) &&
           template_check_counted(&own, entry->node, entry->sum, entry->distinct) &&
           template_check_where(&own, entry->where, entry->where_count);
}

gboolean template_check_side(const struct template_checker *checker, enum table_side side)
{
    const struct template_table *table = checker->table;
    gboolean columns = side == TABLE_COLUMNS;
    const struct template_entry *entries = columns ? table->columns : table->rows;
    unsigned count = columns ? table->columns_count : table->rows_count;
    for (unsigned i = 0; i < count; i++)
        if (!check_entry(checker, &entries[i], side))
            return FALSE;

    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, side);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < codes.known->len; i++)
        if (!g_hash_table_add(seen, codes.known->pdata[i]))
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_TWICE,
                                   yaml_at(table->node, columns ? "columns" : "rows"),
                                   codes.known->pdata[i], NULL);
    return TRUE;
}
