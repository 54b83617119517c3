/*
 * group_table - records of 64-bit numbers, each told from the others by its last few.
 *
 * A record is a count, sums, and words that name a group of facts (groups.h). A record is found by
 * its words, which are hashed; it is added with nothing counted when it is not there.
 */
#ifndef CALC_GROUP_TABLE_H
#define CALC_GROUP_TABLE_H

#include <glib.h>

struct group_table {
    gint64 *records;
    guint count, room;
    guint size, words; /* of a record; how many of it tell it from others */
    guint32 *slots;    /* number of a record + 1; 0: free */
    guint bits;        /* of a slot's number */
};

void group_table_init(struct group_table *table, guint numbers, guint words);
void group_table_clear(struct group_table *table);

/* Forgets all records. */
void group_table_empty(struct group_table *table);

/* The number of the record with these words, which may have been added as the last one. */
guint group_table_find(struct group_table *table, const gint64 *words);

/* Valid until the next one is added. */
static inline gint64 *group_table_record(const struct group_table *table, guint number)
{
    return table->records + (gsize)number * table->size;
}

static inline gint64 *group_table_words(const struct group_table *table, guint number)
{
    return group_table_record(table, number) + table->size - table->words;
}

#endif
