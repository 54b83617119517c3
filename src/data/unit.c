#include "data/unit.h"

#include <stdlib.h>
#include <string.h>

#include "data/unit_codes.h"

/* Rows of one code: its first, and the one behind this; UNIT_NONE. */
struct unit_rows {
    gint32 first, next;
};

/* A unit whose parent is not the one that the file gives: a cycle made it a root. */
struct unit_cut {
    gint32 unit, given;
};

/* A unit whose parent was not there when it was added, and may never be. */
struct unit_orphan {
    gint32 unit;
    const char *parent;
};

struct unit_tree {
    GArray *units;            /* struct unit; `parent` is the first version until they are linked */
    GArray *rows;             /* struct unit_rows, by unit; NULL: no code has two */
    GArray *cuts, *orphans;   /* struct unit_cut, struct unit_orphan, by unit */
    struct unit_codes *codes; /* of the first versions, and all texts that are a unit's own */
    GStringChunk *shared;     /* texts that many units have */
    struct unit_orphan parent; /* the one found last, and its code: brothers stand together */
    gboolean has_days;         /* any unit begins or ends on a day */
    GHashTable *rejected;      /* code -> place of its row, of codes that are no unit */
};

struct unit_tree *unit_tree_new(void)
{
    struct unit_tree *tree = g_new0(struct unit_tree, 1);
    tree->units = g_array_new(FALSE, FALSE, sizeof(struct unit));
    tree->cuts = g_array_new(FALSE, FALSE, sizeof(struct unit_cut));
    tree->orphans = g_array_new(FALSE, FALSE, sizeof(struct unit_orphan));
    tree->codes = unit_codes_new();
    tree->shared = g_string_chunk_new(1 << 10);
    tree->parent = (struct unit_orphan){UNIT_NONE, ""};
    tree->rejected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return tree;
}

void unit_tree_free(struct unit_tree *tree)
{
    if (tree == NULL)
        return;
    g_array_unref(tree->units);
    g_clear_pointer(&tree->rows, g_array_unref);
    g_array_unref(tree->cuts);
    g_array_unref(tree->orphans);
    unit_codes_free(tree->codes);
    g_string_chunk_free(tree->shared);
    g_hash_table_unref(tree->rejected);
    g_free(tree);
}

void unit_tree_note_rejected(struct unit_tree *tree, const char *code, const char *place)
{
    if (!g_hash_table_contains(tree->rejected, code))
        g_hash_table_insert(tree->rejected, g_strdup(code), g_strdup(place));
}

const char *unit_tree_rejected(const struct unit_tree *tree, const char *code)
{
    return g_hash_table_lookup(tree->rejected, code);
}

static struct unit *at(const struct unit_tree *tree, gint32 index)
{
    g_assert(index >= 0 && (guint)index < tree->units->len);
    return &g_array_index(tree->units, struct unit, index);
}

static gint32 first_row(const struct unit_tree *tree, gint32 index)
{
    return tree->rows != NULL ? g_array_index(tree->rows, struct unit_rows, index).first : index;
}

static gint32 next_row(const struct unit_tree *tree, gint32 index)
{
    return tree->rows != NULL ? g_array_index(tree->rows, struct unit_rows, index).next : UNIT_NONE;
}

/* An open end reaches beyond any day. */
static gboolean days_meet(const struct unit *a, const struct unit *b)
{
    return (a->from == DATE_NONE || b->to == DATE_NONE || a->from <= b->to) &&
           (b->from == DATE_NONE || a->to == DATE_NONE || b->from <= a->to);
}

/* The version from `row` on that is there on one of the unit's days. */
static gint32 clash_from(const struct unit_tree *tree, gint32 row, const struct unit *unit)
{
    while (row != UNIT_NONE && !days_meet(at(tree, row), unit))
        row = next_row(tree, row);
    return row;
}

gint32 unit_tree_clash(const struct unit_tree *tree, const struct unit *unit)
{
    return clash_from(tree, unit_tree_find(tree, unit->code, -1), unit);
}

static void add_row(struct unit_tree *tree, struct unit_rows row)
{
    g_array_append_val(tree->rows, row);
}

/* Notes that a unit, the last one, is a further version of another; UNIT_NONE: of none. */
static void note_version(struct unit_tree *tree, gint32 first, gint32 index)
{
    if (first == UNIT_NONE && tree->rows == NULL)
        return;
    if (tree->rows == NULL) {
        tree->rows = g_array_new(FALSE, FALSE, sizeof(struct unit_rows));
        for (gint32 i = 0; i < index; i++)
            add_row(tree, (struct unit_rows){i, UNIT_NONE});
    }
    add_row(tree, (struct unit_rows){first != UNIT_NONE ? first : index, UNIT_NONE});
    if (first == UNIT_NONE)
        return;
    while (next_row(tree, first) != UNIT_NONE)
        first = next_row(tree, first);
    g_array_index(tree->rows, struct unit_rows, first).next = index;
}

