#include "claims/claims_marks.h"

#include <string.h>

#include "base/text.h"

/* Names of values with fewer letters are abbreviations, or too common to mean the value. */
#define SHORTEST_NAME 5

struct claims_lexicon {
    GHashTable *phrases; /* words -> GArray of struct claims_meaning */
};

static const struct {
    enum lexeme lexeme;
    const char *words;
} report_words[] = {
#define WORD(KIND, WORDS) {LEXEME_##KIND, WORDS},
#include "claims/claims_words.def"
#undef WORD
};

static gboolean is_tone(gunichar c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

/* One word: the tone mark goes to its end, y is i. */
static void append_folded(GString *out, const char *word, gsize length)
{
    g_autofree char *lower = g_utf8_strdown(word, (gssize)length);
    g_autofree char *parts = g_utf8_normalize(lower, -1, G_NORMALIZE_NFD);
    gunichar tone = 0;
    for (const char *at = parts; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_tone(c))
            tone = c;
        else
            g_string_append_unichar(out, c == 'y' ? 'i' : c);
    }
    if (tone != 0)
        g_string_append_unichar(out, tone);
}

GPtrArray *lexicon_words(const struct claims_run *run, guint at, guint limit, guint *ends)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = at; i < run->end && words->len < limit; i++) {
        const struct claim_token *token = &g_array_index(run->tokens, struct claim_token, i);
        if (token->kind == TOKEN_STOP)
            break;
        if (token->kind == TOKEN_SIGN &&
            (i == at || (token->sign == 0x28 || token->sign == 0x3b || token->sign == 0x3a)))
            break;
        if (token->kind == TOKEN_SIGN)
            continue;
        GString *word = g_string_new(NULL);
        append_folded(word, run->text + token->start, token->end - token->start);
        if (ends != NULL)
            ends[words->len] = i + 1;
        g_ptr_array_add(words, g_string_free(word, FALSE));
    }
    return words;
}

char *lexicon_fold(const char *text)
{
    g_autoptr(GArray) tokens = claim_tokens(text);
    GString *folded = g_string_new(NULL);
    for (guint i = 0; i < tokens->len; i++) {
        const struct claim_token *token = &g_array_index(tokens, struct claim_token, i);
        if (token->kind == TOKEN_SIGN || token->kind == TOKEN_STOP)
            continue;
        g_string_append(folded, folded->len > 0 ? " " : "");
        append_folded(folded, text + token->start, token->end - token->start);
    }
    return g_string_free(folded, FALSE);
}

static void clear_meanings(gpointer data)
{
    g_array_unref(data);
}

static gboolean same_meaning(const struct claims_meaning *a, const struct claims_meaning *b)
{
    return a->lexeme == b->lexeme && a->dataset == b->dataset && a->subject == b->subject &&
           a->column == b->column && a->value == b->value && a->where == b->where;
}

static void add(struct claims_lexicon *lexicon, const char *text, struct claims_meaning meaning)
{
    char *words = lexicon_fold(text);
    GArray *meanings = g_hash_table_lookup(lexicon->phrases, words);
    if (meanings == NULL) {
        meanings = g_array_new(FALSE, FALSE, sizeof(struct claims_meaning));
        g_hash_table_insert(lexicon->phrases, words, meanings);
    } else {
        g_free(words);
    }
    for (guint i = 0; i < meanings->len; i++)
        if (same_meaning(&g_array_index(meanings, struct claims_meaning, i), &meaning))
            return;
    g_array_append_val(meanings, meaning);
}

static void add_names(struct claims_lexicon *lexicon, const struct names *names,
                      struct claims_meaning meaning)
{
    for (guint i = 0; i < names->count; i++)
        add(lexicon, names->item[i], meaning);
}

/* "trung cấp lý luận chính trị", "trình độ lý luận chính trị trung cấp", "… về …" */
static void add_with_column(struct claims_lexicon *lexicon, const char *name, const char *heading,
                            struct claims_meaning meaning)
{
    static const char *const patterns[] = {"{0} {1}",    "{1} {0}",          "{0} về {1}",
                                           "{1} là {0}", "trình độ {0} {1}", "trình độ {0} về {1}"};
    const char *arguments[] = {name, heading, NULL};
    for (guint i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autofree char *words = text_fill(patterns[i], arguments);
        add(lexicon, words, meaning);
    }
}

static gboolean is_long(const char *name)
{
    return g_utf8_strlen(name, -1) >= SHORTEST_NAME;
}

