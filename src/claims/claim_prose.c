#include "claims/claim_prose.h"

#include <string.h>

#include "base/text.h"
#include "claims/claim_sentence.h"

/* Words shown on either side of a claim. */
#define WORDS_AROUND 4
/* Words that may stand between a count and its percentage: the longest name of a value, and more.
 */
#define SHARE_REACH 20
/* Words between a count and its base: "43 đảng viên bị khiển trách trên tổng số 60 …". */
#define BASE_REACH 20
/* Tokens that the longest phrase has. */
#define PHRASE_WORDS 5

const struct claim_token *claim_sentence_token(const struct claim_sentence *sentence, guint at)
{
    return &g_array_index(sentence->tokens, struct claim_token, at);
}

struct claim_figure claim_sentence_figure(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_token(sentence, at)->figure;
}

static gboolean is_inside(const struct claim_sentence *sentence, guint at)
{
    return at >= sentence->begin && at < sentence->end;
}

gboolean claim_sentence_is(const struct claim_sentence *sentence, guint at,
                           enum claim_token_kind kind)
{
    return is_inside(sentence, at) && claim_sentence_token(sentence, at)->kind == kind;
}

gboolean claim_sentence_is_sign(const struct claim_sentence *sentence, guint at, gunichar sign)
{
    return claim_sentence_is(sentence, at, TOKEN_SIGN) &&
           claim_sentence_token(sentence, at)->sign == sign;
}

gboolean claim_sentence_is_free(const struct claim_sentence *sentence, guint at,
                                enum claim_token_kind kind)
{
    return claim_sentence_is(sentence, at, kind) && sentence->use[at] == USE_FREE;
}

const struct claim_word *claim_sentence_phrase(const struct claim_sentence *sentence, guint at,
                                               enum claim_phrase phrase, guint *next)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = at; i < at + PHRASE_WORDS && claim_sentence_is(sentence, i, TOKEN_WORD); i++) {
        if (words->len > 0)
            g_string_append_c(words, ' ');
        g_string_append(words, claim_sentence_token(sentence, i)->word);
    }
    const struct claim_word *found = words->len > 0 ? claim_words_at(phrase, words->str) : NULL;
    if (found != NULL && next != NULL) {
        *next = at + 1;
        for (const char *c = found->text; *c != '\0'; c++)
            *next += *c == ' ';
    }
    return found;
}

const struct claim_word *claim_sentence_before(const struct claim_sentence *sentence, guint at,
                                               enum claim_phrase phrase)
{
    for (guint back = PHRASE_WORDS; back >= 1; back--) {
        guint next;
        if (at < sentence->begin + back)
            continue;
        const struct claim_word *found = claim_sentence_phrase(sentence, at - back, phrase, &next);
        if (found != NULL && next == at)
            return found;
    }
    return NULL;
}

guint claim_sentence_skip_links(const struct claim_sentence *sentence, guint at)
{
    static const enum claim_phrase phrases[] = {PHRASE_LINK, PHRASE_FILLER, PHRASE_BOUND};
    gboolean moved = TRUE;
    while (moved) {
        moved = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
            moved = moved || claim_sentence_phrase(sentence, at, phrases[i], &at) != NULL;
    }
    return at;
}

const struct claim_word *claim_sentence_noun(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_phrase(sentence, at + 1, PHRASE_NOUN, NULL);
}

enum claim_bound claim_sentence_bound(const struct claim_sentence *sentence, guint at)
{
    const struct claim_word *word = claim_sentence_before(sentence, at, PHRASE_BOUND);
    return word != NULL ? (enum claim_bound)word->value : CLAIM_EXACT;
}

guint claim_sentence_bound_start(const struct claim_sentence *sentence, guint at)
{
    const struct claim_word *word = claim_sentence_before(sentence, at, PHRASE_BOUND);
    if (word == NULL)
        return at;
    for (const char *c = word->text; *c != '\0'; c++)
        at -= *c == ' ';
    return at - 1;
}

