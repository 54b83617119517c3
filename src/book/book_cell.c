#include "base/decimal.h"
#include "book/book.h"

static const struct {
    const char *code;
    const char *sign;
} states[CELL_STATES] = {
    [CELL_OK] = {"ok", ""},
    [CELL_EMPTY] = {"empty", "–"},
    [CELL_MISSING] = {"missing", "…"},
    [CELL_NOT_APPLICABLE] = {"not_applicable", "x"},
    [CELL_SUPPRESSED] = {"suppressed", "*"},
    [CELL_NOT_COMPARABLE] = {"not_comparable", "≠"},
};

const char *cell_state_code(enum cell_state state)
{
    g_assert(state < CELL_STATES);
    return states[state].code;
}

const char *cell_state_sign(enum cell_state state)
{
    g_assert(state < CELL_STATES);
    return states[state].sign;
}

void cell_set_ratio(struct cell *cell, struct ratio ratio)
{
    gboolean known = ratio_has_value(ratio);
    cell->state = known ? CELL_OK : CELL_EMPTY;
    cell->numerator = known ? ratio.part : 0;
    cell->denominator = known ? ratio.whole : 0;
}

gboolean cell_value(const struct cell *cell, enum measure measure, gint64 *scaled)
{
    const struct measure_info *info = measure_info(measure);
    struct ratio ratio = {cell->numerator, cell->denominator};
    if (cell->state != CELL_OK)
        return FALSE;
    if (info->form->is_count) {
        *scaled = cell->numerator;
        return TRUE;
    }
    if (!ratio_has_value(ratio))
        return FALSE;
    *scaled = ratio_round(ratio, info->decimals + info->form->power);
    return TRUE;
}

char *measure_text(enum measure measure, gint64 scaled)
{
    const struct measure_info *info = measure_info(measure);
    g_autofree char *number = decimal_vietnamese(scaled, info->decimals);
    return g_strconcat(info->form->signs_plus && scaled > 0 ? "+" : "", number, info->form->suffix,
                       NULL);
}

char *cell_text(const struct cell *cell, enum measure measure)
{
    gint64 scaled;
    if (!cell_value(cell, measure, &scaled)) {
        enum cell_state state = cell->state == CELL_OK ? CELL_EMPTY : cell->state;
        return g_strdup(cell_state_sign(state));
    }
    g_autofree char *text = measure_text(measure, scaled);
    return g_strconcat(cell->estimate ? "~" : "", text, NULL);
}

char *cell_plain(const struct cell *cell, enum measure measure)
{
    gint64 scaled;
    if (!cell_value(cell, measure, &scaled)) {
        enum cell_state state = cell->state == CELL_OK ? CELL_EMPTY : cell->state;
        return g_strdup(cell_state_sign(state));
    }
    g_autofree char *number = decimal_plain(scaled, measure_info(measure)->decimals);
    return g_strconcat(cell->estimate ? "~" : "", number, NULL);
}
