#include "read/reader.h"

#include <string.h>

#include "data/place.h"
#include "data/vocabulary.h"
#include "read/facts.h"
#include "read/keys.h"
#include "read/pass.h"

/* ---- the order in which files were handed in ---- */

/* Further numbers of a name are not looked at. */
#define MAX_NUMBERS 16

struct numbers {
    guint64 number[MAX_NUMBERS];
    guint count;
};

/* A day written as 31-08-2024 orders by its year first. */
static void turn_day(guint64 *number)
{
    if (number[0] < 1 || number[0] > 31 || number[1] < 1 || number[1] > 12 || number[2] < 1900 ||
        number[2] > 2199)
        return;
    guint64 day = number[0];
    number[0] = number[2];
    number[2] = day;
}

static struct numbers numbers_of(const char *name)
{
    struct numbers numbers = {{0}, 0};
    const char *slash = strrchr(name, '/');
    for (const char *at = slash != NULL ? slash + 1 : name;
         *at != '\0' && numbers.count < MAX_NUMBERS;) {
        if (!g_ascii_isdigit(*at)) {
            at++;
            continue;
        }
        char *end;
        numbers.number[numbers.count++] = g_ascii_strtoull(at, &end, 10);
        at = end;
    }
    for (guint i = 0; i + 3 <= numbers.count; i++)
        turn_day(&numbers.number[i]);
    return numbers;
}

int reader_compare_names(const char *a, const char *b)
{
    struct numbers x = numbers_of(a), y = numbers_of(b);
    for (guint i = 0; i < MIN(x.count, y.count); i++)
        if (x.number[i] != y.number[i])
            return x.number[i] < y.number[i] ? -1 : 1;
    return (x.count > y.count) - (x.count < y.count);
}

static int compare_inputs(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct inputs *inputs = data;
    guint x = *(const guint *)a, y = *(const guint *)b;
    int order = reader_compare_names(inputs->item[x].name, inputs->item[y].name);
    return order != 0 ? order : (x > y) - (x < y);
}

guint *reader_rank_inputs(const struct inputs *inputs)
{
    guint *ranks = g_new(guint, MAX(inputs->count, 1));
    g_autofree guint *order = g_new(guint, MAX(inputs->count, 1));
    for (guint i = 0; i < inputs->count; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)inputs->count, sizeof *order, compare_inputs, (gpointer)inputs);
    for (guint i = 0; i < inputs->count; i++)
        ranks[order[i]] = i;
    return ranks;
}

/* ---- facts ---- */

/* What the takers of facts go by. */
struct reading {
    const struct consumer *consumer;
    const GArray *repeated; /* fingerprints met more than once */
    const GArray *losers;   /* rows to leave out */
    const guint *ranks;     /* by file: see reader_rank_inputs() */
    GArray *doubtful;       /* see keys_decide() */
    GArray *to_open;        /* struct table_place: groups that are to be opened first */
};

/* What is told of a reading besides facts. */
struct reading_told {
    struct account *accounts;
    struct findings *findings;
    GArray *to_open; /* struct table_place */
};

static inline const struct fact *code(struct lane *lane, const struct row *record,
                                      const struct consumer *consumer)
{
    enum rule rule;
    const struct fact *fact = record_code(lane->coder, record, lane->findings, &rule);
    if (fact != NULL && consumer->admit != NULL &&
        !consumer->admit(consumer->admit_data, fact, lane->input->column, lane->findings, &rule))
        fact = NULL;
    if (fact == NULL)
        lane->part->rejected[rule] += (guint64)lane->of_table.times;
    return fact;
}

/* Notes that the group's rows are wanted one by one. */
static void open_group(struct lane *lane, const struct row *record)
{
    struct table_place place = {lane->file, record->line};
    g_array_append_val(lane->to_open, place);
}

static void take_fact(void *data, const struct row *record)
{
    struct lane *lane = data;
    const struct reading *reading = lane->pass->data;
    const struct loser *loser = reading->losers->len > 0 ? keys_loser(reading->losers, lane->file,
                                                                      record->line, record->cell)
                                                         : NULL;
    guint found = findings_count(lane->findings);
    lane->part->records += (guint64)lane->of_table.times;
    if (loser != NULL) {
        lane->part->rejected[loser->rule]++;
        stray_rows_pass(record_strays(lane->coder), record->line);
        return;
    }
    const struct fact *fact = code(lane, record, reading->consumer);
    if (lane->of_table.is_unsure ||
        (lane->of_table.is_group && findings_count(lane->findings) > found))
        open_group(lane, record);
    if (fact == NULL)
        return;
    lane->part->used += (guint64)lane->of_table.times;
    reading->consumer->take(lane->state, fact);
    guint64 print;
    if (lane->of_table.has_key && record_fingerprint(lane->coder, record, &print))
        keys_add(lane->keys, print);
}

