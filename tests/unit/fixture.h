/*
 * fixture - a small province, a dictionary and a template for the suites of calc, check and build.
 *
 * The units, in this order; all are valid from 2000 on:
 *
 *   34         tinh
 *   34.1       huyen     34.1.1    co_so     34.1.1.1, 34.1.1.2 chi_bo
 *                        34.1.2    co_so, a cell at once
 *   34.2       huyen     34.2.1    co_so     34.2.1.S bo_phan   34.2.1.S.1 chi_bo
 *   34.9       huyen     34.9.1    co_so     both until 30/06/2023
 *   DK         co_so     DK.1      chi_bo    directly under the province
 *
 * A fact is one line of words NAME=VALUE: "ngay=2024-03-05 ma_don_vi=34.1.1 noi_dung=khac;moi".
 * Values are codes; in open lists any word may stand, and so may any word as a key.
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include <CUnit/CUnit.h>
#include <string.h>

#include "build/report.h"
#include "calc/groups.h"
#include "data/vocabulary.h"
#include "spec/yaml.h"

/* Facts on their way into the tallies of some plans. */
struct fixture_reading {
    GPtrArray *plans; /* struct tally_plan * */
    struct grouping *grouping;
    struct groups *groups;
};

struct fixture {
    struct dictionary *dictionary;
    struct unit_tree *tree;
    struct template *template;
    struct findings *findings;
    GPtrArray *cap_tables;   /* struct template_table * */
    GPtrArray *vocabularies; /* struct vocabulary * by source */
    GPtrArray *readings;     /* struct fixture_reading * by source, then those of like units */
    GPtrArray *taken;        /* char * a call of fixture_take(): dataset and facts */
    struct report report;    /* its scopes, sources and period */
    gboolean closed;
};

/*
 * A report on `unit` (NULL: the province) and `period` with the entries of `tables` (YAML; NULL:
 * none), which may go on with "charts:" and "text:". Free with fixture_close().
 */
void fixture_open(struct fixture *fixture, const char *tables, const char *unit,
                  const char *period);
void fixture_close(struct fixture *fixture);
typedef struct fixture fixture_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(fixture_t, fixture_close)

/* The dictionary at a path; the test fails if it does not load. */
struct dictionary *fixture_dictionary(const char *path);

struct period fixture_period(const char *text);
gint32 fixture_unit(const struct fixture *fixture, const char *code);
date fixture_day(const char *iso);
const struct dataset *fixture_dataset(const struct fixture *fixture, const char *name);

/* New open values are numbered by `vocabulary`. */
struct fact fixture_fact(const struct fixture *fixture, const char *dataset,
                         struct vocabulary *vocabulary, const char *text);

/* The source of a dataset that the template reads; its facts so far. */
struct report_source *fixture_source(struct fixture *fixture, const char *dataset);
/* That of a plan. `like` and `apart`: see grouping.h. */
struct fixture_reading *fixture_reading(struct tally_plan *plan, const struct tally *like,
                                        gboolean apart);
void fixture_reading_free(struct fixture_reading *reading);
/* Takes facts, one a line. */
void fixture_take(struct fixture *fixture, const char *dataset, const char *facts);

/* After the last fact: what a table asked, and what was counted. */
const struct query *fixture_query(struct fixture *fixture, const char *table);
const struct cube *fixture_cube(struct fixture *fixture, const char *table);
struct book *fixture_book(struct fixture *fixture, GError **error);

/* The sheet of a table's id in a book. */
struct book_sheet *fixture_sheet(const struct book *book, const char *table);
/* The cell at "table/row/column/measure"; the test fails if there is none. */
struct book_cell *fixture_cell(const struct book *book, const char *path);
/* Whether the cell reads so ("2", "66,7%", "…"); says what it reads if not. */
gboolean fixture_says(const struct book *book, const char *path, const char *text);

/* Codes joined by blanks: rows or columns of a table in their order. New string. */
char *fixture_rows(const struct book *book, const char *table);
char *fixture_columns(const struct book *book, const char *table);

#endif
