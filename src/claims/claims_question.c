#include "claims/claims_question.h"

#include <string.h>

#include "claims/claims_condition.h"

#define FIRST_YEAR 1900 /* of an open beginning */

/* Each way to count is two columns; there are no more ways than this. */
#define WAYS 6

static char *text_or_empty(const char *text)
{
    return g_strdup(text != NULL ? text : "");
}

struct claims_question *claims_question_new(const char *unit, const char *from, const char *to,
                                            const char *source, const char *condition)
{
    struct claims_question *question = g_new0(struct claims_question, 1);
    question->unit = text_or_empty(unit);
    question->from = text_or_empty(from);
    question->to = text_or_empty(to);
    question->source = text_or_empty(source);
    question->condition = text_or_empty(condition);
    question->lists = g_ptr_array_new_with_free_func(g_free);
    question->ways = g_array_new(FALSE, FALSE, sizeof(struct claims_way));
    question->rows = g_array_new(FALSE, FALSE, sizeof(struct claims_row));
    question->data.readings = g_array_new(FALSE, FALSE, sizeof(struct claim_reading));
    return question;
}

void claims_question_free(struct claims_question *question)
{
    if (question == NULL)
        return;
    char *texts[] = {question->unit,          question->from,      question->to,
                     question->source,        question->condition, question->data.about,
                     question->base_condition};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    query_free(question->query);
    scopes_free(question->scopes);
    for (guint i = 0; i < question->table.columns_count; i++)
        g_free(question->table.columns[i].code);
    g_free(question->table.columns);
    g_free(question->table.rows);
    claims_condition_free(question->where, question->where_count);
    claims_condition_free(question->base_where, question->base_where_count);
    g_strfreev(question->ranked.is.item);
    g_ptr_array_unref(question->lists);
    g_array_unref(question->ways);
    g_array_unref(question->rows);
    g_array_unref(question->data.readings);
    g_free(question);
}

gboolean claims_question_hinder(struct claims_question *question, enum message obstacle,
                                const char *about)
{
    question->data.obstacle = obstacle;
    g_free(question->data.about);
    question->data.about = g_strdup(about);
    return FALSE;
}

static gboolean set_dataset(struct claims_question *question, const struct workspace *workspace)
{
    const struct dataset *dataset = dictionary_dataset(workspace->dictionary, question->source);
    if (dataset == NULL || (dataset->kind != DATASET_EVENTS && dataset->kind != DATASET_RETURNS &&
                            dataset->kind != DATASET_STOCK))
        return claims_question_hinder(question, MESSAGE_CLAIM_NO_SOURCE, question->source);
    if (!workspace_has(workspace, dataset))
        return claims_question_hinder(question, MESSAGE_CLAIM_NO_FILE, dataset->name);
    question->dataset = dataset;
    return TRUE;
}

static gboolean set_unit(struct claims_question *question, const struct workspace *workspace)
{
    question->root = UNIT_NONE;
    if (*question->unit != '\0')
        question->root = unit_tree_find(workspace->tree, question->unit, -1);
    if (question->root == UNIT_NONE && *question->unit != '\0')
        return claims_question_hinder(question, MESSAGE_CLAIM_NO_UNIT, question->unit);
    return TRUE;
}

static gboolean set_day(const char *text, date *day)
{
    return *text == '\0' || date_parse(text, -1, day);
}

/* An open end is far away; what is returned a year or a month must not be added up over all. */
static gboolean set_period(struct claims_question *question)
{
    question->period = (struct period)PERIOD_NONE;
    question->period.kind = PERIOD_RANGE;
    question->period.first = date_from_civil(FIRST_YEAR, 1, 1);
    question->period.last = date_from_civil(CLAIMS_LAST_YEAR, 12, 31);
    question->dated = *question->from != '\0' || *question->to != '\0';
    if (!set_day(question->from, &question->period.first) ||
        !set_day(question->to, &question->period.last) ||
        question->period.last < question->period.first) {
        g_autofree char *days = g_strdup_printf("%s..%s", question->from, question->to);
        return claims_question_hinder(question, MESSAGE_CLAIM_BAD_DATE, days);
    }
    if (question->dataset->kind == DATASET_RETURNS &&
        (*question->from == '\0' || *question->to == '\0'))
        return claims_question_hinder(question, MESSAGE_CLAIM_NO_PERIOD, question->dataset->name);
    for (guint i = 0; i < question->where_count; i++) {
        const char *field = question->where[i].field;
        int column = dataset_column(question->dataset, field);
        if (column >= 0 && question->dataset->columns[column].type == COLUMN_BAND &&
            *question->to == '\0')
            return claims_question_hinder(question, MESSAGE_CLAIM_NO_PERIOD, field);
    }
    return TRUE;
}

