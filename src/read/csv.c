#include "read/csv.h"

#include <csv.h>
#include <string.h>

#include "read/input.h"

/* libcsv's buffer grows by so much. */
#define PARSER_STEP 65536

/* Marks are found in pieces of so many bytes, so that they stay in the cache. */
#define PIECE ((gsize)64 << 10)

/* So many rows are handed over together. */
#define ROWS 32

/* Behind the last mark: no row is cut beyond it. */
#define NO_MARK (SCAN_PLACE | (guint32)SCAN_LONE_CR << 30)

struct csv_reader {
    const struct scan *scan; /* NULL: libcsv reads every row */
    char delimiter;
    guint32 *mark;           /* of the piece, with NO_MARK behind */
    struct row_field *field; /* of the rows at hand; as many as a piece may have marks */
    guint fields;            /* of the rows that wait to be handed over */
    struct row row[ROWS];    /* which are these */
    guint rows;
    row_taker take;
    void *data;
    struct csv_parser parser;
    char *text; /* of the record that is being read */
    gsize size, capacity;
    guint count;
    guint64 line;      /* where the record started, from 1 */
    gboolean after_cr; /* a record ended with CR: an LF right behind belongs to it */
    gboolean too_large;
};

struct csv_reader *csv_reader_new_by(const struct scan *scan, char delimiter)
{
    struct csv_reader *reader = g_new0(struct csv_reader, 1);
    reader->scan = scan;
    reader->delimiter = delimiter;
    reader->mark = g_new(guint32, PIECE + 1 + SCAN_SPARE_MARKS);
    reader->field = g_new(struct row_field, PIECE + 1);
    return reader;
}

struct csv_reader *csv_reader_new(char delimiter)
{
    return csv_reader_new_by(scan_best(), delimiter);
}

void csv_reader_free(struct csv_reader *reader)
{
    if (reader == NULL)
        return;
    g_free(reader->text);
    g_free(reader->mark);
    g_free(reader->field);
    g_free(reader);
}

static int is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* No room for a field beyond the limit: libcsv then stops in it. */
static void *resize(void *buffer, size_t size)
{
    return size <= CSV_MAX_FIELD + 2 * PARSER_STEP ? g_realloc(buffer, size) : NULL;
}

static void reserve(struct csv_reader *reader, gsize needed)
{
    if (needed <= reader->capacity)
        return;
    reader->capacity = MAX(2 * needed, 4096);
    reader->text = g_realloc(reader->text, reader->capacity);
}

static void keep_field(struct csv_reader *reader, const char *text, gsize length)
{
    gsize needed = reader->size + length + 1;
    reserve(reader, needed + ROW_PADDING);
    reader->field[reader->count++] = (struct row_field){(guint32)reader->size, (guint32)length};
    if (length > 0)
        memcpy(reader->text + reader->size, text, length);
    reader->text[needed - 1] = '\0';
    reader->size = needed;
}

static gboolean is_too_large(const struct csv_reader *reader, gsize length)
{
    return reader->too_large || length > CSV_MAX_FIELD ||
           reader->size + length + 1 > CSV_MAX_RECORD;
}

static void take_field(void *text, size_t length, void *data)
{
    struct csv_reader *reader = data;
    reader->after_cr = FALSE;
    if (reader->count == CSV_MAX_FIELDS || is_too_large(reader, length)) {
        reader->too_large = TRUE;
        return;
    }
    keep_field(reader, text, length);
}

/* Line ends inside the fields that were kept; the NUL behind each keeps them apart. */
static guint64 lines_within(const struct csv_reader *reader)
{
    return reader->size > 0 ? scan_lines(scan_best(), reader->text, reader->size, NULL) : 0;
}

/* Adds the row whose fields were kept to those that are handed over together. */
static void add_row(struct csv_reader *reader, const char *text, guint64 lines, gboolean is_open)
{
    reader->row[reader->rows++] = (struct row){
        .text = text,
        .field = reader->field + reader->fields,
        .count = reader->count,
        .line = reader->line,
        .lines = lines,
        .is_open = is_open,
    };
    reader->fields += reader->count;
    reader->line += lines;
    reader->count = 0;
    reader->size = 0;
}

static void hand_over(struct csv_reader *reader)
{
    if (reader->rows > 0)
        reader->take(reader->data, reader->row, reader->rows);
    reader->rows = reader->fields = 0;
}

