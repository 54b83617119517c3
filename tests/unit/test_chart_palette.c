#include <CUnit/CUnit.h>
#include <math.h>

#include "chart/chart_palette.h"
#include "chart/display_list.h"

static double grey_distance(struct color a, struct color b)
{
    return fabs(color_lightness(a) - color_lightness(b));
}

static struct paint apart(guint place, guint count)
{
    return (struct paint){PAINT_APART, place, count};
}

static struct paint step(guint place, guint count)
{
    return (struct paint){PAINT_STEP, place, count};
}

static void any_two_values_differ_in_grey_or_by_their_hatches(void)
{
    for (guint count = 2; count <= CHART_MOST_COLORS; count++)
        for (guint i = 0; i < count; i++)
            for (guint k = 0; k < i; k++)
                CU_ASSERT_TRUE(
                    grey_distance(paint_fill(apart(i, count)), paint_fill(apart(k, count))) >= 20 ||
                    paint_hatch(apart(i, count)) != paint_hatch(apart(k, count)));
}

static void up_to_five_steps_are_twenty_apart_in_grey_and_plain(void)
{
    for (guint count = 2; count <= 5; count++)
        for (guint i = 1; i < count; i++) {
            CU_ASSERT_TRUE(
                grey_distance(paint_fill(step(i - 1, count)), paint_fill(step(i, count))) >= 20);
            CU_ASSERT_EQUAL(paint_hatch(step(i, count)), HATCH_NONE);
        }
}

static void of_more_steps_every_second_is_hatched(void)
{
    for (guint count = 6; count <= 40; count++)
        for (guint i = 1; i < count; i++) {
            double distance =
                grey_distance(paint_fill(step(i - 1, count)), paint_fill(step(i, count)));
            CU_ASSERT_TRUE(count > CHART_MOST_COLORS || distance >= 11);
            CU_ASSERT_TRUE((paint_hatch(step(i, count)) == HATCH_NONE) !=
                           (paint_hatch(step(i - 1, count)) == HATCH_NONE));
        }
}

static void a_higher_step_is_never_paler(void)
{
    for (guint count = 2; count <= 40; count++)
        for (guint i = 1; i < count; i++) {
            CU_ASSERT_TRUE(color_lightness(paint_fill(step(i, count))) <=
                           color_lightness(paint_fill(step(i - 1, count))));
            CU_ASSERT_TRUE(color_lightness(paint_line(step(i, count))) <=
                           color_lightness(paint_line(step(i - 1, count))));
        }
}

static gboolean is_blue(struct color color)
{
    return color.blue > color.green && color.green > color.red;
}

static guint colors_of_steps(guint count)
{
    guint colors = 1;
    for (guint i = 1; i < count; i++)
        colors += grey_distance(paint_fill(step(i, count)), paint_fill(step(i - 1, count))) > 0;
    return colors;
}

static void steps_are_at_most_eight_shades_of_one_blue(void)
{
    for (guint count = 1; count <= 40; count++) {
        CU_ASSERT_TRUE(colors_of_steps(count) <= CHART_MOST_COLORS);
        for (guint i = 0; i < count; i++)
            CU_ASSERT_TRUE(is_blue(paint_fill(step(i, count))) &&
                           is_blue(paint_line(step(i, count))));
    }
}

static void text_of_any_colour_is_dark(void)
{
    for (guint i = 0; i < CHART_MOST_COLORS; i++) {
        CU_ASSERT_TRUE(color_lightness(chart_palette_text(paint_fill(apart(i, 8)))) <= 45);
        CU_ASSERT_TRUE(color_lightness(chart_palette_text(paint_line(apart(i, 8)))) <= 45);
        CU_ASSERT_TRUE(color_lightness(chart_palette_text(paint_fill(step(i, 8)))) <= 45);
    }
}

