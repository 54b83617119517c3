#include "write/xlsx_measure.h"

#include <string.h>

/* Screen glyphs are up to a twentieth wider than printed ones. */
#define WIDTH_SAFETY 1.05
/* Excel's line of 11 points Times New Roman is about 14.5 points high, pango's 12.6. */
#define HEIGHT_SAFETY 1.14
#define CELL_MARGIN 7.0
#define INDENT_STEP 10.0
#define ROW_MARGIN 4.0

/* No letter of the font is wider than this part of its size. */
#define WIDEST_LETTER 1.0

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

double xlsx_measure_height(struct pen *pen, const char *text, struct xlsx_style style, double width)
{
    double room = MAX(width - margins(style), style.size) / WIDTH_SAFETY;
    /* Most cells hold one short line; those are not worth a layout. */
    if (strchr(text, '\n') == NULL && g_utf8_strlen(text, -1) * style.size * WIDEST_LETTER <= room)
        text = "X";
    return pen_measure(pen, text, font_of_style(style), room).height * HEIGHT_SAFETY + ROW_MARGIN;
}
