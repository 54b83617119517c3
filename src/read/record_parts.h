/*
 * record_parts - the inside of a coder of records, for its files: record.c makes facts,
 * record_known.c knows most cells, record_time.c says when, record_key.c which rows are told to be
 * the same.
 */
#ifndef READ_RECORD_PARTS_H
#define READ_RECORD_PARTS_H

#include "read/cell.h"
#include "read/cell_known.h"
#include "read/record.h"
#include "read/row_faults.h"

/* A column of the dictionary that the file has. */
struct record_column {
    guint column;
    guint field; /* from 0 */
    const struct column *about;
    gboolean is_checked, is_key;
    struct cell_asking asking;
};

/* How a column's cells can be known without a closer look. */
enum known_kind { KNOWN_TEXT, KNOWN_DAY, KNOWN_KEY, KNOWN_OTHER, KNOWN_KINDS };

/* The same column for the loops of its kind. */
struct known_column {
    guint field;
    guint32 bit, bit_of_blank; /* of the place; of a blank that may stand there 0 */
    gint64 *value;
    gint32 *span; /* where that of a stretch of time goes */
    const struct cell_asking *asking;
};

struct record_coder {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    gboolean has_versions; /* of units: none has without days */
    struct cells *cells;
    GArray *bands; /* see age_bands.h */
    int unit_column, time_column, labels_column;
    int quarter_column; /* -1: the dataset has none */
    int day_column;     /* the first of a day that is not a person's; -1 */
    const struct input *input;
    struct record_column *places; /* those of the input */
    guint places_count;
    struct known_column known[FACT_MAX_COLUMNS]; /* all but the unit's, by kind */
    guint known_end[KNOWN_KINDS];
    const struct record_column *unit_place;    /* of the unit column; NULL: the file has none */
    const struct record_column *labels_place;  /* the same of the labels */
    const struct record_column *quarter_place; /* and of the quarter */
    gboolean has_unit;                         /* the record at hand names it by its code */
    gboolean is_unnumbered;                    /* a label of it has no number yet */
    guint findings_before; /* so many there were before it, if it wants a look */
    guint key;             /* which of the dataset's keys; keys_count: none */
    guint key_column[FACT_MAX_COLUMNS];
    guint key_columns;
    gboolean key_is_values;               /* its values, as coded, tell what it is */
    guint thing_column[FACT_MAX_COLUMNS]; /* some of the key's */
    guint thing_columns;                  /* 0: the key itself names the thing */
    gint32 time_span, no_span;            /* of the column of time, and of others */
    struct cell_labels mentions;
    struct stray_rows *strays;
    struct row whole;              /* the record at hand, as long as the header */
    struct row_field *whole_field; /* room for its fields */
    struct fact fact;
};

/* The bit of a place in sets of places. */
static inline guint32 record_bit(const struct record_coder *coder,
                                 const struct record_column *place)
{
    return 1u << (place - coder->places);
}

/*
 * What names a unit as the tree has it is no total: that is nearly every row. Its value is set
 * then.
 */
G_ALWAYS_INLINE static inline gboolean record_names_unit(struct record_coder *coder,
                                                         const struct row *record)
{
    const struct record_column *place = coder->unit_place;
    if (place == NULL || place->field >= record->count)
        return FALSE;
    const struct row_field *field = &record->field[place->field];
    return field->length > 0 && cell_known_unit(&place->asking, record->text + field->start,
                                                field->length, &coder->fact.value[place->column]);
}

/* Sets the order in which cells of the input are asked. */
void record_order_known(struct record_coder *coder);

/*
 * The values of all cells of a record as long as the header, but that of the unit; those that want
 * a closer look, as a set of places.
 */
guint32 record_know_cells(struct record_coder *coder, const struct row *record);

/*
 * Of a file with quarters: year and quarter of the row together tell its last day, which then
 * stands in the quarter's column, and the year in its own; a year alone is a row of the year. What
 * they do not tell, or tell in two ways, is a fault.
 */
void record_settle_quarter(struct record_coder *coder, struct row_faults *faults);

/* Sets first and last day of the fact, whose dataset has times, and the version of its unit. */
void record_place_in_time(struct record_coder *coder);

/* For the coder's input: the first of the dataset's keys whose columns the file has. */
void record_find_key(struct record_coder *coder);

/* Whether a column is one of that key. */
gboolean record_is_key_column(const struct record_coder *coder, guint column);

#endif
