/*
 * chart_kind - the kinds of charts by name (chart_kind.def).
 */
#ifndef BASE_CHART_KIND_H
#define BASE_CHART_KIND_H

#include <glib.h>

enum chart_kind {
#define CHART_KIND(id, code, help) CHART_##id,
#include "base/chart_kind.def"
#undef CHART_KIND
    CHART_KINDS
};

const char *chart_kind_code(enum chart_kind kind);
const char *chart_kind_help(enum chart_kind kind);

#endif
