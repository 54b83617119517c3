#include "write/xlsx_output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "write/xlsx_interpose.h"
#include "write/xlsx_text.h"

/* An outline of Excel has seven levels. */
#define OUTLINE_LIMIT 7
#define ROW_HEIGHT_LIMIT 409.0
#define DEFAULT_ROW_HEIGHT 15.0

/* The "Normal" style gives column widths and untouched cells their font. */
static void set_default_font(lxw_workbook *workbook)
{
    lxw_format *format = STAILQ_FIRST(workbook->formats);
    format_set_font_name(format, XLSX_FONT);
    format_set_font_family(format, 1);
    format_set_font_size(format, XLSX_SIZE_BODY);
    format->font_scheme[0] = '\0';
}

static struct xlsx_paper paper_of(const struct book_form *form)
{
    return (struct xlsx_paper){form->top * XLSX_MILLIMETRE, form->bottom * XLSX_MILLIMETRE,
                               form->left * XLSX_MILLIMETRE, form->right * XLSX_MILLIMETRE};
}

struct xlsx_output *xlsx_output_new(const struct write_job *job, const char *path, GError **error)
{
    struct pen *pen = pictures_pen(job->pictures, error);
    if (pen == NULL)
        return NULL;
    g_autofree char *folder = g_strdup(job->folder);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = folder};
    xlsx_interpose_reset();
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    if (workbook == NULL) {
        error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path,
                    lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED), NULL);
        return NULL;
    }
    set_default_font(workbook);

    struct xlsx_output *output = g_new0(struct xlsx_output, 1);
    output->job = job;
    output->path = path;
    output->paper = paper_of(&job->book->form);
    output->names = xlsx_name_sheets(job->book);
    output->pen = pen;
    output->workbook = workbook;
    output->styles = xlsx_style_table_new();
    output->defined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    output->heights = g_array_new(FALSE, FALSE, sizeof(double));
    return output;
}

static void free_output(struct xlsx_output *output)
{
    g_ptr_array_unref(output->names);
    g_hash_table_unref(output->styles);
    g_hash_table_unref(output->defined);
    g_array_unref(output->heights);
    g_free(output);
}

/*
 * A temporary file that failed explains the rest, and may be all there is to see: what the library
 * makes of a picture that was cut off is a word about its dimensions.
 */
static gboolean check_tempfiles(struct xlsx_output *output)
{
    return xlsx_interpose_failed() == 0 ||
           error_raise(&output->failure, TONGKET_ERROR_OUTPUT, MESSAGE_XLSX_TEMPFILE, output->path,
                       g_strerror(xlsx_interpose_failed()), NULL);
}

static void write_file(struct xlsx_output *output)
{
    errno = 0;
    lxw_error code = workbook_close(output->workbook);
    int cause = errno;
    if (check_tempfiles(output) && code != LXW_NO_ERROR)
        error_raise(&output->failure, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, output->path,
                    cause != 0 ? g_strerror(cause) : lxw_strerror(code), NULL);
}

gboolean xlsx_output_close(struct xlsx_output *output, GError **error)
{
    if (output->failure == NULL)
        write_file(output);
    else
        lxw_workbook_free(output->workbook);
    gboolean good = output->failure == NULL;
    if (good && output->job->sum != NULL)
        *output->job->sum = output->sum;
    if (!good)
        g_propagate_error(error, g_steal_pointer(&output->failure));
    free_output(output);
    return good;
}

void xlsx_output_fail(struct xlsx_output *output, GError *error)
{
    if (output->failure == NULL)
        output->failure = error;
    else
        g_error_free(error);
}

/* Nothing is written after a failure, and when it is only measured. */
static gboolean writes(const struct xlsx_output *output)
{
    return output->failure == NULL && !output->measuring;
}

void xlsx_output_check(struct xlsx_output *output, lxw_error code, struct workbook_place place)
{
    if (code == LXW_NO_ERROR || output->failure != NULL || !check_tempfiles(output))
        return;
    g_autofree char *cell = workbook_cell_name(place);
    error_raise(&output->failure, TONGKET_ERROR_OUTPUT, MESSAGE_XLSX_FAILED,
                output->sheet_name != NULL ? output->sheet_name : "", cell, lxw_strerror(code),
                NULL);
}

/*
 * The library leaves names that look like a cell ("Q1", "2024") bare in print areas and filters,
 * where they must be quoted; it takes the quoted form from this member.
 */
static void force_quotes(lxw_worksheet *sheet, const char *name)
{
    g_autofree char *quoted = xlsx_name_quote(name);
    char *copy = strdup(quoted);
    if (copy == NULL)
        return;
    free(sheet->quoted_name);
    sheet->quoted_name = copy;
}

