/*
 * base_check - what a share is a share of must hold it.
 *
 * A share of something else than its own whole may pass 100 per cent, and no reader can tell. So a
 * template is refused where the column counted is not, by the conditions alone, a part of the
 * column that it stands over: whatever the data say. And things that are there every year, a
 * stock, are not added over years.
 */
#ifndef SPEC_BASE_CHECK_H
#define SPEC_BASE_CHECK_H

#include <glib.h>

#include "spec/template_check.h"

/*
 * The shares of a table, whose rows, columns and measures must have passed the other checks. A
 * measure with `may_pass_100` says itself that it is no share.
 */
gboolean base_check_table(const struct template_checker *checker, unsigned table);

#endif
