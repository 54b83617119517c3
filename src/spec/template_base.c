/*
 * What a share is a share of must hold it.
 *
 * A share of something else than its own whole may pass 100 per cent, and no reader can tell. So a
 * template is refused where the column counted is not, by the conditions alone, a part of the
 * column that it stands over: whatever the data say. And things that are there every year, a
 * stock, are not added over years.
 */
#include <string.h>

#include "spec/template_check.h"

enum said { VALUE_NONE, VALUE_CODE, VALUE_BLANK, VALUE_OTHER };

/* What one printed column counts: the facts of an entry, of one value where it lists values. */
struct slice {
    const struct template_entry *entry; /* NULL: the total */
    enum said value;
    const char *name;
};

/* The conditions that the facts of a column meet, those of the table among them. */
struct met {
    GPtrArray *conditions;           /* const struct template_condition * */
    struct template_condition value; /* that of the value which the column counts */
    gboolean blank, other;           /* the column counts what says nothing, or what nobody knows */
};

static const struct column *field_of(const struct template_checker *checker, const char *name)
{
    return name != NULL ? dictionary_field(checker->dictionary, checker->dataset, name) : NULL;
}

static gboolean is_listed(const struct template_checker *checker,
                          const struct template_entry *entry, const char *code)
{
    const struct column *column = field_of(checker, entry->by);
    return column != NULL && column_value(column, code) >= 0 &&
           !template_names_hold(&entry->except, code);
}

/* The column of that name; entries whose values only the data know hold any name that is left. */
static struct slice slice_of(const struct template_checker *checker, const char *name)
{
    struct slice open = {NULL, VALUE_NONE, name};
    for (unsigned i = 0; i < checker->table->columns_count && strcmp(template_code(name), "*") != 0;
         i++) {
        const struct template_entry *entry = &checker->table->columns[i];
        const struct column *column = field_of(checker, entry->by);
        if (g_strcmp0(entry->code, name) == 0)
            return (struct slice){entry, VALUE_NONE, name};
        if (is_listed(checker, entry, name))
            return (struct slice){entry, VALUE_CODE, name};
        if (open.entry == NULL && entry->by != NULL && (column == NULL || column_is_open(column)))
            open = (struct slice){entry, column != NULL ? VALUE_CODE : VALUE_NONE, name};
    }
    return open;
}

static void add_slices(const struct template_checker *checker, const struct template_entry *entry,
                       GArray *slices)
{
    const struct column *column = field_of(checker, entry->by);
    struct slice one = {entry, VALUE_NONE, entry->code != NULL ? entry->code : entry->by};
    if (column == NULL) {
        g_array_append_val(slices, one);
        return;
    }
    for (unsigned i = 0; i < column->values_count; i++)
        if (is_listed(checker, entry, column->values[i].code))
            g_array_append_val(slices, ((struct slice){entry, VALUE_CODE, column->values[i].code}));
    one.value = VALUE_OTHER;
    if (column_is_open(column))
        g_array_append_val(slices, one);
    one.value = VALUE_BLANK;
    if (column->may_be_blank || column->optional)
        g_array_append_val(slices, one);
}

/* The columns in which a measure is shown. New array of struct slice. */
static GArray *slices_shown(const struct template_checker *checker, const struct names *only)
{
    GArray *slices = g_array_new(FALSE, FALSE, sizeof(struct slice));
    enum total total = checker->table->total;
    for (unsigned i = 0; i < only->count; i++) {
        struct slice one = slice_of(checker, only->item[i]);
        g_array_append_val(slices, one);
    }
    for (unsigned i = 0; i < checker->table->columns_count && only->count == 0; i++)
        add_slices(checker, &checker->table->columns[i], slices);
    if (only->count == 0 && (total == TOTAL_BOTH || total == TOTAL_COLUMNS))
        g_array_append_val(slices, ((struct slice){NULL, VALUE_NONE, TEMPLATE_TOTAL}));
    return slices;
}

/* One thing that a field may say. */
struct field_value {
    const char *code; /* NULL: nothing (blank), or what nobody knows */
    gboolean blank;
    gboolean also_cell; /* a unit of this level that is a cell at once */
};