void xlsx_output_sheet(struct xlsx_output *output, guint tab)
{
    if (output->failure != NULL)
        return;
    output->sheet_name = g_ptr_array_index(output->names, tab);
    output->sheet = workbook_add_worksheet(output->workbook, output->sheet_name);
    g_array_set_size(output->heights, 0);
    if (output->sheet == NULL)
        xlsx_output_check(output, LXW_ERROR_MEMORY_MALLOC_FAILED, (struct workbook_place){0, 0});
    else
        force_quotes(output->sheet, output->sheet_name);
}

static lxw_format *worded(struct xlsx_output *output, struct xlsx_style style, const char *words)
{
    lxw_format *format = xlsx_style_format(output->styles, output->workbook, style, words);
    if (format == NULL)
        xlsx_output_check(output, LXW_ERROR_MEMORY_MALLOC_FAILED, (struct workbook_place){0, 0});
    return format;
}

static lxw_format *format_of(struct xlsx_output *output, struct xlsx_style style)
{
    return worded(output, style, NULL);
}

/* The text as a cell may hold it, or NULL after a failure. */
static char *cell_string(struct xlsx_output *output, struct workbook_place place, const char *text)
{
    if (!writes(output))
        return NULL;
    char *clean = xlsx_text_clean(text != NULL ? text : "");
    gsize units = xlsx_text_units(clean);
    if (units <= XLSX_TEXT_LIMIT)
        return clean;

    g_autofree char *cell = workbook_cell_name(place);
    g_autofree char *length = g_strdup_printf("%" G_GSIZE_FORMAT, units);
    error_raise(&output->failure, TONGKET_ERROR_OUTPUT, MESSAGE_XLSX_TEXT_TOO_LONG,
                output->sheet_name, cell, length, NULL);
    g_free(clean);
    return NULL;
}

static void count_text(struct xlsx_output *output, struct workbook_place place, const char *text)
{
    if (*text != '\0')
        cell_sum_add_text(&output->sum, output->sheet_name, place, text);
}

void xlsx_output_text(struct xlsx_output *output, struct workbook_place place, const char *text,
                      struct xlsx_style style)
{
    g_autofree char *clean = cell_string(output, place, text);
    lxw_format *format = clean != NULL ? format_of(output, style) : NULL;
    if (format == NULL)
        return;
    count_text(output, place, clean);
    lxw_col_t column = (lxw_col_t)place.column;
    lxw_error code = *clean != '\0'
                         ? worksheet_write_string(output->sheet, place.row, column, clean, format)
                         : worksheet_write_blank(output->sheet, place.row, column, format);
    xlsx_output_check(output, code, place);
}

void xlsx_output_number(struct xlsx_output *output, struct workbook_place place, double value,
                        struct xlsx_style style)
{
    xlsx_output_words(output, place, value, NULL, style);
}

void xlsx_output_words(struct xlsx_output *output, struct workbook_place place, double value,
                       const char *words, struct xlsx_style style)
{
    lxw_format *format = writes(output) ? worded(output, style, words) : NULL;
    if (format == NULL)
        return;
    cell_sum_add_number(&output->sum, output->sheet_name, place, value);
    xlsx_output_check(
        output,
        worksheet_write_number(output->sheet, place.row, (lxw_col_t)place.column, value, format),
        place);
}

void xlsx_output_formula(struct xlsx_output *output, struct workbook_place place,
                         const char *formula, double value, struct xlsx_style style)
{
    lxw_format *format = writes(output) ? format_of(output, style) : NULL;
    if (format == NULL)
        return;
    cell_sum_add_number(&output->sum, output->sheet_name, place, value);
    xlsx_output_check(output,
                      worksheet_write_formula_num(output->sheet, place.row, (lxw_col_t)place.column,
                                                  formula, format, value),
                      place);
}

static void write_link(struct xlsx_output *output, struct workbook_place place, const char *target,
                       const char *text, struct xlsx_style style)
{
    g_autofree char *clean = cell_string(output, place, text);
    lxw_format *format = clean != NULL ? format_of(output, style) : NULL;
    if (format == NULL)
        return;
    count_text(output, place, clean);
    xlsx_output_check(output,
                      worksheet_write_url_opt(output->sheet, place.row, (lxw_col_t)place.column,
                                              target, format, clean, NULL),
                      place);
}

