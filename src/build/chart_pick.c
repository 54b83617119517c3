#include "build/chart_pick.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "build/sheet.h"
#include "build/wording.h"

static gboolean is_picked(const struct chart *chart, const struct book_column *column)
{
    if (column->measure != chart->measure)
        return FALSE;
    for (guint i = 0; i < chart->columns.count; i++)
        if (strcmp(template_code(chart->columns.item[i]), column->code) == 0)
            return TRUE;
    return chart->columns.count == 0 && strcmp(column->code, BOOK_TOTAL_CODE) != 0;
}

static void pick_columns(const struct chart *chart, const struct book_table *table,
                         struct book_chart *picked)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (is_picked(chart, book_column(table, c)))
            g_array_append_val(picked->columns, c);
}

/* Rows that hold others are left out: with them, what they hold would be drawn twice. */
static void pick_rows(const struct book_table *table, struct book_chart *picked)
{
    g_autofree guint8 *holds_others = g_malloc0(MAX(table->rows->len, 1));
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent >= 0)
            holds_others[book_row(table, r)->parent] = 1;
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        if (!row->heading && !holds_others[r] && strcmp(row->code, BOOK_TOTAL_CODE) != 0)
            g_array_append_val(picked->rows, r);
    }
}

/* What the table counts: "chi bộ" of "ĐVT: chi bộ", or NULL. */
static const char *counted(const struct book_sheet *sheet)
{
    const char *note = sheet->unit_note;
    const char *colon = note != NULL ? strchr(note, ':') : NULL;
    if (colon == NULL)
        return NULL;
    while (*++colon == ' ')
        continue;
    return *colon != '\0' ? colon : NULL;
}

/* The label of the first column drawn, which names the base of its shares. New string. */
static char *own_label(const struct chart *chart, const struct book_table *drawn)
{
    for (guint c = 0; c < drawn->columns->len; c++)
        if (is_picked(chart, book_column(drawn, c)))
            return wording_lower(book_column(drawn, c)->label);
    return g_strdup("%");
}

/* The measure as the columns drawn show it: others may take it of another base. */
static const struct shown *shown_of(const struct table *table, const struct chart *chart)
{
    for (guint i = 0; i < table->measures_count; i++) {
        const struct shown *shown = &table->measures[i];
        if (shown->show == chart->measure &&
            (chart->columns.count == 0 ||
             sheet_shows(shown, template_code(chart->columns.item[0]))))
            return shown;
    }
    return NULL;
}

/*
 * The column that a share or a rate is taken of, by its label; of another table by its code. NULL
 * in tables whose columns name their bases themselves.
 */
static const char *base_label(const struct table *table, const struct book_table *drawn,
                              const struct chart *chart)
{
    const struct shown *shown = shown_of(table, chart);
    if (shown == NULL || shown->over == NULL)
        return NULL;
    const char *code = template_code(shown->over);
    for (guint c = 0; c < drawn->columns->len; c++)
        if (strcmp(book_column(drawn, c)->code, code) == 0)
            return book_column(drawn, c)->label;
    return strcmp(code, BOOK_TOTAL_CODE) == 0 ? "Cộng" : code;
}

/* What the bars are measured in: what is counted, or the base of the percentages. New string. */
static char *measured_in(const struct chart *chart, const struct table *table,
                         const struct book_sheet *sheet)
{
    const struct book_table *drawn = sheet->table;
    const struct measure_info *measure = measure_info(chart->measure);
    const char *base = base_label(table, drawn, chart), *what = counted(sheet);
    if (measure->base_column == BASE_COLUMN_NAMED && base == NULL)
        return own_label(chart, drawn);
    g_autofree char *noun = wording_lower(drawn->row_heading);
    g_autofree char *all = what != NULL
                               ? g_strconcat("số ", what, NULL)
                               : g_strdup(measure->form->is_count ? "số lượng" : "tổng số");
    /* Not "số đơn vị của mỗi đơn vị". */
    const char *of_each = g_strcmp0(what, noun) == 0 ? "tổng số" : all;
    return text_fill(measure->charted,
                     (const char *const[]){measure->heading, base != NULL ? base : "", noun, all,
                                           of_each, NULL});
}

/* A level that the law sets stands there only where the law in force does. */
static void set_threshold(const struct chart *chart, const struct cap_rule *rule,
                          struct book_chart *picked)
{
    gint64 level = 0;
    const char *text = chart->threshold;
    if (text != NULL && strcmp(text, TEMPLATE_RULE) == 0)
        text = rule != NULL ? rule->percent : NULL;
    picked->has_threshold = text != NULL && decimal_parse_whole(text, -1, &level);
    for (guint i = 0; i < measure_info(chart->measure)->decimals; i++)
        level *= 10;
    picked->threshold = level;
}

/* Whether the rows are the years up to the period's last, whatever the period is. */
static gboolean goes_back(const struct table *table)
{
    for (guint i = 0; i < table->rows_count; i++)
        if (table->rows[i].last != NULL)
            return TRUE;
    return FALSE;
}

/* The period that the rows cover. New string. */
static char *covered(const struct table *table, const struct book_table *drawn,
                     const struct book_chart *picked, const char *period)
{
    if (!goes_back(table) || picked->rows->len < 2)
        return g_strdup(period);
    guint first = g_array_index(picked->rows, guint, 0);
    guint last = g_array_index(picked->rows, guint, picked->rows->len - 1);
    return g_strdup_printf("giai đoạn %s–%s", book_row(drawn, first)->code,
                           book_row(drawn, last)->code);
}

void chart_pick(const struct chart *chart, const struct table *table, struct book_sheet *sheet,
                struct chart_words words)
{
    struct book_chart *picked = book_sheet_add_chart(sheet, chart->id, chart->kind);
    set_threshold(chart, words.rule, picked);
    pick_columns(chart, sheet->table, picked);
    pick_rows(sheet->table, picked);
    g_autofree char *measured = measured_in(chart, table, sheet);
    g_autofree char *period = covered(table, sheet->table, picked, words.period);
    picked->title = g_strdup(words.title);
    picked->subtitle = g_strdup_printf("%s, %s – %s", words.unit, period, measured);
    gboolean by_law = picked->has_threshold && strcmp(chart->threshold, TEMPLATE_RULE) == 0;
    g_autofree char *cited = by_law ? law_cited(words.rule->source, words.rule->mark) : NULL;
    picked->source = g_strdup_printf("Nguồn: %s%s%s", words.source, by_law ? "; ngưỡng: " : "",
                                     by_law ? cited : "");
}
