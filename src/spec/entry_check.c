#include "spec/entry_check.h"

#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"

/* One table and where it stands. */
struct place {
    const struct template_checker *checker;
    const struct dataset *dataset;
    char *path;
};

static gboolean refuse(const struct place *at, const char *key, enum message message,
                       const char *word, const char *more)
{
    g_autofree char *path = g_strdup_printf("%s/%s", at->path, key);
    return complaint_raise(&at->checker->complaint, message, path, word, more);
}

static gboolean refuse_unknown(const struct place *at, const char *key, enum message message,
                               const char *word, const GPtrArray *known)
{
    g_autofree char *path = g_strdup_printf("%s/%s", at->path, key);
    return complaint_unknown(&at->checker->complaint, message, path, word, known);
}

/* A key that entries of this sort do not take: "by: unit does not take …". */
static gboolean refuse_key(const struct place *at, const struct entry *entry, const char *key)
{
    g_autofree char *sort =
        entry->by ? g_strconcat("by: ", entry->by, NULL) : g_strconcat("code: ", entry->code, NULL);
    return refuse(at, key, MESSAGE_SPEC_KEY_NOT_HERE, sort, key);
}

static void add_values(GPtrArray *known, const struct column *column)
{
    for (unsigned i = 0; column && i < column->values_count; i++)
        g_ptr_array_add(known, column->values[i].code);
}

/* The fields by which facts can be told apart. */
static void add_fields(GPtrArray *known, const struct place *at)
{
    for (unsigned i = 0; i < at->dataset->columns_count; i++)
        if (column_is_coded(&at->dataset->columns[i]))
            g_ptr_array_add(known, at->dataset->columns[i].name);
    g_ptr_array_add(known, (gpointer) "cap");
    g_ptr_array_add(known, (gpointer) "loai_hinh");
}

static gboolean check_value(const struct place *at, const struct column *column, const char *key,
                            const char *code)
{
    if (column_is_open(column))
        return dictionary_is_code(code, '_') ||
               refuse(at, key, MESSAGE_SPEC_BAD_CODE, code, "a-z, 0-9, _");
    if (column_value(column, code) >= 0)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    add_values(known, column);
    return refuse_unknown(at, key, MESSAGE_TEMPLATE_UNKNOWN_VALUE, code, known);
}

