#include "base/chart_kind.h"

static const struct chart_kind_info {
    const char *code;
    const char *help;
} infos[CHART_KINDS] = {
#define CHART_KIND(id, code, help) {code, help},
#include "base/chart_kind.def"
#undef CHART_KIND
};

const char *chart_kind_code(enum chart_kind kind)
{
    return infos[kind].code;
}

const char *chart_kind_help(enum chart_kind kind)
{
    return infos[kind].help;
}
