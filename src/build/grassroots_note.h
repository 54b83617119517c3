/*
 * grassroots_note - what a sheet says of rules of levels; used by grassroots.c only.
 *
 * An era is a stretch of days in which no rule of levels changes; eras are numbered by the days on
 * which they begin (dictionary_level_days()), from 0.
 */
#ifndef BUILD_GRASSROOTS_NOTE_H
#define BUILD_GRASSROOTS_NOTE_H

#include "book/book.h"
#include "calc/query.h"

date grassroots_era_first(const GArray *days, guint era);
guint grassroots_era_of(const GArray *days, date day);

/* The first day of the era on which the unit is there; FALSE: none. */
gboolean grassroots_era_has(const GArray *days, guint era, const struct unit *unit, date *day);

/* The rule that a unit is by on a day; NULL: none. */
const struct level_rule *grassroots_rule_of(const struct query *query, const struct unit *unit,
                                            date day);

/* What a sheet shows. */
struct grassroots_shown {
    guint32 eras;    /* bits: of its cells and of what they are compared with */
    guint32 own;     /* bits: of its cells alone */
    gboolean absent; /* some cell has nothing to count, and the total too */
    gboolean total_absent;
    gboolean changed; /* two of its cells are of other things */
};

/* What notes are made from. */
struct grassroots_note {
    const struct query *query;
    guint scope;
    const GArray *days;
    struct grassroots_shown shown;
};

void grassroots_tell(const struct grassroots_note *note, struct book_sheet *sheet);

#endif
