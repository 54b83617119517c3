#include "base/chart_kind.h"

static const struct chart_kind_info infos[CHART_KINDS] = {
#define CHART_KIND(id, code, draw, columns, least_rows, ends_only, takes_threshold, may_be_cut,    \
                   adds_rows, by_color, draws_parts, help)                                         \
    {code,       columns,   least_rows, ends_only,   takes_threshold,                              \
     may_be_cut, adds_rows, by_color,   draws_parts, help},
#include "base/chart_kind.def"
#undef CHART_KIND
};

const struct chart_kind_info *chart_kind_info(enum chart_kind kind)
{
    return &infos[kind];
}
