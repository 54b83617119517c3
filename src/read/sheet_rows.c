#include "read/sheet_rows.h"

#include <string.h>

#include "read/cell_text.h"
#include "read/csv.h"
#include "read/input.h"
#include "read/old_font.h"
#include "read/scan.h"
#include "read/sheet_cell.h"
#include "read/wide_header.h"

/* Rows are handed over in so many, or when so many bytes of text have come together. */
#define ROWS 32
#define TEXT ((gsize)64 << 10)

const struct workbook_limits sheet_limits = {
    .package = {.parts = 4096,
                .unpacked = (guint64)1 << 40,
                .ratio = 200,
                .small = (guint64)1 << 20},
    .texts = 4000000,
    .text_bytes = (guint64)256 << 20,
    .sheets = 256,
    .is_data = TRUE,
};

/* How a row and a cell stand in a block; the cell's bytes are behind it. */
struct row_head {
    guint32 gap; /* rows before it that are not there */
    guint32 row; /* from 1 */
    guint32 repeat, cells;
    gboolean is_hidden, is_1904;
};

struct cell_head {
    guint32 column, length;
    enum workbook_kind kind;
    struct workbook_format format;
};

/* ---- from the workbook into a block ---- */

struct sheet_source {
    struct workbook_rows *rows, *own; /* own: NULL if the caller has opened it */
    struct package_fault fault;
    struct block *block;
    guint next; /* row, from 0 */
    gboolean at_end;
};

void sheet_refuse(const struct package_fault *fault, struct refusal *refusal)
{
    static const enum rule rules[] = {
        [PACKAGE_NOT_WHOLE] = RULE_BOOK_DAMAGED,   [PACKAGE_DAMAGED] = RULE_BOOK_DAMAGED,
        [PACKAGE_TOO_LARGE] = RULE_BOOK_TOO_LARGE, [PACKAGE_LOCKED] = RULE_BOOK_LOCKED,
        [PACKAGE_FOREIGN] = RULE_NOT_CSV,
    };
    const char *what = fault->kind == PACKAGE_FOREIGN ? fault->text : fault->part;
    gboolean is_limit = fault->text != NULL && strstr(fault->text, "> ") != NULL;
    *refusal = (struct refusal){.rule = is_limit ? RULE_BOOK_TOO_LARGE : rules[fault->kind]};
    g_strlcpy(refusal->value, what != NULL ? what : "zip", sizeof refusal->value);
    g_strlcpy(refusal->hint, fault->text != NULL ? fault->text : "–", sizeof refusal->hint);
}

static void append(struct block *block, const void *bytes, gsize size)
{
    if (block->size + size > block->capacity)
        block_reserve(block, 2 * (block->size + size));
    if (size > 0)
        memcpy(block->data + block->size, bytes, size);
    block->size += size;
}

static void append_cell(struct block *block, const struct workbook_cell *cell)
{
    gboolean is_formula = cell->kind == WORKBOOK_NO_VALUE;
    const char *text = is_formula ? cell->formula : cell->value;
    struct cell_head head;
    memset(&head, 0, sizeof head);
    head.column = cell->place.column;
    head.length = (guint32)strlen(text) + is_formula;
    head.kind = cell->kind;
    head.format = cell->format;
    append(block, &head, sizeof head);
    append(block, "=", is_formula);
    append(block, text, head.length - is_formula + 1); /* with its NUL */
}

static void take_row(void *data, const struct workbook_row *row)
{
    struct sheet_source *source = data;
    struct row_head head;
    memset(&head, 0, sizeof head);
    head.gap = row->row - source->next;
    head.row = row->row + 1;
    head.repeat = row->repeat;
    head.is_hidden = row->is_hidden;
    head.is_1904 = workbook_rows_is_1904(source->rows);
    while (head.cells < row->count && row->cells[head.cells].place.column < CSV_MAX_FIELDS)
        head.cells++;
    append(source->block, &head, sizeof head);
    for (guint i = 0; i < head.cells; i++)
        append_cell(source->block, &row->cells[i]);
    source->block->lines += head.gap + head.repeat;
    source->next = row->row + row->repeat;
}

struct sheet_source *sheet_source_new(struct workbook_rows *rows, guint sheet,
                                      struct refusal *refusal)
{
    struct sheet_source *source = g_new0(struct sheet_source, 1);
    source->rows = rows;
    if (workbook_rows_enter(rows, sheet, take_row, source, &source->fault))
        return source;
    sheet_refuse(&source->fault, refusal);
    sheet_source_free(source);
    return NULL;
}

