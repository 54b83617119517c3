/*
 * manifest_json - JSON in the one form that digests are taken of.
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

#endif
