#include "workbook/workbook_format.h"

#include <string.h>

/* ECMA-376 18.8.30; 27 to 36 and 50 to 58 are days in the languages of East Asia. */
static const struct {
    guint8 number;
    const char *code;
} built_in[] = {
    {1, "0"},          {2, "0.00"},      {3, "#,##0"},     {4, "#,##0.00"},  {9, "0%"},
    {10, "0.00%"},     {14, "d/m/yyyy"}, {15, "d-mmm-yy"}, {16, "d-mmm"},    {17, "mmm-yy"},
    {18, "h:mm"},      {19, "h:mm:ss"},  {20, "h:mm"},     {21, "h:mm:ss"},  {22, "d/m/yyyy h:mm"},
    {27, "yyyy/m"},    {28, "m/d"},      {29, "m/d"},      {30, "m/d/yy"},   {31, "yyyy/m/d"},
    {32, "h:mm"},      {33, "h:mm:ss"},  {34, "h:mm"},     {35, "h:mm:ss"},  {36, "yyyy/m"},
    {37, "#,##0"},     {38, "#,##0"},    {39, "#,##0.00"}, {40, "#,##0.00"}, {45, "mm:ss"},
    {46, "[h]:mm:ss"}, {47, "mm:ss"},    {50, "yyyy/m"},   {51, "m/d"},      {52, "yyyy/m"},
    {53, "m/d"},       {54, "m/d"},      {55, "yyyy/m"},   {56, "m/d"},      {57, "yyyy/m"},
    {58, "m/d"},
};

/* What a code is made of. */
struct signs {
    gboolean year, month_or_minute, day, time, percent, point, digit, other;
    guint whole, decimals; /* zeros before and behind the point */
};

/* Behind what stands in brackets; "[h]" is time that goes on beyond a day. */
static const char *pass_brackets(const char *at, struct signs *signs)
{
    const char *end = strchr(at, ']');
    if (end == NULL)
        return at + strlen(at);
    signs->time |= strspn(at + 1, "hHmMsS") == (gsize)(end - at) - 1 && end > at + 1;
    return end + 1;
}

static const char *pass_quoted(const char *at)
{
    const char *end = strchr(at + 1, '"');
    return end != NULL ? end + 1 : at + strlen(at);
}

static void take_sign(char sign, struct signs *signs)
{
    switch (g_ascii_tolower(sign)) {
    case 'y':
    case 'e':
        signs->year = TRUE;
        break;
    case 'm':
        signs->month_or_minute = TRUE;
        break;
    case 'd':
        signs->day = TRUE;
        break;
    case 'h':
    case 's':
        signs->time = TRUE;
        break;
    case '%':
        signs->percent = TRUE;
        break;
    case '.':
        signs->point = TRUE;
        break;
    case '0':
        signs->whole += !signs->point;
        signs->decimals += signs->point;
        signs->digit = TRUE;
        break;
    case '#':
    case '?':
        signs->decimals += signs->point;
        signs->digit = TRUE;
        break;
    default:
        signs->other = TRUE;
        break;
    }
}

static struct signs signs_of(const char *code)
{
    struct signs signs = {0};
    for (const char *at = code; *at != '\0' && *at != ';';) {
        if (*at == '"') {
            signs.other = TRUE;
            at = pass_quoted(at);
        } else if (*at == '[') {
            at = pass_brackets(at, &signs);
        } else if (strchr("\\_*", *at) != NULL) {
            signs.other = TRUE;
            at += at[1] != '\0' ? 2 : 1;
        } else if (g_ascii_strncasecmp(at, "am/pm", 5) == 0) {
            at += 5;
        } else {
            take_sign(*at++, &signs);
        }
    }
    return signs;
}

struct workbook_format workbook_format_of_code(const char *code)
{
    struct workbook_format format = {0};
    /* "General" and scientific codes have an e that is no year. */
    if (g_ascii_strncasecmp(code, "general", 7) == 0 || strstr(code, "E+") != NULL ||
        strstr(code, "E-") != NULL)
        return format;
    struct signs signs = signs_of(code);
    gboolean is_minute = signs.time && !signs.year && !signs.day;
    gboolean has_month = signs.month_or_minute && !is_minute;
    if (signs.year || has_month || signs.day) {
        format.kind = WORKBOOK_DAY;
        format.shows =
            (guint8)((signs.year ? WORKBOOK_SHOWS_YEAR : 0) |
                     (has_month ? WORKBOOK_SHOWS_MONTH : 0) | (signs.day ? WORKBOOK_SHOWS_DAY : 0));
    } else if (signs.time) {
        format.kind = WORKBOOK_TIME;
    } else if (signs.percent || signs.digit) {
        format.kind = signs.percent ? WORKBOOK_PERCENT : WORKBOOK_FIXED;
        format.decimals = (guint8)MIN(signs.decimals, 30);
        format.digits = signs.other ? 0 : (guint8)MIN(signs.whole, 30);
    }
    return format;
}

struct workbook_format workbook_format_of_number(guint number)
{
    for (guint i = 0; i < G_N_ELEMENTS(built_in); i++)
        if (built_in[i].number == number)
            return workbook_format_of_code(built_in[i].code);
    return (struct workbook_format){0};
}