struct sheet_source *sheet_source_open(const char *path, guint sheet, struct refusal *refusal)
{
    g_auto(package_fault_t) fault = {0};
    struct workbook_rows *rows = workbook_rows_open(path, &sheet_limits, &fault);
    if (rows == NULL || sheet >= workbook_rows_sheets(rows)) {
        sheet_refuse(&fault, refusal);
        workbook_rows_free(rows);
        return NULL;
    }
    struct sheet_source *source = sheet_source_new(rows, sheet, refusal);
    if (source != NULL)
        source->own = rows;
    else
        workbook_rows_free(rows);
    return source;
}

void sheet_source_free(struct sheet_source *source)
{
    if (source == NULL)
        return;
    workbook_rows_free(source->own);
    package_fault_clear(&source->fault);
    g_free(source);
}

void sheet_source_next(struct sheet_source *source, struct block *block, gsize size)
{
    source->block = block;
    block->size = 0;
    block->lines = 0;
    block->is_cut = FALSE;
    while (!source->at_end && block->size < size) {
        if (workbook_rows_step(source->rows, &source->at_end))
            continue;
        source->at_end = TRUE;
        sheet_refuse(&source->fault, &block->trouble);
        block->is_cut = TRUE;
        append(block, "", 1);
    }
}

guint sheet_source_place(const struct sheet_source *source)
{
    return workbook_rows_place(source->rows);
}

/* ---- from a block to the rows ---- */

struct sheet_reader {
    const struct input *input;
    guint width;           /* fields of the header; 0: not known */
    int *type;             /* by field of it, see sheet_cell_append() */
    struct old_font *font; /* NULL: all text is Unicode */
    GString *text;
    GArray *fields; /* struct row_field, of the rows that wait to be handed over */
    struct row row[ROWS];
    guint first_field[ROWS], rows;
    struct row_notes *notes;
    row_taker take;
    void *data;
};

static struct row_notes *notes_new(guint fields)
{
    struct row_notes *notes =
        g_malloc0(sizeof(struct row_notes) + MAX(fields, 1) * sizeof(struct row_count));
    notes->fields = fields;
    return notes;
}

/* The lists of units and of their changes hold codes as text. */
static int type_of(const struct dataset *dataset, guint column)
{
    const struct column *about = &dataset->columns[column];
    gboolean names_units = dataset->kind == DATASET_TREE || dataset->kind == DATASET_CROSSWALK;
    return names_units && about->type == COLUMN_TEXT && g_str_has_prefix(about->name, "ma_")
               ? COLUMN_UNIT
               : (int)about->type;
}

static void *reader_new(const struct input *input)
{
    struct sheet_reader *reader = g_new0(struct sheet_reader, 1);
    reader->input = input;
    reader->width = wide_own_fields(input);
    reader->type = g_new(int, MAX(input->fields, 1));
    for (guint i = 0; i < input->fields; i++)
        reader->type[i] = SHEET_NO_COLUMN;
    for (guint i = 0; input->wide != NULL && i < input->wide->columns; i++)
        reader->type[input->wide->column[i].field] = COLUMN_COUNT;
    for (guint i = 0; input->dataset != NULL && i < input->dataset->columns_count; i++)
        if (input->column[i] >= 0)
            reader->type[input->column[i]] = type_of(input->dataset, i);
    if (encoding_is_legacy(input->encoding))
        reader->font = old_font_new(input->encoding);
    reader->text = g_string_new(NULL);
    reader->fields = g_array_new(FALSE, FALSE, sizeof(struct row_field));
    reader->notes = notes_new(reader->width);
    return reader;
}

static void reader_free(void *data)
{
    struct sheet_reader *reader = data;
    g_free(reader->type);
    old_font_free(reader->font);
    g_string_free(reader->text, TRUE);
    g_array_unref(reader->fields);
    g_free(reader->notes);
    g_free(reader);
}

static struct row_notes *take_notes(void *data)
{
    struct sheet_reader *reader = data;
    return g_steal_pointer(&reader->notes);
}

static void hand_over(struct sheet_reader *reader)
{
    static const char padding[ROW_PADDING] = {0};
    g_string_append_len(reader->text, padding, sizeof padding);
    for (guint i = 0; i < reader->rows; i++) {
        reader->row[i].text = reader->text->str;
        reader->row[i].field =
            (const struct row_field *)(void *)reader->fields->data + reader->first_field[i];
    }
    if (reader->rows > 0)
        reader->take(reader->data, reader->row, reader->rows);
    reader->rows = 0;
    g_array_set_size(reader->fields, 0);
    g_string_assign(reader->text, "");
    g_string_append_c(reader->text, '\0'); /* what a field says that is not there */
}

