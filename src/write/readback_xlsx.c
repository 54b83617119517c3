#include "write/readback_xlsx.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "write/readback_xml.h"
#include "write/readback_zip.h"
#include "write/xlsx_layout.h"
#include "write/xlsx_name.h"
#include "write/xlsx_reference.h"

/* Doubles hold whole numbers up to 2^53; beyond it the figure is text. */
#define EXACT_LIMIT (G_GINT64_CONSTANT(1) << 53)

#define WORKBOOK "xl/workbook.xml"
#define WORKSHEETS "xl/worksheets"
#define WORKSHEET WORKSHEETS "/sheet"
#define TEXTS "xl/sharedStrings.xml"

/* The reading under way: the workbook, its current part, the current cell. */
struct reading {
    const struct book *book;
    const char *name; /* for messages */
    GPtrArray *tabs;  /* char *: as they should be named; see xlsx_name.h */
    GPtrArray *found; /* char *: as the workbook names its sheets, from a first walk */
    guint worksheets;
    guint matched;          /* sheets of the book that were found */
    GArray *texts;          /* guint64, cell_sum_digest() of each entry of TEXTS */
    guint64 texts_declared; /* what TEXTS says of itself */
    guint64 texts_used;     /* one more than the greatest that a cell names */
    struct cell_sum sum;    /* of the cells found */

    struct readback_xml_parser *parser;
    const char *tab;                /* of a worksheet; NULL in any other part */
    const struct book_sheet *sheet; /* NULL: the cover, charts, or no worksheet */
    struct xlsx_layout layout;
    guint64 figures, list_cells; /* seen in the sheet */

    struct xlsx_place place;
    gboolean is_text, is_shared, in_value;
    GString *value;
    GError *failure;
};

static void fail_cell(struct reading *reading, const char *found, const char *wanted)
{
    if (reading->failure != NULL)
        return;
    g_autofree char *row = g_strdup_printf("%u", reading->place.row + 1);
    g_autofree char *column = g_strdup_printf("%u", reading->place.column + 1);
    error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_CELL, reading->name,
                reading->tab, row, column, found, wanted, NULL);
}

static void check_count(struct reading *reading, const char *what, guint64 found, guint64 wanted)
{
    if (found == wanted || reading->failure != NULL)
        return;
    g_autofree char *found_text = g_strdup_printf("%" G_GUINT64_FORMAT, found);
    g_autofree char *wanted_text = g_strdup_printf("%" G_GUINT64_FORMAT, wanted);
    error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_COUNT, reading->name,
                what, found_text, wanted_text, NULL);
}

static gboolean is_value(const char *text, gint64 scaled, guint decimals)
{
    char *end;
    double value = g_ascii_strtod(text, &end);
    double found = value * pow(10, decimals);
    return *text != '\0' && *end == '\0' &&
           fabs(found - (double)scaled) <= 1e-4 + fabs((double)scaled) * 1e-15;
}

static void check_figure(struct reading *reading, guint row, guint column)
{
    const struct book_table *table = reading->sheet->table;
    const struct cell *cell = book_cell(table, row, column);
    enum measure measure = book_column(table, column)->measure;
    guint decimals = measure_cell_decimals(measure);
    gint64 scaled = 0;
    gboolean has_value = cell_value(cell, measure, &scaled) && ABS(scaled) <= EXACT_LIMIT;
    g_autofree char *number = decimal_plain(scaled, decimals);
    reading->figures++;
    if (book_row(table, row)->heading)
        fail_cell(reading, reading->value->str, "");
    else if (!has_value && !reading->is_text)
        fail_cell(reading, reading->value->str, cell_state_sign(cell->state));
    else if (has_value && reading->is_text)
        fail_cell(reading, "text", number);
    else if (has_value && !is_value(reading->value->str, scaled, decimals))
        fail_cell(reading, reading->value->str, number);
}

static gboolean is_in_body(const struct reading *reading)
{
    const struct xlsx_layout *layout = &reading->layout;
    return reading->sheet != NULL && layout->header_row != G_MAXUINT &&
           reading->place.row >= layout->body_row &&
           reading->place.row < layout->body_row + layout->body_rows &&
           reading->place.column < layout->width;
}

