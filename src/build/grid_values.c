#include <string.h>

#include "base/text.h"
#include "build/grid_maker.h"
#include "check/completeness.h"

#define NOT_STATED_CODE "khong_ghi"
#define NOT_STATED_LABEL "Không ghi"

static gint compare_labels(gconstpointer a, gconstpointer b, gpointer maker_data)
{
    struct grid_maker *maker = maker_data;
    const struct line *first = a, *second = b;
    guint column = maker->axis->part[first->place.part].column;
    int order = text_compare(first->label, second->label);
    if (order == 0)
        order = strcmp(first->code, second->code);
    return column == maker->axis->part[second->place.part].column ? order : 0;
}

/* Values that only the data know, in Vietnamese order. */
static void add_new_values(struct grid_maker *maker, gint32 index, guint known)
{
    const struct part *part = &maker->axis->part[index];
    g_autoptr(GArray) all = g_steal_pointer(&maker->lines);
    maker->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
    const GArray *portions = maker->grid->portions;
    guint count = cube_part_count(maker->grid->cube, maker->columns, index);
    for (guint i = 0; i < portions->len; i++)
        count = MAX(count, cube_part_count(g_array_index(portions, struct grid_portion, i).cube,
                                           maker->columns, index));
    for (guint number = known + 1; number < count; number++) {
        struct place place = {index, (gint32)number, 0};
        if (grid_maker_occurs(maker, &place))
            grid_maker_add(maker, index, (gint32)number,
                           tally_value_code(maker->tally, part->column, (gint32)number - 1),
                           tally_value_label(maker->tally, part->column, (gint32)number - 1));
    }
    g_array_sort_with_data(maker->lines, compare_labels, maker);
    g_array_append_vals(all, maker->lines->data, maker->lines->len);
    g_array_unref(maker->lines);
    maker->lines = g_steal_pointer(&all);
}

void grid_maker_add_values(struct grid_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    const struct column *column = &maker->grid->query->dataset->columns[part->column];
    gboolean open = column->type == COLUMN_LABEL || column->type == COLUMN_LABELS;
    for (guint i = 0; i < column->values_count; i++) {
        struct place place = {index, (gint32)i + 1, 0};
        if (part->except != NULL && part->except[i])
            continue;
        if (!open || grid_maker_occurs(maker, &place))
            grid_maker_add(maker, index, (gint32)i + 1, column->values[i].code,
                           column->values[i].label);
    }
    if (open)
        add_new_values(maker, index, column->values_count);
    if (grid_maker_occurs(maker, &(struct place){index, 0, 0}))
        grid_maker_add(maker, index, 0, NOT_STATED_CODE, NOT_STATED_LABEL);
}

/* Whether a unit of the scope may well have facts: one of these numbers that must report, if some
 * must. */
static gboolean is_awaited(const struct grid_maker *maker, const struct part *part, gint32 number)
{
    const struct query *query = maker->grid->query;
    const GArray *units = scopes_units(query->scopes, maker->grid->scope);
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if ((part->field->number[unit] == number || part->field->second[unit] == number) &&
            filter_passes_unit(part->filter, unit) &&
            (query->dataset->reported_by.count > 0
                 ? completeness_awaits(query, unit)
                 : filter_passes_unit(query->filter, unit) &&
                       unit_map_is_valid(query->scopes->map, unit)))
            return TRUE;
    }
    return FALSE;
}

/* Levels and kinds of which there are units; "not stated" stands last. */
void grid_maker_add_unit_values(struct grid_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    for (guint i = 0; i <= part->field->codes->len; i++) {
        gint32 number = i < part->field->codes->len ? (gint32)i + 1 : 0;
        if (number > 0 && part->except != NULL && i < part->field->column->values_count &&
            part->except[i])
            continue;
        gboolean awaited = number > 0 || maker->grid->query->dataset->reported_by.count > 0;
        if (!grid_maker_occurs(maker, &(struct place){index, number, 0}) &&
            !(awaited && is_awaited(maker, part, number)))
            continue;
        grid_maker_add(maker, index, number,
                       number > 0 ? g_ptr_array_index(part->field->codes, i) : NOT_STATED_CODE,
                       number > 0 ? g_ptr_array_index(part->field->labels, i) : NOT_STATED_LABEL);
    }
}
