#include "read/quarter.h"

#include <string.h>

#include "base/text.h"

/* What a text says; 0: nothing of it. */
struct said {
    int year, quarter;
    gboolean names_quarter, names_year; /* "quý", "năm" stand there */
    gboolean is_digit;                  /* the quarter is "3", not "III" */
};

/* "q3", "quyiii", "iii", "3" without its first word: 1 to 4; 0: it is none. */
static int quarter_of(const char *text)
{
    static const char *const names[][2] = {{"1", "i"}, {"2", "ii"}, {"3", "iii"}, {"4", "iv"}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(text, names[i][0]) == 0 || strcmp(text, names[i][1]) == 0)
            return (int)i + 1;
    return 0;
}

static gboolean take_year(struct said *said, const char *word)
{
    if (said->year != 0 || strspn(word, "0123456789") != 4 || *word == '0')
        return FALSE;
    said->year = (int)g_ascii_strtoull(word, NULL, 10);
    return TRUE;
}

static gboolean take_quarter(struct said *said, const char *word)
{
    if (said->quarter != 0)
        return FALSE;
    said->quarter = quarter_of(word);
    said->is_digit = g_ascii_isdigit(*word);
    return said->quarter != 0;
}

/* A word in small letters without marks: "2025q3", "quy", "iii", "nam". */
static gboolean take_word(struct said *said, const char *word)
{
    gsize digits = strspn(word, "0123456789");
    const char *rest = word + (digits == 4 ? 4 : 0);
    if (digits == 4 && !take_year(said, word))
        return FALSE;
    if (*rest == '\0')
        return digits == 4;
    if (strcmp(rest, "ca") == 0 || strcmp(rest, "nam") == 0) {
        said->names_year = said->names_year || strcmp(rest, "nam") == 0;
        return TRUE;
    }
    gsize mark = g_str_has_prefix(rest, "quy") ? 3 : g_str_has_prefix(rest, "q") ? 1 : 0;
    said->names_quarter = said->names_quarter || mark > 0;
    return (mark > 0 && rest[mark] == '\0') || take_quarter(said, rest + mark);
}

static gboolean read_words(const char *text, gsize length, struct said *said)
{
    g_autofree char *code = text_code(text, (gssize)length);
    g_auto(GStrv) words = g_strsplit(code, "_", -1);
    for (char **word = words; *word != NULL; word++)
        if (!take_word(said, *word))
            return FALSE;
    /* "3/2025" may be March. */
    return said->quarter != 0 ? said->names_quarter || !said->is_digit || said->year == 0
                              : !said->names_quarter && (said->year != 0 || said->names_year);
}

gboolean quarter_parse(const char *text, gsize length, gint64 *value, gint32 *span)
{
    struct said said = {0};
    if (!read_words(text, length, &said))
        return FALSE;
    int year = said.year != 0 ? said.year : QUARTER_NO_YEAR;
    int quarter = said.quarter != 0 ? said.quarter : 4;
    *value = date_month_end(date_from_civil(year, 3 * quarter, 1));
    *span = 0;
    return TRUE;
}

date quarter_first(date last)
{
    int year, month, day;
    date_to_civil(last, &year, &month, &day);
    return date_from_civil(year, month == 12 ? 1 : month - 2, 1);
}

date quarter_year(date last)
{
    int year, month, day;
    date_to_civil(last, &year, &month, &day);
    return date_from_civil(year, 1, 1);
}

gboolean quarter_has_year(date last)
{
    return last > date_from_civil(QUARTER_NO_YEAR, 12, 31);
}

date quarter_in_year(date last, date year)
{
    if (quarter_has_year(last))
        return last;
    return date_month_end(date_add_months(year, date_month_number(last) % 12));
}
