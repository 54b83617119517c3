/*
 * sieve - facts for any consumer, without the returns that speak of the same people twice.
 *
 * See calc/overlap.h for what does not count, and for why a dataset is read a second time when, and
 * only when, something does not. What is left out counts as rejected, by the rule that is told.
 */
#ifndef RUN_SIEVE_H
#define RUN_SIEVE_H

#include "data/crosswalk.h"
#include "read/reader.h"

struct sieve_reading {
    const struct read_job *job;
    const struct consumer *consumer;
    const struct crosswalk *crosswalk;
    struct account *accounts; /* by input */
    struct findings *findings;
};

/* As reader_read(), by whose contract states, accounts and findings are set. */
gboolean sieve_read(const struct sieve_reading *reading, GPtrArray *states, GError **error);

#endif
