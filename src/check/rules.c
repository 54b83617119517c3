#include "check/rules.h"

#include <string.h>

#include "base/decimal.h"
#include "base/ratio.h"
#include "base/text.h"
#include "calc/returned.h"
#include "data/vocabulary.h"

#define RULE_COLUMNS 3

/* What a rule finds wrong; the strings are new. */
struct fault {
    int column; /* of the dataset; -1: the whole row */
    char *value, *hint;
};

struct rule_row;

struct rules {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    date as_of, age_day; /* DATE_NONE: not known */
    int answer;          /* of returns: the column that must say something; -1 */
    gboolean has_days;   /* a unit of the tree begins or ends on a day */
    GArray *held;        /* struct held */
};

/* A rule with its columns found in the dataset. */
struct held {
    const struct rule_row *row;
    int column[RULE_COLUMNS];              /* -1: none */
    struct fact_codes codes[RULE_COLUMNS]; /* of broken_by_values() */
};

/* What a rule is asked about. */
struct question {
    const struct rules *rules;
    const struct held *held;
    const struct fact *fact;
    const gint *places;
};

typedef gboolean (*rule_test)(const struct question *question, struct fault *fault);

/*
 * `when` are the columns the test looks at; for broken_by_values() each with the codes that
 * together break the rule, the last of them being told.
 */
struct rule_row {
    enum rule rule;
    rule_test test;
    const char *dataset; /* NULL: any that has the columns */
    struct {
        const char *column, *codes;
    } when[RULE_COLUMNS];
};

/* New string. */
static char *shown_percent(gint64 hundredths)
{
    g_autofree char *text = decimal_vietnamese(hundredths, 2);
    return g_strconcat(text, "%", NULL);
}

/* As a person reads it; what names a person is masked. New string. */
static char *shown(const struct question *question, int column)
{
    const struct column *about = &question->rules->dataset->columns[column];
    gint64 value = question->fact->value[column];
    g_autofree char *text = NULL;
    if (value == FACT_BLANK)
        return g_strdup("");
    if (column_is_coded(about))
        text =
            g_strdup(value < about->values_count ? about->values[value].label
                                                 : vocabulary_label(question->fact->vocabulary,
                                                                    (guint)column, (gint32)value));
    else if (about->type == COLUMN_COUNT)
        text = g_strdup_printf("%" G_GINT64_FORMAT, value);
    else if (about->type == COLUMN_PERCENT)
        text = shown_percent(value);
    else
        text = date_vietnamese((date)value);
    return about->person ? text_mask(text) : g_steal_pointer(&text);
}

static const struct unit *unit_of(const struct question *question)
{
    return unit_at(question->rules->tree, question->fact->unit);
}

static gboolean blame_unit(const struct question *question, date day, struct fault *fault)
{
    fault->column = dataset_unit_column(question->rules->dataset);
    fault->value = g_strdup(unit_of(question)->code);
    fault->hint = date_vietnamese(day);
    return TRUE;
}

static gboolean has_unit_and_time(const struct question *question)
{
    return question->fact->unit != UNIT_NONE && question->fact->first != DATE_NONE;
}

/* A year or month counts as long as the unit was there on one of its days. */
static gboolean unit_began_later(const struct question *question, struct fault *fault)
{
    if (!has_unit_and_time(question))
        return FALSE;
    date from = unit_of(question)->from;
    return from != DATE_NONE && question->fact->last < from && blame_unit(question, from, fault);
}

static gboolean unit_ended_before(const struct question *question, struct fault *fault)
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
static gboolean dated_ahead(const struct question *question, struct fault *fault)
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

/* Where the file lacks a column nothing can be said of its blanks. */
static gboolean broken_by_values(const struct question *question, struct fault *fault)
{
    const struct held *held = question->held;
    for (guint i = RULE_COLUMNS; i-- > 0;) {
        int column = held->column[i];
        if (column >= 0 &&
            (!fact_has_code(question->fact, &held->codes[i]) || question->places[column] < 0))
            return FALSE;
    }
    fault->column = held->column[1];
    fault->value = shown(question, fault->column);
    return TRUE;
}

/* The first column must not be more than the second. */
static gboolean more_than_all(const struct question *question, struct fault *fault)
{
    const int *column = question->held->column;
    gint64 part = question->fact->value[column[0]], all = question->fact->value[column[1]];
    if (part == FACT_BLANK || all == FACT_BLANK || part <= all)
        return FALSE;
    fault->column = column[0];
    fault->value = shown(question, column[0]);
    fault->hint = shown(question, column[1]);
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
static gboolean percent_differs(const struct question *question, struct fault *fault)
{
    const int *column = question->held->column;
    const gint64 *value = question->fact->value;
    struct ratio ratio = {value[column[1]], value[column[2]]};
    if (value[column[0]] == FACT_BLANK || ratio.part == FACT_BLANK || ratio.whole == FACT_BLANK ||
        ratio.whole == 0 || ratio.part > ratio.whole || explains_percent(value[column[0]], ratio))
        return FALSE;
    g_autofree char *percent = decimal_vietnamese(ratio_round(ratio, 4), 2);
    fault->column = column[0];
    fault->value = shown(question, column[0]);
    fault->hint = g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " = %s%%", ratio.part,
                                  ratio.whole, percent);
    return TRUE;
}

