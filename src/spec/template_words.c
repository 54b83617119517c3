/* What a text says in words: which kinds there are, and whether those of a template can be. */
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "spec/dictionary_check.h"
#include "spec/placeholder.h"
#include "spec/template_check.h"

#define KEY(id) (1u << WORD_TEXT_##id)

const struct template_word_kind template_word_kinds[WORD_SHOWS] = {
#define WORD(id, code, lists, compares, say, needs, takes, limited, inside)                        \
    {code, lists, compares, limited, needs, takes, inside},
#include "spec/template_word.def"
#undef WORD
};

const char *const template_word_texts[WORD_TEXTS] = {
    [WORD_TEXT_UP] = "up",           [WORD_TEXT_DOWN] = "down",       [WORD_TEXT_SAME] = "same",
    [WORD_TEXT_NONE] = "none",       [WORD_TEXT_SOME] = "some",       [WORD_TEXT_FIRST] = "first",
    [WORD_TEXT_LAST] = "last",       [WORD_TEXT_BETWEEN] = "between", [WORD_TEXT_EMPTY] = "empty",
    [WORD_TEXT_UNKNOWN] = "unknown",
};

const struct template_word *template_word(const struct template_text *text, const char *name)
{
    for (unsigned i = 0; i < text->words_count; i++)
        if (strcmp(text->words[i].name, name) == 0)
            return &text->words[i];
    return NULL;
}

guint template_word_count(const struct template_word *word)
{
    gint64 count = 0;
    return word->count != NULL && decimal_parse_whole(word->count, -1, &count) ? (guint)count : 0;
}

gboolean template_word_limit(const struct template_word *word, enum bound *bound, gint64 *limit)
{
    for (*bound = BOUND_AT_LEAST; *bound < BOUNDS; (*bound)++)
        if (word->limit[*bound] != NULL)
            return decimal_parse(word->limit[*bound], TEMPLATE_THRESHOLD_DECIMALS, limit);
    return FALSE;
}

void template_word_figure(const struct template_word *word, struct placeholder *figure)
{
    int table = (int)strcspn(word->of, "/");
    const char *row = template_word_kinds[word->show].lists ? "/*" : "";
    g_autofree char *text = g_strdup_printf("{%.*s%s%s}", table, word->of, row, word->of + table);
    placeholder_find(text, 0, figure);
}

/* The name of a kind as it stands in a template. New string. */
static char *show_text(const struct template_word *word)
{
    return g_strconcat("show: ", template_word_kinds[word->show].code, NULL);
}

static gboolean check_key(const struct template_checker *checker, const struct template_word *word,
                          const char *key, gboolean state[2])
{
    g_autofree char *show = show_text(word);
    return state[0] == state[1] ||
           complaint_raise(&checker->complaint,
                           state[0] ? MESSAGE_SPEC_KEY_NEEDED : MESSAGE_SPEC_KEY_NOT_HERE,
                           yaml_at(word->node, key), show, key);
}

/* What stands in the braces of a text of words: names of its kind, and nothing else. */
static gboolean check_inside(const struct template_checker *checker,
                             const struct template_word *word, enum template_word_text which)
{
    const char *text = word->text[which];
    g_auto(GStrv) names = g_strsplit(template_word_kinds[word->show].inside, " ", -1);
    for (gsize from = 0; text != NULL && text[from] != '\0';) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, from, &found);
        from = found.end;
        if (found.kind == PLACEHOLDER_NONE ||
            (found.kind == PLACEHOLDER_WORD &&
             g_strv_contains((const char *const *)names, found.table)))
            continue;
        g_autofree char *brace = g_strndup(text + found.start, found.end - found.start);
        g_autofree char *joined = g_strjoinv("}, {", names);
        g_autofree char *all = *joined != '\0' ? g_strdup_printf("{%s}", joined) : g_strdup("–");
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_BAD_PLACEHOLDER,
                               yaml_at(word->node, template_word_texts[which]), brace, all);
    }
    return TRUE;
}

static gboolean check_texts(const struct template_checker *checker,
                            const struct template_word *word)
{
    const struct template_word_kind *kind = &template_word_kinds[word->show];
    for (guint i = 0; i < WORD_TEXTS; i++) {
        gboolean needed = (kind->needs & 1u << i) != 0, there = word->text[i] != NULL;
        gboolean taken = needed || (there && (kind->takes & 1u << i) != 0);
        if (!check_key(checker, word, template_word_texts[i], (gboolean[]){taken, there}) ||
            !check_inside(checker, word, (enum template_word_text)i))
            return FALSE;
    }
    return TRUE;
}

