/* The public set's own: what stands in it, for its modules public_*.c. */
#ifndef BUILD_PUBLIC_PARTS_H
#define BUILD_PUBLIC_PARTS_H

#include "build/public_set.h"

/* A count that figures rest on: of one plane, row and column of a query in one scope. */
struct count_key {
    const struct query *query;
    const struct returned *marks; /* of like units alone; NULL: of all */
    guint32 scope, span;
    struct place row, column; /* mentions are 0 */
};

/* The offsets from its true value that a count is known to take: bit WITNESS_ZERO is the truth. */
#define WITNESS_ZERO 16

struct set_count {
    struct count_key key;
    guint book;
    guint pool; /* of the facts that it counts */
    gint64 value;
    guint cost;       /* of hiding it */
    gboolean printed; /* it stands in a table itself */
    gboolean shown;   /* the book tells it: as it stands, or that it is hidden */
    gboolean hidden;  /* and is hidden there */
    gboolean below;   /* and the book says that it is less than PUBLIC_LEAST */
    gboolean kept;    /* an earlier issue shows it */
    gboolean guards;  /* a line is there since it is not 0 */
    gboolean guarded; /* a line is shown since it is not 0, so it is not */
    gboolean estimate;
    gboolean tells;  /* a figure that is told rests on it */
    guint32 seen;    /* by offset: some witness has it */
    GArray *figures; /* guint: those that rest on it */
    GArray *slots;   /* guint: the slots of the pool that stand there */
};

struct set_figure {
    guint book, table;
    struct cell_place at;
    enum measure measure;
    guint counts[OPERANDS_MOST];
    guint length;
    gboolean shown, hidden, kept; /* as of counts */
};

/* How little of a book is told where more would give hidden counts back. */
enum book_step {
    STEP_WHOLE,
    STEP_FIRST_TABLE,                     /* the first of these tables is left out, then more */
    STEP_NO_UNITS = STEP_FIRST_TABLE + 4, /* and the rows of units */
    STEP_GRAND_TOTAL,                     /* nothing but the grand total is told */
    STEP_NOTHING,                         /* not even that: the files hold hardly more rows */
};

struct set_book {
    const struct template *template;
    guint scope;
    enum book_step step;
    guint tries; /* moves that may still be looked at */
};

/* What is left of a table. */
enum table_rest { REST_ALL, REST_TOTAL_ROW, REST_GRAND_TOTAL, REST_NOTHING };

/* A query as the set asks it. */
struct set_query {
    const struct query *query;
    const struct returned *marks;
};

/* One value that facts have in an attribute. */
struct set_value {
    char *key; /* tells it from others and orders it, whatever thread met it first */
    struct fact fact;
};

enum attribute_kind { ATTRIBUTE_UNIT, ATTRIBUTE_TIME, ATTRIBUTE_COLUMN, ATTRIBUTE_MENTIONS };

struct set_attribute {
    enum attribute_kind kind;
    guint column;
    gboolean fixed; /* it says who it is */
    GArray *values; /* struct set_value */
};

#define ATTRIBUTES_MOST (FACT_MAX_COLUMNS + 3)

/* The values of a fact by attribute, as indices; behind their number, so that they can be hashed.
 */
struct set_vector {
    guint32 length;
    guint32 value[ATTRIBUTES_MOST];
};

struct set_step {
    guint count;
    gint32 amount;
};

/* What one fact adds to the counts of the set. */
struct footprint {
    gboolean possible; /* it stands in no row or column that the books do not have */
    guint length;
    struct set_step step[];
};

/* Facts that are alike in all attributes. */
struct set_slot {
    struct set_vector vector;
    gint64 times;
    gboolean frozen; /* who it is stands elsewhere, too */
    const struct footprint *footprint;
};

/* The facts of one pass over a dataset. */
struct set_pool {
    struct fact_store *store;
    const struct report_source *source;
    gint sum;               /* what counts is the sum of this column, unit by unit; -1: rows */
    gboolean adds;          /* rows that bear numbers: where these are added up, some row stands */
    GArray *queries;        /* struct set_query */
    GArray *attributes;     /* struct set_attribute */
    GArray *slots;          /* struct set_slot */
    GHashTable *slot_of;    /* struct set_vector * to its slot + 1 */
    GHashTable *footprints; /* struct set_vector * to struct footprint * */
    GArray *order;          /* guint: the slots in the order in which they are tried */
};

struct public_set {
    GArray *books;        /* struct set_book */
    GArray *counts;       /* struct set_count */
    GArray *figures;      /* struct set_figure */
    GPtrArray *pools;     /* struct set_pool * */
    GHashTable *numbers;  /* struct count_key * to the count's number + 1 */
    GHashTable *books_of; /* struct count_key * of a query and a scope to the book's number + 1 */
    GHashTable *lines;    /* struct count_key * of a row or a column that there is */
    GHashTable *places;   /* struct hidden_key * to the figure's number + 1 */
    GHashTable *hidden;   /* struct hidden_key * */
    GHashTable *issued; /* of a figure of an issue: whether it hides it; of a table: enum table_rest
                           of what it has of it; NULL: there is none */
    gboolean decided;
};

