#include "read/vni.h"

/* Combining characters. */
enum {
    GRAVE = 0x0300,
    ACUTE = 0x0301,
    CIRCUMFLEX = 0x0302,
    TILDE = 0x0303,
    BREVE = 0x0306,
    HOOK = 0x0309,
    DOT = 0x0323,
};

/* Letters that are one byte, in lower case; the capital's byte is 0x20 less. */
static const struct {
    guint8 byte;
    gunichar letter;
} single[] = {
    {0xE6, 0x1EC9 /* ỉ */}, {0xEC, 0x00EC /* ì */}, {0xED, 0x00ED /* í */},
    {0xEE, 0x1EF5 /* ỵ */}, {0xF1, 0x0111 /* đ */}, {0xF2, 0x1ECB /* ị */},
    {0xF3, 0x0129 /* ĩ */}, {0xF4, 0x01A1 /* ơ */}, {0xF6, 0x01B0 /* ư */},
};

/* Bytes that put marks on the letter before them, in lower case. */
static const struct {
    guint8 byte;
    gunichar shape; /* 0: the letter keeps its shape */
    gunichar tone;  /* 0: none */
} marks[] = {
    {0xF8, 0, GRAVE},
    {0xF9, 0, ACUTE},
    {0xFB, 0, HOOK},
    {0xF5, 0, TILDE},
    {0xEF, 0, DOT},
    {0xE2, CIRCUMFLEX, 0},
    {0xE0, CIRCUMFLEX, GRAVE},
    {0xE1, CIRCUMFLEX, ACUTE},
    {0xE5, CIRCUMFLEX, HOOK},
    {0xE3, CIRCUMFLEX, TILDE},
    {0xE4, CIRCUMFLEX, DOT},
    {0xEA, BREVE, 0},
    {0xE8, BREVE, GRAVE},
    {0xE9, BREVE, ACUTE},
    {0xFA, BREVE, HOOK},
    {0xFC, BREVE, TILDE},
    {0xEB, BREVE, DOT},
};

/* Signs of Windows-1252 that fonts have in the same places. */
static const struct {
    guint8 byte;
    gunichar sign;
} signs[] = {
    {0x85, 0x2026}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D},
    {0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014}, {0xA0, 0x00A0},
};

static guint8 lower(guint8 byte)
{
    return byte >= 0xC0 && byte <= 0xDF ? (guint8)(byte + 0x20) : byte;
}

/* The character that a byte alone stands for; 0: none. */
static gunichar letter_of(guint8 byte)
{
    if (byte < 0x80)
        return byte;
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (signs[i].byte == byte)
            return signs[i].sign;
    }
    for (guint i = 0; i < G_N_ELEMENTS(single); i++) {
        if (single[i].byte == lower(byte))
            return lower(byte) == byte ? single[i].letter : g_unichar_toupper(single[i].letter);
    }
    return 0;
}

/* The letter with one more mark (0: none), or 0 if there is no such letter. */
static gunichar add_mark(gunichar letter, gunichar mark)
{
    gunichar marked = letter;
    return letter == 0 || mark == 0 || g_unichar_compose(letter, mark, &marked) ? marked : 0;
}

/* The letter with the marks of the byte behind it; 0: they do not go together. */
static gunichar mark_letter(gunichar letter, guint8 byte)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].byte != lower(byte))
            continue;
        /* Unicode puts a dot on before the shape, the other tones behind it. */
        gunichar first = marks[i].tone == DOT ? DOT : marks[i].shape;
        gunichar second = marks[i].tone == DOT ? marks[i].shape : marks[i].tone;
        return add_mark(add_mark(letter, first), second);
    }
    return 0;
}

/* Marks stand behind these letters only; ĩ with a second mark, say, is nothing. */
static gboolean takes_marks(gunichar letter)
{
    gunichar small = g_unichar_tolower(letter);
    return small == 'a' || small == 'e' || small == 'o' || small == 'u' || small == 'y' ||
           small == 0x01A1 || small == 0x01B0;
}

gboolean vni_decode(const char *bytes, gsize size, GString *text, gsize *used)
{
    for (gsize i = 0; i < size;) {
        gunichar letter = letter_of((guint8)bytes[i]);
        *used = i;
        if (letter == 0)
            return FALSE;
        i++;
        gunichar marked = 0;
        if (i < size && (guint8)bytes[i] >= 0xC0 && takes_marks(letter))
            marked = mark_letter(letter, (guint8)bytes[i]);
        if (marked != 0)
            i++;
        g_string_append_unichar(text, marked != 0 ? marked : letter);
    }
    *used = size;
    return TRUE;
}