gboolean claim_sentence_is_index(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_phrase(sentence, at + 1, PHRASE_INDEX, NULL) != NULL;
}

/* Behind an opening sign or a link: the percentage, if it stands there at once. */
static guint linked_share(const struct claim_sentence *sentence, guint at)
{
    at = claim_sentence_skip_links(sentence, at);
    if (!claim_sentence_is_free(sentence, at, TOKEN_PERCENT) ||
        claim_sentence_is_index(sentence, at))
        return NOWHERE;
    return at;
}

/* "cán bộ, công chức", "đánh giá, xếp loại": a comma that parts no clauses. */
static gboolean joins_nouns(const struct claim_sentence *sentence, guint at)
{
    return claim_sentence_is_sign(sentence, at, ',') &&
           (claim_sentence_phrase(sentence, at + 1, PHRASE_GOES_ON, NULL) != NULL ||
            (claim_sentence_before(sentence, at, PHRASE_NOUN) != NULL &&
             claim_sentence_phrase(sentence, at + 1, PHRASE_NOUN, NULL) != NULL));
}

guint claim_sentence_share(const struct claim_sentence *sentence, guint at)
{
    for (guint i = at + 1; i <= at + SHARE_REACH && is_inside(sentence, i); i++) {
        const struct claim_token *token = claim_sentence_token(sentence, i);
        if (claim_sentence_is_sign(sentence, i, '(') || claim_sentence_is_sign(sentence, i, '='))
            return linked_share(sentence, i + 1);
        if (joins_nouns(sentence, i))
            continue;
        if (claim_sentence_is_sign(sentence, i, ',')) {
            gboolean link = claim_sentence_phrase(sentence, i + 1, PHRASE_LINK, NULL) != NULL;
            return link ? linked_share(sentence, i + 1) : NOWHERE;
        }
        if (token->kind != TOKEN_WORD && token->kind != TOKEN_PASSED)
            return NOWHERE;
        if (claim_sentence_phrase(sentence, i, PHRASE_LINK, NULL) != NULL) {
            guint share = linked_share(sentence, i);
            if (share != NOWHERE)
                return share;
        }
    }
    return NOWHERE;
}

/* A base right behind a token: some words, "trên tổng số", a number. */
static guint base_behind(const struct claim_sentence *sentence, guint at)
{
    for (guint i = at + 1; i <= at + BASE_REACH; i++) {
        guint next;
        if (claim_sentence_phrase(sentence, i, PHRASE_BASE, &next) != NULL &&
            claim_sentence_is_free(sentence, next, TOKEN_NUMBER))
            return next;
        if (!claim_sentence_is(sentence, i, TOKEN_WORD) && !joins_nouns(sentence, i))
            return NOWHERE;
    }
    return NOWHERE;
}

/* "Trong tổng số 36 xã, có 25 …": a base before, and no other figure between. */
static guint base_before(const struct claim_sentence *sentence, guint at)
{
    for (guint i = at; i-- > sentence->begin;) {
        enum claim_token_kind kind = claim_sentence_token(sentence, i)->kind;
        if (kind == TOKEN_WORD || kind == TOKEN_PASSED ||
            claim_sentence_is_sign(sentence, i, ',') || claim_sentence_is_sign(sentence, i, ':'))
            continue;
        if (kind != TOKEN_NUMBER)
            return NOWHERE;
        const struct claim_word *word = claim_sentence_before(sentence, i, PHRASE_BASE);
        return word != NULL && strcmp(word->text, "trên") != 0 ? i : NOWHERE;
    }
    return NOWHERE;
}

guint claim_sentence_base(const struct claim_sentence *sentence, guint at, guint share)
{
    guint base = base_behind(sentence, at);
    if (base == NOWHERE && share != NOWHERE)
        base = base_behind(sentence, share);
    return base != NOWHERE ? base : base_before(sentence, MIN(at, share));
}

