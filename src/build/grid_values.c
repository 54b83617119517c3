#include <string.h>

#include "base/text.h"
#include "build/grid_parts.h"
#include "check/completeness.h"

static gint compare_labels(gconstpointer a, gconstpointer b, gpointer maker_data)
{
    struct line_maker *maker = maker_data;
    const struct grid_line *first = a, *second = b;
    guint column = maker->axis->part[first->place.part].column;
    int order = text_compare(first->label, second->label);
    if (order == 0)
        order = strcmp(first->code, second->code);
    return column == maker->axis->part[second->place.part].column ? order : 0;
}

/* "Khác" stands for what the dictionary does not know, behind all that it does. */
static void add_other(struct line_maker *maker, gint32 index, gint32 number)
{
    if (line_maker_occurs(maker, &(struct place){index, number, 0}))
        line_maker_add(maker, index, number, QUERY_OTHER_CODE, QUERY_OTHER_LABEL);
}

/* Values that only the data know, in Vietnamese order. */
static void add_new_values(struct line_maker *maker, gint32 index, guint known)
{
    const struct part *part = &maker->axis->part[index];
    g_autoptr(GArray) all = g_steal_pointer(&maker->lines);
    maker->lines = g_array_new(FALSE, FALSE, sizeof(struct grid_line));
    const GArray *portions = maker->grid->portions;
    guint count = cube_part_count(maker->grid->cube, maker->columns, index);
    for (guint i = 0; i < portions->len; i++)
        count = MAX(count, cube_part_count(g_array_index(portions, struct grid_portion, i).cube,
                                           maker->columns, index));
    for (guint number = known + 1; number < count; number++) {
        struct place place = {index, (gint32)number, 0};
        if (line_maker_occurs(maker, &place))
            line_maker_add(maker, index, (gint32)number,
                           tally_value_code(maker->grid->tally, part->column, (gint32)number - 1),
                           tally_value_label(maker->grid->tally, part->column, (gint32)number - 1))
                ->occurs_only = TRUE;
    }
    g_array_sort_with_data(maker->lines, compare_labels, maker);
    g_array_append_vals(all, maker->lines->data, maker->lines->len);
    g_array_unref(maker->lines);
    maker->lines = g_steal_pointer(&all);
}

void line_maker_add_values(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    const struct column *column = &maker->grid->query->dataset->columns[part->column];
    gboolean open = column->type == COLUMN_LABEL || column->type == COLUMN_LABELS;
    for (guint i = 0; i < column->values_count; i++) {
        struct place place = {index, (gint32)i + 1, 0};
        if ((part->except != NULL && part->except[i]) || part->other == (gint32)i + 1)
            continue;
        if (!open || line_maker_occurs(maker, &place))
            line_maker_add(maker, index, (gint32)i + 1, column->values[i].code,
                           column->values[i].label)
                ->occurs_only = open;
    }
    if (part->other > 0)
        add_other(maker, index, part->other);
    else if (open)
        add_new_values(maker, index, column->values_count);
    if (line_maker_occurs(maker, &(struct place){index, 0, 0}))
        line_maker_add(maker, index, 0, GRID_NOT_STATED_CODE, GRID_NOT_STATED_LABEL)->occurs_only =
            TRUE;
}

/* Whether a unit of the scope may well have facts: one of these numbers that must report, if some
 * must. */
static gboolean is_awaited(const struct line_maker *maker, const struct part *part, gint32 number)
{
    const struct query *query = maker->grid->query;
    const GArray *units = scopes_units(query->scopes, maker->grid->scope);
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if ((part->field->number[unit] == number || part->field->second[unit] == number) &&
            filter_passes_unit(part->filter, unit, query->period.last) &&
            (query->dataset->reported_by.count > 0
                 ? completeness_awaits(query, unit)
                 : filter_passes_unit(query->filter, unit, query->period.last) &&
                       unit_map_is_valid(query->scopes->map, unit)))
            return TRUE;
    }
    return FALSE;
}

/* Whether a level or a kind has a row: there are units of it, or facts. */
static gboolean has_unit_value(const struct line_maker *maker, gint32 index, gint32 number)
{
    const struct part *part = &maker->axis->part[index];
    if (number > 0 && part->except != NULL && number <= (gint32)part->field->column->values_count &&
        part->except[number - 1])
        return FALSE;
    gboolean awaited = number > 0 || maker->grid->query->dataset->reported_by.count > 0;
    return line_maker_occurs(maker, &(struct place){index, number, 0}) ||
           (awaited && is_awaited(maker, part, number));
}

static struct grid_line *add_unit_value(struct line_maker *maker, gint32 index, gint32 number)
{
    const struct unit_field *field = maker->axis->part[index].field;
    struct grid_line *line = line_maker_add(
        maker, index, number,
        number > 0 ? g_ptr_array_index(field->codes, (guint)number - 1) : GRID_NOT_STATED_CODE,
        number > 0 ? g_ptr_array_index(field->labels, (guint)number - 1) : GRID_NOT_STATED_LABEL);
    line->occurs_only = number == 0 || !is_awaited(maker, &maker->axis->part[index], number);
    return line;
}

/* The values of a group below its row; one alone needs none. */
static void add_value_group(struct line_maker *maker, gint32 index, gint32 group)
{
    const struct part *part = &maker->axis->part[index];
    const struct unit_field *groups = maker->axis->part[part->group_part].field;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (gint32 number = 1; number <= (gint32)part->field->codes->len; number++)
        if (unit_field_group_of(groups, number) == group && has_unit_value(maker, index, number))
            g_array_append_val(numbers, number);
    int heading = numbers->len > 1 ? (int)maker->lines->len : -1;
    if (heading >= 0)
        add_unit_value(maker, part->group_part, group);
    for (guint i = 0; i < numbers->len; i++) {
        struct grid_line *line = add_unit_value(maker, index, g_array_index(numbers, gint32, i));
        line->parent = heading;
        line->depth = heading >= 0 ? 1 : 0;
    }
}

void line_maker_add_unit_values(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    const struct unit_field *groups =
        part->group_part >= 0 ? maker->axis->part[part->group_part].field : NULL;
    gint32 last = 0; /* groups come in the order of their first values */
    for (gint32 number = 1; number <= (gint32)part->field->codes->len; number++) {
        gint32 group = groups != NULL ? unit_field_group_of(groups, number) : 0;
        if (group > last)
            add_value_group(maker, index, last = group);
        else if (group == 0 && number != part->other && has_unit_value(maker, index, number))
            add_unit_value(maker, index, number);
    }
    if (part->other > 0 && has_unit_value(maker, index, part->other))
        add_unit_value(maker, index, part->other);
    if (has_unit_value(maker, index, 0))
        add_unit_value(maker, index, 0);
}