static gboolean returned_blank(const struct question *question, struct fault *fault)
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
static const struct rule_row part_row = {RULE_MORE_THAN_ALL, more_than_all, NULL, {{NULL, NULL}}};

/*
 * Nobody is born after the time of the row, or after the day on which ages are taken, and nobody
 * after the day up to which the data go.
 */
static gboolean born_later(const struct question *question, struct fault *fault)
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
    fault->value = shown(question, column);
    fault->hint = date_vietnamese(day);
    return TRUE;
}

/* Members are at least eighteen (Điều lệ Đảng, Điều 1). */
static gboolean joined_early(const struct question *question, struct fault *fault)
{
    const int *column = question->held->column;
    gint64 birth = question->fact->value[column[0]], joined = question->fact->value[column[1]];
    /* Days tell nearly every row from the eve of a birthday, without the calendar. */
    if (birth == FACT_BLANK || joined == FACT_BLANK || joined - birth > 366 * 18 ||
        date_age((date)birth, (date)joined) >= 18)
        return FALSE;
    fault->column = column[1];
    fault->value = shown(question, column[1]);
    fault->hint = shown(question, column[0]);
    return TRUE;
}

/* Asked of each column of births. */
static const struct rule_row birth_row = {RULE_BORN_LATER, born_later, NULL, {{NULL, NULL}}};

static const struct rule_row table[] = {
    {RULE_JOINED_EARLY, joined_early, NULL, {{"ngay_sinh", NULL}, {"ngay_vao_dang", NULL}}},
    {RULE_UNIT_NOT_YET, unit_began_later, NULL, {{NULL, NULL}}},
    {RULE_UNIT_CLOSED, unit_ended_before, NULL, {{NULL, NULL}}},
    {RULE_FUTURE_DATE, dated_ahead, NULL, {{NULL, NULL}}},
    {RULE_BLANK_RETURN, returned_blank, NULL, {{NULL, NULL}}},
    {RULE_FORM_OF_MEMBER,
     broken_by_values,
     "ky_luat",
     {{"doi_tuong", "dang_vien"}, {"hinh_thuc", "giai_tan"}}},
    {RULE_FORM_OF_ORGANIZATION,
     broken_by_values,
     "ky_luat",
     {{"doi_tuong", "to_chuc"}, {"hinh_thuc", "cach_chuc khai_tru"}}},
    {RULE_FORM_OF_PROBATIONER,
     broken_by_values,
     "ky_luat",
     {{"chuc_vu", "dang_vien_du_bi"}, {"hinh_thuc", "cach_chuc khai_tru"}}},
    {RULE_DISMISSED_WITHOUT_POST,
     broken_by_values,
     "ky_luat",
     {{"chuc_vu", "- dang_vien"}, {"hinh_thuc", "cach_chuc"}}},
    {RULE_MEMBER_UNNAMED,
     broken_by_values,
     "ky_luat",
     {{"doi_tuong", "dang_vien"}, {"ma_dang_vien", "-"}}},
    {RULE_PERCENT_DIFFERS,
     percent_differs,
     "sinh_hoat",
     {{"ty_le_du_hop", NULL}, {"so_du_hop", NULL}, {"so_dang_vien", NULL}}},
};

/* Whether the rule looks at the dataset, with its columns there. */
static gboolean find_columns(const struct rule_row *row, const struct dataset *dataset,
                             struct held *held)
{
    *held = (struct held){.row = row, .column = {-1, -1, -1}};
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
    struct held held = {.row = row, .column = {(int)column, other, -1}};
    g_array_append_val(rules->held, held);
}

struct rules *rules_new(const struct dataset *dataset, const struct unit_tree *tree,
                        const struct period *period)
{
    struct rules *rules = g_new(struct rules, 1);
    rules->dataset = dataset;
    rules->tree = tree;
    rules->as_of = rules->age_day = period->as_of;
    rules->answer = dataset->kind == DATASET_RETURNS ? returned_answer(dataset) : -1;
    rules->has_days = tree != NULL && unit_tree_has_days(tree);
    rules->held = g_array_new(FALSE, FALSE, sizeof(struct held));
    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        struct held held;
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
    g_array_unref(rules->held);
    g_free(rules);
}

/* FALSE: the row is rejected for it. Takes what the fault holds. */
G_GNUC_NO_INLINE static gboolean tell(const struct question *question, struct fault *fault,
                                      struct findings *findings)
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
    *fault = (struct fault){-1, NULL, NULL};
    return rule_info(rule)->severity != SEVERITY_ERROR;
}

gboolean rules_admit(const void *rules, const struct fact *fact, const gint *places,
                     struct findings *findings, enum rule *rejected)
{
    const GArray *all = ((const struct rules *)rules)->held;
    struct question question = {rules, (const struct held *)(gconstpointer)all->data, fact, places};
    struct fault fault = {-1, NULL, NULL};
    gboolean good = TRUE;
    for (const struct held *end = question.held + all->len; question.held < end; question.held++) {
        if (!question.held->row->test(&question, &fault) || tell(&question, &fault, findings) ||
            !good)
            continue;
        *rejected = question.held->row->rule;
        good = FALSE;
    }
    return good;
}
