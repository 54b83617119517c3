#include "check/rules.h"

#include <string.h>

#include "calc/returned.h"
#include "check/rule_tests.h"

struct rules {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    date as_of, age_day;             /* DATE_NONE: not known */
    int answer;                      /* of returns: the column that must say something; -1 */
    struct authorities *authorities; /* NULL: nothing is said of them */
    gboolean has_days;               /* a unit of the tree begins or ends on a day */
    GArray *held;                    /* struct rule_held */
};

static const struct unit *unit_of(const struct rule_question *question)
{
    return unit_at(question->rules->tree, question->fact->unit);
}

static gboolean blame_unit(const struct rule_question *question, date day, struct rule_fault *fault)
{
    fault->column = dataset_unit_column(question->rules->dataset);
    fault->value = g_strdup(unit_of(question)->code);
    fault->hint = date_vietnamese(day);
    return TRUE;
}

static gboolean has_unit_and_time(const struct rule_question *question)
{
    return question->fact->unit != UNIT_NONE && question->fact->first != DATE_NONE;
}

/* A year or month counts as long as the unit was there on one of its days. */
static gboolean unit_began_later(const struct rule_question *question, struct rule_fault *fault)
{
    if (!has_unit_and_time(question))
        return FALSE;
    date from = unit_of(question)->from;
    return from != DATE_NONE && question->fact->last < from && blame_unit(question, from, fault);
}

static gboolean unit_ended_before(const struct rule_question *question, struct rule_fault *fault)
{
    if (!has_unit_and_time(question))
        return FALSE;
    date to = unit_of(question)->to;
    return to != DATE_NONE && to < question->fact->first && blame_unit(question, to, fault);
}

/*
 * The time the row belongs to; a year or month is in the future when its first day is. A decision
 * may well be taken after the year it is about.
 */
static gboolean dated_ahead(const struct rule_question *question, struct rule_fault *fault)
{
    const struct rules *rules = question->rules;
    if (rules->as_of == DATE_NONE || question->fact->first == DATE_NONE ||
        question->fact->first <= rules->as_of)
        return FALSE;
    fault->column = dataset_time_column(rules->dataset);
    fault->value = date_vietnamese(question->fact->first);
    fault->hint = date_vietnamese(rules->as_of);
    return TRUE;
}

static gboolean returned_blank(const struct rule_question *question, struct rule_fault *fault)
{
    int answer = question->rules->answer;
    if (answer < 0 || question->fact->unit == UNIT_NONE ||
        question->fact->value[answer] != FACT_BLANK)
        return FALSE;
    fault->column = answer;
    fault->value = g_strdup(unit_of(question)->code);
    fault->hint = g_strdup(question->rules->dataset->columns[answer].name);
    return TRUE;
}

/* Asked of each column that is a part of another. */
static const struct rule_row part_row = {
    RULE_MORE_THAN_ALL, rule_tests_more_than_all, NULL, {{NULL, NULL}}};

/*
 * Nobody is born after the time of the row, or after the day on which ages are taken, and nobody
 * after the day up to which the data go.
 */
static gboolean born_later(const struct rule_question *question, struct rule_fault *fault)
{
    int column = question->held->column[0];
    gint64 birth = question->fact->value[column];
    date day = question->fact->first != DATE_NONE ? question->fact->last : question->rules->age_day;
    date as_of = question->rules->as_of;
    if (day == DATE_NONE || (as_of != DATE_NONE && as_of < day))
        day = as_of;
    if (birth <= day || day == DATE_NONE) /* a blank is before any day */
        return FALSE;
    fault->column = column;
    fault->value = rule_tests_shown(question, column);
    fault->hint = date_vietnamese(day);
    return TRUE;
}

/* Asked of each column of births. */
static const struct rule_row birth_row = {RULE_BORN_LATER, born_later, NULL, {{NULL, NULL}}};

static const struct rule_row table[] = {
    {RULE_JOINED_EARLY,
     rule_tests_joined_early,
     NULL,
     {{"ngay_sinh", NULL}, {"ngay_vao_dang", NULL}}},
    {RULE_UNIT_NOT_YET, unit_began_later, NULL, {{NULL, NULL}}},
    {RULE_UNIT_CLOSED, unit_ended_before, NULL, {{NULL, NULL}}},
    {RULE_FUTURE_DATE, dated_ahead, NULL, {{NULL, NULL}}},
    {RULE_BLANK_RETURN, returned_blank, NULL, {{NULL, NULL}}},
    {RULE_FORM_OF_MEMBER,
     rule_tests_broken_by_values,
     "ky_luat",
     {{"doi_tuong", "dang_vien"}, {"hinh_thuc", "giai_tan"}}},
    {RULE_FORM_OF_ORGANIZATION,
     rule_tests_broken_by_values,
     "ky_luat",
     {{"doi_tuong", "to_chuc"}, {"hinh_thuc", "cach_chuc khai_tru"}}},
    {RULE_FORM_OF_PROBATIONER,
     rule_tests_broken_by_values,
     "ky_luat",
     {{"chuc_vu", "dang_vien_du_bi"}, {"hinh_thuc", "cach_chuc khai_tru"}}},
    {RULE_DISMISSED_WITHOUT_POST,
     rule_tests_broken_by_values,
     "ky_luat",
     {{"chuc_vu", "- dang_vien"}, {"hinh_thuc", "cach_chuc"}}},
    {RULE_MEMBER_UNNAMED,
     rule_tests_broken_by_values,
     "ky_luat",
     {{"doi_tuong", "dang_vien"}, {"ma_dang_vien", "-"}}},
    {RULE_OUTSIDE_AUTHORITY, rule_tests_outside_authority, "ky_luat", {{NULL, NULL}}},
    {RULE_PERCENT_DIFFERS,
     rule_tests_percent_differs,
     "sinh_hoat",
     {{"ty_le_du_hop", NULL}, {"so_du_hop", NULL}, {"so_dang_vien", NULL}}},
};

