#include "build/wording_parts.h"

#include <string.h>

#include "base/decimal.h"
#include "calc/query.h"

const struct book_table *wording_table(const struct book *book, const char *id)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, id) == 0)
            return sheet->table;
    }
    return NULL;
}

/* What the figures of a text rest on, said once behind it. */
struct filling {
    guint due, made; /* of the first figure that lacks returns */
    GString *bounds; /* "74,5% có thể từ 62,1 đến 78,8%" */
    gboolean public;
};

/*
 * What a share may come to once the returns that are due are in, each of which is one thing more:
 * none of them a part, or all.
 */
static void add_bounds(struct filling *filling, const struct book_column *column,
                       const struct book_cell *cell, const char *text)
{
    if (!column->one_each || !measure_info(column->measure)->form->is_share)
        return;
    guint decimals = measure_info(column->measure)->decimals;
    gint64 open = cell->due - cell->made, whole = cell->denominator + open;
    struct ratio low = {cell->numerator, whole}, high = {cell->numerator + open, whole};
    g_autofree char *least = decimal_vietnamese(ratio_round(low, decimals + 2), decimals);
    g_autofree char *most = decimal_vietnamese(ratio_round(high, decimals + 2), decimals);
    g_string_append_printf(filling->bounds, "%s%s có thể từ %s đến %s%%",
                           filling->bounds->len > 0 ? "; " : "", text, least, most);
}

/* A comparison that chance alone may make says so: a reader takes every rise for a fact. */
static char *compared_text(const struct book_column *column, const struct book_cell *cell)
{
    char *text = cell_text(cell, column->measure);
    if (cell->state != CELL_OK || !cell->by_chance)
        return text;
    g_autofree char *bare = text;
    return g_strconcat(bare, " (chưa phân biệt được)", NULL);
}

/* Notes what a figure of the text rests on. */
static void rest_on(struct filling *filling, const struct wording_figure *figure)
{
    const struct book_column *column = book_column(figure->table, figure->column);
    const struct book_cell *cell = book_cell(figure->table, figure->row, figure->column);
    if (cell->made >= cell->due || cell->state != CELL_OK)
        return;
    if (filling->due == 0) {
        filling->due = cell->due;
        filling->made = cell->made;
    }
    g_autofree char *text = compared_text(column, cell);
    add_bounds(filling, column, cell, text);
}

/* " Mới có 61 trên 72 đơn vị báo cáo; tùy số chưa báo cáo, 74,5% có thể từ 62,1 đến 78,8%." */
static void add_remark(const struct filling *filling, GString *filled)
{
    if (filling->due == 0)
        return;
    if (filling->public) { /* how many have returned is a count that the book may hide */
        g_string_append(filled, " Mới có một phần số đơn vị báo cáo.");
        return;
    }
    g_autofree char *made = decimal_vietnamese(filling->made, 0);
    g_autofree char *due = decimal_vietnamese(filling->due, 0);
    g_string_append_printf(filled, " Mới có %s trên %s đơn vị báo cáo", made, due);
    if (filling->bounds->len > 0)
        g_string_append_printf(filled, "; tùy số chưa báo cáo, %s", filling->bounds->str);
    g_string_append_c(filled, '.');
}

