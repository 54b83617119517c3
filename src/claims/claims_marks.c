#include "claims/claims_marks.h"

#include <string.h>

#include "claims/claim_prose.h"

static const struct claim_token *token_at(const struct claims_reader *words, guint at)
{
    return &g_array_index(words->tokens, struct claim_token, at);
}

static gboolean is_figure_kind(enum claim_token_kind kind)
{
    return kind == TOKEN_NUMBER || kind == TOKEN_PERCENT || kind == TOKEN_FRACTION ||
           kind == TOKEN_POINTS || kind == TOKEN_TIMES || kind == TOKEN_UNREAD;
}

static void clear_mark(gpointer data)
{
    struct claims_mark *mark = data;
    g_clear_pointer(&mark->unit.units, g_array_unref);
}

/* Words of time that take no figure of a claim. */
static gboolean find_time(const struct claims_reader *words, const struct claims_marks *marks,
                          const guint8 *figures, guint at, struct claims_mark *mark)
{
    gsize length, start = token_at(words, at)->start;
    if (!time_words_at(words->times, words->lower, start, &length, &mark->time))
        return FALSE;
    mark->kind = MARK_TIME;
    mark->next = at;
    while (mark->next < marks->end && token_at(words, mark->next)->start < start + length) {
        if (figures[mark->next])
            return FALSE;
        mark->next++;
    }
    return TRUE;
}

/* "Ủy ban kiểm tra Huyện ủy Tiền Hải": the last words of a phrase begin the name of a unit. */
static gboolean find_unit(const struct claims_reader *words, const struct claims_marks *marks,
                          guint at, struct claims_mark *mark)
{
    struct claims_run run = {words->text, words->tokens, marks->end};
    if (words->units == NULL)
        return FALSE;
    for (guint back = 2; back > 0 && marks->marks->len > 0; back--) {
        const struct claims_mark *last =
            &g_array_index(marks->marks, struct claims_mark, marks->marks->len - 1);
        if (last->kind != MARK_WORDS || last->next != at || at < last->first + back + 1 ||
            !unit_words_at(words->units, &run, at - back, &mark->unit))
            continue;
        if (mark->unit.next > at && mark->unit.units->len > 0) {
            mark->kind = MARK_UNIT;
            mark->next = mark->unit.next;
            return TRUE;
        }
        g_clear_pointer(&mark->unit.units, g_array_unref);
    }
    if (!unit_words_at(words->units, &run, at, &mark->unit))
        return FALSE;
    mark->kind = MARK_UNIT;
    mark->next = mark->unit.next;
    return TRUE;
}

static gboolean find_words(const struct claims_reader *words, const struct claims_marks *marks,
                           guint at, struct claims_mark *mark)
{
    mark->kind = MARK_WORDS;
    struct claims_run run = {words->text, words->tokens, marks->end};
    mark->meanings = lexicon_at(words->lexicon, &run, at, LEXEMES, &mark->next);
    return mark->meanings != NULL;
}

static void add_mark(struct claims_marks *marks, struct claims_mark mark)
{
    for (guint i = mark.first; i < mark.next; i++)
        marks->mark_of[i - marks->begin] = (int)marks->marks->len;
    g_array_append_val(marks->marks, mark);
}

static void find_marks(const struct claims_reader *words, struct claims_marks *marks,
                       const guint8 *figures)
{
    for (guint at = marks->begin; at < marks->end;) {
        struct claims_mark mark = {.first = at, .next = at + 1};
        enum claim_token_kind kind = token_at(words, at)->kind;
        gboolean found =
            kind != TOKEN_SIGN && !figures[at] &&
            (find_time(words, marks, figures, at, &mark) || find_unit(words, marks, at, &mark) ||
             find_words(words, marks, at, &mark));
        if (found)
            add_mark(marks, mark);
        else if (is_figure_kind(kind))
            marks->figure[at - marks->begin] = TRUE;
        at = found ? mark.next : at + 1;
    }
}

const struct claims_mark *marks_at(const struct claims_marks *marks, guint token)
{
    int index = marks->mark_of[token - marks->begin];
    return index < 0 ? NULL : &g_array_index(marks->marks, struct claims_mark, index);
}

gboolean marks_means(const struct claims_mark *mark, enum lexeme lexeme)
{
    return mark != NULL && mark->kind == MARK_WORDS && lexicon_means(mark->meanings, lexeme);
}

/* "so với năm 2023", "so với cùng kỳ": up to three words before a time. */
static void find_compared(struct claims_marks *marks)
{
    for (guint i = 0; i < marks->marks->len; i++) {
        struct claims_mark *mark = &g_array_index(marks->marks, struct claims_mark, i);
        if (mark->kind != MARK_TIME)
            continue;
        mark->compared = mark->time.kind == TIME_SHIFT || mark->time.kind == TIME_SAME;
        for (guint back = 1; back <= 3 && mark->first >= marks->begin + back; back++) {
            const struct claims_mark *before = marks_at(marks, mark->first - back);
            mark->compared = mark->compared || marks_means(before, LEXEME_COMPARED);
        }
    }
}

