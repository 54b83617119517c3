#include "claims/claims_table.h"

#include <string.h>

#include "claims/claim_words.h"

/* Columns of so_lieu_cong_bo by what they mean here. */
enum claims_column {
    SUBJECT,
    UNIT,
    FROM,
    TO,
    SOURCE,
    CONDITION,
    COUNT,
    BASE,
    SHARE,
    PARTS,
    PLACES,
};

static const char *const names[PLACES] = {
    [SUBJECT] = "noi_dung", [UNIT] = "ma_don_vi",      [FROM] = "tu_ngay",   [TO] = "den_ngay",
    [SOURCE] = "nguon",     [CONDITION] = "dieu_kien", [COUNT] = "so_luong", [BASE] = "mau_so",
    [SHARE] = "ty_le",      [PARTS] = "thanh_phan",
};

struct table_columns {
    int column[PLACES]; /* of the dataset, or -1 */
    GPtrArray *entries;
};

static void entry_free(gpointer data)
{
    struct claims_entry *entry = data;
    g_free(entry->subject);
    g_free(entry->printed);
    claims_question_free(entry->question);
    g_free(entry);
}

static const char *text_at(const struct table_columns *reading, const struct text_record *record,
                           enum claims_column place)
{
    const char *text = reading->column[place] >= 0 ? record->text[reading->column[place]] : NULL;
    return text != NULL ? text : "";
}

static void set_unreadable(struct claims_entry *entry, const char *text)
{
    if (entry->question->data.about == NULL)
        claims_question_hinder(entry->question, MESSAGE_CLAIM_UNREADABLE, text);
}

static void set_count(struct claims_entry *entry, const char *text, struct claim_figure *figure)
{
    if (*text == '\0')
        return;
    if (claim_figure_parse(text, strlen(text), FALSE, figure) != CLAIM_NUMERAL_READ ||
        figure->decimals > 0) {
        *figure = (struct claim_figure){0};
        set_unreadable(entry, text);
    }
}

/* ">90%", "trên 90%", "90 %"; what stands behind the words, and what they mean. */
static const char *skip_bound(const char *text, enum claim_bound *bound)
{
    static const struct {
        const char *sign;
        enum claim_bound bound;
    } signs[] = {
        {">=", CLAIM_AT_LEAST}, {"≥", CLAIM_AT_LEAST}, {">", CLAIM_ABOVE}, {"<=", CLAIM_AT_MOST},
        {"≤", CLAIM_AT_MOST},   {"<", CLAIM_BELOW},    {"~", CLAIM_ABOUT},
    };
    const struct claim_word *word = claim_words_at(PHRASE_BOUND, text);
    gsize length = 0;
    if (word != NULL) {
        *bound = (enum claim_bound)word->value;
        length = strlen(word->text);
    }
    for (guint i = 0; i < G_N_ELEMENTS(signs) && length == 0; i++) {
        if (g_str_has_prefix(text, signs[i].sign)) {
            *bound = signs[i].bound;
            length = strlen(signs[i].sign);
        }
    }
    return text + length + strspn(text + length, " ");
}

static gboolean parse_share(const char *text, gsize length, struct claim_figure *figure)
{
    while (length > 0 && (text[length - 1] == '%' || text[length - 1] == ' '))
        length--;
    return claim_figure_parse(text, length, TRUE, figure) == CLAIM_NUMERAL_READ;
}

static void set_share(struct claims_entry *entry, const char *text)
{
    if (*text == '\0')
        return;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    const char *number = skip_bound(lower, &entry->claim.bound);
    if (!parse_share(number, strlen(number), &entry->claim.share)) {
        entry->claim.share = (struct claim_figure){0};
        set_unreadable(entry, text);
    }
}

/* "107", "khiển trách 107", "80,42%": the figure that the piece ends with. */
static gboolean parse_part(char *piece, struct claim_figure *figure, gboolean *share)
{
    g_strstrip(piece);
    *share = g_str_has_suffix(piece, "%");
    gsize end = strlen(piece) - *share;
    while (end > 0 && piece[end - 1] == ' ')
        end--;
    gsize start = end;
    while (start > 0 && (g_ascii_isdigit(piece[start - 1]) || strchr(".,", piece[start - 1])))
        start--;
    return claim_figure_parse(piece + start, end - start, *share, figure) == CLAIM_NUMERAL_READ;
}

