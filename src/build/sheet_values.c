/* Figures of how the numbers of single rows spread, and how figures stand to a threshold. */
#include <string.h>

#include "base/decimal.h"
#include "build/operand.h"
#include "build/sheet.h"
#include "build/wording.h"

char *sheet_value_heading(const struct dataset *dataset, const struct template_shown *shown)
{
    const struct column *column = &dataset->columns[dataset_column(dataset, shown->number)];
    g_autofree char *heading = wording_lower(measure_info(shown->show)->heading);
    return g_strdup_printf("%s %s", column->label, heading);
}

void sheet_set_value(const struct template_shown *shown, GArray *found, struct book_cell *cell)
{
    struct samples_summary all = samples_summary(found);
    gint64 values[] = {all.count, all.sum, all.twice_median};
    cell_set_ratio(cell, measure_info(shown->show)->combine(values));
}

void sheet_fill_value(const struct grid *grid, const struct template_shown *shown,
                      struct operand here, struct book_cell *cell)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct sample));
    if (!operand_collect(grid, here, shown->number, found)) {
        cell->state = CELL_NOT_APPLICABLE;
        return;
    }
    sheet_set_value(shown, found, cell);
}

/* Of how many rows the numbers of a column are, and how many say nothing. */
static void note_number(const struct grid *grid, const char *number, GPtrArray *notes)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct sample));
    const struct dataset *dataset = grid->query->dataset;
    const char *label = dataset->columns[dataset_column(dataset, number)].label;
    if (grid->absent ||
        !operand_collect(grid, (struct operand){NULL, NULL, SPAN_PERIOD}, number, found))
        return;
    struct samples_summary all = samples_summary(found);
    g_autofree char *count = decimal_vietnamese(all.count, 0);
    g_autofree char *blanks = decimal_vietnamese(all.blanks, 0);
    g_ptr_array_add(notes,
                    all.blanks == 0
                        ? g_strdup_printf("“%s”: n = %s.", label, count)
                        : g_strdup_printf("“%s”: n = %s; %s dòng không ghi nên không tính vào.",
                                          label, count, blanks));
}

/* Whether weights have cut what some row would tell. */
static gboolean has_cut_row(const struct grid *grid)
{
    gboolean cut = FALSE;
    for (guint r = 0; r < grid->rows->len && !cut; r++)
        cut = grid_is_estimate(grid, &grid_row(grid, r)->place);
    return cut;
}

/* What the signs beside figures mean. */
static void note_levels(const struct template_table *table, gboolean rounded, GPtrArray *notes)
{
    for (guint i = 0; i < table->measures_count; i++) {
        const struct template_shown *shown = &table->measures[i];
        const struct measure_info *measure = measure_info(shown->show);
        if (shown->threshold != NULL)
            g_ptr_array_add(notes, g_strdup_printf("%s: ▲ từ %s%s trở lên, ▼ dưới mức ấy, xét trên "
                                                   "số %s làm tròn.",
                                                   measure->heading, shown->threshold,
                                                   measure->form->suffix, rounded ? "đã" : "chưa"));
    }
}

void sheet_note_values(const struct grid *grid, GPtrArray *notes)
{
    const struct template_table *table = grid->query->table;
    note_levels(table, grid->query->public, notes);
    g_autoptr(GHashTable) noted = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < table->measures_count; i++)
        if (table->measures[i].number != NULL && g_hash_table_add(noted, table->measures[i].number))
            note_number(grid, table->measures[i].number, notes);
    if (g_hash_table_size(noted) > 0 && has_cut_row(grid))
        g_ptr_array_add(notes, g_strdup("Đơn vị chia tách theo tỷ trọng không có bình quân, trung "
                                        "vị: không rõ ai thuộc phần nào."));
}

/* 64 bits do not hold a count of 2^53 times 10^5. */
__extension__ typedef __int128 int128;

int sheet_against(const struct book_cell *cell, enum measure measure, gint64 level,
                  gboolean rounded)
{
    const struct measure_info *info = measure_info(measure);
    gint64 printed = 0;
    int128 figure = cell->numerator, limit = level;
    if (rounded)
        cell_value(cell, measure, &printed);
    for (guint i = info->decimals; rounded && i < TEMPLATE_THRESHOLD_DECIMALS; i++)
        printed *= 10;
    for (guint i = 0; i < info->form->power + TEMPLATE_THRESHOLD_DECIMALS; i++)
        figure *= 10;
    limit *= info->form->is_count ? 1 : cell->denominator;
    if (rounded)
        return printed < level ? -1 : printed > level;
    return figure < limit ? -1 : figure > limit;
}

void sheet_mark_level(const struct template_shown *shown, gboolean rounded, struct book_cell *cell)
{
    gint64 level;
    if (shown->threshold == NULL || cell->state != CELL_OK ||
        !decimal_parse(shown->threshold, TEMPLATE_THRESHOLD_DECIMALS, &level))
        return;
    cell->level = sheet_against(cell, shown->show, level, rounded) >= 0 ? BOOK_LEVEL_REACHED
                                                                        : BOOK_LEVEL_BELOW;
}
