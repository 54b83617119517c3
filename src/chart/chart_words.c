/*
 * What a chart shows in words, for who cannot see it: every row with its figures, as many as a
 * reader aloud would bear.
 */
#include <string.h>

#include "chart/chart_data.h"

/* Bytes, for an attribute of a workbook holds some 2,000 of them; the table holds the rest. */
#define MOST_WORDS 1500

const char *chart_state_meaning(enum cell_state state)
{
    static const char *const meanings[CELL_STATES] = {
        [CELL_MISSING] = "chưa có báo cáo",           [CELL_SUPPRESSED] = "không công bố",
        [CELL_EMPTY] = "không có cơ sở để tính",      [CELL_NOT_APPLICABLE] = "không áp dụng",
        [CELL_NOT_COMPARABLE] = "không so sánh được",
    };
    return meanings[state];
}

static gboolean is_drawn(const struct canvas *canvas, guint row)
{
    return !chart_kind_info(canvas->chart->kind)->ends_only || row == 0 ||
           row + 1 == canvas->chart->rows->len;
}

/* "Huyện A (n = 12): Khiển trách 7, Cảnh cáo chưa có báo cáo". New string. */
static char *words_of_row(const struct canvas *canvas, guint row)
{
    g_autofree char *label = chart_row_label(canvas, row);
    g_autofree char *base = chart_row_base(canvas, row);
    GString *words = g_string_new(label);
    if (*base != '\0')
        g_string_append_printf(words, " (%s)", base);
    g_string_append_c(words, ':');
    for (guint column = 0; column < canvas->columns; column++) {
        enum cell_state state = chart_cell(canvas, row, column)->state;
        g_autofree char *name =
            canvas->columns > 1 ? chart_column_label(canvas, column) : g_strdup("");
        g_autofree char *figure = state == CELL_OK ? chart_value_text(canvas, row, column)
                                                   : g_strdup(chart_state_meaning(state));
        g_string_append_printf(words, "%s %s%s%s", column > 0 ? "," : "", name,
                               *name != '\0' ? " " : "", figure);
    }
    return g_string_free(words, FALSE);
}

char *chart_words(const struct canvas *canvas)
{
    GString *words = g_string_new(NULL);
    guint row = 0, rows = canvas->chart->rows->len;
    g_autofree char *subtitle = chart_text_clean(canvas->chart->subtitle);
    g_string_append_printf(words, "%s.", subtitle);
    for (; row < rows && canvas->columns > 0; row++) {
        if (!is_drawn(canvas, row))
            continue;
        g_autofree char *one = words_of_row(canvas, row);
        if (words->len + strlen(one) > MOST_WORDS)
            break;
        g_string_append_printf(words, " %s%s", one, row + 1 < rows ? ";" : ".");
    }
    if (row < rows && canvas->columns > 0)
        g_string_append_printf(words, " còn %u dòng, xem ở bảng.", rows - row);
    return g_string_free(words, FALSE);
}
