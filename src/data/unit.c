#include "data/unit.h"

#include <string.h>

#include "base/hash.h"

struct unit_entry {
    struct unit unit;
    const char *parent_code;
    gint32 parent_given; /* also within a cycle */
    gint32 first, next;  /* versions of the code: the first, and the one behind this; UNIT_NONE */
};

/*
 * A place of the hash table: open addressing, so that a look-up by bytes copies nothing. A look-up
 * does not reach for the entry: each place in memory costs more than all that is computed.
 */
struct unit_slot {
    const char *code; /* NULL: free */
    guint32 hash;
    gint32 index;
};

struct unit_tree {
    GArray *entries; /* struct unit_entry */
    GStringChunk *texts;
    struct unit_slot *slots;
    gsize slots_count;    /* a power of two, at least twice the units */
    GHashTable *rejected; /* code -> place of its row, of codes that are no unit */
};

#define FIRST_SLOTS 64

static const struct {
    const char *code;
    const char *label;
} levels[LEVELS] = {
    [LEVEL_TINH] = {"tinh", "Tỉnh"},
    [LEVEL_HUYEN] = {"huyen", "Huyện"},
    [LEVEL_CO_SO] = {"co_so", "Tổ chức cơ sở đảng"},
    [LEVEL_BO_PHAN] = {"bo_phan", "Đảng bộ bộ phận"},
    [LEVEL_CHI_BO] = {"chi_bo", "Chi bộ"},
};

const char *level_code(enum level level)
{
    g_assert(level < LEVELS);
    return levels[level].code;
}

const char *level_label(enum level level)
{
    g_assert(level < LEVELS);
    return levels[level].label;
}

gboolean level_from_code(const char *code, enum level *level)
{
    if (strcmp(code, "xa") == 0)
        code = levels[LEVEL_CO_SO].code;
    for (int i = 0; i < LEVELS; i++) {
        if (strcmp(code, levels[i].code) == 0) {
            *level = (enum level)i;
            return TRUE;
        }
    }
    return FALSE;
}

struct unit_tree *unit_tree_new(void)
{
    struct unit_tree *tree = g_new(struct unit_tree, 1);
    tree->entries = g_array_new(FALSE, FALSE, sizeof(struct unit_entry));
    tree->texts = g_string_chunk_new(1 << 16);
    tree->slots_count = FIRST_SLOTS;
    tree->slots = g_new0(struct unit_slot, tree->slots_count);
    tree->rejected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return tree;
}

