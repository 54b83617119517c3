/*
 * stray_rows - records of a file that are no rows, as far as one thread has seen them.
 *
 * A header may come again in the middle, where files were put together. Below a table stand
 * signatures and notes: "Người lập biểu", "Ghi chú: …". Whether such a line is a note or a broken
 * row is known only at the end of the file, since behind a note there is no row any more. So a line
 * that says nothing a column could hold is set aside with what was found in it, and
 * read/file_end.h decides.
 */
#ifndef READ_STRAY_ROWS_H
#define READ_STRAY_ROWS_H

#include "data/finding.h"
#include "read/cell.h"
#include "read/csv.h"
#include "read/input.h"

/* A line set aside, and what it would be rejected for if it were a row. */
struct stray_row {
    guint64 line;
    enum rule rule;
    guint findings;   /* so many of the list below are its own */
    gboolean is_note; /* it begins like a signature or a note */
    char *text;       /* the first thing it says */
};

struct stray_rows {
    const struct dataset *dataset;
    struct cells *cells;
    const struct input *input;
    GHashTable *names;    /* keys of all names that columns of the dataset bear */
    GArray *rows;         /* struct stray_row, by line */
    GArray *findings;     /* struct finding; the texts belong to the list they were taken from */
    guint64 last;         /* line of the last row, good or not */
    guint64 other_header; /* line of the first header with other columns or another order; 0 */
};

/* Of one file. Keeps all three. */
struct stray_rows *stray_rows_new(const struct dataset *dataset, const struct input *input,
                                  struct cells *cells);
void stray_rows_free(struct stray_rows *strays);

/* A row stands on that line. */
static inline void stray_rows_pass(struct stray_rows *strays, guint64 line)
{
    strays->last = line;
}

/*
 * Looks at a record that is to be rejected; its findings are those from `before` on. What is a
 * header is found to be that, by *rejected; what may be a note is set aside with its findings, and
 * *rejected is RULES.
 */
void stray_rows_judge(struct stray_rows *strays, const struct row *record,
                      struct findings *findings, guint before, enum rule *rejected);

/*
 * Rows of sums and headings that people leave inside the data: "Cộng", "Tổng số", "Tổng cộng" and
 * what goes on from there, and the Roman numbers of groups ("I.", "II. Khối xã"), where a unit
 * should stand, or as the first thing that a row without a unit says. They are no rows of data:
 * counted, they would count twice.
 */
/* Where a total may stand in a file. */
struct total_row {
    enum dataset_kind kind;
    gint unit_field; /* from 0; -1: the file has none */
    struct cells *cells;
    guint32 file;
};

/* TRUE: the record is a total or the heading of a group, which is found. */
gboolean stray_rows_check_total(const struct total_row *place, const struct row *record,
                                struct findings *findings);

/* Whether the text is a word for a total. */
gboolean stray_rows_is_total(const char *text, gsize length);

/* Whether the text is the number of a group, alone or with a heading behind. */
gboolean stray_rows_is_group(const char *text, gsize length);

#endif