static void take_suspect(void *data, const struct row *record)
{
    struct lane *lane = data;
    const struct reading *reading = lane->pass->data;
    const struct fact *fact = code(lane, record, reading->consumer);
    guint64 print;
    if (fact == NULL || !lane->of_table.has_key ||
        !record_fingerprint(lane->coder, record, &print) || !keys_hold(reading->repeated, print))
        return;
    if (lane->of_table.is_group)
        open_group(lane, record);
    record_texts(lane->coder, record_whole(lane->coder, record), &lane->texts);
    struct suspect suspect = {
        .file = lane->file,
        .unit = fact->unit,
        .line = record->line,
        .cell = record->cell,
        .day = record_day(lane->coder),
        .rank = reading->ranks[lane->file],
        .thing = g_strdup(lane->texts.thing->str),
        .key = g_strdup(lane->texts.key->str),
        .row = g_strdup(lane->texts.row->str),
    };
    g_array_append_val(lane->suspects, suspect);
}

static struct pass *facts_pass_new(const struct read_job *job, const struct reading *reading)
{
    struct pass *pass = pass_new(job, take_fact, reading, 0);
    for (guint i = 0; i < pass->count; i++)
        pass->lanes[i].state = reading->consumer->state_new(reading->consumer->data);
    return pass;
}

static void facts_pass_free(struct pass *pass, const struct consumer *consumer)
{
    for (guint i = 0; i < pass->count; i++)
        consumer->state_free(pass->lanes[i].state);
    pass_free(pass);
}