static void take_row(int end, void *data)
{
    struct csv_reader *reader = data;
    if (reader->too_large)
        return;
    if (!reader->after_cr || end != '\n') {
        add_row(reader, reader->text, lines_within(reader) + 1, end == -1);
        hand_over(reader);
    }
    reader->after_cr = end == '\r';
}

static gboolean refuse(struct refusal *refusal, enum rule rule, guint64 line)
{
    *refusal = (struct refusal){.rule = rule, .line = line};
    return FALSE;
}

static gboolean refuse_byte(struct refusal *refusal, const struct block *block, gsize place,
                            guint64 line)
{
    if (block->is_cut && place + 1 == block->size) {
        *refusal = block->trouble;
        refusal->line = line;
        return FALSE;
    }
    refuse(refusal, RULE_NOT_UTF8, line);
    g_snprintf(refusal->value, sizeof refusal->value, "%02X", (guint8)block->data[place]);
    g_snprintf(refusal->hint, sizeof refusal->hint, "%" G_GUINT64_FORMAT, block->byte + place + 1);
    return FALSE;
}

/* ---- rows that are cut where they lie ---- */

/* Takes out the NULs with which the fields of a row that begins at `start` were ended. */
static void mend(const struct csv_reader *reader, char *text, guint32 start, guint count)
{
    for (guint i = 0; i < count; i++) {
        const struct row_field *field = &reader->field[reader->fields + i];
        guint32 end = field->start + field->length;
        gboolean is_quoted = field->start > start;
        text[end] = is_quoted ? '"' : reader->delimiter;
        start = end + (is_quoted ? 2 : 1);
    }
}

/*
 * The quoted field that opens at `start`, *mark being the first mark from there on. Its closing
 * mark must be the next one, with a delimiter or a line end right behind: *mark is then the latter.
 */
static gboolean cut_quoted(char *text, guint32 start, const guint32 **mark, struct row_field *field)
{
    const guint32 *at = *mark;
    if ((*at++ & SCAN_PLACE) != start)
        return FALSE;
    while (scan_kind(*at) == SCAN_DELIMITER)
        at++;
    guint32 closing = *at & SCAN_PLACE;
    if (scan_kind(*at++) != SCAN_QUOTE)
        return FALSE;
    guint32 between = (*at & SCAN_PLACE) - closing - 1;
    gboolean ends_line = scan_kind(*at) == SCAN_LINE_FEED;
    if (!(between == 0 && (ends_line || scan_kind(*at) == SCAN_DELIMITER)) &&
        !(between == 1 && ends_line && text[closing + 1] == '\r'))
        return FALSE;
    *field = (struct row_field){start + 1, closing - start - 1};
    text[closing] = '\0';
    *mark = at;
    return TRUE;
}

/* Ends the row's last field at its line feed, without the CR before that. */
static void cut_last(char *text, guint32 start, guint32 end, struct row_field *field)
{
    end -= end > start && text[end - 1] == '\r';
    *field = (struct row_field){start, end - start};
    text[end] = '\0';
}

/*
 * Cuts the row at `start`, *mark being the first mark from there on; on TRUE *mark is the one
 * behind its line end. FALSE: what its marks mean, or the limits, need a closer look, or it is not
 * all here; libcsv shall have it as it was.
 */
static gboolean cut_row(struct csv_reader *reader, char *text, guint32 start, const guint32 **mark)
{
    const guint32 *at = *mark, row = start;
    struct row_field *first = reader->field + reader->fields, *field = first;
    gboolean goes_on = TRUE;
    while (goes_on) {
        guint32 next;
        for (; (next = *at) <= SCAN_PLACE; at++) { /* delimiters */
            *field++ = (struct row_field){start, next - start};
            text[next] = '\0';
            start = next + 1;
        }
        if (scan_kind(*at) == SCAN_LINE_FEED) {
            cut_last(text, start, *at & SCAN_PLACE, field++);
            break;
        }
        goes_on = scan_kind(*at) == SCAN_QUOTE && cut_quoted(text, start, &at, field);
        if (!goes_on)
            break;
        field++;
        start = (*at & SCAN_PLACE) + 1;
        if (scan_kind(*at) == SCAN_LINE_FEED)
            break;
        at++;
    }
    reader->count = (guint)(field - first);
    if (!goes_on || reader->count > CSV_MAX_FIELDS) {
        mend(reader, text, row, reader->count);
        reader->count = 0;
        return FALSE;
    }
    *mark = at + 1;
    if (reader->count == 1 && first->start == row && first->length == 0)
        reader->count = 0;
    return TRUE;
}