/* One limit where the kind has one, a number as it is printed. */
static gboolean check_limit(const struct template_checker *checker,
                            const struct template_word *word)
{
    gboolean limited = template_word_kinds[word->show].limited, met = FALSE;
    for (guint i = 0; i < BOUNDS; i++) {
        const char *key = template_bounds[i].key;
        gint64 limit;
        if (word->limit[i] == NULL)
            continue;
        if (!check_key(checker, word, key, (gboolean[]){limited && !met, TRUE}))
            return FALSE;
        if (!decimal_parse(word->limit[i], TEMPLATE_THRESHOLD_DECIMALS, &limit) ||
            ABS(limit) > TEMPLATE_MOST_THRESHOLD)
            return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_LIMIT,
                                   yaml_at(word->node, key), word->limit[i], NULL);
        met = TRUE;
    }
    return check_key(checker, word, template_bounds[BOUND_AT_LEAST].key,
                     (gboolean[]){limited, met});
}

static gboolean check_count(const struct template_checker *checker,
                            const struct template_word *word)
{
    gboolean lists = template_word_kinds[word->show].lists;
    gint64 count = 0;
    if (!check_key(
            checker, word, "count",
            (gboolean[]){lists && (word->count != NULL || !template_word_kinds[word->show].limited),
                         word->count != NULL}))
        return FALSE;
    if (word->count == NULL || (decimal_parse_whole(word->count, -1, &count) && count >= 1 &&
                                count <= TEMPLATE_MOST_LISTED))
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_NUMBER,
                           yaml_at(word->node, "count"), word->count, "1–50");
}

/* A figure, or a column, that is there; a direction is one of a comparison. */
static gboolean check_of(const struct template_checker *checker, const struct template_word *word)
{
    const struct template_word_kind *kind = &template_word_kinds[word->show];
    struct yaml_at at = yaml_at(word->node, "of");
    g_auto(placeholder_t) figure = {0};
    enum measure measure;
    template_word_figure(word, &figure);
    if (figure.kind != PLACEHOLDER_FIGURE)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_BAD_PLACEHOLDER, at, word->of,
                               kind->lists ? "table/column/measure" : "table/row/column/measure");
    if (!template_refer_figure(checker, &figure, !kind->lists, at))
        return FALSE;
    if ((kind->needs & KEY(FIRST)) != 0 && strcmp(figure.row, "*") == 0)
        return check_key(checker, word, TEMPLATE_TOTAL, (gboolean[]){FALSE, TRUE});
    if (!kind->compares ||
        (measure_from_code(figure.measure, &measure) && measure_info(measure)->form->compares))
        return TRUE;
    g_autofree char *show = show_text(word);
    return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, show,
                           figure.measure);
}

gboolean template_check_words(const struct template_checker *checker,
                              const struct template_text *text)
{
    for (unsigned i = 0; i < text->words_count; i++) {
        const struct template_word *word = &text->words[i];
        struct yaml_at name = yaml_at(word->node, "name");
        if (!dictionary_is_code(word->name, '-'))
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_CODE, name, word->name,
                                   "a-z, 0-9, -");
        if (strcmp(word->name, "period") == 0)
            return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_RESERVED, name, word->name,
                                   NULL);
        if (template_word(text, word->name) != word)
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_TWICE, name, word->name, NULL);
        if (!check_of(checker, word) || !check_texts(checker, word) ||
            !check_limit(checker, word) || !check_count(checker, word))
            return FALSE;
    }
    return TRUE;
}

gboolean template_refuse_brace(const struct template_checker *checker,
                               const struct template_text *text, const char *brace,
                               struct yaml_at at)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) all = g_string_new("{period}, {as_of}");
    for (unsigned i = 0; text != NULL && i < text->words_count; i++) {
        g_ptr_array_add(known, g_strdup_printf("{%s}", text->words[i].name));
        g_string_append_printf(all, ", {%s}", text->words[i].name);
    }
    if (text != NULL)
        g_string_append(all, ", {table/row/column/measure}");
    g_ptr_array_add(known, g_strdup("{period}"));
    g_ptr_array_add(known, g_strdup("{as_of}"));
    g_ptr_array_add(known, NULL);
    const char *near = text_suggest(brace, (const char *const *)known->pdata);
    g_autofree char *hint = near != NULL ? g_strconcat(near, "?", NULL) : g_strdup(all->str);
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_BAD_PLACEHOLDER, at, brace, hint);
}
