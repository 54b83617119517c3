#include "answer/why_review.h"

#include <string.h>

#include "answer/why_terms.h"
#include "calc/cap.h"

static const struct report *report_of(const struct why_cell *cell)
{
    return &cell->recompute.plan.report;
}

/* The figure of the cap's own table, in the row of the same code. */
static void fill_reviewed_cap(struct why_cell *cell, guint column)
{
    const struct template_table *table =
        template_cap_table(report_of(cell)->template, template_review_columns[column].cap);
    const struct book_sheet *sheet = recompute_sheet(&cell->recompute, table->id);
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    struct why_cell cap = *cell;
    cap.table = table;
    cap.sheet = sheet;
    for (guint r = 0; r < sheet->table->rows->len; r++) {
        cap.at = (struct cell_place){r, CAP_SHOWS_OVER};
        if (strcmp(book_row(sheet->table, r)->code, code) == 0 &&
            !book_row(sheet->table, r)->heading)
            why_terms_fill(&cap);
    }
    cell->undecided = cap.undecided;
}

/* The units whose verdict a row tells: its own, or all that are marked. */
static GArray *units_reviewed(const struct why_cell *cell, enum review_rule rule)
{
    const struct report *report = report_of(cell);
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    gboolean total = strcmp(code, BOOK_TOTAL_CODE) == 0;
    const GArray *all = scopes_units(report->scopes, 0);
    GArray *units = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; i < all->len; i++) {
        gint32 unit = g_array_index(all, gint32, i);
        enum review_state state = review_of(report->review, rule, unit);
        if (total ? state == REVIEW_MARKED
                  : state != REVIEW_NOT_APPLICABLE &&
                        strcmp(unit_at(report->scopes->tree, unit)->code, code) == 0)
            g_array_append_val(units, unit);
    }
    return units;
}

static void fill_reviewed_ranking(struct why_cell *cell, guint column)
{
    /* REVIEW_RULES: of every rule. */
    static const struct {
        const char *name;
        enum review_rule rule;
    } datasets[] = {{"xep_loai", REVIEW_RULES},
                    {"xep_loai_dang_vien", REVIEW_PREREQUISITES},
                    {"ky_luat", REVIEW_DISCIPLINE}};
    const struct report *report = report_of(cell);
    enum review_rule rule = (enum review_rule)(column - REVIEW_SHOWS_DISCIPLINE);
    for (guint s = 0; s < report->sources->len && report->review != NULL; s++) {
        const struct report_source *source =
            &g_array_index(report->sources, struct report_source, s);
        struct why_term term = {.role = MESSAGE_WHY_RESTS_ON,
                                .counting = WHY_VERDICTS,
                                .source = source,
                                .unit = UNIT_NONE,
                                .rule = rule};
        for (guint i = 0; i < G_N_ELEMENTS(datasets); i++) {
            if (strcmp(datasets[i].name, source->dataset->name) != 0 ||
                (datasets[i].rule != REVIEW_RULES && datasets[i].rule != rule))
                continue;
            term.what = g_strdup(source->dataset->label);
            term.units = units_reviewed(cell, rule);
            g_array_append_val(cell->terms, term);
        }
    }
}

/* What has no verdict, and about what that is said, which is taken. */
static void tell_unjudged(struct why_cell *cell, enum message reason, char *about)
{
    cell->unjudged = TRUE;
    cell->unjudged_for = reason;
    g_free(cell->unjudged_about);
    cell->unjudged_about = about;
}

static int year_of(const struct why_cell *cell)
{
    int year, month, day;
    date_to_civil(report_of(cell)->period.last, &year, &month, &day);
    return year;
}

static void tell_unjudged_cap(struct why_cell *cell, guint column, enum cell_state state)
{
    const struct report *report = report_of(cell);
    const struct cap_rule *rule = dictionary_cap(
        report->dictionary, template_review_columns[column].cap, report->period.last);
    if (!cap_is_judged_in(report->period))
        tell_unjudged(cell, MESSAGE_WHY_OTHER_PERIOD, NULL);
    else if (!cap_rule_is_read(rule))
        tell_unjudged(cell, MESSAGE_WHY_LAW_UNREAD, law_cited(rule->source, rule->mark));
    else if (state == CELL_NOT_APPLICABLE)
        tell_unjudged(cell, MESSAGE_WHY_OTHER_UNIT, NULL);
    else if (!cap_rule_has_groups(rule))
        tell_unjudged(cell, MESSAGE_WHY_NO_GROUP, law_cited(rule->source, rule->mark));
    else
        tell_unjudged(cell, MESSAGE_WHY_NOT_RANKED, NULL);
}

