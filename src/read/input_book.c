#include "read/input_book.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "read/bytes.h"
#include "read/folder.h"
#include "read/old_font.h"
#include "read/recognize.h"
#include "read/refusal.h"
#include "read/sheet_rows.h"
#include "read/summary.h"
#include "read/wide.h"
#include "read/wide_header.h"
#include "workbook/workbook.h"

/* So much of a sheet is looked at for its header. */
#define HEADER_BLOCK ((gsize)64 << 10)

/* A workbook whose sheets are looked at. */
struct input_book {
    struct gathering *gathering;
    const struct wanted *wanted;
    struct workbook_rows *rows;
    struct stat seen;
    guint first;           /* number of its first input */
    GPtrArray *foreign;    /* char *: sheets that name no dataset */
    struct refusal misfit; /* why the first of them is none */
    char *misfit_path;
};

static gboolean refuse_book(const struct input_book *book, enum rule rule, GError **error)
{
    struct refusal refusal = {.rule = rule};
    return refusal_raise(&refusal, book->wanted->path, book->first, NULL, error);
}

static struct input sheet_input(const struct input_book *book, guint sheet)
{
    const char *title = workbook_rows_sheet(book->rows, sheet);
    g_autofree char *name = g_strconcat(book->wanted->name, "!", title, NULL);
    struct input input = {
        .file = g_strdup(book->wanted->path),
        .path = g_strconcat(book->wanted->path, "!", title, NULL),
        .name = text_printable(name, G_MAXUINT),
        .format = &sheet_rows,
        .sheet = sheet,
        .encoding = ENCODING_UTF8,
    };
    input_remember(&input, &book->seen);
    return input;
}

/* What its texts were written for. */
static void find_encoding(const struct input_book *book, const struct block *block,
                          struct input *input)
{
    struct detected detected;
    struct old_font_sample sample = old_font_sample_new();
    sheet_rows_sample(block, &sample);
    if (sample.bytes->len > 0) {
        encoding_detect_shown(sample.bytes, sample.shown, book->gathering->encoding, &detected);
        input->encoding = detected.encoding;
        input->words = detected.words;
    }
    old_font_sample_clear(&sample);
}

static gboolean look_at_header(const struct input_book *book, struct input *input,
                               struct recognized *recognized, GError **error)
{
    struct refusal refusal = {.rule = RULES};
    struct block block = {0};
    struct sheet_source *source = sheet_source_new(book->rows, input->sheet, &refusal);
    if (source != NULL) {
        sheet_source_next(source, &block, HEADER_BLOCK);
        if (block.is_cut) {
            refusal = block.trouble;
        } else if (block.size > 0) {
            find_encoding(book, &block, input);
            recognize_sheet(&block, book->gathering->dictionary, book->wanted->dataset, input,
                            recognized);
        }
    }
    block_clear(&block);
    sheet_source_free(source);
    return refusal.rule == RULES || refusal_raise(&refusal, input->path, book->first, NULL, error);
}

static void take_sheet(const struct input_book *book, const struct input *input,
                       struct recognized *recognized)
{
    struct gathering *gathering = book->gathering;
    input_tell_near(gathering, recognized->near, recognized->line);
    if (workbook_rows_is_hidden(book->rows, input->sheet))
        findings_add(gathering->findings,
                     &(struct finding){.rule = RULE_SHEET_HIDDEN, .file = gathering->items->len});
    g_array_append_val(gathering->items, *input);
    if (input->wide != NULL)
        wide_input_add_beside(gathering, input, recognized);
}

static void pass_over(struct input_book *book, const struct input *input,
                      const struct recognized *recognized)
{
    if (recognized->recognition == REFUSED)
        return; /* it is empty */
    if (book->foreign->len == 0) {
        book->misfit = recognized->refusal;
        book->misfit_path = g_strdup(input->path);
    }
    g_ptr_array_add(book->foreign, g_strdup(workbook_rows_sheet(book->rows, input->sheet)));
}

static gboolean add_sheet(struct input_book *book, guint sheet, GError **error)
{
    g_auto(recognized_t) recognized = recognized_new();
    struct input input = sheet_input(book, sheet);
    gboolean is_good = look_at_header(book, &input, &recognized, error);
    gboolean is_empty = recognized.refusal.rule == RULE_FILE_EMPTY;
    if (is_good && recognized.recognition == RECOGNIZED) {
        take_sheet(book, &input, &recognized);
        return TRUE;
    }
    if (is_good && input_tell_lacking(book->gathering, &recognized)) {
        g_array_append_val(book->gathering->items, input);
        return TRUE;
    }
    if (is_good && recognized.recognition == REFUSED && !is_empty)
        is_good = refusal_raise(&recognized.refusal, input.path, book->first, NULL, error);
    else if (is_good)
        pass_over(book, &input, &recognized);
    input_clear(&input);
    return is_good;
}