/* "xã Thái Hưng, huyện Hưng Hà" */
static gboolean joins_units(const struct claims_reader *words, const struct claims_marks *marks,
                            guint at)
{
    if (at == marks->begin || at + 1 >= marks->end)
        return FALSE;
    const struct claims_mark *before = marks_at(marks, at - 1), *behind = marks_at(marks, at + 1);
    /* "xã Thái Hưng (huyện Hưng Hà)": the closing sign, too. */
    if (token_at(words, at)->sign == ')' && before != NULL && before->kind == MARK_UNIT &&
        before->first > marks->begin + 1 && marks_at(marks, before->first - 1) == NULL &&
        marks_at(marks, before->first - 2) != NULL &&
        marks_at(marks, before->first - 2)->kind == MARK_UNIT)
        return TRUE;
    return before != NULL && behind != NULL && before->kind == MARK_UNIT &&
           behind->kind == MARK_UNIT;
}

/* "39 năm 2023": where and when right behind a figure. */
static guint placed_end(const struct claims_marks *marks, guint at)
{
    while (at < marks->end && marks_at(marks, at) != NULL &&
           (marks_at(marks, at)->kind != MARK_WORDS ||
            (marks_means(marks_at(marks, at), LEXEME_NEUTRAL) && at + 1 < marks->end &&
             marks_at(marks, at + 1) != NULL && marks_at(marks, at + 1)->kind != MARK_WORDS)))
        at = marks_at(marks, at)->next;
    return at;
}

static gboolean is_break(const struct claims_reader *words, const struct claims_marks *marks,
                         guint at)
{
    const struct claims_mark *mark = marks_at(marks, at);
    if (marks->figure[at - marks->begin] || token_at(words, at)->kind == TOKEN_STOP)
        return TRUE;
    if (mark == NULL)
        return token_at(words, at)->kind == TOKEN_SIGN && !joins_units(words, marks, at);
    return marks_means(mark, LEXEME_BREAK) && !marks_means(mark, LEXEME_NOUN);
}

/* What is counted, or the name of a part, behind a figure: "5 trường hợp khiển trách", "100% có
 * trình độ đại học". */
static gboolean is_named_behind(const struct claims_marks *marks, guint at)
{
    static const enum lexeme leading[] = {LEXEME_NEUTRAL, LEXEME_CUE, LEXEME_COLUMN, LEXEME_RANKED};
    for (guint next = at + 1; next < marks->end;) {
        const struct claims_mark *mark = marks_at(marks, next);
        gboolean leads = FALSE;
        if (marks_means(mark, LEXEME_NOUN) || marks_means(mark, LEXEME_VALUE))
            return TRUE;
        for (guint i = 0; i < G_N_ELEMENTS(leading); i++)
            leads = leads || marks_means(mark, leading[i]);
        if (!leads || marks_means(mark, LEXEME_BREAK))
            return FALSE;
        next = mark->next;
    }
    return FALSE;
}

static void find_spans(const struct claims_reader *words, struct claims_marks *marks)
{
    guint taken = marks->begin;
    for (guint at = marks->begin; at < marks->end; at++) {
        if (!marks->figure[at - marks->begin])
            continue;
        guint to = at + 1, from = at;
        if (is_named_behind(marks, at))
            while (to < marks->end && !is_break(words, marks, to))
                to++;
        else
            to = placed_end(marks, to);
        /* "tỷ lệ … đạt 91,2%", "số … là 147": the words before the one that links them */
        while (from > taken && (marks_means(marks_at(marks, from - 1), LEXEME_LINK) ||
                                marks_means(marks_at(marks, from - 1), LEXEME_NEUTRAL)))
            from--;
        while (from > taken && !is_break(words, marks, from - 1))
            from--;
        marks->from[at - marks->begin] = from;
        marks->to[at - marks->begin] = to;
        taken = to;
    }
}

struct claims_marks *marks_new(const struct claims_reader *words, guint begin, guint end,
                               const guint8 *figures)
{
    struct claims_marks *marks = g_new0(struct claims_marks, 1);
    guint count = end - begin;
    marks->begin = begin;
    marks->end = end;
    marks->marks = g_array_new(FALSE, FALSE, sizeof(struct claims_mark));
    g_array_set_clear_func(marks->marks, clear_mark);
    marks->mark_of = g_new(int, count + 1);
    memset(marks->mark_of, 0xff, (count + 1) * sizeof(int));
    marks->figure = g_new0(guint8, count + 1);
    marks->from = g_new0(guint, count + 1);
    marks->to = g_new0(guint, count + 1);
    find_marks(words, marks, figures);
    find_compared(marks);
    find_spans(words, marks);
    return marks;
}

void marks_free(struct claims_marks *marks)
{
    if (marks == NULL)
        return;
    g_array_unref(marks->marks);
    g_free(marks->mark_of);
    g_free(marks->figure);
    g_free(marks->from);
    g_free(marks->to);
    g_free(marks);
}

gboolean marks_share_clause(const struct claims_reader *words, const struct claims_marks *marks,
                            guint a, guint b)
{
    for (guint at = MIN(a, b); at < MAX(a, b); at++)
        if (marks_at(marks, at) == NULL && token_at(words, at)->kind == TOKEN_SIGN &&
            token_at(words, at)->sign == ';')
            return FALSE;
    return TRUE;
}

gboolean marks_owns(const struct claims_marks *marks, guint figure, guint token)
{
    if (figure != CLAIM_NOWHERE)
        return token >= marks->from[figure - marks->begin] &&
               token < marks->to[figure - marks->begin];
    for (guint at = marks->begin; at < marks->end; at++)
        if (marks->figure[at - marks->begin] && marks_owns(marks, at, token))
            return TRUE;
    return FALSE;
}
