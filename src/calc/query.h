/*
 * query - a table of a template, ready to say where a fact belongs.
 *
 * A table is a grid: planes (stretches of time) x rows x columns. Each axis has a total at
 * slot 0 and parts: one part an entry of the template. A part is a run of numbered slots,
 * such as the values of a field, the months of the period or the units of the row level;
 * how long it is may be known only when all facts were seen (open lists). So a query answers
 * with (part, number) (place.h) and leaves the storing to the cube.
 */
#ifndef CALC_QUERY_H
#define CALC_QUERY_H

#include <glib.h>

#include "base/period.h"
#include "calc/filter.h"
#include "calc/scope.h"
#include "spec/template.h"

enum part_kind {
    PART_FIXED, /* one code */
    PART_UNIT,  /* the row units of the scope */
    PART_LEVEL, /* the units of one level, or those right above them */
    PART_TIME,
    PART_VALUE,      /* values of a coded column; number 0 is "not stated" */
    PART_MENTION,    /* the same of the column of several labels */
    PART_UNIT_FIELD, /* values of a field of the units */
};

enum aggregate { AGGREGATE_ROWS, AGGREGATE_MENTIONS, AGGREGATE_SUM, AGGREGATE_DISTINCT };

/* What is added for each fact. */
struct adding {
    enum aggregate aggregate;
    guint column;        /* SUM, DISTINCT */
    gint64 blank_weight; /* SUM: what a row without the column weighs: one where the file may
                            list single members instead of numbers */
};

/*
 * The values of a field of units (`cap`, `loai_hinh`), numbered, so that facts can be listed by
 * what their units are. A row or column of a value holds the facts that a condition on this value
 * lets pass. So an organization that is a cell at once stands among the organizations and among the
 * cells, and its facts are added once: where the tree has one, the values do not add up.
 *
 * Number 0 is "not stated"; behind it come the values of the dictionary, then those that only the
 * tree has, in Vietnamese order.
 */
struct unit_field {
    const struct column *column;
    GPtrArray *codes, *labels; /* of the values, from number 1 */
    gint32 *number;            /* by unit */
    gint32 *second;            /* by unit: the number of cells for who is one at once; -1 */
    gboolean overlaps;         /* some unit has two numbers */
};

/* Units whose value the dictionary does not know get that number: 1 + one of its values, or the one
 * behind them all, which is then of QUERY_OTHER_CODE. */
void unit_field_merge_unknown(struct unit_field *field, const struct unit_tree *tree,
                              gint32 number);

/* The groups that the values of a field stand in, numbered in their order; other units have none.
 */
struct unit_field *unit_field_groups_new(const struct unit_field *field,
                                         const struct unit_tree *tree);
/* The number of the group of a value; 0: it is in none. */
gint32 unit_field_group_of(const struct unit_field *groups, gint32 value);

/* The column is one of the tree's dataset: dictionary_unit_field(). Keeps it. */
struct unit_field *unit_field_new(const struct column *column, const struct unit_tree *tree);
void unit_field_free(struct unit_field *field);

struct part {
    enum part_kind kind;
    const struct template_entry *entry;
    struct filter *filter;             /* the entry's own conditions */
    guint column;                      /* VALUE, MENTION */
    const struct numbering *numbering; /* UNIT, LEVEL */
    const struct period_step *step;    /* TIME, and what stands within times; else NULL */
    int first, count;                  /* the first step's number, how many there are */
    gint32 inner;                      /* of each step: so many numbers follow one another */
    struct unit_field *field;          /* UNIT_FIELD */
    guint8 *except;                    /* VALUE, MENTION, UNIT_FIELD: by known value; NULL: none */
    gint32 other;                      /* the same of open lists: see query_merge_unknown(); or 0 */
    struct adding adding;              /* columns */
    gint32 group_part; /* rows by a level or a field of units: the part of what heads them; by
                        * time: that of their years; columns within times: that of these; -1 */
    gboolean heads;    /* this part is the group_part of another */
};

/* The parts of the entries in their order, then those that head groups. */
struct axis {
    struct part *part;
    guint count;
};

/* A stretch of time of which facts are counted; `shift` months are added to their dates. */
struct plane {
    date first, last;
    int shift;
};

struct query {
    const struct template_table *table;
    const struct dictionary *dictionary;
    const struct dataset *dataset;
    struct scopes *scopes;
    struct period period;
    struct filter *filter;
    struct axis rows, columns;
    struct adding total_adding;
    int quarter;                /* whose rows count: fact_quarter_asked() */
    gboolean by_quarter;        /* quarters stand beside one another, and the year as the fourth,
                                 * of a dataset that is returned for both */
    struct plane planes[SPANS]; /* by enum span */
    gboolean wanted[SPANS];     /* planes that the table needs */
    gboolean public;            /* query_make_public() */
    /* guint: columns of the own dataset whose numbers measures tell the spread of */
    GArray *numbers;
    gboolean own; /* of the table's own dataset, so that its total is of these facts */
    int answer;   /* returns: column that a row must not leave blank; -1: none */
};

/*
 * The table must have passed template_load() with the dictionary. Kinds other than crosstab have
 * their own. The period's data go up to a day: what is compared with the same time of last year
 * takes no more of last year. Months that the day lies in, and years of datasets that know no less,
 * are taken whole.
 */
struct query *query_new(const struct template_table *table, const struct dictionary *dictionary,
                        struct scopes *scopes, struct period period);
/*
 * What a table asks of one of its datasets: of another than its own what the columns of that one
 * count, in the same rows; the table's conditions, and what its total counts, are of its own.
 */
struct query *query_new_of(const struct template_table *table, const struct dataset *dataset,
                           const struct dictionary *dictionary, struct scopes *scopes,
                           struct period period);
/*
 * Small counts are hidden: months and quarters stand without the years that head them, since a sum
 * of a year would give them back, and of rows of which returns are out it is not told how many are
 * in.
 */
void query_make_public(struct query *query);
/*
 * For the public: values of open lists that the dictionary does not know, which may be any text of
 * a cell, stand at one number (`other` of the part) together with its own "Khác", if it has one.
 */
void query_merge_unknown(struct query *query);
#define QUERY_OTHER_CODE "khac"
#define QUERY_OTHER_LABEL "Khác"
void query_free(struct query *query);

/* Of the tables of a dataset (struct query *): the first day, from `first` back, that any looks
 * back to; whether any stands by quarters beside the year. */
date queries_reach(const GPtrArray *queries, date first);
gboolean queries_are_by_quarter(const GPtrArray *queries);
typedef struct query query_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(query_t, query_free)

/*
 * On paper a level bears the names of what its units are on a day: those that stand above the
 * grassroots organizations have one of their own.
 */
void unit_field_name_levels(struct unit_field *field, const struct query *query);

/* Stretch of time of a span. */
struct plane span_plane(enum span span, struct period period);

/* Whether the fact's time lies in the plane (a stock with a period: holds its last day). */
gboolean query_in_plane(const struct query *query, enum span span, const struct fact *fact);

/* Whether some unit is counted on one day and not on another, for what it is on that day. */
gboolean query_is_dated(const struct query *query);

/* First and last day of a step of the part; DATE_NONE where the part is none of time. */
date part_begin(const struct part *part, gint32 number);
date part_end(const struct part *part, gint32 number);

/* Whether where a fact stands in the part depends on its unit, other than by a numbering. */
gboolean part_asks_unit(const struct part *part);
/* Whether a unit's facts can stand at a number of a part that has no numbering. */
gboolean part_has_unit(const struct part *part, gint32 number, gint32 unit);

#endif
