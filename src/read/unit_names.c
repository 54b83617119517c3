#include "read/unit_names.h"

#include <string.h>

#include "base/text.h"

/* More codes of units with one name are not listed. */
#define CODES_SHOWN 5
/* Nearest names are looked for so often and among so many units: each costs a walk over all. */
#define NEAR_LOOKUPS 200
#define NEAR_UNITS 20000

#define LONGEST_SYLLABLE 32

struct unit_names {
    const struct unit_tree *tree;
    GHashTable *by_name;  /* exact key -> GArray of gint32 */
    GHashTable *by_plain; /* key without marks -> GArray of gint32 */
    GHashTable *by_code;  /* code without what is easily lost -> GArray of gint32; NULL at first */
    GHashTable *seen;     /* name and superior -> struct named */
    GStringChunk *texts;
    const char **names; /* ends with NULL; NULL until it is needed */
    guint near_lookups;
};

static gboolean is_tone(gunichar mark)
{
    return mark == 0x0300 || mark == 0x0301 || mark == 0x0303 || mark == 0x0309 || mark == 0x0323;
}

/* The syllable that is being read: its letters without the tone, and that. */
struct syllable {
    gunichar letter[LONGEST_SYLLABLE];
    guint count;
    gunichar tone;
};

static void take_letter(struct syllable *syllable, gunichar c)
{
    gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count =
        g_unichar_fully_decompose(g_unichar_tolower(c), FALSE, pieces, G_N_ELEMENTS(pieces));
    for (gsize i = 0; i < count; i++) {
        gunichar whole;
        guint last = syllable->count;
        if (is_tone(pieces[i]))
            syllable->tone = pieces[i];
        else if (last > 0 && g_unichar_compose(syllable->letter[last - 1], pieces[i], &whole))
            syllable->letter[last - 1] = whole;
        else if (last < LONGEST_SYLLABLE)
            syllable->letter[syllable->count++] = pieces[i];
    }
}

/* y behind a consonant is i: Mỹ is Mĩ, but Thúy is not Thúi. */
static void end_syllable(struct syllable *syllable, GString *key)
{
    guint last = syllable->count;
    if (last == 0)
        return;
    if (syllable->letter[last - 1] == 'y' &&
        (last == 1 || (syllable->letter[last - 2] < 0x80 &&
                       strchr("aeiou", (int)syllable->letter[last - 2]) == NULL)))
        syllable->letter[last - 1] = 'i';
    if (key->len > 0)
        g_string_append_c(key, ' ');
    for (guint i = 0; i < last; i++)
        g_string_append_unichar(key, syllable->letter[i]);
    if (syllable->tone != 0)
        g_string_append_unichar(key, syllable->tone);
    *syllable = (struct syllable){0};
}

/* Syllables in lower case, each with its tone at its end. New string. */
static char *exact_key(const char *name)
{
    GString *key = g_string_new(NULL);
    struct syllable syllable = {0};
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_unichar_ismark(c))
            take_letter(&syllable, c);
        else
            end_syllable(&syllable, key);
    }
    end_syllable(&syllable, key);
    return g_string_free(key, FALSE);
}

/* "Đảng bộ" in front of more says nothing that the rest does not. */
static const char *behind(const char *key, const char *prefix)
{
    return g_str_has_prefix(key, prefix) ? key + strlen(prefix) : key;
}

static void add(GHashTable *table, const char *key, gint32 unit)
{
    GArray *units = g_hash_table_lookup(table, key);
    if (units == NULL) {
        units = g_array_new(FALSE, FALSE, sizeof(gint32));
        g_hash_table_insert(table, g_strdup(key), units);
    }
    g_array_append_val(units, unit);
}

static void free_units(gpointer units)
{
    g_array_unref(units);
}

static GHashTable *table_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_units);
}

/* "đảng bộ " as exact_key() writes it. New string. */
static char *exact_prefix(void)
{
    g_autofree char *key = exact_key("Đảng bộ");
    return g_strconcat(key, " ", NULL);
}

struct unit_names *unit_names_new(const struct unit_tree *tree)
{
    struct unit_names *names = g_new0(struct unit_names, 1);
    g_autofree char *prefix = exact_prefix();
    names->tree = tree;
    names->by_name = table_new();
    names->by_plain = table_new();
    names->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    names->texts = g_string_chunk_new(1024);
    for (gint32 i = 0; (guint)i < unit_tree_count(tree); i++) {
        g_autofree char *exact = exact_key(unit_at(tree, i)->name);
        g_autofree char *plain = text_key(unit_at(tree, i)->name, -1);
        add(names->by_name, behind(exact, prefix), i);
        add(names->by_plain, behind(plain, "dang_bo_"), i);
    }
    return names;
}

