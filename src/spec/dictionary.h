/*
 * dictionary - what the exports hold: datasets, columns, values, rules with dates.
 *
 * Read from templates/tu-dien.yaml. A new kind of export is a new entry there and
 * no C. The structs are read-only after loading and
 * belong to the dictionary. Indices into datasets, columns and values are the
 * codes that facts carry.
 */
#ifndef SPEC_DICTIONARY_H
#define SPEC_DICTIONARY_H

#include <glib.h>

#include "base/date.h"
#include "base/names.h"
#include "base/text.h"

struct yaml_tree;

/* What a column's text means, and how it is coded in a fact. */
enum column_type {
    COLUMN_UNIT,   /* code of a unit: index in the unit tree */
    COLUMN_CODE,   /* closed list: index in `values`; any other value is rejected */
    COLUMN_LABEL,  /* open list: index in `values`, or a new one behind them */
    COLUMN_LABELS, /* several labels with ';' between: mentions. One such column a dataset */
    COLUMN_YEAR,   /* 2024 */
    COLUMN_MONTH,  /* 2024-08, 08/2024 */
    COLUMN_DATE,
    COLUMN_PERIOD,  /* year, month or date */
    COLUMN_QUARTER, /* 2025Q3; a year, whose row that of the fourth quarter is: its last day */
    COLUMN_COUNT,   /* whole number, not negative */
    COLUMN_PERCENT, /* 72,8%: hundredths of a per cent; compared, never counted */
    COLUMN_POINTS,  /* 92,5 out of a hundred: hundredths of a point; compared, never counted */
    COLUMN_KEY,     /* identity of a person or a decision: a 64-bit fingerprint, never text */
    COLUMN_BAND,    /* derived: the band in which the age in column `of` falls */
    COLUMN_AGE,     /* derived: whole years from the day in column `of` on */
    COLUMN_TEXT,    /* read by the unit tree, the crosswalk and claims; never counted */
};

/* How the values of a closed list stand to each other, for `at_least`. */
enum column_order {
    ORDER_NONE,
    ORDER_RISING,  /* each value is more than those above it in the list: training levels */
    ORDER_FALLING, /* the best comes first: ranking classes */
};

/* How a column writes numbers of more than three digits: 1.234 or 1,234. */
enum number_format { FORMAT_NONE, FORMAT_VI, FORMAT_EN };
extern const char *const number_format_names[]; /* by value, then NULL */

/* A value is recognized by its code, its label or an alias, compared by text_key(). */
struct dictionary_value {
    char *code;
    char *label;
    struct names aliases;
    char *up_to; /* bands: the greatest whole number in the band; NULL in the last */
    char *least; /* bands: the least whole number in the first band; NULL: 0. Below it there is none
                  */
    int outside; /* is no step of the order: "not yet ranked" */
    char *group; /* of fields of units: values of one group may stand below a row of it; or NULL */
    char *after; /* of a value that an overlay adds to an order: the value before it; or NULL */
    guint node;  /* here and below: where it stands in the text (yaml.h) */
};

struct column {
    char *name;  /* the fixed header name */
    char *label; /* Vietnamese heading */
    enum column_type type;
    struct names aliases; /* other header names; compared by text_key(), as the name is */
    enum column_order order;
    int optional;     /* the file may lack it */
    int person;       /* names a person: masked in findings */
    int time;         /* places the fact in time */
    int unit;         /* of several unit columns the one the fact belongs to */
    int owed;         /* quarters: they are returned for as years are */
    int stages;       /* events: each value is decided for a whole year at once; a year that no
                         row has it in has not come to it yet */
    int may_be_blank; /* blank means not stated; else a blank is a finding and the row rejected */
    char *of;         /* bands: the date column; quarters: the year column that it stands for, or
                         stands beside */
    char *part_of;    /* counts: the count that this one is a part of; a row where it is more is
                         rejected */
    char *since;      /* codes: the first day of the scale that its values are; rows of earlier
                         years do not compare with later ones */
    char *at_most;    /* counts: the greatest that one row may hold; NULL: see column_at_most() */
    int checked;      /* is held against other columns only: a wrong cell does not cost its row */
    enum number_format format; /* counts; none: a number that may be read in two ways is refused */
    struct names unit_names;   /* units: headers of a column with names instead of codes */
    struct names superiors;    /* units: headers of a column that tells the superior unit */
    struct dictionary_value *values;
    unsigned values_count;
    guint node;
};

