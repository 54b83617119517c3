#include "run/sieve.h"

#include "calc/overlap.h"

/* The rule by which rows of a fate are rejected. */
static const enum rule rules[OVERLAP_FATES] = {
    [OVERLAP_SUBTOTAL] = RULE_SUBTOTAL,
    [OVERLAP_SUCCEEDED] = RULE_SUCCEEDED,
};

/* What the threads of a pass share, read only. */
struct sieve {
    const struct sieve_reading *reading;
    const struct overlap *settled; /* NULL while it is found out who returned */
};

/* One thread's: the consumer's own state, and what the pass is for. */
struct sifted {
    const struct sieve *sieve;
    void *state;
    struct overlap *overlap;   /* first pass */
    struct overlap_sums *sums; /* second pass */
    guint64 *left_out;         /* by file and fate */
};

static guint64 *left_out_at(const struct sifted *sifted, guint32 file, enum overlap_fate fate)
{
    return &sifted->left_out[(gsize)file * OVERLAP_FATES + fate];
}

static void *sifted_new(void *data)
{
    const struct sieve *sieve = data;
    const struct read_job *job = sieve->reading->job;
    const struct consumer *consumer = sieve->reading->consumer;
    struct sifted *sifted = g_new0(struct sifted, 1);
    sifted->sieve = sieve;
    sifted->state = consumer->state_new(consumer->data);
    if (sieve->settled == NULL)
        sifted->overlap = overlap_new(job->dataset, job->tree);
    else
        sifted->sums = overlap_sums_new(sieve->settled);
    sifted->left_out = g_new0(guint64, (gsize)job->inputs->count * OVERLAP_FATES);
    return sifted;
}

static void sifted_free(void *data)
{
    struct sifted *sifted = data;
    if (sifted->state != NULL)
        sifted->sieve->reading->consumer->state_free(sifted->state);
    overlap_free(sifted->overlap);
    overlap_sums_free(sifted->sums);
    g_free(sifted->left_out);
    g_free(sifted);
}

static void note(void *data, const struct fact *fact)
{
    struct sifted *sifted = data;
    overlap_take(sifted->overlap, fact);
    sifted->sieve->reading->consumer->take(sifted->state, fact);
}

static void sift(void *data, const struct fact *fact)
{
    struct sifted *sifted = data;
    enum overlap_fate fate = overlap_fate(sifted->sieve->settled, fact);
    overlap_sums_take(sifted->sums, fact);
    if (overlap_counts(fate))
        sifted->sieve->reading->consumer->take(sifted->state, fact);
    else
        *left_out_at(sifted, fact->file, fate) += (guint64)fact->times;
}

/* One pass; what is found goes to `findings`. NULL on error. */
static GPtrArray *run(const struct sieve *sieve, struct findings *findings, GError **error)
{
    const struct sieve_reading *reading = sieve->reading;
    struct consumer consumer = *reading->consumer;
    consumer.state_new = sifted_new;
    consumer.take = sieve->settled == NULL ? note : sift;
    consumer.state_free = sifted_free;
    consumer.data = (void *)sieve;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(sifted_free);
    if (!reader_read(reading->job, &consumer, all, reading->accounts, findings, error))
        return NULL;
    return g_steal_pointer(&all);
}

/* The consumer's states go to the caller. */
static void hand_over(const GPtrArray *all, GPtrArray *states)
{
    for (guint i = 0; i < all->len; i++) {
        struct sifted *sifted = g_ptr_array_index(all, i);
        g_ptr_array_add(states, g_steal_pointer(&sifted->state));
    }
}

/* Rows that were left out are not among the used ones, but rejected. */
static void set_accounts(const struct sieve_reading *reading, const GPtrArray *all)
{
    for (guint i = 0; i < all->len; i++) {
        const struct sifted *sifted = g_ptr_array_index(all, i);
        for (guint file = 0; file < reading->job->inputs->count; file++)
            for (guint fate = 0; fate < OVERLAP_FATES; fate++) {
                guint64 rows = *left_out_at(sifted, file, fate);
                reading->accounts[file].used -= rows;
                reading->accounts[file].rejected[rules[fate]] += rows; /* 0 of those that count */
            }
    }
}

static gboolean sift_again(const struct sieve_reading *reading, const struct overlap *settled,
                           GPtrArray *states, GError **error)
{
    struct sieve sieve = {reading, settled};
    g_autoptr(GPtrArray) all = run(&sieve, reading->findings, error);
    if (all == NULL)
        return FALSE;
    struct sifted *first = g_ptr_array_index(all, 0);
    for (guint i = 1; i < all->len; i++)
        overlap_sums_merge(first->sums, ((struct sifted *)g_ptr_array_index(all, i))->sums);
    overlap_sums_tell(first->sums, reading->findings);
    set_accounts(reading, all);
    hand_over(all, states);
    return TRUE;
}

static gboolean read_sifted(const struct sieve_reading *reading, GPtrArray *states, GError **error)
{
    const struct read_job *job = reading->job;
    g_autoptr(overlap_t) overlap = overlap_new(job->dataset, job->tree);
    if (overlap == NULL)
        return reader_read(job, reading->consumer, states, reading->accounts, reading->findings,
                           error);
    struct sieve sieve = {reading, NULL};
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(GPtrArray) all = run(&sieve, findings, error);
    for (guint i = 0; all != NULL && i < all->len; i++)
        overlap_merge(overlap, ((struct sifted *)g_ptr_array_index(all, i))->overlap);
    if (all != NULL && overlap_settle(overlap, reading->crosswalk)) {
        g_clear_pointer(&all, g_ptr_array_unref); /* what was taken is taken anew */
        return sift_again(reading, overlap, states, error);
    }
    findings_merge(reading->findings, findings, 0);
    if (all != NULL)
        hand_over(all, states);
    return all != NULL;
}

gboolean sieve_read(const struct sieve_reading *reading, GPtrArray *states, GError **error)
{
    if (!reading->job->again)
        return read_sifted(reading, states, error);
    g_autoptr(findings_t) told = findings_new();
    g_autofree struct account *accounts =
        g_new0(struct account, MAX(reading->job->inputs->count, 1));
    struct sieve_reading silent = *reading;
    silent.findings = told;
    silent.accounts = accounts;
    return read_sifted(&silent, states, error);
}
