#include "build/grassroots.h"

#include "build/grassroots_note.h"
#include "build/lanes.h"

/* What stands in a cell in one era, a stretch of days in which no rule of levels changes. */
struct tier {
    guint lifted;    /* units that would be counted if they were what their level says */
    guint present;   /* units that are counted */
    guint32 changed; /* bits of the eras in which one of these units is by another rule */
};

struct grassroots {
    const struct grid *grid;
    const struct query *query;
    struct lanes rows, columns;
    GArray *days; /* date: the first day of each era but the first */
    guint eras;
    struct tier *tiers; /* by slot of rows, slot of columns, era */
};

#define MOST_ERAS 32

/* The eras in which a unit like this one is by another rule. */
static guint32 changes_of(const struct grassroots *grassroots, const struct unit *unit, guint era)
{
    const struct query *query = grassroots->query;
    const struct level_rule *own =
        grassroots_rule_of(query, unit, grassroots_era_first(grassroots->days, era));
    guint32 changed = 0;
    for (guint other = 0; other < grassroots->eras; other++)
        if (grassroots_rule_of(query, unit, grassroots_era_first(grassroots->days, other)) != own)
            changed |= 1u << other;
    return changed;
}

static struct tier *tier_at(const struct grassroots *grassroots, guint row, guint column, guint era)
{
    return &grassroots
                ->tiers[((gsize)row * grassroots->columns.count + column) * grassroots->eras + era];
}

static void add_unit_in_era(const struct grassroots *grassroots, gint32 index, guint era, date day)
{
    const struct query *query = grassroots->query;
    guint32 changed = changes_of(grassroots, unit_at(query->scopes->tree, index), era);
    const GArray *rows = grassroots->rows.found, *columns = grassroots->columns.found;
    for (guint r = 0; r < rows->len; r++)
        for (guint c = 0; c < columns->len; c++) {
            guint row = g_array_index(rows, guint, r), column = g_array_index(columns, guint, c);
            struct tier *tier = tier_at(grassroots, row, column, era);
            gboolean counted = filter_passes_unit(query->filter, index, day) &&
                               lanes_pass(&grassroots->rows, row, index, day) &&
                               lanes_pass(&grassroots->columns, column, index, day);
            *(counted ? &tier->present : &tier->lifted) += 1;
            tier->changed |= changed;
        }
}

static void add_units(struct grassroots *grassroots)
{
    const struct query *query = grassroots->query;
    guint scope = grassroots->grid->scope;
    const GArray *units = scopes_units(query->scopes, scope);
    for (guint i = 0; i < units->len; i++) {
        gint32 index = g_array_index(units, gint32, i);
        date day;
        if (!filter_passes_unit(query->filter, index, FILTER_ANY_DAY))
            continue;
        lanes_find(&grassroots->rows, index, scope);
        lanes_find(&grassroots->columns, index, scope);
        for (guint era = 0; era < grassroots->eras; era++)
            if (grassroots_era_has(grassroots->days, era, unit_at(query->scopes->tree, index),
                                   &day))
                add_unit_in_era(grassroots, index, era, day);
    }
}

struct grassroots *grassroots_new(const struct grid *grid)
{
    if (!query_is_dated(grid->query))
        return NULL;
    struct grassroots *grassroots = g_new0(struct grassroots, 1);
    grassroots->grid = grid;
    grassroots->query = grid->query;
    grassroots->days = dictionary_level_days(grid->query->dictionary);
    grassroots->eras = MIN(grassroots->days->len + 1, MOST_ERAS);
    g_array_set_size(grassroots->days, grassroots->eras - 1);
    lanes_init(&grassroots->rows, grid->query, &grid->query->rows, grid->rows);
    lanes_init(&grassroots->columns, grid->query, &grid->query->columns, grid->columns);
    grassroots->tiers = g_new0(struct tier, (gsize)grassroots->rows.count *
                                                grassroots->columns.count * grassroots->eras);
    add_units(grassroots);
    return grassroots;
}

void grassroots_free(struct grassroots *grassroots)
{
    if (grassroots == NULL)
        return;
    lanes_clear(&grassroots->rows);
    lanes_clear(&grassroots->columns);
    g_array_unref(grassroots->days);
    g_free(grassroots->tiers);
    g_free(grassroots);
}

/* The last day of a cell picks what its units are. */
static guint era_of_cell(const struct grassroots *grassroots, struct operand operand)
{
    date first, last;
    operand_days(grassroots->query, operand, &first, &last);
    return grassroots_era_of(grassroots->days, last);
}

static const struct tier *tier_of(const struct grassroots *grassroots, struct operand operand,
                                  guint era)
{
    return tier_at(grassroots, lanes_slot(&grassroots->rows, operand.row),
                   lanes_slot(&grassroots->columns, operand.column), era);
}

/* Whether a column counts another dataset. */
static gboolean is_elsewhere(const struct grassroots *grassroots, struct operand operand)
{
    return operand.column != NULL && operand.column->query != grassroots->query;
}