#define COLUMN_AT_MOST_USUAL 10000000
#define COLUMN_AT_MOST 1000000000

/* A dataset has no more columns than this: facts have a slot for each. */
#define DICTIONARY_MAX_COLUMNS 32

/*
 * What a sentence says that is counted: one of `nouns`, and (unless there are none) one of `cues`
 * or a value of the dataset. Conditions are written as in so_lieu_cong_bo: "doi_tuong=dang_vien".
 */
struct dictionary_subject {
    struct names nouns, cues;
    char *where;    /* holds for the part and for its base; NULL: nothing */
    char *sum;      /* adds this column's numbers; NULL: counts rows */
    char *over;     /* the base adds these numbers instead */
    char *distinct; /* counts what is different in this column */
    char *listed;   /* the level of the units counted: a base may be all that don_vi has */
    guint node;
};

/* Words that say a condition without naming a value: "dùng sổ tay" is dung_so_tay=co. */
struct dictionary_saying {
    struct names words;
    char *where;
    guint node;
};

/* Columns that identify a row together. */
struct dataset_key {
    struct names columns;
    guint node;
};

/* A form with a column a value (read/wide.h): a cell is a row with that value and its number. */
struct dataset_wide {
    char *values;           /* the column whose values are columns of the table */
    char *count;            /* the column of the number */
    struct names totals;    /* further headings of the table's own totals */
    struct names not_under; /* what stands under these is counted elsewhere, or nowhere */
    guint node;
};

enum dataset_kind {
    DATASET_TREE,      /* don_vi */
    DATASET_CROSSWALK, /* chuyen_doi */
    DATASET_CLAIMS,    /* so_lieu_cong_bo */
    DATASET_EVENTS,    /* each row happened on a day; a period without rows counts zero */
    DATASET_RETURNS,   /* each unit of `reported_by` returns rows a year or a month */
    DATASET_STOCK,     /* how things stand; the period is ignored without a period column */
};

/* What is done with rows of one key that say different things. */
enum contradiction { CONTRADICTION_REJECT, CONTRADICTION_LAST };

struct dataset {
    char *name;
    char *label;
    enum dataset_kind kind;
    struct column *columns;
    unsigned columns_count;
    struct names one_of;      /* columns of which the file must have at least one */
    struct dataset_key *keys; /* alternatives; the first whose columns are all there holds */
    unsigned keys_count;
    struct names reported_by; /* levels whose units should each report */
    enum contradiction contradiction;
    struct dictionary_subject *subjects;
    unsigned subjects_count;
    struct dictionary_saying *sayings;
    unsigned sayings_count;
    struct names sent_again_by; /* columns of the key that name one thing, whatever day or unit */
    char *table;                /* of a database; NULL: it bears the dataset's name */
    char *table_order; /* the column of that table that its rows are in the order of; NULL: none */
    int one_unit;      /* each person is with one unit */
    struct dataset_wide *wide;
    unsigned wide_count;
    guint node;
};

/* Of what a cap limits the excellent. */
enum cap_subject { CAP_MEMBERS, CAP_ORGANIZATIONS };

/*
 * A cap on the excellent; rows of rules, valid from..to. A "?" for percent, base or rounding
 * says that the text has not been read: it gives no verdict.
 */
struct cap_rule {
    char *name;
    enum cap_subject subject;
    char *percent;      /* whole number: 20 */
    char *base;         /* good_or_better | good_only | ranked */
    char *rounding;     /* nearest | floor */
    char *level;        /* co_so: of the members' units, or of the organizations */
    char *group;        /* NULL or `level`: the members of each unit of that level
                           are a group of the law; NULL or `superior`: the
                           organizations of the level that one superior has; other:
                           the law's groups are not in the data */
    struct names types; /* loai_hinh of the organizations meant; none: of all */
    char *field;        /* the column of ranking classes */
    struct names excellent, good, ranked; /* its classes counted as such */
    char *from, *to;                      /* dates dd/mm/yyyy; NULL: open */
    char *source;
    char *mark; /* how sure it is: s | c (or NULL); m | u: the office has to confirm the text */
    guint node;
};

