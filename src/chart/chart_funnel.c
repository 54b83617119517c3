/*
 * chart_funnel - shares or rates against the size of their base, with the limits of chance.
 *
 * Small units stray far by chance alone; only what lies outside the limits (control_limits.h) calls
 * for a word, and only that is named. Counts have no bases: they are ranked instead.
 */
#include <math.h>

#include "base/decimal.h"
#include "chart/chart_bars.h"
#include "chart/chart_names.h"
#include "chart/control_limits.h"

/* Points of a curve. */
#define STEPS 90

/* What the curves are called: not limits, which are what a rule sets. */
#define ABOVE "cao hơn:"
#define BELOW "thấp hơn:"
#define NAMED "nêu tên"

struct funnel {
    struct scale x, y;
    struct control_limits limits;
    GArray *units; /* struct control_unit: rows that have a base */
    double factor; /* from a count over its base to what is printed */
};

static struct control_unit unit_at(const GArray *units, guint index)
{
    return g_array_index(units, struct control_unit, index);
}

static double printed_level(const struct funnel *funnel, double count, double base)
{
    return funnel->factor * count / base;
}

static struct point place_of(const struct funnel *funnel, struct control_unit unit)
{
    double level = printed_level(funnel, (double)unit.count, (double)unit.base);
    return (struct point){scale_at(&funnel->x, (double)unit.base), scale_at(&funnel->y, level)};
}

/* A level of a size as it is printed: "34,64". New string. */
static char *level_text(const struct canvas *canvas, gint64 count, gint64 base)
{
    const struct book_cell cell = {.numerator = count, .denominator = base};
    return cell_text(&cell, chart_measure(canvas, 0));
}

/* Shares hold their counts; a rate, and a share that may pass 100 %, counts cases without a most.
 */
static enum exact_law law_of(const struct canvas *canvas, const struct funnel *funnel)
{
    gboolean parts = measure_info(chart_measure(canvas, 0))->form->is_share;
    for (guint i = 0; i < funnel->units->len; i++)
        parts = parts && unit_at(funnel->units, i).count <= unit_at(funnel->units, i).base;
    return parts ? EXACT_PARTS : EXACT_CASES;
}

static int by_size(gconstpointer first, gconstpointer second)
{
    const struct control_unit *a = first, *b = second;
    if (a->base != b->base)
        return a->base < b->base ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

/* What has a figure, the smallest first; FALSE when nothing has. */
static gboolean read_units(const struct canvas *canvas, struct funnel *funnel)
{
    double level = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        const struct book_cell *cell = chart_cell(canvas, row, 0);
        if (!chart_value(canvas, row, 0, &level) || cell->denominator < 1 || cell->numerator < 0)
            continue;
        struct control_unit unit = {cell->numerator, cell->denominator, row};
        g_array_append_val(funnel->units, unit);
    }
    if (funnel->units->len == 0)
        return FALSE;
    g_array_sort(funnel->units, by_size);
    funnel->factor = 1;
    for (guint i = 0; i < measure_info(chart_measure(canvas, 0))->form->power; i++)
        funnel->factor *= 10;
    funnel->limits =
        control_limits_of(law_of(canvas, funnel), (const struct control_unit *)funnel->units->data,
                          funnel->units->len);
    return TRUE;
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
    canvas_try_text(canvas, (struct label){.text = "Cơ sở tính (cỡ đơn vị)",
                                           .x = (funnel->x.from + funnel->x.to) / 2,
                                           .y = bottom + canvas->small * 2.6,
                                           .anchor = TEXT_MIDDLE,
                                           .color = chart_muted});
}

/* One of the limits for a size, as it is printed. */
static double limit_at(const struct funnel *funnel, double base, int side)
{
    return printed_level(funnel, control_limit(&funnel->limits, base, side), base);
}

/* To a hundredth of a point: processors differ in the last digits of what curves are made of. */
static double rounded(double place)
{
    return round(place * 100) / 100;
}

