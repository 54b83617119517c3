/*
 * yaml - loads a YAML file by a libcyaml schema, with places for messages.
 *
 * libcyaml loads strictly but forgets where a value stood. So the file is first
 * walked as a libyaml document against the same schema: an unknown key, a missing
 * key, a wrong kind or an unknown name of an enum is reported with file, line,
 * column and the nearest known name. The document stays for later messages.
 *
 * A schema is made of texts, yes/no, enums, lists and mappings. Numbers are loaded
 * as texts: libcyaml takes "1x" for 1 and "010" for 8.
 */
#ifndef SPEC_YAML_H
#define SPEC_YAML_H

#include <cyaml/cyaml.h>
#include <glib.h>

#include "base/error.h"

struct yaml_places; /* path -> line and column */

/* Values of a file, those behind an alias counted at each use: more is refused. */
#define YAML_MAX_VALUES 20000
#define YAML_MAX_ANCHORS 500
#define YAML_MAX_TAGS 16
#define YAML_MAX_BYTES (4 << 20)
#define YAML_MAX_DEPTH 64

/*
 * The bytes of a YAML file, for the loaders of this folder, and NUL behind them; NULL on failure.
 * Errors: SPEC, but INPUT for what is no regular file.
 */
GBytes *yaml_read(const char *path, GError **error);

/*
 * Loads a text by `schema` (a pointer to a mapping) into *data; messages call the text `name`. The
 * caller frees *data with yaml_data_free(schema, data) and *places with yaml_places_free(). Errors:
 * SPEC.
 */
gboolean yaml_load(GBytes *text, const char *name, const cyaml_schema_value_t *schema, void **data,
                   struct yaml_places **places, GError **error);
/* Not yaml_free(): libyaml exports a function of that name and would call this one. */
void yaml_data_free(const cyaml_schema_value_t *schema, void *data);
void yaml_places_free(struct yaml_places *places);
typedef struct yaml_places yaml_places_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(yaml_places_t, yaml_places_free)

/*
 * "file:line:column" of the node at a path such as "tables/0/columns/1/by"; the
 * nearest ancestor's place if the path leads nowhere. New string.
 */
char *yaml_place(const struct yaml_places *places, const char *path);

/* FALSE for a text whose mere reading would take too long: yaml_load() refuses it with a message.
 */
gboolean yaml_is_small(const char *text);

/* A text that is not empty: the entries of a struct names. */
extern const cyaml_schema_value_t yaml_text;

/* Fields of a mapping, for the schemas of this folder. */
#define YAML_NEEDED CYAML_FLAG_POINTER
#define YAML_OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

#define YAML_FIELD_TEXT(key_, flags_, structure, member)                                           \
    CYAML_FIELD_STRING_PTR(key_, flags_, structure, member, 1, CYAML_UNLIMITED)

/* A list of mappings: the members are `member` and `member`_count. */
#define YAML_FIELD_LIST(key_, flags_, structure, member, entry_, max_)                             \
    CYAML_FIELD_SEQUENCE(key_, flags_, structure, member, entry_, 1, max_)

/* A list of texts in a member of type struct names. */
#define YAML_FIELD_NAMES(key_, flags_, structure, member)                                          \
    {                                                                                              \
        .key = key_, .data_offset = offsetof(structure, member.item),                              \
        .count_offset = offsetof(structure, member.count),                                         \
        .count_size = sizeof(((structure *)NULL)->member.count),                                   \
        .value = {                                                                                 \
            .type = CYAML_SEQUENCE,                                                                \
            .flags = flags_,                                                                       \
            .data_size = sizeof(char *),                                                           \
            .sequence = {.entry = &yaml_text, .min = 1, .max = CYAML_UNLIMITED},                   \
        },                                                                                         \
    }

/* One of the names of a const cyaml_strval_t array; the first is meant when it is left out. */
#define YAML_FIELD_CHOICE(key_, flags_, structure, member, names_)                                 \
    CYAML_FIELD_ENUM(key_, (flags_) | CYAML_FLAG_STRICT, structure, member, names_,                \
                     CYAML_ARRAY_LEN(names_))

#endif