static void add_value_name(struct claims_lexicon *lexicon, const char *name,
                           struct claims_meaning meaning)
{
    const struct column *column = meaning.column;
    if (g_utf8_strlen(name, -1) < 3)
        return;
    add(lexicon, name, meaning);
    if (is_long(column->label))
        add_with_column(lexicon, name, column->label, meaning);
    for (guint i = 0; i < column->aliases.count; i++)
        if (is_long(column->aliases.item[i]))
            add_with_column(lexicon, name, column->aliases.item[i], meaning);
}

/* Yes and no say nothing without their column. */
static gboolean is_yes_or_no(const struct column *column)
{
    return column_value(column, "co") >= 0 && column_value(column, "khong") >= 0;
}

static void add_column(struct claims_lexicon *lexicon, const struct dataset *dataset,
                       const struct column *column)
{
    struct claims_meaning meaning = {.lexeme = LEXEME_COLUMN, .dataset = dataset, .column = column};
    if (!column_is_coded(column) || is_yes_or_no(column))
        return;
    if (is_long(column->label))
        add(lexicon, column->label, meaning);
    for (guint i = 0; i < column->aliases.count; i++)
        if (is_long(column->aliases.item[i]))
            add(lexicon, column->aliases.item[i], meaning);
    meaning.lexeme = LEXEME_VALUE;
    for (guint i = 0; i < column->values_count; i++) {
        meaning.value = &column->values[i];
        add_value_name(lexicon, meaning.value->label, meaning);
        for (guint j = 0; j < meaning.value->aliases.count; j++)
            add_value_name(lexicon, meaning.value->aliases.item[j], meaning);
    }
}

static void add_dataset(struct claims_lexicon *lexicon, const struct dataset *dataset)
{
    if (dataset->subjects_count == 0)
        return;
    for (guint i = 0; i < dataset->columns_count; i++)
        add_column(lexicon, dataset, &dataset->columns[i]);
    for (guint i = 0; i < dataset->subjects_count; i++) {
        const struct dictionary_subject *subject = &dataset->subjects[i];
        struct claims_meaning noun = {
            .lexeme = LEXEME_NOUN, .dataset = dataset, .subject = subject};
        struct claims_meaning cue = {.lexeme = LEXEME_CUE, .dataset = dataset, .subject = subject};
        add_names(lexicon, &subject->nouns, noun);
        add_names(lexicon, &subject->cues, cue);
    }
    for (guint i = 0; i < dataset->sayings_count; i++) {
        struct claims_meaning saying = {
            .lexeme = LEXEME_VALUE, .dataset = dataset, .where = dataset->sayings[i].where};
        add_names(lexicon, &dataset->sayings[i].words, saying);
    }
}

struct claims_lexicon *lexicon_new(const struct dictionary *dictionary)
{
    struct claims_lexicon *lexicon = g_new0(struct claims_lexicon, 1);
    lexicon->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, clear_meanings);
    for (guint i = 0; i < G_N_ELEMENTS(report_words); i++)
        add(lexicon, report_words[i].words,
            (struct claims_meaning){.lexeme = report_words[i].lexeme});
    for (guint i = 0; i < dictionary->datasets_count; i++)
        add_dataset(lexicon, &dictionary->datasets[i]);
    return lexicon;
}

void lexicon_free(struct claims_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    g_hash_table_unref(lexicon->phrases);
    g_free(lexicon);
}

gboolean lexicon_means(const GArray *meanings, enum lexeme lexeme)
{
    for (guint i = 0; i < meanings->len; i++)
        if (lexeme == LEXEMES || g_array_index(meanings, struct claims_meaning, i).lexeme == lexeme)
            return TRUE;
    return FALSE;
}

const GArray *lexicon_at(const struct claims_lexicon *lexicon, const struct claims_run *run,
                         guint at, enum lexeme lexeme, guint *next)
{
    guint ends[LEXICON_WORDS];
    const GArray *found = NULL;
    g_autoptr(GPtrArray) words = lexicon_words(run, at, LEXICON_WORDS, ends);
    g_autoptr(GString) phrase = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        g_string_append_printf(phrase, "%s%s", i > 0 ? " " : "",
                               (const char *)g_ptr_array_index(words, i));
        const GArray *meanings = g_hash_table_lookup(lexicon->phrases, phrase->str);
        if (meanings == NULL || !lexicon_means(meanings, lexeme))
            continue;
        found = meanings;
        *next = ends[i];
    }
    return found;
}
