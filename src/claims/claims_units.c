#include "claims/claims_marks.h"

#include <string.h>

/* Words of the longest name of a unit that is looked for. */
#define NAME_WORDS 10

/* One way to call a unit: the place word that its name has ("" if none), and whether it is a cell.
 */
struct name {
    gint32 unit;
    const char *place; /* interned */
    gboolean cell;
};

struct claims_unit_words {
    const struct unit_tree *tree;
    const struct claims_lexicon *lexicon;
    GHashTable *names; /* proper name -> GArray of struct name */
    GPtrArray *places; /* by unit: the place word in its name; static texts */
};

static const struct {
    const char *place;
    enum level level;
} place_levels[] = {
    {"tỉnh", LEVEL_TINH},    {"thành phố", LEVEL_HUYEN}, {"huyện", LEVEL_HUYEN},
    {"quận", LEVEL_HUYEN},   {"thị xã", LEVEL_HUYEN},    {"xã", LEVEL_CO_SO},
    {"phường", LEVEL_CO_SO}, {"thị trấn", LEVEL_CO_SO},  {"đặc khu", LEVEL_CO_SO},
};

static void free_names(gpointer data)
{
    g_array_unref(data);
}

/* The place word of "huyện" or "huyện ủy" as it is folded; NULL: none. */
static const char *place_of(const char *folded)
{
    for (guint i = 0; i < G_N_ELEMENTS(place_levels); i++) {
        g_autofree char *place = lexicon_fold(place_levels[i].place);
        g_autofree char *committee = g_strconcat(place_levels[i].place, " ủy", NULL);
        g_autofree char *folded_committee = lexicon_fold(committee);
        if (strcmp(folded, place) == 0 || strcmp(folded, folded_committee) == 0)
            return place_levels[i].place;
    }
    return NULL;
}

static char *join(GPtrArray *words, guint from, guint to)
{
    GString *text = g_string_new(NULL);
    for (guint i = from; i < to; i++)
        g_string_append_printf(text, "%s%s", i > from ? " " : "",
                               (const char *)g_ptr_array_index(words, i));
    return g_string_free(text, FALSE);
}

static char *words_between(const struct claims_run *run, guint from, guint to)
{
    struct claims_run part = {run->text, run->tokens, to};
    g_autoptr(GPtrArray) words = lexicon_words(&part, from, to - from, NULL);
    return join(words, 0, words->len);
}

static void add_name(struct claims_unit_words *words, const char *proper, struct name name)
{
    GArray *names = g_hash_table_lookup(words->names, proper);
    if (*proper == '\0')
        return;
    if (names == NULL) {
        names = g_array_new(FALSE, FALSE, sizeof(struct name));
        g_hash_table_insert(words->names, g_strdup(proper), names);
    }
    g_array_append_val(names, name);
}

/* "Đảng bộ huyện Tiền Hải": the words of the body and of the place go, "Tiền Hải" stays. */
static void add_unit(struct claims_unit_words *words, gint32 index)
{
    const struct unit *unit = unit_at(words->tree, index);
    g_autoptr(GArray) tokens = claim_tokens(unit->name);
    struct claims_run run = {unit->name, tokens, tokens->len};
    struct name name = {index, "", FALSE};
    guint at = 0, next;
    if (lexicon_at(words->lexicon, &run, 0, LEXEME_BODY, &next) != NULL) {
        at = next;
    } else if (lexicon_at(words->lexicon, &run, 0, LEXEME_CELL, &next) != NULL) {
        at = next;
        name.cell = TRUE;
    }
    if (!name.cell && lexicon_at(words->lexicon, &run, at, LEXEME_PLACE, &next) != NULL) {
        g_autofree char *place = words_between(&run, at, next);
        name.place = place_of(place);
        at = next;
    }
    g_ptr_array_add(words->places, (gpointer)name.place);
    g_autofree char *proper = words_between(&run, at, run.end);
    add_name(words, proper, name);
}

struct claims_unit_words *unit_words_new(const struct unit_tree *tree,
                                         const struct claims_lexicon *lexicon)
{
    struct claims_unit_words *words = g_new0(struct claims_unit_words, 1);
    words->tree = tree;
    words->lexicon = lexicon;
    words->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_names);
    words->places = g_ptr_array_new();
    for (guint i = 0; i < unit_tree_count(tree); i++)
        add_unit(words, (gint32)i);
    return words;
}

void unit_words_free(struct claims_unit_words *words)
{
    if (words == NULL)
        return;
    g_hash_table_unref(words->names);
    g_ptr_array_unref(words->places);
    g_free(words);
}