static void begin_cell(struct reading *reading, const char **attributes)
{
    const char *name = readback_xml_attribute(attributes, "r");
    const char *type = readback_xml_attribute(attributes, "t");
    if (name == NULL || !xlsx_reference_parse(name, &reading->place)) {
        fail_cell(reading, name != NULL ? name : "", "A1");
        return;
    }
    reading->is_shared = type != NULL && strcmp(type, "s") == 0;
    reading->is_text = type != NULL && strcmp(type, "n") != 0;
    if (is_in_body(reading) && reading->sheet->list != NULL)
        reading->list_cells++;
}

static void add_to_sum(struct reading *reading)
{
    const GString *value = reading->value;
    if (reading->is_shared) {
        guint64 number = g_ascii_strtoull(value->str, NULL, 10);
        gboolean known = number < reading->texts->len;
        reading->texts_used = MAX(reading->texts_used, number + 1);
        cell_sum_add_text(&reading->sum, reading->tab, reading->place,
                          known ? g_array_index(reading->texts, guint64, number) : 0);
    } else if (reading->is_text) {
        cell_sum_add_text(&reading->sum, reading->tab, reading->place,
                          cell_sum_digest(value->str, value->len));
    } else {
        cell_sum_add_number(&reading->sum, reading->tab, reading->place,
                            g_ascii_strtod(value->str, NULL));
    }
}

static void end_value(struct reading *reading)
{
    reading->in_value = FALSE;
    add_to_sum(reading);
    if (!is_in_body(reading) || reading->sheet->table == NULL ||
        reading->place.column < reading->layout.figure_column)
        return;
    check_figure(reading, reading->place.row - reading->layout.body_row,
                 reading->place.column - reading->layout.figure_column);
}

static void on_start(void *data, const char *name, const char **attributes)
{
    struct reading *reading = data;
    if (reading->tab == NULL)
        return;
    if (strcmp(name, "c") == 0) {
        begin_cell(reading, attributes);
    } else if (strcmp(name, "v") == 0) {
        reading->in_value = TRUE;
        g_string_truncate(reading->value, 0);
    }
}

static void on_text(void *data, const char *text, gsize length)
{
    struct reading *reading = data;
    if (reading->in_value)
        g_string_append_len(reading->value, text, (gssize)length);
}

static void on_end(void *data, const char *name)
{
    struct reading *reading = data;
    if (reading->in_value && strcmp(name, "v") == 0)
        end_value(reading);
}

static void on_sheet(void *data, const char *name, const char **attributes)
{
    struct reading *reading = data;
    if (strcmp(name, "sheet") == 0)
        g_ptr_array_add(reading->found, g_strdup(readback_xml_attribute(attributes, "name")));
}

static void on_entry(void *data, const char *name, const char **attributes)
{
    struct reading *reading = data;
    if (strcmp(name, "sst") == 0) {
        const char *count = readback_xml_attribute(attributes, "uniqueCount");
        reading->texts_declared = count != NULL ? g_ascii_strtoull(count, NULL, 10) : 0;
    } else if (strcmp(name, "si") == 0) {
        g_string_truncate(reading->value, 0);
    }
    reading->in_value = strcmp(name, "t") == 0;
}

static void on_entry_end(void *data, const char *name)
{
    struct reading *reading = data;
    reading->in_value = FALSE;
    if (strcmp(name, "si") != 0)
        return;
    guint64 digest = cell_sum_digest(reading->value->str, reading->value->len);
    g_array_append_val(reading->texts, digest);
}

/* The sheet of the book behind a tab; NULL for the cover and for tabs of charts. */
static const struct book_sheet *sheet_of(const struct reading *reading, const char *tab)
{
    const GPtrArray *sheets = reading->book->sheets;
    for (guint i = 0; i < sheets->len; i++) {
        if (g_strcmp0(g_ptr_array_index(reading->tabs, i + 1), tab) == 0)
            return g_ptr_array_index(sheets, i);
    }
    return NULL;
}

static void begin_worksheet(struct reading *reading, guint64 number)
{
    reading->worksheets++;
    reading->tab = number > 0 && number <= reading->found->len
                       ? g_ptr_array_index(reading->found, (guint)number - 1)
                       : "";
    reading->sheet = sheet_of(reading, reading->tab);
    if (reading->sheet == NULL)
        return;
    reading->matched++;
    xlsx_layout_sheet(reading->book, reading->sheet, &reading->layout);
}

static gboolean is_xml(const char *part)
{
    return g_str_has_suffix(part, ".xml") || g_str_has_suffix(part, ".rels") ||
           g_str_has_suffix(part, ".vml");
}

/* What is parsed in the first walk. */
static gboolean is_index(const char *part)
{
    return strcmp(part, WORKBOOK) == 0 || strcmp(part, TEXTS) == 0;
}

