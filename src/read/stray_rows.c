#include "read/stray_rows.h"

#include <string.h>

#include "base/text.h"
#include "read/header.h"
#include "read/wide_header.h"

/* How lines below a table begin, by their codes. */
static const char *const notes[] = {
    "nguoi_lap",
    "nguoi_tong_hop",
    "can_bo_lap",
    "lap_bieu",
    "ghi_chu",
    "chu_thich",
    "noi_nhan",
    "thu_truong",
    "xac_nhan",
    "tm_",
    "t_m_",
    "kt_",
    "k_t_",
    "tl_",
    "ky_ten",
    "da_ky",
    "ky_va_ghi",
    "bi_thu",
    "nguon",
    "luu_y",
    "het",
    "truong_ban",
    "pho_truong_ban",
    "so_lieu_tinh",
    "so_lieu_den",
};

struct stray_rows *stray_rows_new(const struct dataset *dataset, const struct input *input,
                                  struct cells *cells)
{
    struct stray_rows *strays = g_new0(struct stray_rows, 1);
    strays->dataset = dataset;
    strays->input = input;
    strays->cells = cells;
    strays->rows = g_array_new(FALSE, FALSE, sizeof(struct stray_row));
    strays->findings = g_array_new(FALSE, FALSE, sizeof(struct finding));
    return strays;
}

void stray_rows_free(struct stray_rows *strays)
{
    if (strays == NULL)
        return;
    for (guint i = 0; i < strays->rows->len; i++)
        g_free(g_array_index(strays->rows, struct stray_row, i).text);
    g_array_unref(strays->rows);
    g_array_unref(strays->findings);
    g_clear_pointer(&strays->names, g_hash_table_unref);
    g_free(strays);
}

static void add_name(GHashTable *names, const char *name)
{
    if (name != NULL)
        g_hash_table_add(names, text_key(name, -1));
}

static void add_names(GHashTable *keys, const struct names *names)
{
    for (guint i = 0; i < names->count; i++)
        add_name(keys, names->item[i]);
}

/* All that may stand in a header, made when it is asked for first. */
static GHashTable *names_of(struct stray_rows *strays)
{
    if (strays->names != NULL)
        return strays->names;
    strays->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < strays->dataset->columns_count; i++) {
        const struct column *column = &strays->dataset->columns[i];
        add_name(strays->names, column->name);
        add_name(strays->names, column->label);
        add_names(strays->names, &column->aliases);
        add_names(strays->names, &column->unit_names);
        add_names(strays->names, &column->superiors);
    }
    for (char **text = strays->input->header; text != NULL && *text != NULL; text++)
        if (**text != '\0')
            add_name(strays->names, *text);
    return strays->names;
}

static char *key_at(const struct row *record, guint field)
{
    return text_key(row_text(record, field), (gssize)record->field[field].length);
}

/* Whether most of what it says are names of columns; rows of data end at their first field. */
static gboolean is_header(struct stray_rows *strays, const struct row *record)
{
    GHashTable *names = names_of(strays);
    guint said = 0, named = 0;
    for (guint i = 0; i < record->count; i++) {
        g_autofree char *key = key_at(record, i);
        if (*key == '\0')
            continue;
        said++;
        named += g_hash_table_contains(names, key);
        if (named == 0 && said > 1)
            return FALSE;
    }
    return named >= 2 && 2 * named > said;
}

/* Each column stands where the header of the file has it. */
static gboolean is_same_header(const struct stray_rows *strays, const struct row *record)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < record->count; i++)
        g_ptr_array_add(keys, key_at(record, i));
    struct header_match match;
    header_match_init(&match, strays->dataset, keys);
    gboolean is_same = memcmp(match.column, strays->input->column,
                              strays->dataset->columns_count * sizeof(gint)) == 0;
    header_match_clear(&match);
    return is_same;
}

