/*
 * template - what a report holds: tables, charts, text.
 *
 * The structs are filled from templates/NAME.yaml; read-only after loading. template_load() checks
 * everything that can be checked against the dictionary (datasets, fields, values, columns named by
 * measures and charts), so the stages behind may rely on it.
 */
#ifndef SPEC_TEMPLATE_H
#define SPEC_TEMPLATE_H

#include <glib.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "base/period.h"
#include "spec/dictionary.h"

/* How a number, or a value of an ordered list, is held against a limit. */
enum bound { BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_ABOVE, BOUND_BELOW, BOUNDS };
struct template_bound {
    const char *key, *sign; /* "at_least", "≥" */
    gboolean upper;         /* what is held against it is less */
    gboolean strict;        /* the limit itself does not meet it */
};
extern const struct template_bound template_bounds[BOUNDS];

/*
 * `field` is a column of the dataset, or `cap` or `loai_hinh` of the fact's unit.
 * Exactly one of is, is_not, a limit, leads, blank is set.
 */
struct template_condition {
    char *field;
    struct names is, is_not; /* `is` also holds the posts of `leads`, with "*" for any end */
    struct names leads;      /* levels: a post that leads an organization of one of them, by the
                              * dictionary's lists of leaders */
    int blank;               /* says nothing */
    char *limit[BOUNDS];     /* a number, or a value of an ordered list */
    int listed; /* not in the file: the level that don_vi gives, whatever rules of levels say */
    guint node; /* here and below: where it stands in the text (yaml.h) */
};

/* The limit of a condition and how it is held against; NULL: it has none. */
const char *condition_limit(const struct template_condition *condition, enum bound *bound);

/*
 * A limit as facts hold what is held against it: the number of a value, -1 if there is none, or of
 * a column of numbers hundredths. FALSE: it is no number with two decimals at most.
 */
gboolean condition_limit_value(const struct column *column, const char *limit, gint64 *value);

/* Whether a fact's value in the column lies so to a limit. What stands outside an order never does.
 */
gboolean bound_holds(enum bound bound, const struct column *column, gint64 value, gint64 limit);

enum span {
    SPAN_PERIOD,
    SPAN_YEAR_TO_DATE,
    SPAN_LAST_YEAR,
    SPAN_YEAR_TO_DATE_LAST_YEAR,
    SPAN_YEAR_END, /* the last year that ends on or before the day of the data: its returns are how
                    * things stand on its last day */
    SPANS,
};

/*
 * Rows or columns of a table: all values of a field, or one code with its label. Values of an
 * open list that only the data know follow behind those of the dictionary.
 */
struct template_entry {
    char *by;    /* unit, year, month, a level, TEMPLATE_SUPERIOR, or a field */
    char *of;    /* by superior: the level of the units whose superiors they are */
    char *group; /* rows by a level: the higher level whose units head the groups; columns: a
                  * heading printed over them, one for neighbours with the same text */
    char *code, *label;
    char *from; /* columns of a code: another dataset than the table's, whose conditions it is not
                 * under */
    enum span span;
    char *within;         /* columns: they stand within each month, quarter or year, one behind the
                           * other; neighbours with the same text stand together */
    char *last;           /* by or within year: the last N years */
    char *sum, *distinct; /* instead of the table's */
    struct names except;  /* by a field: values left out */
    struct template_condition *where;
    unsigned where_count;
    guint node;
};

/*
 * `over`, `against` and `only` name columns of the table (TEMPLATE_TOTAL or "*": the total
 * column). `against` may also be last_year: the same cell 12 months before. The row of the measure
 * (base/measure.h) says which keys it needs: `over` where its base is a named column, which for
 * some may be TABLE/COLUMN, the row of the same code in another crosstab; `against` where it
 * compares; `of` where it compares shares. What stands over a column of its table is a part of that
 * column (template_base.c) unless may_pass_100 says that it is measured by something else, such as
 * a target.
 */
struct template_shown {
    enum measure show, of;
    char *over, *against;
    char *number;    /* whose numbers are shown as an average or a median */
    char *threshold; /* what figures are held against, as printed: "90", "12,5"; or NULL */
    struct names only;
    int may_pass_100;
    guint node;
};

/* The measure whose base counts: the share that is compared, or what is shown itself. */
enum measure shown_share(const struct template_shown *shown);

/* Whether `over` names a column of another table. */
gboolean shown_over_elsewhere(const struct template_shown *shown);

#define TEMPLATE_TOTAL "total"
#define TEMPLATE_REST "rest" /* of a table with `top`: the row of all others */
#define TEMPLATE_SUPERIOR "superior"
#define TEMPLATE_VALUE_GROUP "nhom" /* rows by a field of units: the groups of its values */
#define TEMPLATE_COVER "cover"
#define TEMPLATE_LAST_YEAR "last_year"

