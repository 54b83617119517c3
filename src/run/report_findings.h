/*
 * report_findings - what is wrong with the data of a report beside its rows.
 *
 * Units without a successor, datasets that are not there or have no row in the period, returns that
 * are missing, and what files say against each other. All of them are findings like those on rows:
 * the cover counts them, kiem-tra.csv lists them.
 */
#ifndef RUN_REPORT_FINDINGS_H
#define RUN_REPORT_FINDINGS_H

#include <glib.h>

#include "run/report_plan.h"

/* If rules across files look at what the settled plan reads, the workspace's next passes gather the
 * sums of its years. */
void report_findings_gather(const struct report_plan *plan);

/*
 * After the pass, before anything is told: finds what takes a walk through all units, and holds the
 * gathered sums of the years of the period against each other.
 */
void report_findings_prepare(struct report_plan *plan);

/* Tells what concerns a scope; TALLY_ALL_SCOPES: any of them. */
void report_findings_tell(const struct report_plan *plan, gint scope, struct findings *findings);

#endif
