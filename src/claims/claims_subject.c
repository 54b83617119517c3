#include "claims/claims_slots.h"

#include <string.h>

#include "claims/claim_prose.h"

static const struct claims_meaning *meaning_at(const GArray *meanings, guint i)
{
    return &g_array_index(meanings, struct claims_meaning, i);
}

/* Whether words mean something of a dataset (and subject; NULL: any). */
static gboolean means_of(const struct claims_mark *mark, enum lexeme lexeme,
                         const struct dataset *dataset, const struct dictionary_subject *subject)
{
    if (mark == NULL || mark->kind != MARK_WORDS)
        return FALSE;
    for (guint i = 0; i < mark->meanings->len; i++) {
        const struct claims_meaning *meaning = meaning_at(mark->meanings, i);
        if (meaning->lexeme == lexeme && meaning->dataset == dataset &&
            (subject == NULL || meaning->subject == subject))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_figure(const struct claims_marks *marks, guint token)
{
    return token >= marks->begin && token < marks->end && marks->figure[token - marks->begin];
}

/* A value of one word ("tốt") counts only beside a figure: elsewhere it is a common word. */
static gboolean is_value(const struct claims_marks *marks, const struct claims_mark *mark)
{
    /* "Đảng viên" is a value of ky_luat, too; here it is what is counted. */
    if (!marks_means(mark, LEXEME_VALUE) || marks_means(mark, LEXEME_NOUN))
        return FALSE;
    return mark->next > mark->first + 1 || is_figure(marks, mark->next) ||
           (mark->first > marks->begin && is_figure(marks, mark->first - 1)) ||
           (mark->first > marks->begin &&
            marks_means(marks_at(marks, mark->first - 1), LEXEME_NEUTRAL));
}

gboolean subject_is_named(const struct claims_slots *slots, guint figure)
{
    const struct claims_marks *marks = slots->marks;
    for (guint at = marks->from[figure - marks->begin]; at < marks->to[figure - marks->begin]; at++)
        if (marks_means(marks_at(marks, at), LEXEME_NOUN) || is_value(marks, marks_at(marks, at)))
            return TRUE;
    return FALSE;
}

/* The noun among the words of a figure: right behind it, or the last before it. */
static const struct claims_mark *own_noun(const struct claims_slots *slots, guint figure)
{
    const struct claims_marks *marks = slots->marks;
    const struct claims_mark *found = NULL;
    for (guint at = figure + 1; at < marks->to[figure - marks->begin]; at++)
        if (marks_means(marks_at(marks, at), LEXEME_NOUN))
            return marks_at(marks, at);
    for (guint at = marks->from[figure - marks->begin]; at < figure; at++)
        if (marks_means(marks_at(marks, at), LEXEME_NOUN))
            found = marks_at(marks, at);
    return found;
}

static const struct claims_mark *noun_of(const struct claims_slots *slots, guint figure,
                                         const guint *others)
{
    const struct claims_marks *marks = slots->marks;
    const struct claims_mark *found = own_noun(slots, figure);
    for (guint i = 0; found == NULL && others[i] != CLAIM_NOWHERE; i++)
        found = own_noun(slots, others[i]);
    for (guint at = figure; found == NULL && at-- > marks->begin;)
        if (marks_means(marks_at(marks, at), LEXEME_NOUN))
            found = marks_at(marks, at);
    return found;
}

/* Whether the dataset ranks: a column has values outside its order. */
static gboolean has_outside(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->columns_count; i++)
        for (guint j = 0; j < dataset->columns[i].values_count; j++)
            if (dataset->columns[i].values[j].outside)
                return TRUE;
    return FALSE;
}

/* Whether a cue of the subject, or a value of its dataset, is said of the figures or of all. */
static gboolean has_cue(const struct claims_slots *slots, guint figure, const guint *others,
                        const struct claims_meaning *noun)
{
    const struct claims_marks *marks = slots->marks;
    if (noun->subject->cues.count == 0)
        return TRUE;
    for (guint at = marks->begin; at < marks->end; at++) {
        const struct claims_mark *mark = marks_at(marks, at);
        gboolean near =
            marks_owns(marks, figure, at) || (!marks_owns(marks, CLAIM_NOWHERE, at) &&
                                              marks_share_clause(slots->words, marks, figure, at));
        for (guint i = 0; others[i] != CLAIM_NOWHERE; i++)
            near = near || marks_owns(marks, others[i], at);
        gboolean ranked = marks_means(mark, LEXEME_RANKED) && has_outside(noun->dataset);
        if (near && (ranked || means_of(mark, LEXEME_CUE, noun->dataset, noun->subject) ||
                     (is_value(marks, mark) && means_of(mark, LEXEME_VALUE, noun->dataset, NULL))))
            return TRUE;
    }
    return FALSE;
}

/* What the last claim of the paragraph counted, where this sentence names a cue or value of it. */
static gboolean is_of_last_claim(struct claims_slots *slots, guint figure,
                                 struct claims_subject *counted)
{
    const struct claims_subject *last = &slots->before->counted;
    const struct claims_meaning noun = {.dataset = last->dataset, .subject = last->subject};
    if (last->dataset == NULL || last->subject->cues.count == 0 ||
        !has_cue(slots, figure, slots->others, &noun))
        return FALSE;
    *counted = *last;
    slots->carried = TRUE;
    return TRUE;
}

/* Another condition of the same subject's rows: "tổ chức đảng" and "đảng viên" are told by the
 * noun. */
gboolean subject_find(struct claims_slots *slots, guint figure, gboolean set,
                      struct claims_subject *counted)
{
    const guint *others = slots->others;
    const struct claims_mark *noun = noun_of(slots, figure, others);
    const struct claims_meaning *found = NULL;
    if (noun == NULL)
        return (set && is_of_last_claim(slots, figure, counted)) ||
               slots_hinder(slots, MESSAGE_CLAIM_NO_NOUN, "");
    for (guint i = 0; i < noun->meanings->len; i++) {
        const struct claims_meaning *meaning = meaning_at(noun->meanings, i);
        if (meaning->lexeme != LEXEME_NOUN || !has_cue(slots, figure, others, meaning))
            continue;
        if (found != NULL && found->dataset != meaning->dataset)
            return slots_hinder_words(slots, MESSAGE_CLAIM_TWO_SUBJECTS, noun->first, noun->next);
        if (found == NULL)
            found = meaning;
    }
    if (found == NULL)
        return slots_hinder_words(slots, MESSAGE_CLAIM_NO_SUBJECT, noun->first, noun->next);
    *counted = (struct claims_subject){found->dataset, found->subject};
    return TRUE;
}

/* Conditions by column; those of sayings have none. */
struct picked {
    const struct column *column;
    const char *where;
    GString *values; /* "khiển trách|cảnh cáo" */
    gboolean least;
};

static void clear_picked(gpointer data)
{
    struct picked *picked = data;
    if (picked->values != NULL)
        g_string_free(picked->values, TRUE);
}

/* Of several columns that have the value, the one that the sentence names. */
static gboolean names_column(const struct claims_marks *marks, const struct claims_meaning *meaning)
{
    for (guint i = 0; i < marks->marks->len; i++) {
        const struct claims_mark *mark = &g_array_index(marks->marks, struct claims_mark, i);
        if (mark->kind != MARK_WORDS)
            continue;
        for (guint j = 0; j < mark->meanings->len; j++)
            if (meaning_at(mark->meanings, j)->lexeme == LEXEME_COLUMN &&
                meaning_at(mark->meanings, j)->column == meaning->column)
                return TRUE;
    }
    return FALSE;
}

static const struct claims_meaning *
value_of(struct claims_slots *slots, const struct claims_mark *mark, const struct dataset *dataset)
{
    const struct claims_meaning *found = NULL;
    gboolean several = FALSE;
    for (guint pass = 0; pass < 2; pass++) {
        found = NULL;
        several = FALSE;
        for (guint i = 0; i < mark->meanings->len; i++) {
            const struct claims_meaning *meaning = meaning_at(mark->meanings, i);
            if (meaning->lexeme != LEXEME_VALUE || meaning->dataset != dataset ||
                (pass == 1 && !names_column(slots->marks, meaning)))
                continue;
            several = several || (found != NULL && found->column != meaning->column);
            /* A saying tells more than the name of a value. */
            if (found == NULL || meaning->where != NULL)
                found = meaning;
            if (meaning->where != NULL)
                return meaning;
        }
        if (!several && found != NULL)
            return found;
    }
    slots_hinder_words(slots, MESSAGE_CLAIM_TWO_VALUES, mark->first, mark->next);
    return NULL;
}

static void pick(GArray *all, const struct claims_meaning *meaning, gboolean least)
{
    for (guint i = 0; i < all->len; i++) {
        struct picked *picked = &g_array_index(all, struct picked, i);
        if (meaning->where != NULL && picked->where == meaning->where)
            return;
        if (meaning->where != NULL || picked->column != meaning->column)
            continue;
        g_autofree char *pattern = g_strdup_printf("|%s|", picked->values->str);
        g_autofree char *value = g_strdup_printf("|%s|", meaning->value->label);
        if (strstr(pattern, value) == NULL)
            g_string_append_printf(picked->values, "|%s", meaning->value->label);
        return;
    }
    struct picked picked = {meaning->column, meaning->where, NULL, least};
    if (meaning->where == NULL)
        picked.values = g_string_new(meaning->value->label);
    g_array_append_val(all, picked);
}

static char *picked_text(const GArray *all)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < all->len; i++) {
        const struct picked *picked = &g_array_index(all, struct picked, i);
        g_string_append(text, i > 0 ? "; " : "");
        if (picked->where != NULL)
            g_string_append(text, picked->where);
        else
            g_string_append_printf(text, "%s%s=%s", picked->column->label, picked->least ? ">" : "",
                                   picked->values->str);
    }
    return g_string_free(text, FALSE);
}

