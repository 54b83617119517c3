#include "build/grid_parts.h"

#include <string.h>

#include "base/text.h"
#include "book/book.h"
#include "check/completeness.h"

static const struct place total_place = {CUBE_TOTAL, 0, 0};

/* Whether a column of another dataset counts anything in a row. */
static gboolean occurs_beside(const struct grid *other, const struct place *row)
{
    const struct axis *columns = &other->query->columns;
    gboolean met = FALSE;
    for (guint i = 0; i < columns->count && !met; i++)
        met =
            grid_occurs(other, columns->part[i].entry->span, row, &(struct place){(gint32)i, 0, 0});
    return met;
}

gboolean line_maker_occurs(const struct line_maker *maker, const struct place *place)
{
    const struct grid *grid = maker->grid;
    const struct axis *columns = &maker->grid->query->columns;
    if (maker->columns)
        return grid_occurs(grid, columns->part[place->part].entry->span, &total_place, place);
    gboolean met = grid_occurs(grid, SPAN_PERIOD, place, &total_place);
    for (guint i = 0; i < columns->count && !met; i++)
        met = grid_occurs(grid, columns->part[i].entry->span, place, &total_place);
    for (guint i = 0; i < grid->beside->len && !met; i++)
        met = occurs_beside(g_ptr_array_index(grid->beside, i), place);
    return met;
}

struct grid_line *line_maker_add(struct line_maker *maker, gint32 part, gint32 number,
                                 const char *code, const char *label)
{
    struct grid_line line = {
        .place = {part, number, 0},
        .query = maker->grid->query,
        .code = g_strdup(code),
        .label = g_strdup(label),
        .parent = -1,
    };
    if (part >= 0 && maker->columns) {
        line.span = maker->axis->part[part].entry->span;
        line.group = maker->axis->part[part].entry->group;
    }
    g_array_append_val(maker->lines, line);
    return &g_array_index(maker->lines, struct grid_line, maker->lines->len - 1);
}

static gint32 unit_of(const struct line_maker *maker, const struct part *part, gint32 number)
{
    GArray *units = g_ptr_array_index(part->numbering->units, maker->grid->scope);
    return g_array_index(units, gint32, number);
}

/* Units of the row level stand there by right. */
static gboolean is_by_right(const struct line_maker *maker, gint32 index, gint32 number)
{
    const struct scopes *scopes = maker->grid->query->scopes;
    const struct part *part = &maker->axis->part[index];
    gint32 unit = unit_of(maker, part, number);
    return part->kind == PART_UNIT ? scopes_is_row(scopes, maker->grid->scope, unit)
                                   : unit_map_is_valid(scopes->map, unit);
}

static void add_unit_line(struct line_maker *maker, gint32 index, gint32 number, guint depth)
{
    gint32 unit = unit_of(maker, &maker->axis->part[index], number);
    const struct unit *named = unit_at(maker->grid->query->scopes->tree, unit);
    struct grid_line *line = line_maker_add(maker, index, number, named->code, named->name);
    line->depth = depth;
    line->occurs_only = !is_by_right(maker, index, number);
}

/* Whether anything is counted at a place on any plane, be it one that is only compared with. */
static gboolean occurs_ever(const struct line_maker *maker, const struct place *place)
{
    gboolean met = FALSE;
    for (guint span = 0; span < SPANS && !met; span++)
        met =
            maker->grid->query->wanted[span] && grid_occurs(maker->grid, span, place, &total_place);
    return met;
}

/*
 * Other units than those by right when something is counted in them, and those without a known
 * place also when something was: the totals that are compared hold it.
 */
static gboolean is_shown(const struct line_maker *maker, gint32 index, gint32 number)
{
    const struct scopes *scopes = maker->grid->query->scopes;
    gint32 unit = unit_of(maker, &maker->axis->part[index], number);
    struct place place = {index, number, 0};
    return is_by_right(maker, index, number) || line_maker_occurs(maker, &place) ||
           (unit_map_is_lost(scopes->map, unit) && occurs_ever(maker, &place));
}

static void add_units(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    GArray *units = g_ptr_array_index(part->numbering->units, maker->grid->scope);
    for (guint number = 0; number < units->len; number++)
        if (is_shown(maker, index, (gint32)number))
            add_unit_line(maker, index, (gint32)number, 0);
}

/* Rows of a level under the units that head them; the rest behind. */
static void add_grouped_units(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    const struct part *heads = &maker->axis->part[part->group_part];
    GArray *units = g_ptr_array_index(part->numbering->units, maker->grid->scope);
    GArray *groups = g_ptr_array_index(heads->numbering->units, maker->grid->scope);
    gint32 root = g_array_index(maker->grid->query->scopes->roots, gint32, maker->grid->scope);
    if (groups->len == 1 && g_array_index(groups, gint32, 0) == root) {
        add_units(maker, index); /* the reported unit heads its own report */
        return;
    }
    for (guint g = 0; g <= groups->len; g++) {
        int heading = -1;
        for (guint number = 0; number < units->len; number++) {
            gint32 unit = g_array_index(units, gint32, number);
            gint32 group = heads->numbering->number[unit];
            if ((g < groups->len ? group != (gint32)g : group >= 0) ||
                !is_shown(maker, index, (gint32)number))
                continue;
            if (g < groups->len && heading < 0) {
                heading = (int)maker->lines->len;
                add_unit_line(maker, part->group_part, (gint32)g, 0);
            }
            add_unit_line(maker, index, (gint32)number, heading >= 0 ? 1 : 0);
            g_array_index(maker->lines, struct grid_line, maker->lines->len - 1).parent = heading;
        }
    }
}

