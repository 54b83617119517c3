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

/* How a form is printed: its factor as a power of ten, what stands before and after. */
static const struct {
    guint factor;
    gboolean signs_plus;
    const char *suffix;
} forms[] = {
    [MEASURE_FORM_COUNT] = {0, FALSE, ""},      [MEASURE_FORM_PERCENT] = {2, FALSE, "%"},
    [MEASURE_FORM_POINTS] = {2, TRUE, " điểm"}, [MEASURE_FORM_INDEX] = {2, FALSE, "%"},
    [MEASURE_FORM_CHANGE] = {2, TRUE, "%"},     [MEASURE_FORM_RATE] = {3, FALSE, ""},
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

gboolean cell_value(const struct cell *cell, enum measure measure, gint64 *scaled)
{
    const struct measure_info *info = measure_info(measure);
    struct ratio ratio = {cell->numerator, cell->denominator};
    if (cell->state != CELL_OK)
        return FALSE;
    if (info->form == MEASURE_FORM_COUNT) {
        *scaled = cell->numerator;
        return TRUE;
    }
    if (!ratio_has_value(ratio))
        return FALSE;
    *scaled = ratio_round(ratio, info->decimals + forms[info->form].factor);
    return TRUE;
}

char *measure_text(enum measure measure, gint64 scaled)
{
    const struct measure_info *info = measure_info(measure);
    g_autofree char *number = decimal_vietnamese(scaled, info->decimals);
    return g_strconcat(forms[info->form].signs_plus && scaled > 0 ? "+" : "", number,
                       forms[info->form].suffix, NULL);
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