void xlsx_output_link(struct xlsx_output *output, struct workbook_place place, guint tab,
                      const char *text, struct xlsx_style style)
{
    g_autofree char *quoted = xlsx_name_quote(g_ptr_array_index(output->names, tab));
    g_autofree char *target = g_strconcat("internal:", quoted, "!A1", NULL);
    write_link(output, place, target, text, style);
}

void xlsx_output_link_file(struct xlsx_output *output, struct workbook_place place,
                           const char *file, const char *text, struct xlsx_style style)
{
    g_autofree char *target = g_strconcat("external:", file, NULL);
    write_link(output, place, target, text, style);
}

void xlsx_output_merged(struct xlsx_output *output, struct xlsx_block block, const char *text,
                        struct xlsx_style style)
{
    struct workbook_place place = {block.first_row, block.first_column};
    if (block.first_row == block.last_row && block.first_column == block.last_column) {
        xlsx_output_text(output, place, text, style);
        return;
    }
    lxw_format *format = writes(output) ? format_of(output, style) : NULL;
    if (format == NULL)
        return;
    xlsx_output_check(output,
                      worksheet_merge_range(output->sheet, block.first_row,
                                            (lxw_col_t)block.first_column, block.last_row,
                                            (lxw_col_t)block.last_column, NULL, format),
                      place);
    xlsx_output_text(output, place, text, style);
}

/* Notes the height of a row; those before it that have none are of the usual one. */
static void note_height(struct xlsx_output *output, guint row, double height)
{
    const double default_height = DEFAULT_ROW_HEIGHT;
    while (output->heights->len <= row)
        g_array_append_val(output->heights, default_height);
    g_array_index(output->heights, double, row) = height;
}

void xlsx_output_row_unseen(struct xlsx_output *output, guint row)
{
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    note_height(output, row, 0);
    if (writes(output))
        xlsx_output_check(
            output, worksheet_set_row_opt(output->sheet, row, DEFAULT_ROW_HEIGHT, NULL, &options),
            (struct workbook_place){row, 0});
}

void xlsx_output_row(struct xlsx_output *output, guint row, double height, guint level)
{
    guint pixels = (guint)(MIN(height, ROW_HEIGHT_LIMIT) * 4.0 / 3.0 + 0.999);
    double points = MIN(pixels * 0.75, ROW_HEIGHT_LIMIT);
    note_height(output, row, points);
    if (!writes(output))
        return;
    lxw_row_col_options options = {.level = (guint8)MIN(level, OUTLINE_LIMIT)};
    xlsx_output_check(output, worksheet_set_row_opt(output->sheet, row, points, NULL, &options),
                      (struct workbook_place){row, 0});
}

void xlsx_output_column(struct xlsx_output *output, guint column, double width)
{
    if (!writes(output))
        return;
    guint pixels = (guint)(width * 4.0 / 3.0 + 0.5);
    lxw_col_t place = (lxw_col_t)column;
    lxw_row_col_options options = {.hidden = width <= 0};
    xlsx_output_check(
        output,
        worksheet_set_column_pixels_opt(output->sheet, place, place, pixels, NULL, &options),
        (struct workbook_place){0, column});
}

void xlsx_output_define(struct xlsx_output *output, const char *name, struct xlsx_block block)
{
    if (!writes(output))
        return;
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, block.first_row, (lxw_col_t)block.first_column, block.last_row,
                            (lxw_col_t)block.last_column);
    g_autofree char *quoted = xlsx_name_quote(output->sheet_name);
    g_autofree char *formula = g_strconcat("=", quoted, "!", range, NULL);
    xlsx_output_check(output, workbook_define_name(output->workbook, name, formula),
                      (struct workbook_place){block.first_row, block.first_column});
}

void xlsx_output_filter(struct xlsx_output *output, struct xlsx_block block)
{
    if (writes(output))
        xlsx_output_check(output,
                          worksheet_autofilter(output->sheet, block.first_row,
                                               (lxw_col_t)block.first_column, block.last_row,
                                               (lxw_col_t)block.last_column),
                          (struct workbook_place){block.first_row, block.first_column});
}

void xlsx_output_accept(struct xlsx_output *output, struct xlsx_block block, gboolean formulas)
{
    static const guint8 hints[] = {LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_DIFFERS,
                                   LXW_IGNORE_FORMULA_RANGE};
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(range, block.first_row, (lxw_col_t)block.first_column, block.last_row,
                        (lxw_col_t)block.last_column);
    for (guint i = 0; i < (formulas ? G_N_ELEMENTS(hints) : 1) && writes(output); i++)
        xlsx_output_check(output, worksheet_ignore_errors(output->sheet, hints[i], range),
                          (struct workbook_place){block.first_row, block.first_column});
}
