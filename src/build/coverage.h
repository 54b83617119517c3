/*
 * coverage - who should have returned what a cell of a table counts, and did.
 *
 * A cell stands for units (of its row, its column) and for a time (of its row, its column, the
 * plane). Where units owe returns, that is a number of returns due; where none of them came, the
 * cell is missing and no zero. A change between two years is held to the units of both.
 */
#ifndef BUILD_COVERAGE_H
#define BUILD_COVERAGE_H

#include <glib.h>

#include "book/book.h"
#include "build/grassroots.h"
#include "build/grid.h"
#include "build/operand.h"
#include "check/like_for_like.h"

struct coverage;

/* The grid outlives it; `like` may be NULL. */
struct coverage *coverage_new(const struct grid *grid, const struct tally *tally,
                              const struct like_for_like *like);
void coverage_free(struct coverage *coverage);
typedef struct coverage coverage_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(coverage_t, coverage_free)

const struct grid *coverage_grid(const struct coverage *coverage);
/* What the table says of grassroots organizations; may be NULL. */
const struct grassroots *coverage_grassroots(const struct coverage *coverage);

/* What is counted as due: "đơn vị", or "lượt" where a unit owes several returns. */
const char *coverage_unit_word(const struct coverage *coverage);

/* Returns due, made, and of the others those made in part (by units below). */
struct coverage_count {
    gint64 expected, made, part;
};

/* Of a row (NULL: the total) over all that its table shows: the period, or, where columns stand
 * within times, those of them that have columns. */
struct coverage_count coverage_of_row(const struct coverage *coverage, const struct grid_line *row);

/* All zero where nobody owes returns. */
struct coverage_count coverage_of(const struct coverage *coverage, struct operand operand);

/*
 * Whether a cell is missing: its time has not come, nothing that is due for it was returned, or
 * nobody has decided on its stage yet.
 */
gboolean coverage_is_missing(const struct coverage *coverage, struct operand operand);

/* The column that the conditions of a cell ask and some file does not have; NULL: none. */
const struct column *coverage_lacking(const struct coverage *coverage, struct operand operand);

/* The same for a place that is a stage, or is of a time to come, whoever owes what. */
gboolean coverage_is_undecided(const struct coverage *coverage, struct operand operand);

/* The units of the cell in its year and in the year before it. */
struct like_for_like_count coverage_like(const struct coverage *coverage, struct operand operand);

/*
 * Whether a column has no figure for the row: units above the row return what the column counts
 * for all that is below them. `own`, of a column of another dataset: such a unit's row holds what
 * it returned, and what else the table counts of it stands in the rows below it.
 */
gboolean coverage_is_above(const struct coverage *coverage, struct operand operand, gboolean *own);

/* Whether what is compared with was judged by the scale before this one. */
gboolean coverage_is_of_other_scale(const struct coverage *coverage, struct operand here,
                                    struct operand other);

/* How a figure compares with another. */
enum likeness {
    LIKENESS_SAME,  /* as both stand */
    LIKENESS_PART,  /* by the facts of units that are in both years */
    LIKENESS_OTHER, /* not at all: their units changed their level in between */
    LIKENESS_NONE,  /* not at all: one is not known, has no place on the map, too few are in both */
};

enum likeness coverage_likeness(const struct coverage *coverage, struct operand here,
                                struct operand other);

/* Whether a row has units or a time of its own; values of a column share those of the table. */
gboolean coverage_is_own(const struct coverage *coverage, const struct grid_line *row);

/* Months of a row for which anybody returned, and those that are due; 0 where returns are yearly.
 */
guint coverage_months_met(const struct coverage *coverage, const struct grid_line *row, guint *due);

/*
 * Notes on the table: what its remarks mean, what a change of level does to it, and on how many
 * units its comparisons (`against` of some measure) rest where not all are in both years.
 */
void coverage_add_notes(const struct coverage *coverage, const struct template_table *table,
                        struct book_sheet *sheet);

/*
 * What a row's label says behind the name: " (8 tháng)", " (31/36)", " (8 tháng; một phần)"; ""
 * where all of its time is in, and all returns of it or none. New string.
 */
char *coverage_remark(const struct coverage *coverage, const struct grid_line *row);

/* The same behind the name of a column that is a time. New string. */
char *coverage_column_remark(const struct coverage *coverage, const struct grid_line *column);

#endif