/* One side of the limits from a base of one up; bases are spread evenly over their roots. */
static void draw_curve(struct canvas *canvas, const struct funnel *funnel, int side)
{
    struct display_item *line = canvas_polyline(canvas, chart_muted, canvas->hair * 1.3);
    for (guint i = 0; i <= STEPS; i++) {
        double root = 1 + (sqrt(funnel->x.high) - 1) * i / STEPS, base = root * root;
        double level = limit_at(funnel, base, side);
        if (level >= funnel->y.low && level <= funnel->y.high)
            item_add_point(line, rounded(scale_at(&funnel->x, base)),
                           rounded(scale_at(&funnel->y, level)));
    }
}

/* What a curve parts, at its end. */
static void add_curve_end(const struct funnel *funnel, int side, GArray *ends)
{
    double level = limit_at(funnel, funnel->x.high, side);
    if (level < funnel->y.low || level > funnel->y.high)
        return;
    struct line_end end = {.name = g_strdup(NAMED),
                           .value = g_strdup(side > 0 ? ABOVE : BELOW),
                           .at = {funnel->x.to, rounded(scale_at(&funnel->y, level))},
                           .color = chart_muted};
    g_array_append_val(ends, end);
}

static void draw_limits(struct canvas *canvas, const struct funnel *funnel)
{
    GArray *ends = ends_new();
    const struct ratio all = funnel->limits.all;
    double y = scale_at(&funnel->y, printed_level(funnel, (double)all.part, (double)all.whole));
    canvas_line(canvas, (struct point){funnel->x.from, y}, (struct point){funnel->x.to, y},
                chart_ink);
    struct line_end middle = {.name = g_strdup("chung"),
                              .value = level_text(canvas, all.part, all.whole),
                              .at = {funnel->x.to, y},
                              .color = chart_ink};
    g_array_append_val(ends, middle);
    for (int side = -1; side <= 1 && control_has_limits(&funnel->limits); side += 2) {
        draw_curve(canvas, funnel, side);
        add_curve_end(funnel, side, ends);
    }
    struct box room = {funnel->x.to, canvas->plot.y,
                       canvas->plot.x + canvas->plot.width - funnel->x.to,
                       funnel->y.from - canvas->plot.y};
    ends_draw(canvas, ends, room, TEXT_START);
    g_array_unref(ends);
}

/* Off the curves if there is a place; cut, or left out, for want of one. */
static void name_unit(struct canvas *canvas, const struct funnel *funnel, struct control_unit unit)
{
    g_autofree char *name = chart_row_label(canvas, unit.row);
    struct box room = {funnel->x.from, canvas->plot.y, funnel->x.to - funnel->x.from,
                       funnel->y.from - canvas->plot.y};
    point_name(canvas, place_of(funnel, unit), name, room);
}

/* Units of one size and one level stand beside each other, each as high as it is. */
static struct point place_beside(const struct canvas *canvas, const struct funnel *funnel,
                                 guint index)
{
    struct control_unit unit = unit_at(funnel->units, index);
    struct point at = place_of(funnel, unit);
    guint before = 0;
    for (guint i = 0; i < index; i++)
        before += unit_at(funnel->units, i).base == unit.base &&
                  unit_at(funnel->units, i).count == unit.count;
    double steps = (before + 1) / 2 * (before % 2 == 1 ? 1.0 : -1.0);
    at.x = CLAMP(at.x + steps * canvas->text * 0.62, funnel->x.from, funnel->x.to);
    return at;
}

/* The signals dark and over the others, which are pale: they tell apart on paper without colour. */
static void draw_units(struct canvas *canvas, const struct funnel *funnel)
{
    for (int signals = 0; signals <= 1; signals++)
        for (guint i = 0; i < funnel->units->len; i++) {
            struct control_unit unit = unit_at(funnel->units, i);
            if ((control_signal(&funnel->limits, unit) != 0) != signals)
                continue;
            struct color color = paint_line((struct paint){PAINT_APART, signals ? 0 : 1, 3});
            item_shows(canvas_mark(canvas, place_beside(canvas, funnel, i),
                                   canvas->text * (signals ? 0.8 : 0.6), color),
                       unit.row, 0);
        }
}

static int by_level(gconstpointer first, gconstpointer second)
{
    const struct control_unit *a = first, *b = second;
    double one = (double)a->count / (double)a->base, two = (double)b->count / (double)b->base;
    return one != two ? (one > two ? -1 : 1) : a->row < b->row ? -1 : 1;
}

