/*
 * yaml - a YAML text as a tree of nodes that know their places.
 *
 * libyaml gives the events of a text once; they become nodes, so that whatever is wrong with a
 * value can be said with file, line and column: while structs are filled from the tree
 * (yaml_schema.h), and later, when a value does not fit the others. libyaml's own trees are not
 * used: they take time that grows with the square of the depth and of the anchors.
 */
#ifndef SPEC_YAML_H
#define SPEC_YAML_H

#include <glib.h>

/* Values of a file, those behind an alias counted at each use: more is refused. */
#define YAML_MAX_VALUES 20000
#define YAML_MAX_ANCHORS 500
#define YAML_MAX_TAGS 16
#define YAML_MAX_BYTES (4 << 20)
#define YAML_MAX_DEPTH 64

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING, YAML_ALIAS };

/* Nodes are called by their number in the tree; 0 is none. */
struct yaml_node {
    enum yaml_kind kind;
    guint line, column; /* from 1 */
    guint first;        /* its first entry; in a mapping each key is followed by its value */
    guint next;         /* the next entry of what it stands in */
    guint count;        /* what stands in it, keys and values */
    char *text;         /* scalars: UTF-8 in normal form C, with NUL behind it */
    gsize length;       /* bytes of the text */
};

struct yaml_tree;

/*
 * The bytes of a YAML file, for the loaders of this folder, and NUL behind them; NULL on failure.
 * Errors: SPEC, but INPUT for what is no regular file.
 */
GBytes *yaml_read(const char *path, GError **error);

/* The tree of a text that messages call `name`; NULL on failure. Errors: SPEC. */
struct yaml_tree *yaml_tree_new(GBytes *text, const char *name, GError **error);
void yaml_tree_free(struct yaml_tree *tree);
typedef struct yaml_tree yaml_tree_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(yaml_tree_t, yaml_tree_free)

guint yaml_root(const struct yaml_tree *tree);
/* The node of a number, or the one that an alias stands for. */
const struct yaml_node *yaml_node(const struct yaml_tree *tree, guint number);
/* The entry behind this one, 0 behind the last. */
guint yaml_next(const struct yaml_tree *tree, guint number);
/* The value of a key of a mapping; 0: it has none. */
guint yaml_value(const struct yaml_tree *tree, guint number, const char *key);
/* Whether an entry of some list right under the keys of the text has that text under that key. */
gboolean yaml_entries_have(const struct yaml_tree *tree, const char *key, const char *text);

/*
 * What a message is about: a node (the structs that are filled from mappings know theirs), the
 * value of a key of it, or an entry of that value.
 */
struct yaml_at {
    guint node;
    const char *key; /* NULL: the node itself */
    int entry;       /* -1: the value itself */
};

static inline struct yaml_at yaml_at(guint node, const char *key)
{
    return (struct yaml_at){node, key, -1};
}

static inline struct yaml_at yaml_at_entry(guint node, const char *key, unsigned entry)
{
    return (struct yaml_at){node, key, (int)entry};
}

/* "file:line:column" of it, or of the nearest above it that there is. New string. */
char *yaml_place(const struct yaml_tree *tree, struct yaml_at at);

#endif