gboolean wording_find(const struct wording *wording, const struct placeholder *wanted,
                      struct wording_figure *figure)
{
    const struct book_table *table = wording_table(wording->book, wanted->table);
    for (guint r = 0; table != NULL && r < table->rows->len; r++) {
        if (book_row(table, r)->heading || strcmp(book_row(table, r)->code, wanted->row) != 0)
            continue;
        for (guint c = 0; c < table->columns->len; c++) {
            const struct book_column *column = book_column(table, c);
            *figure = (struct wording_figure){table, r, c};
            if (strcmp(column->code, wanted->column) == 0 &&
                strcmp(measure_info(column->measure)->code, wanted->measure) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

#define NOT_STATED_CODE "khong_ghi"

/* Why a code is not among the lines of an axis; the later ones outweigh the earlier. */
enum absence {
    ABSENCE_NONE,
    ABSENCE_NOTHING,
    ABSENCE_HIDDEN,
    ABSENCE_UNKNOWN,
    ABSENCE_ELSEWHERE,
    ABSENCE_NEVER
};

static enum absence of_units(const struct wording *wording, const struct part *part,
                             const char *code)
{
    const struct scopes *scopes = wording->report->scopes;
    GArray *units = g_ptr_array_index(part->numbering->units, wording->scope);
    for (guint i = 0; i < units->len; i++)
        if (strcmp(unit_at(scopes->tree, g_array_index(units, gint32, i))->code, code) == 0)
            return ABSENCE_NOTHING;
    gint32 unit = unit_tree_find(scopes->tree, code, -1);
    return unit != UNIT_NONE && scopes_count(scopes) > 1 ? ABSENCE_ELSEWHERE : ABSENCE_NEVER;
}

/* A step of the stretch that the part may show. */
static enum absence of_time(const struct part *part, const char *code)
{
    for (int number = 0; number < part->count; number++) {
        g_autofree char *one = period_step_code(part->step, part->first + number);
        if (strcmp(one, code) == 0)
            return ABSENCE_UNKNOWN;
    }
    return ABSENCE_NEVER;
}

/* An open list that the dictionary does not write out may hold anything. */
static enum absence of_values(const struct query *query, const struct part *part, const char *code)
{
    const struct column *column =
        part->field != NULL ? part->field->column : &query->dataset->columns[part->column];
    int value = column_value(column, code);
    gboolean is_other = strcmp(code, QUERY_OTHER_CODE) == 0;
    if (part->other > 0 && value < 0 && strcmp(code, NOT_STATED_CODE) != 0)
        return is_other ? ABSENCE_NOTHING : ABSENCE_HIDDEN;
    gboolean may_be = value >= 0 ? part->except == NULL || !part->except[value]
                                 : strcmp(code, NOT_STATED_CODE) == 0 ||
                                       (part->field == NULL && column->values_count == 0);
    return may_be ? ABSENCE_NOTHING : ABSENCE_NEVER;
}

static enum absence of_axis(const struct wording *wording, const struct query *query,
                            const struct axis *axis, const char *code)
{
    enum absence best = ABSENCE_NEVER;
    for (guint i = 0; i < axis->count; i++) {
        const struct part *part = &axis->part[i];
        gboolean nested = part->kind != PART_TIME && part->step != NULL;
        enum absence one = nested                                    ? ABSENCE_UNKNOWN
                           : part->heads || part->kind == PART_FIXED ? ABSENCE_NEVER
                           : part->numbering != NULL                 ? of_units(wording, part, code)
                           : part->kind == PART_TIME                 ? of_time(part, code)
                                                                     : of_values(query, part, code);
        best = MIN(best, one);
    }
    return best;
}

static const struct query *query_of(const struct wording *wording, const char *id)
{
    const struct template *template = wording->report->template;
    for (guint s = 0; s < wording->report->sources->len; s++) {
        const struct report_source *source =
            &g_array_index(wording->report->sources, struct report_source, s);
        for (guint q = 0; q < source->tables->len; q++)
            if (strcmp(template->tables[g_array_index(source->tables, guint, q)].id, id) == 0 &&
                ((const struct query *)g_ptr_array_index(source->plan.queries, q))->own)
                return g_ptr_array_index(source->plan.queries, q);
    }
    return NULL;
}

static gboolean shows_row(const struct book_table *table, const char *code)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && strcmp(book_row(table, r)->code, code) == 0)
            return TRUE;
    return FALSE;
}

static gboolean shows_column(const struct book_table *table, const char *code)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(book_column(table, c)->code, code) == 0)
            return TRUE;
    return FALSE;
}

/* Whether the table has no figure at all that is known. */
static gboolean is_unknown(const struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            if (book_cell(table, r, c)->state != CELL_MISSING)
                return FALSE;
    return TRUE;
}