/* The posts of those who lead an organization of a level; codes, "*" at the end: all that begin so.
 */
struct law_leaders {
    char *level;
    struct names posts;
    guint node;
};

/* What a law asks of a ranking class: per cent, points or quarters, as its rule says. */
struct law_step {
    char *class;
    char *at_least; /* whole number */
    guint node;
};

/* A text of law that a rule on the data rests on, valid from..to; as in cap_rule. */
struct law {
    char *rule; /* code of the finding, or of the rule in check/review.h */
    char *from, *to;
    char *source;
    char *mark;
    struct law_leaders *leaders;
    unsigned leaders_count;
    struct law_step *steps;
    unsigned steps_count;
    guint node;
};

/*
 * What the units of a level and of some kinds are from one day to another: their name on paper, and
 * whether they are grassroots organizations, which a condition on their level and caps ask. The
 * code of the level in don_vi stays. A unit without a rule is what its level says.
 */
struct level_rule {
    char *level;
    struct names kinds; /* codes of loai_hinh */
    char *from, *to;    /* as in cap_rule, source and mark too */
    char *label;
    int is_grassroots;
    char *above; /* level of the unit right above */
    char *source;
    char *mark;
    guint node;
};

/*
 * Forms of discipline of members that an authority may impose. One authority may have several
 * powers; without any it is one of which nothing is said. The form "?" says that its powers have
 * not been read.
 */
struct authority_power {
    char *authority;           /* code of cap_thi_hanh */
    struct names forms;        /* codes of hinh_thuc, or "?"; none: it imposes nothing */
    struct names except_posts; /* as law_leaders' posts: those it may not impose them on */
    guint node;
};

/* Who may discipline members from one day to another, by the day of the decision. */
struct authority_law {
    char *from, *to; /* as in cap_rule, source and mark too */
    char *source;
    char *mark;
    struct authority_power *powers;
    unsigned powers_count;
    guint node;
};

struct dictionary {
    struct dataset *datasets;
    unsigned datasets_count;
    struct cap_rule *caps;
    unsigned caps_count;
    struct law *laws;
    unsigned laws_count;
    struct level_rule *levels;
    unsigned levels_count;
    struct authority_law *authorities;
    unsigned authorities_count;
    struct document_form *documents;
    unsigned documents_count;
    guint node;
};

/*
 * Loads and checks (codes unique, no two labels of a column with one key, keys name columns,
 * codes of open lists are the folded labels, bands rise, cap rules do not overlap). The text is
 * that of yaml_read(), called `name` in messages. Errors: SPEC, with
 * file:line:column.
 */
gboolean dictionary_load(GBytes *text, const char *name, struct dictionary **dictionary,
                         GError **error);
/* The same of the text's tree; NULL fails without a further word. */
gboolean dictionary_of_tree(const struct yaml_tree *tree, struct dictionary **dictionary,
                            GError **error);
/*
 * Lays an office's own names (dictionary_overlay.c) over *dictionary, or puts the dictionary that
 * the text is, some dataset having a `kind`, in its place. *result: a text of what *dictionary then
 * is, which dictionary_load() takes. Errors: SPEC, with file:line:column.
 */
gboolean dictionary_load_over(GBytes *text, const char *name, struct dictionary **dictionary,
                              GBytes **result, GError **error);
void dictionary_free(struct dictionary *dictionary);
typedef struct dictionary dictionary_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(dictionary_t, dictionary_free)

/* The whole dictionary as a text that dictionary_load() takes. */
GBytes *dictionary_to_yaml(const struct dictionary *dictionary);

const struct dataset *dictionary_dataset(const struct dictionary *dictionary, const char *name);

/* The first dataset of a kind, or NULL. */
const struct dataset *dictionary_dataset_of_kind(const struct dictionary *dictionary,
                                                 enum dataset_kind kind);

/* Index of the column in the dataset, or -1. */
int dataset_column(const struct dataset *dataset, const char *name);