/*
 * TABLE_CAP has the columns of template_cap_columns, rows by the unit of its rule's level, and
 * needs `rule`. TABLE_MISSING lists the units that should have reported to `from` and did not; it
 * takes no rows, columns or measures. TABLE_STREAK counts years: its three columns are `by: year`
 * with a `where` each (the years that count, that end a run, that do neither), and what it shows
 * are template_streak_columns.
 */
enum template_cap_number {
    CAP_SHOWS_BASE,
    CAP_SHOWS_LIMIT,
    CAP_SHOWS_AWARDED,
    CAP_SHOWS_LEFT,
    CAP_SHOWS_INCLUSIVE,
    CAP_SHOWS_EXCLUSIVE,
    CAP_SHOWS_OVER,
    TEMPLATE_CAP_COLUMNS,
};
#define TEMPLATE_STREAK_COLUMNS 2
struct template_cap_column {
    const char *code, *label;
    enum measure measure; /* the one that it shows */
};
extern const struct template_cap_column template_cap_columns[TEMPLATE_CAP_COLUMNS];
extern const struct template_cap_column template_streak_columns[TEMPLATE_STREAK_COLUMNS];

/*
 * TABLE_REVIEW lists the units whose rankings the laws ask to look at again. Its columns are those
 * below, and the total of what is to be looked at; caps are read from the template's tables of
 * kind cap, so it needs one of each rule. It takes no rows, columns or measures.
 */
enum template_review_number {
    REVIEW_SHOWS_OVER_MEMBERS,
    REVIEW_SHOWS_TOUCHING_MEMBERS,
    REVIEW_SHOWS_OVER_ORGANIZATIONS,
    REVIEW_SHOWS_TOUCHING_ORGANIZATIONS,
    REVIEW_SHOWS_DISCIPLINE,
    REVIEW_SHOWS_PREREQUISITES,
    REVIEW_SHOWS_POINTS,
    REVIEW_SHOWS_QUARTERS,
    TEMPLATE_REVIEW_COLUMNS,
};
struct template_review_column {
    const char *code, *group, *label;
    const char *cap; /* the rule of a cap; NULL: one of check/review.h */
    enum measure measure;
};
extern const struct template_review_column template_review_columns[TEMPLATE_REVIEW_COLUMNS];

enum table_kind { TABLE_CROSSTAB, TABLE_CAP, TABLE_MISSING, TABLE_REVIEW, TABLE_STREAK };
enum total { TOTAL_BOTH, TOTAL_ROWS, TOTAL_COLUMNS, TOTAL_NONE }; /* ROWS: a row of totals */
enum sorted { SORTED_FALLING, SORTED_RISING };
enum counted { COUNTED_ROWS, COUNTED_MENTIONS };

struct template_table {
    char *id, *title, *from, *rule, *sum, *distinct, *unit_note;
    enum table_kind kind;
    enum total total;
    enum counted count;
    struct template_condition *where;
    unsigned where_count;
    struct template_entry *rows, *columns;
    unsigned rows_count, columns_count;
    struct template_shown *measures;
    unsigned measures_count;
    char *sort; /* COLUMN/MEASURE: rows in its order; NULL: in the order of the tree */
    enum sorted order;
    char *top; /* how many of the sorted rows are printed; the others are one row */
    struct names notes;
    int coverage; /* says above the table how many of its units reported: returns only */
    /* A public edition leaves it out: it says so, or its kind, a measure or a column of
     * it or the table that a rate of it stands over is one that hiding small counts does not cover.
     */
    int internal;
    int leave_zeros_out;  /* columns of nothing but zeros are not printed */
    struct names periods; /* kinds of period whose reports hold it; none: all */
    gboolean left_out;    /* not in the file: template_leave_out() */
    guint node;
};

/* Whether two entries stand within the same times, side by side in each. */
gboolean entries_stand_together(const struct template_entry *a, const struct template_entry *b);
/* Whether the columns stand within times: each of these has its sum then, and all have none. */
gboolean table_is_nested(const struct template_table *table);
/* The code that a template gives a column: "tot" of "2024/tot", which the table's column has. */
const char *template_inner_code(const char *code);

/* The dataset whose facts a column counts. */
const char *entry_from(const struct template_table *table, const struct template_entry *entry);

/* "2024/tot" and "share_row" of "2024/tot/share_row": the code as a book has it, new string. What
 * has no "/" is a code without a measure, "". */
char *template_sort_column(const char *sort, const char **measure);
/* How many sorted rows are printed; 0: all. */
guint template_top(const struct template_table *table);
#define TEMPLATE_MOST_TOP 1000

