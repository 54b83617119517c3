/*
 * cell_parts - what cell.c and cell_types.c share; nobody else looks in.
 */
#ifndef READ_CELL_PARTS_H
#define READ_CELL_PARTS_H

#include "read/cell.h"
#include "read/changed_codes.h"
#include "read/known_values.h"
#include "read/unit_names.h"

#define MONTHS ((LAST_YEAR - FIRST_YEAR + 1) * 12)

/* What a number of a column lies within. */
struct limits {
    gint64 least, most;
    guint first_year, years; /* the same of a day */
    char *hint;
};

struct cell_plan {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    date month[MONTHS + 1];     /* first days */
    struct known_values *known; /* by column */
    struct limits *limits;      /* by column */
};

struct cells {
    const struct cell_plan *plan;
    struct unit_memory **units; /* by column; NULL until it is needed */
    struct vocabulary *vocabulary;
    struct memo_slot **memo;       /* by column; NULL until it is needed */
    struct date_order *dates;      /* by column */
    struct unit_names *names;      /* NULL until it is needed */
    struct changed_codes *changed; /* the same */
    int unit_column;               /* to which the superior belongs */
    char *superior;                /* of the row at hand, or NULL */
    GHashTable *long_texts;        /* column and text -> struct cell */
    GPtrArray *splits;             /* struct split */
    GStringChunk *hints;
};

/* The known values that one text holds. */
struct split {
    guint count;
    gint32 number[FACT_MAX_MENTIONS];
};

/* Codes a text as if it had never been met. */
struct cell cell_code_anew(struct cells *cells, guint column, const char *text, gsize length);

/* Whether texts of this type come again so often that they are remembered. */
gboolean cell_is_remembered(enum column_type type);

#endif