/* The numbers of the columns below a header that comes again. */
static gboolean are_numbers(const struct row *record)
{
    if (strchr("(Aa1", *row_text(record, 0)) == NULL || record->field[0].length > 3)
        return FALSE;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < record->count; i++)
        g_ptr_array_add(texts, cell_clean(row_text(record, i), record->field[i].length));
    return record->count > 2 && header_rows_are_numbers(texts);
}

/* The first field that is not blank. */
static guint first_said(const struct row *record)
{
    guint i = 0;
    while (i + 1 < record->count && cell_is_blank(row_text(record, i), record->field[i].length))
        i++;
    return i;
}

/* Lines that are no rows often name who has signed. New string. */
static char *shown_at(struct cells *cells, const struct row *record, guint field)
{
    g_autofree char *clean = cell_clean(row_text(record, field), record->field[field].length);
    return cells_shown(cells, NULL, clean);
}

static void tell_header(const struct stray_rows *strays, const struct row *record, guint32 file,
                        struct findings *findings)
{
    guint field = first_said(record);
    g_autofree char *text = shown_at(strays->cells, record, field);
    findings_add(findings, &(struct finding){.rule = RULE_SECOND_HEADER,
                                             .file = file,
                                             .field = field + 1,
                                             .line = record->line,
                                             .value = text});
}

/* Whether a column that not any text fits holds something: no note does. */
static gboolean says_something(const struct stray_rows *strays, const struct row *record,
                               guint *wanted, guint *blank)
{
    const struct dataset *dataset = strays->dataset;
    gint own = (gint)wide_own_fields(strays->input);
    *wanted = *blank = 0;
    if (record->cell > 0) /* a number of a wide table */
        return TRUE;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        gint field = strays->input->column[i] < own ? strays->input->column[i] : -1;
        gboolean is_there = field >= 0 && field < (gint)record->count &&
                            !cell_is_blank(row_text(record, field), record->field[field].length);
        gboolean is_wanted = field >= 0 && !column->may_be_blank;
        *wanted += is_wanted;
        *blank += is_wanted && !is_there;
        if (!is_there || column->type == COLUMN_TEXT || column->type == COLUMN_KEY ||
            column_is_open(column))
            continue;
        struct cell cell =
            cell_code(strays->cells, i, row_text(record, field), record->field[field].length);
        if (cell.value != FACT_BLANK)
            return TRUE;
    }
    return FALSE;
}

static gboolean begins_like_a_note(const char *text)
{
    g_autofree char *code = text_code(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(notes); i++)
        if (g_str_has_prefix(code, notes[i]))
            return TRUE;
    return strstr(code, "ngay_") != NULL && strstr(code, "_thang_") != NULL &&
           strstr(code, "_nam") != NULL;
}

void stray_rows_judge(struct stray_rows *strays, const struct row *record,
                      struct findings *findings, guint before, enum rule *rejected)
{
    guint wanted, blank;
    guint32 file = findings_at(findings, before)->file;
    gboolean numbers = are_numbers(record);
    if (numbers || is_header(strays, record)) {
        findings_cut(findings, before, NULL);
        tell_header(strays, record, file, findings);
        *rejected = RULE_SECOND_HEADER;
        if (!numbers && !is_same_header(strays, record) && strays->other_header == 0)
            strays->other_header = record->line;
        return;
    }
    guint field = first_said(record);
    g_autofree char *text = cell_clean(row_text(record, field), record->field[field].length);
    gboolean is_note = begins_like_a_note(text);
    if (says_something(strays, record, &wanted, &blank) || (!is_note && 2 * blank < wanted)) {
        stray_rows_pass(strays, record->line);
        return;
    }
    struct stray_row row = {
        .line = record->line,
        .rule = *rejected,
        .findings = findings_count(findings) - before,
        .is_note = is_note,
        .text = cells_shown(strays->cells, NULL, text),
    };
    findings_cut(findings, before, strays->findings);
    g_array_append_val(strays->rows, row);
    *rejected = RULES;
}

