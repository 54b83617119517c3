/*
 * grassroots - what a table says of grassroots organizations where a commune's committee is none.
 *
 * By the dictionary's rules of levels a committee of a commune was a grassroots organization, then
 * stood above them, then was one again. A table that counts them (a condition on the level, or a
 * cap) has nothing to count for such a committee where the organizations below it are not in the
 * data: that is not zero. And a count before such a change is of other things than one behind it.
 */
#ifndef BUILD_GRASSROOTS_H
#define BUILD_GRASSROOTS_H

#include <glib.h>

#include "book/book.h"
#include "build/operand.h"

struct grassroots;

/* The grid outlives it. NULL, which all functions take, where the table counts nothing that a
 * change of level touches. */
struct grassroots *grassroots_new(const struct grid *grid);
void grassroots_free(struct grassroots *grassroots);
typedef struct grassroots grassroots_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(grassroots_t, grassroots_free)

/* Whether those that a cell would count are not in the data. */
gboolean grassroots_are_absent(const struct grassroots *grassroots, struct operand operand);

/* Whether the units of two cells changed their level between the days of the two. */
gboolean grassroots_changed(const struct grassroots *grassroots, struct operand here,
                            struct operand other);

/* The series of a row that is a time (book.h), where the row before it is of series `before`. */
guint grassroots_series(const struct grassroots *grassroots, guint row, guint before);

/*
 * The one note of a sheet whose cells all are filled: which rules hold on the days shown, where the
 * sign x stands, that figures before and behind a change are of other things.
 */
void grassroots_add_note(const struct grassroots *grassroots, const struct template_table *table,
                         struct book_sheet *sheet);

/*
 * Caps are set for grassroots organizations: whether the unit of a row stands above them on the
 * last day of the period.
 */
gboolean grassroots_row_is_above(const struct grid *grid, const struct grid_line *row);

/* The note of a sheet of caps, of whose rows so many are of such units and so many are not. */
void grassroots_add_cap_note(const struct grid *grid, guint above, guint left,
                             struct book_sheet *sheet);

#endif