/* The text of tokens, on one line. */
static char *words_of(const struct claim_sentence *sentence, guint first, guint last)
{
    gsize start = claim_sentence_token(sentence, first)->start;
    gsize end = claim_sentence_token(sentence, last)->end;
    return text_squeeze(sentence->text + start, (gssize)(end - start));
}

static char *around(const struct claim_sentence *sentence, guint first, guint last)
{
    guint begin = first > sentence->begin + WORDS_AROUND ? first - WORDS_AROUND : sentence->begin;
    guint end = MIN(last + WORDS_AROUND, sentence->end - 1);
    while (begin < first && claim_sentence_is(sentence, begin, TOKEN_SIGN))
        begin++;
    return words_of(sentence, begin, end);
}

/* One token more if that closes a parenthesis. */
static guint closed(const struct claim_sentence *sentence, guint first, guint last)
{
    int open = 0;
    for (guint i = first; i <= last; i++)
        open += claim_sentence_is_sign(sentence, i, '(') - claim_sentence_is_sign(sentence, i, ')');
    return open > 0 && claim_sentence_is_sign(sentence, last + 1, ')') ? last + 1 : last;
}

struct claim_found *claim_sentence_add(struct claim_sentence *sentence, guint first, guint last)
{
    last = closed(sentence, first, last);
    const struct claim_token *token = claim_sentence_token(sentence, first);
    struct claim_found found = {
        .begin = sentence->begin,
        .end = sentence->end,
        .line = token->line,
        .column = token->column,
        .printed = words_of(sentence, first, last),
        .around = around(sentence, first, last),
    };
    memset(&found.places, 0xff, sizeof found.places);
    g_array_append_val(sentence->prose->found, found);
    return &g_array_index(sentence->prose->found, struct claim_found,
                          sentence->prose->found->len - 1);
}

void claim_sentence_skip(struct claim_sentence *sentence, guint at, enum message why)
{
    const struct claim_token *token = claim_sentence_token(sentence, at);
    struct claim_skipped skipped = {token->line, token->column, around(sentence, at, at), why};
    sentence->use[at] = USE_DONE;
    g_array_append_val(sentence->prose->skipped, skipped);
}

/* Words and figures of the longest sentence that is read: each pattern looks through the whole. */
#define SENTENCE_TOKENS 500
/* How far from a number the words may stand that say what base it is. */
#define BASE_WORDS 6

/* In this order: a pattern that says more of its figures comes before one that says less. */
static const struct {
    claim_pattern run;
    const char *help;
} patterns[] = {
    {claim_pattern_rough, "hơn 57.000 đảng viên: skipped"},
    {claim_pattern_pair, "từ 293 lên 519, tăng 77,1%"},
    {claim_pattern_list, "147 đảng viên (khiển trách 107, cảnh cáo 11, …)"},
    {claim_pattern_set, "cơ cấu: 13%, 80,42%, 5,84%, 0,73%"},
    {claim_pattern_change, "519 chi bộ, tăng 77,1% so với năm 2023 (293 chi bộ)"},
    {claim_pattern_fraction, "25/36 xã (69,4%)"},
    {claim_pattern_count, "24 trên tổng số 125, chiếm 19,2%"},
    {claim_pattern_index, "đạt 120% kế hoạch"},
    {claim_pattern_percent, "17 cán bộ, 100% …, 96% …"},
    {claim_pattern_rest, "10 cán bộ; or what cannot be read"},
};

static void found_clear(gpointer data)
{
    struct claim_found *found = data;
    g_free(found->printed);
    g_free(found->around);
}

static void skipped_clear(gpointer data)
{
    g_free(((struct claim_skipped *)data)->around);
}

/* Text without ends of sentences, columns of numbers say: what belongs together is not known. */
static void skip_sentence(struct claim_sentence *sentence)
{
    for (guint at = sentence->begin; at < sentence->end; at++) {
        enum claim_token_kind kind = claim_sentence_token(sentence, at)->kind;
        if (kind != TOKEN_WORD && kind != TOKEN_SIGN && kind != TOKEN_PASSED)
            claim_sentence_skip(sentence, at, MESSAGE_SKIP_LONG);
    }
}