void unit_names_free(struct unit_names *names)
{
    if (names == NULL)
        return;
    g_hash_table_unref(names->by_name);
    g_hash_table_unref(names->by_plain);
    g_clear_pointer(&names->by_code, g_hash_table_unref);
    g_hash_table_unref(names->seen);
    g_string_chunk_free(names->texts);
    g_free(names->names);
    g_free(names);
}

/* The units that bear the name, or NULL. */
static const GArray *find_all(const struct unit_names *names, const char *name)
{
    g_autofree char *prefix = exact_prefix();
    g_autofree char *exact = exact_key(name);
    const GArray *units = g_hash_table_lookup(names->by_name, behind(exact, prefix));
    if (units != NULL || !g_str_is_ascii(name))
        return units;
    g_autofree char *plain = text_key(name, -1);
    return g_hash_table_lookup(names->by_plain, behind(plain, "dang_bo_"));
}

gboolean unit_names_bear(const struct unit_names *names, const char *name)
{
    return find_all(names, name) != NULL;
}

/* Whether a name ends with `wanted` behind words for what the unit is. */
static gboolean ends_with_name(const char *name, const char *wanted)
{
    gboolean unmarked = g_str_is_ascii(wanted);
    g_autofree char *key = unmarked ? text_key(wanted, -1) : exact_key(wanted);
    for (const char *at = strchr(name, ' '); at != NULL; at = strchr(at, ' ')) {
        at++;
        g_autofree char *rest = unmarked ? text_key(at, -1) : exact_key(at);
        if (strcmp(rest, key) == 0)
            return TRUE;
        if (!g_unichar_islower(g_utf8_get_char(at)))
            return FALSE;
    }
    return FALSE;
}

/* Versions of a unit are one. */
static void add_first_version(const struct unit_names *names, GArray *units, gint32 unit)
{
    gint32 first = unit_tree_find(names->tree, unit_at(names->tree, unit)->code, -1);
    for (guint i = 0; i < units->len; i++)
        if (g_array_index(units, gint32, i) == first)
            return;
    g_array_append_val(units, first);
}

/* The units down to the grassroots, or those below it, whose names end with a name. */
static void add_ending(const struct unit_names *names, GArray *units, const char *name,
                       gboolean below)
{
    for (gint32 i = 0; (guint)i < unit_tree_count(names->tree); i++) {
        const struct unit *unit = unit_at(names->tree, i);
        if ((unit->level > LEVEL_CO_SO) == below && ends_with_name(unit->name, name))
            add_first_version(names, units, i);
    }
}

GArray *unit_names_meant(const struct unit_names *names, const char *name)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(gint32));
    const GArray *named = find_all(names, name);
    for (guint i = 0; named != NULL && i < named->len; i++)
        add_first_version(names, units, g_array_index(named, gint32, i));
    for (int below = FALSE; below <= TRUE && units->len == 0; below++)
        add_ending(names, units, name, below);
    return units;
}

/* The units that a code or a name may mean. New array. */
static GArray *find_superiors(const struct unit_names *names, const char *text)
{
    GArray *superiors = g_array_new(FALSE, FALSE, sizeof(gint32));
    gint32 unit = unit_tree_find(names->tree, text, -1);
    const GArray *named = unit == UNIT_NONE ? find_all(names, text) : NULL;
    if (unit != UNIT_NONE)
        g_array_append_val(superiors, unit);
    else if (named != NULL)
        g_array_append_vals(superiors, named->data, named->len);
    return superiors;
}

static gboolean is_below(const struct unit_names *names, gint32 unit, const GArray *superiors,
                         gboolean directly)
{
    for (guint i = 0; i < superiors->len; i++) {
        gint32 superior = g_array_index(superiors, gint32, i);
        if (directly ? unit_at(names->tree, unit)->parent == superior
                     : unit != superior && unit_is_within(names->tree, unit, superior))
            return TRUE;
    }
    return FALSE;
}

/* Those of `units` that stand below one of the superiors, directly if any does. New array. */
static GArray *keep_below(const struct unit_names *names, const GArray *units,
                          const GArray *superiors)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (int directly = TRUE; directly >= FALSE && kept->len == 0; directly--) {
        for (guint i = 0; i < units->len; i++) {
            gint32 unit = g_array_index(units, gint32, i);
            if (is_below(names, unit, superiors, directly))
                g_array_append_val(kept, unit);
        }
    }
    return kept;
}

