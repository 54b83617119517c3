/*
 * manifest_read - a manifest from its file, for `verify`, `why`, jobs and the next delivery.
 *
 * Nothing in the file is believed before it is checked: members are there and of the right
 * kind, and the identity is the digest of the run part. Who wants more of the run part than the
 * record names takes it from `run`.
 */
#ifndef DELIVER_MANIFEST_READ_H
#define DELIVER_MANIFEST_READ_H

#include <glib.h>
#include <json-glib/json-glib.h>

#include "deliver/manifest.h"

/* A manifest holds a dictionary, a template and the codes, labels and figures of all rows. */
#define MANIFEST_MAX_BYTES ((gsize)64 << 20)

struct manifest_source {
    char *dataset, *path, *sha256;
    guint64 used; /* rows; 0 in a public edition, which does not tell */
};

struct manifest_column {
    char *code, *measure;
    char *label, *heading;
};

struct manifest_table {
    char *id, *sheet, *first; /* "D9" */
    char *title;
    GPtrArray *rows;    /* char *, NULL for a heading */
    GPtrArray *labels;  /* the same */
    GPtrArray *figures; /* the same: one text a row, a blank between its figures */
    GArray *columns;    /* struct manifest_column */
};

/* A DATA argument; the path is relative to the manifest. */
struct manifest_data {
    char *dataset; /* of NAME=FILE; else NULL */
    char *path;
};

struct manifest_record {
    char *identity;
    char *program_version;
    struct request request;    /* as struct manifest has it; no DATA, and files with their texts */
    char *dictionary_shipped;  /* SHA-256 of the shipped one that it rests on; NULL: none */
    GArray *inputs;            /* struct manifest_source */
    GArray *tables;            /* struct manifest_table */
    GArray *files;             /* struct manifest_file */
    GArray *data;              /* struct manifest_data; empty: not noted */
    gboolean noted;            /* the tables have titles, labels and figures: version 2 had none */
    gboolean guaranteed;       /* public: hidden counts have witnesses */
    struct revisions *earlier; /* the issue before, or NULL */
    JsonNode *run;
};

/* The table of an id, or NULL. */
const struct manifest_table *manifest_record_table(const struct manifest_record *record,
                                                   const char *id);
/* A figure as its text ("28", "*"); NULL: the table has none there. New string. */
char *manifest_table_figure(const struct manifest_table *table, const char *row, const char *column,
                            const char *measure);

/* Errors: SPEC, naming the place in the file; OUTPUT if it cannot be read. */
gboolean manifest_read(const char *path, struct manifest_record **record, GError **error);
void manifest_record_free(struct manifest_record *record);
typedef struct manifest_record manifest_record_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(manifest_record_t, manifest_record_free)

#endif