/* Words that neither name something of the dataset nor are known to change nothing. */
static gboolean is_understood(const struct claims_slots *slots, guint token,
                              const struct claims_subject *counted)
{
    static const enum lexeme harmless[] = {
        LEXEME_BODY,   LEXEME_PLACE,   LEXEME_WHOLE,   LEXEME_COMPARED, LEXEME_LEAST,
        LEXEME_RANKED, LEXEME_PRESENT, LEXEME_NEUTRAL, LEXEME_BREAK,    LEXEME_ASIDE};
    const struct claims_mark *mark = marks_at(slots->marks, token);
    const struct claim_token *word =
        &g_array_index(slots->words->tokens, struct claim_token, token);
    if (mark == NULL)
        return word->kind != TOKEN_WORD && word->kind != TOKEN_PASSED;
    if (mark->kind != MARK_WORDS)
        return TRUE;
    if (marks_means(mark, LEXEME_RESTRICTS) || marks_means(mark, LEXEME_ABROAD))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(harmless); i++)
        if (marks_means(mark, harmless[i]))
            return TRUE;
    for (enum lexeme lexeme = LEXEME_NOUN; lexeme <= LEXEME_COLUMN; lexeme++)
        if (means_of(mark, lexeme, counted->dataset, NULL))
            return TRUE;
    return FALSE;
}