/* The conditions of the subject, then those of the sentence. */
static gboolean parse_condition(struct claims_question *question, const struct workspace *workspace,
                                const char *text, struct template_condition **where, guint *count)
{
    const char *subject = question->subject != NULL && question->subject->where != NULL
                              ? question->subject->where
                              : "";
    g_autofree char *both = g_strconcat(subject, ";", text, NULL);
    if (!claims_condition_parse(both, workspace->dictionary, question->dataset, where, count))
        return claims_question_hinder(question, MESSAGE_CLAIM_BAD_CONDITION, text);
    return TRUE;
}

static gboolean set_condition(struct claims_question *question, const struct workspace *workspace)
{
    const char *base = question->base_condition != NULL ? question->base_condition : "";
    if (!parse_condition(question, workspace, question->condition, &question->where,
                         &question->where_count) ||
        !parse_condition(question, workspace, base, &question->base_where,
                         &question->base_where_count))
        return FALSE;
    const char *subject = question->subject != NULL ? question->subject->where : NULL;
    if (subject != NULL)
        for (const char *at = subject; at != NULL; at = strchr(at + 1, ';'))
            question->subject_where_count++;
    claims_condition_ranked(question->where, question->where_count, question->dataset,
                            &question->ranked);
    return TRUE;
}

static struct template_entry *add_column(struct claims_question *question, const char *sum,
                                         const char *distinct)
{
    struct template_entry *entry = &question->table.columns[question->table.columns_count];
    entry->code = g_strdup_printf("c%u", question->table.columns_count++);
    entry->sum = (char *)sum;
    entry->distinct = (char *)distinct;
    return entry;
}

/* What a way adds up, and what its base does. */
struct amount {
    enum message counted;
    const char *sum, *over, *distinct;
};

/* The column with the condition, then the one without it (or with all that is ranked). */
static void add_way(struct claims_question *question, const struct amount *amount,
                    enum message base)
{
    gboolean ranked = base == MESSAGE_BASE_RANKED;
    struct claims_way way = {amount->counted, base, question->table.columns_count,
                             question->table.columns_count + 1, base == MESSAGE_BASE_LISTED};
    struct template_entry *part = add_column(question, amount->sum, amount->distinct);
    part->where = question->where;
    part->where_count = question->where_count;
    struct template_entry *whole =
        add_column(question, amount->over != NULL ? amount->over : amount->sum, amount->distinct);
    whole->where = question->base_where;
    whole->where_count = question->base_where_count;
    if (ranked) {
        /* The conditions of a base, and one more: that it is ranked. Borrowed but for the list. */
        struct template_condition *both =
            g_new0(struct template_condition, question->base_where_count + 1);
        if (question->base_where_count > 0)
            memcpy(both, question->base_where, question->base_where_count * sizeof *both);
        both[question->base_where_count] = question->ranked;
        whole->where = both;
        whole->where_count = question->base_where_count + 1;
        g_ptr_array_add(question->lists, both);
    }
    g_array_append_val(question->ways, way);
}

/* The column whose numbers are the weights of rows; NULL: a row is one. */
static const char *weight_column(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->one_of.count; i++) {
        int column = dataset_column(dataset, dataset->one_of.item[i]);
        if (column >= 0 && dataset->columns[column].type == COLUMN_COUNT)
            return dataset->columns[column].name;
    }
    return NULL;
}

static int person_column(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].person && dataset->columns[i].type == COLUMN_KEY)
            return (int)i;
    return -1;
}

/* Bases of one way to count: those ranked, then all of which the dataset has rows. */
static void add_ways(struct claims_question *question, struct amount amount)
{
    gboolean ranked = question->ranked.field != NULL;
    if (ranked) {
        struct amount of_ranked = amount;
        if (question->subject == NULL)
            of_ranked.counted =
                amount.sum != NULL ? MESSAGE_COUNTED_RANKED_SUM : MESSAGE_COUNTED_RANKED;
        add_way(question, &of_ranked, MESSAGE_BASE_RANKED);
    }
    add_way(question, &amount, ranked ? MESSAGE_BASE_PRESENT : MESSAGE_COUNT);
}

