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

static CU_TestInfo tests[] = {
    {"neighbours differ by 20 L* in grey", neighbours_differ_by_twenty_in_grey},
    {"text of any colour is dark", text_of_any_colour_is_dark},
    {"a warmer cell is darker", a_warmer_cell_is_darker},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_palette_suite = {"chart_palette", NULL, NULL, NULL, NULL, tests};