/* As calc/filter.c has it. */
static gboolean passes(const struct column *column, const struct template_condition *condition,
                       struct field_value one)
{
    static const char cell[] = "chi_bo";
    enum bound bound;
    const char *limit = condition_limit(condition, &bound);
    if (limit != NULL) {
        int value = one.code != NULL ? column_value(column, one.code) : -1;
        return value >= 0 && bound_holds(bound, column, value, column_value(column, limit));
    }
    if (condition->blank)
        return one.code == NULL && one.blank;
    if (condition->leads.count > 0)
        return FALSE; /* not surely */
    const struct names *names = condition->is.count > 0 ? &condition->is : &condition->is_not;
    gboolean named = (one.code != NULL && template_names_hold(names, one.code)) ||
                     (one.also_cell && template_names_hold(names, cell));
    return named == (condition->is.count > 0);
}

static gboolean may_be(const struct met *met, const struct column *column, const char *field,
                       struct field_value one)
{
    for (guint i = 0; i < met->conditions->len; i++) {
        const struct template_condition *condition = g_ptr_array_index(met->conditions, i);
        gboolean known = condition->leads.count == 0; /* a post that leads may be any */
        if (known && strcmp(condition->field, field) == 0 && !passes(column, condition, one))
            return FALSE;
    }
    if (g_strcmp0(met->value.field, field) != 0)
        return TRUE;
    if (met->blank || met->other)
        return one.code == NULL && one.blank == met->blank;
    return passes(column, &met->value, one);
}

/* Whether a fact may say this and yet not meet the condition. */
static gboolean escapes(const struct met *met, const struct column *column,
                        const struct template_condition *condition, struct field_value one)
{
    return may_be(met, column, condition->field, one) && !passes(column, condition, one);
}

static gboolean any_named_escapes(const struct met *met, const struct column *column,
                                  const struct template_condition *condition,
                                  const struct names *names)
{
    for (unsigned i = 0; i < names->count; i++)
        if (escapes(met, column, condition, (struct field_value){names->item[i], FALSE, FALSE}))
            return TRUE;
    return FALSE;
}

/* Of a list of mentions only a like and narrower condition is surely enough. */
static gboolean is_narrower(const struct template_condition *condition,
                            const struct template_condition *wanted)
{
    gboolean positive = wanted->is.count > 0;
    const struct names *small = positive ? &condition->is : &wanted->is_not;
    const struct names *large = positive ? &wanted->is : &condition->is_not;
    if (g_strcmp0(condition->field, wanted->field) != 0 || small->count == 0)
        return FALSE;
    for (unsigned i = 0; i < small->count; i++)
        if (!template_names_hold(large, small->item[i]))
            return FALSE;
    return TRUE;
}

static gboolean mentions_are_enough(const struct met *met, const struct template_condition *wanted)
{
    gboolean enough = !met->blank && !met->other && is_narrower(&met->value, wanted);
    for (guint i = 0; i < met->conditions->len; i++)
        enough = enough || is_narrower(g_ptr_array_index(met->conditions, i), wanted);
    return enough;
}

/* Of numbers another limit on the same side is surely enough, or the same that nothing is said. */
static gboolean implies(const struct column *column, const struct template_condition *condition,
                        const struct template_condition *wanted)
{
    enum bound own, other;
    gint64 value = 0, limit = 0;
    const char *own_text = condition_limit(condition, &own);
    const char *text = condition_limit(wanted, &other);
    if (own_text == NULL || text == NULL)
        return own_text == NULL && text == NULL && condition->blank && wanted->blank;
    if (!condition_limit_value(column, own_text, &value) ||
        !condition_limit_value(column, text, &limit) ||
        template_bounds[own].upper != template_bounds[other].upper)
        return FALSE;
    if (value == limit)
        return template_bounds[own].strict || !template_bounds[other].strict;
    return template_bounds[other].upper == (value < limit);
}