/* A text that many units share; neighbours mostly do. Equal texts are one pointer. */
static const char *shared_text(const struct unit_tree *tree, const char *text, const char *before)
{
    if (text == NULL)
        text = "";
    if (before != NULL && strcmp(text, before) == 0)
        return before;
    return g_string_chunk_insert_const(tree->shared, text);
}

/* The first version of the parent, if it is there by now. */
static gint32 find_parent(struct unit_tree *tree, gint32 index, const char *code)
{
    if (code == NULL || *code == '\0')
        return UNIT_NONE;
    if (strcmp(tree->parent.parent, code) == 0)
        return tree->parent.unit;
    gint32 parent = unit_tree_find(tree, code, -1);
    if (parent != UNIT_NONE) {
        tree->parent = (struct unit_orphan){parent, at(tree, parent)->code};
        return parent;
    }
    const struct unit_orphan *last =
        tree->orphans->len > 0
            ? &g_array_index(tree->orphans, struct unit_orphan, tree->orphans->len - 1)
            : NULL;
    struct unit_orphan orphan = {index, last != NULL && strcmp(last->parent, code) == 0
                                            ? last->parent
                                            : unit_codes_keep(tree->codes, code)};
    g_array_append_val(tree->orphans, orphan);
    return UNIT_NONE;
}

gint32 unit_tree_add(struct unit_tree *tree, const struct unit *unit, const char *parent_code)
{
    const struct unit none = {0};
    gint32 index = (gint32)tree->units->len, first = unit_tree_find(tree, unit->code, -1);
    g_assert(index < G_MAXINT32 / 2);
    if (clash_from(tree, first, unit) != UNIT_NONE)
        return UNIT_NONE;
    const struct unit *last = index > 0 ? at(tree, index - 1) : &none;
    struct unit added = *unit;
    added.parent = find_parent(tree, index, parent_code);
    added.code =
        first != UNIT_NONE ? at(tree, first)->code : unit_codes_add(tree->codes, unit->code, index);
    added.name = unit_codes_keep(tree->codes, unit->name != NULL ? unit->name : "");
    added.kind = shared_text(tree, unit->kind, last->kind);
    added.kind_label = shared_text(tree, unit->kind_label, last->kind_label);
    tree->has_days |= unit->from != DATE_NONE || unit->to != DATE_NONE;
    g_array_append_val(tree->units, added);
    note_version(tree, first, index);
    return index;
}

gint32 unit_tree_add_below(struct unit_tree *tree, const struct unit *unit, gint32 parent)
{
    gint32 index = unit_tree_add(tree, unit, "");
    if (index != UNIT_NONE)
        at(tree, index)->parent = parent;
    return index;
}

/* Follows the parents of every unit once; a walk that meets itself has found a cycle. */
static guint8 *find_cycles(const struct unit_tree *tree)
{
    gint32 count = (gint32)tree->units->len;
    g_autofree gint32 *walk_of = g_new0(gint32, count + 1);
    guint8 *in_cycle = g_malloc0((gsize)count + 1);
    for (gint32 start = 0; start < count; start++) {
        gint32 unit = start, walk = start + 1;
        while (unit != UNIT_NONE && walk_of[unit] == 0) {
            walk_of[unit] = walk;
            unit = at(tree, unit)->parent;
        }
        if (unit == UNIT_NONE || walk_of[unit] != walk)
            continue;
        for (; !in_cycle[unit]; unit = at(tree, unit)->parent)
            in_cycle[unit] = TRUE;
    }
    return in_cycle;
}

/* A day on which the unit is there, early in its life. */
static date begin_of(const struct unit *unit)
{
    if (unit->from != DATE_NONE)
        return unit->from;
    return unit->to != DATE_NONE ? unit->to : G_MAXINT32;
}

/* Looks again for parents that stand below their children in the file. */
static void find_orphans(struct unit_tree *tree, GArray *unknown)
{
    guint kept = 0;
    for (guint i = 0; i < tree->orphans->len; i++) {
        struct unit_orphan *orphan = &g_array_index(tree->orphans, struct unit_orphan, i);
        at(tree, orphan->unit)->parent = unit_tree_find(tree, orphan->parent, -1);
        if (at(tree, orphan->unit)->parent != UNIT_NONE)
            continue;
        if (unknown != NULL)
            g_array_append_val(unknown, orphan->unit);
        g_array_index(tree->orphans, struct unit_orphan, kept++) = *orphan;
    }
    g_array_set_size(tree->orphans, kept);
}

static void cut_cycles(struct unit_tree *tree, GArray *cycles)
{
    g_autofree guint8 *in_cycle = find_cycles(tree);
    for (gint32 i = 0; i < (gint32)tree->units->len; i++) {
        if (!in_cycle[i])
            continue;
        struct unit_cut cut = {i, at(tree, i)->parent};
        g_array_append_val(tree->cuts, cut);
        at(tree, i)->parent = UNIT_NONE;
        if (cycles != NULL)
            g_array_append_val(cycles, i);
    }
}

