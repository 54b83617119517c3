/*
 * record_parts - what record.c and record_key.c share; nobody else looks in.
 */
#ifndef READ_RECORD_PARTS_H
#define READ_RECORD_PARTS_H

#include "read/mentions.h"
#include "read/record.h"

/* A column of the dictionary that the file has. */
struct place {
    guint column;
    guint field; /* from 0 */
    const struct column *about;
    gboolean is_checked, is_key;
};

struct record_coder {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    struct cells *cells;
    GArray *bands; /* see bands.h */
    int unit_column, time_column, labels_column;
    const struct input *input;
    struct place *places; /* those of the input */
    guint places_count;
    guint key; /* which of the dataset's keys; keys_count: none */
    guint key_column[FACT_MAX_COLUMNS];
    guint key_columns;
    gint32 time_span;
    struct mentions mentions;
    struct stray_rows *strays;
    struct csv_record whole;       /* the record at hand, as long as the header */
    struct csv_field *whole_field; /* room for its fields */
    struct fact fact;
};

#endif