static inline struct set_count *set_count_at(const struct public_set *set, guint i)
{
    return &g_array_index(set->counts, struct set_count, i);
}

static inline struct set_figure *set_figure_at(const struct public_set *set, guint i)
{
    return &g_array_index(set->figures, struct set_figure, i);
}

static inline struct set_slot *set_slot_at(const struct set_pool *pool, guint i)
{
    return &g_array_index(pool->slots, struct set_slot, i);
}

static inline const struct set_query *set_query_at(const struct set_pool *pool, guint i)
{
    return &g_array_index(pool->queries, struct set_query, i);
}

static inline struct set_attribute *set_attribute_at(const struct set_pool *pool, guint i)
{
    return &g_array_index(pool->attributes, struct set_attribute, i);
}

static inline struct set_book *set_book_at(const struct public_set *set, guint i)
{
    return &g_array_index(set->books, struct set_book, i);
}

/* What a step of a book leaves of a table, by its number in the template. */
enum table_rest public_rest(const struct template *template, enum book_step step, guint table);

/* Keys are compared as bytes; what lies between their members is zero. */
struct count_key public_set_key(const struct set_query *query, guint scope, guint span,
                                const struct place *row, const struct place *column);
/* The key of a query and a scope, by which a book is known. */
struct count_key public_set_book_key(const struct set_query *query, guint scope);

/* Whether the books tell if a place has a line, and have none; `columns`: it is a column. */
gboolean public_set_lacks_line(const struct public_set *set, const struct set_query *query,
                               guint scope, gboolean columns, const struct place *place);
void public_set_add_line(struct public_set *set, const struct set_query *query, guint scope,
                         gboolean columns, const struct place *place);
/* A figure can be found by where it stands. */
void public_set_place(struct public_set *set, guint number);
/* Whether a figure of a book is hidden. */
gboolean public_set_hides(const struct public_set *set, const struct template *template,
                          guint scope, guint table, struct cell_place at);
/* The number of a count, G_MAXUINT if no figure rests on it. */
guint public_set_find(const struct public_set *set, const struct set_query *query, guint scope,
                      const struct cube_meeting *meeting);

/* Nothing is hidden but what is small: by the steps that the books have taken. */
void public_set_begin(struct public_set *set);
/* When hiding is settled: public_set_apply() answers from here on. */
void public_set_note_hidden(struct public_set *set);

/* The facts of a pool and their attributes: public_facts.c. */
struct vocabulary *set_pool_vocabulary(const struct set_pool *pool);
/* What tells a fact's value in an attribute from others. New string. */
char *set_pool_say(const struct set_pool *pool, const struct set_attribute *attribute,
                   const struct fact *fact);
/* Whether a fact is counted as one: those of units that the map shares out are not. */
gboolean set_pool_can_move(const struct set_pool *pool, const struct fact *fact);
/* Finds the attributes and their values; known: by attribute, a value's key to its number. */
void set_pool_find_values(struct set_pool *pool, GHashTable *known[ATTRIBUTES_MOST]);
struct fact set_pool_fact(const struct set_pool *pool, const struct set_vector *vector);

/* What they add: public_pool.c. */
void set_pool_free(struct set_pool *pool);
/* Fills the slots of a pool from its facts, and the lists of slots of the counts. */
void set_pool_fill(struct public_set *set, guint number);
/* What a fact of these values adds; the pool keeps it. */
const struct footprint *set_pool_footprint(struct public_set *set, guint number,
                                           const struct set_vector *vector);

/* Facts that are otherwise: each of a slot's facts leaves it and has other values. */
#define CHANGES_MOST 4
struct set_move {
    guint pool;
    guint length;
    struct {
        guint slot;
        const struct footprint *from, *to;
    } change[CHANGES_MOST];
};

/* What a move leaves of the figures shown. */
struct move_judge {
    struct public_set *set;
    gint32 *delta;    /* by count; zero but while a move is looked at */
    GArray *touched;  /* guint: counts whose delta may not be zero */
    GArray *blocking; /* guint: counts to be hidden before the move is a witness */
    GArray *figures;  /* guint: figures that are no counts, the same */
    guint *count_stamp, *block_stamp, *figure_stamp; /* by number: the last move that met it */
    guint stamp;
};

struct move_judge *move_judge_new(struct public_set *set);
void move_judge_free(struct move_judge *judge);
#define MOVE_IMPOSSIBLE G_MAXUINT
/*
 * The cost of what is to be hidden (in `blocking` and `figures`) before the move is a witness, 0 if
 * it is one; more than `most` is not looked at further. MOVE_IMPOSSIBLE: it is none whatever is
 * hidden.
 */
guint move_judge_cost(struct move_judge *judge, const struct set_move *move, guint most);
/* By how much the move changes a count. */
gint32 set_move_delta(const struct set_move *move, guint count);

/*
 * The cheapest move found that changes a count by 1 (or -1) beyond what `base` (or NULL) does, and
 * goes together with it. FALSE: none was found.
 */
struct move_search {
    struct move_judge *judge;
    guint count;
    gint32 by;
    const struct set_move *base;
    struct set_move best;
    guint cost;  /* of the best */
    guint tries; /* that are left */
};
gboolean move_search_run(struct move_search *search);

#endif
