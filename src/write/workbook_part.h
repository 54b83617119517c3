/*
 * workbook_part - one XML part of a workbook while it streams by; used by workbook_read.c only.
 */
#ifndef WRITE_WORKBOOK_PART_H
#define WRITE_WORKBOOK_PART_H

#include <glib.h>

#include "write/workbook_read.h"

enum workbook_part_kind {
    WORKBOOK_PART_SHEET,
    WORKBOOK_PART_BOOK,
    WORKBOOK_PART_RELATIONS,
    WORKBOOK_PART_TEXTS,
    WORKBOOK_PART_PROPERTIES,
    WORKBOOK_PARTS,
};

/* What it holds by its kind; all but kind and name may be empty. */
struct workbook_part {
    enum workbook_part_kind kind;
    char *name;
    GArray *cells;                /* SHEET: struct workbook_cell */
    GArray *shared;               /* SHEET: guint, cells whose value is the number of a text */
    GPtrArray *names;             /* BOOK: char *, of the sheets */
    GPtrArray *relations;         /* BOOK: char *, of the sheets in the same order */
    GHashTable *targets;          /* RELATIONS: id -> target */
    GPtrArray *texts;             /* TEXTS: const char * */
    const char *identity;         /* PROPERTIES */
    struct workbook_parse *parse; /* while it is read */
};

struct workbook_part *workbook_part_new(enum workbook_part_kind kind, const char *name);
/* The next bytes of it; what is wrong with them (new string), or NULL. */
char *workbook_part_feed(struct workbook_part *part, const char *bytes, gsize length,
                         gboolean last);
void workbook_part_free(gpointer part);

#endif
