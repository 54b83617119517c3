#include "build/charts.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "build/sheet.h"
#include "build/wording.h"

static gboolean is_picked(const struct template_chart *chart, const struct book_column *column)
{
    if (column->measure != chart->measure)
        return FALSE;
    const char *inner = template_inner_code(column->code);
    return chart->columns.count > 0 ? template_names_hold(&chart->columns, column->code) ||
                                          template_names_hold(&chart->columns, inner)
                                    : strcmp(inner, BOOK_TOTAL_CODE) != 0;
}

static void pick_columns(const struct template_chart *chart, const struct book_table *table,
                         struct book_chart *picked)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (is_picked(chart, book_column(table, c)))
            g_array_append_val(picked->columns, c);
}

/* Rows that are printed as one: its row, or NULL. */
static const struct book_row *rest_of(const struct book_table *table, const struct book_row *row)
{
    const struct book_row *head = row->parent >= 0 ? book_row(table, (guint)row->parent) : NULL;
    return head != NULL && book_row_is_rest(head) ? head : NULL;
}

/* Lines over time keep the order of time, however the table is sorted. */
static gint by_moment(gconstpointer a, gconstpointer b, gpointer table)
{
    guint first = *(const guint *)a, second = *(const guint *)b;
    const struct book_row *x = book_row(table, first), *y = book_row(table, second);
    if (x->time == BOOK_TIME_NONE || x->time != y->time || x->moment == y->moment)
        return first < second ? -1 : first > second;
    return x->moment < y->moment ? -1 : 1;
}

/*
 * Rows that hold others are left out: with them, what they hold would be drawn twice. Of a table
 * that prints its first rows only these are drawn, but where a kind needs all of them.
 */
static void pick_rows(const struct book_table *table, struct book_chart *picked)
{
    const struct chart_kind_info *kind = chart_kind_info(picked->kind);
    const struct book_row *rest = NULL;
    g_autofree guint8 *holds_others = g_malloc0(MAX(table->rows->len, 1));
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent >= 0)
            holds_others[book_row(table, r)->parent] = 1;
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        gboolean cut = kind->may_be_cut && !kind->adds_rows && rest_of(table, row) != NULL;
        rest = cut ? rest_of(table, row) : rest;
        if (!cut && !row->heading && !holds_others[r] && strcmp(row->code, BOOK_TOTAL_CODE) != 0)
            g_array_append_val(picked->rows, r);
    }
    if (!kind->may_be_cut)
        g_array_sort_with_data(picked->rows, by_moment, (gpointer)table);
    if (rest != NULL)
        picked->note = g_strdup_printf("Chỉ vẽ %u dòng đầu của bảng; không vẽ: %s.",
                                       picked->rows->len, rest->label);
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

/* The first column drawn, or NULL. */
static const struct book_column *first_picked(const struct template_chart *chart,
                                              const struct book_table *drawn)
{
    for (guint c = 0; c < drawn->columns->len; c++)
        if (is_picked(chart, book_column(drawn, c)))
            return book_column(drawn, c);
    return NULL;
}

