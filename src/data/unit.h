/*
 * unit - the tree of Party organizations.
 *
 * Units keep the order of the rows of don_vi; an index is a unit's identity inside
 * a run. A unit that moved, was renamed or came back has several rows with one code and days that
 * do not meet: its versions, each with an index of its own. The tree owns all text. The level is
 * the one that don_vi gives; is_cell tells the grassroots organizations that are cells as well.
 */
#ifndef DATA_UNIT_H
#define DATA_UNIT_H

#include <glib.h>

#include "base/date.h"
#include "data/level.h"

#define UNIT_NONE (-1)

/* So many places below its top a unit may stand: a deeper tree is refused. */
#define UNIT_MAX_DEPTH 64

struct unit {
    const char *code;       /* text, leading zeros kept */
    const char *name;       /* squeezed NFC */
    const char *kind;       /* code of loai_hinh, "" if none */
    const char *kind_label; /* loai_hinh as don_vi writes it */
    guint64 line;           /* where don_vi says so, or else chuyen_doi */
    gint32 parent;          /* UNIT_NONE for a root */
    date from, to;          /* both included; DATE_NONE: open */
    /* Small, since a nation has hundreds of thousands of units. */
    enum level level : 4;
    guint is_cell : 1; /* a chi_bo, or a co_so that is a cell at once (chi_bo_co_so) */
    guint file : 27;   /* of the line */
};

struct unit_tree;

struct unit_tree *unit_tree_new(void);
void unit_tree_free(struct unit_tree *tree);
typedef struct unit_tree unit_tree_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_tree_t, unit_tree_free)

/*
 * Adds a unit, or a further version of one (text is copied; `unit->parent` is not looked at,
 * `parent_code` "" is a root). Returns its index, or UNIT_NONE if the code is there already on one
 * of the days.
 */
gint32 unit_tree_add(struct unit_tree *tree, const struct unit *unit, const char *parent_code);

/* The same for a unit that is found later, below one of the tree (UNIT_NONE: a root). */
gint32 unit_tree_add_below(struct unit_tree *tree, const struct unit *unit, gint32 parent);

/* The version of a unit's code that is there on one of the unit's days; UNIT_NONE if none is. */
gint32 unit_tree_clash(const struct unit_tree *tree, const struct unit *unit);

/*
 * Ties children to parents. Units whose parent is unknown, or that stand in a cycle, are
 * listed in `unknown` and `cycles` (arrays of gint32 index, may be NULL) and become roots.
 * Each is listed once, in the order of the units; a unit that only hangs below a cycle stays.
 * A parent with versions is the one that is there when the child begins.
 */
void unit_tree_link(struct unit_tree *tree, GArray *unknown, GArray *cycles);

guint unit_tree_count(const struct unit_tree *tree);
/* Whether any unit begins or ends on a day. */
gboolean unit_tree_has_days(const struct unit_tree *tree);
/* Valid until the next unit is added. */
const struct unit *unit_at(const struct unit_tree *tree, gint32 index);
/* "Chi bộ thôn 3 – Đảng bộ xã Thái Hưng": a cell's name alone says nothing. New string. */
char *unit_full_name(const struct unit_tree *tree, gint32 index);
/* The parent that the file gives, also where a cycle made the unit a root. */
gint32 unit_parent_given(const struct unit_tree *tree, gint32 index);
/* The parent's code as the file has it. */
const char *unit_parent_code(const struct unit_tree *tree, gint32 index);
/* The first version of the code; UNIT_NONE if there is none. `length` -1: up to the NUL. */
gint32 unit_tree_find(const struct unit_tree *tree, const char *code, gssize length);

/*
 * Asks memory for what unit_tree_find() will look at, of many codes at once: for files in random
 * order. The slots of all codes come before what they point to.
 */
enum unit_ahead { UNIT_AHEAD_SLOT, UNIT_AHEAD_CODE };
void unit_tree_look_ahead(const struct unit_tree *tree, const char *code, gsize length,
                          enum unit_ahead step);

/* A code that is no unit, because its row, at that place of a file, was rejected; the first one. */
void unit_tree_note_rejected(struct unit_tree *tree, const char *code, const char *place);
/* The place of that row; NULL: there is none. */
const char *unit_tree_rejected(const struct unit_tree *tree, const char *code);

/*
 * The version of a unit on a day: the valid one, or else the last that had ended, or else the first
 * to come. A unit without versions is itself.
 */
gint32 unit_version(const struct unit_tree *tree, gint32 index, date day);
gboolean unit_has_versions(const struct unit_tree *tree, gint32 index);
/* First day of the version that comes behind this one; DATE_NONE if none does. */
date unit_next_version(const struct unit_tree *tree, gint32 index);

/* The unit itself or its nearest ancestor of that level; UNIT_NONE if there is none. */
gint32 unit_ancestor(const struct unit_tree *tree, gint32 index, enum level level);
/* Whether a unit lies below an ancestor or is it; one version is as good as another. */
gboolean unit_is_within(const struct unit_tree *tree, gint32 index, gint32 ancestor);
gboolean unit_is_valid(const struct unit_tree *tree, gint32 index, date day);

#endif
