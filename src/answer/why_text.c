#include "answer/why.h"

#include <string.h>

#include "answer/why_cell.h"
#include "answer/why_terms.h"
#include "answer/why_values.h"
#include "base/decimal.h"
#include "base/text.h"
#include "data/place.h"
#include "write/xlsx_formula.h"
#include "write/xlsx_layout.h"

static char *value_of(const struct why_cell *cell, guint term)
{
    if (cell->values != NULL)
        return why_values_count(cell, term);
    if (term >= cell->terms->len)
        return g_strdup("–");
    return decimal_vietnamese(g_array_index(cell->terms, struct why_term, term).value, 0);
}

/* The counts of a table of kind cap that are no count of rows. */
static char *cap_pattern(const struct why_cell *cell, const char *code)
{
    const struct cap_rule *rule = why_terms_cap(cell);
    const char *rounding = strcmp(rule->rounding, "floor") == 0 ? "⌊ ⌋" : "≈";
    gboolean total = strcmp(book_row(cell->sheet->table, cell->at.row)->code, BOOK_TOTAL_CODE) == 0;
    if (strcmp(code, "gioi_han") == 0)
        return g_strdup_printf("%s%s %s%% × {0}", total ? "Σ " : "", rounding, rule->percent);
    if (strcmp(code, "con_lai") == 0)
        return g_strdup_printf("%s%s %s%% × {0} − {1}", total ? "Σ " : "", rounding, rule->percent);
    if (strcmp(code, "vuot") == 0)
        return g_strdup_printf("%smax(0; {1} − %s %s%% × {0})", total ? "Σ " : "", rounding,
                               rule->percent);
    return NULL;
}

static char *arithmetic_of(const struct why_cell *cell)
{
    const struct book_column *column = book_column(cell->sheet->table, cell->at.column);
    const struct book_cell *figure = book_cell(cell->sheet->table, cell->at.row, cell->at.column);
    g_autofree char *pattern = NULL;
    if (cell->table->kind == TABLE_CAP)
        pattern = cap_pattern(cell, column->code);
    else if (cell->table->kind == TABLE_MISSING && cell->at.column == 2)
        pattern = g_strdup("{0} − {1}");
    if (pattern == NULL)
        pattern = g_strdup(measure_info(column->measure)->formula);
    gboolean given = cell->values != NULL; /* the sum and the number of what is averaged */
    g_autofree char *first = given ? decimal_vietnamese(figure->numerator, 0) : value_of(cell, 0);
    g_autofree char *second =
        given ? decimal_vietnamese(figure->denominator, 0) : value_of(cell, 1);
    g_autofree char *third = value_of(cell, 2), *fourth = value_of(cell, 3);
    const char *const values[] = {first, second, third, fourth, NULL};
    g_autofree char *text = cell_text(figure, column->measure);
    if (cell->table->kind == TABLE_REVIEW) {
        const char *words = book_table_words(cell->sheet->table, cell->at);
        return words != NULL ? g_strdup_printf("%s = %s", text, words) : g_strdup(text);
    }
    if (cell->table->kind == TABLE_STREAK) /* the years stand below, each with its rows */
        return g_steal_pointer(&text);
    g_autofree char *sum = text_fill(pattern, values);
    return figure->state == CELL_MISSING || figure->state == CELL_NOT_APPLICABLE
               ? g_strdup(text)
               : g_strdup_printf("%s = %s", text, sum);
}

/* The datasets whose rows make the figure; of one that is not known, that of the table. */
static char *datasets_of(const struct why_cell *cell)
{
    GString *text = g_string_new(NULL);
    const struct dataset *last = NULL;
    for (guint i = 0; i < cell->terms->len; i++) {
        const struct why_term *term = &g_array_index(cell->terms, struct why_term, i);
        if (term->source->dataset != last)
            g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", term->source->dataset->name);
        last = term->source->dataset;
    }
    if (text->len == 0)
        g_string_append(text, cell->table->from);
    return g_string_free(text, FALSE);
}