/*
 * What a sentence says of a row or column that its table does not show. Some may well be absent: a
 * unit above the rows of which nothing is counted, a value that did not occur, a year from which
 * nothing has come. Others cannot be there, and to print a number for them would be to invent one.
 *
 * "0" or "–" of what is counted and did not occur, "*" of a value that a public edition counts
 * among others, "…" of what nobody has reported, "x" of a unit that another book of the same burst
 * is about. NULL: no such row or column can be. New string.
 */
char *wording_absent(const struct wording *wording, const struct placeholder *wanted)
{
    const struct book_table *table = wording_table(wording->book, wanted->table);
    const struct query *query = query_of(wording, wanted->table);
    if (table == NULL || query == NULL)
        return NULL;
    enum absence row = shows_row(table, wanted->row)
                           ? ABSENCE_NONE
                           : of_axis(wording, query, &query->rows, wanted->row);
    enum absence column = shows_column(table, wanted->column)
                              ? ABSENCE_NONE
                              : of_axis(wording, query, &query->columns, wanted->column);
    enum measure measure;
    gboolean count =
        measure_from_code(wanted->measure, &measure) && measure_info(measure)->form->is_count;
    switch (MAX(row, column)) {
    case ABSENCE_NOTHING:
        if (!is_unknown(table))
            return g_strdup(count ? "0" : cell_state_sign(CELL_EMPTY));
        return g_strdup(cell_state_sign(CELL_MISSING));
    case ABSENCE_HIDDEN:
        return g_strdup(cell_state_sign(CELL_SUPPRESSED));
    case ABSENCE_UNKNOWN:
        return g_strdup(cell_state_sign(CELL_MISSING));
    case ABSENCE_ELSEWHERE:
        return g_strdup(cell_state_sign(CELL_NOT_APPLICABLE));
    default:
        return NULL;
    }
}

/* What stands for a placeholder; NULL: a figure for which there can be none. New string. */
static char *words_for(const struct wording *wording, struct filling *filling,
                       const struct placeholder *found)
{
    const struct period *period = &wording->report->period;
    struct wording_figure figure;
    if (found->kind == PLACEHOLDER_PERIOD)
        return period_words(*period);
    if (found->kind == PLACEHOLDER_AS_OF)
        return date_vietnamese(period_day(period));
    if (found->kind == PLACEHOLDER_WORD && wording->text != NULL) {
        char *said = wording_say(wording, template_word(wording->text, found->table), &figure);
        if (figure.table != NULL)
            rest_on(filling, &figure);
        return said;
    }
    if (found->kind != PLACEHOLDER_FIGURE)
        return g_strdup("");
    if (!wording_find(wording, found, &figure))
        return wording_absent(wording, found);
    rest_on(filling, &figure);
    return compared_text(book_column(figure.table, figure.column),
                         book_cell(figure.table, figure.row, figure.column));
}

char *wording_fill(const char *text, const struct wording *wording, char **refused)
{
    g_autoptr(GString) filled = g_string_new(NULL);
    g_autoptr(GString) bounds = g_string_new(NULL);
    struct filling filling = {0, 0, bounds, wording->report->public};
    gsize position = 0;
    for (;;) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, position, &found);
        g_string_append_len(filled, text + position, (gssize)(found.start - position));
        if (found.kind == PLACEHOLDER_NONE)
            break;
        g_autofree char *words = words_for(wording, &filling, &found);
        if (words == NULL) {
            *refused = g_strndup(text + found.start, found.end - found.start);
            return NULL;
        }
        g_string_append(filled, words);
        position = found.end;
    }
    add_remark(&filling, filled);
    return g_strdup(filled->str);
}

char *wording_lower(const char *heading)
{
    if (*heading == '\0')
        return g_strdup("");
    GString *lower = g_string_new(NULL);
    g_string_append_unichar(lower, g_unichar_tolower(g_utf8_get_char(heading)));
    g_string_append(lower, g_utf8_next_char(heading));
    return g_string_free(lower, FALSE);
}