/* The highest level first. struct control_unit, owned. */
static GArray *signals_of(const struct funnel *funnel)
{
    GArray *signals = g_array_new(FALSE, FALSE, sizeof(struct control_unit));
    for (guint i = 0; i < funnel->units->len; i++)
        if (control_signal(&funnel->limits, unit_at(funnel->units, i)) != 0)
            g_array_append_val(signals, g_array_index(funnel->units, struct control_unit, i));
    g_array_sort(signals, by_level);
    return signals;
}

/* Adds " từ 27,1% trở lên", where units of a size are signals on a side. */
static gboolean add_first_signal(const struct canvas *canvas, const struct funnel *funnel,
                                 gint64 base, int side, GString *text)
{
    gint64 count = 0;
    if (!control_first_signal(&funnel->limits, base, side, &count))
        return FALSE;
    g_autofree char *level = level_text(canvas, count, base);
    if (count == 0)
        g_string_append(text, " bằng 0");
    else
        g_string_append_printf(text, " từ %s trở %s", level, side > 0 ? "lên" : "xuống");
    return TRUE;
}

/* The signals by name, with the level from which each would have been one. */
static void note_signals(struct canvas *canvas, const struct funnel *funnel, const GArray *signals)
{
    g_autoptr(GString) note = g_string_new("Nằm ngoài: ");
    if (signals->len == 0)
        g_string_assign(note, "Không đơn vị nào nằm ngoài");
    for (guint i = 0; i < MIN(signals->len, CANVAS_MOST_NAMED); i++) {
        struct control_unit unit = unit_at(signals, i);
        g_autofree char *name = chart_row_label(canvas, unit.row);
        g_autofree char *level = level_text(canvas, unit.count, unit.base);
        g_string_append_printf(note, "%s%s: %s (cỡ ấy được nêu tên", i > 0 ? "; " : "", name,
                               level);
        add_first_signal(canvas, funnel, unit.base, control_signal(&funnel->limits, unit), note);
        g_string_append_c(note, ')');
    }
    if (signals->len > CANVAS_MOST_NAMED)
        g_string_append_printf(note, "; và %u đơn vị nữa", signals->len - CANVAS_MOST_NAMED);
    g_string_append_c(note, '.');
    canvas_note(canvas, note->str);
}

/* From which level on units of three sizes are named: the smallest, the middle one, the largest. */
static void note_sizes(struct canvas *canvas, const struct funnel *funnel)
{
    g_autoptr(GString) note = g_string_new("Mức được nêu tên:");
    gint64 last = 0;
    for (guint i = 0; i <= 2; i++) {
        gint64 base = unit_at(funnel->units, (funnel->units->len - 1) * i / 2).base;
        if (base == last)
            continue;
        g_autofree char *size = decimal_vietnamese(base, 0);
        g_string_append_printf(note, "%s cỡ %s", last > 0 ? ";" : "", size);
        gboolean above = add_first_signal(canvas, funnel, base, 1, note);
        gsize end = note->len;
        if (add_first_signal(canvas, funnel, base, -1, note) && above)
            g_string_insert(note, (gssize)end, " hoặc");
        else if (end == note->len && !above)
            g_string_append(note, " không có");
        last = base;
    }
    g_string_append_c(note, '.');
    canvas_note(canvas, note->str);
}

