#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "../gallery/cases.h"
#include "chart/chart.h"
#include "write/svg.h"

static struct display_list *list_with(const char *text, enum hatch hatch)
{
    struct display_list *list = display_list_new(200, 100);
    list->title = g_strdup("Kỷ luật <đảng viên>");
    list->description = g_strdup("Tỉnh & huyện");
    struct display_item *bar = display_list_add(list, ITEM_RECTANGLE);
    bar->x = 10.5;
    bar->width = -4.25;
    bar->height = 20;
    bar->filled = TRUE;
    bar->hatch = hatch;
    struct display_item *label = display_list_add(list, ITEM_TEXT);
    label->size = 16;
    label->anchor = TEXT_END;
    label->text = g_strdup(text);
    struct display_item *line = display_list_add(list, ITEM_POLYLINE);
    line->stroke_width = 1;
    g_array_append_val(line->points, ((struct point){1.5, -0.25}));
    return list;
}

/* The SVG as a string. */
static char *svg_text(const struct display_list *list, const char *id)
{
    g_autoptr(GBytes) bytes = svg_of_list(list, id, NULL);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return g_strndup(data, length);
}

static gboolean is_well_formed(const char *text)
{
    static const GMarkupParser nothing = {0};
    GMarkupParseContext *context = g_markup_parse_context_new(&nothing, 0, NULL, NULL);
    gboolean good = g_markup_parse_context_parse(context, text, -1, NULL) &&
                    g_markup_parse_context_end_parse(context, NULL);
    g_markup_parse_context_free(context);
    return good;
}

static void text_is_text_and_escaped(void)
{
    g_autoptr(display_list_t) list = list_with("a<b & \"c\"", HATCH_NONE);
    g_autofree char *svg = svg_text(list, "x");
    CU_ASSERT_TRUE(is_well_formed(svg));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, ">a&lt;b &amp; &quot;c&quot;</text>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "text-anchor=\"end\""));
}

static void a_picture_has_a_title_and_a_description(void)
{
    g_autoptr(display_list_t) list = list_with("a", HATCH_NONE);
    g_autofree char *svg = svg_text(list, "ky-luat");
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "role=\"img\""));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(svg, "<title id=\"ky-luat-title\">Kỷ luật &lt;đảng viên&gt;</title>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "Tỉnh &amp; huyện</desc>"));
}

static void hatches_of_two_charts_in_a_page_do_not_collide(void)
{
    g_autoptr(display_list_t) list = list_with("a", HATCH_RISING);
    g_autofree char *one = svg_text(list, "mot");
    g_autofree char *two = svg_text(list, "hai");
    CU_ASSERT_PTR_NOT_NULL(strstr(one, "<pattern id=\"mot-1-000000\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(one, "url(#mot-1-000000)"));
    CU_ASSERT_PTR_NULL(strstr(two, "mot"));
}

static void numbers_are_short_and_upright(void)
{
    g_autoptr(display_list_t) list = list_with("a", HATCH_NONE);
    g_autofree char *svg = svg_text(list, "x");
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "x=\"6.25\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "width=\"4.25\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "height=\"20\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(svg, "points=\"1.50,-0.25\""));
}

static guint count(const char *svg, const char *tag)
{
    guint found = 0;
    for (const char *p = strstr(svg, tag); p != NULL; p = strstr(p + 1, tag))
        found++;
    return found;
}

static double ruler_of_letters(void *data, const char *text, double size, enum text_weight weight)
{
    (void)data;
    (void)weight;
    return (double)g_utf8_strlen(text, -1) * size * 0.6;
}

static void every_item_of_every_kind_is_in_its_svg(void)
{
    static const char *const tags[] = {"<rect ", "<line ", "<polyline ", "<text ", "<circle "};
    const struct ruler ruler = {ruler_of_letters, NULL};
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        g_autoptr(book_t) book = case_book(kind, CASE_PLAIN);
        g_autoptr(display_list_t) list = chart_layout(
            case_table(book), case_chart(book), (struct chart_size){1600, 900, FALSE}, &ruler);
        g_autofree char *svg = svg_text(list, "x");
        guint wanted[] = {1, 0, 0, 0, 0}; /* the white ground */
        for (guint i = 0; i < list->items->len; i++) {
            const struct display_item *item = display_list_item(list, i);
            wanted[item->kind] += item->kind == ITEM_RECTANGLE && item->hatch != HATCH_NONE ? 2 : 1;
        }
        for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
            CU_ASSERT_EQUAL(count(svg, tags[i]), wanted[i]);
        CU_ASSERT_TRUE(is_well_formed(svg));
    }
}

static void a_number_that_is_not_finite_is_refused(void)
{
    g_autoptr(display_list_t) list = list_with("a", HATCH_NONE);
    g_autoptr(GError) error = NULL;
    display_list_item(list, 1)->x = NAN;
    CU_ASSERT_PTR_NULL(svg_of_list(list, "x", &error));
    CU_ASSERT_PTR_NOT_NULL(error);
}

static CU_TestInfo tests[] = {
    {"text is text and escaped", text_is_text_and_escaped},
    {"a picture has a title and a description", a_picture_has_a_title_and_a_description},
    {"hatches of two charts in a page do not collide",
     hatches_of_two_charts_in_a_page_do_not_collide},
    {"numbers are short and upright", numbers_are_short_and_upright},
    {"every item of every kind is in its SVG", every_item_of_every_kind_is_in_its_svg},
    {"a number that is not finite is refused", a_number_that_is_not_finite_is_refused},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo svg_suite = {"svg", NULL, NULL, NULL, NULL, tests};
