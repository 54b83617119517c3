/*
 * cap_check - whether the dictionary's cap rules can be applied.
 */
#ifndef SPEC_CAP_CHECK_H
#define SPEC_CAP_CHECK_H

#include <glib.h>

#include "spec/complaint.h"
#include "spec/dictionary.h"

/* Numbers, names and dates are right, and no two rules of one name hold on one day. */
gboolean cap_check(const struct dictionary *dictionary, const struct complaint *complaint);

#endif
