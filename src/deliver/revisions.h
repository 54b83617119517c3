/*
 * revisions - what has changed since the issue of the same report that was delivered before.
 *
 * A corrected month is delivered again under the same name. Whoever holds the earlier book must be
 * able to tell what moved: the sheet "Số liệu đã sửa" names each figure with its old and its new
 * value, how many rows each dataset had then and has now, and which choices are others. All texts
 * are as the manifest holds them: figures with a point as decimal mark ("33.3"), "~" before an
 * estimate, or the sign of a state.
 */
#ifndef DELIVER_REVISIONS_H
#define DELIVER_REVISIONS_H

#include <glib.h>

#include "book/book.h"

/* Figures on the sheet; all of them are in the manifest. */
#define REVISIONS_ON_SHEET 10000

struct revised_rows {
    char *dataset;
    guint64 then, now; /* rows used */
};

struct revised_choice {
    char *what;       /* "as_of", "map", "template", … */
    char *then, *now; /* NULL: none, or a text too long to tell */
};

struct revised_figure {
    char *table, *title;
    char *row, *row_label;
    char *column, *column_label;
    char *measure, *heading;
    char *then, *now; /* NULL: the table had, or has, no such row or column */
};

struct revisions {
    guint number;      /* the earlier manifest is kept as STEM.manifest.NUMBER.json */
    char *identity;    /* of the earlier manifest */
    gboolean compared; /* FALSE: public, or the earlier manifest notes no figures */
    GArray *rows;      /* struct revised_rows */
    GArray *choices;   /* struct revised_choice */
    GArray *figures;   /* struct revised_figure, in the order of the tables */
};

/* Empty. */
struct revisions *revisions_new(void);
void revisions_free(struct revisions *revisions);
typedef struct revisions revisions_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(revisions_t, revisions_free)

/* The sheet and a line on the cover; nothing where no figure has moved. */
void revisions_add(const struct revisions *revisions, struct book *book);

#endif