/* Three to one on white (WCAG 2, graphics) is L* 61; the palest line has its name beside it. */
static void lines_are_dark_enough_to_be_seen_on_white(void)
{
    for (guint count = 1; count <= CHART_MOST_COLORS; count++)
        for (guint i = 0; i < count; i++) {
            CU_ASSERT_TRUE(color_lightness(paint_line(apart(i, count))) <= 65);
            CU_ASSERT_TRUE(color_lightness(paint_line(step(i, count))) <= 65);
        }
}

static void a_warmer_cell_is_darker(void)
{
    for (guint i = 1; i <= 20; i++)
        CU_ASSERT_TRUE(color_lightness(chart_palette_heat(i / 20.0)) <
                       color_lightness(chart_palette_heat((i - 1) / 20.0)));
}

/*
 * What eyes without one kind of cone see, in linear light: Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
 */
static const double visions[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

struct lab {
    double l, a, b;
};

static double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double root(double t)
{
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116.0;
}

/* A colour as it is seen, in CIE L*a*b* (white D65). */
static struct lab see(struct color color, const double vision[3][3])
{
    double light[3] = {linear(color.red), linear(color.green), linear(color.blue)}, seen[3];
    for (guint i = 0; i < 3; i++)
        seen[i] = CLAMP(vision[i][0] * light[0] + vision[i][1] * light[1] + vision[i][2] * light[2],
                        0, 1);
    double x = root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
    double y = root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    double z = root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.0890);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/* Five times what a trained eye can just tell apart side by side. */
#define APART 12

static gboolean keep_apart(struct color (*series)(guint index, guint count), guint count)
{
    for (guint v = 0; v < G_N_ELEMENTS(visions); v++)
        for (guint i = 0; i < count; i++)
            for (guint k = 0; k < i; k++) {
                struct lab one = see(series(i, count), visions[v]);
                struct lab other = see(series(k, count), visions[v]);
                if (hypot(one.l - other.l, hypot(one.a - other.a, one.b - other.b)) < APART)
                    return FALSE;
            }
    return TRUE;
}

static struct color fill_apart(guint place, guint count)
{
    return paint_fill(apart(place, count));
}

static struct color line_apart(guint place, guint count)
{
    return paint_line(apart(place, count));
}

static void no_two_series_look_alike_to_any_eye(void)
{
    for (guint count = 2; count <= CHART_MOST_COLORS; count++) {
        CU_ASSERT_TRUE(keep_apart(fill_apart, count));
        CU_ASSERT_TRUE(keep_apart(line_apart, count));
    }
}

/* Red and green of one lightness: the test would see them. */
static struct color red_and_green(guint index, guint count)
{
    (void)count;
    return index == 0 ? (struct color){0.85, 0.33, 0.10} : (struct color){0.47, 0.53, 0.05};
}

static void red_and_green_of_one_lightness_would(void)
{
    CU_ASSERT_FALSE(keep_apart(red_and_green, 2));
}

static CU_TestInfo tests[] = {
    {"no two of eight series look alike to any eye", no_two_series_look_alike_to_any_eye},
    {"red and green of one lightness would", red_and_green_of_one_lightness_would},
    {"any two values differ by 20 L* in grey or by their hatches",
     any_two_values_differ_in_grey_or_by_their_hatches},
    {"up to five steps are 20 L* apart and plain",
     up_to_five_steps_are_twenty_apart_in_grey_and_plain},
    {"of more steps every second is hatched", of_more_steps_every_second_is_hatched},
    {"a higher step is never paler", a_higher_step_is_never_paler},
    {"steps are at most eight shades of one blue", steps_are_at_most_eight_shades_of_one_blue},
    {"lines are dark enough to be seen on white", lines_are_dark_enough_to_be_seen_on_white},
    {"text of any colour is dark", text_of_any_colour_is_dark},
    {"a warmer cell is darker", a_warmer_cell_is_darker},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_palette_suite = {"chart_palette", NULL, NULL, NULL, NULL, tests};
