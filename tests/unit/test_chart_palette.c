#include <CUnit/CUnit.h>
#include <math.h>

#include "chart/chart_palette.h"
#include "chart/display_list.h"

static gboolean differ(struct color a, struct color b)
{
    return fabs(color_lightness(a) - color_lightness(b)) >= 20;
}

static void neighbours_differ_by_twenty_in_grey(void)
{
    for (guint count = 2; count <= 20; count++)
        for (guint i = 1; i < count; i++) {
            CU_ASSERT_TRUE(differ(chart_palette_fill(i - 1, count), chart_palette_fill(i, count)));
            CU_ASSERT_TRUE(differ(chart_palette_line(i - 1, count), chart_palette_line(i, count)));
        }
}

static void text_of_any_colour_is_dark(void)
{
    for (guint i = 0; i < 8; i++) {
        CU_ASSERT_TRUE(color_lightness(chart_palette_text(chart_palette_fill(i, 8))) <= 45);
        CU_ASSERT_TRUE(color_lightness(chart_palette_text(chart_palette_line(i, 8))) <= 45);
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

static void no_two_series_look_alike_to_any_eye(void)
{
    for (guint count = 2; count <= 8; count++) {
        CU_ASSERT_TRUE(keep_apart(chart_palette_fill, count));
        CU_ASSERT_TRUE(keep_apart(chart_palette_line, count));
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
    {"neighbours differ by 20 L* in grey", neighbours_differ_by_twenty_in_grey},
    {"text of any colour is dark", text_of_any_colour_is_dark},
    {"a warmer cell is darker", a_warmer_cell_is_darker},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_palette_suite = {"chart_palette", NULL, NULL, NULL, NULL, tests};