/* Whether a token is in an aside: "thực hiện Nghị quyết …," */
static gboolean is_aside(const struct claims_slots *slots, guint token)
{
    for (guint at = token + 1; at-- > slots->marks->begin;) {
        const struct claim_token *word =
            &g_array_index(slots->words->tokens, struct claim_token, at);
        if (marks_means(marks_at(slots->marks, at), LEXEME_ASIDE))
            return TRUE;
        if (word->kind == TOKEN_SIGN && marks_at(slots->marks, at) == NULL)
            return FALSE;
    }
    return FALSE;
}

static gboolean must_be_understood(const struct claims_slots *slots, guint token, gboolean own)
{
    const struct claims_mark *mark = marks_at(slots->marks, token);
    return own || marks_means(mark, LEXEME_ABROAD) ||
           (marks_means(mark, LEXEME_RESTRICTS) && !is_aside(slots, token));
}

static gboolean take_token(struct claims_slots *slots, guint at,
                           const struct claims_subject *counted, GArray *all)
{
    const struct claims_mark *mark = marks_at(slots->marks, at);
    if (!is_value(slots->marks, mark) || mark->first != at ||
        !means_of(mark, LEXEME_VALUE, counted->dataset, NULL))
        return TRUE;
    const struct claims_meaning *meaning = value_of(slots, mark, counted->dataset);
    if (meaning == NULL)
        return FALSE;
    gboolean least = mark->next < slots->marks->end &&
                     marks_means(marks_at(slots->marks, mark->next), LEXEME_LEAST);
    pick(all, meaning, least);
    return TRUE;
}

