/*
 * rule_sums - sums by unit and year, for rules that need more than one row.
 *
 * What is summed is a table of rows: dataset, column, the codes that count. Only facts that count
 * for something leave a trace, so that a file of a million rows gathers little. A reader has one a
 * thread; they merge in any order to the same sums.
 */
#ifndef CHECK_RULE_SUMS_H
#define CHECK_RULE_SUMS_H

#include <glib.h>

#include "data/fact.h"
#include "data/unit.h"
#include "spec/dictionary.h"

/*
 * Figures of one dataset: those of other datasets stay zero. The class that most units have leaves
 * no trace.
 */
enum rule_sums_figure {
    RULE_SUMS_CLASS,   /* xep_loai: number of the class, from 1; never the usual one */
    RULE_SUMS_POINTS,  /* xep_loai: hundredths of points and one */
    RULE_SUMS_QUARTER, /* xep_loai: number of the first quarter's class, then of the next two;
                          only while a law asks for them */
    RULE_SUMS_ORGANIZATIONS = RULE_SUMS_QUARTER + 3, /* ky_luat: organizations disciplined */
    RULE_SUMS_LEADERS,  /* ky_luat: leaders disciplined, at the unit that they lead */
    RULE_SUMS_POSTLESS, /* ky_luat: members disciplined whose post is not stated */
    RULE_SUMS_PRESENT,  /* xep_loai_dang_vien: the greatest so_co_mat */
    RULE_SUMS_CLASSES,  /* xep_loai_dang_vien: so_luong by class, in the dictionary's order */
};
#define RULE_SUMS_CLASSES_MAX 12
#define RULE_SUMS_USUAL_CLASS "tot"

/* The rules whose laws name the class of a quarter that counts. */
#define RULE_SUMS_QUARTERS_LAW "quy_bo_xuat_sac"
#define RULE_SUMS_RUNNING_LAW "quy_lien_tiep"

struct rule_sum {
    gint32 unit;
    int year;
    guint32 file; /* the first row in the order of files and lines */
    guint64 line;
};

struct rule_sums;

/* NULL if no rule asks anything of the dataset. All are kept. */
struct rule_sums *rule_sums_new(const struct dataset *dataset, const struct dictionary *dictionary,
                                const struct unit_tree *tree);
void rule_sums_free(struct rule_sums *gathered);
typedef struct rule_sums rule_sums_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rule_sums_t, rule_sums_free)

/* Marks the columns whose values it looks at (enum asking of calc/filter.h). */
void rule_sums_ask(const struct rule_sums *gathered, guint8 columns[FACT_MAX_COLUMNS]);
const struct dataset *rule_sums_dataset(const struct rule_sums *gathered);
/* From now on only facts of these years are looked at. */
void rule_sums_keep_years(struct rule_sums *gathered, int first, int last);
void rule_sums_take(struct rule_sums *gathered, const struct fact *fact);
void rule_sums_merge(struct rule_sums *to, const struct rule_sums *from);
/* The unit that the person of a fact leads, by the law of its year; UNIT_NONE: none. */
gint32 rule_sums_led(const struct rule_sums *gathered, const struct fact *fact);
/* Whether a fact counts for a figure. */
gboolean rule_sums_has(const struct rule_sums *gathered, const struct fact *fact, guint figure);
/* What was gathered of the years from `first` to `last`. New. */
struct rule_sums *rule_sums_years(const struct rule_sums *gathered, int first, int last);

/* By file and line. New array of const struct rule_sum *. */
GPtrArray *rule_sums_list(const struct rule_sums *gathered);
/* Valid until more is gathered. NULL: nothing was gathered there, or `gathered` is NULL. */
const struct rule_sum *rule_sums_find(const struct rule_sums *gathered, gint32 unit, int year);
gint64 rule_sums_figure(const struct rule_sums *gathered, const struct rule_sum *sums,
                        guint figure);

#endif
