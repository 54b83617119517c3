/*
 * check_json - what a check found as JSON, in Vietnamese; values that name a person are masked.
 */
#ifndef ANSWER_CHECK_JSON_H
#define ANSWER_CHECK_JSON_H

#include "answer/check_run.h"

/* Files with their accounts, findings, who returned. New string, which ends with a line feed. */
char *check_json(const struct check_outcome *outcome);

#endif