/* Behind the line end that is not within quotation marks, or the end. */
static const char *end_of_record(const char *at, const char *end)
{
    gboolean in_quotes = FALSE;
    for (; at < end; at++) {
        if (*at == '"')
            in_quotes = !in_quotes;
        else if (*at == '\n' && !in_quotes)
            return at + 1;
    }
    return end;
}

/* One record by libcsv, or what the end leaves of one. */
static gboolean parse_record(struct csv_reader *reader, const char *record, gsize size,
                             struct refusal *refusal)
{
    gsize parsed = csv_parse(&reader->parser, record, size, take_field, take_row, reader);
    if (is_too_large(reader, reader->parser.entry_pos))
        return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->line);
    return parsed == size || refuse(refusal, RULE_STRAY_QUOTE, reader->line);
}

/* The rows that begin in so many bytes; *text is then what is behind them. */
static gboolean parse_piece(struct csv_reader *reader, char **text, gsize size, const char *end,
                            struct refusal *refusal)
{
    char *piece = *text;
    const guint32 *mark = reader->mark;
    guint marks = reader->scan != NULL
                      ? scan_marks(reader->scan, piece, size, reader->delimiter, reader->mark)
                      : 0;
    reader->mark[marks] = NO_MARK;
    for (gsize at = 0; *text - piece < (gssize)size; *text = piece + at) {
        if (cut_row(reader, piece, (guint32)at, &mark)) {
            at = (mark[-1] & SCAN_PLACE) + 1;
            add_row(reader, piece, 1, FALSE);
            if (reader->rows == ROWS)
                hand_over(reader);
            continue;
        }
        hand_over(reader);
        gsize record = (gsize)(end_of_record(*text, end) - *text);
        if (!parse_record(reader, *text, record, refusal))
            return FALSE;
        at += record;
        while ((*mark & SCAN_PLACE) < at)
            mark++;
    }
    hand_over(reader);
    return TRUE;
}

static gboolean parse(struct csv_reader *reader, char *text, const char *end,
                      struct refusal *refusal)
{
    while (text < end) {
        gsize size = MIN((gsize)(end - text), PIECE);
        if (!parse_piece(reader, &text, size, end, refusal))
            return FALSE;
    }
    return TRUE;
}

static gboolean finish(struct csv_reader *reader, struct refusal *refusal)
{
    if (csv_fini(&reader->parser, take_field, take_row, reader) != 0)
        return refuse(refusal, RULE_OPEN_QUOTE, reader->line + lines_within(reader));
    if (reader->too_large)
        return refuse(refusal, RULE_RECORD_TOO_LARGE, reader->line);
    return TRUE;
}

gboolean csv_read(struct csv_reader *reader, struct block *block, row_taker take, void *data,
                  struct refusal *refusal)
{
    reader->take = take;
    reader->data = data;
    reader->line = block->line + 1;
    reader->count = reader->fields = reader->rows = 0;
    reader->size = 0;
    reader->after_cr = reader->too_large = FALSE;

    struct csv_parser *parser = &reader->parser;
    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(parser, (unsigned char)reader->delimiter);
    csv_set_space_func(parser, is_never_space);
    csv_set_realloc_func(parser, resize);
    csv_set_free_func(parser, g_free);
    csv_set_blk_size(parser, PARSER_STEP);

    gsize valid = scan_utf8(scan_best(), block->data, block->size);
    guint64 bad_line =
        valid < block->size ? reader->line + scan_lines(scan_best(), block->data, valid, NULL) : 0;
    gboolean is_read = parse(reader, block->data, block->data + valid, refusal) &&
                       (valid == block->size ? finish(reader, refusal)
                                             : refuse_byte(refusal, block, valid, bad_line));
    csv_free(parser);
    return is_read;
}

static void *input_reader_new(const struct input *input)
{
    return csv_reader_new(input->delimiter);
}

static void input_reader_free(void *reader)
{
    csv_reader_free(reader);
}

static gboolean read_rows(void *reader, struct block *block, row_taker take, void *data,
                          struct refusal *refusal)
{
    return csv_read(reader, block, take, data, refusal);
}

const struct row_format csv_rows = {input_reader_new, input_reader_free, read_rows, NULL};
