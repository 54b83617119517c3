#include "base/decimal.h"

#include <string.h>

/* The marks of one way to write numbers; `group` is "" where digits are not grouped. */
struct marks {
    const char *group;
    char point;
};

static char *write_decimal(gint64 scaled, guint decimals, struct marks marks)
{
    /* G_MININT64 has no positive counterpart, so the sign is taken off as unsigned. */
    guint64 magnitude = scaled < 0 ? -(guint64)scaled : (guint64)scaled;
    g_autofree char *digits = g_strdup_printf("%0*" G_GUINT64_FORMAT, (int)decimals + 1, magnitude);
    gsize whole_digits = strlen(digits) - decimals;
    GString *text = g_string_sized_new(32);

    if (scaled < 0)
        g_string_append_c(text, '-');
    for (gsize i = 0; i < whole_digits; i++) {
        if (i > 0 && (whole_digits - i) % 3 == 0)
            g_string_append(text, marks.group);
        g_string_append_c(text, digits[i]);
    }
    if (decimals > 0) {
        g_string_append_c(text, marks.point);
        g_string_append(text, digits + whole_digits);
    }
    return g_string_free(text, FALSE);
}

char *decimal_vietnamese(gint64 scaled, guint decimals)
{
    return write_decimal(scaled, decimals, (struct marks){".", ','});
}

char *decimal_plain(gint64 scaled, guint decimals)
{
    return write_decimal(scaled, decimals, (struct marks){"", '.'});
}

gboolean decimal_parse_whole(const char *text, gssize length, gint64 *value)
{
    const char *end = text + (length < 0 ? strlen(text) : (gsize)length);
    gboolean negative = text < end && *text == '-';
    const char *p = text < end && (*text == '-' || *text == '+') ? text + 1 : text;
    gint64 sum = 0;

    if (p == end)
        return FALSE;
    for (; p < end; p++) {
        int digit = g_ascii_digit_value(*p);
        if (digit < 0 || __builtin_mul_overflow(sum, 10, &sum) ||
            __builtin_add_overflow(sum, negative ? -digit : digit, &sum))
            return FALSE;
    }
    *value = sum;
    return TRUE;
}

gboolean decimal_parse(const char *text, guint decimals, gint64 *scaled)
{
    gsize whole = strcspn(text, ",.");
    const char *after = text[whole] != '\0' ? text + whole + 1 : "";
    guint missing = decimals - (guint)MIN(strlen(after), decimals);
    if ((text[whole] != '\0' && *after == '\0') || strlen(after) > decimals ||
        (whole == 0 || (whole == 1 && g_ascii_digit_value(*text) < 0)) ||
        strspn(after, "0123456789") != strlen(after))
        return FALSE;
    g_autofree char *digits =
        g_strdup_printf("%.*s%s%.*s", (int)whole, text, after, (int)missing, "000000000");
    return decimal_parse_whole(digits, -1, scaled);
}

char *decimal_roman(guint number)
{
    static const struct {
        guint value;
        const char *numeral;
    } numerals[] = {
        {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
        {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"},
    };
    GString *roman = g_string_new(NULL);

    g_assert(number >= 1 && number <= 3999);
    for (guint i = 0; i < G_N_ELEMENTS(numerals); i++) {
        for (; number >= numerals[i].value; number -= numerals[i].value)
            g_string_append(roman, numerals[i].numeral);
    }
    return g_string_free(roman, FALSE);
}