/* A sentence says what it counts. */
static void set_subject_ways(struct claims_question *question)
{
    const struct dictionary_subject *subject = question->subject;
    const struct dataset *dataset = question->dataset;
    int distinct = subject->distinct != NULL ? dataset_column(dataset, subject->distinct) : -1;
    gboolean units = distinct >= 0 && dataset->columns[distinct].type == COLUMN_UNIT;
    struct amount amount = {subject->sum != NULL ? MESSAGE_COUNTED_SUM
                            : distinct < 0       ? MESSAGE_COUNTED_ROWS
                            : units              ? MESSAGE_COUNTED_UNITS
                                                 : MESSAGE_COUNTED_PERSONS,
                            subject->sum, subject->over, subject->distinct};
    add_ways(question, amount);
    if (question->person_column >= 0 && subject->sum == NULL && distinct < 0)
        add_ways(question, (struct amount){MESSAGE_COUNTED_PERSONS, NULL, NULL,
                                           dataset->columns[question->person_column].name});
    if (subject->listed != NULL && question->base_where_count == question->subject_where_count)
        add_way(question, &amount, MESSAGE_BASE_LISTED);
}

static void set_table_ways(struct claims_question *question)
{
    const struct dataset *dataset = question->dataset;
    const char *weight = weight_column(dataset);
    int unit = dataset_unit_column(dataset);
    add_ways(question, (struct amount){weight ? MESSAGE_COUNTED_SUM : MESSAGE_COUNTED_ROWS, weight,
                                       NULL, NULL});
    if (question->person_column >= 0 && weight == NULL)
        add_way(question,
                &(struct amount){MESSAGE_COUNTED_PERSONS, NULL, NULL,
                                 dataset->columns[question->person_column].name},
                MESSAGE_COUNT);
    if (unit >= 0)
        add_way(question,
                &(struct amount){MESSAGE_COUNTED_UNITS, NULL, NULL, dataset->columns[unit].name},
                MESSAGE_COUNT);
}

static void set_ways(struct claims_question *question)
{
    const struct dataset *dataset = question->dataset;
    question->person_column = person_column(dataset);
    question->table.id = (char *)"claim";
    question->table.from = dataset->name;
    question->table.rows = g_new0(struct template_entry, 1);
    question->table.rows[0].by = (char *)"unit";
    question->table.rows_count = 1;
    question->table.columns = g_new0(struct template_entry, 2 * WAYS);
    if (question->subject != NULL)
        set_subject_ways(question);
    else
        set_table_ways(question);
}

/* All units that are there on the last day, and are what the subject's level says. */
static void set_listed(struct claims_question *question, const struct workspace *workspace,
                       date day)
{
    const struct unit_tree *tree = workspace->tree;
    enum level level;
    if (question->subject == NULL || question->subject->listed == NULL ||
        !level_from_code(question->subject->listed, &level))
        return;
    for (guint i = 0; i < unit_tree_count(tree); i++) {
        const struct unit *unit = unit_at(tree, (gint32)i);
        question->listed +=
            unit->level == level && unit_is_valid(tree, (gint32)i, day) &&
            !dictionary_lifts(workspace->dictionary, level_code(level), unit->kind, day) &&
            (question->root == UNIT_NONE || unit_is_within(tree, (gint32)i, question->root));
    }
}

/* The unit may have ended before an open period does: its rows are those of its last day. */
static date map_day(const struct claims_question *question, const struct unit_tree *tree)
{
    date last = question->period.last;
    if (question->root == UNIT_NONE)
        return last;
    date end = unit_at(tree, question->root)->to;
    return end != DATE_NONE ? MIN(last, end) : last;
}

gboolean claims_question_resolve(struct claims_question *question,
                                 const struct workspace *workspace)
{
    if (!set_dataset(question, workspace) || !set_unit(question, workspace) ||
        !set_condition(question, workspace) || !set_period(question))
        return FALSE;
    set_ways(question);
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, question->root);
    set_listed(question, workspace, map_day(question, workspace->tree));
    question->scopes = scopes_new(workspace->tree, roots, map_day(question, workspace->tree));
    question->query =
        query_new(&question->table, workspace->dictionary, question->scopes, question->period);
    return TRUE;
}
