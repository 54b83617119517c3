#include "claims/claims_bind.h"

#include <string.h>

/* The readers of the words, and what the text has said so far. */
struct binder {
    struct claims_reader words;
    const struct claim_prose *prose;
    struct claims_asker asker;
    struct claims_context before;
    struct claims_context head; /* what was said before the first claim */
    gboolean has_head;
};

/* A blank line stands between two sentences. */
static gboolean begins_paragraph(const struct binder *binder, guint begin)
{
    const GArray *tokens = binder->words.tokens;
    if (begin == 0 || begin >= tokens->len)
        return FALSE;
    const char *text = binder->words.text;
    const char *at = text + g_array_index(tokens, struct claim_token, begin - 1).start;
    const char *end = text + g_array_index(tokens, struct claim_token, begin).start;
    guint lines = 0;
    for (; at < end; at++)
        lines += *at == '\n';
    return lines > 1;
}

/*
 * A new paragraph is about what the head of the text is about: its unit, and the year of its title.
 * What a text without such a head has said last holds on.
 */
static void begin_paragraph(struct binder *binder)
{
    struct claims_context *before = &binder->before;
    const struct claims_context *head = &binder->head;
    before->counted = (struct claims_subject){NULL, NULL};
    if (!binder->has_head)
        return;
    if (head->unit != UNIT_NONE) {
        before->unit = head->unit;
        memcpy(before->named, head->named, sizeof before->named);
    }
    if (head->has_year || head->has_time) {
        before->time = head->has_year ? head->year : head->time;
        before->has_time = TRUE;
        before->year = head->year;
        before->has_year = head->has_year;
    }
}

/* In lower case, with the same bytes. */
static char *lower_of(const char *text)
{
    GString *lower = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), small = g_unichar_tolower(c);
        g_string_append_unichar(
            lower, g_unichar_to_utf8(small, NULL) == g_unichar_to_utf8(c, NULL) ? small : c);
    }
    return g_string_free(lower, FALSE);
}

static gboolean names_unit(const struct claims_slots *slots)
{
    for (guint i = 0; i < slots->marks->marks->len; i++)
        if (g_array_index(slots->marks->marks, struct claims_mark, i).kind == MARK_UNIT)
            return TRUE;
    return FALSE;
}

/* What the sentence leaves for the next ones: its only days, and its unit. */
static void remember(struct binder *binder, const struct claims_slots *slots, guint begin)
{
    struct claims_context *before = &binder->before;
    const struct claims_mark *time = NULL;
    guint times = 0;
    for (guint i = 0; i < slots->marks->marks->len; i++) {
        const struct claims_mark *mark = &g_array_index(slots->marks->marks, struct claims_mark, i);
        if (mark->kind != MARK_TIME || mark->compared || mark->time.kind != TIME_DAYS)
            continue;
        time = mark;
        times++;
    }
    if (times == 1) {
        before->time = time->time;
        before->has_time = TRUE;
        if (time->time.last - time->time.first >= CLAIMS_DAYS_OF_YEAR &&
            time->time.last - time->time.first <= CLAIMS_DAYS_OF_YEAR + 1) {
            before->year = time->time;
            before->has_year = TRUE;
        }
    }
    gint32 unit = UNIT_NONE;
    struct claims_slots whole = *slots;
    whole.obstacle.about = NULL;
    gboolean known = slots_unit(&whole, begin, times == 1 ? &time->time : NULL, &unit);
    g_free(whole.obstacle.about);
    if (!known || unit == UNIT_NONE || !names_unit(slots))
        return;
    before->named[unit_at(slots->tree, unit)->level] = unit;
    before->unit = unit;
}

static void mark_figures(const struct claim_found *found, guint8 *figures)
{
    const struct claim_places *places = &found->places;
    const guint all[] = {places->count,  places->base,  places->share,
                         places->before, places->after, places->change};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i] != CLAIM_NOWHERE)
            figures[all[i]] = TRUE;
    for (guint i = 0; i < found->claim.parts_count; i++)
        if (places->parts[i] != CLAIM_NOWHERE)
            figures[places->parts[i]] = TRUE;
}

static void bind_sentence(struct binder *binder, guint begin, guint end, const guint8 *figures,
                          GArray *bound)
{
    if (begin >= end)
        return;
    g_autoptr(marks_t) marks = marks_new(&binder->words, begin, end, figures);
    struct claims_slots slots = {
        .words = &binder->words,
        .marks = marks,
        .tree = binder->asker.workspace->tree,
        .before = &binder->before,
        .obstacle = {MESSAGE_COUNT, NULL},
    };
    for (guint i = 0; i < binder->prose->found->len; i++) {
        const struct claim_found *found =
            &g_array_index(binder->prose->found, struct claim_found, i);
        if (found->begin != begin)
            continue;
        if (!binder->has_head) {
            binder->head = binder->before;
            binder->has_head = TRUE;
            begin_paragraph(binder);
        }
        struct claims_slots own = slots;
        struct claims_bound asked = claims_ask(&binder->asker, &own, found);
        if (asked.main->subject != NULL)
            binder->before.counted = (struct claims_subject){
                dictionary_dataset(binder->asker.workspace->dictionary, asked.main->source),
                asked.main->subject};
        g_array_index(bound, struct claims_bound, i) = asked;
        g_free(own.obstacle.about);
    }
    remember(binder, &slots, begin);
}

GArray *claims_bind(const struct claim_prose *prose, const struct workspace *workspace,
                    GPtrArray *questions)
{
    GArray *bound = g_array_new(FALSE, TRUE, sizeof(struct claims_bound));
    g_autoptr(lexicon_t) lexicon = lexicon_new(workspace->dictionary);
    g_autoptr(unit_words_t) units = unit_words_new(workspace->tree, lexicon);
    g_autoptr(time_words_t) times = time_words_new();
    g_autofree char *lower = lower_of(prose->text);
    g_autofree guint8 *figures = g_new0(guint8, prose->tokens->len + 1);
    struct binder binder = {
        .words = {lexicon, units, times, prose->text, lower, prose->tokens},
        .prose = prose,
        .asker = {workspace, questions},
        .before = {.unit = UNIT_NONE},
    };
    for (guint i = 0; i < LEVELS; i++)
        binder.before.named[i] = UNIT_NONE;
    g_array_set_size(bound, prose->found->len);
    for (guint i = 0; i < prose->found->len; i++)
        mark_figures(&g_array_index(prose->found, struct claim_found, i), figures);
    for (guint i = 0, begin = 0; i <= prose->tokens->len; i++) {
        if (i < prose->tokens->len &&
            g_array_index(prose->tokens, struct claim_token, i).kind != TOKEN_STOP)
            continue;
        if (begins_paragraph(&binder, begin))
            begin_paragraph(&binder);
        bind_sentence(&binder, begin, i, figures, bound);
        begin = i + 1;
    }
    return bound;
}