/* What the words around a number say that it is, as the base of a percentage. */
static enum message base_name(const struct claim_sentence *sentence, guint at)
{
    static const enum message names[] = {MESSAGE_BASE_RANKED, MESSAGE_BASE_PRESENT,
                                         MESSAGE_BASE_LISTED, MESSAGE_BASE_TARGET};
    guint from = MAX(sentence->begin + BASE_WORDS, at) - BASE_WORDS;
    for (guint i = from; i <= at + BASE_WORDS && i < sentence->end; i++) {
        const struct claim_word *word = claim_sentence_phrase(sentence, i, PHRASE_BASE_NAME, NULL);
        gboolean between = FALSE;
        for (guint j = MIN(i, at) + 1; j < MAX(i, at); j++)
            between = between || claim_sentence_is(sentence, j, TOKEN_NUMBER);
        if (word != NULL && !between)
            return names[word->value];
    }
    return MESSAGE_BASE_BESIDE;
}

/* Other counts of the sentence that the percentages of its claims may be of. */
static void add_bases(const struct claim_sentence *sentence, struct claim_found *found)
{
    struct claim *claim = &found->claim;
    for (guint at = sentence->begin; at < sentence->end && claim->count.given; at++) {
        struct claim_figure figure = claim_sentence_token(sentence, at)->figure;
        if (!claim->share.given || !claim_sentence_is(sentence, at, TOKEN_NUMBER) ||
            at == found->places.count || at == found->places.base ||
            figure.scaled < claim->count.scaled || claim->bases_count == CLAIM_MAX_BASES)
            continue;
        claim->bases[claim->bases_count++] = (struct claim_base){base_name(sentence, at), figure};
    }
}

static void read_sentence(struct claim_sentence *sentence)
{
    if (sentence->end - sentence->begin > SENTENCE_TOKENS) {
        skip_sentence(sentence);
        return;
    }
    guint first = sentence->prose->found->len;
    for (guint i = 0; i < G_N_ELEMENTS(patterns); i++)
        for (guint at = sentence->begin; at < sentence->end; at++)
            patterns[i].run(sentence, at);
    for (guint i = first; i < sentence->prose->found->len; i++)
        add_bases(sentence, &g_array_index(sentence->prose->found, struct claim_found, i));
}

static gint by_place(gconstpointer left, gconstpointer right)
{
    const struct claim_found *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static gint skipped_by_place(gconstpointer left, gconstpointer right)
{
    const struct claim_skipped *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

struct claim_prose *claim_prose_read(const char *text)
{
    struct claim_prose *prose = g_new0(struct claim_prose, 1);
    prose->found = g_array_new(FALSE, FALSE, sizeof(struct claim_found));
    g_array_set_clear_func(prose->found, found_clear);
    prose->skipped = g_array_new(FALSE, FALSE, sizeof(struct claim_skipped));
    g_array_set_clear_func(prose->skipped, skipped_clear);

    prose->text = g_strdup(text);
    GArray *tokens = prose->tokens = claim_tokens(text);
    g_autofree enum claim_use *use = g_new0(enum claim_use, tokens->len + 1);
    struct claim_sentence sentence = {text, tokens, 0, 0, use, prose};
    for (guint i = 0; i <= tokens->len; i++) {
        if (i < tokens->len && g_array_index(tokens, struct claim_token, i).kind != TOKEN_STOP)
            continue;
        sentence.end = i;
        read_sentence(&sentence);
        sentence.begin = i + 1;
    }
    g_array_sort(prose->found, by_place);
    g_array_sort(prose->skipped, skipped_by_place);
    return prose;
}

void claim_prose_free(struct claim_prose *prose)
{
    if (prose == NULL)
        return;
    g_array_unref(prose->found);
    g_array_unref(prose->skipped);
    g_array_unref(prose->tokens);
    g_free(prose->text);
    g_free(prose);
}