/* Whether anything is counted in any step of a part of time. */
static gboolean time_occurs(const struct line_maker *maker, gint32 index)
{
    for (int number = 0; number < maker->axis->part[index].count; number++)
        if (line_maker_occurs(maker, &(struct place){index, number, 0}))
            return TRUE;
    return FALSE;
}

/*
 * What a step is called: years of which one quarter is counted by it, the last quarter of those
 * that are ranked by the quarter and by the year ("Cả năm 2024").
 */
static char *time_label(const struct query *query, const struct part *part, int number)
{
    const struct period_step *year = period_step("year");
    date last = part_end(part, number);
    int in_year = period_step_number(year, last);
    if (part->step == year && query->quarter > 0)
        return g_strdup_printf("Quý %s/%d", date_quarter_name(query->quarter), in_year);
    if (query->by_quarter && last == period_step_last(year, in_year) && part->step != year)
        return g_strdup_printf("Cả năm %d", in_year);
    return period_step_label(part->step, part->first + number);
}

static void add_time_line(struct line_maker *maker, gint32 index, gint32 number, int heading)
{
    const struct part *part = &maker->axis->part[index];
    g_autofree char *code = period_step_code(part->step, part->first + number);
    g_autofree char *label = time_label(maker->grid->query, part, number);
    struct grid_line *line = line_maker_add(maker, index, number, code, label);
    line->parent = heading;
    line->depth = heading >= 0 ? 1 : 0;
    line->occurs_only = maker->axis->part[index].entry->last != NULL;
}

/* Of `last` those that have facts, or else the last one. Shorter steps may stand below their years.
 */
static void add_times(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    gboolean any = time_occurs(maker, index);
    int heading = -1, headed = -1;
    for (int number = 0; number < part->count; number++) {
        struct place place = {index, number, 0};
        int year = period_step_number(period_step("year"), part_begin(part, number));
        if (part->entry->last != NULL &&
            (any ? !line_maker_occurs(maker, &place) : number + 1 < part->count))
            continue;
        if (part->group_part >= 0 && year != headed) {
            heading = (int)maker->lines->len;
            headed = year;
            add_time_line(maker, part->group_part, year - maker->axis->part[part->group_part].first,
                          -1);
        }
        add_time_line(maker, index, number, heading);
    }
}

static void add_part(struct line_maker *maker, gint32 index)
{
    const struct part *part = &maker->axis->part[index];
    switch (part->kind) {
    case PART_FIXED:
        line_maker_add(maker, index, 0, part->entry->code,
                       part->entry->label ? part->entry->label : part->entry->code);
        break;
    case PART_UNIT:
        add_units(maker, index);
        break;
    case PART_LEVEL:
        if (part->group_part >= 0)
            add_grouped_units(maker, index);
        else
            add_units(maker, index);
        break;
    case PART_TIME:
        add_times(maker, index);
        break;
    case PART_UNIT_FIELD:
        line_maker_add_unit_values(maker, index);
        break;
    default:
        line_maker_add_values(maker, index);
    }
}

/* The part of an entry of columns, in the grid of the dataset that it is from. */
static struct line_maker home_of(const struct line_maker *maker, const struct template_entry *entry,
                                 gint32 *index)
{
    struct line_maker home = *maker;
    const char *from = entry_from(maker->grid->query->table, entry);
    for (guint i = 0; i < maker->grid->beside->len; i++) {
        struct grid *other = g_ptr_array_index(maker->grid->beside, i);
        if (strcmp(other->query->dataset->name, from) == 0)
            home.grid = other;
    }
    home.axis = &home.grid->query->columns;
    *index = 0;
    while (home.axis->part[*index].entry != entry)
        (*index)++;
    return home;
}

/* The lines of a part; *claimed is the first that makes the total: two would count twice. */
static void add_claiming(struct line_maker *maker, gint32 index, gint32 *claimed)
{
    if (*claimed < 0 && maker->grid->query->own &&
        grid_part_is_disjoint(maker->grid->query, &maker->axis->part[index]))
        *claimed = index;
    add_part(maker, index);
}

/* A line within a time, which is the number-th of the head. */
static struct grid_line *add_within(struct line_maker *maker, const struct part *head,
                                    struct place place, const char *code, const char *label)
{
    gint32 number = place.number / maker->axis->part[place.part].inner;
    g_autofree char *time = period_step_code(head->step, head->first + number);
    g_autofree char *full = g_strconcat(time, "/", code, NULL);
    struct grid_line *line = line_maker_add(maker, place.part, place.number, full, label);
    line->within = time_label(maker->grid->query, head, number);
    line->group = line->within;
    return line;
}

