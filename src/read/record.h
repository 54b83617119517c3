/*
 * record - one record of a file becomes a fact.
 *
 * A row with anything wrong in it is rejected by the first wrong field of its line, but all
 * of its wrong fields are findings. Labels of open lists get their numbers only when the row
 * is good, so that a rejected row leaves no trace in the vocabulary. Values of columns that
 * name a person are masked here.
 */
#ifndef READ_RECORD_H
#define READ_RECORD_H

#include <glib.h>

#include "data/fact.h"
#include "data/finding.h"
#include "read/cell.h"
#include "read/csv.h"
#include "read/input.h"
#include "read/stray_rows.h"

/* One thread's coder. */
struct record_coder;

/*
 * Keeps `plan`, which must be of that dataset, and the tree, by which a fact's unit is the version
 * of its day (NULL: units are not looked at). `age_day` and
 * `asked`: see reader.h.
 */
struct record_coder *record_coder_new(const struct cell_plan *plan, const struct dataset *dataset,
                                      const struct unit_tree *tree, date age_day,
                                      const guint8 *asked);
void record_coder_free(struct record_coder *coder);

/* The file whose records come next; keeps the pointer. `file`: its index in the inputs. */
void record_coder_set_input(struct record_coder *coder, const struct input *input, guint32 file);

/* The next record stands for so many rows; 1 if nothing is said. */
void record_set_times(struct record_coder *coder, gint64 times);

/* The rows that come next: what they will look up far away in memory is asked for now. */
void record_look_ahead(const struct record_coder *coder, const struct row *rows, guint count);

/*
 * The fact, valid until the next record; or NULL: `rejected` is the rule, and all that is
 * wrong stands in `findings`.
 */
const struct fact *record_code(struct record_coder *coder, const struct row *record,
                               struct findings *findings, enum rule *rejected);

/*
 * FALSE: wrong fields (as record_code() finds them); labels are not numbered. *rejected RULES: the
 * record is set aside (stray_rows.h), and whether it is a row is decided at the end of the file.
 */
gboolean record_check(struct record_coder *coder, const struct row *record,
                      struct findings *findings, enum rule *rejected);

/*
 * A record as long as the header: blank fields that were left out at its end are there. The same
 * one, or one of the coder's, valid until the next record.
 */
const struct row *record_whole(struct record_coder *coder, const struct row *record);

/* What is known of the file so far that is decided at its end. */
struct stray_rows *record_strays(const struct record_coder *coder);
/* The same when the file is through: the caller's. */
struct stray_rows *record_coder_take_strays(struct record_coder *coder);
struct cells *record_cells(const struct record_coder *coder);

/* The values of the record that was checked last, by column; of labels and texts nothing. */
const gint64 *record_values(const struct record_coder *coder);

/*
 * What the record that was coded last is about, as coded: what the dataset's sent_again_by names,
 * or else its key, which is the first of the dataset's whose columns the file has. Rows of one key
 * have one fingerprint. FALSE if there is none or all of its fields are blank.
 */
gboolean record_fingerprint(struct record_coder *coder, const struct row *record,
                            guint64 *fingerprint);

/* What a record is about, its key, and the whole row, as text that is equal when the meaning is. */
struct record_texts {
    GString *thing, *key, *row;
};

void record_texts(const struct record_coder *coder, const struct row *record,
                  struct record_texts *texts);

/* The day that the record was made on, by its first column of days; DATE_NONE. */
date record_day(const struct record_coder *coder);

/* Spreadsheets leave lines of nothing but delimiters below a table: they are blank lines. */
gboolean record_is_blank(const struct row *record);

#endif