static char *days_of(const struct why_cell *cell, const struct why_term *term)
{
    struct plane plane = term->query != NULL
                             ? term->query->planes[term->span]
                             : span_plane(SPAN_PERIOD, cell->recompute.plan.report.period);
    if (term->query != NULL && term->first != DATE_NONE && term->first <= term->last)
        plane = (struct plane){term->first, term->last, 0};
    g_autofree char *first = date_vietnamese(plane.first);
    g_autofree char *last = date_vietnamese(plane.last);
    return g_strdup_printf("%s–%s", first, last);
}

/* What is being said, in which language. */
struct why_text {
    GString *text;
    enum language language;
    guint limit;
};

static void say(const struct why_text *answer, enum message message, const char *first,
                const char *second, const char *third)
{
    g_autofree char *line = message_text(answer->language, message, first, second, third, NULL);
    g_string_append_printf(answer->text, "%s\n", line);
}

static void say_number(const struct why_text *answer, enum message message, gint64 number)
{
    g_autofree char *text = decimal_vietnamese(number, 0);
    say(answer, message, text, NULL, NULL);
}

static void say_changes(const struct why_text *answer, const struct recompute *recompute)
{
    static const enum message changes[] = {
        [RECOMPUTE_CHANGED] = MESSAGE_INPUT_IS_CHANGED,
        [RECOMPUTE_GONE] = MESSAGE_INPUT_IS_GONE,
        [RECOMPUTE_NEW] = MESSAGE_INPUT_IS_NEW,
    };
    if (recompute->changes->len > 0)
        say(answer, MESSAGE_WHY_INPUTS_CHANGED, NULL, NULL, NULL);
    for (guint i = 0; i < recompute->changes->len; i++) {
        const struct recompute_input *input =
            &g_array_index(recompute->changes, struct recompute_input, i);
        say(answer, changes[input->change], input->name, NULL, NULL);
    }
}

static void say_formula(const struct why_text *answer, const struct why_cell *cell)
{
    struct xlsx_layout layout;
    xlsx_layout_sheet(cell->recompute.book, cell->sheet, &layout);
    g_autofree char *formula =
        xlsx_formula(&cell->recompute.request, cell->sheet->table, &layout, cell->at);
    g_autofree char *arithmetic = arithmetic_of(cell);
    say(answer, MESSAGE_WHY_FIGURE, arithmetic, NULL, NULL);
    if (formula != NULL)
        say(answer, MESSAGE_WHY_FORMULA, formula, NULL, NULL);
    why_values_say(cell, answer->limit, answer->language, answer->text);
    if (cell->to_come) {
        g_autofree char *day = date_vietnamese(period_day(&cell->recompute.plan.report.period));
        say(answer, MESSAGE_WHY_TO_COME, day, NULL, NULL);
    }
    if (cell->above) {
        g_autofree char *day = date_vietnamese(cell->above_on);
        say(answer, MESSAGE_WHY_ABOVE, day, NULL, NULL);
    }
    if (cell->unjudged)
        say(answer, cell->unjudged_for, cell->unjudged_about, NULL, NULL);
    if (cell->undecided)
        say(answer, MESSAGE_WHY_UNDECIDED, NULL, NULL, NULL);
    if (cell->lacking != NULL)
        say(answer, MESSAGE_WHY_LACKING, cell->lacking->name, NULL, NULL);
}

static void say_meaning(const struct why_text *answer, const struct why_cell *cell)
{
    const struct book_table *table = cell->sheet->table;
    const struct book_row *row = book_row(table, cell->at.row);
    const struct book_column *column = book_column(table, cell->at.column);
    const struct report *report = &cell->recompute.plan.report;
    g_autofree char *period = period_words(report->period);
    g_autofree char *map = date_vietnamese(report->scopes->map_day);
    g_autofree char *filter = why_terms_conditions(cell);
    g_autofree char *datasets = datasets_of(cell);
    say(answer, MESSAGE_WHY_TABLE, cell->sheet->title, table->id, datasets);
    say(answer, MESSAGE_WHY_ROW, row->label, row->code, NULL);
    say(answer, MESSAGE_WHY_COLUMN, column->label, column->code, NULL);
    say(answer, MESSAGE_WHY_MEASURE, column->heading, measure_info(column->measure)->code,
        cell->sheet->unit_note != NULL ? cell->sheet->unit_note : "");
    say(answer, MESSAGE_WHY_PERIOD, report_unit_name(report, 0), period, NULL);
    say(answer, MESSAGE_WHY_MAP, map, NULL, NULL);
    if (*filter != '\0')
        say(answer, MESSAGE_WHY_FILTER, filter, NULL, NULL);
    say_formula(answer, cell);
}