gboolean grassroots_are_absent(const struct grassroots *grassroots, struct operand operand)
{
    if (grassroots == NULL || is_elsewhere(grassroots, operand))
        return FALSE;
    guint era = era_of_cell(grassroots, operand);
    const struct tier *tier = tier_of(grassroots, operand, era);
    if (tier->lifted + tier->present == 0) { /* such as a cell: it stands for no committee */
        operand.row = NULL;
        tier = tier_of(grassroots, operand, era);
    }
    return tier->lifted > 0 && tier->present == 0 && operand_count(grassroots->grid, operand) == 0;
}

gboolean grassroots_changed(const struct grassroots *grassroots, struct operand here,
                            struct operand other)
{
    if (grassroots == NULL)
        return FALSE;
    guint now = era_of_cell(grassroots, here), then = era_of_cell(grassroots, other);
    return (tier_of(grassroots, here, now)->changed & 1u << then) != 0 ||
           (tier_of(grassroots, other, then)->changed & 1u << now) != 0;
}

guint grassroots_series(const struct grassroots *grassroots, guint row, guint before)
{
    if (grassroots == NULL || row == 0)
        return before;
    struct operand here = {grid_row(grassroots->grid, row), NULL, SPAN_PERIOD};
    guint last = row - 1;
    while (last > 0 && grid_row(grassroots->grid, last)->place.part != here.row->place.part)
        last--; /* past the year that heads the months */
    struct operand other = {grid_row(grassroots->grid, last), NULL, SPAN_PERIOD};
    return before + (grassroots_changed(grassroots, here, other) ? 1 : 0);
}

gboolean grassroots_row_is_above(const struct grid *grid, const struct grid_line *row)
{
    const struct query *query = grid->query;
    const struct part *part = row->place.part >= 0 ? &query->rows.part[row->place.part] : NULL;
    gboolean of_superiors = part != NULL && g_strcmp0(part->entry->by, TEMPLATE_SUPERIOR) == 0;
    if (part == NULL || part->numbering == NULL || of_superiors)
        return FALSE;
    const GArray *units = g_ptr_array_index(part->numbering->units, grid->scope);
    const struct unit *unit =
        unit_at(query->scopes->tree, g_array_index(units, gint32, row->place.number));
    return dictionary_lifts(query->dictionary, level_code(unit->level), unit->kind,
                            query->period.last);
}

static void look_at(const struct grassroots *grassroots, struct operand operand, gboolean compared,
                    struct grassroots_shown *shown)
{
    guint era = era_of_cell(grassroots, operand);
    const struct tier *tier = tier_of(grassroots, operand, era);
    if (tier->lifted + tier->present == 0)
        return;
    shown->changed = shown->changed || (tier->changed & shown->eras) != 0;
    shown->eras |= 1u << era;
    if (compared)
        return;
    shown->own |= 1u << era;
    if (!grassroots_are_absent(grassroots, operand))
        return;
    shown->absent = TRUE;
    shown->total_absent = shown->total_absent || operand.row == NULL;
}

static gboolean compares_years(const struct template_table *table)
{
    for (guint i = 0; i < table->measures_count; i++)
        if (g_strcmp0(table->measures[i].against, TEMPLATE_LAST_YEAR) == 0)
            return TRUE;
    return FALSE;
}

static struct grassroots_shown look(const struct grassroots *grassroots,
                                    const struct template_table *table)
{
    struct grassroots_shown shown = {0};
    const struct grid *grid = grassroots->grid;
    for (guint r = 0; r < grid->rows->len; r++)
        for (guint c = 0; c < grid->columns->len; c++) {
            const struct grid_line *row = grid_row(grid, r), *column = grid_column(grid, c);
            struct operand operand = {row->place.part < 0 ? NULL : row, column, column->span};
            if (is_elsewhere(grassroots, operand))
                continue;
            look_at(grassroots, operand, FALSE, &shown);
            operand.span = SPAN_LAST_YEAR;
            if (compares_years(table))
                look_at(grassroots, operand, TRUE, &shown);
        }
    return shown;
}

void grassroots_add_note(const struct grassroots *grassroots, const struct template_table *table,
                         struct book_sheet *sheet)
{
    if (grassroots == NULL)
        return;
    struct grassroots_note note = {grassroots->query, grassroots->grid->scope, grassroots->days,
                                   look(grassroots, table)};
    grassroots_tell(&note, sheet);
}

void grassroots_add_cap_note(const struct grid *grid, guint above, guint left,
                             struct book_sheet *sheet)
{
    const struct query *query = grid->query;
    g_autoptr(GArray) days = dictionary_level_days(query->dictionary);
    guint32 era = 1u << MIN(grassroots_era_of(days, query->period.last), MOST_ERAS - 1);
    struct grassroots_note note = {
        query, grid->scope, days, {era, era, above > 0, left == 0, FALSE}};
    grassroots_tell(&note, sheet);
}
