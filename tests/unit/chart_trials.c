#include "chart_trials.h"

#include <CUnit/CUnit.h>

#include "chart/chart.h"
#include "chart/chart_data.h"
#include "chart/chart_series.h"
#include "write/draw.h"

#define FONTS "/usr/share/fonts/truetype/liberation2"

/* A wider ruler than the real one. */
static double fixed_width(void *data, const char *text, double size, enum text_weight weight)
{
    (void)data;
    return (double)g_utf8_strlen(text, -1) * size * (weight == TEXT_BOLD ? 0.64 : 0.6);
}

static const struct chart_size sizes[] = {
    {1600, 900, FALSE}, {400, 300, TRUE}, {3200, 1800, FALSE}};

/* Made once for all laws: every kind in every case and size, in the real font and in a wider one.
 */
static struct {
    struct pen *pen;
    struct ruler rulers[2];
    GArray *all; /* struct chart_trial */
} trials;

static void add_trial(struct chart_trial trial)
{
    trial.book = case_book(trial.kind, trial.one);
    trial.table = case_table(trial.book);
    trial.chart = case_chart(trial.book);
    trial.series = (struct canvas){.table = trial.table,
                                   .chart = trial.chart,
                                   .rows = trial.chart->rows->len,
                                   .notes = g_ptr_array_new_with_free_func(g_free)};
    series_open(&trial.series);
    trial.list = chart_layout(trial.table, trial.chart, trial.size, trial.ruler);
    g_array_append_val(trials.all, trial);
}

int chart_trials_open(void)
{
    trials.pen = pen_new(FONTS, NULL);
    if (trials.pen == NULL)
        return 1;
    trials.rulers[0] = pen_ruler(trials.pen);
    trials.rulers[1] = (struct ruler){fixed_width, NULL};
    trials.all = g_array_new(FALSE, TRUE, sizeof(struct chart_trial));
    for (int kind = 0; kind < CHART_KINDS; kind++)
        for (int one = 0; one < CHART_CASES; one++)
            for (gsize i = 0; i < 2 * G_N_ELEMENTS(sizes); i++)
                add_trial((struct chart_trial){.kind = kind,
                                               .one = one,
                                               .size = sizes[i / 2],
                                               .ruler = &trials.rulers[i % 2]});
    return 0;
}

int chart_trials_close(void)
{
    for (guint i = 0; i < trials.all->len; i++) {
        struct chart_trial *trial = &g_array_index(trials.all, struct chart_trial, i);
        display_list_free(trial->list);
        series_close(&trial->series);
        g_ptr_array_unref(trial->series.notes);
        book_free(trial->book);
    }
    g_array_unref(trials.all);
    pen_free(trials.pen);
    return 0;
}

void chart_trials_hold(law holds)
{
    for (guint i = 0; i < trials.all->len; i++) {
        const struct chart_trial *trial = &g_array_index(trials.all, struct chart_trial, i);
        gboolean held = holds(trial);
        CU_ASSERT_TRUE(held);
        if (!held)
            g_printerr("%s %s %gx%g\n", chart_kind_info(trial->kind)->code, case_name(trial->one),
                       trial->size.width, trial->size.height);
    }
}

const struct book_cell *chart_trial_cell(const struct chart_trial *trial, guint row, guint column)
{
    return chart_cell(&trial->series, row, column);
}

double chart_trial_value(const struct chart_trial *trial, const struct display_item *item)
{
    const struct book_cell *cell = chart_trial_cell(trial, item->row, item->column);
    return (double)cell->numerator / MAX((double)cell->denominator, 1);
}
