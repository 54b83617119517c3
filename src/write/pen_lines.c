/* How many lines a text takes, told by the widths of its letters (draw.h). */
#include <string.h>

#include "write/draw_pen.h"

/* Letters below this have their widths in a table: those of Vietnamese and all that a form holds.
 */
#define LETTERS 0x2000

/* Kerning moves the ends of a line by no more than this part of its letters' widths. */
#define KERNING_WIDENS 1.02
#define KERNING_NARROWS 0.85

/* The widths of the letters of a font; below zero: not measured yet. */
struct letters {
    struct font font;
    float width[LETTERS];
};

static struct letters *letters_of(struct pen *pen, struct font font)
{
    for (guint i = 0; i < pen_letters(pen)->len; i++) {
        struct letters *known = g_ptr_array_index(pen_letters(pen), i);
        if (memcmp(&known->font.size, &font.size, sizeof font.size) == 0 &&
            known->font.family == font.family && known->font.weight == font.weight)
            return known;
    }
    struct letters *letters = g_new(struct letters, 1);
    letters->font = font;
    for (guint i = 0; i < LETTERS; i++)
        letters->width[i] = -1;
    g_ptr_array_add(pen_letters(pen), letters);
    return letters;
}

static double letter_width(struct pen *pen, struct letters *letters, gunichar letter)
{
    if (letters->width[letter] < 0) {
        char text[8] = "";
        g_unichar_to_utf8(letter, text);
        letters->width[letter] = (float)pen_measure(pen, text, letters->font, 0).width;
    }
    return letters->width[letter];
}

/*
 * Words are put on lines as wide as their letters may stand: no layout has more lines. All letters
 * as near as they may stand, without the blanks at the ends of lines: no layout has fewer.
 */
guint pen_lines(struct pen *pen, const char *text, struct font font, double wrap)
{
    struct letters *letters = letters_of(pen, font);
    double blank = letter_width(pen, letters, ' '), line = 0, word = 0, all = 0;
    guint most = 1, least = 1;
    for (const char *p = text;; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        if (letter != '\0' && letter != ' ') {
            if (letter < ' ' || letter >= LETTERS)
                return 0;
            double width = letter_width(pen, letters, letter);
            word += width;
            all += width;
            continue;
        }
        if (line > 0 && (line + blank + word) * KERNING_WIDENS > wrap) {
            most++;
            line = word;
        } else
            line += (line > 0 ? blank : 0) + word;
        if (word * KERNING_WIDENS > wrap)
            return 0;
        word = 0;
        if (letter == '\0')
            break;
        all += blank;
    }
    while ((all - (least - 1) * blank) * KERNING_NARROWS > least * wrap)
        least++;
    return least == most ? most : 0;
}
