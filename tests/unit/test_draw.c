#define _GNU_SOURCE /* memmem */
#include <CUnit/CUnit.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "base/error.h"
#include "chart/display_list.h"
#include "write/draw.h"

#define FONTS "/usr/share/fonts/truetype/liberation2"

/* All letters that Vietnamese adds, both cases of them, and our signs. */
static const char letters[] = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ"
                              "ẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồ"
                              "ỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ–…≠*~";

static struct display_list *small_list(const char *text)
{
    struct display_list *list = display_list_new(200, 100);
    struct display_item *bar = display_list_add(list, ITEM_RECTANGLE);
    bar->x = bar->y = 10;
    bar->width = 100;
    bar->height = 20;
    bar->fill = (struct color){0.2, 0.4, 0.6};
    bar->filled = TRUE;
    bar->hatch = HATCH_CROSS;
    struct display_item *label = display_list_add(list, ITEM_TEXT);
    label->x = 10;
    label->y = 60;
    label->size = 16;
    label->text = g_strdup(text);
    return list;
}

/* Names of the fonts that a PDF holds, each once; the six letters and "+" before a name are left
 * off. */
static char *fonts_of(GBytes *pdf)
{
    static const char key[] = "/BaseFont /";
    gsize size;
    const char *text = g_bytes_get_data(pdf, &size), *at = text;
    GString *names = g_string_new("");
    while ((at = memmem(at, size - (gsize)(at - text), key, strlen(key))) != NULL) {
        at += strlen(key) + strlen("ABCDEF+");
        g_autofree char *name = g_strndup(at, strcspn(at, " \n/>"));
        if (strstr(names->str, name) == NULL)
            g_string_append_printf(names, "%s;", name);
    }
    return g_string_free(names, FALSE);
}

static void every_glyph_comes_from_the_font_of_its_text(void)
{
    static const char *const wanted[] = {"LiberationSans;", "LiberationSans-Bold;"};
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(pen);
    for (int weight = TEXT_REGULAR; weight <= TEXT_BOLD; weight++) {
        g_autoptr(display_list_t) list = small_list(letters);
        g_array_index(list->items, struct display_item, 1).weight = (enum text_weight)weight;
        g_autoptr(GBytes) pdf = draw_pdf(pen, list, "2024-12-05", NULL);
        g_autofree char *fonts = fonts_of(pdf);
        CU_ASSERT_STRING_EQUAL(fonts, wanted[weight]);
    }
}