/* ---- totals and headings of groups ---- */

static const char *const words[] = {"cong",      "tong",       "tong_so",
                                    "tong_cong", "cong_chung", "cong_don"};

static const char *const beginnings[] = {"tong_so_", "tong_cong_", "cong_toan_"};

/* Skips blanks of ASCII; nearly every text that is no total ends here. */
static const char *first_letter(const char *text, gsize *length)
{
    while (*length > 0 && g_ascii_isspace(*text)) {
        text++;
        (*length)--;
    }
    return text;
}

static gboolean is_word(const char *code)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(code, words[i]) == 0)
            return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (g_str_has_prefix(code, beginnings[i]))
            return TRUE;
    }
    return FALSE;
}

/* "Tổng công ty" is a company: without its mark the word is no sum. */
static gboolean is_sum(const char *text, gsize length, const char *code)
{
    if (strstr(code, "cong") == NULL)
        return TRUE;
    g_autofree char *clean = cell_clean(text, length);
    g_autofree char *lower = g_utf8_strdown(clean, -1);
    return g_str_is_ascii(lower) ? !g_str_has_prefix(code, "tong_cong_ty")
                                 : strstr(lower, "cộng") != NULL;
}

/* "Cộng", "TỔNG": the second letter is an o, with marks or without. */
static gboolean may_begin_word(const char *text)
{
    return strchr("CcTt", text[0]) != NULL && (strchr("Oo", text[1]) != NULL || (text[1] & 0x80));
}

gboolean stray_rows_is_total(const char *text, gsize length)
{
    text = first_letter(text, &length);
    if (length < 4 || !may_begin_word(text))
        return FALSE;
    g_autofree char *code = text_code(text, (gssize)length);
    return is_word(code) && is_sum(text, length, code);
}

gboolean stray_rows_is_group(const char *text, gsize length)
{
    text = first_letter(text, &length);
    gsize numerals = 0;
    while (numerals < length && strchr("IVX", text[numerals]) != NULL && text[numerals] != '\0')
        numerals++;
    if (numerals == 0 || numerals > 5)
        return FALSE;
    text += numerals;
    length -= numerals;
    text = first_letter(text, &length);
    return length == 0 || *text == '.' || *text == ')' || *text == '-';
}

/* Codes of units begin with a digit, nearly all: nothing more need be asked. */
static gboolean is_any(const char *text, gsize length)
{
    if (length == 0 || g_ascii_isdigit(*text))
        return FALSE;
    return stray_rows_is_total(text, length) || stray_rows_is_group(text, length);
}

/* The field where the word stands, or -1. */
static gint find_word(const struct total_row *place, const struct row *record)
{
    gint unit = place->unit_field;
    const char *first = row_text(record, 0);
    if (place->kind == DATASET_TREE)
        return stray_rows_is_total(first, record->field[0].length) ? 0 : -1;
    if (place->kind == DATASET_CLAIMS || unit < 0 || unit >= (gint)record->count)
        return -1;
    const char *text = row_text(record, (guint)unit);
    gsize length = record->field[unit].length;
    if (!cell_is_blank(text, length))
        return !cells_know_unit(place->cells, text, length) && is_any(text, length) ? unit : -1;
    guint said = first_said(record);
    return is_any(row_text(record, said), record->field[said].length) ? (gint)said : -1;
}

gboolean stray_rows_check_total(const struct total_row *place, const struct row *record,
                                struct findings *findings)
{
    gint field = find_word(place, record);
    if (field < 0)
        return FALSE;
    g_autofree char *text = shown_at(place->cells, record, (guint)field);
    findings_add(findings, &(struct finding){.rule = RULE_TOTAL_ROW,
                                             .file = place->file,
                                             .field = (guint)field + 1,
                                             .line = record->line,
                                             .value = text});
    return TRUE;
}
