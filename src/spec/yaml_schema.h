/*
 * yaml_schema - structs filled from a YAML tree, checked in the same walk.
 *
 * A schema is a table of the keys of a mapping and of the members of a struct that take their
 * values: texts, yes/no, choices, lists of texts and lists of structs. What it says is held
 * strictly: an unknown key, a missing key, a wrong kind or an unknown name is reported with its
 * place and the nearest known name. Numbers and days are texts: their readers know what they take.
 */
#ifndef SPEC_YAML_SCHEMA_H
#define SPEC_YAML_SCHEMA_H

#include <glib.h>

#include "spec/yaml.h"

enum yaml_type { YAML_IS_TEXT, YAML_IS_TEXTS, YAML_IS_YES_NO, YAML_IS_CHOICE, YAML_IS_STRUCTS };

/* Written {"key", YAML_TEXT(struct of, member), YAML_NEEDED}, without the last where it is
 * optional. */
struct yaml_field {
    const char *key;
    enum yaml_type type;
    gsize offset, count;             /* of the member, and of the number of entries of a list */
    const char *const *choices;      /* names by value, NULL behind the last */
    const struct yaml_schema *entry; /* of a list of structs */
    guint most;                      /* entries of that list; 0: any number */
    gboolean needed;
    /* Of a list of structs, and all below it, only the first keys are needed, which are names: such
     * texts say more of things that are known already. */
    gboolean is_of_names;
};

#define YAML_NEEDED .needed = TRUE
#define YAML_TEXT(of, member) .type = YAML_IS_TEXT, .offset = YAML_MEMBER(of, member, char *)
#define YAML_YES_NO(of, member) .type = YAML_IS_YES_NO, .offset = YAML_MEMBER(of, member, gboolean)
/* A member of type struct names. */
#define YAML_TEXTS(of, member)                                                                     \
    .type = YAML_IS_TEXTS, .offset = YAML_MEMBER(of, member.item, char **),                        \
    .count = YAML_MEMBER(of, member.count, unsigned)
/* One of the names of an array by value; value 0 is meant where the key is left out. */
#define YAML_CHOICE(of, member, names)                                                             \
    .type = YAML_IS_CHOICE,                                                                        \
    .offset = offsetof(of, member) + YAML_IF(sizeof(((of *)0)->member) == sizeof(int)),            \
    .choices = names
/* A list of mappings: the members are `member` and `member`_count. */
#define YAML_STRUCTS(of, member, schema)                                                           \
    .type = YAML_IS_STRUCTS, .offset = offsetof(of, member),                                       \
    .count = YAML_MEMBER(of, member##_count, unsigned), .entry = &schema

/* The offset of a member that is of that type; 0, if what must hold does. */
#define YAML_MEMBER(of, member, type)                                                              \
    offsetof(of, member) +                                                                         \
        YAML_IF(__builtin_types_compatible_p(__typeof__(((of *)0)->member), type))
#define YAML_IF(holds) 0 * sizeof(char[(holds) ? 1 : -1])

struct yaml_schema {
    gsize size, node; /* of the struct; offset of the member that notes where it was filled from */
    const struct yaml_field *fields;
    guint count;
};

/* The struct has a member `node`, for yaml_place(). */
#define YAML_SCHEMA(of, fields)                                                                    \
    {                                                                                              \
        sizeof(of), YAML_MEMBER(of, node, guint), fields, G_N_ELEMENTS(fields)                     \
    }

/*
 * A struct filled from the tree's document; NULL on failure. Everything in it is allocated by
 * itself, so that a member may be replaced; members that have no key or no value are 0. A tree that
 * is NULL, because it failed to be made, makes nothing. Errors: SPEC.
 */
gpointer yaml_schema_fill(const struct yaml_schema *schema, const struct yaml_tree *tree,
                          GError **error);
/* The same of one node of it. */
gpointer yaml_schema_fill_at(const struct yaml_schema *schema, const struct yaml_tree *tree,
                             guint node, GError **error);
void yaml_schema_free(const struct yaml_schema *schema, gpointer data);

/* The struct as a text from which yaml_schema_fill() makes the same again. */
GBytes *yaml_schema_write(const struct yaml_schema *schema, gconstpointer data);

#endif
