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
#include "deliver/manifest_json.h"

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

struct manifest;
struct manifest_record;

/*
 * What has changed from the record to the run that makes the book: figures, rows used, choices. A
 * row or column that came or went is told figure by figure; a whole table that did is another
 * template's, which is told as a choice. A record that notes no figures, and a public edition, are
 * not compared. New; number is not set.
 */
struct revisions *revisions_since(const struct manifest_record *record,
                                  const struct manifest *manifest, const struct book *book);

/* The member "earlier" of a run; NULL: nothing was delivered before. */
void revisions_write(JsonBuilder *json, const struct revisions *revisions);
/* NULL where nothing was or something is to blame; a run that has no such member had nothing. */
struct revisions *revisions_read(struct manifest_scan *scan, JsonObject *run);

/* The sheet and a line on the cover; nothing where no figure has moved. */
void revisions_add(const struct revisions *revisions, struct book *book);

#endif