/* A unit of the row of which the verdict is missing; UNIT_NONE: none. */
static gint32 missing_unit(const struct why_cell *cell, enum review_rule rule)
{
    const struct report *report = report_of(cell);
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    const GArray *all = scopes_units(report->scopes, 0);
    for (guint i = 0; i < all->len; i++) {
        gint32 unit = g_array_index(all, gint32, i);
        if (review_of(report->review, rule, unit) == REVIEW_MISSING &&
            (strcmp(code, BOOK_TOTAL_CODE) == 0 ||
             strcmp(unit_at(report->scopes->tree, unit)->code, code) == 0))
            return unit;
    }
    return UNIT_NONE;
}

static void tell_unjudged_ranking(struct why_cell *cell, guint column)
{
    static const enum message reasons[REVIEW_RULES] = {
        [REVIEW_DISCIPLINE] = MESSAGE_WHY_NO_POSTS,
        [REVIEW_PREREQUISITES] = MESSAGE_WHY_NO_BELOW,
        [REVIEW_POINTS] = MESSAGE_WHY_NO_POINTS,
        [REVIEW_QUARTERS] = MESSAGE_WHY_NO_QUARTERS,
    };
    const struct review *review = report_of(cell)->review;
    enum review_rule rule = (enum review_rule)(column - REVIEW_SHOWS_DISCIPLINE);
    gboolean running = rule == REVIEW_QUARTERS && review != NULL && review_running_law(review);
    gint32 unit = review != NULL ? missing_unit(cell, rule) : UNIT_NONE;
    if (review == NULL || (review_law(review, rule) == NULL && !running))
        tell_unjudged(cell, MESSAGE_WHY_NO_LAW, g_strdup_printf("%d", year_of(cell)));
    else if (unit == UNIT_NONE)
        tell_unjudged(cell, MESSAGE_WHY_OTHER_UNIT, NULL);
    else if (rule == REVIEW_DISCIPLINE && !review_knows_actions(review))
        tell_unjudged(cell, MESSAGE_WHY_NO_ACTIONS, g_strdup_printf("%d", year_of(cell)));
    else
        tell_unjudged(cell, review_is_ranked(review, unit) ? reasons[rule] : MESSAGE_WHY_NOT_RANKED,
                      NULL);
}

static void fill_reviewed(struct why_cell *cell, guint column)
{
    enum cell_state state = book_cell(cell->sheet->table, cell->at.row, column)->state;
    gboolean of_cap = template_review_columns[column].cap != NULL;
    if (state != CELL_OK && of_cap)
        tell_unjudged_cap(cell, column, state);
    else if (state != CELL_OK)
        tell_unjudged_ranking(cell, column);
    if (state == CELL_NOT_APPLICABLE)
        return;
    if (template_review_columns[column].cap != NULL)
        fill_reviewed_cap(cell, column);
    else
        fill_reviewed_ranking(cell, column);
}

void why_review_fill(struct why_cell *cell)
{
    const struct book_table *table = cell->sheet->table;
    if (cell->at.column < TEMPLATE_REVIEW_COLUMNS) {
        fill_reviewed(cell, cell->at.column);
        return;
    }
    for (guint c = 0; c < TEMPLATE_REVIEW_COLUMNS; c++)
        if (book_cell(table, cell->at.row, c)->state == CELL_OK &&
            book_cell(table, cell->at.row, c)->numerator > 0)
            fill_reviewed(cell, c);
}

gboolean why_review_holds(const struct why_cell *cell, const struct why_term *term,
                          const struct dataset *dataset, const struct fact *fact)
{
    for (guint i = 0; i < term->units->len; i++)
        if (review_rests_on(report_of(cell)->review, term->rule,
                            g_array_index(term->units, gint32, i), dataset, fact))
            return TRUE;
    return FALSE;
}
