/*
 * cell - the text of one field becomes a number, by the type of its column.
 *
 * Files repeat the same few texts over and over, so each thread remembers raw bytes and what
 * they meant; blanks, forms of Unicode, spellings and aliases are looked into only once.
 *
 * What the numbers are: COLUMN_UNIT the index in the tree, by code or else by name; COLUMN_CODE and
 * COLUMN_LABEL the number of the value; COLUMN_YEAR, COLUMN_MONTH and COLUMN_PERIOD their first
 * day; COLUMN_DATE the day; COLUMN_COUNT itself; COLUMN_PERCENT hundredths of a per cent;
 * COLUMN_KEY a fingerprint of the text.
 */
#ifndef READ_CELL_H
#define READ_CELL_H

#include <glib.h>

#include "data/fact.h"
#include "data/finding.h"
#include "data/unit.h"
#include "read/cell_text.h"
#include "spec/dictionary.h"

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

/* Codes a text that is not blank. A label not met before gets its number here. */
struct cell cell_code(struct cells *cells, guint column, const char *text, gsize length);

/* How many labels that are not blank a text with ';' between them holds. */
guint cell_mentions_count(const char *text, gsize length);
/* Codes them, each once; returns how many. A fact must have room for them. */
guint cell_mentions(struct cells *cells, guint column, const char *text, gsize length,
                    gint32 mentions[FACT_MAX_MENTIONS]);

#endif
