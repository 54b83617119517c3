#include "claims/claim_token.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "claims/claim_words.h"

/* How much text behind a number is looked at. */
#define LOOK_AHEAD 48
/* "39 năm 2023" counts; "3 năm 2022-2024" does not. */
#define ONE_YEAR "^năm (19|20)\\d\\d(?!\\d| ?[-–]| đến)"

struct lexer {
    const char *text, *at;
    const char *mark; /* column and line are those of this place */
    guint line, column;
    GArray *tokens;
};

static void token_clear(gpointer data)
{
    g_free(((struct claim_token *)data)->word);
}

static void move_mark(struct lexer *lexer, const char *to)
{
    for (; lexer->mark < to; lexer->mark = g_utf8_next_char(lexer->mark)) {
        if (*lexer->mark == '\n') {
            lexer->line++;
            lexer->column = 1;
        } else {
            lexer->column++;
        }
    }
}

/* A token from the lexer's place up to `end`; the lexer moves there. */
static struct claim_token *add_token(struct lexer *lexer, enum claim_token_kind kind,
                                     const char *end)
{
    move_mark(lexer, lexer->at);
    struct claim_token token = {
        .kind = kind,
        .start = (gsize)(lexer->at - lexer->text),
        .end = (gsize)(end - lexer->text),
        .line = lexer->line,
        .column = lexer->column,
    };
    g_array_append_val(lexer->tokens, token);
    lexer->at = end;
    return &g_array_index(lexer->tokens, struct claim_token, lexer->tokens->len - 1);
}

/* The word so many tokens back, "" if there is none. */
static const char *word_back(const struct lexer *lexer, guint back)
{
    if (lexer->tokens->len < back)
        return "";
    const struct claim_token *token =
        &g_array_index(lexer->tokens, struct claim_token, lexer->tokens->len - back);
    return token->kind == TOKEN_WORD ? token->word : "";
}

static const char *skip_blanks(const char *at)
{
    while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

/* What comes, in lower case with single spaces; new string. */
static char *ahead(const char *at)
{
    const char *end = at;
    for (guint i = 0; i < LOOK_AHEAD && *end != '\0'; i++)
        end = g_utf8_next_char(end);
    g_autofree char *lower = g_utf8_strdown(at, end - at);
    return text_squeeze(lower, -1);
}

/* Digits, and signs between digits. */
static const char *clump_end(const char *at)
{
    while (*at != '\0') {
        const char *next = g_utf8_next_char(at);
        gboolean joins = strchr(".,/:-", *at) != NULL || g_str_has_prefix(at, "–");
        if (!g_ascii_isdigit(*at) && !(joins && g_ascii_isdigit(*next)))
            break;
        at = next;
    }
    return at;
}

/* Letters hang on: 366-QĐ/TW, 7h30, 5km. */
static const char *code_end(const char *end)
{
    const char *next = *end == '-' || *end == '/' ? end + 1 : end;
    if (*next == '\0' || !g_unichar_isalpha(g_utf8_get_char(next)))
        return end;
    while (*end != '\0' && (g_unichar_isalnum(g_utf8_get_char(end)) || strchr("-/.:", *end))) {
        if (*end == '.' && !g_ascii_isalnum(end[1]))
            break;
        end = g_utf8_next_char(end);
    }
    return end;
}

/* Groups of digits behind a telephone number's first. */
static const char *phone_end(const char *end)
{
    while (*end == ' ' && g_ascii_isdigit(end[1]))
        end = clump_end(end + 1);
    return end;
}

static gboolean at_line_start(const struct lexer *lexer)
{
    const char *at = lexer->at;
    while (at > lexer->text && at[-1] == ' ')
        at--;
    return at == lexer->text || at[-1] == '\n';
}

/* "1. Về …", "2) …", "1.2. …" at the beginning of a line. */
static gboolean is_numbering(const struct lexer *lexer, const char *end)
{
    if (!at_line_start(lexer) || end - lexer->at > 5)
        return FALSE;
    for (const char *at = lexer->at; at < end; at++)
        if (!g_ascii_isdigit(*at) && *at != '.')
            return FALSE;
    return (*end == '.' || *end == ')') && end[1] == ' ';
}

static gboolean year_like(const char *text, gsize length)
{
    return length == 4 && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);
}

static gboolean whole_figure(const char *text, gsize length, struct claim_figure *figure)
{
    return claim_figure_parse(text, length, FALSE, figure) == CLAIM_NUMERAL_READ &&
           figure->decimals == 0;
}

/* 5/7, 8/2024 where no counted noun follows, or a word says that it is a day or month. */
static gboolean is_calendar(const struct lexer *lexer, char *const *pieces, const char *after)
{
    const char *before = word_back(lexer, 1);
    gint64 first = g_ascii_strtoll(pieces[0], NULL, 10),
           second = g_ascii_strtoll(pieces[1], NULL, 10);
    if (claim_words_at(PHRASE_ORDINAL, before) != NULL)
        return TRUE;
    if (first >= 1 && first <= 12 && year_like(pieces[1], strlen(pieces[1])))
        return TRUE;
    return first >= 1 && first <= 31 && second >= 1 && second <= 12 && *after != '(' &&
           claim_words_at(PHRASE_NOUN, after) == NULL;
}

