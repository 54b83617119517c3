/*
 * manifest_scan - members of a manifest, read one by one and checked; used by manifest_read.c and
 * manifest_earlier.c.
 *
 * The first thing that is not as it should be is remembered as a path; reading goes on with
 * nothing in its place, so that a reader asks once, at the end.
 */
#ifndef DELIVER_MANIFEST_SCAN_H
#define DELIVER_MANIFEST_SCAN_H

#include <glib.h>
#include <json-glib/json-glib.h>

struct manifest_scan {
    GString *place; /* "run/inputs/2" */
    char *fault;    /* where, or NULL */
};

void manifest_scan_enter(struct manifest_scan *scan, const char *key);
void manifest_scan_leave(struct manifest_scan *scan);
void manifest_scan_blame(struct manifest_scan *scan, const char *key);

/*
 * A member of that kind, or NULL, 0, FALSE and blame. `object` may be NULL, which is to blame, too.
 * Texts are new strings; nodes, objects and arrays belong to the object.
 */
JsonNode *manifest_scan_member(struct manifest_scan *scan, JsonObject *object, const char *key);
char *manifest_scan_text(struct manifest_scan *scan, JsonObject *object, const char *key);
char *manifest_scan_text_or_null(struct manifest_scan *scan, JsonObject *object, const char *key);
guint64 manifest_scan_count(struct manifest_scan *scan, JsonObject *object, const char *key);
gboolean manifest_scan_truth(struct manifest_scan *scan, JsonObject *object, const char *key);
JsonObject *manifest_scan_object(struct manifest_scan *scan, JsonObject *object, const char *key);

/* A list of texts or nulls, appended as new strings and NULLs. */
void manifest_scan_texts(struct manifest_scan *scan, JsonObject *object, const char *key,
                         GPtrArray *into);

/* Calls `take` for each object of a list. */
void manifest_scan_each(struct manifest_scan *scan, JsonObject *object, const char *key,
                        GArray *into,
                        void (*take)(struct manifest_scan *scan, JsonObject *entry, GArray *into));

#endif