void unit_tree_free(struct unit_tree *tree)
{
    if (tree == NULL)
        return;
    g_array_free(tree->entries, TRUE);
    g_string_chunk_free(tree->texts);
    g_free(tree->slots);
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

static struct unit_entry *entry_at(const struct unit_tree *tree, gint32 index)
{
    g_assert(index >= 0 && (guint)index < tree->entries->len);
    return &g_array_index(tree->entries, struct unit_entry, index);
}

static guint32 hash_of(const char *code, gsize length)
{
    return (guint32)hash_bytes(code, length);
}

/* The slot of the code, or the free one where it belongs. */
static struct unit_slot *slot_of(const struct unit_tree *tree, guint32 hash, const char *code,
                                 gsize length)
{
    gsize mask = tree->slots_count - 1;
    for (gsize at = hash & mask;; at = (at + 1) & mask) {
        struct unit_slot *slot = &tree->slots[at];
        if (slot->code == NULL || (slot->hash == hash && strncmp(slot->code, code, length) == 0 &&
                                   slot->code[length] == '\0'))
            return slot;
    }
}

static gint32 unit_at_slot(const struct unit_slot *slot)
{
    return slot->code != NULL ? slot->index : UNIT_NONE;
}

static void grow(struct unit_tree *tree)
{
    g_autofree struct unit_slot *old = tree->slots;
    gsize old_count = tree->slots_count;
    tree->slots_count *= 2;
    tree->slots = g_new0(struct unit_slot, tree->slots_count);
    gsize mask = tree->slots_count - 1;
    for (gsize i = 0; i < old_count; i++) {
        if (old[i].code == NULL)
            continue;
        gsize at = old[i].hash & mask;
        while (tree->slots[at].code != NULL)
            at = (at + 1) & mask;
        tree->slots[at] = old[i];
    }
}

/* An open end reaches beyond any day. */
static gboolean days_meet(const struct unit *a, const struct unit *b)
{
    return (a->from == DATE_NONE || b->to == DATE_NONE || a->from <= b->to) &&
           (b->from == DATE_NONE || a->to == DATE_NONE || b->from <= a->to);
}

/* The version from `at` on that is there on one of the unit's days. */
static gint32 clash_from(const struct unit_tree *tree, gint32 at, const struct unit *unit)
{
    while (at != UNIT_NONE && !days_meet(&entry_at(tree, at)->unit, unit))
        at = entry_at(tree, at)->next;
    return at;
}

gint32 unit_tree_clash(const struct unit_tree *tree, const struct unit *unit)
{
    return clash_from(tree, unit_tree_find(tree, unit->code, -1), unit);
}

static gint32 last_version(const struct unit_tree *tree, gint32 at)
{
    while (at != UNIT_NONE && entry_at(tree, at)->next != UNIT_NONE)
        at = entry_at(tree, at)->next;
    return at;
}

/* A text that many units share; neighbours mostly do. Equal texts are one pointer. */
static const char *shared_text(const struct unit_tree *tree, const char *text, const char *before)
{
    if (text == NULL)
        text = "";
    if (before != NULL && strcmp(text, before) == 0)
        return before;
    return g_string_chunk_insert_const(tree->texts, text);
}

gint32 unit_tree_add(struct unit_tree *tree, const struct unit *unit, const char *parent_code)
{
    g_assert(tree->entries->len < G_MAXINT32 / 2);
    if (2 * (gsize)(tree->entries->len + 1) > tree->slots_count)
        grow(tree);
    gsize length = strlen(unit->code);
    guint32 hash = hash_of(unit->code, length);
    struct unit_slot *slot = slot_of(tree, hash, unit->code, length);
    gint32 first = unit_at_slot(slot), before = last_version(tree, first);
    if (clash_from(tree, first, unit) != UNIT_NONE)
        return UNIT_NONE;

    const struct unit_entry none = {0};
    const struct unit_entry *last =
        tree->entries->len > 0 ? entry_at(tree, (gint32)tree->entries->len - 1) : &none;
    gint32 index = (gint32)tree->entries->len;
    struct unit_entry entry = {.unit = *unit, .next = UNIT_NONE, .parent_given = UNIT_NONE};
    entry.first = first != UNIT_NONE ? first : index;
    entry.unit.code = g_string_chunk_insert_len(tree->texts, unit->code, (gssize)length);
    entry.unit.name = g_string_chunk_insert(tree->texts, unit->name != NULL ? unit->name : "");
    entry.unit.kind = shared_text(tree, unit->kind, last->unit.kind);
    entry.unit.kind_label = shared_text(tree, unit->kind_label, last->unit.kind_label);
    entry.unit.parent = UNIT_NONE;
    entry.parent_code = shared_text(tree, parent_code, last->parent_code);
    g_array_append_val(tree->entries, entry);
    if (before != UNIT_NONE)
        entry_at(tree, before)->next = index;
    else
        *slot = (struct unit_slot){entry.unit.code, hash, index};
    return index;
}

gint32 unit_tree_add_below(struct unit_tree *tree, const struct unit *unit, gint32 parent)
{
    g_autofree char *code = g_strdup(parent != UNIT_NONE ? unit_at(tree, parent)->code : "");
    gint32 index = unit_tree_add(tree, unit, code);
    if (index != UNIT_NONE)
        entry_at(tree, index)->unit.parent = entry_at(tree, index)->parent_given = parent;
    return index;
}

/* Follows the parents of every unit once; a walk that meets itself has found a cycle. */
static guint8 *find_cycles(const struct unit_tree *tree)
{
    guint count = tree->entries->len;
    g_autofree gint32 *walk_of = g_new0(gint32, count);
    guint8 *in_cycle = g_new0(guint8, count);
    for (guint start = 0; start < count; start++) {
        gint32 at = (gint32)start, walk = at + 1;
        while (at != UNIT_NONE && walk_of[at] == 0) {
            walk_of[at] = walk;
            at = unit_at(tree, at)->parent;
        }
        if (at == UNIT_NONE || walk_of[at] != walk)
            continue;
        for (; !in_cycle[at]; at = unit_at(tree, at)->parent)
            in_cycle[at] = TRUE;
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

void unit_tree_link(struct unit_tree *tree, GArray *unknown, GArray *cycles)
{
    gint32 count = (gint32)tree->entries->len, found = UNIT_NONE;
    const char *code = NULL; /* of the parent found last: brothers stand together */
    for (gint32 i = 0; i < count; i++) {
        struct unit_entry *entry = entry_at(tree, i);
        entry->unit.parent = entry->parent_given = UNIT_NONE;
        if (*entry->parent_code == '\0')
            continue;
        if (entry->parent_code != code) {
            code = entry->parent_code;
            found = unit_tree_find(tree, code, -1);
        }
        entry->unit.parent = found;
        if (entry->unit.parent != UNIT_NONE)
            entry->unit.parent = unit_version(tree, entry->unit.parent, begin_of(&entry->unit));
        else if (unknown != NULL)
            g_array_append_val(unknown, i);
        entry->parent_given = entry->unit.parent;
    }
    g_autofree guint8 *in_cycle = find_cycles(tree);
    for (gint32 i = 0; i < count; i++) {
        if (!in_cycle[i])
            continue;
        entry_at(tree, i)->unit.parent = UNIT_NONE;
        if (cycles != NULL)
            g_array_append_val(cycles, i);
    }
}

guint unit_tree_count(const struct unit_tree *tree)
{
    return tree->entries->len;
}

gboolean unit_tree_has_days(const struct unit_tree *tree)
{
    for (gint32 i = 0; i < (gint32)tree->entries->len; i++)
        if (unit_at(tree, i)->from != DATE_NONE || unit_at(tree, i)->to != DATE_NONE)
            return TRUE;
    return FALSE;
}

const struct unit *unit_at(const struct unit_tree *tree, gint32 index)
{
    return &entry_at(tree, index)->unit;
}

char *unit_full_name(const struct unit_tree *tree, gint32 index)
{
    const struct unit *named = unit_at(tree, index);
    if (named->parent == UNIT_NONE || named->level < LEVEL_BO_PHAN)
        return g_strdup(named->name);
    return g_strdup_printf("%s – %s", named->name, unit_at(tree, named->parent)->name);
}

gint32 unit_parent_given(const struct unit_tree *tree, gint32 index)
{
    return entry_at(tree, index)->parent_given;
}

const char *unit_parent_code(const struct unit_tree *tree, gint32 index)
{
    return entry_at(tree, index)->parent_code;
}

void unit_tree_look_ahead(const struct unit_tree *tree, const char *code, gsize length,
                          enum unit_ahead step)
{
    const struct unit_slot *slot = &tree->slots[hash_of(code, length) & (tree->slots_count - 1)];
    if (step == UNIT_AHEAD_SLOT) {
        __builtin_prefetch(slot);
    } else if (slot->code != NULL) {
        __builtin_prefetch(slot->code);
        __builtin_prefetch(entry_at(tree, slot->index));
    }
}

gint32 unit_tree_find(const struct unit_tree *tree, const char *code, gssize length)
{
    gsize bytes = length < 0 ? strlen(code) : (gsize)length;
    return unit_at_slot(slot_of(tree, hash_of(code, bytes), code, bytes));
}

gint32 unit_ancestor(const struct unit_tree *tree, gint32 index, enum level level)
{
    while (index != UNIT_NONE && unit_at(tree, index)->level != level)
        index = unit_at(tree, index)->parent;
    return index;
}

gboolean unit_is_within(const struct unit_tree *tree, gint32 index, gint32 ancestor)
{
    gint32 first = ancestor != UNIT_NONE ? entry_at(tree, ancestor)->first : UNIT_NONE;
    while (index != UNIT_NONE && entry_at(tree, index)->first != first)
        index = unit_at(tree, index)->parent;
    return index != UNIT_NONE;
}

gboolean unit_has_versions(const struct unit_tree *tree, gint32 index)
{
    return entry_at(tree, entry_at(tree, index)->first)->next != UNIT_NONE;
}

date unit_next_version(const struct unit_tree *tree, gint32 index)
{
    date from = unit_at(tree, index)->from, next = DATE_NONE;
    for (gint32 at = entry_at(tree, index)->first; at != UNIT_NONE; at = entry_at(tree, at)->next) {
        date begin = unit_at(tree, at)->from;
        if (at != index && begin != DATE_NONE && (from == DATE_NONE || begin > from) &&
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
    for (gint32 at = entry_at(tree, index)->first; at != UNIT_NONE; at = entry_at(tree, at)->next) {
        const struct unit *unit = unit_at(tree, at);
        if (unit_is_valid(tree, at, day))
            return at;
        if (unit->to != DATE_NONE && unit->to < day) {
            if (ended == UNIT_NONE || unit_at(tree, ended)->to < unit->to)
                ended = at;
        } else if (to_come == UNIT_NONE || unit->from < unit_at(tree, to_come)->from) {
            to_come = at;
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
