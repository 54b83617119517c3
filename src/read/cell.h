/*
 * cell - the text of one field becomes a number, by the type of its column.
 *
 * Files repeat the same few texts over and over, so each thread remembers raw bytes and what
 * they meant; blanks, forms of Unicode, spellings and aliases are looked into only once.
 *
 * What the numbers are: COLUMN_UNIT the index in the tree, by code or else by name; COLUMN_CODE and
 * COLUMN_LABEL the number of the value; COLUMN_YEAR, COLUMN_MONTH and COLUMN_PERIOD their first
 * day; COLUMN_DATE the day; COLUMN_COUNT itself; COLUMN_PERCENT and COLUMN_POINTS
 * hundredths; COLUMN_QUARTER the last day (quarter.h); COLUMN_KEY a fingerprint of the text.
 */
#ifndef READ_CELL_H
#define READ_CELL_H

#include <glib.h>

#include "data/fact.h"
#include "data/finding.h"
#include "data/unit.h"
#include "read/cell_text.h"
#include "read/date_order.h"
#include "spec/dictionary.h"

/* Of a label that is good, but has no number yet: see cell_number(). */
#define CELL_UNNUMBERED (FACT_BLANK + 1)
/* Of a text that holds several known values: see cell_several(). */
#define CELL_SEVERAL (FACT_BLANK + 2)

/* Days of these years, nearly all there are, are looked up. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2099

/* A label or a unit's name has no more letters. */
#define CELL_MOST_LETTERS 500

struct cell {
    gint64 value;
    gint32 span;      /* of a stretch of time: days behind the first */
    enum rule rule;   /* what is wrong; RULES: nothing */
    const char *hint; /* what was expected, or NULL; belongs to the cells */
};

/* What the columns of a dataset need; read-only, shared by threads. */
struct cell_plan;

/* Keeps both pointers. Without a tree any text is a unit. */
struct cell_plan *cell_plan_new(const struct dataset *dataset, const struct unit_tree *tree);
void cell_plan_free(struct cell_plan *plan);
typedef struct cell_plan cell_plan_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cell_plan_t, cell_plan_free)

/* One thread's memory of texts, and its vocabulary. */
struct cells;

struct cells *cells_new(const struct cell_plan *plan);
void cells_free(struct cells *cells);
const struct vocabulary *cells_vocabulary(const struct cells *cells);

/* The superior unit that the row at hand tells, or a blank: names of units are looked for there. */
void cells_set_superior(struct cells *cells, const char *text, gsize length);

/* Whether the text is the code of a unit. */
gboolean cells_know_unit(const struct cells *cells, const char *text, gsize length);

/*
 * Whether a clean text of a column that holds no persons is the name or number of one (person.h),
 * and neither a unit's name or code nor a value that the dictionary knows.
 */
gboolean cells_mean_person(struct cells *cells, const char *clean);
/* What a finding prints of a clean text of the column; NULL: of a line that is no row. New string.
 */
char *cells_shown(struct cells *cells, const struct column *column, const char *clean);

/*
 * Codes a text that is not blank. A cell whose rule is a warning has a value all the same. A label
 * that nobody met before gets no number here, so that a rejected row leaves no trace.
 */
struct cell cell_code(struct cells *cells, guint column, const char *text, gsize length);

/* The number of a label that is good, which it gets here if it has none. */
gint64 cell_number(struct cells *cells, guint column, const char *text, gsize length);

/*
 * How the dates of each column are written, as far as this thread has seen in the file
 * (date_order.h). Hands it over and forgets it: another file begins.
 */
struct date_order *cells_take_dates(struct cells *cells);
/* A text of the column is no date: it may be one that begins with its month. */
void cells_note_date(struct cells *cells, guint column, const char *text, guint64 line);

/*
 * The labels of one field with ';' between them. A part may itself be made of several known values
 * (cell_several()); each value counts once. Labels that nobody met before get their numbers only
 * when the row is good.
 */
struct cell_labels {
    const char *rest, *end;
    const char *text; /* the part at hand, its length, and what it means */
    gsize length;
    struct cell cell;
    guint parts;            /* so far, blank ones aside */
    gboolean is_unnumbered; /* one of the labels has no number yet */
    gboolean is_full;       /* there are more values than a fact holds */
    guint count;
    gint32 number[FACT_MAX_MENTIONS];
};

void cell_labels_begin(struct cell_labels *mentions, const char *text, gsize length);
/* The next part that is not blank; FALSE at the end. Its numbers are added, if it is good. */
gboolean cell_labels_next(struct cell_labels *mentions, struct cells *cells, guint column);
/* All parts again, which are good: those without a number get one. */
void cell_labels_number(struct cell_labels *mentions, struct cells *cells, guint column,
                        const char *text, gsize length);

#endif
