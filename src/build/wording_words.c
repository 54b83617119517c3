/* Words that figures choose: directions, amounts, ranks, and lists of rows. */
#include <string.h>

#include "base/decimal.h"
#include "build/sheet.h"
#include "build/wording_parts.h"

/* Rows without a figure are named up to that many, and ties that many beyond the wanted number. */
#define MOST_LACKING 5
#define MOST_TIED 2

/* What is spoken of: a figure, or the rows of a column. */
struct speech {
    const struct wording *wording;
    const struct template_word *word;
    struct wording_figure figure;
    const guint8 *single; /* by row: it stands for itself, and is no sum of others */
    GArray *ranked;       /* struct ranked_row: single ones with a figure */
};

struct ranked_row {
    guint row;
    gint64 value; /* as printed: what reads alike is level */
};

static const struct ranked_row *ranked_at(const struct speech *speech, guint i)
{
    return &g_array_index(speech->ranked, struct ranked_row, i);
}

static enum measure measure_of(const struct speech *speech)
{
    return book_column(speech->figure.table, speech->figure.column)->measure;
}

static const struct book_cell *cell_at(const struct speech *speech, guint row)
{
    return book_cell(speech->figure.table, row, speech->figure.column);
}

static const struct book_cell *own_cell(const struct speech *speech)
{
    return cell_at(speech, speech->figure.row);
}

/* A text of the word with what stands in its braces: names and values in turns, NULL behind them.
 * New string. */
static char *text_with(const struct speech *speech, enum template_word_text which,
                       const char *const *values)
{
    const char *text = speech->word->text[which];
    GString *filled = g_string_new(NULL);
    for (gsize position = 0;;) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, position, &found);
        g_string_append_len(filled, text + position, (gssize)(found.start - position));
        if (found.kind == PLACEHOLDER_NONE)
            return g_string_free(filled, FALSE);
        for (guint i = 0; values[i] != NULL; i += 2)
            if (strcmp(found.table, values[i]) == 0)
                g_string_append(filled, values[i + 1]);
        position = found.end;
    }
}

/* What is said where there is no figure: what is hidden stays so. New string. */
static char *unknown_text(const struct speech *speech, const char *sign)
{
    gboolean hidden = strcmp(sign, cell_state_sign(CELL_SUPPRESSED)) == 0;
    const char *text = speech->word->text[WORD_TEXT_UNKNOWN];
    return g_strdup(text != NULL && !hidden ? text : sign);
}

/* An index stands to 100, other comparisons to 0. What is printed decides: no sentence says that
 * something rose by 0,0. */
static char *say_direction(const struct speech *speech)
{
    const struct book_cell *cell = own_cell(speech);
    const struct measure_info *measure = measure_info(measure_of(speech));
    gint64 value = 0, level = measure->form->signs_plus ? 0 : 100;
    cell_value(cell, measure_of(speech), &value);
    for (guint i = 0; i < measure->decimals; i++)
        level *= 10;
    gint64 away = value - level;
    g_autofree char *number = measure_text(measure_of(speech), ABS(away));
    g_autofree char *size = g_strconcat(cell->estimate ? "~" : "", number + (*number == '+'), NULL);
    g_autofree char *figure = cell_text(cell, measure_of(speech));
    const char *const values[] = {"size", size, "figure", figure, NULL};
    g_autofree char *text = text_with(speech,
                                      away > 0   ? WORD_TEXT_UP
                                      : away < 0 ? WORD_TEXT_DOWN
                                                 : WORD_TEXT_SAME,
                                      values);
    return g_strconcat(text, away != 0 && cell->by_chance ? " (chưa phân biệt được)" : "", NULL);
}

static char *say_amount(const struct speech *speech)
{
    gint64 value = 0;
    g_autofree char *figure = cell_text(own_cell(speech), measure_of(speech));
    cell_value(own_cell(speech), measure_of(speech), &value);
    return text_with(speech, value == 0 ? WORD_TEXT_NONE : WORD_TEXT_SOME,
                     (const char *const[]){"figure", figure, NULL});
}

/* By row of a table: whether it stands for itself, and is no sum of others. New array. */
static guint8 *single_rows(const struct book_table *table)
{
    guint8 *single = g_malloc0(MAX(table->rows->len, 1));
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        single[r] = !row->heading && !row->subtotal && strcmp(row->code, BOOK_TOTAL_CODE) != 0;
    }
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent >= 0)
            single[book_row(table, r)->parent] = FALSE;
    return single;
}

static guint rows_in_state(const struct speech *speech, enum cell_state state)
{
    guint count = 0;
    for (guint r = 0; r < speech->figure.table->rows->len; r++)
        count += speech->single[r] && cell_at(speech, r)->state == state;
    return count;
}

static void find_ranked(struct speech *speech)
{
    for (guint r = 0; r < speech->figure.table->rows->len; r++) {
        struct ranked_row one = {r, 0};
        if (speech->single[r] && cell_value(cell_at(speech, r), measure_of(speech), &one.value))
            g_array_append_val(speech->ranked, one);
    }
}

