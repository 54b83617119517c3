/*
 * manifest_json - JSON in the one form that digests are taken of: members written, and read again
 * with a check of each.
 *
 * Of what is wrong in a file the first is remembered as a path; reading goes on with nothing in its
 * place, so that a reader asks once, at the end.
 */
#ifndef DELIVER_MANIFEST_JSON_H
#define DELIVER_MANIFEST_JSON_H

#include <glib.h>
#include <json-glib/json-glib.h>

/* What the member "manifest" says, and the oldest that a reader knows: 2 noted no figures. */
#define MANIFEST_VERSION 3
#define MANIFEST_OLDEST 2

/* Members keep their order. New string. */
char *manifest_json_text(JsonNode *node, gboolean pretty);

/* SHA-256 of the text without blanks, so that a manifest that somebody has reformatted is the same.
 */
char *manifest_json_digest(JsonNode *node);

/*
 * The root, or NULL with json-glib's own error. Text nested deeper than MANIFEST_DEPTH is refused
 * before json-glib, which recurses without a limit, sees it.
 */
#define MANIFEST_DEPTH 32
JsonNode *manifest_json_parse(const char *text, gsize length, GError **error);

/* A member of the object that is being built; NULL is written as null. */
void manifest_json_add_text(JsonBuilder *json, const char *key, const char *value);
void manifest_json_add_count(JsonBuilder *json, const char *key, guint64 value);

/* A member of a struct and of the object that it becomes. */
enum manifest_kind {
    MANIFEST_TEXT,
    MANIFEST_TEXT_OR_NULL,
    MANIFEST_LATE_TEXT, /* not in objects of version 2: NULL */
    MANIFEST_COUNT,
    MANIFEST_LATE_COUNT, /* not in objects of public editions: 0 */
};

struct manifest_member {
    const char *key; /* NULL: no more */
    enum manifest_kind kind;
    gsize offset; /* of a char *, of a guint64 */
};

#define MANIFEST_MEMBER(structure, member, kind)                                                   \
    {                                                                                              \
#member, MANIFEST_##kind, offsetof(struct structure, member)                               \
    }

/* A list of objects that are such structs. */
void manifest_json_add_list(JsonBuilder *json, const char *key,
                            const struct manifest_member *members, const GArray *list);
/* Frees the texts of the structs and the list; NULL is none. */
void manifest_json_free_list(const struct manifest_member *members, GArray *list);

struct manifest_scan {
    GString *place; /* "run/inputs/2" */
    char *fault;    /* where, or NULL */
};

void manifest_scan_enter(struct manifest_scan *scan, const char *key);
void manifest_scan_leave(struct manifest_scan *scan);
void manifest_scan_blame(struct manifest_scan *scan, const char *key);

/*
 * A member of that kind, or NULL, 0, FALSE and blame. `object` may be NULL, which is to blame, too.
 * Texts are new strings; objects belong to the object.
 */
char *manifest_scan_text(struct manifest_scan *scan, JsonObject *object, const char *key);
guint64 manifest_scan_count(struct manifest_scan *scan, JsonObject *object, const char *key);
gboolean manifest_scan_truth(struct manifest_scan *scan, JsonObject *object, const char *key);
JsonObject *manifest_scan_object(struct manifest_scan *scan, JsonObject *object, const char *key);

/* A list of texts or nulls, appended as new strings and NULLs. */
void manifest_scan_texts(struct manifest_scan *scan, JsonObject *object, const char *key,
                         GPtrArray *into);

/* The members of one struct, and a list of such, appended. */
void manifest_scan_members(struct manifest_scan *scan, JsonObject *object,
                           const struct manifest_member *members, void *data);
void manifest_scan_list(struct manifest_scan *scan, JsonObject *object, const char *key,
                        const struct manifest_member *members, GArray *into);

/* Calls `take` for each object of a list. */
void manifest_scan_each(struct manifest_scan *scan, JsonObject *object, const char *key,
                        GArray *into,
                        void (*take)(struct manifest_scan *scan, JsonObject *entry, GArray *into));

#endif