static gboolean numbers_are_enough(const struct met *met, const struct column *column,
                                   const struct template_condition *wanted)
{
    for (guint i = 0; i < met->conditions->len; i++) {
        const struct template_condition *condition = g_ptr_array_index(met->conditions, i);
        if (strcmp(condition->field, wanted->field) == 0 && implies(column, condition, wanted))
            return TRUE;
    }
    return FALSE;
}

/* Whether every fact of a column surely meets the condition. */
static gboolean meets(const struct template_checker *checker, const struct met *met,
                      const struct template_condition *wanted)
{
    const struct column *column = field_of(checker, wanted->field);
    gboolean levels = dataset_column(checker->dataset, wanted->field) < 0 &&
                      column == dictionary_unit_field(checker->dictionary, "cap");
    guint decimals;
    if (column->type == COLUMN_LABELS)
        return mentions_are_enough(met, wanted);
    if (column_is_number(column, &decimals))
        return numbers_are_enough(met, column, wanted);
    for (unsigned i = 0; i < column->values_count; i++) {
        struct field_value one = {column->values[i].code, FALSE, FALSE};
        if (escapes(met, column, wanted, one))
            return FALSE;
        one.also_cell = levels;
        if (levels && escapes(met, column, wanted, one))
            return FALSE;
    }
    for (guint i = 0; i < met->conditions->len; i++) {
        const struct template_condition *condition = g_ptr_array_index(met->conditions, i);
        if (any_named_escapes(met, column, wanted, &condition->is) ||
            any_named_escapes(met, column, wanted, &condition->is_not))
            return FALSE;
    }
    return !any_named_escapes(met, column, wanted, &met->value.is) &&
           !any_named_escapes(met, column, wanted, &wanted->is_not) &&
           !escapes(met, column, wanted, (struct field_value){NULL, TRUE, FALSE}) &&
           !escapes(met, column, wanted, (struct field_value){NULL, FALSE, FALSE});
}

/* The condition that a fact has the value of the slice; no field: the slice is of no value. */
static struct template_condition value_condition(const struct slice *slice)
{
    struct template_condition condition = {0};
    if (slice->value != VALUE_NONE)
        condition.field = slice->entry->by;
    if (slice->value == VALUE_CODE)
        condition.is = (struct names){(char **)&slice->name, 1};
    return condition;
}

static void add_conditions(GPtrArray *conditions, const struct template_condition *where,
                           unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        g_ptr_array_add(conditions, (gpointer)&where[i]);
}

/* The dataset whose facts a column counts. */
static const char *from_of(const struct template_checker *checker, const struct slice *slice)
{
    return slice->entry != NULL ? entry_from(checker->table, slice->entry) : checker->table->from;
}

static gboolean is_elsewhere(const struct template_checker *checker, const struct slice *slice)
{
    return strcmp(from_of(checker, slice), checker->table->from) != 0;
}

static gboolean conditions_hold(const struct template_checker *checker, const struct slice *part,
                                const struct slice *whole)
{
    g_autoptr(GPtrArray) conditions = g_ptr_array_new();
    struct met met = {conditions, value_condition(part), part->value == VALUE_BLANK,
                      part->value == VALUE_OTHER};
    if (!is_elsewhere(checker, part))
        add_conditions(conditions, checker->table->where, checker->table->where_count);
    if (part->entry != NULL)
        add_conditions(conditions, part->entry->where, part->entry->where_count);
    for (unsigned i = 0; i < whole->entry->where_count; i++)
        if (!meets(checker, &met, &whole->entry->where[i]))
            return FALSE;
    struct template_condition value = value_condition(whole);
    return value.field == NULL || meets(checker, &met, &value);
}

/* A count that the dictionary calls a part of another one, in each row that is taken. */
static gboolean is_part_of(const struct dataset *dataset, const char *part, const char *whole)
{
    for (unsigned i = 0; i < dataset->columns_count && part != NULL; i++) {
        if (strcmp(part, whole) == 0)
            return TRUE;
        part = dataset->columns[dataset_column(dataset, part)].part_of;
    }
    return FALSE;
}