/* A file of a folder is then an input without a dataset, as one of text is. */
static gboolean tell_none(struct input_book *book, GError **error)
{
    struct gathering *gathering = book->gathering;
    if (!book->wanted->is_in_folder && book->foreign->len > 0)
        return refusal_raise(&book->misfit, book->misfit_path, book->first, NULL, error);
    if (!book->wanted->is_in_folder)
        return refuse_book(book, RULE_FILE_EMPTY, error);
    struct input input = sheet_input(book, 0);
    findings_add(gathering->findings,
                 &(struct finding){.rule = RULE_NOT_RECOGNIZED, .file = book->first});
    g_array_append_val(gathering->items, input);
    return TRUE;
}

static gboolean add_sheets(struct input_book *book, GError **error)
{
    for (guint i = 0; i < workbook_rows_sheets(book->rows); i++)
        if (!add_sheet(book, i, error))
            return FALSE;
    if (book->gathering->items->len == book->first)
        return tell_none(book, error);
    if (book->foreign->len > 0) {
        g_autofree char *names = folder_names(book->foreign);
        findings_add(
            book->gathering->findings,
            &(struct finding){.rule = RULE_SHEETS_NOT_READ, .file = book->first, .value = names});
    }
    return TRUE;
}

/* What stands in the way of all its sheets; RULES: nothing. */
static enum rule rule_against(const struct input_book *book)
{
    static const enum rule guests[] = {
        [WORKBOOK_NO_GUEST] = RULES,
        [WORKBOOK_MACROS] = RULE_BOOK_MACROS,
        [WORKBOOK_LINKS] = RULE_BOOK_LINKS,
    };
    return guests[workbook_rows_guest(book->rows)];
}

static gboolean is_ours(const struct input_book *book)
{
    return g_hash_table_contains(workbook_rows_properties(book->rows), WORKBOOK_IDENTITY_PROPERTY);
}

static gboolean open_book(struct input_book *book, GError **error)
{
    g_auto(package_fault_t) fault = {0};
    g_autoptr(bytes_t) bytes = bytes_open(book->wanted->path, error);
    struct input input = {.path = (char *)book->wanted->path};
    if (bytes == NULL || !bytes_stat(bytes, &book->seen, error))
        return FALSE;
    input_remember(&input, &book->seen);
    if (!input_check_new(book->gathering, &input, error))
        return FALSE;
    g_autofree char *own = bytes_own_path(bytes);
    book->rows = workbook_rows_open(own, &sheet_limits, &fault);
    if (book->rows != NULL)
        return TRUE;
    struct refusal refusal;
    sheet_refuse(&fault, &refusal);
    return refusal_raise(&refusal, book->wanted->path, book->first, NULL, error);
}

static gboolean add_book(struct input_book *book, GError **error)
{
    if (!open_book(book, error))
        return FALSE;
    if (is_ours(book)) {
        if (!book->wanted->is_in_folder)
            return refuse_book(book, RULE_BOOK_OURS, error);
        g_ptr_array_add(book->gathering->workbooks, g_strdup(book->wanted->name));
        return TRUE;
    }
    enum rule against = rule_against(book);
    return against == RULES ? add_sheets(book, error) : refuse_book(book, against, error);
}

gboolean input_book_add(struct gathering *gathering, const struct wanted *wanted, GError **error)
{
    struct input_book book = {.gathering = gathering,
                              .wanted = wanted,
                              .first = gathering->items->len,
                              .foreign = g_ptr_array_new_with_free_func(g_free)};
    gboolean is_added = add_book(&book, error);
    workbook_rows_free(book.rows);
    g_ptr_array_unref(book.foreign);
    g_free(book.misfit_path);
    return is_added;
}

static void describe(GString *text, enum language language, enum message message, const char *value)
{
    g_autofree char *said = message_text(language, message, value, NULL);
    g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", said);
}

/* "4", or "4–5" of a header of several rows. New string. */
static char *header_lines(const struct input *input)
{
    g_autofree char *first = decimal_plain((gint64)input->header_first, 0);
    g_autofree char *last = decimal_plain((gint64)input->header_line, 0);
    return g_strdup_printf(strcmp(first, last) != 0 ? "%s–%s" : "%s", first, last);
}

char *input_describe(const struct input *input, enum language language)
{
    if (input->summary != NULL)
        return g_strdup(input->summary->reading);
    GString *text = g_string_new(NULL);
    if (encoding_is_legacy(input->encoding)) {
        g_autofree char *good = decimal_vietnamese((gint64)input->words.good, 0);
        g_autofree char *words = decimal_vietnamese((gint64)input->words.words, 0);
        g_autofree char *said = message_text(language, MESSAGE_INPUT_WORDS,
                                             encoding_name(input->encoding), good, words, NULL);
        g_string_append(text, said);
    } else if (input->encoding != ENCODING_UTF8) {
        g_string_append(text, encoding_name(input->encoding));
    }
    if (input->is_packed)
        describe(text, language, MESSAGE_INPUT_PACKED, NULL);
    if (input->has_title || input->header_first != input->header_line) {
        g_autofree char *line = header_lines(input);
        describe(text, language, MESSAGE_INPUT_HEADER_LINE, line);
    }
    if (input->wide != NULL)
        describe(text, language, MESSAGE_INPUT_WIDE, input->wide->about->values);
    if (input->wide != NULL && input->wide->period != NULL)
        describe(text, language, MESSAGE_INPUT_WIDE_TIME, input->wide->period);
    return g_string_free(text, FALSE);
}