#define TEMPLATE_MOST_THRESHOLD 1000000000
#define TEMPLATE_THRESHOLD_DECIMALS 2 /* of a measure's */
#define TEMPLATE_RULE "rule"

struct template_chart {
    char *id, *table, *title; /* the title takes {period} and {as_of}, too */
    /* A level drawn across, where the kind takes one: a whole number; TEMPLATE_RULE on a cap table:
     * the percentage of its rule, if that gives a verdict. */
    char *threshold;
    enum chart_kind kind;
    enum measure measure;
    struct names columns; /* codes; `total` is the total column; none: all but the total */
    guint node;
};

/* What words say, and the texts that they choose from, by what a template calls them. */
enum template_word_show {
#define WORD(id, ...) WORD_##id,
#include "spec/template_word.def"
#undef WORD
    WORD_SHOWS
};
enum template_word_text {
    WORD_TEXT_UP,
    WORD_TEXT_DOWN,
    WORD_TEXT_SAME,
    WORD_TEXT_NONE,
    WORD_TEXT_SOME,
    WORD_TEXT_FIRST,
    WORD_TEXT_LAST,
    WORD_TEXT_BETWEEN,
    WORD_TEXT_EMPTY,
    WORD_TEXT_UNKNOWN,
    WORD_TEXTS,
};
extern const char *const template_word_texts[WORD_TEXTS];

struct template_word_kind {
    const char *code;
    gboolean lists;     /* it speaks of the rows of a column, not of one figure */
    gboolean compares;  /* of a comparison */
    gboolean limited;   /* of rows on one side of a limit */
    guint needs, takes; /* bits of enum template_word_text */
    const char *inside; /* what its texts take in braces: names, a blank between */
};
extern const struct template_word_kind template_word_kinds[WORD_SHOWS];

/* Words of a text that figures choose; they stand where its body has {name}. */
struct template_word {
    char *name;
    enum template_word_show show;
    char *of; /* table/row/column/measure; where it lists rows table/column/measure */
    char *text[WORD_TEXTS];
    char *count; /* of rows that are named */
    char *limit[BOUNDS];
    guint node;
};

#define TEMPLATE_MOST_LISTED 50
/* How many rows are to be named; 0: all. */
guint template_word_count(const struct template_word *word);
/* The limit in units of 10^-TEMPLATE_THRESHOLD_DECIMALS; FALSE: it has none. */
gboolean template_word_limit(const struct template_word *word, enum bound *bound, gint64 *limit);
/* What is spoken of, as a figure; of a list with the row "*". The caller clears it. */
struct placeholder;
void template_word_figure(const struct template_word *word, struct placeholder *figure);

struct template_text {
    char *at;   /* id of a table, or TEMPLATE_COVER */
    char *body; /* with placeholders: placeholder.h */
    struct template_word *words;
    unsigned words_count;
    char *place; /* FILE:LINE:COLUMN of the body; not in the file */
    guint node;
};

/* The words of that name; NULL: the text has none. */
const struct template_word *template_word(const struct template_text *text, const char *name);

struct template
{
    char *name, *title;   /* titles take {period} and {as_of} */
    struct names periods; /* kinds it takes; none: all */
    struct template_table *tables;
    unsigned tables_count;
    struct template_chart *charts;
    unsigned charts_count;
    struct template_text *text;
    unsigned text_count;
    /* Not in the file: so many stand behind those that count. See template_leave_out(). */
    unsigned tables_left_out, charts_left_out, text_left_out;
    guint node;
};

/* The text is that of yaml_read(), called `name` in messages. Errors: SPEC, with file:line:column.
 */
gboolean template_load(GBytes *text, const char *name, const struct dictionary *dictionary,
                       struct template **template, GError **error);
void template_free(struct template *template);
typedef struct template template_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(template_t, template_free)

/*
 * Makes it the template of a public edition (or not), and of a kind of period: tables that it does
 * not hold, those whose rates stand over them, their charts, the texts above them and all texts
 * that cite one are moved behind those that count.
 */
void template_leave_out(struct template *template, gboolean public, enum period_kind kind);

/* The table of that id, or NULL. */
const struct template_table *template_table(const struct template *template, const char *id);

/* The template's table of kind cap with that rule; NULL: none. */
const struct template_table *template_cap_table(const struct template *template, const char *rule);

/* The code that a template's name of a row or column has in a book: "*" for TEMPLATE_TOTAL. */
const char *template_code(const char *name);

/* Whether a list names a row or column; `total` and "*" are the same. */
gboolean template_names_hold(const struct names *names, const char *name);

/* Span of that name ("year_to_date"); FALSE if there is none. */
gboolean span_from_name(const char *name, enum span *span);

#endif