static void missing_fonts_are_an_output_error(void)
{
    g_autoptr(GError) error = NULL;
    CU_ASSERT_PTR_NULL(pen_new("/nonexistent", &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
}

static void a_picture_is_the_same_bytes_each_time(void)
{
    g_autoptr(pen_t) one = pen_new(FONTS, NULL);
    g_autoptr(pen_t) two = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = small_list(letters);
    g_autoptr(GBytes) a = draw_png(one, list, 2, NULL);
    g_autoptr(GBytes) b = draw_png(two, list, 2, NULL);
    CU_ASSERT_TRUE(a != NULL && b != NULL && g_bytes_equal(a, b));
    g_autoptr(GBytes) c = draw_pdf(one, list, "2024-12-05", NULL);
    g_autoptr(GBytes) d = draw_pdf(two, list, "2024-12-05", NULL);
    CU_ASSERT_TRUE(c != NULL && d != NULL && g_bytes_equal(c, d));
}

static guint32 read_number(const guchar *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static void a_png_has_the_size_asked_and_a_palette(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = small_list("Thái Bình");
    g_autoptr(GBytes) png = draw_png(pen, list, 2, NULL);
    const guchar *bytes = g_bytes_get_data(png, NULL);
    CU_ASSERT_EQUAL(memcmp(bytes, "\x89PNG\r\n\x1a\n", 8), 0);
    CU_ASSERT_EQUAL(read_number(bytes + 16), 400);
    CU_ASSERT_EQUAL(read_number(bytes + 20), 200);
    CU_ASSERT_EQUAL(bytes[25], 3); /* colour type: palette */
}

/* libpng's own reader against the colours that were asked for. */
static void a_png_holds_the_pixels_that_were_drawn(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = display_list_new(50, 40);
    struct display_item *item = display_list_add(list, ITEM_RECTANGLE);
    item->x = 10;
    item->y = 20;
    item->width = item->height = 5;
    item->filled = TRUE;
    item->fill = (struct color){1, 0.2, 0};
    g_autoptr(GBytes) bytes = draw_png(pen, list, 1, NULL);
    png_image image = {.version = PNG_IMAGE_VERSION};
    CU_ASSERT_TRUE(png_image_begin_read_from_memory(&image, g_bytes_get_data(bytes, NULL),
                                                    g_bytes_get_size(bytes)));
    image.format = PNG_FORMAT_RGB;
    guint8 pixel[50 * 40][3], wrong = 0;
    CU_ASSERT_EQUAL(PNG_IMAGE_SIZE(image), sizeof pixel);
    CU_ASSERT_TRUE(png_image_finish_read(&image, NULL, pixel, 0, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(pixel); i++) {
        guint x = i % 50, y = i / 50;
        gboolean inside = x >= 10 && x < 15 && y >= 20 && y < 25;
        wrong |= memcmp(pixel[i], inside ? "\xff\x33\x00" : "\xff\xff\xff", 3) != 0;
    }
    CU_ASSERT_FALSE(wrong);
}

/* A field of 32 * 32 squares, each with a colour of its own far from the others'. */
static void a_picture_of_too_many_colors_has_no_palette(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = display_list_new(32, 32);
    for (guint i = 0; i < 32 * 32; i++) {
        struct display_item *item = display_list_add(list, ITEM_RECTANGLE);
        item->x = i % 32;
        item->y = i / 32;
        item->width = item->height = 1;
        item->filled = TRUE;
        item->fill = (struct color){i % 32 * 8 / 255.0, i / 32 * 8 / 255.0, 1};
    }
    g_autoptr(GBytes) bytes = draw_png(pen, list, 1, NULL);
    CU_ASSERT_EQUAL(((const guchar *)g_bytes_get_data(bytes, NULL))[25], 2); /* RGB */
    png_image image = {.version = PNG_IMAGE_VERSION};
    CU_ASSERT_TRUE_FATAL(png_image_begin_read_from_memory(&image, g_bytes_get_data(bytes, NULL),
                                                          g_bytes_get_size(bytes)));
    image.format = PNG_FORMAT_RGB;
    guint8 pixel[32 * 32][3];
    guint wrong = 0;
    CU_ASSERT_TRUE(png_image_finish_read(&image, NULL, pixel, 0, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(pixel); i++)
        wrong += pixel[i][0] != i % 32 * 8 || pixel[i][1] != i / 32 * 8 || pixel[i][2] != 255;
    CU_ASSERT_EQUAL(wrong, 0);
}

static void the_only_date_of_a_pdf_is_the_one_given(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = small_list("Thái Bình");
    g_autoptr(GBytes) pdf = draw_pdf(pen, list, "2024-12-05", NULL);
    gsize length = 0;
    const char *bytes = g_bytes_get_data(pdf, &length);
    static const char date[] = "/CreationDate (20241205)";
    CU_ASSERT_PTR_NOT_NULL(memmem(bytes, length, date, strlen(date)));
    CU_ASSERT_PTR_NULL(memmem(bytes, length, "/ModDate", 8));
}

static void numbers_that_are_not_finite_are_refused(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = small_list("Thái Bình");
    g_autoptr(GError) error = NULL;
    display_list_item(list, 0)->width = NAN;
    CU_ASSERT_PTR_NULL(draw_png(pen, list, 1, &error));
    CU_ASSERT_PTR_NOT_NULL(error);
    display_list_item(list, 0)->width = 10;
    CU_ASSERT_PTR_NULL(draw_png(pen, list, INFINITY, NULL));
}

static void a_picture_too_large_for_cairo_is_refused(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) list = small_list("Thái Bình");
    list->height = 40000;
    CU_ASSERT_PTR_NULL(draw_png(pen, list, 1, NULL));
}

static void a_letter_without_a_shape_becomes_a_question_mark(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(display_list_t) symbol = small_list("Tốt \xf0\x9f\x91\x8d");
    g_autoptr(display_list_t) mark = small_list("Tốt ?");
    g_autoptr(GBytes) a = draw_png(pen, symbol, 1, NULL);
    g_autoptr(GBytes) b = draw_png(pen, mark, 1, NULL);
    CU_ASSERT_TRUE(a != NULL && b != NULL && g_bytes_equal(a, b));
}

static void markup_is_text(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    struct ruler ruler = pen_ruler(pen);
    CU_ASSERT_TRUE(ruler.width(ruler.data, "<b>A & B</b>", 20, TEXT_REGULAR) >
                   ruler.width(ruler.data, "A & B", 20, TEXT_REGULAR) + 20);
}

static void wrapped_text_is_taller_and_keeps_within_its_width(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    const char *text = "Hoàn thành xuất sắc nhiệm vụ";
    struct font font = {FONT_SERIF, 12, TEXT_BOLD};
    struct text_size line = pen_measure(pen, text, font, 0);
    struct text_size wrapped = pen_measure(pen, text, font, 60);
    CU_ASSERT_TRUE(wrapped.width <= 60 && line.width > 60);
    CU_ASSERT_TRUE(wrapped.height > 2 * line.height);
}

static void a_text_as_long_as_a_book_is_measured_as_far_as_any_page_goes(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    struct font font = {FONT_SANS, 8, TEXT_REGULAR};
    g_autofree char *book = g_strnfill(40000, 'i'), *longer = g_strnfill(60000, 'i');
    double width = pen_measure(pen, book, font, 0).width;
    CU_ASSERT_TRUE(width > 10000);
    CU_ASSERT_EQUAL(pen_measure(pen, longer, font, 0).width, width);
}

/* Sizes are kept: each kind of text gets its own again, also when many others came between. */
static void a_text_measured_again_has_the_size_that_a_fresh_pen_gives(void)
{
    static const struct font fonts[] = {{FONT_SERIF, 12, TEXT_BOLD},
                                        {FONT_SERIF, 12, TEXT_REGULAR},
                                        {FONT_SERIF, 8, TEXT_BOLD},
                                        {FONT_SANS, 12, TEXT_BOLD}};
    static const double wraps[] = {0, 40, 41, 90};
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    for (guint round = 0; round < 2; round++) {
        g_autoptr(pen_t) fresh = pen_new(FONTS, NULL);
        for (guint i = 0; i < G_N_ELEMENTS(fonts) * G_N_ELEMENTS(wraps); i++) {
            struct font font = fonts[i % G_N_ELEMENTS(fonts)];
            double wrap = wraps[i / G_N_ELEMENTS(fonts)];
            struct text_size first = pen_measure(pen, "một hai ba bốn năm", font, wrap);
            struct text_size other = pen_measure(fresh, "một hai ba bốn năm", font, wrap);
            CU_ASSERT_TRUE(first.width == other.width && first.height == other.height);
            CU_ASSERT_TRUE(pen_measure(pen, "một", font, wrap).width < first.width);
        }
        for (guint i = 0; round == 0 && i < 20000; i++) { /* more than are kept */
            g_autofree char *text = g_strdup_printf("%x", i);
            pen_measure(pen, text, fonts[0], 0);
        }
    }
}

/* Words of the file's own seed: the same at each run. */
static char *some_words(GRand *random)
{
    static const char *const words[] = {
        "Quy", "định", "366-QĐ/TW", "ngày", "30/8/2025", "T01.H01.X012", "AVATAR",  "xuất", "sắc",
        "Ế",   "a",    "Đảng",      "uỷ",   "lãnh",      "đạo,",         "nghiêm;", "WAVE"};
    GString *text = g_string_new("là");
    for (gint i = g_rand_int_range(random, 0, 30); i > 0; i--)
        g_string_append_printf(text, " %s",
                               words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    return g_string_free(text, FALSE);
}

static void lines_told_by_letters_are_those_of_a_layout(void)
{
    static const char *const high[] = {"X", "X\nX", "X\nX\nX", "X\nX\nX\nX"};
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    struct font font = {FONT_SERIF, 10, TEXT_REGULAR};
    guint told = 0;
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *text = some_words(random);
        double wrap = g_rand_double_range(random, 60, 400);
        guint lines = pen_lines(pen, text, font, wrap);
        if (lines == 0 || lines > G_N_ELEMENTS(high))
            continue;
        told++;
        CU_ASSERT_EQUAL(pen_measure(pen, text, font, wrap).height,
                        pen_measure(pen, high[lines - 1], font, wrap).height);
    }
    CU_ASSERT_TRUE(told > 1500);
    CU_ASSERT_EQUAL(pen_lines(pen, "", font, 100), 1);
    CU_ASSERT_EQUAL(pen_lines(pen, "một\nhai", font, 100), 0);
    CU_ASSERT_EQUAL(pen_lines(pen, "không-một-chỗ-nào-để-xuống-dòng", font, 40), 0);
}

static CU_TestInfo tests[] = {
    {"lines told by letters are those of a layout", lines_told_by_letters_are_those_of_a_layout},
    {"every glyph comes from the font of its text", every_glyph_comes_from_the_font_of_its_text},
    {"missing fonts are an output error", missing_fonts_are_an_output_error},
    {"a picture is the same bytes each time", a_picture_is_the_same_bytes_each_time},
    {"a PNG has the size asked and a palette", a_png_has_the_size_asked_and_a_palette},
    {"a PNG holds the pixels that were drawn", a_png_holds_the_pixels_that_were_drawn},
    {"a picture of too many colours has no palette", a_picture_of_too_many_colors_has_no_palette},
    {"the only date of a PDF is the one given", the_only_date_of_a_pdf_is_the_one_given},
    {"numbers that are not finite are refused", numbers_that_are_not_finite_are_refused},
    {"a picture too large for cairo is refused", a_picture_too_large_for_cairo_is_refused},
    {"a letter without a shape becomes a question mark",
     a_letter_without_a_shape_becomes_a_question_mark},
    {"markup is text", markup_is_text},
    {"wrapped text is taller and keeps within its width",
     wrapped_text_is_taller_and_keeps_within_its_width},
    {"a text as long as a book is measured as far as any page goes",
     a_text_as_long_as_a_book_is_measured_as_far_as_any_page_goes},
    {"a text measured again has the size that a fresh pen gives",
     a_text_measured_again_has_the_size_that_a_fresh_pen_gives},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo draw_suite = {"draw", NULL, NULL, NULL, NULL, tests};
