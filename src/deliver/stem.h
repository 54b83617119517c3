/*
 * stem - the name that all files of one delivery begin with.
 */
#ifndef DELIVER_STEM_H
#define DELIVER_STEM_H

#include <glib.h>

/*
 * The STEM of a report: TEMPLATE-PERIOD or TEMPLATE-PERIOD-UNIT (`unit_code` NULL: none). Only
 * letters and digits of ASCII and ". _ + -" stand in it, and no dot first: a part that holds
 * anything else or is long has "_" there and a mark of its own at its end, so that two never meet
 * in one name.
 */
char *stem_of_report(const char *template_name, const char *period, const char *unit_code);

/*
 * What the STEM of a public edition ends in, so that it never takes the place of the internal one.
 * A unit whose code ends in it gets a mark as above.
 */
#define STEM_PUBLIC "-cong-khai"

#endif