static GArray *find_repeated(struct pass *pass)
{
    g_autofree struct keys **keys = g_new(struct keys *, pass->count);
    for (guint i = 0; i < pass->count; i++)
        keys[i] = pass->lanes[i].keys;
    return keys_repeated(keys, pass->count);
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    const struct table_place *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* Adds the groups that the lanes want opened; FALSE: none. */
static gboolean gather_to_open(const struct pass *pass, GArray *to_open)
{
    for (guint i = 0; i < pass->count; i++)
        g_array_append_vals(to_open, pass->lanes[i].to_open->data, pass->lanes[i].to_open->len);
    g_array_sort(to_open, compare_places);
    return to_open->len > 0;
}

/* The second pass: new array of the rows to leave out, or NULL on error. */
static GArray *find_losers(const struct read_job *job, const struct reading *reading,
                           struct findings *findings, GError **error)
{
    g_autoptr(pass_t) pass = pass_new(job, take_suspect, reading, 0);
    if (!pass_run(pass, NULL, findings, error))
        return NULL;
    g_autoptr(GArray) suspects = keys_suspects_new();
    for (guint i = 0; i < pass->count; i++) {
        GArray *own = pass->lanes[i].suspects;
        if (own->len > 0)
            g_array_append_vals(suspects, own->data, own->len);
        g_array_set_clear_func(own, NULL); /* the texts have moved */
    }
    if (gather_to_open(pass, reading->to_open))
        return g_array_new(FALSE, FALSE, sizeof(struct loser));
    struct keys_choice choice = {job->dataset->contradiction, job->resent};
    return keys_decide(suspects, choice, reading->doubtful);
}

/* The row that another is measured against, or the cell of it. New string. */
static char *other_place(const struct read_job *job, const struct loser *loser)
{
    const char *name = job->inputs->item[loser->other_file].name;
    return loser->other_cell > 0 ? place_text(name, loser->other_line, loser->other_cell)
                                 : place_row(name, loser->other_line);
}

static void report_losers(const struct read_job *job, const GArray *losers,
                          struct findings *findings)
{
    for (guint i = 0; i < losers->len; i++) {
        const struct loser *loser = &g_array_index(losers, struct loser, i);
        g_autofree char *other = other_place(job, loser);
        findings_add(findings, &(struct finding){.rule = loser->rule,
                                                 .file = loser->file,
                                                 .unit = (guint32)(loser->unit + 1),
                                                 .line = loser->line,
                                                 .field = loser->cell,
                                                 .hint = other});
    }
}

static void hand_over(struct pass *pass, GPtrArray *states, struct findings *findings)
{
    for (guint i = 0; i < pass->count; i++)
        g_ptr_array_add(states, pass->lanes[i].state);
    pass_move_findings(pass, findings);
    pass_free(pass);
}

/* Runs a pass that gives facts; NULL on error. */
static struct pass *run_facts_pass(const struct read_job *job, const struct reading *reading,
                                   struct account *accounts, struct findings *findings,
                                   GError **error)
{
    struct pass *pass = facts_pass_new(job, reading);
    if (pass_run(pass, accounts, findings, error))
        return pass;
    facts_pass_free(pass, reading->consumer);
    return NULL;
}

/* What was decided of rows about one thing; accounts are those of the last pass. */
static void report(const struct read_job *job, const struct reading *reading,
                   struct account *accounts, struct findings *findings)
{
    report_losers(job, reading->losers, findings);
    report_losers(job, reading->doubtful, findings);
    for (guint i = 0; i < reading->doubtful->len; i++) {
        const struct loser *row = &g_array_index(reading->doubtful, struct loser, i);
        accounts[row->file].doubtful += row->is_later;
    }
}

/* The inputs that give facts, into a state of their own: their open values have other numbers. */
static gboolean read_given(const struct read_job *job, const struct consumer *consumer,
                           GPtrArray *states, struct account *accounts, struct findings *findings,
                           GError **error)
{
    g_autoptr(vocabulary_t) vocabulary = NULL;
    struct facts_reading reading = {.job = job, .take = consumer->take, .findings = findings};
    for (guint i = 0; i < job->inputs->count; i++) {
        const struct input *input = &job->inputs->item[i];
        if (input->dataset != job->dataset || input->facts == NULL)
            continue;
        if (vocabulary == NULL) {
            reading.vocabulary = vocabulary = vocabulary_new(job->dataset);
            reading.state = consumer->state_new(consumer->data);
            g_ptr_array_add(states, reading.state);
        }
        accounts[i] = (struct account){.used = 0};
        reading.file = i;
        reading.account = &accounts[i];
        if (!input->facts->read(input, &reading, error))
            return FALSE;
    }
    return TRUE;
}

/* Reads all once; where groups are to be opened first, that is all that comes of it. */
static gboolean read_once(const struct read_job *job, const struct consumer *consumer,
                          GPtrArray *states, struct reading_told *told, GError **error)
{
    g_autoptr(GArray) losers = g_array_new(FALSE, FALSE, sizeof(struct loser));
    g_autoptr(GArray) doubtful = g_array_new(FALSE, FALSE, sizeof(struct loser));
    g_autofree guint *ranks = reader_rank_inputs(job->inputs);
    struct reading reading = {.consumer = consumer,
                              .losers = losers,
                              .doubtful = doubtful,
                              .ranks = ranks,
                              .to_open = told->to_open};
    struct pass *pass = run_facts_pass(job, &reading, told->accounts, told->findings, error);
    if (pass == NULL)
        return FALSE;

    g_autoptr(GArray) repeated = find_repeated(pass);
    if (!gather_to_open(pass, told->to_open) && repeated->len > 0) {
        reading.repeated = repeated;
        g_array_unref(losers);
        losers = find_losers(job, &reading, told->findings, error);
        reading.losers = losers;
        if (losers == NULL || losers->len > 0) {
            facts_pass_free(pass, consumer);
            pass = losers == NULL
                       ? NULL
                       : run_facts_pass(job, &reading, told->accounts, told->findings, error);
        }
        if (pass == NULL)
            return FALSE;
        report(job, &reading, told->accounts, pass->lanes[0].findings);
    }
    if (told->to_open->len > 0)
        facts_pass_free(pass, consumer);
    else
        hand_over(pass, states, told->findings);
    return TRUE;
}

static gboolean read_rows(const struct read_job *job, const struct consumer *consumer,
                          GPtrArray *states, struct account *accounts, struct findings *findings,
                          GError **error)
{
    g_autoptr(GArray) to_open = g_array_new(FALSE, FALSE, sizeof(struct table_place));
    struct reading_told told = {accounts, findings, to_open};
    if (!tables_fill(job, error))
        return FALSE;
    do {
        g_array_set_size(to_open, 0);
        if (!read_once(job, consumer, states, &told, error) ||
            !tables_open_groups(job, to_open, error))
            return FALSE;
    } while (to_open->len > 0);
    tables_settle(job);
    return TRUE;
}

gboolean reader_read(const struct read_job *job, const struct consumer *consumer, GPtrArray *states,
                     struct account *accounts, struct findings *findings, GError **error)
{
    return read_rows(job, consumer, states, accounts, findings, error) &&
           read_given(job, consumer, states, accounts, findings, error);
}
