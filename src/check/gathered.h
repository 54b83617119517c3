/*
 * gathered - sums by unit and year, for rules that need more than one row.
 *
 * What is summed is a table of rows: dataset, column, the codes that count. Only facts that count
 * for something leave a trace, so that a file of a million rows gathers little. A reader has one a
 * thread; they merge in any order to the same sums.
 */
#ifndef CHECK_GATHERED_H
#define CHECK_GATHERED_H

#include <glib.h>

#include "data/fact.h"
#include "data/unit.h"
#include "spec/dictionary.h"

/* Figures of one dataset: those of other datasets stay zero. */
enum gathered_figure {
    GATHERED_EXCELLENT,     /* xep_loai: ranked excellent */
    GATHERED_ORGANIZATIONS, /* ky_luat: organizations disciplined */
    GATHERED_LEADERS,       /* ky_luat: members whose post is that of a leader (Bí thư …) */
    GATHERED_PRESENT,       /* xep_loai_dang_vien: the greatest so_co_mat */
    GATHERED_CLASSES,       /* xep_loai_dang_vien: so_luong by class, in the dictionary's order */
};
#define GATHERED_CLASSES_MAX 12
#define GATHERED_FIGURES (GATHERED_CLASSES + GATHERED_CLASSES_MAX)

struct gathered_sums {
    gint32 unit;
    int year;
    guint32 file; /* the first row in the order of files and lines */
    guint64 line;
    gint64 *figure; /* of the dataset's own: gathered_figure() reads them */
};

struct gathered;

/* NULL if no rule asks anything of the dataset, which is kept. */
struct gathered *gathered_new(const struct dataset *dataset);
void gathered_free(struct gathered *gathered);
typedef struct gathered gathered_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(gathered_t, gathered_free)

const struct dataset *gathered_dataset(const struct gathered *gathered);
void gathered_take(struct gathered *gathered, const struct fact *fact);
void gathered_merge(struct gathered *to, const struct gathered *from);
/* What was gathered of the years from `first` to `last`. New. */
struct gathered *gathered_years(const struct gathered *gathered, int first, int last);

/* By file and line. New array of const struct gathered_sums *. */
GPtrArray *gathered_list(const struct gathered *gathered);
/* NULL: nothing was gathered there, or `gathered` is NULL. */
const struct gathered_sums *gathered_find(const struct gathered *gathered, gint32 unit, int year);
gint64 gathered_figure(const struct gathered *gathered, const struct gathered_sums *sums,
                       guint figure);

#endif
