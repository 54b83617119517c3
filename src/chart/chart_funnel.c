#include "chart/chart_funnel.h"

#include <math.h>

#include "chart/chart_bars.h"
#include "chart/chart_names.h"

/* Deviations below the mean at which summing begins: less than 1e-15 lies below. */
#define DEVIATIONS 9.0

/*
 * Above this variance the normal distribution, corrected for skewness, gives the limit of a count
 * to a ten-thousandth, while the sum takes as many steps as its root has units: for counts beyond
 * reason it would not end.
 */
#define GREAT_VARIANCE 1e6

#define STEPS 160

/* What the curves are called: not limits, which are what a rule sets. */
#define CHANCE "Dao động"

/* Both sides of a limit, the nearer one first. */
static const struct {
    double low, high;
    const char *name;
} limits[] = {{0.025, 0.975, "95%"}, {0.001, 0.999, "99,8%"}};

/* The deviation that a normal variable does not pass with the probability. */
static double normal_quantile(double probability)
{
    double low = -DEVIATIONS, high = DEVIATIONS;
    for (guint i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (erfc(-middle / sqrt(2)) / 2 < probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double log_chance(gint64 n, gint64 r, double share)
{
    return lgamma((double)n + 1) - lgamma((double)r + 1) - lgamma((double)(n - r) + 1) +
           (double)r * log(share) + (double)(n - r) * log1p(-share);
}

double funnel_limit(gint64 n, double share, double probability)
{
    if (share <= 0 || share >= 1)
        return CLAMP(share, 0, 1);
    double mean = (double)n * share, deviation = sqrt(mean * (1 - share));
    if (deviation * deviation > GREAT_VARIANCE) {
        double z = normal_quantile(probability);
        double skewness = (1 - 2 * share) * (z * z - 1) / 6;
        return CLAMP((mean + z * deviation + skewness - 0.5) / (double)n, 0, 1);
    }
    gint64 r = (gint64)MAX(floor(mean - DEVIATIONS * deviation - DEVIATIONS), 0);
    double below = 0, chance = exp(log_chance(n, r, share));
    while (r < n && below + chance < probability) {
        below += chance;
        chance *= (double)(n - r) / (double)(r + 1) * share / (1 - share);
        r++;
    }
    /* r is the smallest with P(R <= r) >= probability; part of its own step is left over. */
    double over = chance > 0 ? (below + chance - probability) / chance : 0;
    return CLAMP(((double)r - over) / (double)n, 0, 1);
}

struct funnel {
    struct scale x, y;
    double share; /* of all rows together */
    gint64 most;  /* the greatest base */
    struct book_cell all;
};

static gboolean point_of_row(const struct canvas *canvas, guint row, gint64 *base, double *share)
{
    const struct book_cell *cell = chart_cell(canvas, row, 0);
    if (!chart_value(canvas, row, 0, share) || cell->denominator < 1)
        return FALSE;
    *base = cell->denominator;
    return TRUE;
}

/* Sums up; FALSE when no row has a base. */
static gboolean read_rows(const struct canvas *canvas, struct funnel *funnel, double *low,
                          double *high)
{
    *low = 100;
    *high = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        gint64 base = 0;
        double share = 0;
        if (!point_of_row(canvas, row, &base, &share))
            continue;
        funnel->all.numerator += chart_cell(canvas, row, 0)->numerator;
        funnel->all.denominator += base;
        funnel->most = MAX(funnel->most, base);
        *low = MIN(*low, share);
        *high = MAX(*high, share);
    }
    if (funnel->most == 0)
        return FALSE;
    funnel->share = (double)funnel->all.numerator / (double)funnel->all.denominator;
    return TRUE;
}

static void draw_y_grid(struct canvas *canvas, struct funnel *funnel)
{
    double widest = 0;
    for (guint i = 0; i < scale_ticks(&funnel->y); i++) {
        g_autofree char *text = scale_label(&funnel->y, i, chart_measure(canvas, 0));
        widest = MAX(widest, canvas_width(canvas, text, 0));
    }
    funnel->x.from = canvas->plot.x + widest + canvas->small * 0.5;
    for (guint i = 0; i < scale_ticks(&funnel->y); i++) {
        double y = scale_at(&funnel->y, scale_tick(&funnel->y, i));
        canvas_line(canvas, (struct point){funnel->x.from, y}, (struct point){funnel->x.to, y},
                    chart_grid);
        g_autofree char *text = scale_label(&funnel->y, i, chart_measure(canvas, 0));
        canvas_try_text(canvas, (struct label){.text = text,
                                               .x = funnel->x.from - canvas->small * 0.5,
                                               .y = y + canvas->small * 0.36,
                                               .anchor = TEXT_END,
                                               .color = chart_muted});
    }
}

static void draw_x_axis(struct canvas *canvas, const struct funnel *funnel)
{
    double bottom = funnel->y.from;
    canvas_line(canvas, (struct point){funnel->x.from, bottom},
                (struct point){funnel->x.to, bottom}, chart_axis);
    for (guint i = 0; i < scale_ticks(&funnel->x); i++) {
        g_autofree char *text = scale_label(&funnel->x, i, MEASURE_COUNT);
        canvas_try_text(canvas, (struct label){.text = text,
                                               .x = scale_at(&funnel->x, scale_tick(&funnel->x, i)),
                                               .y = bottom + canvas->small * 1.3,
                                               .anchor = TEXT_MIDDLE,
                                               .color = chart_muted});
    }
    canvas_try_text(canvas, (struct label){.text = "Cơ sở tính (n)",
                                           .x = (funnel->x.from + funnel->x.to) / 2,
                                           .y = bottom + canvas->small * 2.6,
                                           .anchor = TEXT_MIDDLE,
                                           .color = chart_muted});
}

/* Where the widest limits end, which the axis has to show, lest the curves lie outside of it. */
static void take_in_limits(const struct funnel *funnel, double *low, double *high)
{
    guint widest = G_N_ELEMENTS(limits) - 1;
    gint64 base = (gint64)funnel->x.high;
    *low = MIN(*low, 100 * funnel_limit(base, funnel->share, limits[widest].low));
    *high = MAX(*high, 100 * funnel_limit(base, funnel->share, limits[widest].high));
}

/* Shares that are all 0 or all 100 % have no chance to differ. */
static gboolean has_limits(const struct funnel *funnel)
{
    return funnel->share > 0 && funnel->share < 1;
}

/* One side of a limit from a base of one up; bases are spread evenly over their roots. */
static void draw_limit(struct canvas *canvas, const struct funnel *funnel, double probability,
                       struct color color)
{
    struct display_item *line = canvas_polyline(canvas, color, canvas->hair * 1.3);
    gint64 last = 0;
    for (guint i = 0; i <= STEPS; i++) {
        double root = 1 + (sqrt((double)funnel->x.high) - 1) * i / STEPS;
        gint64 base = MAX((gint64)(root * root), 1);
        if (base == last)
            continue;
        last = base;
        double share = 100 * funnel_limit(base, funnel->share, probability);
        if (share >= funnel->y.low && share <= funnel->y.high)
            item_add_point(line, scale_at(&funnel->x, (double)base), scale_at(&funnel->y, share));
    }
}

static void draw_limits(struct canvas *canvas, const struct funnel *funnel)
{
    GArray *ends = ends_new();
    g_autofree char *share = cell_text(&funnel->all, chart_measure(canvas, 0));
    double y = scale_at(&funnel->y, 100 * funnel->share);
    canvas_line(canvas, (struct point){funnel->x.from, y}, (struct point){funnel->x.to, y},
                chart_ink);
    struct line_end middle = {.name = g_strdup("chung"),
                              .value = g_strdup(share),
                              .at = {funnel->x.to, y},
                              .color = chart_ink};
    g_array_append_val(ends, middle);
    for (guint i = 0; i < G_N_ELEMENTS(limits) && has_limits(funnel); i++) {
        struct color color = i == 0 ? chart_axis : chart_muted;
        draw_limit(canvas, funnel, limits[i].low, color);
        draw_limit(canvas, funnel, limits[i].high, color);
        double high = 100 * funnel_limit((gint64)funnel->x.high, funnel->share, limits[i].high);
        struct line_end end = {.name = g_strdup(limits[i].name),
                               .value = g_strdup(CHANCE),
                               .at = {funnel->x.to, scale_at(&funnel->y, high)},
                               .color = chart_muted};
        if (high <= funnel->y.high)
            g_array_append_val(ends, end);
        else
            end_clear(&end);
    }
    struct box room = {funnel->x.to, canvas->plot.y,
                       canvas->plot.x + canvas->plot.width - funnel->x.to,
                       funnel->y.from - canvas->plot.y};
    ends_draw(canvas, ends, room, TEXT_START);
    g_array_unref(ends);
}

/* How many limits a row lies outside of. */
static guint outside(const struct funnel *funnel, gint64 base, double share)
{
    guint count = 0;
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
        count += share < 100 * funnel_limit(base, funnel->share, limits[i].low) ||
                 share > 100 * funnel_limit(base, funnel->share, limits[i].high);
    return count;
}

static gboolean name_at(struct canvas *canvas, const struct funnel *funnel, struct label label,
                        gboolean over_curves)
{
    struct box box = canvas_label_box(canvas, label);
    if (box.x <= funnel->x.from || box.x + box.width >= funnel->x.to ||
        box.y + box.height >= funnel->y.from ||
        (over_curves ? canvas_covers_mark(canvas, box) : canvas_crosses(canvas, box)))
        return FALSE;
    guint plate = canvas->list->items->len;
    if (over_curves)
        canvas_rectangle(canvas, box, chart_white);
    gboolean done = canvas_try_text(canvas, label);
    if (over_curves && !done)
        display_list_item(canvas->list, plate)->filled = FALSE;
    return done;
}

/* Beside the point, where no curve passes or else on one; FALSE when no place is free. */
static gboolean name_point(struct canvas *canvas, const struct funnel *funnel, struct point at,
                           guint row)
{
    struct type type = canvas_type(canvas, 0, TEXT_REGULAR);
    g_autofree char *whole = chart_row_label(canvas, row);
    g_autofree char *name = chart_text_fit(type, whole, (funnel->x.to - funnel->x.from) * 0.4);
    double away = canvas->text * 0.45, aside = canvas->text * 0.3;
    const struct {
        double x, y;
        enum text_anchor anchor;
    } places[] = {{away, 0.36, TEXT_START},  {-away, 0.36, TEXT_END},    {0, -0.7, TEXT_MIDDLE},
                  {0, 1.4, TEXT_MIDDLE},     {aside, -0.45, TEXT_START}, {aside, 1.15, TEXT_START},
                  {-aside, -0.45, TEXT_END}, {-aside, 1.15, TEXT_END}};
    for (gsize i = 0; i < 2 * G_N_ELEMENTS(places); i++) {
        gsize place = i % G_N_ELEMENTS(places);
        struct label label = {.text = name,
                              .x = at.x + places[place].x,
                              .y = at.y + places[place].y * canvas->small,
                              .anchor = places[place].anchor};
        if (name_at(canvas, funnel, label, i >= G_N_ELEMENTS(places)))
            return TRUE;
    }
    return FALSE;
}

/* Names what lies outside, the farthest first, and says how many names found no place. */
static void name_points(struct canvas *canvas, const struct funnel *funnel)
{
    gint64 base = 0;
    double share = 0;
    guint unnamed = 0;
    for (guint beyond = G_N_ELEMENTS(limits); beyond > 0; beyond--)
        for (guint row = 0; row < canvas->rows; row++) {
            if (!point_of_row(canvas, row, &base, &share) || outside(funnel, base, share) != beyond)
                continue;
            struct point at = {scale_at(&funnel->x, (double)base), scale_at(&funnel->y, share)};
            unnamed += !name_point(canvas, funnel, at, row);
        }
    if (unnamed == 0)
        return;
    g_autofree char *note =
        g_strdup_printf("%u điểm ngoài đường cong không đủ chỗ ghi tên.", unnamed);
    canvas_note(canvas, note);
}

static void draw_points(struct canvas *canvas, const struct funnel *funnel)
{
    const struct color colors[] = {chart_palette_line(1, 3), chart_palette_line(0, 3),
                                   chart_palette_line(2, 3)};
    gint64 base = 0;
    double share = 0;
    for (guint row = 0; row < canvas->rows; row++)
        if (point_of_row(canvas, row, &base, &share))
            item_shows(canvas_mark(canvas,
                                   (struct point){scale_at(&funnel->x, (double)base),
                                                  scale_at(&funnel->y, share)},
                                   canvas->text * 0.6, colors[outside(funnel, base, share)]),
                       row, 0);
}

void chart_funnel(struct canvas *canvas)
{
    struct funnel funnel = {0};
    double low = 0, high = 0;
    gboolean share = measure_info(chart_measure(canvas, 0))->form->is_share;
    canvas->columns = 1;
    if (!share || !read_rows(canvas, &funnel, &low, &high)) {
        chart_ranked_bar(canvas);
        return;
    }
    canvas_take(canvas, MAX(canvas->plot.height, canvas->text * 9));
    double spread = MAX(high - low, 10), whole = 100 * funnel.share;
    low = MAX(MIN(low, whole) - spread * 0.3, 0);
    high = MIN(MAX(high, whole) + spread * 0.3, 100);
    funnel.x = scale_nice(0, (double)funnel.most * 1.05, 6, MEASURE_COUNT);
    take_in_limits(&funnel, &low, &high);
    if (canvas->chart->has_threshold) {
        low = MIN(low, chart_threshold(canvas));
        high = MAX(high, chart_threshold(canvas));
    }
    guint ticks = (guint)CLAMP(canvas->plot.height / (canvas->small * 4), 2, 8);
    funnel.y = scale_nice(low, MAX(high, low + 1), ticks, chart_measure(canvas, 0));
    funnel.y.from = canvas->plot.y + canvas->plot.height - canvas->small * 3.2;
    funnel.y.to = canvas->plot.y + canvas->small * 0.7;
    double names = canvas_width(canvas, CHANCE " 99,8%", canvas->text) + canvas->text * 0.9;
    funnel.x.to = canvas->plot.x + canvas->plot.width - names;
    draw_y_grid(canvas, &funnel);
    draw_x_axis(canvas, &funnel);
    struct threshold_span span = {funnel.x.from, funnel.x.to, funnel.y.from, &funnel.y};
    if (canvas->chart->has_threshold)
        chart_threshold_draw(canvas, span);
    draw_limits(canvas, &funnel);
    draw_points(canvas, &funnel);
    if (has_limits(&funnel))
        canvas_note(canvas, "Ngoài các đường cong: khác mức chung nhiều hơn dao động ngẫu nhiên.");
    name_points(canvas, &funnel);
    if (canvas->chart->has_threshold)
        chart_threshold_name(canvas, span);
    if (low > 0)
        canvas_note(canvas, "Trục đứng không bắt đầu từ 0.");
}