/* Whether the same things are counted, or numbers added of which one is a part of the other. */
static gboolean counts_alike(const struct template_checker *checker, const struct slice *part,
                             const struct slice *whole)
{
    gboolean own = !is_elsewhere(checker, part);
    const char *sum = own ? checker->table->sum : NULL;
    const char *thing = own ? checker->table->distinct : NULL;
    const char *sums[2] = {sum, sum}, *things[2] = {thing, thing};
    const struct template_entry *entries[2] = {part->entry, whole->entry};
    for (guint i = 0; i < 2; i++)
        if (entries[i] != NULL && (entries[i]->sum != NULL || entries[i]->distinct != NULL)) {
            sums[i] = entries[i]->sum;
            things[i] = entries[i]->distinct;
        }
    if (g_strcmp0(things[0], things[1]) != 0)
        return FALSE;
    if (sums[0] == NULL || sums[1] == NULL)
        return sums[0] == sums[1];
    return is_part_of(checker->dataset, sums[0], sums[1]);
}

/* Whether all that one column counts is surely counted by the other. */
static gboolean is_within(const struct template_checker *checker, const struct slice *part,
                          const struct slice *whole)
{
    if (strcmp(from_of(checker, part), from_of(checker, whole)) != 0 ||
        !counts_alike(checker, part, whole))
        return FALSE;
    if (whole->entry == NULL ||
        (part->entry == whole->entry && strcmp(part->name, whole->name) == 0))
        return TRUE;
    gboolean by_field = whole->entry->by == NULL || whole->value != VALUE_NONE;
    enum span span = part->entry != NULL ? part->entry->span : SPAN_PERIOD;
    return by_field && span == whole->entry->span && conditions_hold(checker, part, whole);
}

static void append_slice(GArray *slices, struct slice slice)
{
    g_array_append_val(slices, slice);
}

/* What two times are compared in is of the table's dataset and moves with the time. */
static gboolean check_compared(const struct template_checker *checker,
                               const struct template_shown *shown)
{
    enum span span;
    g_autoptr(GArray) slices = slices_shown(checker, &shown->only);
    const char *named[] = {shown->over, shown->against};
    const struct measure_form *form = measure_info(shown->show)->form;
    if (!form->compares && !form->of_values)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(named); i++)
        if (named[i] != NULL && !span_from_name(named[i], &span))
            append_slice(slices, slice_of(checker, named[i]));
    for (guint i = 0; i < slices->len; i++) {
        const struct slice *one = &g_array_index(slices, struct slice, i);
        if (is_elsewhere(checker, one) || (one->entry != NULL && one->entry->span == SPAN_YEAR_END))
            return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_COMPARED_ELSEWHERE,
                                   yaml_at(shown->node, "show"), one->name,
                                   measure_info(shown->show)->code);
    }
    return TRUE;
}

static gboolean check_shown(const struct template_checker *checker,
                            const struct template_shown *shown)
{
    enum base_column base = measure_info(shown_share(shown))->base_column;
    gboolean over = base == BASE_COLUMN_NAMED;
    if (base == BASE_COLUMN_OWN || shown->may_pass_100 || shown_over_elsewhere(shown))
        return TRUE;
    struct slice whole = slice_of(checker, over ? shown->over : TEMPLATE_TOTAL);
    gboolean rate = !measure_info(shown_share(shown))->form->is_share;
    g_autoptr(GArray) parts = slices_shown(checker, &shown->only);
    struct template_checker own = *checker;
    for (guint i = 0; i < parts->len; i++) {
        const struct slice *part = &g_array_index(parts, struct slice, i);
        own.dataset = dictionary_dataset(checker->dictionary, from_of(checker, part));
        if (is_within(&own, part, &whole) ||
            (rate && strcmp(from_of(checker, part), from_of(checker, &whole)) != 0))
            continue;
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_BASE_WITHOUT_PART,
                               yaml_at(shown->node, over ? "over" : "show"), part->name,
                               whole.name);
    }
    return TRUE;
}

gboolean template_check_bases(const struct template_checker *checker)
{
    for (unsigned i = 0; i < checker->table->measures_count; i++)
        if (!check_compared(checker, &checker->table->measures[i]) ||
            !check_shown(checker, &checker->table->measures[i]))
            return FALSE;
    return TRUE;
}