/*
 * What a template calls a field: a column of the dataset, or `cap` or `loai_hinh` of the fact's
 * unit, which is then the column of that name in the tree's dataset; NULL if there is none.
 */
const struct column *dictionary_field(const struct dictionary *dictionary,
                                      const struct dataset *dataset, const char *name);
const struct column *dictionary_unit_field(const struct dictionary *dictionary, const char *name);

/* Index of the first column of this type, or -1. */
int dataset_column_of_type(const struct dataset *dataset, enum column_type type);

/* Index of the unit column that a fact belongs to, of the time column; -1: none. */
int dataset_unit_column(const struct dataset *dataset);
int dataset_time_column(const struct dataset *dataset);
/* Whether a file has the column (`places`: its place there, by column; -1: none), or one that
 * stands for it: of what is derived the day that it is of. */
gboolean dataset_column_is_there(const struct dataset *dataset, const gint *places, guint column);
/* Whether a unit has one row a year or month: some key is made of these two columns. */
gboolean dataset_has_one_each(const struct dataset *dataset);
/* The day from which the rows of the dataset are comparable; DATE_NONE: they always are. */
date dataset_since(const struct dataset *dataset);
/* Index of the column of stages; -1: none. */
int dataset_stage_column(const struct dataset *dataset);

/* Index of the value whose code this is, or -1. */
int column_value(const struct column *column, const char *code);
/* Open lists take values that the dictionary does not hold. */
gboolean column_is_open(const struct column *column);
/* The one text of a crosswalk that is no unit. */
#define DATASET_WEIGHT "ty_trong"
/* Whether the column holds codes or names of units: what the tree and the crosswalk read, and units
 * of rows. */
gboolean dataset_column_names_units(const struct dataset *dataset, const struct column *column);
/* Whether facts carry the index of a value, so that one can count by it. */
gboolean column_is_coded(const struct column *column);
/*
 * The greatest count that one row may hold, ten million unless the column says otherwise. The
 * dictionary takes no more than COLUMN_AT_MOST, so that sums of nine thousand million rows fit.
 */
gint64 column_at_most(const struct column *column);
/*
 * Whether nothing is counted by the column: percentages, and days that neither place the row in
 * time nor make bands. What is wrong there is found, and the row counts.
 */
gboolean dataset_column_is_checked(const struct dataset *dataset, guint column);
/* Name of a type as the dictionary writes it: "labels". */
const char *column_type_name(enum column_type type);
/* Whether no file has it: it is told from another column. */
gboolean column_is_derived(const struct column *column);
/* Whether it holds numbers that a limit can be put to, and in how many decimals they are kept. */
gboolean column_is_number(const struct column *column, guint *decimals);
/* Whether a value reaches another in the order of the column (bands rise). */
gboolean column_reaches(const struct column *column, int value, int least);

/* The cap rule of that name valid on a day, or NULL. */
const struct cap_rule *dictionary_cap(const struct dictionary *dictionary, const char *name,
                                      date day);

/* Whether a rule says how to reckon; whether the groups that it reckons by are those of the law. */
gboolean cap_rule_is_read(const struct cap_rule *rule);
gboolean cap_rule_has_groups(const struct cap_rule *rule);
/* What the group of such a rule is called where it is in the data: "level" or "superior". */
const char *cap_rule_own_group(const struct cap_rule *rule);

/* The text that a finding of that code rests on on a day, or NULL. */
const struct law *dictionary_law(const struct dictionary *dictionary, const char *rule, date day);

/* The first and the last day on which such a row holds. */
void authority_law_days(const struct authority_law *law, date *first, date *last);

/* What units of a level and kind are on a day; NULL: what the level says. */
const struct level_rule *dictionary_level(const struct dictionary *dictionary, const char *level,
                                          const char *kind, date day);
/* Whether such a unit stands above the grassroots organizations although its level is theirs. */
gboolean dictionary_lifts(const struct dictionary *dictionary, const char *level, const char *kind,
                          date day);
/* The days on which what a level is may change (date), rising, each once. New array. */
GArray *dictionary_level_days(const struct dictionary *dictionary);

/* The source as it is cited: with a word where the office has to confirm it. New string. */
gboolean law_is_unsure(const char *mark);
char *law_cited(const char *source, const char *mark);

#endif
