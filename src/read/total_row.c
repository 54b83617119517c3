#include "read/total_row.h"

#include <string.h>

#include "base/text.h"

static const char *const words[] = {"cong",      "tong",       "tong_so",
                                    "tong_cong", "cong_chung", "cong_don"};

static const char *const beginnings[] = {"tong_so_", "tong_cong_", "cong_toan_"};

/* Skips blanks of ASCII; nearly every text that is no total ends here. */
static const char *first_letter(const char *text, gsize *length)
{
    while (*length > 0 && g_ascii_isspace(*text)) {
        text++;
        (*length)--;
    }
    return text;
}

static gboolean is_word(const char *code)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(code, words[i]) == 0)
            return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (g_str_has_prefix(code, beginnings[i]))
            return TRUE;
    }
    return FALSE;
}

/* "Tổng công ty" is a company: without its mark the word is no sum. */
static gboolean is_sum(const char *text, gsize length, const char *code)
{
    if (strstr(code, "cong") == NULL)
        return TRUE;
    g_autofree char *clean = cell_clean(text, length);
    g_autofree char *lower = g_utf8_strdown(clean, -1);
    return g_str_is_ascii(lower) ? !g_str_has_prefix(code, "tong_cong_ty")
                                 : strstr(lower, "cộng") != NULL;
}

gboolean total_row_is_total(const char *text, gsize length)
{
    text = first_letter(text, &length);
    if (length < 4 || strchr("CcTt", *text) == NULL)
        return FALSE;
    g_autofree char *code = text_code(text, (gssize)length);
    return is_word(code) && is_sum(text, length, code);
}

gboolean total_row_is_group(const char *text, gsize length)
{
    text = first_letter(text, &length);
    gsize numerals = 0;
    while (numerals < length && strchr("IVX", text[numerals]) != NULL && text[numerals] != '\0')
        numerals++;
    if (numerals == 0 || numerals > 5)
        return FALSE;
    text += numerals;
    length -= numerals;
    text = first_letter(text, &length);
    return length == 0 || *text == '.' || *text == ')' || *text == '-';
}

/* Codes of units begin with a digit, nearly all: nothing more need be asked. */
static gboolean is_any(const char *text, gsize length)
{
    if (length == 0 || g_ascii_isdigit(*text))
        return FALSE;
    return total_row_is_total(text, length) || total_row_is_group(text, length);
}

/* The first field that is not blank, or -1. */
static gint first_said(const struct row *record)
{
    for (guint i = 0; i < record->count; i++) {
        if (!cell_is_blank(row_text(record, i), record->field[i].length))
            return (gint)i;
    }
    return -1;
}

/* The field where the word stands, or -1. */
static gint find_word(const struct total_row *place, const struct row *record)
{
    gint unit = place->unit_field;
    const char *first = row_text(record, 0);
    if (place->kind == DATASET_TREE)
        return total_row_is_total(first, record->field[0].length) ? 0 : -1;
    if (place->kind == DATASET_CLAIMS || unit < 0 || unit >= (gint)record->count)
        return -1;
    const char *text = row_text(record, (guint)unit);
    gsize length = record->field[unit].length;
    if (!cell_is_blank(text, length))
        return !cells_know_unit(place->cells, text, length) && is_any(text, length) ? unit : -1;
    gint said = first_said(record);
    return said >= 0 && is_any(row_text(record, (guint)said), record->field[said].length) ? said
                                                                                          : -1;
}

gboolean total_row_check(const struct total_row *place, const struct row *record,
                         struct findings *findings)
{
    gint field = find_word(place, record);
    if (field < 0)
        return FALSE;
    g_autofree char *text = cell_clean(row_text(record, (guint)field), record->field[field].length);
    findings_add(findings, &(struct finding){.rule = RULE_TOTAL_ROW,
                                             .file = place->file,
                                             .field = (guint)field + 1,
                                             .line = record->line,
                                             .value = text});
    return TRUE;
}