/* The measure as the columns drawn show it: others may take it of another base. */
static const struct template_shown *shown_of(const struct template_table *table,
                                             const struct template_chart *chart)
{
    for (guint i = 0; i < table->measures_count; i++) {
        const struct template_shown *shown = &table->measures[i];
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
static const char *base_label(const struct template_table *table, const struct book_table *drawn,
                              const struct template_chart *chart)
{
    const struct template_shown *shown = shown_of(table, chart);
    if (shown == NULL || shown->over == NULL)
        return NULL;
    const char *code = template_code(shown->over);
    for (guint c = 0; c < drawn->columns->len; c++)
        if (strcmp(book_column(drawn, c)->code, code) == 0 ||
            strcmp(template_inner_code(book_column(drawn, c)->code), code) == 0)
            return book_column(drawn, c)->label;
    return strcmp(code, BOOK_TOTAL_CODE) == 0 ? "Cộng" : code;
}

/* What the bars are measured in: what is counted, or the base of the percentages. New string. */
static char *measured_in(const struct template_chart *chart, const struct template_table *table,
                         const struct book_sheet *sheet)
{
    const struct book_table *drawn = sheet->table;
    const struct measure_info *measure = measure_info(chart->measure);
    const char *base = base_label(table, drawn, chart), *what = counted(sheet);
    const struct book_column *first = first_picked(chart, drawn);
    if (measure->base_column == BASE_COLUMN_NAMED && base == NULL) /* its label names the base */
        return first != NULL ? wording_lower(first->label) : g_strdup("%");
    g_autofree char *heading = wording_lower(first != NULL ? first->heading : measure->heading);
    g_autofree char *noun = wording_lower(drawn->row_heading);
    g_autofree char *all = what != NULL
                               ? g_strconcat("số ", what, NULL)
                               : g_strdup(measure->form->is_count ? "số lượng" : "tổng số");
    /* Not "số đơn vị của mỗi đơn vị". */
    const char *of_each = g_strcmp0(what, noun) == 0 ? "tổng số" : all;
    return text_fill(measure->charted,
                     (const char *const[]){measure->heading, base != NULL ? base : "", noun, all,
                                           of_each, heading, NULL});
}

static void set_threshold(const struct template_chart *chart, struct book_chart *picked)
{
    gint64 level = 0;
    picked->has_threshold =
        chart->threshold != NULL && decimal_parse_whole(chart->threshold, -1, &level);
    for (guint i = 0; i < measure_info(chart->measure)->decimals; i++)
        level *= 10;
    picked->threshold = level;
}

/* Whether the rows are the years up to the period's last, whatever the period is. */
static gboolean goes_back(const struct template_table *table)
{
    for (guint i = 0; i < table->rows_count; i++)
        if (table->rows[i].last != NULL)
            return TRUE;
    return FALSE;
}

/* The period that the rows cover. New string. */
static char *covered(const struct template_table *table, const struct book_table *drawn,
                     const struct book_chart *picked, const char *period)
{
    if (!goes_back(table) || picked->rows->len < 2)
        return g_strdup(period);
    guint first = g_array_index(picked->rows, guint, 0);
    guint last = g_array_index(picked->rows, guint, picked->rows->len - 1);
    return g_strdup_printf("giai đoạn %s–%s", book_row(drawn, first)->code,
                           book_row(drawn, last)->code);
}

/* Whether the first and the last row drawn count different things. */
static gboolean is_broken(const struct book_chart *chart, const struct book_table *table)
{
    if (chart->rows->len == 0)
        return FALSE;
    guint first = g_array_index(chart->rows, guint, 0);
    guint last = g_array_index(chart->rows, guint, chart->rows->len - 1);
    return book_row(table, first)->series != book_row(table, last)->series;
}

void charts_pick(const struct template_chart *chart, const struct template_table *table,
                 struct book_sheet *sheet, struct chart_words words)
{
    struct book_chart *picked = book_sheet_add_chart(sheet, chart->id, chart->kind);
    gboolean by_law = chart->threshold != NULL && strcmp(chart->threshold, TEMPLATE_RULE) == 0;
    pick_columns(chart, sheet->table, picked);
    pick_rows(sheet->table, picked);
    set_threshold(chart, picked);
    picked->rounded = words.public;
    if (by_law)
        charts_pick_over_cap(words.rule, sheet->table, picked);
    g_autofree char *measured = measured_in(chart, table, sheet);
    g_autofree char *period = covered(table, sheet->table, picked, words.period);
    picked->title = g_strdup(words.title);
    picked->subtitle = g_strdup_printf("%s, %s – %s", words.unit, period, measured);
    by_law = by_law && words.rule != NULL;
    g_autofree char *cited = by_law ? law_cited(words.rule->source, words.rule->mark) : NULL;
    const char *broken = is_broken(picked, sheet->table)
                             ? "; các năm trước và sau khi đổi cấp là của những tổ chức khác nhau"
                             : "";
    picked->source = g_strdup_printf("Nguồn: %s%s%s%s", words.source, by_law ? "; giới hạn: " : "",
                                     by_law ? cited : "", broken);
}

/* Fewer units are drawn even where most are zero: the zeros can be read at a glance. */
#define MANY_UNITS 12

/* What a row of a chart holds, or the whole of it. */
struct content {
    guint figures; /* other than zero */
    guint zeros;
    guint hidden;
    guint bare;         /* without a base */
    guint inapplicable; /* of the other ones */
    guint other;
};

static void add_cell(const struct book_table *table, guint row, guint column,
                     struct content *content)
{
    const struct book_cell *cell = book_cell(table, row, column);
    gint64 scaled = 0;
    if (cell_value(cell, book_column(table, column)->measure, &scaled))
        *(scaled != 0 ? &content->figures : &content->zeros) += 1;
    else if (cell->state == CELL_SUPPRESSED)
        content->hidden++;
    else if (cell->state == CELL_EMPTY)
        content->bare++;
    else
        content->other++;
    content->inapplicable += cell->state == CELL_NOT_APPLICABLE;
}

static struct content content_of_row(const struct book_chart *chart, const struct book_table *table,
                                     guint row)
{
    struct content content = {0};
    for (guint i = 0; i < chart->columns->len; i++)
        add_cell(table, row, g_array_index(chart->columns, guint, i), &content);
    return content;
}

/* Only the ends of a slope are drawn. */
static gboolean is_drawn(const struct book_chart *chart, guint index)
{
    return !chart_kind_info(chart->kind)->ends_only || index == 0 || index + 1 == chart->rows->len;
}

static struct content content_of_chart(const struct book_chart *chart,
                                       const struct book_table *table)
{
    struct content all = {0};
    for (guint i = 0; i < chart->rows->len; i++) {
        if (!is_drawn(chart, i))
            continue;
        struct content row = content_of_row(chart, table, g_array_index(chart->rows, guint, i));
        all.figures += row.figures;
        all.zeros += row.zeros;
        all.hidden += row.hidden;
        all.bare += row.bare;
        all.other += row.other;
        all.inapplicable += row.inapplicable;
    }
    return all;
}

/* The most rows that have a figure in one and the same column. */
static guint rows_with_figures(const struct book_chart *chart, const struct book_table *table)
{
    guint most = 0;
    for (guint c = 0; c < chart->columns->len; c++) {
        struct content column = {0};
        for (guint i = 0; i < chart->rows->len; i++)
            if (is_drawn(chart, i))
                add_cell(table, g_array_index(chart->rows, guint, i),
                         g_array_index(chart->columns, guint, c), &column);
        most = MAX(most, column.figures + column.zeros);
    }
    return most;
}

/* Shares of one thing each are all or nothing, and a chart of them tells no more than a list. */
static gboolean shares_of_single_things(const struct book_chart *chart,
                                        const struct book_table *table)
{
    gint64 most = 0;
    for (guint i = 0; i < chart->rows->len; i++)
        for (guint c = 0; c < chart->columns->len; c++) {
            guint column = g_array_index(chart->columns, guint, c);
            const struct book_cell *cell =
                book_cell(table, g_array_index(chart->rows, guint, i), column);
            enum measure measure = book_column(table, column)->measure;
            if (!measure_info(measure)->form->is_share)
                return FALSE;
            if (cell->state == CELL_OK)
                most = MAX(most, cell->denominator);
        }
    return most == 1;
}

/* Why the chart is not drawn, or NULL. New string. */
static char *refusal(const struct book_chart *chart, const struct book_table *table)
{
    static const char *const numbers[CHART_KIND_MOST_LEAST_ROWS + 1] = {"một", "một", "hai", "ba"};
    struct content all = content_of_chart(chart, table);
    if (chart->rows->len == 0 && chart->note != NULL)
        return g_strdup(chart->note);
    if (all.hidden > all.figures)
        return g_strdup("phần lớn số liệu không công bố");
    if (all.figures + all.zeros == 0 && all.bare == 0)
        return g_strdup(all.other > 0 && all.inapplicable == all.other ? "không áp dụng"
                                                                       : "chưa nhận được số liệu");
    if (all.figures == 0)
        return g_strdup(all.other > 0 ? "số liệu đã nhận không có số nào khác 0"
                                      : "không có số liệu nào khác 0");
    if (chart_kind_info(chart->kind)->ends_only && is_broken(chart, table))
        return g_strdup("năm đầu và năm cuối là của những tổ chức khác nhau");
    if (shares_of_single_things(chart, table))
        return g_strdup("mỗi tỷ lệ chỉ tính trên một trường hợp");
    guint least = chart_kind_info(chart->kind)->least_rows;
    if (rows_with_figures(chart, table) >= least)
        return NULL;
    g_autofree char *noun = wording_lower(table->row_heading);
    return g_strdup_printf("cần số liệu của ít nhất %s %s", numbers[least], noun);
}

/* Not rows of units without a base or to which nothing applies, nor, of many, those of zeros. */
static GArray *telling_rows(const struct book_chart *chart, const struct book_table *table)
{
    gboolean many = chart->rows->len > MANY_UNITS;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < chart->rows->len; i++) {
        guint row = g_array_index(chart->rows, guint, i);
        struct content content = content_of_row(chart, table, row);
        guint told = content.figures + content.hidden + content.other - content.inapplicable;
        if (told > 0 || (content.zeros > 0 && !many))
            g_array_append_val(rows, row);
    }
    return rows;
}

/* A few units with nothing stay: that they have nothing is told as well. */
static void prune_rows(struct book_chart *chart, struct book_sheet *sheet)
{
    if (!sheet->table->show_codes || !chart_kind_info(chart->kind)->may_be_cut ||
        chart->note != NULL)
        return;
    GArray *rows = telling_rows(chart, sheet->table);
    if (rows->len * 2 >= chart->rows->len) {
        g_array_unref(rows);
        return;
    }
    g_ptr_array_add(sheet->notes,
                    g_strdup_printf("Biểu đồ “%s” chỉ vẽ đơn vị có số liệu: %u trong %u.",
                                    chart->title, rows->len, chart->rows->len));
    g_array_unref(chart->rows);
    chart->rows = rows;
}

static void prune_sheet(struct book_sheet *sheet)
{
    for (guint i = 0; i < sheet->charts->len;) {
        struct book_chart *chart = g_ptr_array_index(sheet->charts, i);
        g_autofree char *why = refusal(chart, sheet->table);
        if (why == NULL) {
            prune_rows(chart, sheet);
            i++;
            continue;
        }
        g_ptr_array_add(sheet->notes,
                        g_strdup_printf("Không vẽ biểu đồ “%s”: %s.", chart->title, why));
        g_ptr_array_remove_index(sheet->charts, i);
    }
}

void charts_prune(struct book *book)
{
    for (guint s = 0; s < book->sheets->len; s++)
        prune_sheet(g_ptr_array_index(book->sheets, s));
}