/* "34.339, 34.341, … (7)" */
static const char *list_codes(const struct unit_names *names, const GArray *units)
{
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < MIN(units->len, CODES_SHOWN); i++)
        g_string_append_printf(codes, "%s%s", i > 0 ? ", " : "",
                               unit_at(names->tree, g_array_index(units, gint32, i))->code);
    if (units->len > CODES_SHOWN)
        g_string_append_printf(codes, ", … (%u)", units->len);
    return g_string_chunk_insert_const(names->texts, codes->str);
}

/*
 * A code without what spreadsheets take off or people write otherwise: zeros before a number, case,
 * the kind of mark between the parts. New string.
 */
static char *bare_code(const char *code)
{
    GString *bare = g_string_new(NULL);
    gboolean starts = TRUE;
    for (const char *p = code; *p != '\0'; p++) {
        gboolean is_part = g_ascii_isalnum(*p) || (guint8)*p >= 0x80;
        if (!is_part) {
            if (!starts)
                g_string_append_c(bare, '.');
            starts = TRUE;
        } else if (*p != '0' || !starts) {
            g_string_append_c(bare, g_ascii_tolower(*p));
            starts = FALSE;
        }
    }
    return g_string_free(bare, FALSE);
}

static void add_codes(struct unit_names *names)
{
    names->by_code = table_new();
    for (gint32 i = 0; (guint)i < unit_tree_count(names->tree); i++) {
        const char *code = unit_at(names->tree, i)->code;
        g_autofree char *bare = bare_code(code);
        /* Of a unit with several versions the first one stands for it. */
        if (unit_tree_find(names->tree, code, -1) == i)
            add(names->by_code, bare, i);
    }
}

static const GArray *find_by_code(struct unit_names *names, const char *code)
{
    if (names->by_code == NULL)
        add_codes(names);
    g_autofree char *bare = bare_code(code);
    return g_hash_table_lookup(names->by_code, bare);
}

/* The codes that this may have been before a spreadsheet took it for a number, or NULL. */
static const char *find_near_code(struct unit_names *names, const char *code)
{
    static const char *const lost[] = {"", "0", "00"};
    if (strchr(code, ' ') != NULL || strpbrk(code, "0123456789") == NULL)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(lost); i++) {
        g_autofree char *longer = g_strconcat(code, lost[i], NULL);
        const GArray *units = find_by_code(names, longer);
        if (units != NULL && (i == 0 || strchr(code, '.') != NULL))
            return list_codes(names, units);
    }
    return NULL;
}

static const char *find_near(struct unit_names *names, const char *name)
{
    guint count = unit_tree_count(names->tree);
    if (count > NEAR_UNITS || names->near_lookups++ >= NEAR_LOOKUPS)
        return NULL;
    if (names->names == NULL) {
        names->names = g_new0(const char *, count + 1);
        for (guint i = 0; i < count; i++)
            names->names[i] = behind(unit_at(names->tree, (gint32)i)->name, "Đảng bộ ");
    }
    return text_suggest(behind(name, "Đảng bộ "), names->names);
}

static void decide(struct unit_names *names, const char *name, const char *superior,
                   struct named *named)
{
    const GArray *units = find_all(names, name);
    g_autoptr(GArray) below = NULL;
    if (units != NULL && superior != NULL) {
        g_autoptr(GArray) superiors = find_superiors(names, superior);
        units = below = keep_below(names, units, superiors);
    }
    if (units == NULL)
        named->near = find_near_code(names, name);
    if (units == NULL && named->near == NULL)
        named->near = find_near(names, name);
    if (units == NULL)
        return;
    if (units->len == 0)
        named->near = list_codes(names, find_all(names, name));
    else if (units->len == 1)
        named->unit = g_array_index(units, gint32, 0);
    else
        named->codes = list_codes(names, units);
}

const struct named *unit_names_look_up(struct unit_names *names, const char *name,
                                       const char *superior)
{
    g_autofree char *key = g_strjoin("\n", name, superior, NULL);
    struct named *named = g_hash_table_lookup(names->seen, key);
    if (named != NULL)
        return named;
    named = g_new0(struct named, 1);
    named->unit = UNIT_NONE;
    decide(names, name, superior, named);
    g_hash_table_insert(names->seen, g_steal_pointer(&key), named);
    return named;
}