static const char *unit_code(const struct why_cell *cell, const struct why_hit *hit)
{
    return unit_at(cell->recompute.workspace->tree, hit->unit)->code;
}

static void say_texts(const struct why_text *answer, const struct why_term *term,
                      const struct why_hit *hit)
{
    const struct dataset *dataset = term->source->dataset;
    for (guint i = 0; hit->texts != NULL && i < dataset->columns_count; i++)
        if (*hit->texts[i] != '\0')
            g_string_append_printf(answer->text, "  %s=%s", dataset->columns[i].name,
                                   hit->texts[i]);
}

static void say_rows(const struct why_text *answer, const struct why_cell *cell,
                     const struct why_term *term)
{
    guint told = 0, count = why_count(term);
    for (guint i = 0; i < term->hits->len && told < answer->limit; i++) {
        const struct why_hit *hit = &g_array_index(term->hits, struct why_hit, i);
        if (!hit->inside)
            continue;
        g_autofree char *place = why_place(cell, term, hit);
        g_string_append_printf(answer->text, "    %s  %s%s", place, unit_code(cell, hit),
                               hit->shared ? " ~" : "");
        say_texts(answer, term, hit);
        g_string_append_c(answer->text, '\n');
        told++;
    }
    if (told < count)
        say_number(answer, MESSAGE_WHY_MORE_ROWS, count - told);
}

/* "147 rows", "157 mentions in 147 rows", "1,200 = sum of so_luong in 4 rows", … */
static char *counted(const struct why_text *answer, const struct why_term *term)
{
    g_autofree char *value = decimal_vietnamese(term->value, 0);
    g_autofree char *rows = decimal_vietnamese(why_count(term), 0);
    enum message message = MESSAGE_WHY_OF_ROWS;
    const char *column = NULL;
    if (term->counting == WHY_EXPECTED) {
        message = MESSAGE_WHY_OF_EXPECTED;
    } else if (term->counting == WHY_RETURNS) {
        message = MESSAGE_WHY_OF_RETURNS;
    } else if (term->counting == WHY_FACTS) {
        static const enum message messages[] = {
            [AGGREGATE_ROWS] = MESSAGE_WHY_OF_ROWS,
            [AGGREGATE_MENTIONS] = MESSAGE_WHY_OF_MENTIONS,
            [AGGREGATE_SUM] = MESSAGE_WHY_OF_SUM,
            [AGGREGATE_DISTINCT] = MESSAGE_WHY_OF_DISTINCT,
        };
        const struct adding *adding =
            place_adding(term->query, &g_array_index(term->columns, struct why_place, 0).place);
        message = messages[adding->aggregate];
        column = term->query->dataset->columns[adding->column].name;
    }
    return message_text(answer->language, message, value, rows, column, NULL);
}

static void say_term(const struct why_text *answer, const struct why_cell *cell,
                     const struct why_term *term)
{
    g_autofree char *role = message_text(answer->language, term->role, NULL);
    g_autofree char *count = counted(answer, term);
    g_autofree char *days = days_of(cell, term);
    g_string_append_printf(answer->text, "%s: %s; %s; %s\n", role, count, term->what, days);
    if (term->source->absent)
        say(answer, MESSAGE_WHY_NO_FILE, term->source->dataset->name, NULL, NULL);
    if (term->estimate)
        say(answer, MESSAGE_WHY_ESTIMATE, NULL, NULL, NULL);
}

static void append_row(GString *text, const struct why_cell *cell, const struct why_hit *hit)
{
    g_autofree char *place = why_place(cell, NULL, hit);
    g_string_append_printf(text, "  %s %s", unit_code(cell, hit), place);
}