static gboolean is_capital(const struct claims_run *run, guint at)
{
    if (at >= run->tokens->len)
        return FALSE;
    const struct claim_token *token = &g_array_index(run->tokens, struct claim_token, at);
    return token->kind == TOKEN_WORD &&
           g_unichar_isupper(g_utf8_get_char(run->text + token->start));
}

/* The units of the longest name at a token whose place word and kind are those wanted. */
static GArray *units_named(const struct claims_unit_words *words, const struct claims_run *run,
                           guint at, const struct name *wanted, guint *next)
{
    guint ends[NAME_WORDS];
    GArray *units = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_autoptr(GPtrArray) said = lexicon_words(run, at, NAME_WORDS, ends);
    for (guint length = said->len; length > 0 && units->len == 0; length--) {
        g_autofree char *proper = join(said, 0, length);
        const GArray *names = g_hash_table_lookup(words->names, proper);
        for (guint i = 0; names != NULL && i < names->len; i++) {
            const struct name *name = &g_array_index(names, struct name, i);
            gboolean fits = name->cell == wanted->cell &&
                            (wanted->place == NULL || strcmp(name->place, wanted->place) == 0);
            if (fits)
                g_array_append_val(units, name->unit);
        }
        *next = ends[length - 1];
    }
    return units;
}

enum level unit_words_level(const char *place)
{
    for (guint i = 0; i < G_N_ELEMENTS(place_levels); i++)
        if (strcmp(place_levels[i].place, place) == 0)
            return place_levels[i].level;
    g_assert_not_reached();
}

/* "toàn huyện", "Đảng bộ tỉnh" with no name behind. */
static gboolean is_whole_place(const struct claims_unit_words *words, const struct claims_run *run,
                               guint at, guint place_at)
{
    for (guint back = 1; back <= 3 && back <= place_at; back++) {
        guint next;
        struct claims_run before = {run->text, run->tokens, place_at};
        if (lexicon_at(words->lexicon, &before, place_at - back, LEXEME_WHOLE, &next) != NULL &&
            next == place_at)
            return TRUE;
    }
    return at < place_at;
}

static gboolean set_unnamed(const struct claims_unit_words *words, const struct claims_run *run,
                            const char *place, guint place_at, struct claims_unit_mention *mention)
{
    guint next = mention->next;
    gboolean named = is_capital(run, next) && mention->next > place_at;
    if (named) {
        while (is_capital(run, mention->next))
            mention->next++;
        return TRUE;
    }
    mention->whole_place = is_whole_place(words, run, mention->first, place_at);
    mention->place = place;
    return mention->whole_place;
}

const char *unit_words_place(const struct claims_unit_words *words, gint32 unit)
{
    return g_ptr_array_index(words->places, unit);
}

static gboolean is_unknown_word(const struct claims_unit_words *words, const struct claims_run *run,
                                guint at)
{
    guint next;
    return at < run->end && g_array_index(run->tokens, struct claim_token, at).kind == TOKEN_WORD &&
           lexicon_at(words->lexicon, run, at, LEXEMES, &next) == NULL;
}

gboolean unit_words_at(const struct claims_unit_words *words, const struct claims_run *run,
                       guint at, struct claims_unit_mention *mention)
{
    guint next = at, name_end = at;
    *mention = (struct claims_unit_mention){.first = at};
    gboolean body = lexicon_at(words->lexicon, run, at, LEXEME_BODY, &next) != NULL;
    gboolean cell = !body && lexicon_at(words->lexicon, run, at, LEXEME_CELL, &next) != NULL;
    guint place_at = next;
    const char *place = NULL;
    if (!cell && lexicon_at(words->lexicon, run, next, LEXEME_PLACE, &next) != NULL) {
        g_autofree char *said = words_between(run, place_at, next);
        place = place_of(said);
    }
    struct name wanted = {UNIT_NONE, place, cell};
    mention->next = next;
    if (next < run->end && (body || cell || place != NULL || is_capital(run, next))) {
        mention->units = units_named(words, run, next, &wanted, &name_end);
        if (mention->units->len > 0) {
            mention->next = name_end;
            return TRUE;
        }
    }
    if (mention->units == NULL)
        mention->units = g_array_new(FALSE, FALSE, sizeof(gint32));
    /* "Chi bộ xí nghiệp có …": a name that no unit bears and that is no word of reports. */
    if (place == NULL && next > at && is_capital(run, at) && is_unknown_word(words, run, next)) {
        while (is_unknown_word(words, run, mention->next))
            mention->next++;
        return TRUE;
    }
    if (place != NULL && set_unnamed(words, run, place, place_at, mention))
        return TRUE;
    g_clear_pointer(&mention->units, g_array_unref);
    return FALSE;
}
