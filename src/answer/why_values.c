#include "answer/why_values.h"

#include "base/decimal.h"

void why_values_fill(struct why_cell *cell, const struct grid *grid,
                     const struct template_shown *shown, struct operand here)
{
    const struct book_cell *figure = book_cell(cell->sheet->table, cell->at.row, cell->at.column);
    if (shown->number == NULL || (figure->state != CELL_OK && figure->state != CELL_EMPTY))
        return;
    cell->values = g_array_new(FALSE, FALSE, sizeof(struct sample));
    operand_collect(grid, here, shown->number, cell->values);
    samples_summary(cell->values);
}

static void append_value(GString *text, const struct sample *sample)
{
    g_autofree char *value = decimal_vietnamese(sample->value, 0);
    g_autofree char *times = decimal_vietnamese(sample->times, 0);
    g_string_append_printf(text, "%s%s × %s", text->len > 0 ? ", " : "", value, times);
}

char *why_values_count(const struct why_cell *cell, guint place)
{
    const struct book_cell *figure = book_cell(cell->sheet->table, cell->at.row, cell->at.column);
    return decimal_vietnamese(place == 0 ? figure->numerator : figure->denominator, 0);
}

void why_values_say(const struct why_cell *cell, guint limit, enum language language, GString *text)
{
    g_autoptr(GString) values = g_string_new(NULL);
    gint64 blanks = 0;
    guint most = MAX(limit, 2);
    if (cell->values == NULL)
        return;
    for (guint i = 0; i < cell->values->len; i++) {
        const struct sample *sample = &g_array_index(cell->values, struct sample, i);
        if (sample->value == FACT_BLANK)
            blanks += sample->times;
        else if (i + 1 < most || i + 1 == cell->values->len)
            append_value(values, sample);
        else if (i + 1 == most)
            g_string_append(values, ", …");
    }
    g_autofree char *left_out = decimal_vietnamese(blanks, 0);
    g_autofree char *line = message_text(language, MESSAGE_WHY_VALUES,
                                         values->len > 0 ? values->str : "–", left_out, NULL);
    g_string_append_printf(text, "%s\n", line);
}
