/*
 * chart_text - making text fit: wrapped, cut off with an ellipsis, or left out.
 *
 * Longer heads of a text are taken to be wider ones.
 */
#ifndef CHART_CHART_TEXT_H
#define CHART_CHART_TEXT_H

#include "chart/display_list.h"

struct type {
    const struct ruler *ruler;
    double size;
    enum text_weight weight;
};

double chart_text_width(struct type type, const char *text);
double chart_text_widest_word(struct type type, const char *text);

/*
 * The text itself, or as much of it as fits with "…" for the rest; the last words stay where
 * there is room for them. "" when nothing fits. New string.
 */
char *chart_text_fit(struct type type, const char *text, double width);

/*
 * The text in at most `lines` lines (char *, owned by the array) no wider than `width`, broken
 * at blanks, or within a word wider than a line; the last one is cut off if need be.
 */
GPtrArray *chart_text_wrap(struct type type, const char *text, double width, guint lines);

/* The same with lines of about one length: no single word is left for the last. */
GPtrArray *chart_text_balance(struct type type, const char *text, double width, guint lines);

/* One line of valid text: control characters become blanks; no-break spaces stay. New string. */
char *chart_text_clean(const char *text);

#endif
