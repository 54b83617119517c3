#include "check/claim_prose.h"

#include "check/claim_sentence.h"

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