static void count(struct row_count *count, guint64 line)
{
    if (count->count++ == 0)
        count->line = line;
}

static void end_row(struct sheet_reader *reader, guint64 line, guint64 lines, guint first_field)
{
    reader->first_field[reader->rows] = first_field;
    reader->row[reader->rows++] =
        (struct row){.count = reader->fields->len - first_field, .line = line, .lines = lines};
    if (reader->rows == ROWS || reader->text->len > TEXT)
        hand_over(reader);
}

static int type_at(const struct sheet_reader *reader, guint64 line, guint column)
{
    return column < reader->width && line > reader->input->header_line ? reader->type[column]
                                                                       : SHEET_NO_COLUMN;
}

static void add_field(struct sheet_reader *reader, const struct sheet_cell *cell, guint column,
                      guint64 line)
{
    int type = type_at(reader, line, column);
    struct row_field field = {(guint32)reader->text->len, 0};
    sheet_cell_append(reader->text, cell, type);
    field.length = (guint32)reader->text->len - field.start;
    g_string_append_c(reader->text, '\0');
    g_array_append_val(reader->fields, field);
    if (column < reader->notes->fields && sheet_cell_is_number_of_code(cell, type))
        count(&reader->notes->number[column], line);
}

static gboolean is_blank(const struct sheet_reader *reader, guint first_field)
{
    for (guint i = first_field; i < reader->fields->len; i++) {
        const struct row_field *field = &g_array_index(reader->fields, struct row_field, i);
        if (!cell_is_blank(reader->text->str + field->start, field->length))
            return FALSE;
    }
    return TRUE;
}

/* The cells of a row, which begin at `at`; what is behind them. */
static const char *add_row(struct sheet_reader *reader, const struct row_head *head, const char *at,
                           guint64 line)
{
    static const struct row_field nothing = {0, 0};
    guint first_field = reader->fields->len, width = reader->width;
    for (guint i = 0; i < head->cells; i++) {
        struct cell_head cell;
        memcpy(&cell, at, sizeof cell);
        const char *text = at + sizeof cell;
        at = text + cell.length + 1;
        if (width > 0 && cell.column >= width)
            continue;
        while (reader->fields->len - first_field < cell.column)
            g_array_append_val(reader->fields, nothing);
        struct sheet_cell said = {cell.kind, cell.format, head->is_1904, text, cell.length};
        if (reader->font != NULL && cell.kind == WORKBOOK_TEXT)
            said.text = old_font_read(reader->font, text, &said.length);
        add_field(reader, &said, cell.column, line);
    }
    if (head->is_hidden && line > reader->input->header_line && !is_blank(reader, first_field))
        count(&reader->notes->hidden, line);
    end_row(reader, line, 1, first_field);
    return at;
}

static gboolean read_rows(void *data, struct block *block, row_taker take, void *taker,
                          struct refusal *refusal)
{
    struct sheet_reader *reader = data;
    const char *at = block->data, *end = at + block->size - block->is_cut;
    reader->take = take;
    reader->data = taker;
    reader->rows = 0;
    hand_over(reader);
    while (at < end) {
        struct row_head head;
        memcpy(&head, at, sizeof head);
        const char *cells = at + sizeof head;
        if (head.gap > 0)
            end_row(reader, head.row - head.gap, head.gap, reader->fields->len);
        for (guint32 i = 0; i < head.repeat; i++)
            at = add_row(reader, &head, cells, head.row + i);
    }
    hand_over(reader);
    if (block->is_cut)
        *refusal = block->trouble;
    return !block->is_cut;
}

void sheet_rows_sample(const struct block *block, struct old_font_sample *sample)
{
    const char *at = block->data, *end = at + block->size - block->is_cut;
    while (at < end) {
        struct row_head head;
        memcpy(&head, at, sizeof head);
        at += sizeof head;
        for (guint32 i = 0; i < head.cells; i++) {
            struct cell_head cell;
            memcpy(&cell, at, sizeof cell);
            at += sizeof cell;
            if (cell.kind == WORKBOOK_TEXT)
                old_font_sample_add(sample, at, cell.length);
            at += cell.length + 1;
        }
    }
}

const struct row_format sheet_rows = {reader_new, reader_free, read_rows, take_notes};