gboolean subject_says_value(const struct claims_slots *slots, const guint *parts, guint count,
                            const struct claims_subject *counted)
{
    for (guint i = 0; i < slots->marks->marks->len; i++) {
        const struct claims_mark *mark = &g_array_index(slots->marks->marks, struct claims_mark, i);
        gboolean of_part = FALSE;
        for (guint part = 0; part < count; part++)
            of_part = of_part || marks_owns(slots->marks, parts[part], mark->first);
        if (!of_part && is_value(slots->marks, mark) &&
            means_of(mark, LEXEME_VALUE, counted->dataset, NULL))
            return TRUE;
    }
    return FALSE;
}

char *subject_conditions(struct claims_slots *slots, const guint *figures,
                         const struct claims_subject *counted, enum message *base)
{
    const struct claims_marks *marks = slots->marks;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct picked));
    g_array_set_clear_func(all, clear_picked);
    /* A figure with no words of its own is what the others speak of. */
    gboolean bare = figures[0] != CLAIM_NOWHERE && !subject_is_named(slots, figures[0]);
    *base = MESSAGE_COUNT;
    for (guint at = marks->begin; at < marks->end; at++) {
        gboolean own = FALSE;
        for (guint i = 0; figures[i] != CLAIM_NOWHERE; i++)
            own = own || (marks_owns(marks, figures[i], at) && at != figures[i]);
        if (is_figure(marks, at) ||
            (!own && (marks_owns(marks, CLAIM_NOWHERE, at) ||
                      !marks_share_clause(slots->words, marks, figures[0], at))))
            continue;
        if (must_be_understood(slots, at, own) && !is_understood(slots, at, counted)) {
            const struct claims_mark *mark = marks_at(marks, at);
            slots_hinder_words(slots, MESSAGE_CLAIM_NOT_UNDERSTOOD, at,
                               mark != NULL ? mark->next : at + 1);
            return NULL;
        }
        if ((own || bare) && marks_means(marks_at(marks, at), LEXEME_RANKED))
            *base = MESSAGE_BASE_RANKED;
        if (own && marks_means(marks_at(marks, at), LEXEME_PRESENT))
            *base = MESSAGE_BASE_PRESENT;
        if (!take_token(slots, at, counted, all))
            return NULL;
    }
    return picked_text(all);
}

char *subject_ranked(const struct claims_subject *counted)
{
    for (guint i = 0; i < counted->dataset->columns_count; i++) {
        const struct column *column = &counted->dataset->columns[i];
        g_autoptr(GString) inside = g_string_new(NULL);
        gboolean outside = FALSE;
        for (guint j = 0; j < column->values_count; j++) {
            outside = outside || column->values[j].outside;
            if (!column->values[j].outside)
                g_string_append_printf(inside, "%s%s", inside->len > 0 ? "|" : "",
                                       column->values[j].label);
        }
        if (outside)
            return g_strdup_printf("%s=%s", column->label, inside->str);
    }
    return g_strdup("");
}
