#include "data/person.h"

#include <string.h>

#include "base/text.h"

#define LEAST_DIGITS 9
#define LEAST_WORDS 2
#define MOST_WORDS 5
/* A longer run of words goes on as another one. */
#define RUN_WORDS 32
/* Without its marks a shorter word is too often another one. */
#define SURE_WITHOUT_MARKS 4

static const struct family {
    const char *name;
    gboolean is_word;
} families[] = {
#define FAMILY(name, is_word) {name, is_word},
#include "data/family_names.def"
#undef FAMILY
};

struct name_word {
    const char *start, *end;
};

/* Words of one case with nothing but blanks, dots and hyphens between them. */
struct run {
    struct name_word word[RUN_WORDS];
    guint count;
    gboolean whole; /* nothing else stands in the text */
};

/* ---- numbers ---- */

/* The end of the digits that begin here, with single blanks and dots between; their number. */
static const char *end_of_digits(const char *at, guint *digits)
{
    const char *end = at;
    for (*digits = 0; g_ascii_isdigit(*at); at++) {
        (*digits)++;
        end = at + 1;
        if ((at[1] == ' ' || at[1] == '.') && g_ascii_isdigit(at[2]))
            at++;
    }
    return end;
}

/* The first number in the text that is long enough, or NULL. */
static const char *find_number(const char *text, const char **end)
{
    for (const char *at = text; *at != '\0'; at++) {
        guint digits;
        if (!g_ascii_isdigit(*at))
            continue;
        *end = end_of_digits(at, &digits);
        if (digits >= LEAST_DIGITS)
            return at;
        at = *end - 1;
    }
    return NULL;
}

/* ---- words ---- */

/* Stands in words whose letters were broken or lost on the way. */
static gboolean is_debris(gunichar c)
{
    return c == '?' || c == 0xFFFD || (c >= 0x80 && c <= 0xBF && c != 0xA0) ||
           (c >= 0x2020 && c <= 0x203A) || (c >= 0x20A0 && c <= 0x2122);
}

static gboolean is_of_word(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || is_debris(c);
}

static const char *skip_between(const char *at)
{
    while (*at != '\0' && (strchr(".-_", *at) != NULL || g_unichar_isspace(g_utf8_get_char(at))))
        at = g_utf8_next_char(at);
    return at;
}

static gboolean is_lower(const struct name_word *word)
{
    return g_unichar_islower(g_utf8_get_char(word->start));
}

/* The word that begins at *at, which moves to its end; FALSE: none does. */
static gboolean take_word(const char **at, struct name_word *word)
{
    word->start = *at;
    while (**at != '\0' && is_of_word(*at))
        *at = g_utf8_next_char(*at);
    word->end = *at;
    return word->end > word->start;
}

/* The next run of words that are all capitalized or all not; FALSE at the end of the text. */
static gboolean next_run(const char **at, const char *text, struct run *run)
{
    struct name_word word;
    for (run->count = 0; **at != '\0' && run->count < RUN_WORDS;) {
        const char *before = *at;
        if (!take_word(at, &word)) {
            if (run->count > 0)
                break;
            *at = g_utf8_next_char(*at);
            continue;
        }
        if (run->count > 0 && is_lower(&word) != is_lower(run->word)) {
            *at = before;
            break;
        }
        run->word[run->count++] = word;
        *at = skip_between(*at);
    }
    run->whole = run->count > 0 && run->word[0].start == skip_between(text) && **at == '\0';
    return run->count > 0;
}

/* ---- names ---- */

/* In lower case and normal form C. New string. */
static char *plain_word(const char *start, const char *end)
{
    g_autofree char *lower = g_utf8_strdown(start, end - start);
    return text_nfc(lower, -1);
}

