#include "check/rule_tests.h"

#include "base/decimal.h"
#include "base/ratio.h"
#include "base/text.h"
#include "data/vocabulary.h"

/* New string. */
static char *shown_percent(gint64 hundredths)
{
    g_autofree char *text = decimal_vietnamese(hundredths, 2);
    return g_strconcat(text, "%", NULL);
}

char *rule_tests_shown(const struct rule_question *question, int column)
{
    const struct column *about = &question->dataset->columns[column];
    gint64 value = question->fact->value[column];
    g_autofree char *text = NULL;
    if (value == FACT_BLANK)
        return g_strdup("");
    if (column_is_coded(about))
        text = g_strdup(
            vocabulary_shown_label(question->fact->vocabulary, (guint)column, (gint32)value));
    else if (about->type == COLUMN_COUNT)
        text = g_strdup_printf("%" G_GINT64_FORMAT, value);
    else if (about->type == COLUMN_PERCENT)
        text = shown_percent(value);
    else
        text = date_vietnamese((date)value);
    return about->person ? text_mask(text) : g_steal_pointer(&text);
}

/* Where the file lacks a column nothing can be said of its blanks. */
gboolean rule_tests_broken_by_values(const struct rule_question *question, struct rule_fault *fault)
{
    const struct rule_held *held = question->held;
    for (guint i = RULE_COLUMNS; i-- > 0;) {
        int column = held->column[i];
        if (column >= 0 &&
            (!fact_has_code(question->fact, &held->codes[i]) || question->places[column] < 0))
            return FALSE;
    }
    fault->column = held->column[1];
    fault->value = rule_tests_shown(question, fault->column);
    return TRUE;
}

/* The first column must not be more than the second. */
gboolean rule_tests_more_than_all(const struct rule_question *question, struct rule_fault *fault)
{
    const int *column = question->held->column;
    gint64 part = question->fact->value[column[0]], all = question->fact->value[column[1]];
    if (part == FACT_BLANK || all == FACT_BLANK || part <= all)
        return FALSE;
    fault->column = column[0];
    fault->value = rule_tests_shown(question, column[0]);
    fault->hint = rule_tests_shown(question, column[1]);
    return TRUE;
}

/* Whether hundredths of a per cent are the ratio, rounded or cut off at any number of decimals. */
static gboolean explains_percent(gint64 percent, struct ratio ratio)
{
    gint64 unit = 100;
    for (guint decimals = 2; decimals <= 4; decimals++, unit /= 10) {
        gint64 cut = ratio.part * (10000 / unit) / ratio.whole;
        gint64 rounded = ratio_round(ratio, decimals);
        if (percent == rounded * unit || percent == cut * unit)
            return TRUE;
    }
    return FALSE;
}

/* The first column must be the share of the second in the third. */
gboolean rule_tests_percent_differs(const struct rule_question *question, struct rule_fault *fault)
{
    const int *column = question->held->column;
    const gint64 *value = question->fact->value;
    struct ratio ratio = {value[column[1]], value[column[2]]};
    if (value[column[0]] == FACT_BLANK || ratio.part == FACT_BLANK || ratio.whole == FACT_BLANK ||
        ratio.whole == 0 || ratio.part > ratio.whole || explains_percent(value[column[0]], ratio))
        return FALSE;
    g_autofree char *percent = decimal_vietnamese(ratio_round(ratio, 4), 2);
    fault->column = column[0];
    fault->value = rule_tests_shown(question, column[0]);
    fault->hint = g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " = %s%%", ratio.part,
                                  ratio.whole, percent);
    return TRUE;
}

/* Members are at least eighteen (Điều lệ Đảng, Điều 1). */
gboolean rule_tests_joined_early(const struct rule_question *question, struct rule_fault *fault)
{
    const int *column = question->held->column;
    gint64 birth = question->fact->value[column[0]], joined = question->fact->value[column[1]];
    /* Days tell nearly every row from the eve of a birthday, without the calendar. */
    if (birth == FACT_BLANK || joined == FACT_BLANK || joined - birth > 366 * 18 ||
        date_age((date)birth, (date)joined) >= 18)
        return FALSE;
    fault->column = column[1];
    fault->value = rule_tests_shown(question, column[1]);
    fault->hint = rule_tests_shown(question, column[0]);
    return TRUE;
}

/*
 * The form is told with who imposed it and the text of that day. The post is not: with the unit it
 * would name a person.
 */
gboolean rule_tests_outside_authority(const struct rule_question *question,
                                      struct rule_fault *fault)
{
    const struct authorities *authorities = question->authorities;
    const struct authority_law *law = authorities_broken(authorities, question->fact);
    if (law == NULL)
        return FALSE;
    fault->column = authorities_column(authorities, AUTHORITY_DECIDES);
    g_autofree char *decides = rule_tests_shown(question, fault->column);
    g_autofree char *cited = law_cited(law->source, law->mark);
    fault->value = rule_tests_shown(question, authorities_column(authorities, AUTHORITY_FORM));
    fault->hint = g_strconcat(decides, "; ", cited, NULL);
    return TRUE;
}
