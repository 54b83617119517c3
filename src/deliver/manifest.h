/*
 * manifest - what a set of files was made of and from.
 *
 * STEM.manifest.json has two parts. `run`: program, libraries, the full texts it was made by, the
 * choices, the inputs with their accounts, and what stands where in the workbook. Its SHA-256
 * is the identity, which stands in the workbook's properties too. `delivery`: the formats
 * asked for, digests of the files made, and the way to the DATA, and as of which
 * moment a database was asked; no digest covers it. No clock, no
 * absolute path, no folder of this machine is in the run part, so equal runs have equal identities.
 * An issue of the same STEM that was delivered before is an input of the run, too: its identity
 * stands in it.
 *
 * The structs borrow everything; manifest_read.h gives what a file holds.
 */
#ifndef DELIVER_MANIFEST_H
#define DELIVER_MANIFEST_H

#include <glib.h>
#include <json-glib/json-glib.h>

#include "base/request.h"
#include "book/book.h"
#include "data/account.h"
#include "deliver/revisions.h"

#define MANIFEST_ENDING ".manifest.json"

/* The name under which an earlier manifest is kept: "STEM.manifest.2.json". New string. */
char *manifest_kept_name(const char *stem, guint number);

struct manifest_input {
    const char *dataset;
    const char *name;   /* relative to its DATA argument */
    const char *sha256; /* file_digest() */
    guint64 size;
    const struct account *account;
    gboolean placed; /* its rows are counted by time and unit: used is the sum of these */
    guint64 counted, outside_period, outside_unit;
};

struct manifest {
    const char *program_version;
    /*
     * As it was understood: the template by its name, files by their texts, the period made plain,
     * the unit by its code ("" for all), days as ISO dates.
     */
    const struct request *request;
    const char *dictionary_shipped;  /* SHA-256 of the shipped one that it rests on; NULL: none */
    const struct revisions *earlier; /* the issue before, or NULL */
    GArray *inputs;                  /* struct manifest_input */
    /* Of a database among DATA: when it was asked, and its own name of that moment; or NULL. */
    struct {
        const char *time, *snapshot;
    } moment;
};

/*
 * The SHA-256 of the run part (new string): set it as book->identity before the book is
 * delivered. The book gives the tables.
 */
char *manifest_identity(const struct manifest *manifest, const struct book *book);

/*
 * Whether a run is the one of `before` (manifest_record's run) once more: the same data, choices
 * and figures, whatever was delivered before either, and whichever version of the program made it.
 * Without a book: the same data and choices.
 */
gboolean manifest_repeats(const struct manifest *manifest, const struct book *book,
                          JsonNode *before);

struct manifest_file {
    char *name; /* relative to the manifest's folder */
    char *sha256;
    guint64 size;
};

extern const struct manifest_member manifest_file_members[];

/* The whole file; `files` (struct manifest_file) are those of the set but the manifest. New string.
 */
char *manifest_serialize(const struct manifest *manifest, const struct book *book,
                         const GArray *files, const char *folder);

#endif