/* Letter by letter; without marks where the text has none, or the word tells enough. */
static const struct family *family_of(const struct name_word *word, gboolean unmarked)
{
    g_autofree char *plain = plain_word(word->start, word->end);
    gboolean bare = g_str_is_ascii(plain) && (unmarked || strlen(plain) >= SURE_WITHOUT_MARKS);
    for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
        const char *name = families[i].name;
        g_autofree char *marked = plain_word(name, name + strlen(name));
        g_autofree char *code = bare ? text_code(name, -1) : NULL;
        if (strcmp(marked, plain) == 0 || g_strcmp0(code, plain) == 0)
            return &families[i];
    }
    return NULL;
}

/* A sign that no Vietnamese word has. */
static gboolean is_foreign(gunichar c)
{
    static const gunichar marks[] = {0x0300, 0x0301, 0x0302, 0x0303,
                                     0x0306, 0x0309, 0x031B, 0x0323};
    gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count = g_unichar_fully_decompose(c, FALSE, pieces, G_N_ELEMENTS(pieces));
    gsize known = 0;
    for (gsize i = 0; i < count; i++) {
        gboolean is_known =
            g_unichar_tolower(pieces[i]) == 0x0111 || (pieces[i] < 0x80 && pieces[i] != '?');
        for (guint k = 0; k < G_N_ELEMENTS(marks); k++)
            is_known = is_known || pieces[i] == marks[k];
        known += is_known;
    }
    return known < count;
}

/* Whether letters of a word were broken; at its ends stand signs of sentences as well. */
static gboolean has_broken_word(const struct run *run)
{
    for (guint i = 0; i < run->count; i++) {
        const char *at = g_utf8_next_char(run->word[i].start);
        for (; at < run->word[i].end && g_utf8_next_char(at) < run->word[i].end;
             at = g_utf8_next_char(at))
            if (is_foreign(g_utf8_get_char(at)))
                return TRUE;
    }
    return FALSE;
}

/* At which word of the run a name begins, or -1. */
static gint name_in(const struct run *run, gboolean unmarked)
{
    gboolean lower = is_lower(run->word);
    for (guint i = 0; i + LEAST_WORDS + lower <= run->count; i++) {
        const struct family *family = family_of(&run->word[i], unmarked);
        if (family != NULL && !(lower && (family->is_word || i > 0)))
            return (gint)i;
    }
    return !lower && run->count >= LEAST_WORDS && has_broken_word(run) ? 0 : -1;
}

/* "HỒ SƠ", "ĐÀO TẠO": two words that programs write in capitals as they do all others. */
static gboolean is_heading(const char *text, const struct run *run)
{
    g_autofree char *upper = g_utf8_strup(text, -1);
    const struct family *family = family_of(run->word, g_str_is_ascii(text));
    return run->count == 2 && strcmp(upper, text) == 0 && family != NULL && family->is_word;
}

gboolean person_is_meant(const char *text)
{
    const char *at = skip_between(text), *end;
    struct run run;
    if (find_number(text, &end) != NULL)
        return TRUE;
    return next_run(&at, text, &run) && run.whole && run.count <= MOST_WORDS &&
           name_in(&run, g_str_is_ascii(text)) == 0 && !is_heading(text, &run);
}

static void append_masked(GString *masked, const char *start, const char *end)
{
    g_autofree char *part = g_strndup(start, end - start);
    g_autofree char *shown = text_mask(part);
    g_string_append(masked, shown);
}

static char *mask_names(const char *text)
{
    GString *masked = g_string_new(NULL);
    const char *at = text, *done = text;
    struct run run;
    while (next_run(&at, text, &run)) {
        gint name = name_in(&run, g_str_is_ascii(text));
        if (name < 0)
            continue;
        g_string_append_len(masked, done, run.word[name].start - done);
        append_masked(masked, run.word[name].start, done = run.word[run.count - 1].end);
    }
    g_string_append(masked, done);
    return g_string_free(masked, FALSE);
}

char *person_mask(const char *text)
{
    g_autofree char *named = mask_names(text);
    GString *masked = g_string_new(NULL);
    const char *done = named, *end;
    for (const char *at; (at = find_number(done, &end)) != NULL; done = end) {
        g_string_append_len(masked, done, at - done);
        append_masked(masked, at, end);
    }
    g_string_append(masked, done);
    return g_string_free(masked, FALSE);
}