static struct claim_token *unread(struct lexer *lexer, const char *end, enum message why)
{
    struct claim_token *token = add_token(lexer, TOKEN_UNREAD, end);
    token->why = why;
    return token;
}

/* 107/11/6/23: a list of parts; each becomes a number with a sign before the next. */
static void add_pieces(struct lexer *lexer, char *const *pieces, guint count)
{
    for (guint i = 0; i < count; i++) {
        struct claim_figure figure = {0};
        whole_figure(pieces[i], strlen(pieces[i]), &figure);
        add_token(lexer, TOKEN_NUMBER, lexer->at + strlen(pieces[i]))->figure = figure;
        if (i + 1 < count)
            add_token(lexer, TOKEN_SIGN, lexer->at + 1)->sign = '/';
    }
}

static void add_slashed(struct lexer *lexer, const char *end, const char *after)
{
    date day;
    g_autofree char *clump = g_strndup(lexer->at, (gsize)(end - lexer->at));
    g_auto(GStrv) pieces = g_strsplit(clump, "/", -1);
    guint count = g_strv_length(pieces);
    struct claim_figure figure, whole;
    for (guint i = 0; i < count; i++) {
        if (!whole_figure(pieces[i], strlen(pieces[i]), &figure)) {
            add_token(lexer, TOKEN_PASSED, end); /* days joined by a dash, and the like */
            return;
        }
    }
    if (count == 2 && is_calendar(lexer, pieces, after)) {
        add_token(lexer, TOKEN_PASSED, end);
    } else if (count == 2) {
        whole_figure(pieces[0], strlen(pieces[0]), &figure);
        whole_figure(pieces[1], strlen(pieces[1]), &whole);
        struct claim_token *token = add_token(lexer, TOKEN_FRACTION, end);
        token->figure = figure;
        token->whole = whole;
    } else if (date_parse(clump, -1, &day)) {
        add_token(lexer, TOKEN_PASSED, end);
    } else {
        add_pieces(lexer, pieces, count);
    }
}

/* The unit that makes a number a percentage; where it ends. */
static const char *unit_end(const char *end, enum claim_token_kind *kind)
{
    static const struct {
        const char *text;
        enum claim_token_kind kind;
    } units[] = {
        {"%", TOKEN_PERCENT},
        {"phần trăm", TOKEN_PERCENT},
        {"điểm %", TOKEN_POINTS},
        {"điểm phần trăm", TOKEN_POINTS},
    };
    const char *at = skip_blanks(end);
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_str_has_prefix(at, units[i].text)) {
            *kind = units[i].kind;
            return at + strlen(units[i].text);
        }
    }
    return NULL;
}

static void add_percent(struct lexer *lexer, const char *end, enum claim_token_kind kind,
                        const char *unit)
{
    struct claim_figure figure;
    enum claim_numeral read =
        claim_figure_parse(lexer->at, (gsize)(end - lexer->at), TRUE, &figure);
    if (read == CLAIM_NUMERAL_READ)
        add_token(lexer, kind, unit)->figure = figure;
    else
        unread(lexer, unit,
               read == CLAIM_NUMERAL_AMBIGUOUS ? MESSAGE_SKIP_AMBIGUOUS : MESSAGE_SKIP_NUMBER);
}

/* "từ 30 đến 39 tuổi": the first number has the second's unit. */
static gboolean reaches_time(const char *after)
{
    if (!g_str_has_prefix(after, "đến "))
        return FALSE;
    after += strlen("đến ");
    after += g_str_has_prefix(after, "dưới ") ? strlen("dưới ") : 0;
    const char *end = clump_end(after);
    return end > after && claim_words_at(PHRASE_TIME, skip_blanks(end)) != NULL;
}

/* A number that only names or orders something, or says how long. */
static gboolean is_no_figure(const struct lexer *lexer, const char *end, const char *after)
{
    gboolean counted = claim_words_at(PHRASE_NOUN, after) != NULL;
    const char *before = word_back(lexer, 1);
    gboolean ordinal = claim_words_at(PHRASE_ORDINAL, before) != NULL;
    if (!ordinal && g_regex_match_simple(ONE_YEAR, after, 0, 0))
        return FALSE;
    if (claim_words_at(PHRASE_TIME, after) != NULL || reaches_time(after))
        return TRUE;
    if (ordinal) {
        gboolean total =
            strcmp(before, "số") == 0 && (counted || strcmp(word_back(lexer, 2), "tổng") == 0 ||
                                          strcmp(word_back(lexer, 2), "trong") == 0);
        gboolean name = strcmp(before, "tháng") == 0 ||
                        (strcmp(before, "năm") == 0 && year_like(lexer->at, end - lexer->at));
        return !total && (name || !counted);
    }
    return year_like(lexer->at, (gsize)(end - lexer->at)) && !counted;
}

static gboolean is_times(const struct lexer *lexer, const char *after)
{
    static const char *const words[] = {"gấp", "bằng", NULL};
    if (!g_str_has_prefix(after, "lần"))
        return FALSE;
    for (guint back = 1; back <= 3; back++)
        if (g_strv_contains(words, word_back(lexer, back)))
            return TRUE;
    return FALSE;
}