void unit_tree_link(struct unit_tree *tree, GArray *unknown, GArray *cycles)
{
    for (guint i = 0; i < tree->cuts->len; i++) {
        const struct unit_cut *cut = &g_array_index(tree->cuts, struct unit_cut, i);
        at(tree, cut->unit)->parent = cut->given;
    }
    g_array_set_size(tree->cuts, 0);
    find_orphans(tree, unknown);
    for (gint32 i = 0; tree->rows != NULL && i < (gint32)tree->units->len; i++) {
        struct unit *unit = at(tree, i);
        if (unit->parent != UNIT_NONE)
            unit->parent = unit_version(tree, unit->parent, begin_of(unit));
    }
    cut_cycles(tree, cycles);
}

guint unit_tree_count(const struct unit_tree *tree)
{
    return tree->units->len;
}

gboolean unit_tree_has_days(const struct unit_tree *tree)
{
    return tree->has_days;
}

const struct unit *unit_at(const struct unit_tree *tree, gint32 index)
{
    return at(tree, index);
}

char *unit_full_name(const struct unit_tree *tree, gint32 index)
{
    const struct unit *named = unit_at(tree, index);
    if (named->parent == UNIT_NONE || named->level < LEVEL_BO_PHAN)
        return g_strdup(named->name);
    return g_strdup_printf("%s – %s", named->name, unit_at(tree, named->parent)->name);
}

/* Cuts and orphans begin with the unit, and stand in the order of the units. */
static gint compare_units(gconstpointer a, gconstpointer b)
{
    gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;
    return (x > y) - (x < y);
}

static gpointer of_unit(const GArray *list, gint32 unit)
{
    return list->len == 0 ? NULL
                          : bsearch(&unit, list->data, list->len,
                                    g_array_get_element_size((GArray *)list), compare_units);
}

gint32 unit_parent_given(const struct unit_tree *tree, gint32 index)
{
    const struct unit_cut *cut = of_unit(tree->cuts, index);
    return cut != NULL ? cut->given : at(tree, index)->parent;
}

const char *unit_parent_code(const struct unit_tree *tree, gint32 index)
{
    gint32 parent = unit_parent_given(tree, index);
    if (parent != UNIT_NONE)
        return at(tree, parent)->code;
    const struct unit_orphan *orphan = of_unit(tree->orphans, index);
    return orphan != NULL ? orphan->parent : "";
}

void unit_tree_look_ahead(const struct unit_tree *tree, const char *code, gsize length,
                          enum unit_ahead step)
{
    if (step == UNIT_AHEAD_SLOT)
        unit_codes_ask_slot(tree->codes, code, length);
    else
        unit_codes_ask_code(tree->codes, code, length);
}

gint32 unit_tree_find(const struct unit_tree *tree, const char *code, gssize length)
{
    return unit_codes_find(tree->codes, code, length < 0 ? strlen(code) : (gsize)length);
}

gint32 unit_ancestor(const struct unit_tree *tree, gint32 index, enum level level)
{
    while (index != UNIT_NONE && unit_at(tree, index)->level != level)
        index = unit_at(tree, index)->parent;
    return index;
}

gboolean unit_is_within(const struct unit_tree *tree, gint32 index, gint32 ancestor)
{
    gint32 first = ancestor != UNIT_NONE ? first_row(tree, ancestor) : UNIT_NONE;
    while (index != UNIT_NONE && first_row(tree, index) != first)
        index = unit_at(tree, index)->parent;
    return index != UNIT_NONE;
}

gboolean unit_has_versions(const struct unit_tree *tree, gint32 index)
{
    return next_row(tree, first_row(tree, index)) != UNIT_NONE;
}

date unit_next_version(const struct unit_tree *tree, gint32 index)
{
    date from = unit_at(tree, index)->from, next = DATE_NONE;
    for (gint32 row = first_row(tree, index); row != UNIT_NONE; row = next_row(tree, row)) {
        date begin = at(tree, row)->from;
        if (row != index && begin != DATE_NONE && (from == DATE_NONE || begin > from) &&
            (next == DATE_NONE || begin < next))
            next = begin;
    }
    return next;
}

gint32 unit_version(const struct unit_tree *tree, gint32 index, date day)
{
    if (!unit_has_versions(tree, index))
        return index;
    gint32 ended = UNIT_NONE, to_come = UNIT_NONE;
    for (gint32 row = first_row(tree, index); row != UNIT_NONE; row = next_row(tree, row)) {
        const struct unit *unit = at(tree, row);
        if (unit_is_valid(tree, row, day))
            return row;
        if (unit->to != DATE_NONE && unit->to < day) {
            if (ended == UNIT_NONE || unit_at(tree, ended)->to < unit->to)
                ended = row;
        } else if (to_come == UNIT_NONE || unit->from < unit_at(tree, to_come)->from) {
            to_come = row;
        }
    }
    return ended != UNIT_NONE ? ended : to_come;
}

gboolean unit_is_valid(const struct unit_tree *tree, gint32 index, date day)
{
    const struct unit *unit = unit_at(tree, index);
    return (unit->from == DATE_NONE || unit->from <= day) &&
           (unit->to == DATE_NONE || day <= unit->to);
}
