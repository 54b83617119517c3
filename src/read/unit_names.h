/*
 * unit_names - units by their names, for files that hold no codes.
 *
 * A name is compared letter by letter with all its marks (the place of a tone, case, blanks and
 * kỷ/kỉ aside), "Đảng bộ xã X" and "xã X" being one; a name typed without any mark is compared
 * without marks. It is taken only if one unit bears it: in the whole tree, or below the superior
 * unit that the row tells. One that several units bear is never guessed.
 *
 * Belongs to one thread; what was looked up is remembered. Keeps the tree.
 */
#ifndef READ_UNIT_NAMES_H
#define READ_UNIT_NAMES_H

#include "data/unit.h"

struct unit_names;

struct unit_names *unit_names_new(const struct unit_tree *tree);
void unit_names_free(struct unit_names *names);
typedef struct unit_names unit_names_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_names_t, unit_names_free)

struct named {
    gint32 unit;       /* UNIT_NONE: none or several */
    const char *codes; /* of several: "34.339.12649, 34.341.12868"; else NULL */
    const char *near;  /* of none: the nearest name, or the codes elsewhere, or NULL */
};

/*
 * `superior`: a code or a name, or NULL; both texts squeezed and in normal form C. Belongs to
 * `names`.
 */
const struct named *unit_names_look_up(struct unit_names *names, const char *name,
                                       const char *superior);

/* Whether one unit bears the name, or several do. */
gboolean unit_names_bear(const struct unit_names *names, const char *name);

/*
 * The units that a person may mean by a name: those that bear it, or else those whose name is that
 * behind the words for what they are ("Đảng bộ xã", "Chi bộ thôn": no word but the first has a
 * capital); cells are named after the place that they are in, so they are meant only where no
 * organization above is. One of each code, in the order of the tree. New array of gint32.
 */
GArray *unit_names_meant(const struct unit_names *names, const char *name);

#endif