static void say_change(const struct why_text *answer, const struct why_outcome *outcome,
                       const struct why_change *change)
{
    g_string_append_printf(answer->text, "    %+" G_GINT64_FORMAT, change->amount);
    if (change->then != NULL)
        append_row(answer->text, &outcome->other, change->then);
    g_string_append(answer->text, "  →");
    if (change->now != NULL)
        append_row(answer->text, &outcome->cell, change->now);
    g_string_append_c(answer->text, '\n');
}

/* The sum of a reason, then its keys. */
static void say_reason(const struct why_text *answer, const struct why_outcome *outcome,
                       const GArray *changes, enum why_reason reason)
{
    static const enum message reasons[WHY_REASONS] = {
        [WHY_ENTERED] = MESSAGE_WHY_ENTERED,         [WHY_LEFT] = MESSAGE_WHY_LEFT,
        [WHY_RANKED] = MESSAGE_WHY_RANKED,           [WHY_MOVED] = MESSAGE_WHY_MOVED,
        [WHY_TRANSFERRED] = MESSAGE_WHY_TRANSFERRED, [WHY_NUMBER] = MESSAGE_WHY_NUMBER,
    };
    gint64 gained = 0, lost = 0;
    guint count = 0, told = 0;
    for (guint i = 0; i < changes->len; i++) {
        const struct why_change *change = &g_array_index(changes, struct why_change, i);
        if (change->reason != reason)
            continue;
        count++;
        *(change->amount > 0 ? &gained : &lost) += change->amount;
    }
    if (count == 0)
        return;
    g_autofree char *plus = g_strdup_printf("%+" G_GINT64_FORMAT, gained);
    g_autofree char *minus = g_strdup_printf("-%" G_GINT64_FORMAT, -lost);
    say(answer, reasons[reason], plus, minus, NULL);
    for (guint i = 0; i < changes->len && told < answer->limit; i++) {
        const struct why_change *change = &g_array_index(changes, struct why_change, i);
        if (change->reason != reason)
            continue;
        say_change(answer, outcome, change);
        told++;
    }
    if (told < count)
        say_number(answer, MESSAGE_WHY_MORE_ROWS, count - told);
}

static void say_against(const struct why_text *answer, const struct why_outcome *outcome)
{
    const struct why_cell *cell = &outcome->cell, *other = &outcome->other;
    for (guint i = 0; i < MIN(cell->terms->len, other->terms->len); i++) {
        const struct why_term *now = &g_array_index(cell->terms, struct why_term, i);
        const struct why_term *then = &g_array_index(other->terms, struct why_term, i);
        if (now->role != then->role)
            continue;
        g_autoptr(GArray) changes = why_against(then, other->recompute.workspace->tree, now,
                                                cell->recompute.workspace->tree);
        g_autofree char *role = message_text(answer->language, now->role, NULL);
        g_autofree char *before = decimal_vietnamese(then->value, 0);
        g_autofree char *after = decimal_vietnamese(now->value, 0);
        say(answer, MESSAGE_WHY_CHANGE, role, before, after);
        for (guint reason = 0; reason < WHY_REASONS; reason++)
            say_reason(answer, outcome, changes, (enum why_reason)reason);
    }
}

GString *why_text(const struct why_outcome *outcome, guint limit, enum language language)
{
    struct why_text answer = {g_string_new(NULL), language, limit};
    const struct why_cell *cell = &outcome->cell;
    why_cell_tell_changes(answer.text, cell, language);
    say_changes(&answer, &cell->recompute);
    if (outcome->has_other)
        say_changes(&answer, &outcome->other.recompute);
    say_meaning(&answer, cell);
    for (guint i = 0; i < cell->terms->len; i++) {
        const struct why_term *term = &g_array_index(cell->terms, struct why_term, i);
        say_term(&answer, cell, term);
        if (!outcome->has_other)
            say_rows(&answer, cell, term);
    }
    if (outcome->has_other)
        say_against(&answer, outcome);
    return answer.text;
}
