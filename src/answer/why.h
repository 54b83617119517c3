/*
 * why - a figure of a finished workbook answers for itself.
 *
 * The report is made again from the manifest; the counts that the cell is made of (its terms) are
 * known to the builder, and one more pass keeps the place of every row that stands in them. What
 * is told holds codes of units and lines of files, never a person.
 */
#ifndef ANSWER_WHY_H
#define ANSWER_WHY_H

#include <glib.h>

#include "answer/table_match.h"
#include "base/error.h"
#include "run/recompute.h"

/* A row of a file that stands in a term, or beside it. */
struct why_hit {
    guint32 file, cell; /* cell: as in struct fact */
    guint64 line;
    gint32 unit;
    gint64 amount;   /* what it adds; the counted thing itself where different things are counted */
    guint64 key;     /* what makes the row the same in another book: see why_rows.h */
    gboolean inside; /* in the cell; else only in its table */
    gboolean in_row, in_column;
    gboolean shared; /* the map shares it out over several rows */
    char **texts;    /* by column of the dataset; NULL: not asked for */
};

/* One place of a term on an axis. */
struct why_place {
    struct place place;
    const char *code; /* of a value that only the data know: its number is a reader's own */
};

enum why_counting {
    WHY_FACTS,
    WHY_RETURNS,  /* periods for which units returned */
    WHY_EXPECTED, /* periods for which they should have, or units */
    WHY_VERDICTS, /* rows that a verdict of check/review.h rests on */
};

/* A count that the cell is made of. */
struct why_term {
    enum message role;
    enum why_counting counting;
    char *what; /* row and column in words */
    const struct report_source *source;
    const struct query *query; /* NULL: table of kind missing */
    enum span span;
    GArray *rows, *columns;       /* struct why_place; a fact adds where any of them meet */
    GArray *portions;             /* guint: facts of these are shared out into the row, too */
    const struct returned *marks; /* only facts of marked units count; NULL: all do */
    date first, last;             /* with a query: the days that the cell stands for; or none */
    gint32 unit;                  /* without a query; UNIT_NONE: all of the scope */
    enum review_rule rule;        /* WHY_VERDICTS: on these units */
    GArray *units;                /* gint32; or NULL */
    gint64 value;
    gboolean estimate; /* rests on declared weights */
    GArray *hits;      /* struct why_hit, by file and line */
};

/* Clears a struct why_term. */
void why_term_clear(gpointer term);

/* One cell of one workbook. */
struct why_cell {
    struct recompute recompute;
    GPtrArray *matches; /* struct table_match *: where the tables stand in the workbook */
    const struct table_match *own; /* that of the cell; NULL: the cell of another book's codes */
    struct workbook_place place;   /* as asked */
    const struct manifest_table *noted;
    struct cell_place noted_at;
    const struct book_sheet *sheet;
    const struct template_table *table; /* of the template */
    struct cell_place at;
    gboolean gathered; /* it is of a row of several: comparisons are of like units in each */
    GArray *terms;     /* struct why_term */
    GArray *values;    /* struct sample: of an average or a median; else NULL */
    /* No terms: its time begins after the day the data go to, or its stage is not decided yet. */
    gboolean to_come, undecided;
    const struct column *lacking; /* that some file does not have; NULL: that is not why */
    /* No terms: on that day its units stand above those that are counted. */
    gboolean above;
    date above_on;
    /* Of a verdict that there is not: why, about what. */
    gboolean unjudged;
    enum message unjudged_for;
    char *unjudged_about; /* or NULL */
};

struct why_outcome {
    struct why_cell cell, other; /* other: of request.against */
    gboolean has_other;
};

/*
 * Asks for request->cell of the workbook request->file: "Sheet!D14", or as LibreOffice writes it:
 * "$Sheet.$D$14". The caller clears the outcome whatever comes of it. Errors: USAGE for a cell that
 * is no figure.
 */
gboolean why_run(const struct request *request, const struct search *search,
                 struct why_outcome *outcome, GError **error);
void why_outcome_clear(struct why_outcome *outcome);
typedef struct why_outcome why_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(why_outcome_t, why_outcome_clear)

/* How many of its rows stand in the cell. */
guint why_count(const struct why_term *term);

enum why_reason {
    WHY_ENTERED,     /* was nowhere in the table */
    WHY_LEFT,        /* is nowhere in it any more */
    WHY_RANKED,      /* same row, another column */
    WHY_MOVED,       /* same unit, another row by the map */
    WHY_TRANSFERRED, /* another unit */
    WHY_NUMBER,      /* in both with other numbers */
    WHY_REASONS
};

struct why_change {
    enum why_reason reason;
    gint64 amount;                    /* now less then */
    const struct why_hit *then, *now; /* a row of the key, in the cell if there is one; or NULL */
};

/*
 * The change of a count between two workbooks, split by what became of its rows: struct why_change
 * a key (why_rows.h) whose amount differs. Each has one reason, so the amounts add up to the
 * change. By reason, then in the order of the rows. New array.
 */
GArray *why_against(const struct why_term *then, const struct unit_tree *then_tree,
                    const struct why_term *now, const struct unit_tree *now_tree);

/*
 * "FILE:LINE", or of a cell of a wide table "FILE:LINE:FIELD"; in a sheet the cell, of a term that
 * sums the one that is summed, or else the cells of the row (data/place.h). `term` may be NULL. New
 * string.
 */
char *why_place(const struct why_cell *cell, const struct why_term *term,
                const struct why_hit *hit);

/* What is said of it. Of the rows (or changed keys) of a count the first `limit` are named. */
GString *why_text(const struct why_outcome *outcome, guint limit, enum language language);

#endif