/* "đơn vị": what a row is. New string. */
static char *noun_of(const struct speech *speech)
{
    return wording_lower(speech->figure.table->row_heading);
}

/* What a rank leaves out: who shares it, and who has no figure. */
static char *rank_remark(const struct speech *speech, guint level)
{
    guint missing = rows_in_state(speech, CELL_MISSING);
    GString *remark = g_string_new(NULL);
    g_autofree char *noun = noun_of(speech);
    if (level > 0)
        g_string_append_printf(remark, ", cùng mức với %u %s khác", level, noun);
    if (missing > 0)
        g_string_append_printf(remark, " (chưa tính %u %s chưa có số liệu)", missing, noun);
    return g_string_free(remark, FALSE);
}

/* The place counted from the highest figure; alike ones share it. */
static char *say_rank(const struct speech *speech)
{
    gint64 own = 0;
    guint above = 0, below = 0;
    cell_value(own_cell(speech), measure_of(speech), &own);
    for (guint i = 0; i < speech->ranked->len; i++) {
        above += ranked_at(speech, i)->value > own;
        below += ranked_at(speech, i)->value < own;
    }
    if (rows_in_state(speech, CELL_SUPPRESSED) > 0)
        return g_strdup(cell_state_sign(CELL_SUPPRESSED));
    if (speech->ranked->len < 2)
        return unknown_text(speech, cell_state_sign(CELL_EMPTY));
    g_autofree char *rank = decimal_vietnamese(above + 1, 0);
    g_autofree char *ranked = decimal_vietnamese(speech->ranked->len, 0);
    g_autofree char *figure = cell_text(own_cell(speech), measure_of(speech));
    const char *const values[] = {"rank", rank, "ranked", ranked, "figure", figure, NULL};
    g_autofree char *text = text_with(speech,
                                      above == 0 && below > 0   ? WORD_TEXT_FIRST
                                      : below == 0 && above > 0 ? WORD_TEXT_LAST
                                                                : WORD_TEXT_BETWEEN,
                                      values);
    g_autofree char *remark = rank_remark(speech, speech->ranked->len - above - below - 1);
    return g_strconcat(text, remark, NULL);
}

/* "Huyện A (72,8%; 31/36)". */
static void append_row(const struct speech *speech, guint row, GString *text)
{
    const struct book_row *about = book_row(speech->figure.table, row);
    g_autofree char *figure = cell_text(cell_at(speech, row), measure_of(speech));
    g_autofree char *name = book_row_name(about);
    g_autofree char *remark = book_row_remark(about);
    g_string_append_printf(text, "%s%s (%s%s%s)", text->len > 0 ? ", " : "", name, figure,
                           *remark != '\0' ? "; " : "", remark);
}

/* Rows without a figure are neither the lowest nor none of those that are meant: they are named. */
static void append_lacking(const struct speech *speech, GString *text)
{
    static const struct {
        enum cell_state state;
        const char *words;
    } kinds[] = {{CELL_MISSING, "chưa có số liệu"},
                 {CELL_EMPTY, "không tính được"},
                 {CELL_NOT_COMPARABLE, "không so sánh được"}};
    const struct book_table *table = speech->figure.table;
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        guint count = rows_in_state(speech, kinds[k].state), named = 0;
        if (count > 0)
            g_string_append_printf(text, "%s%s: ", text->len > 0 ? "; " : "", kinds[k].words);
        for (guint r = 0; r < table->rows->len && named < MIN(count, MOST_LACKING); r++) {
            if (!speech->single[r] || cell_at(speech, r)->state != kinds[k].state)
                continue;
            g_autofree char *name = book_row_name(book_row(table, r));
            g_string_append_printf(text, "%s%s", named++ > 0 ? ", " : "", name);
        }
        g_autofree char *noun = noun_of(speech);
        if (count > named)
            g_string_append_printf(text, " và %u %s nữa", count - named, noun);
    }
}

static gint from_highest(gconstpointer a, gconstpointer b)
{
    const struct ranked_row *first = a, *second = b;
    return first->value != second->value ? (first->value > second->value ? -1 : 1)
                                         : (first->row > second->row) - (first->row < second->row);
}

static gint from_lowest(gconstpointer a, gconstpointer b)
{
    const struct ranked_row *first = a, *second = b;
    return first->value != second->value ? (first->value < second->value ? -1 : 1)
                                         : (first->row > second->row) - (first->row < second->row);
}

/* The words for none, where no row is named. */
static void append_none(const struct speech *speech, GString *text)
{
    g_autofree char *noun = noun_of(speech);
    if (speech->word->text[WORD_TEXT_EMPTY] != NULL)
        g_string_append(text, speech->word->text[WORD_TEXT_EMPTY]);
    else
        g_string_append_printf(text, "không có %s nào", noun);
}

/* Which of hidden figures is the greatest nobody may tell, nor that all others are less. */
static char *hidden_text(const struct speech *speech)
{
    return rows_in_state(speech, CELL_SUPPRESSED) > 0 ? g_strdup(cell_state_sign(CELL_SUPPRESSED))
                                                      : NULL;
}

