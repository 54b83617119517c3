/*
 * chart_kinds - one function a kind of chart, named in its row (base/chart_kind.def).
 *
 * Each draws into the canvas's plot and sets what it took. There is at least one row and one
 * column.
 */
#ifndef CHART_CHART_KINDS_H
#define CHART_CHART_KINDS_H

#include "chart/chart_canvas.h"

#define CHART_KIND(id, code, draw, ...) void draw(struct canvas *canvas);
#include "base/chart_kind.def"
#undef CHART_KIND

#endif
