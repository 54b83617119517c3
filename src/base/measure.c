#include "base/measure.h"

#include <string.h>

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

guint measure_cell_decimals(enum measure measure)
{
    /* The per cent sign of a number format multiplies by a hundred. */
    return infos[measure].decimals + (infos[measure].form->holds_quotient ? 2 : 0);
}
