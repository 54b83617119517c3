/*
 * template_check - whether a template fits the dictionary and itself.
 *
 * What a schema cannot say: datasets, fields, values, columns and tables that a template names must
 * exist (template_check.c, template_entry.c, template_measure.c, template_refer.c), and a base must
 * hold what is counted over it (template_base.c). These share the struct below; a check that fails
 * has raised what is wrong, with its place.
 */
#ifndef SPEC_TEMPLATE_CHECK_H
#define SPEC_TEMPLATE_CHECK_H

#include <glib.h>

#include "spec/complaint.h"
#include "spec/template.h"

/* Errors: SPEC, with the place of what is wrong. */
gboolean template_check(const struct template *template, const struct dictionary *dictionary,
                        const struct yaml_tree *tree, GError **error);

/* When all that it names is there: marks the tables that are internal by what they rest on. */
void template_settle_internal(const struct template *template);

enum table_side { TABLE_ROWS, TABLE_COLUMNS };

/* What is checked: a template, and the table of it that is looked at. */
struct template_checker {
    const struct template *template;
    const struct dictionary *dictionary;
    struct complaint complaint;
    const struct template_table *table;
    const struct dataset *dataset; /* that the table counts */
};

/* The dataset of that name, one whose rows are counted. */
gboolean template_check_dataset(const struct template_checker *checker, struct yaml_at at,
                                const char *name, const struct dataset **dataset);
/* The conditions of the table or of an entry. */
gboolean template_check_where(const struct template_checker *checker,
                              const struct template_condition *where, unsigned count);
/* Whether the dataset of the checker tells `by`, year or month, of its rows. */
gboolean template_check_time(const struct template_checker *checker, struct yaml_at at,
                             const char *by);
gboolean template_is_by_time(const struct template_entry *row);
/* Columns within times are of closed lists, of the table's own dataset, in the period. */
gboolean template_check_within(const struct template_checker *checker,
                               const struct template_entry *entry);
/* How things stand at the end of a year is told by what is returned for years. */
gboolean template_check_span(const struct template_checker *checker,
                             const struct template_entry *entry);
/* What is there each time is not added over times; and what quarters are compared with. */
gboolean template_check_times(const struct template_checker *checker);
/* What the table or entry at `node` counts: its rows, a sum or what is different (NULL: not it). */
gboolean template_check_counted(const struct template_checker *checker, guint node, const char *sum,
                                const char *distinct);

/* The numbers that a measure shows the spread of: counts, or ages. */
gboolean template_check_number(const struct template_checker *checker,
                               const struct template_shown *shown);

/* The measures of the table: what they name, and that they stand once. */
gboolean template_check_measures(const struct template_checker *checker);
/* In which order its rows stand, and which of them are one row. */
gboolean template_check_sort(const struct template_checker *checker);
/* Charts and texts; all tables must have passed. */
gboolean template_check_charts(const struct template_checker *checker);
gboolean template_check_texts(const struct template_checker *checker);
/* The placeholders of a title, or of the body of a text (NULL: a title): figures and words only
 * there. */
gboolean template_check_text(const struct template_checker *checker, const char *body,
                             const struct template_text *text, struct yaml_at at);
/* The words of a text. */
gboolean template_check_words(const struct template_checker *checker,
                              const struct template_text *text);

/*
 * The shares of the table, whose rows, columns and measures must have passed the other checks. A
 * measure with `may_pass_100` says itself that it is no share.
 */
gboolean template_check_bases(const struct template_checker *checker);

/*
 * The rows or columns that a table has before the data are known. Values of closed lists and codes
 * of entries are known; units, years and values of open lists are not, so any code may turn up.
 */
struct table_codes {
    GPtrArray *known; /* const char *, without the total */
    gboolean open;    /* others may come with the data */
    gboolean total;
};

void table_codes_init(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct template_table *table, enum table_side side);
void table_codes_clear(struct table_codes *codes);
/* Whether such a row or column may be; the names that are known, the total among them (new array).
 */
gboolean table_codes_hold(const struct table_codes *codes, const char *name);
GPtrArray *table_codes_names(const struct table_codes *codes);
typedef struct table_codes table_codes_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(table_codes_t, table_codes_clear)

/*
 * What is named elsewhere: a table by its id (`other`, which may be NULL, is another word that may
 * stand there), a row or column of it by its code, a measure that it shows in a column.
 */
gboolean template_refer_table(const struct template_checker *checker, const char *id,
                              const char *other, struct yaml_at at);
gboolean template_refer_code(const struct template_checker *checker,
                             const struct template_table *table, enum table_side side,
                             const char *code, struct yaml_at at);
gboolean template_refer_shown(const struct template_checker *checker,
                              const struct template_table *table, const char *measure,
                              const char *column, struct yaml_at at);

/* A figure of a text or of its words; with_row: its row is named, too. */
struct placeholder;
gboolean template_refer_figure(const struct template_checker *checker,
                               const struct placeholder *figure, gboolean with_row,
                               struct yaml_at at);
/* Raises that what stands in braces is nothing that a text (NULL: a title) can hold. */
gboolean template_refuse_brace(const struct template_checker *checker,
                               const struct template_text *text, const char *brace,
                               struct yaml_at at);

/* All rows or columns of the table. */
gboolean template_check_side(const struct template_checker *checker, enum table_side side);

#endif