/* The columns of an entry within one time. */
static void add_entry_within(struct line_maker *maker, gint32 index, int time)
{
    const struct part *part = &maker->axis->part[index];
    const struct part *head = &maker->axis->part[part->group_part];
    gint32 first = time * part->inner;
    if (part->kind == PART_FIXED) {
        add_within(maker, head, (struct place){index, first, 0}, part->entry->code,
                   part->entry->label);
        return;
    }
    const struct column *column = &maker->grid->query->dataset->columns[part->column];
    for (guint i = 0; i < column->values_count; i++)
        if (part->except == NULL || !part->except[i])
            add_within(maker, head, (struct place){index, first + (gint32)i + 1, 0},
                       column->values[i].code, column->values[i].label);
    struct place blank = {index, first, 0};
    if (line_maker_occurs(maker, &blank))
        add_within(maker, head, blank, GRID_NOT_STATED_CODE, GRID_NOT_STATED_LABEL)->occurs_only =
            TRUE;
}

/* In each time the columns of the entries from one part up to another, and their sum. */
static void add_nest(struct line_maker *maker, gint32 first, gint32 end)
{
    gint32 head = maker->axis->part[first].group_part, claimed = -1;
    for (gint32 i = first; i < end && claimed < 0; i++)
        if (grid_part_is_disjoint(maker->grid->query, &maker->axis->part[i]))
            claimed = i;
    gboolean any = time_occurs(maker, head);
    for (int time = 0; time < maker->axis->part[head].count; time++) {
        struct place sum = {head, time, 0};
        guint from = maker->lines->len;
        if (maker->axis->part[first].entry->last != NULL &&
            (any ? !line_maker_occurs(maker, &sum) : time + 1 < maker->axis->part[head].count))
            continue;
        for (gint32 i = first; i < end; i++)
            add_entry_within(maker, i, time);
        add_within(maker, &maker->axis->part[head], sum, BOOK_TOTAL_CODE, "Cộng");
        for (guint i = from; i < maker->lines->len; i++) {
            struct grid_line *line = &g_array_index(maker->lines, struct grid_line, i);
            line->within_total = (int)maker->lines->len - 1;
            line->parent = line->place.part == claimed ? line->within_total : -1;
        }
    }
}

/* Adds the nest that begins with an entry; returns how many entries it is made of. */
static guint add_nest_of(struct line_maker *maker, const struct template_table *table, guint entry)
{
    gint32 index;
    guint count = 1;
    struct line_maker home = home_of(maker, &table->columns[entry], &index);
    while (entry + count < table->columns_count &&
           entries_stand_together(&table->columns[entry], &table->columns[entry + count]))
        count++;
    add_nest(&home, index, index + (gint32)count);
    maker->lines = home.lines;
    return count;
}

/* The lines of all parts; returns the one that makes the total, -1 if none does. */
static gint32 add_parts(struct line_maker *maker)
{
    const struct template_table *table = maker->grid->query->table;
    gint32 claimed = -1;
    for (guint i = 0; i < maker->axis->count && !maker->columns; i++)
        if (!maker->axis->part[i].heads)
            add_claiming(maker, (gint32)i, &claimed);
    for (guint i = 0; i < table->columns_count && maker->columns; i++) {
        gint32 index;
        if (table->columns[i].within != NULL) {
            i += add_nest_of(maker, table, i) - 1;
            continue;
        }
        struct line_maker home = home_of(maker, &table->columns[i], &index);
        add_claiming(&home, index, &claimed);
        maker->lines = home.lines;
    }
    return claimed;
}

static gboolean add_axis(struct line_maker *maker, gboolean with_total)
{
    gint32 claimed = add_parts(maker);
    if (!with_total)
        return FALSE;
    line_maker_add(maker, CUBE_TOTAL, 0, BOOK_TOTAL_CODE, "Cộng");
    *(maker->columns ? &maker->grid->column_part : &maker->grid->row_part) = claimed;
    if (claimed < 0)
        return FALSE;
    gint32 heads = maker->axis->part[claimed].group_part;
    for (guint i = 0; i + 1 < maker->lines->len; i++) {
        struct grid_line *line = &g_array_index(maker->lines, struct grid_line, i);
        if ((line->place.part == claimed || line->place.part == heads) && line->depth == 0)
            line->parent = (int)maker->lines->len - 1;
    }
    return grid_part_is_exhaustive(maker->grid, maker->columns, claimed);
}

static void clear_line(gpointer data)
{
    struct grid_line *line = data;
    g_free(line->code);
    g_free(line->label);
    g_free(line->within);
}

GArray *grid_lines(struct grid *grid, gboolean columns, gboolean *exhaustive)
{
    struct line_maker maker = {
        .grid = grid,
        .axis = columns ? &grid->query->columns : &grid->query->rows,
        .lines = g_array_new(FALSE, FALSE, sizeof(struct grid_line)),
        .columns = columns,
    };
    *exhaustive = add_axis(&maker, columns ? grid->total_column : grid->total_row);
    g_array_set_clear_func(maker.lines, clear_line);
    return maker.lines;
}
