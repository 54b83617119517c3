#include "base/measure.h"

#include <string.h>

#include "base/exact.h"

/* From this chance on, chance alone may make a difference. */
#define LIKELY 0.05

enum form {
#define FORM(id, ...) FORM_##id,
#include "base/measure.def"
#undef FORM
    FORMS
};

static const struct measure_form forms[FORMS] = {
#define FORM(id, ...) [FORM_##id] = {__VA_ARGS__},
#include "base/measure.def"
#undef FORM
};

static struct ratio only_count(const gint64 *counts)
{
    return (struct ratio){counts[0], 1};
}

static struct ratio quotient(const gint64 *counts)
{
    return (struct ratio){counts[0], counts[1]};
}

static struct ratio change(const gint64 *counts)
{
    return (struct ratio){counts[0] - counts[1], counts[1]};
}

static struct ratio difference(const gint64 *counts)
{
    return ratio_difference(quotient(counts), quotient(counts + 2));
}

static struct ratio mean(const gint64 *values)
{
    return (struct ratio){values[1], values[0]};
}

static struct ratio middle(const gint64 *values)
{
    return (struct ratio){values[2], values[0] > 0 ? 2 : 0};
}

static const struct measure_info infos[MEASURES] = {
#define MEASURE(id, code, heading, decimals, form, row, column, elsewhere, covered, combine, note, \
                charted, formula)                                                                  \
    {code,           heading,                                                                      \
     decimals,       &forms[FORM_##form],                                                          \
     BASE_ROW_##row, BASE_COLUMN_##column,                                                         \
     elsewhere,      covered,                                                                      \
     combine,        note,                                                                         \
     charted,        formula},
#include "base/measure.def"
#undef MEASURE
};

const struct measure_info *measure_info(enum measure measure)
{
    return &infos[measure];
}

gboolean measure_from_code(const char *code, enum measure *measure)
{
    guint i = 0;
    while (i < MEASURES && strcmp(infos[i].code, code) != 0)
        i++;
    *measure = (enum measure)i;
    return i < MEASURES;
}

gboolean measure_has_base(enum measure measure)
{
    return infos[measure].base_row != BASE_ROW_OWN || infos[measure].base_column != BASE_COLUMN_OWN;
}

gboolean measure_by_chance(enum measure measure, const gint64 *counts)
{
    const struct measure_form *form = infos[measure].form;
    struct ratio here = {counts[0], 1}, other = {counts[1], 1};
    if (form->of_shares) {
        here = quotient(counts);
        other = quotient(counts + 2);
    }
    if (!form->compares || !ratio_has_value(infos[measure].combine(counts)) || here.part < 0 ||
        other.part < 0)
        return FALSE;
    /* A share of something else than its whole, such as a target, may pass it. */
    gboolean parts = form->of_shares && here.part <= here.whole && other.part <= other.whole;
    return exact_equality(parts ? EXACT_PARTS : EXACT_CASES, here, other) >= LIKELY;
}

guint measure_cell_decimals(enum measure measure)
{
    /* The per cent sign of a number format multiplies by a hundred. */
    return infos[measure].decimals + (infos[measure].form->holds_quotient ? 2 : 0);
}