/* The first rows of an order, and those that are level with the last of them: by name where these
 * are few. */
static char *say_ends(const struct speech *speech, GCompareFunc order)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char *hidden = hidden_text(speech);
    if (hidden != NULL)
        return hidden;
    g_array_sort(speech->ranked, order);
    guint rows = speech->ranked->len, wanted = MIN(template_word_count(speech->word), rows);
    guint end = wanted, level = wanted;
    while (end > 0 && end < rows &&
           ranked_at(speech, end)->value == ranked_at(speech, end - 1)->value)
        end++;
    while (level > 0 && ranked_at(speech, level - 1)->value == ranked_at(speech, end - 1)->value)
        level--;
    guint named = end <= wanted + MOST_TIED ? end : level;
    for (guint i = 0; i < named; i++)
        append_row(speech, ranked_at(speech, i)->row, text);
    if (named < end) {
        g_autofree char *noun = noun_of(speech);
        g_autofree char *figure =
            cell_text(cell_at(speech, ranked_at(speech, end - 1)->row), measure_of(speech));
        g_string_append_printf(text, "%s%u %s cùng mức %s", named > 0 ? " và " : "", end - named,
                               noun, figure);
    }
    if (rows == 0 && rows_in_state(speech, CELL_MISSING) == 0)
        append_none(speech, text);
    append_lacking(speech, text);
    return g_strdup(text->str);
}

static char *say_highest(const struct speech *speech)
{
    return say_ends(speech, from_highest);
}

static char *say_lowest(const struct speech *speech)
{
    return say_ends(speech, from_lowest);
}

/* Rows whose figure is on one side of a limit, the farthest first. */
static char *say_meeting(const struct speech *speech)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char *hidden = hidden_text(speech);
    enum bound bound;
    gint64 limit = 0;
    if (hidden != NULL)
        return hidden;
    template_word_limit(speech->word, &bound, &limit);
    const struct template_bound *held = &template_bounds[bound];
    g_array_sort(speech->ranked, held->upper ? from_lowest : from_highest);
    guint met = 0, most = template_word_count(speech->word);
    for (guint i = 0; i < speech->ranked->len; i++) {
        guint row = ranked_at(speech, i)->row;
        int side = sheet_against(cell_at(speech, row), measure_of(speech), limit,
                                 speech->wording->report->public);
        if (held->upper ? side > 0 : side < 0)
            continue;
        if (held->strict && side == 0)
            continue;
        if (most == 0 || met < most)
            append_row(speech, row, text);
        met++;
    }
    g_autofree char *noun = noun_of(speech);
    if (most > 0 && met > most)
        g_string_append_printf(text, " và %u %s nữa", met - most, noun);
    if (met == 0)
        append_none(speech, text);
    append_lacking(speech, text);
    return g_strdup(text->str);
}

static char *(*const say[WORD_SHOWS])(const struct speech *speech) = {
#define WORD(id, code, lists, compares, function, ...) [WORD_##id] = function,
#include "spec/template_word.def"
#undef WORD
};

/* The column of a list, in its table. */
static gboolean find_column(const struct wording *wording, const struct placeholder *wanted,
                            struct wording_figure *figure)
{
    struct placeholder any = *wanted;
    figure->table = wording_table(wording->book, wanted->table);
    for (guint r = 0; figure->table != NULL && r < figure->table->rows->len; r++) {
        any.row = book_row(figure->table, r)->code;
        if (wording_find(wording, &any, figure))
            return TRUE;
    }
    return FALSE;
}

/* Where the table does not show what is spoken of. NULL: it cannot. New string. */
static char *say_absent(const struct speech *speech, const struct placeholder *wanted)
{
    const struct template_word *word = speech->word;
    g_autofree char *sign = wording_absent(speech->wording, wanted);
    if (sign != NULL && word->text[WORD_TEXT_NONE] != NULL && strcmp(sign, "0") == 0)
        return g_strdup(word->text[WORD_TEXT_NONE]);
    return sign != NULL ? unknown_text(speech, sign) : NULL;
}

char *wording_say(const struct wording *wording, const struct template_word *word,
                  struct wording_figure *figure)
{
    g_auto(placeholder_t) wanted = {0};
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(struct ranked_row));
    struct speech speech = {wording, word, {NULL, 0, 0}, NULL, ranked};
    gboolean lists = template_word_kinds[word->show].lists;
    *figure = speech.figure;
    template_word_figure(word, &wanted);
    if (!(lists ? find_column(wording, &wanted, &speech.figure)
                : wording_find(wording, &wanted, &speech.figure)))
        return say_absent(&speech, &wanted);
    g_autofree guint8 *single = single_rows(speech.figure.table);
    speech.single = single;
    find_ranked(&speech);
    if (lists)
        return say[word->show](&speech);
    *figure = speech.figure;
    enum cell_state state = own_cell(&speech)->state;
    return state != CELL_OK ? unknown_text(&speech, cell_state_sign(state))
                            : say[word->show](&speech);
}