/* Whether the rule looks at the dataset, with its columns there. */
static gboolean find_columns(const struct rule_row *row, const struct dataset *dataset,
                             struct rule_held *held)
{
    *held = (struct rule_held){.row = row, .column = {-1, -1, -1}};
    if (row->dataset != NULL && strcmp(row->dataset, dataset->name) != 0)
        return FALSE;
    for (guint i = 0; i < RULE_COLUMNS && row->when[i].column != NULL; i++) {
        held->column[i] = dataset_column(dataset, row->when[i].column);
        if (held->column[i] < 0)
            return FALSE;
        if (row->when[i].codes != NULL)
            held->codes[i] = fact_codes(dataset, (guint)held->column[i], row->when[i].codes);
    }
    return TRUE;
}

/* Whether any row could break the rule. */
static gboolean can_be_broken(const struct rules *rules, const struct rule_row *row)
{
    if (row->test == unit_began_later || row->test == unit_ended_before)
        return rules->has_days;
    if (row->test == returned_blank)
        return rules->answer >= 0;
    if (row->test == rule_tests_outside_authority)
        return rules->authorities != NULL;
    return row->test != dated_ahead || rules->as_of != DATE_NONE;
}

/* A column of births is called so, or ages are taken from it. */
static gboolean is_birth(const struct dataset *dataset, const struct column *column)
{
    if (column->type != COLUMN_DATE || strcmp(column->name, "ngay_sinh") == 0)
        return column->type == COLUMN_DATE;
    for (guint i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].type == COLUMN_BAND &&
            g_strcmp0(dataset->columns[i].of, column->name) == 0)
            return TRUE;
    return FALSE;
}

static void hold(struct rules *rules, const struct rule_row *row, guint column, int other)
{
    struct rule_held held = {.row = row, .column = {(int)column, other, -1}};
    g_array_append_val(rules->held, held);
}

struct rules *rules_new(const struct dataset *dataset, const struct dictionary *dictionary,
                        const struct unit_tree *tree, const struct period *period)
{
    struct rules *rules = g_new(struct rules, 1);
    rules->dataset = dataset;
    rules->authorities = authorities_new(dataset, dictionary);
    rules->tree = tree;
    rules->as_of = rules->age_day = period->as_of;
    rules->answer = dataset->kind == DATASET_RETURNS ? returned_answer(dataset) : -1;
    rules->has_days = tree != NULL && unit_tree_has_days(tree);
    rules->held = g_array_new(FALSE, FALSE, sizeof(struct rule_held));
    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        struct rule_held held;
        if (find_columns(&table[i], dataset, &held) && can_be_broken(rules, &table[i]))
            g_array_append_val(rules->held, held);
    }
    for (guint i = 0; i < dataset->columns_count; i++) {
        const char *whole = dataset->columns[i].part_of;
        if (whole != NULL)
            hold(rules, &part_row, i, dataset_column(dataset, whole));
        if (is_birth(dataset, &dataset->columns[i]))
            hold(rules, &birth_row, i, -1);
    }
    return rules;
}

void rules_set_age_day(struct rules *rules, date day)
{
    rules->age_day = day;
}

void rules_free(struct rules *rules)
{
    if (rules == NULL)
        return;
    authorities_free(rules->authorities);
    g_array_unref(rules->held);
    g_free(rules);
}

/* FALSE: the row is rejected for it. Takes what the fault holds. */
G_GNUC_NO_INLINE static gboolean tell(const struct rule_question *question,
                                      struct rule_fault *fault, struct findings *findings)
{
    enum rule rule = question->held->row->rule;
    gint place = fault->column >= 0 ? question->places[fault->column] : -1;
    findings_add(findings, &(struct finding){.rule = rule,
                                             .file = question->fact->file,
                                             .field = (guint)(place + 1),
                                             .unit = (guint32)(question->fact->unit + 1),
                                             .line = question->fact->line,
                                             .value = fault->value,
                                             .hint = fault->hint});
    g_free(fault->value);
    g_free(fault->hint);
    *fault = (struct rule_fault){-1, NULL, NULL};
    return rule_info(rule)->severity != SEVERITY_ERROR;
}

gboolean rules_admit(const void *rules, const struct fact *fact, const gint *places,
                     struct findings *findings, enum rule *rejected)
{
    const struct rules *own = rules;
    const GArray *all = own->held;
    struct rule_question question = {.rules = own,
                                     .dataset = own->dataset,
                                     .authorities = own->authorities,
                                     .held = (const struct rule_held *)(gconstpointer)all->data,
                                     .fact = fact,
                                     .places = places};
    struct rule_fault fault = {-1, NULL, NULL};
    gboolean good = TRUE;
    for (const struct rule_held *end = question.held + all->len; question.held < end;
         question.held++) {
        if (!question.held->row->test(&question, &fault) || tell(&question, &fault, findings) ||
            !good)
            continue;
        *rejected = question.held->row->rule;
        good = FALSE;
    }
    return good;
}
