/*
 * submission - in which order files were handed in, as their names say.
 *
 * Offices number what they send: "bao_cao_9.csv" came before "bao_cao_10.csv", "ky_luat.csv" before
 * "ky_luat (1).csv", 31-08-2024 before 15-09-2024. The numbers of two names are compared one after
 * the other; names with the same numbers stand as the inputs do. The time of a file says nothing: a
 * copy has another.
 */
#ifndef READ_SUBMISSION_H
#define READ_SUBMISSION_H

#include "read/input.h"

/* By input: its place among all of them, from 0. New array. */
guint *submissions_rank(const struct inputs *inputs);

/* < 0, 0 or > 0, as the numbers of one file name come before, with or behind those of another. */
int submission_compare(const char *a, const char *b);

#endif
