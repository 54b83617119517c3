#include "write/xlsx_style.h"

#include <string.h>

/*
 * Vietnamese numbers, 1.057 and 72,0 %, in any language of the program that shows or prints them
 * and asks the format; Excel asks the settings of its computer instead.
 */
#define VIETNAMESE "[$-42A]"

/* A figure stands off the rule at its right by the width of a bracket. */
#define AIR "_)"

/*
 * Tints under the black words that say how a line stands. A print in grey shows only the bad ones
 * darker; the words say the rest.
 */
static const lxw_color_t tints[] = {
    [BOOK_MARK_GOOD] = 0xE3F1E4,
    [BOOK_MARK_DOUBT] = 0xFFF2CC,
    [BOOK_MARK_BAD] = 0xF4C7C3,
};

static const guint8 horizontal[] = {
    [XLSX_LEFT] = LXW_ALIGN_LEFT,
    [XLSX_CENTER] = LXW_ALIGN_CENTER,
    [XLSX_RIGHT] = LXW_ALIGN_RIGHT,
    [XLSX_JUSTIFY] = LXW_ALIGN_JUSTIFY,
};

GHashTable *xlsx_style_table_new(void)
{
    return g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
}

/* The number format of a measure's cells: "0.0%", … New string. */
static char *xlsx_style_number_format(const struct xlsx_style *style)
{
    static const char *const colors[BOOK_LEVELS] = {"", "", "[Red]"};
    const struct measure_form *form = measure_info(style->measure)->form;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < 3 && form->sections[i] != NULL; i++) {
        gboolean below = i == 1 && form->warns_below_zero;
        g_string_append_printf(out, "%s%s" VIETNAMESE "%s", i > 0 ? ";" : "",
                               below ? "[Red]" : colors[style->level],
                               below ? "\"" XLSX_BELOW_ZERO "\"" : "");
        if (style->level != BOOK_LEVEL_NONE)
            g_string_append_printf(out, "\"%s\"", book_level_sign(style->level));
        if (style->estimate)
            g_string_append(out, "\"~\"");
        g_string_append(out, form->sections[i]);
        g_string_append(out, AIR);
    }
    return g_string_free(out, FALSE);
}

static void set_font(lxw_format *format, const struct xlsx_style *style)
{
    format_set_font_name(format, XLSX_FONT);
    format_set_font_family(format, 1);
    format_set_font_size(format, style->size);
    if (style->bold)
        format_set_bold(format);
    if (style->italic)
        format_set_italic(format);
    if (style->underline)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (style->link)
        format_set_font_color(format, 0x1F3864);
}

static void set_place(lxw_format *format, const struct xlsx_style *style)
{
    format_set_align(format, horizontal[style->align]);
    format_set_align(format, style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    if (style->wrap)
        format_set_text_wrap(format);
    if (style->rotated)
        format_set_rotation(format, 90);
    if (style->indent > 0)
        format_set_indent(format, style->indent);
}

static void set_border(lxw_format *format, const struct xlsx_style *style)
{
    if (style->border == XLSX_BORDER_THIN || style->border == XLSX_BORDER_TOTAL)
        format_set_border(format, LXW_BORDER_THIN);
    if (style->border == XLSX_BORDER_TOTAL)
        format_set_top(format, LXW_BORDER_MEDIUM);
    if (style->border == XLSX_BORDER_BELOW)
        format_set_bottom(format, LXW_BORDER_THIN);
    if (style->shaded)
        format_set_bg_color(format, 0xEDEDED);
    if (style->mark != BOOK_MARK_NONE)
        format_set_bg_color(format, tints[style->mark]);
}

/* The number format that prints a text whatever the number is: marks are no text of a format. */
static char *words_format(const char *words)
{
    g_auto(GStrv) pieces = g_strsplit(words, "\"", -1);
    g_autofree char *plain = g_strjoinv("", pieces);
    return g_strdup_printf("\"%s\"" AIR, plain);
}

static lxw_format *new_format(lxw_workbook *workbook, const struct xlsx_style *style,
                              const char *words)
{
    lxw_format *format = workbook_add_format(workbook);
    if (format == NULL)
        return NULL;
    set_font(format, style);
    set_place(format, style);
    set_border(format, style);
    if (style->content == XLSX_TEXT)
        format_set_num_format(format, "@");
    if (style->content == XLSX_PLACE)
        format_set_num_format(format, "0");
    if (style->content == XLSX_MEASURE) {
        g_autofree char *number =
            words != NULL ? words_format(words) : xlsx_style_number_format(style);
        format_set_num_format(format, number);
    }
    return format;
}

lxw_format *xlsx_style_format(GHashTable *table, lxw_workbook *workbook, struct xlsx_style style,
                              const char *words)
{
    g_autoptr(GByteArray) said = g_byte_array_new();
    g_byte_array_append(said, (const guint8 *)&style, sizeof style);
    if (words != NULL)
        g_byte_array_append(said, (const guint8 *)words, (guint)strlen(words));
    g_autoptr(GBytes) key = g_bytes_new(said->data, said->len);
    lxw_format *format = g_hash_table_lookup(table, key);
    if (format == NULL) {
        format = new_format(workbook, &style, words);
        if (format != NULL)
            g_hash_table_insert(table, g_bytes_ref(key), format);
    }
    return format;
}

/* Screen glyphs are up to a twentieth wider than printed ones. */
#define WIDTH_SAFETY 1.05
/* Excel's line of 11 points Times New Roman is about 14.5 points high, pango's 12.6. */
#define HEIGHT_SAFETY 1.14
#define CELL_MARGIN 7.0
#define INDENT_STEP 10.0
#define ROW_MARGIN 4.0

static double margins(struct xlsx_style style)
{
    return CELL_MARGIN + style.indent * INDENT_STEP;
}

static struct font font_of_style(struct xlsx_style style)
{
    return (struct font){FONT_SERIF, style.size, style.bold ? TEXT_BOLD : TEXT_REGULAR};
}

static double bare_width(struct pen *pen, const char *text, struct xlsx_style style)
{
    return pen_measure(pen, text, font_of_style(style), 0).width * WIDTH_SAFETY;
}

double xlsx_measure_width(struct pen *pen, const char *text, struct xlsx_style style)
{
    return bare_width(pen, text, style) + margins(style);
}

double xlsx_measure_word(struct pen *pen, const char *text, struct xlsx_style style)
{
    double longest = 0;
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    for (guint i = 0; words[i] != NULL; i++)
        longest = MAX(longest, bare_width(pen, words[i], style));
    return longest + margins(style);
}

/* So many lines are told by their letters; more are rare and laid out. */
static const char *const lines[] = {NULL, "X", "X\nX", "X\nX\nX", "X\nX\nX\nX"};

double xlsx_measure_height(struct pen *pen, const char *text, struct xlsx_style style, double width)
{
    double room = MAX(width - margins(style), style.size) / WIDTH_SAFETY;
    guint told = pen_lines(pen, text, font_of_style(style), room);
    if (told > 0 && told < G_N_ELEMENTS(lines))
        text = lines[told];
    return pen_measure(pen, text, font_of_style(style), room).height * HEIGHT_SAFETY + ROW_MARGIN;
}
