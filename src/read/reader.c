#include "read/reader.h"

#include "read/keys.h"
#include "read/pass.h"

/* What the takers of facts go by. */
struct reading {
    const struct consumer *consumer;
    const GArray *repeated; /* fingerprints met more than once */
    const GArray *losers;   /* rows to leave out */
};

static const struct fact *code(struct lane *lane, const struct csv_record *record)
{
    const struct consumer *consumer = ((const struct reading *)lane->pass->data)->consumer;
    const struct input *input = &lane->pass->job->inputs->item[lane->file];
    enum rule rule;
    const struct fact *fact = record_code(lane->coder, record, lane->findings, &rule);
    if (fact != NULL && consumer->admit != NULL &&
        !consumer->admit(consumer->admit_data, fact, input->column, lane->findings, &rule))
        fact = NULL;
    if (fact == NULL)
        lane->rejected[rule]++;
    return fact;
}

static void take_fact(void *data, const struct csv_record *record)
{
    struct lane *lane = data;
    const struct reading *reading = lane->pass->data;
    const struct loser *loser = keys_loser(reading->losers, lane->file, record->line);
    lane->records++;
    if (loser != NULL) {
        lane->rejected[loser->rule]++;
        stray_rows_pass(record_strays(lane->coder), record->line);
        return;
    }
    const struct fact *fact = code(lane, record);
    if (fact == NULL)
        return;
    lane->used++;
    reading->consumer->take(lane->state, fact);
    guint64 print;
    if (record_fingerprint(lane->coder, record_whole(lane->coder, record), &print))
        g_array_append_val(lane->prints, print);
}

static void take_suspect(void *data, const struct csv_record *record)
{
    struct lane *lane = data;
    const struct reading *reading = lane->pass->data;
    const struct fact *fact = code(lane, record);
    guint64 print;
    if (fact == NULL ||
        !record_fingerprint(lane->coder, record_whole(lane->coder, record), &print) ||
        !keys_hold(reading->repeated, print))
        return;
    record_texts(lane->coder, record_whole(lane->coder, record), lane->key, lane->row);
    struct suspect suspect = {
        .file = lane->file,
        .unit = fact->unit,
        .line = record->line,
        .key = g_strdup(lane->key->str),
        .row = g_strdup(lane->row->str),
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
    g_autofree GArray **lists = g_new(GArray *, pass->count);
    for (guint i = 0; i < pass->count; i++)
        lists[i] = pass->lanes[i].prints;
    return keys_repeated(lists, pass->count);
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
    return keys_decide(suspects, job->dataset->contradiction);
}

static void report_losers(const struct read_job *job, const GArray *losers,
                          struct findings *findings)
{
    for (guint i = 0; i < losers->len; i++) {
        const struct loser *loser = &g_array_index(losers, struct loser, i);
        g_autofree char *other = g_strdup_printf(
            "%s:%" G_GUINT64_FORMAT, job->inputs->item[loser->other_file].name, loser->other_line);
        findings_add(findings, &(struct finding){.rule = loser->rule,
                                                 .file = loser->file,
                                                 .unit = (guint32)(loser->unit + 1),
                                                 .line = loser->line,
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

gboolean reader_read(const struct read_job *job, const struct consumer *consumer, GPtrArray *states,
                     struct account *accounts, struct findings *findings, GError **error)
{
    g_autoptr(GArray) losers = g_array_new(FALSE, FALSE, sizeof(struct loser));
    struct reading reading = {.consumer = consumer, .losers = losers};
    struct pass *pass = run_facts_pass(job, &reading, accounts, findings, error);
    if (pass == NULL)
        return FALSE;

    g_autoptr(GArray) repeated = find_repeated(pass);
    if (repeated->len > 0) {
        reading.repeated = repeated;
        g_array_unref(losers);
        losers = find_losers(job, &reading, findings, error);
        reading.losers = losers;
        if (losers == NULL || losers->len > 0) {
            facts_pass_free(pass, consumer);
            pass = losers == NULL ? NULL : run_facts_pass(job, &reading, accounts, findings, error);
        }
        if (pass == NULL)
            return FALSE;
        report_losers(job, losers, pass->lanes[0].findings);
    }
    hand_over(pass, states, findings);
    return TRUE;
}