static void begin_part(struct reading *reading, const char *part)
{
    struct readback_xml handlers = {on_start, on_text, on_end, reading};
    reading->parser = readback_xml_new(&handlers);
    reading->tab = NULL;
    reading->sheet = NULL;
    reading->figures = reading->list_cells = 0;
    if (g_str_has_prefix(part, WORKSHEET))
        begin_worksheet(reading, g_ascii_strtoull(part + strlen(WORKSHEET), NULL, 10));
}

static guint64 figures_of(const struct book_table *table)
{
    guint64 rows = 0;
    for (guint i = 0; i < table->rows->len; i++)
        rows += !book_row(table, i)->heading;
    return rows * table->columns->len;
}

static void end_part(struct reading *reading)
{
    const struct book_sheet *sheet = reading->sheet;
    const struct xlsx_layout *layout = &reading->layout;
    if (sheet == NULL)
        return;
    if (sheet->table != NULL)
        check_count(reading, reading->tab, reading->figures, figures_of(sheet->table));
    if (sheet->list != NULL)
        check_count(reading, reading->tab, reading->list_cells,
                    (guint64)layout->body_rows * layout->width);
}

/* Parses a stretch; behind the last one, or a fault, the parser is gone. */
static void feed(struct reading *reading, const char *part, const char *bytes, gsize length,
                 gboolean last)
{
    gboolean good = readback_xml_feed(reading->parser, bytes, length, last);
    if (!good && reading->failure == NULL) {
        g_autofree char *fault = readback_xml_fault(reading->parser);
        error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_PART, reading->name,
                    part, fault, NULL);
    }
    if (last || !good)
        g_clear_pointer(&reading->parser, readback_xml_free);
}

static gboolean hand_over(struct reading *reading, GError **error)
{
    if (reading->failure == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&reading->failure));
    return FALSE;
}

static gboolean take_part(void *data, const char *part, const char *bytes, gsize length,
                          gboolean last, GError **error)
{
    struct reading *reading = data;
    if (!is_xml(part) || is_index(part))
        return TRUE;
    if (reading->parser == NULL)
        begin_part(reading, part);
    feed(reading, part, bytes, length, last);
    if (last)
        end_part(reading);
    return hand_over(reading, error);
}

/* The workbook's list of sheets and the texts stand behind the sheets. */
static gboolean take_index(void *data, const char *part, const char *bytes, gsize length,
                           gboolean last, GError **error)
{
    struct reading *reading = data;
    struct readback_xml handlers = {on_sheet, NULL, NULL, reading};
    if (!is_index(part))
        return TRUE;
    if (strcmp(part, TEXTS) == 0)
        handlers = (struct readback_xml){on_entry, on_text, on_entry_end, reading};
    if (reading->parser == NULL)
        reading->parser = readback_xml_new(&handlers);
    feed(reading, part, bytes, length, last);
    return hand_over(reading, error);
}

static gboolean check_whole(struct reading *reading, const struct cell_sum *wanted, GError **error)
{
    check_count(reading, WORKBOOK, reading->worksheets, reading->found->len);
    check_count(reading, WORKBOOK, reading->matched, reading->book->sheets->len);
    check_count(reading, TEXTS, reading->texts->len, reading->texts_declared);
    check_count(reading, TEXTS, reading->texts_used, reading->texts->len);
    check_count(reading, WORKSHEETS, reading->sum.cells, wanted->cells);
    if (reading->failure == NULL && reading->sum.sum != wanted->sum)
        error_raise(&reading->failure, TONGKET_ERROR_OUTPUT, MESSAGE_READBACK_SUM, reading->name,
                    NULL);
    return hand_over(reading, error);
}

gboolean readback_xlsx(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error)
{
    struct reading reading = {.book = book,
                              .name = name,
                              .tabs = xlsx_name_sheets(book),
                              .found = g_ptr_array_new_with_free_func(g_free),
                              .texts = g_array_new(FALSE, FALSE, sizeof(guint64)),
                              .value = g_string_new(NULL)};
    gboolean good = readback_zip(path, name, take_index, &reading, error) &&
                    readback_zip(path, name, take_part, &reading, error) &&
                    check_whole(&reading, sum, error);
    readback_xml_free(reading.parser);
    g_ptr_array_unref(reading.tabs);
    g_ptr_array_unref(reading.found);
    g_array_unref(reading.texts);
    g_string_free(reading.value, TRUE);
    return good;
}
