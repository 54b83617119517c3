#include "claims/claims_question.h"

#include "calc/groups.h"
#include "check/completeness.h"
#include "check/rules.h"
#include "run/sieve.h"

/* The questions of one pass: those on one dataset, and on one day if ages are asked. */
struct pass_plan {
    gboolean again;         /* what is wrong with the dataset was told in the pass before */
    GPtrArray *questions;   /* struct claims_question * */
    GPtrArray *tally_plans; /* struct tally_plan *, by question */
    struct grouping *grouping;
};

/* One question in one thread. */
struct tallied {
    const struct claims_question *question;
    struct filter *part;
    GArray *rows; /* struct claims_row; the first CLAIMS_ROWS after trim_rows() */
    guint64 rows_counted[2], rows_then; /* see claims_question.h */
};

static gint by_place(gconstpointer left, gconstpointer right)
{
    const struct claims_row *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* Which rows stay does not depend on the order in which they were met. */
static void trim_rows(GArray *rows)
{
    g_array_sort(rows, by_place);
    if (rows->len > CLAIMS_ROWS)
        g_array_set_size(rows, CLAIMS_ROWS);
}

/* One thread's. */
struct claims_lane {
    struct groups *groups;
    GArray *all; /* struct tallied, by question */
};

static void free_state(void *state)
{
    struct claims_lane *lane = state;
    for (guint i = 0; i < lane->all->len; i++) {
        struct tallied *tallied = &g_array_index(lane->all, struct tallied, i);
        filter_free(tallied->part);
        g_array_unref(tallied->rows);
    }
    g_array_unref(lane->all);
    groups_free(lane->groups);
    g_free(lane);
}

static struct filter *filter_of(const struct claims_question *question,
                                const struct template_condition *where, guint count)
{
    struct filter_subject subject = {question->query->dictionary, question->dataset,
                                     question->scopes->tree, question->query->period.last};
    return filter_new(where, count, &subject);
}

static void *new_state(void *data)
{
    const struct pass_plan *plan = data;
    struct claims_lane *lane = g_new(struct claims_lane, 1);
    *lane = (struct claims_lane){groups_new(plan->grouping),
                                 g_array_new(FALSE, FALSE, sizeof(struct tallied))};
    for (guint i = 0; i < plan->questions->len; i++) {
        const struct claims_question *question = g_ptr_array_index(plan->questions, i);
        struct tallied tallied = {
            .question = question,
            .part = filter_of(question, question->where, question->where_count),
            .rows = g_array_new(FALSE, FALSE, sizeof(struct claims_row)),
        };
        g_array_append_val(lane->all, tallied);
    }
    return lane;
}

static void take_fact(void *state, const struct fact *fact)
{
    const struct claims_lane *lane = state;
    groups_take(lane->groups, fact);
    for (guint i = 0; i < lane->all->len && fact->times > 0; i++) {
        struct tallied *tallied = &g_array_index(lane->all, struct tallied, i);
        const struct claims_question *question = tallied->question;
        if (!query_in_plane(question->query, SPAN_PERIOD, fact))
            continue;
        tallied->rows_then += (guint64)fact->times;
        if (question->scopes->scope_of[fact->unit] != 0 || !filter_passes(tallied->part, fact))
            continue;
        gboolean person =
            question->person_column >= 0 && fact->value[question->person_column] != FACT_BLANK;
        struct claims_row row = {fact->file, person, fact->line};
        tallied->rows_counted[FALSE] += (guint64)fact->times;
        tallied->rows_counted[TRUE] += person ? (guint64)fact->times : 0;
        g_array_append_val(tallied->rows, row);
        if (tallied->rows->len >= 2 * CLAIMS_ROWS)
            trim_rows(tallied->rows);
    }
}

static void merge_state(struct claims_lane *to, struct claims_lane *from)
{
    groups_pour(from->groups);
    for (guint i = 0; i < to->all->len; i++) {
        struct tallied *all = &g_array_index(to->all, struct tallied, i);
        struct tallied *more = &g_array_index(from->all, struct tallied, i);
        g_array_append_vals(all->rows, more->rows->data, more->rows->len);
        all->rows_then += more->rows_then;
        for (guint person = FALSE; person <= TRUE; person++)
            all->rows_counted[person] += more->rows_counted[person];
    }
}

/* Whether a unit stands on a day above those that are asked for, and none of them is below it. */
static gboolean is_bare(const struct filter *asked, const struct unit_tree *tree, gint32 unit,
                        date day)
{
    if (filter_passes_unit(asked, unit, day) || !filter_passes_unit(asked, unit, FILTER_ANY_DAY) ||
        !unit_is_valid(tree, unit, day))
        return FALSE;
    for (gint32 i = 0; i < (gint32)unit_tree_count(tree); i++)
        if (filter_passes_unit(asked, i, day) && unit_is_valid(tree, i, day) &&
            unit_is_within(tree, i, unit))
            return FALSE;
    return TRUE;
}

/* How many returns the question's units owe for its days, and how many of these are there. */
static void set_returns(struct claims_question *question, const struct tally *tally)
{
    struct returned *returned = tally_returned(tally);
    if (returned == NULL || question->dataset->kind != DATASET_RETURNS)
        return;
    const struct scopes *scopes = question->scopes;
    completeness_settle(question->dataset, scopes->tree, returned);
    g_autoptr(filter_t) base =
        filter_of(question, question->base_where, question->base_where_count);
    for (gint32 i = 0; i < (gint32)unit_tree_count(scopes->tree); i++) {
        if (scopes_home(scopes, i) != 0)
            continue;
        struct missing unit =
            completeness_of_unit(question->dataset, scopes->tree, i, returned, base);
        /* Of a committee above grassroots organizations that are not in the data nothing is known.
         */
        question->data.expected +=
            unit.expected +
            (filter_is_dated(base) && is_bare(base, scopes->tree, i, question->query->period.last));
        question->data.made += unit.made;
    }
}

static void set_answer(struct claims_question *question, const struct tally *tally,
                       struct tallied *tallied)
{
    const struct place total = {CUBE_TOTAL, 0, 0};
    const struct cube *cube = tally_cube(tally, 0, 0);
    set_returns(question, tally);
    for (guint i = 0; i < question->ways->len; i++) {
        const struct claims_way *way = &g_array_index(question->ways, struct claims_way, i);
        struct place part = {(gint32)way->part, 0, 0}, whole = {(gint32)way->whole, 0, 0};
        struct claim_reading reading = {
            way->counted, way->base, cube_sum(cube, SPAN_PERIOD, &total, &part),
            way->listed ? question->listed : cube_sum(cube, SPAN_PERIOD, &total, &whole)};
        if (tallied->rows_then > 0 || question->subject == NULL)
            g_array_append_val(question->data.readings, reading);
    }
    if (question->data.readings->len == 0)
        claims_question_hinder(question, MESSAGE_CLAIM_NO_ROWS, question->dataset->name);
    trim_rows(tallied->rows);
    g_array_append_vals(question->rows, tallied->rows->data, tallied->rows->len);
    for (guint person = FALSE; person <= TRUE; person++)
        question->rows_counted[person] = tallied->rows_counted[person];
}

static gboolean asks_age(const struct claims_question *question)
{
    for (guint i = 0; i < question->where_count + question->base_where_count; i++) {
        const struct template_condition *condition =
            i < question->where_count ? &question->where[i]
                                      : &question->base_where[i - question->where_count];
        int column = dataset_column(question->dataset, condition->field);
        if (column >= 0 && question->dataset->columns[column].type == COLUMN_BAND)
            return TRUE;
    }
    return FALSE;
}

/* Rows that a rule rejects count in no report, and so for no claim. */
static gboolean read_pass(struct workspace *workspace, struct pass_plan *plan, GError **error)
{
    const struct claims_question *first = g_ptr_array_index(plan->questions, 0);
    date age_day = asks_age(first) ? first->period.last : date_from_civil(CLAIMS_LAST_YEAR, 12, 31);
    g_autoptr(rules_t) rules =
        rules_new(first->dataset, workspace->dictionary, workspace->tree, &workspace->period);
    rules_set_age_day(rules, age_day);
    struct consumer consumer = {.state_new = new_state,
                                .take = take_fact,
                                .state_free = free_state,
                                .data = plan,
                                .admit = rules_admit,
                                .admit_data = rules};
    struct read_job job = {
        .inputs = workspace->inputs,
        .dataset = first->dataset,
        .tree = workspace->tree,
        .age_day = age_day,
        .threads = workspace->threads,
        .again = plan->again,
        .progress = workspace->progress,
    };
    struct sieve_reading reading = {&job, &consumer, workspace->crosswalk, workspace->accounts,
                                    workspace->findings};
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(free_state);
    gboolean done = sieve_read(&reading, states, error);
    if (!done)
        return FALSE;
    struct claims_lane *sum = new_state(plan);
    for (guint i = 0; i < states->len; i++)
        merge_state(sum, g_ptr_array_index(states, i));
    g_autoptr(GPtrArray) tallies = grouping_take_tallies(plan->grouping);
    for (guint i = 0; done && i < sum->all->len; i++) {
        const struct tally *tally = g_ptr_array_index(tallies, i);
        set_answer(g_ptr_array_index(plan->questions, i), tally,
                   &g_array_index(sum->all, struct tallied, i));
        done = tally_fits(tally, error);
    }
    free_state(sum);
    return done;
}

static void add_question(struct pass_plan *plan, struct claims_question *question)
{
    struct tally_plan *tally_plan = g_new(struct tally_plan, 1);
    *tally_plan = (struct tally_plan){.dataset = question->dataset,
                                      .scopes = question->scopes,
                                      .period = question->period,
                                      .queries = g_ptr_array_new()};
    g_ptr_array_add(tally_plan->queries, question->query);
    g_ptr_array_add(plan->questions, question);
    g_ptr_array_add(plan->tally_plans, tally_plan);
}

static void free_tally_plan(gpointer data)
{
    g_ptr_array_unref(((struct tally_plan *)data)->queries);
    g_free(data);
}

/* Whether one pass answers both: ages are those of one day. */
static gboolean share_pass(const struct claims_question *a, const struct claims_question *b)
{
    return a->dataset == b->dataset && asks_age(a) == asks_age(b) &&
           (!asks_age(a) || a->period.last == b->period.last);
}

/* All open questions that one pass answers, beginning with the first of them. */
static gboolean answer_next(struct workspace *workspace, GPtrArray *open, GHashTable *read,
                            GError **error)
{
    const struct claims_question *first = g_ptr_array_index(open, 0);
    struct pass_plan plan = {!g_hash_table_add(read, (gpointer)first->dataset), g_ptr_array_new(),
                             g_ptr_array_new_with_free_func(free_tally_plan), NULL};
    for (guint i = 0; i < open->len;) {
        struct claims_question *question = g_ptr_array_index(open, i);
        if (share_pass(first, question)) {
            add_question(&plan, question);
            g_ptr_array_remove_index(open, i);
        } else {
            i++;
        }
    }
    plan.grouping = grouping_new(plan.tally_plans, NULL, FALSE);
    gboolean done = read_pass(workspace, &plan, error);
    grouping_free(plan.grouping);
    g_ptr_array_unref(plan.questions);
    g_ptr_array_unref(plan.tally_plans);
    return done;
}

gboolean claims_count(struct workspace *workspace, GPtrArray *questions, GError **error)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    for (guint i = 0; i < questions->len; i++) {
        struct claims_question *question = g_ptr_array_index(questions, i);
        if (question->data.about == NULL && claims_question_resolve(question, workspace))
            g_ptr_array_add(open, question);
    }
    g_autoptr(GHashTable) read = g_hash_table_new(NULL, NULL);
    while (open->len > 0)
        if (!answer_next(workspace, open, read, error))
            return FALSE;
    return TRUE;
}