static gboolean check_values(const struct place *at, const struct column *column, const char *key,
                             const struct names *codes)
{
    for (unsigned i = 0; i < codes->count; i++) {
        g_autofree char *step = g_strdup_printf("%s/%u", key, i);
        if (!check_value(at, column, step, codes->item[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean check_at_least(const struct place *at, const struct column *column,
                               const char *code)
{
    if (!code)
        return TRUE;
    if (column->type != COLUMN_BAND && column->order == ORDER_NONE)
        return refuse(at, "at_least", MESSAGE_TEMPLATE_NO_ORDER, column->name, NULL);
    if (!check_value(at, column, "at_least", code))
        return FALSE;
    return !column->values[column_value(column, code)].outside ||
           refuse(at, "at_least", MESSAGE_TEMPLATE_OUTSIDE_ORDER, code, column->name);
}

static gboolean check_condition(const struct place *at, const struct condition *condition)
{
    const struct column *column =
        dictionary_field(at->checker->dictionary, at->dataset, condition->field);
    if (!column) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        add_fields(known, at);
        return refuse_unknown(at, "field", MESSAGE_SPEC_UNKNOWN_COLUMN, condition->field, known);
    }
    if (!column_is_coded(column))
        return refuse(at, "field", MESSAGE_TEMPLATE_FIELD_TYPE, condition->field,
                      column_type_name(column->type));
    guint tests =
        (condition->is.count > 0) + (condition->is_not.count > 0) + (condition->at_least != NULL);
    if (tests != 1)
        return refuse(at, "", MESSAGE_SPEC_EXACTLY_ONE, "is, is_not, at_least", NULL);
    return check_values(at, column, "is", &condition->is) &&
           check_values(at, column, "is_not", &condition->is_not) &&
           check_at_least(at, column, condition->at_least);
}

gboolean entry_check_where(const struct template_checker *checker, const struct dataset *dataset,
                           const struct condition *where, unsigned count, const char *path)
{
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *place = g_strdup_printf("%s/where/%u", path, i);
        if (!check_condition(&(struct place){checker, dataset, place}, &where[i]))
            return FALSE;
    }
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

static gboolean check_counted(const struct place *at, const char *key, const char *name,
                              column_test test)
{
    int column = name ? dataset_column(at->dataset, name) : -1;
    if (!name || (column >= 0 && test(&at->dataset->columns[column])))
        return TRUE;
    if (column >= 0)
        return refuse(at, key, MESSAGE_TEMPLATE_FIELD_TYPE, name,
                      column_type_name(at->dataset->columns[column].type));
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < at->dataset->columns_count; i++)
        if (test(&at->dataset->columns[i]))
            g_ptr_array_add(known, at->dataset->columns[i].name);
    return refuse_unknown(at, key, MESSAGE_SPEC_UNKNOWN_COLUMN, name, known);
}

gboolean entry_check_counted(const struct template_checker *checker, const struct dataset *dataset,
                             const char *sum, const char *distinct, const char *path)
{
    struct place at = {checker, dataset, (char *)path};
    if (sum && distinct)
        return refuse(&at, "distinct", MESSAGE_SPEC_KEY_NOT_HERE, "sum", "distinct");
    return check_counted(&at, "sum", sum, can_be_summed) &&
           check_counted(&at, "distinct", distinct, can_be_distinguished);
}

static const struct column *levels_of(const struct place *at)
{
    return dictionary_unit_field(at->checker->dictionary, "cap");
}

static int level_index(const struct place *at, const char *name)
{
    return levels_of(at) ? column_value(levels_of(at), name) : -1;
}

static gboolean check_time(const struct place *at, const char *by)
{
    int time = dataset_time_column(at->dataset);
    if (time < 0 || (strcmp(by, "month") == 0 && at->dataset->columns[time].type == COLUMN_YEAR))
        return refuse(at, "by", MESSAGE_TEMPLATE_NO_TIME, at->dataset->name, by);
    return TRUE;
}

static gboolean check_by(const struct place *at, const char *by)
{
    if (strcmp(by, "unit") == 0 || level_index(at, by) >= 0)
        return TRUE;
    if (strcmp(by, "year") == 0 || strcmp(by, "month") == 0)
        return check_time(at, by);

    const struct column *column = dictionary_field(at->checker->dictionary, at->dataset, by);
    if (column && column_is_coded(column))
        return TRUE;
    if (column)
        return refuse(at, "by", MESSAGE_TEMPLATE_FIELD_TYPE, by, column_type_name(column->type));
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    add_fields(known, at);
    static const char *const others[] = {"unit", "year", "month"};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_ptr_array_add(known, (gpointer)others[i]);
    add_values(known, levels_of(at));
    return refuse_unknown(at, "by", MESSAGE_TEMPLATE_UNKNOWN_BY, by, known);
}

static gboolean check_last(const struct place *at, const struct entry *entry)
{
    gint64 last = 0;
    if (!entry->last)
        return TRUE;
    if (strcmp(entry->by, "year") != 0)
        return refuse_key(at, entry, "last");
    if (!decimal_parse_whole(entry->last, -1, &last) || last < 1 || last > 100)
        return refuse(at, "last", MESSAGE_SPEC_BAD_NUMBER, entry->last, "1–100");
    return TRUE;
}

/* Groups of rows are units of a level above that of the rows. */
static gboolean check_group(const struct place *at, const struct entry *entry)
{
    int level = level_index(at, entry->by ? entry->by : "");
    if (!entry->group)
        return TRUE;
    if (level < 0)
        return refuse_key(at, entry, "group");
    int above = level_index(at, entry->group);
    if (above >= 0 && above < level)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int i = 0; i < level; i++)
        g_ptr_array_add(known, levels_of(at)->values[i].code);
    return refuse_unknown(at, "group", MESSAGE_SPEC_UNKNOWN_LEVEL, entry->group, known);
}

static gboolean check_values_of(const struct place *at, const struct entry *entry)
{
    const struct column *column = dictionary_field(at->checker->dictionary, at->dataset, entry->by);
    if (entry->label)
        return refuse_key(at, entry, "label");
    if (!check_by(at, entry->by) || !check_last(at, entry))
        return FALSE;
    if (entry->except.count > 0 && !column)
        return refuse_key(at, entry, "except");
    return !column || check_values(at, column, "except", &entry->except);
}

static gboolean check_code(const struct place *at, const struct entry *entry)
{
    if (!dictionary_is_code(entry->code, '_'))
        return refuse(at, "code", MESSAGE_SPEC_BAD_CODE, entry->code, "a-z, 0-9, _");
    if (strcmp(entry->code, TEMPLATE_TOTAL) == 0)
        return refuse(at, "code", MESSAGE_TEMPLATE_RESERVED, entry->code, NULL);
    if (!entry->label)
        return refuse(at, "", MESSAGE_SPEC_KEY_NEEDED, "code", "label");
    if (entry->last || entry->except.count > 0)
        return refuse_key(at, entry, entry->last ? "last" : "except");
    return TRUE;
}

static gboolean check_entry(const struct place *at, const struct entry *entry, enum table_side side)
{
    if ((entry->by == NULL) == (entry->code == NULL))
        return refuse(at, "", MESSAGE_SPEC_EXACTLY_ONE, "by, code", NULL);
    if (!(entry->by ? check_values_of(at, entry) : check_code(at, entry)))
        return FALSE;
    return (side == TABLE_COLUMNS || check_group(at, entry)) &&
           entry_check_counted(at->checker, at->dataset, entry->sum, entry->distinct, at->path) &&
           entry_check_where(at->checker, at->dataset, entry->where, entry->where_count, at->path);
}

gboolean entry_check_side(const struct template_checker *checker, const struct table *table,
                          const char *path, enum table_side side)
{
    const struct dataset *dataset = dictionary_dataset(checker->dictionary, table->from);
    gboolean columns = side == TABLE_COLUMNS;
    const char *key = columns ? "columns" : "rows";
    const struct entry *entries = columns ? table->columns : table->rows;
    unsigned count = columns ? table->columns_count : table->rows_count;
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *place = g_strdup_printf("%s/%s/%u", path, key, i);
        if (!check_entry(&(struct place){checker, dataset, place}, &entries[i], side))
            return FALSE;
    }

    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, side);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < codes.known->len; i++)
        if (!g_hash_table_add(seen, codes.known->pdata[i]))
            return refuse(&(struct place){checker, dataset, (char *)path}, key, MESSAGE_SPEC_TWICE,
                          codes.known->pdata[i], NULL);
    return TRUE;
}