/* What the curves mean, what lies outside, and where the curves lie. */
static void note_limits(struct canvas *canvas, const struct funnel *funnel)
{
    g_autoptr(GArray) signals = signals_of(funnel);
    g_autofree char *note = g_strdup_printf(
        "Đường cong: nếu số %s chỉ do ngẫu nhiên quanh mức chung thì trong %u biểu đồ như thế này "
        "nhiều nhất khoảng một biểu đồ có đơn vị nằm ngoài.",
        measure_info(chart_measure(canvas, 0))->form->is_share ? "trường hợp" : "vụ",
        CONTROL_PICTURES);
    canvas_note(canvas, note);
    gint64 spread = (gint64)round(control_spread(&funnel->limits) * 100);
    if (spread > 0) {
        g_autofree char *percent = decimal_vietnamese(spread, 0);
        g_autofree char *size = decimal_vietnamese((gint64)round(funnel->limits.known_to), 0);
        g_autofree char *wider = g_strdup_printf(
            "Các đơn vị khác nhau nhiều hơn ngẫu nhiên: mức thật của từng đơn vị lệch chừng %s%% "
            "quanh mức chung; đường cong đã nới rộng theo đó, đơn vị càng lớn càng nhiều, đến cỡ "
            "%s.",
            percent, size);
        canvas_note(canvas, wider);
    }
    note_signals(canvas, funnel, signals);
    note_sizes(canvas, funnel);
    for (guint i = 0; i < signals->len; i++)
        name_unit(canvas, funnel, unit_at(signals, i));
}

/* What the axis shows of a limit: that of the greatest unit, and of the middle one if it is near.
 */
static double shown_limit(const struct funnel *funnel, int side, double end)
{
    double level = funnel->factor * funnel->limits.level;
    double most = funnel->limits.law == EXACT_PARTS ? funnel->factor : G_MAXDOUBLE;
    double greatest = limit_at(funnel, funnel->x.high, side);
    double middle =
        limit_at(funnel, (double)unit_at(funnel->units, funnel->units->len / 2).base, side);
    double near = level + 2 * (end - level);
    if (side > 0)
        return MIN(MAX(MAX(end, greatest), MIN(middle, near)), most);
    return MAX(MIN(MIN(end, greatest), MAX(middle, near)), 0);
}

/* Axes that show all units and the limits. */
static void set_scales(struct canvas *canvas, struct funnel *funnel)
{
    double level = funnel->factor * funnel->limits.level, low = level, high = level;
    for (guint i = 0; i < funnel->units->len; i++) {
        struct control_unit unit = unit_at(funnel->units, i);
        double own = printed_level(funnel, (double)unit.count, (double)unit.base);
        low = MIN(low, own);
        high = MAX(high, own);
    }
    double most = (double)unit_at(funnel->units, funnel->units->len - 1).base;
    funnel->x = scale_nice(0, most * 1.05, 6, MEASURE_COUNT);
    scale_end_at(&funnel->x, most * 1.05);
    if (control_has_limits(&funnel->limits)) {
        low = shown_limit(funnel, -1, low);
        high = shown_limit(funnel, 1, high);
    }
    guint ticks = (guint)CLAMP(canvas->plot.height / (canvas->small * 4), 2, 8);
    funnel->y = scale_nice(low, high, ticks, chart_measure(canvas, 0));
    funnel->y.from = canvas->plot.y + canvas->plot.height - canvas->small * 3.2;
    funnel->y.to = canvas->plot.y + canvas->small * 0.7;
    funnel->x.from = canvas->plot.x + scale_widest_label(canvas, &funnel->y) + canvas->small * 0.4;
    double names = canvas_width(canvas, BELOW " " NAMED, canvas->text) + canvas->text * 0.9;
    funnel->x.to = canvas->plot.x + canvas->plot.width - names;
}

static void draw_funnel(struct canvas *canvas, struct funnel *funnel)
{
    canvas_take(canvas, MAX(canvas->plot.height, canvas->text * 9));
    set_scales(canvas, funnel);
    scale_draw_grid(canvas, &funnel->y, funnel->x.from, funnel->x.to);
    draw_x_axis(canvas, funnel);
    draw_limits(canvas, funnel);
    draw_units(canvas, funnel);
    if (control_has_limits(&funnel->limits))
        note_limits(canvas, funnel);
    if (funnel->y.low > 0)
        canvas_note(canvas, "Trục đứng không bắt đầu từ 0.");
}

void chart_funnel(struct canvas *canvas)
{
    struct funnel funnel = {.units = g_array_new(FALSE, FALSE, sizeof(struct control_unit))};
    gboolean based = measure_has_base(chart_measure(canvas, 0));
    canvas->columns = 1;
    canvas->unplaced = based;
    if (based && read_units(canvas, &funnel))
        draw_funnel(canvas, &funnel);
    else
        chart_ranked_bar(canvas);
    g_array_unref(funnel.units);
}
