#include "base/measure.h"

static const struct measure_info infos[MEASURES] = {
#define MEASURE(id, code, decimals, form, heading) {code, decimals, MEASURE_FORM_##form, heading},
#include "base/measure.def"
#undef MEASURE
};

const struct measure_info *measure_info(enum measure measure)
{
    return &infos[measure];
}

gboolean measure_compares(enum measure measure)
{
    enum measure_form form = measure_info(measure)->form;
    return form == MEASURE_FORM_POINTS || form == MEASURE_FORM_INDEX || form == MEASURE_FORM_CHANGE;
}
