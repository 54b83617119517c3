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