static void set_parts(struct claims_entry *entry, const char *text)
{
    struct claim *claim = &entry->claim;
    guint shares = 0;
    if (*text == '\0')
        return;
    g_auto(GStrv) pieces = g_strsplit_set(text, "+/;", -1);
    gboolean read = g_strv_length(pieces) <= CLAIM_MAX_PARTS;
    for (char **piece = pieces; read && *piece != NULL; piece++) {
        gboolean share;
        read = parse_part(*piece, &claim->parts[claim->parts_count++], &share);
        shares += read && share;
    }
    claim->parts_are_shares = shares > 0;
    if (!read || (shares > 0 && shares < claim->parts_count)) {
        claim->parts_count = 0;
        set_unreadable(entry, text);
    }
}

/* What is printed, in one line: "147 = 107+11+6+23", "26/147", "?/17, 96%". */
static char *printed_text(const struct table_columns *reading, const struct text_record *record)
{
    const char *count = text_at(reading, record, COUNT), *base = text_at(reading, record, BASE);
    const char *share = text_at(reading, record, SHARE), *parts = text_at(reading, record, PARTS);
    GString *text = g_string_new(count);
    if (*base != '\0')
        g_string_append_printf(text, "%s/%s", text->len > 0 ? "" : "?", base);
    if (*parts != '\0')
        g_string_append_printf(text, "%s%s", text->len > 0 ? " = " : "", parts);
    if (*share != '\0')
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", share);
    return g_string_free(text, FALSE);
}

static gboolean take(void *data, const struct text_record *record, struct findings *findings)
{
    (void)findings;
    struct table_columns *reading = data;
    struct claims_entry *entry = g_new0(struct claims_entry, 1);
    entry->file = record->file;
    entry->line = record->line;
    entry->subject = g_strdup(text_at(reading, record, SUBJECT));
    entry->printed = printed_text(reading, record);
    entry->question =
        claims_question_new(text_at(reading, record, UNIT), text_at(reading, record, FROM),
                            text_at(reading, record, TO), text_at(reading, record, SOURCE),
                            text_at(reading, record, CONDITION));
    set_count(entry, text_at(reading, record, COUNT), &entry->claim.count);
    set_count(entry, text_at(reading, record, BASE), &entry->claim.base);
    set_share(entry, text_at(reading, record, SHARE));
    set_parts(entry, text_at(reading, record, PARTS));
    if (*entry->printed == '\0')
        claims_question_hinder(entry->question, MESSAGE_CLAIM_NO_FIGURE, "");
    g_ptr_array_add(reading->entries, entry);
    return TRUE;
}

gboolean claims_table_read(const struct inputs *inputs, const struct dataset *dataset,
                           struct account *accounts, struct findings *findings, GPtrArray **entries,
                           GError **error)
{
    struct table_columns reading;
    struct read_job job = {.inputs = inputs, .dataset = dataset, .threads = 1};
    for (guint i = 0; i < PLACES; i++)
        reading.column[i] = dataset_column(dataset, names[i]);
    *entries = reading.entries = g_ptr_array_new_with_free_func(entry_free);
    return reader_read_texts(&job, take, &reading, accounts, findings, error);
}

static gboolean same_figure(struct claim_figure a, struct claim_figure b)
{
    return a.given == b.given && a.scaled == b.scaled && a.decimals == b.decimals;
}

gboolean claims_table_same(const struct claim *a, const struct claim *b)
{
    if (!same_figure(a->count, b->count) || !same_figure(a->base, b->base) ||
        !same_figure(a->share, b->share) || a->bound != b->bound ||
        a->parts_count != b->parts_count || a->pair.change_kind != b->pair.change_kind)
        return FALSE;
    for (guint i = 0; i < a->parts_count; i++)
        if (!same_figure(a->parts[i], b->parts[i]))
            return FALSE;
    return a->count.given + a->base.given + a->share.given + (a->parts_count > 0) > 1;
}