static void add_plain(struct lexer *lexer, const char *end, const char *after)
{
    struct claim_figure figure;
    enum claim_numeral read =
        claim_figure_parse(lexer->at, (gsize)(end - lexer->at), FALSE, &figure);
    if (read == CLAIM_NUMERAL_READ && is_times(lexer, after))
        add_token(lexer, TOKEN_TIMES, end)->figure = figure;
    else if (is_no_figure(lexer, end, after))
        add_token(lexer, TOKEN_PASSED, end);
    else if (claim_words_at(PHRASE_MEASURE, after) != NULL &&
             claim_words_at(PHRASE_NOUN, after) == NULL)
        unread(lexer, end, MESSAGE_SKIP_MEASURE);
    else if (read == CLAIM_NUMERAL_AMBIGUOUS)
        unread(lexer, end, MESSAGE_SKIP_AMBIGUOUS);
    else if (read == CLAIM_NUMERAL_NONE || figure.decimals > 0)
        unread(lexer, end, MESSAGE_SKIP_NUMBER);
    else
        add_token(lexer, TOKEN_NUMBER, end)->figure = figure;
}

static gboolean holds(const struct lexer *lexer, const char *end, const char *signs)
{
    for (const char *at = lexer->at; at < end; at++)
        if (strchr(signs, *at) != NULL || (guchar)*at >= 0x80)
            return TRUE;
    return FALSE;
}

/* A dash between numbers: years and days are passed over, other stretches are told. */
static void add_stretch(struct lexer *lexer, const char *end)
{
    gsize length = strcspn(lexer->at, "-\xe2");
    if (year_like(lexer->at, length) || holds(lexer, end, "/:") || end - lexer->at > 9)
        add_token(lexer, TOKEN_PASSED, end);
    else
        unread(lexer, end, MESSAGE_SKIP_RANGE);
}

static void add_number(struct lexer *lexer)
{
    const char *end = clump_end(lexer->at);
    const char *code = code_end(end);
    enum claim_token_kind kind = TOKEN_PERCENT;
    const char *unit = unit_end(end, &kind);
    g_autofree char *after = ahead(end);
    if (is_numbering(lexer, end)) {
        add_token(lexer, TOKEN_STOP, lexer->at);
        add_token(lexer, TOKEN_PASSED, end + 1);
    } else if (code > end) {
        add_token(lexer, TOKEN_PASSED, code);
    } else if (holds(lexer, end, "-")) {
        add_stretch(lexer, end);
    } else if (holds(lexer, end, "/")) {
        add_slashed(lexer, end, after);
    } else if (holds(lexer, end, ":")) {
        add_token(lexer, TOKEN_PASSED, end);
    } else if (unit != NULL) {
        add_percent(lexer, end, kind, unit);
    } else if (*lexer->at == '0' && end - lexer->at > 2 && lexer->at[1] != ',') {
        add_token(lexer, TOKEN_PASSED, phone_end(end));
    } else {
        add_plain(lexer, end, after);
    }
}

static void add_word(struct lexer *lexer)
{
    const char *end = lexer->at;
    while (*end != '\0' && g_unichar_isalnum(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    char *word = g_utf8_strdown(lexer->at, end - lexer->at);
    add_token(lexer, TOKEN_WORD, end)->word = word;
}

/* A line that begins with a bullet, or is blank, begins a new sentence. */
static void add_line_end(struct lexer *lexer)
{
    const char *next = lexer->at + 1;
    while (*next == ' ' || *next == '\t' || *next == '\r')
        next++;
    gunichar sign = g_utf8_get_char(next);
    if (*next == '\n' || *next == '\0' || (sign != 0 && strchr("-+*", *next) != NULL) ||
        sign == 0x2022 || sign == 0x2013)
        add_token(lexer, TOKEN_STOP, lexer->at + 1);
    else
        lexer->at++;
}

static void add_sign(struct lexer *lexer)
{
    gunichar sign = g_utf8_get_char(lexer->at);
    gboolean ends = sign == '!' || sign == '?' || sign == 0x2026 || sign == '.';
    add_token(lexer, ends ? TOKEN_STOP : TOKEN_SIGN, g_utf8_next_char(lexer->at))->sign = sign;
}

GArray *claim_tokens(const char *text)
{
    struct lexer lexer = {text, text, text,
                          1,    1,    g_array_new(FALSE, FALSE, sizeof(struct claim_token))};
    g_array_set_clear_func(lexer.tokens, token_clear);
    while (*lexer.at != '\0') {
        gunichar c = g_utf8_get_char(lexer.at);
        if (c == '\n')
            add_line_end(&lexer);
        else if (g_unichar_isspace(c))
            lexer.at = g_utf8_next_char(lexer.at);
        else if (g_ascii_isdigit(*lexer.at))
            add_number(&lexer);
        else if (g_unichar_isalpha(c))
            add_word(&lexer);
        else
            add_sign(&lexer);
    }
    return lexer.tokens;
}
